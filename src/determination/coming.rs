//! What is coming, if nothing else happens.

use serde::{Deserialize, Serialize};

use super::{Need, Words};
use crate::value::{Date, Moment, State};

/// How states change after the moment asked for, if nothing else happens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coming {
    /// So far ahead was looked, and up to then the changes that were found are all told;
    /// none where nobody asked.
    #[serde(rename = "coming_until")]
    pub until: Option<Moment>,
    /// Whether that is as far as is ever looked, and not where the list was cut. A change that goes
    /// again before the next moment at which one is expected may not be found.
    #[serde(rename = "coming_complete")]
    pub complete: bool,
    /// The changes, in the order of time.
    #[serde(rename = "coming")]
    pub rows: Vec<ComingRow>,
}

/// Of which kind a row is whose state changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A duty.
    Duty,
    /// A power.
    Power,
    /// A sanction.
    Sanction,
}

/// One change of state to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComingRow {
    /// Of which kind of row.
    pub kind: RowKind,
    /// The full name: `kr.netflix_law.notify_stop`.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Which instance: `services[0]`.
    pub instance: Option<String>,
    /// What the instance is called.
    pub instance_title: Option<String>,
    /// The state until then.
    pub from: State,
    /// The state from then on.
    pub to: State,
    /// When.
    pub at: Moment,
    /// Only after that instant, not yet at it.
    pub after: bool,
    /// The instant by which it is then due, included.
    pub due_at: Option<Moment>,
    /// The day by which it is then due, open until its end.
    pub due_day: Option<Date>,
    /// The articles of the version then in force.
    pub cites: Vec<String>,
    /// What has not come and hinders it if it does by then: `services[0].outage.ended`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Need>,
}

impl ComingRow {
    /// Whether its instance is one of a period of the calendar, which comes back whatever happens.
    #[must_use]
    pub fn is_periodic(&self) -> bool {
        super::about::is_of_a_period(self.instance.as_deref())
    }
}
