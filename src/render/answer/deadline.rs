//! By when something is due.

use std::borrow::Cow;

use super::lookup::Lookup;
use super::phrasing::{listed, said, together};
use super::{moment, readings, time_limit, when, words};
use crate::determination::{Because, Due, DutyRow, Lead, Reason, Shown, Stage, TimeLimit, Words};
use crate::diagnostic::Phrase;
use crate::value::{Standards, State};

/// Whether its limit is a known instant or day, for certain or as recorded.
pub(super) fn is_dated(duty: &DutyRow) -> bool {
    duty.due_as_recorded().is_some()
}

/// By which standard it must not wait, and how its limit is set beside. A limit in words says so itself.
fn set(duty: &DutyRow) -> (Standards, Option<&TimeLimit>) {
    match &duty.limit {
        Some(TimeLimit::Prompt(prompt)) => (prompt.standard, prompt.by.as_deref()),
        Some(told @ TimeLimit::Told(_)) => (Standards::default(), Some(told)),
        set => (duty.promptness, set.as_ref()),
    }
}

/// The limit as it is set, what runs from the act that gives rise to the duty by the title of that act.
fn named(duty: &DutyRow) -> Option<Cow<'_, TimeLimit>> {
    let set = set(duty).1?;
    let because = duty.about.because.as_ref();
    Some(match because.and_then(occasion) {
        Some(title) => Cow::Owned(time_limit::running_from(set.clone(), title)),
        None => Cow::Borrowed(set),
    })
}

/// The act that gives rise to a duty, where it is one.
fn occasion(because: &Because) -> Option<&Words> {
    match &because.step {
        Reason::Happened { title, .. } => Some(title),
        Reason::All => {
            let mut found = because.of.iter().filter_map(occasion);
            let first = found.next()?;
            found.all(|other| other == first).then_some(first)
        }
        _ => None,
    }
}

/// Whether it must not wait, by whichever standard and whatever limit is set beside.
pub(super) fn must_not_wait(duty: &DutyRow) -> bool {
    !set(duty).0.is_empty()
}

/// The standard by which it must not wait.
pub(super) fn promptness(duty: &DutyRow) -> Phrase {
    words::promptness(set(duty).0)
}

/// By when: a moment first, with the time left, and then how it is set.
pub(super) fn by_when(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let set = limit(duty, lookup);
    let when = match (duty.due_as_recorded(), duty.due_earliest, duty.due_latest) {
        (Some(due), _, _) if must_not_wait(duty) && is_open(duty) => {
            let day = words::at_the_latest(&promptness(duty), &due_told(due, duty, lookup));
            Some(match left(due, duty, lookup) {
                Some(left) => words::with_time(&day, &left),
                None => day,
            })
        }
        (Some(due), _, _) => Some(timed(due, duty, lookup)),
        // The earliest is the safe one, and is kept whatever turns out.
        (None, Some(low), Some(high)) if is_ahead(low, duty, lookup) => Some(words::safe_until(
            &early(&due_told(low, duty, lookup), low, duty, lookup),
            &due_told(high, duty, lookup),
        )),
        (None, Some(low), Some(high)) if is_open(duty) && is_ahead(high, duty, lookup) => Some(
            words::perhaps_passed(&due_told(high, duty, lookup), &due_told(low, duty, lookup)),
        ),
        (None, Some(low), Some(high)) => Some(words::between_days(
            &due_told(low, duty, lookup),
            &due_told(high, duty, lookup),
        )),
        (None, None, Some(high)) => Some(words::latest(&timed(high, duty, lookup))),
        (None, Some(low), None) if duty.runs_from_record() => {
            Some(alone(&due_told(low, duty, lookup), low, duty, lookup))
        }
        // That the earliest has passed does not say that the limit has.
        (None, Some(low), None) if set.is_none() => {
            Some(words::or_later(&due_told(low, duty, lookup)))
        }
        (None, _, None) => None,
    };
    let when = match (must_not_wait(duty), when) {
        (true, Some(when)) if is_dated(duty) => Some(when),
        (true, Some(when)) => Some(words::first_then(&promptness(duty), &when)),
        (true, None) => Some(promptness(duty)),
        (false, when) => when,
    };
    let told = match (when, set) {
        // How it is set tells of what is not on record; as recorded it is the one moment.
        (Some(when), Some(_)) if duty.due().is_none() && is_dated(duty) => when,
        (Some(when), Some(set)) => words::first_then(&when, &set),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => words::without_date(),
    };
    as_recorded(with_other_reading(told, duty, lookup), duty, lookup)
}

