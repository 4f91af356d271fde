//! Cases: what is given on top of the facts, and at which instants.

use super::checking::Checking;
use super::declare::Entry;
use super::expectations;
use super::expressions::Typing;
use super::findings;
use super::frame::Frame;
use super::names::Entity;
use super::paths::bare;
use crate::program::case::Given;
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree::{self, ClauseBody, Path};

/// Fills every case.
pub(super) fn build(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let Entity::Case(id) = entry.entity else {
            continue;
        };
        c.item(entry.item.titles.phrase(), |c| case(c, entry, id));
    }
}

fn case(c: &mut Checking<'_>, entry: &Entry<'_>, id: usize) {
    let policy = entry.policy;
    let Some(mut case) = c.program.cases.get(id).cloned() else {
        return;
    };
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
