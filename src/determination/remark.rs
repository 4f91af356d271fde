//! What is to be said beside the rows: conflicts, acts that do not count, readings and doubts.

use serde::{Deserialize, Serialize};

use super::Words;
use crate::value::Moment;

/// Two duties of which one demands what the other forbids of the same bearer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConflictRow {
    /// The act.
    pub act: String,
    /// Its title.
    pub title: Words,
    /// The bearer's title.
    pub bearer: Option<Words>,
    /// The duty that demands it.
    pub demands: Ruling,
    /// The duty that forbids it.
    pub forbids: Ruling,
}

/// A provision that rules an act: one of two in conflict, or a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Its full name.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// The instance.
    pub instance: Option<String>,
    /// Its articles.
    pub cites: Vec<String>,
}

/// Something on the record that does not count, or was done without the power to do it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IrregularRow {
    /// Its path in the record: `events[1]`, `services[0].unforeseen`.
    pub path: String,
    /// The act, or the question.
    pub title: Words,
    /// When it was done.
    pub at: Option<Moment>,
    /// Who did it, as recorded.
    pub by: Option<String>,
    /// The title of that party.
    pub by_title: Option<Words>,
    /// Whose act it is, or who settles the question.
    pub expected: Option<Words>,
    /// Why it does not count.
    pub why: Irregular,
    /// Full names of the powers that were not there.
    pub powers: Vec<String>,
}

/// Why something on the record does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Irregular {
    /// Another party did it than the one whose act it is.
    DoneByAnother,
    /// Another party answered than the one who settles it.
    AnsweredByAnother,
    /// There was no power to do it.
    WithoutPower,
    /// It is after the moment asked for.
    Later,
}

/// A reading that the answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingRow {
    /// Its full name.
    pub name: String,
    /// What can be read so or so.
    pub title: Words,
    /// The alternative that is used.
    pub used: String,
    /// Its title.
    pub used_title: Words,
    /// Whether it is the one that is used unless another is asked for.
    pub default: bool,
    /// All alternatives, by name.
    pub alternatives: Vec<String>,
    /// The articles that can be read so or so.
    pub cites: Vec<String>,
    /// The same in words.
    pub text: Words,
}

/// A doubt that the answer rests on, or what those who act on a provision must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The provision's full name.
    pub name: String,
    /// The provision's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Words>,
    /// The doubt, or the advice.
    pub text: Words,
    /// It is no doubt about the law but what those who act on the provision must know.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub advice: bool,
}
