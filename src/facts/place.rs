//! A place in the record as answers print it: `services[0].outage.ended`, or
//! `operator.sales over 2024-01/2024-12`.

use super::slot::Slot;
use super::{Datum, Facts, Known, MAX_MEMBERS, get, time};
use crate::name::Name;
use crate::program::{Act, FactPath, FactRoot, FactStep, Head, Program};
use crate::value::{Date, Kind};

/// A place in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A fact or a judgement, and the reference period whose value is meant.
    Fact(FactPath, Option<String>),
    /// The events of an act.
    Act(usize),
    /// The holidays of a year, by the name of their calendar.
    Holidays(String, i32),
    /// What an event or a finding, by its number, says of itself under a name that no act declares.
    Own(Listed, usize, Own),
}

/// What stands in a list of the record that no policy declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Something that was done.
    Event,
    /// What someone found of a duty.
    Finding,
}

/// What it says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// Which instance it is about.
    Re,
    /// When it was made.
    At,
}

impl Listed {
    /// What the list is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Listed::Event => "events",
            Listed::Finding => "findings",
        }
    }
}

impl Own {
    /// Under which name it is said.
    pub(super) fn name(self) -> &'static str {
        match self {
            Own::Re => "re",
            Own::At => "at",
        }
    }
}

/// `findings[2].re`, `findings[2].at` and `events[0].re`: the time of an event is a field of its act.
fn own(facts: &Facts, printed: &str) -> Option<Place> {
    let (list, name) = printed.rsplit_once('.')?;
    let own = [Own::Re, Own::At]
        .into_iter()
        .find(|own| own.name() == name)?;
    let of = [Listed::Event, Listed::Finding];
    of.into_iter().find_map(|of| {
        let rest = list.strip_prefix(of.name())?.strip_prefix('[')?;
        let number: usize = rest.strip_suffix(']')?.parse().ok()?;
        let there = match (of, own) {
            (Listed::Event, Own::Re) => number < facts.events.len(),
            (Listed::Event, Own::At) => false,
            (Listed::Finding, _) => number < facts.found.len(),
        };
        there.then_some(Place::Own(of, number, own))
    })
}

/// The place that is printed so; none where nothing is. Where policies declare a name alike, the
/// first of the places that it reaches.
#[must_use]
pub fn place(program: &Program, facts: &Facts, printed: &str) -> Option<Place> {
    places(program, facts, printed).into_iter().next()
}

/// All places that are printed so: several, where several policies declare a name alike.
#[must_use]
pub fn places(program: &Program, facts: &Facts, printed: &str) -> Vec<Place> {
    if let Some(act) = printed.strip_prefix("events.") {
        let act = Name::new(act);
        let mut acts = 0..program.acts.len();
        let found = acts.find(|known| Name::new(&program.act_in_record(*known)) == act);
        return found.map(Place::Act).into_iter().collect();
    }
    if let Some((calendar, year)) = printed
        .strip_prefix("calendars.")
        .and_then(|rest| rest.rsplit_once('.'))
    {
        let calendar = Name::new(calendar);
        let known = program.calendar(calendar.as_str()).is_some();
        let year = year.parse().ok().filter(|_| known);
        let place = year.map(|year| Place::Holidays(calendar.to_string(), year));
        return place.into_iter().collect();
    }
    if let Some(own) = own(facts, printed) {
        return vec![own];
    }
    let (path, over) = match printed.split_once(" over ") {
        Some((path, over)) => (path, Some(over.to_owned())),
        None => (printed, None),
    };
    let found = all_paths(program, facts, path).unwrap_or_default();
    let found = found.into_iter();
    found.map(|path| Place::Fact(path, over.clone())).collect()
}

fn all_paths(program: &Program, facts: &Facts, text: &str) -> Option<Vec<FactPath>> {
    let (roots, rest) = named(text, |name| roots(program, name))?;
    let (indices, mut rest) = leading_indices(rest)?;
    let mut indices = indices.into_iter();
    let mut paths = Vec::new();
    for root in roots {
        // The number of an event belongs to the root.
        let root = match root {
            FactRoot::Event(_) => FactRoot::Event(indices.next()? as usize),
            root => root,
        };
        let steps = indices.clone().map(FactStep::Index).collect();
        paths.push(FactPath { root, steps });
    }
    while let Some(text) = rest.strip_prefix('.') {
        let first = paths.first()?;
        let (_, after) = named(text, |name| parts(program, facts, first, name))?;
        let name = Name::new(text.get(..text.len() - after.len())?);
        let (indices, after) = leading_indices(after)?;
        rest = after;
        let mut further = Vec::new();
        for path in paths {
            for step in parts(program, facts, &path, &name)? {
                let mut path = path.clone();
                path.steps.push(step);
                let indices = indices.iter().copied();
                path.steps.extend(indices.map(FactStep::Index));
                further.push(path);
            }
        }
        paths = further;
    }
    rest.is_empty().then_some(paths)
}

/// The first piece of a path that names something, with dots of its own or without, and the rest.
fn named<T>(text: &str, find: impl Fn(&Name) -> Option<T>) -> Option<(T, &str)> {
    let ends = text.match_indices(['.', '[']).map(|(at, _)| at);
    ends.chain([text.len()]).find_map(|at| {
        let (name, rest) = text.split_at_checked(at)?;
        Some((find(&Name::new(name))?, rest))
    })
}

