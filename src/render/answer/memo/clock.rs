//! What the time line shows: a line for each recorded time and each duty that has one, with its
//! marks. Nothing of it is counted here; all of it is in the answer.

use crate::determination::{ComingRow, Due, DutyRow, FactRow, Figure, RowKind, Shown, Stage};
use crate::diagnostic::Phrase;
use crate::render::answer::lookup::Lookup;
use crate::render::answer::phrasing::{glued, joined, said};
use crate::render::answer::{coming, deadline, facts, figure, moment, to_do, words};
use crate::render::date;
use crate::value::{Date, Instant, Moment, State, Truth, Zone};

/// At most so many recorded times are drawn.
const RECORDED: usize = 40;
/// And at most so many duties, the most urgent ones.
const DUTIES: usize = 60;

/// All lines.
pub(super) struct Clock {
    /// What happened, in the order of time, then the duties by their limits.
    pub(super) lines: Vec<Line>,
    /// What is owed and has no time at all.
    pub(super) undated: Vec<Phrase>,
    /// How many more lines there would be.
    pub(super) more: usize,
}

/// One line.
pub(super) struct Line {
    /// What tells it from the others: the path of a fact, or the name and the instance of a duty.
    pub(super) row: String,
    pub(super) title: Phrase,
    /// What is said beside the title.
    pub(super) says: Phrase,
    /// Whether it is certain that it is owed, or was; so is all that is recorded.
    pub(super) certain: bool,
    pub(super) marks: Vec<Mark>,
    pub(super) bars: Vec<Bar>,
}

/// An instant of a line.
pub(super) struct Mark {
    pub(super) kind: MarkKind,
    pub(super) at: Instant,
    /// As the answer writes it.
    pub(super) written: String,
    pub(super) shown: Phrase,
}

/// What an instant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkKind {
    Happened,
    Since,
    Comes,
    Due,
    Earliest,
    Latest,
    Done,
    /// Done after its limit.
    DoneLate,
}

/// A length of time of a line.
pub(super) struct Bar {
    pub(super) kind: BarKind,
    pub(super) from: Instant,
    pub(super) to: Instant,
}

/// What a length of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BarKind {
    /// It is owed, and not over.
    Running,
    /// The limit lies somewhere there.
    Open,
    /// Its limit is over and it is not done.
    Late,
}

impl Clock {
    /// What belongs to the incident, and what comes back with each period of the calendar, whatever
    /// happens: on an axis of years an incident is a point.
    pub(super) fn new(lookup: &Lookup) -> (Clock, Clock) {
        let mut recorded: Vec<Line> = Vec::new();
        for (group, rows) in facts::groups(lookup) {
            let head = facts::head(group, &rows);
            let zone = lookup.zone("");
            recorded.extend(rows.iter().filter_map(|row| {
                let told = lookup.told_in(lookup.zone_of_fact(&row.path));
                time(row, &head, zone, &told)
            }));
        }
        recorded.sort_by_key(|line| line.first());
        let spared = |state| matches!(state, State::NotInForce | State::NotArisen | State::Exempt);
        let mut undated = Vec::new();
        let mut duties = Vec::new();
        let mut periods = Vec::new();
        for duty in lookup.by_urgency(|duty| !spared(duty.state)) {
            match owed(duty, lookup) {
                Some(line) if duty.about.is_periodic() => periods.push(line),
                Some(line) => duties.push(line),
                None if matches!(
                    lookup.all.stage(duty),
                    Stage::ToDo | Stage::Overdue | Stage::Unconfirmed
                ) =>
                {
                    undated.push(lookup.label(&duty.about))
                }
                None => {}
            }
        }
        let coming = lookup.all.coming.rows.iter();
        let coming = coming.filter(|row| row.kind == RowKind::Duty && row.to == State::Pending);
        let (of_periods, of_incident): (Vec<&ComingRow>, Vec<&ComingRow>) =
            coming.partition(|row| row.is_periodic());
        duties.extend(of_incident.into_iter().map(|row| to_come(row, lookup)));
        periods.extend(of_periods.into_iter().map(|row| to_come(row, lookup)));
        let more = recorded.len().saturating_sub(RECORDED) + duties.len().saturating_sub(DUTIES);
        recorded.truncate(RECORDED);
        duties.truncate(DUTIES);
        duties.sort_by(|one, other| one.limit().cmp(&other.limit()));
        recorded.append(&mut duties);
        let left_out = periods.len().saturating_sub(DUTIES);
        periods.truncate(DUTIES);
        periods.sort_by(|one, other| one.limit().cmp(&other.limit()));
        let incident = Clock {
            lines: recorded,
            undated,
            more,
        };
        let periods = Clock {
            lines: periods,
            undated: Vec::new(),
            more: left_out,
        };
        (incident, periods)
    }

