//! What happened and when, as the record says it: from these times the limits run, and who reads the
//! screen checks them first.

use super::Screen;
use crate::determination::{Due, FactRow, Figure, Shown};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{in_own_letters, said, strung, together};
use crate::render::answer::{facts, figure, when, words};
use crate::value::Instant;
use crate::value::calendar::DAY;

/// So many times are told, the first ones.
const TIMES: usize = 4;
/// What lies further back than so many days is not of the incident.
const DAYS: i64 = 90;

impl Screen<'_> {
    /// The recorded times of the incident in their order, in a line.
    pub(super) fn happened(&self, page: &mut Page) {
        if !self.room.times {
            return;
        }
        let mut times = self.recorded_times();
        times.sort_by_key(|(at, _)| *at);
        let told = strung(times.into_iter().map(|(_, told)| told).take(TIMES));
        if !told.is_empty() {
            page.line(&words::times_on_record(&told));
        }
    }

    /// Each recorded time that has come, with what it is the time of, in no order; whose it is where several
    /// members of a list have one.
    fn recorded_times(&self) -> Vec<(Instant, Phrase)> {
        let now = self.lookup.all.as_of.instant();
        let near = |at: &Instant| {
            let ago = now.micros().saturating_sub(at.micros());
            (0..=DAYS.saturating_mul(DAY)).contains(&ago)
        };
        let groups = facts::groups(self.lookup);
        let timed: Vec<_> = groups
            .iter()
            .flat_map(|(group, rows)| rows.iter().map(move |row| (*group, rows, *row)))
            // What was done is told by what it was done for.
            .filter(|(group, ..)| !is_of_an_act(group))
            .filter_map(|(group, rows, row)| {
                let (at, when) = self.time_of(row)?;
                near(&at).then_some((group, rows, row, at, when))
            })
            .collect();
        let first = timed.first().map(|(group, ..)| *group);
        let several = timed.iter().any(|(group, ..)| Some(*group) != first);
        let told = timed.iter().map(|(group, rows, row, at, when)| {
            let title = match several && group.contains('[') {
                true => words::titled(&whose(group, rows), &said(&row.title)),
                false => said(&row.title),
            };
            let footing = row.basis().map(words::basis).unwrap_or_default();
            let footing = words::bracketed(&footing);
            (*at, together([words::is(&title, when), footing]))
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
