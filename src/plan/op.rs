//! One op for each expression of the program. What it is made of are ops of the same block, by
//! their numbers; what is run again for each member, event or argument is a block of its own.

use crate::program::expression::{Gather, Stretch};
use crate::value::{CompareOp, Factor, Number, Period, Sign, State};

use super::id::{ActId, BlockId, DefineId, DutyId, FixedId, LeafId, OpId, SlotId, VarId};
use super::provision::Item;
use super::time::{CalendarRef, RegimeId};

/// Some ops side by side, among the `args` of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Args {
    pub(crate) from: u32,
    pub(crate) len: u32,
}

/// What one expression computes.
#[derive(Clone, Copy, Debug)]
#[expect(
    missing_docs,
    reason = "each is named as the node of the program that it is"
)]
pub enum Op {
    Fixed(FixedId),
    /// A slot of the record itself.
    Read(SlotId, LeafId),
    Variable(VarId),
    /// A slot so far into a record.
    Field(OpId, u32, LeafId),
    /// A member of a list by its position. Where there is none of it, it is this slot.
    Member(OpId, u32, LeafId, SlotId),
    /// A slot recorded over months.
    Over(Place, LeafId, u32),
    Moment,
    AsOf,
    Call(DefineId, Args),
    UnderLaw(OpId, OpId),
    /// A judgement of a record, so far into it.
    Judged(OpId, u32, LeafId),
    All(Args),
    Any(Args),
    AtLeast(u32, Args),
    CountOf(Args),
    Not(OpId),
    Compare(CompareOp, OpId, OpId),
    Same(OpId, OpId),
    OneOf(OpId, u64),
    IsKnown(OpId),
    IsApplicable(OpId),
    /// Among the `asked_states` of the program.
    InState(u32),
    /// Among the `asked_times` of the program.
    OfDuty(u32),
    Happened(ActId),
    Events(ActId),
    /// Among the `terms` of the program.
    Sum(u32, u32),
    /// Among the `products` of the program.
    Product(u32),
    If(OpId, OpId, OpId),
    /// Among the `tables` of the program.
    Table(u32),
    /// Among the `aggregates` of the program.
    Aggregate(u32),
    /// Among the `windows` of the program.
    Window(u32),
    Extreme(bool, Args),
    FirstKnown(Args),
    EdgeOf(OpId, Dated, Stretch, bool),
    DayOf(OpId, Dated, u8, u8),
    Rolled(OpId, CalendarRef),
    /// Among the `shifts` of the program.
    Shift(u32),
    IsWorkingDay(OpId, Dated, CalendarRef),
}

impl Op {
    /// What sort of op it is, for those who count them.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Op::Fixed(_) => "fixed",
            Op::Read(..) => "read",
            Op::Variable(_) => "variable",
            Op::Field(..) => "field",
            Op::Member(..) => "member",
            Op::Over(..) => "over",
            Op::Moment => "moment",
            Op::AsOf => "as of",
            Op::Call(..) => "call",
            Op::UnderLaw(..) => "under law",
            Op::Judged(..) => "judged",
            Op::All(_) => "all",
            Op::Any(_) => "any",
            Op::AtLeast(..) => "at least",
            Op::CountOf(_) => "count of",
            Op::Not(_) => "not",
            Op::Compare(..) => "compare",
            Op::Same(..) => "same",
            Op::OneOf(..) => "one of",
            Op::IsKnown(_) => "is known",
            Op::IsApplicable(_) => "is applicable",
            Op::InState(_) => "in state",
            Op::OfDuty(_) => "of duty",
            Op::Happened(_) => "happened",
            Op::Events(_) => "events",
            Op::Sum(..) => "sum",
            Op::Product(_) => "product",
            Op::If(..) => "if",
            Op::Table(_) => "table",
            Op::Aggregate(_) => "aggregate",
            Op::Window(_) => "window",
            Op::Extreme(..) => "extreme",
            Op::FirstKnown(_) => "first known",
            Op::EdgeOf(..) => "edge of",
            Op::DayOf(..) => "day of",
            Op::Rolled(..) => "rolled",
            Op::Shift(_) => "shift",
            Op::IsWorkingDay(..) => "is working day",
        }
    }
}

