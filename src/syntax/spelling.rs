//! How a thing is written, shown in the keywords of the file that is at fault: a policy with Korean
//! keywords is told `근거`, one with English keywords `cites`, in whichever language it is told.
//!
//! Findings show the form of the language between backticks. Each that is made is looked at once, here, so
//! that no finding has to know how its file is written.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::keywords::{CLAUSES, ITEMS, opening};
use super::turn::shown;
use crate::diagnostic::{Code, Diagnostic, Fix, Phrase};
use crate::source::{FileId, Sources, Span};

/// Shows what is written between backticks in the keywords that the file has at its place.
pub(crate) fn in_keywords_of_files(findings: &mut [Diagnostic], sources: &Sources) {
    let mut files: HashMap<FileId, Words<'_>> = HashMap::new();
    for finding in findings {
        if matches!(
            finding.code,
            Code::LookalikeCharacter | Code::DecomposedHangul
        ) {
            // What is shown are letters of the author's own.
            continue;
        }
        let span = finding.primary.span;
        let text = sources.get(span.file).map_or("", |source| source.text());
        let words = files.entry(span.file).or_insert_with(|| Words::of(text));
        let Some(keywords) = words.at(span) else {
            continue;
        };
        let mut own: Vec<String> = vec![sources.text(span).trim().to_owned()];
        own.extend(
            finding
                .others
                .iter()
                .map(|label| sources.text(label.span).trim().to_owned()),
        );
        let mut file = Shown {
            keywords,
            words,
            own,
        };
        file.phrase(&mut finding.message);
        file.phrase(&mut finding.primary.text);
        for label in &mut finding.others {
            file.phrase(&mut label.text);
        }
        for fix in finding.fix.iter_mut().chain(&mut finding.offered) {
            file.edit(fix, text, finding.help.as_mut());
        }
        if let Some(help) = &mut finding.help {
            file.phrase(help);
        }
    }
}

/// Whether the grammar has a word, in either spelling.
pub(super) fn is_word(word: &str) -> bool {
    WORDS.contains(word)
}

/// The words of the grammar, in both spellings.
pub(super) static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let grammar = [
        include_str!("../../grammar/words.pest"),
        include_str!("../../grammar/expressions.pest"),
        include_str!("../../grammar/items.pest"),
    ];
    let quoted = grammar
        .into_iter()
        .flat_map(str::lines)
        .flat_map(|line| line.split('"').skip(1).step_by(2));
    quoted
        .filter(|word| word.starts_with(char::is_alphabetic))
        .collect()
});

/// The keywords around a place.
#[derive(Clone, Copy)]
struct Keywords {
    korean: bool,
    /// The English keyword of the item there; empty where there is none.
    item: &'static str,
}

/// The lines and the words of one file.
struct Words<'a> {
    text: &'a str,
    lines: Vec<Line>,
    /// All words, once one is asked for.
    own: Option<HashSet<&'a str>>,
}

/// A line of a file, with what is nearest to it.
struct Line {
    /// Where it begins.
    start: usize,
    /// The last line up to this one that begins with a keyword, and whether that is Korean.
    above: Option<(usize, bool)>,
    /// The last that begins with the keyword of an item.
    item: Option<(usize, &'static str)>,
    /// The first line from this one on that begins with a keyword.
    below: Option<(usize, bool)>,
}

/// So many lines are looked at around a place for a keyword.
const MAX_LINES: usize = 400;

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Words<'a> {
        let mut lines: Vec<Line> = Vec::new();
        let (mut above, mut item) = (None, None);
        let mut start = 0;
        for (at, line) in text.split_inclusive('\n').enumerate() {
            let word = first(line);
            let opens = opening(ITEMS, word);
            let own = opens.or_else(|| opening(CLAUSES, word));
            let own = own.map(|_| (at, !word.is_ascii()));
            above = own.or(above);
            item = opens.map(|opens| (at, opens.en)).or(item);
            lines.push(Line {
                start,
                above,
                item,
                below: own,
            });
            start += line.len();
        }
        let mut below = None;
        for line in lines.iter_mut().rev() {
            below = line.below.or(below);
            line.below = below;
        }
        Words {
            text,
            lines,
            own: None,
        }
    }

    /// The keywords at a place: those of the nearest line above it that begins with one, or else below.
    fn at(&self, span: Span) -> Option<Keywords> {
        let at = (span.start as usize).min(self.text.len());
        let after = self.lines.partition_point(|line| line.start <= at);
        let number = after.checked_sub(1)?;
        let line = self.lines.get(number)?;
        let near = |other: usize| number.abs_diff(other) < MAX_LINES;
        let item = line.item.filter(|(at, _)| near(*at));
        let above = line.above.filter(|(at, _)| near(*at));
        let next = self.lines.get(after).and_then(|line| line.below);
        let (_, korean) = above.or_else(|| next.filter(|(at, _)| near(*at)))?;
        Some(Keywords {
            korean,
            item: item.map_or("", |(_, item)| item),
        })
    }

    /// Whether the file has this word of its own.
    fn has(&mut self, word: &str) -> bool {
        let text = self.text;
        let own = self.own.get_or_insert_with(|| {
            let part = |c: char| c.is_alphanumeric() || c == '_';
            text.split(|c| !part(c)).collect()
        });
        own.contains(word)
    }
}

