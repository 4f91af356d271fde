//! What persons settle: the questions left to them, and what they found.

use serde::Serialize;

use super::{Because, Words};
use crate::value::Truth;

/// A judgement that something waits for or rests on.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// The full name of what was found: `kr.netflix_law.stability_breach`.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Of which instance.
    pub instance: Option<String>,
    /// What was found: `yes`, `no`, or a state in snake case.
    pub value: serde_json::Value,
    /// Who found it, as recorded.
    pub by: Option<String>,
    /// The title of that party.
    pub by_title: Option<Words>,
    /// When, RFC 3339.
    pub at: Option<String>,
    /// What is noted of it.
    pub note: Option<String>,
    /// Where it is written.
    pub source: Option<String>,
    /// What the rules come to.
    pub derived: serde_json::Value,
    /// Why they do.
    pub derived_because: Because,
}
