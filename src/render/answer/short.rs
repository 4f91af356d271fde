//! One screen: who owes what to whom and by when, what is breached, what comes next, which facts
//! settle most, and how much more the full answer has. What does not fit is told more briefly; what
//! is owed or breached is never left out.

mod authority;
mod bundle;
mod closing;
mod entry;
mod grounds;
mod happened;
mod limit;
mod next;
mod perhaps;
mod periodic;
mod room;
mod rows;

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{strung, together};
use super::words;
use crate::determination::{ComingRow, Determination, DutyRow, FactRow, RowKind, Stage, Urgency};
use crate::diagnostic::{Language, Phrase};
use crate::value::State;

use room::{
    BARE, BRIEF, COMPACT, COUNTED, Detail, LIMITED, NEXT, PAPER, RECENT, ROOMS, ROWS, Room, Tight,
    UNTIMED,
};

/// Lines of a screen, which are kept to where the answer allows.
const LINES: usize = 24;
/// And else to these, while every row says under which article it is owed.
const MORE_LINES: usize = 36;
/// Lines that are never exceeded.
const MOST_LINES: usize = 40;

/// The answer on one screen, no line wider than `width` cells.
pub(super) fn screen(all: &Determination, language: Language, width: usize) -> String {
    let lookup = Lookup::new(all);
    let whole = Screen::new(&lookup, PAPER);
    // Where several owe something, whom to turn to, under which article, and what has to be done first come
    // before when it happened.
    let rooms_of = |room: Room| match whole.several {
        true => Room {
            times: false,
            deeds: room.deeds.max(usize::from(room.near <= Detail::Compact)),
            ..room
        },
        false => room,
    };
    let made = |room| whole.with(room).told(language, width);
    let fits = |text: &String, most| text.lines().count() <= most;
    // What is too long for few lines is tried again for more of them.
    let mut tried: Vec<(Room, String)> = Vec::new();
    let mut first = |rooms: &mut dyn Iterator<Item = Room>, most| {
        for room in rooms.map(rooms_of) {
            let at = tried.iter().position(|(other, _)| *other == room);
            let at = at.unwrap_or_else(|| {
                tried.push((room, made(room)));
                tried.len() - 1
            });
            if let Some((_, text)) = tried.get(at).filter(|(_, text)| fits(text, most)) {
                return Some((room, most, text.clone()));
            }
        }
        None
    };
    // Sentences come before a long list.
    let steps = [
        (LINES, 0..6),
        (MORE_LINES, 0..4),
        (MOST_LINES, 3..ROOMS.len()),
    ];
    let mut steps = steps.into_iter();
    let sentences = steps.find_map(|(most, rooms)| {
        let rooms = ROOMS.into_iter().skip(rooms.start).take(rooms.len());
        let mut rooms = rooms.flat_map(Room::ever_plainer);
        // Few lines tell of what lies back only where nothing else is left out for it.
        match most {
            LINES => first(&mut rooms.flat_map(Room::perhaps_of_now), most),
            _ => first(&mut rooms, most),
        }
    });
    // As many rows as there is room for say whom and under which article, the most urgent first; then
    // the facts to find out make room for rows, and then what comes next.
    let named = |room: Room| {
        let few = (1..MOST_LINES / 2).rev();
        few.map(move |named| Room { named, ..room })
    };
    let full = Room {
        tight: Tight::Full,
        ..COMPACT
    };
    let mut fewer = [full, COMPACT]
        .into_iter()
        .chain(named(COMPACT))
        .flat_map(Room::ever_plainer)
        .chain([NEXT].into_iter().flat_map(named))
        .chain(
            [ROWS, RECENT, UNTIMED, LIMITED, COUNTED]
                .into_iter()
                .flat_map(named),
        )
        .chain([BARE])
        .chain([BRIEF].into_iter().flat_map(named))
        .chain([Room { named: 0, ..BRIEF }]);
    let found = sentences.or_else(|| first(&mut fewer, MOST_LINES));
    // Or else as many rows as a screen holds, and how many more there are.
    let cut = |owed| Room {
        owed,
        named: 0,
        ..BRIEF
    };
    let found = found.or_else(|| first(&mut (1..MOST_LINES * 3).rev().map(cut), MOST_LINES));
    let Some((room, most, text)) = found else {
        return made(cut(1));
    };
    // What was left out and has room beside the rest is told all the same; where room is short, the most
    // wanted first, whatever was told before.
    let (least, full) = (room.tight == Tight::Least, room.tight >= Tight::Full);
    let kept = |told: usize| if full { 0 } else { told };
    let plain = Room {
        gaps: false,
        legend: false,
        laws: false,
        rows_first: room.rows_first || least,
        decide: kept(room.decide),
        facts: kept(room.facts),
        ..room
    };
    let mut told = match room.tight < Tight::Full {
        true => (room, text),
        false => (plain, made(plain)),
    };
    let (rows, mut too_much) = (whole.most_rows(), None);
    for add in Room::more() {
        let mut more = told.0;
        add(&mut more);
        // It is told already, there is no row for it, or it was tried.
        if more == told.0
            || more.whom.checked_shr(rows).is_some_and(|past| past > 0)
            || too_much == Some(more)
        {
            continue;
        }
        let text = made(more);
        match fits(&text, most) {
            true => told = (more, text),
            false => too_much = Some(more),
        }
    }
    told.1
}

