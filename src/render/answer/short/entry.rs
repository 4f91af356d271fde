//! A line of the screen: one duty, or several that differ in their instance alone.

use super::Screen;
use super::room::{Detail, Tight};
use crate::determination::{
    About, Due, DutyRow, RowKind, SanctionRow, Stage, TimeLimit, Urgency, Words,
};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{in_own_letters, joined, listed, raised, said, together};
use crate::render::answer::{counted, deadline, readings, sanctions, to_do, when, words};
use crate::value::calendar::DAY;
use crate::value::{State, Truth};

/// The title of an act that is shorter tells no more than that of its duty.
const LONG: usize = 40;

/// What is said of a duty.
pub(super) struct Entry {
    pub(super) title: Phrase,
    /// The title, after who owes it where several do.
    pub(super) label: Phrase,
    /// The title without who owes it.
    beside: Phrase,
    pub(super) line: Phrase,
    /// Who owes whom, and under which article, where there is room.
    pub(super) parties: Phrase,
    /// What its breach opens, where it falls due within a day or is overdue.
    pub(super) threat: Phrase,
    /// What those who have to do it must know, where there is room.
    pub(super) advice: Phrase,
}

/// What may be owed instead, where the title does not name it.
fn others(duty: &DutyRow) -> Phrase {
    let title = &duty.about.title;
    let named = |words: &Words| {
        let within = |title: &str, act: &str| title.to_lowercase().contains(&act.to_lowercase());
        within(&title.en, &words.en) || within(&title.ko, &words.ko)
    };
    let others = duty.alternatives.iter();
    let others = others.filter(|other| other.forbids || !named(&other.must));
    let others = listed(others.map(|other| other.owed()));
    match others.is_empty() {
        true => others,
        false => words::or_instead(&others),
    }
}

/// How much is to be paid of what is owed in money and not paid in full.
fn owing(duty: &DutyRow) -> Phrase {
    let open = !duty.state.is_kept() && !duty.state.is_absent();
    match duty.payment.as_ref().filter(|_| open) {
        Some(payment) => to_do::to_pay(payment),
        None => Phrase::default(),
    }
}

