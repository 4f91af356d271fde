//! Which instance an event answers: `re` names it as answers print it, by the
//! `id` of an event, or by the name that a record gives itself.

use std::collections::{BTreeMap, BTreeSet};

use super::names;
use super::node::{Data, Entry};
use super::reader::Reader;
use super::{Datum, Facts, Known, Part, findings};
use crate::diagnostic::Diagnostic;
use crate::name::Name;
use crate::program::{FactPath, FactRoot, FactStep, Field};
use crate::source::Span;
use crate::value::{Date, Kind, Value};

/// What a text stands in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// An event.
    Event(usize),
    /// What was found of a duty.
    Found(usize),
}

/// Text that an event has for itself, or by which it names another.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Where it is.
    of: Of,
    /// The text.
    text: String,
    /// Where it is written.
    span: Span,
}

impl Named {
    pub(super) fn new(of: Of, (text, span): (String, Span)) -> Named {
        Named { of, text, span }
    }
}

/// The most instances that one text names.
const MAX_INSTANCES: usize = 64;

/// What every name stands for.
type Places = BTreeMap<Name, BTreeSet<Part>>;

impl Reader<'_> {
    /// Notes what a `re` names: one text, or several.
    pub(super) fn note_answers(&mut self, of: Of, entry: &Entry) {
        let nodes = match &entry.value.data {
            Data::List(nodes) => nodes.iter().collect(),
            _ => vec![&entry.value],
        };
        for node in nodes {
            match &node.data {
                Data::Text(text) => {
                    let written = (text.clone(), node.span);
                    self.answers.push(Named::new(of, written));
                }
                _ => self.report(findings::not_text("re", node.span)),
            }
        }
    }

    /// Finds what each `re` names, once the whole record is read.
    pub(super) fn resolve_answers(&mut self, facts: &mut Facts) {
        let ids = std::mem::take(&mut self.ids);
        let answers = std::mem::take(&mut self.answers);
        let mut given: BTreeMap<Name, Span> = BTreeMap::new();
        for id in &ids {
            let name = Name::new(&id.text);
            match given.get(&name) {
                Some(first) => self.report(findings::duplicate(&id.text, *first, id.span)),
                None => drop(given.insert(name, id.span)),
            }
        }
        if answers.is_empty() {
            return;
        }
        let places = self.places(facts, &ids);
        for answer in answers {
            let found = match self.instances(&answer, &places) {
                Ok(instances) => instances,
                Err(finding) => {
                    self.report(*finding);
                    continue;
                }
            };
            let re = match answer.of {
                Of::Event(number) => facts.events.get_mut(number).map(|event| &mut event.re),
                Of::Found(number) => facts.found.get_mut(number).map(|found| &mut found.re),
            };
            if let Some(re) = re {
                re.extend(found);
            }
        }
    }

    /// The instances a text names, by one part or by several with commas between them. There are
    /// several where policies declare the list alike in which something stands.
    fn instances(
        &mut self,
        answer: &Named,
        places: &Places,
    ) -> Result<Vec<Vec<Part>>, Box<Diagnostic>> {
        if places.contains_key(&Name::new(&answer.text)) {
            let parts = self.part(&answer.text, answer.span, places)?;
            return Ok(parts.into_iter().map(|part| vec![part]).collect());
        }
        let mut instances = vec![Vec::new()];
        for part in answer.text.split(',') {
            let parts = self.part(part.trim(), answer.span, places)?;
            let together = instances.iter().flat_map(|before| {
                let with = parts.iter().map(|part| {
                    let mut all: Vec<Part> = Vec::clone(before);
                    all.push(part.clone());
                    all
                });
                with.collect::<Vec<_>>()
            });
            instances = together.take(MAX_INSTANCES).collect();
        }
        Ok(instances)
    }

    fn part(
        &mut self,
        written: &str,
        span: Span,
        places: &Places,
    ) -> Result<Vec<Part>, Box<Diagnostic>> {
        let found = places.get(&Name::new(written));
        let found: Vec<&Part> = found.into_iter().flatten().collect();
        match found.as_slice() {
            [] if is_period(written) => Ok(vec![Part::Period(written.to_owned())]),
            [] => {
                let near = self.nearest(written, places.keys().map(Name::as_str));
                let finding = findings::unknown_instance(written, span, near.as_deref());
                Err(Box::new(finding))
            }
            [first, rest @ ..] if rest.iter().all(|part| self.is_same(first, part)) => {
                Ok(found.into_iter().cloned().collect())
            }
            several => {
                let full = several.iter().filter_map(|part| match part {
                    Part::Duty(number) => self.program.duties.get(*number),
                    _ => None,
                });
                let full = names::full(self.program, full.map(|duty| &duty.head));
                Err(Box::new(match full.len() == several.len() {
                    true => findings::ambiguous_duty(written, span, &full),
                    false => findings::several_answered(written, span),
                }))
            }
        }
    }

    /// Whether two parts are the same place under facts that policies declare alike.
    fn is_same(&self, one: &Part, other: &Part) -> bool {
        match (one, other) {
            // Records that are declared alike may have their fields in another order.
            (Part::Place(one), Part::Place(other)) => {
                let index = |step: &FactStep| match step {
                    FactStep::Index(index) => Some(*index),
                    _ => None,
                };
                let (a, b) = (one.steps.iter().map(index), other.steps.iter().map(index));
                a.eq(b) && self.program.alike(one.root, other.root)
            }
            _ => one == other,
        }
    }

    /// All that can be named: members of lists by their place and their own
    /// name, events by their place and their `id`, duties by their name.
    fn places(&self, facts: &Facts, ids: &[Named]) -> Places {
        let mut places = Places::new();
        for (number, duty) in self.program.duties.iter().enumerate() {
            for name in [
                duty.head.name.clone(),
                Name::new(&self.program.full_name(&duty.head)),
            ] {
                places.entry(name).or_default().insert(Part::Duty(number));
            }
        }
        let mut note = |name: &str, place: FactPath| {
            let named = places.entry(Name::new(name)).or_default();
            named.insert(Part::Place(place));
        };
        let event = |number: usize| FactPath {
            root: FactRoot::Event(number),
            steps: Vec::new(),
        };
        for number in 0..facts.events.len() {
            note(&format!("events[{number}]"), event(number));
        }
        for id in ids {
            if let Of::Event(number) = id.of {
                note(&id.text, event(number));
            }
        }
        for (number, (field, datum)) in self
            .program
            .facts
            .iter()
            .zip(facts.facts.iter())
            .enumerate()
        {
            let place = FactPath {
                root: FactRoot::Fact(number),
                steps: Vec::new(),
            };
            let text = self.program.name_in_record(place.root).to_owned();
            self.members_in(datum, &field.kind, (text, place), &mut note);
        }
        places
    }

    /// Notes the members of every list in there.
    fn members_in(
        &self,
        datum: &Datum,
        kind: &Kind,
        (text, place): (String, FactPath),
        note: &mut impl FnMut(&str, FactPath),
    ) {
        let further = |step: FactStep| {
            let mut place = place.clone();
            place.steps.push(step);
            place
        };
        match (&datum.known, kind) {
            (Known::List { members, .. }, Kind::List(inner)) => {
                for (index, member) in (0u32..).zip(members) {
                    let place = further(FactStep::Index(index));
                    let text = format!("{text}[{index}]");
                    note(&text, place.clone());
                    if let Some(name) = self.own_name(member, inner) {
                        note(name, place.clone());
                    }
                    self.members_in(member, inner, (text, place), note);
                }
            }
            (Known::Record(fields), Kind::Record(record)) => {
                let declared = self.program.records.get(*record);
                let declared = declared.map(|record| record.fields.as_slice());
                let pairs = declared.unwrap_or_default().iter().zip(&fields.fields);
                for (number, (field, datum)) in pairs.enumerate() {
                    let text = format!("{text}.{}", field.head.name);
                    let place = further(FactStep::Field(number));
                    self.members_in(datum, &field.kind, (text, place), note);
                }
            }
            _ => {}
        }
    }

    /// What a record calls itself.
    pub(super) fn own_name<'d>(&self, datum: &'d Datum, kind: &Kind) -> Option<&'d str> {
        let (Known::Record(fields), Kind::Record(record)) = (&datum.known, kind) else {
            return None;
        };
        let declared = &self.program.records.get(*record)?.fields;
        let field = declared.iter().position(Field::is_own_name)?;
        match &fields.fields.get(field)?.known {
            Known::Value(Value::Text(Some(name))) => Some(name),
            _ => None,
        }
    }
}

/// Whether it is a period of the calendar, such as `2024`, `2024-Q1`, `2024-02` or a day, as the
/// instances of a duty that comes back are told apart.
fn is_period(written: &str) -> bool {
    let (year, rest) = match written.split_once('-') {
        None => (written, None),
        Some((year, rest)) => (year, Some(rest)),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let within = match rest {
        None | Some("Q1" | "Q2" | "Q3" | "Q4") => true,
        Some(month) if month.len() == 2 => Date::parse(&format!("{written}-01")).is_some(),
        Some(_) => Date::parse(written).is_some(),
    };
    year.len() == 4 && digits(year) && within
}
