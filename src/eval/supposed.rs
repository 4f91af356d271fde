//! Assumptions on top of the record, made to see what follows from them.

use std::borrow::Cow;

use crate::facts::{self, Datum, Event, Facts, Known, Provenance};
use crate::program::{FactPath, FactStep, Program};
use crate::value::{Range, Value};

use super::Eval;
use super::place::step;
use super::routes::sets::Pick;
use super::way::Place;

impl<'a> Eval<'a> {
    /// What is supposed at a place.
    pub(super) fn supposed(&self, place: &Place) -> Option<&'a Datum> {
        self.note_other(place);
        let found = self.overlay.iter().find(|(known, _)| known == place);
        found.map(|(_, datum)| datum)
    }

    /// What is supposed of one value.
    pub(super) fn supposed_at(&self, path: &FactPath) -> Option<&'a Datum> {
        self.note_read(path);
        let found = self.overlay.iter().find(|(known, _)| match known {
            Place::Fact(known) => known == path,
            _ => false,
        });
        found.map(|(_, datum)| datum)
    }

    /// The record with what is supposed of lists and events, and the rest to be laid over it.
    pub(super) fn supposing(&self, set: &[Pick]) -> (Cow<'a, Facts>, Vec<(Place, Datum)>) {
        let mut facts = Cow::Borrowed(self.facts);
        let mut overlay = self.overlay.to_vec();
        for pick in set {
            match (&pick.place, &pick.value) {
                (Place::Members(list), Value::Range(count)) => {
                    with_members(facts.to_mut(), self.program, list, count);
                }
                (Place::Event(act), Value::Range(at)) => {
                    let event = event(self.program, *act, *at);
                    facts.to_mut().events.extend(event);
                }
                (Place::Event(_), value) => {
                    // There was none: the record of events is complete, from its beginning too.
                    overlay.push((pick.place.clone(), datum(value.clone())));
                    let known = &mut facts.to_mut().record_complete_until;
                    *known = Some(
                        known
                            .unwrap_or(self.question.as_of)
                            .max(self.question.as_of),
                    );
                }
                (place, value) => overlay.push((place.clone(), datum(value.clone()))),
            }
        }
        (facts, overlay)
    }
}

fn datum(value: Value) -> Datum {
    Datum {
        known: Known::Value(value),
        provenance: Provenance::default(),
    }
}

/// A list with so many members, of which the further ones say nothing.
fn with_members(facts: &mut Facts, program: &Program, list: &FactPath, count: &Range) {
    let members = |facts: &Facts| match facts::get(facts, list).map(|datum| &datum.known) {
        Some(Known::List { members, .. }) => members.clone(),
        _ => Vec::new(),
    };
    let least = count.low.and_then(|low| low.at.to_whole()).unwrap_or(0);
    let last = u32::try_from(least)
        .ok()
        .and_then(|least| least.checked_sub(1));
    if let Some(last) = last.filter(|last| members(facts).len() <= *last as usize) {
        // Members made by naming the last of them have the shape that the vocabulary gives them.
        let place = step(list, FactStep::Index(last));
        facts::put(facts, program, &place, Known::Absent);
    }
    let known = Known::List {
        members: members(facts),
        open: count.exact().is_none(),
    };
    facts::put(facts, program, list, known);
}

/// An event of an act at some time.
fn event(program: &Program, act: usize, at: Range) -> Option<Event> {
    let record = program.acts.get(act)?.record;
    let mut event = Event {
        act,
        re: Vec::new(),
        datum: Datum::default(),
    };
    let mut fields = facts::blank_record(program, record);
    *fields.fields.first_mut()? = datum(Value::Range(at));
    event.datum.known = Known::Record(fields);
    Some(event)
}
