//! One broken piece in, one good finding out. The grammar has set the piece
//! aside; here the rule that it should have been is tried on it alone, and the
//! place where that got furthest is the place of the fault.

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::findings;
use super::grammar::{CLAUSE_KEYWORDS, Grammar, ITEM_KEYWORDS, Rule, human};
use super::lower::Lower;
use crate::diagnostic::{Phrase, near};
use crate::name::Name;

type Pair<'a> = pest::iterators::Pair<'a, Rule>;

/// A piece longer than this is not tried again; its beginning is shown.
const MAX_RETRY_BYTES: usize = 20_000;

/// Where pest stopped.
pub(super) fn position(error: &Error<Rule>) -> usize {
    match error.location {
        InputLocation::Pos(at) => at,
        InputLocation::Span((start, _)) => start,
    }
}

/// What pest would have taken there, in words, each once.
fn expected(error: &Error<Rule>) -> Vec<Phrase> {
    let ErrorVariant::ParsingError { positives, .. } = &error.variant else {
        return Vec::new();
    };
    let mut phrases: Vec<Phrase> = Vec::new();
    for phrase in positives.iter().filter_map(|rule| human(*rule)) {
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    // What opens a window could stand after any list, and helps nobody else.
    let window = human(Rule::kw_has);
    if phrases.len() > 1 {
        phrases.retain(|phrase| Some(phrase) != window.as_ref());
    }
    phrases
}

/// A run of text that no item explains.
pub(super) fn broken(lower: &mut Lower<'_, '_>, pair: &Pair<'_>, lost: &mut Vec<Name>) {
    let start = pair.as_span().start();
    let text = pair.as_str();
    remember(text, lost);
    if brackets(lower, start, text) {
        return;
    }
    let (word_start, word) = first_word(start, text);
    let span = lower.bytes(word_start, word_start + word.len());
    if ITEM_KEYWORDS.contains(&word)
        && let Some((at, expected)) = retry(Rule::item_alone, text)
    {
        return unexpected(lower, start + at, start + text.len(), expected);
    }
    // A clause without an item above it belongs to an item whose keyword is missing.
    let clause = CLAUSE_KEYWORDS.contains(&word);
    lower.out.push(findings::unknown_item(word, span, clause));
}

/// A run of text inside an item that no clause explains. `last` is where the clause before it
/// begins, which may be the one that breaks off.
pub(super) fn stray(
    lower: &mut Lower<'_, '_>,
    last: usize,
    begun: bool,
    pair: &Pair<'_>,
    lost: &mut Vec<Name>,
) {
    let start = pair.as_span().start();
    let end = pair.as_span().end();
    let text = pair.as_str();
    remember_inner(text, lost);
    if brackets(lower, start, text) {
        return;
    }
    let (word_start, word) = first_word(start, text);
    let opens = CLAUSE_KEYWORDS.contains(&word);
    if opens && let Some((at, expected)) = retry(Rule::clause_alone, text) {
        return unexpected(lower, start + at, end, expected);
    }
    if ITEM_KEYWORDS.contains(&word)
        && let Some((at, expected)) = retry(Rule::item_alone, text)
    {
        return unexpected(lower, start + at, end, expected);
    }
    if !opens && word.chars().next().is_some_and(char::is_alphabetic) {
        let span = lower.bytes(word_start, word_start + word.len());
        if near::nearest(word, CLAUSE_KEYWORDS.iter().copied()).is_some() {
            lower.out.push(findings::unknown_clause(word, span));
            return;
        }
        if near::nearest(word, ITEM_KEYWORDS.iter().copied()).is_some() {
            lower.out.push(findings::unknown_item(word, span, false));
            return;
        }
    }
    if begun {
        let whole = lower.text.get(last..end).unwrap_or("");
        if brackets(lower, last, whole) {
            return;
        }
        if let Some((at, expected)) = retry(Rule::clause_alone, whole) {
            return unexpected(lower, last + at, end, expected);
        }
    }
    unexpected(lower, word_start, end, Vec::new());
}

/// Parses a piece alone: where it stops, and what was expected there. None if it is sound after all.
fn retry(rule: Rule, text: &str) -> Option<(usize, Vec<Phrase>)> {
    if text.len() > MAX_RETRY_BYTES {
        return None;
    }
    let error = Grammar::parse(rule, text).err()?;
    Some((position(&error), expected(&error)))
}

fn unexpected(lower: &mut Lower<'_, '_>, at: usize, end: usize, expected: Vec<Phrase>) {
    let rest = lower.text.get(at..end).unwrap_or("");
    let (start, word) = first_word(at, rest);
    if word.is_empty() {
        // Nothing follows: the fault is that the piece ends here.
        let last = lower.text.get(..at.min(end)).unwrap_or("").trim_end().len();
        let span = lower.bytes(last, last);
        lower.out.push(findings::breaks_off(span, &expected));
        return;
    }
    if word == "\"" {
        // A quotation that does not end was reported before anything was parsed.
        return;
    }
    let span = lower.bytes(start, start + word.len());
    let before = lower.text.get(..start).unwrap_or("");
    let after = lower.text.get(start + word.len()..end).unwrap_or("");
    let found = findings::unexpected_text(word, span, &expected);
    lower.out.push(findings::habit(found, before, word, after));
}

/// The first word or sign, past blanks and comments, and where it stands.
fn first_word(start: usize, text: &str) -> (usize, &str) {
    let mut offset = 0;
    loop {
        let rest = text.get(offset..).unwrap_or("");
        let blank = rest.len() - rest.trim_start().len();
        offset += blank;
        let rest = text.get(offset..).unwrap_or("");
        if !rest.starts_with('#') {
            let name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            let mut length = rest.find(|c| !name(c)).unwrap_or(rest.len());
            if length == 0 {
                length = rest.chars().next().map_or(0, char::len_utf8);
            }
            return (start + offset, rest.get(..length).unwrap_or(""));
        }
        offset += rest.find('\n').unwrap_or(rest.len());
    }
}

/// Whether a bracket is at fault; it is then reported.
fn brackets(lower: &mut Lower<'_, '_>, start: usize, text: &str) -> bool {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quoted = false;
    let mut comment = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '\n' => (quoted, comment) = (false, false),
            '"' if !comment => quoted = !quoted,
            '#' if !quoted => comment = true,
            _ if quoted || comment => {}
            '(' | '[' => open.push((at, letter)),
            ')' | ']' if open.is_empty() => {
                let span = lower.bytes(start + at, start + at + 1);
                lower.out.push(findings::stray_bracket(letter, span));
                return true;
            }
            ')' | ']' => {
                open.pop();
            }
            _ => {}
        }
    }
    let Some((at, letter)) = open.first().copied() else {
        return false;
    };
    let span = lower.bytes(start + at, start + at + 1);
    lower.out.push(findings::unclosed_bracket(letter, span));
    true
}

/// Remembers the names that a broken item would have declared.
fn remember(text: &str, lost: &mut Vec<Name>) {
    let mut words = text.split_whitespace();
    words.next();
    if let Some(word) = words.next() {
        let name = word.split(['(', ':', '"']).next().unwrap_or("");
        lost.push(Name::new(name));
    }
    remember_inner(text, lost);
}

/// Remembers names that a stray piece would have declared: those before a title.
fn remember_inner(text: &str, lost: &mut Vec<Name>) {
    let mut before = "";
    for word in text.split_whitespace().take(200) {
        if word.starts_with('"') && !before.is_empty() {
            lost.push(Name::new(before));
        }
        before = word.split(['(', ':', '"']).next().unwrap_or("");
    }
}
