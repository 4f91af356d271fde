//! Permissions: why a prohibition does not bite. Whether an act was permitted is
//! asked as of the moment at which it was done.

use std::rc::Rc;

use crate::determination::{Need, Ruling, Standing};
use crate::facts::Part;
use crate::program::provision::{Deed, Duty, DutyBody, Force};
use crate::program::{FactPath, FactRoot, FactStep, PartyRef};
use crate::value::{Range, State, Truth, Value};

use super::Eval;
use super::answering::number;
use super::event::Done;
use super::frame::Frame;
use super::instance::Instance;
use super::judged::needs_of;
use super::outcome::Outcome;
use super::way::{Shape, Way};

/// Whether an act was permitted.
pub(super) struct Permit {
    /// Whether it was.
    pub(super) holds: Truth,
    /// What is missing to know.
    pub(super) needs: Vec<Need>,
    /// By what, and on what that rests.
    pub(super) by: Vec<(Ruling, Standing)>,
    /// On what it hangs.
    way: Shape,
}

impl Permit {
    /// What is permitted whichever of two it is.
    fn join(self, other: Permit) -> Permit {
        let same = self.holds == other.holds;
        Permit {
            holds: if same {
                self.holds
            } else {
                Truth::Undetermined
            },
            needs: needs_of([self.needs.as_slice(), &other.needs]),
            by: self.by,
            way: if same { self.way } else { Shape::OPAQUE },
        }
    }

    /// How it came about, and could come about otherwise.
    pub(super) fn way(&self) -> Rc<Way> {
        Rc::new(Way {
            now: Some(Value::Truth(self.holds)),
            shape: self.way.clone(),
        })
    }
}

impl<'a> Eval<'a> {
    /// Whether something that is forbidden to a bearer was permitted when it was done.
    pub(super) fn permit(
        &self,
        bearer: PartyRef,
        act: usize,
        event: &Done,
        frame: &Frame,
    ) -> Permit {
        let parts = &frame.seat.parts;
        let permits = self.permissions_of(act).next().is_some();
        let versions = self
            .permissions_of(act)
            .flat_map(|(_, duty)| duty.versions.iter());
        let versions = versions.map(|version| version.interval);
        let moments = permits.then(|| self.moments(&event.at, versions));
        let moments = moments.unwrap_or_default().into_iter();
        let asked = moments.map(|at| match at == self.as_of() {
            true => self.permit_now(bearer, act, event, parts),
            false => self.then(at).permit_now(bearer, act, event, parts),
        });
        let none = Permit {
            holds: Truth::No,
            needs: Vec::new(),
            by: Vec::new(),
            way: Shape::Fixed,
        };
        asked.reduce(Permit::join).unwrap_or(none)
    }

    fn permit_now(&self, bearer: PartyRef, act: usize, event: &Done, parts: &[Part]) -> Permit {
        let event = number(&event.place);
        let mut permit = Permit {
            holds: Truth::No,
            needs: Vec::new(),
            by: Vec::new(),
            way: Shape::Fixed,
        };
        let mut ways = Vec::new();
        for (duty, instance) in self.permissions(bearer, act, parts) {
            let outcome = &instance.outcome;
            let claim = outcome.claims.iter().find(|claim| claim.event == event);
            let Some(claim) = claim else {
                continue;
            };
            let held = holds(outcome);
            // That it has happened by then is what is asked.
            let settled = claim.if_done == Truth::Yes;
            ways.push(match settled && held == outcome.arises.truth() {
                true => Rc::clone(&outcome.arises.way),
                false => Rc::new(Way {
                    now: None,
                    shape: Shape::OPAQUE,
                }),
            });
            match held.and(claim.if_done) {
                Truth::Yes => {
                    let standing = outcome.standing.unwrap_or(Standing::Established);
                    let ruling = self.duty_ruling(duty, &instance);
                    permit.by.push((ruling, standing));
                }
                Truth::Undetermined => {
                    permit
                        .needs
                        .extend(self.missing_then(&outcome.arises.way, &outcome.needs));
                    permit.needs.extend(claim.needs().cloned());
                }
                Truth::No => {}
            }
            permit.holds = permit.holds.or(held.and(claim.if_done));
        }
        permit.way = Shape::any(ways);
        permit
    }

    /// The acts that were done while a permission was there, or perhaps was: that it is there now does
    /// not make them so.
    pub(super) fn exercised(
        &self,
        number: usize,
        outcome: &mut Outcome<'a, DutyBody>,
        parts: &[Part],
    ) {
        let Some(duty) = self.program.duties.get(number) else {
            return;
        };
        let (mut done, mut perhaps) = (None::<Range>, Vec::new());
        let mut claims_open = false;
        for claim in &outcome.claims {
            let versions = duty.versions.iter().map(|version| version.interval);
            let mut held: Option<Truth> = None;
            let mut missing = Vec::new();
            for at in self.moments(&claim.at, versions) {
                let (there, needs) = match at == self.as_of() {
                    true => (Truth::Yes, Vec::new()),
                    false => self.then(at).permits(number, claim.event, parts),
                };
                held = Some(held.map_or(there, |held| held.join(there)));
                missing.extend(needs);
            }
            let held = held.unwrap_or(Truth::No);
            match claim.fits.and(held) {
                Truth::Yes => done = Some(done.map_or(claim.at, |done| done.smaller(&claim.at))),
                Truth::Undetermined => {
                    claims_open = true;
                    perhaps.extend(claim.needs().cloned().chain(missing));
                }
                Truth::No => {}
            }
        }
        let perhaps = needs_of([perhaps.as_slice()]);
        let open = claims_open && done.is_none();
        let state = match done {
            Some(_) => State::Exercised,
            None if open => State::Undetermined,
            None => State::Available,
        };
        outcome.settle(state, perhaps);
        outcome.done = done;
    }

