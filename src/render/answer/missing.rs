//! What is missing: facts to find out and questions for a person to judge.

use super::phrasing::{GLUE, listed, said, strung, together};
use super::words;
use crate::determination::Need;
use crate::diagnostic::Phrase;

/// Needs, each once, in the order of their first mention.
#[derive(Default)]
pub(super) struct Missing {
    needs: Vec<Need>,
}

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

    /// Leaves out what is also among others.
    pub(super) fn without(mut self, others: &Missing) -> Missing {
        self.needs.retain(|need| !others.has(&need.path));
        self
    }

    /// The questions put to people: holder by holder, then the facts.
    pub(super) fn lines(&self) -> Vec<Phrase> {
        let mut lines = Vec::new();
        for holder in self.holders() {
            let asked = self
                .needs
                .iter()
                .filter(|n| n.holder.as_ref() == Some(&holder));
            lines.push(words::to_judge(
                &said(&holder),
                &strung(asked.map(asked_for)),
            ));
        }
        let facts = self.needs.iter().filter(|need| need.holder.is_none());
        let facts = strung(facts.map(asked_for));
        if !facts.is_empty() {
            lines.push(words::to_find_out(&facts));
        }
        lines
    }

    /// Only the paths.
    pub(super) fn paths(&self) -> Phrase {
        let quoted = self.needs.iter().map(|need| quoted(&need.path));
        listed(quoted)
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
pub(super) fn brief(needs: &[Need], most: usize) -> Phrase {
    let judgements = needs.iter().filter_map(|need| {
        let holder = need.holder.as_ref()?;
        Some(words::judged_by(&asked_for(need), &said(holder)))
    });
    let facts: Vec<&Need> = needs.iter().filter(|need| need.holder.is_none()).collect();
    let facts = if facts.len() > most {
        words::facts_below(&Phrase::same(facts.len().to_string()))
    } else {
        listed(facts.into_iter().map(asked_for))
    };
    strung(judgements.chain([facts]))
}

/// The title and the path.
pub(super) fn asked_for(need: &Need) -> Phrase {
    let asked = if need.declared_unknown {
        words::bracketed(&words::declared_unknown())
    } else {
        Phrase::default()
    };
    together([
        said(&need.title),
        Phrase::same(" "),
        quoted(&need.path),
        asked,
    ])
}

fn quoted(path: &str) -> Phrase {
    Phrase::same(format!("`{}`", path.replace(' ', &GLUE.to_string())))
}

/// The same needs, whatever their order.
pub(super) fn paths(needs: &[Need]) -> Vec<&str> {
    let mut paths: Vec<&str> = needs.iter().map(|need| need.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}
