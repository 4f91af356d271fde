//! Days and times that are written as people say them: `시행 2026. 1. 1.부터`, `as of 3 March 2026 9:00`. Each
//! is one slip, though the grammar stumbles over several of its parts.

use std::ops::Range;

use super::findings;
use super::runs::{Run, runs};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::value::Date;
use crate::value::said::{Said, Wrong, leading, wrong};

/// So many days of one text are told so; each is looked for among all findings.
const MAX_TOLD: usize = 100;

/// What is said at a place where a day or a time is meant.
enum Told {
    Said(Said),
    Wrong(Wrong),
}

impl Told {
    /// What can be read in its place.
    fn written(&self) -> String {
        match self {
            Told::Said(said) => said.written.clone(),
            Told::Wrong(Wrong::OtherWeekday(day)) => day.to_string(),
            Told::Wrong(Wrong::NoSuchDay { year, .. } | Wrong::NoDay { year, .. }) => {
                format!("{year:04}-01-01")
            }
        }
    }

    fn finding(&self, text: &str, span: Span) -> Diagnostic {
        match self {
            Told::Said(said) => findings::said_otherwise(text, &said.written, said.timed, span),
            Told::Wrong(Wrong::NoSuchDay { year, month }) => {
                let days = Date::days_in_month(*year, *month);
                findings::no_such_date(text, *year, *month, days, span)
            }
            Told::Wrong(Wrong::OtherWeekday(day)) => findings::other_weekday(text, *day, span),
            Told::Wrong(Wrong::NoDay { year, month }) => {
                findings::no_day(text, *year, *month, span)
            }
        }
    }
}

/// Puts one finding for each day or time in place of what was found in and after it, where the rest of
/// its line reads well then.
pub(super) fn told(
    file: FileId,
    text: &str,
    findings: &mut Vec<Diagnostic>,
    mut found: impl FnMut(&str) -> Vec<Diagnostic>,
) {
    let mut faults: Vec<usize> = findings
        .iter()
        .map(|finding| finding.primary.span.start as usize)
        .collect();
    faults.sort_unstable();
    let said = of_lines(text, &faults);
    if said.is_empty() {
        return;
    }
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    // Where each day begins in the edited text.
    let mut begins = Vec::new();
    for (range, one) in &said {
        edited.push_str(text.get(done..range.start).unwrap_or(""));
        begins.push(edited.len());
        edited.push_str(&one.written());
        done = range.end;
    }
    edited.push_str(text.get(done..).unwrap_or(""));
    let left: Vec<usize> = found(&edited)
        .iter()
        .map(|finding| finding.primary.span.start as usize)
        .collect();
    let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    for ((range, one), begin) in said.into_iter().zip(begins) {
        let written = text.get(range.clone()).unwrap_or("");
        let end = line_end(text, range.start);
        let edited_end = line_end(&edited, begin);
        let rest = |from: usize| !left.iter().any(|at| (from..=edited_end).contains(at));
        let until = if rest(begin) { end } else { range.end };
        // Where the whole line reads well then, what was found before the day is of the day too.
        let (line, edited_line) = (line_start(text, range.start), line_start(&edited, begin));
        let from = if rest(edited_line) { line } else { range.start };
        findings.retain(|finding| {
            let start = finding.primary.span.start as usize;
            !(from..=until).contains(&start)
        });
        let span = Span::new(file, at(range.start), at(range.end));
        findings.push(one.finding(written, span));
    }
}

/// Where the line of a place begins.
fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).and_then(|before| before.rfind('\n'));
    before.map_or(0, |end| end + 1)
}

/// Where the line of a place ends.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find('\n').unwrap_or(rest.len())
}

/// The days and times of the lines with faults that are not written as they should be, and over which the
/// reading stumbled.
fn of_lines(text: &str, faults: &[usize]) -> Vec<(Range<usize>, Told)> {
    let mut found: Vec<(Range<usize>, Told)> = Vec::new();
    let mut last = None;
    for fault in faults {
        let start = line_start(text, *fault);
        if found.len() >= MAX_TOLD {
            break;
        }
        if last == Some(start) {
            continue;
        }
        last = Some(start);
        let line = text.get(start..line_end(text, *fault)).unwrap_or("");
        for (run, range) in runs(line) {
            if run != Run::Code {
                continue;
            }
            let code = line.get(range.clone()).unwrap_or("");
            let mut at = 0;
            while let Some(begin) = next_word(code, at) {
                at = begin + 1;
                let rest = code.get(begin..).unwrap_or("");
                let (said, length) = if let Some(said) = leading(rest, None) {
                    let length = said.length;
                    (Told::Said(said), length)
                } else if let Some((wrong, length)) = wrong(rest) {
                    (Told::Wrong(wrong), length)
                } else {
                    continue;
                };
                let place = start + range.start + begin;
                let place = place..place + length;
                let next = faults.partition_point(|fault| *fault < place.start);
                let stumbled = faults.get(next).is_some_and(|fault| *fault <= place.end);
                // A clause that ends before the day.
                let before = matches!(said, Told::Wrong(Wrong::NoDay { .. }));
                let stumbled = stumbled || before && next > 0;
                at = begin + length;
                let same = matches!(&said, Told::Said(said) if text.get(place.clone()) == Some(&said.written));
                if stumbled && !same {
                    found.push((place, said));
                }
            }
        }
    }
    found
}

/// Where the next word begins that may begin a day: a digit or a letter after neither.
fn next_word(code: &str, from: usize) -> Option<usize> {
    let rest = code.get(from..).unwrap_or("");
    let mut before = code.get(..from).and_then(|text| text.chars().next_back());
    for (at, letter) in rest.char_indices() {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | ':');
        if letter.is_ascii_alphanumeric() && !before.is_some_and(part) {
            return Some(from + at);
        }
        before = Some(letter);
    }
    None
}
