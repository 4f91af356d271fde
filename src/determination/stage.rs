//! What there is to do about a duty at the moment asked for, if nothing was done that is not on record.

use super::{Aspect, Determination, Due, DutyRow, FactRow, Need, Words};
use crate::value::{Instant, State, Truth};

/// What there is to do about a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It was owed by a limit that has passed, and as far as the record goes it was not done.
    Overdue,
    /// It is owed and was not done, and no limit has passed for certain.
    ToDo,
    /// It was done late, or although it is forbidden, or is breached in a way that no act makes good.
    Over,
    /// It was done; it is open whether as it is owed.
    Questioned,
    /// It is owed for certain by no limit; it is open whether it is kept.
    Unconfirmed,
    /// It is open whether it is owed.
    Perhaps,
    /// Nothing.
    Settled,
}

impl Determination {
    /// What there is to do about a duty.
    #[must_use]
    pub fn stage(&self, duty: &DutyRow) -> Stage {
        let limited = duty.without_delay || duty.limit.is_some() || duty.latest().is_some();
        match duty.state {
            State::Pending => Stage::ToDo,
            State::Breached if limited => Stage::Overdue,
            state if state.is_breach() => Stage::Over,
            State::Undetermined => match duty.state_as_recorded() {
                _ if self.is_done(duty) && duty.arises == Truth::Yes => Stage::Questioned,
                State::Breached => Stage::Overdue,
                State::Pending => Stage::ToDo,
                _ if duty.arises != Truth::Yes => Stage::Perhaps,
                _ if self.has_passed(duty) && self.is_on_record(duty) => Stage::Questioned,
                _ if self.has_passed(duty) => Stage::Overdue,
                _ if limited => Stage::ToDo,
                _ => Stage::Unconfirmed,
            },
            _ => Stage::Settled,
        }
    }

    /// Whether the limit of a duty has passed, wherever it can fall.
    #[must_use]
    pub fn has_passed(&self, duty: &DutyRow) -> bool {
        let last = self.last(duty, duty.latest());
        last.is_some_and(|last| last < self.as_of.instant())
    }

    /// The last instant in time, by the zone of a duty.
    pub(super) fn last(&self, duty: &DutyRow, due: Option<Due>) -> Option<Instant> {
        due?.last(self.zone_of(duty))
    }

    /// The events on record of an act of this title, but for those that are still to come.
    pub fn done<'d>(&'d self, act: &'d Words) -> impl DoubleEndedIterator<Item = &'d FactRow> {
        let facts = self.facts.iter();
        facts.filter(move |fact| fact.is_event() && !fact.ahead && fact.title == *act)
    }

    /// Whether the record tells of an act such as the duty demands, or may demand. Of a duty that is
    /// owed several times it may be about another.
    fn is_on_record(&self, duty: &DutyRow) -> bool {
        let acts =
            || std::iter::once(&duty.must).chain(duty.alternatives.iter().map(|other| &other.must));
        duty.about.instance.is_none() && acts().any(|act| self.done(act).next().is_some())
    }

    /// Whether something was done on the duty, though it is not known when or whether that is enough.
    fn is_done(&self, duty: &DutyRow) -> bool {
        let open = duty.about.open.iter();
        let open = open.filter(|open| open.what == Aspect::State);
        let mut needs = open.flat_map(|open| &open.needs);
        let is_act = |need: &Need| {
            let event = need.path.split('.').next();
            let mut facts = self.facts.iter().filter(|fact| fact.is_event());
            facts.any(|fact| Some(fact.path.as_str()) == event && fact.title == duty.must)
        };
        duty.done_at.is_some() || needs.any(is_act)
    }
}
