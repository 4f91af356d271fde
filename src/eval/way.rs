//! How a value was computed: a tree of shapes (sum, comparison, branch …) with
//! what is known at each step. Routes to another answer are read off it.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use crate::determination::{CalendarDay, Need};
use crate::facts::Months;
use crate::program::FactPath;
use crate::value::{CompareOp, Factor, Number, Range, Truth, Value, Zone};

use super::counting::CountedPeriod;

/// A step of an evaluation: what is known there, and what it hangs on.
#[derive(Clone, Debug)]
pub(super) struct Way {
    /// What is known of it; none of what is neither an answer nor a figure.
    pub(super) now: Option<Value>,
    /// What it hangs on.
    pub(super) shape: Shape,
}

/// Something the record could say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// A value.
    Fact(FactPath),
    /// A value over a reference period.
    Over(FactPath, Months),
    /// How many members a list has.
    Members(FactPath),
    /// That an act happened, and when; or that it did not.
    Event(usize),
}

/// What a step hangs on.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    /// It is not looked into; it hangs on these, as far as is told.
    Opaque(Vec<Rc<Way>>),
    /// No fact changes it.
    Fixed,
    /// A fact that is known and applies, once it is given at all.
    Given,
    /// So many must hold.
    Some(usize, Vec<Rc<Way>>),
    /// It must not hold.
    Not(Rc<Way>),
    /// Something is presumed while this is open, and what is missing for it.
    Presumed(Rc<Way>, Rc<[Need]>),
    /// A fact or judgement that is yes or no.
    YesNo(Place),
    /// A choice: which make it yes, and which no.
    Choice {
        /// Where.
        place: Place,
        /// Which it may be.
        now: u64,
        /// Choices that make it yes.
        yes: u64,
        /// Choices that make it no.
        no: u64,
    },
    /// A fact that may be anything else: which value makes it yes.
    Is(Place, Value),
    /// A list that may have more members than the record names.
    More {
        /// The list.
        list: Place,
        /// How many it has at least.
        known: usize,
    },
    /// Whether an act is done in a stretch of time.
    Done(usize, Range),
    /// Whether an act is done then that is what is asked for: done alone it need not be.
    DoneSo(usize, Range),
    /// A comparison of a figure that perhaps does not apply: it is open where it does not.
    IfApplies(Rc<Way>),
    /// A comparison of two figures.
    Compare(Rc<Way>, CompareOp, Rc<Way>),
    /// Whether a time lies on some days: in which part of what it can be it does, and in which not.
    Days(Rc<Way>, Rc<[(Range, Truth)]>),
    /// The day that the calendar fixes by a time, in a zone, or by a day: a later one gives none that is
    /// earlier.
    OnCalendar(Rc<Way>, CalendarDay, Option<Zone>),
    /// The last day of a period that is counted from a time or a day: a later one gives none that is
    /// earlier.
    Counted(Rc<Way>, Rc<CountedPeriod>),
    /// A fact that is a figure.
    Figure(Place),
    /// A fact that is reckoned from others where it is not given.
    Reckoned(Place, Rc<Way>),
    /// A sum of figures, each taken so many times.
    Sum(Vec<(Number, Rc<Way>)>),
    /// The same, of which a regime may make something else: hours that it counts.
    About(Vec<(Number, Rc<Way>)>),
    /// A product of figures and of a number.
    Product(Number, Vec<(Factor, Rc<Way>)>),
    /// The largest or the smallest.
    Extreme {
        /// The largest.
        largest: bool,
        /// Of what.
        of: Vec<Rc<Way>>,
    },
    /// How many of these hold.
    Count {
        /// Of the members.
        of: Vec<Rc<Way>>,
        /// Whether there are more of them.
        more: Option<Rc<Way>>,
    },
    /// The one figure or the other.
    Branch {
        /// On what it depends.
        on: Rc<Way>,
        /// Where that holds, as far as it was looked at.
        then: Option<Rc<Way>>,
        /// Where it does not.
        otherwise: Option<Rc<Way>>,
    },
    /// The rows of a table: whether each fits, and what it then comes to, as far as it was looked at.
    Rows(Vec<(Rc<Way>, Option<Rc<Way>>)>),
}

impl Way {
    /// The answer.
    pub(super) fn truth(&self) -> Truth {
        match self.now {
            Some(Value::Truth(truth)) => truth,
            _ => Truth::Undetermined,
        }
    }

    /// The figure.
    pub(super) fn range(&self) -> Range {
        match self.now {
            Some(Value::Range(range)) => range,
            _ => Range::UNKNOWN,
        }
    }
}

impl Shape {
    /// What is not looked into, of which nothing is told either.
    pub(super) const OPAQUE: Shape = Shape::Opaque(Vec::new());

    /// What rests on a presumption elsewhere, and what would show otherwise.
    pub(super) fn rebutted(by: &[Need]) -> Shape {
        let open = Way {
            now: Some(Value::Truth(Truth::Undetermined)),
            shape: Shape::OPAQUE,
        };
        Shape::Presumed(Rc::new(open), by.into())
    }

