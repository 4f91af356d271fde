//! Permissions: why a prohibition does not bite. Whether an act was permitted is asked as of the
//! moment at which it was done.

use crate::plan::{ActId, DutyId};
use crate::program::PartyRef;
use crate::value::State;
use crate::value::Truth;
use crate::value::figure::Figure;

use super::Kernel;
use super::event::Done;
use super::frame::Frame;
use super::instance::Outcome;
use super::slots::Part;

impl Kernel<'_> {
    /// Whether something that is forbidden to a bearer was permitted when it was done.
    pub(super) fn permitted(
        &mut self,
        bearer: PartyRef,
        act: ActId,
        event: &Done,
        frame: &Frame,
    ) -> Truth {
        let permits = |duty: &crate::plan::Duty| duty.permits.contains(&act);
        if !self.plan.duties.iter().any(permits) {
            return Truth::No;
        }
        let parts = self.seat_at(frame.seat).parts;
        let number = event.event;
        let mut holds: Option<Truth> = None;
        let duties = self.plan.duties.iter().filter(move |duty| permits(duty));
        let versions = duties.flat_map(|duty| &duty.versions.all);
        let versions = versions.map(|version| version.interval);
        for at in self.moments_of(event.at, versions) {
            let found = match at == self.asked.as_of {
                true => {
                    let parts = self.parts(parts).to_vec();
                    self.permitted_now(bearer, act, number, &parts)
                }
                false => {
                    let parts = self.parts(parts).to_vec();
                    self.then(at, |then| then.permitted_now(bearer, act, number, &parts))
                }
            };
            holds = Some(holds.map_or(found, |known| known.join(found)));
        }
        holds.unwrap_or(Truth::No)
    }

    fn permitted_now(&mut self, bearer: PartyRef, act: ActId, event: u32, parts: &[Part]) -> Truth {
        let plan = self.plan;
        let mut permitted = Truth::No;
        for (number, duty) in plan.duties.iter().enumerate() {
            if !duty.permits.contains(&act) {
                continue;
            }
            let (from, to) = self.duty(DutyId::at(number));
            for at in from..to {
                let Some(instance) = self.instance(at) else {
                    break;
                };
                let version = instance.outcome.version;
                let version = version.and_then(|number| duty.versions.all.get(number as usize));
                let own = version
                    .map(|version| version.body.bearer)
                    .or(duty.last_bearer);
                if own != Some(bearer) || self.apart(self.parts(instance.parts), parts) {
                    continue;
                }
                let claims = self.claims(instance.outcome.claims);
                let Some(claim) = claims.iter().find(|claim| claim.event == event) else {
                    continue;
                };
                let held = holds(&instance.outcome);
                permitted = permitted.or(held.and(claim.if_done));
            }
        }
        permitted
    }

    /// The acts that were done while a permission was there, or perhaps was: that it is there now does
    /// not make them so.
    pub(super) fn exercised(&mut self, id: DutyId, outcome: &mut Outcome, parts: (u32, u32)) {
        let Some(duty) = self.plan.duties.get(id.index()) else {
            return;
        };
        let parts = self.parts(parts).to_vec();
        let claims = self.claims(outcome.claims).to_vec();
        let mut done: Option<Figure> = None;
        let mut open = false;
        for claim in claims {
            let versions = duty.versions.all.iter().map(|version| version.interval);
            let mut held: Option<Truth> = None;
            for at in self.moments_of(claim.at, versions) {
                let there = match at == self.asked.as_of {
                    true => Truth::Yes,
                    false => self.then(at, |then| then.permits(id, claim.event, &parts)),
                };
                held = Some(held.map_or(there, |held| held.join(there)));
            }
            match claim.fits.and(held.unwrap_or(Truth::No)) {
                Truth::Yes => {
                    done = Some(done.map_or(claim.at, |done| self.smaller(done, claim.at)));
                }
                Truth::Undetermined => open = true,
                Truth::No => {}
            }
        }
        outcome.state = match done {
            Some(_) => State::Exercised,
            None if open => State::Undetermined,
            None => State::Available,
        };
        outcome.done = done;
    }

    /// Whether a permission is there for an act that is done.
    fn permits(&mut self, id: DutyId, event: u32, parts: &[Part]) -> Truth {
        let (from, to) = self.duty(id);
        for at in from..to {
            let Some(instance) = self.instance(at) else {
                break;
            };
            if self.parts(instance.parts) != parts {
                continue;
            }
            let claims = self.claims(instance.outcome.claims);
            let claim = claims.iter().find(|claim| claim.event == event);
            let held = holds(&instance.outcome);
            return claim.map_or(Truth::No, |claim| held.and(claim.if_done));
        }
        Truth::No
    }

    /// Whether one is about something else than the other: another member of the same list, or
    /// another act of the same kind.
    fn apart(&self, one: &[Part], other: &[Part]) -> bool {
        let alike = |a: &Part, b: &Part| match (a, b) {
            (Part::Place(a), Part::Place(b)) => self.is_beside(*a, *b),
            (Part::Period(_), Part::Period(_)) => true,
            _ => false,
        };
        let strays = one.iter().filter(|part| !other.contains(part));
        let mut others = strays.flat_map(|part| other.iter().map(move |b| (part, b)));
        others.any(|(a, b)| alike(a, b))
    }

    /// Whether two stand in one list, or are events of one act.
    fn is_beside(&self, a: u32, b: u32) -> bool {
        let event = |cell: u32| {
            let mut events = self.slots.events.iter();
            events
                .find(|event| event.cell == cell)
                .map(|event| event.act)
        };
        match (self.slots.list_of(a), self.slots.list_of(b)) {
            (Some(a), Some(b)) => a.list == b.list,
            (None, None) => match (event(a), event(b)) {
                (Some(a), Some(b)) => a == b,
                _ => a == b,
            },
            _ => false,
        }
    }
}

/// Whether a permission is there; whether it was exercised may be open.
fn holds(outcome: &Outcome) -> Truth {
    match outcome.state {
        State::Available | State::Exercised => Truth::Yes,
        State::Undetermined if outcome.arises == Truth::Yes => Truth::Yes,
        State::Undetermined => Truth::Undetermined,
        _ => Truth::No,
    }
}
