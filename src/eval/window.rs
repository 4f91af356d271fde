//! Windows: stretches of time of which one must hold what a condition asks. A stretch may begin at
//! any moment, or is one of the calendar. A member belongs to it if some part of it lies in it; the
//! condition is then asked of those alone.
//!
//! Of all stretches of one length only those are looked at that begin or end with a member: between
//! two of them nothing enters or leaves, and lengths change evenly.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::determination::{Gap, Gathered, Need, Reason};
use crate::program::FactPath;
use crate::program::expression::Window;
use crate::program::window::{Lies, Within, ends_so_far, within};
use crate::value::{Kind, Range, Truth, Value};

use super::Eval;
use super::frame::Frame;
use super::judged::{Item, Judged, Label, List, needs_of};
use super::logic::because;
use super::shown::words;
use super::stretch::Stretched;
use super::way::Shape;

/// So many members in windows are looked at, over all windows together; what lies beyond is open.
pub(super) const MAX_LOOKS: usize = 200_000;

/// A member of the list, and when it is.
pub(super) struct Placed {
    pub(super) place: FactPath,
    /// Whether it is a member, and when it is.
    pub(super) lies: Lies,
    /// When it is, or begins.
    pub(super) from: Judged,
    /// When it ends; none where it has no length.
    pub(super) to: Option<Judged>,
    needs: Vec<Need>,
    shares: Option<Judged>,
}

impl AsRef<Lies> for Placed {
    fn as_ref(&self) -> &Lies {
        &self.lies
    }
}