impl Screen<'_> {
    /// Duties that differ in their instance alone, together.
    pub(super) fn grouped<'d>(&self, duties: &[&'d DutyRow]) -> Vec<(Vec<&'d About>, &'d DutyRow)> {
        let mut groups: Vec<(Vec<&About>, &DutyRow)> = Vec::new();
        for duty in duties {
            let same = |(_, first): &&mut (Vec<&About>, &DutyRow)| {
                first.about.name == duty.about.name
                    && first.state_as_recorded() == duty.state_as_recorded()
                    && first.rests_on_record() == duty.rests_on_record()
                    && first.due_as_recorded() == duty.due_as_recorded()
                    && first.due_earliest == duty.due_earliest
                    && first.bearer == duty.bearer
                    && (!self.several || first.bearer_member == duty.bearer_member)
                    && first.to == duty.to
            };
            match groups.iter_mut().find(same) {
                Some((abouts, _)) => abouts.push(&duty.about),
                None => groups.push((vec![&duty.about], duty)),
            }
        }
        groups
    }

    /// Who owes it, as a row begins with it.
    pub(super) fn bearer(&self, duty: &DutyRow) -> Phrase {
        let bearer = in_own_letters(&self.lookup.bearer(duty));
        Phrase::new(raised(&bearer.en), bearer.ko)
    }

    /// Titles of duties, after whose they are where several owe something, of each once.
    pub(super) fn named(&self, duties: &[&DutyRow], detail: Detail) -> Vec<Phrase> {
        let mut groups: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
        for (abouts, duty) in self.grouped(duties) {
            let entry = self.entry(&abouts, duty, detail);
            if !self.several {
                groups.push((Phrase::default(), vec![entry.label]));
                continue;
            }
            let bearer = self.bearer(duty);
            match groups.iter_mut().find(|(known, _)| *known == bearer) {
                Some((_, titles)) => titles.push(entry.beside),
                None => groups.push((bearer, vec![entry.beside])),
            }
        }
        let told = groups.into_iter();
        told.map(|(bearer, titles)| match bearer.is_empty() {
            true => listed(titles),
            false => words::titled(&bearer, &listed(titles)),
        })
        .collect()
    }

    /// The same, each with its bare limit where it has one that is still ahead and room is not short.
    pub(super) fn named_by_limit(&self, duties: &[&DutyRow]) -> Vec<Phrase> {
        let dated = |duty: &&DutyRow| {
            let pressing = match self.lookup.all.urgency(duty) {
                Urgency::Soon(_) | Urgency::Due(_) => {
                    duty.due_as_recorded().is_some() || duty.latest().is_some()
                }
                Urgency::Passed(_) => false,
                _ => duty.must_not_wait(),
            };
            pressing && !self.room.rows_first
        };
        let (dated, others): (Vec<&DutyRow>, Vec<&DutyRow>) =
            duties.iter().copied().partition(dated);
        let dated = self.grouped(&dated).into_iter().map(|(abouts, duty)| {
            let label = self.entry(&abouts, duty, Detail::Titles).label;
            let cites = match self.room.cited {
                true => self.lookup.cites(&duty.about),
                false => Phrase::default(),
            };
            let moment = self.moment(duty, false);
            let exempt = self.perhaps_exempt(duty);
            let to = match self.room.cited {
                true => self.to(duty),
                false => Phrase::default(),
            };
            let told = joined([to, cites, moment, exempt], &Phrase::same("; "));
            together([label, words::bracketed(&told)])
        });
        let dated: Vec<Phrase> = dated.collect();
        [dated, self.named(&others, self.in_a_list())].concat()
    }

    /// How much is said of what is named in a list.
    pub(super) fn in_a_list(&self) -> Detail {
        match self.room.cited {
            true => Detail::Article,
            false => Detail::Titles,
        }
    }

    /// The exceptions that are open, where they are wanted.
    fn perhaps_exempt(&self, duty: &DutyRow) -> Phrase {
        let open = duty.exceptions.iter();
        let open = open.filter(|row| row.value == Truth::Undetermined && !row.replaces);
        let open = listed(open.map(|row| said(&row.title)));
        match open.is_empty() || !self.room.exempt {
            true => Phrase::default(),
            false => words::exempt_perhaps(&open),
        }
    }

    /// The lines of some duties.
    pub(super) fn entries(&self, duties: &[&DutyRow], detail: Detail) -> Vec<Entry> {
        let groups = self.grouped(duties).into_iter();
        groups
            .map(|(abouts, duty)| self.entry(&abouts, duty, detail))
            .collect()
    }

    pub(super) fn entry(&self, abouts: &[&About], duty: &DutyRow, detail: Detail) -> Entry {
        let title = self.lookup.label_together(abouts);
        let bearer = self.bearer(duty);
        // Where several owe something, a line begins with who owes it.
        let beside = match self.several {
            true => self
                .lookup
                .label_beside(abouts, duty.bearer_member.as_deref()),
            false => title.clone(),
        };
        let articles = match detail {
            Detail::Article => words::bracketed(&self.lookup.cites(&duty.about)),
            _ => Phrase::default(),
        };
        let others = match detail.is_brief() {
            true => Phrase::default(),
            false => others(duty),
        };
        let beside = together([beside, articles, others]);
        let label = match self.several {
            true => words::titled(&bearer, &beside),
            false => beside.clone(),
        };
        let told = match self.lookup.all.stage(duty) {
            Stage::Overdue if detail.is_brief() && deadline::is_dated(duty) => self.missed(duty),
            Stage::ToDo if detail == Detail::Compact => {
                deadline::with_other_reading(self.moment(duty, true), duty, self.lookup)
            }
            Stage::ToDo if detail.is_brief() => self.moment(duty, detail < Detail::Bare),
            _ => self.when(duty),
        };
        let parts = [told, self.set_back(duty), owing(duty), self.unheard(duty)];
        let told = joined(parts, &Phrase::same("; "));
        let line = words::with_reason(&label, &told);
        let parties = || {
            let to = duty.to.as_ref().zip(duty.to_title.as_ref());
            let to = to.map(|(to, title)| in_own_letters(&self.lookup.party(to, title)));
            let between = match (to, self.several) {
                (Some(to), true) => words::to_whom(&to),
                (Some(to), false) => words::from_to(&bearer, &to),
                (None, true) => Phrase::default(),
                (None, false) => bearer.clone(),
            };
            let note = self.lookup.noted(&duty.about);
            let note = match note.is_empty() || self.room.paper {
                true => note,
                // Where room is short it says nothing that anybody acts on.
                false if self.room.tight >= Tight::Plain => Phrase::default(),
                false => words::see_in_full(&note),
            };
            let parts = [between, self.lookup.cites(&duty.about), note];
            joined(parts, &Phrase::same(" · "))
        };
        let deed = || self.tells_deed(duty).then(|| self.deed(duty));
        let threat = match detail {
            Detail::Parties | Detail::Inline => Some(self.threat(duty)),
            Detail::Compact => self.room.threats.then(|| self.threat(duty)),
            _ => None,
        };
        let threat = match detail.is_brief() && detail != Detail::Compact {
            true => Phrase::default(),
            false => joined(deed().into_iter().chain(threat), &Phrase::same(" · ")),
        };
        // What changes what is to be done about a limit that has passed is always told.
        let passed = self.lookup.all.stage(duty) == Stage::Overdue;
        let advice = match detail {
            Detail::Parties | Detail::Inline => self.lookup.advice(&duty.about),
            _ if passed => self.lookup.advice(&duty.about),
            Detail::Compact if self.is_pressing(duty) => self.lookup.advice(&duty.about),
            _ => None,
        };
        let counted = counted::briefly(duty, self.lookup).filter(|_| self.room.counts);
        let counted = counted.map_or_else(Phrase::default, |how| words::counted_so(&how));
        let threat = joined([counted, threat], &Phrase::same(" · "));
        let (line, parties, threat) = match detail {
            Detail::Parties => (line, parties(), threat),
            Detail::Inline => {
                let line = joined([line, parties(), threat], &Phrase::same(" · "));
                (line, Phrase::default(), Phrase::default())
            }
            Detail::Compact => {
                let line = self.with_parties(duty, &line);
                let line = joined([line, threat], &Phrase::same(" · "));
                (line, Phrase::default(), Phrase::default())
            }
            _ => (line, Phrase::default(), Phrase::default()),
        };
        Entry {
            title,
            label,
            beside,
            line,
            parties,
            threat,
            advice: advice.unwrap_or_default(),
        }
    }

    /// A line with by whom, where that is not said, and to whom it is owed, and under which article.
    pub(super) fn with_parties(&self, duty: &DutyRow, line: &Phrase) -> Phrase {
        let to = self.to(duty);
        let between = match (self.several, duty.to_title.as_ref(), to.is_empty()) {
            (false, Some(title), false) => {
                let key = duty.to.as_deref().unwrap_or_default();
                let to = in_own_letters(&self.lookup.party(key, title));
                words::from_to(&self.bearer(duty), &to)
            }
            _ => to,
        };
        let parts = [line.clone(), between, self.lookup.cites(&duty.about)];
        joined(parts, &Phrase::same(" · "))
    }

    /// The line of a row as brief as `detail`, with as much more as takes no further line: the time left,
    /// to whom it is owed, under which article, or else under which text. Whom to turn to takes a line more
    /// if it is wanted.
    pub(super) fn fitting(
        &self,
        page: &Page,
        abouts: &[&About],
        duty: &DutyRow,
        detail: Detail,
        whom: bool,
    ) -> Phrase {
        let line = |detail| self.entry(abouts, duty, detail).line;
        let brief = line(detail);
        let with = |line: &Phrase, more| joined([line.clone(), more], &Phrase::same(" · "));
        let lines = page.lines_of(&match whom {
            true => with(&brief, self.to(duty)),
            false => brief.clone(),
        });
        // With its articles in brackets they would be told twice.
        let short = line(detail.max(Detail::Titles));
        let timed = line(detail.max(Detail::Titles).min(Detail::Timed));
        // Of what runs without a date the article says more than that it must not be delayed.
        let running = matches!(self.lookup.all.urgency(duty), Urgency::Running(_));
        let cited = with(&short, self.lookup.cites(&duty.about));
        // Whom to turn to comes before the article, and where it is wanted before the time left.
        let cited = Some(cited).filter(|_| running && self.to(duty).is_empty());
        let to = |line: &Phrase| [self.with_parties(duty, line), with(line, self.to(duty))];
        let wanted = [to(&timed), to(&short)].concat();
        let wanted = wanted.into_iter();
        let wanted = wanted.filter(|_| whom && !self.to(duty).is_empty());
        let mut tried = wanted
            .chain(cited)
            .chain([timed, short].into_iter().flat_map(|line| {
                [
                    self.with_parties(duty, &line),
                    with(&line, self.to(duty)),
                    with(&line, self.lookup.cites(&duty.about)),
                    with(&line, self.lookup.texts_cited(&duty.about)),
                    line,
                ]
            }));
        let fits = tried.find(|told| page.lines_of(told) <= lines);
        fits.unwrap_or(brief)
    }

    /// Whether it is one of the first that fall due within a day, of which what has to be done is told.
    fn tells_deed(&self, duty: &DutyRow) -> bool {
        !self.deed(duty).is_empty() && self.is_pressing(duty)
    }

    /// Whether it is one of the first that fall due within a day, as many as have room for more than who owes
    /// whom.
    fn is_pressing(&self, duty: &DutyRow) -> bool {
        let soon = |duty: &&&DutyRow| matches!(self.lookup.all.urgency(duty), Urgency::Soon(_));
        let mut first = self.owed.iter().filter(soon).take(self.room.deeds);
        first.any(|other| other.about.key() == duty.about.key())
    }

    /// What has to be done, where the title of the duty does not say it.
    fn deed(&self, duty: &DutyRow) -> Phrase {
        let deed = said(&duty.must);
        let title = &duty.about.title;
        let same = title.en.eq_ignore_ascii_case(&deed.en) || title.ko.starts_with(&deed.ko);
        match same || deed.en.len() < LONG {
            true => Phrase::default(),
            false => words::deed(&deed),
        }
    }

    /// To whom it is owed, where the title does not say it.
    pub(super) fn to(&self, duty: &DutyRow) -> Phrase {
        let Some((to, title)) = duty.to.as_ref().zip(duty.to_title.as_ref()) else {
            return Phrase::default();
        };
        let to = in_own_letters(&self.lookup.party(to, title));
        let said = |title: &str, to: &str| {
            let to = to.strip_prefix("the ").unwrap_or(to);
            title.to_lowercase().contains(&to.to_lowercase())
        };
        let title = &duty.about.title;
        match said(&title.en, &to.en) && said(&title.ko, &to.ko) {
            true => Phrase::default(),
            false => words::to_whom(&to),
        }
    }

    /// What the breach opens of what is certain, and is overdue or falls due within a day: what the
    /// provision says of it, and what can be imposed from the same instant.
    fn threat(&self, duty: &DutyRow) -> Phrase {
        let urgency = self.lookup.all.urgency(duty);
        if urgency == Urgency::Over {
            let opens = self.opened(duty).into_iter().map(|row| {
                let other = readings::spared(&row.about, row.state).unwrap_or_default();
                together([said(&row.about.title), sanctions::most(row), other])
            });
            let opens = listed(opens);
            return match opens.is_empty() {
                true => opens,
                false => words::opens(&opens),
            };
        }
        if !matches!(urgency, Urgency::Soon(_) | Urgency::Overdue(_)) {
            return Phrase::default();
        }
        let coming = || self.lookup.all.coming.rows.iter();
        let breach = coming().find(|row| {
            let key = (row.name.as_str(), row.instance.as_deref());
            row.kind == RowKind::Duty && row.to.is_breach() && key == duty.about.key()
        });
        let with_it = breach.into_iter().flat_map(|breach| {
            coming().filter(|row| {
                let opened = row.kind == RowKind::Sanction && row.to == State::Open;
                opened && (row.at, row.after) == (breach.at, breach.after)
            })
        });
        let mut names: Vec<&String> = duty.on_breach.iter().collect();
        if names.is_empty() {
            names.extend(with_it.map(|row| &row.name));
        }
        let named = |name: &String| {
            let (row, own) = self.lookup.all.sanction_of(duty, name)?;
            let bounded = own && !row.up_to.is_empty() && row.state != State::NotInForce;
            bounded.then(|| together([said(&row.about.title), sanctions::most(row)]))
        };
        let opens = listed(names.into_iter().filter_map(named));
        match opens.is_empty() {
            true => opens,
            false => words::if_not(&opens),
        }
    }

    /// The sanctions that what was done late or though it is forbidden has opened.
    fn opened(&self, duty: &DutyRow) -> Vec<&SanctionRow> {
        let named = duty.on_breach.iter();
        let rows = named.filter_map(|name| self.lookup.all.sanction_of(duty, name));
        let own = rows.filter(|(row, own)| *own && row.state == State::Open);
        own.map(|(row, _)| row).collect()
    }

    /// Whether a sanction is told beside the row whose breach opened it.
    pub(super) fn is_told_beside(&self, sanction: &SanctionRow) -> bool {
        let told = self.room.threats || self.room.tight < Tight::Full;
        let told = told && self.room.named == usize::MAX && self.room.near <= Detail::Compact;
        let mut over = self.over.iter();
        told && over.any(|duty| {
            if self.lookup.all.urgency(duty) != Urgency::Over {
                return false;
            }
            let mut opened = self.opened(duty).into_iter();
            opened.any(|row| std::ptr::eq(row, sanction))
        })
    }

    /// From when a limit was moved, where that is within a day: who counts the hours takes it for the limit.
    fn set_back(&self, duty: &DutyRow) -> Phrase {
        let open = matches!(self.lookup.all.stage(duty), Stage::ToDo | Stage::Perhaps);
        let zone = self.lookup.zone_of(duty);
        let now = self.lookup.all.as_of.instant().micros();
        let near = |from: &Due| {
            let last = from.last(zone);
            last.is_some_and(|last| last.micros().abs_diff(now) <= DAY.unsigned_abs())
        };
        let from = duty.limit.as_ref().and_then(TimeLimit::moved_from);
        let own = |from: &Due| duty.due_as_recorded().or(duty.earliest()) == Some(*from);
        match from.filter(|from| open && near(from) && !own(from)) {
            Some(from) => words::set_back(&when::brief(from, zone, self.lookup)),
            None => Phrase::default(),
        }
    }

    /// That nothing is on record of what is to be done, where the record does not say that it is
    /// complete.
    fn unheard(&self, duty: &DutyRow) -> Phrase {
        let all = self.lookup.all;
        let told = all.record_complete_until.is_some()
            || all.stage(duty) != Stage::ToDo
            || all.done_of(duty).next().is_some();
        match self.room.tight {
            _ if told => Phrase::default(),
            Tight::Open | Tight::Sentences => words::nothing_heard(),
            _ => words::nothing_on_record(),
        }
    }
}