    /// Every instant that is drawn.
    pub(super) fn instants(&self) -> impl Iterator<Item = Instant> {
        self.lines.iter().flat_map(|line| {
            let bars = line.bars.iter().flat_map(|bar| [bar.from, bar.to]);
            bars.chain(line.marks.iter().map(|mark| mark.at))
        })
    }
}

impl Line {
    fn first(&self) -> Option<Instant> {
        self.marks.iter().map(|mark| mark.at).min()
    }

    /// By its limit; what has none comes last, by its last mark.
    fn limit(&self) -> (bool, Option<Instant>, &str) {
        let limits = [MarkKind::Due, MarkKind::Earliest];
        let mut marks = self.marks.iter();
        let limit = marks.find(|mark| limits.contains(&mark.kind));
        let at = limit.map(|mark| mark.at);
        let last = at.or_else(|| self.marks.iter().map(|mark| mark.at).max());
        (at.is_none(), last, &self.row)
    }
}

/// A fact that is a time, or is known to lie between two; none of another fact.
fn time(row: &FactRow, head: &Phrase, zone: Zone, lookup: &Lookup) -> Option<Line> {
    if row.ahead {
        return None;
    }
    let mut marks = Vec::new();
    let mut bars = Vec::new();
    match &row.value {
        Shown::Is(figure) => marks.push(of_figure(MarkKind::Happened, figure, zone, lookup)?),
        Shown::Between(from, to) => {
            let from = of_figure(MarkKind::Earliest, from, zone, lookup)?;
            let to = of_figure(MarkKind::Latest, to, zone, lookup)?;
            bars.push(Bar {
                kind: BarKind::Open,
                from: from.at,
                to: to.at,
            });
            marks.extend([from, to]);
        }
        _ => return None,
    }
    let title = match head.is_empty() || row.is_event() {
        true => said(&row.title),
        false => words::with_reason(head, &said(&row.title)),
    };
    Some(Line {
        row: row.path.clone(),
        title,
        says: figure::bounded(&lookup.local(&row.value)),
        certain: true,
        marks,
        bars,
    })
}

/// A day is drawn at its beginning.
fn of_figure(kind: MarkKind, figure: &Figure, zone: Zone, lookup: &Lookup) -> Option<Mark> {
    let (at, written) = match figure {
        Figure::Time(time) => (time.moment().instant(), time.moment().to_string()),
        Figure::Date(day) => (zone.midnight(*day)?, day.to_string()),
        _ => return None,
    };
    Some(Mark {
        kind,
        at,
        written,
        shown: figure::shown(&lookup.local(&Shown::Is(figure.clone()))),
    })
}

