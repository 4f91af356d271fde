//! How much work an answer took, on this thread: tests hold to it that the work grows in proportion.

use std::cell::Cell;

/// Work done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Evaluations of a record at some moment, or with something supposed.
    pub evaluations: u64,
    /// Expressions looked at.
    pub expressions: u64,
    /// Events held against an instance.
    pub events: u64,
}

thread_local! {
    static DONE: Cell<Work> = const { Cell::new(Work { evaluations: 0, expressions: 0, events: 0 }) };
}

/// All that was done on this thread so far.
#[must_use]
pub fn work() -> Work {
    DONE.get()
}

pub(super) fn evaluation() {
    let done = DONE.get();
    DONE.set(Work {
        evaluations: done.evaluations.wrapping_add(1),
        ..done
    });
}

pub(super) fn expression() {
    let done = DONE.get();
    DONE.set(Work {
        expressions: done.expressions.wrapping_add(1),
        ..done
    });
}

pub(super) fn events(held: usize) {
    let done = DONE.get();
    let held = u64::try_from(held).unwrap_or(u64::MAX);
    DONE.set(Work {
        events: done.events.saturating_add(held),
        ..done
    });
}

/// What was looked at, one by one.
pub(super) fn weighed() -> u64 {
    let done = DONE.get();
    done.expressions.wrapping_add(done.events)
}
