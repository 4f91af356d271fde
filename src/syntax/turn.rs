//! The words of the language turned into the other one: keywords, kinds and units. Names, titles and
//! numbers stay, and so does a phrase of which the other language has no word-for-word form, such as a
//! reference period.

pub(super) mod shown;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use pest::Parser;

use super::grammar::{Grammar, Rule, bare};
use super::literal;
use crate::diagnostic::Language;
use crate::source::Sources;
use crate::value::written::month_name;
use words::{GATHERED, alike, spaced, unit, word};

type Pair<'a> = pest::iterators::Pair<'a, Rule>;

/// Into which language words are turned.
#[derive(Clone, Copy)]
struct To<'a> {
    korean: bool,
    /// Names that the text declares: where they are words of the language too, they stay.
    declared: &'a BTreeSet<&'a str>,
    /// What is turned, with its comments, of which the pairs know nothing.
    text: &'a str,
}

impl<'a> To<'a> {
    /// A pair as it is written.
    fn written(self, pair: &Pair<'_>) -> &'a str {
        self.text.get(range(pair)).unwrap_or("")
    }
}

/// A policy with its words in one language; none where the text cannot be read whole, or would be
/// read otherwise then.
#[must_use]
pub fn turned(text: &str, language: Language) -> Option<String> {
    let bare = bare(text);
    let file = Grammar::parse(Rule::file, &bare).ok()?.next()?;
    let mut declared = BTreeSet::new();
    // A kind is named where it is used, not declared.
    let mut kind_ends = 0;
    for pair in file.clone().into_inner().flatten() {
        match pair.as_rule() {
            Rule::kind => kind_ends = pair.as_span().end(),
            Rule::item_name | Rule::ident if pair.as_span().start() >= kind_ends => {
                declared.insert(pair.as_str());
            }
            _ => {}
        }
    }
    let to = To {
        korean: language == Language::Korean,
        declared: &declared,
        text,
    };
    let mut edits = Vec::new();
    for item in file.into_inner() {
        match item.as_rule() {
            Rule::item => {
                let from = edits.len();
                let targets = targets(&item);
                turn(item, to, &mut edits)?;
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
    let quoted = made.split('"').enumerate();
    let quoted = quoted.map(|(at, part)| if at % 2 == 1 { alike(part) } else { part });
    quoted.collect::<Vec<_>>().join("\"")
}

type Edit = (Range<usize>, String);

/// Turns the words of a pair, in order. None where a part of it is stray.
fn turn(pair: Pair<'_>, to: To<'_>, edits: &mut Vec<Edit>) -> Option<()> {
    let rule = pair.as_rule();
    match rule {
        Rule::stray => return None,
        // What has an order of its own in Korean.
        Rule::ref_period | Rule::korean_months => return Some(()),
        Rule::path => {
            edits.extend(word(&pair, None, to).map(|word| (range(&pair), word)));
            return Some(());
        }
        Rule::amount | Rule::bound_amount => {
            let parts: Vec<Pair<'_>> = pair.into_inner().collect();
            if let [number, of] = parts.as_slice()
                && of.as_rule() == Rule::unit
                && let Some(word) = unit(number.as_str().trim(), of.as_str(), to)
            {
                // `24시간` may be written without a blank, `24hours` may not.
                let apart = end(number) < range(of).start || to.korean;
                let word = if apart { word } else { format!(" {word}") };
                edits.push((range(of), word));
            }
            return Some(());
        }
        Rule::cl_in_force | Rule::days_between => return in_force(pair, to, edits),
        Rule::aggregate => return aggregate(pair, to, edits),
        Rule::yearly => return yearly(pair, to, edits),
        Rule::postfix => return of_law(pair, to, edits),
        Rule::shift => return counted(pair, to, edits),
        Rule::happened_tail if to.korean => {
            let denied = pair
                .clone()
                .into_inner()
                .any(|part| part.as_rule() == Rule::kw_not);
            let word = if denied { "없었음" } else { "있었음" };
            edits.push((range(&pair), word.to_owned()));
            return Some(());
        }
        Rule::happened_korean if !to.korean => {
            let mut parts = pair.clone().into_inner();
            let word = match parts.any(|part| part.as_rule() == Rule::kw_undone_ko) {
                true => "has not happened",
                false => "has happened",
            };
            edits.push((range(&pair), word.to_owned()));
            return Some(());
        }
        Rule::one_of | Rule::one_of_kind => merged(&pair, (Rule::kw_one, Rule::kw_of), to, edits),
        Rule::at_least_of => merged(&pair, (Rule::kw_at, Rule::kw_least), to, edits),
        _ => {}
    }
    let parts: Vec<Pair<'_>> = pair.clone().into_inner().collect();
    if parts.is_empty() {
        if let Some(word) = word(&pair, None, to) {
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
            if let Some(word) = word(&part, Some(rule), to) {
                edits.push((range(&part), word));
            }
        } else {
            turn(part, to, edits)?;
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
fn merged(pair: &Pair<'_>, english: (Rule, Rule), to: To<'_>, edits: &mut Vec<Edit>) {
    let parts: Vec<Pair<'_>> = pair.clone().into_inner().collect();
    let (en, ko) = match english.0 {
        Rule::kw_one => ("one of", "다음 중"),
        _ => ("at least", "적어도"),
    };
    let Some(first) = parts.first() else {
        return;
    };
    if first.as_rule() == english.0 && to.korean {
        if let Some(second) = parts.get(1).filter(|part| part.as_rule() == english.1) {
            edits.push((range(first).start..range(second).end, ko.to_owned()));
        }
    } else if first.as_rule() != english.0 && !to.korean {
        edits.push((range(first), en.to_owned()));
    }
}

/// `any of (…)` and `하나라도 (…)`; what is not about brackets has no Korean form.
fn aggregate(pair: Pair<'_>, to: To<'_>, edits: &mut Vec<Edit>) -> Option<()> {
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
        let written = spaced(to.written(word));
        let other = GATHERED
            .iter()
            .find(|(en, ko)| *en == written || *ko == written);
        match (word.as_rule(), to.korean, other) {
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
            turn(part, to, edits)?;
        }
    }
    Some(())
}

/// `covered under law of started` and `시작 당시의 법에 따른 대상`.
fn of_law(pair: Pair<'_>, to: To<'_>, edits: &mut Vec<Edit>) -> Option<()> {
    let (tail, between) = match to.korean {
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
            exchanged(before, between, &after, to, edits)
        }
        _ => parts.into_iter().try_for_each(|part| turn(part, to, edits)),
    }
}

/// `30 days after ended` and `종료 이후 30 일`.
fn counted(pair: Pair<'_>, to: To<'_>, edits: &mut Vec<Edit>) -> Option<()> {
    let parts: Vec<Pair<'_>> = pair.clone().into_inner().collect();
    let length = |part: Option<&Pair<'_>>| part.is_some_and(|part| is_amount(part.clone()));
    let values: Vec<Pair<'_>> = parts
        .iter()
        .filter(|part| !is_word(part))
        .cloned()
        .collect();
    let shift = parts.get(1).and_then(|part| word(part, None, to));
    let first = length(values.first());
    let moves = if to.korean {
        first
    } else {
        !first && length(values.get(1))
    };
    let (Some(shift), [one, two], true) = (shift, values.as_slice(), moves) else {
        return parts.into_iter().try_for_each(|part| turn(part, to, edits));
    };
    let between = format!(" {shift} ");
    exchanged(
        std::slice::from_ref(one),
        &between,
        std::slice::from_ref(two),
        to,
        edits,
    )?;
    let end = end(two);
    for part in parts.iter().filter(|part| range(part).start >= end) {
        edits.extend(word(part, None, to).map(|word| (range(part), word)));
    }
    Some(())
}

/// Two parts in the order of the other language, with what is between them there. A remark between
/// them would have no place, so they then stay.
fn exchanged(
    one: &[Pair<'_>],
    between: &str,
    two: &[Pair<'_>],
    to: To<'_>,
    edits: &mut Vec<Edit>,
) -> Option<()> {
    let text = to.text;
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
            turn(part.clone(), to, &mut within)?;
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
fn yearly(pair: Pair<'_>, to: To<'_>, edits: &mut Vec<Edit>) -> Option<()> {
    let parts: Vec<Pair<'_>> = pair.into_inner().collect();
    let part = |rule: Rule| parts.iter().find(|part| part.as_rule() == rule);
    let named = part(Rule::whole).zip(part(Rule::month));
    let numbered = part(Rule::month_number).zip(part(Rule::day_number));
    for one in &parts {
        match one.as_rule() {
            Rule::days_between => turn(one.clone(), to, edits)?,
            Rule::whole if to.korean => {
                let (day, month) = named?;
                let number = literal::month(month.as_str().trim());
                let text = format!("{number}월 {}일", day.as_str().trim());
                edits.push((range(day).start..range(month).end, text));
            }
            Rule::month_number if !to.korean => {
                let (month, day) = numbered?;
                let name = month_name(literal::month(month.as_str().trim()).into()).to_lowercase();
                let number = day.as_str().trim().trim_end_matches('일');
                edits.push((
                    range(month).start..range(day).end,
                    format!("{number} {name}"),
                ));
            }
            _ => {
                if let Some(word) = word(one, Some(Rule::yearly), to) {
                    edits.push((range(one), word));
                }
            }
        }
    }
    Some(())
}

/// `in force from D until D` and `시행 D부터 D까지`.
fn in_force(pair: Pair<'_>, to: To<'_>, edits: &mut Vec<Edit>) -> Option<()> {
    for part in pair.into_inner() {
        let (from, until) = if to.korean {
            ("부터", "까지")
        } else {
            ("from ", "until ")
        };
        let turns = match part.as_rule() {
            Rule::from_day if to.korean => Some(from),
            Rule::until_day if to.korean => Some(until),
            Rule::korean_from if !to.korean => Some(from),
            Rule::korean_until if !to.korean => Some(until),
            _ => None,
        };
        if part.clone().into_inner().next().is_none() {
            if let Some(word) = word(&part, Some(Rule::cl_in_force), to) {
                edits.push((range(&part), word));
            }
        } else if let Some(word) = turns {
            let mut inner = part.clone().into_inner();
            let moment = inner.find(|inner| inner.as_rule() == Rule::moment)?;
            let moment = moment.as_str().trim_end();
            let made = if to.korean {
                format!("{moment}{word}")
            } else {
                format!("{word}{moment}")
            };
            edits.push((range(&part), made));
        }
    }
    Some(())
}
