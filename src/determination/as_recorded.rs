//! What an open duty comes to if nothing was done that is not on record. In an incident the record ends
//! some minutes before the moment asked about: until someone says otherwise, this is what is to be done.

use serde::{Deserialize, Serialize};

use super::{Due, DutyRow, Prompt, Shown, TimeLimit};
use crate::value::State;

/// What a duty comes to if nothing was done that is not on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsRecorded {
    /// The state, in snake case.
    pub state: State,
    /// By when it is due, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
}

impl DutyRow {
    /// The state; of what is open, the state that it has as recorded where it is then to be done.
    #[must_use]
    pub fn state_as_recorded(&self) -> State {
        let recorded = self.as_recorded.map(|recorded| recorded.state);
        let recorded = recorded.filter(|state| matches!(state, State::Pending | State::Breached));
        match self.state {
            State::Undetermined => recorded.unwrap_or(self.state),
            state => state,
        }
    }

    /// By when it is due: for certain, or else as recorded.
    #[must_use]
    pub fn due_as_recorded(&self) -> Option<Due> {
        self.due().or_else(|| self.as_recorded?.due)
    }

    /// The latest that it can be due: the known limit, or else the end of what is known of it.
    #[must_use]
    pub fn latest(&self) -> Option<Due> {
        self.due_as_recorded().or(self.due_latest)
    }

    /// The earliest that it can be due, where the limit lies between two, or the record bounds the time
    /// from which it runs; else the earliest alone says only that no clock has been seen to start, and
    /// of several limits between which it is open the first that is known counts.
    #[must_use]
    pub fn earliest(&self) -> Option<Due> {
        let safe = self.due_latest.is_some() || self.runs_from_record();
        self.due_as_recorded()
            .or(self.due_earliest.filter(|_| safe))
            .or_else(|| self.limit.as_ref().and_then(first_known))
    }

    /// Whether the record says from when at the earliest the limit runs: by a time, by an account of
    /// it, or by a bound. That something has not been seen to happen is no such bound.
    #[must_use]
    pub fn runs_from_record(&self) -> bool {
        self.limit.as_ref().is_some_and(is_from_record)
    }

    /// Whether that it is owed, or by when, is so as recorded alone: something that is not on record
    /// could be otherwise.
    #[must_use]
    pub fn rests_on_record(&self) -> bool {
        self.state_as_recorded() != self.state
            || self.due().is_none() && self.due_as_recorded().is_some()
    }
}

fn is_from_record(limit: &TimeLimit) -> bool {
    match limit {
        TimeLimit::At(_) => true,
        TimeLimit::Counted(counting) => {
            let own = is_start(&counting.from) || is_from_record(&counting.from);
            // What is due before something that has not come may be over, from that long ago.
            let ahead = counting.before && matches!(counting.start, Shown::MoreThan(_));
            own && (ahead || is_bounded(&counting.start))
        }
        TimeLimit::Prompt(Prompt { by: Some(of), .. })
        | TimeLimit::Moved { from: of, .. }
        | TimeLimit::PerhapsMoved(of) => is_from_record(of),
        TimeLimit::EarliestOf(of) | TimeLimit::LatestOf(of) | TimeLimit::OneOf(of) => {
            !of.is_empty() && of.iter().all(is_from_record)
        }
        _ => false,
    }
}

/// Whether a period can run from it: a time of the record or of a duty, or one of several.
fn is_start(from: &TimeLimit) -> bool {
    match from {
        TimeLimit::Titled(_)
        | TimeLimit::Told(_)
        | TimeLimit::OfDuty { .. }
        | TimeLimit::EarliestIn(_)
        | TimeLimit::LatestIn(_) => true,
        TimeLimit::OnCalendar { of, .. } => is_start(of),
        TimeLimit::EarliestOf(of) | TimeLimit::LatestOf(of) | TimeLimit::OneOf(of) => {
            !of.is_empty() && of.iter().all(is_start)
        }
        _ => false,
    }
}

/// The first that is known of the limits between which it is open.
fn first_known(limit: &TimeLimit) -> Option<Due> {
    let TimeLimit::OneOf(of) = limit else {
        return None;
    };
    // They are told in the order of time.
    of.iter().find_map(|limit| match limit {
        TimeLimit::At(due) => Some(*due),
        TimeLimit::Moved { to, .. } => *to,
        TimeLimit::Prompt(Prompt {
            by: Some(limit), ..
        }) => match **limit {
            TimeLimit::At(due) => Some(due),
            _ => None,
        },
        _ => None,
    })
}

fn is_bounded(start: &Shown) -> bool {
    match start {
        Shown::Is(_) | Shown::AtLeast(_) | Shown::Between(..) => true,
        Shown::Within(low, _) => is_bounded(low),
        _ => false,
    }
}
