//! What is coming if nothing else happens: what arises, when it is breached,
//! and what that opens.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, joined, listed, said, strung, together};
use super::when::dated;
use super::{deadline, moment, to_do, when as near, words};
use crate::determination::{About, ComingRow, Due, DutyRow, End, RowKind, Stage, Urgency, Words};
use crate::diagnostic::Phrase;
use crate::value::calendar::{DAY, SECOND};
use crate::value::{Instant, State, Zone};

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let coming = &lookup.all.coming;
    let told: Vec<&ComingRow> = coming.rows.iter().filter(is_told).collect();
    if told.is_empty() {
        return;
    }
    page.heading(&words::coming());
    // What changes at one moment is told in one line.
    let mut moments: Vec<Vec<&ComingRow>> = Vec::new();
    for row in told {
        let same = |one: &&ComingRow| (one.at, one.after) == (row.at, row.after);
        match moments.last_mut() {
            Some(rows) if rows.iter().all(same) => rows.push(row),
            _ => moments.push(vec![row]),
        }
    }
    for rows in &moments {
        page.item(&line(rows, lookup));
    }
    if !coming.complete {
        let zone = lookup.zone("");
        let until = coming.until.map(|until| moment::readable(until, zone));
        page.line(&words::coming_cut(&until.unwrap_or_default()));
    }
}

/// What someone will owe, or no longer owe, will have breached, or may do or impose.
fn is_told(row: &&ComingRow) -> bool {
    match row.kind {
        // That something not yet in force will be is no news of this record.
        _ if row.from == State::NotInForce => false,
        RowKind::Duty => {
            matches!(
                row.to,
                State::Pending | State::Exempt | State::NotArisen | State::Breached
            ) || may_pass(row)
        }
        RowKind::Power => row.to == State::Available,
        RowKind::Sanction => row.to == State::Open,
    }
}

/// Whether it is then open whether its limit has passed.
fn may_pass(row: &ComingRow) -> bool {
    row.kind == RowKind::Duty && row.from == State::Pending && row.to == State::Undetermined
}

/// All that changes at one moment.
fn line(rows: &[&ComingRow], lookup: &Lookup) -> Phrase {
    let Some(first) = rows.first() else {
        return Phrase::default();
    };
    let duties: Vec<&DutyRow> = rows.iter().filter_map(|row| duty_of(row, lookup)).collect();
    // In the zone in which the duty is told that is to be done by then.
    let zone = duties.first();
    let zone = zone.map_or_else(|| lookup.zone(&first.name), |duty| lookup.zone_of(duty));
    let of = |wanted: fn(&ComingRow) -> bool| -> Vec<&ComingRow> {
        let rows = rows.iter().copied();
        rows.filter(|row| wanted(row)).collect()
    };
    let late = of(|row| row.kind == RowKind::Duty && row.to == State::Breached);
    let open = of(may_pass);
    let parts = [
        (
            of(|row| row.to == State::Pending),
            words::arises_then as Told,
        ),
        (late, words::late_unless_done as Told),
        (open, words::limit_may_pass as Told),
        (
            of(|row| matches!(row.to, State::Exempt | State::NotArisen)),
            words::owed_no_more as Told,
        ),
        (
            of(|row| row.to == State::Open),
            words::can_be_imposed_then as Told,
        ),
        (
            of(|row| row.to == State::Available),
            words::can_be_used_then as Told,
        ),
    ];
    let told = parts.into_iter().filter(|(rows, _)| !rows.is_empty());
    let told = strung(told.map(|(rows, tell)| tell(&titles(&rows, zone, lookup))));
    // What is due on a day is late once the day is over.
    let ends = |due: Due| match due {
        Due::Day(day) => {
            let end = super::moment::end(due, zone);
            (end == Some(first.at.instant())).then_some(day)
        }
        Due::At(_) => None,
    };
    let limits = duties.iter().flat_map(|duty| {
        let limits = [duty.due_as_recorded(), duty.due_earliest, duty.due_latest];
        limits.into_iter().flatten()
    });
    let mut days = limits.filter_map(ends);
    let when = match days.next() {
        Some(day) => words::after_day(&dated(Due::Day(day), zone)),
        None => when(first, zone),
    };
    words::then(&when, &told)
}

