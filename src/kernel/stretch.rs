//! The stretches of time that a window looks at: of one length, wherever they begin, or those of the
//! calendar in which a member lies. Of all stretches of one length only those are looked at that
//! begin or end with a member: between two of them nothing enters or leaves, and lengths change
//! evenly.

use std::collections::BTreeSet;

use crate::period::count;
use crate::period::count::{End, From};
use crate::plan::{Dated, DayCount, Length, PolicyId, Window};
use crate::program::window::{TimeSpan, of_calendar, of_whole_days};
use crate::value::calendar::SECOND;
use crate::value::days::Days;
use crate::value::{Date, Number, Range};

use super::Kernel;
use super::frame::Frame;
use super::window::Placed;

impl Kernel<'_> {
    /// The stretches to be looked at, and whether no other could hold what these do not. At most
    /// `most` of them.
    pub(super) fn stretches(
        &mut self,
        window: &Window,
        placed: &[Placed],
        most: usize,
        frame: &Frame,
    ) -> (Vec<TimeSpan>, bool) {
        match window.length {
            Length::Lasting(length) => {
                let length = self.eval(length, frame).figure();
                (lasting(window, placed, &self.range(length)), true)
            }
            Length::Counted(_, dated, how) => (
                self.counted_stretches(window, placed, (dated, how), frame.policy),
                true,
            ),
            Length::Calendar(stretch) => {
                let (spans, all) = of_calendar(placed, stretch, most, self.zone(frame.policy));
                let found = spans.into_iter().map(|(begin, end)| TimeSpan {
                    first: None,
                    holds_first: false,
                    begin,
                    end,
                    included: false,
                });
                (found.collect(), all)
            }
        }
    }

    /// Stretches that a regime counts, each to the end of a day.
    fn counted_stretches(
        &self,
        window: &Window,
        placed: &[Placed],
        (dated, how): (Dated, Option<DayCount>),
        policy: PolicyId,
    ) -> Vec<TimeSpan> {
        let zone = self.zone(policy);
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for (number, member) in placed.iter().enumerate() {
            let last = member.counted.unwrap_or(Range::UNKNOWN);
            found.push(TimeSpan {
                first: Some(number),
                holds_first: true,
                begin: member.lies.from,
                end: Days::of(&last, dated == Dated::Day, zone).ends(zone),
                included: dated != Dated::Day,
            });
            if member.lies.to.is_none() && window.grows {
                continue;
            }
            for (begin, end) in self.days_with(member, how, policy) {
                let known = begin.exact().filter(|_| window.sharing.is_none());
                if known.is_some_and(|begin| !seen.insert(begin)) {
                    continue;
                }
                found.push(TimeSpan {
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
        of_whole_days(&member.lies, zone, counted, false)
    }
}

/// Stretches of one length of time.
fn lasting(window: &Window, placed: &[Placed], length: &Range) -> Vec<TimeSpan> {
    let instant = Range::exactly(Number::fraction(1, SECOND).unwrap_or(Number::ZERO));
    let later = |at: &Range, by: &Range| at.plus(by).unwrap_or(Range::UNKNOWN);
    let earlier = |at: &Range, by: &Range| at.minus(by).unwrap_or(Range::UNKNOWN);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (number, member) in placed.iter().enumerate() {
        let from = member.lies.from;
        let to = member.lies.end();
        let mut pairs = vec![(true, from, later(&from, length))];
        if member.lies.to.is_some() || !window.grows {
            // It ends as the member does or begins, or begins while the last of it is left.
            let last = match member.lies.to {
                Some(_) => earlier(&to, &instant),
                None => to,
            };
            pairs.push((true, earlier(&to, length), to));
            pairs.push((true, earlier(&from, length), from));
            pairs.push((true, last, later(&last, length)));
        }
        if !window.grows {
            // It begins when nothing of the member is left.
            let next = match member.lies.to {
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
            found.push(TimeSpan {
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
