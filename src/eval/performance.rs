//! Whether what a duty demands was done, and when.

use crate::determination::Need;
use crate::program::Expr;
use crate::program::provision::{Deed, DutyBody};
use crate::value::{Range, Truth};

use super::Eval;
use super::amount::outermost;
use super::answering::Claim;
use super::event::Done;
use super::frame::Frame;
use super::judged::needs_of;

/// What the record says of performance.
#[derive(Clone, Debug, Default)]
pub(super) struct Performance {
    /// When it was certainly done, each time.
    pub(super) done: Vec<Range>,
    /// When it was perhaps done.
    pub(super) perhaps: Vec<Range>,
    /// It is deemed done.
    pub(super) deemed: bool,
    /// What is missing to know whether it was done.
    pub(super) needs: Vec<Need>,
    /// The events that are, or may be, what was owed.
    pub(super) claims: Vec<Claim>,
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
        arisen: Option<&Range>,
        frame: &Frame,
    ) -> Performance {
        let mut found = Performance::default();
        if let Deed::Act {
            act,
            variable,
            condition,
        } = &body.must.deed
        {
            found.act = Some(*act);
            for event in self.events_for(*act, &frame.seat) {
                let after = match arisen.filter(|_| !body.even_before) {
                    Some(arisen) => event.at.is_at_least(arisen),
                    None => Truth::Yes,
                };
                let (fits, needs) = self.fits(&event, *variable, condition.as_ref(), after, frame);
                found.claims.extend(Claim::of(&event, fits));
                match fits {
                    Truth::Yes => found.done.push(event.at),
                    Truth::Undetermined => found.perhaps.push(event.at),
                    Truth::No => continue,
                }
                // It was done, but perhaps not known exactly when.
                found.needs = needs_of([found.needs.as_slice(), needs.as_slice()]);
            }
        }
        if let Some(deemed) = &body.counts_as_done {
            let judged = self.evaluate(deemed, frame);
            match judged.truth() {
                Truth::Yes => found.deemed = true,
                Truth::Undetermined => {
                    found.perhaps.push(Range::UNKNOWN);
                    found.needs = needs_of([found.needs.as_slice(), judged.needs.as_slice()]);
                }
                Truth::No => {}
            }
        }
        found
    }

    /// Whether an event is what is owed.
    fn fits(
        &self,
        event: &Done,
        variable: usize,
        condition: Option<&Expr>,
        after: Truth,
        frame: &Frame,
    ) -> (Truth, Vec<Need>) {
        let mut needs = event.needs.clone();
        let mut fits = event.certain.and(after);
        if after == Truth::Undetermined {
            needs.extend(frame.when.needs.clone());
        }
        if let Some(condition) = condition {
            let frame = frame.with(variable, self.event_variable(&event.place));
            let judged = self.evaluate(condition, &frame);
            fits = fits.and(judged.truth());
            needs.extend(judged.needs);
        }
        (fits, needs)
    }
}
