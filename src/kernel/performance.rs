//! Whether what a duty demands was done, and when; and which instance an event answers.

use std::collections::BTreeMap;

use crate::facts::{Claimed, contested};
use crate::plan::{ActId, BlockId, Deed, OpId, VarId};
use crate::program::provision::Force;
use crate::value::figure::Figure;
use crate::value::{Range, Truth};

use super::Kernel;
use super::done::Owed;
use super::duty::Occasion;
use super::event::Done;
use super::frame::Frame;
use super::instance::{Claim, Further, Instance, Names, Seat};
use super::slots::Part;

/// What the record says of performance. When it was done is on the stack of times, each with
/// whether that is certain.
#[derive(Clone, Copy, Debug)]
pub(super) struct Performance {
    pub(super) times: usize,
    pub(super) claiming: usize,
    /// It is deemed done.
    pub(super) deemed: bool,
    /// The act whose record would tell.
    pub(super) act: Option<ActId>,
}

/// Where something is kept: from, and up to.
type Kept = (u32, u32);

impl<'k> Kernel<'k> {
    pub(super) fn times(&self, found: &Performance) -> &[(Figure, bool)] {
        self.s.times.get(found.times..).unwrap_or_default()
    }

    /// Whether it was perhaps done.
    pub(super) fn perhaps(&self, found: &Performance) -> bool {
        self.times(found).iter().any(|(_, certain)| !certain)
    }

    /// The earliest certain performance.
    pub(super) fn first(&mut self, found: &Performance) -> Option<Figure> {
        let mut first: Option<Figure> = None;
        for at in found.times..self.s.times.len() {
            if let Some((at, true)) = self.s.times.get(at).copied() {
                first = Some(first.map_or(at, |first| self.smaller(first, at)));
            }
        }
        first
    }

    /// When it was done, if it was certainly done then or perhaps before.
    pub(super) fn done_when(&mut self, found: &Performance, done: Figure) -> Figure {
        let mut range = done;
        for at in found.times..self.s.times.len() {
            if let Some((at, false)) = self.s.times.get(at).copied() {
                let outer = self.smaller(range, at);
                range = self.join(range, outer);
            }
        }
        range
    }

    /// What was done of a duty that arose then. What was done before does not count, unless the
    /// duty says so.
    pub(super) fn performance(
        &mut self,
        owed: &Owed<'k>,
        arisen: Option<Figure>,
        frame: &Frame,
    ) -> Performance {
        let mut found = Performance {
            times: self.s.times.len(),
            claiming: self.s.claiming.len(),
            deemed: false,
            act: None,
        };
        match owed.must.deed {
            Deed::Act {
                act,
                variable,
                condition,
            } => {
                found.act = Some(act);
                self.acts(owed, act, (variable, condition), arisen, frame);
            }
            Deed::Payment { act, .. } => {
                found.act = Some(act);
                found.deemed = self.paid(owed, arisen, frame);
            }
            Deed::Ensure(..) => {}
        }
        if let Some(deemed) = owed.body.counts_as_done {
            match self.truth(deemed, frame) {
                Truth::Yes => found.deemed = true,
                Truth::Undetermined => self.s.times.push((Figure::UNKNOWN, false)),
                Truth::No => {}
            }
        }
        found
    }

    fn acts(
        &mut self,
        owed: &Owed<'k>,
        act: ActId,
        (variable, condition): (VarId, Option<(BlockId, OpId)>),
        arisen: Option<Figure>,
        frame: &Frame,
    ) {
        let from = self.s.awaiting.len();
        self.events_after(act, frame.seat);
        let mut at = from;
        while let Some(event) = self.s.awaiting.get(at).copied() {
            at += 1;
            let mut suits = self.counts(owed, arisen, &event);
            if let Some((block, condition)) = condition {
                let record = self.read(event.cell, self.plan.records);
                self.put(frame, variable, record);
                let inner = self.enter(block, frame);
                suits = suits.and(self.truth(condition, &inner));
            }
            let mut fits = event.certain.and(suits);
            self.s.claiming.extend(Claim::of(&event, suits));
            if owed.must.force == Force::Forbid && fits != Truth::No {
                let permitted = self.permitted(owed.body.bearer, act, &event, frame);
                fits = fits.and(permitted.negate());
            }
            if fits != Truth::No {
                self.s.times.push((event.at, fits == Truth::Yes));
            }
        }
        self.s.awaiting.truncate(from);
    }

    /// Whether an event was after the duty arose, where it must be.
    pub(super) fn counts(&self, owed: &Owed<'_>, arisen: Option<Figure>, event: &Done) -> Truth {
        match arisen.filter(|_| !owed.body.even_before) {
            Some(arisen) => {
                let at = self.by_now(event.at);
                at.is_at_least(&self.range(arisen))
            }
            None => Truth::Yes,
        }
    }

    /// When something was, if it was by now: what lies ahead is not done yet.
    fn by_now(&self, at: Figure) -> Range {
        let at = self.range(at);
        let by_now = at.meet(&self.range(Figure::at_most(self.asked.as_of.micros())));
        if by_now.is_empty() { at } else { by_now }
    }

