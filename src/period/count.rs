//! The counting: one algorithm for all regimes, and the steps that it took.

use serde::Serialize;

use super::calendar::{Calendar, Day};
use super::regime::{FirstDay, Hours, Months, Regime};
use crate::value::calendar::{DAY, SECOND};
use crate::value::{Date, Instant, Period, PeriodUnit, Zone};

/// From when a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// From an instant, in a zone.
    Instant(Instant, Zone),
    /// From some time of a day that is not known more closely.
    Day(Date),
}

/// How a period ends, and how that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The last day, open until its end; or the last instant, included.
    pub end: End,
    /// The counting that led there, in order.
    pub steps: Vec<Step>,
}

/// How a period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// A day, open until its end.
    Day(Date),
    /// An instant, included.
    At(Instant),
}

/// One step of the counting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// First day of it.
    pub from: Date,
    /// Last day of it.
    pub to: Date,
    /// What is done with these days.
    pub what: What,
}

/// What is done with some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The day of the event, which is not counted.
    EventExcluded,
    /// The event is at the first instant of its day, which is therefore counted.
    EventAtMidnight,
    /// The day of the event, which is counted.
    EventCounted,
    /// Counted days; business days are counted one by one.
    Counted(u32),
    /// No business day, and so not counted.
    Skipped(Day),
    /// The month has no day of that number, so the period ends with the month.
    EndOfMonth,
    /// The last day is no working day, so the period ends later.
    Rolled(Day),
    /// Too few working days in the period, so it ends later.
    Lengthened,
    /// Another regime ends the period earlier, and is milder.
    Milder,
    /// The answer is the day after the last.
    DayAfter,
    /// The period is over when its last day begins, so that the day before it is left.
    DayBefore,
    /// The hour of the event, which is not counted.
    HourExcluded,
}

/// What is missing to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// A calendar, or years of one.
    Calendar {
        /// Which calendar, if the regime names one.
        name: Option<String>,
        /// Which year it would have to cover.
        year: i32,
    },
    /// The time of day of the event.
    TimeOfDay,
    /// The result lies outside the years 1 to 9999.
    OutOfRange,
}

/// Counts a period after an event, or before it.
///
/// # Errors
/// What is missing.
pub fn count(
    regime: &Regime,
    calendar: Option<&Calendar>,
    period: Period,
    before: bool,
    from: From,
) -> Result<Counted, Need> {
    if let Some(seconds) = seconds(period) {
        return hours(regime, seconds, before, from);
    }
    let mut counting = Counting {
        regime,
        calendar,
        steps: Vec::new(),
    };
    let mut last = if before {
        counting.backward(period, from)?
    } else {
        counting.forward(period, from)?
    };
    if !before {
        last = counting.milder(period, from, last)?;
    }
    if regime.day_after {
        last = next(last, 1)?;
        counting.steps.push(Step {
            from: last,
            to: last,
            what: What::DayAfter,
        });
    }
    Ok(Counted {
        end: End::Day(last),
        steps: counting.steps,
    })
}

/// The elapsed time of a period in hours or less; none for days and longer.
fn seconds(period: Period) -> Option<i64> {
    let count = i64::from(period.count);
    match period.unit {
        PeriodUnit::Seconds => Some(count),
        PeriodUnit::Minutes => Some(count * 60),
        PeriodUnit::Hours => Some(count * 3600),
        _ => None,
    }
}

fn hours(regime: &Regime, seconds: i64, before: bool, from: From) -> Result<Counted, Need> {
    let From::Instant(instant, zone) = from else {
        return Err(Need::TimeOfDay);
    };
    let mut start = instant;
    let mut steps = Vec::new();
    if regime.hours == Hours::FromNextHour && !before {
        // Zones differ from UTC by whole quarter hours, so the hour on the wall is found locally.
        let date = zone.date(instant).ok_or(Need::OutOfRange)?;
        let midnight = zone.midnight(date).ok_or(Need::OutOfRange)?;
        let past = (instant.micros() - midnight.micros()).rem_euclid(3600 * SECOND);
        start = instant
            .plus_micros(3600 * SECOND - past)
            .ok_or(Need::OutOfRange)?;
        steps.push(Step {
            from: date,
            to: date,
            what: What::HourExcluded,
        });
    }
    let length = seconds.checked_mul(SECOND).ok_or(Need::OutOfRange)?;
    let end = start
        .plus_micros(if before { -length } else { length })
        .ok_or(Need::OutOfRange)?;
    Ok(Counted {
        end: End::At(end),
        steps,
    })
}

