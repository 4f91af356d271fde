//! What a plan cannot be made of yet. Whoever asks then takes the other evaluator.

use crate::source::Span;

/// What a plan cannot be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// A record that is a part of itself.
    RecursiveRecord(Span),
    /// A record of so many slots.
    TooManySlots,
    /// What stands in for a fact lies in a list.
    DefaultInList,
    /// A list of values that is given as an argument.
    ListAsArgument(Span),
    /// An exception that puts another limit in place of one that is counted with the calendar of
    /// some place.
    PlacedReplacement(Span),
    /// An expression of a form that is not known.
    Expression(Span),
}

impl Unsupported {
    /// Its name, for logs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Unsupported::RecursiveRecord(_) => "recursive-record",
            Unsupported::TooManySlots => "too-many-slots",
            Unsupported::DefaultInList => "default-in-list",
            Unsupported::ListAsArgument(_) => "list-as-argument",
            Unsupported::PlacedReplacement(_) => "placed-replacement",
            Unsupported::Expression(_) => "expression",
        }
    }
}
