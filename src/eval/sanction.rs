//! Sanctions: one instance for each breach, each with the law and the state of
//! its own.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::determination::{Aspect, BreachOf, Need, SanctionRow, Standing};
use crate::facts::Part;
use crate::program::provision::{Sanction, SanctionBody};
use crate::program::{Expr, Target};
use crate::value::{Range, State, Truth};

use super::Eval;
use super::answering::{Claim, Further, Seat};
use super::frame::When;
use super::instance::Instance;
use super::judged::{Judged, needs_of};
use super::member::Member;
use super::opening::Cause;
use super::outcome::Outcome;
use super::shown::words;
use super::state::Arising;

impl<'a> Eval<'a> {
    /// The instances of a sanction. An act may impose any of the sanctions that
    /// are imposed through it, so all of them are looked at.
    pub(super) fn sanction(&self, number: usize) -> Rc<Vec<Instance<'a, SanctionBody>>> {
        let target = Target::Sanction(number);
        let base = self.base.as_ref();
        let unchanged = || base.and_then(|base| base.instances(&base.found.sanctions, number));
        if let Some(unchanged) = self.unchanged(target, unchanged) {
            return unchanged;
        }
        if let Some((known, reads)) = self.sanctions.borrow().get(&number) {
            self.note_reads(reads);
            return Rc::clone(known);
        }
        self.begin_reads();
        let instances = Rc::new(self.find_sanctions(number));
        let reads = self.end_reads();
        let mut sanctions = self.sanctions.borrow_mut();
        sanctions.insert(number, (Rc::clone(&instances), reads));
        instances
    }

    fn find_sanctions(&self, number: usize) -> Vec<Instance<'a, SanctionBody>> {
        let acts = self.acts_of(number);
        let sharing = (0..self.program.sanctions.len()).filter(|other| {
            *other == number || self.acts_of(*other).iter().any(|a| acts.contains(a))
        });
        let all: Vec<(usize, Rc<Vec<Instance<'a, SanctionBody>>>)> =
            sharing.map(|other| (other, self.opened(other))).collect();
        let claims: Vec<(&[Part], &[Claim])> = all
            .iter()
            .flat_map(|(_, instances)| instances.iter())
            .map(|instance| {
                (
                    instance.parts.as_slice(),
                    instance.outcome.claims.as_slice(),
                )
            })
            .collect();
        let mut further = Further::default();
        for (other, _) in &all {
            self.opened_further(*other, &mut further);
        }
        let contested = self.contested(&claims, true, &further);
        let beside = claimants(all.iter().flat_map(|(_, instances)| instances.iter()));
        let places = all
            .iter()
            .flat_map(|(of, instances)| instances.iter().map(move |i| (*of, i)));
        let own = places.enumerate().filter(|(_, (of, _))| *of == number);
        own.map(|(at, (_, instance))| {
            let mut instance = instance.clone();
            let contested = |claim: &Claim| {
                let contested = contested.get(&at).and_then(|known| known.get(&claim.event));
                contested.copied().unwrap_or(Truth::Yes)
            };
            let answers = |claim: &Claim| contested(claim).and(claim.fits);
            let beside = |claim: &Claim| match contested(claim) {
                Truth::Undetermined => beside.get(&claim.event).map_or(&[][..], Vec::as_slice),
                _ => &[],
            };
            self.imposed(&mut instance.outcome, answers, beside);
            instance
        })
        .collect()
    }

    /// Adds the members that a list may have beside, for which a sanction may be open.
    fn opened_further(&self, number: usize, further: &mut Further) {
        let Some(sanction) = self.program.sanctions.get(number) else {
            return;
        };
        let asked = sanction
            .versions
            .iter()
            .flat_map(|version| &version.body.when);
        let asked: BTreeSet<usize> = asked.flat_map(Expr::breaches).collect();
        let own = Target::Sanction(number);
        let own = self.further_members(own, &sanction.head, sanction.for_each.as_ref());
        if !own.is_empty() {
            further.of_sanction();
        }
        for duty in sanction.opened_by.iter().chain(&asked) {
            let Some(of) = self.program.duties.get(*duty) else {
                continue;
            };
            let each = of.for_each.as_ref();
            let members = || self.further_members(Target::Duty(*duty), &of.head, each);
            if !own.is_empty() || !members().is_empty() {
                further.of_duty(of);
            }
        }
    }

    /// The acts through which a sanction is imposed.
    fn acts_of(&self, number: usize) -> Vec<usize> {
        let sanction = self.program.sanctions.get(number);
        let versions = sanction.map(|sanction| sanction.versions.as_slice());
        let versions = versions.unwrap_or_default().iter();
        versions
            .filter_map(|version| version.body.through)
            .collect()
    }

    /// What an open sanction is once the acts that may impose it are looked at.
    /// `beside` is what is missing to know of what else each of them may be.
    fn imposed<'n>(
        &self,
        outcome: &mut Outcome<'a, SanctionBody>,
        answers: impl Fn(&Claim) -> Truth,
        beside: impl Fn(&Claim) -> &'n [Need],
    ) {
        if !matches!(outcome.state, State::Open | State::Undetermined) {
            return;
        }
        let by = outcome
            .claims
            .iter()
            .filter(|claim| answers(claim) != Truth::No);
        outcome.imposed_by = by.map(|claim| claim.event).collect();
        let found = outcome.claims.iter().map(&answers);
        match found.fold(Truth::No, Truth::or) {
            Truth::Yes if outcome.state == State::Open => {
                outcome.settle(State::Imposed, Vec::new());
            }
            Truth::Yes | Truth::No => {}
            Truth::Undetermined => {
                let open = |claim: &&Claim| answers(claim) == Truth::Undetermined;
                let claims = outcome.claims.iter().filter(open);
                let own = |claim| self.claim_needs(claim).into_iter();
                let claims = claims.flat_map(|claim| own(claim).chain(beside(claim).to_vec()));
                let claims: Vec<Need> = claims.collect();
                // Where it is open whether there is one, this decides it with that.
                let needs = needs_of([outcome.needs.as_slice(), claims.as_slice()]);
                outcome.settle(State::Undetermined, needs);
            }
        }
    }

    /// The instances of a sanction before it is asked whether they were imposed.
    pub(super) fn opened(&self, number: usize) -> Rc<Vec<Instance<'a, SanctionBody>>> {
        let target = Target::Sanction(number);
        let base = self.base.as_ref();
        let unchanged = || base.and_then(|base| base.instances(&base.found.opened, number));
        if let Some(unchanged) = self.unchanged(target, unchanged) {
            return unchanged;
        }
        self.once(target, number, &self.opened, || {
            let Some(sanction) = self.program.sanctions.get(number) else {
                return Vec::new();
            };
            let causes = self.causes(number, sanction);
            let itself = sanction.versions.iter().any(|version| {
                let when = version.body.when.as_ref();
                when.is_some_and(|when| when.breaches().is_empty())
            });
            let mut instances = Vec::new();
            for member in self.members(target, &sanction.head, sanction.for_each.as_ref()) {
                let mut of_member: Vec<Option<&Cause>> = causes
                    .iter()
                    .filter(|cause| cause.is_about(&member))
                    .map(Some)
                    .collect();
                if itself || of_member.is_empty() {
                    of_member.push(None);
                }
                for cause in of_member {
                    instances.extend(self.sanction_of(number, sanction, &member, cause));
                }
            }
            instances
        })
    }

    /// What would show otherwise of the duties that are presumed not to be breached, and of the sanctions
    /// in lieu of which it would be open and that are presumed not to be.
    fn presumed_unbroken(&self, sanction: &Sanction) -> Vec<Need> {
        let duties = sanction.opened_by.iter();
        let states = duties.flat_map(|duty| self.states(Target::Duty(*duty)));
        let bodies = sanction.versions.iter().map(|version| &version.body);
        let others = bodies.filter_map(|body| Some(body.in_lieu_of.as_ref()?.0));
        let others = others.flat_map(|other| {
            let opened = self.opened(other);
            opened.iter().map(Instance::state).collect::<Vec<_>>()
        });
        let all = states.chain(others);
        let presumed = all.filter(|state| state.standing == Some(Standing::Presumed));
        presumed.flat_map(|state| state.needs).collect()
    }

    fn sanction_of(
        &self,
        number: usize,
        sanction: &'a Sanction,
        member: &Member,
        cause: Option<&Cause>,
    ) -> Option<Instance<'a, SanctionBody>> {
        let mut parts = member.parts();
        let of_cause = cause.iter().flat_map(|cause| cause.parts.iter());
        for part in of_cause {
            if !parts.contains(part) {
                parts.push(part.clone());
            }
        }
        let several = self.program.is_opened_by_several(number);
        let text = self.parts_text(&parts, several);
        if !text
            .as_ref()
            .is_none_or(|text| self.is_asked(Target::Sanction(number), text))
        {
            return None;
        }
        let breached = cause.and_then(|cause| cause.breached);
        let timing = cause.map_or(&[][..], |cause| cause.timing.as_slice());
        let seat = Seat::of(parts.clone()).with_breach(cause.map(Cause::breach));
        // Its law is that of the breach, whatever governs the rest of its policy.
        let own = sanction.governed_by.as_ref();
        let of_breach = own.is_none() && breached.is_some();
        let when = Some(&sanction.head)
            .filter(|_| !of_breach)
            .and_then(|head| self.governing(head, own, &member.frame))
            .unwrap_or_else(|| self.sanction_when(breached, timing));
        let frame = member.frame.under(&when).at(Rc::new(seat));
        let (pieces, whens) = self.pieces(&sanction.versions, &when, &frame);
        let outcomes = pieces
            .into_iter()
            .map(|(version, when)| {
                let Some(version) = version else {
                    return Outcome::new(State::NotInForce, self.never());
                };
                let frame = frame.under(&when);
                let mut legs: Vec<Judged> = member.among.clone().into_iter().collect();
                legs.push(self.opens(sanction, &version.body, (member, cause), &frame));
                let trigger = self.all(legs);
                let target = (Target::Sanction(number), version.body.unless.as_slice());
                let state = |arising| match arising {
                    Arising::Yes => State::Open,
                    Arising::Undetermined => State::Undetermined,
                    Arising::No | Arising::Exempt => State::NotOpen,
                };
                let (_, mut outcome) = self.arises(target, trigger, version, &frame, state);
                if let Some(cause) = cause.filter(|cause| cause.is_presumed()) {
                    outcome.presumed.extend(cause.needs().iter().cloned());
                }
                if cause.is_none() && outcome.standing == Some(Standing::Presumed) {
                    outcome.presumed.extend(self.presumed_unbroken(sanction));
                }
                for most in &version.body.up_to {
                    let judged = self.evaluate(most, &frame);
                    let missing = match judged.is_open() {
                        true => judged.needs,
                        false => self.rebutting(&judged),
                    };
                    if !missing.is_empty() {
                        outcome.open.push((Aspect::Amount, missing));
                    }
                }
                if outcome.state != State::NotOpen {
                    outcome.claims = self.imposing(&version.body, breached, timing, &frame.seat);
                }
                outcome
            })
            .collect();
        Some(Instance {
            member: member
                .place
                .as_ref()
                .or(cause.and_then(Cause::member))
                .cloned(),
            title: match cause {
                Some(cause) => cause.title.clone(),
                None => member.title.clone(),
            },
            text,
            parts,
            breached,
            outcome: self.joined_outcomes(outcomes, &whens),
            frame,
        })
    }

    /// The acts that may impose it: what was imposed before the breach was imposed for something else.
    fn imposing(
        &self,
        body: &SanctionBody,
        breached: Option<Range>,
        timing: &[Need],
        seat: &Seat,
    ) -> Vec<Claim> {
        let events = body.through.map(|act| self.events_for(act, seat));
        let events = events.unwrap_or_default();
        let claims = events.iter().filter_map(|event| {
            let after = breached.map_or(Truth::Yes, |breach| event.at.is_at_least(&breach));
            let timing = match after {
                Truth::Undetermined => timing,
                _ => &[],
            };
            let needs = needs_of([event.needs.as_slice(), timing]);
            Claim::of(event, after, &needs)
        });
        claims.collect()
    }

    /// What governs where nothing else says: the breach, else the moment asked for.
    fn sanction_when(&self, breach: Option<Range>, timing: &[Need]) -> Rc<When> {
        let when = self.as_of_when();
        match breach {
            Some(at) => Rc::new(When {
                at,
                needs: timing.to_vec(),
                declared: true,
                ..(*when).clone()
            }),
            None => when,
        }
    }

    /// The row of an instance.
    pub(super) fn sanction_row(
        &self,
        sanction: &Sanction,
        instance: &Instance<'a, SanctionBody>,
    ) -> SanctionRow {
        let (outcome, frame) = (&instance.outcome, &instance.frame);
        let body = outcome
            .version
            .or(sanction.versions.last())
            .map(|v| &v.body);
        let bearer = body.and_then(|body| self.party(body.bearer?));
        let holder = body.and_then(|body| self.party(body.holder?));
        let version = outcome.version.map(|version| &version.body);
        SanctionRow {
            about: self.instance_about(&sanction.head, instance),
            bearer: bearer.as_ref().map(|party| party.0.clone()),
            bearer_title: bearer.map(|party| party.1),
            holder: holder.as_ref().map(|party| party.0.clone()),
            holder_title: holder.map(|party| party.1),
            through_title: body
                .and_then(|body| body.through)
                .filter(|_| matches!(outcome.state, State::Imposed | State::Undetermined))
                .map(|act| words(&self.act_title(act))),
            state: outcome.state,
            acts: self.events_text(outcome.imposed_by.iter().copied()),
            breach_of: match &frame.seat.breach {
                Some((target @ Target::Duty(_), instance)) => Some(BreachOf {
                    name: self.target_name(*target).0,
                    instance: instance.clone(),
                }),
                _ => None,
            },
            up_to: version
                .map(|body| body.up_to.as_slice())
                .unwrap_or_default()
                .iter()
                .map(|most| {
                    let judged = self.evaluate(most, frame);
                    self.shown(&judged.item, &most.kind, frame.policy)
                })
                .collect(),
            in_lieu_of: body
                .and_then(|body| body.in_lieu_of.as_ref())
                .map(|(other, _)| self.target_name(Target::Sanction(*other)).0),
            exempt_by: outcome.exempt_by.clone(),
            exceptions: outcome.exceptions.clone(),
            standing: outcome.standing,
        }
    }
}

/// Of each act what is missing to know which sanctions are open that it may have imposed, and whether it
/// was after the breach; of those that only one claims nothing.
fn claimants<'i, 'a: 'i>(
    instances: impl Iterator<Item = &'i Instance<'a, SanctionBody>>,
) -> BTreeMap<usize, Vec<Need>> {
    let mut open: BTreeMap<usize, Vec<&[Need]>> = BTreeMap::new();
    for instance in instances {
        let outcome = &instance.outcome;
        let whether = (outcome.state == State::Undetermined).then_some(outcome.needs.as_slice());
        for claim in &outcome.claims {
            let when = (claim.fits == Truth::Undetermined).then_some(claim.needs.as_slice());
            let of_act = open.entry(claim.event).or_default();
            of_act.extend(whether.into_iter().chain(when));
        }
    }
    let needs = |(event, open): (usize, Vec<&[Need]>)| (event, needs_of(open));
    open.into_iter().map(needs).collect()
}
