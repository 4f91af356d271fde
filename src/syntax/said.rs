//! Days and times that are written as people say them: `시행 2026. 1. 1.부터`, `as of 3 March 2026 9:00`. Each
//! is one slip, though the grammar stumbles over several of its parts.

use std::ops::Range;

use super::findings;
use super::runs::{Run, runs};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};
use crate::value::said::{Said, leading};

/// So many days of one text are told so; each is looked for among all findings.
const MAX_TOLD: usize = 100;

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
        edited.push_str(&one.written);
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
        let sound = !left.iter().any(|at| (begin..=edited_end).contains(at));
        let until = if sound { end } else { range.end };
        findings.retain(|finding| {
            let start = finding.primary.span.start as usize;
            !(range.start..=until).contains(&start)
        });
        let span = Span::new(file, at(range.start), at(range.end));
        findings.push(findings::said_otherwise(
            written,
            &one.written,
            one.timed,
            span,
        ));
    }
}

/// Where the line of a place ends.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find('\n').unwrap_or(rest.len())
}

/// The days and times of the lines with faults that are not written as they should be, and over which the
/// reading stumbled.
fn of_lines(text: &str, faults: &[usize]) -> Vec<(Range<usize>, Said)> {
    let mut found: Vec<(Range<usize>, Said)> = Vec::new();
    let mut last = None;
    for fault in faults {
        let start = text
            .get(..*fault)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |end| end + 1);
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
                let Some(said) = code.get(begin..).and_then(|rest| leading(rest, None)) else {
                    continue;
                };
                let place = start + range.start + begin;
                let place = place..place + said.length;
                let next = faults.partition_point(|fault| *fault < place.start);
                let stumbled = faults.get(next).is_some_and(|fault| *fault <= place.end);
                at = begin + said.length;
                if stumbled && text.get(place.clone()) != Some(said.written.as_str()) {
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
