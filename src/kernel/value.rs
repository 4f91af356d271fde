//! Values of answers: as exact ranges where two words do not do, and what two have in common.

use crate::plan::{Answer, What, Why, at_instant};
use crate::value::figure::Figure;
use crate::value::range::Fault;
use crate::value::{Range, Truth};

use super::Kernel;
use crate::plan::OpId;

impl Kernel<'_> {
    /// The moment asked for.
    pub(super) fn now(&self) -> Figure {
        at_instant(self.asked.as_of)
    }

    /// The range that a figure is.
    pub(super) fn range(&self, figure: Figure) -> Range {
        figure.range(&self.s.exact)
    }

    /// A range as a figure.
    pub(super) fn figure(&mut self, range: &Range) -> Figure {
        Figure::of(range, &mut self.s.exact)
    }

    pub(super) fn ranged(&mut self, range: &Range) -> Answer {
        Answer::of_figure(self.figure(range))
    }

    pub(super) fn is_less_than(&self, a: Figure, b: Figure) -> Truth {
        a.is_less_than(&b)
            .unwrap_or_else(|| self.range(a).is_less_than(&self.range(b)))
    }

    pub(super) fn is_at_least(&self, a: Figure, b: Figure) -> Truth {
        self.is_less_than(a, b).negate()
    }

    pub(super) fn join(&mut self, a: Figure, b: Figure) -> Figure {
        if a == b {
            return a;
        }
        let joined = self.range(a).join(&self.range(b));
        self.figure(&joined)
    }

    pub(super) fn smaller(&mut self, a: Figure, b: Figure) -> Figure {
        if a == b {
            return a;
        }
        let smaller = self.range(a).smaller(&self.range(b));
        self.figure(&smaller)
    }

    pub(super) fn larger(&mut self, a: Figure, b: Figure) -> Figure {
        if a == b {
            return a;
        }
        let larger = self.range(a).larger(&self.range(b));
        self.figure(&larger)
    }

    /// Notes that an amount could not be computed; nothing is known of it then.
    pub(super) fn fault(&mut self, op: OpId, fault: Fault) -> Answer {
        if !self.s.faults.contains(&(op, fault)) {
            self.s.faults.push((op, fault));
        }
        Answer::of_figure(Figure::UNKNOWN).because(Why::Fault)
    }

    /// Whether only one value is left.
    pub(super) fn is_settled(&self, answer: &Answer) -> bool {
        match answer.what {
            What::Yes | What::No | What::Text | What::Period => true,
            What::Figure => answer.figure().is_settled(&self.s.exact),
            What::Choice => answer.choices().is_some_and(|set| set.count_ones() == 1),
            _ => false,
        }
    }

    /// What is certain whichever of two values is the case; none for what is no value, or not of
    /// one kind.
    pub(super) fn join_values(&mut self, a: &Answer, b: &Answer) -> Option<Answer> {
        use What as W;
        Some(match (a.what, b.what) {
            (W::Yes | W::No | W::Open, W::Yes | W::No | W::Open) => {
                Answer::truth_of(a.truth().join(b.truth()))
            }
            (W::Figure, W::Figure) => Answer::of_figure(self.join(a.figure(), b.figure())),
            (W::Choice, W::Choice) => {
                Answer::of_choices(a.choices().unwrap_or(0) | b.choices().unwrap_or(0))
            }
            (W::Text | W::AnyText, W::Text | W::AnyText) => match self.same_value(a, b) {
                Truth::Yes => Answer::word(W::Text, a.low),
                _ => Answer::word(W::AnyText, 0),
            },
            (W::Period | W::AnyPeriod, W::Period | W::AnyPeriod) => match self.same_value(a, b) {
                Truth::Yes => Answer::word(W::Period, a.low),
                _ => Answer::word(W::AnyPeriod, 0),
            },
            _ => return None,
        })
    }

    /// Whether two values are the same, as far as they are known.
    pub(super) fn same_value(&self, a: &Answer, b: &Answer) -> Truth {
        use What as W;
        match (a.what, b.what) {
            (W::Figure, W::Figure) => match (a.figure().only(), b.figure().only()) {
                (Some(a), Some(b)) => Truth::from(a == b),
                _ => self.range(a.figure()).is_same(&self.range(b.figure())),
            },
            (W::Choice, W::Choice) => {
                let (x, y) = (a.choices().unwrap_or(0), b.choices().unwrap_or(0));
                match x & y {
                    0 => Truth::No,
                    _ if self.is_settled(a) && self.is_settled(b) => Truth::from(x == y),
                    _ => Truth::Undetermined,
                }
            }
            (W::Text, W::Text) => {
                let text = |answer: &Answer| self.slots.text(self.plan, answer.low);
                Truth::from(text(a) == text(b))
            }
            (W::Period, W::Period) => {
                let period = |answer: &Answer| self.slots.period(self.plan, answer.low);
                Truth::from(period(a) == period(b))
            }
            (W::Yes | W::No, W::Yes | W::No) => Truth::from(a.what == b.what),
            _ => Truth::Undetermined,
        }
    }
}