struct Counting<'a> {
    regime: &'a Regime,
    calendar: Option<&'a Calendar>,
    steps: Vec<Step>,
}

fn next(date: Date, days: i64) -> Result<Date, Need> {
    date.plus_days(days).ok_or(Need::OutOfRange)
}

/// The day of that number so many months later; else the month's last day, and true.
fn corresponding(date: Date, months: i64) -> Result<(Date, bool), Need> {
    let index = i64::from(date.year()) * 12 + i64::from(date.month()) - 1 + months;
    let year = i32::try_from(index.div_euclid(12)).map_err(|_| Need::OutOfRange)?;
    let month = u32::try_from(index.rem_euclid(12) + 1).map_err(|_| Need::OutOfRange)?;
    if let Some(same) = Date::new(year, month, date.day()) {
        return Ok((same, false));
    }
    let day = Date::days_in_month(year, month).ok_or(Need::OutOfRange)?;
    Ok((Date::new(year, month, day).ok_or(Need::OutOfRange)?, true))
}

fn months(period: Period) -> i64 {
    let count = i64::from(period.count);
    if period.unit == PeriodUnit::Years {
        count * 12
    } else {
        count
    }
}

fn days(period: Period) -> i64 {
    let count = i64::from(period.count);
    if period.unit == PeriodUnit::Weeks {
        count * 7
    } else {
        count
    }
}

