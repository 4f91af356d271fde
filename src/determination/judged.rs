//! What persons settle: the questions left to them, and what they found.

use serde::{Deserialize, Serialize};

use super::{AnswerValue, Because, Shown, Words};
use crate::value::{Moment, Truth};

/// A judgement that something waits for or rests on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct JudgementRow {
    /// Its path in the record: `impaired`, `services[0].unforeseen`.
    pub name: String,
    /// The question.
    pub title: Words,
    /// Who settles it.
    pub holder: Option<String>,
    /// The holder's title.
    pub holder_title: Option<Words>,
    /// What is to be weighed.
    pub criteria: Option<Words>,
    /// Its articles.
    pub cites: Vec<String>,
    /// The answer so far.
    pub value: Truth,
    /// Who gave it.
    pub by: Option<String>,
}

/// What a competent party found of a conclusion or a duty, and what the rules come to without it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FindingRow {
    /// The full name of what was found: `kr.netflix_law.stability_breach`.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Of which instance.
    pub instance: Option<String>,
    /// What was found: yes, no, or a state.
    pub value: AnswerValue,
    /// Who found it, as recorded.
    pub by: Option<String>,
    /// The title of that party.
    pub by_title: Option<Words>,
    /// When.
    pub at: Option<Moment>,
    /// Within which bounds, where that is all that is known of when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Shown>,
    /// What is noted of it.
    pub note: Option<String>,
    /// Where it is written.
    pub source: Option<String>,
    /// What the rules come to.
    pub derived: AnswerValue,
    /// Why they do.
    pub derived_because: Because,
}
