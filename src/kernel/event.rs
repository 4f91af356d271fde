//! Things done: the events of an act, as far as the record of them goes.

use crate::plan::{ActId, Answer, Given, Why};
use crate::value::figure::Figure;
use crate::value::{Bound, Instant, Range, Truth};

use super::Kernel;
use super::scratch::{ListView, Where};

/// Something done, or perhaps done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    /// The event, by its number.
    pub(super) event: u32,
    /// Its record.
    pub(super) cell: u32,
    /// When.
    pub(super) at: Figure,
    /// Whether that is certainly so.
    pub(super) certain: Truth,
    /// The same, if it has happened by now.
    pub(super) if_done: Truth,
}

impl Kernel<'_> {
    /// The events of an act that have, or may have, happened, among all that were looked at.
    pub(super) fn events(&mut self, act: ActId) -> (u32, u32) {
        let turn = self.s.turn;
        if let Some((known, from, to)) = self.s.acts.get(act.index())
            && *known == turn
        {
            return (*from, *to);
        }
        let from = u32::try_from(self.s.done.len()).unwrap_or(u32::MAX);
        let slots = self.slots;
        let of_act = slots.of_act.get(act.index());
        for number in of_act.into_iter().flatten() {
            let Some(event) = slots.events.get(*number as usize) else {
                continue;
            };
            let at = self.happened_at(act, event.cell).figure();
            let later = self.is_less_than(self.now(), at);
            let certain = later.negate().and(event.by);
            self.s.undated |= later == Truth::Undetermined;
            if certain != Truth::No {
                self.s.done.push(Done {
                    event: *number,
                    cell: event.cell,
                    at,
                    certain,
                    if_done: event.by,
                });
            }
        }
        let to = u32::try_from(self.s.done.len()).unwrap_or(u32::MAX);
        if let Some(known) = self.s.acts.get_mut(act.index()) {
            *known = (turn, from, to);
        }
        (from, to)
    }

    /// When an event was.
    pub(super) fn happened_at(&mut self, act: ActId, cell: u32) -> Answer {
        let layout = self.plan.layout.event(act);
        let offset = layout.and_then(|layout| layout.fields.first().copied());
        match offset {
            Some(offset) => self.read(cell + offset, self.plan.instants),
            None => Answer::of_figure(Figure::UNKNOWN),
        }
    }

    pub(super) fn done_at(&self, number: u32) -> Option<Done> {
        self.s.done.get(number as usize).copied()
    }

    /// Whether the record of events is complete up to this.
    pub(super) fn complete_until(&self, at: Figure) -> bool {
        let complete = self.slots.complete_until.map(Instant::micros);
        complete
            .is_some_and(|complete| self.is_at_least(Figure::exactly(complete), at) == Truth::Yes)
    }

    /// Whether the record holds all that was done since then; without a moment, of all that was
    /// ever done. Where it is supposed that nothing else was done, it does.
    pub(super) fn told_since(&self, at: Option<Figure>) -> bool {
        let Some(from) = self.slots.complete_from else {
            return true;
        };
        let from = Figure::exactly(from.micros());
        self.asked.record_until.is_some()
            || at.is_some_and(|at| self.is_at_least(at, from) == Truth::Yes)
    }

    /// Whether the record holds all that was done from then on up to the moment asked for.
    pub(super) fn complete_since(&self, at: Option<Figure>) -> bool {
        let mut until = self.slots.complete_until.into_iter();
        until.any(|until| until >= self.asked.as_of) && self.told_since(at)
    }

    /// Whether it holds all that was ever done up to the moment asked for.
    pub(super) fn complete(&self) -> bool {
        self.complete_since(None)
    }

    /// Before which moment something can have been done of which the record does not tell, where it
    /// holds all from then on.
    pub(super) fn untold(&mut self) -> Option<Figure> {
        let from = self.slots.complete_from?.seconds();
        let now = Figure::exactly(self.asked.as_of.micros());
        let high = Some(Bound {
            at: from,
            open: true,
        });
        let before = self
            .complete_until(now)
            .then_some(Range { low: None, high })?;
        Some(self.figure(&before))
    }

    /// Whether an act has happened.
    pub(super) fn happened(&mut self, act: ActId) -> Answer {
        let (from, to) = self.events(act);
        let certain = |done: &Done| done.certain == Truth::Yes;
        let happened = (from..to).any(|at| self.done_at(at).is_some_and(|done| certain(&done)));
        if happened {
            return Answer::truth_of(Truth::Yes);
        }
        match from == to && self.complete() {
            true => Answer::truth_of(Truth::No),
            false => Answer::truth_of(Truth::Undetermined).because(Why::Record),
        }
    }

    /// The events of an act, as a list.
    pub(super) fn event_list(&mut self, act: ActId) -> Answer {
        let (from, to) = self.events(act);
        let first = self.s.picked.len();
        for at in from..to {
            if let Some(done) = self.done_at(at) {
                self.s.picked.push((done.cell, done.certain));
            }
        }
        let members = Where::Picked {
            from: u32::try_from(first).unwrap_or(u32::MAX),
            to: u32::try_from(self.s.picked.len()).unwrap_or(u32::MAX),
        };
        let open = !self.complete();
        let list = self.listed(ListView {
            members,
            open,
            list: crate::plan::NONE,
        });
        Answer {
            given: Given::Stated,
            ..list
        }
    }
}
