//! Provisions that can be read so or so: which reading is used, and what another one leads to.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::{figure, moment, when, words};
use crate::determination::{About, AnswerValue, Due, DutyRow, OnReading, ReadingRow, Words};
use crate::diagnostic::Phrase;
use crate::value::calendar::DAY;
use crate::value::{Instant, State};

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = lookup.all;
    if all.readings.is_empty() {
        return;
    }
    page.heading(&words::readings());
    for row in &all.readings {
        let cites = lookup.articles(&row.name, &row.cites);
        page.item(&together([said(&row.text), words::bracketed(&cites)]));
        for (title, led) in led_to(row, lookup) {
            page.detail(&words::on_reading(&said(title), &strung(led)));
        }
    }
    if all.readings_complete == Some(false) {
        page.detail(&words::readings_cut());
    }
}

/// Each other alternative of a reading that leads elsewhere, and where. Steps on the way to another
/// answer are told by that answer.
fn led_to<'a>(row: &ReadingRow, lookup: &Lookup<'a>) -> Vec<(&'a Words, Vec<Phrase>)> {
    let mut found: Vec<(&OnReading, Vec<Phrase>)> = Vec::new();
    for other in lookup.all.rows().filter(|other| !other.intermediate) {
        let about = other.about;
        for on in about.on_readings.iter().filter(|on| on.reading == row.name) {
            let told = words::titled(&lookup.label(about), &outcome(about, on, lookup));
            match found
                .iter_mut()
                .find(|(known, _)| known.alternative == on.alternative)
            {
                Some((_, all)) => all.push(told),
                None => found.push((on, vec![told])),
            }
        }
    }
    found
        .into_iter()
        .map(|(on, led)| (&on.title, led))
        .collect()
}

/// What a row comes to on a reading: its answer or state, and by when a duty is then due.
fn outcome(about: &About, on: &OnReading, lookup: &Lookup) -> Phrase {
    let to = match &on.to {
        AnswerValue::Truth(truth) => words::outcome(*truth),
        AnswerValue::State(state) => words::state(*state),
        AnswerValue::Value(shown) => figure::shown(shown),
    };
    match lookup.duty(about).zip(on.due) {
        Some((duty, due)) => {
            let day = when::dated(due, lookup.zone_of(duty));
            let day = match on.at_earliest {
                true => words::as_early_as(&day),
                false => day,
            };
            words::state_by(&to, &day)
        }
        None => to,
    }
}

/// What another reading makes of a duty that is owed or was done, where that matters to its bearer: an
/// earlier limit, a limit where there is none, or that it is not owed.
pub(super) fn beside(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let zone = lookup.zone_of(duty);
    let own = own_end(duty, lookup);
    // Of what was done too late it matters more that it may not have been than that it was due earlier still.
    let milder = milder(duty, lookup).filter(|_| duty.state.is_breach());
    let earlier = ends(duty, lookup).filter(|(end, ..)| own.is_none_or(|own| *end < own));
    if let Some((end, due, on)) = earlier.min_by_key(|(end, ..)| *end) {
        let told = when::due(due, zone, lookup);
        let left = lookup
            .now
            .filter(|now| *now <= end && end.micros() - now.micros() <= DAY);
        let told = match left {
            Some(now) => words::with_time(&told, &moment::from_now(now, end)),
            None => told,
        };
        let title = said(&on.title);
        let told = match lookup.now {
            Some(_) if duty.state.is_kept() && is_late(on, end, duty, lookup) => {
                words::late_on_reading(&told, &title)
            }
            Some(now) if end < now && duty.state.is_settled() && duty.done_at.is_some() => {
                words::due_on_reading(&told, &title)
            }
            Some(now) if end < now && on.at_earliest => {
                words::perhaps_passed_on_reading(&told, &title)
            }
            Some(now) if end < now => words::passed_on_reading(&told, &title),
            _ if own.is_none() => words::limit_on_reading(&told, &title),
            _ => words::earlier_on_reading(&told, &title),
        };
        return Some(together([milder.unwrap_or_default(), told]));
    }
    let absent = || absent(&duty.about, duty.state);
    milder.or_else(|| absent().map(|on| words::not_owed_on_reading(&said(&on.title))))
}

