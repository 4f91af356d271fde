//! By when something is due.

use super::lookup::Lookup;
use super::phrasing::{glued, said};
use super::{moment, when, words};
use crate::determination::{Due, DutyRow};
use crate::diagnostic::Phrase;
use crate::value::State;

/// Whether its limit is a known instant or day.
pub(super) fn is_dated(duty: &DutyRow) -> bool {
    duty.due_at.is_some() || duty.due_day.is_some()
}

/// By when: the limit in words, the date, and the time left.
pub(super) fn by_when(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone_of(duty);
    let left = lookup.now.and_then(|now| match duty.due()? {
        Due::At(at) => Some(moment::from_now(now, at.instant(), zone)),
        Due::Day(day) => moment::days_until(now, day, zone),
    });
    let dated = due(duty, lookup).map(|day| {
        let day = if matches!(duty.state, State::Pending | State::Undetermined) {
            words::by_day(&day)
        } else {
            day
        };
        left.map_or_else(|| day.clone(), |left| words::with_time(&day, &left))
    });
    let limit = duty.limit.as_ref().map(said);
    // Of a limit that is not known the earliest is the safe one.
    let earliest = safe(duty, lookup).filter(|_| duty.state == State::Pending);
    if let (Some(limit), None, Some(earliest)) = (&limit, &dated, earliest) {
        return words::safe_until(limit, &earliest);
    }
    match (limit, dated) {
        (Some(limit), Some(dated)) => words::limit_and_latest(&limit, &dated),
        (Some(only), None) | (None, Some(only)) => only,
        // Of many limits that it may be none is told, and the first and the last of them are.
        (None, None) => {
            bounds(duty, lookup).map_or_else(words::without_date, |bounds| words::by_day(&bounds))
        }
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

/// The earliest that it can be due, where that is all that is known, and the time left to it.
fn safe(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let zone = lookup.zone_of(duty);
    let (shown, left) = match duty.due_earliest? {
        Due::At(at) => {
            let left = lookup
                .now
                .map(|now| moment::from_now(now, at.instant(), zone));
            (moment::readable(at, zone), left)
        }
        Due::Day(day) => {
            let left = lookup
                .now
                .and_then(|now| moment::days_until(now, day, zone));
            (Phrase::same(day.to_string()), left)
        }
    };
    let by = words::by_day(&glued(&shown));
    Some(left.map_or_else(|| by.clone(), |left| words::with_time(&by, &left)))
}

/// The day or the instant.
pub(super) fn due(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let zone = lookup.zone_of(duty);
    Some(glued(&match duty.due()? {
        Due::At(at) => moment::readable(at, zone),
        Due::Day(day) => Phrase::same(day.to_string()),
    }))
}
