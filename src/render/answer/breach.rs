//! Why a duty is breached: what is on record of the act that it demands, and why that is not what
//! was owed.

use super::lookup::Lookup;
use super::phrasing::{said, strung, together};
use super::to_do::is_not_met;
use super::{deadline, facts, figure, moment, words};
use crate::determination::{About, DutyRow, FactRow, Figure, Irregular, Need, Shown};
use crate::diagnostic::Phrase;
use crate::value::{Instant, State};

/// At most so many acts are told.
const ACTS: usize = 4;

/// Why it is breached, beside the limit; nothing of what is breached by a condition that is not met.
pub(super) fn grounds(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
    if duty.state == State::Violated {
        let done = duty
            .done_at
            .map(|at| moment::readable(at, lookup.own_zone()));
        return done
            .map(|at| words::done_though_forbidden(&at))
            .into_iter()
            .collect();
    }
    let dated = deadline::is_dated(duty);
    if is_not_met(duty) && dated {
        return Vec::new();
    }
    if duty.state != State::Breached || duty.done_at.is_some() || !dated && duty.limit.is_none() {
        return Vec::new();
    }
    let must = said(&duty.must);
    let acts: Vec<&FactRow> = acts(duty, lookup).collect();
    if acts.is_empty() {
        return vec![match dated {
            true => words::not_recorded(&must),
            false => words::never_recorded(&must),
        }];
    }
    let told = acts.iter().filter_map(|act| not_counted(act, duty, lookup));
    let mut told: Vec<Phrase> = told.collect();
    if told.is_empty() {
        return vec![words::none_counts(&must)];
    }
    let more = told.len().saturating_sub(ACTS);
    if more > 0 {
        told.truncate(ACTS);
        told.push(words::and_more(&Phrase::same(more.to_string())));
    }
    vec![words::does_not_count(&strung(told))]
}

/// What is on record of the act, and did no other duty of the provision.
fn acts<'a>(duty: &'a DutyRow, lookup: &Lookup<'a>) -> impl Iterator<Item = &'a FactRow> {
    let all = lookup.all;
    let elsewhere = move |at: Instant| {
        let mut others = all.duties.iter();
        others.any(|other| {
            other.about.name == duty.about.name
                && other.done_at.is_some_and(|done| done.instant() == at)
        })
    };
    let acts = all.facts.iter();
    acts.filter(move |act| act.title == duty.must && act.is_event())
        .filter(|act| !duty.other_acts.contains(&act.path))
        .filter(move |act| exact(&act.value).is_none_or(|at| !elsewhere(at)))
}

/// An act on record with what the record denies of it; none where nothing on record tells it from
/// what was owed.
fn not_counted(act: &FactRow, duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let own = act.path.clone() + ".";
    let denied =
        |row: &&FactRow| row.path.starts_with(&own) && row.value == Shown::Is(Figure::YesNo(false));
    let denied = strung(lookup.all.facts.iter().filter(denied).map(facts::titled));
    let mut irregular = lookup.all.irregular.iter();
    let by = irregular.find(|row| row.path == act.path && row.why == Irregular::DoneByAnother);
    let before = bounds(&act.value)
        .is_some_and(|(_, last)| duty.owed_since.is_some_and(|since| last < since.instant()));
    let why = if let Some(by) = by.and_then(|row| row.by.as_ref()) {
        words::done_by(&lookup.who(by))
    } else if !denied.is_empty() {
        words::recorded_as_not_so(&denied)
    } else if before {
        words::before_it_was_owed()
    } else {
        return None;
    };
    let zone = lookup.zone_of_fact(&act.path);
    let at = figure::bounded(&lookup.told_in(zone).local(&act.value));
    let told = words::at_time(&said(&act.title), &at);
    Some(together([told, words::bracketed(&why)]))
}

/// When something on record was done that may be what was owed, and whether that was after the
/// limit, where it is so whenever exactly it was done.
pub(super) fn done_whenever(duty: &DutyRow, lookup: &Lookup) -> Option<(Phrase, bool)> {
    let (act, late) = lookup.all.done_whenever(duty)?;
    let zone = lookup.zone_of(duty);
    let at = figure::bounded(&lookup.told_in(zone).local(&act.value));
    Some((at, late))
}

/// What is missing of a row, without the time of what was in time or late whenever exactly it was.
pub(super) fn still_asked(about: &About, mut needs: Vec<Need>, lookup: &Lookup) -> Vec<Need> {
    let duty = lookup.duty(about);
    if duty.is_some_and(|duty| done_whenever(duty, lookup).is_some()) {
        needs.retain(|need| !(need.path.starts_with("events[") && need.path.ends_with(".at")));
    }
    needs
}

fn exact(value: &Shown) -> Option<Instant> {
    match value {
        Shown::Is(Figure::Time(at)) => Some(at.moment().instant()),
        _ => None,
    }
}

/// Between which instants something was done, where both are known.
fn bounds(value: &Shown) -> Option<(Instant, Instant)> {
    match value {
        Shown::Between(Figure::Time(from), Figure::Time(until)) => {
            Some((from.moment().instant(), until.moment().instant()))
        }
        other => exact(other).map(|at| (at, at)),
    }
}
