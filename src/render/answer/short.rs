//! One screen: who owes what to whom and by when, what is breached, what comes next, which facts
//! settle most, and how much more the full answer has. What does not fit is told more briefly; what
//! is owed or breached is never left out.

mod entry;
mod room;

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, listed, said, strung, together};
use super::{missing, moment, when, words};
use crate::determination::{
    About, ComingRow, Determination, DutyRow, Need, RowKind, Stage, Urgency, Wanted,
};
use crate::diagnostic::{Language, Phrase};
use crate::value::{Instant, State};

use room::{BRIEF, Detail, PAPER, ROOMS, Room};

/// Lines of a screen, which are kept to where the answer allows.
const LINES: usize = 24;
/// At most so many that were done are named.
const DONE: usize = 4;
/// Lines that are never exceeded.
const MOST_LINES: usize = 40;

/// The answer on one screen, no line wider than `width` cells.
pub(super) fn screen(all: &Determination, language: Language, width: usize) -> String {
    let lookup = Lookup::new(all);
    let made = |room| Screen::new(&lookup, room).told(language, width);
    let fits = |text: &String, most| text.lines().count() <= most;
    // What the short names of the texts stand for is told where that fits too.
    let made_to_fit = |rooms: &mut dyn Iterator<Item = Room>, most| {
        let mut texts = rooms.map(|room| (room, made(room)));
        let (room, text) = texts.find(|(_, text)| fits(text, most))?;
        let legend = made(Room {
            legend: true,
            ..room
        });
        Some(if fits(&legend, most) { legend } else { text })
    };
    // Who owes whom under which article is worth more lines.
    let whole = made_to_fit(&mut ROOMS.into_iter(), LINES);
    let whole = whole.or_else(|| made_to_fit(&mut ROOMS.into_iter(), MOST_LINES));
    // As many rows as there is room for say who owes whom, the most urgent first.
    let named = |perhaps| {
        move |named| Room {
            named,
            ..Room::of(Detail::Inline, perhaps, 1, 1)
        }
    };
    // Or else as many rows as a screen holds, and how many more there are.
    let cut = |owed| Room {
        owed,
        later: false,
        ..Room::of(Detail::Titles, 0, 1, 1)
    };
    let fewer = (3..MOST_LINES / 2).rev().map(named(1));
    let fewer = fewer.chain((1..MOST_LINES / 2).rev().map(named(0)));
    let soon = BRIEF.into_iter().map(|room| Room {
        later: false,
        ..room
    });
    let fewer = fewer.chain(BRIEF).chain(soon);
    let mut fewer = fewer.chain((2..MOST_LINES * 3).rev().map(cut));
    let text = whole.or_else(|| made_to_fit(&mut fewer, MOST_LINES));
    text.unwrap_or_else(|| made(cut(1)))
}

/// The same as the first part of a page: all that a screen has, and nothing cut, since paper is not.
pub(super) fn summary(page: &mut Page, lookup: &Lookup) {
    page.heading(&words::in_short());
    page.begin_part();
    Screen::new(lookup, PAPER).body(page);
    page.end_part();
}

