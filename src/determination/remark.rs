//! What is to be said beside the rows: conflicts, acts that do not count, readings and doubts.

use serde::Serialize;

use super::Words;

/// Two duties of which one demands what the other forbids of the same bearer.
#[derive(Clone, Debug, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, Serialize)]
pub struct IrregularRow {
    /// Its path in the record: `events[1]`, `services[0].unforeseen`.
    pub path: String,
    /// The act, or the question.
    pub title: Words,
    /// When it was done.
    pub at: Option<String>,
    /// Who did it, as recorded.
    pub by: Option<String>,
    /// The title of that party.
    pub by_title: Option<Words>,
    /// Whose act it is, or who settles the question.
    pub expected: Option<Words>,
    /// `done_by_another`, `answered_by_another` or `without_power`.
    pub why: &'static str,
    /// Full names of the powers that were not there.
    pub powers: Vec<String>,
}

/// A reading that the answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// A doubt that the answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// The provision's full name.
    pub name: String,
    /// The doubt.
    pub text: Words,
}
