//! Conditions that a duty has upheld, or kept from coming about.

use std::rc::Rc;

use crate::determination::Reason;
use crate::program::Expr;
use crate::program::provision::DutyBody;
use crate::value::{Instant, Kind, Range, State, Truth};

use super::Eval;
use super::frame::Frame;
use super::judged::Judged;
use super::limit::Limit;
use super::outcome::Outcome;
use super::way::Shape;

impl<'a> Eval<'a> {
    /// A condition to be upheld, or kept from coming about.
    pub(super) fn upheld(
        &self,
        outcome: &mut Outcome<'a, DutyBody>,
        judged: Judged,
        negated: bool,
    ) {
        let state = match (judged.truth(), negated) {
            (Truth::Yes, false) => State::Upheld,
            (Truth::No, false) => match outcome.limit.allows(&Range::exactly(self.now())) {
                Truth::Yes if outcome.limit.is_set() => State::Pending,
                Truth::Undetermined => State::Undetermined,
                _ => State::Breached,
            },
            (Truth::Yes, true) => State::Violated,
            (Truth::No, true) => State::Observed,
            (Truth::Undetermined, _) => State::Undetermined,
        };
        // Since when it was so nobody says.
        outcome.violated_at = negated.then(|| Range::at_most(self.now()));
        outcome.settle(state, judged.needs.clone());
        outcome.rests_on_presumed(judged.standing, self.rebutting(&judged));
        outcome.kept = if negated {
            Shape::Not(Rc::clone(&judged.way))
        } else {
            judged.way.shape.clone()
        };
        let always = matches!(
            outcome.shown.reasons.as_slice(),
            [only] if matches!(only.step, Reason::Always)
        );
        outcome.shown = if always {
            judged
        } else {
            self.all(vec![outcome.shown.clone(), judged])
        };
    }

    /// The condition that is to be upheld as of now; what was forbidden up to a limit that has passed
    /// is asked of the limit.
    pub(super) fn ensured(
        &self,
        condition: &Expr,
        negated: bool,
        limit: &Limit,
        frame: &Frame,
    ) -> Judged {
        let over = limit.allows(&Range::exactly(self.now()));
        if !negated || !limit.is_set() || over == Truth::Yes {
            return self.evaluate(condition, frame);
        }
        match limit
            .passed()
            .and_then(|at| Instant::from_seconds(at.exact()?))
        {
            Some(last) => self.then(last).evaluate(condition, frame),
            None => self.nothing(&Kind::YesNo).needing(limit.needs.clone()),
        }
    }
}
