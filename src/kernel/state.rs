//! The state of a duty's instance: the first row of the table that holds.

use crate::plan::{Deed, Duty, DutyBody, DutyId, Version};
use crate::program::Target;
use crate::program::provision::Force;
use crate::value::Range;
use crate::value::State;
use crate::value::Truth;
use crate::value::figure::Figure;

use super::Kernel;
use super::done::Owed;
use super::frame::Frame;
use super::instance::Outcome;
use super::limit::Limit;
use super::performance::Performance;

/// Whether something that has a trigger and exceptions is there at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum There {
    /// Its trigger does not hold.
    No,
    /// An exception holds.
    Exempt,
    /// It is open.
    Open,
    /// It is.
    Yes,
}

impl<'k> Kernel<'k> {
    /// Whether something that has a trigger and exceptions is there at all. What is put in its
    /// place is left on the stack of that.
    pub(super) fn there(
        &mut self,
        (target, exceptions): (Target, &'k [crate::plan::ExceptionId]),
        unless: &'k [crate::plan::Unless],
        trigger: Truth,
        frame: &Frame,
    ) -> (There, Outcome) {
        if trigger == Truth::No {
            return (There::No, Outcome::new(State::Undetermined, Truth::No));
        }
        let excepted = self.excepted((target, exceptions), unless, frame);
        let arises = trigger.and(excepted.none_holds);
        let there = match (excepted.none_holds, arises) {
            (Truth::No, _) => There::Exempt,
            (_, Truth::Yes) => There::Yes,
            _ => There::Open,
        };
        let mut outcome = Outcome::new(State::Undetermined, arises);
        outcome.trigger_open = there == There::Exempt && trigger == Truth::Undetermined;
        outcome.exempt = self.keep_exempt(excepted.holding);
        (there, outcome)
    }

    /// The state of a duty that arose then, if it did.
    pub(super) fn duty_state(
        &mut self,
        (id, duty): (DutyId, &'k Duty),
        version: &'k Version<DutyBody>,
        trigger: Truth,
        arisen: Option<Figure>,
        frame: &Frame,
    ) -> Outcome {
        let body = &version.body;
        let instead = self.s.instead.len();
        let target = (Target::Duty(id.index()), duty.exceptions.as_slice());
        let (there, mut outcome) = self.there(target, &body.unless, trigger, frame);
        outcome.arisen = arisen.filter(|_| !body.even_before);
        let owed = Owed::of(body);
        let permits = body.must.force == Force::Permit;
        match there {
            There::No | There::Exempt if permits => {
                outcome.state = State::Unavailable;
                outcome.breach = Truth::No;
            }
            There::No => {
                outcome.state = State::NotArisen;
                outcome.breach = Truth::No;
            }
            There::Yes => {
                outcome = self.owed(outcome, &owed, arisen, instead, frame);
                if permits {
                    let parts = self.seat_at(frame.seat).parts;
                    self.exercised(id, &mut outcome, parts);
                }
            }
            There::Open => {
                let supposed = self.owed(outcome, &owed, arisen, instead, frame);
                outcome.breach = Truth::No.join(supposed.breach);
                outcome.if_arisen = Some((supposed.state, supposed.done));
                (outcome.violated_at, outcome.demands) = (supposed.violated_at, supposed.demands);
                outcome.limit = supposed.limit;
                outcome.claims = supposed.claims;
                outcome.replaced = supposed.replaced;
            }
            There::Exempt => {
                outcome.state = State::Exempt;
                outcome.breach = Truth::No;
                // By when it is owed if it is found to be, with what other exceptions put in place.
                outcome.limit = match self.s.instead.len() > instead {
                    true => self.owed(outcome, &owed, arisen, instead, frame).limit,
                    false => self.limit(&owed, frame),
                };
            }
        }
        self.s.instead.truncate(instead);
        outcome
    }

    /// Whether what is owed was done.
    pub(super) fn done(
        &mut self,
        mut outcome: Outcome,
        owed: &Owed<'k>,
        arisen: Option<Figure>,
        frame: &Frame,
    ) -> Outcome {
        outcome = self.fared(outcome, owed, arisen, frame);
        // What is in order as things are is no breach.
        match outcome.state {
            State::Undetermined => {}
            state if state.is_breach() => outcome.breach = Truth::Yes,
            _ if outcome.unjudged => {}
            _ => outcome.breach = Truth::No,
        }
        outcome
    }

    /// What became of what is owed.
    fn fared(
        &mut self,
        mut outcome: Outcome,
        owed: &Owed<'k>,
        arisen: Option<Figure>,
        frame: &Frame,
    ) -> Outcome {
        outcome.limit = self.limit(owed, frame);
        let may_be = match (owed.must.deed, owed.must.force) {
            (Deed::Ensure(..), _) | (_, Force::Forbid) => true,
            (_, Force::Permit) => false,
            (_, Force::Demand) => outcome.limit.is_set() || owed.body.delayed.is_some(),
        };
        outcome.breach = match may_be {
            true => Truth::Undetermined,
            false => Truth::No,
        };
        outcome.demands = owed.must.force == Force::Demand;
        if let Deed::Ensure(block, condition) = owed.must.deed {
            let forbids = owed.must.force == Force::Forbid;
            // Since when it was so nobody says.
            let now = Figure::at_most(self.asked.as_of.micros());
            outcome.violated_at = forbids.then_some(now);
            let over = self.allows(&outcome.limit, self.now()) != Truth::Yes;
            if forbids && outcome.limit.is_set() && over {
                // What held when the limit passed is looked at by the plain evaluator alone.
                outcome.state = State::Undetermined;
                return outcome;
            }
            let inner = self.enter(block, frame);
            let holds = self.truth(condition, &inner);
            outcome.state = self.upheld(&outcome, holds, owed.must.force == Force::Forbid);
            return outcome;
        }
        let found = self.performance(owed, arisen, frame);
        match owed.must.force {
            Force::Forbid => {
                self.forbidden_until(&found, &outcome.limit);
                self.observed(&mut outcome, &found);
            }
            Force::Permit => {
                outcome.state = State::Available;
            }
            Force::Demand => {
                self.performed(&mut outcome, &found);
                // What may be done, and is not due yet, is not breached yet.
                let open = outcome.state == State::Undetermined && outcome.done.is_none();
                let ahead = self.allows(&outcome.limit, self.now()) == Truth::Yes;
                if open && ahead && owed.body.delayed.is_none() {
                    outcome.breach = Truth::No;
                }
                if let Some(delayed) = owed.body.delayed {
                    let delayed = self.truth(delayed, frame);
                    self.delayed(&mut outcome, delayed);
                }
            }
        }
        self.s.times.truncate(found.times);
        outcome.claims = self.keep_claims(found.claiming);
        outcome
    }

    /// A condition to be upheld, or kept from coming about.
    fn upheld(&self, outcome: &Outcome, holds: Truth, negated: bool) -> State {
        match (holds, negated) {
            (Truth::Yes, false) => State::Upheld,
            (Truth::No, false) => match self.allows(&outcome.limit, self.now()) {
                Truth::Yes if outcome.limit.is_set() => State::Pending,
                Truth::Undetermined => State::Undetermined,
                _ => State::Breached,
            },
            (Truth::Yes, true) => State::Violated,
            (Truth::No, true) => State::Observed,
            (Truth::Undetermined, _) => State::Undetermined,
        }
    }

    /// Leaves of the times at which something was done those at which it was forbidden: what comes
    /// after the limit is no matter.
    fn forbidden_until(&mut self, found: &Performance, limit: &Limit) {
        let mut kept = found.times;
        for at in found.times..self.s.times.len() {
            let Some((when, certain)) = self.s.times.get(at).copied() else {
                break;
            };
            let forbidden = self.allows(limit, when);
            if forbidden == Truth::No {
                continue;
            }
            if let Some(place) = self.s.times.get_mut(kept) {
                *place = (when, certain && forbidden == Truth::Yes);
            }
            kept += 1;
        }
        self.s.times.truncate(kept);
    }

    /// Whether the record of events is complete as long as something was forbidden: from when it
    /// arose, where that is known, up to its limit.
    fn complete_while(&self, outcome: &Outcome) -> bool {
        let mut until = outcome.limit.latest().into_iter().chain([self.now()]);
        until.any(|until| self.complete_until(until)) && self.told_since(outcome.arisen)
    }

    /// A prohibition of an act.
    fn observed(&mut self, outcome: &mut Outcome, found: &Performance) {
        outcome.violated_at = Some(self.violated_at(outcome, found));
        if let Some(first) = self.first(found) {
            outcome.done = Some(self.done_when(found, first));
            outcome.state = State::Violated;
        } else if !self.perhaps(found) && !found.deemed && self.complete_while(outcome) {
            outcome.state = State::Observed;
        } else {
            outcome.state = State::Undetermined;
        }
    }

    /// When what is forbidden was done, if it was: at some time on record, or at one of which the record
    /// need not tell.
    fn violated_at(&mut self, outcome: &Outcome, found: &Performance) -> Figure {
        let mut all: Option<Figure> = None;
        for at in found.times..self.s.times.len() {
            if let Some((at, _)) = self.s.times.get(at).copied() {
                all = Some(all.map_or(at, |all| self.join(all, at)));
            }
        }
        let now = Range::at_most(self.asked.as_of.seconds());
        if !self.complete_while(outcome) {
            let from = outcome.arisen.map(|from| self.range(from).onwards());
            let kept = self.slots.complete_until;
            let kept = kept.filter(|_| self.told_since(outcome.arisen));
            let kept = kept.map(|until| until.min(self.asked.as_of).seconds());
            let kept = kept.map_or(Range::UNKNOWN, Range::at_least);
            let untold = now.meet(&from.unwrap_or(Range::UNKNOWN)).meet(&kept);
            let untold = self.figure(&untold);
            all = Some(all.map_or(untold, |all| self.join(all, untold)));
        }
        all.unwrap_or_else(|| self.figure(&now))
    }

    /// Whether the record holds all that was done in time.
    fn told_by(&self, limit: &Limit, outcome: &Outcome) -> bool {
        let until = limit.latest();
        until.is_some_and(|at| self.complete_until(at)) && self.told_since(outcome.arisen)
    }

    /// The same, not before what is done counts.
    pub(super) fn not_before(&mut self, from: Option<Figure>, done: Figure) -> Figure {
        let Some(from) = from else {
            return done;
        };
        let since = self.range(from).onwards().meet(&self.range(done));
        match since.is_empty() {
            true => done,
            false => self.figure(&since),
        }
    }

    /// Something to be done by a limit.
    fn performed(&mut self, outcome: &mut Outcome, found: &Performance) {
        let limit = outcome.limit;
        if found.deemed {
            // When it came to count as done nobody says; an act on record did it at the latest.
            let deemed = Figure::at_most(self.asked.as_of.micros());
            outcome.done = self.first(found).map(|first| {
                let first = self.smaller(first, deemed);
                let done = self.done_when(found, first);
                self.not_before(outcome.arisen, done)
            });
            outcome.state = State::Fulfilled;
            return;
        }
        if let Some(first) = self.first(found) {
            let in_time = self
                .times(found)
                .iter()
                .find(|(at, certain)| *certain && self.allows(&limit, *at) == Truth::Yes);
            let in_time = in_time.map(|(at, _)| *at);
            if let Some(at) = in_time {
                // The earliest is also in time.
                let at = match self.allows(&limit, first) {
                    Truth::Yes => first,
                    _ => at,
                };
                let done = self.done_when(found, at);
                outcome.done = Some(self.not_before(outcome.arisen, done));
                outcome.state = State::Fulfilled;
                return;
            }
            let open =
                self.times(found)
                    .iter()
                    .any(|(at, certain)| match self.allows(&limit, *at) {
                        Truth::Undetermined => true,
                        Truth::Yes => !certain,
                        Truth::No => false,
                    });
            let done = self.done_when(found, first);
            outcome.done = Some(self.not_before(outcome.arisen, done));
            // It may have been done in time, before the record begins or after it ends. If it was
            // done late, the limit had passed by then.
            let by_then = first.high_end().map(|(high, _)| Figure::exactly(high));
            let told = self.told_by(&limit, outcome)
                || by_then.is_some_and(|at| self.complete_until(at))
                    && self.told_since(outcome.arisen);
            outcome.state = match open || !told {
                true => State::Undetermined,
                false => State::PerformedLate,
            };
            return;
        }
        if self.perhaps(found) {
            // Done or not, it was not done in time.
            let mut times = self.times(found).iter();
            let late = times.all(|(at, _)| self.allows(&limit, *at) == Truth::No);
            let told = self.told_by(&limit, outcome);
            if late && self.allows(&limit, self.now()) == Truth::No && told {
                outcome.breach = Truth::Yes;
            }
            outcome.state = State::Undetermined;
            return;
        }
        outcome.state = match (self.allows(&limit, self.now()), found.act) {
            (Truth::Yes, _) => State::Pending,
            (Truth::No, Some(_)) if self.told_by(&limit, outcome) => State::Breached,
            _ => State::Undetermined,
        };
    }

    /// What a judgement of delay makes of something owed. While nobody has judged, what was done
    /// may have been done too late; what was not is still to be done, and may be a breach.
    fn delayed(&self, outcome: &mut Outcome, delayed: Truth) {
        let done = outcome.done.is_some();
        match (outcome.state, delayed) {
            (State::Fulfilled, Truth::Undetermined) if done => outcome.state = State::Undetermined,
            (State::Pending, Truth::Undetermined) => outcome.unjudged = true,
            // Whatever the limit, it was done too late.
            (State::Fulfilled | State::Undetermined, Truth::Yes) if done => {
                outcome.state = State::PerformedLate;
            }
            (State::Pending, Truth::Yes) if self.complete_since(outcome.arisen) => {
                outcome.state = State::Breached;
            }
            (State::Pending, Truth::Yes) => outcome.state = State::Undetermined,
            _ => {}
        }
    }
}