    /// The same as a figure.
    pub(super) fn by_now_at(&mut self, at: Figure) -> Figure {
        let by_now = self.by_now(at);
        self.figure(&by_now)
    }

    /// Puts the events of an act that answer, or may answer, the instance on their stack, in the
    /// order of time.
    pub(super) fn events_after(&mut self, act: ActId, seat: u32) {
        let from = self.s.awaiting.len();
        self.events_for(act, seat);
        if let Some(events) = self.s.awaiting.get_mut(from..) {
            events.sort_by_key(|event| event.at.low_end().map(|(low, _)| low));
        }
    }

    /// The same, in the order of the record.
    pub(super) fn events_for(&mut self, act: ActId, seat: u32) {
        let (from, to) = self.events(act);
        let Seat {
            parts, contested, ..
        } = self.seat_at(seat);
        for number in from..to {
            let Some(mut event) = self.done_at(number) else {
                break;
            };
            let known = self
                .s
                .contested
                .get(contested.0 as usize..contested.1 as usize);
            let known = known.unwrap_or_default().iter();
            let known = known.clone().find(|(other, _)| *other == event.event);
            let answers = match known {
                Some((_, answers)) => *answers,
                None => {
                    let re = self
                        .slots
                        .events
                        .get(event.event as usize)
                        .map(|event| event.re);
                    let named = self.names(re.unwrap_or((0, 0)), self.parts(parts));
                    Truth::from(named != Names::Another)
                }
            };
            event.certain = event.certain.and(answers);
            event.if_done = event.if_done.and(answers);
            if answers != Truth::No {
                self.s.awaiting.push(event);
            }
        }
    }

    /// Judges instances again that share events with others, knowing what those are to each.
    pub(super) fn settle_contested(
        &mut self,
        (occasions, made): (usize, usize),
        mut again: impl FnMut(&mut Self, &Occasion) -> Instance,
        (once, further): (bool, &Further),
    ) {
        let instances = self.s.making.get(made..).unwrap_or_default();
        let of: Vec<_> = instances
            .iter()
            .map(|instance| (instance.parts, instance.outcome.claims))
            .collect();
        for (number, contested) in self.contested(&of, once, further) {
            let Some(mut occasion) = self.s.occasions.get(occasions + number).copied() else {
                continue;
            };
            let from = u32::try_from(self.s.contested.len()).unwrap_or(u32::MAX);
            self.s.contested.extend(contested);
            let to = u32::try_from(self.s.contested.len()).unwrap_or(u32::MAX);
            let seat = Seat {
                contested: (from, to),
                ..self.seat_at(occasion.frame.seat)
            };
            occasion.frame.seat = self.seat(seat);
            let instance = again(self, &occasion);
            if let Some(known) = self.s.making.get_mut(made + number) {
                *known = instance;
            }
        }
    }

    /// What each contested event is to each instance.
    pub(super) fn contested(
        &self,
        instances: &[(Kept, Kept)],
        once: bool,
        further: &Further,
    ) -> BTreeMap<usize, BTreeMap<u32, Truth>> {
        let claims = instances
            .iter()
            .enumerate()
            .flat_map(|(instance, (_, claims))| {
                self.claims(*claims).iter().map(move |claim| Claimed {
                    instance,
                    event: claim.event,
                    at: claim.at,
                    fits: claim.fits,
                })
            });
        let names = |event: u32, instance: usize| {
            let re = self.slots.events.get(event as usize).map(|event| event.re);
            let parts = instances.get(instance).map(|(parts, _)| self.parts(*parts));
            self.names(re.unwrap_or((0, 0)), parts.unwrap_or_default()) == Names::This
        };
        contested(
            claims,
            (once, |event| self.may_answer_further(event, further)),
            |at: Figure| at.low_end().map(|(low, _)| low),
            names,
            |done, at| self.is_less_than(done, at) == Truth::Yes,
        )
    }

    /// Whether an event may answer an instance of which the record does not tell yet. The member of a
    /// list that it names is one that the record tells of.
    fn may_answer_further(&self, event: u32, further: &Further) -> bool {
        let slots = self.slots;
        let may_have = |part: &Part| match part {
            Part::Place(place) => {
                let mut events = slots.events.iter();
                let event = events.find(|event| event.cell == *place);
                event.is_some_and(|event| further.acts.contains(&event.act))
            }
            Part::Period(_) => further.periods,
            Part::Duty(_) => true,
            Part::Nowhere => false,
        };
        let re = slots.events.get(event as usize).map(|event| event.re);
        let (from, to) = re.unwrap_or((0, 0));
        let named = slots.named.get(from as usize..to as usize);
        let mut named = named.unwrap_or_default().iter();
        let parts = |(from, to): &(u32, u32)| {
            let parts = slots.parts.get(*from as usize..*to as usize);
            parts.unwrap_or_default()
        };
        further.there && (from == to || named.any(|named| parts(named).iter().all(may_have)))
    }
}
