//! What is missing, and the smallest sets of facts that settle an answer or turn it.

use serde::Serialize;

use super::{Shown, Words};
use crate::value::Truth;

/// A fact or a judgement that is missing. Serialised as its path.
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

impl Serialize for Need {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path)
    }
}

/// Smallest sets of facts that settle a question; each verified by evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Routes {
    /// To yes.
    pub yes: Vec<Vec<Step>>,
    /// To no.
    pub no: Vec<Vec<Step>>,
    /// To yes and no of what: `holds`, `arises`, `kept`, `available` or `open`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whether: Option<&'static str>,
    /// How far the search went; none where nothing was to be searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}

/// Smallest sets of changed facts that turn a settled answer; each verified by evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// What turns: `holds`, `arises`, `available` or `open`.
    pub whether: &'static str,
    /// To what it turns.
    pub to: Truth,
    /// The sets.
    pub sets: Vec<Vec<Step>>,
    /// How far the search went.
    pub search: Search,
}

/// How far a search went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Search {
    /// No other set of facts leads there.
    Complete,
    /// A bound was reached, or a part is not looked into: there may be others.
    Truncated,
}

/// One fact on a route. Serialised as its path and what a record would say of it:
/// `{"path": "outage.duration", "more_than": "4 hours"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where.
    pub path: String,
    /// Its title.
    pub title: Words,
    /// What it would have to be.
    pub known: Shown,
    /// The same as a record says it: `is`, `at_least`, …, and the value.
    pub written: (&'static str, serde_json::Value),
    /// What the record says.
    pub now: Shown,
    /// It says how many members a list has: `{"path": "services", "members": {"at_least": 1}}`.
    pub members: bool,
}

impl Serialize for Step {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("path", &self.path)?;
        let (key, value) = &self.written;
        if self.members {
            map.serialize_entry("members", &serde_json::json!({ *key: value }))?;
        } else {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
