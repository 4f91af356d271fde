//! Cases: what is given, what is asked, and what the law says of it.

use super::expression::{Expr, FactPath};
use super::provision::Head;
use crate::name::Name;
use crate::source::Span;
use crate::value::{Instant, State};

/// A case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name and title.
    pub head: Head,
    /// The file of facts, relative to the case's own file.
    pub facts: Option<(String, Span)>,
    /// The moment whose state is asked for.
    pub as_of: Option<Instant>,
    /// The moment whose law applies, where forced.
    pub law_of: Option<Instant>,
    /// Facts recorded later are ignored.
    pub known_by: Option<Instant>,
    /// The proposals that are taken to be law.
    pub proposed: Vec<String>,
    /// The readings that are asked for: the full name of each, and its alternative.
    pub readings: Vec<(String, Name)>,
    /// What it is about, in words of the author's own.
    pub tags: Vec<Name>,
    /// What is given on top of the file.
    pub given: Vec<Given>,
    /// What the law says of it.
    pub expects: Vec<Expect>,
}

/// `given PATH is VALUE`
#[derive(Clone, Debug)]
pub struct Given {
    /// Where in the record.
    pub path: FactPath,
    /// What; none is declared unknown.
    pub value: Option<Expr>,
    /// Where it is written.
    pub span: Span,
}

/// One expectation.
#[derive(Clone, Debug)]
pub struct Expect {
    /// The full name: `kr.netflix_law.covered`.
    pub name: String,
    /// Of which instance: `services[1]`.
    pub instance: Option<String>,
    /// `yes`, `no`, a state, or a value.
    pub outcome: Outcome,
    /// Names of the exceptions that must be among those that hold.
    pub by: Vec<Name>,
    /// When it must be due.
    pub due: Option<Due>,
    /// Articles that must be cited by the provision or its exceptions, as the determination prints them.
    pub citing: Vec<String>,
    /// Paths that must be among the needed facts.
    pub needs: Vec<String>,
    /// Where it is written.
    pub span: Span,
}

impl Expect {
    /// What is to come, if it is about that.
    #[must_use]
    pub fn change(&self) -> Option<&Change> {
        match &self.outcome {
            Outcome::Coming(change) => Some(change),
            _ => None,
        }
    }
}

/// What is expected.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// A conclusion's answer.
    YesNo(bool),
    /// A state; a conclusion may be undetermined or not in force.
    State(State),
    /// A typed value.
    Value(Expr),
    /// Anything but a typed value.
    NotValue(Expr),
    /// A change that lies ahead.
    Coming(Change),
}

/// A change that lies ahead, or is not to.
#[derive(Clone, Debug)]
pub struct Change {
    /// It is not to come.
    pub denied: bool,
    /// To which state; any, if it does not say.
    pub state: Option<State>,
    /// When; at any time, if it does not say.
    pub at: Option<Instant>,
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// A day, open until its end.
    Day(crate::value::Date),
    /// An instant, included.
    At(Instant),
}