/// How rows of one change are told, by their titles.
type Told = fn(&Phrase) -> Phrase;

/// What rows are called, those of one provision together, by when they are then due, and what must
/// not come before.
fn titles(rows: &[&ComingRow], zone: Zone, lookup: &Lookup) -> Phrase {
    let mut groups: Vec<Vec<&ComingRow>> = Vec::new();
    for row in rows {
        let same = |one: &&ComingRow| {
            let unless = |row: &ComingRow| -> Vec<Words> {
                row.unless.iter().map(|need| need.title.clone()).collect()
            };
            (&one.name, &one.cites, one.due_at, one.due_day)
                == (&row.name, &row.cites, row.due_at, row.due_day)
                && unless(one) == unless(row)
        };
        match groups.iter_mut().find(|all| all.iter().all(same)) {
            Some(all) => all.push(row),
            None => groups.push(vec![row]),
        }
    }
    joined(
        groups.iter().map(|rows| title(rows, zone, lookup)),
        &words::and_title(),
    )
}

fn title(rows: &[&ComingRow], zone: Zone, lookup: &Lookup) -> Phrase {
    let Some(row) = rows.first() else {
        return Phrase::default();
    };
    let now = rows.iter().filter_map(|row| {
        let about = lookup.row(&row.name, row.instance.as_deref())?;
        (about.cites == row.cites).then_some(about)
    });
    let now: Vec<&About> = now.collect();
    let label = if now.len() == rows.len() {
        lookup.cited_together(&now)
    } else {
        let instances = rows.iter().filter_map(|row| row.instance.as_ref());
        let instances = listed(instances.map(|all| lookup.parts_called(&row.name, all)));
        let instances = Some(instances).filter(|told| !told.is_empty());
        let cites = lookup.articles(&row.name, &row.cites);
        together([named(&row.title, instances), words::bracketed(&cites)])
    };
    let due = match row.to {
        State::Pending => due(row, zone),
        _ => Phrase::default(),
    };
    let open = listed(row.unless.iter().map(|need| said(&need.title)));
    let open = match open.is_empty() {
        true => open,
        false => words::while_not_recorded(&open),
    };
    together([label, due, open])
}

/// The duty of which a row tells a change.
pub(super) fn duty_of<'a>(row: &ComingRow, lookup: &Lookup<'a>) -> Option<&'a DutyRow> {
    let mut duties = lookup.all.duties.iter();
    let key = (row.name.as_str(), row.instance.as_deref());
    duties.find(|duty| row.kind == RowKind::Duty && duty.about.key() == key)
}

/// The title, and the instance by what it is called.
pub(super) fn titled(row: &ComingRow, lookup: &Lookup) -> Phrase {
    let instance = row.instance.as_ref();
    let instance = instance.map(|instance| lookup.parts_called(&row.name, instance));
    named(&row.title, instance)
}

/// When it changes.
pub(super) fn when(row: &ComingRow, zone: Zone) -> Phrase {
    let at = dated(Due::At(row.at), zone);
    match row.after {
        true => words::after(&at),
        false => words::at(&at),
    }
}

/// By when it is then due, in brackets.
pub(super) fn due(row: &ComingRow, zone: Zone) -> Phrase {
    let due = row.due_at.map(Due::At).or(row.due_day.map(Due::Day));
    due.map_or_else(Phrase::default, |due| words::due_then(&dated(due, zone)))
}

