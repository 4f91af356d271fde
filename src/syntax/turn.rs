//! Keywords turned into the other language. Names, titles and numbers stay, and so does a phrase of
//! which the other language has no word-for-word form, such as a reference period.

use std::ops::Range;

use pest::Parser;

use super::grammar::{Grammar, Rule};
use super::keywords::STATES;
use super::literal;
use crate::diagnostic::Language;
use crate::source::Sources;
use crate::value::Weekday;
use crate::value::written::month_name;

type Pair<'a> = pest::iterators::Pair<'a, Rule>;

/// The words of the grammar, in which each keyword has both spellings.
const WORDS: &str = include_str!("../../grammar/words.pest");

/// Words of rules that list many of them, in both spellings, besides the states.
const GATHERED: &[(&str, &str)] = &[
    ("any", "하나라도"),
    ("every", "모두"),
    ("none", "하나도"),
    ("count", "개수"),
    ("sum", "합계"),
    ("largest", "최대"),
    ("smallest", "최소"),
    ("earliest", "최초"),
    ("latest", "최종"),
    ("first known", "먼저알려진"),
];
const OF_DUTIES: &[(&str, &str)] = &[
    ("due", "만기"),
    ("performance", "이행"),
    ("breach", "위반"),
    ("calendar", "휴일력"),
];
const UNITS: &[(&str, &str)] = &[
    ("year", "연도"),
    ("quarter", "분기"),
    ("month", "월"),
    ("week", "주"),
    ("day", "일"),
];
const OTHERS: &[(&str, &str)] = &[
    ("ko", "한"),
    ("en", "영"),
    ("any", "모두"),
    ("yes/no", "예/아니오"),
    ("list", "목록"),
    ("unknown", "불명"),
];

/// A policy with its keywords in one language; none where the text cannot be read whole, or would be
/// read otherwise then.
#[must_use]
pub fn turned(text: &str, language: Language) -> Option<String> {
    let file = Grammar::parse(Rule::file, text).ok()?.next()?;
    let mut edits = Vec::new();
    for item in file.into_inner() {
        match item.as_rule() {
            Rule::item => {
                let from = edits.len();
                let targets = targets(&item);
                turn(item, language == Language::Korean, &mut edits)?;
                for (range, word) in edits.iter_mut().skip(from) {
                    if word == "상대" && targets.contains(&range.start) {
                        *word = "예외대상".to_owned();
                    }
                }
            }
            Rule::EOI => {}
            _ => return None,
        }
    }
    let made = edited(text, 0..text.len(), edits)?;
    (tree(text) == tree(&made)).then_some(made)
}

/// Where an exception says what it excepts: the clauses of its own that begin with `to`.
fn targets(item: &Pair<'_>) -> Vec<usize> {
    let parts = || item.clone().into_inner();
    let opening = parts().find(|part| part.as_rule() == Rule::opening);
    let kind = opening.and_then(|opening| opening.into_inner().next());
    if kind.is_none_or(|kind| kind.as_rule() != Rule::kw_exception) {
        return Vec::new();
    }
    let clauses = parts().filter(|part| part.as_rule() == Rule::clause);
    let own = clauses.filter_map(|clause| clause.into_inner().next());
    let own = own.filter(|clause| clause.as_rule() == Rule::cl_to);
    own.map(|clause| clause.as_span().start()).collect()
}

/// A part of a text with its edits, which are in order.
fn edited(text: &str, part: Range<usize>, edits: Vec<Edit>) -> Option<String> {
    let mut made = String::new();
    let mut at = part.start;
    for (range, word) in edits {
        made.push_str(text.get(at..range.start)?);
        made.push_str(&word);
        at = range.end;
    }
    made.push_str(text.get(at..part.end)?);
    Some(made)
}

/// What a text says, without any place.
fn tree(text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let (tree, findings) = super::parse(file, &sources);
    let shown = format!("{:?} {}", tree.items, findings.len());
    let mut parts = shown.split("Span {");
    let mut made = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        made.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
    }
    // The tree keeps some of these words as they are written.
    for (en, ko) in UNITS.iter().chain(OF_DUTIES) {
        made = made.replace(&format!("\"{ko}\""), &format!("\"{en}\""));
    }
    made
}

type Edit = (Range<usize>, String);

