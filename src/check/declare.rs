//! Every item is declared: it gets its number in the program, its name its place in a table.

use super::checking::Checking;
use super::clauses::Sort;
use super::findings;
use super::names::Entity;
use super::policies::Group;
use super::versions::Layout;
use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::program::{
    Act, Case, Choice, Define, Duty, Exception, Field, Head, Judgement, Party, Power, Reading,
    Record, Sanction, StatuteSource, Unit,
};
use crate::syntax::tree::{ClauseBody, Item, ItemKind};
use crate::value::{Kind, Range};

/// A declared item.
pub(super) struct Entry<'a> {
    pub(super) item: &'a Item,
    pub(super) policy: usize,
    pub(super) entity: Entity,
    pub(super) layout: Layout<'a>,
    /// What its findings stand under.
    pub(super) heading: Option<Phrase>,
}

impl<'a> Entry<'a> {
    /// Whether it lays something down, and so must cite.
    pub(super) fn is_provision(&self) -> bool {
        matches!(self.entity, Entity::Judgement(_)) || self.entity.target().is_some()
    }

    /// Whether the item or a version of it cites anything.
    pub(super) fn cites_something(&self) -> bool {
        self.layout.versions.iter().any(|v| v.has(Sort::Cites))
    }

    /// The `for each` of the item.
    pub(super) fn for_each(&self) -> Option<&'a crate::syntax::tree::ForEach> {
        match &self.layout.common(Sort::ForEach)?.body {
            ClauseBody::ForEach(each) => Some(each),
            _ => None,
        }
    }
}

/// Declares the items of all policies, then looks up under which article each stands.
pub(super) fn declare<'a>(c: &mut Checking<'_>, groups: &[Group<'a>]) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    let mut beside = Beside::default();
    for (policy, group) in groups.iter().enumerate() {
        for item in &group.items {
            let layout = Layout::of(item);
            let head = head(c, policy, item, &layout);
            let Some(entity) = shell(c, head, item.kind, &mut beside) else {
                continue;
            };
            let name = &item.name.name;
            if let Some(target) = entity.target() {
                c.name_spans.insert(target, item.name.span);
            }
            if let Some(first) = c.names.declare(policy, name, entity, item.name.span) {
                c.find(findings::duplicate_name(name, item.name.span, first));
            }
            entries.push(Entry {
                item,
                policy,
                entity,
                layout,
                heading: None,
            });
        }
    }
    for entry in &mut entries {
        entry.heading = heading(c, entry);
    }
    entries
}

fn head(c: &mut Checking<'_>, policy: usize, item: &Item, layout: &Layout<'_>) -> Head {
    let title = match layout.common(Sort::Title).map(|clause| &clause.body) {
        Some(ClauseBody::Title(titles)) => c.phrase(titles),
        _ => c.phrase(&item.titles),
    };
    Head {
        policy,
        name: item.name.name.clone(),
        title: title.unwrap_or_else(|| Phrase::same(item.name.name.as_str())),
        span: item.keyword.to(item.name.span),
    }
}

/// The first article it cites, or its title.
fn heading(c: &Checking<'_>, entry: &Entry<'_>) -> Option<Phrase> {
    use super::names::{Found, Space};
    if entry.item.kind == ItemKind::Omits {
        return None;
    }
    let first = entry
        .layout
        .versions
        .iter()
        .find_map(|v| v.one(Sort::Cites));
    if let Some(ClauseBody::Cites(cites)) = first.map(|clause| &clause.body)
        && let Some(cite) = cites.first()
        && let Found::One(found) = c.names.find(entry.policy, Space::Source, &cite.source)
        && let Entity::Source(source) = found.entity
    {
        return c.citation_title(&crate::program::Citation {
            source,
            pin: cite.pin.clone(),
        });
    }
    entry.item.titles.phrase()
}

fn push<T>(list: &mut Vec<T>, item: T) -> usize {
    list.push(item);
    list.len() - 1
}

/// How many there are of what has no list in the program.
#[derive(Default)]
struct Beside {
    omissions: usize,
    calendars: usize,
    regimes: usize,
}

fn next(count: &mut usize) -> usize {
    *count += 1;
    *count - 1
}

