//! What is open of a duty, and what of it the record does not tell.

use crate::determination::{Aspect, DutyRow, Need, Stage, Words};
use crate::diagnostic::Phrase;
use crate::value::{State, Truth};

use super::super::lookup::Lookup;
use super::super::phrasing::{glued, joined, listed, said, strung, together};
use super::super::{breach, cause, deadline, figure, missing, moment, undetermined, words};
use super::REASONS;

/// How long something has been owed that has no other limit than that it must not be delayed.
pub(super) fn silence(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let bounded = duty.latest().is_some();
    let to_do = lookup.all.stage(duty) == Stage::ToDo;
    if !to_do || !duty.must_not_wait() || bounded {
        return None;
    }
    let zone = lookup.zone_of(duty);
    let since = duty.owed_since?;
    let ago = moment::from_now(lookup.now?, since.instant());
    let since = glued(&moment::readable(since, zone));
    Some(words::owed_since(&since, &ago))
}

/// That nothing is on record of what is to be done by no date, where the record does not say that it is
/// complete.
pub(super) fn unheard(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let all = lookup.all;
    let silent = all.record_complete_until.is_none()
        && all.stage(duty) == Stage::ToDo
        && !deadline::is_dated(duty)
        && all.done_of(duty).next().is_none();
    silent.then(|| words::unheard(&said(&duty.must)))
}

/// What can be otherwise than as recorded, and what it hangs on.
pub(super) fn unless_recorded(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
    if duty.state != State::Undetermined {
        return Vec::new();
    }
    let needs = duty.about.deciding();
    // What alone can be otherwise is told once, and by which exceptions.
    if !needs.is_empty() && needs.iter().all(Need::is_act) {
        let acts = needs
            .iter()
            .map(|need| words::in_quotes(&said(&need.title)));
        let open = duty.exceptions.iter();
        let open = open.filter(|row| row.value == Truth::Undetermined);
        let open = open.map(|row| {
            let cites = lookup.articles(&duty.about.name, &row.cites);
            let title = together([said(&row.title), words::bracketed(&cites)]);
            match row.replaces {
                true => words::replaced_if_only(&title),
                false => words::exempt_if_only(&title),
            }
        });
        let otherwise = words::otherwise_if(&strung(acts));
        return std::iter::once(otherwise).chain(open).collect();
    }
    let needs = breach::still_asked(&duty.about, needs, lookup);
    let missing = missing::brief(&needs, lookup);
    let hangs_on = (!missing.is_empty()).then(|| words::hangs_on(&missing));
    let exceptions = undetermined::exceptions(&duty.about, lookup);
    let exceptions = exceptions.into_iter().map(|(_, told)| told);
    hangs_on.into_iter().chain(exceptions).collect()
}

pub(super) fn called(needs: &[Need], lookup: &Lookup) -> Phrase {
    missing::all(needs, lookup)
}

