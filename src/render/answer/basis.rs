//! What a conclusion rests on that is not established: what the record only assumes, infers, or has
//! from reports.

use std::collections::BTreeSet;

use super::lookup::Lookup;
use super::phrasing::{said, strung, together};
use super::{cause, figure, words};
use crate::determination::{Because, Counting, DutyRow, FactRow, TimeLimit, Words};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// At most so many facts are named.
const FACTS: usize = 6;

/// Such facts behind a duty that are not told beside it already: behind its occasion, the exceptions
/// that hold, its limit, and when it was done.
pub(super) fn behind(duty: &DutyRow, told: &Phrase, lookup: &Lookup) -> Option<Phrase> {
    let named = facts(duty, told, lookup, FACTS)?;
    Some(words::not_established(&named))
}

/// The same facts alone, at most so many of them and how many more there are.
pub(super) fn facts(duty: &DutyRow, told: &Phrase, lookup: &Lookup, most: usize) -> Option<Phrase> {
    let holding = duty.exceptions.iter().filter(|row| row.value == Truth::Yes);
    let holding = holding.map(|row| row.because.as_ref());
    let reasons = std::iter::once(duty.about.because.as_ref()).chain(holding);
    let mut facts: Vec<&FactRow> = of_reasons(reasons.flatten(), lookup);
    let titles = duty.counted.as_ref().map(titles).unwrap_or_default();
    let all = &lookup.all.facts;
    facts.extend(all.iter().filter(|row| titles.contains(&&row.title)));
    // What was done then is an act of this title.
    let done = |row: &&FactRow| {
        row.is_event()
            && row.title == duty.must
            && duty.done_at.is_some_and(|at| cause::is_at(&row.value, at))
    };
    facts.extend(all.iter().filter(done));
    told_of(&facts, told, lookup, most)
}

fn of_reasons<'a>(
    reasons: impl Iterator<Item = &'a Because>,
    lookup: &Lookup<'a>,
) -> Vec<&'a FactRow> {
    let sides = cause::sides(reasons, lookup);
    let facts = lookup.all.facts.iter();
    facts
        .filter(|row| {
            let mut sides = sides.iter();
            sides.any(|side| {
                side.path.as_deref() == Some(row.path.as_str()) && side.over == row.over
            })
        })
        .collect()
}

fn told_of(facts: &[&FactRow], told: &Phrase, lookup: &Lookup, most: usize) -> Option<Phrase> {
    let mut known = BTreeSet::new();
    let named = facts.iter().filter_map(|row| {
        let basis = lookup.basis(&row.path, row.over.as_deref())?;
        let title = together([said(&row.title), figure::over(row.over.as_ref())]);
        let named = together([title, words::bracketed(&words::basis(basis))]);
        let fresh = !told.en.contains(&named.en) && known.insert(named.en.clone());
        fresh.then_some(named)
    });
    let mut named: Vec<Phrase> = named.collect();
    let more = named.len().saturating_sub(most);
    if more > 1 {
        named.truncate(most);
        named.push(words::and_more(&Phrase::same(more.to_string())));
    }
    let named = strung(named);
    (!named.is_empty()).then_some(named)
}

/// The titles of what a limit was counted from and with.
pub(super) fn titles(counting: &Counting) -> Vec<&Words> {
    let mut titles = Vec::new();
    counted(counting, &mut titles);
    titles
}

fn counted<'c>(counting: &'c Counting, titles: &mut Vec<&'c Words>) {
    titles.extend(counting.lengths.iter().filter_map(|one| one.title.as_ref()));
    match &counting.from {
        TimeLimit::Titled(title) => titles.push(title),
        TimeLimit::Counted(counting) => counted(counting, titles),
        _ => {}
    }
}
