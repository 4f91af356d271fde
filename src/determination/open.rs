//! What is open about a row, and on what each part of it depends.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{About, Need, Words};

/// A part of a row that is not settled, and what is missing for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Which part.
    pub what: Aspect,
    /// What is missing to settle it.
    pub needs: Vec<Need>,
}

/// A part of what a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// The answer of a conclusion.
    Value,
    /// Whether it arises, or is there at all.
    Arises,
    /// Its state, once it has arisen.
    State,
    /// By when.
    Limit,
    /// What is owed.
    Act,
    /// To whom.
    Counterparty,
    /// How much.
    Amount,
}

/// What an exception puts in the place of what is owed, if it holds, or what another version demands,
/// if that applies; which is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// The exception, by its full name; none of another version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The act that is then demanded, or else forbidden or permitted.
    pub must: Words,
    /// It is forbidden.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forbids: bool,
    /// It is permitted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub permits: bool,
    /// To whom, joined by commas.
    pub to: Option<String>,
    /// Their titles.
    pub to_title: Option<Words>,
}

/// Adds to what is missing whatever more is, each path once.
fn join(all: &mut Vec<Need>, more: &[Need]) {
    let mut known: HashSet<&str> = all.iter().map(|need| need.path.as_str()).collect();
    let new = more.iter().filter(|need| known.insert(&need.path));
    let new: Vec<Need> = new.cloned().collect();
    all.extend(new);
}

impl About {
    /// Says that a part is open; what is missing for it joins all that is missing.
    pub(crate) fn leave_open(&mut self, what: Aspect, needs: &[Need]) {
        join(&mut self.needs, needs);
        let paths: HashSet<&str> = needs.iter().map(|need| need.path.as_str()).collect();
        self.regardless
            .retain(|need| !paths.contains(need.path.as_str()));
        let known = self.open.iter().position(|open| open.what == what);
        let at = known.unwrap_or_else(|| {
            let needs = Vec::new();
            self.open.push(Open { what, needs });
            self.open.len() - 1
        });
        if let Some(open) = self.open.get_mut(at) {
            join(&mut open.needs, needs);
        }
    }

    /// What is missing to settle whether it is so, without what only moves the limit or what is
    /// owed.
    #[must_use]
    pub fn deciding(&self) -> Vec<Need> {
        self.decisive().cloned().collect()
    }

    pub(crate) fn decisive(&self) -> impl Iterator<Item = &Need> {
        let decisive =
            |open: &&Open| matches!(open.what, Aspect::Value | Aspect::Arises | Aspect::State);
        let open = self.open.iter().find(decisive);
        // What is settled on a presumption has no open part, and what would show otherwise.
        let beside: Vec<&Need> = self.open.iter().flat_map(|open| &open.needs).collect();
        let needs = self.needs.iter();
        let needs = needs.filter(move |need| open.is_none() && !beside.contains(need));
        open.into_iter().flat_map(|open| &open.needs).chain(needs)
    }

    /// What would show otherwise than is presumed, of what is settled on a presumption.
    #[must_use]
    pub fn rebutting(&self) -> Vec<Need> {
        if let Some(arises) = self.open.iter().find(|open| open.what == Aspect::Arises) {
            return arises.needs.clone();
        }
        let beside: Vec<&Need> = self.open.iter().flat_map(|open| &open.needs).collect();
        let needs = self.needs.iter();
        needs
            .filter(|need| !beside.contains(need))
            .cloned()
            .collect()
    }

    /// The parts beside whether it is so.
    pub fn open_beside(&self) -> impl Iterator<Item = &Open> {
        let beside =
            |open: &&Open| !matches!(open.what, Aspect::Value | Aspect::Arises | Aspect::State);
        self.open.iter().filter(beside)
    }
}
