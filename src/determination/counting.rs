//! How a limit was counted: from what, how long, and as whose rules have it.

use serde::{Deserialize, Serialize};

use super::{Shown, TimeLimit, Words};
use crate::period::count::Step;

/// The counting that led to a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counting {
    /// From what: a fact or the moment itself by its title, or a time that is set in its turn.
    pub from: TimeLimit,
    /// The instant or the day from which it is counted.
    pub start: Shown,
    /// What is counted, in order.
    pub lengths: Vec<Length>,
    /// Backward from there.
    pub before: bool,
    /// Whose rules count; none where time runs as it passes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<CountedBy>,
    /// What those rules did with each day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// A length that is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// What it is called, where it is a fact and not written in the provision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Words>,
    /// How long.
    pub is: Shown,
    /// Taken off.
    pub less: bool,
}

/// The rules by which a period is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedBy {
    /// `kr.civil`
    pub name: String,
    /// What they are.
    pub title: Words,
    /// The articles they rest on.
    pub cites: Vec<String>,
}