/// Whether what was done is late on a reading: it says so, or the act cannot have been before the limit.
fn is_late(on: &OnReading, end: Instant, duty: &DutyRow, lookup: &Lookup) -> bool {
    let mut acts = duty.acts.iter();
    let begun = |act: &String| lookup.all.begun(lookup.all.event(act)?);
    let after = |act: &String| begun(act).is_some_and(|begun| end < begun);
    let all_after = !duty.acts.is_empty() && acts.all(after);
    on.to.state() == Some(State::PerformedLate) || all_after
}

/// By when it is due, or the earliest by which it can be.
fn own_end(duty: &DutyRow, lookup: &Lookup) -> Option<Instant> {
    let own = duty.due().or(duty.due_earliest)?;
    moment::end(own, lookup.zone_of(duty))
}

/// The limits that other readings give a duty, with when they end.
fn ends<'d>(
    duty: &'d DutyRow,
    lookup: &Lookup,
) -> impl Iterator<Item = (Instant, Due, &'d OnReading)> {
    let zone = lookup.zone_of(duty);
    let others = duty.about.on_readings.iter();
    others.filter_map(move |on| {
        let due = on.due?;
        Some((moment::end(due, zone)?, due, on))
    })
}

/// The reading on which a breach is none so far, or may be none.
fn milder(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let ahead = ends(duty, lookup).filter(|(end, ..)| lookup.now.is_some_and(|now| now <= *end));
    if let Some((_, due, on)) = ahead.min_by_key(|(end, ..)| *end) {
        let told = when::due(due, lookup.zone_of(duty), lookup);
        return Some(words::later_on_reading(&told, &said(&on.title)));
    }
    let on = |wanted: fn(State) -> bool| {
        let mut others = duty.about.on_readings.iter();
        others.find(|on| on.to.state().is_some_and(wanted))
    };
    let kept = on(State::is_kept).map(|on| words::kept_on_reading(&said(&on.title)));
    let open = || on(|state| state == State::Undetermined);
    kept.or_else(|| open().map(|on| words::open_on_reading(&said(&on.title))))
}

/// An earlier limit that another reading gives and that falls within a day, with the time left, and the title
/// of the reading: who waits for the later one may be late.
pub(super) fn first(duty: &DutyRow, lookup: &Lookup) -> Option<(Phrase, Phrase)> {
    let now = lookup.now?;
    let near = |end: Instant| now <= end && end.micros() - now.micros() <= DAY;
    let own = own_end(duty, lookup)?;
    let earlier = ends(duty, lookup).filter(|(end, ..)| *end < own && near(*end) && !near(own));
    let (end, due, on) = earlier.min_by_key(|(end, ..)| *end)?;
    let told = when::due(due, lookup.zone_of(duty), lookup);
    let told = words::with_time(&told, &moment::from_now(now, end));
    Some((told, said(&on.title)))
}

/// That another reading leads to nothing imposed or open, where this one does.
pub(super) fn spared(about: &About, state: State) -> Option<Phrase> {
    absent(about, state).map(|on| words::none_on_reading(&said(&on.title)))
}

/// The same of what is imposed, which no reading undoes.
pub(super) fn contestable(about: &About, state: State) -> Option<Phrase> {
    absent(about, state).map(|on| words::contestable(&said(&on.title)))
}

/// The reading that leads to nothing, where this one leads to something.
fn absent(about: &About, state: State) -> Option<&OnReading> {
    let absent = |on: &&OnReading| on.to.state().is_some_and(State::is_absent);
    let mut others = about.on_readings.iter().filter(|_| !state.is_absent());
    others.find(absent)
}