/// Turns the words of a pair, in order. None where a part of it is stray.
fn turn(pair: Pair<'_>, korean: bool, edits: &mut Vec<Edit>) -> Option<()> {
    let rule = pair.as_rule();
    match rule {
        Rule::stray => return None,
        // What has an order of its own in Korean.
        Rule::ref_period | Rule::korean_months | Rule::path => return Some(()),
        Rule::cl_in_force | Rule::days_between => return in_force(pair, korean, edits),
        Rule::aggregate => return aggregate(pair, korean, edits),
        Rule::yearly => return yearly(pair, korean, edits),
        Rule::postfix => return of_law(pair, korean, edits),
        Rule::shift => return counted(pair, korean, edits),
        Rule::happened_tail if korean => {
            let denied = pair
                .clone()
                .into_inner()
                .any(|part| part.as_rule() == Rule::kw_not);
            let word = if denied { "없었음" } else { "있었음" };
            edits.push((range(&pair), word.to_owned()));
            return Some(());
        }
        Rule::happened_korean if !korean => {
            let mut parts = pair.clone().into_inner();
            let word = match parts.any(|part| part.as_rule() == Rule::kw_undone_ko) {
                true => "has not happened",
                false => "has happened",
            };
            edits.push((range(&pair), word.to_owned()));
            return Some(());
        }
        Rule::one_of | Rule::one_of_kind => {
            merged(&pair, (Rule::kw_one, Rule::kw_of), korean, edits)
        }
        Rule::at_least_of => merged(&pair, (Rule::kw_at, Rule::kw_least), korean, edits),
        _ => {}
    }
    let parts: Vec<Pair<'_>> = pair.clone().into_inner().collect();
    if parts.is_empty() {
        if let Some(word) = word(&pair, None, korean) {
            edits.push((range(&pair), word));
        }
        return Some(());
    }
    for part in parts {
        let leaf = part.clone().into_inner().next().is_none();
        let of = part.as_rule();
        // These were turned together.
        let done = match rule {
            Rule::one_of | Rule::one_of_kind => {
                matches!(of, Rule::kw_one | Rule::kw_of | Rule::kw_one_ko)
            }
            Rule::at_least_of => matches!(of, Rule::kw_at | Rule::kw_least | Rule::kw_least_ko),
            _ => false,
        };
        if done {
            continue;
        }
        if leaf {
            if let Some(word) = word(&part, Some(rule), korean) {
                edits.push((range(&part), word));
            }
        } else {
            turn(part, korean, edits)?;
        }
    }
    Some(())
}

/// The bytes of a pair without the blanks after it.
fn range(pair: &Pair<'_>) -> Range<usize> {
    let start = pair.as_span().start();
    start..start + pair.as_str().trim_end().len()
}

/// Two English words that are one in Korean: `one of` and `다음중`, `at least` and `적어도`.
fn merged(pair: &Pair<'_>, english: (Rule, Rule), korean: bool, edits: &mut Vec<Edit>) {
    let parts: Vec<Pair<'_>> = pair.clone().into_inner().collect();
    let (en, ko) = match english.0 {
        Rule::kw_one => ("one of", "다음중"),
        _ => ("at least", "적어도"),
    };
    let Some(first) = parts.first() else {
        return;
    };
    if first.as_rule() == english.0 && korean {
        if let Some(second) = parts.get(1).filter(|part| part.as_rule() == english.1) {
            edits.push((range(first).start..range(second).end, ko.to_owned()));
        }
    } else if first.as_rule() != english.0 && !korean {
        edits.push((range(first), en.to_owned()));
    }
}

/// `any of (…)` and `하나라도 (…)`; what is not about brackets has no Korean form.
fn aggregate(pair: Pair<'_>, korean: bool, edits: &mut Vec<Edit>) -> Option<()> {
    let parts: Vec<Pair<'_>> = pair.into_inner().collect();
    let gathered = parts
        .last()
        .is_some_and(|part| part.as_rule() == Rule::gather);
    let word = parts.iter().find(|part| {
        matches!(
            part.as_rule(),
            Rule::aggregate_word | Rule::aggregate_korean
        )
    });
    if let (Some(word), true) = (word, gathered) {
        let start = parts.first().map_or(0, |first| range(first).start);
        let of = parts.iter().find(|part| part.as_rule() == Rule::kw_of);
        let end = of.map_or(range(word).end, |of| range(of).end);
        let written = spaced(word.as_str());
        let other = GATHERED
            .iter()
            .find(|(en, ko)| *en == written || *ko == written);
        match (word.as_rule(), korean, other) {
            (Rule::aggregate_word, true, Some((_, ko))) => {
                edits.push((start..end, (*ko).to_owned()))
            }
            (Rule::aggregate_korean, false, Some((en, _))) => {
                edits.push((start..end, format!("{en} of")));
            }
            _ => {}
        }
    }
    for part in parts {
        if !matches!(
            part.as_rule(),
            Rule::aggregate_word | Rule::aggregate_korean | Rule::kw_of | Rule::kw_the
        ) {
            turn(part, korean, edits)?;
        }
    }
    Some(())
}

