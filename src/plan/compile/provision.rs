//! Duties, powers and sanctions.

use std::collections::BTreeSet;

use crate::program::expression::Expr;
use crate::program::provision::{
    self as source, Deed as SourceDeed, ForEach as SourceForEach, Force, Must as SourceMust,
};
use crate::program::{Node, Target};
use crate::value::Kind;

use super::super::id::{ActId, DutyId, SanctionId};
use super::super::op::Member;
use super::super::provision::{
    By, Deed, Duty, DutyBody, ForEach, Must, Power, PowerBody, Reduction, Relief, Sanction,
    SanctionBody, Trigger,
};
use super::super::unsupported::Unsupported;
use super::expression::dated;
use super::{Compiled, Compiler};

impl Compiler<'_> {
    fn for_each(&mut self, of: Option<&SourceForEach>) -> Compiled<Option<ForEach>> {
        let Some(of) = of else {
            return Ok(None);
        };
        let leaf = self.member_leaf(&of.list)?;
        let (listing, list) = self.own(&of.list)?;
        let member = Member {
            variable: self.variable(0),
            leaf,
        };
        Ok(Some(ForEach {
            listing,
            list,
            member,
            condition: self.maybe_own(of.condition.as_ref())?,
        }))
    }

    pub(super) fn duties(&mut self) -> Compiled<()> {
        for (number, duty) in self.program.duties.iter().enumerate() {
            let governed = self.governed(&duty.head, duty.governed_by.as_ref())?;
            let for_each = self.for_each(duty.for_each.as_ref())?;
            let every = duty.every.as_ref().map(|every| {
                let variable = every.variable.map(|variable| self.variable(variable));
                (every.stretch, variable)
            });
            let trigger = duty.trigger();
            let trigger =
                trigger.map(|trigger| (ActId::at(trigger.act), self.variable(trigger.variable)));
            let versions = self.versions(&duty.versions, Self::duty_body)?;
            let bodies = || duty.versions.iter().map(|version| &version.body);
            let made = Duty {
                governed,
                for_each,
                every,
                trigger,
                versions,
                exceptions: self.exceptions_to(Target::Duty(number)),
                demands: bodies().all(|body| body.must.force == Force::Demand),
                permits: bodies()
                    .filter(|body| body.must.force == Force::Permit)
                    .filter_map(|body| body.act().map(ActId::at))
                    .collect(),
                last_bearer: bodies().next_back().map(|body| body.bearer),
                since: duty.versions.iter().filter_map(|v| v.interval.from).min(),
            };
            self.plan.duties.push(made);
        }
        Ok(())
    }

    fn duty_body(&mut self, body: &source::DutyBody) -> Compiled<DutyBody> {
        let arises_on = match &body.arises_on {
            Some(trigger) => Some(Trigger {
                condition: self.maybe(trigger.condition.as_ref())?,
            }),
            None => None,
        };
        let mut reductions = Vec::with_capacity(body.reductions.len());
        for reduction in &body.reductions {
            reductions.push(Reduction {
                to: self.expr(&reduction.to)?,
                share: reduction.to.kind == Kind::Share,
                condition: self.maybe(reduction.condition.as_ref())?,
            });
        }
        let relief = match &body.relief {
            Some(relief) => Some(Relief {
                hour: relief.hour,
                calendar: self.calendar(relief.calendar.as_ref()),
                variable: self.variable(relief.variable),
                condition: self.maybe_own(relief.condition.as_ref())?,
            }),
            None => None,
        };
        Ok(DutyBody {
            bearer: body.bearer,
            arises_on,
            when: self.maybe(body.when.as_ref())?,
            by_of_each: body.is_limited_for_each(),
            when_of_each: body.when.as_ref().is_some_and(Expr::has_variables),
            unless: self.unless(&body.unless)?,
            must: self.must(&body.must)?,
            reductions,
            by: self.by(body.by.as_ref())?,
            relief,
            delayed: self.maybe(body.delayed.as_ref())?,
            on_breach: body
                .on_breach
                .iter()
                .map(|one| SanctionId::at(*one))
                .collect(),
            counts_as_done: self.maybe(body.counts_as_done.as_ref())?,
            even_before: body.even_before,
        })
    }

    pub(super) fn by(&mut self, by: Option<&Expr>) -> Compiled<Option<By>> {
        let Some(by) = by else {
            return Ok(None);
        };
        let (block, at) = self.own(by)?;
        Ok(Some(By {
            block,
            at,
            dated: dated(&by.kind),
        }))
    }

    pub(super) fn must(&mut self, must: &SourceMust) -> Compiled<Must> {
        let deed = match &must.deed {
            SourceDeed::Act {
                act,
                variable,
                condition,
            } => Deed::Act {
                act: ActId::at(*act),
                variable: self.variable(*variable),
                condition: self.maybe_own(condition.as_ref())?,
            },
            SourceDeed::Ensure(condition) => {
                let (block, op) = self.own(condition)?;
                Deed::Ensure(block, op)
            }
            SourceDeed::Payment(payment) => {
                let amount = self.own(&payment.amount)?;
                let leaf = self.plain_leaf(&payment.amount.kind);
                let act = ActId::at(payment.act);
                let record = self.plan.layout.event(act);
                let field = record.and_then(|record| record.fields.get(payment.field).copied());
                Deed::Payment {
                    amount,
                    act,
                    field: field.ok_or(Unsupported::Expression(payment.amount.span))?,
                    leaf: self.leaf(leaf),
                }
            }
        };
        Ok(Must {
            force: must.force,
            deed,
        })
    }

    pub(super) fn powers(&mut self) -> Compiled<()> {
        for (number, power) in self.program.powers.iter().enumerate() {
            let governed = self.governed(&power.head, power.governed_by.as_ref())?;
            let for_each = self.for_each(power.for_each.as_ref())?;
            let acts = power.versions.iter().filter_map(|v| v.body.through);
            let acts: BTreeSet<usize> = acts.collect();
            let versions = self.versions(&power.versions, |compiler, body| {
                Ok(PowerBody {
                    when: compiler.maybe(body.when.as_ref())?,
                    unless: compiler.unless(&body.unless)?,
                })
            })?;
            let made = Power {
                governed,
                for_each,
                versions,
                exceptions: self.exceptions_to(Target::Power(number)),
                acts: acts.into_iter().map(ActId::at).collect(),
            };
            self.plan.powers.push(made);
        }
        Ok(())
    }

    pub(super) fn sanctions(&mut self) -> Compiled<()> {
        for (number, sanction) in self.program.sanctions.iter().enumerate() {
            let governed = self.governed(&sanction.head, sanction.governed_by.as_ref())?;
            let for_each = self.for_each(sanction.for_each.as_ref())?;
            let bodies = || sanction.versions.iter().map(|version| &version.body);
            let asked: BTreeSet<usize> = bodies()
                .flat_map(|body| body.when.iter().flat_map(Expr::breaches))
                .collect();
            let others: BTreeSet<usize> = bodies()
                .filter_map(|body| body.in_lieu_of.as_ref().map(|(other, _)| *other))
                .collect();
            let mut duties = sanction.opened_by.clone();
            duties.extend(
                asked
                    .iter()
                    .filter(|duty| !sanction.opened_by.contains(duty)),
            );
            let itself = bodies().any(|body| {
                let when = body.when.as_ref();
                when.is_some_and(|when| when.breaches().is_empty())
            });
            let acts = bodies().filter_map(|body| body.through.map(ActId::at));
            let acts: Vec<ActId> = acts.collect();
            let versions = self.versions(&sanction.versions, Self::sanction_body)?;
            let made = Sanction {
                governed,
                for_each,
                opened_by: sanction
                    .opened_by
                    .iter()
                    .map(|one| DutyId::at(*one))
                    .collect(),
                duties: duties.into_iter().map(DutyId::at).collect(),
                asked: asked.into_iter().map(DutyId::at).collect(),
                others: others.into_iter().map(SanctionId::at).collect(),
                itself,
                several: self.program.is_opened_by_several(number),
                acts,
                versions,
                exceptions: self.exceptions_to(Target::Sanction(number)),
            };
            self.plan.sanctions.push(made);
        }
        Ok(())
    }

    fn sanction_body(&mut self, body: &source::SanctionBody) -> Compiled<SanctionBody> {
        let mut up_to = Vec::with_capacity(body.up_to.len());
        for most in &body.up_to {
            up_to.push(self.expr(most)?);
        }
        let in_lieu_of = match &body.in_lieu_of {
            Some((other, condition)) => {
                Some((SanctionId::at(*other), self.maybe(condition.as_ref())?))
            }
            None => None,
        };
        let when = body.when.as_ref();
        let breaches = when.map(Expr::breaches).unwrap_or_default();
        Ok(SanctionBody {
            when: self.maybe(when)?,
            when_is_state: when.is_some_and(|when| matches!(when.node, Node::InState(..))),
            breaches: breaches.into_iter().map(DutyId::at).collect(),
            unless: self.unless(&body.unless)?,
            through: body.through.map(ActId::at),
            up_to,
            in_lieu_of,
        })
    }
}
