//! One screen: who owes what to whom and by when, what is breached, what comes next, which facts
//! settle most, and how much more the full answer has. What does not fit is told more briefly; what
//! is owed or breached is never left out.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{joined, listed, raised, said, strung, together};
use super::{deadline, missing, moment, to_do, when, words};
use crate::determination::{About, ComingRow, Determination, Due, DutyRow, RowKind, Urgency};
use crate::diagnostic::{Language, Phrase};
use crate::value::{Instant, State};

/// Lines of a screen, which are kept to where the answer allows.
const LINES: usize = 24;
/// Lines that are never exceeded.
const MOST_LINES: usize = 40;

/// Rows of what may be owed, where there is room; what short names stand for is told as well then.
const MOST_PERHAPS: usize = 6;

/// How much is said of a row; each step says less than the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// Who owes whom, and the article, on a line of their own.
    Parties,
    /// The same on the line of the title; what waits for a clock or has no date is told in one
    /// paragraph, without them.
    Inline,
    /// The article alone.
    Article,
    /// Titles and limits.
    Titles,
}

/// How much is said.
#[derive(Clone, Copy)]
struct Room {
    /// Of each row.
    detail: Detail,
    /// At most so many rows of what is owed.
    owed: usize,
    /// So many rows of each list say who owes whom, and others where that takes no further line.
    named: usize,
    /// At most so many rows of what may be owed.
    perhaps: usize,
    /// At most so many rows of what comes next.
    next: usize,
    /// At most so many facts that settle most.
    facts: usize,
}

/// Ever less is said, until it fits: first of what may be owed and comes next, then of each row.
const ROOMS: [Room; 4] = [
    Room::of(Detail::Parties, MOST_PERHAPS, 4, 3),
    Room::of(Detail::Parties, 3, 2, 3),
    Room::of(Detail::Inline, 3, 2, 3),
    Room::of(Detail::Inline, 1, 1, 1),
];

/// What is said where not even the most urgent row has room for more.
const BRIEF: [Room; 2] = [
    Room::of(Detail::Article, 1, 1, 1),
    Room::of(Detail::Titles, 1, 1, 1),
];

impl Room {
    const fn of(detail: Detail, perhaps: usize, next: usize, facts: usize) -> Room {
        Room {
            detail,
            owed: usize::MAX,
            named: usize::MAX,
            perhaps,
            next,
            facts,
        }
    }

    /// Whether no more is said than must be.
    fn is_tight(self) -> bool {
        self.facts == 1
    }
}

/// The answer on one screen, no line wider than `width` cells.
pub(super) fn screen(all: &Determination, language: Language, width: usize) -> String {
    let lookup = Lookup::new(all);
    let made = |room| Screen::new(&lookup, room).told(language, width);
    let made_to_fit = |rooms: &mut dyn Iterator<Item = Room>, most| {
        let mut texts = rooms.map(made);
        texts.find(|text| text.lines().count() <= most)
    };
    // Who owes whom under which article is worth more lines.
    let whole = made_to_fit(&mut ROOMS.into_iter(), LINES);
    let whole = whole.or_else(|| made_to_fit(&mut ROOMS.into_iter(), MOST_LINES));
    // As many rows as there is room for say who owes whom, the most urgent first.
    let named = |named| Room {
        named,
        ..Room::of(Detail::Inline, 1, 1, 1)
    };
    // Or else as many rows as a screen holds, and how many more there are.
    let cut = |owed| Room {
        owed,
        ..Room::of(Detail::Titles, 1, 1, 1)
    };
    let fewer = (1..MOST_LINES / 2).rev().map(named);
    let mut fewer = fewer.chain(BRIEF).chain((2..MOST_LINES).rev().map(cut));
    let text = whole.or_else(|| made_to_fit(&mut fewer, MOST_LINES));
    text.unwrap_or_else(|| made(cut(1)))
}

/// What the screen shows.
struct Screen<'a> {
    lookup: &'a Lookup<'a>,
    room: Room,
    late: Vec<&'a DutyRow>,
    owed: Vec<&'a DutyRow>,
    /// What was done late, or although it is forbidden.
    over: Vec<&'a DutyRow>,
    /// Duties of a period of the calendar, which come back whatever happens.
    periodic: Vec<&'a DutyRow>,
    perhaps: Vec<&'a DutyRow>,
    coming: Vec<&'a ComingRow>,
}

