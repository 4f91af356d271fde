//! Records made of those of cases by chance: facts are taken away, declared unknown, loosened to
//! bounds, contested, moved in time; events lose what they answer; other moments and other law are
//! asked for. The same seed makes the same records.

use onus::facts::{Datum, Facts, Fields, Known, Provenance};
use onus::value::{Bound, Number, Range, Truth, Value};
use std::sync::Arc;

use crate::golden::Dice;

use super::cases::{All, Record};

/// A program of fewer ops is short.
pub(super) const SHORT: usize = 250;

/// So many records, each made of that of some case.
pub(super) fn varied(all: &All, count: usize, seed: u64) -> Vec<Record> {
    let mut dice = Dice(seed.max(1));
    // What is short is judged by the plain evaluator in a hundredth of the time: it is tried more.
    let short = |record: &&Record| all.plans[record.program].len() < SHORT;
    let short: Vec<&Record> = all.records.iter().filter(short).collect();
    let one = |number: usize| {
        let mut record = match dice.below(8) {
            0 if dice.below(4) == 0 => all.records[dice.below(all.records.len())].clone(),
            _ => short[dice.below(short.len())].clone(),
        };
        record.name = format!("{} #{number}", record.name);
        for _ in 0..=dice.below(4) {
            change(&mut record, &mut dice);
        }
        record
    };
    (0..count).map(one).collect()
}

fn change(record: &mut Record, dice: &mut Dice) {
    let facts = &mut record.facts;
    match dice.below(16) {
        14 => {
            // Some time before the moment asked about.
            let back = dice.below(400 * 24) as i64 * 3_600_000_000;
            let from = record.question.as_of.plus_micros(-back);
            facts.record_complete_from = from.filter(|from| {
                let until = facts.record_complete_until;
                until.is_none_or(|until| *from <= until)
            });
        }
        15 => {
            let back = dice.below(40 * 24) as i64 * 3_600_000_000;
            record.question.known_by = record.question.as_of.plus_micros(-back);
        }
        0 => facts.record_complete_until = None,
        1 => facts.record_complete_until = Some(record.question.as_of),
        2 => {
            let hours = dice.below(24 * 60) as i64 - 12 * 60;
            let moved = record.question.as_of.plus_micros(hours * 3_600_000_000);
            record.question.as_of = moved.expect("it is a moment");
        }
        3 => record.question.law_of = Some(record.question.as_of),
        4 => record.question.law_of = None,
        5 if !facts.events.is_empty() => {
            let event = dice.below(facts.events.len());
            facts.events[event].re.clear();
        }
        6 if !facts.events.is_empty() => {
            let event = dice.below(facts.events.len());
            facts.events.remove(event);
            // What is said of events by their position would be of others.
            facts.events.iter_mut().for_each(|event| event.re.clear());
            facts.found.clear();
        }
        7 if !facts.events.is_empty() => {
            let event = dice.below(facts.events.len());
            let again = facts.events[event].clone();
            facts.events.push(again);
        }
        _ => loosen(facts, dice),
    }
}

/// Changes one fact.
fn loosen(facts: &mut Facts, dice: &mut Dice) {
    let mut all: Vec<&mut Datum> = Vec::new();
    for datum in Arc::make_mut(&mut facts.facts)
        .iter_mut()
        .chain(&mut facts.judgements)
    {
        leaves(datum, &mut all);
    }
    for event in &mut facts.events {
        if let Known::Record(fields) = &mut event.datum.known {
            each(fields, &mut all);
        }
    }
    if all.is_empty() {
        return;
    }
    let at = dice.below(all.len());
    let datum = &mut *all[at];
    datum.known = loosened(&datum.known, dice);
}

/// Everything that is known below something, itself included.
fn leaves<'d>(datum: &'d mut Datum, all: &mut Vec<&'d mut Datum>) {
    let inner = matches!(
        &datum.known,
        Known::Record(_) | Known::List { .. } | Known::Series(_)
    );
    if !inner {
        if !matches!(datum.known, Known::Absent) {
            all.push(datum);
        }
        return;
    }
    match &mut datum.known {
        Known::Record(fields) => each(fields, all),
        Known::List { members, .. } => members.iter_mut().for_each(|one| leaves(one, all)),
        Known::Series(entries) => entries.iter_mut().for_each(|(_, one)| leaves(one, all)),
        _ => {}
    }
}

fn each<'d>(fields: &'d mut Fields, all: &mut Vec<&'d mut Datum>) {
    fields.fields.iter_mut().for_each(|one| leaves(one, all));
    fields
        .judgements
        .iter_mut()
        .for_each(|(_, one)| leaves(one, all));
}

fn loosened(known: &Known, dice: &mut Dice) -> Known {
    match dice.below(8) {
        0 => return Known::Absent,
        1 => return Known::Unknown,
        _ => {}
    }
    match known {
        Known::Value(Value::Range(range)) => ordered(range, dice),
        Known::Value(Value::Truth(truth)) => match dice.below(3) {
            0 => contested(vec![Value::Truth(Truth::Yes), Value::Truth(Truth::No)]),
            _ => Known::Value(Value::Truth(truth.negate())),
        },
        Known::Value(Value::Choice(set)) => {
            let other = 1u64 << dice.below(3);
            match dice.below(2) {
                0 => Known::Value(Value::Choice(set | other)),
                _ => contested(vec![Value::Choice(*set), Value::Choice(other)]),
            }
        }
        other => other.clone(),
    }
}

fn ordered(range: &Range, dice: &mut Dice) -> Known {
    let Some(at) = range.exact() else {
        return Known::Value(Value::Range(*range));
    };
    let step = Number::whole(1 + dice.below(100_000) as i64);
    let further = at.plus(step).unwrap_or(at);
    // A record with a count below zero is refused before it is judged.
    let before = at.minus(step).filter(|before| !before.is_negative());
    let before = before.unwrap_or(at);
    let end = |at, open| Some(Bound { at, open });
    Known::Value(Value::Range(match dice.below(8) {
        0 => Range::at_least(at),
        1 => Range::at_most(at),
        2 => Range::more_than(at),
        3 => Range::between(before, further),
        4 => Range {
            low: end(at, false),
            high: end(further, true),
        },
        5 => Range::exactly(further),
        6 => Range::exactly(before),
        _ => {
            let accounts = vec![
                Value::Range(Range::exactly(at)),
                Value::Range(Range::exactly(further)),
            ];
            return contested(accounts);
        }
    }))
}

fn contested(accounts: Vec<Value>) -> Known {
    let account = |(number, value): (usize, Value)| Datum {
        known: Known::Value(value),
        provenance: Provenance {
            by: Some(format!("party {number}")),
            ..Provenance::default()
        },
    };
    Known::Disputed(accounts.into_iter().enumerate().map(account).collect())
}
