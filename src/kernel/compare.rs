//! Comparisons, and questions about one fact.

use crate::plan::{Answer, Given, OpId};
use crate::value::{CompareOp, Truth};

use super::Kernel;
use super::frame::Frame;

impl Kernel<'_> {
    /// An ordered comparison.
    pub(super) fn compare(
        &mut self,
        op: CompareOp,
        left: OpId,
        right: OpId,
        frame: &Frame,
    ) -> Answer {
        let a = self.eval(left, frame);
        let b = self.eval(right, frame);
        if !a.lies_somewhere() || !b.lies_somewhere() {
            return Answer::truth_of(Truth::Undetermined);
        }
        // What has not come compares as it will if it ever comes.
        let (x, y) = (a.figure(), b.figure());
        Answer::truth_of(match op {
            CompareOp::AtLeast => self.is_less_than(x, y).negate(),
            CompareOp::MoreThan => self.is_less_than(y, x),
            CompareOp::AtMost => self.is_less_than(y, x).negate(),
            CompareOp::LessThan => self.is_less_than(x, y),
        })
    }

    /// Whether the two are the same.
    pub(super) fn same(&mut self, left: OpId, right: OpId, frame: &Frame) -> Answer {
        let a = self.eval(left, frame);
        let b = self.eval(right, frame);
        if !a.lies_somewhere() || !b.lies_somewhere() {
            return Answer::truth_of(Truth::Undetermined);
        }
        Answer::truth_of(self.same_value(&a, &b))
    }

    /// Whether a choice is one of these.
    pub(super) fn one_of(&mut self, of: OpId, set: u64, frame: &Frame) -> Answer {
        Answer::truth_of(match self.eval(of, frame).choices() {
            Some(known) if known & set == 0 => Truth::No,
            Some(known) if known & !set == 0 => Truth::Yes,
            _ => Truth::Undetermined,
        })
    }

    /// Whether a fact is given. One that is not may still be.
    pub(super) fn is_known(&mut self, of: OpId, frame: &Frame) -> Answer {
        Answer::truth_of(match self.eval(of, frame).given {
            Given::Stated => Truth::Yes,
            Given::Unknown | Given::NotYet => Truth::No,
            Given::Absent | Given::Perhaps => Truth::Undetermined,
        })
    }

    /// Whether a fact applies. A time that has not come does not yet.
    pub(super) fn is_applicable(&mut self, of: OpId, frame: &Frame) -> Answer {
        let answer = self.eval(of, frame);
        Answer::truth_of(match answer.given {
            _ if answer.is_not_applicable() => Truth::No,
            _ if answer.perhaps => Truth::Undetermined,
            Given::Stated => Truth::Yes,
            Given::NotYet => Truth::No,
            Given::Absent | Given::Unknown | Given::Perhaps => Truth::Undetermined,
        })
    }
}
