//! By when something is due.

use super::lookup::Lookup;
use super::{moment, stamp, when, words};
use crate::determination::{Due, DutyRow};
use crate::diagnostic::Phrase;
use crate::value::State;

/// Whether its limit is a known instant or day.
pub(super) fn is_dated(duty: &DutyRow) -> bool {
    duty.due_at.is_some() || duty.due_day.is_some()
}

/// By when: the date and the time left, and then the limit in words.
pub(super) fn by_when(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let open = matches!(duty.state, State::Pending | State::Undetermined);
    let timed = |due: Due| {
        let day = due_told(due, duty, lookup);
        let day = if open { words::by_day(&day) } else { day };
        left(due, duty, lookup).map_or_else(|| day.clone(), |left| words::with_time(&day, &left))
    };
    let limit = limit(duty, lookup);
    let dated = duty.due().map(timed);
    // Of a limit that is not known the earliest is the safe one.
    let earliest = duty.due_earliest.filter(|_| duty.state == State::Pending);
    match (limit, dated, earliest) {
        (Some(limit), Some(dated), _) => words::first_then(&dated, &limit),
        (Some(limit), None, Some(earliest)) => {
            words::first_then(&words::safe(&timed(earliest)), &limit)
        }
        (Some(only), None, None) | (None, Some(only), _) => only,
        // Of many limits that it may be none is told, and the first and the last of them are.
        (None, None, _) => {
            bounds(duty, lookup).map_or_else(words::without_date, |bounds| words::by_day(&bounds))
        }
    }
}

/// The limit in words, where it is not a date alone.
pub(super) fn limit(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let words = duty.limit.as_ref()?;
    Some(stamp::told(words, lookup.zone_of(duty)))
}

/// The time left until a limit, or since it.
fn left(due: Due, duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let (zone, now) = (lookup.zone_of(duty), lookup.now?);
    match due {
        Due::At(at) => Some(moment::from_now(now, at.instant(), zone)),
        Due::Day(day) => moment::days_until(now, day, zone),
    }
}

/// When it is due, or the earliest and the latest that it can be; none of what has no date.
pub(super) fn bounds(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let at = |due| when::due(due, lookup.zone_of(duty), lookup);
    Some(match (duty.due(), duty.due_earliest, duty.due_latest) {
        (Some(due), _, _) => at(due),
        (None, Some(low), Some(high)) => words::earliest_latest(&at(low), &at(high)),
        (None, Some(low), None) => words::earliest(&at(low)),
        (None, None, Some(high)) => words::latest(&at(high)),
        (None, None, None) => return None,
    })
}

/// The day or the instant.
pub(super) fn due(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    Some(due_told(duty.due()?, duty, lookup))
}

fn due_told(due: Due, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    when::dated(due, lookup.zone_of(duty))
}
