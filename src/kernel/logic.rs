//! And, or, not, and what chooses between two: Kleene's tables. What does not matter any more once
//! it is decided is not looked at, so an answer that was not found says that too.

use crate::plan::{Answer, Given, OpId, What};
use crate::value::Truth;
use crate::value::figure::{Figure, SCALE};

use super::Kernel;
use super::frame::Frame;
use super::scratch::Where;

impl Kernel<'_> {
    /// Whether all hold.
    pub(super) fn all(&mut self, of: &[OpId], frame: &Frame) -> Answer {
        if let [only] = of {
            return self.eval(*only, frame);
        }
        let mut all = Truth::Yes;
        for op in of {
            match self.truth(*op, frame) {
                Truth::Yes => {}
                Truth::No => return Answer::truth_of(Truth::No),
                Truth::Undetermined => all = Truth::Undetermined,
            }
        }
        Answer::truth_of(all)
    }

    /// Whether one holds.
    pub(super) fn any(&mut self, of: &[OpId], frame: &Frame) -> Answer {
        if let [only] = of {
            return self.eval(*only, frame);
        }
        let mut any = Truth::No;
        for op in of {
            match self.truth(*op, frame) {
                Truth::No => {}
                Truth::Yes => return Answer::truth_of(Truth::Yes),
                Truth::Undetermined => any = Truth::Undetermined,
            }
        }
        Answer::truth_of(any)
    }

    /// Whether at least so many hold.
    pub(super) fn at_least(&mut self, count: u32, of: &[OpId], frame: &Frame) -> Answer {
        let needed = count as usize;
        let (mut yes, mut open) = (0, 0);
        for (looked, op) in of.iter().enumerate() {
            if yes >= needed || yes + open + (of.len() - looked) < needed {
                break;
            }
            match self.truth(*op, frame) {
                Truth::Yes => yes += 1,
                Truth::No => {}
                Truth::Undetermined => open += 1,
            }
            let left = of.len() - looked - 1;
            if yes + open + left < needed {
                return Answer::truth_of(Truth::No);
            }
        }
        Answer::truth_of(if yes >= needed {
            Truth::Yes
        } else if yes + open < needed {
            Truth::No
        } else {
            Truth::Undetermined
        })
    }

    /// How many hold.
    pub(super) fn count_of(&mut self, of: &[OpId], frame: &Frame) -> Answer {
        let (mut yes, mut open) = (0, 0);
        for op in of {
            match self.truth(*op, frame) {
                Truth::Yes => yes += 1,
                Truth::No => {}
                Truth::Undetermined => open += 1,
            }
        }
        Answer::of_figure(Figure::between(counted(yes), counted(yes + open)))
    }

    /// `if c then a else b`; while the condition is open, what both have in common.
    pub(super) fn branch(&mut self, on: OpId, then: OpId, other: OpId, frame: &Frame) -> Answer {
        let taken = match self.truth(on, frame) {
            Truth::Yes => self.eval(then, frame),
            Truth::No => self.eval(other, frame),
            Truth::Undetermined => {
                let then = self.eval(then, frame);
                let other = self.eval(other, frame);
                return self.either(&then, &other);
            }
        };
        match taken.what {
            What::Yes | What::No | What::Open => Answer::truth_of(taken.truth()),
            _ => taken,
        }
    }

    /// What is certain of something that is the one or the other.
    pub(super) fn either(&mut self, one: &Answer, other: &Answer) -> Answer {
        let perhaps = one.perhaps || other.perhaps;
        let is_answer = |a: &Answer| matches!(a.what, What::Yes | What::No | What::Open);
        if is_answer(one) || is_answer(other) {
            return Answer::truth_of(one.truth().join(other.truth()));
        }
        if let Some(joined) = self.join_values(one, other) {
            return joined.perhaps(perhaps);
        }
        match (one.what, other.what) {
            (What::Record, What::Record) if one.low == other.low => Answer::record(one.slot),
            (What::Ahead, What::Ahead) => {
                Answer::ahead(self.join(one.figure(), other.figure())).perhaps(perhaps)
            }
            (What::NotApplicable | What::Ahead, What::NotApplicable | What::Ahead) => {
                Answer::NONE.perhaps(perhaps)
            }
            (What::Figure, What::NotApplicable | What::Ahead) => {
                Answer::of_figure(one.figure()).perhaps(true)
            }
            (What::NotApplicable | What::Ahead, What::Figure) => {
                Answer::of_figure(other.figure()).perhaps(true)
            }
            // Of what is no ordered value nothing is known where it may not apply.
            _ => self.nothing_of(one, other).perhaps(perhaps),
        }
    }

    /// Nothing is known of what is either of two.
    fn nothing_of(&self, one: &Answer, other: &Answer) -> Answer {
        let sort = |what: What| [one.what, other.what].contains(&what);
        if sort(What::Choice) {
            return Answer::of_choices(u64::MAX);
        }
        if sort(What::Text) || sort(What::AnyText) {
            return Answer::word(What::AnyText, 0);
        }
        if sort(What::Period) || sort(What::AnyPeriod) {
            return Answer::word(What::AnyPeriod, 0);
        }
        Answer::NONE
    }

    /// The first that is not declared unknown.
    pub(super) fn first_known(&mut self, of: &[OpId], frame: &Frame) -> Answer {
        let mut last = Answer::NONE;
        for op in of {
            last = self.eval(*op, frame);
            if last.given != Given::Unknown {
                return last;
            }
        }
        Answer {
            given: Given::Stated,
            ..last
        }
    }

    /// How many members a list is known to have.
    pub(super) fn known_members(&self, members: &Where) -> usize {
        match *members {
            Where::Slots { count, .. } => count as usize,
            Where::Picked { from, to } => to.saturating_sub(from) as usize,
        }
    }
}

/// A count in millionths.
pub(super) fn counted(count: usize) -> i64 {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    count.saturating_mul(SCALE)
}
