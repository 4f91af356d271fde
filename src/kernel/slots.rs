//! One record of facts in slots.

use crate::name::Name;
use crate::plan::{ActId, Cell, DutyId, NONE, Prepared, Told};
use crate::program::PartyRef;
use crate::value::State;
use crate::value::figure::Exact;
use crate::value::{Instant, Period, Range, Truth};

/// One record of facts in slots. It is filled again for the next one.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    pub(super) cells: Vec<Cell>,
    /// What each account of a disputed fact says.
    pub(super) accounts: Vec<Cell>,
    /// Values over reference periods.
    pub(super) series: Vec<(crate::facts::Months, Cell)>,
    pub(super) exact: Exact,
    pub(super) periods: Vec<Period>,
    pub(super) texts: Texts,
    pub(super) lists: Vec<Members>,
    pub(super) events: Vec<Event>,
    /// The events of each act, in the order of the record.
    pub(super) of_act: Vec<Vec<u32>>,
    pub(super) found: Vec<Found>,
    /// Instances that are named, each by its parts.
    pub(super) named: Vec<(u32, u32)>,
    pub(super) parts: Vec<Part>,
    pub(super) complete_until: Option<Instant>,
    pub(super) complete_from: Option<Instant>,
}

/// Texts, one behind the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
    }

    fn get(&self, number: usize) -> Option<&str> {
        let from = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.all.get(from..*self.ends.get(number)?)
    }
}

/// The members of a list that stand side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Members {
    /// The slot of the list.
    pub(super) list: u32,
    pub(super) first: u32,
    pub(super) count: u32,
    pub(super) stride: u32,
}

/// Something done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) act: ActId,
    /// Its record.
    pub(super) cell: u32,
    /// Whether it was done by the one who does it.
    pub(super) by: Truth,
    /// The instances that it names, among `named`.
    pub(super) re: (u32, u32),
}

/// What a competent party found of a duty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) duty: DutyId,
    pub(super) state: State,
    pub(super) at: Option<Range>,
    /// It is from the one who finds it, and was recorded in time.
    pub(super) heard: bool,
    pub(super) re: (u32, u32),
}

/// What tells one instance of an item from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A member of a list, or an event, by its slot.
    Place(u32),
    /// A period of the calendar.
    Period(PeriodKey),
    /// A duty, where it is its breach that is answered.
    Duty(DutyId),
    /// What there is no instance of.
    Nowhere,
}

/// A period of the calendar as it is printed: its first day, and how much of it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PeriodKey {
    pub(crate) first: i64,
    pub(crate) form: PeriodForm,
}

/// How much of the first day of a period is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PeriodForm {
    Year,
    Quarter,
    Month,
    Day,
}

impl Slots {
    pub(super) fn cell(&self, at: u32) -> Cell {
        self.cells.get(at as usize).copied().unwrap_or(Cell::ABSENT)
    }

    pub(super) fn text<'t>(&'t self, plan: &'t Prepared, number: i64) -> Option<&'t str> {
        let number = usize::try_from(number).ok()?;
        let written = plan.texts.get(number);
        let told = || self.texts.get(number.checked_sub(plan.texts.len())?);
        written.map(String::as_str).or_else(told)
    }

    /// Keeps a text; its number, behind those that the plan writes.
    pub(super) fn keep_text(&mut self, plan: &Prepared, text: &str) -> i64 {
        let number = plan.texts.len() + self.texts.ends.len();
        self.texts.all.push_str(text);
        self.texts.ends.push(self.texts.all.len());
        i64::try_from(number).unwrap_or(i64::MAX)
    }

    /// Tells something in a slot.
    pub(super) fn tell(&mut self, at: usize, told: Told, low: i64, high: i64) {
        if let Some(cell) = self.cells.get_mut(at) {
            cell.set(told, low, high);
        }
    }

    pub(super) fn period(&self, plan: &Prepared, number: i64) -> Option<Period> {
        let number = usize::try_from(number).ok()?;
        let written = plan.periods.get(number);
        let told = || self.periods.get(number.checked_sub(plan.periods.len())?);
        written.or_else(told).copied()
    }

    /// The list in which a member is, if it is in one.
    pub(super) fn list_of(&self, member: u32) -> Option<&Members> {
        // Lists are laid out one after another, so the last that begins before it is the one.
        let after = self.lists.partition_point(|list| list.first <= member);
        let list = self.lists.get(after.checked_sub(1)?)?;
        let within = member - list.first;
        (within < list.count * list.stride && within.is_multiple_of(list.stride)).then_some(list)
    }

    /// Whether a text names a party. A text that names nobody leaves it open.
    pub(super) fn is_party(&self, plan: &Prepared, written: &str, party: PartyRef) -> Truth {
        let written = Name::new(written.trim());
        let mut someone = false;
        for known in &plan.parties {
            let own = known.own.and_then(|slot| self.own_name(plan, slot.0));
            let called =
                known.names.contains(&written) || own.is_some_and(|own| Name::new(own) == written);
            if called && known.party == party {
                return Truth::Yes;
            }
            someone |= called;
        }
        if someone {
            Truth::No
        } else {
            Truth::Undetermined
        }
    }

    fn own_name<'t>(&'t self, plan: &'t Prepared, at: u32) -> Option<&'t str> {
        let (_, cell) = self.find(at);
        (cell.told == Told::Text).then(|| self.text(plan, cell.low))?
    }

    /// What is told there, or where the law lets it be read instead.
    pub(super) fn find(&self, mut at: u32) -> (u32, Cell) {
        let mut cell = self.cell(at);
        for _ in 1..MAX_INSTEAD {
            if cell.told != Told::Absent || cell.instead == NONE {
                break;
            }
            at = cell.instead;
            cell = self.cell(at);
        }
        (at, cell)
    }
}

/// How often one place may stand in for another.
pub(super) const MAX_INSTEAD: usize = 8;
