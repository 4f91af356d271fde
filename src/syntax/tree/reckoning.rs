//! Calendars and ways of counting periods, as written.

use super::{Cite, Ident, InForce, Titles};
use crate::source::Span;
use crate::value::{Date, Weekday};

/// `holiday 2026-05-01 "Labour Day"`, `holiday every year 1 may "Labour Day"`
#[derive(Clone, Debug)]
pub struct Holiday {
    /// Which day, or which of every year.
    pub on: HolidayOn,
    /// Where the day is written.
    pub span: Span,
    /// What it is called.
    pub titles: Titles,
}

/// On which day a holiday is.
#[derive(Clone, Debug)]
pub enum HolidayOn {
    /// On this day.
    Day(Date),
    /// On the day of this number in this month of every year, perhaps not of all.
    EveryYear {
        /// The day.
        day: u8,
        /// The month.
        month: u8,
        /// Between which days.
        between: Option<InForce>,
    },
}

/// A day of the week where it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenWeekday {
    /// Which.
    pub day: Weekday,
    /// Its place.
    pub span: Span,
}

/// A number of days where it is written; none if it is too large for any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// How many.
    pub count: Option<u32>,
    /// Its place.
    pub span: Span,
}

/// `09:00 - 12:00`, in minutes of the wall; none where there is no such time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From when.
    pub from: Option<u32>,
    /// Until when.
    pub to: Option<u32>,
    /// Its place.
    pub span: Span,
}

/// `rule WAY [cites …]`
#[derive(Clone, Debug)]
pub struct CountingRule {
    /// What it says.
    pub way: Way,
    /// Where that is written.
    pub span: Span,
    /// The articles it rests on, where it has its own.
    pub cites: Vec<Cite>,
}

/// What a rule says of counting.
#[derive(Clone, Debug)]
pub enum Way {
    /// `first day included`, `first day excluded unless at midnight`
    FirstDay {
        /// It is counted.
        included: bool,
        /// It is, where the event is at its first instant.
        unless_midnight: bool,
    },
    /// `months end on day before corresponding day`, `months end on corresponding day`
    Months {
        /// On the day before it.
        day_before: bool,
    },
    /// `hours run from event`, `hours run from next full hour`
    Hours {
        /// From the next full hour.
        next_hour: bool,
    },
    /// `last day moves in hours too backward too`
    Moves {
        /// In periods of hours too.
        hours: bool,
        /// In periods that run backward too.
        backward: bool,
    },
    /// `at least 2 working days in 2 days or more`
    LeastWorkingDays {
        /// How many.
        days: Days,
        /// In periods from how many days on.
        from: Days,
    },
    /// `clear days`, `clear days backward only`
    ClearDays {
        /// In periods that run backward only.
        backward_only: bool,
    },
    /// `business days only`, `business days only up to 5 days`
    BusinessDays {
        /// In periods of so many days or fewer.
        up_to: Option<Days>,
    },
    /// `last day never saturday`
    NeverLast(Vec<WrittenWeekday>),
    /// `office hours 09:00 - 12:00, 13:00 - 18:00 up to 5 days`
    Office {
        /// Each stretch of its day.
        stretches: Vec<Stretch>,
        /// Periods of so many days or fewer run in them.
        up_to: Option<Days>,
    },
    /// `added 3 days`
    Added(Days),
    /// `backward ends before last day`
    EndsBefore,
    /// `day after last day`
    DayAfter,
    /// `not later than kr.civil`
    NotLaterThan(Ident),
}
