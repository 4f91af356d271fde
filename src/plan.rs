//! The program compiled: one flat list of ops over numbered slots, made once and shared by all who
//! judge by it. It says what is computed from what and in which block; it holds no record and
//! judges nothing. Each op keeps the place of its expression, so that what it came to can be
//! explained.

mod answer;
mod cell;
mod compile;
mod id;
mod layout;
mod leaf;
mod op;
mod prepared;
mod provision;
mod straight;
mod time;
mod unsupported;

pub use answer::{Answer, Given, What, Why};
pub use cell::{Cell, Told};
pub use id::*;
pub use layout::Layout;
pub use op::Op;
pub use prepared::{Block, Options, Prepared};
pub use provision::Item;
pub use unsupported::Unsupported;

pub(crate) use answer::at_instant;
pub(crate) use cell::NONE;
pub(crate) use leaf::{Leaf, LeafKind};
pub(crate) use op::{
    Aggregate, Args, AskedTime, Dated, DayCount, Length, Place, Product, Shift, Term, Window, Year,
};
pub(crate) use provision::{
    By, Deed, Define, Determined, Duty, DutyBody, Exception, ExceptionBody, ForEach, Governed,
    Instead, Means, Must, Power, PowerBody, Relief, Sanction, SanctionBody, Unless, Version,
    Versions,
};
pub(crate) use straight::{At, Register, Side, Sort, Step, Straight, Turns};
pub(crate) use time::CalendarRef;
