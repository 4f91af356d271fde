//! What is looked at where only some rows are asked for: those, and what they ask of others.

use std::collections::HashSet;

use crate::program::provision::{Deed, ForEach, Unless};
use crate::program::{Expr, Node, Target, Version};

use super::Eval;

impl Eval<'_> {
    /// Whether an item is asked for, or something that is asked for refers to it. It is looked at
    /// before those that wait for it; what is not found here is looked at when it is met.
    pub(super) fn is_needed(&self, target: Target) -> bool {
        if self.needs_all() {
            return true;
        }
        self.needed.get_or_init(|| self.reached()).contains(&target)
    }

    /// Whether every item has to be looked at: what is asked of the members of a list is told for
    /// those of which some other item asks it.
    pub(super) fn needs_all(&self) -> bool {
        let mut defines = self.program.defines.iter();
        self.question.only.is_empty()
            || defines.any(|define| !define.params.is_empty() && self.wanted(&define.head))
    }

    fn reached(&self) -> HashSet<Target> {
        let program = self.program;
        let mut open = Vec::new();
        for (number, item) in program.defines.iter().enumerate() {
            open.extend(self.wanted(&item.head).then_some(Target::Define(number)));
        }
        for (number, item) in program.duties.iter().enumerate() {
            open.extend(self.wanted(&item.head).then_some(Target::Duty(number)));
        }
        for (number, item) in program.powers.iter().enumerate() {
            open.extend(self.wanted(&item.head).then_some(Target::Power(number)));
        }
        for (number, item) in program.sanctions.iter().enumerate() {
            open.extend(self.wanted(&item.head).then_some(Target::Sanction(number)));
        }
        let mut found = HashSet::new();
        while let Some(target) = open.pop() {
            if !found.insert(target) {
                continue;
            }
            for expr in self.expressions(target) {
                referred(expr, &mut open);
            }
            for (number, exception) in program.exceptions.iter().enumerate() {
                let mut versions = exception.versions.iter();
                if versions.any(|version| version.body.targets.contains(&target)) {
                    open.push(Target::Exception(number));
                }
            }
            if let Target::Sanction(number) = target
                && let Some(sanction) = program.sanctions.get(number)
            {
                open.extend(sanction.opened_by.iter().map(|duty| Target::Duty(*duty)));
            }
        }
        found
    }

    /// What an item says, in all its versions.
    fn expressions(&self, target: Target) -> Vec<&Expr> {
        let program = self.program;
        let mut all = Vec::new();
        match target {
            Target::Define(number) => {
                if let Some(define) = program.defines.get(number) {
                    all.extend(&define.governed_by);
                    for version in &define.versions {
                        common(version, &mut all);
                        all.push(&version.body.means);
                        excepted(&version.body.unless, &mut all);
                    }
                }
            }
            Target::Duty(number) => {
                if let Some(duty) = program.duties.get(number) {
                    all.extend(&duty.governed_by);
                    members(duty.for_each.as_ref(), &mut all);
                    for version in &duty.versions {
                        common(version, &mut all);
                        let body = &version.body;
                        all.extend(
                            [&body.when, &body.by, &body.counts_as_done]
                                .into_iter()
                                .flatten(),
                        );
                        excepted(&body.unless, &mut all);
                        match &body.must.deed {
                            Deed::Ensure(condition) => all.push(condition),
                            Deed::Act { condition, .. } => all.extend(condition),
                            Deed::Payment(payment) => all.push(&payment.amount),
                        }
                    }
                }
            }
            Target::Exception(number) => {
                if let Some(exception) = program.exceptions.get(number) {
                    for version in &exception.versions {
                        common(version, &mut all);
                        all.extend(&version.body.when);
                    }
                }
            }
            Target::Power(number) => {
                if let Some(power) = program.powers.get(number) {
                    members(power.for_each.as_ref(), &mut all);
                    for version in &power.versions {
                        common(version, &mut all);
                        all.extend(&version.body.when);
                        excepted(&version.body.unless, &mut all);
                    }
                }
            }
            Target::Sanction(number) => {
                if let Some(sanction) = program.sanctions.get(number) {
                    members(sanction.for_each.as_ref(), &mut all);
                    for version in &sanction.versions {
                        common(version, &mut all);
                        all.extend(&version.body.when);
                        all.extend(&version.body.up_to);
                        excepted(&version.body.unless, &mut all);
                    }
                }
            }
        }
        all
    }
}

fn common<'p, T>(version: &'p Version<T>, all: &mut Vec<&'p Expr>) {
    all.extend(&version.addressees);
}

fn excepted<'p>(unless: &'p [Unless], all: &mut Vec<&'p Expr>) {
    all.extend(unless.iter().map(|clause| &clause.condition));
}

fn members<'p>(each: Option<&'p ForEach>, all: &mut Vec<&'p Expr>) {
    if let Some(each) = each {
        all.push(&each.list);
        all.extend(&each.condition);
    }
}

/// The items that an expression refers to.
fn referred(expr: &Expr, found: &mut Vec<Target>) {
    let mut open = vec![expr];
    while let Some(expr) = open.pop() {
        match &expr.node {
            Node::Define(define, _) => found.push(Target::Define(*define)),
            Node::InState(target, ..) => found.push(*target),
            Node::OfDuty(of) => found.push(Target::Duty(of.duty)),
            _ => {}
        }
        open.extend(expr.children());
    }
}
