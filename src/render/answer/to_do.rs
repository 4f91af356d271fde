//! What someone must do, and by when, the earliest first; then what was breached or done late.

mod entry;
mod open;

pub(super) use open::{done_if_owed, open, whenever};

use entry::{entries, past_together};

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, raised, said, strung, together};
use super::{basis, cause, deadline, figure, missing, moment, words};
use crate::determination::{About, Determination, DutyRow, Need, PaymentRow, Stage};
use crate::diagnostic::Phrase;
use crate::value::{State, Truth};

/// At most so many reasons are given for a duty.
pub(super) const REASONS: usize = 3;

/// Whether something is still to be done, or was done wrongly.
pub(super) fn is_to_do(duty: &DutyRow, all: &Determination) -> bool {
    let stage = all.stage(duty);
    matches!(stage, Stage::ToDo | Stage::Overdue | Stage::Over) || all.is_late_anyway(duty)
}

/// Whether it is owed and was not done in time. What is certainly breached and came back with a period
/// of the calendar, whatever happened, can wait for what did happen.
pub(super) fn is_late(duty: &DutyRow, all: &Determination) -> bool {
    let periodic = duty.state == State::Breached && duty.about.is_periodic();
    all.stage(duty) == Stage::Overdue && !periodic
}

/// Whether it was done late, at whatever hour it was, or although it is forbidden, or was not done for
/// a period.
pub(super) fn is_over(duty: &DutyRow, all: &Determination) -> bool {
    duty.state.is_breach() && !is_late(duty, all) || all.is_late_anyway(duty)
}

/// Whether it is told what its breach would open: it is still to be done, as far as is known.
pub(super) fn is_threatened(duty: &DutyRow, all: &Determination) -> bool {
    let unsettled = matches!(duty.state, State::Pending | State::Undetermined);
    unsettled && is_to_do(duty, all) && !is_over(duty, all)
}

/// The sections.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = lookup.all;
    let duties = |wanted: fn(&DutyRow, &Determination) -> bool| {
        lookup.by_urgency(|duty| !duty.about.is_periodic() && wanted(duty, all))
    };
    let (late, over) = (duties(is_late), duties(is_over));
    let owed = duties(|duty, all| all.stage(duty) == Stage::ToDo);
    let periodic = lookup.by_urgency(|duty| duty.about.is_periodic() && is_to_do(duty, all));
    let open = |duty: &DutyRow| duty.state == State::Undetermined && !is_to_do(duty, all);
    let unknown = |duty: &DutyRow| {
        let own = !duty.about.is_periodic() && !lookup.is_of_authority(duty);
        own && all.stage(duty) == Stage::Unconfirmed
    };
    let idle = late.is_empty();
    let (unrecorded, late): (Vec<&DutyRow>, Vec<&DutyRow>) = late
        .into_iter()
        .partition(|duty| lookup.is_unrecorded(duty));
    if !late.is_empty() {
        page.heading(&words::overdue_heading());
        tell(page, &late, lookup);
    }
    if !unrecorded.is_empty() {
        page.heading(&words::unrecorded_heading());
        tell(page, &unrecorded, lookup);
    }
    if !owed.is_empty() {
        page.heading(&words::to_do());
        tell(page, &owed, lookup);
    } else if idle && all.duties.iter().any(unknown) {
        page.heading(&words::check_done());
        let unknown = all.duties.iter().filter(|duty| unknown(duty));
        let abouts: Vec<&About> = unknown.map(|duty| &duty.about).collect();
        for told in lookup.gathered(&abouts) {
            page.item(&told);
        }
    } else if idle && !periodic.is_empty() {
        page.heading(&words::only_of_periods());
    } else if idle && all.duties.iter().any(open) {
        page.heading(&words::nothing_to_do_yet());
    } else if idle && over.is_empty() {
        page.heading(&words::nothing_to_do());
    }
    for told in lookup.advice_on_conclusions() {
        page.line(&told);
    }
    let forbidden = all.duties.iter().filter(|duty| all.is_forbidden(duty));
    let forbidden: Vec<&DutyRow> = forbidden.collect();
    if !forbidden.is_empty() {
        page.heading(&words::forbidden_now());
    }
    for duty in forbidden {
        let lookup = &lookup.told_of(duty);
        let label = lookup.cited(&duty.about);
        page.item(&match deadline::was_due(duty, lookup) {
            Some(until) => words::with_reason(&label, &words::binding_until(&until)),
            None => label,
        });
        let why = cause::reason(duty.about.because.as_ref(), lookup, REASONS);
        // What is forbidden without a condition has no reason.
        if !why.is_empty() {
            page.detail(&words::why(&why));
        }
        page.detail(&basis::behind(duty, &why, lookup).unwrap_or_default());
    }
    let next = all.duties.iter().filter_map(|duty| {
        let first = all.follows(duty)?;
        let label = lookup.cited(&duty.about);
        Some((words::once_done(&said(&first.must)), label))
    });
    let mut then: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
    for (once, label) in next {
        match then.iter_mut().find(|(known, _)| *known == once) {
            Some((_, labels)) => labels.push(label),
            None => then.push((once, vec![label])),
        }
    }
    if !then.is_empty() {
        page.heading(&words::owed_next());
    }
    for (once, labels) in then {
        page.item(&words::then(&once, &strung(labels)));
    }
    if !over.is_empty() {
        page.heading(&words::wrong_so_far());
        tell(page, &over, lookup);
    }
    // An incident does not wait for what comes back whatever happens.
    if !periodic.is_empty() {
        page.heading(&words::of_periods());
        tell(page, &periodic, lookup);
    }
    let kept = |duty: &&DutyRow| duty.state.is_kept() && !all.is_forbidden(duty);
    let done = all.duties.iter().filter(kept);
    let done = done.map(|duty| {
        let lookup = &lookup.told_of(duty);
        let behind = basis::behind(duty, &Phrase::default(), lookup);
        let judged = lookup
            .judged_whole(duty)
            .filter(|_| duty.state == State::Upheld);
        let told = [judged, behind];
        (in_order(duty, lookup), told.into_iter().flatten().collect())
    });
    let done: Vec<(Phrase, Vec<Phrase>)> = done.collect();
    if !done.is_empty() {
        page.heading(&words::in_order());
    }
    for (line, behind) in &done {
        page.item(line);
        behind.iter().for_each(|told| page.detail(told));
    }
}

