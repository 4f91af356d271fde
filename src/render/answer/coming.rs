//! What is coming if nothing else happens: what arises, when it is breached,
//! and what that opens.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, joined, listed, said, together};
use super::when::dated;
use super::{moment, when as near, words};
use crate::determination::{About, ComingRow, Due, End, RowKind, Words};
use crate::diagnostic::Phrase;
use crate::value::calendar::SECOND;
use crate::value::{Instant, State, Zone};

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let coming = &lookup.all.coming;
    let told: Vec<&ComingRow> = coming.rows.iter().filter(is_told).collect();
    if told.is_empty() {
        return;
    }
    page.heading(&words::coming());
    // What differs in its instance alone is told together.
    let same = |one: &ComingRow, other: &ComingRow| {
        (&one.name, one.at, one.after, one.from, one.to)
            == (&other.name, other.at, other.after, other.from, other.to)
            && (one.due_at, one.due_day, &one.cites) == (other.due_at, other.due_day, &other.cites)
            && one
                .unless
                .iter()
                .map(|need| &need.title)
                .eq(other.unless.iter().map(|n| &n.title))
    };
    let mut groups: Vec<Vec<&ComingRow>> = Vec::new();
    for row in told {
        let found = groups
            .iter_mut()
            .find(|all| all.iter().all(|one| same(one, row)));
        match found {
            Some(all) => all.push(row),
            None => groups.push(vec![row]),
        }
    }
    for rows in &groups {
        page.item(&one(rows, lookup));
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

/// A change, or several that differ in their instance alone.
fn one(rows: &[&ComingRow], lookup: &Lookup) -> Phrase {
    let Some(row) = rows.first() else {
        return Phrase::default();
    };
    let zone = lookup.zone(&row.name);
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
    let change = match row.to {
        State::Pending => words::arises_then(&label),
        _ if may_pass(row) => words::limit_may_pass(&label),
        State::Breached => words::breached_unless_done(&label),
        State::Exempt | State::NotArisen => words::titled(&label, &words::not_owed_from_then()),
        State::Open => words::with_reason(&label, &words::could_be_imposed()),
        to => words::titled(&label, &words::state(to)),
    };
    let open = listed(row.unless.iter().map(|need| said(&need.title)));
    let open = match open.is_empty() {
        true => open,
        false => words::unless_by_then(&open),
    };
    // Of what is breached then the moment has been told.
    let due = match row.to {
        State::Pending => due(row, zone),
        _ => Phrase::default(),
    };
    words::then(&when(row, zone), &together([change, due, open]))
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
    for limit in &limits {
        let about = &limit.duty.about;
        let what = named(&about.title, called(&about.instance_title));
        let duty = limit.duty;
        let to = duty.to.as_ref().zip(duty.to_title.as_ref());
        let to = to.map(|(to, title)| lookup.party(to, title));
        let bearer = lookup.bearer(duty);
        let parties = to.map_or(bearer.clone(), |to| words::from_to(&bearer, &to));
        let due = glued(&near::instant(limit.at, lookup.zone_of(duty), lookup));
        let what = joined([what, parties, due], &Phrase::same(" · "));
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
    if times.is_empty() {
        return;
    }
    page.heading(&words::next());
    for (at, until, what) in &times {
        let left = at.micros().saturating_sub(now.micros());
        // The last instant of a day is a moment before the next begins.
        let seconds = left.saturating_add(SECOND - 1) / SECOND;
        let clock = words::clock(seconds);
        let clock = match until {
            Until::Limit => words::due_in(&clock),
            Until::Owed => words::arises_in(&clock),
            Until::NotOwed => words::ends_in(&clock),
        };
        page.item(&words::then(&clock, what));
    }
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
