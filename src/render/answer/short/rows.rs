//! The lists of duties: what is overdue, to be done, perhaps done, perhaps owed.

use super::Screen;
use super::room::{Detail, Tight};
use crate::determination::{DutyRow, Stage, Urgency};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{each_once, joined, listed, said, strung, together};
use crate::render::answer::{basis, deadline, readings, words};
use crate::value::Instant;
use crate::value::calendar::DAY;

impl Screen<'_> {
    /// Duties of one sort under their heading.
    pub(super) fn list(&self, page: &mut Page, heading: &Phrase, duties: &[&DutyRow]) {
        self.list_with(page, heading, duties, Vec::new());
    }

    /// The same, with other lines among them, each before what falls due later.
    pub(super) fn list_with(
        &self,
        page: &mut Page,
        heading: &Phrase,
        duties: &[&DutyRow],
        among: Vec<(Option<Instant>, Phrase)>,
    ) {
        if duties.is_empty() {
            return;
        }
        self.heading(page, heading);
        let (waiting, now): (Vec<&DutyRow>, Vec<&DutyRow>) =
            duties.iter().partition(|duty| self.is_for_later(duty));
        // Beside nothing else it does not wait.
        let alone = now.is_empty();
        let (waiting, now) = match alone {
            true => (now, waiting),
            false => (waiting, now),
        };
        let rows = self.bundled(self.grouped(&now));
        let mut among = among.into_iter().peekable();
        for (at, bundle) in rows.iter().enumerate().take(self.room.owed) {
            let end = bundle.first().and_then(|(_, duty)| self.nearest_end(duty));
            let before =
                |own: Option<Instant>| own.is_some() && end.is_none_or(|end| own < Some(end));
            while let Some((_, line)) = among.next_if(|(own, _)| before(*own)) {
                page.item(&line);
            }
            let (abouts, duty) = match bundle.as_slice() {
                [one] => one,
                all => {
                    page.item(&self.bundle(all));
                    continue;
                }
            };
            // Of the first row of a list it is always said who owes it to whom.
            let near = (alone || at == 0 || self.is_near(duty)) && at < self.room.named;
            let detail = if near { self.room.near } else { self.room.rest };
            // Whom to turn to with what is overdue, or falls due within a day, is always said.
            let overdue = self.lookup.all.stage(duty) == Stage::Overdue;
            let soon = matches!(self.lookup.all.urgency(duty), Urgency::Soon(_));
            let urgent = (overdue && self.room.near <= Detail::Compact) || soon;
            let detail = match urgent && (!self.room.brief || at < self.room.named) {
                true => detail.min(Detail::Compact),
                false => detail,
            };
            // Nobody has to be turned to with what was done already; what it opened is told with all of the row.
            let over = self.lookup.all.stage(duty) == Stage::Over;
            let detail = match over && self.room.tight >= Tight::Full && !self.room.threats {
                true => detail.max(Detail::Titles),
                false => detail,
            };
            if detail > Detail::Compact {
                page.item(&self.fitting(page, abouts, duty, detail, self.room.names_whom(at)));
                continue;
            }
            let entry = self.entry(abouts, duty, detail);
            page.item(&entry.line);
            page.detail(&entry.parties);
            page.detail(&entry.threat);
            page.detail(&entry.advice);
        }
        for (_, line) in among {
            page.item(&line);
        }
        self.more(page, rows.len(), self.room.owed);
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
        if self.room.facts == 0 && count > 1 {
            page.item(&words::waiting_too(&Phrase::same(count.to_string())));
            return;
        }
        let told = |duties: &[&DutyRow]| {
            let rows = self.grouped(duties).into_iter();
            strung(rows.map(|(abouts, duty)| {
                let entry = self.entry(&abouts, duty, Detail::Titles);
                // Where room is short it is not called certain what is not so on another reading.
                let other = readings::beside(duty, self.lookup);
                match self.room.tight < Tight::Plain {
                    true => entry.line,
                    false => together([
                        entry.label,
                        words::bracketed(&self.whom_and_article(duty)),
                        other.unwrap_or_default(),
                    ]),
                }
            }))
        };
        if !undated.is_empty() {
            page.item(&words::without_any_date(&told(&undated)));
        }
        if !after.is_empty() {
            page.item(&words::only_after_another(&told(&after)));
        }
    }

    /// To whom it is owed, and where there is room under which article.
    pub(super) fn whom_and_article(&self, duty: &DutyRow) -> Phrase {
        let cites = match self.room.cited {
            true => self.lookup.cites(&duty.about),
            false => Phrase::default(),
        };
        joined([self.to(duty), cites], &Phrase::same("; "))
    }

    /// Whether it is overdue, must not be delayed, or falls due within four days.
    pub(super) fn is_near(&self, duty: &DutyRow) -> bool {
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
        let (told, advice) = self.until_when(&self.forbidden);
        self.short_list(page, &words::forbidden_now(), told);
        for told in advice {
            page.line(&told);
        }
    }

    /// What was forbidden, and may have been done by then.
    pub(super) fn was_forbidden(&self, page: &mut Page) {
        let (told, _) = self.until_when(&self.was_forbidden);
        self.short_list(page, &words::was_forbidden(), told);
    }

    /// What is forbidden, together what is so until the same time; and what those it binds must know.
    fn until_when(&self, duties: &[&DutyRow]) -> (Vec<Phrase>, Vec<Phrase>) {
        let mut groups: Vec<(Option<Phrase>, Vec<Phrase>)> = Vec::new();
        let mut advice: Vec<Phrase> = Vec::new();
        for (abouts, duty) in self.grouped(duties) {
            let label = self.entry(&abouts, duty, Detail::Titles).label;
            let until = deadline::was_due(duty, self.lookup);
            match groups.iter_mut().find(|(known, _)| *known == until) {
                Some((_, labels)) => labels.push(label),
                None => groups.push((until, vec![label])),
            }
            let own = self.lookup.advice(&duty.about);
            advice.extend(own.filter(|own| !advice.contains(own)));
        }
        let told = groups.into_iter().map(|(until, labels)| match until {
            Some(until) => words::with_reason(&listed(labels), &words::binding_until(&until)),
            None => listed(labels),
        });
        (told.collect(), advice)
    }

    /// What is owed by no limit, of which it is not known whether it was done.
    pub(super) fn unconfirmed(&self, page: &mut Page, heading: &Phrase) {
        if self.unknown.is_empty() {
            return;
        }
        self.part(page);
        let detail = match self.room.tight {
            Tight::Open => Detail::Article,
            _ => self.in_a_list(),
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

    /// On what is owed or breached it rests that is not established, each fact once, the most urgent
    /// first: a reader who is told of a breach would concede it. What not all of it rests on says what does.
    pub(super) fn rests(&self, page: &mut Page) {
        // Of what is not to be done within a day only what is assumed is wanted where room is short.
        let soon = |duty: &DutyRow| matches!(self.lookup.all.urgency(duty), Urgency::Soon(_));
        let whole = |duty: &DutyRow| {
            let owed = self.lookup.all.stage(duty) == Stage::ToDo;
            !owed || soon(duty) || self.room.tight < Tight::Least
        };
        let lists = [&self.owed, &self.late, &self.unrecorded, &self.over];
        let rows: Vec<&DutyRow> = lists.into_iter().flatten().copied().collect();
        let assumed = rows
            .iter()
            .flat_map(|duty| basis::assumed(duty, self.lookup));
        let assumed = each_once(assumed);
        let mut facts: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
        for duty in &rows {
            let behind = match whole(duty) {
                true => basis::facts(duty, &Phrase::default(), self.lookup),
                false => basis::assumed(duty, self.lookup),
            };
            let title = said(&duty.about.title);
            for fact in behind {
                match facts.iter_mut().find(|(known, _)| *known == fact) {
                    Some((_, titles)) => titles.push(title.clone()),
                    None => facts.push((fact, vec![title.clone()])),
                }
            }
        }
        let told = facts.into_iter();
        let told = told.map(|(fact, titles)| match titles.len() == rows.len() {
            true => fact,
            false => words::of_these(&fact, &listed(each_once(titles))),
        });
        let told: Vec<Phrase> = told.collect();
        let count = || Phrase::same(told.len().to_string());
        match (told.len(), self.room.behind) {
            (0, _) => {}
            (1, 0) => page.line(&words::one_not_established()),
            (_, 0) if assumed.is_empty() => page.line(&words::so_many_not_established(&count())),
            (_, 0) => page.line(&words::assumed_among(&count(), &listed(assumed))),
            (_, most) => page.line(&words::not_established_above(&basis::few(told, most))),
        }
    }

    /// An empty line, where there is room for it.
    pub(super) fn part(&self, page: &mut Page) {
        if self.room.gaps {
            page.gap();
        }
    }

    /// What an authority owes those of whom the record tells.
    pub(super) fn expected(&self, page: &mut Page) {
        // Nobody acts on it.
        let expected = match self.room.expected {
            true => self.expected.as_slice(),
            false => &[],
        };
        let entries = self.entries(expected, Detail::Titles).into_iter();
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
