//! A place in the record as answers print it: `services[0].outage.ended`, or
//! `operator.sales over 2024-01/2024-12`.

use super::slot::Slot;
use super::{Datum, Facts, Known, MAX_MEMBERS, get, time};
use crate::name::Name;
use crate::program::{Act, FactPath, FactRoot, FactStep, Program};
use crate::value::Kind;

/// A place in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A fact or a judgement, and the reference period whose value is meant.
    Fact(FactPath, Option<String>),
    /// The events of an act.
    Act(usize),
}

/// The place that is printed so; none where nothing is.
#[must_use]
pub fn place(program: &Program, facts: &Facts, printed: &str) -> Option<Place> {
    if let Some(act) = printed.strip_prefix("events.") {
        let act = Name::new(act);
        let found = program.acts.iter().position(|known| known.head.name == act);
        return found.map(Place::Act);
    }
    let (path, over) = match printed.split_once(" over ") {
        Some((path, over)) => (path, Some(over.to_owned())),
        None => (printed, None),
    };
    let mut path_found: Option<FactPath> = None;
    for part in path.split('.') {
        let (name, indices) = part.split_once('[').unwrap_or((part, ""));
        let name = Name::new(name);
        let indices: Option<Vec<u32>> = indices
            .split('[')
            .filter(|index| !index.is_empty())
            .map(|index| index.strip_suffix(']')?.parse().ok())
            .collect();
        let mut indices = indices?.into_iter();
        let path = match path_found.take() {
            None => root(program, &name, &mut indices)?,
            Some(path) => further(program, facts, path, &name)?,
        };
        let steps = indices.map(FactStep::Index);
        path_found = Some(FactPath {
            steps: path.steps.into_iter().chain(steps).collect(),
            ..path
        });
    }
    path_found.map(|path| Place::Fact(path, over))
}

fn root(
    program: &Program,
    name: &Name,
    indices: &mut impl Iterator<Item = u32>,
) -> Option<FactPath> {
    let fact = program
        .facts
        .iter()
        .position(|fact| fact.head.name == *name);
    let judgement = || {
        let mut judgements = program.judgements.iter();
        judgements.position(|one| one.about.is_none() && one.head.name == *name)
    };
    let root = match (name.as_str(), fact) {
        (_, Some(number)) => FactRoot::Fact(number),
        ("events", None) => FactRoot::Event(indices.next()? as usize),
        (_, None) => FactRoot::Judgement(judgement()?),
    };
    Some(FactPath {
        root,
        steps: Vec::new(),
    })
}

fn further(program: &Program, facts: &Facts, mut path: FactPath, name: &Name) -> Option<FactPath> {
    let Kind::Record(number) = kind_at(program, facts, &path)? else {
        return None;
    };
    let record = program.records.get(number)?;
    let mut fields = record.fields.iter();
    let step = match fields.position(|field| field.head.name == *name) {
        Some(field) => FactStep::Field(field),
        None => {
            let mut judgements = program.judgements.iter();
            let found =
                judgements.position(|one| one.about == Some(number) && one.head.name == *name);
            FactStep::Judgement(found?)
        }
    };
    path.steps.push(step);
    Some(path)
}

fn kind_at(program: &Program, facts: &Facts, path: &FactPath) -> Option<Kind> {
    let slot = slot_at(program, facts, path);
    match (slot, path.root) {
        (Some(slot), _) => Some(slot.kind.clone()),
        (None, FactRoot::Event(number)) if path.steps.is_empty() => {
            act_of(program, facts, number).map(|act| Kind::Record(act.record))
        }
        _ => None,
    }
}

fn act_of<'p>(program: &'p Program, facts: &Facts, event: usize) -> Option<&'p Act> {
    program.acts.get(facts.events.get(event)?.act)
}

/// What the vocabulary expects in a place.
pub(super) fn slot_at<'p>(
    program: &'p Program,
    facts: &Facts,
    path: &FactPath,
) -> Option<Slot<'p>> {
    let mut record = None;
    let mut slot = match path.root {
        FactRoot::Fact(number) => Some(Slot::of(program.facts.get(number)?)),
        FactRoot::Judgement(number) => Some(Slot::judgement(program, number)?),
        FactRoot::Event(number) => {
            record = Some(act_of(program, facts, number)?.record);
            None
        }
    };
    for step in &path.steps {
        if let Some(Kind::Record(number)) = slot.map(|slot| slot.kind) {
            record = Some(*number);
        }
        slot = match (*step, slot) {
            (FactStep::Field(number), _) => {
                let record = program.records.get(record?)?;
                Some(Slot::of(record.fields.get(number)?))
            }
            (FactStep::Judgement(number), _) => Some(Slot::judgement(program, number)?),
            (FactStep::Index(at), Some(slot)) if (at as usize) < MAX_MEMBERS => match slot.kind {
                Kind::List(of) => Some(slot.member(of)),
                _ => None,
            },
            (FactStep::Index(_), _) => None,
        };
        slot?;
    }
    slot
}

/// The kind of what may stand in a place, and whether it may be not applicable.
#[must_use]
pub fn expected(program: &Program, facts: &Facts, path: &FactPath) -> Option<(Kind, bool)> {
    let slot = slot_at(program, facts, path)?;
    Some((slot.kind.clone(), slot.optional))
}

/// Whether nothing stands in a place yet, and something may.
#[must_use]
pub fn is_free(facts: &Facts, place: &Place) -> bool {
    let Place::Fact(path, over) = place else {
        return true;
    };
    // What is declared unknown as a whole has no parts to ask for.
    let open = |above: &FactPath| {
        let datum = get(facts, above);
        !matches!(
            datum.map(|datum| &datum.known),
            Some(Known::Unknown | Known::NotApplicable)
        )
    };
    let above = (0..path.steps.len()).map(|until| FactPath {
        root: path.root,
        steps: path.steps.iter().take(until).copied().collect(),
    });
    let there = match get(facts, path) {
        None => false,
        Some(Datum {
            known: Known::Absent,
            ..
        }) => false,
        Some(Datum {
            known: Known::Series(series),
            ..
        }) => {
            let months = over.as_deref().and_then(|over| time::months(over).ok());
            series.iter().any(|(known, _)| Some(*known) == months)
        }
        Some(_) => true,
    };
    !there && above.into_iter().all(|above| open(&above))
}