/// The time that is left until limits, and until something will be owed or is owed no more; the
/// nearest first, each once.
pub(super) fn countdown(page: &mut Page, lookup: &Lookup, now: Instant) {
    let called = |instance: &Option<String>| instance.as_ref().map(Phrase::same);
    let limits = lookup.all.limits();
    let mut times: Vec<(Instant, Until, Phrase)> = Vec::new();
    let what = |duty: &DutyRow, when: Phrase| {
        let about = &duty.about;
        let title = match duty.bearer_member {
            Some(_) => said(&about.title),
            None => named(&about.title, called(&about.instance_title)),
        };
        let to = duty.to.as_ref().zip(duty.to_title.as_ref());
        let to = to.map(|(to, title)| lookup.party(to, title));
        let bearer = lookup.bearer(duty);
        let parties = to.map_or(bearer.clone(), |to| words::from_to(&bearer, &to));
        joined([title, parties, when], &Phrase::same(" · "))
    };
    for limit in &limits {
        let duty = limit.duty;
        let due = glued(&near::due(limit.due, lookup.zone_of(duty), lookup));
        let what = what(duty, deadline::as_recorded(due, duty, lookup));
        let what = match limit.end {
            End::Known => what,
            End::Earliest => words::earliest_limit(&what),
            End::Latest => words::latest_limit(&what),
        };
        times.push((limit.at, Until::Limit, what));
    }
    // What is owed already has been told by its limits.
    let is_owed = |row: &ComingRow| {
        let mut known = limits.iter().map(|limit| limit.duty.about.key());
        known.any(|key| key == (row.name.as_str(), row.instance.as_deref()))
    };
    let rows = lookup.all.coming.rows.iter();
    for row in rows.filter(|row| row.kind == RowKind::Duty && is_told(row)) {
        let until = match row.to {
            State::Pending => Until::Owed,
            State::Exempt | State::NotArisen => Until::NotOwed,
            _ if is_owed(row) => continue,
            _ => Until::Limit,
        };
        let what = named(&row.title, called(&row.instance_title));
        times.push((row.at.instant(), until, what));
    }
    times.retain(|(at, ..)| *at > now);
    times.sort_by_key(|(at, until, _)| (*at, *until));
    times.dedup();
    // What is overdue and what must not be delayed has run out before all that is still to come.
    let pressing = |wanted: fn(Urgency) -> bool| {
        lookup.by_urgency(|duty| {
            let own = !lookup.is_of_authority(duty) && !duty.about.is_periodic();
            let open = matches!(lookup.all.stage(duty), Stage::ToDo | Stage::Overdue);
            let waits = lookup.all.waits_for(duty).is_some();
            own && open && !waits && wanted(lookup.all.urgency(duty))
        })
    };
    let overdue = pressing(|urgency| matches!(urgency, Urgency::Overdue(_) | Urgency::Breached));
    let running = pressing(|urgency| matches!(urgency, Urgency::Running(_)));
    if times.is_empty() && overdue.is_empty() && running.is_empty() {
        return;
    }
    page.heading(&words::next());
    for duty in overdue {
        let when = to_do::headline(duty, lookup);
        page.item(&words::overdue_now(&what(duty, when)));
    }
    let soon = |at: Instant| at.micros().saturating_sub(now.micros()) <= DAY;
    let (near, far): (Vec<_>, Vec<_>) = times.iter().partition(|(at, ..)| soon(*at));
    for (at, until, what) in near {
        page.item(&left_until(*at, *until, what, now));
    }
    for duty in running {
        let when = deadline::by_when(duty, lookup);
        page.item(&words::owed_now(&what(duty, when)));
    }
    for (at, until, what) in far {
        page.item(&left_until(*at, *until, what, now));
    }
}

fn left_until(at: Instant, until: Until, what: &Phrase, now: Instant) -> Phrase {
    let left = at.micros().saturating_sub(now.micros());
    // The last instant of a day is a moment before the next begins.
    let seconds = left.saturating_add(SECOND - 1) / SECOND;
    let clock = words::clock(seconds);
    let clock = match until {
        Until::Limit => words::due_in(&clock),
        Until::Owed => words::arises_in(&clock),
        Until::NotOwed => words::ends_in(&clock),
    };
    words::then(&clock, what)
}

/// What is counted down to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Until {
    /// The limit of something that is owed.
    Limit,
    /// It will be owed.
    Owed,
    /// It will be owed no more.
    NotOwed,
}

fn named(title: &Words, instance: Option<Phrase>) -> Phrase {
    match instance {
        Some(instance) => words::of_instance(&said(title), &instance),
        None => said(title),
    }
}
