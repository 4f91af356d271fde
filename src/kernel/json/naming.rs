//! The names of a record as most records write them: each leads to one slot, with what may stand
//! there. What is written in any other way is no business of these.

use std::collections::BTreeMap;

use crate::facts::RESERVED;
use crate::name::Name;
use crate::plan::Layout;
use crate::program::{Field, Program, stretches};
use crate::value::figure::millionths;
use crate::value::{Kind, Range};

/// Records are followed so deep.
const MAX_DEPTH: usize = 32;

/// The names at the top of a record, and in each record within it.
#[derive(Clone, Debug, Default)]
pub(super) struct Naming {
    pub(super) maps: Vec<Map>,
}

/// The names that stand side by side.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    /// In the order of the vocabulary.
    pub(super) entries: Vec<Entry>,
    /// Their positions, in the order of their names.
    by_name: Vec<usize>,
    /// Slots of which the second does not come before the first.
    pub(super) stretches: Vec<(u32, u32)>,
}

/// A name, its slot, and what can be there.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) slot: u32,
    pub(super) takes: Takes,
}

/// What a record says of itself in a text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Itself {
    Schema,
    Title,
    Note,
    Source,
    Zone,
    CompleteUntil,
}

/// What may stand in a slot.
#[derive(Clone, Debug)]
pub(super) enum Takes {
    /// A record, with the names of this map.
    Record(usize),
    Answer,
    Judgement,
    /// One of these.
    Choice(Vec<String>),
    /// Digits, as many millionths as lie between these.
    Number(i64, i64),
    Text,
    Time,
    Day,
    /// It fills no slot.
    OfItself(Itself),
}

impl Naming {
    pub(super) fn of(program: &Program, layout: &Layout) -> Naming {
        let mut naming = Naming::default();
        naming.maps.push(Map::default());
        let mut top = Map {
            stretches: pairs(&program.facts, &layout.facts),
            ..Map::default()
        };
        for (fact, slot) in program.facts.iter().zip(&layout.facts) {
            if let Some(takes) = naming.takes(program, layout, fact, *slot, 0) {
                top.add(&fact.head.name, *slot, takes);
            }
        }
        for (judgement, slot) in program.judgements.iter().zip(&layout.judgements) {
            if judgement.about.is_none() {
                top.add(&judgement.head.name, *slot, Takes::Judgement);
            }
        }
        let facts = program.facts.iter().map(|fact| &fact.head.name);
        let judgements = program.judgements.iter().filter(|one| one.about.is_none());
        let all = facts.chain(judgements.map(|one| &one.head.name));
        let all: Vec<&Name> = all.collect();
        // These names are the record's own, whatever facts are called.
        top.entries
            .retain(|entry| !RESERVED.contains(&entry.name.as_str()));
        top.keep_those_named_once(&all);
        for (name, itself) in [
            ("$schema", Itself::Schema),
            ("title", Itself::Title),
            ("note", Itself::Note),
            ("source", Itself::Source),
            ("zone", Itself::Zone),
            ("record_complete_until", Itself::CompleteUntil),
        ] {
            let (name, takes) = (name.to_owned(), Takes::OfItself(itself));
            let slot = u32::MAX;
            top.entries.push(Entry { name, slot, takes });
        }
        top.index();
        if let Some(first) = naming.maps.first_mut() {
            *first = top;
        }
        naming
    }

    fn takes(
        &mut self,
        program: &Program,
        layout: &Layout,
        field: &Field,
        slot: u32,
        depth: usize,
    ) -> Option<Takes> {
        if field.over_period {
            return None;
        }
        Some(match &field.kind {
            Kind::Record(record) => {
                Takes::Record(self.record(program, layout, *record, slot, depth + 1)?)
            }
            Kind::YesNo => Takes::Answer,
            Kind::Choice(list) => {
                let alternatives = &program.choices.get(*list)?.alternatives;
                let names = alternatives.iter().map(|(name, _)| name.to_string());
                Takes::Choice(names.collect())
            }
            Kind::Number | Kind::Quantity(_) => {
                let (low, high) = between(&field.within)?;
                Takes::Number(low, high)
            }
            // What is declared between two days is left to whoever reads with findings.
            Kind::Time if field.within == Range::UNKNOWN => Takes::Time,
            Kind::Date if field.within == Range::UNKNOWN => Takes::Day,
            Kind::Text | Kind::Party => Takes::Text,
            _ => return None,
        })
    }

    fn record(
        &mut self,
        program: &Program,
        layout: &Layout,
        record: usize,
        at: u32,
        depth: usize,
    ) -> Option<usize> {
        let (of, laid) = (program.records.get(record)?, layout.records.get(record)?);
        if depth > MAX_DEPTH {
            return None;
        }
        let slots: Vec<u32> = laid.fields.iter().map(|offset| at + offset).collect();
        let mut map = Map {
            stretches: pairs(&of.fields, &slots),
            ..Map::default()
        };
        for (field, slot) in of.fields.iter().zip(&slots) {
            if let Some(takes) = self.takes(program, layout, field, *slot, depth) {
                map.add(&field.head.name, *slot, takes);
            }
        }
        let mut names: Vec<&Name> = of.fields.iter().map(|field| &field.head.name).collect();
        for (judgement, offset) in &laid.judgements {
            let judgement = program.judgements.get(*judgement)?;
            names.push(&judgement.head.name);
            map.add(&judgement.head.name, at + offset, Takes::Judgement);
        }
        map.keep_those_named_once(&names);
        map.index();
        self.maps.push(map);
        Some(self.maps.len() - 1)
    }
}

impl Map {
    fn add(&mut self, name: &Name, slot: u32, takes: Takes) {
        let name = name.to_string();
        self.entries.push(Entry { name, slot, takes });
    }

    /// What a name leads to that several things have is for others to say.
    fn keep_those_named_once(&mut self, all: &[&Name]) {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for name in all {
            *count.entry(name.as_str()).or_default() += 1;
        }
        self.entries
            .retain(|entry| count.get(entry.name.as_str()) == Some(&1));
    }

    fn index(&mut self) {
        self.by_name = (0..self.entries.len()).collect();
        let entries = &self.entries;
        self.by_name
            .sort_by_key(|at| entries.get(*at).map(|entry| &entry.name));
    }

    /// The position of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let of = |at: &usize| self.entries.get(*at).map(|entry| entry.name.as_str());
        let found = self.by_name.binary_search_by(|at| of(at).cmp(&Some(name)));
        self.by_name.get(found.ok()?).copied()
    }
}

fn pairs(fields: &[Field], slots: &[u32]) -> Vec<(u32, u32)> {
    let slot = |at: usize| slots.get(at).copied();
    let pairs = stretches(fields).into_iter();
    pairs.filter_map(|(a, b)| slot(a).zip(slot(b))).collect()
}

/// The millionths between which a number lies; none where they are not whole.
fn between(within: &Range) -> Option<(i64, i64)> {
    let low = match within.low {
        Some(low) => millionths(low.at)?,
        None => i64::MIN,
    };
    let high = match within.high {
        Some(high) => millionths(high.at)?,
        None => i64::MAX,
    };
    Some((low, high))
}
