//! Where another reading than the one that is used leads.

use serde::{Deserialize, Serialize};

use super::{AnswerValue, Due, Words};

/// What a row comes to on another reading than the one that is used. Only what differs is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnReading {
    /// The full name of what can be read so or so.
    pub reading: String,
    /// The alternative that is taken instead, by name.
    pub alternative: String,
    /// Its title.
    pub title: Words,
    /// The answer or the state it leads to.
    pub to: AnswerValue,
    /// By when a duty is then due, or the earliest by which it can be; none where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// That is the earliest, and it may be due later.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_earliest: bool,
}
