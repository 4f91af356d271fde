//! What is coming if nothing else happens: what arises, when it is breached,
//! and what that opens.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{listed, said, together};
use super::{moment, words};
use crate::determination::{ComingRow, Due, RowKind, Words};
use crate::diagnostic::Phrase;
use crate::value::{Instant, State, Zone};

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let coming = &lookup.all.coming;
    let told: Vec<&ComingRow> = coming.rows.iter().filter(is_told).collect();
    if told.is_empty() {
        return;
    }
    page.heading(&words::coming());
    for row in told {
        page.item(&one(row, lookup));
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

fn one(row: &ComingRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone(&row.name);
    let row_now = lookup.row(&row.name, row.instance.as_deref());
    let label = match row_now.filter(|about| about.cites == row.cites) {
        Some(about) => lookup.cited(about),
        None => {
            let cites = lookup.articles(&row.name, &row.cites);
            together([titled(row, lookup), words::bracketed(&cites)])
        }
    };
    let change = match row.to {
        State::Pending => words::arises_then(&label),
        _ if may_pass(row) => words::limit_may_pass(&label),
        to => words::becomes(&label, &words::state(row.from), &words::state(to)),
    };
    let open = listed(row.unless.iter().map(|need| said(&need.title)));
    let open = match open.is_empty() {
        true => open,
        false => words::unless_by_then(&open),
    };
    let due = due(row, zone);
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
    let at = moment::readable(row.at, zone);
    match row.after {
        true => words::after(&at),
        false => words::at(&at),
    }
}

/// By when it is then due, in brackets.
pub(super) fn due(row: &ComingRow, zone: Zone) -> Phrase {
    match (row.due_at, row.due_day) {
        (Some(at), _) => words::due_then(&moment::readable(at, zone)),
        (None, Some(day)) => words::due_then(&Phrase::same(day.to_string())),
        (None, None) => Phrase::default(),
    }
}

/// The time that is left until limits and changes, the nearest first.
pub(super) fn countdown(page: &mut Page, lookup: &Lookup, now: Instant) {
    let called = |instance: &Option<String>| instance.as_ref().map(Phrase::same);
    let mut times: Vec<(Instant, Phrase)> = Vec::new();
    for duty in lookup
        .all
        .duties
        .iter()
        .filter(|d| d.state == State::Pending)
    {
        let zone = lookup.zone_of(duty);
        let what = named(&duty.about.title, called(&duty.about.instance_title));
        let at = |due: Option<Due>| moment::end(due?, zone);
        let exact = at(duty.due());
        times.extend(exact.map(|at| (at, what.clone())));
        if exact.is_none() {
            let (first, last) = (at(duty.due_earliest), at(duty.due_latest));
            times.extend(first.map(|at| (at, words::earliest_limit(&what))));
            times.extend(last.map(|at| (at, words::latest_limit(&what))));
        }
    }
    // The ends of a limit that is not known have been told.
    let rows = lookup.all.coming.rows.iter().filter(is_told);
    let ends = |row: &&ComingRow| {
        let about = lookup.row(&row.name, row.instance.as_deref());
        let duty = about.and_then(|about| lookup.duty(about));
        let told =
            duty.is_some_and(|duty| duty.state == State::Pending && duty.due_earliest.is_some());
        told && (may_pass(row) || row.to == State::Breached)
    };
    for row in rows.filter(|row| !ends(row)) {
        let what = named(&row.title, called(&row.instance_title));
        times.push((row.at.instant(), what));
    }
    times.retain(|(at, _)| *at > now);
    times.sort_by_key(|(at, _)| *at);
    if times.is_empty() {
        return;
    }
    page.heading(&words::next());
    for (at, what) in &times {
        let seconds = at.micros().saturating_sub(now.micros()) / crate::value::calendar::SECOND;
        page.item(&words::then(&words::clock(seconds), what));
    }
}

fn named(title: &Words, instance: Option<Phrase>) -> Phrase {
    match instance {
        Some(instance) => words::of_instance(&said(title), &instance),
        None => said(title),
    }
}