/// `covered under law of started` and `시작 당시의 법에 따른 대상`.
fn of_law(pair: Pair<'_>, korean: bool, edits: &mut Vec<Edit>) -> Option<()> {
    let (tail, between) = match korean {
        true => (Rule::under_tail, " 당시의 법에 따른 "),
        false => (Rule::under_korean, " under law of "),
    };
    let parts: Vec<Pair<'_>> = pair.clone().into_inner().collect();
    match parts.split_last() {
        Some((last, before)) if last.as_rule() == tail => {
            let after: Vec<Pair<'_>> = last
                .clone()
                .into_inner()
                .filter(|part| !is_word(part))
                .collect();
            exchanged(&pair, before, between, &after, korean, edits)
        }
        _ => parts
            .into_iter()
            .try_for_each(|part| turn(part, korean, edits)),
    }
}

/// `30 days after ended` and `종료 이후 30 일`.
fn counted(pair: Pair<'_>, korean: bool, edits: &mut Vec<Edit>) -> Option<()> {
    let parts: Vec<Pair<'_>> = pair.clone().into_inner().collect();
    let length = |part: Option<&Pair<'_>>| part.is_some_and(|part| is_amount(part.clone()));
    let values: Vec<Pair<'_>> = parts
        .iter()
        .filter(|part| !is_word(part))
        .cloned()
        .collect();
    let shift = parts.get(1).and_then(|part| word(part, None, korean));
    let first = length(values.first());
    let moves = if korean {
        first
    } else {
        !first && length(values.get(1))
    };
    let (Some(shift), [one, two], true) = (shift, values.as_slice(), moves) else {
        return parts
            .into_iter()
            .try_for_each(|part| turn(part, korean, edits));
    };
    let between = format!(" {shift} ");
    exchanged(
        &pair,
        std::slice::from_ref(one),
        &between,
        std::slice::from_ref(two),
        korean,
        edits,
    )?;
    let end = end(two);
    for part in parts.iter().filter(|part| range(part).start >= end) {
        edits.extend(word(part, None, korean).map(|word| (range(part), word)));
    }
    Some(())
}

