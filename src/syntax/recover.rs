//! One broken piece in, one good finding out. The grammar has set the text aside; here each line
//! of it that begins a clause or an item is a piece of its own. The rule that the piece should
//! have been is tried on it alone, and the place where that got furthest is the place of the fault.

mod lines;
mod within;

use lines::{clause_depth, depth, is_first_on_line, opens, pieces};

pub(super) use lines::first_word;

use std::ops::Range;

use pest::Parser;
use pest::error::{Error, ErrorVariant, InputLocation};

use super::findings::{self, Step};
use super::grammar::{Grammar, Rule, bare, human};
use super::keywords::{CLAUSES, ITEMS, Keyword, opening, words};
use super::lower::Lower;
use super::runs::code;
use crate::diagnostic::{Diagnostic, Phrase, near};
use crate::name::Name;

type Pair<'a> = pest::iterators::Pair<'a, Rule>;

/// A piece longer than this is not tried again; its beginning is shown.
const MAX_RETRY_BYTES: usize = 20_000;
/// So many lines in a row are told; after that something else is wrong than each of them.
const MAX_PIECES: usize = 20;

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
    // What could go on after almost anything is no news where something is needed.
    let beside = [Rule::kw_is, Rule::kw_has, Rule::comma].map(human);
    let needed = |phrase: &Phrase| !beside.iter().flatten().any(|one| one == phrase);
    if phrases.iter().any(needed) {
        phrases.retain(needed);
    }
    phrases
}

/// A run of text that no item explains.
pub(super) fn broken(lower: &mut Lower<'_, '_>, pair: &Pair<'_>, lost: &mut Vec<Name>) {
    let range = pair.as_span().start()..pair.as_span().end();
    let depth = depth(lower.text, first_word(range.start, pair.as_str()).start);
    let first = lower
        .text
        .get(..range.start)
        .unwrap_or("")
        .trim()
        .is_empty();
    // Whether the clauses of a policy without its first line have been told.
    let mut headless = false;
    for piece in pieces(lower.text, range.clone(), depth) {
        let text = lower.text.get(piece.clone()).unwrap_or("");
        let word = lower.text.get(first_word(piece.start, text)).unwrap_or("");
        // Prose that is no policy is told once.
        let meant = || near::nearest(word, words(ITEMS).chain(words(CLAUSES))).is_some();
        if piece.start > range.start && !meant() {
            continue;
        }
        let of_head = OF_HEAD.contains(&known_en(CLAUSES, word)) && first;
        if of_head && !std::mem::replace(&mut headless, true) {
            let span = first_word(piece.start, text);
            lower
                .out
                .push(findings::headless(word, lower.bytes(span.start, span.end)));
        }
        if of_head {
            lost.push(Name::new(""));
            continue;
        }
        remember(text, lost);
        if brackets(lower, piece.start, text) {
            continue;
        }
        let word = first_word(piece.start, text);
        let span = lower.bytes(word.start, word.end);
        let word = lower.text.get(word).unwrap_or("");
        if opening(ITEMS, word).is_some() {
            match retry(Rule::item_alone, text) {
                Some((at, expected)) => {
                    unexpected(lower, Rule::item_alone, &piece, piece.start + at, expected);
                    continue;
                }
                // It is sound, and set aside with what was told already.
                None if piece.start > range.start => continue,
                None => {}
            }
        }
        // A clause without an item above it belongs to an item whose keyword is missing.
        let clause = opening(CLAUSES, word).is_some();
        lower.out.push(findings::unknown_item(word, span, clause));
    }
}

/// What opens the clauses of a policy.
const OF_HEAD: [&str; 5] = ["title", "zone", "periods", "calendar", "governed by"];

/// Where the clause or the item begins that a stray piece may belong to.
pub(super) struct Before {
    /// Where its item begins.
    pub(super) item: usize,
    /// Where the last clause begins, if there is one.
    pub(super) clause: Option<usize>,
    /// Where stray text ends that stands right before, if it does.
    pub(super) stray: Option<usize>,
}

/// A run of text inside an item that no clause explains.
pub(super) fn stray(
    lower: &mut Lower<'_, '_>,
    before: &Before,
    pair: &Pair<'_>,
    lost: &mut Vec<Name>,
) {
    let (start, end) = (pair.as_span().start(), pair.as_span().end());
    remember_inner(pair.as_str(), lost);
    let apart = |end: usize| {
        lower
            .text
            .get(end..start)
            .is_some_and(|text| text.contains('\n'))
    };
    if before.stray.is_some_and(|end| !apart(end)) {
        // It goes on with the line that was told already.
        return;
    }
    if before.clause.is_none() {
        remember_head(lower.text.get(before.item..end).unwrap_or(""), lost);
    }
    let depth = clause_depth(lower.text, before.item);
    for piece in pieces(lower.text, start..end, depth) {
        let first = piece.start == start;
        stray_piece(lower, before.item, first.then_some(before), &piece, lost);
    }
}

