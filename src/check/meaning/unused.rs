//! What is declared beside provisions and used by none of them.

use std::collections::{HashMap, HashSet};

use crate::check::checking::Checking;
use crate::check::declare::Entry;
use crate::check::findings;
use crate::check::names::Entity;
use crate::program::expression::{FactRoot, FactStep};
use crate::program::{Expr, Field, Node, Program};
use crate::value::Kind;

/// Tells of each. A policy without provisions is a vocabulary for others and may hold what it likes.
pub(super) fn check(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let provisions = entries
        .iter()
        .filter(|entry| entry.entity.target().is_some());
    let lawful: HashSet<usize> = provisions.map(|entry| entry.policy).collect();
    let uncited = |policy| {
        let mut of = entries.iter().filter(|entry| entry.policy == policy);
        of.any(|entry| entry.is_provision() && !entry.cites_something())
    };
    let uncited: HashSet<usize> = lawful.iter().copied().filter(|of| uncited(*of)).collect();
    let read = reads(&mut c.program);
    for entry in entries {
        // That a source is not cited follows where a citation is missing.
        if matches!(entry.entity, Entity::Source(_)) && uncited.contains(&entry.policy) {
            continue;
        }
        let declared = matches!(
            entry.entity,
            Entity::Fact(_)
                | Entity::Judgement(_)
                | Entity::Act(_)
                | Entity::Reading(_)
                | Entity::Choice(_)
                | Entity::Record(_)
                | Entity::Unit(_)
                | Entity::Party(_)
                | Entity::Source(_)
                | Entity::Regime(_)
                | Entity::Calendar(_)
        );
        if !declared || !lawful.contains(&entry.policy) {
            continue;
        }
        let (own, other) = c.names.used(entry.entity, entry.policy);
        if own || other {
            fields(c, entry, &read);
        }
        if own {
            continue;
        }
        let name = &entry.item.name;
        let finding = findings::unused_name(&name.name, name.span, entry.item.kind);
        if other {
            c.unheard.push(finding);
        } else {
            c.item(entry.heading.clone(), |c| c.find(finding));
        }
    }
}

/// Fields, and the policies in which each is read.
type Reads = HashMap<(usize, usize), HashSet<usize>>;

/// Tells of fields that no provision reads. That a field cites the provision that asks for it is
/// use enough, and so is that records are called by it. What a choice lists may stay unnamed:
/// with it the list is whole.
fn fields(c: &mut Checking<'_>, entry: &Entry<'_>, read: &Reads) {
    let record = match entry.entity {
        Entity::Record(record) => Some(record),
        Entity::Act(act) => c.program.acts.get(act).map(|act| act.record),
        _ => None,
    };
    let Some((id, record)) = record.and_then(|id| Some((id, c.program.records.get(id)?))) else {
        return;
    };
    // Every event has a time and someone who did it.
    let implied = if record.act.is_some() { 2 } else { 0 };
    let of = record.own_name();
    let fields = record.fields.iter().enumerate().skip(implied);
    let idle = fields.filter(|(at, field)| {
        let own = read
            .get(&(id, *at))
            .is_some_and(|by| by.contains(&entry.policy));
        Some(*at) != of && field.cites.is_empty() && !own
    });
    let (others, none): (Vec<_>, Vec<_>) = idle.partition(|(at, _)| read.contains_key(&(id, *at)));
    let found = |fields: Vec<(usize, &Field)>| {
        let named = fields.iter();
        let named = named.map(|(_, field)| (&field.head.name, field.head.span));
        findings::unread_fields(&named.collect::<Vec<_>>())
    };
    let (others, none) = (found(others), found(none));
    c.unheard.extend(others);
    if let Some(finding) = none {
        c.item(entry.heading.clone(), |c| c.find(finding));
    }
}

/// Every field that is read, and in which policy.
fn reads(program: &mut Program) -> Reads {
    let mut read = Reads::new();
    program.each_expression(&mut |head, _, expr| {
        note(&mut read, field(expr), head.policy);
        true
    });
    for duty in &program.duties {
        for payment in duty.versions.iter().filter_map(|one| one.body.payment()) {
            let record = program.acts.get(payment.act).map(|act| act.record);
            let paid = record.map(|record| (record, payment.field));
            note(&mut read, paid, duty.head.policy);
        }
    }
    let policies = program.policies.iter().enumerate();
    for (policy, governed) in
        policies.filter_map(|(at, policy)| Some((at, policy.governed_by.as_ref()?)))
    {
        within(governed, policy, &mut read);
    }
    let governed = [
        program
            .defines
            .iter()
            .map(|one| (&one.head, &one.governed_by))
            .collect::<Vec<_>>(),
        program
            .duties
            .iter()
            .map(|one| (&one.head, &one.governed_by))
            .collect(),
        program
            .powers
            .iter()
            .map(|one| (&one.head, &one.governed_by))
            .collect(),
        program
            .sanctions
            .iter()
            .map(|one| (&one.head, &one.governed_by))
            .collect(),
    ];
    for (head, governed) in governed.into_iter().flatten() {
        governed
            .iter()
            .for_each(|expr| within(expr, head.policy, &mut read));
    }
    let fields = program.records.iter().flat_map(|record| &record.fields);
    for field in program.facts.iter().chain(fields) {
        let policy = field.head.policy;
        field
            .computed
            .iter()
            .for_each(|expr| within(expr, policy, &mut read));
        let Some(default) = &field.default else {
            continue;
        };
        let FactRoot::Fact(root) = default.root else {
            continue;
        };
        let mut kind = program.facts.get(root).map(|fact| &fact.kind);
        for step in &default.steps {
            kind = match (kind, step) {
                (Some(Kind::Record(record)), FactStep::Field(field)) => {
                    note(&mut read, Some((*record, *field)), policy);
                    let record = program.records.get(*record);
                    record.and_then(|record| Some(&record.fields.get(*field)?.kind))
                }
                (Some(Kind::List(of)), _) => Some(&**of),
                _ => None,
            };
        }
    }
    read
}

fn within(expr: &Expr, policy: usize, read: &mut Reads) {
    note(read, field(expr), policy);
    for child in expr.children() {
        within(child, policy, read);
    }
}

fn note(read: &mut Reads, field: Option<(usize, usize)>, policy: usize) {
    if let Some(field) = field {
        read.entry(field).or_default().insert(policy);
    }
}

/// The field that an expression is.
fn field(expr: &Expr) -> Option<(usize, usize)> {
    match &expr.node {
        Node::Field(of, field) => match of.kind {
            Kind::Record(record) => Some((record, *field)),
            _ => None,
        },
        _ => None,
    }
}
