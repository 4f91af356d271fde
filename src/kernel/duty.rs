//! Duties: one instance for each member, each event that gives rise to one, each period.

use crate::plan::{Deed, Duty, DutyBody, DutyId, Instead, Must, Version};
use crate::program::provision::Force;
use crate::value::State;
use crate::value::Truth;
use crate::value::figure::Figure;

use super::Kernel;
use super::event::Done;
use super::frame::{AS_OF, Frame, When};
use super::instance::{Further, Instance, Outcome, Seat};
use super::member::Member;
use super::slots::Part;

/// What an instance of a duty is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occasion {
    pub(super) member: Member,
    /// The event that gives rise to it.
    pub(super) event: Option<Done>,
    pub(super) frame: Frame,
    /// When it arises, where that is fixed.
    pub(super) arises: Option<Figure>,
    /// Earlier ones are not looked at.
    pub(super) cut: bool,
    /// Whether the act was done, and is one that gives rise to it.
    pub(super) certain: bool,
}

impl<'k> Kernel<'k> {
    /// The instances of a duty.
    pub(super) fn duty(&mut self, id: DutyId) -> (u32, u32) {
        let slot = id.index();
        self.once(slot, |kernel| {
            if let Some(duty) = kernel.plan.duties.get(slot) {
                kernel.make_duty(id, duty);
            }
        })
    }

    fn make_duty(&mut self, id: DutyId, duty: &'k Duty) {
        let first = self.s.occasions.len();
        let (members, further) = self.members(duty.governed.policy, duty.for_each.as_ref());
        let mut at = members;
        while let Some(member) = self.member_on_stack(at) {
            self.occasions(duty, &member);
            at += 1;
        }
        self.s.members.truncate(members);
        let made = self.s.making.len();
        let last = self.s.occasions.len();
        for at in first..last {
            if let Some(occasion) = self.s.occasions.get(at).copied() {
                let instance = self.duty_pieces(id, duty, &occasion);
                self.s.making.push(instance);
            }
        }
        if last - first > 1 || further {
            let mut others = Further::default();
            if further {
                others.of_duty(duty);
            }
            self.settle_contested(
                (first, made),
                |kernel, occasion| kernel.duty_pieces(id, duty, occasion),
                (duty.demands, &others),
            );
        }
        self.s.occasions.truncate(first);
        self.findings(id, made, further);
    }

    /// The occasions of one member: one for each event that gives rise to the duty, or one.
    pub(super) fn occasions(&mut self, duty: &'k Duty, member: &Member) {
        if let Some((stretch, variable)) = duty.every.filter(|_| !member.absent) {
            return self.periods(duty, (stretch, variable), member);
        }
        let first = self.s.occasions.len();
        if let Some((act, variable)) = duty.trigger.filter(|_| !member.absent) {
            let from = self.s.awaiting.len();
            let parts = self.keep_parts(member.part());
            let seat = self.seat(Seat {
                parts,
                ..Seat::NONE
            });
            self.events_for(act, seat);
            let mut at = from;
            while let Some(event) = self.s.awaiting.get(at).copied() {
                at += 1;
                let record = self.read(event.cell, self.plan.records);
                let frame = self.copied(&member.frame);
                self.put(&frame, variable, record);
                let frame = frame.under(self.duty_when(duty, &frame, Some((act, &event))));
                let gives_rise = self.gives_rise(duty, &frame);
                if gives_rise == Truth::No {
                    continue;
                }
                let parts = member.part().into_iter().chain([Part::Place(event.cell)]);
                let parts = self.keep_parts(parts);
                let seat = self.seat(Seat {
                    parts,
                    ..Seat::NONE
                });
                self.s.occasions.push(Occasion {
                    member: *member,
                    event: Some(event),
                    frame: frame.at(seat),
                    arises: Some(event.at),
                    cut: false,
                    certain: event.certain.and(gives_rise) == Truth::Yes,
                });
            }
            self.s.awaiting.truncate(from);
        }
        if self.s.occasions.len() == first {
            let alone = self.without_event(duty, member);
            self.s.occasions.push(alone);
        }
    }

