//! Facts by their place: what a case gives on top of its file, what a what-if
//! assumes, and what is there.

use super::{Datum, Facts, Fields, Known, Provenance};
use crate::program::{FactPath, FactRoot, FactStep, Program};
use crate::value::Kind;
use std::sync::Arc;

/// The longest list that is made by naming one of its members.
pub const MAX_MEMBERS: usize = 1000;

/// A record of facts in which nothing is given.
#[must_use]
pub fn blank(program: &Program) -> Facts {
    Facts {
        title: None,
        zone: None,
        facts: Arc::new(vec![Datum::default(); program.facts.len()]),
        judgements: vec![Datum::default(); program.judgements.len()],
        events: Vec::new(),
        found: Vec::new(),
        record_complete_until: None,
        record_complete_from: None,
        calendars: Vec::new(),
        assumed: Vec::new(),
    }
}

/// A record of that kind in which nothing is given.
#[must_use]
pub fn blank_record(program: &Program, record: usize) -> Fields {
    let fields = program.records.get(record).map_or(0, |r| r.fields.len());
    Fields {
        fields: vec![Datum::default(); fields],
        judgements: Vec::new(),
    }
}

/// Puts a fact in its place, whatever stood there. Records and members of lists
/// on the way are made where they are missing, with nothing given in them.
/// Says whether there is such a place.
pub fn put(facts: &mut Facts, program: &Program, path: &FactPath, known: Known) -> bool {
    let datum = Datum {
        known,
        provenance: Provenance::default(),
    };
    put_datum(facts, program, path, datum)
}

/// The same of something that is only assumed.
pub fn assume(facts: &mut Facts, program: &Program, path: &FactPath, known: Known) -> bool {
    let provenance = Provenance {
        assumed: true,
        ..Provenance::default()
    };
    let placed = put_datum(facts, program, path, Datum { known, provenance });
    if placed {
        facts.assumed.push(path.clone());
    }
    placed
}

pub(super) fn put_datum(
    facts: &mut Facts,
    program: &Program,
    path: &FactPath,
    datum: Datum,
) -> bool {
    let record_of_event;
    let (root, kind) = match path.root {
        FactRoot::Fact(number) => (
            Arc::make_mut(&mut facts.facts).get_mut(number),
            program.facts.get(number).map(|fact| &fact.kind),
        ),
        FactRoot::Judgement(number) => (facts.judgements.get_mut(number), Some(&Kind::YesNo)),
        FactRoot::Event(number) => {
            let event = facts.events.get_mut(number);
            let act = event.as_ref().and_then(|event| program.acts.get(event.act));
            record_of_event = act.map(|act| Kind::Record(act.record));
            (
                event.map(|event| &mut event.datum),
                record_of_event.as_ref(),
            )
        }
    };
    let (Some(root), Some(kind)) = (root, kind) else {
        return false;
    };
    // Nothing is made on a way that leads nowhere.
    if !leads_somewhere(program, kind, &path.steps) {
        return false;
    }
    match walk(root, kind, program, &path.steps) {
        Some(place) => {
            *place = datum;
            true
        }
        None => false,
    }
}

/// Whether the vocabulary has such a place.
fn leads_somewhere<'p>(program: &'p Program, mut kind: &'p Kind, steps: &[FactStep]) -> bool {
    for step in steps {
        kind = match (*step, kind) {
            (FactStep::Field(number), Kind::Record(record)) => {
                let record = program.records.get(*record);
                match record.and_then(|record| record.fields.get(number)) {
                    Some(field) => &field.kind,
                    None => return false,
                }
            }
            (FactStep::Judgement(number), Kind::Record(record)) => {
                let about = program.judgements.get(number).and_then(|j| j.about);
                if about != Some(*record) {
                    return false;
                }
                &Kind::YesNo
            }
            (FactStep::Index(at), Kind::List(inner)) if (at as usize) < MAX_MEMBERS => inner,
            (FactStep::Made, Kind::YesNo) => &Kind::Time,
            _ => return false,
        };
    }
    true
}

fn walk<'f>(
    mut datum: &'f mut Datum,
    mut kind: &'f Kind,
    program: &'f Program,
    steps: &[FactStep],
) -> Option<&'f mut Datum> {
    for step in steps {
        (datum, kind) = match (*step, kind) {
            (FactStep::Field(number), Kind::Record(record)) => {
                let field = program.records.get(*record)?.fields.get(number)?;
                let fields = record_in(datum, program, *record)?;
                (fields.fields.get_mut(number)?, &field.kind)
            }
            (FactStep::Judgement(number), Kind::Record(record)) => {
                let fields = record_in(datum, program, *record)?;
                (judgement_in(fields, number)?, &Kind::YesNo)
            }
            (FactStep::Index(at), Kind::List(inner)) => {
                (member_in(datum, program, inner, at as usize)?, &**inner)
            }
            (FactStep::Made, _) => {
                let made = datum.provenance.at.get_or_insert_default();
                (&mut **made, &Kind::Time)
            }
            _ => return None,
        };
    }
    Some(datum)
}

fn record_in<'f>(datum: &'f mut Datum, program: &Program, record: usize) -> Option<&'f mut Fields> {
    if !matches!(datum.known, Known::Record(_)) {
        datum.known = Known::Record(blank_record(program, record));
    }
    match &mut datum.known {
        Known::Record(fields) => Some(fields),
        _ => None,
    }
}

fn judgement_in(fields: &mut Fields, number: usize) -> Option<&mut Datum> {
    let judgements = &mut fields.judgements;
    if !judgements.iter().any(|(known, _)| *known == number) {
        judgements.push((number, Datum::default()));
    }
    let mut all = judgements.iter_mut();
    all.find(|(known, _)| *known == number)
        .map(|(_, datum)| datum)
}

fn member_in<'f>(
    datum: &'f mut Datum,
    program: &Program,
    inner: &Kind,
    at: usize,
) -> Option<&'f mut Datum> {
    if !matches!(datum.known, Known::List { .. }) {
        datum.known = Known::List {
            members: Vec::new(),
            open: false,
        };
    }
    let Known::List { members, .. } = &mut datum.known else {
        return None;
    };
    while members.len() <= at {
        let known = match inner {
            Kind::Record(record) => Known::Record(blank_record(program, *record)),
            _ => Known::Absent,
        };
        members.push(Datum {
            known,
            provenance: Provenance::default(),
        });
    }
    members.get_mut(at)
}

/// What stands in a place; none where nothing on the way is given.
#[must_use]
pub fn get<'f>(facts: &'f Facts, path: &FactPath) -> Option<&'f Datum> {
    let mut datum = match path.root {
        FactRoot::Fact(number) => facts.facts.get(number)?,
        FactRoot::Judgement(number) => facts.judgements.get(number)?,
        FactRoot::Event(number) => &facts.events.get(number)?.datum,
    };
    for step in &path.steps {
        datum = match (*step, &datum.known) {
            (FactStep::Field(number), Known::Record(fields)) => fields.fields.get(number)?,
            (FactStep::Judgement(number), Known::Record(fields)) => {
                let mut judgements = fields.judgements.iter();
                let (_, datum) = judgements.find(|(known, _)| *known == number)?;
                datum
            }
            (FactStep::Index(at), Known::List { members, .. }) => members.get(at as usize)?,
            (FactStep::Made, _) => datum.provenance.at.as_deref()?,
            _ => return None,
        };
    }
    Some(datum)
}
