//! The conclusions: yes or no with the comparisons that decided, typed values,
//! and what is undetermined.

use super::lookup::{Lookup, standing};
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::undetermined::Told;
use super::{cause, figure, missing, to_do, words};
use crate::determination::{Conclusion, ExceptionRow};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// At most so many reasons are given for a conclusion.
const REASONS: usize = 4;

/// The section. What hangs on questions already told is listed in one line.
pub(super) fn write(page: &mut Page, lookup: &Lookup, told: &Told) {
    let mut lines = Vec::new();
    let mut repeated = Vec::new();
    let mut brief = Vec::new();
    for row in &lookup.all.conclusions {
        match cause::truth(&row.value) {
            Some(Truth::Undetermined) => {
                let paths = missing::paths(&row.about.needs);
                let known = |path: &str| told.iter().flatten().any(|known| known == path);
                if !paths.is_empty() && paths.iter().all(|path| known(path)) {
                    repeated.push(lookup.label(&row.about));
                } else if !row.intermediate {
                    lines.push((line(row, &words::outcome(Truth::Undetermined), lookup), {
                        to_do::legs(row.about.because.as_ref(), &row.about.needs, lookup)
                    }));
                }
            }
            // What holds without a measure or an exception needs no more than its answer.
            Some(outcome)
                if !cause::is_measured(row.about.because.as_ref()) && row.exempt_by.is_empty() =>
            {
                brief.push(line(row, &words::outcome(outcome), lookup));
            }
            Some(outcome) => {
                let reason = cause::reason(row.about.because.as_ref(), lookup, REASONS);
                lines.push((line(row, &words::outcome(outcome), lookup), reason));
            }
            None if row.value.as_str() == Some("not_in_force") => {}
            None => brief.push(line(row, &value(row), lookup)),
        }
    }
    if lines.is_empty() && repeated.is_empty() && brief.is_empty() {
        return;
    }
    page.heading(&words::conclusions());
    for (line, reason) in &lines {
        page.item(&if reason.is_empty() {
            line.clone()
        } else {
            words::because(line, reason)
        });
    }
    if !brief.is_empty() {
        page.item(&words::also_concluded(&strung(brief)));
    }
    if !repeated.is_empty() {
        page.item(&words::same_questions(&strung(repeated)));
    }
}

fn line(row: &Conclusion, value: &Phrase, lookup: &Lookup) -> Phrase {
    let holding = row
        .exceptions
        .iter()
        .filter(|e: &&ExceptionRow| e.value == Truth::Yes);
    let by = strung(holding.map(|e| {
        let cites = lookup.articles(&row.about.name, &e.cites);
        together([said(&e.title), words::bracketed(&cites)])
    }));
    let by = if by.is_empty() {
        by
    } else {
        together([Phrase::same(", "), words::excepted(&by)])
    };
    together([
        words::is(&lookup.cited(&row.about), value),
        by,
        standing(row.standing),
    ])
}

/// A typed value, as people write it.
fn value(row: &Conclusion) -> Phrase {
    match &row.shown {
        Some(shown) => figure::shown(shown),
        None => Phrase::same(row.value.to_string()),
    }
}