fn tell(page: &mut Page, duties: &[&DutyRow], lookup: &Lookup) {
    let mut reasons: Vec<(Phrase, Phrase)> = Vec::new();
    let entries = entries(duties, lookup);
    let past = duties.iter().any(|duty| duty.state.is_breach());
    let entries = if past {
        past_together(entries)
    } else {
        entries
    };
    for entry in entries {
        let label = lookup.label_together(&entry.abouts);
        page.item(&words::with_reason(&label, &entry.headline));
        let told = reasons.iter().find(|(why, _)| *why == entry.why);
        let why = if entry.why.is_empty() {
            Phrase::default()
        } else if let Some((_, title)) = told {
            // By its name: what stands above may be another.
            words::why_as_for(title)
        } else if entry.breached {
            words::how_breached(&entry.why)
        } else {
            words::why(&entry.why)
        };
        page.detail(&entry.owed);
        page.detail(&why);
        for detail in &entry.rest {
            page.detail(detail);
        }
        reasons.push((entry.why, label));
    }
}

/// Whether it is breached since a condition that had to be ensured is not met.
pub(super) fn is_not_met(duty: &DutyRow) -> bool {
    let because = duty.about.because.as_ref();
    let not_met = because.is_some_and(|because| because.value.truth() == Some(Truth::No));
    duty.state == State::Breached && (not_met || !deadline::is_dated(duty))
}

/// What is owed, or the one or the other where that is open.
pub(super) fn acts(duty: &DutyRow) -> Phrase {
    let mut acts = vec![duty.owed()];
    for other in &duty.alternatives {
        let other = other.owed();
        if !acts.contains(&other) {
            acts.push(other);
        }
    }
    let either = |one: Phrase, other: Phrase| words::either(&one, &other);
    acts.into_iter().reduce(either).unwrap_or_default()
}

/// Who owes whom what, and under which articles.
fn owed(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let bearer = lookup.bearer(duty);
    let bearer = Phrase::new(raised(&bearer.en), bearer.ko);
    let must = acts(duty);
    let to = duty.to.as_ref().zip(duty.to_title.as_ref());
    let to = to.map(|(to, title)| lookup.party(to, title));
    // What is called as the act is need not be told twice.
    let same = must == said(&duty.about.title);
    let owed = match (to, same) {
        (Some(to), true) => words::party_to(&bearer, &to),
        (Some(to), false) => words::owes_to(&bearer, &to, &must),
        (None, true) => words::party(&bearer),
        (None, false) => words::owes(&bearer, &must),
    };
    let cites = words::bracketed(&lookup.cites_of_version(&duty.about));
    together([owed, cites, Phrase::same(".")])
}

/// How much is to be paid, what may be paid instead, and what was paid, as a sentence.
fn amounts(payment: &PaymentRow) -> Phrase {
    together([raised_amount(to_pay(payment)), Phrase::same(".")])
}

