//! Single words and parts of clauses, as findings show them, turned into the other language.

use std::collections::BTreeSet;
use std::ops::Range;

use pest::Parser;

use super::words::{listed, spaced};
use super::{Edit, Pair, To, edited, turn};
use crate::syntax::grammar::{Grammar, Rule, bare};
use crate::syntax::keywords::{CLAUSES, ITEMS, STATES};

/// So many words are one word of the language at most.
const MAX_WORDS: usize = 4;

/// Stands for `…`, which no rule reads.
const REST: &str = "and_so_on";

/// Names that are made up in examples, in both languages.
const NAMES: &[(&str, &str)] = &[
    ("operator", "사업자"),
    ("carrier", "운송인"),
    ("authority", "관청"),
    ("users", "이용자"),
    ("notify", "고지의무"),
    ("notice", "고지"),
    ("tell", "알림"),
    ("started", "시작"),
    ("ended", "종료"),
    ("services", "서비스목록"),
    ("stops", "중단목록"),
    ("price", "대금"),
    ("refund", "환급"),
    ("compensation", "보상"),
    ("amount", "금액"),
    ("rate", "비율값"),
    ("base", "기준액"),
    ("paid", "유료"),
    ("is_cloud", "클라우드"),
    ("length", "길이"),
    ("departure", "출발"),
    ("Trip", "여행"),
    ("spouse", "배우자"),
    ("name", "성명"),
    ("Act", "법"),
    ("lemon_law", "자동차교환"),
    ("stop", "중단"),
];

/// What is shown of a policy, in the words of the other language; none where nothing in it has another
/// spelling. `has` says whether the file at fault has a word, which then is a name and stays.
pub(in crate::syntax) fn turned(
    written: &str,
    korean: bool,
    item: &str,
    has: &mut dyn FnMut(&str) -> bool,
) -> Option<String> {
    let foreign = |c: char| {
        if korean {
            c.is_ascii_alphabetic()
        } else {
            ('가'..='힣').contains(&c)
        }
    };
    if written.starts_with('"') {
        // Titles are nobody's keywords, but for the word between two of them.
        let (en, ko) = ("\" ko \"", "\" 한 \"");
        let (this, that) = if korean { (en, ko) } else { (ko, en) };
        return written.contains(this).then(|| written.replace(this, that));
    }
    if !written.contains(foreign) || written.starts_with(['{', '[', '+', '<']) {
        return None;
    }
    let opener = written.split(' ').next().unwrap_or_default();
    if let Some(word) = one(written, korean, item, has) {
        return Some(word);
    }
    let text = written.replace('…', REST);
    let declared = BTreeSet::new();
    let to = To {
        korean,
        declared: &declared,
        text: "",
    };
    let when = if korean { "when " } else { "조건 " };
    let tries = [
        (Rule::item_alone, ""),
        (Rule::clause_alone, ""),
        (Rule::clause_alone, when),
        (
            Rule::clause_alone,
            if korean { "in force " } else { "시행 " },
        ),
        (
            Rule::clause_alone,
            if korean {
                "facts \"a\" "
            } else {
                "사실관계 \"a\" "
            },
        ),
    ];
    let whole = tries.into_iter().find_map(|(rule, before)| {
        let text = format!("{before}{text}");
        let made = alone(rule, &text, to)?;
        let keyword = if before.is_empty() {
            0
        } else {
            made.find(' ')? + 1
        };
        let made = made.get(keyword..)?.to_owned();
        (made != text).then_some(made)
    });
    let made = whole.or_else(|| word_by_word(&text, korean, item, has))?;
    let target = korean && item == "exception" && opener == "to";
    let made = match made.strip_prefix("상대 ").filter(|_| target) {
        Some(rest) => format!("예외대상 {rest}"),
        None => made,
    };
    let made = names(&made, korean, has).replace(REST, "…");
    (made != written).then_some(made)
}

