//! What opens a sanction: the breach of a duty, once for each instance that is breached; a sanction
//! whose place it takes; or a condition of its own. And whether an instance is in a state.

use crate::plan::{ActId, Duty, DutyId, Item, Sanction, SanctionBody, SanctionId};
use crate::value::State;
use crate::value::Truth;
use crate::value::figure::Figure;

use super::Kernel;
use super::frame::Frame;
use super::instance::Outcome;
use super::member::Member;
use super::slots::Part;
use crate::plan::Answer;

/// One thing that opens a sanction, or may.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    /// The duty that is breached, or the sanction whose place is taken.
    pub(super) item: Item,
    /// Its position among the instances of that.
    pub(super) position: u32,
    pub(super) member: Option<u32>,
    state: State,
    unjudged: bool,
    breach: Truth,
    /// What tells it from others.
    pub(super) parts: Vec<Part>,
    /// When the breach was, as far as that is known.
    pub(super) breached: Option<Figure>,
}

impl Cause {
    fn holds(&self, state: State) -> Truth {
        holds(self.state, (self.unjudged, self.breach), state)
    }

    /// Whether it may open the instance about a member.
    pub(super) fn is_about(&self, member: &Member) -> bool {
        let (own, member) = (self.member, member.place);
        own.is_none() || member.is_none() || own == member
    }
}

