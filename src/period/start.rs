//! From when a period is counted whose start is known within bounds.

use super::count::From;
use crate::value::{Instant, Range, Zone};

/// The starts among which the one lies that makes the counted period end first, or with `last` end
/// last; the second is there where both have to be counted. None if there is no such bound.
///
/// A time that is known by its day, its month or another stretch of whole days is not taken to be
/// midnight, which some regimes count otherwise; any other end that is possible itself may be it.
pub(super) fn starts(range: &Range, last: bool, zone: Zone) -> Option<[Option<From>; 2]> {
    let bound = if last { range.high } else { range.low }?;
    let instant = Instant::from_seconds(bound.at)?;
    // An end that is left out lies on the day before, if it is midnight.
    let instant = if last && bound.open {
        instant.plus_micros(-1)?
    } else {
        instant
    };
    let exactly = From::Instant(instant, zone);
    if range.exact().is_some() {
        return Some([Some(exactly), None]);
    }
    let date = zone.date(instant)?;
    let midnight = zone.midnight(date) == Some(instant);
    if last && midnight && !bound.open {
        // Of the last day no more than its first instant is possible.
        let before = From::Instant(instant.plus_micros(-1)?, zone);
        return Some([Some(before), Some(exactly)]);
    }
    let day = From::Day(date);
    let possible = midnight && !bound.open && !zone.is_whole_days(range);
    Some([Some(day), possible.then_some(exactly)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Bound, Moment};

    /// What is known of a time from one of UTC on, and before another.
    fn between(low: &str, high: Option<&str>) -> Range {
        let bound = |text: &str, open: bool| {
            let moment = Moment::parse(&format!("{text}:00+00:00"))?;
            let at = moment.instant().seconds();
            Some(Bound { at, open })
        };
        Range {
            low: bound(low, false),
            high: high.and_then(|high| bound(high, true)),
        }
    }

    fn counted(range: &Range, last: bool) -> Option<usize> {
        let found = starts(range, last, Zone::UTC)?;
        Some(found.into_iter().flatten().count())
    }

    #[test]
    fn only_a_stretch_of_whole_days_is_never_midnight() {
        let day = between("2023-07-04T00:00", Some("2023-07-05T00:00"));
        assert_eq!(counted(&day, false), Some(1));
        assert_eq!(counted(&day, true), Some(1));
        let later = between("2023-07-04T00:00", None);
        assert_eq!(counted(&later, false), Some(2));
        assert_eq!(counted(&later, true), None);
        let hours = between("2023-07-04T00:00", Some("2023-07-04T12:00"));
        assert_eq!(counted(&hours, false), Some(2));
        assert_eq!(counted(&hours, true), Some(1));
    }
}
