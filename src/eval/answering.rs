//! Which instance an event answers. It says so with `re`; without it, it
//! answers the one instance that is open when it happens, if only one is.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::determination::Need;
use crate::diagnostic::Phrase;
use crate::facts::{Claimed, Part, contested};
use crate::program::provision::Duty;
use crate::program::{FactPath, FactRoot, Target};
use crate::value::{Range, Truth};

use super::Eval;
use super::event::Done;
use super::shown::words;
use super::work;

/// Which instance an item is evaluated for.
#[derive(Clone, Debug, Default)]
pub(super) struct Seat {
    /// What tells it from the others of its item.
    pub(super) parts: Vec<Part>,
    /// Events that may answer others instead: whether each answers this one.
    contested: BTreeMap<usize, Truth>,
    /// What is missing to know whether those others are there; shared, since each of many instances
    /// may wait for what is missing of all of them.
    others: Rc<[Need]>,
    /// The instance of a duty whose breach it follows: its item, and as written.
    pub(super) breach: Option<(Target, Option<String>)>,
}

/// What each contested event is to each instance: by the instance, then by the event.
pub(super) type Contested = BTreeMap<usize, BTreeMap<usize, Truth>>;

/// Instances of which the record does not tell yet, since a list may have further members.
#[derive(Clone, Debug, Default)]
pub(super) struct Further {
    /// There may be such.
    there: bool,
    /// The acts whose events may give rise to one.
    acts: BTreeSet<usize>,
    /// One may come back with the calendar.
    periods: bool,
}

impl Further {
    /// Adds those of a duty, or of its breach.
    pub(super) fn of_duty(&mut self, duty: &Duty) {
        self.there = true;
        self.acts.extend(duty.trigger().map(|trigger| trigger.act));
        self.periods |= duty.every.is_some();
    }

    /// Adds those of a sanction.
    pub(super) fn of_sanction(&mut self) {
        self.there = true;
    }
}

/// An event that may be the performance of an instance.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// The event.
    pub(super) event: usize,
    /// When it happened.
    pub(super) at: Range,
    /// Whether it is what is owed.
    pub(super) fits: Truth,
    /// The same, if it has happened by now.
    pub(super) if_done: Truth,
    /// What is missing to know when it was, and whether it is what is owed.
    pub(super) needs: Vec<Need>,
    /// What is missing of the instances that it may answer instead.
    pub(super) others: Option<Others>,
}

/// What is missing of the instances that an event may answer instead, and after how many needs of the
/// event itself that comes.
pub(super) type Others = (usize, Rc<[Need]>);

/// Needs of an event, with those of the others between them.
pub(super) fn with_others<'n>(
    needs: &'n [Need],
    others: Option<&'n Others>,
) -> impl Iterator<Item = &'n Need> {
    let (at, others) = others.map_or((0, &[][..]), |(at, others)| (*at, &**others));
    let (before, after) = needs.split_at(at.min(needs.len()));
    before.iter().chain(others).chain(after)
}

impl Claim {
    /// All that is missing to know when it was, and whether it is what is owed.
    pub(super) fn needs(&self) -> impl Iterator<Item = &Need> {
        with_others(&self.needs, self.others.as_ref())
    }

    /// An event that is what is owed, or may be. `suits` says whether it is once it is done.
    pub(super) fn of(event: &Done, suits: Truth, needs: &[Need]) -> Option<Claim> {
        let fits = event.certain.and(suits);
        let event = Claim {
            event: number(&event.place),
            at: event.at,
            fits,
            if_done: event.if_done.and(suits),
            needs: needs.to_vec(),
            others: event.others.clone(),
        };
        (fits != Truth::No).then_some(event)
    }
}

impl Seat {
    /// The seat of an instance with these parts.
    pub(super) fn of(parts: Vec<Part>) -> Seat {
        Seat {
            parts,
            ..Seat::default()
        }
    }

    /// Whether an event may answer another instead: then the others are not left aside.
    pub(super) fn is_contested(&self) -> bool {
        !self.contested.is_empty()
    }

    /// The same, following this breach.
    pub(super) fn with_breach(mut self, breach: Option<(Target, Option<String>)>) -> Seat {
        self.breach = breach;
        self
    }
}