/// The word with which a line begins.
fn first(line: &str) -> &str {
    let line = line.trim_start();
    let end = line.find(|c: char| !c.is_alphanumeric() && c != '_');
    line.get(..end.unwrap_or(line.len())).unwrap_or("")
}

struct Shown<'a, 'b> {
    keywords: Keywords,
    words: &'b mut Words<'a>,
    /// What the author wrote at the places of the finding: it is quoted as it is.
    own: Vec<String>,
}

impl Shown<'_, '_> {
    fn phrase(&mut self, phrase: &mut Phrase) {
        let (en, ko) = (parts(&phrase.en), parts(&phrase.ko));
        let (Some(mut en), Some(mut ko)) = (en, ko) else {
            return;
        };
        let before = ko.clone();
        // Where both languages show one thing, each in its own spelling, both spellings are there.
        if en.len() == ko.len() && !self.stays() {
            let others: Vec<String> = shown_of(&en).map(str::to_owned).collect();
            for at in (1..en.len()).step_by(2) {
                if let (Some(one), Some(other)) = (en.get_mut(at), ko.get_mut(at))
                    && has_hangul(other)
                    && one.contains(' ')
                    && other.contains(' ')
                    && latin_words(one) > latin_words(other)
                    && !others.contains(other)
                    && !self.own.contains(one)
                    && !self.own.contains(other)
                {
                    if self.keywords.korean {
                        other.clone_into(one);
                    } else {
                        one.clone_into(other);
                    }
                }
            }
        }
        for parts in [&mut en, &mut ko] {
            for part in parts.iter_mut().skip(1).step_by(2) {
                if let Some(turned) = self.turned(part) {
                    *part = turned;
                }
            }
        }
        phrase.en = en.join("`");
        phrase.ko = with_particles(&ko, &before);
    }

    /// Among English keywords too, what an author writes in Korean is answered in Korean words.
    fn stays(&self) -> bool {
        !self.keywords.korean && self.own.iter().any(|own| has_hangul(own))
    }

    fn turned(&mut self, written: &str) -> Option<String> {
        if self.own.iter().any(|own| own == written) || self.stays() {
            return None;
        }
        let Keywords { korean, item } = self.keywords;
        let words = &mut *self.words;
        shown::turned(written, korean, item, &mut |word| words.has(word))
    }

    /// What an edit writes, which help shows as well.
    fn edit(&mut self, fix: &mut Fix, text: &str, help: Option<&mut Phrase>) {
        let meant = fix.replacement.trim();
        let before = text.get(..fix.span.start as usize).unwrap_or("");
        let turned = match meant {
            "is" | "is not" if self.keywords.korean => {
                let last = before.trim_end().chars().next_back();
                let is = if last.is_some_and(is_open) {
                    "는"
                } else {
                    "은"
                };
                Some(if meant == "is" {
                    is.to_owned()
                } else {
                    format!("{is} 아닌")
                })
            }
            _ => self.turned(meant),
        };
        let Some(turned) = turned else {
            return;
        };
        if let Some(help) = help {
            let (old, new) = (format!("`{meant}`"), format!("`{turned}`"));
            help.en = help.en.replace(&old, &new);
            help.ko = help.ko.replace(&old, &new);
        }
        fix.replacement = fix.replacement.replace(meant, &turned);
    }
}

/// The parts of a sentence: what it says, and in every second place what it shows. None where the
/// backticks have no partners.
fn parts(text: &str) -> Option<Vec<String>> {
    let parts: Vec<String> = text.split('`').map(str::to_owned).collect();
    (parts.len() > 1 && parts.len() % 2 == 1)
        .then_some(parts)
        .or_else(|| (!text.contains('`')).then(|| vec![text.to_owned()]))
}

