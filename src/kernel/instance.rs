//! Instances of duties, powers and sanctions: one for each member of a list, each event of an act,
//! each period, or the one case there is.

use crate::plan::{ActId, Duty, DutyId, Item, PolicyId, PowerId, SanctionId};
use crate::value::State;
use crate::value::figure::Figure;
use crate::value::{Range, Truth};

use super::Kernel;
use super::event::Done;
use super::frame::Frame;
use super::limit::Limit;
use super::opening::holds;
use super::scratch::Items;
use super::slots::Part;

/// Which instance an item is judged for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seat {
    /// What tells it from the others of its item.
    pub(super) parts: (u32, u32),
    /// Events that may answer others instead: whether each answers this one.
    pub(super) contested: (u32, u32),
    /// The instance of an item whose breach it follows, by its position among those.
    pub(super) breach: Option<(Item, u32)>,
}

impl Seat {
    /// No instance.
    pub(super) const NONE: Seat = Seat {
        parts: (0, 0),
        contested: (0, 0),
        breach: None,
    };
}

/// Instances of which the record does not tell yet, since a list may have further members.
#[derive(Clone, Debug, Default)]
pub(super) struct Further {
    /// There may be such.
    pub(super) there: bool,
    /// The acts whose events may give rise to one.
    pub(super) acts: Vec<ActId>,
    /// One may come back with the calendar.
    pub(super) periods: bool,
}

impl Further {
    /// Adds those of a duty, or of its breach.
    pub(super) fn of_duty(&mut self, duty: &Duty) {
        self.there = true;
        self.acts.extend(duty.trigger.map(|(act, _)| act));
        self.periods |= duty.every.is_some();
    }
}

/// An event that may be the performance of an instance.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    /// The event, by its number.
    pub(super) event: u32,
    /// When it happened.
    pub(super) at: Figure,
    /// Whether it is what is owed.
    pub(super) fits: Truth,
    /// The same, if it has happened by now.
    pub(super) if_done: Truth,
}

impl Claim {
    /// An event that is what is owed, or may be. `suits` says whether it is once it is done.
    pub(super) fn of(event: &Done, suits: Truth) -> Option<Claim> {
        let fits = event.certain.and(suits);
        let claim = Claim {
            event: event.event,
            at: event.at,
            fits,
            if_done: event.if_done.and(suits),
        };
        (fits != Truth::No).then_some(claim)
    }
}

/// What an instance comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    pub(super) state: State,
    /// Whether it arises.
    pub(super) arises: Truth,
    /// Owed without delay, and nobody has judged yet whether there was one: it may be a breach.
    pub(super) unjudged: bool,
    /// It is exempt whether or not its condition holds, which is open.
    pub(super) trigger_open: bool,
    /// Whether it is breached by now, while its state leaves that open: not if it forbids nothing, has
    /// no limit and nobody judges the delay, or is in order as things are; and certainly if it was
    /// done late or not at all.
    pub(super) breach: Truth,
    /// Exceptions that hold.
    pub(super) exempt: (u32, u32),
    /// From when performance counts, where the duty has arisen then.
    pub(super) arisen: Option<Figure>,
    pub(super) limit: Limit,
    /// When it was done.
    pub(super) done: Option<Figure>,
    /// Where it is forbidden: when it was done against that, if it was.
    pub(super) violated_at: Option<Figure>,
    /// Under what may be in place something is demanded, which is breached when its limit passes.
    pub(super) demands: bool,
    /// While it is open whether it arose: its state if it did, and when it was done then.
    pub(super) if_arisen: Option<(State, Option<Figure>)>,
    pub(super) claims: (u32, u32),
    /// The version, where it is certain which; else the first that may be.
    pub(super) version: Option<u32>,
    /// Each version that may apply, where several may, among `versions`.
    pub(super) versions: (u32, u32),
    /// What its holder found of it.
    pub(super) found: Option<Ruling>,
    /// It is open whether something else that its holder found counts.
    pub(super) perhaps_found: bool,
    /// Exceptions put something else in place of what is owed.
    pub(super) replaced: bool,
    /// Whether or not it is there, no act exercised it.
    pub(super) unexercised: bool,
}