/// An item's place in the program, still empty.
fn shell(c: &mut Checking<'_>, head: Head, kind: ItemKind, beside: &mut Beside) -> Option<Entity> {
    let p = &mut c.program;
    Some(match kind {
        ItemKind::Policy | ItemKind::Use => return None,
        ItemKind::Source => Entity::Source(push(
            &mut p.sources,
            StatuteSource {
                head,
                soft: false,
                address: None,
            },
        )),
        ItemKind::Party => Entity::Party(push(&mut p.parties, Party { head, called: None })),
        ItemKind::Unit => Entity::Unit(push(
            &mut p.units,
            Unit {
                head,
                factors: Vec::new(),
                seconds: None,
            },
        )),
        ItemKind::Choice => Entity::Choice(push(
            &mut p.choices,
            Choice {
                head,
                alternatives: Vec::new(),
                places: std::collections::BTreeMap::new(),
            },
        )),
        ItemKind::Record => Entity::Record(push(
            &mut p.records,
            Record {
                head,
                fields: Vec::new(),
                act: None,
            },
        )),
        ItemKind::Fact => Entity::Fact(push(&mut p.facts, empty_field(head))),
        ItemKind::Act => {
            let record = p.records.len();
            let act = push(
                &mut p.acts,
                Act {
                    head: head.clone(),
                    from: None,
                    to: Vec::new(),
                    record,
                },
            );
            p.records.push(Record {
                head,
                fields: Vec::new(),
                act: Some(act),
            });
            Entity::Act(act)
        }
        ItemKind::Judgement => Entity::Judgement(push(
            &mut p.judgements,
            Judgement {
                head,
                about: None,
                holder: None,
                criteria: None,
                determines: None,
                versions: Vec::new(),
            },
        )),
        ItemKind::Define => Entity::Define(push(
            &mut p.defines,
            Define {
                head,
                params: Vec::new(),
                kind: Kind::YesNo,
                intermediate: false,
                governed_by: None,
                determined_by: None,
                versions: Vec::new(),
            },
        )),
        ItemKind::Duty => Entity::Duty(push(
            &mut p.duties,
            Duty {
                every: None,
                head,
                for_each: None,
                governed_by: None,
                holder: None,
                versions: Vec::new(),
            },
        )),
        ItemKind::Exception => Entity::Exception(push(
            &mut p.exceptions,
            Exception {
                head,
                versions: Vec::new(),
            },
        )),
        ItemKind::Power => Entity::Power(push(
            &mut p.powers,
            Power {
                head,
                for_each: None,
                governed_by: None,
                versions: Vec::new(),
            },
        )),
        ItemKind::Sanction => Entity::Sanction(push(
            &mut p.sanctions,
            Sanction {
                head,
                for_each: None,
                governed_by: None,
                opened_by: Vec::new(),
                versions: Vec::new(),
            },
        )),
        ItemKind::Reading => {
            let alternatives = Vec::new();
            let choice = push(
                &mut p.choices,
                Choice {
                    head: head.clone(),
                    alternatives,
                    places: std::collections::BTreeMap::new(),
                },
            );
            let cites = Vec::new();
            Entity::Reading(push(
                &mut p.readings,
                Reading {
                    head,
                    choice,
                    default: 0,
                    cites,
                },
            ))
        }
        ItemKind::Case => Entity::Case(push(&mut p.cases, empty_case(head))),
        ItemKind::Omits => Entity::Omission(next(&mut beside.omissions)),
        ItemKind::Calendar => Entity::Calendar(next(&mut beside.calendars)),
        ItemKind::Periods => Entity::Regime(next(&mut beside.regimes)),
    })
}

/// A field of which only the head is known yet.
pub(super) fn empty_field(head: Head) -> Field {
    Field {
        head,
        kind: Kind::YesNo,
        within: Range::UNKNOWN,
        over_period: false,
        planned: false,
        optional: false,
        cites: Vec::new(),
        computed: None,
        default: None,
    }
}

fn empty_case(head: Head) -> Case {
    Case {
        head,
        facts: None,
        as_of: None,
        law_of: None,
        known_by: None,
        proposed: Vec::new(),
        readings: Vec::new(),
        tags: Vec::new(),
        given: Vec::new(),
        expects: Vec::new(),
    }
}

/// A head for what a policy does not declare itself.
pub(super) fn head_of(policy: usize, name: &str, title: Phrase, like: &Head) -> Head {
    Head {
        policy,
        name: Name::new(name),
        title,
        span: like.span,
    }
}
