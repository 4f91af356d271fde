//! Sanctions: whether a breach, a condition or another sanction opens them.

use std::rc::Rc;

use crate::determination::{Reason, SanctionRow, Standing};
use crate::program::Target;
use crate::program::provision::{Sanction, SanctionBody};
use crate::value::{Range, Truth};

use super::Eval;
use super::conclusion::is_breach;
use super::frame::Frame;
use super::instance::Instance;
use super::judged::Judged;
use super::logic::because;
use super::member::Member;
use super::state::Outcome;

impl<'a> Eval<'a> {
    /// The instances of a sanction.
    pub(super) fn sanction(&self, number: usize) -> Rc<Vec<Instance<'a, SanctionBody>>> {
        let target = Target::Sanction(number);
        self.once(target, number, &self.sanctions, || {
            let Some(sanction) = self.program.sanctions.get(number) else {
                return Vec::new();
            };
            self.members(target, &sanction.head, sanction.for_each.as_ref())
                .iter()
                .map(|member| self.sanction_of(number, sanction, member))
                .collect()
        })
    }

    fn sanction_of(
        &self,
        number: usize,
        sanction: &'a Sanction,
        member: &Member,
    ) -> Instance<'a, SanctionBody> {
        let when = self
            .governing(&sanction.head, sanction.governed_by.as_ref(), &member.frame)
            .unwrap_or_else(|| self.sanction_when(self.breached_at(sanction)));
        let (pieces, whens) = self.pieces(&sanction.versions, &when, &member.frame.under(&when));
        let outcomes = pieces
            .into_iter()
            .map(|(version, when)| {
                let Some(version) = version else {
                    return Outcome::new("not_in_force", self.never());
                };
                let frame = member.frame.under(&when);
                let mut legs: Vec<Judged> = member.among.clone().into_iter().collect();
                legs.push(self.opened(sanction, &version.body, &frame));
                let trigger = self.all(legs);
                let target = (Target::Sanction(number), version.body.unless.as_slice());
                let mut outcome = self.arises(target, trigger, version, &frame);
                // What was imposed before the breach was imposed for something else.
                let breach = self.breached_at(sanction);
                let imposed = version.body.through.and_then(|act| {
                    let events = self.events(act).into_iter();
                    let mut certain = events.filter(|event| event.certain == Truth::Yes);
                    certain.find(|event| {
                        let after = breach.map(|breach| event.at.is_at_least(&breach));
                        after.is_none_or(|after| after == Truth::Yes)
                    })
                });
                outcome.state = match (outcome.state, imposed) {
                    ("yes", Some(_)) => "imposed",
                    ("yes", None) => "open",
                    ("undetermined", _) => "undetermined",
                    _ => "not_open",
                };
                outcome
            })
            .collect();
        Instance {
            member: member.place.clone(),
            text: member.text.clone(),
            parts: member.parts(),
            title: member.title.clone(),
            outcome: self.joined_outcomes(outcomes, &whens),
        }
    }

    /// When the breach was that opens it, where there is one and its limit is known.
    fn breached_at(&self, sanction: &Sanction) -> Option<Range> {
        sanction.opened_by.iter().find_map(|duty| {
            let instances = self.duty(*duty);
            let breached = instances
                .iter()
                .find(|instance| is_breach(instance.outcome.state))?;
            match breached.outcome.state {
                "violated" => breached.outcome.done,
                _ => breached.outcome.limit.latest(),
            }
        })
    }

    /// Whether anything opens it.
    fn opened(&self, sanction: &Sanction, body: &SanctionBody, frame: &Frame) -> Judged {
        let mut legs = Vec::new();
        if let Some(when) = &body.when {
            legs.push(self.evaluate(when, frame));
        }
        for duty in &sanction.opened_by {
            let target = Target::Duty(*duty);
            legs.push(self.state_leg(target, "breached", |state| match state {
                "undetermined" => Truth::Undetermined,
                state => Truth::from(is_breach(state)),
            }));
        }
        if let Some((other, condition)) = &body.in_lieu_of {
            let target = Target::Sanction(*other);
            let mut both = vec![self.state_leg(target, "open", |state| match state {
                "undetermined" => Truth::Undetermined,
                state => Truth::from(matches!(state, "open" | "imposed")),
            })];
            both.extend(condition.as_ref().map(|c| self.evaluate(c, frame)));
            legs.push(self.all(both));
        }
        if legs.is_empty() {
            return self.never();
        }
        self.any(legs)
    }

    /// Whether any instance of a target is in a state.
    fn state_leg(
        &self,
        target: Target,
        state: &'static str,
        holds: impl Fn(&str) -> Truth,
    ) -> Judged {
        let (name, title) = self.target_name(target);
        let step = Reason::State { name, title, state };
        let mut value = Truth::No;
        let mut needs = Vec::new();
        let mut standing = Standing::Established;
        for instance in self.states(target) {
            let found = holds(instance.state);
            value = value.or(found);
            if let Some(known) = instance.standing {
                standing = standing.min(known);
            }
            if found == Truth::Undetermined {
                needs.extend(instance.needs);
            }
        }
        Judged::answer(value, because(value, step, Vec::new()))
            .on(standing)
            .needing(needs)
    }

    /// The row of an instance.
    pub(super) fn sanction_row(
        &self,
        sanction: &Sanction,
        instance: &Instance<'a, SanctionBody>,
        frame: &Frame,
    ) -> SanctionRow {
        let outcome = &instance.outcome;
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
            state: outcome.state,
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

    /// Where the figures of an instance are evaluated.
    pub(super) fn sanction_frame(
        &self,
        sanction: &Sanction,
        instance: &Instance<'a, SanctionBody>,
    ) -> Frame {
        let outer = self.outer_when(&sanction.head);
        let frame = Frame::new(Vec::new(), &outer, sanction.head.policy);
        let frame = match &instance.member {
            Some(place) => frame.with(0, self.read(place)),
            None => frame,
        };
        let when = self
            .governing(&sanction.head, sanction.governed_by.as_ref(), &frame)
            .unwrap_or_else(|| self.sanction_when(self.breached_at(sanction)));
        frame.under(&when)
    }
}
