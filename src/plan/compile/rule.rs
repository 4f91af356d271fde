//! Policies, definitions and exceptions.

use crate::program::provision::Instead;
use crate::program::{Head, Target};

use super::super::id::{ExceptionId, JudgementId, PolicyId};
use super::super::prepared::is_answer;
use super::super::provision;
use super::super::provision::{
    Define, Determined, Exception, ExceptionBody, Governed, Item, Means, Policy,
};
use super::{Compiled, Compiler, DutyId, PowerId, SanctionId, Unsupported};
use crate::program::Expr;
use crate::value::Kind;

impl Compiler<'_> {
    pub(super) fn policies(&mut self) -> Compiled<()> {
        let settings = &self.program.settings;
        for (number, policy) in self.program.policies.iter().chain(settings).enumerate() {
            self.policy = number;
            let governed_by = self.maybe_own(policy.governed_by.as_ref())?;
            let comes_about = policy.governed_by.as_ref();
            let comes_about = comes_about.is_some_and(|expr| self.program.has_come_about(expr));
            self.plan.policies.push(Policy {
                governed_by,
                comes_about,
                zone: policy.zone,
            });
        }
        Ok(())
    }

    pub(super) fn governed(&mut self, head: &Head, own: Option<&Expr>) -> Compiled<Governed> {
        self.policy = head.policy;
        Ok(Governed {
            own: self.maybe_own(own)?,
            of_each: own.is_some_and(Expr::has_variables),
            comes_about: own.is_some_and(|expr| self.program.has_come_about(expr)),
            policy: PolicyId::at(head.policy),
        })
    }

    /// The exceptions that some version of them makes to a target, in the order of the program.
    pub(super) fn exceptions_to(&self, target: Target) -> Vec<ExceptionId> {
        let all = self.program.exceptions.iter().enumerate();
        let to = all.filter(|(_, exception)| {
            let mut versions = exception.versions.iter();
            versions.any(|version| version.body.targets.contains(&target))
        });
        to.map(|(number, _)| ExceptionId::at(number)).collect()
    }

    pub(super) fn defines(&mut self) -> Compiled<()> {
        for (number, define) in self.program.defines.iter().enumerate() {
            for (parameter, _) in define.params.iter().enumerate() {
                self.variable(parameter);
            }
            let governed = self.governed(&define.head, define.governed_by.as_ref())?;
            let versions = self.versions(&define.versions, |compiler, body| {
                Ok(Means {
                    means: compiler.expr(&body.means)?,
                    unless: compiler.unless(&body.unless)?,
                })
            })?;
            let leaf = self.judgement_leaf();
            let determined_by = define.determined_by.and_then(|judgement| {
                let Some((_, kind)) = define.params.first() else {
                    return Some(Determined::Slot(self.judgement_slot(judgement), leaf));
                };
                let Kind::Record(record) = kind else {
                    return None;
                };
                let judgement = JudgementId::at(judgement);
                let offset = self.plan.layout.judgement(*record, judgement)?;
                Some(Determined::Of(offset, leaf))
            });
            let made = Define {
                governed,
                params: u32::try_from(define.params.len()).unwrap_or(u32::MAX),
                yes_no: is_answer(&define.kind),
                unknown: self.unknown(&define.kind),
                determined_by,
                versions,
                exceptions: self.exceptions_to(Target::Define(number)),
            };
            self.plan.defines.push(made);
        }
        Ok(())
    }

    pub(super) fn exceptions(&mut self) -> Compiled<()> {
        for (number, exception) in self.program.exceptions.iter().enumerate() {
            self.policy = exception.head.policy;
            let versions = self.versions(&exception.versions, |compiler, body| {
                Ok(ExceptionBody {
                    targets: body.targets.clone(),
                    when: compiler.maybe(body.when.as_ref())?,
                    presumed: body.when.as_ref().and_then(|when| {
                        let target = Target::Exception(number);
                        compiler.presumed(when, body.presumed.as_ref(), Some(target))
                    }),
                    instead: match &body.instead {
                        Some(instead) if instead.by.is_some() && compiler.placed(&body.targets) => {
                            return Err(Unsupported::PlacedReplacement(exception.head.span));
                        }
                        Some(instead) => Some(compiler.instead(instead)?),
                        None => None,
                    },
                })
            })?;
            let made = Exception {
                versions,
                policy: PolicyId::at(exception.head.policy),
                exceptions: self.exceptions_to(Target::Exception(number)),
                name: exception.head.name.to_string(),
            };
            self.plan.exceptions.push(made);
        }
        Ok(())
    }

    /// Whether one of these is a duty that follows a calendar other than that of its policy.
    fn placed(&self, targets: &[Target]) -> bool {
        let calendar = |setting: usize| self.program.setting(setting)?.calendar.as_ref();
        let mut duties = targets.iter().filter_map(|target| match target {
            Target::Duty(number) => self.program.duties.get(*number),
            _ => None,
        });
        duties.any(|duty| {
            let mut places = duty.versions.iter().filter_map(|one| one.place.as_ref());
            places.any(|place| calendar(place.setting) != calendar(duty.head.policy))
        })
    }

    fn instead(&mut self, instead: &Instead) -> Compiled<provision::Instead> {
        Ok(provision::Instead {
            must: match &instead.must {
                Some(must) => Some(self.must(must)?),
                None => None,
            },
            to: instead.to.is_some(),
            by: self.by(instead.by.as_ref())?,
            sets_time: instead.sets_time(),
            due: self.variable(instead.due),
        })
    }

    /// A duty, a power or a sanction.
    pub(super) fn item(target: Target) -> Option<Item> {
        Some(match target {
            Target::Duty(number) => Item::Duty(DutyId::at(number)),
            Target::Power(number) => Item::Power(PowerId::at(number)),
            Target::Sanction(number) => Item::Sanction(SanctionId::at(number)),
            Target::Define(_) | Target::Exception(_) => return None,
        })
    }
}
