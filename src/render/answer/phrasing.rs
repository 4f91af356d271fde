//! Phrases put together: both languages at once, so that no algorithm has to
//! ask which is spoken. Knows no law.

use crate::determination::Words;
use crate::diagnostic::Phrase;

/// The words of a determination; where the Korean is missing the English stands for it.
pub(super) fn said(words: &Words) -> Phrase {
    let or = |own: &String, other: &String| if own.is_empty() { other } else { own }.clone();
    Phrase::new(or(&words.en, &words.ko), or(&words.ko, &words.en))
}

/// One after the other, with something between.
pub(super) fn joined<I>(parts: I, between: &Phrase) -> Phrase
where
    I: IntoIterator<Item = Phrase>,
{
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .fold(Phrase::default(), |done, part| {
            if done.is_empty() {
                part
            } else {
                together([done, between.clone(), part])
            }
        })
}

/// One after the other, with nothing between.
pub(super) fn together<const N: usize>(parts: [Phrase; N]) -> Phrase {
    let mut all = Phrase::default();
    for part in parts {
        all.en.push_str(&part.en);
        all.ko.push_str(&part.ko);
    }
    all
}

/// A name that is told in both languages, `카카오 (Kakao)`: in each its own.
pub(super) fn in_own_letters(name: &Phrase) -> Phrase {
    let is_korean = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    let own = |text: &str, korean: bool| {
        let halves = text
            .strip_suffix(')')
            .and_then(|text| text.split_once(" ("));
        match halves.filter(|(one, other)| is_korean(one) != is_korean(other)) {
            Some((one, _)) if is_korean(one) == korean => one.to_owned(),
            Some((_, other)) => other.to_owned(),
            None => text.to_owned(),
        }
    };
    Phrase::new(own(&name.en, false), own(&name.ko, true))
}

/// With a comma between.
pub(super) fn listed(parts: impl IntoIterator<Item = Phrase>) -> Phrase {
    joined(parts, &Phrase::same(", "))
}

/// With a semicolon between.
pub(super) fn strung(parts: impl IntoIterator<Item = Phrase>) -> Phrase {
    joined(parts, &Phrase::same("; "))
}

/// A space at which no line is broken; the page prints it as a space.
pub(super) const GLUE: char = '\u{a0}';

/// Before the name of a zone, which the page tells unless it is that of its own head.
pub(super) const ZONE: char = '\u{2063}';

/// Around the name of a zone that is more than its letters: `Irish time`.
const WIDE: char = '\u{2060}';

/// A time with what its zone is called.
pub(super) fn in_zone(time: &Phrase, zone: &Phrase) -> Phrase {
    let told = |time: &str, zone: &str| {
        let letters = zone.chars().all(is_of_letters);
        match zone.is_empty() {
            true => time.to_owned(),
            false if letters => format!("{time}{ZONE}{zone}"),
            false => format!(
                "{time}{ZONE}{WIDE}{}{WIDE}",
                zone.replace(' ', &GLUE.to_string())
            ),
        }
    };
    Phrase::new(told(&time.en, &zone.en), told(&time.ko, &zone.ko))
}

/// A letter of an abbreviation, or of an offset.
fn is_of_letters(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "+-".contains(letter)
}

/// The name of the zone with which this begins, and what follows it.
fn zone_of(text: &str) -> (&str, &str) {
    let wide = text
        .strip_prefix(WIDE)
        .and_then(|rest| rest.split_once(WIDE));
    wide.unwrap_or_else(|| {
        let end = text.find(|letter| !is_of_letters(letter));
        text.split_at_checked(end.unwrap_or(text.len()))
            .unwrap_or((text, ""))
    })
}

/// The names of the zones in which the times of these words are told.
pub(super) fn zones(words: &str) -> impl Iterator<Item = &str> {
    words.split(ZONE).skip(1).map(|part| zone_of(part).0)
}

/// The words with each zone named that is called otherwise than this.
pub(super) fn zoned(words: &str, own: &str) -> String {
    let mut parts = words.split(ZONE);
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (zone, rest) = zone_of(part);
        if own != zone {
            told.push(GLUE);
            told.push_str(zone);
        }
        told.push_str(rest);
    }
    told
}

/// Kept on one line: `75 min`, `Decree 30-8(1)`.
pub(super) fn glued(phrase: &Phrase) -> Phrase {
    let glue = |text: &str| text.replace(' ', &GLUE.to_string());
    Phrase::new(glue(&phrase.en), glue(&phrase.ko))
}

/// A title inside a sentence: a small letter first, unless capitals that follow
/// show it to be a name or an abbreviation.
pub(super) fn lowered(title: &str) -> String {
    let mut letters = title.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    if letters.clone().any(char::is_uppercase) {
        return title.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}

/// At the head of a sentence: a capital first.
pub(super) fn raised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// A party inside an English sentence: `the Minister`.
pub(super) fn the(party: &str) -> String {
    if party.starts_with("the ") || party.starts_with("The ") {
        lowered(party)
    } else {
        format!("the {party}")
    }
}

/// Phrases, each once, in the order of their first mention.
pub(super) fn each_once(told: impl IntoIterator<Item = Phrase>) -> Vec<Phrase> {
    let mut once: Vec<Phrase> = Vec::new();
    for one in told {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_fit_into_sentences() {
        assert_eq!(lowered("The service stopped"), "the service stopped");
        assert_eq!(lowered("MSIT approved"), "MSIT approved");
        assert_eq!(lowered("Minister of Science"), "Minister of Science");
        assert_eq!(the("Minister"), "the Minister");
    }
}
