//! What comes next: what arises by the clock, and what arises with a fact still to come.

use super::{Screen, whole};
use crate::determination::{About, ComingRow, DutyRow, FactRow, Words};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{listed, said, together};
use crate::render::answer::{coming, deadline, moment, when, words};
use crate::value::{Instant, Zone};

use super::room::{Detail, Tight};

impl Screen<'_> {
    /// What comes next, in order of time.
    pub(super) fn next(&self, page: &mut Page) {
        let then = self.with_acts();
        let none = self.coming.is_empty() && self.ahead.is_empty() && then.is_empty();
        if self.room.rows_first || none {
            return;
        }
        self.heading(page, &words::coming_next());
        self.with_facts(page);
        for line in &then {
            page.item(line);
        }
        // Several changes of one instant are one line.
        let mut lines: Vec<(Instant, bool, Vec<&ComingRow>)> = Vec::new();
        for row in self.coming.iter().copied() {
            let at = row.at.instant();
            match lines.last_mut() {
                Some((last, after, all)) if *last == at && *after == row.after => all.push(row),
                _ => lines.push((at, row.after, vec![row])),
            }
        }
        let most = whole(lines.len(), self.room.next);
        for (at, after, rows) in lines.iter().take(most) {
            let when = self.until(*at, self.zone_of_rows(rows));
            let when = if *after { words::after(&when) } else { when };
            let what = listed(self.changes(rows));
            let unless = rows.first().map(|row| row.unless.as_slice());
            let open = unless.unwrap_or_default().iter();
            let open = listed(open.map(|need| said(&need.title)));
            let open = match open.is_empty() {
                true => open,
                false => words::unless_by_then(&open),
            };
            page.item(&words::then(&when, &together([what, open])));
        }
        self.more(page, lines.len(), most);
    }

    /// What is not owed yet, and will be once something is done that is to be done: act by act. The
    /// fullest screen has no room for it.
    fn with_acts(&self) -> Vec<Phrase> {
        if self.room.tight >= Tight::Least {
            return Vec::new();
        }
        let all = self.lookup.all;
        let mut groups: Vec<(&Words, Vec<&DutyRow>)> = Vec::new();
        for duty in &all.duties {
            let Some(first) = all.follows(duty) else {
                continue;
            };
            match groups.iter_mut().find(|(known, _)| **known == first.must) {
                Some((_, duties)) => duties.push(duty),
                None => groups.push((&first.must, vec![duty])),
            }
        }
        let told = groups.into_iter().map(|(act, duties)| {
            let titles = self.grouped(&duties).into_iter().map(|(abouts, duty)| {
                let label = self.entry(&abouts, duty, Detail::Titles).label;
                let limit = deadline::after(duty, act);
                let limit = limit.or_else(|| deadline::undated(duty, self.lookup));
                together([label, words::bracketed(&limit.unwrap_or_default())])
            });
            words::arises_once(&words::in_quotes(&said(act)), &listed(titles))
        });
        told.collect()
    }

    /// What arises with a fact of which the record says that it is still to come, fact by fact.
    fn with_facts(&self, page: &mut Page) {
        let mut groups: Vec<(&FactRow, Vec<&DutyRow>)> = Vec::new();
        for (duty, fact) in &self.ahead {
            match groups.iter_mut().find(|(known, _)| known.path == fact.path) {
                Some((_, duties)) => duties.push(duty),
                None => groups.push((fact, vec![duty])),
            }
        }
        for (fact, duties) in groups {
            let entries = self.entries(&duties, Detail::Titles).into_iter();
            let titles = listed(entries.map(|entry| entry.label));
            page.item(&words::arises_with(
                &words::in_quotes(&said(&fact.title)),
                &titles,
            ));
        }
    }

    /// What changes at one instant, each provision once with the instances of which it does, those with
    /// one limit together.
    fn changes(&self, rows: &[&ComingRow]) -> Vec<Phrase> {
        let mut provisions: Vec<Vec<&ComingRow>> = Vec::new();
        for row in rows.iter().copied() {
            let what = |row: &ComingRow| (row.name.clone(), row.due_at, row.due_day);
            let same =
                |all: &&mut Vec<&ComingRow>| all.iter().all(|other| what(other) == what(row));
            match provisions.iter_mut().find(same) {
                Some(all) => all.push(row),
                None => provisions.push(vec![row]),
            }
        }
        let mut told: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
        let titles = provisions.iter().filter_map(|rows| {
            let abouts = rows.iter();
            let abouts = abouts.filter_map(|row| {
                let about = self.lookup.row(&row.name, row.instance.as_deref())?;
                Some(about)
            });
            let abouts: Vec<&About> = abouts.collect();
            let title = match abouts.is_empty() {
                true => said(&rows.first()?.title),
                false => self.lookup.label_together(&abouts),
            };
            let due = coming::due(rows.first()?, self.zone_of_rows(rows));
            Some((due, title))
        });
        for (due, title) in titles {
            match told.iter_mut().find(|(known, _)| *known == due) {
                Some((_, titles)) => titles.push(title),
                None => told.push((due, vec![title])),
            }
        }
        let told = told.into_iter();
        told.map(|(due, titles)| words::will_arise(&together([listed(titles), due])))
            .collect()
    }

    /// The zone of some rows where they are all of one, as the limits of their duties are told in it; else
    /// that of the head.
    fn zone_of_rows(&self, rows: &[&ComingRow]) -> Zone {
        let zone = |row: &&ComingRow| {
            let instance = row.instance.as_deref();
            let own = instance.and_then(|member| self.lookup.zone_of_member(member));
            own.unwrap_or_else(|| self.lookup.zone(&row.name))
        };
        let mut zones = rows.iter().map(zone);
        let head = self.lookup.zone("");
        match zones.next() {
            Some(first) if zones.all(|zone| zone.name() == first.name()) => first,
            _ => head,
        }
    }

    /// An instant to come, and how far ahead it is.
    fn until(&self, at: Instant, zone: Zone) -> Phrase {
        let told = when::instant(at, zone, self.lookup);
        match self.lookup.now.filter(|now| at > *now) {
            Some(now) => words::with_time(&told, &moment::ahead(now, at)),
            None => told,
        }
    }
}