impl<'a> Screen<'a> {
    fn new(lookup: &'a Lookup<'a>, room: Room) -> Screen<'a> {
        let open = |duty: &DutyRow| matches!(duty.state, State::Pending | State::Undetermined);
        let active = |duty: &DutyRow| open(duty) || duty.state.is_breach();
        let periodic = lookup.all.duties.iter();
        let periodic = periodic.filter(|duty| duty.about.is_periodic() && active(duty));
        let sorted = |wanted: &dyn Fn(&DutyRow) -> bool| {
            lookup.by_urgency(|duty| !duty.about.is_periodic() && wanted(duty))
        };
        let over = |duty: &DutyRow| duty.state.is_breach() && !to_do::is_late(duty);
        let perhaps = |duty: &DutyRow| duty.state == State::Undetermined && !to_do::is_late(duty);
        let coming = lookup.all.coming.rows.iter();
        Screen {
            lookup,
            room,
            late: sorted(&to_do::is_late),
            owed: sorted(&|duty| duty.state == State::Pending),
            over: sorted(&over),
            periodic: periodic.collect(),
            perhaps: sorted(&perhaps),
            coming: coming.filter(|row| is_next(row)).collect(),
        }
    }

    fn told(&self, language: Language, width: usize) -> String {
        let mut page = Page::new(language, width);
        super::headline::short(&mut page, self.lookup);
        self.list(&mut page, &words::overdue_heading(), &self.late);
        if self.owed.is_empty() {
            page.heading(&match self.perhaps.is_empty() {
                true => words::nothing_to_do(),
                false => words::nothing_certain(),
            });
        } else {
            self.list(&mut page, &words::to_do(), &self.owed);
        }
        self.list(&mut page, &words::wrong_so_far(), &self.over);
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
        let (later, now): (Vec<&DutyRow>, Vec<&DutyRow>) =
            duties.iter().partition(|duty| self.is_for_later(duty));
        let detail = self.room.detail;
        let (now, later) = (
            self.entries(&now, detail),
            self.entries(&later, Detail::Titles),
        );
        for (at, entry) in now.iter().enumerate().take(self.room.owed) {
            let shorter = page.lines_of(&entry.brief) < page.lines_of(&entry.line);
            let named = at < self.room.named || !shorter;
            page.item(if named { &entry.line } else { &entry.brief });
            page.detail(&entry.parties);
        }
        self.more(page, now.len(), self.room.owed);
        let later = later.into_iter();
        let later = strung(later.map(|entry| match self.room.is_tight() {
            true => entry.title,
            false => entry.line,
        }));
        if !later.is_empty() {
            page.item(&words::for_later(&later));
        }
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
        let most = self.room.perhaps;
        let entries = self.entries(&near, Detail::Titles);
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
        let most = self.room.next;
        // Several changes of one instant are one line.
        let mut lines: Vec<(Instant, bool, Vec<&ComingRow>)> = Vec::new();
        for row in self.coming.iter().copied() {
            let at = row.at.instant();
            match lines.last_mut() {
                Some((last, after, all)) if *last == at && *after == row.after => all.push(row),
                _ => lines.push((at, row.after, vec![row])),
            }
        }
        for (at, after, rows) in lines.iter().take(most) {
            let when = self.ahead(*at);
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

    /// What changes at one instant, each provision once with the instances of which it does.
    fn changes(&self, rows: &[&ComingRow]) -> Vec<Phrase> {
        let mut provisions: Vec<Vec<&ComingRow>> = Vec::new();
        for row in rows.iter().copied() {
            let same = |all: &&mut Vec<&ComingRow>| all.iter().all(|other| other.name == row.name);
            match provisions.iter_mut().find(same) {
                Some(all) => all.push(row),
                None => provisions.push(vec![row]),
            }
        }
        let told = provisions.iter().filter_map(|rows| {
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
            Some(words::will_arise(&title))
        });
        told.collect()
    }

    /// What can be imposed, which facts settle most, and how much more there is.
    fn closing(&self, page: &mut Page) {
        page.gap();
        let all = self.lookup.all;
        let open = all.sanctions.iter().filter(|row| row.state == State::Open);
        let open: Vec<&About> = open.map(|row| &row.about).collect();
        let open = match self.room.is_tight() {
            true => self.lookup.gathered_titles(&open),
            false => self.lookup.gathered(&open),
        };
        self.short_list(page, &words::can_be_imposed_heading(), open);
        self.short_list(page, &words::find_out(), self.facts());
        self.periodic(page);
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
        if self.room.detail == Detail::Parties && self.room.perhaps == MOST_PERHAPS {
            let shown = [&self.late, &self.owed, &self.over];
            let shown = shown.into_iter().flatten().map(|duty| &duty.about);
            page.line(&self.lookup.legend_of(&shown.collect::<Vec<_>>()));
        }
    }

    /// A list that is one sentence where that takes no more than two lines.
    fn short_list(&self, page: &mut Page, heading: &Phrase, items: Vec<Phrase>) {
        let line = words::titled(heading, &strung(items.iter().cloned()));
        let line = together([line, Phrase::same(".")]);
        if items.is_empty() {
        } else if page.lines_of(&line) <= 2 || self.room.is_tight() {
            page.line(&line);
        } else {
            page.heading(heading);
            for item in &items {
                page.item(item);
            }
            page.gap();
        }
    }

    /// What comes back with each period of the calendar; where room is short, how much of it.
    fn periodic(&self, page: &mut Page) {
        let (late, other): (Vec<&DutyRow>, Vec<&DutyRow>) = self
            .periodic
            .iter()
            .partition(|duty| duty.state.is_breach());
        if self.room.is_tight() && !self.periodic.is_empty() {
            let count = |duties: &[&DutyRow]| Phrase::same(duties.len().to_string());
            let mut counts = Vec::new();
            if !late.is_empty() {
                counts.push(words::count_breached(&count(&late)));
            }
            if !other.is_empty() {
                counts.push(words::count_other(&count(&other)));
            }
            page.line(&words::periodic_counts(&listed(counts)));
            return;
        }
        let titles = |duties: &[&DutyRow]| {
            let abouts: Vec<&About> = duties.iter().map(|duty| &duty.about).collect();
            strung(self.lookup.gathered_titles(&abouts))
        };
        if !late.is_empty() {
            page.line(&words::periodic_breached(&titles(&late)));
        }
        if !other.is_empty() {
            page.line(&words::comes_back(&titles(&other)));
        }
    }

    /// The few facts that decide the nearest limits, or else most of what is open.
    fn facts(&self) -> Vec<Phrase> {
        let mut wanted = self.lookup.all.wanted();
        wanted.retain(|wanted| !wanted.need.is_act());
        let named = wanted.iter().take(self.room.facts);
        let told = named.map(|wanted| {
            let called = missing::called(&wanted.need, self.lookup);
            match &wanted.need.holder {
                Some(holder) => words::judged_by(&called, &said(holder)),
                None => called,
            }
        });
        told.collect()
    }

    fn more(&self, page: &mut Page, of: usize, told: usize) {
        if of > told {
            page.item(&words::more_in_full(&Phrase::same((of - told).to_string())));
        }
    }

    /// The lines of some duties; those that differ in their instance alone are one.
    fn entries(&self, duties: &[&DutyRow], detail: Detail) -> Vec<Entry> {
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
        let told = entries.into_iter();
        told.map(|(abouts, duty)| self.entry(&abouts, duty, detail))
            .collect()
    }

    fn entry(&self, abouts: &[&About], duty: &DutyRow, detail: Detail) -> Entry {
        let label = match detail {
            Detail::Article => together([
                self.lookup.label_together(abouts),
                words::bracketed(&self.articles(duty)),
            ]),
            _ => self.lookup.label_together(abouts),
        };
        let title = label.clone();
        let label = match duty.alternatives.is_empty() {
            true => label,
            false => words::titled(&label, &to_do::acts(duty)),
        };
        let line = words::with_reason(&label, &self.when(duty));
        let parties = || {
            let bearer = self.lookup.bearer(duty);
            let bearer = Phrase::new(raised(&bearer.en), bearer.ko);
            let to = duty.to.as_ref().zip(duty.to_title.as_ref());
            let to = to.map(|(to, title)| self.lookup.party(to, title));
            let between = to.map_or(bearer.clone(), |to| words::from_to(&bearer, &to));
            joined([between, self.articles(duty)], &Phrase::same(" · "))
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
            Some((first, [_, ..])) if self.room.is_tight() => {
                let first = std::slice::from_ref(first);
                words::and_others_too(&self.lookup.articles(&duty.about.name, first))
            }
            _ => self.lookup.cites(&duty.about),
        }
    }

    /// Whether it waits for a clock or has no date, and is told after the rest.
    fn is_for_later(&self, duty: &DutyRow) -> bool {
        let urgency = self.lookup.all.urgency(duty);
        self.room.detail >= Detail::Inline && matches!(urgency, Urgency::Undated | Urgency::Waiting)
    }

    /// The state and the limit of a duty, as short as it goes.
    fn when(&self, duty: &DutyRow) -> Phrase {
        let Some(dated) = deadline::bounds(duty, self.lookup) else {
            let limit = deadline::limit(duty, self.lookup);
            let limit = limit.unwrap_or_else(words::without_date);
            return match duty.state {
                State::Breached => words::breached(),
                State::Violated => words::violated(),
                _ => self
                    .passed(duty)
                    .map_or(limit.clone(), |passed| words::with_time(&limit, &passed)),
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
            State::Undetermined if duty.is_overdue() => words::overdue_open(&timed(dated)),
            _ => timed(words::by_day(&dated)),
        }
    }

    /// How long what must not be delayed has been owed.
    fn passed(&self, duty: &DutyRow) -> Option<Phrase> {
        let since = duty.owed_since.filter(|_| duty.without_delay)?.instant();
        let now = self.lookup.now.filter(|now| since < *now)?;
        Some(words::owed_for(&moment::apart(now, since)))
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
    title: Phrase,
    line: Phrase,
    /// The same without who owes whom.
    brief: Phrase,
    /// Who owes whom, and under which article, where there is room.
    parties: Phrase,
}

/// What the screen shows of what is coming: duties that arise or are breached.
fn is_next(row: &ComingRow) -> bool {
    row.kind == RowKind::Duty
        && row.to == State::Pending
        && row.from != State::NotInForce
        && !row.is_periodic()
}
