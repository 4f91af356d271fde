//! Which version applies. Where the governing instant is only bounded, its
//! range is cut at every edge of a version, and each piece is looked at by
//! itself, so that what changes on one day changes together.

use std::rc::Rc;

use crate::determination::{
    About, AnswerValue, Because, FactQuestion, InForce, Need, Reason, Routes, Standing,
};
use crate::diagnostic::Phrase;
use crate::facts::Known;
use crate::program::{Citation, Expr, Head, Node, Version};
use crate::value::{Bound, CompareOp, Instant, Interval, Kind, Number, Range, Truth, Value};

use super::Eval;
use super::frame::{Frame, When};
use super::judged::{Given, Item, Judged, Label, needs_of, one_reason};
use super::shown::words;
use super::way::{Place, Shape, Way, each_once};

/// A version that may be in force, or that none is, and for whom it is where that is open.
type Perhaps<'a, T> = (Option<&'a Version<T>>, Option<Rc<Way>>);

/// For whom each version but the last is.
type ForWhom = Vec<Rc<Way>>;

/// A stretch of the governing instant, and the version in force there.
pub(super) type Piece<'a, T> = (Option<&'a Version<T>>, Rc<When>);

impl<'a> Eval<'a> {
    /// Only the moment asked for governs.
    pub(super) fn as_of_when(&self) -> Rc<When> {
        self.note_now();
        self.as_of_when_unlooked()
    }

    /// The same for an expression that does not look at what governs it.
    pub(super) fn as_of_when_for(&self, expr: &Expr) -> Rc<When> {
        if !is_of_facts(expr) {
            self.note_now();
        }
        self.as_of_when_unlooked()
    }

    fn as_of_when_unlooked(&self) -> Rc<When> {
        let when = self.as_of.get_or_init(|| {
            let now = self.question.as_of.seconds();
            let at = Judged::new(
                Item::Value(Value::Range(Range::exactly(now))),
                Label::titled(Phrase::new("the moment asked for", "기준 시점")),
            );
            self.when_of(&at, false)
        });
        Rc::clone(when)
    }

    /// An instant that governs.
    pub(super) fn when_of(&self, at: &Judged, declared: bool) -> Rc<When> {
        Rc::new(When {
            at: at.range(),
            forced: self.question.law_of,
            needs: at.needs.clone(),
            label: (*at.label).clone(),
            whom: Vec::new(),
            declared,
            ahead: None,
        })
    }

    /// What governs an item: what it says itself, else what its policy says.
    pub(super) fn governing(
        &self,
        head: &Head,
        own: Option<&Expr>,
        frame: &Frame,
    ) -> Option<Rc<When>> {
        match own {
            Some(own) => self.governed(own, frame),
            None => self.governing_all(head),
        }
    }

    /// What governs all items of a policy that say nothing else.
    pub(super) fn governing_all(&self, head: &Head) -> Option<Rc<When>> {
        let policy = self.program.policies.get(head.policy);
        let expr = policy?.governed_by.as_ref()?;
        let when = self.as_of_when_for(expr);
        self.governed(expr, &Frame::new(Vec::new(), &when, head.policy))
    }

    fn governed(&self, expr: &Expr, frame: &Frame) -> Option<Rc<When>> {
        let (at, all_ahead) = self.by_now_in_every_case(self.evaluate(expr, frame));
        // What never came about governs nothing.
        if at.is_not_applicable() {
            return None;
        }
        let mut when = self.when_of(&at, true);
        // What has not come about by now does not govern yet.
        if self.program.has_come_about(expr) {
            let by_now = self.up_to_now(&when.at);
            let of = Rc::make_mut(&mut when);
            // By one account it has come, by another it has not.
            let parted = at.given == Given::Perhaps && self.is_disputed(&at);
            let come = match by_now.is_empty() || all_ahead {
                true => Some(Truth::No),
                false => parted.then_some(Truth::Undetermined),
            };
            of.ahead = come.map(|come| self.has_come(&at, come, expr, frame));
            of.at = match by_now.is_empty() {
                true => Range::exactly(self.now()),
                false => by_now,
            };
        }
        Some(when)
    }

