//! The stretches of time that a window looks at: of one length, wherever they begin, or those of
//! the calendar in which a member lies.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::diagnostic::Phrase;
use crate::program::expression::{Stretch, Window, WindowLength};
use crate::program::window::{TimeSpan, of_calendar, of_whole_days};
use crate::program::{Expr, Node};
use crate::value::{Bound, Date, Kind, Number, Range, Value};

use super::Eval;
use super::counting::How;
use super::frame::Frame;
use super::judged::{Item, Judged, Label};
use super::way::{Shape, Way};
use super::window::Placed;

/// A stretch of time.
pub(super) struct Stretched {
    /// The member by which it is placed; none for one of the calendar.
    pub(super) first: Option<usize>,
    /// That member certainly lies in it.
    pub(super) holds_first: bool,
    /// It begins with a member, or is one of the calendar: it is told that it does not hold what is
    /// asked. Of the others only what they do hold is told.
    pub(super) told: bool,
    pub(super) begin: Judged,
    pub(super) end: Judged,
    /// The end itself lies in it.
    pub(super) included: bool,
}

impl Stretched {
    /// Where it lies.
    pub(super) fn span(&self) -> TimeSpan {
        TimeSpan {
            first: self.first,
            holds_first: self.holds_first,
            begin: self.begin.range(),
            end: self.end.range(),
            included: self.included,
        }
    }
}