fn shown_of(parts: &[String]) -> impl Iterator<Item = &str> {
    parts.iter().skip(1).step_by(2).map(String::as_str)
}

/// How many words of a text are in Latin letters.
fn latin_words(text: &str) -> usize {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))
        .count()
}

fn has_hangul(text: &str) -> bool {
    text.contains(|c: char| ('가'..='힣').contains(&c))
}

/// Whether a letter is a syllable without a final consonant.
pub(super) fn is_open(letter: char) -> bool {
    ('가'..='힣').contains(&letter) && (u32::from(letter) - u32::from('가')) % 28 == 0
}

/// Particles by the sound before them: after a consonant, and after a vowel.
const PARTICLES: [(&str, &str); 5] = [
    ("을", "를"),
    ("은", "는"),
    ("이", "가"),
    ("과", "와"),
    ("으로", "로"),
];

/// Letters at the end of a Latin word after which a consonant is spoken.
const CLOSED: &str = "bcgklmnptLMNR013678";

/// The parts put together, the particle after each thing that is shown otherwise than `before` as its last
/// letter wants it.
fn with_particles(parts: &[String], before: &[String]) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        let shown = at.checked_sub(1).and_then(|at| parts.get(at));
        let same = at
            .checked_sub(1)
            .is_none_or(|at| parts.get(at) == before.get(at));
        let last = shown.and_then(|shown| shown.chars().rev().find(|c| c.is_alphanumeric()));
        let last = last.filter(|_| at % 2 == 0 && !same);
        let changed = last.and_then(|last| {
            let end = part.find(|c: char| !('가'..='힣').contains(&c));
            let word = part.get(..end.unwrap_or(part.len()))?;
            let (closed, open) = PARTICLES
                .iter()
                .find(|(closed, open)| *closed == word || *open == word)?;
            let hangul = ('가'..='힣').contains(&last);
            let liquid = if hangul {
                (u32::from(last) - u32::from('가')) % 28 == 8
            } else {
                matches!(last, 'l' | 'L' | 'R' | '1' | '7' | '8')
            };
            let vowel = if hangul {
                is_open(last)
            } else {
                !CLOSED.contains(last)
            };
            let meant = if vowel || *open == "로" && liquid {
                open
            } else {
                closed
            };
            Some(format!("{meant}{}", part.get(word.len()..)?))
        });
        if at > 0 {
            text.push('`');
        }
        text.push_str(changed.as_deref().unwrap_or(part));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keywords at a place, looked for line by line from there.
    fn looked_for(text: &str, at: usize) -> Option<(bool, &'static str)> {
        let lines: Vec<&str> = text.lines().collect();
        let number = text.get(..at)?.matches('\n').count();
        let opens = |line: &&str| opening(ITEMS, first(line));
        let known = |line: &&str| {
            let word = first(line);
            let any = opening(ITEMS, word).or_else(|| opening(CLAUSES, word));
            any.map(|_| !word.is_ascii())
        };
        let above: Vec<&str> = lines.iter().take(number + 1).rev().copied().collect();
        let near: Vec<&str> = above.into_iter().take(MAX_LINES).collect();
        let item = near.iter().find_map(opens).map_or("", |item| item.en);
        let below = lines.iter().skip(number + 1).take(MAX_LINES - 1);
        let korean = near.iter().chain(below).find_map(known)?;
        Some((korean, item))
    }

    #[test]
    fn keywords_around_a_place_are_those_of_the_nearest_lines() {
        let mut sources = Sources::default();
        let far = "  # nothing opens here\n".repeat(MAX_LINES);
        let text = format!(
            "# a note\n{far}\ndefine d cites Act 1\n  means f\n의무 d\n  근거 Act 1\n  f and\n{far}\n\
             fact f : yes/no\n{far}  when f\n"
        );
        let file = sources.add("policy.onus", text.clone());
        let words = Words::of(&text);
        let mut found = 0;
        for (start, _) in text.match_indices('\n') {
            let at = u32::try_from(start).unwrap_or_default();
            let span = Span {
                file,
                start: at,
                end: at,
            };
            let keywords = words.at(span).map(|at| (at.korean, at.item));
            assert_eq!(keywords, looked_for(&text, start), "at {start}");
            found += usize::from(keywords.is_some());
        }
        assert!(found > MAX_LINES, "{found}");
    }
}
