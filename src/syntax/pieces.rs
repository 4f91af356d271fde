//! A file in pieces, each of which is read alone. A piece goes from a line that begins an item,
//! whatever is before it, up to the next such line. So what is written in one piece changes nothing
//! in another, and after an edit only the pieces are read again whose text is new. A text with a fault
//! is read at once.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use pest::Parser;

use super::grammar::{Grammar, Rule};
use super::keywords::{ITEMS, STATES, opening};
use super::lower;
use super::recover::first_word;
use super::runs::{Run, runs};
use super::spelling::WORDS;
use super::tree::{File, Ident, Item, ItemKind, Moved, Titles};
use crate::diagnostic::Diagnostic;
use crate::name::Name;
use crate::source::{FileId, Span};

/// What was read of the pieces of a file, by their text.
#[derive(Debug, Default)]
pub struct Pieces {
    known: HashMap<String, Arc<Piece>>,
    items: usize,
}

impl Pieces {
    /// How many items were parsed when the file was read last: those of pieces whose text was new.
    #[must_use]
    pub fn items(&self) -> usize {
        self.items
    }

    /// Reads each piece of a text into the tree: as it was read before, where its text is the same.
    pub(super) fn read(&mut self, text: &str, tree: &mut File, out: &mut Vec<Diagnostic>) {
        let made = self.apart(tree.id, text);
        if made.iter().any(|(_, piece)| piece.is_broken()) {
            return whole(text, tree, out);
        }
        for (start, piece) in made {
            Piece::clone(&piece).placed(start, tree, out);
        }
    }

    /// The items of a text, each piece read by itself whether it is sound or not: what an outline shows
    /// right after an edit.
    pub(super) fn outline(&mut self, file: FileId, text: &str) -> File {
        let mut tree = File::empty(file);
        let mut found = Vec::new();
        for (start, piece) in self.apart(file, text) {
            Piece::clone(&piece).placed(start, &mut tree, &mut found);
        }
        tree
    }

    /// The pieces of a text and where each begins: as they were read before, where their text is the same.
    fn apart(&mut self, file: FileId, text: &str) -> Vec<(usize, Arc<Piece>)> {
        let before = std::mem::take(&mut self.known);
        self.items = 0;
        let mut made = Vec::new();
        for range in cut(text) {
            let written = text.get(range.clone()).unwrap_or("");
            let known = self.known.get(written).or_else(|| before.get(written));
            let piece = known.map(Arc::clone).unwrap_or_else(|| {
                let piece = Arc::new(Piece::read(file, written, range.start));
                self.items += piece.items.len();
                piece
            });
            self.known.insert(written.to_owned(), Arc::clone(&piece));
            made.push((range.start, piece));
        }
        made
    }
}

/// Reads a text that is not read again.
pub(super) fn read(text: &str, tree: &mut File, out: &mut Vec<Diagnostic>) {
    read_as(Piece::read, text, tree, out);
}

/// The same, and of cases only their names.
pub(super) fn read_law(text: &str, tree: &mut File, out: &mut Vec<Diagnostic>) {
    let read = |file: FileId, text: &str, start: usize| {
        Piece::of_case(file, text, start).unwrap_or_else(|| Piece::read(file, text, start))
    };
    read_as(read, text, tree, out);
}

fn read_as(
    read: impl Fn(FileId, &str, usize) -> Piece,
    text: &str,
    tree: &mut File,
    out: &mut Vec<Diagnostic>,
) {
    let pieces = cut(text).into_iter().map(|range| {
        let written = text.get(range.clone()).unwrap_or("");
        (range.start, read(tree.id, written, range.start))
    });
    let pieces: Vec<(usize, Piece)> = pieces.collect();
    if pieces.iter().any(|(_, piece)| piece.is_broken()) {
        return whole(text, tree, out);
    }
    for (start, piece) in pieces {
        piece.placed(start, tree, out);
    }
}