/// What the screen shows.
struct Screen<'a> {
    lookup: &'a Lookup<'a>,
    room: Room,
    /// Several owe something.
    several: bool,
    /// What an authority owes.
    expected: Vec<&'a DutyRow>,
    late: Vec<&'a DutyRow>,
    owed: Vec<&'a DutyRow>,
    /// What was done late, or although it is forbidden.
    over: Vec<&'a DutyRow>,
    /// Duties of a period of the calendar, which come back whatever happens.
    periodic: Vec<&'a DutyRow>,
    /// What is owed, of which it is not known whether it was done.
    unknown: Vec<&'a DutyRow>,
    /// What was done, of which it is open whether as it is owed.
    questioned: Vec<&'a DutyRow>,
    /// What may have been owed by a limit that has passed.
    passed: Vec<&'a DutyRow>,
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
        let all = lookup.all;
        // Where nobody else owes anything, what an authority owes is the matter.
        let alone = all.duties.iter().all(|duty| lookup.is_of_authority(duty));
        let own = |duty: &DutyRow| alone || !lookup.is_of_authority(duty);
        let in_stage = |stage| sorted(&|duty: &DutyRow| own(duty) && all.stage(duty) == stage);
        let expected = |duty: &DutyRow| match all.stage(duty) {
            Stage::Overdue | Stage::ToDo => !own(duty),
            Stage::Perhaps => !own(duty) && duty.latest().is_some() && !all.has_passed(duty),
            _ => false,
        };
        let (passed, perhaps) = (in_stage(Stage::Perhaps).into_iter())
            .partition(|duty| matches!(all.urgency(duty), Urgency::Passed(_)));
        let shown = |duty: &&DutyRow| own(duty) && !duty.about.is_periodic();
        let mut bearers = all.duties.iter().filter(shown).filter(|duty| active(duty));
        let first = bearers.next();
        let mut bearers = bearers.map(|duty| (&duty.bearer, &duty.bearer_member));
        let first = first.map(|duty| (&duty.bearer, &duty.bearer_member));
        let several = bearers.any(|other| Some(other) != first);
        let coming = lookup.all.coming.rows.iter();
        Screen {
            several,
            expected: sorted(&expected),
            lookup,
            room,
            late: in_stage(Stage::Overdue),
            owed: in_stage(Stage::ToDo),
            over: in_stage(Stage::Over),
            questioned: in_stage(Stage::Questioned),
            periodic: periodic.collect(),
            unknown: in_stage(Stage::Unconfirmed),
            passed,
            perhaps,
            coming: coming.filter(|row| is_next(row)).collect(),
        }
    }

    fn told(&self, language: Language, width: usize) -> String {
        let mut page = Page::new(language, width);
        super::headline::short(&mut page, self.lookup);
        self.body(&mut page);
        page.finish()
    }

    /// All but the head.
    fn body(&self, page: &mut Page) {
        self.list(page, &words::overdue_heading(), &self.late);
        // Beside what is overdue it is never said that nothing is to be done.
        if self.owed.is_empty() && self.late.is_empty() {
            page.heading(&self.nothing());
        }
        self.list(page, &words::to_do(), &self.owed);
        self.list(page, &words::wrong_so_far(), &self.over);
        self.perhaps_done(page);
        self.perhaps_overdue(page);
        self.next(page);
        self.may_be_owed(page);
        self.expected(page);
        self.closing(page);
    }

    /// That nothing is certainly to be done, or that it is to be found out.
    fn nothing(&self) -> Phrase {
        if !self.unknown.is_empty() {
            words::check_done()
        } else if self.perhaps.is_empty() && self.passed.is_empty() {
            let speaking = self.lookup.all.policies.iter();
            let speaking = speaking.filter(|used| self.lookup.speaks(used));
            let laws: Vec<Phrase> = speaking.map(super::headline::policy).collect();
            match laws.as_slice() {
                [law] => words::nothing_under(law),
                _ => words::nothing_to_do(),
            }
        } else {
            words::nothing_certain()
        }
    }

    /// Duties of one sort under their heading.
    fn list(&self, page: &mut Page, heading: &Phrase, duties: &[&DutyRow]) {
        if duties.is_empty() {
            return;
        }
        page.heading(heading);
        let (later, now): (Vec<&DutyRow>, Vec<&DutyRow>) =
            duties.iter().partition(|duty| self.is_for_later(duty));
        let overdue = duties
            .first()
            .is_some_and(|duty| self.lookup.all.stage(duty) == Stage::Overdue);
        let detail = match self.room.detail {
            Detail::Article | Detail::Titles if overdue && self.room.owed == usize::MAX => {
                Detail::Inline
            }
            detail => detail,
        };
        let (now, later) = (
            self.entries(&now, detail),
            self.entries(&later, Detail::Titles),
        );
        // What is overdue is never left out for what is not.
        let most = match overdue || self.late.is_empty() {
            true => self.room.owed,
            false => self.room.owed.div_ceil(3),
        };
        for (at, entry) in now.iter().enumerate().take(most) {
            let shorter = page.lines_of(&entry.brief) < page.lines_of(&entry.line);
            // Who has to do what is overdue is always said.
            let named = at < self.room.named || !shorter || overdue;
            page.item(if named { &entry.line } else { &entry.brief });
            page.detail(&entry.parties);
        }
        if !self.room.later {
            let all = now.len().saturating_add(later.len());
            return self.more(page, all, most.min(now.len()));
        }
        self.more(page, now.len(), most);
        let later = later.into_iter();
        let later = strung(later.map(|entry| match self.room.is_tight() {
            true => entry.title,
            false => entry.line,
        }));
        if !later.is_empty() {
            page.item(&words::for_later(&later));
        }
    }

    /// What is owed by no limit, of which it is not known whether it was done; and what was done, of
    /// which it is open whether as it is owed.
    fn perhaps_done(&self, page: &mut Page) {
        let told = |duties: &[&DutyRow]| {
            let entries = self.entries(duties, Detail::Titles).into_iter();
            entries.map(|entry| entry.line).collect::<Vec<_>>()
        };
        let unknown = self.entries(&self.unknown, Detail::Titles).into_iter();
        let unknown: Vec<Phrase> = unknown.map(|entry| entry.title).collect();
        if !unknown.is_empty() || !self.questioned.is_empty() {
            page.gap();
        }
        self.short_list(page, &words::owed_unknown(), unknown);
        self.short_list(page, &words::questioned(), told(&self.questioned));
    }

    /// What may have been owed by a limit that has passed, the latest first.
    fn perhaps_overdue(&self, page: &mut Page) {
        if self.passed.is_empty() {
            return;
        }
        page.heading(&words::perhaps_overdue());
        let entries = self.entries(&self.passed, Detail::Titles);
        let most = whole(entries.len(), self.room.perhaps.max(1));
        for entry in entries.iter().take(most) {
            page.item(&entry.line);
        }
        self.more(page, entries.len(), most);
    }

    /// What may be owed, the most urgent first: what has a limit that can fall, or must not wait.
    fn may_be_owed(&self, page: &mut Page) {
        let near = self.perhaps.iter().copied();
        let near: Vec<&DutyRow> = near.filter(|duty| is_limited(duty)).collect();
        if near.is_empty() {
            return;
        }
        let entries = self.entries(&near, Detail::Titles);
        if self.room.perhaps == 0 {
            let count = Phrase::same(entries.len().to_string());
            page.gap();
            page.line(&words::may_be_owed_too(&count));
            return;
        }
        page.heading(&words::may_be_owed());
        let most = whole(entries.len(), self.room.perhaps);
        for entry in entries.iter().take(most) {
            page.item(&entry.line);
        }
        self.more(page, entries.len(), most);
    }

    /// What an authority owes those of whom the record tells.
    fn expected(&self, page: &mut Page) {
        let entries = self.entries(&self.expected, Detail::Titles).into_iter();
        let told = entries.map(|entry| match self.room.is_tight() {
            true => entry.title,
            false => entry.line,
        });
        let told: Vec<Phrase> = told.collect();
        if !told.is_empty() {
            page.gap();
        }
        self.short_list(page, &words::expected(), told);
    }

    /// What authorities did, with when and what they set; also where it is open whether they could.
    fn exercised(&self) -> Vec<Phrase> {
        let mut all = Vec::new();
        for power in &self.lookup.all.powers {
            let act = self.lookup.act_on_record(&power.about.title);
            let open = power.state == State::Undetermined && act.is_some();
            let told = together([self.lookup.label(&power.about), act.unwrap_or_default()]);
            if (open || power.state == State::Exercised) && !all.contains(&told) {
                all.push(told);
            }
        }
        all
    }

    /// What was done as it is owed, by name and time where there is room; else how much.
    fn done(&self) -> Vec<Phrase> {
        let kept = self.lookup.all.duties.iter();
        let kept = kept.filter(|duty| duty.state.is_kept() && !duty.about.is_periodic());
        let told = kept.map(|duty| {
            let at = duty.done_at.map(|at| {
                let zone = self.lookup.zone_of(duty);
                words::bracketed(&glued(&moment::readable(at, zone)))
            });
            together([self.lookup.label(&duty.about), at.unwrap_or_default()])
        });
        told.collect()
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
        let most = whole(lines.len(), most);
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
        // What hangs on a period of the calendar is told with the duties of that period.
        let sanctions = |state: State| {
            let rows = all.sanctions.iter();
            let rows = rows.filter(|row| row.state == state && !row.about.is_periodic());
            let rows: Vec<&About> = rows.map(|row| &row.about).collect();
            match self.room.is_tight() {
                true => self.lookup.gathered_titles(&rows),
                false => self.lookup.gathered(&rows),
            }
        };
        let powers = |state: State| {
            let rows = all.powers.iter().filter(|row| row.state == state);
            let rows: Vec<&About> = rows.map(|row| &row.about).collect();
            self.lookup.gathered_titles(&rows)
        };
        let disputed = all.disputes.iter().map(|row| said(&row.title)).collect();
        self.short_list(page, &words::disputes(), disputed);
        self.short_list(page, &words::exercised_heading(), self.exercised());
        if !self.room.is_tight() {
            self.short_list(page, &words::may_be_used(), powers(State::Available));
        }
        self.short_list(page, &words::imposed_heading(), sanctions(State::Imposed));
        let open = sanctions(State::Open);
        self.short_list(page, &words::can_be_imposed_heading(), open);
        let (decide, find_out) = self.facts();
        self.short_list(page, &words::decide(), decide);
        self.short_list(page, &words::find_out(), find_out);
        self.periodic(page);
        let count = |wanted: &dyn Fn(&DutyRow) -> bool| {
            all.duties.iter().filter(|duty| wanted(duty)).count()
        };
        let done = self.done();
        let named = !self.room.is_tight() && done.len() <= DONE;
        let (kept, done) = match named {
            true => (
                count(&|duty| duty.state.is_kept() && duty.about.is_periodic()),
                done,
            ),
            false => (count(&|duty| duty.state.is_kept()), Vec::new()),
        };
        self.short_list(page, &words::done_so_far(), done);
        let out = |duty: &DutyRow| duty.state == State::NotInForce;
        let parts = [
            (kept, words::count_kept as fn(&Phrase) -> Phrase),
            (all.open().count(), words::count_open),
            (
                count(&|duty| duty.state.is_absent() && !out(duty)),
                words::count_not_owed,
            ),
            (count(&out), words::count_not_in_force),
        ];
        let parts = parts.into_iter().filter(|(number, _)| *number > 0);
        let parts = listed(parts.map(|(number, told)| told(&Phrase::same(number.to_string()))));
        // The rest of a page on paper follows it.
        if !self.room.paper {
            page.line(&match parts.is_empty() {
                true => words::all_else(),
                false => words::rest(&parts),
            });
        }
        if self.room.legend {
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

    /// What comes back with each period of the calendar: what is overdue with its limit, and of the
    /// rest, where room is short, how much there is.
    fn periodic(&self, page: &mut Page) {
        let (late, other): (Vec<&DutyRow>, Vec<&DutyRow>) = self
            .periodic
            .iter()
            .partition(|duty| matches!(self.lookup.all.stage(duty), Stage::Overdue | Stage::Over));
        if !late.is_empty() {
            let told = match self.room.is_tight() {
                true => {
                    let abouts: Vec<&About> = late.iter().map(|duty| &duty.about).collect();
                    self.lookup.gathered_titles(&abouts)
                }
                false => {
                    let late = self.entries(&late, Detail::Titles).into_iter();
                    late.map(|entry| entry.line).collect()
                }
            };
            page.line(&words::periodic_overdue(&strung(told)));
        }
        if other.is_empty() {
        } else if self.room.is_tight() {
            let count = Phrase::same(other.len().to_string());
            page.line(&words::periodic_count(&count));
        } else {
            let abouts: Vec<&About> = other.iter().map(|duty| &duty.about).collect();
            let titles = strung(self.lookup.gathered_titles(&abouts));
            page.line(&words::comes_back(&titles));
        }
    }

    /// The few facts that decide the nearest limits, or else most of what is open: what whoever bears
    /// a duty judges first, and what is to be found out. What an authority judges nobody can hasten.
    fn facts(&self) -> (Vec<Phrase>, Vec<Phrase>) {
        let mut wanted = self.lookup.all.wanted();
        // What the record says is still to come cannot be found out yet.
        wanted.retain(|wanted| {
            let need = &wanted.need;
            let own = |holder| self.lookup.is_bearer(holder);
            !need.is_act() && !self.is_ahead(&need.path) && need.holder.as_ref().is_none_or(own)
        });
        let named = wanted.iter().take(self.room.facts);
        let (decide, find_out): (Vec<_>, Vec<_>) =
            named.partition(|wanted| wanted.need.holder.is_some());
        let told = |wanted: Vec<&Wanted>| {
            let told = wanted.into_iter();
            let told = told.map(|wanted| {
                let question = missing::called(&wanted.need, self.lookup);
                match self.hanging_on(&wanted.need) {
                    Some(duty) => words::hangs_for(&question, &said(&duty.about.title)),
                    None => question,
                }
            });
            told.collect()
        };
        (told(decide), told(find_out))
    }

    /// The most urgent duty of the incident of which it is open whether it is owed, and which a need
    /// decides; none where such duties are told by name.
    fn hanging_on(&self, need: &Need) -> Option<&DutyRow> {
        let mut duties = self.passed.iter().chain(&self.perhaps);
        let decides = |duty: &&&DutyRow| {
            let mut needs = duty.about.deciding().into_iter();
            needs.any(|other| other.path == need.path)
        };
        let duty = duties.find(decides).copied()?;
        let untold = need.holder.is_some() && !is_limited(duty);
        (self.room.perhaps == 0 || untold).then_some(duty)
    }

    /// Whether the record says of a fact that it is still to come.
    fn is_ahead(&self, path: &str) -> bool {
        let mut facts = self.lookup.all.facts.iter();
        facts.any(|fact| fact.ahead && fact.path == path)
    }

    fn more(&self, page: &mut Page, of: usize, told: usize) {
        if of > told {
            page.item(&words::more_in_full(&Phrase::same((of - told).to_string())));
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

/// How many of so many lines are told, at most about as many: that there is one more is as long as it.
fn whole(lines: usize, most: usize) -> usize {
    match lines {
        lines if lines == most.saturating_add(1) => lines,
        _ => most,
    }
}

/// Whether it has a limit that can fall, or must not be delayed.
fn is_limited(duty: &DutyRow) -> bool {
    duty.without_delay || duty.latest().is_some()
}

/// What the screen shows of what is coming: duties that arise or are breached.
fn is_next(row: &ComingRow) -> bool {
    row.kind == RowKind::Duty
        && row.to == State::Pending
        && row.from != State::NotInForce
        && !row.is_periodic()
}
