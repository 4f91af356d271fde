//! Questions over the members of a list. Of a list that may have more members
//! only what no further member can change is certain.

use std::rc::Rc;

use crate::determination::{Gap, Gathered, Reason, Standing, TimeLimit};
use crate::diagnostic::Phrase;
use crate::program::expression::{Aggregate, Gather};
use crate::program::{Expr, Node};
use crate::value::Kind;
use crate::value::{Bound, Number, Range, Sign, Truth, Value};

use super::Eval;
use super::amount::{counted_at, gathered, outermost};
use super::frame::Frame;
use super::judged::{Given, Item, Judged, needs_of};
use super::logic::because;
use super::shown::words;
use super::way::{Shape, Way};

/// So deep it is looked for what an expression cannot be below.
const MAX_LEAST: u32 = 32;

/// So many members are looked at within questions about others, over all of them together.
pub(super) const MAX_LOOKS: usize = 200_000;
/// Of the members that decided so many are told.
const MAX_TOLD: usize = 100;

/// A member that is, or may be, among those asked about.
struct Member {
    /// Whether it is.
    among: Judged,
    /// What is taken of it.
    each: Option<Judged>,
}

impl Eval<'_> {
    /// A question over the members of a list.
    pub(super) fn aggregate(&self, expr: &Expr, aggregate: &Aggregate, frame: &Frame) -> Judged {
        let list = self.evaluate(&aggregate.list, frame);
        let (mut places, mut open) = match &list.item {
            Item::List(list) => (list.members.as_slice(), list.open),
            Item::NotApplicable => (&[][..], false),
            _ => (&[][..], true),
        };
        // Questions about members of members have a bound together.
        let depth = self.gathering.get();
        let looks = self
            .looks
            .get()
            .saturating_add(if depth > 0 { places.len() } else { 0 });
        let cut = looks > MAX_LOOKS;
        if cut {
            self.cut_short.set(true);
            (places, open) = (&[][..], true);
        } else {
            self.looks.set(looks);
        }
        self.gathering.set(depth + 1);
        let mut members = Vec::with_capacity(places.len());
        for (place, certain) in places {
            let frame = frame.with(aggregate.variable, self.read(place));
            let mut conditions = Vec::new();
            if *certain != Truth::Yes {
                conditions.push(self.uncertain_member(place));
            }
            if let Some(condition) = &aggregate.condition {
                conditions.push(self.evaluate(condition, &frame));
            }
            let among = self.all(conditions);
            if among.truth() != Truth::No {
                let each = aggregate
                    .each
                    .as_ref()
                    .map(|each| self.evaluate(each, &frame));
                members.push(Member { among, each });
            } else {
                members.push(Member { among, each: None });
            }
        }
        self.gathering.set(depth);
        if depth == 0 {
            self.repeated.borrow_mut().clear();
        }
        let judged = self.gathered((expr, aggregate), &list, members, open);
        match cut {
            true => self.gap(judged, Gap::TooMany { most: MAX_LOOKS }),
            false => judged,
        }
    }

    fn gathered(
        &self,
        (expr, aggregate): (&Expr, &Aggregate),
        list: &Judged,
        members: Vec<Member>,
        open: bool,
    ) -> Judged {
        match aggregate.gather {
            Gather::Any => self.quantified(list, Gathered::Any, members, open, false),
            Gather::None => {
                let any = self.quantified(list, Gathered::None, members, open, false);
                self.flipped(any)
            }
            Gather::Every => self.quantified(list, Gathered::Every, members, open, true),
            Gather::Count => self.count(list, &members, open),
            Gather::Sum => {
                let each = aggregate.each.as_ref();
                self.total((expr, each), list, &members, open)
            }
            Gather::Largest => self.outermost((list, aggregate), &members, open, true),
            Gather::Smallest => self.outermost((list, aggregate), &members, open, false),
        }
    }

    /// Whether it holds of one, or of every member.
    fn quantified(
        &self,
        list: &Judged,
        asks: Gathered,
        members: Vec<Member>,
        open: bool,
        every: bool,
    ) -> Judged {
        let parts: Vec<Judged> = members
            .into_iter()
            .map(|member| {
                let mut legs = vec![if every {
                    self.not(member.among)
                } else {
                    member.among
                }];
                legs.extend(member.each);
                if every {
                    self.any(legs)
                } else {
                    self.all(legs)
                }
            })
            .collect();
        let mut ways: Vec<Rc<Way>> = parts.iter().map(|part| Rc::clone(&part.way)).collect();
        if open {
            let further = Rc::clone(&list.way);
            ways.push(if every {
                Rc::new(Way {
                    now: Some(Value::Truth(Truth::Undetermined)),
                    shape: Shape::Not(further),
                })
            } else {
                further
            });
        }
        let truths = parts.iter().map(Judged::truth);
        let mut value = if every {
            truths.fold(Truth::Yes, Truth::and)
        } else {
            truths.fold(Truth::No, Truth::or)
        };
        let decisive = if every { Truth::No } else { Truth::Yes };
        if open && value != decisive {
            value = Truth::Undetermined;
        }
        let deciding: Vec<&Judged> = parts.iter().filter(|part| part.truth() == value).collect();
        let support = deciding.iter().map(|part| part.standing);
        let standing = if value == decisive {
            support.max()
        } else {
            support.min()
        };
        let step = Reason::Members {
            asks,
            list: list.label.path.clone().unwrap_or_default(),
            title: Some(words(&list.label.title)),
        };
        let of = deciding.iter().take(MAX_TOLD).map(|part| part.because());
        let of = of.collect();
        let needs = needs_of(
            deciding
                .iter()
                .map(|part| part.needs.as_slice())
                .chain([list.needs.as_slice()]),
        );
        Judged::answer(value, because(value, step, of))
            .on(standing.unwrap_or(Standing::Established))
            .needing(needs)
            .shaped(if every {
                Shape::all(ways)
            } else {
                Shape::any(ways)
            })
    }

    /// The answer the other way round, with its reason.
    fn flipped(&self, mut judged: Judged) -> Judged {
        let value = judged.truth().negate();
        for reason in &mut judged.reasons {
            reason.value = value.into();
        }
        let shape = Shape::Not(Rc::clone(&judged.way));
        judged.item = Item::Value(Value::Truth(value));
        judged.shaped(shape)
    }

    fn count(&self, list: &Judged, members: &[Member], open: bool) -> Judged {
        let number = |count: usize| Number::whole(i64::try_from(count).unwrap_or(i64::MAX));
        let sure = members.iter().filter(|m| m.among.truth() == Truth::Yes);
        let out = members.iter().filter(|m| m.among.truth() == Truth::No);
        let range = Range {
            high: (!open).then(|| Bound {
                at: number(members.len().saturating_sub(out.count())),
                open: false,
            }),
            ..Range::at_least(number(sure.count()))
        };
        let shape = Shape::Count {
            of: members.iter().map(|m| Rc::clone(&m.among.way)).collect(),
            more: open.then(|| Rc::clone(&list.way)),
        };
        self.over_list(list, members, (Some(range), false), ("count of", "수"))
            .shaped(shape)
    }

    fn total(
        &self,
        (expr, each_of): (&Expr, Option<&Expr>),
        list: &Judged,
        members: &[Member],
        open: bool,
    ) -> Judged {
        let none = Range::exactly(Number::ZERO);
        let nothing = Rc::new(Way {
            now: Some(Value::Range(none)),
            shape: Shape::Fixed,
        });
        let mut total = Ok(none);
        let mut parts = Vec::with_capacity(members.len());
        for member in members {
            let Some(each) = member.each.as_ref().filter(|e| !e.is_not_applicable()) else {
                continue;
            };
            let mut value = each.range();
            let mut way = Rc::clone(&each.way);
            if member.among.truth() != Truth::Yes || each.perhaps {
                value = value.join(&none);
                way = match each.perhaps {
                    true => figure(value, vec![Rc::clone(&member.among.way), way]),
                    false => among_or_else(member, value, way, &nothing),
                };
            }
            parts.push((Number::ONE, way));
            total = total.and_then(|total| total.plus(&value));
        }
        let mut range = total.unwrap_or_else(|fault| {
            self.fault(expr, fault);
            Range::UNKNOWN
        });
        if open {
            range.high = None;
            let further = each_of.map_or(Range::UNKNOWN, |each| self.least(each, 0));
            let grows = further.low.is_some_and(|low| !low.at.is_negative());
            range.low = range.low.filter(|_| grows);
            parts.push((Number::ONE, figure(further, vec![Rc::clone(&list.way)])));
        }
        self.over_list(list, members, (Some(range), false), ("sum of", "합계"))
            .shaped(Shape::Sum(parts))
    }

    /// What an expression cannot be below whatever the facts are: known for what a field is declared
    /// to be, and for sums and products of such.
    fn least(&self, expr: &Expr, depth: u32) -> Range {
        let never_below = |range: Range| Range {
            high: None,
            ..range
        };
        let at_least_zero = Range::at_least(Number::ZERO);
        if depth > MAX_LEAST {
            return Range::UNKNOWN;
        }
        let below = |of: &Expr| self.least(of, depth + 1);
        match &expr.node {
            Node::Constant(Value::Range(range)) => never_below(*range),
            Node::Fact(fact) => {
                let field = self.program.facts.get(*fact);
                never_below(field.map_or(Range::UNKNOWN, |field| field.always()))
            }
            Node::Field(record, field) => {
                let Kind::Record(record) = record.kind else {
                    return Range::UNKNOWN;
                };
                let record = self.program.records.get(record);
                let field = record.and_then(|record| record.fields.get(*field));
                match field {
                    Some(field) => match (&field.computed, &field.default) {
                        (Some(computed), None) if field.always().is_unknown() => below(computed),
                        _ => never_below(field.always()),
                    },
                    None => Range::UNKNOWN,
                }
            }
            Node::Sum(terms) if terms.iter().all(|(sign, _)| *sign == Sign::Plus) => {
                let each = terms.iter().map(|(_, term)| below(term));
                let none_below = |range: Range| range.meet(&at_least_zero) == range;
                match each.into_iter().all(none_below) {
                    true => at_least_zero,
                    false => Range::UNKNOWN,
                }
            }
            Node::Product(factors) => {
                let each = factors.iter().map(|(_, factor)| below(factor));
                let none_below = |range: Range| range.meet(&at_least_zero) == range;
                match each.into_iter().all(none_below) {
                    true => at_least_zero,
                    false => Range::UNKNOWN,
                }
            }
            Node::Extreme { largest: true, of } => {
                let each = of.iter().map(below);
                each.reduce(|a, b| a.larger(&b)).unwrap_or(Range::UNKNOWN)
            }
            Node::Extreme { largest: false, of } => {
                let each = of.iter().map(below);
                each.reduce(|a, b| a.smaller(&b)).unwrap_or(Range::UNKNOWN)
            }
            Node::If(_, then, otherwise) => below(then).join(&below(otherwise)),
            Node::Cited(of, _) => below(of),
            Node::Aggregate(aggregate) if aggregate.gather == Gather::Count => at_least_zero,
            _ => Range::UNKNOWN,
        }
    }

    fn outermost(
        &self,
        (list, aggregate): (&Judged, &Aggregate),
        members: &[Member],
        open: bool,
        largest: bool,
    ) -> Judged {
        let (mut certain, mut perhaps) = (Vec::new(), Vec::new());
        let mut parts = Vec::with_capacity(members.len());
        let is_certain =
            |member: &&Member, each: &Judged| member.among.truth() == Truth::Yes && !each.perhaps;
        // One that is there, which changes nothing if it is taken in the place of another.
        let there = members.iter().find_map(|member| {
            let each = member.each.as_ref().filter(|e| !e.is_not_applicable())?;
            is_certain(&member, each).then_some(each)
        });
        let mut looked_into = true;
        for member in members {
            let Some(each) = member.each.as_ref().filter(|e| !e.is_not_applicable()) else {
                continue;
            };
            if is_certain(&member, each) {
                parts.push(Rc::clone(&each.way));
                certain.push(each.range());
                continue;
            }
            perhaps.push(each.range());
            parts.push(match there.filter(|_| !each.perhaps) {
                Some(there) => {
                    let range = each.range().join(&there.range());
                    among_or_else(member, range, Rc::clone(&each.way), &there.way)
                }
                None => {
                    looked_into &= !each.perhaps && member.among.truth() == Truth::Yes;
                    Rc::clone(&each.way)
                }
            });
        }
        // What is not on record was all before the record begins, if that tells of all since.
        let before = self.untold_times(aggregate).filter(|_| open && largest);
        perhaps.extend(before);
        let mut range = outermost(&certain, &perhaps, largest);
        if open && before.is_none() {
            let found = range.unwrap_or(Range::UNKNOWN);
            range = Some(if largest {
                Range {
                    low: found.low,
                    high: None,
                }
            } else {
                let each = aggregate.each.as_ref();
                let further = each.map_or(Range::UNKNOWN, |each| self.least(each, 0));
                let low = further.low.zip(found.low);
                let low = low.map(|(a, b)| if a.at < b.at { a } else { b });
                Range {
                    low: low.or(further.low.filter(|_| range.is_none())),
                    high: found.high,
                }
            });
        }
        let each = aggregate.each.as_ref();
        let is_time = each.is_some_and(|each| matches!(each.kind, Kind::Time | Kind::Date));
        let words = match (is_time, largest) {
            (true, true) => ("latest of", "가장 늦은 시점"),
            (true, false) => ("earliest of", "가장 이른 시점"),
            (false, true) => ("largest of", "최댓값"),
            (false, false) => ("smallest of", "최솟값"),
        };
        let ahead = range.is_none() && aggregate.is_of_times_of_events();
        let shape = if ahead {
            Shape::OPAQUE
        } else if looked_into && !open {
            Shape::Extreme { largest, of: parts }
        } else {
            parts.extend(members.iter().map(|member| Rc::clone(&member.among.way)));
            parts.push(Rc::clone(&list.way));
            Shape::Opaque(parts)
        };
        let perhaps = range.is_some() && certain.is_empty();
        let title = || super::shown::words(&list.label.title);
        let set = match (is_time && self.worded, largest) {
            (false, _) => None,
            (true, true) => Some(TimeLimit::LatestIn(title())),
            (true, false) => Some(TimeLimit::EarliestIn(title())),
        };
        let mut judged = self.over_list(list, members, (range, perhaps), words);
        if ahead {
            // What is not on a complete record was not done by now, and is done later if it ever is.
            judged.item = Item::Ahead(Range::more_than(self.now()));
            judged.given = Given::NotYet;
        }
        judged.label_mut().set = set.map(Rc::new);
        if let Some(exact) = judged.range().exact().filter(|_| !judged.perhaps) {
            let each = members.iter().filter_map(|member| member.each.as_ref());
            judged.label_mut().counted = counted_at(exact, each);
        }
        judged.shaped(shape)
    }

    /// When each further event can have been, where its time is asked for and it was before a moment.
    fn untold_times(&self, aggregate: &Aggregate) -> Option<Range> {
        let untold = aggregate.is_of_times_of_events().then(|| self.untold());
        untold.filter(|untold| untold.high.is_some_and(|high| high.open))
    }

    /// A figure over a list, and whether it only perhaps applies: what settles that is then missing,
    /// though the figure is known. Of no member at all there is no largest: none applies.
    fn over_list(
        &self,
        list: &Judged,
        members: &[Member],
        (range, perhaps): (Option<Range>, bool),
        (en, ko): (&str, &str),
    ) -> Judged {
        let title = Phrase::new(
            format!("{en} “{}”", list.label.title.en),
            format!("“{}”의 {ko}", list.label.title.ko),
        );
        let parts: Vec<Judged> = members
            .iter()
            .flat_map(|member| std::iter::once(&member.among).chain(&member.each))
            .filter(|judged| !judged.needs.is_empty() || judged.standing < Standing::Established)
            .cloned()
            .collect();
        let item = range.map_or(Item::NotApplicable, |r| Item::Value(Value::Range(r)));
        let mut judged = gathered(item, title, &parts);
        judged.label_mut().constant = false;
        judged.perhaps = perhaps;
        judged.reasons.clear();
        judged.needs = match range.and_then(|range| range.exact()) {
            Some(_) if !perhaps => Vec::new(),
            _ => needs_of([judged.needs.as_slice(), list.needs.as_slice()]),
        };
        judged
    }
}

/// What is taken of a member if it is among those asked about, and else this.
fn among_or_else(member: &Member, range: Range, each: Rc<Way>, otherwise: &Rc<Way>) -> Rc<Way> {
    Rc::new(Way {
        now: Some(Value::Range(range)),
        shape: Shape::Branch {
            on: Rc::clone(&member.among.way),
            then: Some(each),
            otherwise: Some(Rc::clone(otherwise)),
        },
    })
}

/// A figure that is not looked into, and on what it hangs.
fn figure(range: Range, on: Vec<Rc<Way>>) -> Rc<Way> {
    Rc::new(Way {
        now: Some(Value::Range(range)),
        shape: Shape::Opaque(on),
    })
}
