//! What a slot holds: what the record says there, in two machine words.

use crate::value::figure::{Ends, Figure};

/// No cell.
pub(crate) const NONE: u32 = u32::MAX;

/// One slot of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// The cell that is read where this one is silent.
    pub(crate) instead: u32,
    pub(crate) told: Told,
    pub(crate) ends: Ends,
}

/// What is told there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing.
    Absent,
    /// It is declared unknown.
    Unknown,
    /// It is declared not applicable.
    NotApplicable,
    /// The record that it would be a part of is declared not applicable.
    Above,
    /// An end that has not come.
    NotYet,
    /// Yes.
    Yes,
    /// No.
    No,
    /// Yes or no, but nothing is known of which.
    Open,
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
    /// A record.
    Record,
    /// A list: its first member, and how many.
    List,
    /// The same, of which there may be more.
    OpenList,
    /// Accounts that differ: the first, and how many.
    Disputed,
    /// Values over reference periods: the first, and how many.
    Series,
}

impl Cell {
    /// A cell of which nothing is told.
    pub(crate) const ABSENT: Cell = Cell {
        low: 0,
        high: 0,
        instead: NONE,
        told: Told::Absent,
        ends: Ends::CLOSED,
    };

    pub(crate) fn figure(&self) -> Figure {
        Figure {
            low: self.low,
            high: self.high,
            ends: self.ends,
        }
    }

    pub(crate) fn set_figure(&mut self, figure: Figure) {
        (self.low, self.high, self.ends) = (figure.low, figure.high, figure.ends);
        self.told = Told::Figure;
    }

    pub(crate) fn set(&mut self, told: Told, low: i64, high: i64) {
        (self.told, self.low, self.high) = (told, low, high);
    }
}
