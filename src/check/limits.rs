//! Of which kind the limit of each duty is, before any other item is typed:
//! `due of D` is of that kind wherever it stands. A limit may rest on that of
//! another duty, which is then looked at first.

use std::collections::HashMap;

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::expressions::Typing;
use super::findings;
use super::names::Entity;
use crate::syntax::tree::{ClauseBody, Ident};
use crate::value::Kind;

/// What the versions of a duty say of its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LimitKind {
    /// A time or a day.
    Of(Kind),
    /// A time in one version, a day in another.
    Mixed,
    /// None has any.
    Without,
}

/// Finds the kind of every limit that can be understood.
pub(super) fn kinds(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let duties = entries.iter().filter_map(|entry| match entry.entity {
        Entity::Duty(id) => Some((id, entry)),
        _ => None,
    });
    let duties: HashMap<usize, &Entry<'_>> = duties.collect();
    let mut open: Vec<usize> = duties.keys().copied().collect();
    let mut waiting: HashMap<usize, Vec<usize>> = HashMap::new();
    while let Some(id) = open.pop() {
        let Some(entry) = duties.get(&id) else {
            continue;
        };
        c.awaited = None;
        let found = c.quietly(|c| kind(c, entry, id));
        match (found, c.awaited) {
            (Some(kind), _) => {
                c.limits.insert(id, kind);
                open.extend(waiting.remove(&id).into_iter().flatten());
            }
            (None, Some(awaited)) => waiting.entry(awaited).or_default().push(id),
            (None, None) => {}
        }
    }
}

fn kind(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) -> Option<LimitKind> {
    let member = c.own_frames.get(&id).cloned().unwrap_or_default();
    let mut found = LimitKind::Without;
    for version in &entry.layout.versions {
        let limit = version.one(Sort::Limit).map(|clause| &clause.body);
        let Some(ClauseBody::By(limit) | ClauseBody::Within(limit)) = limit else {
            continue;
        };
        let mut frame = member.clone();
        let trigger = version.one(Sort::ArisesOn).map(|clause| &clause.body);
        if let Some(ClauseBody::ArisesOn { act, .. }) = trigger {
            let event = c.act(entry.policy, act)?;
            c.push_event(&mut frame, event, act.span);
        }
        let mut typing = Typing::new(c, entry.policy, None, frame);
        let periods = version.one(Sort::Periods).map(|clause| &clause.body);
        if let Some(ClauseBody::Periods(name)) = periods {
            typing.periods = Some(name.name.clone());
        }
        let kind = typing.time_or_date(limit)?.kind;
        found = match found {
            LimitKind::Without => LimitKind::Of(kind),
            LimitKind::Of(other) if other == kind => LimitKind::Of(kind),
            _ => LimitKind::Mixed,
        };
    }
    Some(found)
}

impl Typing<'_, '_> {
    /// The kind of a duty's limit. Of what could not be understood nothing is told again.
    pub(super) fn limit_kind(&mut self, duty: usize, name: &Ident) -> Option<Kind> {
        match self.c.limits.get(&duty).cloned() {
            Some(LimitKind::Of(kind)) => return Some(kind),
            Some(LimitKind::Mixed) => {
                self.c.find(findings::mixed_limit(&name.name, name.span));
            }
            Some(LimitKind::Without) => {
                self.c.find(findings::limit_of_none(&name.name, name.span));
            }
            None => self.c.awaited = Some(duty),
        }
        None
    }
}
