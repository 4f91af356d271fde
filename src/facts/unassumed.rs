//! A record without what it only assumes.

use std::sync::Arc;

use super::{Datum, Facts, Known};
use crate::program::{FactPath, FactRoot, FactStep};

/// The record with each fact not known whose note says that it is assumed, and where those are; none where
/// no note does. What was done stays as it is.
#[must_use]
pub fn unassumed(facts: &Facts, assumed: &dyn Fn(&str) -> bool) -> Option<(Facts, Vec<FactPath>)> {
    let mut open = facts.clone();
    let given = Arc::make_mut(&mut open.facts).iter_mut().enumerate();
    let given = given.map(|(number, datum)| (FactRoot::Fact(number), datum));
    let judged = open.judgements.iter_mut().enumerate();
    let judged = judged.map(|(number, datum)| (FactRoot::Judgement(number), datum));
    let mut places = Vec::new();
    for (root, datum) in given.chain(judged) {
        let steps = Vec::new();
        forget(datum, &mut FactPath { root, steps }, assumed, &mut places);
    }
    (!places.is_empty()).then_some((open, places))
}

/// Notes where something was forgotten. How deep a record goes, the types of the program bound.
fn forget(
    datum: &mut Datum,
    at: &mut FactPath,
    assumed: &dyn Fn(&str) -> bool,
    places: &mut Vec<FactPath>,
) {
    if datum.provenance.note.as_deref().is_some_and(assumed) {
        datum.known = Known::Unknown;
        places.push(at.clone());
        return;
    }
    let mut part = |step: Option<FactStep>, part: &mut Datum| {
        at.steps.extend(step);
        forget(part, at, assumed, places);
        if step.is_some() {
            at.steps.pop();
        }
    };
    match &mut datum.known {
        Known::Record(record) => {
            for (number, datum) in record.fields.iter_mut().enumerate() {
                part(Some(FactStep::Field(number)), datum);
            }
            for (number, datum) in &mut record.judgements {
                part(Some(FactStep::Judgement(*number)), datum);
            }
        }
        Known::List { members, .. } => {
            for (number, datum) in (0u32..).zip(members) {
                part(Some(FactStep::Index(number)), datum);
            }
        }
        // Accounts and periods of one fact stand at its own place.
        Known::Disputed(accounts) => accounts.iter_mut().for_each(|datum| part(None, datum)),
        Known::Series(periods) => periods.iter_mut().for_each(|(_, datum)| part(None, datum)),
        _ => {}
    }
}
