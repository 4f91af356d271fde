//! What competent parties found, beside what the rules come to without it.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{listed, said, together};
use super::{cause, figure, moment, words};
use crate::determination::{AnswerValue, FindingRow};
use crate::diagnostic::Phrase;

/// At most so many reasons are given for what the rules come to.
const REASONS: usize = 3;

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    if lookup.all.findings.is_empty() {
        return;
    }
    page.heading(&words::found());
    for row in &lookup.all.findings {
        page.item(&line(row, lookup));
        page.detail(&rule(row, lookup));
    }
}

fn line(row: &FindingRow, lookup: &Lookup) -> Phrase {
    let about = lookup.row(&row.name, row.instance.as_deref());
    let label = about.map_or_else(|| said(&row.title), |about| lookup.cited(about));
    let by = row
        .by_title
        .as_ref()
        .map(|by| words::named_party(&said(by)));
    let by = by.or(row.by.clone().map(Phrase::same));
    let at = row.at;
    let from = listed([
        by.map(|by| words::found_by(&by)).unwrap_or_default(),
        at.map(|at| moment::readable(at, lookup.zone(&row.name)))
            .or_else(|| row.within.as_ref().map(figure::bounded))
            .unwrap_or_default(),
        row.note.clone().map(Phrase::same).unwrap_or_default(),
    ]);
    together([
        words::is(&label, &outcome(&row.value)),
        words::bracketed(&from),
    ])
}

fn rule(row: &FindingRow, lookup: &Lookup) -> Phrase {
    let derived = words::from_rules(&outcome(&row.derived));
    let reason = cause::reason(Some(&row.derived_because), lookup, REASONS);
    match reason.is_empty() {
        true => derived,
        false => words::because(&derived, &reason),
    }
}

/// Yes, no, or a state.
fn outcome(value: &AnswerValue) -> Phrase {
    match value.truth() {
        Some(truth) => words::outcome(truth),
        None => cause::stated(value),
    }
}
