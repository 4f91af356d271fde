//! The lists of duties: what is overdue, to be done, perhaps done, perhaps owed.

use super::room::{Detail, Tight};
use super::{Screen, is_limited, whole};
use crate::determination::{DutyRow, Need, Stage, Urgency};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{listed, said, strung, together};
use crate::render::answer::{basis, deadline, readings, when, words};
use crate::value::Instant;
use crate::value::calendar::DAY;

/// A limit that passed so many microseconds ago or less is told by itself: 90 days.
const LATELY: u64 = 90 * DAY.unsigned_abs();
/// So many facts are named on which a breach rests and which are not established.
const BEHIND: usize = 3;

impl Screen<'_> {
    /// Duties of one sort under their heading.
    pub(super) fn list(&self, page: &mut Page, heading: &Phrase, duties: &[&DutyRow]) {
        if duties.is_empty() {
            return;
        }
        page.heading(heading);
        let (waiting, now): (Vec<&DutyRow>, Vec<&DutyRow>) =
            duties.iter().partition(|duty| self.is_for_later(duty));
        // Beside nothing else it does not wait.
        let alone = now.is_empty();
        let (waiting, now) = match alone {
            true => (now, waiting),
            false => (waiting, now),
        };
        let rows = self.grouped(&now);
        for (at, (abouts, duty)) in rows.iter().enumerate().take(self.room.owed) {
            let near = (alone || self.is_near(duty)) && at < self.room.named;
            let detail = if near { self.room.near } else { self.room.rest };
            // Whom to turn to with what is overdue, or falls due within a day, is always said.
            let overdue = self.lookup.all.stage(duty) == Stage::Overdue;
            let soon = matches!(self.lookup.all.urgency(duty), Urgency::Soon(_));
            let urgent = (overdue && self.room.near <= Detail::Compact) || soon;
            let detail = match urgent && (!self.room.brief || at < self.room.named) {
                true => detail.min(Detail::Compact),
                false => detail,
            };
            if detail > Detail::Compact {
                page.item(&self.fitting(page, abouts, duty, detail));
                continue;
            }
            let entry = self.entry(abouts, duty, detail);
            page.item(&entry.line);
            page.detail(&entry.parties);
            page.detail(&entry.threat);
            page.detail(&entry.advice);
        }
        self.more(page, rows.len(), self.room.owed);
        if self.room.tight < Tight::Least {
            self.rests(page, &now);
        }
        if waiting.is_empty() {
            return;
        }
        self.later(page, &waiting);
    }

    /// What has no date, and what waits for something else to be done.
    fn later(&self, page: &mut Page, waiting: &[&DutyRow]) {
        let undated = |duty: &&DutyRow| self.lookup.all.urgency(duty) == Urgency::Undated;
        let (undated, after): (Vec<&DutyRow>, Vec<&DutyRow>) =
            waiting.iter().copied().partition(undated);
        let count = self.grouped(waiting).len();
        if self.room.tight == Tight::Least && count > 1 {
            page.item(&words::waiting_too(&Phrase::same(count.to_string())));
            return;
        }
        let told = |duties: &[&DutyRow]| {
            let entries = self.entries(duties, Detail::Titles).into_iter();
            strung(entries.map(|entry| match self.room.tight < Tight::Plain {
                true => entry.line,
                false => entry.title,
            }))
        };
        if !undated.is_empty() {
            page.item(&words::without_any_date(&told(&undated)));
        }
        if !after.is_empty() {
            page.item(&words::only_after_another(&told(&after)));
        }
    }

    /// Whether it is overdue, must not be delayed, or falls due within four days.
    fn is_near(&self, duty: &DutyRow) -> bool {
        if self.lookup.all.stage(duty) == Stage::Questioned {
            return true;
        }
        let now = self.lookup.all.as_of.instant().micros();
        match self.lookup.all.urgency(duty) {
            Urgency::Overdue(_)
            | Urgency::Breached
            | Urgency::Over
            | Urgency::Soon(_)
            | Urgency::Running(_) => true,
            Urgency::Due(at) => at.micros().saturating_sub(now) <= 4 * DAY,
            _ => false,
        }
    }

    /// What is forbidden now and was not done, with until when where that is known: it is to be seen
    /// beside what is to be done.
    pub(super) fn forbidden(&self, page: &mut Page) {
        let told = self.grouped(&self.forbidden).into_iter();
        let told = told.map(|(abouts, duty)| {
            let label = self.entry(&abouts, duty, Detail::Titles).label;
            match deadline::was_due(duty, self.lookup) {
                Some(until) => words::with_reason(&label, &words::binding_until(&until)),
                None => label,
            }
        });
        self.short_list(page, &words::forbidden_now(), told.collect());
    }

    /// What is owed by no limit, of which it is not known whether it was done.
    pub(super) fn unconfirmed(&self, page: &mut Page, heading: &Phrase) {
        if self.unknown.is_empty() {
            return;
        }
        self.part(page);
        let detail = match self.room.tight {
            Tight::Open => Detail::Article,
            _ => Detail::Titles,
        };
        let unknown = self.named(&self.unknown, detail);
        self.short_list(page, heading, unknown);
    }

    /// What was done, of which it is open whether as it is owed.
    pub(super) fn in_question(&self, page: &mut Page) {
        if self.questioned.is_empty() {
            return;
        }
        self.part(page);
        let questioned = self.entries(&self.questioned, Detail::Titles).into_iter();
        let questioned = questioned.map(|entry| entry.line).collect();
        self.short_list(page, &words::questioned(), questioned);
    }

    /// On what breaches rest that is not established, each fact once: a reader who is told of a breach
    /// would concede it. What not all of them rest on says which do.
    fn rests(&self, page: &mut Page, duties: &[&DutyRow]) {
        let late = |duty: &&&DutyRow| {
            let stage = self.lookup.all.stage(duty);
            matches!(stage, Stage::Overdue | Stage::Over | Stage::Questioned)
        };
        let late: Vec<&DutyRow> = duties.iter().filter(late).copied().collect();
        let mut facts: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
        for duty in &late {
            for fact in basis::facts(duty, &Phrase::default(), self.lookup) {
                let title = said(&duty.about.title);
                match facts.iter_mut().find(|(known, _)| *known == fact) {
                    Some((_, titles)) => titles.push(title),
                    None => facts.push((fact, vec![title])),
                }
            }
        }
        let told = facts.into_iter();
        let told = told.map(|(fact, titles)| match titles.len() == late.len() {
            true => fact,
            false => words::of_these(&fact, &listed(titles)),
        });
        let told: Vec<Phrase> = told.collect();
        if !told.is_empty() {
            page.detail(&words::not_established(&basis::few(told, BEHIND)));
        }
    }

    /// An empty line, where there is room for it.
    pub(super) fn part(&self, page: &mut Page) {
        if self.room.gaps {
            page.gap();
        }
    }

    /// What may have been owed by a limit that has passed, the earliest first; what passed long ago, in a
    /// line.
    pub(super) fn perhaps_overdue(&self, page: &mut Page) {
        let now = self.lookup.all.as_of.instant().micros();
        let lately = |duty: &&DutyRow| match self.lookup.all.urgency(duty) {
            Urgency::Passed(at) => at.micros().abs_diff(now) <= LATELY,
            _ => true,
        };
        let (lately, long_ago): (Vec<&DutyRow>, Vec<&DutyRow>) =
            self.passed.iter().copied().partition(lately);
        if !lately.is_empty() {
            page.heading(&words::perhaps_overdue());
        }
        let long_ago = self.grouped(&long_ago).into_iter().map(|(abouts, duty)| {
            let label = self.entry(&abouts, duty, Detail::Titles).label;
            let limit = duty.earliest().or(duty.latest());
            let zone = self.lookup.zone_of(duty);
            let day = limit.map(|due| when::brief(due, zone, self.lookup));
            together([label, words::bracketed(&day.unwrap_or_default())])
        });
        let long_ago: Vec<Phrase> = long_ago.collect();
        for (abouts, duty) in self.grouped(&lately) {
            let line = match self.room.tight < Tight::Full {
                true => self.entry(&abouts, duty, Detail::Inline).line,
                false => self.fitting(page, &abouts, duty, Detail::Titles),
            };
            page.item(&line);
        }
        self.short_list(page, &words::perhaps_overdue_long(), long_ago);
    }

    /// What may be owed, the most urgent first: with its limit on a line of its own, or by its title.
    pub(super) fn may_be_owed(&self, page: &mut Page) {
        if self.perhaps.is_empty() {
            return;
        }
        let (perhaps, hanging): (Vec<&DutyRow>, Vec<&DutyRow>) =
            (self.perhaps.iter().copied()).partition(|duty| !self.hangs_on_others(duty));
        let others = match self.grouped(&hanging).len() {
            0 => None,
            _ if self.room.paper => {
                let titles = listed(self.named(&hanging, Detail::Titles));
                Some(words::only_if_unrecorded(&titles))
            }
            count => Some(words::if_unrecorded(&Phrase::same(count.to_string()))),
        };
        // What has a limit, or must not be delayed, comes before what has neither.
        let (limited, undated): (Vec<&DutyRow>, Vec<&DutyRow>) =
            perhaps.into_iter().partition(|duty| is_limited(duty));
        let (soon, later): (Vec<&DutyRow>, Vec<&DutyRow>) =
            limited.into_iter().partition(|duty| self.is_soon(duty));
        let perhaps = [soon, later, undated].concat();
        let rows = self.grouped(&perhaps);
        let near = rows.iter().filter(|(_, duty)| is_limited(duty)).count();
        // What can fall due within a day has a line of its own wherever there is one.
        let soon = rows
            .iter()
            .take_while(|(_, duty)| self.is_soon(duty))
            .count();
        let most = match self.room.perhaps {
            0 => soon,
            most => whole(rows.len(), most).min(near).max(soon),
        };
        let rest: Vec<&DutyRow> = match rows.get(most) {
            Some(_) if most > 0 => {
                let told = rows.iter().take(most).map(|(_, duty)| duty.about.key());
                let told: Vec<_> = told.collect();
                let rows = rows.iter().skip(most).map(|(abouts, _)| abouts.as_slice());
                let rest: Vec<_> = rows.flatten().map(|about| about.key()).collect();
                let perhaps = perhaps.iter().copied();
                let perhaps = perhaps.filter(|duty| {
                    let key = duty.about.key();
                    rest.contains(&key) && !told.contains(&key)
                });
                perhaps.collect()
            }
            None => Vec::new(),
            _ => perhaps.clone(),
        };
        let titles = match self.room.counted {
            true => {
                let told = self.perhaps.len() - most.min(self.perhaps.len());
                words::only_counted(&Phrase::same(told.to_string()))
            }
            false => strung(self.named_by_limit(&rest).into_iter().chain(others)),
        };
        if most == 0 {
            self.part(page);
            let line = words::titled(&words::may_be_owed(), &titles);
            page.line(&together([line, Phrase::same(".")]));
            return;
        }
        page.heading(&words::may_be_owed());
        for (abouts, duty) in rows.iter().take(most) {
            page.item(&self.entry(abouts, duty, Detail::Titles).line);
        }
        if !titles.is_empty() {
            page.item(&words::may_be_owed_too(&titles));
        }
    }

    /// Whether its limit can fall within a day, on another reading too.
    fn is_soon(&self, duty: &DutyRow) -> bool {
        let now = self.lookup.all.as_of.instant().micros();
        let near = |at: Instant| at.micros().saturating_sub(now) <= DAY;
        matches!(self.lookup.all.urgency(duty), Urgency::Soon(_))
            || readings::next_limit(duty, self.lookup).is_some_and(near)
    }

    /// Whether it is owed only if somebody else did what is not on record: ordered it, or asked for it.
    fn hangs_on_others(&self, duty: &DutyRow) -> bool {
        let all = self.lookup.all;
        let needs = duty.about.deciding();
        let own = |need: &Need| {
            let mut duties = all.duties.iter();
            duties.any(|other| other.must == need.title && !self.lookup.is_of_authority(other))
        };
        let absent = duty
            .as_recorded
            .is_some_and(|recorded| recorded.state.is_absent());
        let acts = needs.iter().filter(|need| need.is_act());
        let all_acts = !needs.is_empty() && needs.iter().all(Need::is_act);
        let others = !acts.clone().any(own) && acts.count() > 0;
        (absent || all_acts) && (others || self.room.tight == Tight::Least)
    }

    /// What an authority owes those of whom the record tells.
    pub(super) fn expected(&self, page: &mut Page) {
        let entries = self.entries(&self.expected, Detail::Titles).into_iter();
        let told = entries.map(|entry| match self.room.tight {
            Tight::Full | Tight::Least => entry.title,
            _ => entry.line,
        });
        let told: Vec<Phrase> = told.collect();
        if !told.is_empty() {
            self.part(page);
        }
        self.short_list(page, &words::expected(), told);
    }

    /// Whether it waits for a clock or has no date, and is told after the rest.
    fn is_for_later(&self, duty: &DutyRow) -> bool {
        let urgency = self.lookup.all.urgency(duty);
        let open = self.lookup.all.stage(duty) == Stage::ToDo;
        open && self.room.rest > Detail::Inline
            && matches!(urgency, Urgency::Undated | Urgency::Waiting)
    }
}
