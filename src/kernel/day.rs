//! The days that a time can be on. What a day decides is asked of each of them.

use crate::plan::{Dated, PolicyId};
use crate::value::{Bound, Date, Instant, Number, Range, Zone};

use super::Kernel;

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
    /// Those of a time or a day. A time before midnight is on the day before.
    pub(super) fn of(range: &Range, dated: Dated, zone: Zone) -> Days {
        let day = |bound: Bound, last: bool| {
            if dated == Dated::Day {
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

    /// Each of them, in order; none where an end is open or there are too many.
    pub(super) fn each(self) -> Option<impl Iterator<Item = Date>> {
        let (first, last) = (self.first?, self.last?);
        let count = last.number().checked_sub(first.number())?;
        let few = (0..MAX_DAYS).contains(&count);
        few.then(|| (0..=count).filter_map(move |day| first.plus_days(day)))
    }

    /// Between when the first and the last of these days begin.
    pub(super) fn begins(self, zone: Zone) -> Range {
        let midnight = |day: Option<Date>| {
            Some(Bound {
                at: zone.midnight(day?)?.seconds(),
                open: false,
            })
        };
        Range {
            low: midnight(self.first),
            high: midnight(self.last),
        }
    }

    /// Between when the first and the last of these days are over.
    pub(super) fn ends(self, zone: Zone) -> Range {
        let following = |day: Option<Date>| day.and_then(|day| day.plus_days(1));
        let next = Days {
            first: following(self.first),
            last: following(self.last),
        };
        next.begins(zone)
    }
}

/// The part of what is known of a time or a day that lies on one day.
pub(super) fn on_day(range: &Range, dated: Dated, day: Date, zone: Zone) -> Option<Range> {
    if dated == Dated::Day {
        return Some(Range::exactly(Number::whole(day.number())));
    }
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

impl Kernel<'_> {
    /// The days that a range can be on.
    pub(super) fn days(&self, range: &Range, dated: Dated, policy: PolicyId) -> Days {
        Days::of(range, dated, self.zone(policy))
    }
}
