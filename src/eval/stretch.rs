//! The stretches of time that a window looks at: of one length, wherever they begin, or those of
//! the calendar in which a member lies.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::diagnostic::Phrase;
use crate::program::expression::{Gather, Stretch, Window, WindowLength};
use crate::program::{Expr, Node};
use crate::value::{Bound, CompareOp, Date, Kind, Number, Range, Value};

use super::Eval;
use super::calendar_day::edge;
use super::counting::How;
use super::frame::Frame;
use super::judged::{Item, Judged, Label};
use super::way::{Shape, Way};
use super::window::Placed;

/// A member reaches into at most so many stretches of the calendar that are looked at.
const MAX_STRETCHES: usize = 400;
/// A day counted back from an end lies at most so many days from where its length puts it.
const NEAR: i64 = 12;

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
        let grows = only_grows(&window.has, window.within);
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
            let (earliest, latest) = ends(&from.range());
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
        let grows = only_grows(&window.has, window.within);
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
                end: time(self.ends(days.first, days.last, frame.policy)),
                included: end.kind != Kind::Date,
            });
            let bounded = member.from.range().exact().is_none();
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
        let from = self.days(&member.from.range(), &Kind::Time, policy);
        let to = self.days(&before(&member.end()), &Kind::Time, policy);
        let back = |day: Option<Date>| {
            let day = day?;
            let length = counted(day)?.number().checked_sub(day.number())?;
            (-NEAR..=NEAR).find_map(|off| {
                let first = day.plus_days(off - length)?;
                (counted(first)? >= day).then_some(first)
            })
        };
        let mut found = Vec::new();
        let bounded = from.first != from.last;
        let ends = [from.first, from.last].map(|day| day.filter(|_| bounded));
        let ends = ends.into_iter().flatten().map(Some);
        let each: Vec<_> = ends
            .flat_map(|day| [(day, day), (back(day), back(day))])
            .collect();
        let whole = [
            (from.first, from.last),
            (to.first, to.last),
            (next(to.first), next(to.last)),
            (back(from.first), back(from.last)),
            (back(to.first), back(to.last)),
        ];
        for (first, last) in whole.into_iter().chain(each) {
            let begin = self.midnights(first, last, policy);
            let ends = self.ends(first.and_then(counted), last.and_then(counted), policy);
            found.push((begin, ends));
        }
        found
    }

    /// The stretches of the calendar in which some part of a member lies, or may lie.
    fn of_calendar(
        &self,
        placed: &[Placed],
        stretch: Stretch,
        most: usize,
        frame: &Frame,
    ) -> (Vec<Stretched>, bool) {
        let policy = frame.policy;
        let mut firsts = BTreeSet::new();
        let mut all = true;
        for member in placed {
            let days = self.days(&member.from.range(), &Kind::Time, policy);
            let ends = match member.to {
                Some(_) => self.days(&before(&member.end()), &Kind::Time, policy),
                None => days,
            };
            let Some(mut day) = days.first.and_then(|day| edge(day, stretch, false)) else {
                all = false;
                continue;
            };
            // Of what has no latest end as far as it certainly reaches.
            let reach = ends.last.or(ends.first).max(days.last);
            let mut end = edge(day, stretch, true);
            for _ in 0..MAX_STRETCHES {
                firsts.insert(day);
                let Some(following) = next(end).filter(|day| Some(*day) <= reach) else {
                    break;
                };
                day = following;
                end = edge(day, stretch, true);
            }
            let reached = match (end, days.last, ends.last) {
                (Some(end), Some(begun), Some(last)) => end >= begun && end >= last,
                _ => false,
            };
            all &= reached;
        }
        all &= firsts.len() <= most;
        let found = firsts.into_iter().take(most).map(|first| {
            let end = edge(first, stretch, true);
            Stretched {
                first: None,
                holds_first: false,
                told: true,
                begin: time(self.midnights(Some(first), Some(first), policy)),
                end: time(self.ends(end, end, policy)),
                included: false,
            }
        });
        (found.collect(), all)
    }

    /// Between when the first and the last of these days begin.
    pub(super) fn midnights(
        &self,
        first: Option<Date>,
        last: Option<Date>,
        policy: usize,
    ) -> Range {
        let zone = self.zone(policy);
        let midnight = |day: Option<Date>| {
            Some(Bound {
                at: zone.midnight(day?)?.seconds(),
                open: false,
            })
        };
        Range {
            low: midnight(first),
            high: midnight(last),
        }
    }

    /// Between when the first and the last of these days are over.
    fn ends(&self, first: Option<Date>, last: Option<Date>, policy: usize) -> Range {
        self.midnights(next(first), next(last), policy)
    }
}

fn next(day: Option<Date>) -> Option<Date> {
    day.and_then(|day| day.plus_days(1))
}

/// The last instant of what comes to an end: an end at midnight is on the day before.
fn before(end: &Range) -> Range {
    let instant = Number::fraction(1, crate::value::calendar::SECOND).unwrap_or(Number::ZERO);
    let last = |bound: Option<Bound>| {
        let bound = bound?;
        Some(Bound {
            at: bound.at.minus(instant)?,
            ..bound
        })
    };
    Range {
        low: last(end.low),
        high: last(end.high),
    }
}

/// Whether a condition that holds of some members holds of these and more, and of longer ones.
fn only_grows(has: &Expr, within: usize) -> bool {
    let grows = |of: &Expr| match &of.node {
        Node::Aggregate(aggregate) => matches!(
            aggregate.gather,
            Gather::Count | Gather::Sum | Gather::Largest
        ),
        _ => false,
    };
    let stays = |of: &Expr| !mentions(of, within);
    match &has.node {
        Node::All(of) | Node::Any(of) => of.iter().all(|leg| only_grows(leg, within)),
        Node::Cited(of, _) => only_grows(of, within),
        Node::Compare(CompareOp::AtLeast | CompareOp::MoreThan, more, than) => {
            grows(more) && stays(than)
        }
        Node::Compare(CompareOp::AtMost | CompareOp::LessThan, than, more) => {
            grows(more) && stays(than)
        }
        _ => stays(has),
    }
}

fn mentions(of: &Expr, variable: usize) -> bool {
    matches!(of.node, Node::Variable(known) if known == variable)
        || of
            .children()
            .into_iter()
            .any(|child| mentions(child, variable))
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
    Judged::new(Item::Value(Value::Range(range)), Label::default())
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
