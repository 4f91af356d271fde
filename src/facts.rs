//! What is known of one incident: a file's text in, typed facts out, with a
//! finding at its place for all that does not fit the vocabulary. A missing
//! fact is no fault. Knows the vocabulary of the program, not its provisions;
//! opens no file.

mod answer;
mod by_then;
mod calendars;
mod contested;
mod disputes;
mod document;
mod doer;
mod events;
mod findings;
mod form;
mod found;
mod given;
mod heard;
mod json;
mod known;
mod names;
mod node;
mod place;
mod put;
mod re;
mod read;
mod reader;
mod record;
mod series;
mod slot;
#[cfg(test)]
mod tests;
mod time;
#[cfg(feature = "toml")]
mod toml;
mod unassumed;
mod value;
#[cfg(feature = "yaml")]
mod yaml;

pub use answer::{answer, assumption, assumptions, is_unknown, moment};
pub use by_then::as_known;
pub use contested::{Claimed, contested};
pub use disputes::{Dispute, accounts, disputes, take};
pub use document::Document;
pub use form::Format;
pub use given::{MAX_MEMBERS, assume, blank, blank_record, get, put};
pub use heard::{Heard, last_heard};
pub(crate) use known::BOUNDS;
pub use place::{Listed, Own, Place, expected, is_free, may_have_more, place, places};
pub(crate) use read::RESERVED;
pub use read::{document, read, read_as};
pub(crate) use reader::PROVENANCE;
pub use unassumed::unassumed;

use crate::diagnostic::Phrase;
use crate::period::Calendar;
use crate::program::{FactPath, Program};
use crate::value::{Date, Instant, Range, State, Value, Zone};
use std::sync::Arc;

/// The record of one incident, shaped by a program's vocabulary.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What the record calls itself.
    pub title: Option<Phrase>,
    /// The zone of its local times, if it names one.
    pub zone: Option<Zone>,
    /// One for each fact at the top, in the program's order.
    pub facts: Arc<Vec<Datum>>,
    /// One for each judgement of the program; those about a record stand in it and are absent here.
    pub judgements: Vec<Datum>,
    /// What was done, in the order of the file.
    pub events: Vec<Event>,
    /// What competent parties found of duties, in the order of the file.
    pub found: Vec<Found>,
    /// Until when the list of events is complete.
    pub record_complete_until: Option<Instant>,
    /// From when it is: of what was done before, the record does not tell.
    pub record_complete_from: Option<Instant>,
    /// Calendars with the holidays that the record states beside the data.
    pub calendars: Vec<Stated>,
    /// Places of which something is assumed, whatever the record says of them.
    pub assumed: Vec<FactPath>,
}

/// A calendar with holidays that the record states, and all that it stated before.
#[derive(Clone, Debug)]
pub struct Stated {
    /// The calendar.
    pub calendar: Calendar,
    /// When that was recorded.
    pub recorded: Option<Instant>,
}

impl Facts {
    /// The calendar of that name as it was known by then: with what the record states, else as it
    /// is declared or comes with the program.
    #[must_use]
    pub fn calendar<'a>(
        &'a self,
        program: &'a Program,
        name: &str,
        known_by: Option<Instant>,
    ) -> Option<&'a Calendar> {
        let known = |stated: &&Stated| match (stated.recorded, known_by) {
            (Some(recorded), Some(known_by)) => recorded <= known_by,
            _ => true,
        };
        let mut stated = self.calendars.iter().rev().filter(known);
        let stated = stated.find(|stated| stated.calendar.name == name);
        stated
            .map(|stated| &stated.calendar)
            .or_else(|| program.calendar(name))
    }
}

/// One thing done.
#[derive(Clone, Debug)]
pub struct Event {
    /// The act.
    pub act: usize,
    /// The record of the event, shaped by the act's record; its first two fields are `at` and `by`.
    pub datum: Datum,
    /// The instances it answers, where it says so: each by all the parts that are named.
    pub re: Vec<Vec<Part>>,
}

/// What a competent party found of a duty.
#[derive(Clone, Debug)]
pub struct Found {
    /// The duty.
    pub duty: usize,
    /// The state it was found in, in snake case.
    pub state: State,
    /// Of which instances, where it says so: each by all the parts that are named.
    pub re: Vec<Vec<Part>>,
    /// By whom and when.
    pub provenance: Provenance,
}

/// A part of what makes an instance: `services[0]`, `events[1]`, `2024`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A member of a list, or an event.
    Place(FactPath),
    /// A period of the calendar, as printed.
    Period(String),
    /// A duty, where it is its breach that is answered.
    Duty(usize),
}

/// What is known at one place, and from whom.
#[derive(Clone, Debug, Default)]
pub struct Datum {
    /// What is known.
    pub known: Known,
    /// From whom and since when.
    pub provenance: Provenance,
}

/// What is known at one place.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// Not given.
    #[default]
    Absent,
    /// Declared unknown: someone asked and does not know.
    Unknown,
    /// Declared not applicable.
    NotApplicable,
    /// An end that has not come yet.
    NotYet,
    /// A value, or bounds of one.
    Value(Value),
    /// A record.
    Record(Fields),
    /// A list.
    List {
        /// Its members.
        members: Vec<Datum>,
        /// There may be more.
        open: bool,
    },
    /// Accounts that differ, of which one is true.
    Disputed(Vec<Datum>),
    /// Values over reference periods.
    Series(Vec<(Months, Datum)>),
}

/// The fields of a record, and the judgements made about it.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// One for each field, in the program's order.
    pub fields: Vec<Datum>,
    /// Judgements about this record, by number.
    pub judgements: Vec<(usize, Datum)>,
}

/// A reference period: first and last month, as year and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Months {
    /// First month.
    pub first: (i32, u8),
    /// Last month.
    pub last: (i32, u8),
}

/// From whom a fact is, and since when.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// Where it is written.
    pub source: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// When that was so, or within which bounds: of a judgement or a finding, when it was made.
    pub at: Option<Box<Datum>>,
    /// When it was recorded.
    pub recorded: Option<Instant>,
    /// What else should be known about it.
    pub note: Option<String>,
    /// It is only assumed.
    pub assumed: bool,
}

impl Provenance {
    /// Between which times that was so, in seconds; none where nothing is said of it.
    #[must_use]
    pub fn at(&self) -> Option<Range> {
        let at = self.at.as_ref()?;
        Some(match &at.known {
            Known::Value(Value::Range(range)) => *range,
            _ => Range::UNKNOWN,
        })
    }
}

/// The instants from the beginning of one day to the end of another, the last left out.
#[must_use]
pub fn whole_days(zone: Zone, first: Date, last: Date) -> Option<(Instant, Instant)> {
    Some((zone.midnight(first)?, zone.midnight(last.plus_days(1)?)?))
}
