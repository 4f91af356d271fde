//! Powers: whether they are there, and whether they were exercised.

use std::rc::Rc;

use crate::determination::PowerRow;
use crate::program::Target;
use crate::program::provision::{Power, PowerBody};
use crate::value::Truth;

use super::Eval;
use super::event::Done;
use super::frame::Frame;
use super::instance::Instance;
use super::judged::Judged;
use super::member::Member;
use super::state::Outcome;

impl<'a> Eval<'a> {
    /// The instances of a power.
    pub(super) fn power(&self, number: usize) -> Rc<Vec<Instance<'a, PowerBody>>> {
        let target = Target::Power(number);
        self.once(target, number, &self.powers, || {
            let Some(power) = self.program.powers.get(number) else {
                return Vec::new();
            };
            self.members(target, &power.head, power.for_each.as_ref())
                .iter()
                .map(|member| self.power_of(number, power, member))
                .collect()
        })
    }

    fn power_of(
        &self,
        number: usize,
        power: &'a Power,
        member: &Member,
    ) -> Instance<'a, PowerBody> {
        let through = power.versions.iter().find_map(|v| v.body.through);
        let exercise = through.and_then(|act| self.first_certain(act));
        let when = self
            .governing(&power.head, power.governed_by.as_ref(), &member.frame)
            .or_else(|| {
                exercise
                    .as_ref()
                    .map(|event| self.when_of(&self.event_time(event), true))
            })
            .unwrap_or_else(|| self.as_of_when());
        let (pieces, whens) = self.pieces(&power.versions, &when, &member.frame.under(&when));
        let outcomes = pieces
            .into_iter()
            .map(|(version, when)| {
                let Some(version) = version else {
                    return Outcome::new("not_in_force", self.never());
                };
                let frame = member.frame.under(&when);
                let trigger = self.held(member, version.body.when.as_ref(), &frame);
                let target = (Target::Power(number), version.body.unless.as_slice());
                let mut outcome = self.arises(target, trigger, version, &frame);
                let done = version.body.through.and_then(|act| self.first_certain(act));
                outcome.state = match (outcome.state, &done) {
                    ("yes", Some(_)) => "exercised",
                    ("yes", None) => "available",
                    ("undetermined", _) => "undetermined",
                    _ => "unavailable",
                };
                outcome
            })
            .collect();
        Instance {
            member: member.place.clone(),
            text: member.text.clone(),
            parts: member.parts(),
            title: member.title.clone(),
            outcome: self.joined_outcomes(outcomes, &whens),
            breached: None,
            frame: member.frame.under(&when),
        }
    }

    /// Whether the condition of a power holds for a member.
    pub(super) fn held(
        &self,
        member: &Member,
        when: Option<&crate::program::Expr>,
        frame: &Frame,
    ) -> Judged {
        let mut legs: Vec<Judged> = member.among.clone().into_iter().collect();
        if !member.absent {
            legs.extend(when.map(|when| self.evaluate(when, frame)));
        }
        if legs.is_empty() {
            return self.always();
        }
        self.all(legs)
    }

    /// The first event of an act that has certainly happened.
    pub(super) fn first_certain(&self, act: usize) -> Option<Done> {
        self.events(act)
            .into_iter()
            .filter(|event| event.certain == Truth::Yes)
            .reduce(|a, b| {
                if b.at.is_less_than(&a.at) == Truth::Yes {
                    b
                } else {
                    a
                }
            })
    }

    /// The row of an instance.
    pub(super) fn power_row(&self, power: &Power, instance: &Instance<'a, PowerBody>) -> PowerRow {
        let outcome = &instance.outcome;
        let body = outcome.version.or(power.versions.last()).map(|v| &v.body);
        let holder = body.and_then(|body| self.party(body.holder));
        let (holder, holder_title) = holder.unwrap_or_default();
        let over = body.and_then(|body| self.parties(&body.over));
        PowerRow {
            about: self.instance_about(&power.head, instance),
            holder,
            holder_title,
            over: over.as_ref().map(|over| over.0.clone()),
            over_title: over.map(|over| over.1),
            through: body
                .and_then(|body| body.through)
                .map(|act| self.act_name(act)),
            state: outcome.state,
            exempt_by: outcome.exempt_by.clone(),
            exceptions: outcome.exceptions.clone(),
            standing: outcome.standing,
        }
    }
}
