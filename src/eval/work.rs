//! How much work an answer took, on this thread: tests hold to it that the work grows in proportion.

use std::cell::Cell;

/// Work done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Evaluations of a record at some moment, or with something supposed.
    pub evaluations: u64,
    /// Expressions looked at.
    pub expressions: u64,
}

thread_local! {
    static DONE: Cell<Work> = const { Cell::new(Work { evaluations: 0, expressions: 0 }) };
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