/// Two parts in the order of the other language, with what stands between them there. A remark between
/// them would have no place, so they then stay.
fn exchanged(
    of: &Pair<'_>,
    one: &[Pair<'_>],
    between: &str,
    two: &[Pair<'_>],
    korean: bool,
    edits: &mut Vec<Edit>,
) -> Option<()> {
    let text = of.get_input();
    let around = |parts: &[Pair<'_>]| {
        let start = parts.iter().map(|part| range(part).start).min();
        let end = parts.iter().map(end).max();
        Some(start?..end?)
    };
    let (first, second) = (around(one)?, around(two)?);
    if text.get(first.end..second.start)?.contains('#') {
        return Some(());
    }
    let turned = |parts: &[Pair<'_>], range: Range<usize>| {
        let mut within = Vec::new();
        for part in parts {
            turn(part.clone(), korean, &mut within)?;
        }
        edited(text, range, within)
    };
    let joined = [
        turned(two, second.clone())?,
        between.to_owned(),
        turned(one, first.clone())?,
    ];
    edits.push((first.start..second.end, joined.concat()));
    Some(())
}

/// Where the last word of a pair ends: a pair may go on over blanks and remarks up to what could follow.
fn end(pair: &Pair<'_>) -> usize {
    match pair.clone().into_inner().next_back() {
        Some(last) => end(&last),
        None => range(pair).end,
    }
}

/// Whether a pair is a keyword.
fn is_word(pair: &Pair<'_>) -> bool {
    format!("{:?}", pair.as_rule()).starts_with("kw_")
}

/// Whether a pair is an amount and nothing else.
fn is_amount(pair: Pair<'_>) -> bool {
    if pair.as_rule() == Rule::amount {
        return true;
    }
    let mut parts = pair.into_inner();
    match (parts.next(), parts.next()) {
        (Some(only), None) => is_amount(only),
        _ => false,
    }
}

/// `every year 1 may` and `매년 5월 1일`.
fn yearly(pair: Pair<'_>, korean: bool, edits: &mut Vec<Edit>) -> Option<()> {
    let parts: Vec<Pair<'_>> = pair.into_inner().collect();
    let part = |rule: Rule| parts.iter().find(|part| part.as_rule() == rule);
    let named = part(Rule::whole).zip(part(Rule::month));
    let numbered = part(Rule::month_number).zip(part(Rule::day_number));
    for one in &parts {
        match one.as_rule() {
            Rule::days_between => turn(one.clone(), korean, edits)?,
            Rule::whole if korean => {
                let (day, month) = named?;
                let number = literal::month(month.as_str().trim());
                let text = format!("{number}월 {}일", day.as_str().trim());
                edits.push((range(day).start..range(month).end, text));
            }
            Rule::month_number if !korean => {
                let (month, day) = numbered?;
                let name = month_name(literal::month(month.as_str().trim()).into()).to_lowercase();
                let number = day.as_str().trim().trim_end_matches('일');
                edits.push((
                    range(month).start..range(day).end,
                    format!("{number} {name}"),
                ));
            }
            _ => {
                if let Some(word) = word(one, Some(Rule::yearly), korean) {
                    edits.push((range(one), word));
                }
            }
        }
    }
    Some(())
}

/// `in force from D until D` and `시행 D부터 D까지`.
fn in_force(pair: Pair<'_>, korean: bool, edits: &mut Vec<Edit>) -> Option<()> {
    for part in pair.into_inner() {
        let (from, until) = if korean {
            ("부터", "까지")
        } else {
            ("from ", "until ")
        };
        let turns = match part.as_rule() {
            Rule::from_day if korean => Some(from),
            Rule::until_day if korean => Some(until),
            Rule::korean_from if !korean => Some(from),
            Rule::korean_until if !korean => Some(until),
            _ => None,
        };
        if part.clone().into_inner().next().is_none() {
            if let Some(word) = word(&part, Some(Rule::cl_in_force), korean) {
                edits.push((range(&part), word));
            }
        } else if let Some(word) = turns {
            let mut inner = part.clone().into_inner();
            let moment = inner.find(|inner| inner.as_rule() == Rule::moment)?;
            let moment = moment.as_str().trim_end();
            let made = if korean {
                format!("{moment}{word}")
            } else {
                format!("{word}{moment}")
            };
            edits.push((range(&part), made));
        }
    }
    Some(())
}

/// A word in the other language; none where it is in this one, or is no keyword.
fn word(pair: &Pair<'_>, within: Option<Rule>, korean: bool) -> Option<String> {
    let written = spaced(pair.as_str());
    if written.is_ascii() != korean {
        return None;
    }
    let table = match pair.as_rule() {
        Rule::state => STATES,
        Rule::of_word => OF_DUTIES,
        Rule::calendar_unit => UNITS,
        Rule::weekday => return weekday(&written, korean),
        Rule::lang | Rule::any_cell | Rule::yes_no_kind | Rule::kw_list | Rule::unknown => OTHERS,
        rule => return keyword(rule, within, korean),
    };
    let known = table
        .iter()
        .find(|(en, ko)| *en == written || *ko == written);
    known.map(|(en, ko)| (if korean { *ko } else { *en }).to_owned())
}

fn weekday(written: &str, korean: bool) -> Option<String> {
    let day = Weekday::named(written)?;
    let mut all = Weekday::NAMED.into_iter();
    let (_, en, ko) = all.find(|(named, ..)| *named == day)?;
    Some((if korean { ko } else { en }).to_owned())
}

/// The spelling of a keyword, as the grammar lists it.
fn keyword(rule: Rule, within: Option<Rule>, korean: bool) -> Option<String> {
    let name = format!("{rule:?}");
    if !name.starts_with("kw_") {
        return None;
    }
    let meant = match (rule, within) {
        (Rule::kw_from, Some(Rule::cl_from)) => Some("주는쪽"),
        (Rule::kw_over, Some(Rule::over_tail)) => Some("기간"),
        (Rule::kw_through, Some(Rule::payment)) => Some("지급방법"),
        (Rule::kw_to, _) => Some("상대"),
        _ => None,
    };
    if let (Some(word), true) = (meant, korean) {
        return Some(word.to_owned());
    }
    let line = WORDS
        .lines()
        .find(|line| line.split(' ').next() == Some(name.as_str()))?;
    let spellings = line.split('|').map(|part| {
        let words: Vec<&str> = part.split('"').skip(1).step_by(2).collect();
        words.join(" ")
    });
    let mut wanted = spellings.filter(|word| !word.is_empty() && word.is_ascii() != korean);
    wanted.next()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
