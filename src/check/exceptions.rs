//! Exceptions hang under what they except, and see its variables.

use std::collections::{HashMap, HashSet};

use super::checking::Checking;
use super::clauses::{self, Sort};
use super::declare::Entry;
use super::duties;
use super::findings;
use super::frame::{Frame, transpose};
use super::names::{Entity, Found, Space};
use super::order::{self, Place};
use super::places;
use super::provisions::{Room, presumption};
use super::versions::{self, Draft};
use crate::name::Name;
use crate::program::Target;
use crate::program::provision::{ExceptionBody, Instead};
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseBody, Ident};
use crate::value::Kind;

/// What each version of an exception excepts, and where it says so.
type Targets = HashMap<usize, Vec<Vec<(Target, Span)>>>;

/// Fills every exception.
pub(super) fn build(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let targets = targets(c, entries);
    let ring = circles(c, &targets);
    for entry in entries {
        let Entity::Exception(id) = entry.entity else {
            continue;
        };
        let place = Place::Target(Target::Exception(id));
        let of = targets.get(&id).map_or(&[][..], Vec::as_slice);
        if !ring.contains(&id) {
            for (target, span) in of.iter().flatten() {
                c.refer(Some(Place::Target(*target)), place, *span);
            }
        }
        c.item(entry.heading.clone(), |c| fill(c, entry, id, of));
    }
}

fn fill(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize, of: &[Vec<(Target, Span)>]) {
    let mut number = 0;
    let place = Place::Target(Target::Exception(id));
    c.refer(
        Some(place),
        Place::Policy(entry.policy),
        entry.item.name.span,
    );
    let versions = versions::build(
        c,
        entry.policy,
        entry.item,
        &entry.layout,
        None,
        |c, draft| {
            let own = of.get(number).map_or(&[][..], Vec::as_slice);
            number += 1;
            // What the variables are cannot be told where nothing is excepted.
            if own.is_empty() {
                return None;
            }
            let frame = common(c, own);
            let room = Room {
                policy: entry.policy,
                place,
                frame: &frame,
            };
            let when = room.when(c, draft);
            let presumed = match draft.one(Sort::Presumed).map(|clause| &clause.body) {
                Some(ClauseBody::Presumed(written)) => Some(presumption(c, entry.policy, written)),
                _ => None,
            };
            let instead = instead(c, &room, draft, own);
            Some(ExceptionBody {
                instead: instead?,
                targets: own.iter().map(|(target, _)| *target).collect(),
                when: when?,
                presumed: transpose(presumed)?,
            })
        },
    );
    if let Some(exception) = c.program.exceptions.get_mut(id) {
        exception.versions = versions;
    }
}

/// What takes the place of what a duty demands.
fn instead(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    draft: &Draft<'_>,
    own: &[(Target, Span)],
) -> Option<Option<Instead>> {
    let Some(first) = draft.one(Sort::Instead) else {
        return Some(None);
    };
    let duties: Vec<usize> = own
        .iter()
        .filter_map(|(target, _)| match target {
            Target::Duty(duty) => Some(*duty),
            _ => None,
        })
        .collect();
    if duties.len() < own.len() {
        c.find(findings::instead_of_no_duty(first.keyword));
        return None;
    }
    let limits = duties.iter().filter_map(|duty| c.program.duties.get(*duty));
    let mut limits = limits.flat_map(|duty| &duty.versions);
    let kind = limits.find_map(|version| Some(version.body.by.as_ref()?.kind.clone()));
    let mut frame = room.frame.clone();
    let due = match kind {
        Some(kind) => frame.push(Name::new("due"), Some(kind), first.keyword),
        None => frame.next,
    };
    let room = Room {
        frame: &frame,
        ..*room
    };
    let mut found = Instead {
        must: None,
        to: None,
        by: None,
        promptness: None,
        due,
    };
    let mut said: Vec<&Clause> = Vec::new();
    for clause in draft.many(Sort::Instead) {
        let ClauseBody::Instead(clause) = &clause.body else {
            continue;
        };
        let sort = Sort::of(&clause.body);
        let before = said.iter().find(|before| Sort::of(&before.body) == sort);
        if let Some(before) = before {
            c.find(clauses::twice(before, clause));
            return None;
        }
        said.push(clause);
        match &clause.body {
            ClauseBody::Must(must) => found.must = Some(duties::must(c, &room, must)?),
            ClauseBody::By(limit) | ClauseBody::Within(limit) => {
                found.by = Some(room.typing(c).time_or_date(limit)?);
            }
            ClauseBody::To(to, of) => {
                places::nobody(c, of.as_ref());
                let parties = c.parties(room.policy, to);
                found.to = Some(parties).filter(|parties| parties.len() == to.len());
                found.to.as_ref()?;
            }
            ClauseBody::Prompt {
                standard,
                judged: None,
            } => found.promptness = Some(*standard),
            // It would be left out of the answer without a word.
            ClauseBody::Prompt {
                judged: Some(judged),
                ..
            } => {
                c.find(findings::not_yet_supported(
                    "instead … judged by",
                    judged.span,
                ));
                return None;
            }
            _ => {}
        }
    }
    Some(Some(found))
}

