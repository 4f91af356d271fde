//! Facts of which accounts differ: where they are, and the record as one of
//! the accounts has it.

use super::{Datum, Facts, Fields, Known, Months, given};
use crate::program::{FactPath, FactRoot, FactStep, Program};

/// A fact of which accounts differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// Where it is.
    pub path: FactPath,
    /// The reference period, of a value over one.
    pub over: Option<Months>,
}

/// All of them, in the order of the vocabulary. Inside an account none is looked for.
#[must_use]
pub fn disputes(facts: &Facts) -> Vec<Dispute> {
    let mut found = Vec::new();
    let mut look = |root: FactRoot, datum: &Datum| {
        let steps = Vec::new();
        gather(datum, &FactPath { root, steps }, &mut found);
    };
    for (number, datum) in facts.facts.iter().enumerate() {
        look(FactRoot::Fact(number), datum);
    }
    for (number, datum) in facts.judgements.iter().enumerate() {
        look(FactRoot::Judgement(number), datum);
    }
    for (number, event) in facts.events.iter().enumerate() {
        look(FactRoot::Event(number), &event.datum);
    }
    found
}

fn gather(datum: &Datum, path: &FactPath, found: &mut Vec<Dispute>) {
    let further = |step: FactStep| {
        let mut path = path.clone();
        path.steps.push(step);
        path
    };
    let dispute = |over| Dispute {
        path: path.clone(),
        over,
    };
    match &datum.known {
        Known::Disputed(_) => found.push(dispute(None)),
        Known::Record(Fields { fields, judgements }) => {
            for (number, datum) in fields.iter().enumerate() {
                gather(datum, &further(FactStep::Field(number)), found);
            }
            for (number, datum) in judgements {
                gather(datum, &further(FactStep::Judgement(*number)), found);
            }
        }
        Known::List { members, .. } => {
            for (number, datum) in (0u32..).zip(members) {
                gather(datum, &further(FactStep::Index(number)), found);
            }
        }
        Known::Series(entries) => {
            let disputed = entries.iter().filter(|(_, datum)| is_disputed(datum));
            found.extend(disputed.map(|(over, _)| dispute(Some(*over))));
        }
        _ => {}
    }
}

fn is_disputed(datum: &Datum) -> bool {
    matches!(datum.known, Known::Disputed(_))
}

/// The accounts of a dispute.
#[must_use]
pub fn accounts<'f>(facts: &'f Facts, of: &Dispute) -> &'f [Datum] {
    let datum = given::get(facts, &of.path);
    let datum = match (of.over, datum.map(|datum| (datum, &datum.known))) {
        (Some(over), Some((_, Known::Series(entries)))) => {
            let mut entries = entries.iter();
            entries.find_map(|(months, datum)| (*months == over).then_some(datum))
        }
        (_, datum) => datum.map(|(datum, _)| datum),
    };
    match datum.map(|datum| &datum.known) {
        Some(Known::Disputed(accounts)) => accounts,
        _ => &[],
    }
}

/// Takes one account to be so.
pub fn take(facts: &mut Facts, program: &Program, of: &Dispute, account: Datum) {
    let datum = match of.over {
        None => account,
        Some(over) => {
            let Some(mut series) = given::get(facts, &of.path).cloned() else {
                return;
            };
            if let Known::Series(entries) = &mut series.known {
                for (_, datum) in entries.iter_mut().filter(|(months, _)| *months == over) {
                    *datum = account.clone();
                }
            }
            series
        }
    };
    given::put_datum(facts, program, &of.path, datum);
}