fn stray_piece(
    lower: &mut Lower<'_, '_>,
    item: usize,
    before: Option<&Before>,
    piece: &Range<usize>,
    lost: &mut Vec<Name>,
) {
    let text = lower.text.get(piece.clone()).unwrap_or("");
    if brackets(lower, piece.start, text) {
        return;
    }
    let at = first_word(piece.start, text);
    let word = lower.text.get(at.clone()).unwrap_or("");
    if is_first_on_line(lower.text, at.start)
        && let Some(step) = beginning(lower.text, at.start, piece.end)
    {
        let found = findings::unknown_clause(word, lower.bytes(at.start, at.end));
        return lower.out.push(with(lower, found, step));
    }
    // A line as far in as clauses, with a word and something that it could be about, is a clause that
    // begins with another word, and not more of the clause above it.
    let line = lower.text.get(at.start..piece.end).unwrap_or("");
    if before.is_some_and(|before| before.clause.is_some())
        && is_first_on_line(lower.text, at.start)
        && depth(lower.text, at.start) <= clause_depth(lower.text, item)
        && [ITEMS, CLAUSES]
            .iter()
            .all(|of| opening(of, word).is_none())
        && findings::item(word).is_none()
        && opens(line)
    {
        let found = findings::unknown_clause(word, lower.bytes(at.start, at.end));
        return lower.out.push(found);
    }
    if let Some(before) = before
        && !is_first_on_line(lower.text, at.start)
        && within::goes_on(lower, before, piece, &at)
    {
        return;
    }
    // `in (own, line)` within a line is no `in force`.
    let opens = within::begins_whole(lower.text.get(at.start..piece.end).unwrap_or(""))
        || opening(CLAUSES, word).is_some() && is_first_on_line(lower.text, at.start);
    // `rule late means …` begins an item elsewhere; here a rule belongs to a way of counting.
    let elsewhere = is_first_on_line(lower.text, at.start) && findings::item(word).is_some();
    let misplaced = || known_en(CLAUSES, word) == "rule" && !is_way_of_counting(lower.text, item);
    if elsewhere && (!opens || misplaced()) {
        remember(text, lost);
        let span = lower.bytes(at.start, at.end);
        return lower.out.push(findings::unknown_item(word, span, false));
    }
    let rules = [
        (opens, Rule::clause_alone),
        (opening(ITEMS, word).is_some(), Rule::item_alone),
    ];
    for (_, rule) in rules.into_iter().filter(|(known, _)| *known) {
        if let Some((fault, expected)) = retry(rule, text) {
            return unexpected(lower, rule, piece, piece.start + fault, expected);
        }
    }
    let between = Grammar::parse(Rule::between, word).is_ok();
    let named = word.chars().next().is_some_and(char::is_alphabetic) && !between;
    if !opens && named {
        let span = lower.bytes(at.start, at.end);
        if near::nearest(word, words(CLAUSES)).is_some() {
            return lower.out.push(findings::unknown_clause(word, span));
        }
        if near::nearest(word, words(ITEMS)).is_some() {
            remember(text, lost);
            return lower.out.push(findings::unknown_item(word, span, false));
        }
        if before.is_none() {
            return lower.out.push(findings::unknown_clause(word, span));
        }
    }
    let Some(before) = before else {
        return;
    };
    let (rule, start) = match before.clause {
        Some(clause) => (Rule::clause_alone, clause),
        None => (Rule::item_alone, before.item),
    };
    let whole = start..piece.end;
    let text = lower.text.get(whole.clone()).unwrap_or("");
    if brackets(lower, start, text) {
        return;
    }
    match retry(rule, text) {
        Some((fault, expected)) => unexpected(lower, rule, &whole, start + fault, expected),
        None => unexpected(lower, rule, &whole, at.start, Vec::new()),
    }
}

/// Whether the item that begins here is a way of counting of one's own.
fn is_way_of_counting(text: &str, item: usize) -> bool {
    let word = first_word(item, text.get(item..).unwrap_or(""));
    let keyword = text.get(word).and_then(|word| opening(ITEMS, word));
    keyword.is_some_and(|keyword| keyword.en == "periods")
}

/// The step that makes a clause of what begins here, where people begin it with other words.
fn beginning(text: &str, start: usize, end: usize) -> Option<Step> {
    // The run of stray text may end within the line, before what looks like a keyword.
    let rest = text.get(end..).unwrap_or("");
    let line = rest.find('\n').unwrap_or(rest.len());
    let ended = text.get(start..end).unwrap_or("").contains('\n');
    let piece = start..if ended { end } else { end + line };
    let steps = findings::begins(text, start).into_iter();
    let mut sound = steps.filter(|step| mends(text, Rule::clause_alone, &piece, step));
    sound.next()
}

/// Parses a piece alone: where it stops, and what was expected there. None if it is sound after all.
fn retry(rule: Rule, text: &str) -> Option<(usize, Vec<Phrase>)> {
    if text.len() > MAX_RETRY_BYTES {
        return None;
    }
    let error = Grammar::parse(rule, &bare(text)).err()?;
    Some((position(&error), expected(&error)))
}

