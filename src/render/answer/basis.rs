//! What a conclusion rests on that is not established: what the record only assumes, infers, or has
//! from reports.

use std::collections::BTreeSet;

use super::lookup::Lookup;
use super::phrasing::{said, strung, together};
use super::{cause, figure, words};
use crate::determination::{Basis, Because, Counting, DutyRow, FactRow, TimeLimit, Words};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// At most so many facts are named.
const FACTS: usize = 6;

/// Such facts behind a duty that are not told beside it already: behind its occasion, the exceptions
/// that hold, its limit, and when it was done.
pub(super) fn behind(duty: &DutyRow, told: &Phrase, lookup: &Lookup) -> Option<Phrase> {
    let named = facts(duty, told, lookup);
    (!named.is_empty()).then(|| words::not_established(&few(named, FACTS)))
}

/// The first so many of such facts, and how many more there are.
pub(super) fn few(named: Vec<Phrase>, most: usize) -> Phrase {
    strung(words::first_of(named, most))
}

/// The same facts alone, each once.
pub(super) fn facts(duty: &DutyRow, told: &Phrase, lookup: &Lookup) -> Vec<Phrase> {
    told_of(&rows(duty, lookup), told, lookup)
}

/// Of these what is only assumed.
pub(super) fn assumed(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
    let mut rows = rows(duty, lookup);
    let basis = |row: &FactRow| lookup.basis(&row.path, row.over.as_deref());
    rows.retain(|row| basis(row).is_some_and(Basis::is_assumed));
    told_of(&rows, &Phrase::default(), lookup)
}

/// The facts behind a duty, established or not.
fn rows<'a>(duty: &'a DutyRow, lookup: &Lookup<'a>) -> Vec<&'a FactRow> {
    let holding = duty.exceptions.iter().filter(|row| row.value == Truth::Yes);
    let holding = holding.map(|row| row.because.as_ref());
    let reasons = std::iter::once(duty.about.because.as_ref()).chain(holding);
    let facts = of_reasons(reasons.flatten(), lookup);
    let mut facts: Vec<&FactRow> = match duty.about.is_periodic() {
        true => of_period(facts, duty, lookup),
        false => facts,
    };
    let titles = duty.counted.as_ref().map(titles).unwrap_or_default();
    let all = &lookup.all.facts;
    let own = |row: &&FactRow| titles.contains(&&row.title) && may_read(duty, &row.path);
    facts.extend(all.iter().filter(own));
    // What was done then is an act of this title.
    let done = |row: &&FactRow| {
        row.is_event()
            && row.title == duty.must
            && duty.done_at.is_some_and(|at| cause::is_at(&row.value, at))
    };
    facts.extend(all.iter().filter(done));
    facts
}

/// The facts of the periods that a duty of a period of the calendar looks at. A conclusion has one row,
/// whose reason is that of another period; at which periods the duty looks, its own questions say.
fn of_period<'a>(facts: Vec<&'a FactRow>, duty: &DutyRow, lookup: &Lookup<'a>) -> Vec<&'a FactRow> {
    let about = &duty.about;
    let own = about.because.iter().flat_map(|because| because.sides());
    let own = own.filter_map(|side| Some((side.path.as_deref()?, side.over.as_deref()?)));
    let asked = about.needs.iter().chain(&about.regardless);
    let asked = asked.filter_map(|need| need.path.split_once(" over "));
    let steps = about.routes.yes.iter().chain(&about.routes.no).flatten();
    let steps = steps.filter_map(|step| step.path.split_once(" over "));
    let periods: BTreeSet<&str> = own
        .chain(asked)
        .chain(steps)
        .map(|(_, over)| over)
        .collect();
    let read = |row: &FactRow| {
        let over = row.over.as_deref();
        over.is_none_or(|over| periods.contains(over))
    };
    let mut found: Vec<&FactRow> = Vec::new();
    for fact in facts {
        let same = |row: &&FactRow| row.path == fact.path && read(row);
        let all = lookup.all.facts.iter();
        match read(fact) {
            true => found.push(fact),
            false => found.extend(all.filter(same)),
        }
    }
    found
}

/// Whether a duty can have read a fact: one of a member of a list only as that member's own.
pub(super) fn may_read(duty: &DutyRow, path: &str) -> bool {
    let member = path.split('.').next().unwrap_or(path);
    let Some((list, _)) = member.split_once('[') else {
        return true;
    };
    let parts = duty.about.instance.iter().flat_map(|all| all.split(", "));
    let parts = parts.chain(duty.bearer_member.as_deref());
    let mut own = parts.filter(|part| part.split_once('[').is_some_and(|(of, _)| of == list));
    match own.next() {
        Some(first) => first == member || own.any(|part| part == member),
        None => true,
    }
}

/// How far it is from being established that something was done, where every such act on record is:
/// of a period those of its year, where there are any.
pub(super) fn of_act(duty: &DutyRow, lookup: &Lookup) -> Option<Basis> {
    let zone = lookup.zone_of(duty);
    let instance = duty.about.instance.as_deref().unwrap_or_default();
    let year = |act: &FactRow| {
        let begun = lookup.all.begun(act).and_then(|at| zone.date(at));
        begun.is_some_and(|day| instance.starts_with(&format!("{:04}", day.year())))
    };
    let acts: Vec<&FactRow> = lookup.all.done_of(duty).collect();
    let at = |act: &&&FactRow| duty.done_at.is_none_or(|at| cause::is_at(&act.value, at));
    let own = || acts.iter().filter(at);
    let in_year: Vec<&&FactRow> = own().filter(|act| year(act)).collect();
    let counted = match in_year.is_empty() || !duty.about.is_periodic() {
        true => own().collect(),
        false => in_year,
    };
    let bases: Option<Vec<Basis>> = counted.iter().map(|act| act.basis()).collect();
    bases?.into_iter().max()
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

fn told_of(facts: &[&FactRow], told: &Phrase, lookup: &Lookup) -> Vec<Phrase> {
    let mut known = BTreeSet::new();
    let named = facts.iter().filter_map(|row| {
        let basis = lookup.basis(&row.path, row.over.as_deref())?;
        let title = together([said(&row.title), figure::over(row.over.as_ref())]);
        let named = together([title, words::bracketed(&words::basis(basis))]);
        let fresh = !told.en.contains(&named.en) && known.insert(named.en.clone());
        fresh.then_some(named)
    });
    named.collect()
}

/// The titles of what a limit was counted from and with.
pub(super) fn titles(counting: &Counting) -> Vec<&Words> {
    let mut titles = Vec::new();
    counted(counting, &mut titles);
    titles
}

fn counted<'c>(counting: &'c Counting, titles: &mut Vec<&'c Words>) {
    titles.extend(counting.lengths.iter().filter_map(|one| one.title.as_ref()));
    match counting.from.fixed_by() {
        TimeLimit::Titled(title) => titles.push(title),
        TimeLimit::Counted(counting) => counted(counting, titles),
        _ => {}
    }
}
