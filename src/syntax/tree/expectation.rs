//! What a case expects, as written.

use super::{Cite, Expr, Ident, Moment, Path};
use crate::source::Span;

/// What a case expects.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Of what.
    pub name: Ident,
    /// `of services[1], events[0]`: of which instance; none is of all.
    pub instance: Vec<InstancePart>,
    /// What.
    pub outcome: Expected,
    /// `by a, b`: exempt by which exceptions.
    pub by: Vec<Ident>,
    /// `due T`
    pub due: Option<Moment>,
    /// `citing …`
    pub citing: Vec<Cite>,
    /// `needs a, b`: names of facts or judgements, as paths.
    pub needs: Vec<Path>,
    /// The whole of it.
    pub span: Span,
}

/// A part of what tells an instance from others.
#[derive(Clone, Debug)]
pub enum InstancePart {
    /// A member of a list or an event: `services[1]`, `events[0]`.
    Place(Path),
    /// A year.
    Period(String),
}

/// The expected outcome.
#[derive(Clone, Debug)]
pub enum Expected {
    /// `expect NAME`
    Yes,
    /// `expect not NAME`
    No,
    /// `expect NAME is VALUE`, `expect NAME is not VALUE`
    Is(Expr, bool),
    /// A state in snake case: `exempt`, `not_in_force`, `undetermined`, …
    State(String, Span),
    /// `expect coming NAME [STATE] [at T]`, `expect not coming NAME`
    Coming {
        /// `not coming`
        denied: bool,
        /// To which state, in snake case.
        state: Option<(String, Span)>,
        /// When.
        at: Option<Moment>,
    },
}
