//! Where each name is declared and where it is used, for editors and for renaming.

use std::collections::HashMap;

use super::checking::Checking;
use super::declare::Entry;
use super::names::{Entity, Named};
use crate::name::Name;
use crate::program::{Head, Program};
use crate::source::{FileId, Span};
use crate::syntax::tree::ItemKind;

/// What sort of thing a definition declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declares {
    /// An item of that kind.
    Item(ItemKind),
    /// A field of a record or of an act.
    Field,
    /// An alternative of a choice or of a reading.
    Alternative,
}

/// A definition, by its position in [`Index::definitions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(usize);

/// A declared name.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its full name: `kr.netflix_law.covered`, `common.incident.Outage.started`.
    pub name: String,
    /// What it declares.
    pub declares: Declares,
    /// Where the name is written.
    pub span: Span,
    /// The whole item that declares it.
    pub item: Span,
}

/// The definitions of all files and the places that name them, both in order of place.
#[derive(Clone, Debug, Default)]
pub struct Index {
    definitions: Vec<Definition>,
    uses: Vec<(Span, DefinitionId)>,
}

impl Index {
    /// Every definition with its id.
    pub fn definitions(&self) -> impl Iterator<Item = (DefinitionId, &Definition)> {
        let definitions = self.definitions.iter().enumerate();
        definitions.map(|(at, definition)| (DefinitionId(at), definition))
    }

    /// A definition by its id.
    #[must_use]
    pub fn definition(&self, id: DefinitionId) -> Option<&Definition> {
        self.definitions.get(id.0)
    }

    /// What is declared or named at a byte of a file, and the place of that name. The byte after
    /// the last letter belongs to a name, as a cursor does.
    #[must_use]
    pub fn at(&self, file: FileId, offset: u32) -> Option<(DefinitionId, Span)> {
        let there = |span: Span| span.file == file && span.start <= offset && offset <= span.end;
        let mut declared = self.definitions().map(|(id, found)| (id, found.span));
        let declared = declared.find(|(_, span)| there(*span));
        declared.or_else(|| {
            let before = self
                .uses
                .partition_point(|(span, _)| (span.file, span.start) <= (file, offset));
            let near = self.uses.get(..before)?.iter().rev();
            let mut near = near.take_while(|(span, _)| span.file == file && span.end >= offset);
            near.next().map(|(span, id)| (*id, *span))
        })
    }

    /// The places of a file that name something, in order, each with what it names.
    pub fn places(&self, file: FileId) -> impl Iterator<Item = (Span, DefinitionId)> {
        let start = self.uses.partition_point(|(span, _)| span.file < file);
        let uses = self.uses.get(start..).unwrap_or_default().iter();
        uses.take_while(move |(span, _)| span.file == file).copied()
    }

    /// The places that name a definition, without the one that declares it.
    pub fn uses(&self, id: DefinitionId) -> impl Iterator<Item = Span> {
        let uses = self.uses.iter();
        uses.filter_map(move |(span, of)| (*of == id).then_some(*span))
    }
}

/// The index of what was declared and looked up in checking.
pub(super) fn index(c: &Checking<'_>, entries: &[Entry<'_>]) -> Index {
    let mut found: Vec<(Named, Definition)> = Vec::new();
    for entry in entries {
        found.extend(item(&c.program, entry));
        found.extend(fields(&c.program, entry));
        found.extend(alternatives(c, entry));
    }
    found.sort_by_key(|(_, definition)| definition.span);
    let ids: HashMap<Named, DefinitionId> = found
        .iter()
        .enumerate()
        .map(|(at, (named, _))| (*named, DefinitionId(at)))
        .collect();
    let noted = c.names.noted().into_iter();
    let mut uses: Vec<(Span, DefinitionId)> = noted
        .filter_map(|(named, span)| Some((span, *ids.get(&named)?)))
        .collect();
    uses.sort();
    uses.dedup();
    Index {
        definitions: found
            .into_iter()
            .map(|(_, definition)| definition)
            .collect(),
        uses,
    }
}

/// The item itself; an omission has no name.
fn item(program: &Program, entry: &Entry<'_>) -> Option<(Named, Definition)> {
    entry.entity.space()?;
    let definition = Definition {
        name: full(program, entry.policy, &[&entry.item.name.name]),
        declares: Declares::Item(entry.item.kind),
        span: entry.item.name.span,
        item: entry.item.span,
    };
    Some((Named::Entity(entry.entity), definition))
}

/// The fields that are written in it.
fn fields(program: &Program, entry: &Entry<'_>) -> Vec<(Named, Definition)> {
    let record = match entry.entity {
        Entity::Record(record) => Some(record),
        Entity::Act(act) => program.acts.get(act).map(|act| act.record),
        _ => None,
    };
    let Some((id, record)) = record.and_then(|id| Some((id, program.records.get(id)?))) else {
        return Vec::new();
    };
    let within = |head: &Head| entry.item.span.holds(head.span);
    let written = record.fields.iter().enumerate();
    let written = written.filter(|(_, field)| within(&field.head));
    let definition = |field: &Head| Definition {
        name: full(program, entry.policy, &[&entry.item.name.name, &field.name]),
        declares: Declares::Field,
        span: field.span,
        item: entry.item.span,
    };
    // The fields that every event has are not written anywhere: their place is that of the act.
    written
        .filter(|(_, field)| field.head.span != record.head.span)
        .map(|(at, field)| (Named::Field(id, at), definition(&field.head)))
        .collect()
}

/// The alternatives that are written in it.
fn alternatives(c: &Checking<'_>, entry: &Entry<'_>) -> Vec<(Named, Definition)> {
    let item = entry.item.span;
    let first = Span {
        end: item.start,
        ..item
    };
    let after = c.alternative_spans.range(first..);
    let within = after.take_while(|(span, _)| item.holds(**span));
    within
        .filter_map(|(span, (choice, at))| {
            let list = c.program.choices.get(*choice)?;
            let (name, _) = list.alternatives.get(*at)?;
            let definition = Definition {
                name: full(&c.program, entry.policy, &[&entry.item.name.name, name]),
                declares: Declares::Alternative,
                span: *span,
                item,
            };
            Some((Named::Alternative(*choice, *at), definition))
        })
        .collect()
}

fn full(program: &Program, policy: usize, names: &[&Name]) -> String {
    let policy = program.policies.get(policy);
    let first = policy.map(|policy| policy.name.as_str());
    let rest = names.iter().map(|name| name.as_str());
    first.into_iter().chain(rest).collect::<Vec<_>>().join(".")
}
