//! Duties that cannot both be kept: one demands what the other forbids of the
//! same bearer at the same time.

use crate::determination::{ConflictRow, Ruling};
use crate::facts::Part;
use crate::program::PartyRef;
use crate::program::Target;
use crate::program::provision::{Deed, Duty, DutyBody, Force, Must};
use crate::value::State;

use super::Eval;
use super::instance::Instance;
use super::shown::words;

/// A duty that binds now, and the act it is about.
struct Binding<'i, 'a> {
    act: usize,
    bearer: PartyRef,
    forbids: bool,
    duty: &'a Duty,
    instance: &'i Instance<'a, DutyBody>,
}

impl<'a> Eval<'a> {
    /// Every pair of a demand and a prohibition of the same act, in the order of the program.
    pub(super) fn conflicts(&self) -> Vec<ConflictRow> {
        let duties = self.program.duties.iter().enumerate();
        let duties = duties.filter(|(number, _)| self.is_needed(Target::Duty(*number)));
        let all: Vec<_> = duties
            .map(|(number, duty)| (duty, self.duty(number)))
            .collect();
        let pairs = all
            .iter()
            .flat_map(|(duty, instances)| instances.iter().map(move |i| (*duty, i)));
        let bindings: Vec<Binding<'_, 'a>> = pairs
            .filter_map(|(duty, instance)| binding(duty, instance))
            .collect();
        let mut rows = Vec::new();
        for forbids in bindings
            .iter()
            .filter(|one| one.forbids && !self.is_lifted(one))
        {
            for demands in bindings.iter().filter(|one| !one.forbids) {
                if demands.act == forbids.act
                    && demands.bearer == forbids.bearer
                    && about_the_same(&demands.instance.parts, &forbids.instance.parts)
                {
                    rows.push(ConflictRow {
                        act: self.act_name(demands.act),
                        title: words(&self.act_title(demands.act)),
                        bearer: self.party(demands.bearer).map(|party| party.1),
                        demands: self.ruling(demands),
                        forbids: self.ruling(forbids),
                    });
                }
            }
        }
        rows
    }

    /// Whether what it forbids is permitted, so that it does not bite.
    fn is_lifted(&self, forbids: &Binding<'_, 'a>) -> bool {
        self.is_permitted(forbids.bearer, forbids.act, &forbids.instance.parts)
    }

    fn ruling(&self, of: &Binding<'_, 'a>) -> Ruling {
        self.duty_ruling(of.duty, of.instance)
    }
}

/// What a duty binds to. What only some acts of the kind are forbidden is not told: whether the
/// act that is demanded is among them is for a person to see.
fn binding<'i, 'a>(
    duty: &'a Duty,
    instance: &'i Instance<'a, DutyBody>,
) -> Option<Binding<'i, 'a>> {
    let outcome = &instance.outcome;
    let binds = [
        State::Pending,
        State::Breached,
        State::Fulfilled,
        State::PerformedLate,
        State::Observed,
        State::Violated,
    ];
    if !binds.contains(&outcome.state) {
        return None;
    }
    let replaced = outcome.replaced.as_ref().map(|(body, _)| &**body);
    let body = replaced.or(outcome.version.map(|version| &version.body))?;
    let (act, forbids) = match &body.must {
        Must {
            force: Force::Demand,
            deed: Deed::Act { act, .. },
        } => (*act, false),
        Must {
            force: Force::Forbid,
            deed:
                Deed::Act {
                    act,
                    condition: None,
                    ..
                },
        } => (*act, true),
        _ => return None,
    };
    Some(Binding {
        act,
        bearer: body.bearer,
        forbids,
        duty,
        instance,
    })
}

/// Whether an act for the one is an act for the other: neither is about something that the other is not.
pub(super) fn about_the_same(one: &[Part], other: &[Part]) -> bool {
    one.iter().all(|part| other.contains(part)) || other.iter().all(|part| one.contains(part))
}