/// The same as the first part of a page: all that a screen has, and nothing cut, since paper is not.
pub(super) fn summary(page: &mut Page, lookup: &Lookup) {
    page.heading(&words::in_short());
    page.begin_part();
    Screen::new(lookup, PAPER).body(page);
    page.end_part();
}

/// What the screen shows.
#[derive(Clone)]
struct Screen<'a> {
    lookup: &'a Lookup<'a>,
    room: Room,
    /// Several owe something.
    several: bool,
    /// What an authority owes.
    expected: Vec<&'a DutyRow>,
    late: Vec<&'a DutyRow>,
    /// What is past its limit with nothing on record since the record's end, or of a record that does
    /// not say that it is complete.
    unrecorded: Vec<&'a DutyRow>,
    owed: Vec<&'a DutyRow>,
    /// What will be owed with a fact that is still to come.
    ahead: Vec<(&'a DutyRow, &'a FactRow)>,
    /// What was done late, or although it is forbidden.
    over: Vec<&'a DutyRow>,
    /// What is forbidden, and was not done so far.
    forbidden: Vec<&'a DutyRow>,
    /// What was forbidden, and may have been done.
    was_forbidden: Vec<&'a DutyRow>,
    /// Duties of a period of the calendar, which come back whatever happens.
    periodic: Vec<&'a DutyRow>,
    /// What is owed, of which it is not known whether it was done.
    unknown: Vec<&'a DutyRow>,
    /// What was done, of which it is open whether as it is owed.
    questioned: Vec<&'a DutyRow>,
    /// What may have been owed by a limit that has passed.
    passed: Vec<&'a DutyRow>,
    perhaps: Vec<&'a DutyRow>,
    /// What may be owed only once that is done which is to be done.
    following: Vec<&'a DutyRow>,
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
        let (passed, perhaps): (Vec<&DutyRow>, Vec<&DutyRow>) = (in_stage(Stage::Perhaps)
            .into_iter())
        .partition(|duty| matches!(all.urgency(duty), Urgency::Passed(_)));
        // What is owed once that is done which is to be done is told with what comes next.
        let (following, perhaps) =
            (perhaps.into_iter()).partition::<Vec<&DutyRow>, _>(|duty| all.follows(duty).is_some());
        let (late, unrecorded) =
            (in_stage(Stage::Overdue).into_iter()).partition(|duty| !lookup.is_unrecorded(duty));
        let (owed, waiting): (Vec<&DutyRow>, Vec<&DutyRow>) =
            (in_stage(Stage::ToDo).into_iter()).partition(|duty| all.waits_for(duty).is_none());
        let ahead = waiting.into_iter();
        let ahead = ahead.filter_map(|duty| Some((duty, all.waits_for(duty)?)));
        let late_at_any_hour = |duty: &&DutyRow| all.is_late_anyway(duty);
        let (mut over, questioned) = (in_stage(Stage::Over), in_stage(Stage::Questioned));
        let (done_late, questioned) = questioned.into_iter().partition(late_at_any_hour);
        let done_late: Vec<&DutyRow> = done_late;
        over.extend(done_late);
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
            late,
            unrecorded,
            owed,
            ahead: ahead.collect(),
            over,
            forbidden: sorted(&|duty: &DutyRow| own(duty) && all.is_forbidden(duty)),
            was_forbidden: sorted(&|duty: &DutyRow| own(duty) && all.was_forbidden(duty)),
            questioned,
            periodic: periodic.collect(),
            unknown: in_stage(Stage::Unconfirmed),
            passed,
            perhaps,
            following,
            coming: coming.filter(|row| is_next(row)).collect(),
        }
    }

    /// The same, in as much room.
    fn with(&self, room: Room) -> Screen<'a> {
        let mut screen = Screen {
            room,
            ..self.clone()
        };
        // The fullest screen has no room for what follows what.
        if room.tight >= Tight::Least {
            screen.perhaps.append(&mut screen.following);
        }
        screen
    }

    /// No list has more rows than this.
    fn most_rows(&self) -> u32 {
        let lists = [&self.late, &self.unrecorded, &self.owed, &self.over];
        let most = lists.into_iter().map(Vec::len).max().unwrap_or_default();
        u32::try_from(most).unwrap_or(u32::MAX)
    }

    fn told(&self, language: Language, width: usize) -> String {
        let mut page = Page::new(language, width);
        page.name_zones_of_several();
        super::headline::short(&mut page, self.lookup, self.unnamed());
        self.happened(&mut page);
        self.body(&mut page);
        page.finish()
    }

    /// Whose duties they are, where no row says it.
    fn unnamed(&self) -> Option<Phrase> {
        let rows = [&self.late, &self.unrecorded, &self.owed, &self.over];
        let told = self.several || rows.into_iter().any(|rows| !rows.is_empty());
        let mut others = self.unknown.iter().chain(&self.passed).chain(&self.perhaps);
        let first = others.next().filter(|_| !told)?;
        Some(self.lookup.bearer(first))
    }

    /// All but the head.
    fn body(&self, page: &mut Page) {
        self.list(page, &words::overdue_heading(), &self.late);
        let pressing = self.owed.iter().any(|duty| self.is_near(duty));
        if !pressing {
            self.imposed_lately(page);
        }
        let nearer = self
            .lookup
            .all
            .falls_due_before_passed(&self.owed, &self.unrecorded);
        if !nearer {
            self.list(page, &words::unrecorded_heading(), &self.unrecorded);
        }
        // Beside what is overdue it is never said that nothing is to be done; and where nothing else is,
        // the first thing is to check what was done.
        let idle = self.owed.is_empty() && self.late.is_empty() && self.unrecorded.is_empty();
        let check = idle && !self.unknown.is_empty();
        // What may be owed within days comes before what can be checked at any time.
        let first = idle && self.perhaps.iter().any(|duty| self.is_near(duty));
        // What passed its limit lately may be overdue, which is worse than what has days left.
        let soon = self
            .perhaps
            .iter()
            .any(|duty| self.lookup.all.is_soon(duty));
        let passed_first =
            first && !soon && self.passed.iter().any(|duty| self.has_passed_lately(duty));
        // What must be known of the incident comes before what is owed at no near limit.
        let calm = !pressing && self.late.is_empty() && self.unrecorded.is_empty();
        if calm {
            self.advice_first(page);
        }
        if first {
            let nothing = match (check, self.soonest_perhaps()) {
                _ if passed_first && !check => words::settle_overdue_first(),
                (true, None) => words::nothing_new(),
                (false, None) => words::nothing_certain(),
                (true, Some(title)) => words::nothing_new_but(&title),
                (false, Some(title)) => words::nothing_certain_but(&title),
            };
            self.part(page);
            page.line(&nothing);
            if passed_first {
                self.perhaps_overdue(page);
            }
            self.may_be_owed(page);
        }
        if check {
            let heading = match first {
                true => words::owed_unknown(),
                false => words::check_done(),
            };
            self.unconfirmed(page, &heading);
        } else if idle && !first {
            self.heading(page, &self.nothing());
            self.at_once(page);
        }
        if !pressing && !calm {
            self.advice(page);
        }
        self.list_with(page, &words::to_do(), &self.owed, self.among());
        if nearer {
            self.list(page, &words::unrecorded_heading(), &self.unrecorded);
        }
        if pressing {
            self.imposed_lately(page);
            self.advice(page);
        }
        self.forbidden(page);
        self.list(page, &words::wrong_so_far(), &self.over);
        self.rests(page);
        if !check {
            self.unconfirmed(page, &words::owed_unknown());
        }
        self.was_forbidden(page);
        self.in_question(page);
        if !passed_first {
            self.perhaps_overdue(page);
        }
        self.next(page);
        if !first {
            self.may_be_owed(page);
        }
        self.expected(page);
        self.closing(page);
    }

    /// What must be known of the incident.
    fn advice(&self, page: &mut Page) {
        for told in self.lookup.advice_on_conclusions() {
            page.line(&words::advised(&told));
        }
    }

    /// The same before anything else, where nothing is urgent: often it is what has to be done first.
    fn advice_first(&self, page: &mut Page) {
        let told = self.lookup.advice_on_conclusions();
        // One note is no list.
        if told.len() < 2 {
            return self.advice(page);
        }
        self.heading(page, &words::read_first());
        for (at, told) in told.iter().enumerate() {
            page.line(&words::numbered(&Phrase::same((at + 1).to_string()), told));
        }
        self.part(page);
    }

    /// Whether nothing is owed, nor may be.
    fn is_quiet(&self) -> bool {
        let lists = [
            &self.late,
            &self.unrecorded,
            &self.owed,
            &self.unknown,
            &self.passed,
            &self.perhaps,
            &self.was_forbidden,
        ];
        lists.into_iter().all(Vec::is_empty) && self.ahead.is_empty()
    }

    /// That nothing is certainly to be done.
    fn nothing(&self) -> Phrase {
        if self.is_quiet() {
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

    /// A list that is one sentence where that takes no more than two lines, or room is short.
    fn short_list(&self, page: &mut Page, heading: &Phrase, items: Vec<Phrase>) {
        let line = words::titled(heading, &strung(items.iter().cloned()));
        let line = together([line, Phrase::same(".")]);
        if items.is_empty() {
        } else if page.lines_of(&line) <= 2 || self.room.tight > Tight::Open {
            page.line(&line);
        } else {
            self.heading(page, heading);
            for item in &items {
                page.item(item);
            }
            self.part(page);
        }
    }

    /// A heading, after an empty line where there is room for one.
    fn heading(&self, page: &mut Page, heading: &Phrase) {
        match self.room.gaps || self.room.tight < Tight::Full {
            true => page.heading(heading),
            false => page.line(heading),
        }
    }

    fn more(&self, page: &mut Page, of: usize, told: usize) {
        if of > told {
            page.item(&words::more_in_full(&Phrase::same((of - told).to_string())));
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
    duty.must_not_wait() || duty.limit.is_some() || duty.latest().is_some()
}

/// What the screen shows of what is coming: duties that arise. That an act which may have been done is
/// certain to have been, once its time is over, is told with what may be owed.
fn is_next(row: &ComingRow) -> bool {
    let perhaps = row.from == State::Undetermined && row.unless.is_empty();
    row.kind == RowKind::Duty
        && !perhaps
        && row.to == State::Pending
        && row.from != State::NotInForce
        && !row.is_periodic()
}
