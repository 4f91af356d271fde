//! The state of a duty's instance: the first row of the table that holds.

use crate::determination::{Aspect, Need, Standing};
use crate::program::provision::{Deed, DutyBody, Force, Must};
use crate::program::{Target, Version};
use crate::value::{Range, State, Truth};

use super::Eval;
use super::frame::Frame;
use super::judged::{Judged, needs_of};
use super::limit::Limit;
use super::outcome::Outcome;
use super::performance::{Arisen, Performance};
use super::prohibition::forbidden_until;
use super::way::Shape;

/// Whether something that has a trigger and exceptions is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arising {
    /// Its trigger does not hold.
    No,
    /// An exception holds.
    Exempt,
    /// What is known does not settle it.
    Undetermined,
    /// It is there.
    Yes,
}

impl<'a> Eval<'a> {
    /// Whether something that has a trigger and exceptions is there at all, and the state it is
    /// then in.
    pub(super) fn arises<T>(
        &self,
        (target, unless): (Target, &[crate::program::provision::Unless]),
        trigger: Judged,
        version: &'a Version<T>,
        frame: &Frame,
        state: impl Fn(Arising) -> State,
    ) -> (Arising, Outcome<'a, T>) {
        let (name, _) = self.target_name(target);
        let remarks = version
            .remarks
            .iter()
            .map(|remark| (name.clone(), remark.clone()));
        let governed = self.governed_within(frame);
        let mut trigger = self.in_every_case_of(trigger, &governed);
        let as_it_was = self.is_asked_as_it_was(target);
        if as_it_was {
            trigger = self.as_it_was(trigger, Truth::No);
        }
        if trigger.truth() == Truth::No {
            let presumed = self.rebutting(&trigger);
            let mut outcome = Outcome::new(state(Arising::No), trigger);
            outcome.presumed = presumed;
            outcome.version = Some(version);
            outcome.remarks = remarks.collect();
            return (Arising::No, outcome);
        }
        let mut excepted = self.exceptions(target, unless, frame);
        let mut any = excepted.any();
        if as_it_was && any == Truth::Undetermined {
            excepted.none_holds = self.as_it_was(excepted.none_holds, Truth::Yes);
            any = excepted.none_holds.truth().negate();
        }
        let arises = if excepted.rows.is_empty() {
            trigger.clone()
        } else {
            let all = self.all(vec![trigger.clone(), excepted.none_holds.clone()]);
            self.in_every_case_of(all, &governed)
        };
        let (trigger_truth, trigger_needs) = (trigger.truth(), trigger.needs.clone());
        let excepted_needs = excepted.none_holds.needs.clone();
        let presumed = excepted.none_holds.standing == Standing::Presumed;
        let arising = match (any, arises.truth()) {
            (Truth::Yes, _) => Arising::Exempt,
            (_, Truth::Yes) => Arising::Yes,
            // Whichever exception holds, one does.
            (_, Truth::No) if trigger_truth == Truth::Yes => Arising::Exempt,
            // Where its trigger holds, so does an exception.
            (_, Truth::No) => Arising::No,
            _ => Arising::Undetermined,
        };
        let mut outcome = Outcome::new(state(arising), arises.clone());
        outcome.shown = match (arising, trigger.truth()) {
            (Arising::Undetermined | Arising::No, _) => arises.clone(),
            // No exception holds by itself: what they come to together is the reason.
            (Arising::Exempt, _) if any != Truth::Yes => arises.clone(),
            (Arising::Exempt, Truth::Undetermined) => excepted.none_holds,
            _ => trigger,
        };
        outcome.needs.clone_from(&arises.needs);
        outcome.trigger_open = match arising {
            Arising::No => Some(needs_of([trigger_needs.as_slice(), &excepted_needs])),
            Arising::Exempt if trigger_truth == Truth::Undetermined => Some(trigger_needs),
            _ => None,
        };
        if presumed || arising == Arising::Undetermined {
            outcome.presumed = self.presumed_needs(&arises.way);
        } else {
            outcome.presumed = self.rebutting(&arises);
        }
        outcome.arises = arises;
        outcome.exempt_by = excepted.by;
        outcome.exceptions = excepted.rows;
        outcome.instead = excepted.instead;
        outcome.remarks = remarks.chain(excepted.remarks).collect();
        outcome.version = Some(version);
        (arising, outcome)
    }