/// A piece, read by a rule, is at fault at a place.
fn unexpected(
    lower: &mut Lower<'_, '_>,
    rule: Rule,
    piece: &Range<usize>,
    at: usize,
    expected: Vec<Phrase>,
) {
    let text = |range: Range<usize>| lower.text.get(range).unwrap_or("");
    let opener = text(first_word(piece.start, text(piece.clone())));
    let of = if rule == Rule::item_alone {
        ITEMS
    } else {
        CLAUSES
    };
    // Deep in an expression it helps nobody to be shown another.
    let begun = text(piece.start..at.min(piece.end))
        .split_whitespace()
        .count();
    let known = opening(of, opener).filter(|_| begun <= 3);
    let form = known.map(|keyword| findings::reads_like(keyword, opener));
    let helped = |found: Diagnostic| match &form {
        Some(form) => found.help(form.clone()),
        None => found,
    };
    let mut range = first_word(at, text(at..piece.end));
    let word = text(range.clone());
    let cut = within::cut_short(lower.text, rule, piece, range.start);
    if word.is_empty() || cut.is_some() {
        // Nothing follows, or the next clause does: the fault is that the piece ends here.
        let end = text(0..at.min(piece.end)).trim_end().len();
        let (last, expected) = cut.unwrap_or((end, expected));
        let found = findings::breaks_off(lower.bytes(last, last), &expected);
        let dangling = findings::dangling(text(piece.start..last));
        if let Some(found) = within::bare_day(lower, piece.start, text(piece.start..last)) {
            return lower.out.push(found);
        }
        return lower.out.push(match dangling {
            Some(help) => found.help(help),
            None => helped(found),
        });
    }
    if word == "\"" {
        let Some(closed) = text(range.end..piece.end)
            .split('\n')
            .next()
            .and_then(|line| line.find('"'))
        else {
            // A quotation that does not end was reported before anything was parsed.
            return;
        };
        range.end += closed + 1;
    }
    let word = text(range.clone());
    // Where the piece could have ended, nothing is needed, and what could follow is no help.
    let complete = retry(rule, text(piece.start..range.start)).is_none();
    let expected = if complete { Vec::new() } else { expected };
    let place = lower.bytes(range.start, range.end);
    let asks = CONDITIONS.contains(&known_en(of, opener));
    let found = match (complete, asks) {
        (true, true) => findings::after_condition(word, place),
        _ => findings::unexpected_text(word, place, &expected),
    };
    let steps = findings::steps(lower.text, piece, &range);
    let step = steps
        .into_iter()
        .find(|step| mends(lower.text, rule, piece, step));
    let found = match step {
        Some(step) => with(lower, found, step),
        None => helped(found),
    };
    lower.out.push(found);
}

/// Clauses that end with a condition or an amount.
const CONDITIONS: [&str; 8] = [
    "means",
    "when",
    "unless",
    "by",
    "within",
    "governed by",
    "counts as done",
    "for",
];

/// The English spelling of the keyword that opens a piece.
fn known_en(of: &'static [Keyword], opener: &str) -> &'static str {
    opening(of, opener).map_or("", |keyword| keyword.en)
}

/// Whether a step makes the piece sound, or at least leads past its own place. One without an
/// edit is advice, and taken as it is.
fn mends(text: &str, rule: Rule, piece: &Range<usize>, step: &Step) -> bool {
    let Some((range, meant)) = &step.edit else {
        return true;
    };
    let part = |range: Range<usize>| text.get(range).unwrap_or("");
    let before = part(piece.start..range.start);
    let edited = [before, meant, part(range.end..piece.end)].concat();
    let past = |at: usize| !step.one_of_several && at > before.len() + meant.len();
    edited.len() <= MAX_RETRY_BYTES && retry(rule, &edited).is_none_or(|(at, _)| past(at))
}

fn with(lower: &Lower<'_, '_>, found: Diagnostic, step: Step) -> Diagnostic {
    let found = found.help(step.help);
    match step.edit.filter(|_| !step.one_of_several) {
        Some((range, meant)) => found.fix(lower.bytes(range.start, range.end), meant),
        None => found,
    }
}

/// Whether a bracket is at fault; it is then reported.
fn brackets(lower: &mut Lower<'_, '_>, start: usize, text: &str) -> bool {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, letter) in code(text) {
        match letter {
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

/// Remembers what a name of several words may have been meant to be.
fn remember_head(text: &str, lost: &mut Vec<Name>) {
    let head = text.split(['\n', '"', ':', '(']).next().unwrap_or("");
    let words = head.split(|c: char| c.is_whitespace() || c == '-');
    let words: Vec<&str> = words
        .skip(1)
        .filter(|word| !word.is_empty())
        .take(4)
        .collect();
    lost.extend(words.iter().map(|word| Name::new(word)));
    lost.push(Name::new(&words.join("_")));
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
