//! What opens a sanction: the breach of a duty, once for each instance that is
//! breached; a sanction whose place it takes; or a condition of its own.

use std::collections::BTreeSet;

use crate::determination::{Need, Reason, Standing};
use crate::facts::Part;
use crate::program::provision::{DutyBody, Sanction, SanctionBody};
use crate::program::{Expr, FactPath, Node, Target, Version};
use crate::value::{Range, State, Truth};

use super::Eval;
use super::frame::Frame;
use super::instance::InstanceState;
use super::judged::Judged;
use super::logic::because;
use super::member::Member;
use super::outcome::Outcome;

/// One thing that opens a sanction, or may.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    /// The duty that is breached, or the sanction whose place is taken.
    target: Target,
    /// Its state.
    state: InstanceState,
    /// What tells it from others.
    pub(super) parts: Vec<Part>,
    /// What it is called.
    pub(super) title: Option<String>,
    /// When the breach was, as far as that is known.
    pub(super) breached: Option<Range>,
    /// What is missing to know that.
    pub(super) timing: Vec<Need>,
}

impl Cause {
    /// What is missing to settle its state, or would show otherwise than is presumed.
    pub(super) fn needs(&self) -> &[Need] {
        &self.state.needs
    }

    /// Whether its state rests on a presumption.
    pub(super) fn is_presumed(&self) -> bool {
        self.state.standing == Some(Standing::Presumed)
    }

    /// The member it is about.
    pub(super) fn member(&self) -> Option<&FactPath> {
        self.state.member.as_ref()
    }

    /// Whether it is about this member, or about the whole list.
    fn stands_for(&self, member: Option<&FactPath>) -> bool {
        member.is_none() || self.member() == member
    }

    /// The instance that is meant where a condition asks about it.
    pub(super) fn breach(&self) -> (Target, Option<String>) {
        (self.target, self.state.text.clone())
    }

    /// Whether it may open the instance about a member.
    pub(super) fn is_about(&self, member: &Member) -> bool {
        let (own, member) = (self.member(), member.place.as_ref());
        own.is_none() || member.is_none() || own == member
    }
}

