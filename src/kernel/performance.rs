//! Whether what a duty demands was done, and when; and which instance an event answers.

use std::collections::BTreeMap;

use crate::plan::{ActId, BlockId, Deed, OpId, VarId};
use crate::program::provision::Force;
use crate::value::figure::Figure;
use crate::value::{Range, Truth};

use super::Kernel;
use super::done::Owed;
use super::duty::Occasion;
use super::event::Done;
use super::frame::Frame;
use super::instance::{Claim, Instance, Names, Seat};

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
        (once, further): (bool, bool),
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

    /// What each contested event is to each instance: an event that names none and could answer
    /// several answers the one that is open when it happens. `once` says that what is done is done:
    /// an instance is open until then. `further` says that there may be instances of which the record
    /// does not tell yet, and which it may answer too.
    pub(super) fn contested(
        &self,
        instances: &[(Kept, Kept)],
        once: bool,
        further: bool,
    ) -> BTreeMap<usize, BTreeMap<u32, Truth>> {
        let mut claimed: BTreeMap<u32, Vec<(usize, Claim)>> = BTreeMap::new();
        for (number, (_, claims)) in instances.iter().enumerate() {
            for claim in self.claims(*claims) {
                claimed
                    .entry(claim.event)
                    .or_default()
                    .push((number, *claim));
            }
        }
        let mut in_time: Vec<_> = claimed.into_iter().collect();
        in_time.sort_by_key(|(_, claims)| {
            let first = claims.first();
            first
                .and_then(|(_, claim)| claim.at.low_end())
                .map(|(low, _)| low)
        });
        // Since when each instance is done, as far as that is certain.
        let mut done: BTreeMap<usize, Figure> = BTreeMap::new();
        let mut found: BTreeMap<usize, BTreeMap<u32, Truth>> = BTreeMap::new();
        for (event, claims) in in_time {
            let re = self.slots.events.get(event as usize).map(|event| event.re);
            let is_open = |(number, claim): &(usize, Claim)| {
                let before = done.get(number).filter(|_| once);
                before.is_none_or(|done| self.is_less_than(*done, claim.at) != Truth::Yes)
            };
            let named = |(number, _): &(usize, Claim)| {
                let parts = instances.get(*number).map(|(parts, _)| self.parts(*parts));
                self.names(re.unwrap_or((0, 0)), parts.unwrap_or_default()) == Names::This
            };
            let meant = claims.iter().any(named);
            let alone = !further && claims.iter().filter(|one| is_open(one)).count() == 1;
            let only = !further && claims.len() == 1;
            let answers: Vec<Truth> = claims
                .iter()
                .map(|one| match () {
                    () if only || named(one) => Truth::Yes,
                    () if meant || !is_open(one) => Truth::No,
                    () if alone => Truth::Yes,
                    () => Truth::Undetermined,
                })
                .collect();
            for (answers, (number, claim)) in answers.into_iter().zip(claims) {
                if answers == Truth::Yes && claim.fits == Truth::Yes {
                    done.entry(number).or_insert(claim.at);
                }
                if !only {
                    found.entry(number).or_default().insert(event, answers);
                }
            }
        }
        found
    }
}
