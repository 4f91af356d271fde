//! The stretches of time that a window looks at: of one length, wherever they begin, or those of the
//! calendar in which a member lies. Of all stretches of one length only those are looked at that
//! begin or end with a member: between two of them nothing enters or leaves, and lengths change
//! evenly.

use std::collections::BTreeSet;

use crate::period::count;
use crate::period::count::{End, From};
use crate::plan::{Dated, DayCount, Length, PolicyId, Window};
use crate::program::expression::Stretch;
use crate::value::calendar::SECOND;
use crate::value::{Bound, Date, Number, Range};

use super::Kernel;
use super::counting::edge;
use super::day::Days;
use super::frame::Frame;
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
    pub(super) begin: Range,
    pub(super) end: Range,
    /// The end itself lies in it.
    pub(super) included: bool,
}

impl Kernel<'_> {
    /// The stretches to be looked at, and whether no other could hold what these do not. At most
    /// `most` of them.
    pub(super) fn stretches(
        &mut self,
        window: &Window,
        placed: &[Placed],
        most: usize,
        frame: &Frame,
    ) -> (Vec<Stretched>, bool) {
        match window.length {
            Length::Lasting(length) => {
                let length = self.eval(length, frame).figure();
                (lasting(window, placed, &self.range(length)), true)
            }
            Length::Counted(_, dated, how) => (
                self.counted_stretches(window, placed, (dated, how), frame.policy),
                true,
            ),
            Length::Calendar(stretch) => self.of_calendar(placed, stretch, most, frame.policy),
        }
    }

    /// Stretches that a regime counts, each to the end of a day.
    fn counted_stretches(
        &self,
        window: &Window,
        placed: &[Placed],
        (dated, how): (Dated, Option<DayCount>),
        policy: PolicyId,
    ) -> Vec<Stretched> {
        let zone = self.zone(policy);
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for (number, member) in placed.iter().enumerate() {
            let last = member.counted.unwrap_or(Range::UNKNOWN);
            found.push(Stretched {
                first: Some(number),
                holds_first: true,
                begin: member.from,
                end: Days::of(&last, dated, zone).ends(zone),
                included: dated != Dated::Day,
            });
            if member.to.is_none() && window.grows {
                continue;
            }
            for (begin, end) in self.days_with(member, how, policy) {
                let known = begin.exact().filter(|_| window.sharing.is_none());
                if known.is_some_and(|begin| !seen.insert(begin)) {
                    continue;
                }
                found.push(Stretched {
                    first: Some(number),
                    holds_first: false,
                    begin,
                    end,
                    included: false,
                });
            }
        }
        found
    }

    /// The stretches of whole days that begin on the first or the last day of a member, or the day
    /// after it, or end on them.
    fn days_with(
        &self,
        member: &Placed,
        how: Option<DayCount>,
        policy: PolicyId,
    ) -> Vec<(Range, Range)> {
        let Some(how) = how else {
            return Vec::new();
        };
        let zone = self.zone(policy);
        let regime = self.plan.almanac.regime_of(how.regime);
        let calendar = self.plan.almanac.calendar_of(how.calendar);
        let counted = |day: Date| {
            let counted = count(regime?, calendar, how.period, false, From::Day(day)).ok()?;
            match counted.end {
                End::Day(day) => Some(day),
                End::At(at) => zone.date(at),
            }
        };
        let from = self.days(&member.from, Dated::Instant, policy);
        let to = self.days(&before(&member.end()), Dated::Instant, policy);
        let back = |day: Option<Date>| {
            let day = day?;
            let length = counted(day)?.number().checked_sub(day.number())?;
            (-NEAR..=NEAR).find_map(|off| {
                let first = day.plus_days(off - length)?;
                (counted(first)? >= day).then_some(first)
            })
        };
        let mut found = Vec::new();
        for (first, last) in [
            (from.first, from.last),
            (to.first, to.last),
            (next(to.first), next(to.last)),
            (back(from.first), back(from.last)),
            (back(to.first), back(to.last)),
        ] {
            let begin = Days { first, last }.begins(zone);
            let ends = Days {
                first: first.and_then(counted),
                last: last.and_then(counted),
            };
            found.push((begin, ends.ends(zone)));
        }
        found
    }

    /// The stretches of the calendar in which some part of a member lies, or may lie.
    fn of_calendar(
        &self,
        placed: &[Placed],
        stretch: Stretch,
        most: usize,
        policy: PolicyId,
    ) -> (Vec<Stretched>, bool) {
        let zone = self.zone(policy);
        let mut firsts = BTreeSet::new();
        let mut all = true;
        for member in placed {
            let days = self.days(&member.from, Dated::Instant, policy);
            let ends = match member.to {
                Some(_) => self.days(&before(&member.end()), Dated::Instant, policy),
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
            let begins = Days {
                first: Some(first),
                last: Some(first),
            };
            Stretched {
                first: None,
                holds_first: false,
                begin: begins.begins(zone),
                end: Days {
                    first: end,
                    last: end,
                }
                .ends(zone),
                included: false,
            }
        });
        (found.collect(), all)
    }
}

/// Stretches of one length of time.
fn lasting(window: &Window, placed: &[Placed], length: &Range) -> Vec<Stretched> {
    let instant = Range::exactly(Number::fraction(1, SECOND).unwrap_or(Number::ZERO));
    let later = |at: &Range, by: &Range| at.plus(by).unwrap_or(Range::UNKNOWN);
    let earlier = |at: &Range, by: &Range| at.minus(by).unwrap_or(Range::UNKNOWN);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, member) in placed.iter().enumerate() {
        let from = member.from;
        let to = member.end();
        let mut pairs = vec![(true, from, later(&from, length))];
        if member.to.is_some() || !window.grows {
            // It ends as the member does or begins, or begins while the last of it is left.
            let last = match member.to {
                Some(_) => earlier(&to, &instant),
                None => to,
            };
            pairs.push((true, earlier(&to, length), to));
            pairs.push((true, earlier(&from, length), from));
            pairs.push((true, last, later(&last, length)));
        }
        if !window.grows {
            // It begins when nothing of the member is left.
            let next = match member.to {
                Some(_) => to,
                None => later(&to, &instant),
            };
            pairs.push((false, next, later(&next, length)));
        }
        for (holds_first, begin, end) in pairs {
            let known = begin.exact().filter(|_| window.sharing.is_none());
            if known.is_some_and(|begin| !seen.insert(begin)) {
                continue;
            }
            found.push(Stretched {
                first: Some(number),
                holds_first,
                begin,
                end,
                included: true,
            });
        }
    }
    found
}

fn next(day: Option<Date>) -> Option<Date> {
    day.and_then(|day| day.plus_days(1))
}

/// The last instant of what comes to an end: an end at midnight is on the day before.
fn before(end: &Range) -> Range {
    let instant = Number::fraction(1, SECOND).unwrap_or(Number::ZERO);
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
