//! Stray text that goes on with the clause before it, once one word is written otherwise.

use std::ops::Range;

use super::{Before, MAX_RETRY_BYTES, retry, with};
use crate::syntax::findings::{self, Step};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::CLAUSES;
use crate::syntax::lower::Lower;

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
    let whole = clause..piece.end;
    let mut steps = findings::steps(lower.text, &whole, at).into_iter();
    let sound = steps.find(|step| {
        step.edit.is_some() && !step.one_of_several && makes_sound(lower.text, &whole, step)
    });
    let Some(step) = sound else {
        return false;
    };
    let word = lower.text.get(at.clone()).unwrap_or("");
    let found = findings::after_condition(word, lower.bytes(at.start, at.end));
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