/// What a competent party found, beside what the rules come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruling {
    pub(super) derived: State,
    pub(super) at: Option<Range>,
}

impl Outcome {
    pub(super) fn new(state: State, arises: Truth) -> Outcome {
        Outcome {
            state,
            arises,
            unjudged: false,
            trigger_open: false,
            breach: Truth::Undetermined,
            exempt: (0, 0),
            arisen: None,
            limit: Limit::NONE,
            done: None,
            violated_at: None,
            demands: false,
            if_arisen: None,
            claims: (0, 0),
            version: None,
            versions: (0, 0),
            found: None,
            perhaps_found: false,
            replaced: false,
            unexercised: false,
        }
    }

    /// Whether it is breached, or may be.
    pub(super) fn may_be_breached(&self) -> bool {
        let open = self.state == State::Undetermined && self.breach != Truth::No;
        self.state.is_breach() || open || self.unjudged
    }

    /// Whether it is in a state. What is exempt, whether or not it would have arisen, is one of two.
    pub(super) fn is_in(&self, state: State) -> Truth {
        let one_of_two = matches!(state, State::Exempt | State::NotArisen);
        if self.state == State::Exempt && self.trigger_open && one_of_two {
            return Truth::Undetermined;
        }
        if self.unexercised && state == State::Exercised {
            return Truth::No;
        }
        holds(self.state, (self.unjudged, self.breach), state)
    }

    /// When the breach was that the rules do not come to, as far as that is known.
    pub(super) fn breach_found(&self, now: Figure) -> Option<Figure> {
        let found = self.found?;
        if found.derived.is_breach() || !self.state.is_breach() {
            return None;
        }
        // What the rules leave open may have been a breach before it was found to be one, or after.
        if found.derived == State::Undetermined {
            return Some(now);
        }
        // It has been found by now.
        let by_now = now.range(&[]);
        let at = found.at.and_then(|at| {
            Figure::short(&Range {
                low: None,
                high: at.meet(&by_now).high,
            })
        });
        Some(at.unwrap_or(now))
    }
}

/// An instance of a duty, a power or a sanction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Instance {
    /// The member it is about.
    pub(super) member: Option<u32>,
    /// What tells it from the others of its item.
    pub(super) parts: (u32, u32),
    /// When the breach was that it follows, as far as that is known.
    pub(super) breached: Option<Figure>,
    pub(super) frame: Frame,
    pub(super) outcome: Outcome,
    /// Earlier ones are not looked at.
    pub(super) cut: bool,
}

/// What an event or a finding says of an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// It names this one.
    This,
    /// It names others.
    Another,
    /// It does not tell this one from others.
    Nothing,
}

