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
    places: Vec<Place>,
}

/// Where something is written otherwise.
#[derive(Clone, Debug)]
struct Place {
    range: Range<usize>,
    /// What is read there.
    meant: String,
    slip: Slip,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    /// A word with blanks in it.
    Apart,
    /// `//` and `--`.
    Remark,
    /// A state in the words of an answer.
    State,
}

impl Joined {
    /// What is said of each place.
    pub(super) fn findings(&self, file: FileId, text: &str) -> Vec<Diagnostic> {
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let of = |place: &Place| {
            let span = Span::new(file, at(place.range.start), at(place.range.end));
            let written = text.get(place.range.clone()).unwrap_or("");
            match place.slip {
                Slip::Apart => findings::written_apart(&place.meant, span),
                Slip::Remark => findings::remark(written, span),
                Slip::State => findings::no_such_state(written, span),
            }
        };
        self.places.iter().map(of).collect()
    }
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
    for place in candidates.into_iter().take(MAX_TRIES) {
        let last = best.places.last();
        if last.is_some_and(|last| place.range.start < last.range.end) {
            continue;
        }
        let tried = put_together(&best.text, std::slice::from_ref(&place));
        let left = found(&tried);
        if left < least {
            least = left;
            best.text = tried;
            best.places.push(place);
        }
    }
    (!best.places.is_empty()).then_some(best)
}

/// The text with the words of each place together, and the blanks after them.
fn put_together(text: &str, places: &[Place]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut done = 0;
    for Place { range, meant, .. } in places {
        if range.start < done {
            continue;
        }
        made.push_str(text.get(done..range.start).unwrap_or(""));
        made.push_str(meant);
        made.push_str(&" ".repeat(range.len().saturating_sub(meant.len())));
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
fn candidates(text: &str, faults: &[usize]) -> Vec<Place> {
    let mut lines: Vec<Range<usize>> = faults.iter().map(|at| line(text, *at)).collect();
    lines.sort_unstable_by_key(|line| line.start);
    lines.dedup();
    let mut known: Option<HashSet<&str>> = None;
    let mut found: Vec<Place> = Vec::new();
    for line in lines {
        if let Some(state) = state(text, &line) {
            found.push(state);
            continue;
        }
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
                let written = text.get(range.clone())?;
                let mut word = together(written);
                let korean = word.starts_with(|c: char| ('가'..='힣').contains(&c));
                let mut name = |word: &str| {
                    let names = known.get_or_insert_with(|| {
                        text.split(|c: char| !c.is_alphanumeric() && c != '_')
                            .collect()
                    });
                    names.contains(word)
                };
                // `when long outage`, of a name that the text has; the declaration is told otherwise.
                let spaced = !korean && at > 0 && written.split(' ').count() == count;
                let underscored = written.replace(' ', "_");
                if spaced && name(&underscored) && starts_word(written) {
                    let place = Place {
                        range,
                        meant: underscored,
                        slip: Slip::Apart,
                    };
                    return Some((place, count));
                }
                let whole = is_article(&word)
                    || count == 2 && is_figure(&word)
                    || korean && KEYWORDS.contains(word.as_str())
                    || korean && name(&word);
                let meant = std::mem::take(&mut word);
                let slip = Slip::Apart;
                whole.then_some((Place { range, meant, slip }, count))
            });
            match longest {
                Some((place, count)) => {
                    found.push(place);
                    at += count;
                }
                None => at += 1,
            }
        }
        found.extend(remark.map(|range| Place {
            range,
            meant: "#".to_owned(),
            slip: Slip::Remark,
        }));
    }
    found
}

/// Whether a text begins like a name.
fn starts_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// `기대 고지의무 의무 없음`: a state in words of which the first begins an item. What is meant is not sure, so
/// that any state will do for the reading.
fn state(text: &str, line: &Range<usize>) -> Option<Place> {
    let written = text.get(line.clone())?;
    let named = written.trim_start().strip_prefix("기대 ")?.trim_start();
    let start = line.start + written.len() - named.len();
    let mut phrases = findings::korean_phrases();
    let range = phrases.find_map(|phrase| {
        let at = named.find(phrase)?;
        let name = named.get(..at)?.strip_suffix(' ')?;
        // `고지 의무 발생` may be a name with a blank in it.
        let joined = phrase
            .split(' ')
            .next()
            .map(|first| format!("{name}{first}"))?;
        let whole = !name.is_empty() && !text.contains(&joined);
        whole.then_some(start + at..start + at + phrase.len())
    })?;
    Some(Place {
        range,
        meant: "미정".to_owned(),
        slip: Slip::State,
    })
}

/// Where a case expects a state in such words: the grammar reads it as another item or clause.
pub(super) fn states(text: &str) -> Vec<usize> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with("기대 ") {
            let place = state(text, &(at..at + line.trim_end().len()));
            found.extend(place.map(|place| place.range.start));
        }
        at += line.len();
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
