//! A line of the screen: one duty, or several that differ in their instance alone.

use super::Screen;
use super::room::Detail;
use crate::determination::{About, DutyRow, Stage, Urgency, Words};
use crate::diagnostic::Phrase;
use crate::render::answer::phrasing::{joined, listed, raised, said, together};
use crate::render::answer::{deadline, moment, to_do, words};
use crate::value::State;

/// What is said of a duty.
pub(super) struct Entry {
    pub(super) title: Phrase,
    pub(super) line: Phrase,
    /// The same without who owes whom.
    pub(super) brief: Phrase,
    /// Who owes whom, and under which article, where there is room.
    pub(super) parties: Phrase,
}

/// What may be owed instead, where the title does not name it.
fn others(duty: &DutyRow) -> Phrase {
    let title = &duty.about.title;
    let named = |words: &Words| {
        let within = |title: &str, act: &str| title.to_lowercase().contains(&act.to_lowercase());
        within(&title.en, &words.en) || within(&title.ko, &words.ko)
    };
    let others = duty.alternatives.iter().map(|other| &other.must);
    let others = listed(others.filter(|words| !named(words)).map(said));
    match others.is_empty() {
        true => others,
        false => words::or_instead(&others),
    }
}

impl Screen<'_> {
    /// The lines of some duties; those that differ in their instance alone are one.
    pub(super) fn entries(&self, duties: &[&DutyRow], detail: Detail) -> Vec<Entry> {
        let mut entries: Vec<(Vec<&About>, &DutyRow)> = Vec::new();
        for duty in duties {
            let same = |(_, first): &&mut (Vec<&About>, &DutyRow)| {
                first.about.name == duty.about.name
                    && first.state_as_recorded() == duty.state_as_recorded()
                    && first.rests_on_record() == duty.rests_on_record()
                    && first.due_as_recorded() == duty.due_as_recorded()
                    && first.due_earliest == duty.due_earliest
                    && first.bearer == duty.bearer
                    && (detail > Detail::Inline && !self.several
                        || first.bearer_member == duty.bearer_member)
                    && first.to == duty.to
            };
            match entries.iter_mut().find(same) {
                Some((abouts, _)) => abouts.push(&duty.about),
                None => entries.push((vec![&duty.about], duty)),
            }
        }
        let told = entries.into_iter();
        told.map(|(abouts, duty)| self.entry(&abouts, duty, detail))
            .collect()
    }

    fn entry(&self, abouts: &[&About], duty: &DutyRow, detail: Detail) -> Entry {
        let title = self.lookup.label_together(abouts);
        let bearer = self.lookup.bearer(duty);
        let bearer = Phrase::new(raised(&bearer.en), bearer.ko);
        // Where several owe something, a line begins with who owes it.
        let label = match self.several {
            true => self
                .lookup
                .label_beside(abouts, duty.bearer_member.as_deref()),
            false => title.clone(),
        };
        let articles = match detail {
            Detail::Article => words::bracketed(&self.articles(duty)),
            _ => Phrase::default(),
        };
        let label = together([label, articles, others(duty)]);
        let label = match self.several {
            true => words::titled(&bearer, &label),
            false => label,
        };
        let line = words::with_reason(&label, &self.when(duty));
        let parties = || {
            let to = duty.to.as_ref().zip(duty.to_title.as_ref());
            let to = to.map(|(to, title)| self.lookup.party(to, title));
            let between = match (to, self.several) {
                (Some(to), true) => words::to_whom(&to),
                (Some(to), false) => words::from_to(&bearer, &to),
                (None, true) => Phrase::default(),
                (None, false) => bearer.clone(),
            };
            let note = self.lookup.noted(&duty.about);
            let note = match note.is_empty() || self.room.paper {
                true => note,
                false => words::see_in_full(&note),
            };
            let parts = [between, self.articles(duty), note];
            joined(parts, &Phrase::same(" · "))
        };
        let brief = match detail {
            Detail::Inline => self.entry(abouts, duty, Detail::Article).line,
            _ => line.clone(),
        };
        let (line, parties) = match detail {
            Detail::Parties => (line, parties()),
            Detail::Inline => {
                let line = joined([line, parties()], &Phrase::same(" · "));
                (line, Phrase::default())
            }
            Detail::Article | Detail::Titles => (line, Phrase::default()),
        };
        Entry {
            title,
            line,
            brief,
            parties,
        }
    }

    /// Under which articles; where room is short, the first of them.
    fn articles(&self, duty: &DutyRow) -> Phrase {
        match duty.about.cites.split_first() {
            Some((first, others @ [_, ..])) if self.room.is_tight() => {
                let first = std::slice::from_ref(first);
                let first = self.lookup.articles(&duty.about.name, first);
                words::and_others_too(&first, &Phrase::same(others.len().to_string()))
            }
            _ => self.lookup.cites(&duty.about),
        }
    }

    /// Whether it waits for a clock or has no date, and is told after the rest.
    pub(super) fn is_for_later(&self, duty: &DutyRow) -> bool {
        let urgency = self.lookup.all.urgency(duty);
        self.room.detail >= Detail::Inline && matches!(urgency, Urgency::Undated | Urgency::Waiting)
    }

    /// The state and the limit of a duty, as short as it goes.
    fn when(&self, duty: &DutyRow) -> Phrase {
        let Some(dated) = deadline::bounds(duty, self.lookup) else {
            return self.undated(duty);
        };
        match duty.state {
            State::Breached => together([words::breached_since(&dated), self.not_counted(duty)]),
            State::Violated => words::violated(),
            State::PerformedLate => to_do::headline(duty, self.lookup),
            State::Undetermined => match self.lookup.all.stage(duty) {
                Stage::Overdue => to_do::overdue(&dated, duty, self.lookup),
                Stage::Questioned => to_do::questioned(duty, self.lookup),
                _ => deadline::as_recorded(dated, duty, self.lookup),
            },
            _ => deadline::as_recorded(dated, duty, self.lookup),
        }
    }

    /// The same of a duty without a date.
    fn undated(&self, duty: &DutyRow) -> Phrase {
        let limit = deadline::undated(duty, self.lookup);
        let limit = limit.unwrap_or_else(words::without_date);
        match duty.state_as_recorded() {
            _ if self.lookup.all.stage(duty) == Stage::Questioned => {
                to_do::questioned(duty, self.lookup)
            }
            State::Breached => deadline::as_recorded(words::breached(), duty, self.lookup),
            State::Violated => words::violated(),
            _ => {
                let passed = self.passed(duty);
                let told = passed.map_or(limit.clone(), |passed| words::with_time(&limit, &passed));
                deadline::as_recorded(told, duty, self.lookup)
            }
        }
    }

    /// What is on record of what is owed, though it does not count.
    fn not_counted(&self, duty: &DutyRow) -> Phrase {
        let act = self.lookup.act_on_record(&duty.must);
        // Of what is owed several times, the record may tell of another.
        let act = act.filter(|_| duty.about.instance.is_none());
        act.map_or_else(Phrase::default, |at| {
            words::not_as_owed(&together([said(&duty.must), at]))
        })
    }

    /// How long what must not be delayed has been owed.
    fn passed(&self, duty: &DutyRow) -> Option<Phrase> {
        let since = duty.owed_since.filter(|_| duty.without_delay)?.instant();
        let now = self.lookup.now.filter(|now| since < *now)?;
        let zone = self.lookup.zone_of(duty);
        let days = zone.date(now).zip(zone.date(since));
        let days = days.map(|(now, since)| now.number() - since.number());
        // From two days on it is told as the full answer tells it, by the days of the calendar.
        Some(words::owed_for(&match days.filter(|days| *days > 2) {
            Some(days) => words::days(days),
            None => moment::apart(now, since),
        }))
    }
}
