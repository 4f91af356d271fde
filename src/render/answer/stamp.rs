//! Words of a limit as people read them. An answer holds them with days and times as a program
//! writes those, `2026-10-24 02:00 IST`; they are told as all other times of the page are.

use super::phrasing::{glued, in_zone};
use crate::determination::Words;
use crate::diagnostic::Phrase;
use crate::render::date;
use crate::value::{Date, Moment, Zone};

/// The words, their days and times told. Times with an offset alone are told in this zone.
pub(super) fn told(words: &Words, zone: Zone) -> Phrase {
    let tell = |words: &str, get: fn(Phrase) -> String| {
        let mut told = String::new();
        let mut rest = words;
        while let Some(letter) = rest.chars().next() {
            let begins = told.chars().next_back().is_none_or(|c| !c.is_ascii_digit());
            if let Some((stamp, after)) = stamp(rest, zone).filter(|_| begins) {
                told.push_str(&get(glued(&stamp)));
                rest = after;
                continue;
            }
            told.push(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
        told
    };
    let or = |own: &String, other: &String| if own.is_empty() { other } else { own }.clone();
    let (en, ko) = (or(&words.en, &words.ko), or(&words.ko, &words.en));
    Phrase::new(tell(&en, |stamp| stamp.en), tell(&ko, |stamp| stamp.ko))
}

/// The day or time with which the text begins, and the rest of the text.
fn stamp(text: &str, zone: Zone) -> Option<(Phrase, &str)> {
    let (day, rest) = text.split_at_checked("2026-10-24".len())?;
    let day = Date::parse(day)?;
    if rest.starts_with('T') {
        let end = rest.find([' ', ',', ')', ';']).unwrap_or(rest.len());
        let (clock, rest) = rest.split_at_checked(end)?;
        let written = text.get(..text.len() - rest.len())?;
        let at = Moment::parse(written).filter(|_| !clock.is_empty())?;
        return Some((super::moment::readable(at, zone), rest));
    }
    let Some((clock, rest)) = clock(rest) else {
        return Some((date::day(day), rest));
    };
    let time = date::time(day, clock);
    let name = rest.strip_prefix(' ').unwrap_or_default();
    let end =
        name.find(|letter: char| !(letter.is_ascii_uppercase() || "+-0123456789".contains(letter)));
    let (name, after) = name.split_at_checked(end.unwrap_or(name.len()))?;
    Some(match name.len() {
        2.. => (in_zone(&time, &Phrase::same(name)), after),
        _ => (time, rest),
    })
}

/// ` 02:00` or ` 02:00:59`, without the space, and what follows.
fn clock(text: &str) -> Option<(&str, &str)> {
    let text = text.strip_prefix(' ')?;
    [8, 5].into_iter().find_map(|length| {
        let (clock, rest) = text.split_at_checked(length)?;
        let mut letters = clock.chars().enumerate();
        let is_clock = letters.all(|(at, letter)| match at % 3 {
            2 => letter == ':',
            _ => letter.is_ascii_digit(),
        });
        is_clock.then_some((clock, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_told_and_all_else_is_kept() {
        let plain = |text: String| text.replace(['\u{a0}', '\u{2063}'], " ");
        for (words, en, ko) in [
            ("without delay", "without delay", "without delay"),
            (
                "instead of 2026-05-03 10:00 CEST, at once",
                "instead of 3 May 2026 10:00 CEST, at once",
                "instead of 2026. 5. 3. 10:00 CEST, at once",
            ),
            (
                "2027-12-31T22:00:00+01:00, or 2028-01-03",
                "1 Jan 2028 06:00 KST, or 3 Jan 2028",
                "2028. 1. 1. 06:00 KST, or 2028. 1. 3.",
            ),
            (
                "2026-05-03 10:00:01까지",
                "3 May 2026 10:00:01까지",
                "2026. 5. 3. 10:00:01까지",
            ),
            (
                "No 12026-05-03 or 2026-13-03",
                "No 12026-05-03 or 2026-13-03",
                "No 12026-05-03 or 2026-13-03",
            ),
        ] {
            let zone = Zone::named("Asia/Seoul").unwrap_or(Zone::UTC);
            let both = Words {
                en: words.into(),
                ko: words.into(),
            };
            let told = told(&both, zone);
            assert_eq!((plain(told.en).as_str(), plain(told.ko).as_str()), (en, ko));
        }
    }
}