/// With a capital letter in English.
fn raised_amount(told: Phrase) -> Phrase {
    Phrase::new(raised(&told.en), told.ko)
}

/// How much is to be paid, what may be paid instead, and what was paid.
pub(super) fn to_pay(payment: &PaymentRow) -> Phrase {
    let full = figure::shown(&payment.full);
    let reduced = payment.reduced.as_ref().map(figure::shown);
    let reduced = reduced.map(|reduced| match payment.reducible {
        Truth::Yes => words::reduced_to(&reduced),
        Truth::No => words::not_reduced_to(&reduced),
        Truth::Undetermined => words::perhaps_reduced_to(&reduced),
    });
    let paid = words::paid(&figure::shown(&payment.paid));
    strung(
        [words::to_pay(&full)]
            .into_iter()
            .chain(reduced)
            .chain([paid]),
    )
}

/// The state, and by when.
pub(super) fn headline(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let when = deadline::by_when(duty, lookup);
    let dated = deadline::is_dated(duty);
    match duty.state {
        State::Undetermined if lookup.all.is_late_anyway(duty) => {
            whenever(duty, lookup).unwrap_or(when)
        }
        State::Undetermined if lookup.all.stage(duty) == Stage::Overdue => {
            let due = deadline::due_and_left(duty, lookup);
            match due.or_else(|| deadline::bounds(duty, lookup)) {
                // Where one is on record, it is about something else, or does not count for certain.
                Some(due)
                    if duty.arises == Truth::Yes && lookup.own_act_on_record(duty).is_none() =>
                {
                    // Where the record is whole, it is other facts that tell.
                    match duty.about.needs.iter().any(Need::is_act) {
                        true => words::overdue_unless(&due, &said(&duty.must)),
                        false => words::overdue_hangs(&due, &said(&duty.must)),
                    }
                }
                Some(due) => overdue(&due, duty, lookup),
                None => deadline::as_recorded(words::breached(), duty, lookup),
            }
        }
        State::Violated => words::violated(),
        State::Breached if dated => words::breached_since(&when),
        State::Breached => match deadline::bounds(duty, lookup) {
            Some(bounds) => words::breached_since(&bounds),
            None => words::breached(),
        },
        State::PerformedLate => match duty.done_at {
            Some(done) => {
                let zone = lookup.zone_of(duty);
                let told = glued(&moment::readable(done, zone));
                let due = deadline::due(duty, lookup).unwrap_or(when);
                match duty
                    .due()
                    .and_then(|due| moment::late(due, done.instant(), zone))
                {
                    Some(late) => words::late_by(&due, &told, &late),
                    None => words::done_late(&due, &told),
                }
            }
            None => words::performed_late(&deadline::due(duty, lookup).unwrap_or(when)),
        },
        _ => when,
    }
}

/// That its limit has passed, and only what is not on record can be otherwise.
pub(super) fn overdue(due: &Phrase, duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let exempt = duty.exceptions.iter();
    let mut exempt = exempt.filter(|row| !row.replaces && row.value == Truth::Undetermined);
    match duty.arises {
        Truth::Yes if exempt.next().is_some() => words::overdue_or_exempt(due),
        Truth::Yes => words::overdue_open(due),
        _ => deadline::as_recorded(words::breached_since(due), duty, lookup),
    }
}

fn in_order(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone_of(duty);
    let done = duty.done_at;
    let done = done.map_or_else(
        || words::state(duty.state),
        |at| glued(&moment::readable(at, zone)),
    );
    // That it was done at all may be no more than assumed.
    let basis = basis::of_act(duty, lookup).filter(|_| duty.state == State::Fulfilled);
    let basis = basis.map(words::basis).unwrap_or_default();
    let done = together([done, words::bracketed(&basis)]);
    let permits = duty.permitted_by.iter().map(|by| {
        let cites = lookup.articles(&by.name, &by.cites);
        words::permitted_by(&together([said(&by.title), words::bracketed(&cites)]))
    });
    let done = strung(std::iter::once(done).chain(permits));
    words::titled(&lookup.cited(&duty.about), &done)
}

/// What is missing for an exception, in brief, after what is settled of it.
pub(super) fn legs(
    because: Option<&crate::determination::Because>,
    needs: &[Need],
    lookup: &Lookup,
) -> Phrase {
    let open = missing::brief(needs, lookup);
    let open = if open.is_empty() {
        open
    } else {
        words::hangs_on_whether(&open)
    };
    strung([cause::established(because, lookup), open])
}
