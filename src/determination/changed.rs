//! What is otherwise in another answer to the same question: row by row, from
//! what to what.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::{About, Determination, Words};

/// A row that two answers tell differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// A conclusion's answer, or a state in snake case.
    pub is: Json,
    /// When it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// Named exceptions that hold.
    pub exempt_by: Vec<String>,
    /// Its articles.
    pub cites: Vec<String>,
    /// Paths of what is missing for it.
    pub needs: Vec<String>,
}

/// The full name and the instance.
type Key<'d> = (&'d str, Option<&'d str>);

impl Determination {
    /// What is otherwise in another answer, in the order of this one; what only the other has comes last.
    #[must_use]
    pub fn changed(&self, other: &Determination) -> Vec<Changed> {
        let (before, after) = (self.outcomes(), other.outcomes());
        let find =
            |of: &[(Key<'_>, &About, Outcome)]| -> BTreeMap<(String, Option<String>), Outcome> {
                let owned = |key: &Key<'_>| (key.0.to_owned(), key.1.map(str::to_owned));
                of.iter()
                    .map(|(key, _, outcome)| (owned(key), outcome.clone()))
                    .collect()
            };
        let (was, is) = (find(&before), find(&after));
        let added = after
            .iter()
            .filter(|(key, ..)| !before.iter().any(|(known, ..)| known == key));
        let rows = before.iter().chain(added);
        let changed = rows.filter_map(|(key, about, _)| {
            let key = (key.0.to_owned(), key.1.map(str::to_owned));
            let (from, to) = (was.get(&key).cloned(), is.get(&key).cloned());
            (from != to).then(|| Changed {
                name: about.name.clone(),
                title: about.title.clone(),
                instance: about.instance.clone(),
                from,
                to,
            })
        });
        changed.collect()
    }

    fn outcomes(&self) -> Vec<(Key<'_>, &About, Outcome)> {
        let conclusions = self.conclusions.iter();
        let conclusions =
            conclusions.map(|row| (&row.about, row.value.clone(), &row.exempt_by, None));
        let duties = self.duties.iter().map(|row| {
            let due = row.due_at.as_ref().or(row.due_day.as_ref());
            (&row.about, row.state.into(), &row.exempt_by, due)
        });
        let powers = self.powers.iter();
        let powers = powers.map(|row| (&row.about, row.state.into(), &row.exempt_by, None));
        let sanctions = self.sanctions.iter();
        let sanctions = sanctions.map(|row| (&row.about, row.state.into(), &row.exempt_by, None));
        let rows = conclusions.chain(duties).chain(powers).chain(sanctions);
        rows.map(|(about, is, exempt_by, due)| {
            let outcome = Outcome {
                is,
                due: due.cloned(),
                exempt_by: exempt_by.clone(),
                cites: about.cites.clone(),
                needs: about.needs.iter().map(|need| need.path.clone()).collect(),
            };
            (
                (about.name.as_str(), about.instance.as_deref()),
                about,
                outcome,
            )
        })
        .collect()
    }
}
