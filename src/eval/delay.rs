//! What must not wait, by whichever standard: no hour is too late by itself, only what is judged to be.

use crate::program::provision::DutyBody;
use crate::value::{State, Truth};

use super::Eval;
use super::judged::{Judged, needs_of};
use super::outcome::Outcome;

impl<'a> Eval<'a> {
    /// What a judgement of delay makes of something owed. While nobody has judged, what was done
    /// may have been done too late; what was not is still to be done, and may be a breach.
    pub(super) fn delayed(&self, outcome: &mut Outcome<'a, DutyBody>, judged: Judged) {
        let done = outcome.done.is_some();
        match (outcome.state, judged.truth()) {
            (State::Fulfilled, Truth::Undetermined) if done => {
                outcome.settle(State::Undetermined, judged.needs.clone());
            }
            (State::Undetermined, Truth::Undetermined) => {
                outcome.needs = needs_of([outcome.needs.as_slice(), judged.needs.as_slice()]);
                return;
            }
            (State::Pending, Truth::Undetermined) => {
                outcome.unjudged = true;
                // Once it is judged too late, what may have been done before the record begins counts.
                let begins = self.complete_by_now() && !self.told_since(outcome.counts_from);
                let version = outcome.version.filter(|_| begins);
                let act = version.and_then(|version| version.body.act());
                let untold = self.untold_needs(act, outcome);
                outcome.needs = needs_of([judged.needs.as_slice(), &untold]);
                return;
            }
            // Whatever the limit, it was done too late.
            (State::Fulfilled | State::Undetermined, Truth::Yes) if done => {
                outcome.settle(State::PerformedLate, Vec::new())
            }
            (State::Pending, Truth::Yes) if self.complete_since(outcome.counts_from) => {
                outcome.settle(State::Breached, Vec::new())
            }
            (State::Pending, Truth::Yes) => {
                let act = outcome.version.and_then(|version| version.body.act());
                let needs = self.untold_needs(act, outcome);
                outcome.settle(State::Undetermined, needs);
            }
            (State::Fulfilled, Truth::No) if done => {}
            _ => return,
        }
        outcome.rests_on_presumed(judged.standing, self.rebutting(&judged));
        outcome.shown = self.all(vec![outcome.shown.clone(), judged]);
    }
}
