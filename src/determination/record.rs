//! What the record told: every fact that was heard, from whom, and who the parties are.

use serde::{Deserialize, Serialize};

use super::{Shown, Words};
use crate::value::Moment;

/// A fact, a judgement or an event of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRow {
    /// Its place: `services[0].outage.started`, `events[1]`.
    pub path: String,
    /// Its title; of an event that of the act.
    pub title: Words,
    /// What is known of it; of an event when it happened.
    pub value: Shown,
    /// Over which reference period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
    /// Who says so, or who made the judgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What that party is called, if it is one that the policies know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_title: Option<Words>,
    /// Where that is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What is noted of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was judged, if it is a judgement of which the record says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// Within which bounds, where that is all that is known of when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Shown>,
    /// It has not come yet; the value says only after when it can.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ahead: bool,
    /// It is a judgement that someone made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub judgement: bool,
    /// Who settles it, if it is a judgement of which the policies say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Words>,
    /// The title of the fact at the top in which it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Words>,
    /// It is what its record is called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub names: bool,
}

/// How far a fact is from being established, by what the record notes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// It is assumed.
    Assumed,
    /// A part of it is.
    PartlyAssumed,
    /// It was concluded from something else.
    Inferred,
    /// It is as others reported it.
    Reported,
}

impl Basis {
    /// Whether it is assumed, or a part of it is.
    pub(crate) fn is_assumed(self) -> bool {
        matches!(self, Basis::Assumed | Basis::PartlyAssumed)
    }

    /// What a note of the record says: it begins with `Assumed`, `Inferred` or `As reported`, or with
    /// 가정, 추정 or 보도, or says of a part that it `is assumed` (`가정임`).
    pub(crate) fn noted(note: &str) -> Option<Basis> {
        let note = note.to_lowercase();
        let begins = |words: &[&str]| words.iter().any(|word| note.starts_with(word));
        let says = |words: &[&str]| words.iter().any(|word| note.contains(word));
        if begins(&["assumed", "가정"]) {
            Some(Basis::Assumed)
        } else if says(&["is assumed", "are assumed", "가정임"]) {
            let every = begins(&["every "]);
            Some(if every {
                Basis::Assumed
            } else {
                Basis::PartlyAssumed
            })
        } else if begins(&["inferred", "추정"]) {
            Some(Basis::Inferred)
        } else if begins(&["as reported", "reported", "보도"]) {
            Some(Basis::Reported)
        } else {
            None
        }
    }
}

impl FactRow {
    /// How far it is from being established, by what the record notes of it.
    #[must_use]
    pub fn basis(&self) -> Option<Basis> {
        Basis::noted(self.note.as_deref()?)
    }

    /// Whether it is an event itself, and not a fact about one.
    #[must_use]
    pub fn is_event(&self) -> bool {
        self.path.starts_with("events[") && !self.path.contains('.')
    }
}

/// A party that the record calls by a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyRow {
    /// `operator`
    pub name: String,
    /// Its title.
    pub title: Words,
    /// What the record calls it.
    pub called: String,
}
