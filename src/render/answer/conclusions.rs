//! The conclusions that are settled: yes or no with what decided, and typed
//! values. Those that differ only in their instance are told together.

use super::lookup::{Lookup, standing};
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::{cause, figure, words};
use crate::determination::{About, Conclusion, ExceptionRow, Shown};
use crate::diagnostic::Phrase;
use crate::value::{State, Truth};

/// At most so many reasons are given for a conclusion.
const REASONS: usize = 4;

/// The section: what others build on comes last.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let settled = lookup.all.conclusions.iter();
    let settled = settled.filter(|row| row.value.state().is_none_or(State::is_settled));
    let (inner, asked): (Vec<&Conclusion>, Vec<&Conclusion>) =
        settled.partition(|row| row.intermediate);
    let mut told: Vec<(Vec<&About>, Phrase)> = Vec::new();
    for row in asked
        .into_iter()
        .chain(inner.into_iter().filter(|row| !is_a_step(row)))
    {
        let lookup = &lookup.told_in(lookup.zone(&row.about.name));
        let outcome = outcome(row, lookup);
        match told.last_mut() {
            Some((abouts, same))
                if *same == outcome && abouts.iter().all(|about| about.name == row.about.name) =>
            {
                abouts.push(&row.about);
            }
            _ => told.push((vec![&row.about], outcome)),
        }
    }
    if !told.is_empty() {
        page.heading(&words::conclusions());
    }
    for (abouts, outcome) in told {
        page.item(&words::titled(&lookup.cited_together(&abouts), &outcome));
    }
}

/// Whether what others build on is a day on the way to theirs, or does not apply.
fn is_a_step(row: &Conclusion) -> bool {
    let shown = row.shown();
    shown.is_some_and(|shown| *shown == Shown::NotApplicable || figure::is_moment(shown))
}

/// The answer, by which exception, on what it rests, and why.
fn outcome(row: &Conclusion, lookup: &Lookup) -> Phrase {
    let (value, reason) = match row.value.truth() {
        Some(truth) => (
            words::outcome(truth),
            cause::reason(row.about.because.as_ref(), lookup, REASONS),
        ),
        None => (value(row, lookup), Phrase::default()),
    };
    let holding = row.exceptions.iter();
    let holding = holding.filter(|e: &&ExceptionRow| e.value == Truth::Yes);
    let by = strung(holding.map(|e| {
        let cites = lookup.articles(&row.about.name, &e.cites);
        together([said(&e.title), words::bracketed(&cites)])
    }));
    let by = if by.is_empty() {
        by
    } else {
        together([Phrase::same(", "), words::excepted(&by)])
    };
    let outcome = together([value, by, standing(row.standing)]);
    if reason.is_empty() {
        outcome
    } else {
        words::with_reason(&outcome, &reason)
    }
}

/// A typed value, as people write it.
fn value(row: &Conclusion, lookup: &Lookup) -> Phrase {
    match row.shown() {
        Some(shown) => figure::shown(&lookup.local(shown)),
        None => cause::stated(&row.value),
    }
}