/// Reads a text at once. Where a fault ends, and what is said of it, hangs on what is written after
/// and around it.
fn whole(text: &str, tree: &mut File, out: &mut Vec<Diagnostic>) {
    Piece::read(tree.id, text, 0).placed(0, tree, out);
}

/// A piece as it was read at a place of its file.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    start: usize,
    pub(super) items: Vec<Item>,
    pub(super) broken: Vec<Span>,
    pub(super) lost: Vec<Name>,
    pub(super) findings: Vec<Diagnostic>,
}

impl Piece {
    fn read(file: FileId, text: &str, start: usize) -> Piece {
        let mut piece = Piece {
            start,
            ..Piece::default()
        };
        lower::piece(file, text, start, &mut piece);
        piece
    }

    /// A case by its name, where the piece holds nothing else: none of its words begins another item.
    fn of_case(file: FileId, text: &str, start: usize) -> Option<Piece> {
        let keyword = first_word(0, text);
        let begun = opening(ITEMS, text.get(keyword.clone())?)?;
        if begun.en != "case" {
            return None;
        }
        let name = first_word(keyword.end, text.get(keyword.end..)?);
        let written = text.get(name.clone()).filter(|name| is_name(name))?;
        let rest = name.end..text.len();
        let code = runs(text.get(rest.clone())?).filter(|(run, _)| *run == Run::Code);
        let mut code = code.filter_map(|(_, range)| text.get(rest.clone())?.get(range));
        if code.any(has_item_word) {
            return None;
        }
        let at = |offset: usize| u32::try_from(start + offset).unwrap_or(u32::MAX);
        let span = |range: &Range<usize>| Span::new(file, at(range.start), at(range.end));
        let case = Item {
            kind: ItemKind::Case,
            span: span(&(keyword.start..name.end)),
            keyword: span(&keyword),
            name: Ident {
                name: Name::new(written),
                span: span(&name),
            },
            params: Vec::new(),
            kind_written: None,
            bounds: Vec::new(),
            product: Vec::new(),
            titles: Titles::default(),
            clauses: Vec::new(),
            stray: Vec::new(),
        };
        Some(Piece {
            start,
            items: vec![case],
            ..Piece::default()
        })
    }

    fn is_broken(&self) -> bool {
        !self.findings.is_empty() || !self.broken.is_empty() || !self.lost.is_empty()
    }

    /// Adds it to the tree at the place where its text is now.
    fn placed(mut self, start: usize, tree: &mut File, out: &mut Vec<Diagnostic>) {
        let at = |offset: usize| i64::try_from(offset).unwrap_or(0);
        let moved = at(start) - at(self.start);
        if moved != 0 {
            self.items.by(moved);
            self.broken.by(moved);
            self.findings.by(moved);
        }
        tree.items.append(&mut self.items);
        tree.broken.append(&mut self.broken);
        tree.lost.append(&mut self.lost);
        out.append(&mut self.findings);
    }
}

