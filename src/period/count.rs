//! The counting: one algorithm for all regimes, and the steps that it took.

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Day, Direction};
use super::regime::{Regime, Title};
use crate::value::calendar::DAY;
use crate::value::{Date, Instant, Period, Zone};

mod days;
mod hours;

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// First day of it.
    pub from: Date,
    /// Last day of it.
    pub to: Date,
    /// What is done with these days.
    pub what: What,
}

/// What is done with some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// So many seconds of a day on which an office works.
    Worked(u32),
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
        /// What it is called, where a policy declares it.
        title: Option<Title>,
    },
    /// The time of day of the event.
    TimeOfDay,
    /// The result lies outside the years 1 to 9999.
    OutOfRange,
}

impl Need {
    /// A year that a calendar does not cover.
    #[must_use]
    pub fn year_of(calendar: &Calendar, year: i32) -> Need {
        Need::Calendar {
            name: Some(calendar.name.clone()),
            year,
            title: calendar.declared.then(|| calendar.title.clone()),
        }
    }
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
    let direction = match before {
        true => Direction::Backward,
        false => Direction::Forward,
    };
    let mut counting = Counting {
        regime,
        calendar,
        direction,
        steps: Vec::new(),
    };
    let office = || Some(i64::from(regime.office_hours(period, before)?) * 60);
    let end = match period.seconds().or_else(office) {
        Some(seconds) => End::At(counting.hours(seconds, from)?),
        None => End::Day(counting.days(period, from)?),
    };
    Ok(Counted {
        end,
        steps: counting.steps,
    })
}

/// A count that is under way.
struct Counting<'a> {
    regime: &'a Regime,
    calendar: Option<&'a Calendar>,
    direction: Direction,
    steps: Vec<Step>,
}

impl Counting<'_> {
    fn step(&mut self, from: Date, to: Date, what: What) {
        self.steps.push(Step { from, to, what });
    }

    fn day(&self, date: Date) -> Result<Day, Need> {
        let need = || match self.calendar {
            Some(calendar) => Need::year_of(calendar, date.year()),
            None => Need::Calendar {
                name: self.regime.calendar.clone(),
                year: date.year(),
                title: None,
            },
        };
        self.calendar
            .and_then(|calendar| calendar.day_in(date, self.direction))
            .ok_or_else(need)
    }

    /// One day on, in the direction of the period.
    fn on(&self, date: Date) -> Result<Date, Need> {
        plus(date, if self.backward() { -1 } else { 1 })
    }

    fn backward(&self) -> bool {
        self.direction == Direction::Backward
    }

    /// Whether the regime moves an end on a day that is no working day.
    fn rolls(&self, hours: bool) -> bool {
        let allowed = |roll: super::regime::Roll| {
            (roll.hours || !hours) && (roll.backward || !self.backward())
        };
        self.regime.roll.is_some_and(allowed)
    }

    /// The day itself if it is a working day, else the next one on.
    fn until_working_day(&mut self, from: Date) -> Result<Date, Need> {
        let mut at = from;
        loop {
            let day = self.day(at)?;
            if day == Day::Working {
                return Ok(at);
            }
            self.step(at, at, What::Rolled(day));
            at = self.on(at)?;
        }
    }
}

fn plus(date: Date, days: i64) -> Result<Date, Need> {
    date.plus_days(days).ok_or(Need::OutOfRange)
}

/// The end of a day, open until then: the first instant after it.
#[must_use]
pub fn end_of_day(day: Date, zone: Zone) -> Option<Instant> {
    zone.midnight(day.plus_days(1)?)
        .or_else(|| zone.midnight(day)?.plus_micros(DAY))
}

#[cfg(test)]
mod tests;