/// The same, and that it is due earlier or not owed on another reading, while it may still be done.
pub(super) fn with_other_reading(told: Phrase, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    if let Some((at, reading)) = readings::first(duty, lookup).filter(|_| is_open(duty)) {
        return words::first_on_reading(&at, &reading, &told);
    }
    match readings::beside(duty, lookup).filter(|_| is_open(duty)) {
        Some(earlier) => together([told, earlier]),
        None => told,
    }
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
pub(super) fn is_ahead(due: Due, duty: &DutyRow, lookup: &Lookup) -> bool {
    let last = due.last(lookup.zone_of(duty));
    last.zip(lookup.now).is_none_or(|(last, now)| last >= now)
}

/// How the limit is set, where it is not a known time or day alone.
pub(super) fn limit(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let set = named(duty)?;
    let told = time_limit::told(&set, lookup.zone_of(duty), lookup);
    (!told.is_empty()).then_some(told)
}

/// Under which rules a period will be counted whose end is not known.
pub(super) fn counted_by(duty: &DutyRow) -> Option<Phrase> {
    let known = duty.counted.is_some() || is_dated(duty);
    let set = duty.limit.as_ref().filter(|_| !known)?;
    time_limit::regime(set).map(said)
}

/// Whether a limit is set beside that it must not be delayed.
pub(super) fn is_set(duty: &DutyRow) -> bool {
    set(duty).1.is_some()
}

/// The same, and that it must not be delayed.
pub(super) fn undated(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let moved = matches!(set(duty).1, Some(TimeLimit::Moved { to: None, .. }));
    match (brief(duty, lookup), must_not_wait(duty)) {
        // From when it was moved is no limit.
        (Some(limit), true) if moved => Some(words::first_then(&promptness(duty), &limit)),
        (Some(limit), true) => Some(words::prompt_by(&promptness(duty), &limit)),
        (None, true) => Some(promptness(duty)),
        (limit, false) => limit,
    }
}

/// The limit of what runs from an act, without saying that again: how long it is, where that is known.
pub(super) fn after(duty: &DutyRow, act: &Words) -> Option<Phrase> {
    let limit = named(duty)?;
    let within = words::within(&time_limit::length_after(&limit, act)?);
    Some(match must_not_wait(duty) {
        true => words::prompt_by(&promptness(duty), &within),
        false => within,
    })
}

/// The time left until a limit, or since it.
pub(super) fn left(due: Due, duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let (zone, now) = (lookup.zone_of(duty), lookup.now?);
    match due {
        Due::At(at) => Some(moment::from_now(now, at.instant())),
        Due::Day(day) => moment::days_until(now, day, zone),
    }
}

/// By when what is not owed on an assumption is due where that is wrong; the safe end of it.
pub(super) fn if_not_assumed(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let other = duty.if_not_assumed.as_ref()?;
    match other.safe() {
        Some(due) => {
            let told = words::was_due(&when::brief(due, lookup.zone_of(duty), lookup));
            Some(match left(due, duty, lookup) {
                Some(left) => words::with_time(&told, &left),
                None => told,
            })
        }
        None => (!other.promptness.is_empty()).then(|| words::promptness(other.promptness)),
    }
}

/// The exceptions that may hold where what is assumed is wrong.
pub(super) fn exempt_if_not_assumed(duty: &DutyRow) -> Vec<Phrase> {
    let exempt = duty.if_not_assumed.iter().flat_map(|other| &other.exempt);
    exempt.map(said).collect()
}

/// Exceptions that may hold, in brackets.
pub(super) fn perhaps_exempt(by: impl IntoIterator<Item = Phrase>) -> Phrase {
    let by = listed(by);
    match by.is_empty() {
        true => by,
        false => words::bracketed(&words::exempt_perhaps(&by)),
    }
}

/// The earliest that something can be due, with the time left until then.
fn early(told: &Phrase, low: Due, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let told = words::as_early_as(told);
    left(low, duty, lookup).map_or_else(|| told.clone(), |left| words::with_time(&told, &left))
}

/// The same where no latest is known: it is the safe limit, or may be over.
fn alone(told: &Phrase, low: Due, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let told = match is_ahead(low, duty, lookup) {
        true => early(told, low, duty, lookup),
        false => {
            let ago = left(low, duty, lookup);
            let told = ago.map_or_else(|| told.clone(), |ago| words::with_time(told, &ago));
            words::may_have_passed(&told)
        }
    };
    match account(duty, lookup) {
        Some(who) => words::on_their_account(&told, &who),
        None => told,
    }
}

/// Whose account of a disputed time it is from which a limit runs at the earliest.
fn account(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let (title, start) = duty.limit.as_ref().and_then(time_limit::start)?;
    let bound = match start {
        Shown::AtLeast(low) | Shown::Between(low, _) | Shown::Is(low) => low,
        _ => return None,
    };
    let mut disputes = lookup.all.disputes.iter();
    let dispute = disputes.find(|row| row.title == *title)?;
    let low = |shown: &Shown| match shown {
        Shown::Is(at) | Shown::AtLeast(at) | Shown::Between(at, _) => at == bound,
        _ => false,
    };
    let mut accounts = dispute.accounts.iter();
    let own = accounts.find(|account| account.value.as_ref().is_some_and(low))?;
    own.by.as_deref().map(|by| lookup.who(by))
}

/// By whose account alone it is owed by a known limit, where accounts of one fact differ and no other has
/// it owed.
fn owed_by(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let owed = |lead: &&Lead| lead.to.state().is_some_and(|state| !state.is_absent());
    let mut leads = duty.about.accounts.iter().filter(owed);
    let (lead, None) = (leads.next()?, leads.next()) else {
        return None;
    };
    let [account] = lead.on.as_slice() else {
        return None;
    };
    let known = is_dated(duty) && duty.state == State::Undetermined;
    known.then(|| lookup.who(&account.by))
}

/// By when it is due, in brief: the moment, or the earliest and the latest that it can be; none of what
/// has no date.
pub(super) fn bounds(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let told = timely(duty, lookup, true)?;
    let told = match owed_by(duty, lookup) {
        Some(who) => words::on_their_account(&told, &who),
        None => told,
    };
    let told = with_other_reading(told, duty, lookup);
    Some(
        match is_to_come(duty, lookup) && must_not_wait(duty) && !is_dated(duty) {
            true => words::first_then(&promptness(duty), &told),
            false => told,
        },
    )
}

/// The same of what was done: by when it was due, without the time that has gone by since.
pub(super) fn was_due(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    timely(duty, lookup, false)
}

/// Whether it may still have to be done in time.
fn is_to_come(duty: &DutyRow, lookup: &Lookup) -> bool {
    matches!(
        lookup.all.stage(duty),
        Stage::ToDo | Stage::Perhaps | Stage::Unconfirmed
    )
}

fn timely(duty: &DutyRow, lookup: &Lookup, counts: bool) -> Option<Phrase> {
    let at = |due| when::due(due, lookup.zone_of(duty), lookup);
    let open = counts && is_to_come(duty, lookup);
    let left = |told: Phrase, due| match left(due, duty, lookup).filter(|_| counts) {
        Some(left) => words::with_time(&told, &left),
        None => told,
    };
    let by = |due| match open {
        true => left(words::by_day(&at(due)), due),
        false => left(at(due), due),
    };
    Some(
        match (duty.due_as_recorded(), duty.due_earliest, duty.due_latest) {
            (Some(due), _, _) if open && must_not_wait(duty) => {
                left(words::at_the_latest(&promptness(duty), &at(due)), due)
            }
            (Some(due), _, _) => by(due),
            (None, Some(low), Some(high)) if open && is_ahead(low, duty, lookup) => {
                words::safe_until(&early(&at(low), low, duty, lookup), &at(high))
            }
            (None, Some(low), Some(high)) if open && is_ahead(high, duty, lookup) => {
                // The time left until the latest would be taken for time that is left.
                words::perhaps_passed(&at(high), &at(low))
            }
            (None, Some(low), Some(high)) => left(words::between_days(&at(low), &at(high)), high),
            (None, Some(low), None) if open && duty.runs_from_record() => {
                // Where the lengths are not known it is its formula that says by when.
                match time_limit::is_known(duty) {
                    true => alone(&at(low), low, duty, lookup),
                    false => words::may_be_over(&brief(duty, lookup)?),
                }
            }
            // The earliest alone is when a clock that was not seen to start could run out at the earliest.
            (None, Some(low), None) => match limit(duty, lookup) {
                Some(_) => return None,
                None => words::or_later(&at(low)),
            },
            (None, None, Some(high)) => words::latest(&by(high)),
            (None, None, None) => return None,
        },
    )
}

/// How the limit is set, as short as it goes: each part once, with the moment where it is one.
fn brief(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let set = named(duty)?;
    let told = time_limit::brief(&set, lookup.zone_of(duty), lookup);
    (!told.is_empty()).then_some(told)
}

/// The day or the instant.
pub(super) fn due(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    Some(due_told(duty.due_as_recorded()?, duty, lookup))
}

/// The day or the instant, or between which it lies, of what is owed, may be or was; none where what is
/// settled has no limit any more.
pub(super) fn due_between(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let at = |due| due_told(due, duty, lookup);
    Some(
        match (duty.due_as_recorded(), duty.due_earliest, duty.due_latest) {
            (Some(due), _, _) => at(due),
            (None, Some(low), Some(high)) => words::between_days(&at(low), &at(high)),
            (None, Some(low), None) => words::or_later(&at(low)),
            (None, None, Some(high)) => words::latest(&at(high)),
            (None, None, None) => return None,
        },
    )
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
