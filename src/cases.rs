//! A case, its expectation, and the verdict of running it. An expectation is
//! what the law says; nothing here ever rewrites one.

pub mod articles;
mod compare;
mod compiled;
pub mod coverage;
pub mod edge;
mod findings;
mod grounds;
pub mod mutant;
mod ready;
mod selection;
mod step;

pub use compiled::{Compiled, Desk};
pub use findings::no_record;
pub use ready::Ready;
pub use selection::Selection;

use crate::determination::Determination;
use crate::diagnostic::Diagnostic;
use crate::facts::Facts;
use crate::program::{Case, Program};

/// What running a case gave.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The whole answer.
    pub determination: Determination,
    /// One finding for each expectation that is not met, and those of the evaluation itself.
    pub findings: Vec<Diagnostic>,
}

/// Runs a case on the facts that its file gave.
#[must_use]
pub fn run(program: &Program, case: &Case, facts: Facts) -> Verdict {
    Ready::new(program, case, facts).run(program)
}
