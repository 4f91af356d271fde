//! One screen: who owes what to whom and by when, what is breached, what comes next, which facts
//! settle most, and how much more the full answer has. What does not fit is told more briefly; what
//! is owed or breached is never left out.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{joined, listed, raised, said, strung, together};
use super::{deadline, missing, moment, to_do, when, words};
use crate::determination::{About, ComingRow, Determination, Due, DutyRow, Need, RowKind};
use crate::diagnostic::{Language, Phrase};
use crate::value::{Instant, State};

/// Lines of a screen, which are kept to where the answer allows.
const LINES: usize = 24;
/// Lines that are never exceeded.
const MOST_LINES: usize = 40;
/// At most so many facts are named that settle most.
const FACTS: usize = 3;

/// How much is said of a row; each step says less than the one before.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Detail {
    /// Who owes whom, and the article, on a line of their own.
    Parties,
    /// The article alone, on the same line.
    Article,
    /// Titles and limits; of what may be owed and what comes next only the nearest.
    Titles,
}

/// The answer on one screen, no line wider than `width` cells.
pub(super) fn screen(all: &Determination, language: Language, width: usize) -> String {
    let lookup = Lookup::new(all);
    let made = |detail, most| Screen::new(&lookup, detail, most).told(language, width);
    let steps = [Detail::Parties, Detail::Article, Detail::Titles];
    let texts = steps.map(|detail| made(detail, usize::MAX));
    for most in [LINES, MOST_LINES] {
        if let Some(text) = texts.iter().find(|text| text.lines().count() <= most) {
            return text.clone();
        }
    }
    // More is owed than a screen holds: as many rows as it does, the most urgent first, and how
    // many more there are.
    let mut rows = MOST_LINES;
    loop {
        let text = made(Detail::Titles, rows);
        if rows == 1 || text.lines().count() <= MOST_LINES {
            return text;
        }
        rows -= 1;
    }
}

/// What the screen shows.
struct Screen<'a> {
    lookup: &'a Lookup<'a>,
    detail: Detail,
    /// At most so many rows of each list.
    most: usize,
    overdue: Vec<&'a DutyRow>,
    owed: Vec<&'a DutyRow>,
    /// Duties of a period of the calendar, which come back whatever happens.
    periodic: Vec<&'a DutyRow>,
    perhaps: Vec<&'a DutyRow>,
    coming: Vec<&'a ComingRow>,
}

