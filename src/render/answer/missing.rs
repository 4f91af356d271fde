//! What is missing: facts to find out and questions for a person to judge.

use super::lookup::Lookup;
use super::phrasing::{lowered, said, strung, together};
use super::{figure, words};
use crate::determination::Need;
use crate::diagnostic::Phrase;
use crate::period::calendar::Calendar;

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
            let asked = strung(asked.map(|need| called(need, lookup)));
            let by = words::named_party(&said(&holder));
            lines.push(match lookup.is_bearer(&holder) {
                true => words::to_assess(&by, &asked),
                false => words::to_judge(&by, &asked),
            });
        }
        // What is recorded as not having come yet is no question.
        let facts: Vec<&Need> = self
            .needs
            .iter()
            .filter(|n| n.holder.is_none() && !n.is_act() && !lookup.is_ahead(&n.path))
            .collect();
        // Many facts of one record are told under its title.
        let mut alone: Vec<&Need> = Vec::new();
        let mut records: Vec<(&str, Vec<&Need>)> = Vec::new();
        for need in facts {
            let record = parent(&need.path);
            match records.iter_mut().find(|(known, _)| *known == record) {
                Some((_, of_it)) => of_it.push(need),
                None => records.push((record, vec![need])),
            }
        }
        for (record, of_it) in records {
            let title = lookup.record(record);
            if title.is_empty() || of_it.len() < MANY {
                alone.extend(of_it);
            } else {
                let facts = all(of_it.iter().copied(), lookup);
                lines.push(words::to_find_out_in(&title, &facts));
            }
        }
        if !alone.is_empty() {
            lines.push(words::to_find_out(&all(alone.iter().copied(), lookup)));
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

/// One line: all judgements with who settles them, and the facts.
pub(super) fn brief(needs: &[Need], lookup: &Lookup) -> Phrase {
    let judgements = needs.iter().filter_map(|need| {
        let holder = need.holder.as_ref()?;
        Some(words::judged_by(&called(need, lookup), &said(holder)))
    });
    let facts = each(needs.iter().filter(|need| need.holder.is_none()), lookup);
    strung(judgements.chain(facts))
}

/// What a need is called: its title, over which period, and of which member where there are several.
pub(super) fn called(need: &Need, lookup: &Lookup) -> Phrase {
    if need.is_act() {
        return words::whether_recorded(&said(&need.title));
    }
    if let Some((name, year)) = holidays(need)
        && let Some(calendar) = Calendar::named(name)
    {
        let title = Phrase::new(lowered(&calendar.title.en), &calendar.title.ko);
        return words::holidays_of(&title, &Phrase::same(year));
    }
    let (path, over) = placed(&need.path);
    let asked = if lookup.is_ahead(path) {
        words::bracketed(&words::not_yet())
    } else if need.declared_unknown {
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

/// All of them, holidays of many calendars as one.
pub(super) fn all<'n>(needs: impl IntoIterator<Item = &'n Need>, lookup: &Lookup) -> Phrase {
    strung(each(needs, lookup))
}

/// What each is called; holidays of several calendars in one year are told together.
fn each<'n>(needs: impl IntoIterator<Item = &'n Need>, lookup: &Lookup) -> Vec<Phrase> {
    let needs: Vec<&Need> = needs.into_iter().collect();
    let of_year = |year: &str| {
        let years = needs.iter().filter_map(|need| holidays(need));
        years.filter(|(_, other)| *other == year).count()
    };
    let mut told: Vec<Phrase> = Vec::new();
    for need in &needs {
        let called = match holidays(need) {
            Some((_, year)) if of_year(year) > 1 => {
                let count = of_year(year).to_string();
                words::holidays_not_known(&Phrase::same(year), &Phrase::same(count))
            }
            _ => called(need, lookup),
        };
        if !told.contains(&called) {
            told.push(called);
        }
    }
    told
}

/// Of which calendar the holidays of which year are missing.
fn holidays(need: &Need) -> Option<(&str, &str)> {
    need.path.strip_prefix("calendars.")?.rsplit_once('.')
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

/// The same needs, whatever their order.
pub(super) fn paths(needs: &[Need]) -> Vec<&str> {
    let mut paths: Vec<&str> = needs.iter().map(|need| need.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}
