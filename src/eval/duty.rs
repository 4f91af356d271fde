//! Duties: one row for each instance.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::determination::{Alternative, Aspect, DutyRow, IfOwed, Need, Words};
use crate::diagnostic::Phrase;
use crate::facts::Part;
use crate::program::provision::{
    Deed, Duty, DutyBody, Force, Instead, Must, Payment, Remark, RemarkKind,
};
use crate::program::{PartyRef, Place, Target};
use crate::value::{Kind, Range, State, Truth};

use super::Eval;
use super::answering::{Claim, Contested, Further};
use super::instance::{Instance, any_claim};
use super::judged::needs_of;
use super::occasion::Occasion;
use super::outcome::Outcome;
use super::performance::Arisen;
use super::shown::words;
use super::state::Arising;

impl<'a> Eval<'a> {
    /// The instances of a duty.
    pub(super) fn duty(&self, number: usize) -> Rc<Vec<Instance<'a, DutyBody>>> {
        let target = Target::Duty(number);
        let base = self.base.as_ref();
        let unchanged = || base.and_then(|base| base.instances(&base.found.duties, number));
        if let Some(unchanged) = self.unchanged(target, unchanged) {
            return unchanged;
        }
        self.once(target, number, &self.duties, || {
            let Some(duty) = self.program.duties.get(number) else {
                return Vec::new();
            };
            let mut occasions = Vec::new();
            for member in self.members(target, &duty.head, duty.for_each.as_ref()) {
                occasions.extend(self.occasions(number, duty, &Rc::new(member)));
            }
            let one = |occasion: &Occasion| self.duty_pieces(number, duty, occasion);
            let mut instances: Vec<_> = occasions.iter().map(one).collect();
            // What is forbidden or permitted can be done again and again.
            let once = duty
                .versions
                .iter()
                .all(|version| version.body.must.force == Force::Demand);
            let claims: Vec<(&[Part], &[Claim])> = instances
                .iter()
                .map(|instance| {
                    (
                        instance.parts.as_slice(),
                        instance.outcome.claims.as_slice(),
                    )
                })
                .collect();
            let further = self.further_members(target, &duty.head, duty.for_each.as_ref());
            // Whether one of those that share an event is there, and whether it was done before,
            // decides what the event is to the others.
            let decide = |contested: &Contested| -> BTreeMap<usize, Vec<Need>> {
                // Where no words are wanted, that something is missing is all that matters.
                if !self.worded {
                    return BTreeMap::new();
                }
                let each = contested.keys().filter_map(|at| {
                    let outcome = &instances.get(*at)?.outcome;
                    let open = outcome.claims.iter();
                    let open = open.filter(|claim| claim.fits == Truth::Undetermined);
                    let before = open.flat_map(Claim::needs);
                    Some((*at, before.chain(&outcome.arises.needs)))
                });
                needs_of_others(each, &further)
            };
            let mut others = Further::default();
            if !further.is_empty() {
                others.of_duty(duty);
            }
            let contested = self.contested(&claims, once, &others);
            let mut deciding = decide(&contested);
            let if_shown = self.contested_if_shown(&instances, once, &others);
            let mut deciding_if_shown = decide(&if_shown);
            for (at, contested) in contested {
                if let (Some(occasion), Some(instance)) = (occasions.get(at), instances.get_mut(at))
                {
                    let others = deciding.remove(&at).unwrap_or_default();
                    *instance = one(&occasion.settled(contested, &others.into()));
                }
            }
            for (at, events) in if_shown {
                let open = events
                    .values()
                    .any(|answers| *answers == Truth::Undetermined);
                let instance = instances.get_mut(at).filter(|_| open);
                let presumed = instance.filter(|one| !one.outcome.claims_if_shown.is_empty());
                if let Some(instance) = presumed {
                    let needs = deciding_if_shown.remove(&at).unwrap_or_default();
                    instance.outcome.open.push((Aspect::State, needs));
                }
            }
            self.found(number, duty, &occasions, &mut instances);
            instances
        })
    }

    /// Whether a duty has a limit, or an exception may give it one.
    fn may_have_limit(&self, number: usize, body: &DutyBody) -> bool {
        body.by.is_some() || self.that_replace(number).any(|put| put.by.is_some())
    }

    /// What exceptions may put in place of what a duty demands.
    fn that_replace(&self, number: usize) -> impl Iterator<Item = &Instead> {
        let exceptions = self.program.exceptions.iter();
        exceptions
            .flat_map(|exception| &exception.versions)
            .filter(move |version| version.body.targets.contains(&Target::Duty(number)))
            .filter_map(|version| version.body.instead.as_ref())
    }

    /// Whether what is to be done by a limit is not due yet, whichever act gave rise to it: the limit
    /// is reckoned without that act, under the only version there is or one that something else
    /// chooses, and no exception puts another limit in place, or what can be breached before it.
    fn is_ahead_for_any(
        &self,
        number: usize,
        duty: &Duty,
        outcome: &Outcome<'a, DutyBody>,
    ) -> bool {
        let demands =
            |must: &Must| must.force == Force::Demand && !matches!(must.deed, Deed::Ensure(_));
        let body = outcome.version.map(|version| &version.body);
        let waits = body.is_some_and(|body| demands(&body.must) && body.delayed.is_none());
        let governed = duty.governed_by.is_some() || duty.versions.len() == 1;
        let kept = |put: &Instead| !put.sets_time() && put.must.as_ref().is_none_or(demands);
        let now = Range::exactly(self.now());
        waits
            && governed
            && self.that_replace(number).all(kept)
            && outcome.limit.is_set()
            && outcome.limit.allows(&now) == Truth::Yes
    }

    /// Whether no member of a list, known or not, can have breached a duty yet: what one of them owes is
    /// not due, and its limit is that of every other.
    pub(super) fn is_ahead_for_members(&self, number: usize) -> bool {
        let Some(duty) = self.program.duties.get(number) else {
            return false;
        };
        duty.versions.len() == 1
            && self.duty(number).iter().any(|instance| {
                let version = instance.outcome.version;
                version.is_some_and(|version| !version.body.is_limited_for_each())
                    && self.is_ahead_for_any(number, duty, &instance.outcome)
            })
    }

    /// What each event would be to each instance if it were shown otherwise than is presumed.
    fn contested_if_shown(
        &self,
        instances: &[Instance<'a, DutyBody>],
        once: bool,
        further: &Further,
    ) -> Contested {
        if instances
            .iter()
            .all(|one| one.outcome.claims_if_shown.is_empty())
        {
            return Contested::new();
        }
        let claims: Vec<Vec<Claim>> = instances
            .iter()
            .map(|instance| {
                let outcome = &instance.outcome;
                any_claim(&outcome.claims, &outcome.claims_if_shown)
            })
            .collect();
        let claims: Vec<(&[Part], &[Claim])> = instances
            .iter()
            .zip(&claims)
            .map(|(instance, claims)| (instance.parts.as_slice(), claims.as_slice()))
            .collect();
        self.contested(&claims, once, further)
    }

    pub(super) fn duty_pieces(
        &self,
        number: usize,
        duty: &'a Duty,
        occasion: &Occasion,
    ) -> Instance<'a, DutyBody> {
        let Occasion { member, frame, .. } = occasion;
        let event = occasion.event.as_ref();
        let (pieces, whens) = self.pieces(&duty.versions, &frame.when, frame);
        let mut outcomes: Vec<Outcome<'a, DutyBody>> = pieces
            .into_iter()
            .map(|(version, when)| match version {
                None => Outcome {
                    breach: Truth::No,
                    ..Outcome::new(State::NotInForce, self.never())
                },
                Some(version) => {
                    let frame = frame.under(&when).in_place(version.place.as_ref());
                    let passed_over = occasion.passed_over.as_ref().filter(|_| self.complete());
                    let trigger = match passed_over {
                        Some(denied) => denied.clone(),
                        None => self.trigger(&version.body, member, event, &frame),
                    };
                    let trigger = match when.ahead.clone().filter(|_| occasion.arises.is_none()) {
                        Some(ahead) => self.all(vec![trigger, ahead]),
                        None => trigger,
                    };
                    let governed = || {
                        let at = when.declared.then_some(when.at)?;
                        let needs = when.needs.clone();
                        Some(Arisen { at, needs })
                    };
                    let arisen = match occasion.arises {
                        Some(at) => Some(Arisen {
                            at,
                            needs: event.map_or(&occasion.needs, |event| &event.needs).clone(),
                        }),
                        None => governed(),
                    };
                    if member.absent {
                        let body = &version.body;
                        let target = (Target::Duty(number), body.unless.as_slice());
                        let permits = body.must.force == Force::Permit;
                        let state = |arising| match arising {
                            Arising::No | Arising::Exempt if permits => State::Unavailable,
                            Arising::No => State::NotArisen,
                            Arising::Exempt => State::Exempt,
                            _ => State::Undetermined,
                        };
                        let (arising, outcome) =
                            self.arises(target, trigger.clone(), version, &frame, state);
                        if arising == Arising::Exempt {
                            return outcome;
                        }
                        // What could be excepted is told once there is something.
                        return Outcome {
                            needs: trigger.needs.clone(),
                            presumed: outcome.presumed,
                            version: Some(version),
                            ..Outcome::new(outcome.state, trigger)
                        };
                    }
                    let mut outcome =
                        self.duty_state(number, version, trigger, arisen.as_ref(), &frame);
                    // An act that is not on record has a limit of its own, if any has one.
                    let awaited = event.is_none() && version.body.arises_on.is_some();
                    if awaited && self.may_have_limit(number, &version.body) {
                        outcome.breach = match self.is_ahead_for_any(number, duty, &outcome) {
                            true => Truth::No,
                            false => Truth::Undetermined,
                        };
                    }
                    outcome
                }
            })
            .collect();
        // What is owed under each, with what is put in its place, and by which exceptions.
        let owed = |outcome: &Outcome<'a, DutyBody>| -> Option<(Rc<DutyBody>, Option<String>)> {
            match &outcome.replaced {
                Some((body, names)) => Some((Rc::clone(body), names.last().cloned())),
                None => Some((Rc::new(outcome.version?.body.clone()), None)),
            }
        };
        let versions: Vec<_> = outcomes.iter().filter_map(owed).collect();
        let differs = |same: fn(&DutyBody, &DutyBody) -> bool| {
            let first = versions.first();
            first.is_some_and(|(first, _)| !versions.iter().all(|(other, _)| same(first, other)))
        };
        let acts = differs(|one, other| one.act() == other.act());
        let parties = differs(|one, other| one.to == other.to);
        let amounts = differs(|one, other| one.payment().is_some() == other.payment().is_some());
        let mut places = outcomes
            .iter()
            .filter_map(|outcome| Some(outcome.version?.place.as_ref()));
        let place = places.next().flatten();
        let apart = |one: Option<&Place>, other: Option<&Place>| match (one, other) {
            (Some(one), Some(other)) => one.called != other.called,
            (one, other) => one.or(other).is_some_and(|place| !place.called.is_empty()),
        };
        let mut one_place = true;
        let mut elsewhere = false;
        for other in places {
            one_place &= other.map(|other| other.setting) == place.map(|place| place.setting);
            elsewhere |= apart(place, other);
        }
        let parties = parties || elsewhere;
        let place = place.filter(|_| one_place && !elsewhere);
        if !one_place {
            // The same instant is one limit, whatever the clocks of the places show.
            let zone = self.zone(duty.head.policy);
            for outcome in &mut outcomes {
                outcome.limit = std::mem::take(&mut outcome.limit).told_in(zone);
            }
        }
        let there = outcomes.iter().filter(|outcome| !outcome.state.is_absent());
        let others: Vec<_> = there.filter_map(owed).collect();
        let mut outcome = self.joined_outcomes(outcomes, &whens);
        outcome.place = place;
        if let Some((told, _)) = owed(&outcome) {
            let apart =
                |other: &(Rc<DutyBody>, _)| other.0.act() != told.act() || other.0.to != told.to;
            outcome.perhaps.extend(others.into_iter().filter(apart));
        }
        // Of several versions that may apply each may demand something else.
        let differ = [
            (Aspect::Act, acts),
            (Aspect::Counterparty, parties),
            (Aspect::Amount, amounts),
        ];
        for (what, open) in differ {
            if open {
                outcome.open.push((what, whens.needs.clone()));
            }
        }
        if occasion.cut {
            let name = self.program.full_name(&duty.head);
            outcome.remarks.push((name, earlier_not_looked_at()));
        }
        if occasion.untold {
            let name = self.program.full_name(&duty.head);
            outcome.remarks.push((name, earlier_not_told()));
        }
        let title = member.title.clone();
        Instance {
            member: member.place.clone(),
            text: occasion.text.clone(),
            parts: frame.seat.parts.clone(),
            // Its name alone does not tell two events apart, nor two periods.
            title: title.filter(|_| event.is_none() && duty.every.is_none()),
            outcome,
            breached: None,
            frame: frame.clone(),
        }
    }

    /// The events of the record of another act that has the title of what is owed, or may be.
    fn other_acts(&self, duty: &Duty, outcome: &Outcome<'a, DutyBody>) -> Vec<String> {
        let replaced = outcome.replaced.iter().map(|(body, _)| &**body);
        let perhaps = outcome.perhaps.iter().map(|(body, _)| &**body);
        let versions = duty.versions.iter().map(|version| &version.body);
        let bodies = versions.chain(replaced).chain(perhaps);
        let owed: BTreeSet<usize> = bodies.filter_map(DutyBody::act).collect();
        let titles: Vec<Phrase> = owed.iter().map(|act| self.act_title(*act)).collect();
        let events = self.facts.events.iter().enumerate();
        let others = events.filter(|(_, event)| {
            !owed.contains(&event.act) && titles.contains(&self.act_title(event.act))
        });
        self.events_text(others.map(|(number, _)| number))
    }

    /// The row of an instance.
    pub(super) fn duty_row(
        &self,
        number: usize,
        duty: &Duty,
        instance: &Instance<'a, DutyBody>,
    ) -> DutyRow {
        let outcome = &instance.outcome;
        // Of a duty not in force the latest version still tells whose it would be.
        let body = outcome.version.or(duty.versions.last()).map(|v| &v.body);
        let replaced = outcome.replaced.as_ref();
        let body = replaced.map(|(body, _)| &**body).or(body);
        let bearer = body.map(|body| body.bearer);
        let bearer_member = bearer.and_then(|bearer| self.bearer_member(duty, bearer, instance));
        let bearer = bearer.and_then(|bearer| self.party(bearer));
        let (bearer, bearer_title) = bearer.unwrap_or_default();
        let place = outcome.place;
        let setting = place.map_or(duty.head.policy, |place| place.setting);
        let to = body.and_then(|body| self.parties(&body.to, place));
        let mut alternatives: Vec<Alternative> = Vec::new();
        for (body, by) in &outcome.perhaps {
            let to = self.parties(&body.to, place);
            let other = Alternative {
                by: by.clone(),
                must: self.deed(duty, body),
                forbids: body.must.force == Force::Forbid,
                permits: body.must.force == Force::Permit,
                to: to.as_ref().map(|to| to.0.clone()),
                to_title: to.map(|to| to.1),
            };
            // Versions for several places may put the same in place.
            if !alternatives.contains(&other) {
                alternatives.push(other);
            }
        }
        DutyRow {
            alternatives,
            about: self.instance_about(&duty.head, instance),
            bearer,
            bearer_title,
            bearer_member,
            to: to.as_ref().map(|to| to.0.clone()),
            to_title: to.map(|to| to.1),
            must: body.map(|b| self.deed(duty, b)).unwrap_or_default(),
            arises: outcome.arises.truth(),
            owed_since: Some(outcome.arises.truth())
                .filter(|arises| *arises == Truth::Yes)
                .and_then(|_| self.owed_since(number, instance))
                .and_then(|at| self.printed(&at, setting)),
            state: outcome.state,
            breached: Some(outcome.breach).filter(|breach| {
                outcome.state == State::Undetermined && *breach != Truth::Undetermined
            }),
            exempt_by: outcome.exempt_by.clone(),
            replaced_by: replaced.map_or(Vec::new(), |(_, names)| names.clone()),
            exceptions: outcome.exceptions.clone(),
            due_at: outcome.limit.due_at,
            due_day: outcome.limit.due_day,
            due_earliest: outcome.limit.between.0,
            due_latest: outcome.limit.between.1,
            as_recorded: None,
            limit: outcome.limit.whole(),
            promptness: outcome.limit.promptness,
            counted: outcome.limit.counted.as_deref().cloned(),
            forbids: body.is_some_and(|body| body.must.force == Force::Forbid),
            permits: body.is_some_and(|body| body.must.force == Force::Permit),
            permitted_by: outcome.permitted_by.clone(),
            payment: outcome
                .payment
                .as_ref()
                .map(|paid| self.payment_row(paid, duty.head.policy)),
            done_at: outcome.done.and_then(|at| self.printed(&at, setting)),
            acts: self.events_text(outcome.claims.iter().map(|claim| claim.event)),
            other_acts: self.other_acts(duty, outcome),
            if_owed: outcome
                .if_arisen
                .filter(|_| outcome.state == State::Undetermined)
                .filter(|_| outcome.arises.truth() == Truth::Undetermined)
                .map(|(state, done)| IfOwed {
                    state,
                    done_at: done.and_then(|at| self.printed(&at, setting)),
                }),
            if_not_assumed: None,
            standing: outcome.standing,
            zone: place.and_then(|place| {
                let zone = self.zone(place.setting);
                (zone != self.zone(duty.head.policy)).then(|| zone.name().to_owned())
            }),
            on_breach: opened_by_breach(outcome, body)
                .into_iter()
                .map(|sanction| self.target_name(Target::Sanction(sanction)).0)
                .collect(),
        }
    }

    /// The member that bears a duty for each member of a list: the party is called as the records of
    /// the list are, `entity` as each `Entity`.
    fn bearer_member(
        &self,
        duty: &Duty,
        bearer: PartyRef,
        instance: &Instance<'a, DutyBody>,
    ) -> Option<String> {
        let (PartyRef::Party(party), Kind::Record(record)) =
            (bearer, &duty.for_each.as_ref()?.kind)
        else {
            return None;
        };
        let party = &self.program.parties.get(party)?.head;
        let record = &self.program.records.get(*record)?.head;
        let (party, record) = (party.name.as_str(), record.name.as_str());
        let member = instance.member.as_ref()?;
        (party.to_lowercase() == record.to_lowercase()).then(|| self.path_text(member))
    }

    /// The act that is demanded, forbidden or permitted, in words.
    fn deed(&self, duty: &Duty, body: &DutyBody) -> Words {
        words(&match &body.must.deed {
            Deed::Act { act, .. } | Deed::Payment(Payment { act, .. }) => self.act_title(*act),
            Deed::Ensure(_) => duty.head.title.clone(),
        })
    }
}

