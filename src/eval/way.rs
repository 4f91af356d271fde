//! How an undetermined answer hangs together: the shape from which routes to
//! a settled one are found. Knows no facts and proves nothing.

use std::rc::Rc;

use crate::program::FactPath;

/// The shape of an answer.
#[derive(Clone, Debug)]
pub(super) enum Way {
    /// It is settled.
    Settled(bool),
    /// All must hold.
    All(Vec<Rc<Way>>),
    /// One must hold.
    Any(Vec<Rc<Way>>),
    /// It must not hold.
    Not(Rc<Way>),
    /// A missing fact or judgement that is yes or no.
    YesNo(FactPath),
    /// A missing choice: which choices make it yes, and which no.
    Choice {
        /// Where.
        place: FactPath,
        /// Choices that make it yes.
        yes: u64,
        /// Choices that make it no.
        no: u64,
    },
    /// It is not looked into.
    Opaque,
}