impl Kernel<'_> {
    /// The breaches, and the sanctions to be replaced, that open a sanction or may.
    pub(super) fn causes(&mut self, number: SanctionId, sanction: &Sanction) -> Vec<Cause> {
        let mut causes = Vec::new();
        for duty in &sanction.duties {
            let first = causes.len();
            for (position, (at, otherwise)) in (0u32..).zip(self.told_and_otherwise(*duty)) {
                let Some(instance) = self.instance(at) else {
                    break;
                };
                // What is told, and may be breached, speaks for what is not.
                let of = instance.member;
                let mut known = causes.iter().skip(first);
                if otherwise && known.any(|known: &Cause| of.is_none() || known.member == of) {
                    continue;
                }
                let outcome = &instance.outcome;
                let opens = self.opens_on_breach(*duty, outcome, number);
                let asked = sanction.asked.contains(duty);
                if !outcome.may_be_breached() || (opens == Truth::No && !asked) {
                    continue;
                }
                // It is open whether a breach is one that opens it.
                let which = opens == Truth::Undetermined && !asked;
                let now = self.asked.as_of.micros();
                let found = outcome.breach_found(Figure::at_most(now));
                let perhaps = outcome.perhaps_found.then_some(Figure::at_most(now));
                let breached = found.or(perhaps).or(match outcome.state {
                    State::Violated => outcome.done,
                    // If it is breached by now, its limit passed by now.
                    _ => {
                        let passed = outcome.limit.latest().and(outcome.limit.at);
                        passed.map(|at| self.by_now_at(at))
                    }
                });
                let own = self.parts(instance.parts);
                let parts = [&[Part::Duty(*duty)], own].concat();
                causes.push(Cause {
                    item: Item::Duty(*duty),
                    position,
                    member: instance.member,
                    state: match which && outcome.state.is_breach() {
                        true => State::Undetermined,
                        false => outcome.state,
                    },
                    unjudged: outcome.unjudged,
                    breach: match which {
                        true => Truth::Undetermined,
                        false => outcome.breach,
                    },
                    parts,
                    breached,
                });
            }
        }
        for other in &sanction.others {
            let (from, to) = self.opened(*other);
            for at in from..to {
                let Some(instance) = self.instance(at) else {
                    break;
                };
                if !matches!(instance.outcome.state, State::Open | State::Undetermined) {
                    continue;
                }
                causes.push(Cause {
                    item: Item::Sanction(*other),
                    position: at - from,
                    member: instance.member,
                    state: instance.outcome.state,
                    unjudged: false,
                    breach: Truth::Undetermined,
                    parts: self.parts(instance.parts).to_vec(),
                    breached: instance.breached,
                });
            }
        }
        causes
    }

    /// Whether the breach of an instance opens a sanction: of several versions that may apply, those
    /// under which it may be breached say so.
    fn opens_on_breach(&self, duty: DutyId, outcome: &Outcome, sanction: SanctionId) -> Truth {
        let duty = self.plan.duties.get(duty.index());
        let opens = |number: u32| {
            let version = duty.and_then(|duty| duty.versions.all.get(number as usize));
            Truth::from(version.is_none_or(|of| of.body.on_breach.contains(&sanction)))
        };
        let (from, to) = outcome.versions;
        let versions = self.s.versions.get(from as usize..to as usize);
        let versions = versions.unwrap_or_default();
        let some = versions.iter().any(|(_, perhaps)| *perhaps);
        let under = versions.iter().filter(|(_, perhaps)| *perhaps || !some);
        let of_each = under.map(|(number, _)| opens(*number)).reduce(Truth::join);
        of_each.unwrap_or_else(|| outcome.version.map_or(Truth::Yes, opens))
    }

    /// Whether a cause opens the sanction in this version, or without any the conditions of its own.
    pub(super) fn opens(
        &mut self,
        sanction: &Sanction,
        body: &SanctionBody,
        (member, cause): (&Member, Option<&Cause>),
        frame: &Frame,
    ) -> Truth {
        let Some(cause) = cause else {
            // Breaches that open it are causes; without one only its own condition does, or the
            // breach of a member of which the record does not tell yet.
            let own = body.when.map_or(Truth::No, |when| self.truth(when, frame));
            return match own != Truth::Yes && self.may_be_opened_further(sanction, body, member) {
                true => Truth::Undetermined,
                false => own,
            };
        };
        match (cause.item, body.when, body.in_lieu_of) {
            (Item::Duty(duty), _, _) if sanction.opened_by.contains(&duty) => {
                cause.holds(State::Breached)
            }
            (Item::Duty(duty), Some(when), _) if body.breaches.contains(&duty) => {
                let held = self.truth(when, frame);
                match body.when_is_state {
                    true => held,
                    false => cause.holds(State::Breached).and(held),
                }
            }
            (Item::Sanction(number), _, Some((other, condition))) if number == other => {
                let opens = cause.holds(State::Open);
                match condition {
                    Some(condition) => opens.and(self.truth(condition, frame)),
                    None => opens,
                }
            }
            _ => Truth::No,
        }
    }

    /// Whether a sanction that no known member opens may be opened by a further member of a list.
    fn may_be_opened_further(
        &mut self,
        sanction: &Sanction,
        body: &SanctionBody,
        member: &Member,
    ) -> bool {
        let plan = self.plan;
        if member.place.is_some() {
            return false;
        }
        for id in &sanction.opened_by {
            let Some(duty) = plan.duties.get(id.index()) else {
                continue;
            };
            if self.may_have_members(duty.governed.policy, duty.for_each.as_ref()) {
                let found = self.instances(Item::Duty(*id));
                if self.none_is_in(found, State::Breached)
                    && !self.is_ahead_for_members(duty, found)
                {
                    return true;
                }
            }
        }
        let Some((id, _)) = body.in_lieu_of else {
            return false;
        };
        let Some(other) = plan.sanctions.get(id.index()) else {
            return false;
        };
        if !self.may_have_members(other.governed.policy, other.for_each.as_ref()) {
            return false;
        }
        let found = self.opened(id);
        self.none_is_in(found, State::Open)
    }

    /// Whether no member of a list, known or not, can have breached a duty yet: what one of them owes
    /// is not due, and its limit is that of every other.
    fn is_ahead_for_members(&self, duty: &Duty, (from, to): (u32, u32)) -> bool {
        let [version] = duty.versions.all.as_slice() else {
            return false;
        };
        let body = &version.body;
        let mut found = (from..to).filter_map(|at| self.instance(at));
        !body.by_of_each && found.any(|one| self.is_ahead_for_any(duty, body, &one.outcome))
    }

    /// Whether it is settled of all these instances that they are not in a state.
    fn none_is_in(&self, (from, to): (u32, u32), state: State) -> bool {
        let mut found = (from..to).filter_map(|at| self.instance(at));
        found.all(|instance| instance.outcome.is_in(state) == Truth::No)
    }

    /// Whether a duty, power or sanction is in a state.
    pub(super) fn in_state(&mut self, asked: u32, frame: &Frame) -> Answer {
        let plan = self.plan;
        let Some(asked) = plan.asked_states.get(asked as usize) else {
            return Answer::truth_of(Truth::Undetermined);
        };
        let place = match asked.of {
            Some(of) => self.eval(of, frame).place(),
            None => None,
        };
        if asked.state == State::Exercised && !self.may_be_exercised(asked.item) {
            return Answer::truth_of(Truth::No);
        }
        let breach = self.seat_at(frame.seat).breach;
        let meant = breach.filter(|(item, _)| *item == asked.item);
        let (from, to) = self.instances(asked.item);
        let (first, last) = match asked.item {
            Item::Duty(duty) => self.otherwise(duty),
            _ => (0, 0),
        };
        let mut further = Truth::No;
        // A member of which the record does not tell yet may be in the state.
        if place.is_none() && meant.is_none() && from < to {
            let of = match asked.item {
                Item::Duty(at) => plan
                    .duties
                    .get(at.index())
                    .map(|of| (&of.governed, &of.for_each)),
                Item::Power(at) => plan
                    .powers
                    .get(at.index())
                    .map(|of| (&of.governed, &of.for_each)),
                Item::Sanction(at) => {
                    let of = plan.sanctions.get(at.index());
                    of.map(|of| (&of.governed, &of.for_each))
                }
            };
            if let Some((governed, for_each)) = of
                && self.may_have_members(governed.policy, for_each.as_ref())
            {
                further = Truth::Undetermined;
            }
        }
        let (mut told, mut otherwise) = (None, None);
        for (number, at) in (0u32..).zip((from..to).chain(first..last)) {
            let Some(instance) = self.instance(at) else {
                break;
            };
            let other = place.is_some() && instance.member != place;
            let apart = meant.is_some_and(|(_, position)| position != number);
            if !other && !apart {
                let of = match (from..to).contains(&at) {
                    true => &mut told,
                    false => &mut otherwise,
                };
                let any: &mut Truth = of.get_or_insert(further);
                *any = any.or(instance.outcome.is_in(asked.state));
            }
        }
        Answer::truth_of(match (told, otherwise) {
            (Some(told), Some(otherwise)) => told.join(otherwise),
            (told, otherwise) => told.or(otherwise).unwrap_or(Truth::No),
        })
    }
}

impl Kernel<'_> {
    /// Whether an act may have been done that exercises a power or makes use of a permission, of whichever
    /// member.
    fn may_be_exercised(&mut self, item: Item) -> bool {
        let plan = self.plan;
        let acts: &[ActId] = match item {
            Item::Power(at) => plan.powers.get(at.index()).map_or(&[], |power| &power.acts),
            Item::Duty(at) => plan
                .duties
                .get(at.index())
                .map_or(&[], |duty| &duty.permits),
            Item::Sanction(_) => &[],
        };
        let mut some = acts.is_empty() || !self.complete();
        for act in acts {
            let (from, to) = self.events(*act);
            some |= from < to;
        }
        some
    }
}

/// Whether an instance is in a state; one that was breached stays so, and one that waits for a
/// judgement of delay may be; of those that are open, one that cannot be breached is not.
pub(super) fn holds(found: State, (unjudged, breach): (bool, Truth), state: State) -> Truth {
    match found {
        State::Pending if matches!(state, State::Breached | State::Pending) && unjudged => {
            Truth::Undetermined
        }
        State::Undetermined if state == State::Breached => breach,
        State::Undetermined => Truth::Undetermined,
        found => Truth::from(found == state || (state == State::Breached && found.is_breach())),
    }
}
