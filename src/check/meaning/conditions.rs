//! Conditions that can never hold, or always hold, whatever the facts are.

use super::solver::Solver;
use crate::check::checking::Checking;
use crate::check::findings;
use crate::check::names::Entity;
use crate::program::expression::{Expr, Node};
use crate::program::provision::{Deed, ForEach, Unless};
use crate::program::{Program, Version};
use crate::value::Kind;

/// Looks at every condition of an item; whether any of them is settled.
pub(super) fn check(c: &mut Checking<'_>, program: &Program, entity: Entity) -> bool {
    let solver = Solver::new(program);
    let mut settled = false;
    for root in roots(program, entity) {
        settled |= examine(c, &solver, root);
    }
    settled
}

/// The smallest settled condition in an expression, and none that contains it.
fn examine(c: &mut Checking<'_>, solver: &Solver<'_>, expr: &Expr) -> bool {
    let mut told = false;
    for child in expr.children() {
        told |= examine(c, solver, child);
    }
    if told || expr.kind != Kind::YesNo {
        return told;
    }
    match &expr.node {
        // Where each leg can hold, all may still never hold together; and the reverse for one of several.
        Node::All(legs) => match solver.clash(legs, true) {
            Some((first, second)) => {
                c.find(findings::never_together(
                    first.map(|leg| leg.span),
                    second.span,
                ));
                true
            }
            None => false,
        },
        Node::Any(legs) => match solver.clash(legs, false) {
            Some((first, second)) => {
                c.find(findings::always_one(first.map(|leg| leg.span), second.span));
                true
            }
            None => false,
        },
        Node::Compare(..) | Node::Same(..) | Node::OneOf(..) => {
            if !solver.possible(&[(expr, true)]) {
                c.find(findings::never_holds(expr.span));
            } else if !solver.possible(&[(expr, false)]) {
                let listed = matches!(expr.node, Node::OneOf(..));
                c.find(findings::always_holds(expr.span, listed));
            } else {
                return false;
            }
            true
        }
        _ => false,
    }
}

fn roots(program: &Program, entity: Entity) -> Vec<&Expr> {
    match entity {
        Entity::Define(id) => program.defines.get(id).map_or(Vec::new(), |define| {
            versions(&define.versions, |body| {
                let unless = excepted(&body.unless);
                std::iter::once(&body.means).chain(unless).collect()
            })
        }),
        Entity::Duty(id) => program.duties.get(id).map_or(Vec::new(), |duty| {
            let mut all = members(&duty.for_each);
            all.extend(versions(&duty.versions, |body| {
                let mut all = excepted(&body.unless);
                all.extend(body.when.iter().chain(&body.by).chain(&body.counts_as_done));
                all.extend(body.arises_on.iter().flat_map(|on| &on.condition));
                all.extend(body.relief.iter().flat_map(|relief| &relief.condition));
                match &body.must.deed {
                    Deed::Act { condition, .. } => all.extend(condition),
                    Deed::Ensure(what) => all.push(what),
                    Deed::Payment(payment) => all.push(&payment.amount),
                }
                let less = body.reductions.iter();
                all.extend(less.flat_map(|less| std::iter::once(&less.to).chain(&less.condition)));
                all
            }));
            all
        }),
        Entity::Exception(id) => program.exceptions.get(id).map_or(Vec::new(), |exception| {
            versions(&exception.versions, |body| {
                let instead = body.instead.iter().flat_map(|instead| &instead.by);
                body.when.iter().chain(instead).collect()
            })
        }),
        Entity::Power(id) => program.powers.get(id).map_or(Vec::new(), |power| {
            let mut all = members(&power.for_each);
            all.extend(versions(&power.versions, |body| {
                excepted(&body.unless)
                    .into_iter()
                    .chain(&body.when)
                    .collect()
            }));
            all
        }),
        Entity::Sanction(id) => program.sanctions.get(id).map_or(Vec::new(), |sanction| {
            let mut all = members(&sanction.for_each);
            all.extend(versions(&sanction.versions, |body| {
                let in_lieu = body.in_lieu_of.iter().flat_map(|(_, when)| when);
                let all = excepted(&body.unless).into_iter().chain(&body.when);
                all.chain(&body.up_to).chain(in_lieu).collect()
            }));
            all
        }),
        _ => Vec::new(),
    }
}

/// What all versions say, and for whom.
fn versions<'p, T>(
    versions: &'p [Version<T>],
    body: impl Fn(&'p T) -> Vec<&'p Expr>,
) -> Vec<&'p Expr> {
    let written = versions.iter().filter(|version| version.is_written());
    let said = written.flat_map(|version| {
        let addressees = version.addressees.iter();
        addressees.chain(body(&version.body))
    });
    said.collect()
}

fn excepted(unless: &[Unless]) -> Vec<&Expr> {
    unless.iter().map(|unless| &unless.condition).collect()
}

fn members(each: &Option<ForEach>) -> Vec<&Expr> {
    each.iter().flat_map(|each| &each.condition).collect()
}
