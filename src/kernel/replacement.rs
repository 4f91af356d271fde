//! Exceptions that put something else in the place of what a duty demands: the duty goes on with
//! another act, addressee or limit.

use crate::plan::{Answer, ExceptionId, Instead};
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
        let found = found
            .into_iter()
            .filter_map(|(holds, id, version)| Some((holds, self.instead(id, version)?)));
        let (mut holding, open): (Vec<Replacement<'k>>, Vec<Replacement<'k>>) = found
            .filter(|(holds, _)| *holds != Truth::No)
            .partition(|(holds, _)| *holds == Truth::Yes);
        let mut whole = self.put_in_place(outcome, &holding, owed, arisen, frame);
        let mut others = Vec::new();
        // No order is guessed between those that clash: each is the last once.
        if clash(&holding) {
            for _ in 1..holding.len() {
                holding.rotate_left(1);
                others.push(self.put_in_place(outcome, &holding, owed, arisen, frame));
            }
        }
        for found in open {
            for at in [0, holding.len()] {
                let mut put = holding.clone();
                put.insert(at, found);
                others.push(self.put_in_place(outcome, &put, owed, arisen, frame));
                if !clash(&put) {
                    break;
                }
            }
        }
        for other in others {
            whole.limit = self.either_limit(&whole.limit, &other.limit);
            whole.claims = self.any_claim(whole.claims, other.claims);
            whole.breach = whole.breach.join(other.breach);
            whole.done = whole
                .done
                .zip(other.done)
                .map(|(at, also)| self.join(at, also));
            if other.state != whole.state {
                whole.state = State::Undetermined;
            }
        }
        whole
    }

    fn instead(&self, id: ExceptionId, version: u32) -> Option<&'k Instead> {
        let exception = self.plan.exceptions.get(id.index())?;
        exception
            .versions
            .all
            .get(version as usize)?
            .body
            .instead
            .as_ref()
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
            None => Answer::of_figure(Figure::UNKNOWN),
        };
        let frame = self.copied(frame);
        let mut owed = *owed;
        for (_, instead) in put {
            if let Some(must) = instead.must {
                owed.must = must;
            }
            if let Some(by) = instead.by {
                owed.by = Some(by);
                owed.relief = None;
            }
            self.put(&frame, instead.due, due);
        }
        outcome.replaced = put.iter().any(|(holds, _)| *holds == Truth::Yes);
        self.done(outcome, &owed, arisen, &frame)
    }
}

/// Whether two of them change the same part of what is owed.
fn clash(put: &[Replacement<'_>]) -> bool {
    let same_part = |a: &Instead, b: &Instead| {
        a.must.is_some() && b.must.is_some() || a.to && b.to || a.by.is_some() && b.by.is_some()
    };
    let mut rest = put;
    while let Some(((_, one), others)) = rest.split_first() {
        if others.iter().any(|(_, other)| same_part(one, other)) {
            return true;
        }
        rest = others;
    }
    false
}
