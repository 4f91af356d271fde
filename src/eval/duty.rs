//! Duties: one row for each instance.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::determination::{Alternative, Aspect, Because, DutyRow, Need, Reason, Words};
use crate::diagnostic::Phrase;
use crate::facts::Part;
use crate::program::provision::{Deed, Duty, DutyBody, Every, Force, Payment};
use crate::program::{Expr, Place, Target};
use crate::value::{Kind, Range, State, Truth};

use super::Eval;
use super::answering::{Claim, Contested, Seat, settled};
use super::event::Done;
use super::frame::{Frame, When};
use super::instance::{Instance, any_claim};
use super::judged::{Judged, needs_of};
use super::logic::because;
use super::member::Member;
use super::performance::Arisen;
use super::shown::words;
use super::state::Outcome;

/// What an instance of a duty is about.
struct Occasion {
    /// The member, or the one case there is.
    member: Rc<Member>,
    /// The event that gives rise to it.
    event: Option<Done>,
    /// As written: `services[0], events[1]`.
    text: Option<String>,
    /// Where it is evaluated.
    frame: Frame,
    /// When it arises, where that is fixed.
    arises: Option<Range>,
    /// Earlier ones are not looked at.
    cut: bool,
    /// Why the last of the events that give rise to nothing does not, where none does.
    passed_over: Option<Judged>,
    /// Of earlier ones the record does not tell.
    untold: bool,
}

impl Occasion {
    /// The same, knowing what contested events are to it.
    fn settled(&self, contested: BTreeMap<usize, Truth>, others: &[Need]) -> Occasion {
        Occasion {
            member: Rc::clone(&self.member),
            event: self.event.clone(),
            text: self.text.clone(),
            frame: self.frame.at(settled(&self.frame.seat, contested, others)),
            arises: self.arises,
            cut: self.cut,
            passed_over: self.passed_over.clone(),
            untold: self.untold,
        }
    }
}

