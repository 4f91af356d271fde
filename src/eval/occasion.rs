//! The occasions on which a duty may arise: a member of a list, an event, a period of the calendar, or
//! the one case there is; and whether it does.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::determination::{Because, Need, Reason};
use crate::facts::Part;
use crate::program::Expr;
use crate::program::Target;
use crate::program::provision::{Duty, DutyBody, Every};
use crate::value::{Kind, Range, Truth};

use super::Eval;
use super::answering::{Seat, settled};
use super::event::Done;
use super::frame::{Frame, When};
use super::judged::Judged;
use super::logic::because;
use super::member::Member;
use super::way::Shape;

/// What an instance of a duty is about.
pub(super) struct Occasion {
    /// The member, or the one case there is.
    pub(super) member: Rc<Member>,
    /// The event that gives rise to it.
    pub(super) event: Option<Done>,
    /// As written: `services[0], events[1]`.
    pub(super) text: Option<String>,
    /// Where it is evaluated.
    pub(super) frame: Frame,
    /// When it arises, where that is fixed.
    pub(super) arises: Option<Range>,
    /// What is missing to know that, where no event says.
    pub(super) needs: Vec<Need>,
    /// Earlier ones are not looked at.
    pub(super) cut: bool,
    /// Why the last of the events that give rise to nothing does not, where none does.
    pub(super) passed_over: Option<Judged>,
    /// Of earlier ones the record does not tell.
    pub(super) untold: bool,
    /// What is missing to know that the act was done, and that it is one that gives rise to it.
    pub(super) uncertain: Vec<Need>,
}

impl Occasion {
    /// The same, knowing what contested events are to it.
    pub(super) fn settled(
        &self,
        contested: BTreeMap<usize, Truth>,
        others: &Rc<[Need]>,
    ) -> Occasion {
        Occasion {
            member: Rc::clone(&self.member),
            event: self.event.clone(),
            text: self.text.clone(),
            frame: self.frame.at(settled(&self.frame.seat, contested, others)),
            arises: self.arises,
            needs: self.needs.clone(),
            cut: self.cut,
            passed_over: self.passed_over.clone(),
            untold: self.untold,
            uncertain: self.uncertain.clone(),
        }
    }
}

impl<'a> Eval<'a> {
    /// The occasions of one member: one for each event that gives rise to the duty, or one.
    pub(super) fn occasions(
        &self,
        number: usize,
        duty: &'a Duty,
        member: &Rc<Member>,
    ) -> Vec<Occasion> {
        let trigger = duty.trigger();
        let seat = Rc::new(Seat::of(member.parts()));
        let alone = || self.without_event(duty, member);
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
            let conditions = pieces.iter().filter_map(|(version, _)| {
                let version = version.as_ref()?;
                let condition = version.body.arises_on.as_ref()?.condition.as_ref()?;
                let frame = frame.clone().in_place(version.place.as_ref());
                Some(self.evaluate(condition, &frame))
            });
            let mut uncertain = match event.certain {
                Truth::Yes => Vec::new(),
                _ => event.all_needs(),
            };
            let mut denied = None;
            for judged in conditions {
                if judged.truth() == Truth::No {
                    denied = Some(judged);
                    break;
                }
                if judged.is_open() {
                    uncertain.extend(judged.needs);
                }
            }
            if let Some(denied) = denied {
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
                needs: Vec::new(),
                event: Some(event),
                text: Some(text),
                frame: frame.at(Rc::new(Seat::of(parts))),
                cut: false,
                passed_over: None,
                untold: false,
                uncertain,
            });
        }
        if occasions.is_empty() {
            let mut none = alone();
            none.frame = none.frame.of_none();
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

    /// The occasion of a member on which no event is told that gives rise to the duty.
    pub(super) fn without_event(&self, duty: &'a Duty, member: &Rc<Member>) -> Occasion {
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
        let seat = Rc::new(Seat::of(member.parts()));
        Occasion {
            member: Rc::clone(member),
            event: None,
            text: member.text.clone(),
            frame: member.frame.under(&when).at(seat),
            arises: None,
            needs: Vec::new(),
            cut: false,
            passed_over: None,
            untold: false,
            uncertain: Vec::new(),
        }
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
                needs: period.needs,
                cut: period.cut,
                passed_over: None,
                untold: period.untold,
                uncertain: Vec::new(),
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
                needs: Vec::new(),
                cut: false,
                passed_over: None,
                untold: false,
                uncertain: Vec::new(),
            });
        }
        occasions
    }

    /// What governs an instance: what the duty says, the act on which it arises, what its
    /// policy says, else the moment asked for.
    fn duty_when(&self, duty: &Duty, frame: &Frame, event: Option<&Done>) -> Rc<When> {
        let own = duty.governed_by.as_ref();
        // The law of what arises on an act is that of the act, whatever governs the rest.
        let of_act = own.is_none() && duty.trigger().is_some();
        Some(&duty.head)
            .filter(|_| !of_act)
            .and_then(|head| self.governing(head, own, frame))
            .or_else(|| event.map(|event| self.when_of(&self.event_time(event), true)))
            .unwrap_or_else(|| self.as_of_when())
    }

    /// Whether a duty's trigger holds: there is such an instance, the event, and the condition.
    pub(super) fn trigger(
        &self,
        body: &DutyBody,
        member: &Member,
        event: Option<&Done>,
        frame: &Frame,
    ) -> Judged {
        let mut legs: Vec<Judged> = member.among.clone().into_iter().collect();
        // Without a member, or an event, what is asked of neither can still say no.
        let of_none = || {
            let when = body.when.as_ref().filter(|when| !when.has_variables());
            when.map(|when| self.evaluate(when, frame))
        };
        if member.absent {
            legs.extend(of_none());
            return self.all(legs);
        }
        if let Some(trigger) = &body.arises_on {
            let (value, at, needs) = match event {
                Some(event) => (event.certain, Some(event.at), event.all_needs()),
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
                None if trigger.condition.is_some() => Shape::DoneSo(trigger.act, self.untold()),
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
}
