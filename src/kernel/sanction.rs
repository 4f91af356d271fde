//! Sanctions: one instance for each breach, each with the law and the state of its own.

use crate::plan::{Item, Sanction, SanctionBody, SanctionId, Version};
use crate::program::Target;
use crate::value::State;
use crate::value::Truth;
use crate::value::figure::Figure;

use super::Kernel;
use super::frame::{AS_OF, Frame};
use super::instance::{Claim, Further, Instance, Outcome, Seat};
use super::member::Member;
use super::opening::Cause;
use super::slots::Part;
use super::state::There;

impl<'k> Kernel<'k> {
    /// The instances of a sanction. An act may impose any of the sanctions that are imposed through
    /// it, so all of them are looked at.
    pub(super) fn sanction(&mut self, id: SanctionId) -> (u32, u32) {
        let slot = self.slot_of(Item::Sanction(id), false);
        self.once(slot, |kernel| {
            let plan = kernel.plan;
            let Some(sanction) = plan.sanctions.get(id.index()) else {
                return;
            };
            let shares =
                |other: &Sanction| other.acts.iter().any(|act| sanction.acts.contains(act));
            // What nothing claims is not contested.
            let own = kernel.opened(id);
            let mut claimed = false;
            for (number, other) in plan.sanctions.iter().enumerate() {
                if shares(other) {
                    let (from, to) = kernel.opened(SanctionId::at(number));
                    let claims = |at| {
                        let instance = kernel.instance(at);
                        instance.is_some_and(|instance| instance.outcome.claims != (0, 0))
                    };
                    claimed |= (from..to).any(claims);
                }
            }
            let mut of = Vec::new();
            let mut first = 0;
            for (number, other) in plan.sanctions.iter().enumerate() {
                if !claimed || !shares(other) {
                    continue;
                }
                if number == id.index() {
                    first = of.len();
                }
                let (from, to) = kernel.opened(SanctionId::at(number));
                let instances = (from..to).filter_map(|at| kernel.instance(at));
                of.extend(instances.map(|one| (one.parts, one.outcome.claims)));
            }
            let mut further = Further::default();
            for other in plan
                .sanctions
                .iter()
                .filter(|other| claimed && shares(other))
            {
                kernel.opened_further(other, &mut further);
            }
            let contested = match of.len() {
                0 | 1 if !further.there => std::collections::BTreeMap::new(),
                _ => kernel.contested(&of, true, &further),
            };
            for (number, at) in (own.0..own.1).enumerate() {
                let Some(mut instance) = kernel.instance(at) else {
                    break;
                };
                let known = contested.get(&(first + number));
                kernel.imposed(&mut instance.outcome, |claim| {
                    let answers = known.and_then(|known| known.get(&claim.event));
                    answers.copied().unwrap_or(Truth::Yes).and(claim.fits)
                });
                kernel.s.making.push(instance);
            }
        })
    }

    /// Adds the members that a list may have beside, for which a sanction may be open.
    fn opened_further(&mut self, sanction: &'k Sanction, further: &mut Further) {
        let plan = self.plan;
        let own = self.may_have_members(sanction.governed.policy, sanction.for_each.as_ref());
        further.there |= own;
        let duties = sanction.duties.iter();
        for duty in duties.filter_map(|duty| plan.duties.get(duty.index())) {
            if own || self.may_have_members(duty.governed.policy, duty.for_each.as_ref()) {
                further.of_duty(duty);
            }
        }
    }

    /// What an open sanction is once the acts that may impose it are looked at.
    fn imposed(&self, outcome: &mut Outcome, answers: impl Fn(&Claim) -> Truth) {
        if outcome.state != State::Open {
            return;
        }
        let found = self.claims(outcome.claims).iter().map(answers);
        match found.fold(Truth::No, Truth::or) {
            Truth::Yes => outcome.state = State::Imposed,
            Truth::No => {}
            Truth::Undetermined => outcome.state = State::Undetermined,
        }
    }

    /// The instances of a sanction before it is asked whether they were imposed.
    pub(super) fn opened(&mut self, id: SanctionId) -> (u32, u32) {
        let slot = self.slot_of(Item::Sanction(id), true);
        self.once(slot, |kernel| {
            let Some(sanction) = kernel.plan.sanctions.get(id.index()) else {
                return;
            };
            let causes = kernel.causes(id, sanction);
            let (first, _) = kernel.members(sanction.governed.policy, sanction.for_each.as_ref());
            let mut at = first;
            while let Some(member) = kernel.member_on_stack(at) {
                at += 1;
                let mut none = true;
                for cause in causes.iter().filter(|cause| cause.is_about(&member)) {
                    none = false;
                    let made = kernel.sanction_of(id, sanction, &member, Some(cause));
                    kernel.s.making.push(made);
                }
                if sanction.itself || none {
                    let made = kernel.sanction_of(id, sanction, &member, None);
                    kernel.s.making.push(made);
                }
            }
            kernel.s.members.truncate(first);
        })
    }

