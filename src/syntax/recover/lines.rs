//! The lines of a broken text: how deep they are, and which of them begin something new.

use pest::Parser;
use std::ops::Range;

use super::super::grammar::{Grammar, Rule};
use super::super::keywords::{CLAUSES, ITEMS, Keyword, opening};
use super::super::runs::code;
use super::{MAX_PIECES, beginning};

/// Where the first word or sign stands, past blanks and comments.
pub(in crate::syntax) fn first_word(start: usize, text: &str) -> Range<usize> {
    let mut offset = 0;
    loop {
        let rest = text.get(offset..).unwrap_or("");
        offset += rest.len() - rest.trim_start().len();
        let rest = text.get(offset..).unwrap_or("");
        if !rest.starts_with('#') {
            let name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            let mut length = rest.find(|c| !name(c)).unwrap_or(rest.len());
            if length == 0 {
                length = rest.chars().next().map_or(0, char::len_utf8);
            }
            return start + offset..start + offset + length;
        }
        offset += rest.find('\n').unwrap_or(rest.len());
    }
}

/// How far in a line stands.
pub(super) fn margin(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// How far in the line stands that has this place.
pub(super) fn depth(text: &str, at: usize) -> usize {
    let start = text
        .get(..at)
        .unwrap_or("")
        .rfind('\n')
        .map_or(0, |end| end + 1);
    margin(text.get(start..).unwrap_or(""))
}

/// How far in the clauses of an item stand: as its first line after that of its name.
pub(super) fn clause_depth(text: &str, item: usize) -> usize {
    let mut lines = text.get(item..).unwrap_or("").lines().skip(1);
    let line = lines.find(|line| !matches!(line.trim_start().chars().next(), None | Some('#')));
    line.map_or(0, margin)
}

pub(super) fn is_first_on_line(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("");
    before.trim_end_matches([' ', '\t']).ends_with(['\n', '\r']) || before.trim().is_empty()
}

/// The parts of a run of text: its beginning, and each line after it that stands no deeper than
/// `depth`, outside all brackets, and opens with a word like a clause or an item.
pub(super) fn pieces(text: &str, range: Range<usize>, depth: usize) -> Vec<Range<usize>> {
    let mut found = vec![range.clone()];
    let mut start = range.start;
    let mut open = 0_usize;
    for line in text.get(range.clone()).unwrap_or("").split_inclusive('\n') {
        let fresh = start > range.start && margin(line) <= depth && open == 0;
        let fresh = fresh && (opens(line) || begins(text, start + margin(line)));
        if fresh && found.len() < MAX_PIECES {
            if let Some(last) = found.last_mut() {
                last.end = start;
            }
            found.push(start..range.end);
        }
        start += line.len();
        for (_, letter) in code(line) {
            match letter {
                '(' => open += 1,
                ')' => open = open.saturating_sub(1),
                _ => {}
            }
        }
    }
    found
}

/// Whether the line from here on would be a clause if it began with another word.
pub(super) fn begins(text: &str, at: usize) -> bool {
    let line = text.get(at..).and_then(|text| text.lines().next());
    beginning(text, at, at + line.map_or(0, str::len)).is_some()
}

/// Whether a line begins as a clause or an item does: with a keyword, or with a word that another
/// one follows, which no expression has.
pub(super) fn opens(line: &str) -> bool {
    let word = first_word(0, line);
    let next = first_word(word.end, line.get(word.end..).unwrap_or(""));
    let text = |range: Range<usize>| line.get(range).unwrap_or("");
    let (word, next) = (text(word), text(next));
    let names = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic())
            && Grammar::parse(Rule::between, word).is_err()
    };
    let keyword = [CLAUSES, ITEMS]
        .into_iter()
        .find_map(|of| opening(of, word));
    let two_words = |keyword: &Keyword| {
        let (first, second) = keyword.en.split_once(' ').unwrap_or((keyword.en, ""));
        first == word && second.split(' ').next() == Some(next)
    };
    let operand = names(next) || next.starts_with(|c: char| c.is_ascii_digit() || c == '"');
    names(word) && (keyword.is_some() || operand) || keyword.is_some_and(two_words)
}
