//! By when something is due, and what is more urgent than what.

use super::lookup::Lookup;
use super::phrasing::{glued, said};
use super::{moment, words};
use crate::determination::DutyRow;
use crate::diagnostic::Phrase;
use crate::value::State;

/// Whether its limit is a known instant or day.
pub(super) fn is_dated(duty: &DutyRow) -> bool {
    duty.due_at.is_some() || duty.due_day.is_some()
}

/// By when: the limit in words, the date, and the time left.
pub(super) fn by_when(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone(&duty.about.name);
    let left = lookup
        .now
        .and_then(|now| match (&duty.due_at, &duty.due_day) {
            (Some(at), _) => Some(moment::from_now(now, moment::instant(at)?, zone)),
            (None, Some(day)) => moment::days_until(now, day, zone),
            (None, None) => None,
        });
    let dated = due(duty, lookup).map(|day| {
        let day = if matches!(duty.state, State::Pending | State::Undetermined) {
            words::by_day(&day)
        } else {
            day
        };
        left.map_or_else(|| day.clone(), |left| words::with_time(&day, &left))
    });
    match (duty.limit.as_ref().map(said), dated) {
        (Some(limit), Some(dated)) => words::limit_and_latest(&limit, &dated),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => words::without_date(),
    }
}

/// The day or the instant.
pub(super) fn due(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let zone = lookup.zone(&duty.about.name);
    let at = duty.due_at.as_ref().map(|at| moment::readable(at, zone));
    let day = || duty.due_day.as_ref().map(Phrase::same);
    Some(glued(&at.or_else(day)?))
}

/// Earlier is more urgent. Without delay means now; what has no date comes
/// after what has one, and what was done late comes last.
pub(super) fn urgency(duty: &DutyRow, lookup: &Lookup) -> i64 {
    let zone = lookup.zone(&duty.about.name);
    let earliest = duty.due_earliest.as_deref();
    let at = duty
        .due_at
        .as_deref()
        .or(earliest)
        .and_then(moment::instant);
    let day = duty.due_day.as_deref().or(earliest);
    let end = || moment::end_of_day(day?, zone);
    let now = lookup.now.map_or(0, crate::value::Instant::micros);
    match (duty.state, at.or_else(end)) {
        (State::PerformedLate, _) => i64::MAX,
        (_, Some(at)) => at.micros(),
        (State::Breached | State::Violated, None) => i64::MIN,
        (_, None) if duty.limit.is_some() => now,
        (_, None) => i64::MAX - 1,
    }
}
