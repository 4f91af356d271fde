//! Paths into a record of facts, as written.

use super::Ident;
use crate::source::Span;

/// A dotted path with indices: `services[0].outage.started`.
#[derive(Clone, Debug)]
pub struct Path {
    /// The steps; the first is a name.
    pub steps: Vec<PathStep>,
    /// The whole of it.
    pub span: Span,
}

/// One step of a path.
#[derive(Clone, Debug)]
pub enum PathStep {
    /// A name.
    Name(Ident),
    /// `[3]`, counted from 0.
    Index(u32),
}
