//! The limits that a duty has: the one that is known, or the earliest and the latest that it can be.

use super::{Determination, Due, DutyRow, Stage};
use crate::value::Instant;

/// Which end of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// It is known, for certain or as recorded.
    Known,
    /// The earliest that it can be: the one to keep while it is open.
    Earliest,
    /// The latest that it can be.
    Latest,
}

/// A limit of a duty that is owed.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'d> {
    /// Of which duty.
    pub duty: &'d DutyRow,
    /// Which end of its limit.
    pub end: End,
    /// The instant or the day.
    pub due: Due,
    /// The last instant in time.
    pub at: Instant,
}

impl Determination {
    /// The limits of what is owed and was not done, for certain or as recorded; the nearest first,
    /// whether they have passed or not.
    #[must_use]
    pub fn limits(&self) -> Vec<Limit<'_>> {
        let pending = self.duties.iter();
        let pending = pending
            .filter(|duty| self.stage(duty) == Stage::ToDo && self.waits_for(duty).is_none());
        let mut limits: Vec<Limit<'_>> = pending.flat_map(|duty| self.limits_of(duty)).collect();
        limits.sort_by_key(|limit| (limit.at, limit.end));
        limits
    }

    fn limits_of<'d>(&self, duty: &'d DutyRow) -> Vec<Limit<'d>> {
        let zone = self.zone_of(duty);
        let ends = match duty.due_as_recorded() {
            Some(due) => vec![(End::Known, Some(due))],
            None => vec![
                (End::Earliest, duty.earliest()),
                (End::Latest, duty.due_latest),
            ],
        };
        let limit = |(end, due): (End, Option<Due>)| {
            let due = due?;
            let at = due.last(zone)?;
            Some(Limit { duty, end, due, at })
        };
        ends.into_iter().filter_map(limit).collect()
    }
}