    /// Whether accounts of a fact differ.
    fn is_disputed(&self, at: &Judged) -> bool {
        let datum = at.label.place.as_ref().and_then(|place| self.datum(place));
        datum.is_some_and(|datum| matches!(datum.known, Known::Disputed(_)))
    }

    /// An instant as it is in the cases in which whatever it hangs on has come about by now, where
    /// that can be. Where it hangs on what lies ahead it does not govern yet: the moment asked for
    /// does. And whether it lies ahead in every case.
    fn by_now_in_every_case(&self, at: Judged) -> (Judged, bool) {
        let known = at.is_not_applicable() || at.range().exact().is_some();
        if known || !matches!(at.way.shape, Shape::Branch { .. }) {
            return (at, false);
        }
        let now = Rc::new(Way {
            now: Some(Value::Range(Range::exactly(self.question.as_of.seconds()))),
            shape: Shape::Fixed,
        });
        let mut given = Vec::new();
        let mut ahead = false;
        for way in each_once(&at.way, |_| true) {
            let Shape::Figure(place @ Place::Fact(path)) = &way.shape else {
                continue;
            };
            let walked = self.walk(path);
            let past = walked.is_some_and(|walked| {
                walked.kind == Kind::Time && !walked.field.is_some_and(|field| field.planned)
            });
            let met = given.iter().any(|(known, _)| *known == place);
            let known = way.range();
            if met || !past || self.is_past(&known) {
                continue;
            }
            if known.meet(&Range::at_most(self.now())).is_empty() {
                ahead = true;
                continue;
            }
            let (way, now) = (Rc::clone(way), Rc::clone(&now));
            let by_now = Way {
                now: Some(Value::Truth(Truth::Undetermined)),
                shape: Shape::Compare(way, CompareOp::AtMost, now),
            };
            given.push((place, Rc::new(by_now)));
        }
        let given: Vec<Rc<Way>> = given.into_iter().map(|(_, given)| given).collect();
        let mut at = self.figure_in_every_case(at, &given);
        let mut all_ahead = false;
        if ahead && now.range().is_at_least(&at.range()) != Truth::Yes {
            let by_now = at.range().meet(&Range::at_most(self.now()));
            all_ahead = by_now.is_empty();
            at.item = Item::Value(Value::Range(match all_ahead {
                true => now.range(),
                false => by_now,
            }));
        }
        (at, all_ahead)
    }

    /// What a definition says governs it. What never came about governs nothing, which leaves the
    /// instant of the frame; where that is open, it is one of the two.
    pub(super) fn governing_or_else(&self, own: &Expr, frame: &Frame) -> Rc<When> {
        let at = self.evaluate(own, frame);
        if at.is_not_applicable() {
            return Rc::clone(&frame.when);
        }
        let mut when = self.when_of(&at, true);
        if at.perhaps {
            let of = Rc::make_mut(&mut when);
            of.at = of.at.join(&frame.when.at);
            of.needs = needs_of([of.needs.as_slice(), frame.when.needs.as_slice()]);
        }
        when
    }

