//! Powers: whether they are there, and each exercise of them. A power is
//! exercised if it was there when its act was done.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::determination::PowerRow;
use crate::facts::Part;
use crate::program::Target;
use crate::program::provision::{Power, PowerBody};
use crate::value::{Instant, Interval, Kind, Range, State, Truth};

use super::Eval;
use super::answering::{Seat, number};
use super::event::Done;
use super::frame::Frame;
use super::instance::Instance;
use super::judged::{Judged, needs_of};
use super::member::Member;
use super::outcome::Outcome;
use super::shown::words;
use super::state::Arising;
use super::way::Shape;

impl<'a> Eval<'a> {
    /// The instances of a power: each exercise, or the power as it is.
    pub(super) fn power(&self, number: usize) -> Rc<Vec<Instance<'a, PowerBody>>> {
        let target = Target::Power(number);
        let base = self.base.as_ref();
        let unchanged = || base.and_then(|base| base.instances(&base.found.powers, number));
        if let Some(unchanged) = self.unchanged(target, unchanged) {
            return unchanged;
        }
        self.once(target, number, &self.powers, || {
            let Some(power) = self.program.powers.get(number) else {
                return Vec::new();
            };
            let mut instances = Vec::new();
            for member in self.members(target, &power.head, power.for_each.as_ref()) {
                let mut standing = self.power_of(number, power, &member);
                let exercises = self.exercises(number, power, &member, &standing);
                if exercises.is_empty() {
                    // Whether or not it is there, no act exercised it.
                    if !member.absent {
                        standing.outcome.never.push(State::Exercised);
                    }
                    instances.push(standing);
                }
                instances.extend(exercises);
            }
            instances
        })
    }

    /// A power as it is at the moment asked for.
    fn power_of(
        &self,
        number: usize,
        power: &'a Power,
        member: &Member,
    ) -> Instance<'a, PowerBody> {
        // Its law is that of its exercise, whatever governs the rest of its policy.
        let own = power.governed_by.as_ref();
        let when = own
            .and_then(|own| self.governing(&power.head, Some(own), &member.frame))
            .unwrap_or_else(|| self.as_of_when());
        let frame = member
            .frame
            .under(&when)
            .at(Rc::new(Seat::of(member.parts())));
        let (pieces, whens) = self.pieces(&power.versions, &when, &frame);
        let outcomes = pieces
            .into_iter()
            .map(|(version, when)| {
                let Some(version) = version else {
                    return Outcome::new(State::NotInForce, self.never());
                };
                let frame = frame.under(&when);
                let trigger = self.held(member, version.body.when.as_ref(), &frame);
                let target = (Target::Power(number), version.body.unless.as_slice());
                let state = |arising| match arising {
                    Arising::Yes => State::Available,
                    Arising::Undetermined => State::Undetermined,
                    Arising::No | Arising::Exempt => State::Unavailable,
                };
                self.arises(target, trigger, version, &frame, state).1
            })
            .collect();
        Instance {
            member: member.place.clone(),
            text: member.text.clone(),
            parts: member.parts(),
            title: member.title.clone(),
            outcome: self.joined_outcomes(outcomes, &whens),
            breached: None,
            frame,
        }
    }

    /// The exercises of a power: the acts that were done while it was there, or perhaps was.
    fn exercises(
        &self,
        number: usize,
        power: &'a Power,
        member: &Member,
        standing: &Instance<'a, PowerBody>,
    ) -> Vec<Instance<'a, PowerBody>> {
        let mut acts: Vec<usize> = power
            .versions
            .iter()
            .filter_map(|v| v.body.through)
            .collect();
        acts.sort_unstable();
        acts.dedup();
        let mut exercises = Vec::new();
        for event in acts
            .iter()
            .flat_map(|act| self.events_for(*act, &standing.frame.seat))
        {
            let mut parts = member.parts();
            parts.push(Part::Place(event.place.clone()));
            let text = self.parts_text(&parts, false);
            let asked = text
                .as_ref()
                .is_none_or(|text| self.is_asked(Target::Power(number), text));
            if member.absent || !asked {
                continue;
            }
            let Some(mut outcome) = self.held_at(number, power, member, &event) else {
                continue;
            };
            match (outcome.state, event.certain) {
                (State::Available, Truth::Yes) => outcome.state = State::Exercised,
                (State::Available | State::Undetermined, _) => {
                    if event.certain != Truth::Yes {
                        let done = self.uncertain_member(&event.place);
                        outcome.arises = self.all(vec![outcome.arises, done]);
                    }
                    let needs = needs_of([outcome.needs.as_slice(), event.all_needs().as_slice()]);
                    outcome.settle(State::Undetermined, needs);
                }
                _ => continue,
            }
            exercises.push(Instance {
                text,
                parts,
                title: None,
                outcome,
                ..standing.clone()
            });
        }
        exercises
    }

    /// What a power was when an act was done; none where it was not there then.
    fn held_at(
        &self,
        number: usize,
        power: &'a Power,
        member: &Member,
        event: &Done,
    ) -> Option<Outcome<'a, PowerBody>> {
        let mut found: Option<Outcome<'a, PowerBody>> = None;
        let mut absent = false;
        let versions = power.versions.iter().map(|version| version.interval);
        for at in self.moments(&event.at, versions) {
            let Some(outcome) = self.power_then(number, power, member, at) else {
                absent = true;
                continue;
            };
            match &mut found {
                Some(known) if known.state != outcome.state => {
                    // It came or went about when the act was done.
                    let either = needs_of([known.needs.as_slice(), &outcome.needs]);
                    let needs = needs_of([event.all_needs().as_slice(), &either]);
                    known.arises = self.at_either([&known.arises, &outcome.arises]);
                    known.settle(State::Undetermined, needs);
                }
                // What is open at both may hang on one thing at the one, on another at the other.
                Some(known) => {
                    let needs = needs_of([known.needs.as_slice(), &outcome.needs]);
                    *known = Outcome { needs, ..outcome };
                }
                None => found = Some(outcome),
            }
        }
        if let Some(known) = found.as_mut().filter(|_| absent) {
            let needs = needs_of([event.all_needs().as_slice(), known.needs.as_slice()]);
            known.arises = self.at_either([&known.arises]);
            known.settle(State::Undetermined, needs);
        }
        found
    }

    /// Whether a power was there at a time by which that changes.
    fn at_either<const N: usize>(&self, arises: [&Judged; N]) -> Judged {
        let needs = needs_of(arises.map(|judged| judged.needs.as_slice()));
        let ways = arises.map(|judged| Rc::clone(&judged.way)).to_vec();
        self.nothing(&Kind::YesNo)
            .needing(needs)
            .shaped(Shape::Opaque(ways))
    }

    fn power_then(
        &self,
        number: usize,
        power: &'a Power,
        member: &Member,
        at: Instant,
    ) -> Option<Outcome<'a, PowerBody>> {
        if at == self.as_of() {
            return Some(self.power_of(number, power, member).outcome);
        }
        let then = self.then(at);
        let members = then.members(Target::Power(number), &power.head, power.for_each.as_ref());
        let same = members.iter().find(|other| other.place == member.place)?;
        let mut outcome = then.power_of(number, power, same).outcome;
        outcome.needs = then.missing_then(&outcome.arises.way, &outcome.needs);
        Some(outcome)
    }

    /// The first and the last moment at which something can have been, as far as it is past, and
    /// each between them from which other versions are in force. What has no first moment can have
    /// been before any law.
    pub(super) fn moments(
        &self,
        at: &Range,
        versions: impl Iterator<Item = Interval>,
    ) -> BTreeSet<Instant> {
        let first = at
            .low
            .map_or(Some(Instant::FIRST), |low| Instant::from_seconds(low.at));
        let last = match at.high {
            Some(high) if high.open => {
                Instant::from_seconds(high.at).and_then(|at| at.plus_micros(-1))
            }
            Some(high) => Instant::from_seconds(high.at),
            None => None,
        };
        let now = self.as_of();
        let last = last.map_or(now, |last| last.min(now));
        let first = first.map_or(last, |first| first.min(last));
        let edges = versions.flat_map(|version| [version.from, version.end]);
        let between = edges.flatten().filter(|edge| *edge > first && *edge < last);
        between.chain([first, last]).collect()
    }

    /// Whether the condition of a power holds for a member.
    pub(super) fn held(
        &self,
        member: &Member,
        when: Option<&crate::program::Expr>,
        frame: &Frame,
    ) -> Judged {
        let mut legs: Vec<Judged> = member.among.clone().into_iter().collect();
        if !member.absent {
            legs.extend(when.map(|when| self.evaluate(when, frame)));
        }
        if legs.is_empty() {
            return self.always();
        }
        self.all(legs)
    }

    /// Whether an event is of the act that exercises a power.
    fn is_through(&self, body: Option<&PowerBody>, event: usize) -> bool {
        let act = self.facts.events.get(event).map(|event| event.act);
        act.is_some() && act == body.and_then(|body| body.through)
    }

    /// The row of an instance.
    pub(super) fn power_row(&self, power: &Power, instance: &Instance<'a, PowerBody>) -> PowerRow {
        let outcome = &instance.outcome;
        let body = outcome.version.or(power.versions.last()).map(|v| &v.body);
        let holder = body.and_then(|body| self.party(body.holder));
        let (holder, holder_title) = holder.unwrap_or_default();
        let over = body.and_then(|body| self.parties(&body.over, None));
        PowerRow {
            about: self.instance_about(&power.head, instance),
            holder,
            holder_title,
            over: over.as_ref().map(|over| over.0.clone()),
            over_title: over.map(|over| over.1),
            through: body
                .and_then(|body| body.through)
                .map(|act| self.act_name(act)),
            through_title: body
                .and_then(|body| body.through)
                .filter(|_| matches!(outcome.state, State::Exercised | State::Undetermined))
                .map(|act| words(&self.act_title(act))),
            acts: self.events_text(instance.parts.iter().filter_map(|part| match part {
                Part::Place(place) if place.steps.is_empty() => {
                    Some(number(place)).filter(|event| self.is_through(body, *event))
                }
                _ => None,
            })),
            state: outcome.state,
            exempt_by: outcome.exempt_by.clone(),
            exceptions: outcome.exceptions.clone(),
            standing: outcome.standing,
        }
    }
}