fn targets(c: &mut Checking<'_>, entries: &[Entry<'_>]) -> Targets {
    let mut targets = Targets::new();
    for entry in entries {
        let Entity::Exception(id) = entry.entity else {
            continue;
        };
        c.item(entry.heading.clone(), |c| {
            c.must_cite(entry);
            let versions = entry.layout.versions.iter();
            let all = versions.map(|version| match version.one(Sort::To).map(|to| &to.body) {
                Some(ClauseBody::To(names, of)) => {
                    places::nobody(c, of.as_ref());
                    let named = names.iter();
                    named
                        .filter_map(|name| Some((target(c, entry.policy, name)?, name.span)))
                        .collect()
                }
                _ => Vec::new(),
            });
            let all = all.collect();
            targets.insert(id, all);
        });
    }
    targets
}

/// What an exception can except, by its name.
fn target(c: &mut Checking<'_>, policy: usize, name: &Ident) -> Option<Target> {
    let found = match c.names.find(policy, Space::Term, name) {
        Found::One(declared) => declared,
        found @ Found::Several(..) => {
            c.settle(policy, Space::Term, &name.name, name.span, found)?;
            return None;
        }
        Found::Nothing => {
            c.incomplete = true;
            if c.may_tell(Space::Term, &name.name) {
                let near = c.nearest(policy, &[Space::Term], &name.name);
                c.find(findings::unknown_target(
                    &name.name,
                    name.span,
                    near.as_ref(),
                ));
            }
            return None;
        }
    };
    match found.entity {
        Entity::Define(id) if c.define_kind(id).is_none_or(|kind| kind == Kind::YesNo) => {
            Some(Target::Define(id))
        }
        Entity::Duty(id) => Some(Target::Duty(id)),
        Entity::Power(id) => Some(Target::Power(id)),
        Entity::Sanction(id) => Some(Target::Sanction(id)),
        Entity::Exception(id) => Some(Target::Exception(id)),
        other => {
            c.find(findings::no_target(
                &name.name, name.span, other, found.span,
            ));
            None
        }
    }
}

/// Tells of exceptions that except one another, and gives those that do; the others get their variables.
fn circles(c: &mut Checking<'_>, targets: &Targets) -> HashSet<usize> {
    let mut edges: HashMap<usize, Vec<(usize, Span)>> = HashMap::new();
    for (id, versions) in targets {
        let excepted = versions
            .iter()
            .flatten()
            .filter_map(|(target, span)| match target {
                Target::Exception(other) => Some((*other, *span)),
                _ => None,
            });
        edges.insert(*id, excepted.collect());
    }
    let mut ring = HashSet::new();
    let count = c.program.exceptions.len();
    let edges = |id| edges.get(&id).cloned().unwrap_or_default();
    // What is excepted comes first, so that an exception to an exception finds its variables.
    for id in order::sorted(count, edges) {
        let all: Vec<(Target, Span)> = targets
            .get(&id)
            .into_iter()
            .flatten()
            .flatten()
            .copied()
            .collect();
        let frame = common(c, &all);
        c.frames.insert(Target::Exception(id), frame);
    }
    for circle in order::circles(count, edges) {
        ring.extend(circle.members);
        let steps: Vec<(String, Span)> = circle
            .steps
            .iter()
            .map(|(to, span)| {
                let exception = c.program.exceptions.get(*to);
                let name = exception.map_or(String::new(), |e| e.head.name.to_string());
                (name, *span)
            })
            .collect();
        let target = Target::Exception(circle.first);
        let exception = c.program.exceptions.get(circle.first);
        let Some((exception, span)) = exception.zip(c.name_spans.get(&target)) else {
            continue;
        };
        let name = exception.head.name.clone();
        let finding = findings::circular_exception((name.as_str(), *span), &steps);
        c.find(finding);
    }
    ring
}

/// The variables that all of what is excepted has in common.
fn common(c: &Checking<'_>, of: &[(Target, Span)]) -> Frame {
    let mut common: Option<Frame> = None;
    for (target, _) in of {
        let found = c.frames.get(target).cloned().unwrap_or_default();
        common = Some(match common {
            Some(seen) => seen.meet(&found),
            None => found,
        });
    }
    common.unwrap_or_default()
}
