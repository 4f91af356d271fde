//! Whether what a duty demands was done, and when.

use std::rc::Rc;

use crate::determination::{Need, Ruling, Standing};
use crate::program::Expr;
use crate::program::provision::{Deed, DutyBody, Force};
use crate::value::{Range, Truth};

use super::Eval;
use super::amount::outermost;
use super::answering::Claim;
use super::event::Done;
use super::frame::Frame;
use super::judged::needs_of;
use super::payment::Paid;
use super::way::Way;

/// From when performance counts.
#[derive(Clone, Debug)]
pub(super) struct Arisen {
    /// When the duty arose.
    pub(super) at: Range,
    /// What is missing to know that.
    pub(super) needs: Vec<Need>,
}

/// What the record says of performance.
#[derive(Clone, Debug, Default)]
pub(super) struct Performance {
    /// When it was certainly done, each time.
    pub(super) done: Vec<Range>,
    /// When it was perhaps done.
    pub(super) perhaps: Vec<Range>,
    /// It is deemed done.
    pub(super) deemed: bool,
    /// On what it rests that it is deemed done, and what would show otherwise.
    pub(super) deemed_on: Option<(Standing, Vec<Need>)>,
    /// What is missing to know whether it was done.
    pub(super) needs: Vec<Need>,
    /// The events that are, or may be, what was owed.
    pub(super) claims: Vec<Claim>,
    /// The permissions of what was done though it is forbidden.
    pub(super) permitted_by: Vec<(Ruling, Standing)>,
    /// On what it hangs that what was done is permitted; none where it hangs on something else too.
    pub(super) hangs: Option<Vec<Rc<Way>>>,
    /// How much is to be paid, and how much was.
    pub(super) payment: Option<Paid>,
    /// What is missing to know how much is to be paid, where that is not known.
    pub(super) amount: Option<Vec<Need>>,
    /// The act whose record would tell.
    pub(super) act: Option<usize>,
}

impl Performance {
    /// When it was done, if it was certainly done then or perhaps before.
    pub(super) fn when(&self, done: Range) -> Range {
        outermost(&[done], &self.perhaps, false).unwrap_or(done)
    }

    /// The earliest certain performance.
    pub(super) fn first(&self) -> Option<Range> {
        self.done.iter().copied().reduce(|a, b| a.smaller(&b))
    }
}

impl Eval<'_> {
    /// What was done of a duty that arose then. What was done before does not count,
    /// unless the duty says so.
    pub(super) fn performance(
        &self,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Performance {
        let mut found = Performance {
            hangs: Some(Vec::new()),
            ..Performance::default()
        };
        if let Deed::Act {
            act,
            variable,
            condition,
        } = &body.must.deed
        {
            found.act = Some(*act);
            let mut lists: Vec<Vec<Need>> = Vec::new();
            let mut others_told = false;
            for (event, after) in self.events_after(*act, body, arisen, frame) {
                let (suits, mut needs) =
                    self.suits(&event, *variable, condition.as_ref(), after, frame);
                let mut fits = event.certain.and(suits);
                found.claims.extend(Claim::of(&event, suits, &needs));
                if body.must.force == Force::Forbid && fits != Truth::No {
                    let permit = self.permit(body.bearer, *act, &event, frame);
                    found.hangs = match (fits, permit.holds, found.hangs.take()) {
                        (Truth::Yes, _, Some(hangs)) => Some([hangs, vec![permit.way()]].concat()),
                        (_, Truth::Yes, hangs) => hangs,
                        _ => None,
                    };
                    fits = fits.and(permit.holds.negate());
                    needs.extend(permit.needs);
                    found.permitted_by.extend(permit.by);
                }
                match fits {
                    Truth::Yes => found.done.push(event.at),
                    Truth::Undetermined => found.perhaps.push(event.at),
                    Truth::No => continue,
                }
                // It was done, but perhaps not known exactly when. What is missing of the others is the
                // same for each event.
                if let Some((at, others)) = event.others.filter(|_| !others_told) {
                    others_told = true;
                    let after = needs.split_off(at.min(needs.len()));
                    lists.extend([std::mem::replace(&mut needs, after), others.to_vec()]);
                }
                lists.push(needs);
            }
            found.needs = needs_of(lists.iter().map(Vec::as_slice));
        }
        if let Deed::Payment(payment) = &body.must.deed {
            self.paid(body, payment, arisen, frame, &mut found);
        }
        if let Some(deemed) = &body.counts_as_done {
            let judged = self.evaluate(deemed, frame);
            match judged.truth() {
                Truth::Yes => {
                    found.deemed = true;
                    found.deemed_on = Some((judged.standing, self.rebutting(&judged)));
                }
                Truth::Undetermined => {
                    found.perhaps.push(Range::UNKNOWN);
                    found.hangs = None;
                    found.needs = needs_of([found.needs.as_slice(), judged.needs.as_slice()]);
                }
                Truth::No => {}
            }
        }
        found
    }

    /// The events of an act, and whether each counts: was done after the duty arose, where it must be.
    pub(super) fn events_after(
        &self,
        act: usize,
        body: &DutyBody,
        arisen: Option<&Arisen>,
        frame: &Frame,
    ) -> Vec<(Done, Truth)> {
        let mut events = self.events_for(act, &frame.seat);
        events.sort_by_key(|event| event.at.low.map(|low| low.at));
        let after = |mut event: Done| match arisen.filter(|_| !body.even_before) {
            Some(arisen) => {
                let after = self.by_now_at(&event.at).is_at_least(&arisen.at);
                if after == Truth::Undetermined {
                    event.needs.extend(arisen.needs.iter().cloned());
                }
                (event, after)
            }
            None => (event, Truth::Yes),
        };
        events.into_iter().map(after).collect()
    }

    /// When something was done, if it was by now: what lies ahead is not done yet.
    pub(super) fn by_now_at(&self, at: &Range) -> Range {
        let by_now = self.up_to_now(at);
        if by_now.is_empty() { *at } else { by_now }
    }

    /// Whether an event is what is owed, once it is done.
    pub(super) fn suits(
        &self,
        event: &Done,
        variable: usize,
        condition: Option<&Expr>,
        after: Truth,
        frame: &Frame,
    ) -> (Truth, Vec<Need>) {
        let mut needs = event.needs.clone();
        let mut suits = after;
        if let Some(condition) = condition {
            let frame = frame.with(variable, self.event_variable(&event.place));
            let judged = self.evaluate(condition, &frame);
            suits = suits.and(judged.truth());
            needs.extend(judged.needs);
        }
        (suits, needs)
    }
}