/// A duty that is or may be owed, if it has any time.
fn owed(duty: &DutyRow, lookup: &Lookup) -> Option<Line> {
    let zone = lookup.zone_of(duty);
    let now = lookup.all.as_of.instant();
    let moment = |kind, at: Moment| Mark {
        kind,
        at: at.instant(),
        written: at.to_string(),
        shown: glued(&moment::readable(at, zone)),
    };
    let limit = |kind, due: Option<Due>| match due? {
        Due::At(at) => Some(moment(kind, at)),
        Due::Day(day) => day_ends(kind, day, zone),
    };
    let since = duty.owed_since.map(|at| moment(MarkKind::Since, at));
    // What is only forbidden is not owed from then on.
    let since = since.filter(|_| duty.state != State::Observed);
    let due = limit(MarkKind::Due, duty.due_as_recorded());
    let unknown = due.is_none();
    let earliest = limit(MarkKind::Earliest, duty.due_earliest.filter(|_| unknown));
    let latest = limit(MarkKind::Latest, duty.due_latest.filter(|_| unknown));
    let kind = match duty.state {
        State::PerformedLate => MarkKind::DoneLate,
        _ => MarkKind::Done,
    };
    let done = duty.done_at.map(|at| moment(kind, at));
    let at = |mark: &Option<Mark>| mark.as_ref().map(|mark| mark.at);
    let mut bars = Vec::new();
    let mut bar = |kind, from: Option<Instant>, to: Option<Instant>| {
        if let (Some(from), Some(to)) = (from, to)
            && from < to
        {
            bars.push(Bar { kind, from, to });
        }
    };
    let first = at(&due).or(at(&earliest));
    // What was done ends the bar, and so does now where nothing limits it.
    let over = at(&done).or(first.is_none().then_some(now));
    let end = [first, over].into_iter().flatten().min();
    bar(BarKind::Running, at(&since), end);
    bar(BarKind::Open, at(&earliest), at(&latest));
    let late = duty.state.is_breach() || lookup.all.stage(duty) == Stage::Overdue;
    if late {
        bar(
            BarKind::Late,
            at(&due).or(at(&latest)),
            at(&done).or(Some(now)),
        );
    }
    // From when alone something is owed says nothing beside an axis.
    let dated = [&due, &earliest, &latest, &done];
    if dated.into_iter().all(Option::is_none) {
        return None;
    }
    let marks: Vec<Mark> = [since, due, earliest, latest, done]
        .into_iter()
        .flatten()
        .collect();
    (!marks.is_empty()).then(|| Line {
        row: row_of(&duty.about.name, duty.about.instance.as_deref()),
        title: lookup.label(&duty.about),
        says: state(duty, lookup),
        certain: duty.arises == Truth::Yes || duty.state != State::Undetermined,
        marks,
        bars,
    })
}

/// The state, and by when or when it was done.
fn state(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone_of(duty);
    match duty.state {
        State::Undetermined if duty.done_at.is_some() => {
            let done = duty.done_at.map(|at| glued(&moment::readable(at, zone)));
            words::done_as_owed_open(&done.unwrap_or_default())
        }
        State::Undetermined if !to_do::is_to_do(duty, lookup.all) => {
            words::with_reason(&words::state(duty.state), &deadline::by_when(duty, lookup))
        }
        state if state.is_kept() => {
            let due = deadline::due(duty, lookup).map(|due| words::due_then(&due));
            let done = duty.done_at.map(|at| glued(&moment::readable(at, zone)));
            let state = words::state(state);
            let done = done.map_or_else(|| state.clone(), |done| words::titled(&state, &done));
            joined(std::iter::once(done).chain(due), &Phrase::same(" "))
        }
        _ => to_do::headline(duty, lookup),
    }
}

/// A duty that will arise if nothing else happens.
fn to_come(row: &ComingRow, lookup: &Lookup) -> Line {
    let zone = lookup.zone(&row.name);
    let at = |kind, at: Moment| Mark {
        kind,
        at: at.instant(),
        written: at.to_string(),
        shown: glued(&moment::readable(at, zone)),
    };
    let due = row.due_at.map(|due| at(MarkKind::Due, due));
    let due = due.or_else(|| day_ends(MarkKind::Due, row.due_day?, zone));
    let comes = at(MarkKind::Comes, row.at);
    let bar = due.as_ref().map(|due| Bar {
        kind: BarKind::Running,
        from: comes.at,
        to: due.at,
    });
    Line {
        row: row_of(&row.name, row.instance.as_deref()),
        title: coming::titled(row, lookup),
        says: joined(
            [
                words::clock_comes(),
                moment::readable(row.at, zone),
                coming::due(row, zone),
            ],
            &Phrase::same(" "),
        ),
        certain: false,
        marks: std::iter::once(comes).chain(due).collect(),
        bars: bar.into_iter().filter(|bar| bar.from < bar.to).collect(),
    }
}

/// A day is open until its end.
fn day_ends(kind: MarkKind, day: Date, zone: Zone) -> Option<Mark> {
    Some(Mark {
        kind,
        at: moment::end(Due::Day(day), zone)?,
        written: day.to_string(),
        shown: glued(&date::day(day)),
    })
}

/// The name and the instance of a row.
fn row_of(name: &str, instance: Option<&str>) -> String {
    match instance {
        Some(instance) => format!("{name} {instance}"),
        None => name.to_owned(),
    }
}
