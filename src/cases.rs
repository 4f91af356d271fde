//! A case, its expectation, and the verdict of running it. An expectation is
//! what the law says; nothing here ever rewrites one.

mod compare;

mod findings;

use crate::determination::Determination;
use crate::diagnostic::Diagnostic;
use crate::eval::{self, Question};
use crate::facts::{self, Facts, Known};
use crate::program::{Case, Program};
use crate::value::Instant;

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
pub fn run(program: &Program, case: &Case, mut facts: Facts) -> Verdict {
    for given in &case.given {
        let known = match &given.value {
            None => Known::Unknown,
            Some(value) => eval::constant(program, value),
        };
        facts::put(&mut facts, program, &given.path, known);
    }
    let question = question(case, &facts);
    let (determination, mut findings) = eval::evaluate(program, &facts, &question);
    for expect in &case.expects {
        findings.extend(compare::unmet(program, &determination, expect));
    }
    Verdict {
        determination,
        findings,
    }
}

/// What a case asks; `check` has seen to it that it says as of when.
fn question(case: &Case, facts: &Facts) -> Question {
    let none = Instant::from_micros(0);
    Question {
        as_of: case.as_of.or(facts.record_complete_until).unwrap_or(none),
        law_of: case.law_of,
        known_by: case.known_by,
        ..Question::as_of(none)
    }
}
