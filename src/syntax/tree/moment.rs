//! Days and times as written.

use crate::source::Span;
use crate::value::Date;

/// A day or a time as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Date(Date),
    /// A time of a day.
    Time(WrittenTime),
}

/// A time as written; without an offset it is local to the policy's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTime {
    /// The day.
    pub date: Date,
    /// Microseconds since its midnight, by the clock on the wall.
    pub clock: i64,
    /// Offset from UTC in seconds, if written.
    pub offset: Option<i32>,
    /// Its place.
    pub span: Span,
}