/// `[0][2]` at the beginning, and the rest.
fn leading_indices(mut text: &str) -> Option<(Vec<u32>, &str)> {
    let mut indices = Vec::new();
    while let Some(inside) = text.strip_prefix('[') {
        let (index, rest) = inside.split_once(']')?;
        indices.push(index.parse().ok()?);
        text = rest;
    }
    Some((indices, text))
}

/// What a name at the top leads to, alone or after that of its policy; nothing where it leads to
/// several things that are declared differently.
fn roots(program: &Program, name: &Name) -> Option<Vec<FactRoot>> {
    let facts = program.facts.iter().enumerate();
    let facts = facts.map(|(number, fact)| (FactRoot::Fact(number), &fact.head));
    let judgements = program.judgements.iter().enumerate();
    let judgements = judgements.filter(|(_, one)| one.about.is_none());
    let judgements = judgements.map(|(number, one)| (FactRoot::Judgement(number), &one.head));
    let all: Vec<(FactRoot, &Head)> = facts.chain(judgements).collect();
    let alone = all.iter().filter(|(_, head)| head.name == *name);
    let alone: Vec<FactRoot> = alone.map(|(root, _)| *root).collect();
    match alone.split_first() {
        Some((first, rest)) => rest
            .iter()
            .all(|other| program.alike(*first, *other))
            .then_some(alone),
        None if name.as_str() == "events" => Some(vec![FactRoot::Event(0)]),
        None => all
            .iter()
            .find(|(_, head)| is_full(program, head, name))
            .map(|(root, _)| vec![*root]),
    }
}

/// What a name in a record leads to: a field, or the judgements of that name.
fn parts(program: &Program, facts: &Facts, path: &FactPath, name: &Name) -> Option<Vec<FactStep>> {
    let judgement = match path.steps.last() {
        None => matches!(path.root, FactRoot::Judgement(_)),
        Some(last) => matches!(last, FactStep::Judgement(_)),
    };
    if judgement {
        return (name.as_str() == "at").then(|| vec![FactStep::Made]);
    }
    let Kind::Record(number) = kind_at(program, facts, path)? else {
        return None;
    };
    let mut fields = program.records.get(number)?.fields.iter();
    if let Some(field) = fields.position(|field| field.head.name == *name) {
        return Some(vec![FactStep::Field(field)]);
    }
    let judgements = program.judgements.iter().enumerate();
    let about = judgements.filter(|(_, one)| one.about == Some(number));
    let about: Vec<(usize, &Head)> = about.map(|(at, one)| (at, &one.head)).collect();
    let alone = about.iter().filter(|(_, head)| head.name == *name);
    let alone: Vec<usize> = alone.map(|(at, _)| *at).collect();
    let found = match alone.split_first() {
        Some((first, rest)) => rest
            .iter()
            .all(|other| program.same_question(*first, *other))
            .then_some(alone)?,
        None => {
            let mut about = about.iter();
            let (at, _) = about.find(|(_, head)| is_full(program, head, name))?;
            vec![*at]
        }
    };
    Some(found.into_iter().map(FactStep::Judgement).collect())
}

/// Whether a name is that of an item after its policy's.
fn is_full(program: &Program, head: &Head, name: &Name) -> bool {
    name.as_str()
        .strip_suffix(head.name.as_str())
        .and_then(|rest| rest.strip_suffix('.'))
        .is_some_and(|policy| {
            let declaring = program.policies.get(head.policy);
            declaring.is_some_and(|declaring| declaring.name.as_str() == policy)
        })
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
            (FactStep::Made, Some(slot)) => Some(Slot::made(slot.declared)),
            (FactStep::Index(_) | FactStep::Made, _) => None,
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

/// Whether a list stands in a place that may have more members.
#[must_use]
pub fn may_have_more(facts: &Facts, path: &FactPath) -> bool {
    let known = get(facts, path).map(|datum| &datum.known);
    matches!(known, Some(Known::List { open: true, .. }))
}

/// Whether nothing stands in a place yet, and something may.
#[must_use]
pub fn is_free(program: &Program, facts: &Facts, place: &Place) -> bool {
    let (path, over) = match place {
        Place::Fact(path, over) => (path, over),
        Place::Act(_) => return true,
        Place::Holidays(calendar, year) => {
            let last = Date::new(*year, 12, 31);
            let known = facts.calendar(program, calendar, None);
            return last.and_then(|last| known?.day(last)).is_none();
        }
        Place::Own(of, number, own) => {
            let event = facts.events.get(*number);
            let found = facts.found.get(*number);
            return match (of, own) {
                (Listed::Event, Own::Re) => event.is_some_and(|event| event.re.is_empty()),
                (Listed::Event, Own::At) => false,
                (Listed::Finding, Own::Re) => found.is_some_and(|found| found.re.is_empty()),
                (Listed::Finding, Own::At) => {
                    found.is_some_and(|found| found.provenance.at.is_none())
                }
            };
        }
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
        // What a list may have more of is asked for too.
        Some(Datum {
            known: Known::List { open, .. },
            ..
        }) => !open,
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