    /// Whether it is asked of an earlier moment what was there by then: a power that was exercised, a
    /// permission of what was done.
    fn is_asked_as_it_was(&self, target: Target) -> bool {
        self.is_earlier()
            && match target {
                Target::Power(_) => true,
                Target::Duty(duty) => self.program.duties.get(duty).is_some_and(|duty| {
                    let mut bodies = duty.versions.iter().map(|version| &version.body);
                    bodies.all(|body| body.must.force == Force::Permit)
                }),
                _ => false,
            }
    }

    /// The state of a duty that arose then, if it did.
    pub(super) fn duty_state(
        &self,
        duty: usize,
        version: &'a Version<DutyBody>,
        trigger: Judged,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Outcome<'a, DutyBody> {
        let body = &version.body;
        let target = (Target::Duty(duty), body.unless.as_slice());
        // Under this version what governs lies while it is in force.
        let governed = self.governed_within(frame);
        let governed = governed
            .iter()
            .fold(frame.clone(), |frame, way| frame.given(way));
        let frame = &governed;
        let permits = body.must.force == Force::Permit;
        let state = |arising| match arising {
            Arising::No | Arising::Exempt if permits => State::Unavailable,
            Arising::No => State::NotArisen,
            Arising::Exempt => State::Exempt,
            Arising::Undetermined => State::Undetermined,
            // Whether it was done is looked at below.
            Arising::Yes => State::Pending,
        };
        let certain = trigger.truth() == Truth::Yes;
        let (arising, mut outcome) = self.arises(target, trigger, version, frame, state);
        outcome.never = never(body, certain, arising, &outcome);
        outcome.arisen = arisen.map(|arisen| arisen.at);
        outcome.counts_from = outcome.arisen.filter(|_| !body.even_before);
        let arisen_needs = arisen.filter(|_| !body.even_before).map(|a| &a.needs);
        outcome.counts_from_needs = arisen_needs.cloned().unwrap_or_default();
        match arising {
            Arising::Yes => {
                let mut outcome = self.owed(outcome, body, arisen, frame);
                if permits {
                    self.exercised(duty, &mut outcome, &frame.seat.parts);
                }
                return outcome;
            }
            Arising::Undetermined => {
                // What was found is owed whatever the rules say, and so is what they put in its place.
                let owed = match self.may_be_found(duty) {
                    true => frame.clone(),
                    false => frame.given(&outcome.arises.way),
                };
                self.perhaps_owed(&mut outcome, body, arisen, &owed);
                // Whether or not it is there, no act made use of it.
                if permits && outcome.claims.iter().all(|claim| claim.fits == Truth::No) {
                    outcome.never.push(State::Exercised);
                }
            }
            Arising::Exempt
                if !permits && outcome.instead.is_empty() && !self.may_be_found(duty) =>
            {
                outcome.limit = self.limit(body, frame);
            }
            Arising::Exempt if !permits => {
                self.owed_if_found(duty, &mut outcome, body, arisen, frame)
            }
            // Found to be owed, it has what it would have if it was excepted.
            Arising::No
                if !permits && outcome.trigger_open.is_some() && self.may_be_found(duty) =>
            {
                self.owed_if_found(duty, &mut outcome, body, arisen, frame)
            }
            Arising::Exempt | Arising::No => {}
        }
        if matches!(arising, Arising::Exempt | Arising::No) {
            outcome.breach = Truth::No;
        }
        outcome
    }