    /// The occasion of a member on which no event is told that gives rise to the duty.
    pub(super) fn without_event(&mut self, duty: &'k Duty, member: &Member) -> Occasion {
        let open = member.absent && member.among == Some(Truth::Undetermined);
        let when = match open && duty.governed.of_each {
            // Which law governs each member is open with the list.
            true => self.when(When {
                at: Figure::UNKNOWN,
                forced: true,
                declared: false,
                ahead: Truth::No,
            }),
            false => self.duty_when(duty, &member.frame, None),
        };
        let parts = self.keep_parts(member.part());
        let seat = self.seat(Seat {
            parts,
            ..Seat::NONE
        });
        Occasion {
            member: *member,
            event: None,
            frame: member.frame.under(when).at(seat),
            arises: None,
            cut: false,
            certain: false,
        }
    }

    /// Whether an event gives rise to the duty: not where it is denied under any version.
    fn gives_rise(&mut self, duty: &'k Duty, frame: &Frame) -> Truth {
        let from = self.pieces(&duty.versions, frame);
        let to = self.s.pieces.len();
        let mut gives_rise = Truth::Yes;
        for at in from..to {
            let number = self.piece_at(at).and_then(|piece| piece.version);
            let version = number.and_then(|number| duty.versions.all.get(number as usize));
            let trigger = version.and_then(|version| Some((version, version.body.arises_on?)));
            if let Some((version, condition)) =
                trigger.and_then(|(version, trigger)| Some((version, trigger.condition?)))
            {
                let inner = self.enter(version.block, &frame.in_place(version.setting));
                gives_rise = gives_rise.and(self.truth(condition, &inner));
            }
        }
        self.s.pieces.truncate(from);
        gives_rise
    }

    /// What governs an instance: what the duty says, the act on which it arises, what its
    /// policy says, else the moment asked for.
    fn duty_when(
        &mut self,
        duty: &Duty,
        frame: &Frame,
        event: Option<(crate::plan::ActId, &Done)>,
    ) -> u32 {
        let of = &duty.governed;
        // The law of what arises on an act is that of the act, whatever governs the rest.
        let of_act = of.own.is_none() && duty.trigger.is_some();
        let governing = match of_act {
            true => None,
            false => self.governing(of, frame),
        };
        if let Some(when) = governing {
            return when;
        }
        match event {
            Some((act, event)) => {
                let at = self.happened_at(act, event.cell).figure();
                self.exactly_when(at)
            }
            None => AS_OF,
        }
    }

    pub(super) fn duty_pieces(
        &mut self,
        id: DutyId,
        duty: &'k Duty,
        occasion: &Occasion,
    ) -> Instance {
        let frame = occasion.frame;
        let absent = Outcome {
            breach: Truth::No,
            ..Outcome::new(State::NotInForce, Truth::No)
        };
        let outcome =
            self.in_each_piece(&duty.versions, &frame, absent, |kernel, version, frame| {
                kernel.duty_version((id, duty), version, occasion, frame)
            });
        let seat = self.seat_at(frame.seat);
        Instance {
            member: occasion.member.place,
            parts: seat.parts,
            breached: None,
            frame,
            outcome,
            cut: occasion.cut,
        }
    }