    /// All must hold.
    pub(super) fn all(of: Vec<Rc<Way>>) -> Shape {
        Shape::Some(of.len(), of)
    }

    /// One must hold.
    pub(super) fn any(of: Vec<Rc<Way>>) -> Shape {
        Shape::Some(1, of)
    }

    /// What it hangs on directly.
    pub(super) fn beneath(&self) -> Vec<&Rc<Way>> {
        match self {
            Shape::Some(_, of) | Shape::Extreme { of, .. } | Shape::Opaque(of) => {
                of.iter().collect()
            }
            Shape::Count { of, more } => of.iter().chain(more).collect(),
            Shape::Not(of)
            | Shape::IfApplies(of)
            | Shape::Presumed(of, _)
            | Shape::Reckoned(_, of)
            | Shape::OnCalendar(of, ..)
            | Shape::Counted(of, _)
            | Shape::Days(of, _) => vec![of],
            Shape::Compare(left, _, right) => vec![left, right],
            Shape::Sum(of) | Shape::About(of) => of.iter().map(|(_, part)| part).collect(),
            Shape::Product(_, of) => of.iter().map(|(_, part)| part).collect(),
            Shape::Rows(rows) => {
                let rows = rows.iter();
                rows.flat_map(|(on, value)| std::iter::once(on).chain(value))
                    .collect()
            }
            Shape::Branch {
                on,
                then,
                otherwise,
            } => [Some(on), then.as_ref(), otherwise.as_ref()]
                .into_iter()
                .flatten()
                .collect(),
            _ => Vec::new(),
        }
    }

    /// What it hangs on directly, taken out of it.
    fn take_beneath(&mut self) -> Vec<Rc<Way>> {
        match self {
            Shape::Fixed
            | Shape::Given
            | Shape::YesNo(_)
            | Shape::Choice { .. }
            | Shape::Is(..)
            | Shape::More { .. }
            | Shape::Done(..)
            | Shape::DoneSo(..)
            | Shape::Figure(_) => return Vec::new(),
            _ => {}
        }
        match std::mem::replace(self, Shape::Fixed) {
            Shape::Some(_, of) | Shape::Extreme { of, .. } | Shape::Opaque(of) => of,
            Shape::Count { mut of, more } => {
                of.extend(more);
                of
            }
            Shape::Not(of)
            | Shape::IfApplies(of)
            | Shape::Presumed(of, _)
            | Shape::Reckoned(_, of)
            | Shape::OnCalendar(of, ..)
            | Shape::Counted(of, _)
            | Shape::Days(of, _) => vec![of],
            Shape::Compare(left, _, right) => vec![left, right],
            Shape::Sum(of) | Shape::About(of) => of.into_iter().map(|(_, part)| part).collect(),
            Shape::Product(_, of) => of.into_iter().map(|(_, part)| part).collect(),
            Shape::Rows(rows) => {
                let rows = rows.into_iter();
                rows.flat_map(|(on, value)| std::iter::once(on).chain(value))
                    .collect()
            }
            Shape::Branch {
                on,
                then,
                otherwise,
            } => [Some(on), then, otherwise].into_iter().flatten().collect(),
            _ => Vec::new(),
        }
    }

    /// The place of a fact.
    pub(super) fn place(&self) -> Option<&Place> {
        match self {
            Shape::YesNo(place)
            | Shape::Choice { place, .. }
            | Shape::Is(place, _)
            | Shape::Figure(place) => Some(place),
            Shape::More { list, .. } => Some(list),
            _ => None,
        }
    }
}

/// How steps are found again by their addresses, and places of the record by theirs: no more is needed
/// than that near ones lie apart.
pub(super) type Addresses = BuildHasherDefault<Address>;

/// One address, of one number or of several.
#[derive(Default)]
pub(super) struct Address(u64);

impl Hasher for Address {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        let both = self.0.rotate_left(5) ^ number;
        let spread = both.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = spread ^ (spread >> 32);
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(u64::try_from(number).unwrap_or(u64::MAX));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The steps that an answer hangs on, each once and in the order in which they are met; beneath a
/// step only where `further` says so. Nothing is kept on the stack, so that no chain is too long.
pub(super) fn each_once(way: &Rc<Way>, further: impl Fn(&Way) -> bool) -> Vec<&Rc<Way>> {
    let mut found = Vec::new();
    let mut seen = HashSet::with_hasher(Addresses::default());
    let mut open = vec![way];
    while let Some(way) = open.pop() {
        if !seen.insert(Rc::as_ptr(way)) {
            continue;
        }
        found.push(way);
        if further(way) {
            open.extend(way.shape.beneath().into_iter().rev());
        }
    }
    found
}

/// A long chain of steps is let go of one by one.
impl Drop for Way {
    fn drop(&mut self) {
        let mut open = self.shape.take_beneath();
        while let Some(way) = open.pop() {
            if let Ok(mut way) = Rc::try_unwrap(way) {
                open.extend(way.shape.take_beneath());
            }
        }
    }
}
