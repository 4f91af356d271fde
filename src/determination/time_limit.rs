//! How a limit is set, where it is not a known time or day alone. Titles are those of the record and
//! of the policies; the words between them are a renderer's.

use serde::{Deserialize, Serialize};

use super::{Counting, Due, Words, standards};
use crate::value::Standards;

/// How a limit is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeLimit {
    /// This time or day.
    At(Due),
    /// A length of time from something.
    Counted(Box<Counting>),
    /// A time of another duty.
    OfDuty {
        /// Which of its times.
        time: DutyTime,
        /// What the duty is called.
        title: Words,
    },
    /// The earliest of these.
    EarliestOf(Vec<TimeLimit>),
    /// The latest of these.
    LatestOf(Vec<TimeLimit>),
    /// The earliest in a list of this title.
    EarliestIn(Words),
    /// The latest in a list of this title.
    LatestIn(Words),
    /// A day that the calendar fixes by this one.
    OnCalendar {
        /// Which.
        day: CalendarDay,
        /// By what.
        of: Box<TimeLimit>,
    },
    /// One of these; which is open.
    OneOf(Vec<TimeLimit>),
    /// A relief moves this limit to the time that is due.
    Moved {
        /// The limit as it would be without the relief.
        from: Box<TimeLimit>,
        /// When it is due instead, where that is not told beside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Due>,
    },
    /// This, or later if a relief is given.
    PerhapsMoved(Box<TimeLimit>),
    /// The time or day of this title.
    Titled(Words),
    /// What must not wait, perhaps with a limit beside.
    #[serde(untagged)]
    Prompt(Prompt),
    /// In words, as earlier versions wrote it.
    #[serde(untagged)]
    Told(Words),
}

/// A day that the calendar fixes by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarDay {
    /// The first day of what it lies in.
    BeginningOf(CalendarSpan),
    /// The last day of what it lies in.
    EndOf(CalendarSpan),
    /// This day of its year.
    Date {
        /// From 1 to 12.
        month: u8,
        /// From 1 to 31.
        day: u8,
    },
    /// The same day, or the next on which people work.
    Working,
}

/// What a day lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is its own word")]
pub enum CalendarSpan {
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

/// By which standard something must not wait, and by when at the latest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// By this at the latest, where there is more to it; the key is there whatever the standard.
    #[serde(rename = "without_delay", deserialize_with = "Option::deserialize")]
    pub by: Option<Box<TimeLimit>>,
    /// The standard; several where it is open which it is.
    #[serde(
        default = "standards::without_delay",
        skip_serializing_if = "standards::is_without_delay"
    )]
    pub standard: Standards,
}

impl TimeLimit {
    /// What must not wait by a standard, and by when at the latest, where that is said.
    pub(crate) fn prompt(standard: Standards, by: Option<TimeLimit>) -> TimeLimit {
        TimeLimit::Prompt(Prompt {
            by: by.map(Box::new),
            standard,
        })
    }

    /// The day by which the calendar fixes it, where one does, else itself.
    pub(crate) fn fixed_by(&self) -> &TimeLimit {
        match self {
            TimeLimit::OnCalendar { of, .. } => of.fixed_by(),
            other => other,
        }
    }

    /// The known limit from which a relief moves it, or may.
    pub(crate) fn moved_from(&self) -> Option<Due> {
        match self {
            TimeLimit::Prompt(Prompt {
                by: Some(limit), ..
            }) => limit.moved_from(),
            TimeLimit::Moved { from, .. } | TimeLimit::PerhapsMoved(from) => match **from {
                TimeLimit::At(due) => Some(due),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A time of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyTime {
    /// By when it is due.
    Due,
    /// When it was done.
    Performance,
    /// When it was breached.
    Breach,
}
