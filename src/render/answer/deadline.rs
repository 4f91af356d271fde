//! By when something is due.

use super::lookup::Lookup;
use super::phrasing::{said, together};
use super::{moment, readings, time_limit, when, words};
use crate::determination::{Due, DutyRow, Stage, TimeLimit};
use crate::diagnostic::Phrase;
use crate::value::State;

/// Whether its limit is a known instant or day, for certain or as recorded.
pub(super) fn is_dated(duty: &DutyRow) -> bool {
    duty.due_as_recorded().is_some()
}

/// Whether it must not be delayed, and how its limit is set beside. A limit in words says so itself.
fn set(duty: &DutyRow) -> (bool, Option<&TimeLimit>) {
    match &duty.limit {
        Some(TimeLimit::WithoutDelay(set)) => (true, set.as_deref()),
        Some(told @ TimeLimit::Told(_)) => (false, Some(told)),
        set => (duty.without_delay, set.as_ref()),
    }
}

fn must_not_wait(duty: &DutyRow) -> bool {
    set(duty).0
}

/// By when: a moment first, with the time left, and then how it is set.
pub(super) fn by_when(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let set = limit(duty, lookup);
    let when = match (duty.due_as_recorded(), duty.due_earliest, duty.due_latest) {
        (Some(due), _, _) if must_not_wait(duty) && is_open(duty) => {
            let day = words::at_the_latest(&due_told(due, duty, lookup));
            Some(match left(due, duty, lookup) {
                Some(left) => words::with_time(&day, &left),
                None => day,
            })
        }
        (Some(due), _, _) => Some(timed(due, duty, lookup)),
        // The earliest is the safe one, and is kept whatever turns out.
        (None, Some(low), Some(high)) if is_ahead(low, duty, lookup) => Some(words::safe_until(
            &timed(low, duty, lookup),
            &due_told(high, duty, lookup),
        )),
        (None, Some(low), Some(high)) if is_open(duty) && is_ahead(high, duty, lookup) => Some(
            words::perhaps_passed(&timed(high, duty, lookup), &due_told(low, duty, lookup)),
        ),
        (None, Some(low), Some(high)) => Some(words::between_days(
            &due_told(low, duty, lookup),
            &due_told(high, duty, lookup),
        )),
        (None, None, Some(high)) => Some(words::latest(&timed(high, duty, lookup))),
        (None, Some(low), None) if duty.perhaps_runs() && is_ahead(low, duty, lookup) => {
            Some(words::safe(&timed(low, duty, lookup)))
        }
        // That the earliest has passed does not say that the limit has.
        (None, Some(low), None) if set.is_none() => {
            Some(words::or_later(&due_told(low, duty, lookup)))
        }
        (None, _, None) => None,
    };
    let when = match (must_not_wait(duty), when) {
        (true, Some(when)) if is_dated(duty) => Some(when),
        (true, Some(when)) => Some(words::first_then(&words::without_delay(), &when)),
        (true, None) => Some(words::without_delay()),
        (false, when) => when,
    };
    let told = match (when, set) {
        // How it is set tells of what is not on record; as recorded it is the one moment.
        (Some(when), Some(_)) if duty.due().is_none() && is_dated(duty) => when,
        (Some(when), Some(set)) => words::first_then(&when, &set),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => words::without_date(),
    };
    let told = match readings::earlier(duty, lookup).filter(|_| is_open(duty)) {
        Some(earlier) => together([told, earlier]),
        None => told,
    };
    as_recorded(told, duty, lookup)
}

/// The same, with its condition where it is so as recorded alone.
pub(super) fn as_recorded(told: Phrase, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let all = lookup.all;
    // What is not on record may also have been done before the record begins.
    let whole = all.record_complete_until.is_some() && all.record_complete_from.is_none();
    match (duty.rests_on_record(), whole) {
        (false, _) => told,
        (true, true) => words::if_nothing_since(&told),
        (true, false) => words::if_nothing_else(&told),
    }
}

/// A known limit with the time that is left.
fn timed(due: Due, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let day = due_told(due, duty, lookup);
    let day = if is_open(duty) {
        words::by_day(&day)
    } else {
        day
    };
    left(due, duty, lookup).map_or_else(|| day.clone(), |left| words::with_time(&day, &left))
}

