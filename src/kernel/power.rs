//! Powers: whether they are there, and each exercise of them. A power is exercised if it was there
//! when its act was done.

use crate::plan::{OpId, Power, PowerBody, PowerId, Version};
use crate::program::Target;
use crate::value::State;
use crate::value::figure::Figure;
use crate::value::{Instant, Interval, Truth};

use super::Kernel;
use super::event::Done;
use super::frame::{AS_OF, Frame};
use super::instance::{Instance, Outcome, Seat};
use super::member::Member;
use super::slots::Part;
use super::state::There;
use crate::plan::Item;

impl<'k> Kernel<'k> {
    /// The instances of a power: each exercise, or the power as it is.
    pub(super) fn power(&mut self, id: PowerId) -> (u32, u32) {
        let slot = self.slot_of(Item::Power(id), false);
        self.once(slot, |kernel| {
            let Some(power) = kernel.plan.powers.get(id.index()) else {
                return;
            };
            let (first, _) = kernel.members(power.governed.policy, power.for_each.as_ref());
            let mut at = first;
            while let Some(member) = kernel.member_on_stack(at) {
                at += 1;
                let mut standing = kernel.power_of(id, power, &member);
                let made = kernel.s.making.len();
                kernel.exercises(id, power, &member, &standing);
                if kernel.s.making.len() == made {
                    standing.outcome.unexercised = !member.absent;
                    kernel.s.making.push(standing);
                }
            }
            kernel.s.members.truncate(first);
        })
    }

    /// A power as it is at the moment asked for.
    fn power_of(&mut self, id: PowerId, power: &'k Power, member: &Member) -> Instance {
        // Its law is that of its exercise, whatever governs the rest of its policy.
        let when = match power.governed.own {
            Some(_) => self.governing(&power.governed, &member.frame),
            None => None,
        };
        let when = when.unwrap_or(AS_OF);
        let parts = self.keep_parts(member.part());
        let seat = self.seat(Seat {
            parts,
            ..Seat::NONE
        });
        let frame = member.frame.under(when).at(seat);
        let absent = Outcome::new(State::NotInForce, Truth::No);
        let outcome =
            self.in_each_piece(&power.versions, &frame, absent, |kernel, version, frame| {
                kernel.power_version((id, power), version, member, frame)
            });
        Instance {
            member: member.place,
            parts,
            breached: None,
            frame,
            outcome,
            cut: false,
        }
    }

    fn power_version(
        &mut self,
        (id, power): (PowerId, &'k Power),
        version: &'k Version<PowerBody>,
        member: &Member,
        frame: &Frame,
    ) -> Outcome {
        let inner = self.enter(version.block, frame);
        let trigger = self.held(member, version.body.when, &inner);
        if member.absent {
            // What an exception asks of a member is left to the plain evaluator.
            let mut outcome = Outcome::new(State::Undetermined, trigger);
            if trigger == Truth::No {
                outcome.state = State::Unavailable;
            }
            return outcome;
        }
        let target = (Target::Power(id.index()), power.exceptions.as_slice());
        let instead = self.s.instead.len();
        let (there, mut outcome) = self.there(target, &version.body.unless, trigger, &inner);
        self.s.instead.truncate(instead);
        outcome.state = match there {
            There::Yes => State::Available,
            There::Open => State::Undetermined,
            There::No | There::Exempt => State::Unavailable,
        };
        outcome
    }

    /// Whether the condition of a power holds for a member.
    fn held(&mut self, member: &Member, when: Option<OpId>, frame: &Frame) -> Truth {
        let among = member.among.unwrap_or(Truth::Yes);
        match when.filter(|_| !member.absent && among != Truth::No) {
            Some(when) => among.and(self.truth(when, frame)),
            None => among,
        }
    }

    /// The exercises of a power: the acts that were done while it was there, or perhaps was.
    fn exercises(&mut self, id: PowerId, power: &'k Power, member: &Member, standing: &Instance) {
        if member.absent || power.acts.is_empty() {
            return;
        }
        let from = self.s.awaiting.len();
        for act in &power.acts {
            self.events_for(*act, standing.frame.seat);
        }
        let mut at = from;
        while let Some(event) = self.s.awaiting.get(at).copied() {
            at += 1;
            let Some(mut outcome) = self.held_at(id, power, member, &event) else {
                continue;
            };
            outcome.state = match (outcome.state, event.certain) {
                (State::Available, Truth::Yes) => State::Exercised,
                (State::Available | State::Undetermined, _) => State::Undetermined,
                _ => continue,
            };
            let parts = member.part().into_iter().chain([Part::Place(event.cell)]);
            let parts = self.keep_parts(parts);
            self.s.making.push(Instance {
                parts,
                outcome,
                ..*standing
            });
        }
        self.s.awaiting.truncate(from);
    }

    /// What a power was when an act was done; none where it was not there then.
    fn held_at(
        &mut self,
        id: PowerId,
        power: &'k Power,
        member: &Member,
        event: &Done,
    ) -> Option<Outcome> {
        let mut found: Option<Outcome> = None;
        let mut absent = false;
        let versions = power.versions.all.iter().map(|version| version.interval);
        for at in self.moments_of(event.at, versions) {
            let Some(outcome) = self.power_then(id, power, member, at) else {
                absent = true;
                continue;
            };
            match &mut found {
                // It came or went about when the act was done.
                Some(known) if known.state != outcome.state => known.state = State::Undetermined,
                _ => found = Some(outcome),
            }
        }
        if let Some(known) = found.as_mut().filter(|_| absent) {
            known.state = State::Undetermined;
        }
        found
    }

    fn power_then(
        &mut self,
        id: PowerId,
        power: &'k Power,
        member: &Member,
        at: Instant,
    ) -> Option<Outcome> {
        if at == self.asked.as_of {
            return Some(self.power_of(id, power, member).outcome);
        }
        let place = member.place;
        let mut outcome = self.then(at, |then| {
            let power = then.plan.powers.get(id.index())?;
            let (first, _) = then.members(power.governed.policy, power.for_each.as_ref());
            let mut same = None;
            let mut at = first;
            while let Some(other) = then.member_on_stack(at) {
                at += 1;
                if other.place == place {
                    same = Some(other);
                    break;
                }
            }
            then.s.members.truncate(first);
            Some(then.power_of(id, power, &same?).outcome)
        })?;
        // What is kept beside that other judging is not kept here.
        (outcome.exempt, outcome.claims) = ((0, 0), (0, 0));
        Some(outcome)
    }

    /// The first and the last moment at which something can have been, as far as it is past, and
    /// each between them from which other versions are in force. What has no first moment can have
    /// been before any law.
    pub(super) fn moments_of<'v>(
        &self,
        at: Figure,
        versions: impl Iterator<Item = Interval> + 'v,
    ) -> impl Iterator<Item = Instant> + 'v {
        let range = self.range(at);
        let first = range
            .low
            .map_or(Some(Instant::FIRST), |low| Instant::from_seconds(low.at));
        let last = range.high.and_then(|high| {
            let at = Instant::from_seconds(high.at)?;
            if high.open {
                at.plus_micros(-1)
            } else {
                Some(at)
            }
        });
        let now = self.asked.as_of;
        let last = last.map_or(now, |last| last.min(now));
        let first = first.map_or(last, |first| first.min(last));
        let edges = versions.flat_map(|version| [version.from, version.end]);
        let between = edges
            .flatten()
            .filter(move |edge| *edge > first && *edge < last);
        let last = (last != first).then_some(last);
        [first].into_iter().chain(between).chain(last)
    }
}