    /// What a duty comes to if it is owed, whatever is open or exempts from it.
    fn as_if_owed(
        &self,
        outcome: &Outcome<'a, DutyBody>,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Outcome<'a, DutyBody> {
        let mut supposed = outcome.clone();
        supposed.settle(State::Pending, Vec::new());
        supposed.needs.clear();
        self.owed(supposed, body, arisen, frame)
    }

    /// By when a duty is owed that is exempt, with what other exceptions put in place; and where its
    /// holder has found something of it, what is owed then.
    fn owed_if_found(
        &self,
        duty: usize,
        outcome: &mut Outcome<'a, DutyBody>,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) {
        let owed = self.as_if_owed(outcome, body, arisen, frame);
        outcome.limit = owed.limit;
        if self.may_be_found(duty) {
            let beside = |(what, _): &(Aspect, Vec<Need>)| *what != Aspect::State;
            outcome.open.extend(owed.open.into_iter().filter(beside));
            outcome.replaced = owed.replaced;
            outcome.perhaps = owed.perhaps;
            outcome.payment = owed.payment;
        }
    }

    /// What a duty that may have arisen demands if it has, and what is missing for that.
    fn perhaps_owed(
        &self,
        outcome: &mut Outcome<'a, DutyBody>,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) {
        let owed = self.as_if_owed(outcome, body, arisen, frame);
        outcome.breach = Truth::No.join(owed.breach);
        outcome.if_arisen = Some((owed.state, owed.done));
        (outcome.violated_at, outcome.demands) = (owed.violated_at, owed.demands);
        outcome.done_needs = match owed.state == State::Undetermined || owed.unjudged {
            true => needs_of([owed.done_needs.as_slice(), owed.needs.as_slice()]),
            false => owed.done_needs,
        };
        outcome.limit = owed.limit;
        outcome.claims = owed.claims;
        outcome.claims_if_shown = owed.claims_if_shown;
        outcome.replaced = owed.replaced;
        outcome.perhaps = owed.perhaps;
        outcome.open = owed.open;
        outcome.presumed = owed.presumed;
        if owed.state == State::Undetermined || owed.unjudged {
            outcome.open.push((Aspect::State, owed.needs));
        }
    }

    /// Whether what is owed was done.
    pub(super) fn done(
        &self,
        mut outcome: Outcome<'a, DutyBody>,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Outcome<'a, DutyBody> {
        outcome = self.fared(outcome, body, arisen, frame);
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
        &self,
        mut outcome: Outcome<'a, DutyBody>,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Outcome<'a, DutyBody> {
        outcome.limit = self.limit(body, frame);
        // What shows that it is not owed at all needs not be said of its limit.
        let known = |need: &&Need| !outcome.presumed.iter().any(|known| known.path == need.path);
        let presumed = outcome.limit.presumed.iter().filter(known);
        let presumed: Vec<Need> = presumed.cloned().collect();
        if !presumed.is_empty() {
            outcome.open.push((Aspect::Limit, presumed.clone()));
            outcome.rests_on_presumed(Standing::Presumed, presumed);
        }
        let may_be = match (&body.must.deed, body.must.force) {
            (Deed::Ensure(_), _) | (_, Force::Forbid) => true,
            (_, Force::Permit) => false,
            (_, Force::Demand) => outcome.limit.is_set() || body.delayed.is_some(),
        };
        outcome.breach = match may_be {
            true => Truth::Undetermined,
            false => Truth::No,
        };
        outcome.demands = body.must.force == Force::Demand;
        match (&body.must.deed, body.must.force) {
            (Deed::Ensure(condition), force) => {
                let negated = force == Force::Forbid;
                let judged = self.ensured(condition, negated, &outcome.limit, frame);
                self.upheld(&mut outcome, judged, negated);
            }
            (_, Force::Forbid) => {
                let found = self.performance(body, arisen, frame);
                let found = forbidden_until(found, &outcome.limit);
                self.observed(&mut outcome, &found);
                outcome.claims = found.claims;
                for (by, standing) in found.permitted_by {
                    outcome.rests_on(standing);
                    if !outcome.permitted_by.contains(&by) {
                        outcome.permitted_by.push(by);
                    }
                }
            }
            (_, Force::Permit) => {
                outcome.claims = self.performance(body, arisen, frame).claims;
                outcome.settle(State::Available, Vec::new());
            }
            (_, Force::Demand) => {
                let found = self.performance(body, arisen, frame);
                self.performed(&mut outcome, &found);
                // What may be done, and is not due yet, is not breached yet.
                let open = outcome.state == State::Undetermined && outcome.done.is_none();
                let ahead = outcome.limit.allows(&Range::exactly(self.now())) == Truth::Yes;
                if open && ahead && body.delayed.is_none() {
                    outcome.breach = Truth::No;
                }
                if outcome.state == State::Undetermined && matches!(outcome.kept, Shape::Opaque(_))
                {
                    let untold = !self.complete_since(outcome.counts_from);
                    let act = found.act.filter(|_| untold);
                    outcome.kept = self.kept_while_open(body, &outcome.limit, act);
                }
                if found.payment.is_some() {
                    // An event alone does not tell how much was paid.
                    outcome.kept = Shape::OPAQUE;
                }
                if let Some(delayed) = &body.delayed {
                    let judged = self.evaluate(delayed, frame);
                    self.delayed(&mut outcome, judged);
                }
                outcome.claims = found.claims;
                outcome.payment = found.payment;
                outcome
                    .open
                    .extend(found.amount.map(|needs| (Aspect::Amount, needs)));
            }
        }
        outcome
    }

    /// What is missing of an act that is not on record: the record; by when it was to be done, and from
    /// when it counts, where that is open, for the record may tell of all that was done between them.
    pub(super) fn untold_needs(
        &self,
        act: Option<usize>,
        outcome: &Outcome<'a, DutyBody>,
    ) -> Vec<Need> {
        let Some(act) = act else {
            return Vec::new();
        };
        let record = [self.record_need(act)];
        let bounded = |at: &Range| at.exact().is_none();
        let from = match outcome.counts_from.as_ref().is_some_and(bounded) {
            true if !self.told_since(outcome.counts_from) => &outcome.counts_from_needs[..],
            _ => &[],
        };
        let until = match self.complete_by_now() {
            true => &[],
            false => outcome.limit.needs.as_slice(),
        };
        needs_of([&record[..], from, until])
    }

    /// Whether the record holds all that was done in time.
    fn told_by(&self, limit: &Limit, outcome: &Outcome<'a, DutyBody>) -> bool {
        limit.latest().is_some_and(|at| self.complete_until(at))
            && self.told_since(outcome.counts_from)
    }

    /// Something to be done by a limit.
    fn performed(&self, outcome: &mut Outcome<'a, DutyBody>, found: &Performance) {
        let limit = outcome.limit.clone();
        let within = |at: &[Range], value: Truth| at.iter().any(|at| limit.allows(at) == value);
        if found.deemed {
            if let Some((standing, presumed)) = &found.deemed_on {
                outcome.rests_on_presumed(*standing, presumed.clone());
            }
            outcome.done_needs.clone_from(&found.needs);
            // When it came to count as done nobody says; an act on record did it at the latest.
            let deemed = Range::at_most(self.now());
            let first = found.first().map(|first| first.smaller(&deemed));
            outcome.done = first.map(|at| not_before(outcome.counts_from, found.when(at)));
            return outcome.settle(State::Fulfilled, Vec::new());
        }
        outcome.done_needs.clone_from(&found.needs);
        if let Some(first) = found.first() {
            let in_time = found
                .done
                .iter()
                .find(|at| limit.allows(at) == Truth::Yes)
                .copied();
            if let Some(at) = in_time {
                // The earliest is also in time.
                let at = if limit.allows(&first) == Truth::Yes {
                    first
                } else {
                    at
                };
                outcome.done = Some(not_before(outcome.counts_from, found.when(at)));
                return outcome.settle(State::Fulfilled, Vec::new());
            }
            outcome.done = Some(not_before(outcome.counts_from, found.when(first)));
            let open = within(&found.done, Truth::Undetermined)
                || within(&found.perhaps, Truth::Undetermined)
                || within(&found.perhaps, Truth::Yes);
            // It may have been done in time, before the record begins or after it ends. If it was
            // done late, the limit had passed by then.
            let told = self.told_by(&limit, outcome)
                || first.high.is_some_and(|high| {
                    self.complete_until(Range::exactly(high.at))
                        && self.told_since(outcome.counts_from)
                });
            let before = found.act.filter(|_| !told);
            let state = match open || before.is_some() {
                true => State::Undetermined,
                false => State::PerformedLate,
            };
            let before = self.untold_needs(before, outcome);
            let needs = needs_of([limit.needs.as_slice(), found.needs.as_slice(), &before]);
            return outcome.settle(state, needs);
        }
        let now = Range::exactly(self.now());
        let told = |outcome: &Outcome<'a, DutyBody>| self.told_by(&limit, outcome);
        if !found.perhaps.is_empty() {
            // Done or not, it was not done in time.
            let late = found.perhaps.iter().all(|at| limit.allows(at) == Truth::No);
            if late && limit.allows(&now) == Truth::No && told(outcome) {
                outcome.breach = Truth::Yes;
            }
            // If it was not done, or late, the limit is what tells.
            let needs = match outcome.limit.open() {
                Some(limit) => needs_of([found.needs.as_slice(), limit]),
                None => found.needs.clone(),
            };
            return outcome.settle(State::Undetermined, needs);
        }
        match (limit.allows(&now), found.act) {
            (Truth::Yes, _) => outcome.settle(State::Pending, Vec::new()),
            (Truth::No, None) => outcome.settle(State::Undetermined, Vec::new()),
            (Truth::No, Some(act)) => {
                if told(outcome) {
                    outcome.settle(State::Breached, Vec::new());
                } else {
                    let needs = self.untold_needs(Some(act), outcome);
                    outcome.settle(State::Undetermined, needs);
                    let in_time = limit.range().meet(&self.untold());
                    outcome.kept = Shape::Done(act, in_time.meet(&counted(outcome.counts_from)));
                }
            }
            (Truth::Undetermined, act) => {
                // If it has passed, what is not on record may have been done in time.
                let act = act.filter(|_| !self.complete_since(outcome.counts_from));
                let act = self.untold_needs(act, outcome);
                let needs = needs_of([limit.needs.as_slice(), &act]);
                outcome.settle(State::Undetermined, needs);
            }
        }
    }
}

/// The states in which an instance of a duty cannot be: those of another sort of duty, and whatever
/// its trigger and its exceptions do not leave open.
fn never<T>(
    body: &DutyBody,
    certain: bool,
    arising: Arising,
    outcome: &Outcome<'_, T>,
) -> Vec<State> {
    let instead = outcome.instead.iter();
    let instead = instead.filter(|(holds, ..)| holds.truth() != Truth::No);
    let instead = instead.filter_map(|(_, put, _)| put.must.as_ref());
    let mut never = of_other_sorts(&body.must).to_vec();
    for must in instead {
        never.retain(|state| of_other_sorts(must).contains(state));
    }
    let arises = arising == Arising::Yes;
    let exempt = arises || (outcome.exceptions.is_empty() && body.unless.is_empty());
    never.extend(exempt.then_some(State::Exempt));
    never.extend((arises || certain).then_some(State::NotArisen));
    never
}

/// The states of what demands something of another sort.
fn of_other_sorts(must: &Must) -> &'static [State] {
    match (&must.deed, must.force) {
        (_, Force::Permit) => &[],
        (Deed::Ensure(_), Force::Demand) => &[
            State::Fulfilled,
            State::PerformedLate,
            State::Observed,
            State::Violated,
        ],
        (_, Force::Forbid) => &[
            State::Fulfilled,
            State::PerformedLate,
            State::Pending,
            State::Upheld,
        ],
        (_, Force::Demand) => &[State::Observed, State::Violated, State::Upheld],
    }
}

/// From when what is done certainly counts.
pub(super) fn counted(from: Option<Range>) -> Range {
    Range {
        low: from.and_then(|from| from.high),
        high: None,
    }
}

/// The same, not before what is done counts.
fn not_before(from: Option<Range>, done: Range) -> Range {
    let since = from.map_or(done, |from| from.onwards().meet(&done));
    if since.is_empty() { done } else { since }
}