/// Where a slot is.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A slot of the record itself.
    Slot(SlotId),
    /// So far into a record.
    Of(OpId, u32),
}

/// Whether an ordered value is a day or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// A day.
    Day,
    /// An instant.
    Instant,
}

/// A term of a sum: its sign, by how much it is scaled where that is not one, and the op.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    pub(crate) sign: Sign,
    pub(crate) scale: Option<Number>,
    pub(crate) of: OpId,
}

/// A product: its factors, each with the seconds that its unit contains, and those of the whole.
#[derive(Clone, Debug)]
pub(crate) struct Product {
    pub(crate) factors: Vec<(Factor, Option<Number>, OpId)>,
    pub(crate) unit: Number,
}

/// A table: of each row the cells that must hold, and the value.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) rows: Vec<(Args, OpId)>,
    pub(crate) complete: bool,
    pub(crate) unknown: FixedId,
    pub(crate) answers: bool,
}

/// A question over the members of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aggregate {
    pub(crate) gather: Gather,
    pub(crate) list: OpId,
    pub(crate) member: Member,
    /// Run for each member.
    pub(crate) block: BlockId,
    pub(crate) condition: Option<OpId>,
    pub(crate) each: Option<OpId>,
    /// Further members never make a sum smaller.
    pub(crate) grows: bool,
    /// The times of events are taken.
    pub(crate) times: bool,
}

/// The variable that is a member, and what the vocabulary says of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    pub(crate) variable: VarId,
    pub(crate) leaf: LeafId,
}

/// Stretches of time, and what one of them must hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) length: Length,
    pub(crate) list: OpId,
    pub(crate) member: Member,
    pub(crate) dated: Dated,
    /// Run for each member: when it is and ends, until when a stretch from it lasts, what is shared.
    pub(crate) placing: BlockId,
    pub(crate) at: OpId,
    pub(crate) until: Option<OpId>,
    pub(crate) sharing: Option<OpId>,
    pub(crate) within: VarId,
    pub(crate) begin: VarId,
    pub(crate) end: VarId,
    /// What holds of some members holds of these and more, and of longer ones.
    pub(crate) grows: bool,
    /// Run for each stretch.
    pub(crate) asking: BlockId,
    pub(crate) has: OpId,
}

/// Which stretches of time there are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Length {
    /// Those of the calendar.
    Calendar(Stretch),
    /// All of this length of time; the last instant is included.
    Lasting(OpId),
    /// All that end with the day which this counts from when the member is, and how it counts from
    /// a day.
    Counted(OpId, Dated, Option<DayCount>),
}

/// A period counted from a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shift {
    pub(crate) period: Period,
    pub(crate) before: bool,
    pub(crate) regime: Option<RegimeId>,
    pub(crate) calendar: CalendarRef,
    pub(crate) from: OpId,
    pub(crate) dated: Dated,
}

/// How a period is counted from some time of a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DayCount {
    pub(crate) period: Period,
    pub(crate) regime: RegimeId,
    pub(crate) calendar: CalendarRef,
}

/// A reference period: months, and the year or of which time it is the year, and how many later.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Months {
    pub(crate) first: u8,
    pub(crate) last: u8,
    pub(crate) year: Year,
}

/// Which year.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Year {
    /// This one.
    Number(i32),
    /// So many after the one in which a time or a day lies.
    Of(OpId, Dated, i32),
}

/// Whether an item is in a state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskedState {
    pub(crate) item: Item,
    pub(crate) of: Option<OpId>,
    pub(crate) state: State,
}

/// A time of a duty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskedTime {
    pub(crate) asks: crate::program::expression::Asks,
    pub(crate) duty: DutyId,
    pub(crate) args: Args,
    pub(crate) latest: Option<bool>,
    /// What is asked for is a day, or a time.
    pub(crate) dated: Dated,
}