impl Counting<'_> {
    fn step(&mut self, from: Date, to: Date, what: What) {
        self.steps.push(Step { from, to, what });
    }

    fn day(&self, date: Date) -> Result<Day, Need> {
        let need = || Need::Calendar {
            name: self
                .calendar
                .map(|calendar| calendar.name.clone())
                .or_else(|| self.regime.calendar.clone()),
            year: date.year(),
        };
        self.calendar
            .and_then(|calendar| calendar.day(date))
            .ok_or_else(need)
    }

    /// The day of the event, and the day on which counting starts.
    fn start(&mut self, from: From) -> Result<(Date, Date), Need> {
        let (event, midnight) = match from {
            From::Day(date) => (date, false),
            From::Instant(instant, zone) => {
                let date = zone.date(instant).ok_or(Need::OutOfRange)?;
                (date, zone.midnight(date) == Some(instant))
            }
        };
        let what = match self.regime.first_day {
            FirstDay::Included => What::EventCounted,
            FirstDay::ExcludedUnlessMidnight if midnight => What::EventAtMidnight,
            _ => What::EventExcluded,
        };
        let start = if what == What::EventExcluded {
            next(event, 1)?
        } else {
            event
        };
        self.step(event, event, what);
        Ok((event, start))
    }

    fn forward(&mut self, period: Period, from: From) -> Result<Date, Need> {
        let (event, start) = self.start(from)?;
        let skips =
            period.unit == PeriodUnit::Days && period.count <= self.regime.skip_non_business_up_to;
        let mut last = match period.unit {
            PeriodUnit::Months | PeriodUnit::Years => self.months_end(event, start, period)?,
            PeriodUnit::BusinessDays => self.business_days(start, period.count, 1)?,
            _ if skips => self.business_days(start, period.count, 1)?,
            _ => {
                let last = next(start, days(period) - 1)?;
                self.step(
                    start,
                    last,
                    What::Counted(u32::try_from(days(period)).unwrap_or(u32::MAX)),
                );
                last
            }
        };
        if self.regime.clear_days {
            last = next(last, 1)?;
            self.step(last, last, What::DayAfter);
        }
        last = self.lengthen(period, start, last)?;
        if self.regime.roll.is_some() && period.unit != PeriodUnit::BusinessDays {
            loop {
                let day = self.day(last)?;
                if day == Day::Working {
                    break;
                }
                self.step(last, last, What::Rolled(day));
                last = next(last, 1)?;
            }
        }
        Ok(last)
    }

    fn months_end(&mut self, event: Date, start: Date, period: Period) -> Result<Date, Need> {
        let (last, short) = match self.regime.months {
            // Where the day of the event counts, the corresponding day is one too many.
            Months::Corresponding if start > event => corresponding(event, months(period))?,
            _ => {
                let (same, short) = corresponding(start, months(period))?;
                (if short { same } else { next(same, -1)? }, short)
            }
        };
        self.step(start, last, What::Counted(period.count));
        if short {
            self.step(last, last, What::EndOfMonth);
        }
        Ok(last)
    }

    /// The last of so many business days, in either direction.
    fn business_days(&mut self, start: Date, count: u32, direction: i64) -> Result<Date, Need> {
        let mut at = start;
        let mut left = count.max(1);
        loop {
            let day = self.day(at)?;
            if day == Day::Working {
                self.step(at, at, What::Counted(1));
                left -= 1;
                if left == 0 {
                    return Ok(at);
                }
            } else {
                self.step(at, at, What::Skipped(day));
            }
            at = next(at, direction)?;
        }
    }

    fn lengthen(&mut self, period: Period, start: Date, last: Date) -> Result<Date, Need> {
        let Some(least) = self.regime.least_working_days else {
            return Ok(last);
        };
        // A period of many days has that many working days in any calendar that knows weekends.
        let span = last.number() - start.number() + 1;
        if period.unit == PeriodUnit::BusinessDays || span < i64::from(least.from_days) || span > 30
        {
            return Ok(last);
        }
        let mut working = 0;
        let mut at = start;
        let mut end = last;
        loop {
            working += u32::from(self.day(at)? == Day::Working);
            if at >= last && working >= least.days {
                break;
            }
            at = next(at, 1)?;
            end = end.max(at);
        }
        if end > last {
            self.step(next(last, 1)?, end, What::Lengthened);
        }
        Ok(end)
    }

    fn backward(&mut self, period: Period, from: From) -> Result<Date, Need> {
        let (event, _) = self.start(from)?;
        let counted = self.regime.first_day == FirstDay::Included;
        let first = next(event, if counted { 0 } else { -1 })?;
        let skips = period.unit == PeriodUnit::BusinessDays
            || (period.unit == PeriodUnit::Days
                && period.count <= self.regime.skip_non_business_up_to);
        let mut last = match period.unit {
            PeriodUnit::Months | PeriodUnit::Years => {
                let same = corresponding(event, -months(period))?.0;
                next(same, if counted { 1 } else { 0 })?
            }
            _ if skips => self.business_days(first, period.count, -1)?,
            _ => {
                let last = next(first, 1 - days(period))?;
                self.step(
                    last,
                    first,
                    What::Counted(u32::try_from(days(period)).unwrap_or(u32::MAX)),
                );
                last
            }
        };
        if self.regime.clear_days || self.regime.backward_ends_before_last_day {
            last = next(last, -1)?;
            while skips && self.day(last)? != Day::Working {
                last = next(last, -1)?;
            }
            self.step(last, last, What::DayBefore);
        }
        if self.regime.roll.is_some_and(|roll| roll.backward) {
            while self.day(last)? != Day::Working {
                last = next(last, -1)?;
            }
        }
        Ok(last)
    }

    fn milder(&mut self, period: Period, from: From, last: Date) -> Result<Date, Need> {
        let Some(other) = self.regime.milder_than.as_deref().and_then(Regime::named) else {
            return Ok(last);
        };
        match count(other, self.calendar, period, false, from)?.end {
            End::Day(day) if day < last => {
                self.step(day, day, What::Milder);
                Ok(day)
            }
            _ => Ok(last),
        }
    }
}

/// The end of a day, open until then: the first instant after it.
#[must_use]
pub fn end_of_day(day: Date, zone: Zone) -> Option<Instant> {
    zone.midnight(day.plus_days(1)?)
        .or_else(|| zone.midnight(day)?.plus_micros(DAY))
}

#[cfg(test)]
mod tests;