impl Eval<'_> {
    /// The breaches, and the sanctions to be replaced, that open a sanction or may.
    pub(super) fn causes(&self, number: usize, sanction: &Sanction) -> Vec<Cause> {
        let mut asked = BTreeSet::new();
        let mut others = BTreeSet::new();
        for version in &sanction.versions {
            asked.extend(version.body.when.iter().flat_map(Expr::breaches));
            others.extend(version.body.in_lieu_of.as_ref().map(|(other, _)| *other));
        }
        let mut duties = sanction.opened_by.clone();
        duties.extend(
            asked
                .iter()
                .filter(|duty| !sanction.opened_by.contains(duty)),
        );
        let mut causes: Vec<Cause> = Vec::new();
        for duty in &duties {
            let first = causes.len();
            let (told, otherwise) = (self.duty(*duty), self.otherwise(*duty));
            let all = told.iter().map(|instance| (instance, false));
            for (instance, otherwise) in all.chain(otherwise.iter().map(|one| (one, true))) {
                // What is told, and may be breached, speaks for what is not.
                let mut known = causes.iter().skip(first);
                if otherwise && known.any(|cause| cause.stands_for(instance.member.as_ref())) {
                    continue;
                }
                let outcome = &instance.outcome;
                let state = outcome.state;
                let asked = asked.contains(duty);
                let opens = opened_on_breach(outcome, number);
                if !outcome.may_be_breached() || (opens == Truth::No && !asked) {
                    continue;
                }
                let mut of = instance.state();
                if opens == Truth::Undetermined && !asked {
                    of.leave_breach_open(&outcome.choosing);
                }
                causes.push(Cause {
                    target: Target::Duty(*duty),
                    state: of,
                    parts: [vec![Part::Duty(*duty)], instance.parts.clone()].concat(),
                    title: instance.title.clone().filter(|_| duties.len() == 1),
                    breached: instance
                        .outcome
                        .breach_found(Range::at_most(self.now()))
                        .or(outcome.may_be_breached_by(self.now()))
                        .or_else(|| match state {
                            State::Violated => instance.outcome.done,
                            // If it is breached by now, its limit passed by now.
                            _ => {
                                let passed = outcome.limit.latest().and(outcome.limit.passed());
                                passed.map(|at| self.by_now_at(&at))
                            }
                        }),
                    timing: match instance.outcome.breach_found(Range::at_most(self.now())) {
                        Some(_) => outcome.breach_found_needs().to_vec(),
                        None => outcome.limit.needs.clone(),
                    },
                });
            }
        }
        for other in others {
            for instance in self.opened(other).iter() {
                if !matches!(instance.outcome.state, State::Open | State::Undetermined) {
                    continue;
                }
                causes.push(Cause {
                    target: Target::Sanction(other),
                    state: instance.state(),
                    parts: instance.parts.clone(),
                    title: instance.title.clone(),
                    breached: instance.breached,
                    timing: Vec::new(),
                });
            }
        }
        causes
    }

    /// Whether a cause opens the sanction in this version, or without any the conditions of its own.
    pub(super) fn opens(
        &self,
        sanction: &Sanction,
        body: &SanctionBody,
        (member, cause): (&Member, Option<&Cause>),
        frame: &Frame,
    ) -> Judged {
        let Some(cause) = cause else {
            return self.opens_itself(sanction, body, member, frame);
        };
        match (cause.target, &body.when, &body.in_lieu_of) {
            (Target::Duty(duty), _, _) if sanction.opened_by.contains(&duty) => {
                self.state_leg(cause.target, State::Breached, [&cause.state])
            }
            (Target::Duty(duty), Some(when), _) if when.breaches().contains(&duty) => {
                let held = self.told_of(when, frame);
                match when.node {
                    Node::InState(..) => held,
                    _ => self.all(vec![
                        self.state_leg(cause.target, State::Breached, [&cause.state]),
                        held,
                    ]),
                }
            }
            (Target::Sanction(number), _, Some((other, condition))) if number == *other => {
                let mut legs = vec![self.state_leg(cause.target, State::Open, [&cause.state])];
                legs.extend(condition.as_ref().map(|c| self.told_of(c, frame)));
                self.all(legs)
            }
            _ => self.never(),
        }
    }

    /// What opens a sanction beside a breach, or why no breach does.
    fn opens_itself(
        &self,
        sanction: &Sanction,
        body: &SanctionBody,
        member: &Member,
        frame: &Frame,
    ) -> Judged {
        let mut legs: Vec<Judged> = body
            .when
            .iter()
            .map(|when| self.told_of(when, frame))
            .collect();
        let mut closed = |target: Target, state: State, states: Vec<InstanceState>| {
            let of_none = states.iter().all(|found| holds(found, state) == Truth::No);
            if !of_none {
                return;
            }
            let leg = self.state_leg(target, state, &states);
            // A member of which the record does not tell yet may be in the state.
            let ahead = matches!(target, Target::Duty(at) if self.is_ahead_for_members(at));
            let further = match member.place {
                None if !ahead => self.further_of(target),
                _ => Vec::new(),
            };
            legs.push(match further.is_empty() {
                true => leg,
                false => {
                    let open = self.state_answer(target, state, Truth::Undetermined);
                    self.any(vec![leg, open.needing(further)])
                }
            });
        };
        for duty in &sanction.opened_by {
            let target = Target::Duty(*duty);
            closed(target, State::Breached, self.states(target));
        }
        if let Some((other, _)) = &body.in_lieu_of {
            let states = self.opened(*other).iter().map(|i| i.state()).collect();
            closed(Target::Sanction(*other), State::Open, states);
        }
        if legs.is_empty() {
            return self.never();
        }
        self.any(legs)
    }

    /// Whether something is in a state, which is found elsewhere.
    pub(super) fn state_answer(&self, target: Target, state: State, value: Truth) -> Judged {
        let (name, title) = self.target_name(target);
        let step = Reason::State { name, title, state };
        Judged::answer(value, because(value, step, Vec::new()))
    }

    /// Whether any of these instances is in a state.
    fn state_leg<'s>(
        &self,
        target: Target,
        state: State,
        found: impl IntoIterator<Item = &'s InstanceState>,
    ) -> Judged {
        let mut value = Truth::No;
        let mut needs = Vec::new();
        // What would show otherwise of what is presumed.
        let mut rebutting = Vec::new();
        let mut standing = Standing::Established;
        for instance in found {
            let holds = holds(instance, state);
            value = value.or(holds);
            standing = standing.min(instance.standing.unwrap_or(standing));
            if holds == Truth::Undetermined {
                needs.extend(instance.needs.clone());
            } else if instance.standing == Some(Standing::Presumed) {
                rebutting.extend(instance.needs.clone());
            }
        }
        let judged = self.state_answer(target, state, value);
        let judged = judged.on(standing).needing(needs);
        match value {
            Truth::Undetermined => judged,
            _ => judged.rebutted_by(&rebutting),
        }
    }
}

/// Whether the breach of an instance opens a sanction: of several versions that may apply, those under
/// which it may be breached say so.
fn opened_on_breach(outcome: &Outcome<'_, DutyBody>, sanction: usize) -> Truth {
    let opens = |version: &Version<DutyBody>| {
        let on_breach = &version.body.on_breach;
        Truth::from(on_breach.contains(&sanction))
    };
    let of_each = outcome.versions_of_breach().map(opens).reduce(Truth::join);
    of_each.unwrap_or_else(|| outcome.version.map_or(Truth::Yes, opens))
}

/// Whether an instance is in a state; one that was breached stays so, and one that waits for a
/// judgement of delay may be. What is not owed, whether or not it would have arisen, is one of two.
pub(super) fn holds(instance: &InstanceState, state: State) -> Truth {
    match instance.state {
        State::Exempt | State::NotArisen
            if matches!(state, State::Exempt | State::NotArisen) && instance.trigger_open =>
        {
            Truth::Undetermined
        }
        State::Pending
            if matches!(state, State::Breached | State::Pending) && instance.unjudged =>
        {
            Truth::Undetermined
        }
        State::Undetermined if state == State::Breached => instance.breach,
        State::Undetermined if instance.never.contains(&state) => Truth::No,
        State::Undetermined => Truth::Undetermined,
        found => Truth::from(found == state || (state == State::Breached && found.is_breach())),
    }
}
