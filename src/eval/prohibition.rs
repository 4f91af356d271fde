//! Prohibitions of an act: whether one is observed, and since when it is violated.

use std::rc::Rc;

use crate::program::provision::DutyBody;
use crate::value::{Range, State, Truth};

use super::Eval;
use super::judged::{Judged, needs_of};
use super::limit::Limit;
use super::outcome::Outcome;
use super::performance::Performance;
use super::state::counted;
use super::way::Shape;

impl<'a> Eval<'a> {
    /// A prohibition of an act.
    pub(super) fn observed(&self, outcome: &mut Outcome<'a, DutyBody>, found: &Performance) {
        outcome.violated_at = Some(self.violated_at(outcome, found));
        outcome.done_needs.clone_from(&found.needs);
        if let Some(first) = found.first() {
            outcome.done = Some(found.when(first));
            outcome.settle(State::Violated, Vec::new());
        } else if found.perhaps.is_empty() && !found.deemed && self.complete_while(outcome) {
            outcome.settle(State::Observed, Vec::new());
        } else {
            let untold = found.act.filter(|_| !self.complete_while(outcome));
            let record = self.untold_needs(untold, outcome);
            outcome.settle(
                State::Undetermined,
                needs_of([found.needs.as_slice(), &record]),
            );
            let mut hangs = found.hangs.clone();
            if let Some(act) = untold {
                let done = Judged::answer(Truth::Undetermined, self.always().because());
                let forbidden = outcome.limit.range().meet(&self.untold());
                let forbidden = forbidden.meet(&counted(outcome.counts_from));
                let silent = self.not(done.shaped(Shape::Done(act, forbidden)));
                hangs
                    .iter_mut()
                    .for_each(|hangs| hangs.push(Rc::clone(&silent.way)));
            }
            outcome.kept = hangs.map_or(Shape::OPAQUE, Shape::all);
        }
    }

    /// When what is forbidden was done, if it was: at some time on record, or at one of which the record
    /// need not tell.
    fn violated_at(&self, outcome: &Outcome<'a, DutyBody>, found: &Performance) -> Range {
        let times = found.done.iter().chain(&found.perhaps).copied();
        let by_now = Range::at_most(self.now());
        let untold = (!self.complete_while(outcome)).then(|| {
            let from = outcome.counts_from.map_or(Range::UNKNOWN, Range::onwards);
            let kept = self.facts.record_complete_until;
            let kept = kept.filter(|_| self.told_since(outcome.counts_from));
            let kept = kept.map(|until| Range::at_least(until.seconds().min(self.now())));
            by_now.meet(&from).meet(&kept.unwrap_or(Range::UNKNOWN))
        });
        let all = times.chain(untold).reduce(|a, b| a.join(&b));
        all.unwrap_or(by_now)
    }

    /// Whether the record of events is complete as long as something was forbidden: from when it
    /// arose, where that is known, up to its limit.
    fn complete_while(&self, outcome: &Outcome<'a, DutyBody>) -> bool {
        let until = outcome.limit.latest();
        (until.is_some_and(|until| self.complete_until(until)) || self.complete_by_now())
            && self.told_since(outcome.counts_from)
    }
}

/// What was done as long as it was forbidden: what comes after the limit is no matter.
pub(super) fn forbidden_until(mut found: Performance, limit: &Limit) -> Performance {
    let done = std::mem::take(&mut found.done);
    let perhaps = std::mem::take(&mut found.perhaps);
    for at in done {
        match limit.allows(&at) {
            Truth::Yes => found.done.push(at),
            Truth::No => {}
            Truth::Undetermined => {
                found.perhaps.push(at);
                found.hangs = None;
                found.needs = needs_of([found.needs.as_slice(), limit.needs.as_slice()]);
            }
        }
    }
    for at in perhaps {
        match limit.allows(&at) {
            Truth::No => continue,
            Truth::Yes => {}
            Truth::Undetermined => found.needs.extend(limit.needs.iter().cloned()),
        }
        found.perhaps.push(at);
    }
    if found.done.is_empty() && found.perhaps.is_empty() {
        found.permitted_by.clear();
    }
    found
}
