//! A record as it was known by an earlier moment.

use std::borrow::Cow;

use crate::value::{Instant, Range, Value};

use super::{Datum, Event, Facts, Known};

/// The record of events as complete as it was by then: beyond that moment it told of nothing, and of
/// what was recorded only later it was silent, so that it was complete only up to the first of that.
#[must_use]
pub fn as_known(facts: &Facts, by: Option<Instant>) -> Cow<'_, Facts> {
    let (Some(by), Some(until)) = (by, facts.record_complete_until) else {
        return Cow::Borrowed(facts);
    };
    let left_out = facts.events.iter().filter(|event| {
        let recorded = event.datum.provenance.recorded;
        recorded.is_some_and(|recorded| recorded > by)
    });
    let mut missed = left_out.map(|event| first(event)?.plus_micros(-1));
    let known = missed.try_fold(until.min(by), |known, before| Some(known.min(before?)));
    if known == Some(until) {
        return Cow::Borrowed(facts);
    }
    let mut facts = facts.clone();
    facts.record_complete_until = known;
    Cow::Owned(facts)
}

/// The first moment at which something can have been done.
fn first(event: &Event) -> Option<Instant> {
    let Known::Record(fields) = &event.datum.known else {
        return None;
    };
    let low = |datum: &Datum| match &datum.known {
        Known::Value(Value::Range(Range { low, .. })) => Instant::from_seconds(low.as_ref()?.at),
        _ => None,
    };
    match fields.fields.first()? {
        Datum {
            known: Known::Disputed(accounts),
            ..
        } => {
            let each: Option<Vec<Instant>> = accounts.iter().map(low).collect();
            each?.into_iter().min()
        }
        at => low(at),
    }
}