/// On what its limit, what is owed and how much depend, where that is open.
pub(in crate::render::answer) fn open(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
    let mut lines = Vec::new();
    let owed = |what: Aspect| matches!(what, Aspect::Act | Aspect::Counterparty);
    let deciding = duty.about.deciding();
    for open in duty.about.open_beside() {
        // What it all hangs on has been told.
        if !open.needs.is_empty() && open.needs.iter().all(|need| deciding.contains(need)) {
            continue;
        }
        let what = called(&open.needs, lookup);
        match open.what {
            _ if what.is_empty() => {}
            Aspect::Limit if open.needs.iter().all(Need::is_act) => {
                let acts = open.needs.iter().map(|need| &need.title);
                let (known, unknown): (Vec<&Words>, Vec<&Words>) =
                    acts.partition(|act| lookup.act_on_record(act).is_some());
                let unknown = listed(unknown.into_iter().map(said));
                let known = known.into_iter().filter_map(|act| {
                    let at = lookup.act_on_record(act)?;
                    Some(together([words::in_quotes(&said(act)), at]))
                });
                let known = strung(known);
                lines.push(match (known.is_empty(), unknown.is_empty()) {
                    (true, _) => words::limit_from_act(&unknown),
                    (false, true) => words::limit_from_recorded(&known),
                    (false, false) => words::limit_from_either(&known, &unknown),
                });
            }
            Aspect::Limit => lines.push(words::limit_open(&what)),
            Aspect::Amount => lines.push(words::amount_open(&what)),
            _ if duty.alternatives.iter().any(|other| other.by.is_some()) => {}
            _ => lines.push(match not_in_place(duty) {
                others if others.is_empty() => words::owed_open(&what),
                others => words::not_replaced_unless(&others, &what),
            }),
        }
    }
    lines.dedup();
    let mut beside = duty.about.open_beside();
    let needs = beside.find(|open| owed(open.what)).map(|open| &open.needs);
    for other in &duty.alternatives {
        let must = other.owed();
        let what = match (&other.to, &other.to_title) {
            (Some(to), Some(title)) => words::done_to(&must, &lookup.party(to, title)),
            _ => must,
        };
        let Some(by) = &other.by else {
            lines.push(words::perhaps_by_another_version(&what));
            continue;
        };
        let mut rows = duty.exceptions.iter();
        let row = rows.find(|row| row.name == *by);
        let title = row.map_or_else(|| Phrase::same(by), |row| said(&row.title));
        let needs = row.map(|row| &row.needs).or(needs);
        let mut open = needs.map(|needs| called(needs, lookup)).unwrap_or_default();
        if open.is_empty() {
            open = cause::reason(row.and_then(|row| row.because.as_ref()), lookup, REASONS);
        }
        let line = words::perhaps_instead(&title, &what);
        lines.push(match open.is_empty() {
            true => line,
            false => joined([line, words::instead_hangs_on(&open)], &Phrase::same(" ")),
        });
    }
    lines
}

/// The rules that would put something else in place and do not apply.
pub(super) fn not_in_place(duty: &DutyRow) -> Phrase {
    let others = duty.exceptions.iter();
    let others = others.filter(|row| row.replaces && row.value == Truth::No);
    strung(others.map(|row| said(&row.title)))
}

/// The exceptions that were missed by a measure.
pub(super) fn near_misses<'a>(
    duty: &'a DutyRow,
    lookup: &'a Lookup,
) -> impl Iterator<Item = Phrase> + 'a {
    let missed = duty
        .exceptions
        .iter()
        .filter(|row| !row.replaces)
        .filter(|row| row.value == Truth::No && cause::is_measured(row.because.as_ref()));
    missed.map(|row| {
        let reason = cause::reason(row.because.as_ref(), lookup, 1);
        let title = together([
            said(&row.title),
            words::bracketed(&lookup.articles(&duty.about.name, &row.cites)),
        ]);
        words::titled(&title, &reason)
    })
}

/// What is on record of what is perhaps owed: when it was done, and whether that was in time if it is.
pub(in crate::render::answer) fn done_if_owed(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let owed = duty.if_owed.as_ref()?;
    let zone = lookup.zone_of(duty);
    let told_in = lookup.told_in(zone);
    let at = match owed.done_at {
        Some(at) => glued(&moment::readable(at, zone)),
        None => {
            let acts = duty.acts.iter().filter_map(|path| lookup.all.event(path));
            strung(acts.map(|act| figure::bounded(&told_in.local(&act.value))))
        }
    };
    let whether = match owed.state {
        State::Fulfilled => words::in_time_if_owed(),
        State::PerformedLate => words::late_if_owed(),
        State::Undetermined => words::open_if_owed(),
        _ => return None,
    };
    (!at.is_empty()).then(|| strung([words::made_at(&at), whether]))
}

/// That something was done in time or too late, at whatever hour it was, where that is so.
pub(in crate::render::answer) fn whenever(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let (done, late) = breach::done_whenever(duty, lookup)?;
    let due = deadline::was_due(duty, lookup).unwrap_or_default();
    Some(match late {
        true => words::late_whenever(&done, &due),
        false => words::in_time_whenever(&done, &due),
    })
}
