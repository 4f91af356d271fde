//! What a competent party has found of a duty prevails over what the rules come to.

use crate::plan::DutyId;
use crate::value::State;
use crate::value::Truth;

use super::Kernel;
use super::instance::{Names, Ruling};
use super::slots::Found;

impl Kernel<'_> {
    /// Lets what the holder of a duty has found of the instances in the making prevail; the last
    /// finding counts.
    pub(super) fn findings(&mut self, duty: DutyId, made: usize) {
        let slots = self.slots;
        if slots.found.is_empty() {
            return;
        }
        let until = self.asked.told_until();
        let heard = slots.found.iter().filter(|found| {
            found.duty == duty && found.heard && found.at.is_none_or(|at| at <= until)
        });
        let mut heard: Vec<&Found> = heard.collect();
        heard.sort_by_key(|found| found.at);
        let alone = self.s.making.len() == made + 1;
        for found in heard {
            for at in made..self.s.making.len() {
                let Some(instance) = self.s.making.get(at) else {
                    break;
                };
                let meant = match self.names(found.re, self.parts(instance.parts)) {
                    Names::This => Truth::Yes,
                    Names::Another => Truth::No,
                    Names::Nothing if alone => Truth::Yes,
                    Names::Nothing => Truth::Undetermined,
                };
                self.prevail(at, found, meant);
            }
        }
    }

    fn prevail(&mut self, at: usize, found: &Found, meant: Truth) {
        let Some(instance) = self.s.making.get_mut(at) else {
            return;
        };
        let outcome = &mut instance.outcome;
        if meant == Truth::No || outcome.state == State::NotInForce {
            return;
        }
        if meant == Truth::Undetermined {
            if outcome.state != found.state {
                outcome.state = State::Undetermined;
            }
            return;
        }
        let derived = outcome
            .found
            .map_or(outcome.state, |earlier| earlier.derived);
        let none = matches!(found.state, State::NotArisen | State::Exempt);
        outcome.arises = Truth::from(!none);
        outcome.found = Some(Ruling {
            derived,
            at: found.at,
        });
        outcome.state = found.state;
        outcome.exempt = (0, 0);
    }
}
