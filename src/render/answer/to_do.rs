//! What someone must do, and by when: the earliest first.

use super::lookup::{Lookup, standing};
use super::page::Page;
use super::phrasing::{glued, joined, listed, said, strung, together};
use super::{cause, figure, missing, moment, sanctions, words};
use crate::determination::{DutyRow, Need, PaymentRow, Standing};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// At most so many reasons are given for a duty.
const REASONS: usize = 3;

/// Whether something is still to be done, or was done wrongly.
pub(super) fn is_to_do(duty: &DutyRow) -> bool {
    matches!(
        duty.state,
        "pending" | "breached" | "violated" | "performed_late"
    ) || is_overdue(duty)
}

/// Whether it was owed by a limit that has passed, and only the record leaves open whether it was done.
fn is_overdue(duty: &DutyRow) -> bool {
    let needs = &duty.about.needs;
    duty.state == "undetermined"
        && duty.arises == Truth::Yes
        && (duty.due_at.is_some() || duty.due_day.is_some())
        && !needs.is_empty()
        && needs.iter().all(missing::is_act)
}

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let mut duties: Vec<&DutyRow> = lookup.all.duties.iter().filter(|d| is_to_do(d)).collect();
    duties.sort_by_key(|duty| urgency(duty, lookup));
    if duties.is_empty() {
        let open = lookup.all.duties.iter().any(|d| d.state == "undetermined");
        page.heading(&if open {
            words::nothing_to_do_yet()
        } else {
            words::nothing_to_do()
        });
    } else {
        page.heading(&words::to_do());
    }
    let mut reasons: Vec<Phrase> = Vec::new();
    for entry in entries(&duties, lookup) {
        page.item(&words::with_reason(&entry.label, &entry.headline));
        let why = if entry.why.is_empty() {
            Phrase::default()
        } else if reasons.contains(&entry.why) {
            words::same_as_above()
        } else if entry.breached {
            words::how_breached(&entry.why)
        } else {
            words::why(&entry.why)
        };
        page.detail(&joined([entry.owed, why], &Phrase::same(" ")));
        for detail in &entry.rest {
            page.detail(detail);
        }
        reasons.push(entry.why);
    }
    let kept = |duty: &&DutyRow| matches!(duty.state, "fulfilled" | "observed" | "upheld");
    let done = lookup.all.duties.iter().filter(kept);
    let done = done.map(|duty| in_order(duty, lookup));
    let done = strung(done);
    if !done.is_empty() {
        page.line(&words::in_order(&done));
    }
}

/// What is said of a duty, or of several that differ only in their instance.
struct Entry {
    name: String,
    label: Phrase,
    headline: Phrase,
    owed: Phrase,
    why: Phrase,
    /// A condition that had to be ensured is not met; the reason says how.
    breached: bool,
    rest: Vec<Phrase>,
}

impl Entry {
    fn new(duty: &DutyRow, lookup: &Lookup) -> Entry {
        let mut rest = Vec::new();
        let missed = strung(near_misses(duty, lookup));
        if !missed.is_empty() {
            rest.push(words::not_exempt(&missed));
        }
        if duty.standing == Some(Standing::Presumed) && !duty.about.needs.is_empty() {
            let open = strung(duty.about.needs.iter().map(missing::asked_for));
            rest.push(words::until_shown(&open));
        }
        let replaced = duty.exceptions.iter();
        let replaced = replaced.filter(|row| duty.replaced_by.contains(&row.name));
        rest.extend(replaced.map(|row| {
            let cites = lookup.articles(&duty.about.name, &row.cites);
            words::replaced(&together([said(&row.title), words::bracketed(&cites)]))
        }));
        rest.extend(duty.payment.as_ref().map(amounts));
        let opens = duty.on_breach.iter();
        let opens = listed(opens.filter_map(|name| sanctions::threat(name, lookup)));
        if !opens.is_empty() && duty.state == "pending" {
            rest.push(words::on_breach(&opens));
        }
        Entry {
            name: duty.about.name.clone(),
            label: lookup.label(&duty.about),
            headline: together([headline(duty, lookup), standing(duty.standing)]),
            owed: owed(duty, lookup),
            why: cause::reason(duty.about.because.as_ref(), lookup, REASONS),
            breached: duty.state == "breached" && duty.due_at.is_none() && duty.due_day.is_none(),
            rest,
        }
    }

    fn differs_only_in_instance(&self, other: &Entry) -> bool {
        self.name == other.name
            && self.headline == other.headline
            && self.owed == other.owed
            && self.why == other.why
            && self.rest == other.rest
    }
}

fn entries(duties: &[&DutyRow], lookup: &Lookup) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for duty in duties {
        let entry = Entry::new(duty, lookup);
        match entries.last_mut() {
            Some(last) if last.differs_only_in_instance(&entry) => {
                let instance = lookup.instance(&duty.about);
                last.label = together([last.label.clone(), instance]);
            }
            _ => entries.push(entry),
        }
    }
    entries
}

