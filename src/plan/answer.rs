//! What one op came to, in one run of its block.

use crate::value::figure::{Ends, Figure};
use crate::value::{Instant, Truth};

use super::cell::NONE;

/// What one op came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// The slot that it was read from, or that leaves it open.
    pub(crate) slot: u32,
    /// In which judging it was found.
    pub(crate) turn: u32,
    pub(crate) what: What,
    pub(crate) ends: Ends,
    pub(crate) given: Given,
    pub(crate) why: Why,
    /// It may not apply after all; it is this if it does.
    pub(crate) perhaps: bool,
}

/// Of which sort an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// No.
    No,
    /// Undetermined.
    Open,
    /// Yes.
    Yes,
    /// An ordered value.
    Figure,
    /// Some choices, by their bits.
    Choice,
    /// A text, by its number.
    Text,
    /// A text that is not known.
    AnyText,
    /// A period, by its number.
    Period,
    /// A period that is not known.
    AnyPeriod,
    /// It does not apply.
    NotApplicable,
    /// A time that has not come: none as yet, and if it comes, within this.
    Ahead,
    /// A record, by its slot.
    Record,
    /// A list, by its number among those of the judging.
    List,
}

/// Whether the record speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    /// It does, or it is no fact.
    Stated,
    /// An end that has not come.
    NotYet,
    /// A time of which it is open whether it has come.
    Perhaps,
    /// It does not.
    Absent,
    /// Someone asked and does not know.
    Unknown,
}

/// Why an answer is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It is settled, or what it is made of says why.
    Parts,
    /// The slot holds nothing.
    Missing,
    /// The slot is declared unknown.
    DeclaredUnknown,
    /// The slot holds bounds.
    Bounded,
    /// Accounts of the slot differ.
    Disputed,
    /// The slot waits for a judgement.
    Judgement,
    /// Which version governs is open.
    Version,
    /// The record of events does not go far enough.
    Record,
    /// A calendar does not go far enough.
    Calendar,
    /// It does not fit, or divides by zero.
    Fault,
    /// It lies deeper than is looked.
    Depth,
}

impl Answer {
    pub(crate) const NONE: Answer = Answer {
        low: 0,
        high: 0,
        slot: NONE,
        turn: 0,
        what: What::NotApplicable,
        ends: Ends::CLOSED,
        given: Given::Stated,
        why: Why::Parts,
        perhaps: false,
    };

    pub(crate) const fn truth_of(truth: Truth) -> Answer {
        Answer {
            what: match truth {
                Truth::Yes => What::Yes,
                Truth::No => What::No,
                Truth::Undetermined => What::Open,
            },
            ..Answer::NONE
        }
    }

    pub(crate) const fn of_figure(figure: Figure) -> Answer {
        Answer {
            low: figure.low,
            high: figure.high,
            ends: figure.ends,
            what: What::Figure,
            ..Answer::NONE
        }
    }

    /// A time that has not come.
    pub(crate) const fn ahead(figure: Figure) -> Answer {
        Answer {
            what: What::Ahead,
            ..Answer::of_figure(figure)
        }
    }

    pub(crate) const fn of_choices(set: u64) -> Answer {
        Answer {
            low: set.cast_signed(),
            what: What::Choice,
            ..Answer::NONE
        }
    }

    pub(crate) const fn word(what: What, low: i64) -> Answer {
        Answer {
            low,
            what,
            ..Answer::NONE
        }
    }

    pub(crate) fn record(cell: u32) -> Answer {
        Answer {
            low: i64::from(cell),
            slot: cell,
            what: What::Record,
            ..Answer::NONE
        }
    }

    pub(crate) const fn because(mut self, why: Why) -> Answer {
        self.why = why;
        self
    }

    pub(crate) const fn perhaps(mut self, perhaps: bool) -> Answer {
        self.perhaps = perhaps;
        self
    }

    /// The answer; of what is none, undetermined.
    #[must_use]
    pub const fn truth(&self) -> Truth {
        match self.what {
            What::Yes => Truth::Yes,
            What::No => Truth::No,
            _ => Truth::Undetermined,
        }
    }

    /// The ordered value; of what is none, nothing is known.
    pub(crate) const fn figure(&self) -> Figure {
        match self.what {
            What::Figure | What::Ahead => Figure {
                low: self.low,
                high: self.high,
                ends: self.ends,
            },
            _ => Figure::UNKNOWN,
        }
    }

    /// The choices it may be.
    pub(crate) const fn choices(&self) -> Option<u64> {
        match self.what {
            What::Choice => Some(self.low.cast_unsigned()),
            _ => None,
        }
    }

    /// Whether both say the same, wherever they are from.
    pub(crate) fn is_same_as(&self, other: &Answer) -> bool {
        (self.what, self.low, self.high, self.ends)
            == (other.what, other.low, other.high, other.ends)
    }

    /// Whether it does not apply.
    pub(crate) fn is_not_applicable(&self) -> bool {
        matches!(self.what, What::NotApplicable | What::Ahead)
    }

    /// Whether it applies, or has not come but may: it lies within its figure if it ever is.
    pub(crate) fn lies_somewhere(&self) -> bool {
        !self.perhaps && self.what != What::NotApplicable
    }

    /// Whether what is reckoned from this and another applies: it does if both do, and has not come
    /// if one of them has not and both lie somewhere.
    pub(crate) fn with(&self, other: &Answer) -> Answer {
        let either = |what: What| self.what == what || other.what == what;
        let perhaps = self.perhaps || other.perhaps;
        let what = if either(What::NotApplicable) || (either(What::Ahead) && perhaps) {
            What::NotApplicable
        } else if either(What::Ahead) {
            What::Ahead
        } else {
            What::Figure
        };
        Answer {
            what,
            perhaps,
            ..*self
        }
    }

    /// What a time that is reckoned from this one alone comes to.
    pub(crate) fn come_to(&self, figure: Figure) -> Answer {
        let what = match self.what {
            What::NotApplicable => return Answer::NONE.perhaps(self.perhaps),
            What::Ahead => What::Ahead,
            _ => What::Figure,
        };
        let answer = Answer::of_figure(figure).perhaps(self.perhaps);
        Answer { what, ..answer }
    }

    /// The slot of a record, or of what does not apply.
    pub(crate) fn place(&self) -> Option<u32> {
        (self.slot != NONE).then_some(self.slot)
    }
}

/// An instant in millionths of a second.
pub(crate) fn at_instant(at: Instant) -> Figure {
    Figure::exactly(at.micros())
}
