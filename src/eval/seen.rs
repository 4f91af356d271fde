//! What an evaluation looked at, and how each question was answered: noted on
//! the side, for those who ask how much of a policy its cases try. What is
//! tried on the way to a route is no answer, and is not noted.

use std::collections::BTreeMap;

use crate::source::Span;
use crate::value::Truth;

use super::Eval;
use super::judged::{Item, Judged};

/// How often something was answered so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Yes; of what is no question, that its value is known.
    pub yes: u32,
    /// No.
    pub no: u32,
    /// Undetermined; of what is no question, that its value is not known.
    pub undetermined: u32,
}

impl Answers {
    fn note(&mut self, truth: Truth) {
        let count = match truth {
            Truth::Yes => &mut self.yes,
            Truth::No => &mut self.no,
            Truth::Undetermined => &mut self.undetermined,
        };
        *count = count.saturating_add(1);
    }

    /// How often it was looked at.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.yes
            .saturating_add(self.no)
            .saturating_add(self.undetermined)
    }
}

/// What one evaluation looked at, by where it is written.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Conditions, and the values in them.
    pub expressions: BTreeMap<Span, Answers>,
    /// Versions, by where they open: yes if one was certainly in force, undetermined if it may be.
    pub versions: BTreeMap<Span, Answers>,
    /// Exceptions, by their keyword and name: whether they held.
    pub exceptions: BTreeMap<Span, Answers>,
}

impl Eval<'_> {
    /// Notes what an expression yielded, if someone asks.
    pub(super) fn note_expression(&self, span: Span, judged: &Judged) {
        self.note_text(span);
        let Some(seen) = self.seen else { return };
        let truth = match &judged.item {
            Item::Value(crate::value::Value::Truth(truth)) => *truth,
            Item::Value(value) if !value.is_settled() => Truth::Undetermined,
            _ => Truth::Yes,
        };
        let mut seen = seen.borrow_mut();
        seen.expressions.entry(span).or_default().note(truth);
    }

    /// Notes that a version is in force, or may be.
    pub(super) fn note_version(&self, span: Span, truth: Truth) {
        if let Some(seen) = self.seen {
            let mut seen = seen.borrow_mut();
            seen.versions.entry(span).or_default().note(truth);
        }
    }

    /// Notes whether an exception held.
    pub(super) fn note_exception(&self, span: Span, truth: Truth) {
        if let Some(seen) = self.seen {
            let mut seen = seen.borrow_mut();
            seen.exceptions.entry(span).or_default().note(truth);
        }
    }
}
