//! The days that a time can be on. What a day decides is asked of each of them.

use super::{Bound, Date, Instant, Number, Range, Zone, calendar::SECOND};

/// Of days that are not known exactly at most so many are looked at one by one.
const MAX_DAYS: i64 = 400;

/// The first and the last day that a time or a day can be on; a missing end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The earliest.
    pub first: Option<Date>,
    /// The latest.
    pub last: Option<Date>,
}

impl Days {
    /// One day.
    #[must_use]
    pub fn one(day: Option<Date>) -> Days {
        let (first, last) = (day, day);
        Days { first, last }
    }

    /// Those of a time, or of a day where the range counts days. A time before midnight is on the day
    /// before.
    #[must_use]
    pub fn of(range: &Range, counts_days: bool, zone: Zone) -> Days {
        let day = |bound: Bound, last: bool| {
            if counts_days {
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
    #[must_use]
    pub fn each(self) -> Option<impl Iterator<Item = Date>> {
        let (first, last) = (self.first?, self.last?);
        let count = last.number().checked_sub(first.number())?;
        let few = (0..MAX_DAYS).contains(&count);
        few.then(|| (0..=count).filter_map(move |day| first.plus_days(day)))
    }

    /// The year in which all of them lie.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        let (first, last) = (self.first?.year(), self.last?.year());
        (first == last).then_some(first)
    }

    /// What another day makes of the first and of the last.
    #[must_use]
    pub fn map(self, find: impl Fn(Date) -> Option<Date>) -> Days {
        Days {
            first: self.first.and_then(&find),
            last: self.last.and_then(&find),
        }
    }

    /// The day after each.
    #[must_use]
    pub fn next(self) -> Days {
        self.map(|day| day.plus_days(1))
    }

    /// The days by their numbers.
    #[must_use]
    pub fn numbers(self) -> Range {
        let number = |day: Option<Date>| {
            let at = Number::whole(day?.number());
            Some(Bound { at, open: false })
        };
        Range {
            low: number(self.first),
            high: number(self.last),
        }
    }

    /// Between when the first and the last of these days begin.
    #[must_use]
    pub fn begins(self, zone: Zone) -> Range {
        let midnight = |day: Option<Date>| {
            let at = zone.midnight(day?)?.seconds();
            Some(Bound { at, open: false })
        };
        Range {
            low: midnight(self.first),
            high: midnight(self.last),
        }
    }

    /// Between when the first and the last of these days are over.
    #[must_use]
    pub fn ends(self, zone: Zone) -> Range {
        self.next().begins(zone)
    }

    /// The last instants of the first and of the last of these days.
    #[must_use]
    pub fn last_instants(self, zone: Zone) -> Range {
        let last = |bound: Option<Bound>| {
            let at = Instant::from_seconds(bound?.at)?.plus_micros(-1)?;
            let at = at.seconds();
            Some(Bound { at, open: false })
        };
        let ends = self.ends(zone);
        Range {
            low: last(ends.low),
            high: last(ends.high),
        }
    }
}

/// The part of what is known of a time, or of a day, that lies on one day.
#[must_use]
pub fn on_day(range: &Range, counts_days: bool, day: Date, zone: Zone) -> Option<Range> {
    if counts_days {
        return Some(Range::exactly(Number::whole(day.number())));
    }
    let at = zone.midnight(day.plus_days(1)?)?.seconds();
    let whole = Range {
        high: Some(Bound { at, open: true }),
        ..Range::at_least(zone.midnight(day)?.seconds())
    };
    Some(whole.meet(range)).filter(|part| !part.is_empty())
}

/// The last instant of what comes to an end: an end at midnight is on the day before.
#[must_use]
pub fn just_before(end: &Range) -> Range {
    let instant = Number::fraction(1, SECOND).unwrap_or(Number::ZERO);
    let last = |bound: Option<Bound>| {
        let Bound { at, open } = bound?;
        let at = at.minus(instant)?;
        Some(Bound { at, open })
    };
    Range {
        low: last(end.low),
        high: last(end.high),
    }
}
