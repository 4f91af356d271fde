//! Exceptions that can never bite: what they except never holds together with
//! them, or is never in force on the same day.

use super::solver::Solver;
use crate::check::checking::Checking;
use crate::check::findings;
use crate::check::names::Entity;
use crate::program::expression::Expr;
use crate::program::provision::{Exception, ForEach, Unless};
use crate::program::{Program, Target, Version};
use crate::value::Interval;

/// Looks at an exception, or at those without a name in a provision.
pub(super) fn check(c: &mut Checking<'_>, program: &Program, entity: Entity) {
    let solver = Solver::new(program);
    if let Entity::Exception(id) = entity
        && let Some(exception) = program.exceptions.get(id)
    {
        return named(c, program, &solver, exception);
    }
    let Some(target) = entity.target() else {
        return;
    };
    for rule in rules(program, target) {
        for unless in rule.unless {
            clash(c, &solver, &rule, &unless.condition);
        }
    }
}

fn named(c: &mut Checking<'_>, program: &Program, solver: &Solver<'_>, exception: &Exception) {
    for version in &exception.versions {
        for target in &version.body.targets {
            let rules = rules(program, *target);
            let together: Vec<&Rule<'_>> = rules
                .iter()
                .filter(|rule| rule.interval.overlap(&version.interval).is_some())
                .collect();
            if let (Some(first), true) = (rules.first(), together.is_empty()) {
                c.find(findings::never_in_force_together(
                    &exception.head.name,
                    version.span,
                    first.opening,
                ));
                continue;
            }
            let Some(when) = &version.body.when else {
                continue;
            };
            let idle = |rule: &&Rule<'_>| !solver.possible(&rule.with(when));
            if together.iter().all(idle)
                && let Some(rule) = together.first()
            {
                clash(c, solver, rule, when);
            }
        }
    }
}

fn clash(c: &mut Checking<'_>, solver: &Solver<'_>, rule: &Rule<'_>, when: &Expr) {
    if !solver.possible(&rule.with(when)) {
        let rule = rule.conditions.first().map(|condition| condition.span);
        c.find(findings::idle_exception(when.span, rule));
    }
}

/// One version of what is excepted: when it is in force, and what must hold for it to be there at all.
pub(super) struct Rule<'p> {
    pub(super) interval: Interval,
    opening: crate::source::Span,
    pub(super) conditions: Vec<&'p Expr>,
    unless: &'p [Unless],
}

impl<'p> Rule<'p> {
    fn of<T>(version: &'p Version<T>, conditions: Vec<&'p Expr>, unless: &'p [Unless]) -> Self {
        Rule {
            interval: version.interval,
            opening: version.span,
            conditions,
            unless,
        }
    }

    /// What would have to hold for an exception to bite.
    fn with<'e>(&'e self, when: &'e Expr) -> Vec<(&'e Expr, bool)> {
        let all = self.conditions.iter().copied().chain([when]);
        all.map(|condition| (condition, true)).collect()
    }
}

/// Which members a provision is about.
fn member(each: &Option<ForEach>) -> Option<&Expr> {
    each.as_ref().and_then(|each| each.condition.as_ref())
}

pub(super) fn rules(program: &Program, target: Target) -> Vec<Rule<'_>> {
    match target {
        Target::Define(id) => program.defines.get(id).map_or(Vec::new(), |define| {
            let rules = define.versions.iter().map(|v| {
                let body = &v.body;
                Rule::of(v, vec![&body.means], &body.unless)
            });
            rules.collect()
        }),
        Target::Duty(id) => program.duties.get(id).map_or(Vec::new(), |duty| {
            let rules = duty.written().map(|v| {
                let body = &v.body;
                let on = body.arises_on.as_ref().and_then(|on| on.condition.as_ref());
                let all = body.when.iter().chain(on).chain(member(&duty.for_each));
                Rule::of(v, all.collect(), &body.unless)
            });
            rules.collect()
        }),
        Target::Power(id) => program.powers.get(id).map_or(Vec::new(), |power| {
            let rules = power.versions.iter().map(|v| {
                let body = &v.body;
                let all = body.when.iter().chain(member(&power.for_each));
                Rule::of(v, all.collect(), &body.unless)
            });
            rules.collect()
        }),
        Target::Sanction(id) => program.sanctions.get(id).map_or(Vec::new(), |sanction| {
            // A breach opens it as well, whatever its own condition says.
            let own = sanction.opened_by.is_empty();
            let rules = sanction.versions.iter().map(|v| {
                let body = &v.body;
                let when = body.when.iter().filter(|_| own);
                let all = when.chain(member(&sanction.for_each));
                Rule::of(v, all.collect(), &body.unless)
            });
            rules.collect()
        }),
        Target::Exception(id) => program.exceptions.get(id).map_or(Vec::new(), |exception| {
            let rules = exception.versions.iter().map(|v| {
                let body = &v.body;
                Rule::of(v, body.when.iter().collect(), &[])
            });
            rules.collect()
        }),
    }
}