/// The sanctions that a breach opens, or may: where it is open which version applies, those that any of
/// them names, each once.
fn opened_by_breach(outcome: &Outcome<'_, DutyBody>, told: Option<&DutyBody>) -> Vec<usize> {
    let versions = outcome.versions_of_breach();
    let mut bodies: Vec<&DutyBody> = versions.map(|version| &version.body).collect();
    if bodies.is_empty() {
        bodies.extend(told);
    }
    let mut found: Vec<usize> = Vec::new();
    for sanction in bodies.iter().flat_map(|body| &body.on_breach) {
        if !found.contains(sanction) {
            found.push(*sanction);
        }
    }
    found
}

/// Something missing: where it is met first, by whom and at which position, and where first by another.
type Met<'n> = (&'n Need, (usize, usize), Option<usize>);

/// What is missing for the others of each of these, and for what may be further, in the order in which
/// it is met there.
fn needs_of_others<'n, N>(
    each: impl Iterator<Item = (usize, N)>,
    further: &[Need],
) -> BTreeMap<usize, Vec<Need>>
where
    N: Iterator<Item = &'n Need>,
{
    // Where each need is met first, and where first in another than there.
    let mut met: BTreeMap<&str, Met<'_>> = BTreeMap::new();
    let mut all = Vec::new();
    let mut position = 0;
    for (at, needs) in each {
        all.push(at);
        for need in needs {
            position += 1;
            let known = met
                .entry(need.path.as_str())
                .or_insert((need, (at, position), None));
            if known.1.0 != at {
                known.2.get_or_insert(position);
            }
        }
    }
    let others = all.into_iter().map(|at| {
        let met = met.values().filter_map(|(need, first, other)| {
            let position = match first.0 == at {
                true => (*other)?,
                false => first.1,
            };
            Some((position, *need))
        });
        let mut met: Vec<(usize, &Need)> = met.collect();
        met.sort_by_key(|(position, _)| *position);
        let met: Vec<Need> = met.into_iter().map(|(_, need)| need.clone()).collect();
        (at, needs_of([met.as_slice(), further]))
    });
    others.collect()
}

fn earlier_not_told() -> Remark {
    let text = Phrase::new(
        "periods that ended before the record begins are not judged",
        "기록이 시작되기 전에 끝난 기간은 판정하지 않았습니다",
    );
    Remark {
        kind: RemarkKind::Doubt,
        text,
    }
}

fn earlier_not_looked_at() -> Remark {
    let text = Phrase::new(
        "only the last hundred periods are judged; earlier ones are not looked at",
        "최근 100개 기간만 판정하였으며, 그 이전의 기간은 판정하지 않았습니다",
    );
    Remark {
        kind: RemarkKind::Doubt,
        text,
    }
}