/// Who owes whom what, and under which articles.
fn owed(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let bearer = said(&duty.bearer_title);
    let must = said(&duty.must);
    let owed = match &duty.to_title {
        Some(to) => words::owes_to(&bearer, &words::named_party(&said(to)), &must),
        None => words::owes(&bearer, &must),
    };
    let cites = words::bracketed(&lookup.cites(&duty.about));
    together([owed, cites, Phrase::same(".")])
}

/// How much is to be paid, what may be paid instead, and what was paid.
fn amounts(payment: &PaymentRow) -> Phrase {
    let full = figure::shown(&payment.full);
    let reduced = payment.reduced.as_ref().map(figure::shown);
    let reduced = reduced.map(|reduced| match payment.reducible {
        Truth::Yes => words::reduced_to(&reduced),
        Truth::No => words::not_reduced_to(&reduced),
        Truth::Undetermined => words::perhaps_reduced_to(&reduced),
    });
    let paid = words::paid(&figure::shown(&payment.paid));
    let said = strung(
        [words::to_pay(&full)]
            .into_iter()
            .chain(reduced)
            .chain([paid]),
    );
    together([said, Phrase::same(".")])
}

/// The exceptions that were missed by a measure.
fn near_misses<'a>(duty: &'a DutyRow, lookup: &'a Lookup) -> impl Iterator<Item = Phrase> + 'a {
    let missed = duty
        .exceptions
        .iter()
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

/// The state, and by when.
fn headline(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let when = deadline(duty, lookup);
    let dated = duty.due_at.is_some() || duty.due_day.is_some();
    match duty.state {
        _ if is_overdue(duty) => words::overdue_unless(&when, &said(&duty.must)),
        "violated" => words::violated(),
        "breached" if dated => words::breached_since(&when),
        "breached" => words::breached(),
        "performed_late" => match &duty.done_at {
            Some(done) => {
                let done = glued(&moment::readable(done, lookup.zone(&duty.about.name)));
                words::done_late(&due(duty, lookup).unwrap_or(when), &done)
            }
            None => words::performed_late(&when),
        },
        _ => when,
    }
}

/// By when: the limit in words, the date, and the time left.
pub(super) fn deadline(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone(&duty.about.name);
    let left = lookup
        .now
        .and_then(|now| match (&duty.due_at, &duty.due_day) {
            (Some(at), _) => Some(moment::from_now(now, moment::instant(at)?)),
            (None, Some(day)) => moment::days_until(now, day, zone),
            (None, None) => None,
        });
    let dated = due(duty, lookup).map(|day| {
        let day = if matches!(duty.state, "pending" | "undetermined") {
            words::by_day(&day)
        } else {
            day
        };
        left.map_or_else(|| day.clone(), |left| words::with_time(&day, &left))
    });
    match (duty.limit.as_ref().map(said), dated) {
        (Some(limit), Some(dated)) => words::limit_and_latest(&limit, &dated),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => words::without_date(),
    }
}

/// The day or the instant.
fn due(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let zone = lookup.zone(&duty.about.name);
    let at = duty.due_at.as_ref().map(|at| moment::readable(at, zone));
    let day = || duty.due_day.as_ref().map(Phrase::same);
    Some(glued(&at.or_else(day)?))
}

/// Earlier is more urgent. Without delay means now; what has no date comes
/// after what has one, and what was done late comes last.
fn urgency(duty: &DutyRow, lookup: &Lookup) -> i64 {
    let zone = lookup.zone(&duty.about.name);
    let earliest = duty.due_earliest.as_deref();
    let at = duty
        .due_at
        .as_deref()
        .or(earliest)
        .and_then(moment::instant);
    let day = duty.due_day.as_deref().or(earliest);
    let end = || moment::end_of_day(day?, zone);
    let now = lookup.now.map_or(0, crate::value::Instant::micros);
    match (duty.state, at.or_else(end)) {
        ("performed_late", _) => i64::MAX,
        (_, Some(at)) => at.micros(),
        ("breached" | "violated", None) => i64::MIN,
        (_, None) if duty.limit.is_some() => now,
        (_, None) => i64::MAX - 1,
    }
}

fn in_order(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let zone = lookup.zone(&duty.about.name);
    let done = duty.done_at.as_ref();
    let done = done.map_or_else(
        || words::state(duty.state),
        |at| glued(&moment::readable(at, zone)),
    );
    let permits = duty.permitted_by.iter().map(|by| {
        let cites = lookup.articles(&by.name, &by.cites);
        words::permitted_by(&together([said(&by.title), words::bracketed(&cites)]))
    });
    let done = strung(std::iter::once(done).chain(permits));
    together([lookup.label(&duty.about), words::bracketed(&done)])
}

/// What is missing for an exception, in brief, after what is settled of it.
pub(super) fn legs(
    because: Option<&crate::determination::Because>,
    needs: &[Need],
    lookup: &Lookup,
) -> Phrase {
    strung([
        cause::established(because, lookup),
        missing::brief(needs, 2),
    ])
}
