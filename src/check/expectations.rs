//! What a case expects, put as determinations print it.

use super::applicable::text;
use super::cases::constant;
use super::checking::Checking;
use super::findings;
use super::names::{Declared, Entity, Space};
use super::states::states;
use crate::name::Name;
use crate::program::Node;
use crate::program::case::{Change, Expect, Outcome};
use crate::syntax::tree::{self, Expected, Ident, InstancePart, Path, PathStep};
use crate::value::{Kind, State, Truth, Value};

/// What a conclusion is, where it is neither yes nor no and has no value.
const OF_CONCLUSION: &[State] = &[State::Undetermined, State::NotInForce];

/// One expectation; none where a part of it could not be understood.
pub(super) fn expect(
    c: &mut Checking<'_>,
    policy: usize,
    written: &tree::Expect,
) -> Option<Expect> {
    let declared = c.resolve(policy, Space::Term, &written.name)?;
    let outcome = outcome(c, policy, declared, written);
    let parts: Vec<Option<String>> = written
        .instance
        .iter()
        .map(|part| match part {
            InstancePart::Place(path) => printed(c, policy, path),
            InstancePart::Period(period) => Some(period.clone()),
        })
        .collect();
    let parts: Option<Vec<String>> = parts.into_iter().collect();
    let instance = parts.map(|parts| (!parts.is_empty()).then(|| parts.join(", ")));
    let by: Vec<Option<Name>> = written
        .by
        .iter()
        .map(|name| exception(c, policy, name))
        .collect();
    let by: Option<Vec<Name>> = by.into_iter().collect();
    let due = match &written.due {
        Some(due) => c.due(policy, due).map(Some),
        None => Some(None),
    };
    let citing = c.citations(policy, &written.citing);
    let citing = (citing.len() == written.citing.len()).then_some(citing);
    let needs: Vec<Option<String>> = written
        .needs
        .iter()
        .map(|path| printed(c, policy, path))
        .collect();
    let needs: Option<Vec<String>> = needs.into_iter().collect();
    Some(Expect {
        name: full_name(c, declared, &written.name),
        instance: instance?,
        outcome: outcome?,
        by: by?,
        due: due?,
        citing: citing?.iter().map(|cite| c.printed(cite)).collect(),
        needs: needs?,
        span: written.span,
    })
}

pub(super) fn full_name(c: &Checking<'_>, declared: Declared, written: &Ident) -> String {
    let policy = c.program.policies.get(declared.policy);
    let policy = policy.map_or("", |policy| policy.name.as_str());
    let own = written.name.as_str();
    let own = own
        .strip_prefix(policy)
        .and_then(|rest| rest.strip_prefix('.'))
        .unwrap_or(own);
    format!("{policy}.{own}")
}

