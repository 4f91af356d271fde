//! What happened and when, as the record says it: from these times the limits run, and who reads the
//! screen checks them first.

use super::Screen;
use crate::determination::{Due, FactRow, Figure, Shown};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{each_once, in_own_letters, listed, said, strung, together};
use crate::render::answer::{facts, figure, when, words};
use crate::value::Instant;
use crate::value::calendar::DAY;

/// So many times are told, the first ones.
const TIMES: usize = 4;
/// What lies further back from the last of them than so many days is not of the incident.
const DAYS: i64 = 90;

impl Screen<'_> {
    /// The recorded times of the incident in their order, in a line.
    pub(super) fn happened(&self, page: &mut Page) {
        if !self.room.times {
            return;
        }
        let mut times = self.recorded_times();
        times.sort_by_key(|(at, ..)| *at);
        // What is of one time is told together.
        let mut groups: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
        for (_, when, title) in times.into_iter().take(TIMES) {
            match groups.iter_mut().find(|(known, _)| *known == when) {
                Some((_, titles)) => titles.push(title),
                None => groups.push((when, vec![title])),
            }
        }
        let told = groups.into_iter();
        let told = strung(told.map(|(when, titles)| words::is(&listed(each_once(titles)), &when)));
        if !told.is_empty() {
            page.line(&words::times_on_record(&told));
        }
    }

    /// Each recorded time that has come, how it is told, and what it is the time of, in no order; whose it is
    /// where several members of a list have one.
    fn recorded_times(&self) -> Vec<(Instant, Phrase, Phrase)> {
        let now = self.lookup.all.as_of.instant();
        let groups = facts::groups(self.lookup);
        let timed: Vec<_> = groups
            .iter()
            .flat_map(|(group, rows)| rows.iter().map(move |row| (*group, rows, *row)))
            // What was done is told by what it was done for.
            .filter(|(group, ..)| !is_of_an_act(group))
            .filter_map(|(group, rows, row)| {
                let (at, when) = self.time_of(row)?;
                (at <= now).then_some((group, rows, row, at, when))
            })
            .collect();
        let last = timed.iter().map(|(_, _, _, at, _)| *at).max();
        let near = |at: &Instant| {
            let before = |last: Instant| last.micros().saturating_sub(at.micros());
            last.is_some_and(|last| before(last) <= DAYS.saturating_mul(DAY))
        };
        let timed: Vec<_> = (timed.into_iter())
            .filter(|(_, _, _, at, _)| near(at))
            .collect();
        let of_members = || {
            let groups = timed.iter().map(|(group, ..)| *group);
            groups.filter(|group| group.contains('['))
        };
        let several = of_members().any(|group| Some(group) != of_members().next());
        let told = timed.iter().map(|(group, rows, row, at, when)| {
            let title = match several && group.contains('[') {
                true => words::titled(&whose(group, rows), &said(&row.title)),
                false => said(&row.title),
            };
            let footing = row.basis().map(words::basis).unwrap_or_default();
            let footing = words::bracketed(&footing);
            (*at, together([when.clone(), footing]), title)
        });
        told.collect()
    }

    /// The first instant that a recorded time can be, and how it is told.
    fn time_of(&self, row: &FactRow) -> Option<(Instant, Phrase)> {
        if row.ahead || row.judgement {
            return None;
        }
        let zone = self.lookup.zone_of_fact(&row.path);
        let first = |figure: &Figure| match figure {
            Figure::Time(time) => Some(time.moment().instant()),
            Figure::Date(day) => zone.midnight(*day),
            _ => None,
        };
        match &row.value {
            Shown::Is(Figure::Time(time)) => {
                let at = time.moment();
                let told = when::brief(Due::At(at), self.lookup.zone(""), self.lookup);
                Some((at.instant(), told))
            }
            Shown::Is(figure) | Shown::Between(figure, _) => {
                let told = self.lookup.told_in(zone).local(&row.value);
                Some((first(figure)?, figure::bounded(&told)))
            }
            _ => None,
        }
    }
}

/// Whether a group of facts tells of something done.
fn is_of_an_act(group: &str) -> bool {
    group.starts_with("events[")
}

/// What a member of a list is called.
fn whose(group: &str, rows: &[&FactRow]) -> Phrase {
    match rows.iter().find(|row| row.names) {
        Some(row) => in_own_letters(&figure::shown(&row.value)),
        None => facts::head(group, rows),
    }
}
