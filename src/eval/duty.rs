//! Duties: one row for each instance.

use std::rc::Rc;

use crate::determination::{About, DutyRow, Words};
use crate::diagnostic::Phrase;
use crate::program::provision::{Deed, Duty, DutyBody};
use crate::program::{FactPath, Target};
use crate::value::{Kind, Truth};

use super::Eval;
use super::conclusion::merged;
use super::event::Done;
use super::frame::{Frame, When};
use super::instance::{Member, Only, State};
use super::judged::{Judged, needs_of};
use super::logic::because;
use super::shown::words;
use super::state::Outcome;

/// An instance of a duty, a power or a sanction.
#[derive(Clone, Debug)]
pub(super) struct Instance<'a, T> {
    /// The member it is about.
    pub(super) member: Option<FactPath>,
    /// As written: `services[0]`.
    pub(super) text: Option<String>,
    /// What the member is called.
    pub(super) title: Option<String>,
    /// What it comes to.
    pub(super) outcome: Outcome<'a, T>,
}

impl<T> Instance<'_, T> {
    /// This one alone, unless it is all there is.
    pub(super) fn only(&self, target: Target) -> Option<Only<'_>> {
        let text = self.text.as_deref()?;
        let member = self.member.as_ref();
        Some(Only {
            target,
            member,
            text,
        })
    }

    /// Whether the same instance arises in another evaluation.
    pub(super) fn among<U>(&self, others: &[Instance<'_, U>]) -> Option<Truth> {
        let same = others.iter().find(|other| other.text == self.text)?;
        Some(same.outcome.arises.truth())
    }

    /// Its state, for those who ask.
    pub(super) fn state(&self) -> State {
        State {
            member: self.member.clone(),
            state: self.outcome.state,
            standing: self.outcome.standing,
            needs: self.outcome.needs.clone(),
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
            let mut instances = Vec::new();
            for member in self.members(target, &duty.head, duty.for_each.as_ref()) {
                instances.extend(self.duty_of(number, duty, &member));
            }
            self.share_no_event(duty, &mut instances);
            instances
        })
    }

    /// An event says nothing of which instance it answers: what it did of several is not known.
    fn share_no_event(&self, duty: &Duty, instances: &mut [Instance<'a, DutyBody>]) {
        let arisen = |state: &str| {
            !matches!(
                state,
                "not_in_force" | "not_arisen" | "exempt" | "undetermined"
            )
        };
        let open = instances.iter().filter(|i| arisen(i.outcome.state)).count();
        let act = duty
            .versions
            .iter()
            .find_map(|version| match &version.body.must.deed {
                Deed::Act {
                    act,
                    condition: None,
                    ..
                } => Some(*act),
                _ => None,
            });
        let Some(act) = act.filter(|_| open > 1) else {
            return;
        };
        for instance in instances {
            let outcome = &mut instance.outcome;
            if outcome.done.is_some() && matches!(outcome.state, "fulfilled" | "performed_late") {
                let mut need = self.record_need(act);
                need.path.push_str(".re");
                outcome.settle("undetermined", vec![need]);
                outcome.done = None;
            }
        }
    }

    /// The instances of one member: one for each event that gives rise to it, or one.
    fn duty_of(
        &self,
        number: usize,
        duty: &'a Duty,
        member: &Member,
    ) -> Vec<Instance<'a, DutyBody>> {
        let trigger = duty
            .versions
            .iter()
            .find_map(|version| version.body.arises_on.as_ref());
        let Some(trigger) = trigger.filter(|_| !member.absent) else {
            let when = self.duty_when(duty, &member.frame, None);
            return vec![self.duty_pieces(number, duty, member, None, &member.frame.under(&when))];
        };
        let mut instances = Vec::new();
        for event in self.events(trigger.act) {
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
            let passed_over = self
                .pieces(&duty.versions, &when, &frame)
                .0
                .iter()
                .filter_map(|(version, _)| version.as_ref()?.body.arises_on.as_ref())
                .filter_map(|trigger| trigger.condition.as_ref())
                .any(|condition| self.evaluate(condition, &frame).truth() == Truth::No);
            if passed_over {
                continue;
            }
            let mut instance = self.duty_pieces(number, duty, member, Some(&event), &frame);
            instance.text = Some(text);
            instances.push(instance);
        }
        if instances.is_empty() {
            let when = self.duty_when(duty, &member.frame, None);
            let frame = member.frame.under(&when);
            instances.push(self.duty_pieces(number, duty, member, None, &frame));
        }
        instances
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
        member: &Member,
        event: Option<&Done>,
        frame: &Frame,
    ) -> Instance<'a, DutyBody> {
        let (pieces, whens) = self.pieces(&duty.versions, &frame.when, frame);
        let outcomes = pieces
            .into_iter()
            .map(|(version, when)| match version {
                None => Outcome::new("not_in_force", self.never()),
                Some(version) => {
                    let frame = frame.under(&when);
                    let trigger = self.trigger(&version.body, member, event, &frame);
                    let arisen = match event {
                        Some(event) => Some(event.at),
                        None => when.declared.then_some(when.at),
                    };
                    if member.absent {
                        let state = match trigger.truth() {
                            Truth::No => "not_arisen",
                            _ => "undetermined",
                        };
                        let mut outcome = Outcome::new(state, trigger);
                        outcome.needs.clone_from(&outcome.arises.needs);
                        outcome.version = Some(version);
                        return outcome;
                    }
                    self.duty_state(number, version, trigger, arisen.as_ref(), &frame)
                }
            })
            .collect();
        Instance {
            member: member.place.clone(),
            text: member.text.clone(),
            title: member.title.clone(),
            outcome: self.joined_outcomes(outcomes, &whens),
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
        if member.absent {
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
            legs.push(Judged::answer(value, because(value, step, Vec::new())).needing(needs));
            if event.is_none() {
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

    /// What is certain of an instance whichever version applies.
    pub(super) fn joined_outcomes<T>(
        &self,
        outcomes: Vec<Outcome<'a, T>>,
        when: &When,
    ) -> Outcome<'a, T> {
        let mut outcomes = outcomes.into_iter();
        let Some(mut whole) = outcomes.next() else {
            return Outcome::new("not_in_force", self.never());
        };
        let mut arises = vec![whole.arises.clone()];
        let mut of = whole.shown.reasons.clone();
        let mut several = false;
        for other in outcomes {
            several = true;
            of.extend(other.shown.reasons.clone());
            arises.push(other.arises);
            if other.state != whole.state {
                whole.state = "undetermined";
            }
            whole.needs = needs_of([whole.needs.as_slice(), other.needs.as_slice()]);
            whole
                .exempt_by
                .retain(|name| other.exempt_by.contains(name));
            whole.exceptions = merged(whole.exceptions, other.exceptions);
            whole.doubts.extend(other.doubts);
            whole.limit = whole.limit.or(&other.limit);
            whole.standing = whole.standing.min(other.standing);
            whole.version = whole.version.or(other.version);
        }
        if several && whole.state == "undetermined" {
            whole.needs = needs_of([when.needs.as_slice(), whole.needs.as_slice()]);
            whole.standing = None;
            whole.exempt_by.clear();
            let because = self.governing_unknown(when, of);
            whole.shown = Judged::answer(Truth::Undetermined, because);
        }
        whole.arises = self.joined(arises, when, &Kind::YesNo);
        whole
    }

    /// The row of an instance.
    pub(super) fn duty_row(&self, duty: &Duty, instance: &Instance<'a, DutyBody>) -> DutyRow {
        let outcome = &instance.outcome;
        // Of a duty not in force the latest version still tells whose it would be.
        let body = outcome.version.or(duty.versions.last()).map(|v| &v.body);
        let bearer = body.and_then(|body| self.party(body.bearer));
        let (bearer, bearer_title) = bearer.unwrap_or_default();
        let to = body.and_then(|body| self.parties(&body.to));
        let breach = body.map(|body| body.on_breach.as_slice());
        DutyRow {
            about: self.instance_about(&duty.head, instance),
            bearer,
            bearer_title,
            to: to.as_ref().map(|to| to.0.clone()),
            to_title: to.map(|to| to.1),
            must: body.map(|b| self.must(duty, b)).unwrap_or_default(),
            arises: outcome.arises.truth(),
            state: outcome.state,
            exempt_by: outcome.exempt_by.clone(),
            exceptions: outcome.exceptions.clone(),
            due_at: outcome.limit.due_at.clone(),
            due_day: outcome.limit.due_day.clone(),
            limit: outcome.limit.words.clone(),
            done_at: outcome
                .done
                .and_then(|at| self.printed(&at, duty.head.policy)),
            standing: outcome.standing,
            on_breach: breach
                .unwrap_or_default()
                .iter()
                .map(|sanction| self.target_name(Target::Sanction(*sanction)).0)
                .collect(),
        }
    }

    /// What every row of an instance says.
    pub(super) fn instance_about<T>(
        &self,
        head: &crate::program::Head,
        instance: &Instance<'a, T>,
    ) -> About {
        let outcome = &instance.outcome;
        let mut about = self.about(head, outcome.version);
        about.instance.clone_from(&instance.text);
        about.instance_title.clone_from(&instance.title);
        about.needs.clone_from(&outcome.needs);
        if outcome.state != "not_in_force" {
            about.because = Some(outcome.shown.because());
        }
        about
    }

    /// What is owed, in words.
    fn must(&self, duty: &Duty, body: &DutyBody) -> Words {
        let deed = match &body.must.deed {
            Deed::Act { act, .. } => self.act_title(*act),
            Deed::Ensure(_) => duty.head.title.clone(),
            Deed::Payment(_) => Phrase::new("payment", "지급"),
        };
        if body.must.negated {
            let deed = Phrase::new(format!("not: {}", deed.en), format!("{} 금지", deed.ko));
            return words(&deed);
        }
        words(&deed)
    }
}