fn outcome(
    c: &mut Checking<'_>,
    policy: usize,
    declared: Declared,
    written: &tree::Expect,
) -> Option<Outcome> {
    let name = &written.name;
    let kind = match declared.entity {
        Entity::Define(id) => c.define_kind(id)?,
        Entity::Judgement(_) => Kind::YesNo,
        entity => {
            let Some((_, known)) = states(entity) else {
                let found = findings::wrong_sort(
                    &name.name,
                    name.span,
                    Some(entity),
                    findings::Wanted::Outcome,
                    Some(declared.span),
                );
                let duties = demanding(c, entity);
                c.find(findings::duties_of_act(found, &duties));
                return None;
            };
            return match &written.outcome {
                Expected::Coming { denied, state, at } => {
                    let state = match state {
                        Some((state, span)) => Some(c.state((state, *span), entity, known)?),
                        None => None,
                    };
                    let at = match at {
                        Some(at) => Some(c.start_of(policy, at, written.span)?),
                        None => None,
                    };
                    Some(Outcome::Coming(Change {
                        denied: *denied,
                        state,
                        at,
                    }))
                }
                Expected::State(state, span) => {
                    c.state((state, *span), entity, known).map(Outcome::State)
                }
                _ => {
                    let known = c.possible(entity, known);
                    c.find(findings::state_expected(
                        &name.name,
                        written.span,
                        entity,
                        &known,
                    ));
                    None
                }
            };
        }
    };
    match &written.outcome {
        Expected::State(state, span) => {
            if let Some(state) = State::named(state).filter(|state| OF_CONCLUSION.contains(state)) {
                return Some(Outcome::State(state));
            }
            // A word for a state may also be a choice of the list.
            if let Kind::Choice(_) = kind {
                let ident = Ident {
                    name: Name::new(state),
                    span: *span,
                };
                let path = Path {
                    steps: vec![PathStep::Name(ident)],
                    span: *span,
                };
                let value = tree::Expr {
                    span: *span,
                    node: tree::Node::Path(path),
                };
                return constant(c, policy, &value, &kind).map(Outcome::Value);
            }
            let finding = findings::unknown_state(state, *span, declared.entity, OF_CONCLUSION);
            c.find(finding);
            None
        }
        Expected::Coming { .. } => {
            c.find(findings::wrong_sort(
                &name.name,
                name.span,
                Some(declared.entity),
                findings::Wanted::Outcome,
                Some(declared.span),
            ));
            None
        }
        Expected::Yes | Expected::No if kind != Kind::YesNo => {
            let finding = findings::value_expected(&c.program, &name.name, written.span, &kind);
            c.find(finding);
            None
        }
        Expected::Yes => Some(Outcome::YesNo(true)),
        Expected::No => Some(Outcome::YesNo(false)),
        Expected::Is(value, _) if kind == Kind::YesNo && is_figure(&value.node) => {
            c.find(findings::condition_expected(&name.name, value.span));
            None
        }
        Expected::Is(value, true) => constant(c, policy, value, &kind).map(Outcome::NotValue),
        Expected::Is(value, false) => {
            let value = constant(c, policy, value, &kind)?;
            Some(match value.node {
                Node::Constant(Value::Truth(Truth::Yes)) => Outcome::YesNo(true),
                Node::Constant(Value::Truth(Truth::No)) => Outcome::YesNo(false),
                _ => Outcome::Value(value),
            })
        }
    }
}

/// The names of the duties that demand an act.
fn demanding(c: &Checking<'_>, entity: Entity) -> Vec<String> {
    let Entity::Act(act) = entity else {
        return Vec::new();
    };
    let duties = c.program.duties.iter();
    let duties = duties.filter(|duty| {
        let mut versions = duty.versions.iter();
        versions.any(|version| version.body.act() == Some(act))
    });
    duties.map(|duty| duty.head.name.to_string()).collect()
}

fn exception(c: &mut Checking<'_>, policy: usize, ident: &Ident) -> Option<Name> {
    let declared = c.resolve(policy, Space::Term, ident)?;
    if let Entity::Exception(id) = declared.entity {
        return Some(c.program.exceptions.get(id)?.head.name.clone());
    }
    c.find(findings::wrong_sort(
        &ident.name,
        ident.span,
        Some(declared.entity),
        findings::Wanted::Exception,
        Some(declared.span),
    ));
    None
}

/// A fact, a judgement or an event as determinations print it; none if there is no such thing.
fn printed(c: &mut Checking<'_>, policy: usize, path: &Path) -> Option<String> {
    if !names_events(path) {
        c.fact_path(policy, path)?;
    } else if let Some(PathStep::Name(act)) = path.steps.get(1) {
        let declared = c.resolve(policy, Space::Term, act)?;
        if !matches!(declared.entity, Entity::Act(_)) {
            c.find(findings::wrong_sort(
                &act.name,
                act.span,
                Some(declared.entity),
                findings::Wanted::Act,
                Some(declared.span),
            ));
            return None;
        }
    }
    Some(text(path))
}

/// What the list of things done is called in a record of facts.
const EVENTS: &str = "events";

/// Whether a path leads to events, `events[0]`, or to the events of an act, `events.stop_notice`.
fn names_events(path: &Path) -> bool {
    matches!(path.steps.first(), Some(PathStep::Name(first)) if first.name.as_str() == EVENTS)
        && path.steps.len() > 1
}

/// Whether a value is written as a figure, a length, a day or a text, and so is never yes or no.
fn is_figure(node: &tree::Node) -> bool {
    matches!(
        node,
        tree::Node::Number(_)
            | tree::Node::Amount(..)
            | tree::Node::Share(_)
            | tree::Node::Date(_)
            | tree::Node::Time(_)
            | tree::Node::Text(_)
    )
}
