//! Periods as statutes count them: a regime is data, a calendar is data, and
//! one algorithm counts for all of them. A day outside a calendar's years is
//! undetermined, never "not a holiday". Knows values alone: no policy, no
//! facts, no file.

mod bounds;
pub mod calendar;
pub mod count;
pub mod regime;
mod start;

pub use bounds::{Ends, Way, at_any_rate};
pub use calendar::Calendar;
pub use count::{Counted, Need, Step, count};
pub use regime::Regime;