/// The pieces of a text, in order; together they are the text.
fn cut(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    // Where the code before ends.
    let mut code = 0;
    for (run, range) in runs(text) {
        match run {
            Run::Comment => {}
            Run::Quotation => code = range.end,
            Run::Code => {
                let mut at = range.start;
                for line in text.get(range).unwrap_or("").split_inclusive('\n') {
                    let before = text.get(..at).unwrap_or("");
                    if before.ends_with('\n')
                        && begins_item(text, at)
                        && !awaits_name(text.get(..code).unwrap_or(""))
                    {
                        starts.push(at);
                    }
                    let written = line.trim_end();
                    if !written.is_empty() {
                        code = at + written.len();
                    }
                    at += line.len();
                }
            }
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(a, b)| a..b)
        .collect()
}

/// Whether an item begins at a place, unless the word there belongs to what is before it: its keyword,
/// a name, and nothing after them that would make an expression of the two.
fn begins_item(text: &str, at: usize) -> bool {
    let rest = |at: usize| text.get(at..).unwrap_or("");
    let written = |range: &Range<usize>| text.get(range.clone()).unwrap_or("");
    if !rest(at).starts_with(char::is_alphabetic) {
        return false;
    }
    let word = first_word(at, rest(at));
    let Some(keyword) = opening(ITEMS, written(&word)) else {
        return false;
    };
    let name = first_word(word.end, rest(word.end));
    if !is_name(written(&name)) || is_between(written(&name)) {
        return false;
    }
    let next = first_word(name.end, rest(name.end));
    match keyword.en {
        // These open clauses too, unless a title follows.
        "calendar" | "periods" => written(&next) == "\"",
        // Nearly always a title.
        _ if written(&next) == "\"" => true,
        _ => !written(&next).starts_with(OPERATORS) && !is_between(written(&next)),
    }
}

/// Signs that go on with an expression or a list.
const OPERATORS: [char; 15] = [
    '>', '≥', '<', '≤', '=', '!', '≠', '+', '-', '*', '×', '/', '÷', ')', ',',
];

fn is(rule: Rule, word: &str) -> bool {
    Grammar::parse(rule, word).is_ok()
}

/// Whether a word can name an item. That of plain letters which the grammar has nowhere can.
fn is_name(word: &str) -> bool {
    let mut letters = word.bytes();
    let plain = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == b'_');
    plain && !WORDS.contains(word) || is(Rule::item_name, word)
}

/// Whether a word stands within a clause: one of the grammar, then.
fn is_between(word: &str) -> bool {
    WORDS.contains(word) && is(Rule::between, word)
}

/// Whether a word with which an item can begin is in a code.
fn has_item_word(code: &str) -> bool {
    if !code.is_ascii() {
        let mut words = code.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        return words.any(begins_items);
    }
    let part = |letter: &u8| letter.is_ascii_alphanumeric() || *letter == b'_';
    let mut words = code.as_bytes().split(|letter| !part(letter));
    words.any(|word| {
        let known = ITEM_WORDS.get(word.len());
        let same =
            |known: &&str| known.as_bytes().first() == word.first() && known.as_bytes() == word;
        known.is_some_and(|known| known.iter().any(same))
    })
}

/// Whether what follows a text may be a name that belongs to it, though it is an item's keyword:
/// after a sign, and after a word of the language unless it ends what it belongs to.
fn awaits_name(before: &str) -> bool {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    match before.chars().next_back() {
        None | Some('"' | ')' | ']') => false,
        Some(last) if word(last) => {
            let start = before.rfind(|letter| !word(letter));
            let start = start.map_or(0, |at| {
                at + before
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .map_or(1, char::len_utf8)
            });
            LANGUAGE.contains(before.get(start..).unwrap_or(""))
        }
        Some(_) => true,
    }
}

/// Whether an item can begin with a word.
fn begins_items(word: &str) -> bool {
    let known = ITEM_WORDS.get(word.len());
    known.is_some_and(|known| known.contains(&word))
}

/// The words with which items begin, by their length: a case has many words, and few have the length of
/// one of these and its first letters.
static ITEM_WORDS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let words = ITEMS.iter().flat_map(|item| [item.en, item.ko]);
    let words: Vec<&str> = words.filter_map(|word| word.split(' ').next()).collect();
    let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
    let of = |length: usize| {
        let words = words.iter().copied();
        words.filter(|word| word.len() == length).collect()
    };
    (0..=longest).map(of).collect()
});

/// The words of the grammar that something may have to follow.
static LANGUAGE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let mut words = WORDS.clone();
    // A state ends an expression; `every day` may have a name after it.
    let states = STATES.iter().flat_map(|(en, ko)| [*en, *ko]);
    let states = states.filter_map(|state| state.split(' ').next_back());
    for word in states.filter(|word| *word != "day").chain(ENDING) {
        words.remove(word);
    }
    words
});

/// Clauses without a part of their own, by their last word.
const ENDING: [&str; 11] = [
    "delay",
    "지체없이",
    "없이",
    "promptly",
    "신속히",
    "once",
    "즉시",
    "soft",
    "연성규범",
    "rolls",
    "순연",
];

#[cfg(test)]
mod tests;