    fn sanction_of(
        &mut self,
        id: SanctionId,
        sanction: &'k Sanction,
        member: &Member,
        cause: Option<&Cause>,
    ) -> Instance {
        let own = member.part();
        let of_cause = cause
            .into_iter()
            .flat_map(|cause| cause.parts.iter().copied());
        let fresh = of_cause.filter(|part| Some(*part) != own);
        let parts: (u32, u32) = self.keep_parts(own.into_iter().chain(fresh));
        let breached = cause.and_then(|cause| cause.breached);
        let seat = self.seat(Seat {
            parts,
            contested: (0, 0),
            breach: cause.map(|cause| (cause.item, cause.position)),
        });
        // Its law is that of the breach, whatever governs the rest of its policy.
        let of_breach = sanction.governed.own.is_none() && breached.is_some();
        let governing = match of_breach {
            true => None,
            false => self.governing(&sanction.governed, &member.frame),
        };
        let when = match governing {
            Some(when) => when,
            None => breached.map_or(AS_OF, |at| self.exactly_when(at)),
        };
        let frame = member.frame.under(when).at(seat);
        let absent = Outcome::new(State::NotInForce, Truth::No);
        let outcome = self.in_each_piece(
            &sanction.versions,
            &frame,
            absent,
            |kernel, version, frame| {
                kernel.sanction_version((id, sanction), version, (member, cause), frame)
            },
        );
        Instance {
            member: member.place.or(cause.and_then(|cause| cause.member)),
            parts,
            breached,
            frame,
            outcome,
            cut: false,
        }
    }

    fn sanction_version(
        &mut self,
        (id, sanction): (SanctionId, &'k Sanction),
        version: &'k Version<SanctionBody>,
        (member, cause): (&Member, Option<&Cause>),
        frame: &Frame,
    ) -> Outcome {
        let inner = self.enter(version.block, frame);
        let body = &version.body;
        let among = member.among.unwrap_or(Truth::Yes);
        if member.absent && among != Truth::No {
            // What is asked of a member is left to the plain evaluator.
            let mut outcome = Outcome::new(State::Undetermined, among);
            let breached = cause.and_then(|cause| cause.breached);
            outcome.claims = self.imposing(body, breached, frame);
            return outcome;
        }
        let trigger = match among {
            Truth::No => Truth::No,
            _ => among.and(self.opens(sanction, body, (member, cause), &inner)),
        };
        let target = (Target::Sanction(id.index()), sanction.exceptions.as_slice());
        let instead = self.s.instead.len();
        let (there, mut outcome) = self.there(target, &body.unless, trigger, &inner);
        self.s.instead.truncate(instead);
        if matches!(there, There::Yes | There::Open) {
            let breached = cause.and_then(|cause| cause.breached);
            outcome.claims = self.imposing(body, breached, frame);
        }
        outcome.state = match there {
            There::Yes => State::Open,
            There::Open => State::Undetermined,
            There::No | There::Exempt => State::NotOpen,
        };
        outcome
    }

    /// The acts that may impose it: what was imposed before the breach was imposed for something
    /// else.
    fn imposing(
        &mut self,
        body: &SanctionBody,
        breached: Option<Figure>,
        frame: &Frame,
    ) -> (u32, u32) {
        let Some(act) = body.through else {
            return (0, 0);
        };
        let claiming = self.s.claiming.len();
        let from = self.s.awaiting.len();
        self.events_for(act, frame.seat);
        for at in from..self.s.awaiting.len() {
            let Some(event) = self.s.awaiting.get(at).copied() else {
                break;
            };
            let after = breached.map_or(Truth::Yes, |breach| self.is_at_least(event.at, breach));
            self.s.claiming.extend(Claim::of(&event, after));
        }
        self.s.awaiting.truncate(from);
        self.keep_claims(claiming)
    }

    /// Whether a part tells two instances apart.
    pub(super) fn is_part(&self, parts: (u32, u32), part: Part) -> bool {
        self.parts(parts).contains(&part)
    }
}