impl Eval<'_> {
    /// Whether a condition holds of what lies in some stretch of time, as far as is known when each
    /// member is; so many members may still be looked at.
    pub(super) fn window_as_known(
        &self,
        window: &Window,
        frame: &Frame,
        left: &mut usize,
    ) -> Judged {
        let list = self.evaluate(&window.list, frame);
        let mut open = match &list.item {
            Item::List(list) => list.open,
            Item::NotApplicable => false,
            _ => true,
        };
        let mut placed = self.all_placed(window, &list, frame);
        // In the order in which they begin, those of which nothing is known first.
        placed.sort_by_key(|member| member.lies.from.low.map(|low| low.at));
        let (stretches, all) = self.stretches(window, &placed, MAX_LOOKS, frame);
        open |= !all;
        // Of a member of which it is open where it lies there is no stretch.
        let astray = placed.iter().filter(|_| !all);
        let astray = needs_of(astray.map(|member| member.needs.as_slice()));
        let ends = ends_so_far(&placed);
        let mut asked = Vec::new();
        // Stretches in which the same members lie whole are one.
        let mut seen: BTreeSet<Within> = BTreeSet::new();
        for stretch in &stretches {
            let span = stretch.span();
            let within = within(&placed, &ends, &span, shared);
            let Some(rest) = left.checked_sub(within.len().max(1)) else {
                self.cut_short.set(true);
                open = true;
                let most = MAX_LOOKS;
                let nothing = self.nothing(&Kind::YesNo);
                asked.push(self.gap(nothing, Gap::TooMany { most }));
                break;
            };
            *left = rest;
            let whole = |(number, _): &(usize, Truth)| {
                placed
                    .get(*number)
                    .is_some_and(|member| member.lies.is_inside(&span))
            };
            if within.iter().all(whole) && !seen.insert(within.clone()) {
                continue;
            }
            let found = self.has(window, (&list, &placed), stretch, within, frame);
            match found.truth() {
                Truth::Yes => {
                    asked.push(found);
                    break;
                }
                Truth::No if !stretch.told => {}
                _ => asked.push(found),
            }
        }
        let settled = asked.iter().any(|found| found.truth() == Truth::Yes);
        if open && !settled && self.has_wherever(window, (&list, &placed), frame) == Truth::No {
            // Whatever lies in them, and wherever it lies, no stretch holds what is asked.
            let further = matches!(&list.item, Item::List(list) if list.open);
            let further = further.then(|| Rc::clone(&list.way));
            let step = members_step(&list);
            return Judged::answer(Truth::No, because(Truth::No, step, Vec::new()))
                .shaped(Shape::Opaque(further.into_iter().collect()));
        }
        self.any_window((&list, &astray), asked, open)
    }

    /// Whether what is asked holds of a stretch of which it is open where it lies, and which of the
    /// members lie in it.
    fn has_wherever(
        &self,
        window: &Window,
        (list, placed): (&Judged, &[Placed]),
        frame: &Frame,
    ) -> Truth {
        let nowhere = || {
            let unknown = Item::Value(Value::Range(Range::UNKNOWN));
            Judged::new(unknown, Label::none())
        };
        let within = placed.iter().enumerate();
        let within = within.map(|(number, _)| (number, Truth::Undetermined));
        let stretch = Stretched {
            first: None,
            holds_first: false,
            told: false,
            begin: nowhere(),
            end: nowhere(),
            included: false,
        };
        let found = self.has(window, (list, placed), &stretch, within.collect(), frame);
        found.truth()
    }

    /// The members of the list, and when each is.
    pub(super) fn all_placed(&self, window: &Window, list: &Judged, frame: &Frame) -> Vec<Placed> {
        let Item::List(list) = &list.item else {
            return Vec::new();
        };
        let members = list.members.iter();
        members
            .map(|(place, certain)| self.placed(window, place, *certain, frame))
            .collect()
    }

    fn placed(&self, window: &Window, place: &FactPath, certain: Truth, frame: &Frame) -> Placed {
        let frame = frame.with(window.member, self.read(place));
        let mut from = self.evaluate(&window.at, &frame);
        if from.is_not_applicable() {
            from = self.nothing(&window.at.kind).needing(from.needs);
        }
        if window.at.kind == Kind::Date {
            from = self.day_begins(from, &frame);
        }
        let to = window.until.as_ref().map(|until| {
            let mut to = self.evaluate(until, &frame);
            if to.is_not_applicable() {
                to = self.nothing(&until.kind).needing(to.needs);
            }
            // Nothing ends before it begins.
            let earliest = Range {
                high: None,
                ..from.range()
            };
            to.item = Item::Value(Value::Range(to.range().meet(&earliest)));
            to
        });
        let ends = to.as_ref().map(|to| to.needs.as_slice());
        Placed {
            place: place.clone(),
            lies: Lies {
                certain,
                from: from.range(),
                to: to.as_ref().map(Judged::range),
            },
            needs: needs_of([from.needs.as_slice(), ends.unwrap_or_default()]),
            from,
            to,
            shares: window
                .sharing
                .as_ref()
                .map(|sharing| self.evaluate(sharing, &frame)),
        }
    }

    /// A day as the instant at which it begins.
    fn day_begins(&self, mut day: Judged, frame: &Frame) -> Judged {
        let days = self.days(&day.range(), &Kind::Date, frame.policy);
        let range = days.begins(self.zone(frame.policy));
        day.item = Item::Value(Value::Range(range));
        let shape = Shape::Opaque(vec![Rc::clone(&day.way)]);
        day.shaped(shape)
    }

    /// Whether what is asked holds of the members within one stretch.
    fn has(
        &self,
        window: &Window,
        (list, placed): (&Judged, &[Placed]),
        stretch: &Stretched,
        within: Within,
        frame: &Frame,
    ) -> Judged {
        let sure = within.iter().filter(|(_, truth)| *truth == Truth::Yes);
        let sure = sure.count();
        let lists = within
            .iter()
            .filter(|(_, truth)| *truth == Truth::Undetermined)
            .filter_map(|(number, _)| placed.get(*number))
            .flat_map(|member| {
                let shares = member.shares.as_ref().map(|shares| shares.needs.as_slice());
                [Some(member.needs.as_slice()), shares]
                    .into_iter()
                    .flatten()
            });
        // When the first of them is, and what it shares, decides on the others.
        let open = sure < within.len();
        let first = stretch.first.filter(|_| open).and_then(|at| placed.get(at));
        let shares = first.and_then(|first| first.shares.as_ref());
        let shares = shares.map(|shares| shares.needs.as_slice());
        let first = first.map(|first| first.needs.as_slice());
        let needs = lists.chain(first).chain(shares);
        let needs = needs_of(needs.chain([list.needs.as_slice()]));
        let mut within = within;
        // As the record lists them.
        within.sort_by_key(|(number, _)| placed.get(*number).map(|member| &member.place));
        let members = within
            .into_iter()
            .filter_map(|(number, truth)| Some((placed.get(number)?.place.clone(), truth)))
            .collect();
        let open = matches!(&list.item, Item::List(list) if list.open);
        let mut judged = Judged::new(Item::List(List { members, open }), (*list.label).clone());
        judged.needs = needs;
        let inner = frame
            .with(window.within, judged)
            .with(window.begin, stretch.begin.clone())
            .with(window.end, stretch.end.clone());
        let found = self.evaluate(&window.has, &inner);
        let step = Reason::Window {
            list: list.label.path.clone().unwrap_or_default(),
            title: words(&list.label.title),
            from: self.printed(&stretch.begin.range(), frame.policy),
            to: self.printed(&stretch.end.range(), frame.policy),
            members: sure,
        };
        let value = found.truth();
        Judged::answer(value, because(value, step, found.reasons.clone()))
            .on(found.standing)
            .needing(found.needs)
    }

    /// Whether one of the stretches has it; of a list that may go on no silence is certain.
    fn any_window(
        &self,
        (list, astray): (&Judged, &[Need]),
        asked: Vec<Judged>,
        open: bool,
    ) -> Judged {
        if asked.is_empty() && !open {
            return self.never();
        }
        let mut judged = self.any(asked);
        if open && judged.truth() != Truth::Yes {
            let needs = needs_of([judged.needs.as_slice(), list.needs.as_slice(), astray]);
            let step = members_step(list);
            judged = Judged::answer(
                Truth::Undetermined,
                because(Truth::Undetermined, step, judged.reasons),
            )
            .needing(needs);
        }
        judged
    }
}

fn members_step(list: &Judged) -> Reason {
    Reason::Members {
        asks: Gathered::Any,
        list: list.label.path.clone().unwrap_or_default(),
        title: Some(words(&list.label.title)),
    }
}

/// Whether two members have the same of what is to be shared.
fn shared(a: &Placed, b: &Placed) -> Truth {
    let (Some(a), Some(b)) = (&a.shares, &b.shares) else {
        return Truth::Yes;
    };
    match (&a.item, &b.item) {
        (Item::Value(a), Item::Value(b)) => super::compare::same_value(a, b),
        _ => Truth::Undetermined,
    }
}
