//! A record without what it only assumes.

use std::sync::Arc;

use super::{Datum, Facts, Known};

/// The record with each fact not known whose note says that it is assumed; none where no note does.
/// What was done stays as it is.
#[must_use]
pub fn unassumed(facts: &Facts, assumed: &dyn Fn(&str) -> bool) -> Option<Facts> {
    let mut open = facts.clone();
    let given = Arc::make_mut(&mut open.facts).iter_mut();
    let mut found = false;
    for datum in given.chain(&mut open.judgements) {
        found |= forget(datum, assumed);
    }
    found.then_some(open)
}

/// Whether anything was forgotten. How deep a record goes, the types of the program bound.
fn forget(datum: &mut Datum, assumed: &dyn Fn(&str) -> bool) -> bool {
    if datum.provenance.note.as_deref().is_some_and(assumed) {
        datum.known = Known::Unknown;
        return true;
    }
    let mut found = false;
    let mut each = |part: &mut Datum| found |= forget(part, assumed);
    match &mut datum.known {
        Known::Record(record) => {
            record.fields.iter_mut().for_each(&mut each);
            let judged = record.judgements.iter_mut();
            judged.for_each(|(_, datum)| each(datum));
        }
        Known::List { members, .. } => members.iter_mut().for_each(each),
        Known::Disputed(accounts) => accounts.iter_mut().for_each(each),
        Known::Series(periods) => periods.iter_mut().for_each(|(_, datum)| each(datum)),
        _ => {}
    }
    found
}
