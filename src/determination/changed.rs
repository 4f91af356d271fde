//! What is otherwise in another answer to the same question: row by row, from
//! what to what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{About, AnswerValue, Determination, Due, Words};
use crate::value::Truth;

/// A row that two answers tell differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The full name: `kr.netflix_law.covered`.
    pub name: String,
    /// Its title.
    pub title: Words,
    /// Which instance.
    pub instance: Option<String>,
    /// What the first answer says of it; none where it has no such row.
    pub from: Option<Outcome>,
    /// What the second answer says of it; none where it has no such row.
    pub to: Option<Outcome>,
}

/// What is compared of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// A conclusion's answer, or a state.
    pub is: AnswerValue,
    /// Of a duty whether it has arisen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arises: Option<Truth>,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// The earliest that it can be due, where its limit is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_earliest: Option<Due>,
    /// The latest that it can be due, where its limit is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_latest: Option<Due>,
    /// The exceptions that put something else in place of what it demands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced_by: Vec<String>,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// Its articles.
    pub cites: Vec<String>,
    /// Paths of what is missing for it.
    pub needs: Vec<String>,
}

impl Determination {
    /// What is otherwise in another answer, in the order of this one; what only the other has comes last.
    #[must_use]
    pub fn changed(&self, other: &Determination) -> Vec<Changed> {
        let (before, after) = (self.outcomes(), other.outcomes());
        let (was, is): (BTreeMap<_, &Outcome>, BTreeMap<_, &Outcome>) = (
            before.iter().map(|(about, is)| (about.key(), is)).collect(),
            after.iter().map(|(about, is)| (about.key(), is)).collect(),
        );
        let added = after
            .iter()
            .filter(|(about, _)| !was.contains_key(&about.key()));
        let rows = before.iter().chain(added);
        let changed = rows.filter_map(|(about, _)| {
            let (from, to) = (was.get(&about.key()), is.get(&about.key()));
            (from != to).then(|| Changed {
                name: about.name.clone(),
                title: about.title.clone(),
                instance: about.instance.clone(),
                from: from.copied().cloned(),
                to: to.copied().cloned(),
            })
        });
        changed.collect()
    }

    fn outcomes(&self) -> Vec<(&About, Outcome)> {
        let rows = self.rows().map(|row| {
            let outcome = Outcome {
                is: row.is,
                arises: row.arises,
                due: row.due,
                due_earliest: row.due_earliest,
                due_latest: row.due_latest,
                replaced_by: row.replaced_by.to_vec(),
                exempt_by: row.exempt_by.to_vec(),
                cites: row.about.cites.clone(),
                needs: row
                    .about
                    .needs
                    .iter()
                    .map(|need| need.path.clone())
                    .collect(),
            };
            (row.about, outcome)
        });
        rows.collect()
    }
}
