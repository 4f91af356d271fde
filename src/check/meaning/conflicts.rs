//! Duties that demand and forbid the same act of the same bearer, where facts
//! are thinkable under which both bind. Where that cannot be shown, nothing is said.

use super::solver::Solver;
use crate::check::checking::Checking;
use crate::check::findings;
use crate::check::names::Entity;
use crate::program::expression::{Expr, Node};
use crate::program::provision::{Deed, Duty, DutyBody, Force};
use crate::program::{Program, Target, Version};

/// Whether each of these has to hold, or must not.
type Goals<'p> = Vec<(&'p Expr, bool)>;

/// Looks at what a duty forbids.
pub(super) fn check(c: &mut Checking<'_>, program: &Program, entity: Entity) {
    let Entity::Duty(id) = entity else {
        return;
    };
    let Some(forbids) = program.duties.get(id) else {
        return;
    };
    for (number, demands) in program.duties.iter().enumerate() {
        if meet(program, (id, forbids), (number, demands)) {
            c.find(findings::conflicting_duties(&forbids.head, &demands.head));
        }
    }
}

/// Whether it can be shown that both bind under some facts, about the same.
fn meet(program: &Program, forbids: (usize, &Duty), demands: (usize, &Duty)) -> bool {
    let solver = Solver::new(program);
    // What a version says in one place it says in each.
    let pairs = forbids.1.written().flat_map(|one| {
        let others = demands.1.written();
        others.map(move |other| (one, other))
    });
    for (one, other) in pairs {
        let same = forbidden(&one.body).is_some_and(|act| demanded(&other.body) == Some(act))
            && one.body.bearer == other.body.bearer;
        if !same
            || !in_force_together(one, other)
            || !about_the_same(&solver, forbids.1, demands.1, one, other)
        {
            continue;
        }
        let goals = binds(program, forbids, one).zip(binds(program, demands, other));
        let lifted = not_permitted(program, &one.body);
        if let (Some((mut goals, further)), Some(lifted)) = (goals, lifted) {
            goals.extend(further);
            goals.extend(lifted);
            if solver.shown(&goals) {
                return true;
            }
        }
    }
    false
}

/// The act that is forbidden, whatever its quality.
fn forbidden(body: &DutyBody) -> Option<usize> {
    match (&body.must.deed, body.must.force) {
        (
            Deed::Act {
                act,
                condition: None,
                ..
            },
            Force::Forbid,
        ) => Some(*act),
        _ => None,
    }
}

fn demanded(body: &DutyBody) -> Option<usize> {
    body.act().filter(|_| body.must.force == Force::Demand)
}

fn in_force_together(one: &Version<DutyBody>, other: &Version<DutyBody>) -> bool {
    let plain =
        |version: &Version<DutyBody>| version.proposed.is_none() && version.addressees.is_none();
    plain(one) && plain(other) && one.interval.overlap(&other.interval).is_some()
}

/// Neither is about something that the other is not.
fn about_the_same(
    solver: &Solver<'_>,
    a: &Duty,
    b: &Duty,
    one: &Version<DutyBody>,
    other: &Version<DutyBody>,
) -> bool {
    let lists = match (&a.for_each, &b.for_each) {
        (Some(a), Some(b)) => solver.same(&a.list, &b.list),
        _ => true,
    };
    let acts = match (&one.body.arises_on, &other.body.arises_on) {
        (Some(a), Some(b)) => a.act == b.act,
        _ => true,
    };
    let crossed = a.for_each.is_some() != b.for_each.is_some()
        && one.body.arises_on.is_some() != other.body.arises_on.is_some()
        && a.for_each.is_some() != one.body.arises_on.is_some();
    lists && acts && !crossed && a.every.is_none() && b.every.is_none()
}

/// What must be so for a duty to bind; none where an exception always takes it away.
fn binds<'p>(
    program: &'p Program,
    (number, duty): (usize, &'p Duty),
    version: &'p Version<DutyBody>,
) -> Option<Goals<'p>> {
    let body = &version.body;
    let mut goals: Goals<'p> = Vec::new();
    goals.extend(body.when.iter().map(|when| (when, true)));
    let trigger = body.arises_on.iter().flat_map(|on| &on.condition);
    goals.extend(trigger.map(|condition| (condition, true)));
    let members = duty.for_each.iter().flat_map(|each| &each.condition);
    goals.extend(members.map(|condition| (condition, true)));
    let unless = body.unless.iter();
    goals.extend(unless.map(|unless| (&unless.condition, false)));
    for exception in &program.exceptions {
        for version in &exception.versions {
            if version.body.targets.contains(&Target::Duty(number)) {
                goals.push((version.body.when.as_ref()?, false));
            }
        }
    }
    Some(goals)
}

/// What must not be so, lest the act be permitted; none where it always is.
fn not_permitted<'p>(program: &'p Program, forbids: &DutyBody) -> Option<Goals<'p>> {
    let bodies = program.duties.iter().flat_map(|duty| &duty.versions);
    let permits = bodies.map(|version| &version.body).filter(|body| {
        let same = body.act() == forbids.act() && body.bearer == forbids.bearer;
        same && body.must.force == Force::Permit && body.arises_on.is_none()
    });
    permits
        .map(|body| Some((body.when.as_ref()?, false)))
        .collect()
}

/// Whether the solver knows all that a condition says: what is read can be anything of its kind,
/// whatever else is read.
pub(super) fn is_plain(program: &Program, expr: &Expr) -> bool {
    let read = |of: &Expr| is_read(program, of);
    let given = |of: &Expr| matches!(of.node, Node::Constant(_));
    match &expr.node {
        Node::All(of) | Node::Any(of) => of.iter().all(|leg| is_plain(program, leg)),
        Node::Cited(of, _) | Node::Not(of) => is_plain(program, of),
        Node::Same(a, b) | Node::Compare(_, a, b) => (read(a) && given(b)) || (given(a) && read(b)),
        Node::OneOf(of, _) => read(of),
        Node::Constant(_) => true,
        _ => read(expr),
    }
}

/// A fact that the record gives, and nothing else.
pub(super) fn is_read(program: &Program, expr: &Expr) -> bool {
    match &expr.node {
        Node::Fact(fact) => {
            let fact = program.facts.get(*fact);
            fact.is_some_and(|fact| fact.computed.is_none() && fact.default.is_none())
        }
        Node::Variable(_) => true,
        Node::Field(of, number) => {
            let record = match of.kind {
                crate::value::Kind::Record(record) => program.records.get(record),
                _ => None,
            };
            let field = record.and_then(|record| record.fields.get(*number));
            let free =
                field.is_some_and(|field| field.computed.is_none() && field.default.is_none());
            free && is_read(program, of)
        }
        Node::Index(of, _) => is_read(program, of),
        _ => false,
    }
}