    /// The versions that may be in force at one instant, of which the first that is for the
    /// addressee counts: those for certain addressees, then one that is proposed and asked for, then
    /// the others. Only one is left unless it is open for whom it is.
    fn versions_at<T>(
        &self,
        versions: &'a [Version<T>],
        inside: impl Fn(&Interval) -> bool,
        frame: &Frame,
        (needs, whom): (&mut Vec<Need>, &mut Vec<Because>),
    ) -> Vec<Perhaps<'a, T>> {
        let asked = |version: &&Version<T>| match &version.proposed {
            Some(name) => self.question.proposed.contains(name),
            None => true,
        };
        let mut holding: Vec<&'a Version<T>> = versions
            .iter()
            .filter(asked)
            .filter(|version| inside(&version.interval))
            .collect();
        holding.sort_by_key(|version| version.rank());
        let mut found = Vec::new();
        let mut perhaps: Vec<Judged> = Vec::new();
        // Those to whom one version or another applies may together be everyone.
        let everyone = |perhaps: &[Judged]| {
            perhaps.len() > 1
                && self.in_every_case(self.any(perhaps.to_vec())).truth() == Truth::Yes
        };
        for version in holding {
            let mut asked: Vec<Judged> = version
                .asks()
                .map(|asked| self.evaluate(asked, frame))
                .collect();
            let judged = match (asked.pop(), asked.pop()) {
                (None, _) => {
                    if !everyone(&perhaps) {
                        found.push((Some(version), None));
                    }
                    return found;
                }
                (Some(only), None) => only,
                (Some(there), Some(addressee)) => self.all(vec![addressee, there]),
            };
            match judged.truth() {
                Truth::No => {}
                Truth::Yes => {
                    found.push((Some(version), None));
                    return found;
                }
                Truth::Undetermined => {
                    needs.extend(judged.needs.iter().cloned());
                    whom.push(judged.because());
                    found.push((Some(version), Some(Rc::clone(&judged.way))));
                    perhaps.push(judged);
                }
            }
        }
        if !everyone(&perhaps) {
            found.push((None, None));
        }
        found
    }

    /// That the instant that governs lies where one version is in force, where the record leaves more of
    /// it open than that.
    pub(super) fn governed_within(&self, frame: &Frame) -> Vec<Rc<Way>> {
        let when = &frame.when;
        let place = when.label.place.as_ref().filter(|_| when.forced.is_none());
        let Some(place) = place.filter(|_| when.at.exact().is_none()) else {
            return Vec::new();
        };
        let known = self.read(place).range();
        if known.meet(&when.at) != when.at || known == when.at {
            return Vec::new();
        }
        let at = |range: Range, shape: Shape| {
            let now = Some(Value::Range(range));
            Rc::new(Way { now, shape })
        };
        let own = at(known, Shape::Figure(Place::Fact(place.clone())));
        let ends = [
            (
                when.at.low,
                known.low,
                CompareOp::AtLeast,
                CompareOp::MoreThan,
            ),
            (
                when.at.high,
                known.high,
                CompareOp::AtMost,
                CompareOp::LessThan,
            ),
        ];
        let narrower = ends.into_iter().filter(|(end, of, ..)| end != of);
        let within = narrower.filter_map(|(end, _, included, open)| {
            let end = end?;
            let op = if end.open { open } else { included };
            let end = at(Range::exactly(end.at), Shape::Fixed);
            let now = Some(Value::Truth(Truth::Undetermined));
            let shape = Shape::Compare(Rc::clone(&own), op, end);
            Some(Rc::new(Way { now, shape }))
        });
        within.collect()
    }

    /// The pieces of the governing instant, and that instant with what is missing to choose.
    pub(super) fn pieces<T>(
        &self,
        versions: &'a [Version<T>],
        when: &Rc<When>,
        frame: &Frame,
    ) -> (Vec<Piece<'a, T>>, Rc<When>) {
        let (pieces, when, _) = self.pieces_for(versions, when, frame);
        (pieces, when)
    }

    /// The same, and for whom each but the last is, where that alone chooses between them: the first
    /// of which it holds applies, else the last.
    pub(super) fn pieces_for<T>(
        &self,
        versions: &'a [Version<T>],
        when: &Rc<When>,
        frame: &Frame,
    ) -> (Vec<Piece<'a, T>>, Rc<When>, Option<ForWhom>) {
        let law = when.law();
        let mut pieces: Vec<(Option<&'a Version<T>>, Range)> = Vec::new();
        let (mut needs, mut whom) = (Vec::new(), Vec::new());
        let ranges = cut(&law, versions);
        let mut for_whom = (ranges.len() == 1).then(Vec::new);
        for range in ranges {
            let inside = |interval: &Interval| interval.holds_piece(&range);
            for (version, asked) in
                self.versions_at(versions, inside, frame, (&mut needs, &mut whom))
            {
                if let Some(all) = for_whom.as_mut() {
                    all.extend(asked);
                }
                match pieces.last_mut() {
                    Some((last, whole)) if same_version(*last, version) => {
                        *whole = whole.join(&range);
                    }
                    _ => pieces.push((version, range)),
                }
            }
        }
        for version in pieces.iter().filter_map(|(version, _)| *version) {
            let certain = if pieces.len() == 1 {
                Truth::Yes
            } else {
                Truth::Undetermined
            };
            self.note_version(version.span, certain);
        }
        let mut when = Rc::clone(when);
        if !needs.is_empty() {
            let needs = needs_of([when.needs.as_slice(), needs.as_slice()]);
            Rc::make_mut(&mut when).needs = needs;
        }
        if !whom.is_empty() {
            Rc::make_mut(&mut when).whom = whom;
        }
        if let [(version, _)] = pieces.as_slice() {
            return (vec![(*version, Rc::clone(&when))], when, None);
        }
        let pieces = pieces.into_iter().map(|(version, at)| {
            let piece = When {
                at,
                whom: Vec::new(),
                ..(*when).clone()
            };
            (version, Rc::new(piece))
        });
        (pieces.collect(), when, for_whom)
    }

    /// What is certain whichever version it is, of those between which alone decides for whom each is.
    pub(super) fn joined_for(
        &self,
        parts: Vec<Judged>,
        for_whom: Option<&[Rc<Way>]>,
        when: &When,
        kind: &Kind,
    ) -> Judged {
        let ways: Vec<Rc<Way>> = parts.iter().map(|part| Rc::clone(&part.way)).collect();
        let judged = self.joined(parts, when, kind);
        let Some((last, first)) = ways
            .split_last()
            .filter(|_| judged.is_open() && !judged.perhaps)
        else {
            return judged;
        };
        let Some(for_whom) = for_whom.filter(|of| of.len() >= first.len()) else {
            return judged;
        };
        let first = first.iter().zip(for_whom).rev();
        let whole = first.fold(Rc::clone(last), |otherwise, (then, on)| {
            let joined = then.now.as_ref().zip(otherwise.now.as_ref());
            Rc::new(Way {
                now: joined.and_then(|(then, otherwise)| then.join(otherwise)),
                shape: Shape::Branch {
                    on: Rc::clone(on),
                    then: Some(Rc::clone(then)),
                    otherwise: Some(otherwise),
                },
            })
        });
        let shape = whole.shape.clone();
        let judged = judged.shaped(shape);
        match kind {
            Kind::YesNo => self.in_every_case(judged),
            _ => self.figure_in_every_case(judged, &[]),
        }
    }

    /// What is certain whichever piece it is.
    pub(super) fn joined(&self, parts: Vec<Judged>, when: &When, kind: &Kind) -> Judged {
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else {
            return Judged::new(Item::NotApplicable, Label::none());
        };
        let rest: Vec<Judged> = parts.collect();
        if rest.is_empty() {
            return first;
        }
        let perhaps = first.perhaps || rest.iter().any(|part| part.perhaps);
        let values: Option<Vec<Value>> = std::iter::once(&first)
            .chain(&rest)
            .map(|part| item_value(&part.item))
            .collect();
        let value = values
            .and_then(|values| values.into_iter().map(Some).reduce(|a, b| a?.join(&b?))?)
            .or_else(|| self.unknown(kind));
        let standing = rest.iter().map(|part| part.standing);
        let standing = standing.fold(first.standing, Standing::min);
        if let Some(settled) = value.as_ref().filter(|value| value.is_settled())
            && item_value(&first.item).as_ref() == Some(settled)
            && !perhaps
        {
            return first.on(standing);
        }
        let lists = std::iter::once(&first)
            .chain(&rest)
            .map(|part| part.needs.as_slice());
        let needs = needs_of(std::iter::once(when.needs.as_slice()).chain(lists));
        let mut of = first.reasons;
        of.extend(rest.iter().flat_map(|part| part.reasons.clone()));
        let because = self.governing_unknown(when, of);
        let mut judged = match value {
            Some(Value::Truth(truth)) => Judged::answer(truth, because),
            Some(value) => {
                let mut judged = Judged::new(Item::Value(value), Label::none());
                judged.reasons.push(because);
                judged
            }
            None => Judged::new(Item::NotApplicable, Label::none()),
        };
        judged.label = first.label;
        judged.perhaps = perhaps;
        judged.on(standing).needing(needs)
    }

    /// The reason that which version applies is not known: for whom each is, or when it governs.
    pub(super) fn governing_unknown(&self, when: &When, of: Vec<Because>) -> Because {
        if !when.whom.is_empty() && when.law().exact().is_some() {
            let mut whom = one_reason(Truth::Undetermined, when.whom.clone());
            whom.of.extend(of);
            return whom;
        }
        let judged = Judged::new(Item::Value(Value::Range(when.at)), when.label.clone());
        Because {
            value: AnswerValue::UNDETERMINED,
            step: Reason::Fact {
                fact: self.side(&judged, &Kind::Time, 0),
                asks: FactQuestion::IsKnown,
            },
            cites: Vec::new(),
            of,
        }
    }

    /// What a row says of its provision in this version.
    pub(super) fn about<T>(&self, head: &Head, version: Option<&Version<T>>) -> About {
        About {
            name: self.program.full_name(head),
            title: words(&head.title),
            instance: None,
            instance_title: None,
            cites: version.map(|v| self.cites(&v.cites)).unwrap_or_default(),
            soft: version.is_some_and(|v| self.is_soft(&v.cites)),
            in_force: version.map(|v| self.in_force(&v.interval, head.policy)),
            needs: Vec::new(),
            open: Vec::new(),
            regardless: Vec::new(),
            routes: Routes::default(),
            changes: None,
            accounts: Vec::new(),
            whichever: false,
            on_readings: Vec::new(),
            because: None,
        }
    }

    /// Articles as written.
    pub(super) fn cites(&self, cites: &[Citation]) -> Vec<String> {
        cites
            .iter()
            .filter_map(|cite| {
                let source = self.program.sources.get(cite.source)?;
                Some(
                    format!("{} {}", source.head.name, cite.pin)
                        .trim_end()
                        .to_owned(),
                )
            })
            .collect()
    }

    /// Whether every source cited is soft.
    pub(super) fn is_soft(&self, cites: &[Citation]) -> bool {
        let soft = |cite: &Citation| {
            let source = self.program.sources.get(cite.source);
            source.is_some_and(|source| source.soft)
        };
        !cites.is_empty() && cites.iter().all(soft)
    }

    fn in_force(&self, interval: &Interval, policy: usize) -> InForce {
        let zone = self.zone(policy);
        let day = |at: Instant| zone.date(at);
        InForce {
            from: interval.from.and_then(day),
            until: interval.end.and_then(|end| day(end.plus_micros(-1)?)),
        }
    }
}

