//! On what the answers that a case expects rest: its rows, the exceptions that
//! were looked at, and the rows that these build on, each with its articles, and
//! the facts.

use std::collections::BTreeSet;

use crate::determination::{Because, Determination, Reason, Row, Side};
use crate::value::Truth;

/// An article on which something rests, as a row cites it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ground<'a> {
    /// The policy that cites it.
    pub(super) policy: &'a str,
    /// `Act 22-7(4)`
    pub(super) cite: &'a str,
    /// Whether what cites it was settled.
    pub(super) settled: bool,
}

/// All that something rests on.
#[derive(Debug, Default)]
pub(super) struct Grounds<'a> {
    /// The articles.
    pub(super) articles: BTreeSet<Ground<'a>>,
    /// The facts, by their paths, and whether what reads them was settled.
    pub(super) facts: BTreeSet<(&'a str, bool)>,
}

/// On what the rows of these names rest.
pub(super) fn grounds<'a>(answer: &'a Determination, names: &[&'a str]) -> Grounds<'a> {
    let rows: Vec<Row<'_>> = answer.rows().collect();
    let mut walk = Walk {
        answer,
        rows: &rows,
        asked: names.iter().map(|name| (*name, None)).collect(),
        seen: BTreeSet::new(),
        found: Grounds::default(),
    };
    while let Some((name, instance)) = walk.asked.pop() {
        walk.rows_of(name, instance);
    }
    walk.found
}

struct Walk<'a, 'r> {
    answer: &'a Determination,
    rows: &'r [Row<'a>],
    /// Rows still to go through, by name and instance.
    asked: Vec<(&'a str, Option<&'a str>)>,
    /// Rows that were gone through, by their place.
    seen: BTreeSet<usize>,
    found: Grounds<'a>,
}

impl<'a> Walk<'a, '_> {
    fn rows_of(&mut self, name: &str, instance: Option<&str>) {
        for (place, row) in self.rows.iter().enumerate() {
            let asked = instance.is_none() || row.about.instance.as_deref() == instance;
            if row.about.name == name && asked && self.seen.insert(place) {
                let policy = policy(row);
                self.cites(policy, &row.about.cites, is_settled(row));
                self.because(policy, row.about.because.as_ref());
                for exception in row.exceptions {
                    let settled = exception.value != Truth::Undetermined;
                    self.cites(policy, &exception.cites, settled);
                    self.because(policy, exception.because.as_ref());
                }
            }
        }
    }

    fn because(&mut self, policy: &'a str, because: Option<&'a Because>) {
        let Some(because) = because else { return };
        let settled = !because.value.is_undetermined();
        self.cites(policy, &because.cites, settled);
        match &because.step {
            Reason::Conclusion { name, instance, .. } => {
                self.asked.push((name, instance.as_deref()));
            }
            Reason::State { name, .. } => self.asked.push((name, None)),
            Reason::Judgement { path, .. } => {
                let answer = self.answer;
                let row = answer.judgements.iter().find(|row| row.name == *path);
                if let Some(row) = row {
                    self.cites(policy, &row.cites, row.value != Truth::Undetermined);
                }
            }
            Reason::Fact { fact: side, .. } | Reason::OneOf { left: side, .. } => {
                self.fact(side, settled);
            }
            Reason::Compare { left, right, .. } => {
                self.fact(left, settled);
                self.fact(right, settled);
            }
            _ => {}
        }
        for beneath in &because.of {
            self.because(policy, Some(beneath));
        }
    }

    fn fact(&mut self, side: &'a Side, settled: bool) {
        let path = side.path.iter().map(|path| (path.as_str(), settled));
        self.found.facts.extend(path);
    }

    fn cites(&mut self, policy: &'a str, cites: &'a [String], settled: bool) {
        self.found.articles.extend(cites.iter().map(|cite| Ground {
            policy,
            cite,
            settled,
        }));
    }
}

/// The policy of the provision.
fn policy<'a>(row: &Row<'a>) -> &'a str {
    let name = row.about.name.as_str();
    name.rsplit_once('.').map_or("", |(policy, _)| policy)
}

/// Whether it says something: a value has to be known, and an answer or a state to be there.
fn is_settled(row: &Row<'_>) -> bool {
    match row.is.state() {
        Some(state) => state.is_settled(),
        None => row.is.truth().is_some() || row.standing.is_some(),
    }
}