impl Eval<'_> {
    /// The stretches to be looked at, and whether no other could hold what these do not. At most
    /// `most` of them.
    pub(super) fn stretches(
        &self,
        window: &Window,
        placed: &[Placed],
        most: usize,
        frame: &Frame,
    ) -> (Vec<Stretched>, bool) {
        match &window.length {
            WindowLength::Lasting(length) => {
                let length = self.evaluate(length, frame);
                (self.lasting(window, placed, &length), true)
            }
            WindowLength::Counted(end) => (self.counted(window, placed, end, frame), true),
            WindowLength::Calendar(stretch) => self.of_calendar(placed, *stretch, most, frame),
        }
    }

    /// Stretches of one length of time.
    fn lasting(&self, window: &Window, placed: &[Placed], length: &Judged) -> Vec<Stretched> {
        let instant = Number::fraction(1, crate::value::calendar::SECOND).unwrap_or(Number::ZERO);
        let instant = time(Range::exactly(instant)).shaped(Shape::Fixed);
        let grows = window.has.only_grows(window.within);
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for (number, member) in placed.iter().enumerate() {
            let from = &member.from;
            let to = member.to.as_ref().unwrap_or(from);
            let mut pairs = vec![(true, true, from.clone(), shifted(from, length, 1))];
            if member.to.is_some() || !grows {
                // It ends as the member does or begins, or begins while the last of it is left.
                let last = match member.to {
                    Some(_) => shifted(to, &instant, -1),
                    None => to.clone(),
                };
                pairs.push((true, false, shifted(to, length, -1), to.clone()));
                pairs.push((true, false, shifted(from, length, -1), from.clone()));
                pairs.push((true, false, last.clone(), shifted(&last, length, 1)));
            }
            if !grows {
                // It begins when nothing of the member is left.
                let next = match member.to {
                    Some(_) => to.clone(),
                    None => shifted(to, &instant, 1),
                };
                pairs.push((false, false, next.clone(), shifted(&next, length, 1)));
            }
            for (holds_first, told, begin, end) in pairs {
                let known = begin.range().exact().filter(|_| window.sharing.is_none());
                if known.is_some_and(|begin| !seen.insert(begin)) {
                    continue;
                }
                found.push(Stretched {
                    first: Some(number),
                    holds_first,
                    told,
                    begin,
                    end,
                    included: true,
                });
            }
            // Of what is known within bounds, those that begin with the first or end with the last
            // moment at which it can be: such a stretch lies where it does, wherever the member is.
            let (earliest, latest) = ends(&member.lies.from);
            let after = earliest.map(|at| (time(at), shifted(&time(at), length, 1)));
            let before = latest.map(|at| (shifted(&time(at), length, -1), time(at)));
            for (begin, end) in after.into_iter().chain(before) {
                found.push(Stretched {
                    first: Some(number),
                    holds_first: false,
                    told: false,
                    begin,
                    end,
                    included: true,
                });
            }
        }
        found
    }

    /// Stretches that a regime counts, each to the end of a day.
    fn counted(
        &self,
        window: &Window,
        placed: &[Placed],
        end: &Expr,
        frame: &Frame,
    ) -> Vec<Stretched> {
        let grows = window.has.only_grows(window.within);
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for (number, member) in placed.iter().enumerate() {
            let inner = frame.with(window.member, self.read(&member.place));
            let last = self.evaluate(end, &inner).range();
            let days = self.days(&last, &end.kind, frame.policy);
            found.push(Stretched {
                first: Some(number),
                holds_first: true,
                told: true,
                begin: member.from.clone(),
                end: time(days.ends(self.zone(frame.policy))),
                included: end.kind != Kind::Date,
            });
            let bounded = member.lies.from.exact().is_none();
            if member.to.is_none() && grows && !bounded {
                continue;
            }
            for (begin, end) in self.days_with(member, end, frame) {
                let known = begin.exact().filter(|_| window.sharing.is_none());
                if known.is_some_and(|begin| !seen.insert(begin)) {
                    continue;
                }
                found.push(Stretched {
                    first: Some(number),
                    holds_first: false,
                    told: false,
                    begin: time(begin),
                    end: time(end),
                    included: false,
                });
            }
        }
        found
    }

    /// The stretches of whole days that begin on the first or the last day of a member, or the day after
    /// it, or end on them.
    fn days_with(&self, member: &Placed, end: &Expr, frame: &Frame) -> Vec<(Range, Range)> {
        let policy = frame.policy;
        let Node::Shift {
            period,
            periods,
            calendar,
            ..
        } = &end.node
        else {
            return Vec::new();
        };
        let how = How {
            before: false,
            counting_that_day: false,
            periods: periods.as_ref(),
            calendar: calendar.as_ref(),
            rolls: false,
        };
        let counted = |day: Date| self.counted_day(*period, how, day, policy);
        of_whole_days(&member.lies, self.zone(policy), counted, true)
    }

    /// The stretches of the calendar in which some part of a member lies, or may lie.
    fn of_calendar(
        &self,
        placed: &[Placed],
        stretch: Stretch,
        most: usize,
        frame: &Frame,
    ) -> (Vec<Stretched>, bool) {
        let (spans, all) = of_calendar(placed, stretch, most, self.zone(frame.policy));
        let found = spans.into_iter().map(|(begin, end)| Stretched {
            first: None,
            holds_first: false,
            told: true,
            begin: time(begin),
            end: time(end),
            included: false,
        });
        (found.collect(), all)
    }
}

/// The first and the last moment of what is not known exactly.
fn ends(range: &Range) -> (Option<Range>, Option<Range>) {
    let at = |bound: Option<Bound>| {
        let bound = bound.filter(|_| range.exact().is_none())?;
        Some(Range::exactly(bound.at))
    };
    (at(range.low), at(range.high))
}

fn time(range: Range) -> Judged {
    Judged::new(Item::Value(Value::Range(range)), Label::none())
}

/// A time so much later, or earlier.
fn shifted(at: &Judged, by: &Judged, sign: i64) -> Judged {
    let (from, by_range) = (at.range(), by.range());
    let range = match sign < 0 {
        true => from.minus(&by_range),
        false => from.plus(&by_range),
    };
    let ways: Vec<(Number, Rc<Way>)> = vec![
        (Number::ONE, Rc::clone(&at.way)),
        (Number::whole(sign), Rc::clone(&by.way)),
    ];
    let label = Label::titled(Phrase::default());
    let mut judged = Judged::new(
        Item::Value(Value::Range(range.unwrap_or(Range::UNKNOWN))),
        label,
    )
    .shaped(Shape::Sum(ways));
    judged.needs.clone_from(&at.needs);
    judged
}
