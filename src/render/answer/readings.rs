//! Provisions that can be read so or so: which reading is used, and what another one leads to.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::{figure, moment, when, words};
use crate::determination::{About, AnswerValue, DutyRow, OnReading, ReadingRow, Words};
use crate::diagnostic::Phrase;

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
        Some((duty, due)) => words::state_by(&to, &when::dated(due, lookup.zone_of(duty))),
        None => to,
    }
}

/// The earliest limit that a duty has on another reading, where that comes before its own and it is
/// still to be done: `if read otherwise (…), already passed at today 10:17`.
pub(super) fn earlier(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let zone = lookup.zone_of(duty);
    let own = duty.due().or(duty.due_earliest)?;
    let own = moment::end(own, zone)?;
    let ends = duty.about.on_readings.iter().filter_map(|on| {
        let due = on.due?;
        Some((moment::end(due, zone)?, due, on))
    });
    let (end, due, on) = ends
        .filter(|(end, ..)| *end < own)
        .min_by_key(|(end, ..)| *end)?;
    let told = when::due(due, zone, lookup);
    let title = said(&on.title);
    Some(match lookup.now {
        Some(now) if end < now => words::passed_on_reading(&told, &title),
        _ => words::earlier_on_reading(&told, &title),
    })
}