impl<'a> Eval<'a> {
    /// The instances of a duty.
    pub(super) fn duty(&self, number: usize) -> Rc<Vec<Instance<'a, DutyBody>>> {
        let target = Target::Duty(number);
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
            // Whether one of those that share an event is there decides what it is to the others.
            let decide = |contested: &Contested| -> BTreeMap<usize, Vec<Need>> {
                let decided = contested.keys().map(|at| {
                    let others = contested.keys().filter(|other| *other != at);
                    let others = others.filter_map(|other| instances.get(*other));
                    let open = others.map(|other| other.outcome.arises.needs.as_slice());
                    (*at, needs_of(open.chain([further.as_slice()])))
                });
                decided.collect()
            };
            let contested = self.contested(&claims, once, !further.is_empty());
            let deciding = decide(&contested);
            let if_shown = self.contested_if_shown(&instances, once, !further.is_empty());
            let deciding_if_shown = decide(&if_shown);
            for (at, contested) in contested {
                if let (Some(occasion), Some(instance)) = (occasions.get(at), instances.get_mut(at))
                {
                    let others = deciding.get(&at).map_or(&[][..], Vec::as_slice);
                    *instance = one(&occasion.settled(contested, others));
                }
            }
            for (at, events) in if_shown {
                let open = events
                    .values()
                    .any(|answers| *answers == Truth::Undetermined);
                let instance = instances.get_mut(at).filter(|_| open);
                let presumed = instance.filter(|one| !one.outcome.claims_if_shown.is_empty());
                if let (Some(instance), Some(needs)) = (presumed, deciding_if_shown.get(&at)) {
                    instance.outcome.open.push((Aspect::State, needs.clone()));
                }
            }
            self.found(number, duty, &mut instances);
            instances
        })
    }

    /// What each event would be to each instance if it were shown otherwise than is presumed.
    fn contested_if_shown(
        &self,
        instances: &[Instance<'a, DutyBody>],
        once: bool,
        further: bool,
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

    /// The occasions of one member: one for each event that gives rise to the duty, or one.
    fn occasions(&self, number: usize, duty: &'a Duty, member: &Rc<Member>) -> Vec<Occasion> {
        let trigger = duty
            .versions
            .iter()
            .find_map(|version| version.body.arises_on.as_ref());
        let seat = Rc::new(Seat::of(member.parts()));
        let alone = || {
            let own = duty.governed_by.as_ref();
            let of_each = member.absent && own.is_some_and(Expr::has_variables);
            let open = member
                .among
                .as_ref()
                .filter(|among| of_each && among.is_open());
            let when = match open {
                // Which law governs each member is open with the list.
                Some(list) => {
                    let at = self.nothing(&Kind::Time).needing(list.needs.clone());
                    self.when_of(&at, false)
                }
                None => self.duty_when(duty, &member.frame, None),
            };
            Occasion {
                member: Rc::clone(member),
                event: None,
                text: member.text.clone(),
                frame: member.frame.under(&when).at(Rc::clone(&seat)),
                arises: None,
                cut: false,
                passed_over: None,
                untold: false,
            }
        };
        if let Some(every) = duty.every.as_ref().filter(|_| !member.absent) {
            return self.periodic(number, duty, every, member);
        }
        let Some(trigger) = trigger.filter(|_| !member.absent) else {
            return vec![alone()];
        };
        let mut occasions = Vec::new();
        let mut passed_over = None;
        for event in self.events_for(trigger.act, &seat) {
            let text = self.path_text(&event.place);
            let text = match &member.text {
                Some(member) => format!("{member}, {text}"),
                None => text,
            };
            if !self.is_asked(Target::Duty(number), &text) {
                continue;
            }
            let variable = self.event_variable(&event.place);
            let frame = member.frame.with(trigger.variable, variable);
            let when = self.duty_when(duty, &frame, Some(&event));
            let frame = frame.under(&when);
            let pieces = self.pieces(&duty.versions, &when, &frame).0;
            let mut conditions = pieces.iter().filter_map(|(version, _)| {
                let version = version.as_ref()?;
                let condition = version.body.arises_on.as_ref()?.condition.as_ref()?;
                let frame = frame.clone().in_place(version.place.as_ref());
                Some(self.evaluate(condition, &frame))
            });
            if let Some(denied) = conditions.find(|judged| judged.truth() == Truth::No) {
                let step = self.happened_step(trigger.act, Some(event.at));
                let done = because(event.certain, step, Vec::new());
                passed_over = Some((done, denied));
                continue;
            }
            let mut parts = member.parts();
            parts.push(Part::Place(event.place.clone()));
            occasions.push(Occasion {
                member: Rc::clone(member),
                arises: Some(event.at),
                event: Some(event),
                text: Some(text),
                frame: frame.at(Rc::new(Seat::of(parts))),
                cut: false,
                passed_over: None,
                untold: false,
            });
        }
        if occasions.is_empty() {
            let mut none = alone();
            none.passed_over = passed_over.map(|(done, denied): (Because, Judged)| {
                // It happened, and is none of those that give rise to the duty.
                let value = Truth::No;
                let of = vec![done, denied.because()];
                let mut judged =
                    Judged::answer(value, because(value, Reason::Such, of)).on(denied.standing);
                judged.way = Rc::clone(&denied.way);
                judged
            });
            occasions.push(none);
        }
        occasions
    }

    /// The occasions of one member: one for each period of the calendar.
    fn periodic(
        &self,
        number: usize,
        duty: &Duty,
        every: &Every,
        member: &Rc<Member>,
    ) -> Vec<Occasion> {
        let mut occasions = Vec::new();
        for period in self.periods(duty, every, &member.frame) {
            let text = match &member.text {
                Some(member) => format!("{member}, {}", period.text),
                None => period.text.clone(),
            };
            if !self.is_asked(Target::Duty(number), &text) {
                continue;
            }
            let mut parts = member.parts();
            parts.push(Part::Period(period.text));
            occasions.push(Occasion {
                member: Rc::clone(member),
                event: None,
                text: Some(text),
                frame: period.frame.at(Rc::new(Seat::of(parts))),
                arises: period.arises,
                cut: period.cut,
                passed_over: None,
                untold: period.untold,
            });
        }
        if occasions.is_empty() {
            // It has not come round yet.
            let none = Member::none(self.never(), &member.frame.under(&self.as_of_when()));
            occasions.push(Occasion {
                frame: none.frame.clone(),
                member: Rc::new(none),
                event: None,
                text: None,
                arises: None,
                cut: false,
                passed_over: None,
                untold: false,
            });
        }
        occasions
    }

    /// What governs an instance: the duty, its policy, the event, else the moment asked for.
    fn duty_when(&self, duty: &Duty, frame: &Frame, event: Option<&Done>) -> Rc<When> {
        self.governing(&duty.head, duty.governed_by.as_ref(), frame)
            .or_else(|| event.map(|event| self.when_of(&self.event_time(event), true)))
            .unwrap_or_else(|| self.as_of_when())
    }

    fn duty_pieces(
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
                    breachable: false,
                    ..Outcome::new(State::NotInForce, self.never())
                },
                Some(version) => {
                    let frame = frame.under(&when).in_place(version.place.as_ref());
                    let passed_over = occasion.passed_over.as_ref().filter(|_| self.complete());
                    let trigger = match passed_over {
                        Some(denied) => denied.clone(),
                        None => self.trigger(&version.body, member, event, &frame),
                    };
                    let governed = || {
                        let at = when.declared.then_some(when.at);
                        let at = at.filter(|at| at.low.is_some())?;
                        let needs = when.needs.clone();
                        Some(Arisen { at, needs })
                    };
                    let arisen = match occasion.arises {
                        Some(at) => Some(Arisen {
                            at,
                            needs: event.map_or(Vec::new(), |event| event.needs.clone()),
                        }),
                        None => governed(),
                    };
                    if member.absent {
                        let permits = version.body.must.force == Force::Permit;
                        let state = match trigger.truth() {
                            Truth::No if permits => State::Unavailable,
                            Truth::No => State::NotArisen,
                            _ => State::Undetermined,
                        };
                        let mut outcome = Outcome::new(state, trigger);
                        outcome.needs.clone_from(&outcome.arises.needs);
                        outcome.version = Some(version);
                        return outcome;
                    }
                    let mut outcome =
                        self.duty_state(number, version, trigger, arisen.as_ref(), &frame);
                    // An act that is not on record has a limit of its own.
                    outcome.breachable |= event.is_none() && version.body.arises_on.is_some();
                    outcome
                }
            })
            .collect();
        let versions: Vec<&DutyBody> = outcomes
            .iter()
            .filter_map(|outcome| Some(&outcome.version?.body))
            .collect();
        let differs = |same: fn(&DutyBody, &DutyBody) -> bool| {
            let first = versions.first();
            first.is_some_and(|first| !versions.iter().all(|other| same(first, other)))
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
                outcome.limit = std::mem::take(&mut outcome.limit).printed_in(zone);
            }
        }
        let mut outcome = self.joined_outcomes(outcomes, &whens);
        outcome.place = place;
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
            let name = self.full_name(&duty.head);
            outcome.doubts.push((name, earlier_not_looked_at()));
        }
        if occasion.untold {
            let name = self.full_name(&duty.head);
            outcome.doubts.push((name, earlier_not_told()));
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

    /// Whether a duty's trigger holds: there is such an instance, the event, and the condition.
    fn trigger(
        &self,
        body: &DutyBody,
        member: &Member,
        event: Option<&Done>,
        frame: &Frame,
    ) -> Judged {
        let mut legs: Vec<Judged> = member.among.clone().into_iter().collect();
        // Without a member, or an event, what is asked of neither can still say no.
        let of_none = body.when.as_ref().filter(|when| !when.has_variables());
        let of_none = || of_none.map(|when| self.evaluate(when, frame));
        if member.absent {
            legs.extend(of_none());
            return self.all(legs);
        }
        if let Some(trigger) = &body.arises_on {
            let (value, at, needs) = match event {
                Some(event) => (event.certain, Some(event.at), event.needs.clone()),
                None if self.complete() => (Truth::No, None, Vec::new()),
                None => (
                    Truth::Undetermined,
                    None,
                    vec![self.record_need(trigger.act)],
                ),
            };
            let step = self.happened_step(trigger.act, at);
            let answer = Judged::answer(value, because(value, step, Vec::new())).needing(needs);
            let shape = match event {
                Some(event) if value == Truth::Undetermined => self.by_now(event).shape.clone(),
                _ => self.done_by_now(trigger.act),
            };
            legs.push(answer.shaped(shape));
            if event.is_none() {
                legs.extend(of_none());
                return self.all(legs);
            }
            if let Some(condition) = &trigger.condition {
                legs.push(self.evaluate(condition, frame));
            }
        }
        if let Some(when) = &body.when {
            legs.push(self.evaluate(when, frame));
        }
        if legs.is_empty() {
            return self.always();
        }
        self.all(legs)
    }

    /// The row of an instance.
    pub(super) fn duty_row(&self, duty: &Duty, instance: &Instance<'a, DutyBody>) -> DutyRow {
        let outcome = &instance.outcome;
        // Of a duty not in force the latest version still tells whose it would be.
        let body = outcome.version.or(duty.versions.last()).map(|v| &v.body);
        let replaced = outcome.replaced.as_ref();
        let body = replaced.map(|(body, _)| &**body).or(body);
        let bearer = body.and_then(|body| self.party(body.bearer));
        let (bearer, bearer_title) = bearer.unwrap_or_default();
        let place = outcome.place;
        let setting = place.map_or(duty.head.policy, |place| place.setting);
        let to = body.and_then(|body| self.parties(&body.to, place));
        let breach = body.map(|body| body.on_breach.as_slice());
        let mut alternatives: Vec<Alternative> = Vec::new();
        for (body, by) in &outcome.perhaps {
            let to = self.parties(&body.to, place);
            let other = Alternative {
                by: by.clone(),
                must: self.must(duty, body),
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
            to: to.as_ref().map(|to| to.0.clone()),
            to_title: to.map(|to| to.1),
            must: body.map(|b| self.must(duty, b)).unwrap_or_default(),
            arises: outcome.arises.truth(),
            owed_since: outcome
                .arisen
                .filter(|_| outcome.arises.truth() == Truth::Yes)
                .and_then(|at| self.printed(&at, setting)),
            state: outcome.state,
            exempt_by: outcome.exempt_by.clone(),
            replaced_by: replaced.map_or(Vec::new(), |(_, names)| names.clone()),
            exceptions: outcome.exceptions.clone(),
            due_at: outcome.limit.due_at,
            due_day: outcome.limit.due_day,
            due_earliest: outcome.limit.between.0,
            due_latest: outcome.limit.between.1,
            limit: outcome.limit.words.clone(),
            without_delay: outcome.limit.without_delay,
            counted: outcome.limit.counted.as_deref().cloned(),
            permitted_by: outcome.permitted_by.clone(),
            payment: outcome
                .payment
                .as_ref()
                .map(|paid| self.payment_row(paid, duty.head.policy)),
            done_at: outcome.done.and_then(|at| self.printed(&at, setting)),
            standing: outcome.standing,
            zone: place.and_then(|place| {
                let zone = self.zone(place.setting);
                (zone != self.zone(duty.head.policy)).then(|| zone.name().to_owned())
            }),
            on_breach: breach
                .unwrap_or_default()
                .iter()
                .map(|sanction| self.target_name(Target::Sanction(*sanction)).0)
                .collect(),
        }
    }

    /// What is owed, in words.
    fn must(&self, duty: &Duty, body: &DutyBody) -> Words {
        let deed = match &body.must.deed {
            Deed::Act { act, .. } | Deed::Payment(Payment { act, .. }) => self.act_title(*act),
            Deed::Ensure(_) => duty.head.title.clone(),
        };
        words(&match body.must.force {
            Force::Demand => deed,
            Force::Forbid => Phrase::new(format!("not: {}", deed.en), format!("{} 금지", deed.ko)),
            Force::Permit => Phrase::new(format!("may: {}", deed.en), format!("{} 허용", deed.ko)),
        })
    }
}

fn earlier_not_told() -> Phrase {
    Phrase::new(
        "periods that ended before the record begins are not judged",
        "기록이 시작되기 전에 끝난 기간은 판정하지 않았습니다",
    )
}

fn earlier_not_looked_at() -> Phrase {
    Phrase::new(
        "only the last hundred periods are judged; earlier ones are not looked at",
        "최근 100개 기간만 판정하였으며, 그 이전의 기간은 판정하지 않았습니다",
    )
}
