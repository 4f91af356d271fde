//! What can be mended without moving anything else: words written apart that are one, `예외 대상`, `사전 고지`,
//! `100 만`, `제 5 조`, and remarks that begin with `//` or `--`. Blanks within a word are what Korean authors
//! slip on most, and the parts are often words of their own. So they are put together where that mends
//! what was found, with the blanks after the word; `# ` takes the place of `//`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use pest::Parser;

use super::findings;
use super::grammar::{Grammar, Rule};
use super::keywords::STATES;
use super::runs::{Run, runs};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, Span};

/// So many places in one text are tried each by itself.
const MAX_TRIES: usize = 8;
/// So many words are put together at most.
const MAX_PARTS: usize = 4;

/// A text in which words stand together, and where they do.
pub(super) struct Joined {
    pub(super) text: String,
    pub(super) places: Vec<Range<usize>>,
}

impl Joined {
    /// What is said of each place.
    pub(super) fn findings(&self, file: FileId, text: &str) -> Vec<Diagnostic> {
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let of = |range: &Range<usize>| {
            let span = Span::new(file, at(range.start), at(range.end));
            let written = text.get(range.clone()).unwrap_or("");
            if is_remark(written) {
                findings::remark(written, span)
            } else {
                findings::written_apart(&together(written), span)
            }
        };
        self.places.iter().map(of).collect()
    }
}

fn is_remark(written: &str) -> bool {
    matches!(written, "//" | "--")
}

/// The text with words put together on the lines in which something was found, as long as less is found
/// then. `found` reads a text and says where something is found in it.
pub(super) fn joined(
    text: &str,
    faults: &[usize],
    mut found: impl FnMut(&str) -> usize,
) -> Option<Joined> {
    let candidates = candidates(text, faults);
    if candidates.is_empty() {
        return None;
    }
    let all = put_together(text, &candidates);
    if found(&all) + candidates.len() <= faults.len() {
        return Some(Joined {
            text: all,
            places: candidates,
        });
    }
    let mut best = Joined {
        text: text.to_owned(),
        places: Vec::new(),
    };
    let mut least = faults.len();
    for range in candidates.into_iter().take(MAX_TRIES) {
        if best
            .places
            .last()
            .is_some_and(|last| range.start < last.end)
        {
            continue;
        }
        let tried = put_together(&best.text, std::slice::from_ref(&range));
        let left = found(&tried);
        if left < least {
            least = left;
            best.text = tried;
            best.places.push(range);
        }
    }
    (!best.places.is_empty()).then_some(best)
}

/// The text with the words of each place together, and the blanks after them.
fn put_together(text: &str, places: &[Range<usize>]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut done = 0;
    for range in places.iter().filter(|range| range.start <= range.end) {
        if range.start < done {
            continue;
        }
        let part = text.get(range.clone()).unwrap_or("");
        let word = if is_remark(part) {
            "#".to_owned()
        } else {
            together(part)
        };
        made.push_str(text.get(done..range.start).unwrap_or(""));
        made.push_str(&word);
        made.push_str(&" ".repeat(part.len() - word.len()));
        done = range.end;
    }
    made.push_str(text.get(done..).unwrap_or(""));
    made
}

/// A text without its blanks.
pub(super) fn together(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// The words on faulty lines that would be one word of the language, a name of the text, an amount or an
/// article if they stood together: the longest first at each place.
fn candidates(text: &str, faults: &[usize]) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = faults.iter().map(|at| line(text, *at)).collect();
    lines.sort_unstable_by_key(|line| line.start);
    lines.dedup();
    let mut known: Option<HashSet<&str>> = None;
    let mut found: Vec<Range<usize>> = Vec::new();
    for line in lines {
        let words = words(text, line.clone());
        let remark = words.iter().find_map(|word| {
            let written = text.get(word.clone())?;
            let sign = ["//", "--"]
                .into_iter()
                .find(|sign| written.starts_with(sign))?;
            Some(word.start..word.start + sign.len())
        });
        let words: Vec<Range<usize>> = match &remark {
            Some(sign) => words
                .into_iter()
                .filter(|word| word.end <= sign.start)
                .collect(),
            None => words,
        };
        let mut at = 0;
        while at < words.len() {
            let longest = (2..=MAX_PARTS).rev().find_map(|count| {
                let parts = words.get(at..at + count)?;
                let range = parts.first()?.start..parts.last()?.end;
                let word = together(text.get(range.clone())?);
                let korean = word.starts_with(|c: char| ('가'..='힣').contains(&c));
                let whole = is_article(&word)
                    || count == 2 && is_figure(&word)
                    || korean && KEYWORDS.contains(word.as_str())
                    || korean && {
                        let names = known.get_or_insert_with(|| {
                            text.split(|c: char| !c.is_alphanumeric() && c != '_')
                                .collect()
                        });
                        names.contains(word.as_str())
                    };
                whole.then_some((range, count))
            });
            match longest {
                Some((range, count)) => {
                    found.push(range);
                    at += count;
                }
                None => at += 1,
            }
        }
        found.extend(remark);
    }
    found
}

/// The line with a place.
fn line(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let rest = text.get(at..).unwrap_or("");
    start..at + rest.find('\n').unwrap_or(rest.len())
}

/// The words of the code of a line that only blanks part from one another.
fn words(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (run, range) in runs(text.get(line.clone()).unwrap_or("")) {
        if run != Run::Code {
            continue;
        }
        let start = line.start + range.start;
        let code = text.get(start..line.start + range.end).unwrap_or("");
        let mut at = 0;
        for part in code.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            if !word.is_empty() {
                words.push(start + at..start + at + word.len());
            }
            at += part.len();
        }
    }
    words
}

/// `100만`: digits, and what multiplies them.
fn is_figure(word: &str) -> bool {
    let scales = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
    scales.len() < word.len()
        && !scales.is_empty()
        && scales.chars().all(|c| "십백천만억조".contains(c))
}

/// `제5조제2항`.
pub(super) fn is_article(word: &str) -> bool {
    word.starts_with('제')
        && Grammar::parse(Rule::pin, word).is_ok_and(|mut pairs| {
            pairs
                .next()
                .is_some_and(|pair| pair.as_str().len() == word.len())
        })
}

/// The Korean words of the language that have two syllables at least. Those that may be written apart are
/// not among them.
static KEYWORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let words = include_str!("../../grammar/words.pest")
        .lines()
        .filter(|line| line.starts_with("kw_"))
        .flat_map(|line| line.split('"').skip(1).step_by(2));
    let states = STATES.iter().map(|(_, ko)| *ko);
    let apart = ["지체없이", "다음중"];
    words
        .chain(states)
        .filter(|word| word.chars().count() > 1 && !apart.contains(word))
        .collect()
});
