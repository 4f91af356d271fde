//! What is missing, and the smallest sets of facts that settle an answer or turn it.

use serde::{Deserialize, Serialize};

use super::{Shown, Words};
use crate::value::Truth;

/// A fact or a judgement that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// `services[0].fee`
    pub path: String,
    /// Its title.
    pub title: Words,
    /// Who settles it, if it is a judgement.
    pub holder: Option<Words>,
    /// Asked for, and not known.
    pub declared_unknown: bool,
}

impl Need {
    /// Whether it is the record of an act, not said to be complete.
    #[must_use]
    pub fn is_act(&self) -> bool {
        self.path.starts_with("events.")
    }
}

/// Smallest sets of facts that settle a question; each verified by evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routes {
    /// To yes.
    pub yes: Vec<Vec<Step>>,
    /// To no.
    pub no: Vec<Vec<Step>>,
    /// To yes and no of what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whether: Option<Whether>,
    /// How far the search went; none where nothing was to be searched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}

/// Smallest sets of changed facts that turn a settled answer; each verified by evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// What turns.
    pub whether: Whether,
    /// To what it turns.
    pub to: Truth,
    /// The sets.
    pub sets: Vec<Vec<Step>>,
    /// How far the search went.
    pub search: Search,
}

/// What is asked of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whether {
    /// Whether a conclusion holds.
    Holds,
    /// Whether a duty arises.
    Arises,
    /// Whether a duty that has arisen is kept.
    Kept,
    /// Whether a power is there.
    Available,
    /// Whether a sanction can be imposed.
    Open,
}

/// How far a search went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Search {
    /// No other set of facts leads there.
    Complete,
    /// A bound was reached, or a part is not looked into: there may be others.
    Truncated,
}

/// One fact on a route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where.
    pub path: String,
    /// Its title.
    pub title: Words,
    /// What it would have to be.
    pub known: Shown,
    /// The names of the choices, where it is one of a list.
    pub choices: Vec<String>,
    /// What the record says.
    pub now: Shown,
    /// It says how many members a list has.
    pub members: bool,
}
