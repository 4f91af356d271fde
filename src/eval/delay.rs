//! Without delay: no hour is too late by itself, only what is judged to be.

use crate::program::provision::DutyBody;
use crate::value::Truth;

use super::Eval;
use super::judged::Judged;
use super::state::Outcome;

impl<'a> Eval<'a> {
    /// What a judgement of delay makes of something owed. While nobody has judged, what was done
    /// may have been done too late; what was not is still to be done, and may be a breach.
    pub(super) fn delayed(&self, outcome: &mut Outcome<'a, DutyBody>, judged: Judged) {
        let done = outcome.done.is_some();
        match (outcome.state, judged.truth()) {
            ("fulfilled", Truth::Undetermined) if done => {
                outcome.settle("undetermined", judged.needs.clone());
            }
            ("pending", Truth::Undetermined) => {
                outcome.unjudged = true;
                outcome.needs.clone_from(&judged.needs);
                return;
            }
            ("fulfilled", Truth::Yes) if done => outcome.settle("performed_late", Vec::new()),
            ("pending", Truth::Yes) if self.complete() => outcome.settle("breached", Vec::new()),
            ("pending", Truth::Yes) => {
                let act = outcome.version.and_then(|version| version.body.act());
                let needs = act.map(|act| self.record_need(act));
                outcome.settle("undetermined", needs.into_iter().collect());
            }
            ("fulfilled", Truth::No) if done => {}
            _ => return,
        }
        outcome.rests_on(judged.standing);
        outcome.shown = self.all(vec![outcome.shown.clone(), judged]);
    }
}