    fn duty_version(
        &mut self,
        (id, duty): (DutyId, &'k Duty),
        version: &'k Version<DutyBody>,
        occasion: &Occasion,
        frame: &Frame,
    ) -> Outcome {
        let inner = self.enter(version.block, &frame.in_place(version.setting));
        let when = self.when_at(frame.when);
        let trigger = match when.ahead {
            Truth::Yes if occasion.arises.is_none() => Truth::No,
            Truth::Undetermined if occasion.arises.is_none() => {
                let trigger = self.trigger(&version.body, occasion, &inner);
                trigger.and(Truth::Undetermined)
            }
            _ => self.trigger(&version.body, occasion, &inner),
        };
        if occasion.member.absent {
            let permits = version.body.must.force == Force::Permit;
            let state = match trigger {
                Truth::No if permits => State::Unavailable,
                Truth::No => State::NotArisen,
                _ => State::Undetermined,
            };
            return Outcome::new(state, trigger);
        }
        let arisen = occasion.arises.or(when.declared.then_some(when.at));
        let mut outcome = self.duty_state((id, duty), version, trigger, arisen, &inner);
        // An act that is not on record has a limit of its own; what an exception asks of it is left to
        // the plain evaluator.
        let awaited = occasion.event.is_none() && version.body.arises_on.is_some();
        if awaited && self.may_have_limit(duty, &version.body) {
            outcome.breach = match self.is_ahead_for_any(duty, &version.body, &outcome) {
                true => Truth::No,
                false => Truth::Undetermined,
            };
        }
        if awaited && trigger != Truth::No {
            outcome.state = State::Undetermined;
            outcome.arises = Truth::Undetermined;
            outcome.trigger_open = false;
            outcome.exempt = (0, 0);
        }
        outcome
    }

    /// Whether a duty has a limit, or an exception may give it one.
    fn may_have_limit(&self, duty: &Duty, body: &DutyBody) -> bool {
        body.by.is_some() || self.that_replace(duty).any(|put| put.by.is_some())
    }

    /// What exceptions may put in place of what a duty demands.
    fn that_replace(&self, duty: &Duty) -> impl Iterator<Item = &Instead> {
        let exceptions = duty.exceptions.iter();
        let exceptions = exceptions.filter_map(|id| self.plan.exceptions.get(id.index()));
        let versions = exceptions.flat_map(|exception| &exception.versions.all);
        versions.filter_map(|version| version.body.instead.as_ref())
    }

    /// Whether what is to be done by a limit is not due yet, whichever act gave rise to it: the limit
    /// is reckoned without that act, under the only version there is or one that something else
    /// chooses, and no exception puts another limit in place, or what can be breached before it.
    pub(super) fn is_ahead_for_any(&self, duty: &Duty, body: &DutyBody, outcome: &Outcome) -> bool {
        let demands =
            |must: &Must| must.force == Force::Demand && !matches!(must.deed, Deed::Ensure(..));
        let waits = demands(&body.must) && body.delayed.is_none();
        let governed = duty.governed.own.is_some() || duty.versions.all.len() == 1;
        let kept = |put: &Instead| !put.sets_time && put.must.as_ref().is_none_or(demands);
        waits
            && governed
            && self.that_replace(duty).all(kept)
            && outcome.limit.is_set()
            && self.allows(&outcome.limit, self.now()) == Truth::Yes
    }

    /// Whether a duty's trigger holds: there is such an instance, the event, and the condition.
    fn trigger(&mut self, body: &DutyBody, occasion: &Occasion, frame: &Frame) -> Truth {
        let mut holds = occasion.member.among.unwrap_or(Truth::Yes);
        // Without a member, or an event, what is asked of neither can still say no.
        let of_none = body.when.filter(|_| !body.when_of_each);
        if occasion.member.absent {
            return match of_none {
                Some(when) => holds.and(self.truth(when, frame)),
                None => holds,
            };
        }
        if let Some(trigger) = &body.arises_on {
            let Some(event) = &occasion.event else {
                let holds = holds.and(match self.complete() {
                    true => Truth::No,
                    false => Truth::Undetermined,
                });
                return match of_none {
                    Some(when) => holds.and(self.truth(when, frame)),
                    None => holds,
                };
            };
            holds = holds.and(event.certain);
            if let Some(condition) = trigger.condition.filter(|_| holds != Truth::No) {
                holds = holds.and(self.truth(condition, frame));
            }
        }
        match body.when.filter(|_| holds != Truth::No) {
            Some(when) => holds.and(self.truth(when, frame)),
            None => holds,
        }
    }
}
