//! What is missing: facts to find out and questions for a person to judge.

use super::lookup::Lookup;
use super::phrasing::{GLUE, listed, said, strung, together};
use super::{figure, words};
use crate::determination::Need;
use crate::diagnostic::Phrase;

/// Needs, each once, in the order of their first mention.
#[derive(Default)]
pub(super) struct Missing {
    needs: Vec<Need>,
}

/// From so many missing facts on, a record is named once for all of them.
const MANY: usize = 4;

impl Missing {
    /// Takes over needs that are not there yet.
    pub(super) fn add<'a>(&mut self, needs: impl IntoIterator<Item = &'a Need>) {
        for need in needs {
            if !self.has(&need.path) {
                self.needs.push(need.clone());
            }
        }
    }

    /// Whether this path is among them.
    pub(super) fn has(&self, path: &str) -> bool {
        self.needs.iter().any(|need| need.path == path)
    }

    /// The questions put to people: holder by holder, then the facts.
    pub(super) fn lines(&self, lookup: &Lookup) -> Vec<Phrase> {
        let mut lines = Vec::new();
        for holder in self.holders() {
            let asked = self
                .needs
                .iter()
                .filter(|n| n.holder.as_ref() == Some(&holder));
            let asked = strung(asked.map(|need| asked_for(need, lookup)));
            lines.push(match lookup.is_bearer(&holder) {
                true => words::to_assess(&said(&holder), &asked),
                false => words::to_judge(&said(&holder), &asked),
            });
        }
        let facts: Vec<&Need> = self
            .needs
            .iter()
            .filter(|n| n.holder.is_none() && !n.is_act())
            .collect();
        // Many facts of one record are told by their titles, under the record's path.
        let mut alone = Vec::new();
        let mut records: Vec<&str> = Vec::new();
        for need in &facts {
            let record = parent(&need.path);
            let of_it = facts
                .iter()
                .filter(|other| parent(&other.path) == record)
                .count();
            if record.is_empty() || of_it < MANY {
                alone.push(asked_for(need, lookup));
            } else if !records.contains(&record) {
                records.push(record);
            }
        }
        for record in records {
            let of_it = facts.iter().filter(|need| parent(&need.path) == record);
            let titles = strung(of_it.map(|need| called(need, lookup)));
            lines.push(words::to_find_out_in(&quoted(record), &titles));
        }
        if !alone.is_empty() {
            lines.push(words::to_find_out(&strung(alone)));
        }
        lines
    }

    fn holders(&self) -> Vec<crate::determination::Words> {
        let mut holders = Vec::new();
        for holder in self.needs.iter().filter_map(|need| need.holder.as_ref()) {
            if !holders.contains(holder) {
                holders.push(holder.clone());
            }
        }
        holders
    }
}

/// One line: all judgements with who settles them, and the facts, unless they are too many.
pub(super) fn brief(needs: &[Need], most: usize, lookup: &Lookup) -> Phrase {
    let judgements = needs.iter().filter_map(|need| {
        let holder = need.holder.as_ref()?;
        Some(words::judged_by(&called(need, lookup), &said(holder)))
    });
    let facts: Vec<&Need> = needs.iter().filter(|need| need.holder.is_none()).collect();
    let facts = if facts.len() > most {
        words::facts_below(&Phrase::same(facts.len().to_string()))
    } else {
        listed(facts.into_iter().map(|need| called(need, lookup)))
    };
    strung(judgements.chain([facts]))
}

/// What a need is called: its title, over which period, and of which member where there are several.
pub(super) fn called(need: &Need, lookup: &Lookup) -> Phrase {
    if need.is_act() {
        return words::whether_recorded(&said(&need.title));
    }
    let (path, over) = placed(&need.path);
    let asked = if need.declared_unknown {
        words::bracketed(&words::declared_unknown())
    } else {
        Phrase::default()
    };
    together([
        said(&need.title),
        figure::over(over.map(str::to_owned).as_ref()),
        lookup.member(path),
        asked,
    ])
}

/// The same with its place in the record.
pub(super) fn asked_for(need: &Need, lookup: &Lookup) -> Phrase {
    let called = called(need, lookup);
    if need.is_act() {
        return called;
    }
    together([called, Phrase::same(" "), quoted(placed(&need.path).0)])
}

/// A place, and the reference period.
pub(super) fn placed(path: &str) -> (&str, Option<&str>) {
    match path.split_once(" over ") {
        Some((place, over)) => (place, Some(over)),
        None => (path, None),
    }
}

/// The record that a fact is in; empty for a fact at the top.
fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(record, _)| record)
}

pub(super) fn quoted(path: &str) -> Phrase {
    Phrase::same(format!("`{}`", path.replace(' ', &GLUE.to_string())))
}

/// The same needs, whatever their order.
pub(super) fn paths(needs: &[Need]) -> Vec<&str> {
    let mut paths: Vec<&str> = needs.iter().map(|need| need.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}
