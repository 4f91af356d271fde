//! Exceptions that put something else in the place of what a duty demands: the
//! duty goes on with another act, addressee or limit.

use std::rc::Rc;

use crate::program::provision::{DutyBody, Instead};
use crate::value::{Kind, Range, Truth};

use super::Eval;
use super::frame::Frame;
use super::judged::{Judged, needs_of};
use super::state::Outcome;

/// An exception that puts something else in place: whether it holds, what, and its name.
pub(super) type Replacement<'a> = (Judged, &'a Instead, String);

impl<'a> Eval<'a> {
    /// The state of a duty that arose, with what exceptions put in place. While it is open
    /// whether one holds, only that is certain which is so either way.
    pub(super) fn owed(
        &self,
        mut outcome: Outcome<'a, DutyBody>,
        body: &DutyBody,
        arisen: Option<&Range>,
        frame: &Frame,
    ) -> Outcome<'a, DutyBody> {
        let instead = std::mem::take(&mut outcome.instead);
        let other = |(judged, instead, name): &Replacement<'a>| {
            let body_instead = Rc::new(replaced(body, instead));
            let mut outcome = outcome.clone();
            if judged.truth() == Truth::Yes {
                outcome.replaced = Some((Rc::clone(&body_instead), name.clone()));
                outcome.rests_on(judged.standing);
            }
            let due = match &body.by {
                Some(by) => self.evaluate(by, frame),
                None => self.nothing(&Kind::Time),
            };
            let frame = frame.with(instead.due, due);
            self.done(outcome, &body_instead, arisen, &frame)
        };
        let mut holding = instead.iter().filter(|found| found.0.truth() == Truth::Yes);
        if let Some(found) = holding.next() {
            return other(found);
        }
        let mut whole = self.done(outcome.clone(), body, arisen, frame);
        let open = |found: &&Replacement<'a>| found.0.truth() == Truth::Undetermined;
        for found in instead.iter().filter(open) {
            let other = other(found);
            whole.limit = whole.limit.or(&other.limit);
            if other.state != whole.state {
                let needs = needs_of([found.0.needs.as_slice(), &whole.needs, &other.needs]);
                whole.settle("undetermined", needs);
            }
        }
        whole
    }
}

/// What is owed where an exception puts something else in place.
fn replaced(body: &DutyBody, instead: &Instead) -> DutyBody {
    let mut body = body.clone();
    if let Some(must) = &instead.must {
        body.must.clone_from(must);
    }
    if let Some(to) = &instead.to {
        body.to.clone_from(to);
    }
    if let Some(by) = &instead.by {
        body.by = Some(by.clone());
        body.relief = None;
    }
    body.without_delay |= instead.without_delay;
    body
}
