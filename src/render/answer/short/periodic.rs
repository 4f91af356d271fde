//! Duties of the periods of the calendar: what is overdue apart from what is not yet due, a line for
//! each provision.

use super::Screen;
use super::room::Tight;
use crate::determination::{DutyRow, Stage};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{glued, listed, said, strung, together};
use crate::render::answer::{moment, when, words};
use crate::value::Truth;

/// Limits are near that are no further off, or back, than this many microseconds: 30 days.
const WEEKS: u64 = 30 * 86_400 * 1_000_000;

impl Screen<'_> {
    /// What comes back with each period: what is overdue for certain, what is if it is owed, and what
    /// is not yet due; how many there are of what is not named.
    pub(super) fn periodic(&self, page: &mut Page) -> Option<Phrase> {
        let all = self.lookup.all;
        let late = |duty: &&&DutyRow| matches!(all.stage(duty), Stage::Overdue | Stage::Over);
        let (late, other): (Vec<&DutyRow>, Vec<&DutyRow>) = self.periodic.iter().partition(late);
        let (passed, other): (Vec<&DutyRow>, Vec<&DutyRow>) =
            other.into_iter().partition(|duty| all.has_passed(duty));
        if self.room.tight < Tight::Plain {
            self.of_periods(page, &words::periodic_overdue(), &late);
            self.of_periods(page, &words::periodic_passed(), &passed);
            self.of_periods(page, &words::periodic_other(), &other);
            return None;
        }
        // In the middle of an incident only what falls due in these weeks is named.
        let near = |duty: &&DutyRow| self.is_within_weeks(duty);
        let mut of = |duties: &[&DutyRow],
                      heading: fn() -> Phrase,
                      count: fn(&Phrase) -> Phrase| {
            let (near, far): (Vec<&DutyRow>, Vec<&DutyRow>) = duties.iter().partition(|d| near(d));
            self.of_periods(page, &heading(), &near);
            (!far.is_empty()).then(|| count(&Phrase::same(far.len().to_string())))
        };
        let counts = [
            of(&late, words::periodic_overdue, words::so_many_overdue),
            of(&passed, words::periodic_passed, words::so_many_passed),
            of(&other, words::periodic_other, words::so_many_ahead),
        ];
        let counts = listed(counts.into_iter().flatten());
        (!counts.is_empty()).then(|| words::count_periodic(&counts))
    }

    /// Whether its limit is near, ahead or back.
    fn is_within_weeks(&self, duty: &DutyRow) -> bool {
        let all = self.lookup.all;
        let last = all.last(duty, duty.latest());
        let now = all.as_of.instant().micros();
        last.is_some_and(|last| last.micros().abs_diff(now) <= WEEKS)
    }

    fn of_periods(&self, page: &mut Page, heading: &Phrase, duties: &[&DutyRow]) {
        let mut groups: Vec<Vec<&DutyRow>> = Vec::new();
        for duty in duties {
            let same = |group: &&mut Vec<&DutyRow>| {
                group.iter().all(|one| one.about.name == duty.about.name)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(duty),
                None => groups.push(vec![duty]),
            }
        }
        let told: Vec<Phrase> = groups.iter().map(|group| self.periods(group)).collect();
        if told.is_empty() {
        } else if self.room.tight >= Tight::Plain {
            let line = words::titled(heading, &strung(told));
            page.line(&together([line, Phrase::same(".")]));
        } else {
            self.heading(page, heading);
            for line in &told {
                page.item(line);
            }
            self.part(page);
        }
    }

    /// One provision with its periods, each with its limit where there is room.
    fn periods(&self, group: &[&DutyRow]) -> Phrase {
        let near = group.iter().any(|duty| self.is_within_weeks(duty));
        if self.room.tight >= Tight::Full && !near {
            let abouts: Vec<_> = group.iter().map(|duty| &duty.about).collect();
            return self.lookup.label_together(&abouts);
        }
        let title = group.first().map(|duty| said(&duty.about.title));
        let periods = group.iter().map(|duty| {
            let instance = duty.about.instance.as_deref().unwrap_or_default();
            let parts = instance.split(", ");
            let period = listed(parts.map(|part| match self.lookup.called(part) {
                Some(name) => Phrase::same(name),
                None => moment::over(part),
            }));
            let zone = self.lookup.zone_of(duty);
            let due = duty.latest().map(|due| when::dated(due, zone));
            let due = due.map(|due| words::was_due(&due)).unwrap_or_default();
            let owed = match duty.arises {
                Truth::Yes => Phrase::default(),
                _ => words::if_owed_at_all(),
            };
            together([period, words::bracketed(&glued(&listed([due, owed])))])
        });
        let told = words::titled(&title.unwrap_or_default(), &listed(periods));
        let first = group.first().filter(|_| near && self.room.cited);
        let beside = first.map(|duty| words::bracketed(&self.whom_and_article(duty)));
        together([told, beside.unwrap_or_default()])
    }
}