/// The value of an item that has one.
fn item_value(item: &Item) -> Option<Value> {
    match item {
        Item::Value(value) => Some(value.clone()),
        _ => None,
    }
}

fn same_version<T>(a: Option<&Version<T>>, b: Option<&Version<T>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => std::ptr::eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

/// The range cut at every edge of a version that lies inside it.
fn cut<T>(range: &Range, versions: &[Version<T>]) -> Vec<Range> {
    if range.exact().is_some() {
        return vec![*range];
    }
    let inside = |at: &Number| {
        let after = range.low.is_none_or(|low| low.at < *at);
        let before = range
            .high
            .is_none_or(|high| *at < high.at || (*at == high.at && !high.open));
        after && before
    };
    let mut edges: Vec<Number> = versions
        .iter()
        .flat_map(|version| [version.interval.from, version.interval.end])
        .flatten()
        .map(Instant::seconds)
        .filter(inside)
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut low = range.low;
    let mut pieces = Vec::with_capacity(edges.len() + 1);
    for edge in edges {
        let high = Some(Bound {
            at: edge,
            open: true,
        });
        pieces.push(Range { low, high });
        low = Some(Bound {
            at: edge,
            open: false,
        });
    }
    pieces.push(Range {
        low,
        high: range.high,
    });
    pieces
}

/// Whether an expression looks at the record alone, and not at what governs it.
fn is_of_facts(expr: &Expr) -> bool {
    let own = matches!(
        &expr.node,
        Node::Constant(_)
            | Node::Fact(_)
            | Node::Variable(_)
            | Node::Field(..)
            | Node::Index(..)
            | Node::AsOf
            | Node::Reading(_)
            | Node::All(_)
            | Node::Any(_)
            | Node::Not(_)
            | Node::Compare(..)
            | Node::Same(..)
            | Node::OneOf(..)
            | Node::IsKnown(_)
            | Node::IsApplicable(_)
            | Node::Sum(_)
            | Node::Product(_)
            | Node::If(..)
            | Node::Extreme { .. }
            | Node::FirstKnown(_)
            | Node::EdgeOf { .. }
            | Node::DayOf(..)
            | Node::Cited(..)
    );
    own && expr.children().into_iter().all(is_of_facts)
}