impl<'a> Screen<'a> {
    fn new(lookup: &'a Lookup<'a>, detail: Detail, most: usize) -> Screen<'a> {
        let duties = || lookup.all.duties.iter();
        let sorted = |wanted: &dyn Fn(&DutyRow) -> bool| {
            let mut found: Vec<&DutyRow> = duties().filter(|duty| wanted(duty)).collect();
            found.sort_by_key(|duty| deadline::urgency(duty, lookup));
            found
        };
        let late = |duty: &DutyRow| duty.state.is_breach() || to_do::is_overdue(duty);
        let comes_back = |duty: &DutyRow| is_periodic(duty.about.instance.as_deref());
        let overdue = sorted(&|duty| late(duty) && !comes_back(duty));
        let owed = sorted(&|duty| duty.state == State::Pending && !comes_back(duty));
        let open = |duty: &DutyRow| duty.state == State::Undetermined && !late(duty);
        let perhaps = sorted(&|duty| open(duty) && !comes_back(duty));
        let active = |duty: &DutyRow| late(duty) || open(duty) || duty.state == State::Pending;
        let periodic = sorted(&|duty| comes_back(duty) && active(duty));
        let coming = lookup.all.coming.rows.iter();
        let coming = coming.filter(|row| is_next(row)).collect();
        Screen {
            lookup,
            detail,
            most,
            overdue,
            owed,
            periodic,
            perhaps,
            coming,
        }
    }

    fn told(&self, language: Language, width: usize) -> String {
        let mut page = Page::new(language, width);
        super::headline::write(&mut page, self.lookup);
        self.list(&mut page, &words::overdue_heading(), &self.overdue);
        if self.owed.is_empty() {
            page.heading(&match self.perhaps.is_empty() {
                true => words::nothing_to_do(),
                false => words::nothing_certain(),
            });
        } else {
            self.list(&mut page, &words::to_do(), &self.owed);
        }
        self.may_be_owed(&mut page);
        self.next(&mut page);
        self.closing(&mut page);
        page.finish()
    }

    /// Duties of one sort under their heading.
    fn list(&self, page: &mut Page, heading: &Phrase, duties: &[&DutyRow]) {
        if duties.is_empty() {
            return;
        }
        page.heading(heading);
        let entries = self.entries(duties);
        for entry in entries.iter().take(self.most) {
            page.item(&entry.line);
            page.detail(&entry.parties);
        }
        self.more(page, entries.len(), self.most);
    }

    /// What may be owed, the nearest limit first: only what has a limit that can fall, or all of it
    /// where nothing has.
    fn may_be_owed(&self, page: &mut Page) {
        let dated = |duty: &&&DutyRow| duty.due().or(duty.due_earliest).is_some();
        let near: Vec<&DutyRow> = self.perhaps.iter().filter(dated).copied().collect();
        if near.is_empty() {
            return;
        }
        page.heading(&words::may_be_owed());
        let most = if self.detail == Detail::Titles { 3 } else { 6 };
        let entries = self.entries(&near);
        for entry in entries.iter().take(most) {
            page.item(&entry.line);
        }
        self.more(page, entries.len(), most);
    }

    /// What comes next, in order of time.
    fn next(&self, page: &mut Page) {
        if self.coming.is_empty() {
            return;
        }
        page.heading(&words::coming_next());
        let most = if self.detail == Detail::Parties { 4 } else { 2 };
        // Several changes of one instant are one line.
        let mut lines: Vec<(Instant, bool, Vec<Phrase>, &[Need])> = Vec::new();
        for row in &self.coming {
            let at = row.at.instant();
            let what = self.change(row);
            match lines.last_mut() {
                Some((last, after, all, _)) if *last == at && *after == row.after => all.push(what),
                _ => lines.push((at, row.after, vec![what], &row.unless)),
            }
        }
        for (at, after, what, unless) in lines.iter().take(most) {
            let when = self.ahead(*at);
            let when = if *after { words::after(&when) } else { when };
            let what = listed(what.iter().cloned());
            let open = listed(unless.iter().map(|need| said(&need.title)));
            let open = match open.is_empty() {
                true => open,
                false => words::unless_by_then(&open),
            };
            page.item(&words::then(&when, &together([what, open])));
        }
        self.more(page, lines.len(), most);
    }

    fn change(&self, row: &ComingRow) -> Phrase {
        let title = said(&row.title);
        match (row.kind, row.to) {
            (RowKind::Duty, State::Pending) => words::will_arise(&title),
            (_, to) => words::titled(&title, &words::state(to)),
        }
    }

    /// What can be imposed, which facts settle most, and how much more there is.
    fn closing(&self, page: &mut Page) {
        page.gap();
        let all = self.lookup.all;
        let open = all.sanctions.iter().filter(|row| row.state == State::Open);
        let open = strung(
            self.lookup
                .gathered(&open.map(|row| &row.about).collect::<Vec<_>>()),
        );
        if !open.is_empty() {
            page.line(&words::can_be_imposed(&open));
        }
        let facts = self.facts();
        if !facts.is_empty() {
            page.line(&words::find_out(&facts));
        }
        let periodic = |late: bool| {
            let wanted = |duty: &&&DutyRow| duty.state.is_breach() == late;
            let duties = self.periodic.iter().filter(wanted);
            let abouts: Vec<&About> = duties.map(|duty| &duty.about).collect();
            strung(self.lookup.gathered(&abouts))
        };
        let (late, other) = (periodic(true), periodic(false));
        if !late.is_empty() {
            page.line(&words::periodic_breached(&late));
        }
        if !other.is_empty() {
            page.line(&words::comes_back(&other));
        }
        let count = |wanted: &dyn Fn(&DutyRow) -> bool| {
            all.duties.iter().filter(|duty| wanted(duty)).count()
        };
        let parts = [
            (
                count(&|duty| duty.state.is_kept()),
                words::count_kept as fn(&Phrase) -> Phrase,
            ),
            (count(&|duty| duty.state.is_absent()), words::count_not_owed),
            (all.open().count(), words::count_open),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        let parts = listed(parts.map(|(number, told)| told(&Phrase::same(number.to_string()))));
        page.line(&match parts.is_empty() {
            true => words::all_else(),
            false => words::rest(&parts),
        });
        if self.detail == Detail::Parties {
            let shown = [&self.overdue, &self.owed];
            let shown = shown.into_iter().flatten().map(|duty| &duty.about);
            page.line(&self.lookup.legend_of(&shown.collect::<Vec<_>>()));
        }
    }

    /// The few facts that decide the nearest limits, or else most of what is open.
    fn facts(&self) -> Phrase {
        let urgency = |need: &Need| {
            // What only turns the state of what is owed comes after what decides whether it is.
            let hang = |duty: &&&DutyRow| {
                let about = &duty.about;
                let beside = about.open_beside().flat_map(|open| &open.needs);
                let same = |own: &Need| own.path == need.path;
                about.deciding().iter().any(same) || beside.into_iter().any(same)
            };
            let late = self.overdue.iter().chain(&self.owed).chain(&self.perhaps);
            late.filter(hang)
                .map(|duty| deadline::urgency(duty, self.lookup))
                .min()
                .unwrap_or(i64::MAX)
        };
        let mut wanted = self.lookup.all.wanted();
        wanted.retain(|wanted| !missing::is_act(&wanted.need));
        wanted.sort_by_key(|wanted| urgency(&wanted.need));
        let named = wanted.iter().take(FACTS);
        strung(named.map(|wanted| {
            let called = missing::called(&wanted.need, self.lookup);
            match &wanted.need.holder {
                Some(holder) => words::judged_by(&called, &said(holder)),
                None => called,
            }
        }))
    }

    fn more(&self, page: &mut Page, of: usize, told: usize) {
        if of > told {
            page.item(&words::more_in_full(&Phrase::same((of - told).to_string())));
        }
    }

    /// The lines of some duties; those that differ in their instance alone are one.
    fn entries(&self, duties: &[&DutyRow]) -> Vec<Entry> {
        let mut entries: Vec<(Vec<&About>, &DutyRow)> = Vec::new();
        for duty in duties {
            let same = |(_, first): &&mut (Vec<&About>, &DutyRow)| {
                first.about.name == duty.about.name
                    && first.state == duty.state
                    && first.due() == duty.due()
                    && first.due_earliest == duty.due_earliest
                    && first.bearer == duty.bearer
                    && first.to == duty.to
            };
            match entries.iter_mut().find(same) {
                Some((abouts, _)) => abouts.push(&duty.about),
                None => entries.push((vec![&duty.about], duty)),
            }
        }
        let entries = entries.into_iter();
        entries
            .map(|(abouts, duty)| self.entry(&abouts, duty))
            .collect()
    }

    fn entry(&self, abouts: &[&About], duty: &DutyRow) -> Entry {
        let label = match self.detail {
            Detail::Titles => self.lookup.label_together(abouts),
            Detail::Parties => self.lookup.label_together(abouts),
            Detail::Article => self.lookup.cited_together(abouts),
        };
        let label = match duty.alternatives.is_empty() {
            true => label,
            false => words::titled(&label, &to_do::acts(duty)),
        };
        let line = words::with_reason(&label, &self.when(duty));
        let parties = match self.detail {
            Detail::Parties => {
                let bearer = self.lookup.party(&duty.bearer, &duty.bearer_title);
                let bearer = Phrase::new(raised(&bearer.en), bearer.ko);
                let to = duty.to.as_ref().zip(duty.to_title.as_ref());
                let to = to.map(|(to, title)| self.lookup.party(to, title));
                let between = to.map_or(bearer.clone(), |to| words::from_to(&bearer, &to));
                let cites = self.lookup.cites(&duty.about);
                joined([between, cites], &Phrase::same(" · "))
            }
            _ => Phrase::default(),
        };
        Entry { line, parties }
    }

    /// The state and the limit of a duty, as short as it goes.
    fn when(&self, duty: &DutyRow) -> Phrase {
        let at = |due| when::due(due, self.lookup.zone_of(duty), self.lookup);
        let dated = match (duty.due(), duty.due_earliest, duty.due_latest) {
            (Some(due), _, _) => Some(at(due)),
            (None, Some(low), Some(high)) => Some(words::earliest_latest(&at(low), &at(high))),
            (None, Some(low), None) => Some(words::earliest(&at(low))),
            (None, None, Some(high)) => Some(words::latest(&at(high))),
            (None, None, None) => None,
        };
        let Some(dated) = dated else {
            let limit = duty.limit.as_ref().map_or_else(words::without_date, said);
            return match duty.state {
                State::Breached => words::breached(),
                State::Violated => words::violated(),
                _ => limit,
            };
        };
        let timed = |told: Phrase| match self.apart(duty) {
            Some(apart) => words::with_time(&told, &apart),
            None => told,
        };
        match duty.state {
            State::Breached => words::breached_since(&timed(dated)),
            State::Violated => words::violated(),
            State::PerformedLate => words::performed_late(&dated),
            State::Undetermined if to_do::is_overdue(duty) => words::overdue_open(&timed(dated)),
            _ => timed(words::by_day(&dated)),
        }
    }

    /// How long until the limit, or since it; until the earliest where it is not known.
    fn apart(&self, duty: &DutyRow) -> Option<Phrase> {
        let zone = self.lookup.zone_of(duty);
        let now = self.lookup.now?;
        match duty.due().or(duty.due_earliest)? {
            Due::At(at) => Some(moment::from_now(now, at.instant(), zone)),
            Due::Day(day) => moment::days_until(now, day, zone),
        }
    }

    /// An instant to come, and how far ahead it is.
    fn ahead(&self, at: Instant) -> Phrase {
        let zone = self.lookup.zone("");
        let told = when::instant(at, zone, self.lookup);
        match self.lookup.now.filter(|now| at > *now) {
            Some(now) => words::with_time(&told, &moment::ahead(now, at)),
            None => told,
        }
    }
}

/// What is said of a duty.
struct Entry {
    line: Phrase,
    /// Who owes whom, and under which article, where there is room.
    parties: Phrase,
}

/// Whether an instance is one of a period of the calendar.
fn is_periodic(instance: Option<&str>) -> bool {
    let mut parts = instance.unwrap_or("").split(", ");
    parts.any(|part| part.starts_with(|first: char| first.is_ascii_digit()))
}

/// What the screen shows of what is coming: duties that arise or are breached.
fn is_next(row: &ComingRow) -> bool {
    row.kind == RowKind::Duty
        && row.to == State::Pending
        && row.from != State::NotInForce
        && !is_periodic(row.instance.as_deref())
}
