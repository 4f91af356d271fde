//! Periods in days and longer.

use super::{Counting, End, From, Need, What, count, plus};
use crate::period::calendar::Day;
use crate::period::regime::{ClearDays, FirstDay, Months, Other, Skip};
use crate::value::{Date, Period, PeriodUnit};

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

/// Whether it is counted by the corresponding day.
fn by_months(period: Period) -> bool {
    matches!(period.unit, PeriodUnit::Months | PeriodUnit::Years)
}

impl Counting<'_> {
    /// The last day.
    pub(super) fn days(&mut self, period: Period, from: From) -> Result<Date, Need> {
        let mut last = match self.backward() {
            true => self.before(period, from)?,
            false => self.after(period, from)?,
        };
        if !self.backward() {
            last = self.milder(period, from, last)?;
        }
        if self.regime.day_after {
            last = plus(last, 1)?;
            self.step(last, last, What::DayAfter);
        }
        Ok(last)
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
            plus(event, 1)?
        } else {
            event
        };
        self.step(event, event, what);
        Ok((event, start))
    }

    /// Whether days that are no business days are skipped.
    fn skips(&self, period: Period) -> bool {
        let short = match self.regime.skip_non_business {
            None => false,
            Some(Skip::UpTo(most)) => period.count <= most,
            Some(Skip::Every) => true,
        };
        period.unit == PeriodUnit::BusinessDays || (period.unit == PeriodUnit::Days && short)
    }

    /// Whether the last day is left out as well.
    fn clear(&self, period: Period) -> bool {
        let clear = match self.regime.clear_days {
            ClearDays::Never => false,
            ClearDays::Backward => self.backward(),
            ClearDays::Both => true,
        };
        clear && !by_months(period)
    }

    fn after(&mut self, period: Period, from: From) -> Result<Date, Need> {
        let (event, start) = self.start(from)?;
        let mut last = if by_months(period) {
            self.months_end(event, start, period)?
        } else if self.skips(period) {
            self.business_days(start, period.count)?
        } else {
            self.run(start, days(period))?
        };
        if self.clear(period) {
            last = plus(last, 1)?;
            self.step(last, last, What::DayAfter);
        }
        last = self.lengthen(period, start, last)?;
        let rolls = self.rolls(false) && period.unit != PeriodUnit::BusinessDays;
        if rolls {
            last = self.until_working_day(last)?;
        }
        if let Some(more) = self.regime.then_days {
            last = self.run(plus(last, 1)?, i64::from(more))?;
            if rolls {
                last = self.until_working_day(last)?;
            }
        }
        Ok(last)
    }

    /// The last of so many days on end.
    fn run(&mut self, start: Date, days: i64) -> Result<Date, Need> {
        let last = plus(start, days - 1)?;
        let counted = u32::try_from(days).unwrap_or(u32::MAX);
        self.step(start, last, What::Counted(counted));
        Ok(last)
    }

    fn months_end(&mut self, event: Date, start: Date, period: Period) -> Result<Date, Need> {
        let (last, short) = match self.regime.months {
            // Where the day of the event counts, the corresponding day is one too many.
            Months::Corresponding if start > event => corresponding(event, months(period))?,
            _ => {
                let (same, short) = corresponding(start, months(period))?;
                (if short { same } else { plus(same, -1)? }, short)
            }
        };
        self.step(start, last, What::Counted(period.count));
        if short {
            self.step(last, last, What::EndOfMonth);
        }
        Ok(last)
    }

    /// The last of so many business days.
    fn business_days(&mut self, start: Date, count: u32) -> Result<Date, Need> {
        let mut at = start;
        let mut left = count.max(1);
        loop {
            let day = self.day(at)?;
            let never_last = self.regime.never_last.iter().any(|day| day.is(at));
            if day == Day::Working && left == 1 && never_last {
                self.step(at, at, What::Rolled(Day::Weekend));
            } else if day == Day::Working {
                self.step(at, at, What::Counted(1));
                left -= 1;
                if left == 0 {
                    return Ok(at);
                }
            } else {
                self.step(at, at, What::Skipped(day));
            }
            at = self.on(at)?;
        }
    }

    fn lengthen(&mut self, period: Period, start: Date, last: Date) -> Result<Date, Need> {
        let Some(least) = self.regime.least_working_days else {
            return Ok(last);
        };
        let span = last.number() - start.number() + 1;
        if period.unit == PeriodUnit::BusinessDays || span < i64::from(least.from_days) {
            return Ok(last);
        }
        let mut working = 0;
        let mut at = start;
        loop {
            match self.day(at) {
                Ok(day) => working += u32::from(day == Day::Working),
                // A month has two working days in any calendar of a State.
                Err(_) if span > 30 && least.days <= 2 => return Ok(last),
                Err(need) => return Err(need),
            }
            if working >= least.days {
                break;
            }
            at = plus(at, 1)?;
        }
        let end = last.max(at);
        if end > last {
            self.step(plus(last, 1)?, end, What::Lengthened);
        }
        Ok(end)
    }

    fn before(&mut self, period: Period, from: From) -> Result<Date, Need> {
        let (event, _) = self.start(from)?;
        let counted = self.regime.first_day == FirstDay::Included;
        let first = plus(event, if counted { 0 } else { -1 })?;
        let skips = self.skips(period);
        let mut last = if by_months(period) {
            let (last, short) = corresponding(plus(first, 1)?, -months(period))?;
            self.step(last, first, What::Counted(period.count));
            if short {
                self.step(last, last, What::EndOfMonth);
            }
            last
        } else if skips {
            self.business_days(first, period.count)?
        } else {
            let last = plus(first, 1 - days(period))?;
            let counted = u32::try_from(days(period)).unwrap_or(u32::MAX);
            self.step(last, first, What::Counted(counted));
            last
        };
        if self.clear(period) || self.regime.backward_ends_before_last_day {
            last = plus(last, -1)?;
            while skips && self.day(last)? != Day::Working {
                last = plus(last, -1)?;
            }
            self.step(last, last, What::DayBefore);
        }
        if self.rolls(false) && period.unit != PeriodUnit::BusinessDays {
            last = self.until_working_day(last)?;
        }
        Ok(last)
    }

    fn milder(&mut self, period: Period, from: From, last: Date) -> Result<Date, Need> {
        let Some(other) = self.regime.milder_than.as_ref().and_then(Other::regime) else {
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
