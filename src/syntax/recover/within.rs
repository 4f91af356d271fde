//! Stray text that goes on with the clause before it, once one word is written otherwise.

use std::ops::Range;

use super::{Before, CONDITIONS, MAX_RETRY_BYTES, is_first_on_line, known_en, retry, with};
use crate::diagnostic::{Diagnostic, Phrase};
use crate::syntax::findings::{self, Step};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::CLAUSES;
use crate::syntax::lower::Lower;
use crate::value::Date;

/// Whether a text begins with all words of a keyword that opens a clause: `in force`, not `in`.
pub(super) fn begins_whole(text: &str) -> bool {
    CLAUSES.iter().any(|keyword| {
        [keyword.en, keyword.ko].into_iter().any(|words| {
            let mut written = text.split_whitespace();
            words.split(' ').all(|word| written.next() == Some(word))
        })
    })
}

/// Whether stray text within a line goes on with the clause before it once a single step is made;
/// that is then told.
pub(super) fn goes_on(
    lower: &mut Lower<'_, '_>,
    before: &Before,
    piece: &Range<usize>,
    at: &Range<usize>,
) -> bool {
    let Some(clause) = before.clause else {
        return false;
    };
    // The run may end within its line, before what only looks like a keyword: `equal to 3`.
    let rest = lower.text.get(piece.end..).unwrap_or("");
    let line = piece.end + rest.find('\n').unwrap_or(rest.len());
    let beyond = clause..line;
    let whole = clause..piece.end;
    let further = findings::steps(lower.text, &beyond, at).into_iter();
    let mut further = further.filter(|step| {
        let edit = step.edit.as_ref();
        edit.is_some_and(|(range, _)| range.end > piece.end && range.start >= clause)
    });
    // The first that is sound, or advice that comes before it.
    let sound = further
        .find(|step| !step.one_of_several && makes_sound(lower.text, &beyond, step))
        .or_else(|| {
            let mut steps = findings::steps(lower.text, &whole, at).into_iter();
            steps.find(|step| {
                step.edit.is_none() || !step.one_of_several && makes_sound(lower.text, &whole, step)
            })
        });
    let Some(step) = sound else {
        return false;
    };
    let word = lower.text.get(at.clone()).unwrap_or("");
    let place = lower.bytes(at.start, at.end);
    let opener = lower
        .text
        .get(clause..)
        .unwrap_or("")
        .split_whitespace()
        .next();
    let asks = CONDITIONS.contains(&known_en(CLAUSES, opener.unwrap_or("")));
    let found = if asks {
        findings::after_condition(word, place)
    } else {
        findings::unexpected_text(word, place, &[])
    };
    let found = with(lower, found, step);
    lower.out.push(found);
    true
}

/// Whether a step makes a clause sound from end to end.
fn makes_sound(text: &str, piece: &Range<usize>, step: &Step) -> bool {
    let part = |range: Range<usize>| text.get(range).unwrap_or("");
    step.edit.as_ref().is_some_and(|(range, meant)| {
        let before = part(piece.start..range.start);
        let edited = [before, meant, part(range.end..piece.end)].concat();
        edited.len() <= MAX_RETRY_BYTES && retry(Rule::clause_alone, &edited).is_none()
    })
}

/// Where a clause ends without what it needs, so that the keyword of the next was taken for it:
/// `bearer` alone, or `to users,`; and what is needed there.
pub(super) fn cut_short(
    text: &str,
    rule: Rule,
    piece: &Range<usize>,
    fault: usize,
) -> Option<(usize, Vec<Phrase>)> {
    let before = text.get(piece.start..fault)?.trim_end();
    let start = before.rfind(|c: char| c.is_whitespace()).map(|at| at + 1)?;
    let taken = text.get(piece.start + start..piece.end)?;
    let own = before.get(..start)?.trim().is_empty();
    if own || !is_first_on_line(text, piece.start + start) || !begins_whole(taken) {
        return None;
    }
    let end = piece.start + before.get(..start)?.trim_end().len();
    let (_, expected) = retry(rule, text.get(piece.start..end)?)?;
    Some((end, expected))
}

/// `in force 2024-01-01`, which says neither from when nor until when.
pub(super) fn bare_day(lower: &Lower<'_, '_>, start: usize, text: &str) -> Option<Diagnostic> {
    let korean = text.trim_start().starts_with("시행");
    if !korean && !begins_whole(text.trim_start())
        || known_en(CLAUSES, text.split_whitespace().next()?) != "in force"
    {
        return None;
    }
    let day = text.split_whitespace().next_back()?;
    Date::parse(day)?;
    let at = start + text.rfind(day)?;
    let place = lower.bytes(at, at + day.len());
    Some(findings::bare_day(day, korean, place))
}