impl Eval<'_> {
    /// The events of an act that answer, or may answer, the instance.
    pub(super) fn events_for(&self, act: usize, seat: &Seat) -> Vec<Done> {
        let mut events = (*self.events(act)).clone();
        work::events(events.len());
        events.retain_mut(|event| {
            let number = number(&event.place);
            let named = self.names(number, &seat.parts);
            let contested = seat.contested.get(&number).copied();
            let answers = contested.unwrap_or(Truth::from(named != Names::Another));
            if answers == Truth::Undetermined {
                event.others = Some((event.needs.len(), Rc::clone(&seat.others)));
                event.needs.push(self.re_need(&event.place));
            }
            event.certain = event.certain.and(answers);
            event.if_done = event.if_done.and(answers);
            answers != Truth::No
        });
        events
    }

    /// Whether an event names the instance with these parts.
    fn names(&self, event: usize, parts: &[Part]) -> Names {
        let event = self.facts.events.get(event);
        event.map_or(Names::Nothing, |event| Names::of(&event.re, parts))
    }

    /// What each contested event is to each instance.
    pub(super) fn contested(
        &self,
        instances: &[(&[Part], &[Claim])],
        once: bool,
        further: &Further,
    ) -> Contested {
        let claims = instances
            .iter()
            .enumerate()
            .flat_map(|(instance, (_, claims))| {
                work::events(claims.len());
                claims.iter().map(move |claim| Claimed {
                    instance,
                    event: claim.event,
                    at: claim.at,
                    fits: claim.fits,
                })
            });
        let names = |event, instance| {
            let parts = instances.get(instance).map(|(parts, _)| *parts);
            parts.is_some_and(|parts| self.names(event, parts) == Names::This)
        };
        contested(
            claims,
            (once, |event| self.may_answer_further(event, further)),
            |at: Range| at.low.map(|low| low.at),
            names,
            |done, at| done.is_less_than(&at) == Truth::Yes,
        )
    }

    /// Whether an event may answer an instance of which the record does not tell yet. The member of a
    /// list that it names is one that the record tells of.
    fn may_answer_further(&self, event: usize, further: &Further) -> bool {
        let act = |event: usize| self.facts.events.get(event).map(|event| event.act);
        let may_have = |part: &Part| match part {
            Part::Place(place) => match place.root {
                FactRoot::Event(event) => act(event).is_some_and(|act| further.acts.contains(&act)),
                _ => false,
            },
            Part::Period(_) => further.periods,
            Part::Duty(_) => true,
        };
        let event = self.facts.events.get(event);
        further.there
            && event.is_none_or(|event| {
                let mut named = event.re.iter();
                event.re.is_empty() || named.any(|named| named.iter().all(may_have))
            })
    }

    /// What is missing to know whether an event imposes what it is claimed for.
    pub(super) fn claim_needs(&self, claim: &Claim) -> Vec<Need> {
        if claim.fits == Truth::Undetermined {
            return claim.needs().cloned().collect();
        }
        let place = FactPath {
            root: FactRoot::Event(claim.event),
            steps: Vec::new(),
        };
        vec![self.re_need(&place)]
    }

    /// The paths of events, in the order of the record, each once.
    pub(super) fn events_text(&self, events: impl Iterator<Item = usize>) -> Vec<String> {
        let events: BTreeSet<usize> = events.collect();
        let path = |event: usize| {
            self.path_text(&FactPath {
                root: FactRoot::Event(event),
                steps: Vec::new(),
            })
        };
        events.into_iter().map(path).collect()
    }

    /// The need of an answer to which instance an event is about.
    fn re_need(&self, place: &FactPath) -> Need {
        Need {
            path: format!("{}.re", self.path_text(place)),
            title: words(&Phrase::new("What it answers", "대상")),
            holder: None,
            declared_unknown: false,
        }
    }
}

/// What an event says of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// It names this one.
    This,
    /// It names others.
    Another,
    /// It does not tell this one from others.
    Nothing,
}

impl Names {
    /// What instances named one by one, each by its parts, say of the one with these parts.
    pub(super) fn of(re: &[Vec<Part>], parts: &[Part]) -> Names {
        if re.is_empty() || parts.is_empty() {
            return Names::Nothing;
        }
        let all = |some: &[Part], of: &[Part]| some.iter().all(|part| of.contains(part));
        if re.iter().any(|named| all(parts, named)) {
            return Names::This;
        }
        match re.iter().any(|named| all(named, parts)) {
            true => Names::Nothing,
            false => Names::Another,
        }
    }
}

/// The number of the event at a place.
pub(super) fn number(place: &FactPath) -> usize {
    match place.root {
        FactRoot::Event(number) => number,
        _ => usize::MAX,
    }
}

/// The same seat, with what contested events are to it.
pub(super) fn settled(
    seat: &Seat,
    contested: BTreeMap<usize, Truth>,
    others: &Rc<[Need]>,
) -> Rc<Seat> {
    Rc::new(Seat {
        contested,
        others: Rc::clone(others),
        ..seat.clone()
    })
}
