//! Exceptions that may hold at once and put different things in the place of
//! the same part of a duty. No order is guessed between them.

use std::collections::HashMap;

use super::exceptions::{Rule, rules};
use super::solver::Solver;
use crate::check::checking::Checking;
use crate::check::declare::Entry;
use crate::check::findings;
use crate::check::names::Entity;
use crate::program::expression::Expr;
use crate::program::provision::{Deed, ExceptionBody, Instead, Must};
use crate::program::{Program, Target, Version};

/// Each is held against so many of those before it.
const MOST: usize = 50;

/// A version of an exception, and the number of that exception.
type Numbered<'p> = (usize, &'p Version<ExceptionBody>);

/// Tells of each exception that may clash with an earlier one.
pub(super) fn check(c: &mut Checking<'_>, program: &Program, entries: &[Entry<'_>]) {
    let mut to: HashMap<Target, Vec<Numbered<'_>>> = HashMap::new();
    for (number, exception) in program.exceptions.iter().enumerate() {
        for version in &exception.versions {
            for target in &version.body.targets {
                to.entry(*target).or_default().push((number, version));
            }
        }
    }
    let rivals = Rivals {
        program,
        solver: Solver::new(program),
        to,
    };
    for entry in entries {
        let Entity::Exception(id) = entry.entity else {
            continue;
        };
        let Some(exception) = program.exceptions.get(id) else {
            continue;
        };
        let versions = exception.versions.iter();
        let clashing = versions.filter_map(|version| rivals.of((id, version)));
        if let Some(other) = clashing
            .min()
            .and_then(|other| program.exceptions.get(other))
        {
            let (one, two) = (&exception.head, &other.head);
            let finding =
                findings::clashing_exceptions((&one.name, one.span), (&two.name, two.span));
            c.item(entry.heading.clone(), |c| c.find(finding));
        }
    }
}

struct Rivals<'p> {
    program: &'p Program,
    solver: Solver<'p>,
    /// What is said of each target, in the order of the source.
    to: HashMap<Target, Vec<Numbered<'p>>>,
}

impl Rivals<'_> {
    /// An earlier exception that a version may clash with.
    fn of(&self, one: Numbered<'_>) -> Option<usize> {
        let instead = one.1.body.instead.as_ref()?;
        let targets = one.1.body.targets.iter();
        let mut clashing = targets.filter_map(|target| {
            let rules = rules(self.program, *target);
            let before = self.to.get(target)?.iter().filter(|other| {
                let or_else = other.1.body.instead.as_ref();
                let differs =
                    |or_else: &&Instead| instead.same_part(or_else) && !self.same(instead, or_else);
                other.0 < one.0 && or_else.filter(differs).is_some()
            });
            let mut before = before.take(MOST);
            let other = before.find(|other| self.meet(one, **other, &rules))?;
            Some(other.0)
        });
        clashing.next()
    }

    /// Whether two put the same in place: no order between them matters.
    fn same(&self, one: &Instead, other: &Instead) -> bool {
        let expr = |a: &Option<Expr>, b: &Option<Expr>| match (a, b) {
            (Some(a), Some(b)) => self.solver.same(a, b),
            (None, None) => true,
            _ => false,
        };
        let deed = |must: &Must| match &must.deed {
            Deed::Act {
                act,
                condition: None,
                ..
            } => Some(*act),
            _ => None,
        };
        let must = match (&one.must, &other.must) {
            (Some(a), Some(b)) => a.force == b.force && deed(a).is_some() && deed(a) == deed(b),
            (None, None) => true,
            _ => false,
        };
        must && one.to == other.to && one.promptness == other.promptness && expr(&one.by, &other.by)
    }

    /// Whether both may hold on one day, of what is there then. What takes one of them away then
    /// does not hold.
    fn meet(&self, one: Numbered<'_>, other: Numbered<'_>, rules: &[Rule<'_>]) -> bool {
        let Some(both) = one.1.interval.overlap(&other.1.interval) else {
            return false;
        };
        let away = [one.0, other.0].map(|id| self.to.get(&Target::Exception(id)));
        let away = away.into_iter().flatten().flatten();
        let away: Vec<&ExceptionBody> = away
            .filter(|(_, version)| version.interval.overlap(&both) == Some(both))
            .map(|(_, version)| &version.body)
            .collect();
        let may = |rule: &Rule<'_>| {
            let whens = one.1.body.when.iter().chain(&other.1.body.when);
            let held = rule.conditions.iter().copied().chain(whens);
            let held = held.map(|condition| (condition, true));
            let denied = away.iter().flat_map(|body| &body.when);
            let denied = denied.map(|condition| (condition, false));
            let goals: Vec<(&Expr, bool)> = held.chain(denied).collect();
            rule.interval.overlap(&both).is_some() && self.solver.possible(&goals)
        };
        away.iter().all(|body| body.when.is_some()) && rules.iter().any(may)
    }
}