/// A part of a policy that one rule reads, turned.
fn alone(rule: Rule, text: &str, to: To<'_>) -> Option<String> {
    let (bare, to) = (bare(text), To { text, ..to });
    let pair = Grammar::parse(rule, &bare).ok()?.next()?;
    let mut edits: Vec<Edit> = Vec::new();
    let parts: Vec<Pair<'_>> = pair.into_inner().collect();
    for part in parts {
        turn(part, to, &mut edits)?;
    }
    edited(
        text,
        Range {
            start: 0,
            end: text.len(),
        },
        edits,
    )
}

/// One word, or several that are one keyword.
fn one(
    written: &str,
    korean: bool,
    item: &str,
    has: &mut dyn FnMut(&str) -> bool,
) -> Option<String> {
    let written = spaced(written);
    let other = |(en, ko): (&'static str, &'static str)| {
        let (this, that) = if korean { (en, ko) } else { (ko, en) };
        (this == written).then(|| that.to_owned())
    };
    if korean && item == "exception" && written == "to" {
        return Some("예외대상".to_owned());
    }
    let denied = written.strip_prefix(if korean { "not " } else { "아닌 " });
    if let Some(state) = denied {
        let same = |(en, ko): &&(&str, &str)| if korean { *en == state } else { *ko == state };
        let whole = STATES.iter().copied().find_map(other);
        let found = STATES.iter().find(same);
        let denied = found.map(|(en, ko)| match korean {
            true => format!("아닌 {ko}"),
            false => format!("not {en}"),
        });
        if let Some(word) = whole.or(denied) {
            return Some(word);
        }
    }
    // Among English keywords a Korean word of the text is a name.
    if !korean && has(&written) {
        return None;
    }
    let keywords = CLAUSES.iter().chain(ITEMS);
    if let Some(word) = keywords
        .map(|keyword| (keyword.en, keyword.ko))
        .find_map(other)
    {
        return Some(word);
    }
    // Any other word may be a name of the file, and a particle the end of one.
    let particle = matches!(written.as_str(), "은" | "는" | "이" | "가");
    if particle || has(&written) {
        return None;
    }
    listed(&written, korean)
}

/// The words of a text that no rule reads whole, each by itself; none where one of them stays.
fn word_by_word(
    text: &str,
    korean: bool,
    item: &str,
    has: &mut dyn FnMut(&str) -> bool,
) -> Option<String> {
    let mut changed = false;
    let (this, that) = if korean {
        ("one of (", "다음 중 (")
    } else {
        ("다음 중 (", "one of (")
    };
    let together = text.replace(this, that);
    changed |= together != text;
    let words: Vec<&str> = together.split(' ').collect();
    let mut made: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // Several words may be one word of the language.
        let longest = (1..=MAX_WORDS).rev().find_map(|count| {
            let word = words.get(at..at + count)?.join(" ");
            let bare = word.trim_matches(['(', ')', ',']).to_owned();
            let meant = one(&bare, korean, item, has).filter(|_| !bare.is_empty())?;
            Some((word.replace(&bare, &meant), count))
        });
        changed |= longest.is_some();
        let same = || (words.get(at).map_or("", |word| word).to_owned(), 1);
        let (word, count) = longest.unwrap_or_else(same);
        made.push(word);
        at += count;
    }
    changed.then(|| made.join(" "))
}

/// Names of examples in the other language, but for those that the file has.
fn names(text: &str, korean: bool, has: &mut dyn FnMut(&str) -> bool) -> String {
    let mut made = String::new();
    let mut quoted = false;
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = if is_name(first) {
            rest.find(|c| !is_name(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (word, after) = rest.split_at(end);
        quoted ^= word == "\"";
        let known = NAMES
            .iter()
            .find(|(en, ko)| word == if korean { *en } else { *ko });
        match known.filter(|_| !quoted && !has(word)) {
            Some((en, ko)) => made.push_str(if korean { ko } else { en }),
            None => made.push_str(word),
        }
        rest = after;
    }
    made
}
