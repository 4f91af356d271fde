//! Cases: what is given on top of the facts, and at which instants.

use std::collections::{BTreeMap, BTreeSet};

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::expectations;
use super::expressions::Typing;
use super::findings;
use super::frame::Frame;
use super::names::{Entity, Named, Space};
use super::paths::bare;
use crate::diagnostic::near::nearest;
use crate::name::Name;
use crate::program::case::Given;
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree::{self, ClauseBody, Ident, Path};

/// Fills every case.
pub(super) fn build(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let proposals = proposals(entries);
    for entry in entries {
        let Entity::Case(id) = entry.entity else {
            continue;
        };
        c.item(entry.item.titles.phrase(), |c| {
            case(c, entry, id, &proposals)
        });
    }
}

/// The proposals that each policy has versions of.
type Proposals<'a> = BTreeMap<usize, BTreeSet<&'a str>>;

fn proposals<'a>(entries: &[Entry<'a>]) -> Proposals<'a> {
    let mut found = Proposals::new();
    for entry in entries {
        let of = found.entry(entry.policy).or_default();
        of.extend(entry.layout.proposals());
    }
    found
}

fn case(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize, proposals: &Proposals<'_>) {
    let policy = entry.policy;
    let Some(mut case) = c.program.cases.get(id).cloned() else {
        return;
    };
    let mut proposed: BTreeMap<&str, Span> = BTreeMap::new();
    let mut readings: BTreeMap<String, Span> = BTreeMap::new();
    for clause in &entry.item.clauses {
        match &clause.body {
            ClauseBody::Facts(file) => case.facts = Some((file.clone(), clause.span)),
            ClauseBody::AsOf(moment) => case.as_of = c.start_of(policy, moment, clause.span),
            ClauseBody::LawOf(moment) => case.law_of = c.start_of(policy, moment, clause.span),
            ClauseBody::KnownBy(moment) => case.known_by = c.start_of(policy, moment, clause.span),
            ClauseBody::Given { path, value } => {
                let Some(given) = given(c, policy, path, value, clause.span) else {
                    continue;
                };
                match case.given.iter().find(|other| other.path == given.path) {
                    Some(first) => c.find(findings::given_twice(given.span, first.span)),
                    None => case.given.push(given),
                }
            }
            ClauseBody::Proposed(name) => {
                let place = c.after_keyword(clause);
                if is_proposed(c, policy, name, place, proposals) {
                    let first = proposed.insert(name.as_str(), clause.keyword);
                    match first {
                        Some(first) => c.find(findings::duplicate_clause(
                            Sort::Proposed.word(),
                            clause.keyword,
                            first,
                        )),
                        None => case.proposed.push(name.clone()),
                    }
                }
            }
            ClauseBody::Reading { name, alternative } => {
                let Some((reading, wanted)) = reading(c, policy, name, alternative) else {
                    continue;
                };
                match readings.insert(reading.clone(), clause.keyword) {
                    Some(first) => c.find(findings::duplicate_clause(
                        Sort::Reading.word(),
                        clause.keyword,
                        first,
                    )),
                    None => case.readings.push((reading, wanted)),
                }
            }
            ClauseBody::Tag(tags) => case.tags.extend(tags.iter().map(|tag| tag.name.clone())),
            ClauseBody::Expect(expect) => {
                case.expects.extend(expectations::expect(c, policy, expect));
            }
            _ => {}
        }
    }
    if let Some(found) = c.program.cases.get_mut(id) {
        *found = case;
    }
}

/// Whether a version of the policy, or of one that it uses, is proposed under this name; if none
/// is, that is told.
fn is_proposed(
    c: &mut Checking<'_>,
    policy: usize,
    name: &str,
    place: Span,
    proposals: &Proposals<'_>,
) -> bool {
    let reached = c.names.reached(policy);
    let known: BTreeSet<&str> = reached
        .iter()
        .filter_map(|policy| proposals.get(policy))
        .flatten()
        .copied()
        .collect();
    if known.contains(name) {
        return true;
    }
    let near = nearest(name, known.iter().copied());
    let known: Vec<&str> = known.iter().copied().collect();
    c.find(findings::unknown_proposal(name, place, near, &known));
    false
}

/// The full name of a reading, and its alternative.
fn reading(
    c: &mut Checking<'_>,
    policy: usize,
    name: &Ident,
    alternative: &Ident,
) -> Option<(String, Name)> {
    let declared = c.resolve(policy, Space::Term, name)?;
    let Entity::Reading(id) = declared.entity else {
        c.find(findings::wrong_sort(
            &name.name,
            name.span,
            Some(declared.entity),
            findings::Wanted::Reading,
            Some(declared.span),
        ));
        return None;
    };
    if !c.names.reached(policy).contains(&declared.policy) {
        c.find(findings::reading_not_used(&name.name, name.span));
        return None;
    }
    let list = c.program.readings.get(id)?.choice;
    let choices = &c.program.choices.get(list)?.alternatives;
    let number = choices.iter().position(|(one, _)| *one == alternative.name);
    let Some(number) = number else {
        c.unknown_alternative(list, alternative);
        return None;
    };
    let named = Named::Alternative(list, number);
    c.names.note(policy, named, alternative.span);
    let full = expectations::full_name(c, declared, name);
    Some((full, alternative.name.clone()))
}

fn given(
    c: &mut Checking<'_>,
    policy: usize,
    path: &Path,
    value: &tree::Expr,
    span: Span,
) -> Option<Given> {
    let place = c.fact_path(policy, path)?;
    if bare(value).is_some_and(|word| word.name.as_str() == "unknown") {
        return Some(Given {
            path: place.path,
            value: None,
            span,
        });
    }
    if place.over_period {
        c.find(findings::given_over_period(path.span, place.declared));
        return None;
    }
    let value = constant(c, policy, value, &place.kind)?;
    Some(Given {
        path: place.path,
        value: Some(value),
        span,
    })
}

/// A value that stands by itself, of a kind.
pub(super) fn constant(
    c: &mut Checking<'_>,
    policy: usize,
    value: &tree::Expr,
    kind: &crate::value::Kind,
) -> Option<Expr> {
    let value = Typing::new(c, policy, None, Frame::default()).of_kind(value, kind)?;
    if !matches!(value.node, Node::Constant(_)) {
        c.find(findings::no_constant(value.span));
        return None;
    }
    Some(value)
}
