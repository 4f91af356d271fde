//! A line of the screen: one duty, or several that differ in their instance alone.

use super::Screen;
use super::room::{Detail, Tight};
use crate::determination::{About, DutyRow, RowKind, Stage, Urgency, Words};
use crate::diagnostic::Phrase;
use crate::render::answer::page::Page;
use crate::render::answer::phrasing::{
    in_own_letters, joined, listed, raised, said, strung, together,
};
use crate::render::answer::{deadline, missing, moment, readings, sanctions, to_do, when, words};
use crate::value::State;
use crate::value::calendar::DAY;

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
                urgency => matches!(urgency, Urgency::Running(_)),
            };
            pressing && self.room.tight < Tight::Least
        };
        let (dated, others): (Vec<&DutyRow>, Vec<&DutyRow>) =
            duties.iter().copied().partition(dated);
        let dated = self.grouped(&dated).into_iter().map(|(abouts, duty)| {
            let label = self.entry(&abouts, duty, Detail::Titles).label;
            together([label, words::bracketed(&self.moment(duty, false))])
        });
        let dated: Vec<Phrase> = dated.collect();
        [dated, self.named(&others, Detail::Titles)].concat()
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
            Stage::ToDo if detail.is_brief() => self.moment(duty, detail < Detail::Bare),
            _ => self.when(duty),
        };
        let told = joined([told, owing(duty), self.unheard(duty)], &Phrase::same("; "));
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
                false => words::see_in_full(&note),
            };
            let parts = [between, self.lookup.cites(&duty.about), note];
            joined(parts, &Phrase::same(" · "))
        };
        let threat = match detail {
            Detail::Parties | Detail::Inline => self.threat(duty),
            _ => Phrase::default(),
        };
        let advice = match detail {
            Detail::Parties | Detail::Inline => self.lookup.advice(&duty.about),
            _ => None,
        };
        let (line, parties, threat) = match detail {
            Detail::Parties => (line, parties(), threat),
            Detail::Inline => {
                let line = joined([line, parties(), threat], &Phrase::same(" · "));
                (line, Phrase::default(), Phrase::default())
            }
            Detail::Compact => {
                let line = self.with_parties(duty, &line);
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

    /// A line with to whom it is owed, by whom where that is not said, and under which article.
    pub(super) fn with_parties(&self, duty: &DutyRow, line: &Phrase) -> Phrase {
        let parts = [line.clone(), self.to(duty), self.lookup.cites(&duty.about)];
        joined(parts, &Phrase::same(" · "))
    }

    /// The line of a row as brief as `detail`, with as much more as takes no further line: the time left,
    /// to whom it is owed, under which article, or else under which text.
    pub(super) fn fitting(
        &self,
        page: &Page,
        abouts: &[&About],
        duty: &DutyRow,
        detail: Detail,
    ) -> Phrase {
        let line = |detail| self.entry(abouts, duty, detail).line;
        let brief = line(detail);
        let lines = page.lines_of(&brief);
        let with = |line: &Phrase, more| joined([line.clone(), more], &Phrase::same(" · "));
        let (timed, short) = (line(detail.min(Detail::Timed)), brief.clone());
        // Of what runs without a date the article says more than that it must not be delayed.
        let running = matches!(self.lookup.all.urgency(duty), Urgency::Running(_));
        let cited = with(&short, self.lookup.cites(&duty.about));
        let cited = Some(cited).filter(|_| running);
        let mut tried = cited
            .into_iter()
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

    /// To whom it is owed, where the title does not say it.
    fn to(&self, duty: &DutyRow) -> Phrase {
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

    /// That nothing is on record of what is to be done, where the record does not say that it is
    /// complete.
    fn unheard(&self, duty: &DutyRow) -> Phrase {
        let all = self.lookup.all;
        let told = all.record_complete_until.is_some()
            || all.stage(duty) != Stage::ToDo
            || all.done(&duty.must).next().is_some();
        match self.room.tight {
            _ if told => Phrase::default(),
            Tight::Open | Tight::Sentences => words::nothing_heard(),
            _ => words::nothing_on_record(),
        }
    }

    /// By when it was due, and how long ago that was within a day: a clock of another zone is easily
    /// taken for the reader's.
    fn missed(&self, duty: &DutyRow) -> Phrase {
        let Some(due) = duty.due_as_recorded() else {
            return words::breached();
        };
        let told = when::brief(due, self.lookup.zone_of(duty), self.lookup);
        let now = self.lookup.all.as_of.instant().micros();
        let last = due.last(self.lookup.zone_of(duty));
        let lately = last.is_some_and(|last| last.micros().abs_diff(now) <= DAY.unsigned_abs());
        let due = match deadline::left(due, duty, self.lookup) {
            Some(ago) if lately => words::with_time(&told, &ago),
            _ => told,
        };
        match duty.state {
            State::Breached => words::breached_since(&due),
            _ => words::was_due(&due),
        }
    }

    /// The moment alone, or how long it has been owed; with the time left within a day, and if wanted where
    /// the clock is not that of the head, since a clock of another zone is easily taken for the reader's.
    fn moment(&self, duty: &DutyRow, wanted: bool) -> Phrase {
        let zone = self.lookup.zone_of(duty);
        let at = |due| when::brief(due, zone, self.lookup);
        let soon = matches!(self.lookup.all.urgency(duty), Urgency::Soon(_));
        let elsewhere = wanted && zone.name() != self.lookup.zone("").name();
        let left = |told: Phrase, due| match deadline::left(due, duty, self.lookup) {
            Some(left) if soon || elsewhere => words::with_time(&told, &left),
            _ => told,
        };
        let by = |due| match deadline::must_not_wait(duty) {
            true => words::at_once_by(&at(due)),
            false => words::by_day(&at(due)),
        };
        let told = match (duty.due_as_recorded(), duty.earliest(), duty.due_latest) {
            (Some(due), ..) => return left(by(due), due),
            (None, Some(low), Some(high)) if deadline::is_ahead(low, duty, self.lookup) => {
                words::safe_until(&left(words::as_early_as(&at(low)), low), &at(high))
            }
            (None, Some(low), Some(high)) => {
                words::perhaps_passed(&words::by_day(&at(high)), &at(low))
            }
            (None, Some(low), None) => left(words::as_early_as(&at(low)), low),
            (None, None, Some(high)) => words::latest(&at(high)),
            _ if duty.without_delay && !deadline::is_set(duty) => {
                return self.running(duty, wanted);
            }
            _ => return self.when(duty),
        };
        match deadline::must_not_wait(duty) {
            true => words::first_then(&words::without_delay(), &told),
            false => told,
        }
    }

    /// The state and the limit of a duty, as short as it goes, and what is on record of what is perhaps
    /// owed. That it is so if nothing was done that is not on record, the head and the headings say.
    fn when(&self, duty: &DutyRow) -> Phrase {
        let done = to_do::done_if_owed(duty, self.lookup);
        strung(std::iter::once(self.limited(duty)).chain(done))
    }

    /// The state and the limit of a duty.
    fn limited(&self, duty: &DutyRow) -> Phrase {
        match self.lookup.all.stage(duty) {
            Stage::Questioned => return self.done(duty),
            Stage::Over if duty.state == State::PerformedLate => {
                let other = readings::beside(duty, self.lookup);
                let told = to_do::headline(duty, self.lookup);
                return together([told, other.unwrap_or_default()]);
            }
            _ => {}
        }
        let Some(dated) = deadline::bounds(duty, self.lookup) else {
            return self.undated(duty);
        };
        match duty.state {
            State::Breached => together([words::breached_since(&dated), self.not_counted(duty)]),
            State::Violated => words::violated(),
            State::Undetermined if self.lookup.all.stage(duty) == Stage::Overdue => {
                match self.lookup.act_on_record(&duty.must) {
                    Some(_) => to_do::overdue(&dated, duty, self.lookup),
                    None => self.unless_exempt(&words::was_due(&dated), duty),
                }
            }
            _ => dated,
        }
    }

    /// The same of a duty without a date.
    fn undated(&self, duty: &DutyRow) -> Phrase {
        let limit = deadline::undated(duty, self.lookup);
        let limit = limit.unwrap_or_else(words::without_date);
        match duty.state {
            State::Breached => words::breached(),
            State::Violated => words::violated(),
            _ => {
                let told = match self.passed(duty) {
                    Some(passed) => words::with_time(&limit, &passed),
                    None => limit,
                };
                deadline::with_other_reading(told, duty, self.lookup)
            }
        }
    }

    fn unless_exempt(&self, told: &Phrase, duty: &DutyRow) -> Phrase {
        let exempt = duty.exceptions.iter();
        let mut exempt = exempt.filter(|row| !row.replaces);
        match exempt.any(|row| row.value == crate::value::Truth::Undetermined) {
            true => words::unless_exempt(told),
            false => told.clone(),
        }
    }

    /// When it was done, and by when it was due, of what was done and perhaps not as it is owed. That
    /// it is late is said where it is so at any hour, or on whose account it is so.
    fn done(&self, duty: &DutyRow) -> Phrase {
        let due = deadline::was_due(duty, self.lookup).map(|due| words::was_due(&due));
        let act = self.lookup.time_of(duty);
        let act = act.map_or_else(words::made, |at| words::made_at(&at));
        let zone = self.lookup.zone_of(duty);
        let late = self.lookup.all.done_whenever(duty);
        let late = late.map(|(act, late)| match (late, duty.due()) {
            (false, _) => words::in_time(),
            (true, due) => {
                let by = due.and_then(|due| moment::late(due, self.lookup.all.begun(act)?, zone));
                by.map_or_else(words::late_at_any_hour, |by| words::late_at_least(&by))
            }
        });
        // What tells the time of the act apart is told by the time itself.
        let open: Vec<_> = duty.about.deciding();
        let open = open.into_iter();
        let open = open.filter(|need| !need.path.ends_with(".at") && !need.is_act());
        let open: Vec<_> = open.collect();
        let disputed = |path: &str| self.lookup.all.disputes.iter().any(|row| row.path == path);
        let (accounts, open): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|need| disputed(&need.path));
        let open = missing::all(&open, self.lookup);
        let open =
            (!open.is_empty() && self.room.tight < Tight::Full).then(|| words::open_is(&open));
        let leads = duty.about.accounts.iter();
        let leads = leads.map(|lead| super::super::disputes::leads(lead, self.lookup));
        let leads =
            (!accounts.is_empty() || !duty.about.accounts.is_empty()).then(|| listed(leads));
        let parts = late
            .into_iter()
            .chain([act])
            .chain(due)
            .chain(leads)
            .chain(open);
        strung(parts)
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

    /// That it must not be delayed, and how long it has been owed; in English the latter alone, where
    /// room is short.
    fn running(&self, duty: &DutyRow, whole: bool) -> Phrase {
        let Some(passed) = self.passed(duty) else {
            return words::without_delay();
        };
        let both = words::with_time(&words::without_delay(), &passed);
        match whole {
            true => both,
            false => Phrase::new(passed.en, both.ko),
        }
    }

    /// How long what must not be delayed has been owed.
    fn passed(&self, duty: &DutyRow) -> Option<Phrase> {
        let since = duty.owed_since.filter(|_| duty.without_delay)?.instant();
        let now = self.lookup.now.filter(|now| since < *now)?;
        Some(words::owed_for(&moment::apart(now, since)))
    }
}
