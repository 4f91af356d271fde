//! Exceptions that put something else in the place of what a duty demands: the duty goes on with
//! another act, addressee or limit.

use crate::plan::{Answer, ExceptionBody, ExceptionId, Instead};
use crate::program::provision::{clash, orders, pairs};
use crate::value::State;
use crate::value::Truth;
use crate::value::figure::Figure;

use super::Kernel;
use super::done::Owed;
use super::frame::Frame;
use super::instance::Outcome;

/// An exception that puts something else in place: whether it holds, and what.
type Replacement<'k> = (Truth, &'k Instead);

impl<'k> Kernel<'k> {
    /// The state of a duty that arose, with what exceptions put in place. Where two that hold put
    /// different things in one place, or while it is open whether one holds, only that is certain
    /// which is so either way.
    pub(super) fn owed(
        &mut self,
        outcome: Outcome,
        owed: &Owed<'k>,
        arisen: Option<Figure>,
        instead: usize,
        frame: &Frame,
    ) -> Outcome {
        if self.s.instead.len() <= instead {
            return self.done(outcome, owed, arisen, frame);
        }
        let found = self.s.instead.get(instead..).unwrap_or_default().to_vec();
        let (mut holding, mut open, mut presumed) = (Vec::new(), Vec::new(), Vec::new());
        for (holds, id, version) in found {
            let Some(body) = self.exception_body(id, version) else {
                continue;
            };
            let Some(put) = &body.instead else { continue };
            match holds {
                Truth::Yes => holding.push((holds, put)),
                Truth::Undetermined => open.push((holds, put)),
                // It may be shown that it holds after all.
                Truth::No if body.presumed == Some(false) => presumed.push((holds, put)),
                Truth::No => {}
            }
        }
        let mut whole = self.put_in_place(outcome, &holding, owed, arisen, frame);
        for shown in presumed {
            let put = [holding.as_slice(), &[shown]].concat();
            let other = self.put_in_place(outcome, &put, owed, arisen, frame);
            whole.breach = whole.breach.join(other.breach);
        }
        let mut others = Vec::new();
        // No order is guessed between those that clash: each is the last once.
        if clash(&holding, replaces) {
            for _ in 1..holding.len() {
                holding.rotate_left(1);
                others.push(self.put_in_place(outcome, &holding, owed, arisen, frame));
            }
        }
        let parts = open
            .iter()
            .map(|(_, put)| (put.must.is_some(), put.sets_time));
        let (pairs, more) = pairs(&parts.collect::<Vec<_>>());
        let pairs = pairs.into_iter().filter_map(|(one, other)| {
            let (one, other) = (open.get(one)?, open.get(other)?);
            Some(vec![*one, *other])
        });
        for some in open.iter().map(|found| vec![*found]).chain(pairs) {
            for put in orders(&holding, &some, replaces) {
                others.push(self.put_in_place(outcome, &put, owed, arisen, frame));
            }
        }
        for other in others {
            whole.limit = self.either_limit(&whole.limit, &other.limit);
            whole.claims = self.any_claim(whole.claims, other.claims);
            whole.breach = whole.breach.join(other.breach);
            self.or_done(&mut whole, &other);
            if other.state != whole.state {
                whole.state = State::Undetermined;
            }
        }
        if more {
            (whole.state, whole.breach) = (State::Undetermined, Truth::Undetermined);
        }
        whole
    }

    fn exception_body(&self, id: ExceptionId, version: u32) -> Option<&'k ExceptionBody> {
        let exception = self.plan.exceptions.get(id.index())?;
        Some(&exception.versions.all.get(version as usize)?.body)
    }

    /// The state with all of these put in place, one after the other.
    fn put_in_place(
        &mut self,
        mut outcome: Outcome,
        put: &[Replacement<'k>],
        owed: &Owed<'k>,
        arisen: Option<Figure>,
        frame: &Frame,
    ) -> Outcome {
        if put.is_empty() {
            return self.done(outcome, owed, arisen, frame);
        }
        let due = match owed.by {
            Some(by) => self.due(&by, frame),
            // What has no limit has none that could be put off.
            None => Answer::NONE,
        };
        let frame = self.copied(frame);
        let mut owed = *owed;
        for (_, instead) in put {
            if let Some(must) = instead.must {
                owed.must = must;
            }
            if instead.sets_time {
                owed.by = instead.by;
                owed.relief = None;
            }
            self.put(&frame, instead.due, due);
        }
        outcome.replaced = put.iter().any(|(holds, _)| *holds == Truth::Yes);
        self.done(outcome, &owed, arisen, &frame)
    }
}

/// Of what it takes the place.
fn replaces((_, put): &Replacement<'_>) -> [bool; 3] {
    [put.must.is_some(), put.to, put.sets_time]
}