impl Kernel<'_> {
    /// Where the instances of an item are kept.
    pub(super) fn slot_of(&self, item: Item, opened: bool) -> usize {
        let (duties, powers) = (self.plan.duties.len(), self.plan.powers.len());
        let sanctions = self.plan.sanctions.len();
        match item {
            Item::Duty(DutyId(number)) => number as usize,
            Item::Power(PowerId(number)) => duties + number as usize,
            Item::Sanction(SanctionId(number)) => {
                duties + powers + number as usize + if opened { sanctions } else { 0 }
            }
        }
    }

    /// Where those of a duty are kept that are there where none that is told is.
    pub(super) fn slot_otherwise(&self, duty: DutyId) -> usize {
        let (duties, powers) = (self.plan.duties.len(), self.plan.powers.len());
        duties + powers + 2 * self.plan.sanctions.len() + duty.index()
    }

    /// The instances of an item, found once; none of an item that waits for itself.
    pub(super) fn once(&mut self, slot: usize, find: impl FnOnce(&mut Self)) -> (u32, u32) {
        let turn = self.s.turn;
        if let Some(known) = self.s.items.get(slot)
            && known.turn == turn
        {
            return (known.from, known.to);
        }
        let entry = u32::try_from(slot).unwrap_or(u32::MAX);
        if self.s.entered.contains(&entry) {
            return (0, 0);
        }
        self.s.entered.push(entry);
        let made = self.s.making.len();
        find(self);
        self.s.entered.pop();
        let from = u32::try_from(self.s.instances.len()).unwrap_or(u32::MAX);
        let found = self.s.making.get(made..).unwrap_or_default();
        self.s.instances.extend_from_slice(found);
        self.s.making.truncate(made);
        let to = u32::try_from(self.s.instances.len()).unwrap_or(u32::MAX);
        if let Some(known) = self.s.items.get_mut(slot) {
            *known = Items { turn, from, to };
        }
        (from, to)
    }

    /// The instances of an item as it is.
    pub(super) fn instances(&mut self, item: Item) -> (u32, u32) {
        match item {
            Item::Duty(duty) => self.duty(duty),
            Item::Power(power) => self.power(power),
            Item::Sanction(sanction) => self.sanction(sanction),
        }
    }

    pub(super) fn instance(&self, number: u32) -> Option<Instance> {
        self.s.instances.get(number as usize).copied()
    }

    pub(super) fn parts(&self, (from, to): (u32, u32)) -> &[Part] {
        self.s
            .parts
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// Keeps what tells an instance from others.
    pub(super) fn keep_parts(&mut self, parts: impl IntoIterator<Item = Part>) -> (u32, u32) {
        let from = u32::try_from(self.s.parts.len()).unwrap_or(u32::MAX);
        self.s.parts.extend(parts);
        (from, u32::try_from(self.s.parts.len()).unwrap_or(u32::MAX))
    }

    /// The number of a seat.
    pub(super) fn seat(&mut self, seat: Seat) -> u32 {
        self.s.seats.push(seat);
        u32::try_from(self.s.seats.len() - 1).unwrap_or(0)
    }

    pub(super) fn seat_at(&self, seat: u32) -> Seat {
        self.s
            .seats
            .get(seat as usize)
            .copied()
            .unwrap_or(Seat::NONE)
    }

    /// What instances that are named one by one say of the one with these parts.
    pub(super) fn names(&self, re: (u32, u32), parts: &[Part]) -> Names {
        let slots = self.slots;
        let named = slots
            .named
            .get(re.0 as usize..re.1 as usize)
            .unwrap_or_default();
        if named.is_empty() || parts.is_empty() {
            return Names::Nothing;
        }
        let each = || {
            let parts = |(from, to): &(u32, u32)| {
                slots
                    .parts
                    .get(*from as usize..*to as usize)
                    .unwrap_or_default()
            };
            named.iter().map(parts)
        };
        let all = |some: &[Part], of: &[Part]| some.iter().all(|part| of.contains(part));
        if each().any(|named| all(parts, named)) {
            return Names::This;
        }
        match each().any(|named| all(named, parts)) {
            true => Names::Nothing,
            false => Names::Another,
        }
    }

    /// Moves claims from their stack to where they are kept.
    pub(super) fn keep_claims(&mut self, claiming: usize) -> (u32, u32) {
        if self.s.claiming.len() <= claiming {
            return (0, 0);
        }
        let from = u32::try_from(self.s.claims.len()).unwrap_or(u32::MAX);
        self.s.claims.extend(self.s.claiming.drain(claiming..));
        (from, u32::try_from(self.s.claims.len()).unwrap_or(u32::MAX))
    }

    pub(super) fn claims(&self, (from, to): (u32, u32)) -> &[Claim] {
        self.s
            .claims
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// What is certain of an instance whichever version applies.
    pub(super) fn either_outcome(&mut self, whole: Outcome, other: &Outcome) -> Outcome {
        let mut whole = whole;
        whole.versions = self.either_version(&whole, other);
        let absent = whole.state.is_absent();
        whole.unjudged |= other.unjudged;
        whole.state = whole.state.either(other.state);
        whole.trigger_open |= other.trigger_open;
        whole.breach = whole.breach.join(other.breach);
        whole.exempt = self.exempt_in_both(whole.exempt, other.exempt);
        if whole.state == State::Undetermined {
            whole.exempt = (0, 0);
        }
        whole.claims = self.any_claim(whole.claims, other.claims);
        self.or_done(&mut whole, other);
        let supposed = whole.if_arisen.zip(other.if_arisen);
        whole.if_arisen =
            supposed
                .filter(|(one, also)| one.0 == also.0)
                .map(|((state, at), (_, also))| {
                    (state, at.zip(also).map(|(at, also)| self.join(at, also)))
                });
        // What is not owed under a version has no limit under it.
        whole.limit = match (absent, other.state.is_absent()) {
            (false, true) => whole.limit.perhaps(),
            (true, false) => other.limit.perhaps(),
            _ => self.either_limit(&whole.limit, &other.limit),
        };
        // Told under the newest while that is open.
        whole.version = other.version.or(whole.version);
        whole.arises = whole.arises.join(other.arises);
        whole
    }

    /// When it was done, or done against what is forbidden, whichever of two it comes to.
    pub(super) fn or_done(&mut self, whole: &mut Outcome, other: &Outcome) {
        let done = whole.done.zip(other.done);
        whole.done = done.map(|(at, also)| self.join(at, also));
        whole.violated_at = match (whole.violated_at, other.violated_at) {
            (Some(at), Some(also)) => Some(self.join(at, also)),
            (at, also) => at.or(also),
        };
        whole.demands |= other.demands;
    }

    /// The versions of both, and whether it may be breached under each.
    fn either_version(&mut self, whole: &Outcome, other: &Outcome) -> (u32, u32) {
        let kept = &mut self.s.versions;
        let from = kept.len();
        let (first, last) = whole.versions;
        let under = |one: &Outcome| Some((one.version?, one.may_be_breached()));
        match first == last {
            true => kept.extend(under(whole)),
            false => kept.extend_from_within(first as usize..last as usize),
        }
        kept.extend(under(other));
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (narrow(from), narrow(kept.len()))
    }

    fn exempt_in_both(&mut self, a: (u32, u32), b: (u32, u32)) -> (u32, u32) {
        let from = self.s.exempt.len();
        for at in a.0..a.1 {
            let known = self.s.exempt.get(at as usize).copied();
            let other = self.s.exempt.get(b.0 as usize..b.1 as usize);
            let shared = known.filter(|known| other.is_some_and(|other| other.contains(known)));
            self.s.exempt.extend(shared);
        }
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (narrow(from), narrow(self.s.exempt.len()))
    }

    /// What is claimed in either version, and is certain only where both claim it.
    pub(super) fn any_claim(&mut self, one: (u32, u32), other: (u32, u32)) -> (u32, u32) {
        if one == other {
            return one;
        }
        let from = self.s.claiming.len();
        let fits = |claims: &[Claim], event: u32| {
            let same = claims.iter().find(|known| known.event == event);
            same.map_or(Truth::No, |same| same.fits)
        };
        for (own, beside, fresh) in [(one, other, false), (other, one, true)] {
            for at in own.0..own.1 {
                let Some(claim) = self.s.claims.get(at as usize).copied() else {
                    break;
                };
                let known = fits(self.claims(beside), claim.event);
                if fresh && known != Truth::No {
                    continue;
                }
                let claim = match known == claim.fits {
                    true => claim,
                    false => Claim {
                        fits: Truth::Undetermined,
                        if_done: Truth::Undetermined,
                        ..claim
                    },
                };
                self.s.claiming.push(claim);
            }
        }
        self.keep_claims(from)
    }

    /// The zone of a policy.
    pub(super) fn zone(&self, policy: PolicyId) -> crate::value::Zone {
        self.plan.zone(policy)
    }
}
