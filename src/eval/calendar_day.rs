//! Days that the calendar fixes by another: the end of its year, 31 January of it.

use std::rc::Rc;

use crate::program::Expr;
use crate::program::expression::Stretch;
use crate::value::{Bound, Date, Instant, Kind, Number, Range};

/// Of days that are not known exactly at most so many are looked at one by one.
const MAX_DAYS: i64 = 400;

/// The first and the last day that a time or a day can be on; a missing end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    /// The earliest.
    pub(super) first: Option<Date>,
    /// The latest.
    pub(super) last: Option<Date>,
}

impl Days {
    /// Each of them, in order; none where an end is open or there are too many.
    pub(super) fn each(self) -> Option<Vec<Date>> {
        let (first, last) = (self.first?, self.last?);
        let count = last.number().checked_sub(first.number())?;
        if !(0..MAX_DAYS).contains(&count) {
            return None;
        }
        (0..=count).map(|day| first.plus_days(day)).collect()
    }
}

use super::Eval;
use super::amount::gathered;
use super::frame::Frame;
use super::judged::{Item, Judged};

impl Eval<'_> {
    /// A day found from another. A later day never gives an earlier one, so bounds give bounds.
    pub(super) fn day_by(
        &self,
        of: &Expr,
        frame: &Frame,
        find: impl Fn(Date) -> Option<Date>,
    ) -> Judged {
        let judged = self.evaluate(of, frame);
        if matches!(judged.item, Item::NotApplicable) {
            return judged;
        }
        let days = self.days(&judged.range(), &of.kind, frame.policy);
        let found = |day: Option<Date>| {
            Some(Bound {
                at: Number::whole(find(day?)?.number()),
                open: false,
            })
        };
        let range = Range {
            low: found(days.first),
            high: found(days.last),
        };
        let title = judged.label.title.clone();
        let mut day = gathered(judged.come_to(range), title, std::slice::from_ref(&judged));
        let set = self.time_limit(&judged, &of.kind, frame.policy);
        day.label.set = set.map(Rc::new);
        // All that it can be comes to one day.
        if range.exact().is_some() && !day.perhaps {
            day.needs.clear();
        }
        day
    }

    /// The days that a time or a day can be on. A time before midnight is on the day before.
    pub(super) fn days(&self, range: &Range, kind: &Kind, policy: usize) -> Days {
        let zone = self.zone(policy);
        let day = |bound: Bound, last: bool| {
            if *kind == Kind::Date {
                let at = bound.at.floor()?;
                let before = last && bound.open && bound.at == Number::whole(at);
                return Date::from_number(at.checked_sub(i64::from(before))?);
            }
            let at = Instant::from_seconds(bound.at)?;
            let at = match (bound.open, last) {
                (true, true) => at.plus_micros(-1)?,
                (true, false) => at.plus_micros(1)?,
                (false, _) => at,
            };
            zone.date(at)
        };
        Days {
            first: range.low.and_then(|low| day(low, false)),
            last: range.high.and_then(|high| day(high, true)),
        }
    }

    /// The part of what is known of a time or a day that lies on one day.
    pub(super) fn on_day(
        &self,
        range: &Range,
        kind: &Kind,
        day: Date,
        policy: usize,
    ) -> Option<Range> {
        if *kind == Kind::Date {
            return Some(Range::exactly(Number::whole(day.number())));
        }
        let zone = self.zone(policy);
        let end = zone.midnight(day.plus_days(1)?)?.seconds();
        let whole = Range {
            high: Some(Bound {
                at: end,
                open: true,
            }),
            ..Range::at_least(zone.midnight(day)?.seconds())
        };
        Some(whole.meet(range)).filter(|part| !part.is_empty())
    }
}

/// The first or last day of the stretch that a day lies in.
pub(super) fn edge(day: Date, stretch: Stretch, end: bool) -> Option<Date> {
    let first = match stretch {
        Stretch::Year => Date::new(day.year(), 1, 1)?,
        Stretch::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)?,
        Stretch::Month => Date::new(day.year(), day.month(), 1)?,
        Stretch::Week => day.plus_days(1 - i64::from(day.weekday()))?,
        Stretch::Day => day,
    };
    if !end {
        return Some(first);
    }
    let months = match stretch {
        Stretch::Year => 12,
        Stretch::Quarter => 3,
        Stretch::Month => 1,
        Stretch::Week => return first.plus_days(6),
        Stretch::Day => return Some(first),
    };
    let index = first.month() - 1 + months;
    let carried = i32::try_from(index / 12).ok()?;
    Date::new(first.year() + carried, index % 12 + 1, 1)?.plus_days(-1)
}
