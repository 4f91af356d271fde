//! What the vocabulary says of a slot.

use crate::value::{Kind, Range};

use super::id::{BlockId, OpId, PolicyId};

/// What the vocabulary says of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) kind: LeafKind,
    /// A time that lies ahead by its nature.
    pub(crate) planned: bool,
    /// The policy that declares it.
    pub(crate) policy: PolicyId,
    /// From what it is computed where the record does not give it; the record is variable 0.
    pub(crate) computed: Option<(BlockId, OpId, u32)>,
    /// Between what it lies, whatever the record says.
    pub(crate) within: Range,
    /// The same where it is computed.
    pub(crate) always: Range,
    /// The starts and ends of what it ends or starts, among those of the plan.
    pub(crate) beside: Option<u32>,
    /// It is a judgement; the next slot says since when there is an answer.
    pub(crate) judgement: bool,
}

/// The start of what ends here, or the end of what starts here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// How far into the record this one is.
    pub(crate) own: u32,
    /// How far the other.
    pub(crate) other: u32,
    /// This one is the end.
    pub(crate) ends: bool,
}

/// Of which sort a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeafKind {
    /// Yes or no.
    Answer,
    /// One of these choices.
    Choice(u64),
    /// An ordered value that is no time.
    Figure,
    /// An instant.
    Instant,
    /// A day.
    Day,
    /// A text.
    Text,
    /// A period.
    Period,
    /// A record.
    Record,
    /// A list.
    List,
}

impl LeafKind {
    /// The sort of a kind; `choices` is every choice of a list.
    pub(crate) fn of(kind: &Kind, choices: impl Fn(usize) -> u64) -> LeafKind {
        match kind {
            Kind::YesNo => LeafKind::Answer,
            Kind::Choice(list) => LeafKind::Choice(choices(*list)),
            Kind::Time => LeafKind::Instant,
            Kind::Date => LeafKind::Day,
            Kind::Text | Kind::Party => LeafKind::Text,
            Kind::Period => LeafKind::Period,
            Kind::Record(_) => LeafKind::Record,
            Kind::List(_) | Kind::Events(_) => LeafKind::List,
            Kind::Number | Kind::Share | Kind::Quantity(_) | Kind::Money(_) | Kind::Duration => {
                LeafKind::Figure
            }
        }
    }
}