    /// Whether a permission is there for an act that is done, and what is missing to know.
    fn permits(&self, number: usize, event: usize, parts: &[Part]) -> (Truth, Vec<Need>) {
        let instances = self.duty(number);
        let same = instances.iter().find(|instance| instance.parts == parts);
        let claim = same.and_then(|same| {
            let mut claims = same.outcome.claims.iter();
            Some((same, claims.find(|claim| claim.event == event)?))
        });
        let Some((same, claim)) = claim else {
            return (Truth::No, Vec::new());
        };
        let held = holds(&same.outcome);
        let needs = match held {
            Truth::Undetermined => self.missing_then(&same.outcome.arises.way, &same.outcome.needs),
            _ => Vec::new(),
        };
        (held.and(claim.if_done), needs)
    }

    /// Whether an act is permitted without any condition on it.
    pub(super) fn is_permitted(&self, bearer: PartyRef, act: usize, parts: &[Part]) -> bool {
        let mut permissions = self.permissions(bearer, act, parts).into_iter();
        permissions.any(|(_, instance)| {
            let body = instance.outcome.version.map(|version| &version.body);
            holds(&instance.outcome) == Truth::Yes && body.is_some_and(is_whole)
        })
    }

    /// The instances of what permits an act to a bearer, that are about the same.
    fn permissions(
        &self,
        bearer: PartyRef,
        act: usize,
        parts: &[Part],
    ) -> Vec<(&'a Duty, Instance<'a, DutyBody>)> {
        let mut found = Vec::new();
        for (number, duty) in self.permissions_of(act) {
            for instance in self.duty(number).iter() {
                let version = instance.outcome.version.or(duty.versions.last());
                let same = version.is_some_and(|version| version.body.bearer == bearer);
                if same && !self.apart(&instance.parts, parts) {
                    found.push((duty, instance.clone()));
                }
            }
        }
        found
    }

    /// Whether one is about something else than the other: another member of the same list, or
    /// another act of the same kind.
    fn apart(&self, one: &[Part], other: &[Part]) -> bool {
        let alike = |a: &Part, b: &Part| match (a, b) {
            (Part::Place(a), Part::Place(b)) => self.list_of(a) == self.list_of(b),
            (Part::Period(_), Part::Period(_)) => true,
            _ => false,
        };
        let strays = one.iter().filter(|part| !other.contains(part));
        let mut others = strays.flat_map(|part| other.iter().map(move |b| (part, b)));
        others.any(|(a, b)| alike(a, b))
    }

    /// The list in which a member stands; of an event those of its act.
    fn list_of(&self, place: &FactPath) -> (FactPath, Option<usize>) {
        let mut list = place.clone();
        if let FactRoot::Event(number) = list.root {
            list.root = FactRoot::Event(0);
            return (list, self.facts.events.get(number).map(|event| event.act));
        }
        if let Some(FactStep::Index(last)) = list.steps.last_mut() {
            *last = 0;
        }
        (list, None)
    }

    /// What may permit an act.
    fn permissions_of(&self, act: usize) -> impl Iterator<Item = (usize, &'a Duty)> {
        let duties = self.program.duties.iter().enumerate();
        duties.filter(move |(_, duty)| {
            let mut bodies = duty.versions.iter().map(|version| &version.body);
            bodies.any(|body| body.must.force == Force::Permit && body.act() == Some(act))
        })
    }

    /// What is told of a duty that rules an act.
    pub(super) fn duty_ruling(&self, duty: &Duty, instance: &Instance<'a, DutyBody>) -> Ruling {
        let about = self.instance_about(&duty.head, instance);
        Ruling {
            name: about.name,
            title: about.title,
            instance: about.instance,
            cites: about.cites,
        }
    }
}

/// Whether a permission is there; whether it was exercised may be open.
fn holds(outcome: &Outcome<'_, DutyBody>) -> Truth {
    match outcome.state {
        State::Available | State::Exercised => Truth::Yes,
        State::Undetermined if outcome.arises.truth() == Truth::Yes => Truth::Yes,
        State::Undetermined => Truth::Undetermined,
        _ => Truth::No,
    }
}

/// Whether it permits every act of the kind.
fn is_whole(body: &DutyBody) -> bool {
    matches!(
        body.must.deed,
        Deed::Act {
            condition: None,
            ..
        }
    )
}