/// Whether it is still to be done, or may be.
fn is_open(duty: &DutyRow) -> bool {
    matches!(duty.state, State::Pending | State::Undetermined)
}

/// Whether a limit has not passed.
fn is_ahead(due: Due, duty: &DutyRow, lookup: &Lookup) -> bool {
    let last = due.last(lookup.zone_of(duty));
    last.zip(lookup.now).is_none_or(|(last, now)| last >= now)
}

/// How the limit is set, where it is not a known time or day alone.
pub(super) fn limit(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let told = time_limit::told(set(duty).1?, lookup.zone_of(duty), lookup);
    (!told.is_empty()).then_some(told)
}

/// Under which rules a period will be counted whose end is not known.
pub(super) fn counted_by(duty: &DutyRow) -> Option<Phrase> {
    let known = duty.counted.is_some() || is_dated(duty);
    let set = duty.limit.as_ref().filter(|_| !known)?;
    time_limit::regime(set).map(said)
}

/// The same, and that it must not be delayed.
pub(super) fn undated(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let moved = matches!(set(duty).1, Some(TimeLimit::Moved { to: None, .. }));
    match (limit(duty, lookup), must_not_wait(duty)) {
        // From when it was moved is no limit.
        (Some(limit), true) if moved => Some(words::first_then(&words::without_delay(), &limit)),
        (Some(limit), true) => Some(words::without_delay_by(&limit)),
        (None, true) => Some(words::without_delay()),
        (limit, false) => limit,
    }
}

/// The time left until a limit, or since it.
fn left(due: Due, duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let (zone, now) = (lookup.zone_of(duty), lookup.now?);
    match due {
        Due::At(at) => Some(moment::from_now(now, at.instant(), zone)),
        Due::Day(day) => moment::days_until(now, day, zone),
    }
}

/// By when it is due, in brief: the moment, or the earliest and the latest that it can be with which
/// of them is safe; none of what has no date.
pub(super) fn bounds(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let at = |due| when::due(due, lookup.zone_of(duty), lookup);
    let open = matches!(
        lookup.all.stage(duty),
        Stage::ToDo | Stage::Perhaps | Stage::Unconfirmed
    );
    let left = |told: Phrase, due| match left(due, duty, lookup) {
        Some(left) => words::with_time(&told, &left),
        None => told,
    };
    let by = |due| {
        left(
            if open {
                words::by_day(&at(due))
            } else {
                at(due)
            },
            due,
        )
    };
    let told = match (duty.due_as_recorded(), duty.due_earliest, duty.due_latest) {
        (Some(due), _, _) if open && must_not_wait(duty) => {
            left(words::at_the_latest(&at(due)), due)
        }
        (Some(due), _, _) => by(due),
        (None, Some(low), Some(high)) if is_ahead(low, duty, lookup) => {
            words::safe_until(&by(low), &at(high))
        }
        (None, Some(low), Some(high)) if open && is_ahead(high, duty, lookup) => {
            words::perhaps_passed(&by(high), &at(low))
        }
        (None, Some(low), Some(high)) => left(words::between_days(&at(low), &at(high)), high),
        (None, Some(low), None) if duty.perhaps_runs() && is_ahead(low, duty, lookup) => {
            words::safe(&by(low))
        }
        // The earliest alone is when a clock that was not seen to start could run out at the earliest.
        (None, Some(low), None) => match limit(duty, lookup) {
            Some(_) => return None,
            None => words::or_later(&at(low)),
        },
        (None, None, Some(high)) => words::latest(&by(high)),
        (None, None, None) => return None,
    };
    Some(match open && must_not_wait(duty) && !is_dated(duty) {
        true => words::first_then(&words::without_delay(), &told),
        false => told,
    })
}

/// The day or the instant.
pub(super) fn due(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    Some(due_told(duty.due_as_recorded()?, duty, lookup))
}

/// The same, and how long ago that was, or how long it is until then.
pub(super) fn due_and_left(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let due = duty.due_as_recorded()?;
    let told = due_told(due, duty, lookup);
    Some(match left(due, duty, lookup) {
        Some(left) => words::with_time(&told, &left),
        None => told,
    })
}

fn due_told(due: Due, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    when::dated(due, lookup.zone_of(duty))
}
