//! What someone must do, and by when, the earliest first; then what was breached or done late.

use std::collections::BTreeMap;

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, joined, listed, raised, said, strung, together};
use super::{
    basis, breach, cause, counted, deadline, figure, missing, moment, sanctions, undetermined,
    words,
};
use crate::determination::{
    About, Aspect, Because, Determination, DutyRow, Need, PaymentRow, Reason, Stage, Standing,
    Words,
};
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
        page.detail(&words::why(&why));
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

/// What is said of a duty, or of several that differ only in their instance.
struct Entry<'d> {
    /// The provision, once for each instance.
    abouts: Vec<&'d About>,
    headline: Phrase,
    owed: Phrase,
    why: Phrase,
    /// A condition that had to be ensured is not met; the reason says how.
    breached: bool,
    rest: Vec<Phrase>,
}

impl<'d> Entry<'d> {
    fn new(duty: &'d DutyRow, lookup: &Lookup) -> Entry<'d> {
        let lookup = &lookup.told_of(duty);
        let mut rest: Vec<Phrase> = lookup
            .judged(&duty.about, &duty.exceptions, duty.standing)
            .into_iter()
            .collect();
        let acts = matches!(lookup.all.stage(duty), Stage::ToDo | Stage::Overdue);
        rest.extend(lookup.advice(&duty.about).filter(|_| acts));
        rest.extend(counted::how(duty, lookup));
        rest.extend(deadline::counted_by(duty).map(|law| words::counted_by(&law)));
        rest.extend(breach::grounds(duty, lookup));
        let missed = near_misses(duty, lookup);
        // What the provision itself excepts has no title of its own: its reason says what it is.
        // What is presumed not to be so is told as what may be shown.
        let others = duty
            .exceptions
            .iter()
            .filter(|row| !row.replaces && !is_presumed(row.because.as_ref()))
            .filter(|row| row.value == Truth::No && !cause::is_measured(row.because.as_ref()));
        let others = others.map(|row| match row.name.as_str() {
            "unless" => cause::reason(row.because.as_ref(), lookup, 1),
            _ => words::in_quotes(&said(&row.title)),
        });
        let looked_at = strung(missed.chain(others));
        if !looked_at.is_empty() {
            rest.push(words::not_exempt(&looked_at));
        }
        let rebutting = duty.about.rebutting();
        if duty.standing == Some(Standing::Presumed) && !rebutting.is_empty() {
            rest.push(words::until_shown(&called(&rebutting, lookup)));
        }
        rest.extend(open(duty, lookup));
        rest.extend(unless_recorded(duty, lookup));
        rest.extend(silence(duty, lookup));
        rest.extend(unheard(duty, lookup));
        let replaced = duty.exceptions.iter();
        let replaced = replaced.filter(|row| duty.replaced_by.contains(&row.name));
        rest.extend(replaced.map(|row| {
            let cites = lookup.articles(&duty.about.name, &row.cites);
            words::replaced(&together([said(&row.title), words::bracketed(&cites)]))
        }));
        let others = not_in_place(duty);
        let mut beside = duty.about.open_beside();
        let of_act = |what: Aspect| matches!(what, Aspect::Act | Aspect::Counterparty);
        // What could show otherwise has been told with them.
        if !others.is_empty() && !beside.any(|open| of_act(open.what) && !open.needs.is_empty()) {
            rest.push(words::not_replaced(&others));
        }
        rest.extend(duty.payment.as_ref().map(amounts));
        let opens = duty.on_breach.iter();
        let opens = listed(opens.filter_map(|name| sanctions::threat(duty, name, lookup)));
        if !opens.is_empty() && is_threatened(duty, lookup.all) {
            rest.push(words::on_breach(&opens));
        }
        let because = duty.about.because.as_ref();
        let breached = is_not_met(duty);
        let why = if breached {
            cause::to_the_facts(because, lookup, REASONS)
        } else {
            cause::reason(because, lookup, REASONS)
        };
        rest.extend(basis::behind(duty, &why, lookup));
        Entry {
            abouts: vec![&duty.about],
            headline: together([
                headline(duty, lookup),
                lookup.footing(&duty.about, duty.standing),
            ]),
            owed: owed(duty, lookup),
            why,
            breached,
            rest,
        }
    }

    fn differs_only_in_instance(&self, other: &Entry<'_>) -> bool {
        let name = |entry: &Entry<'_>| entry.abouts.first().map(|about| about.name.clone());
        name(self) == name(other)
            && self.headline == other.headline
            && self.owed == other.owed
            && self.why == other.why
            && self.rest == other.rest
    }
}

/// Whether a reason is a presumption alone.
fn is_presumed(because: Option<&Because>) -> bool {
    because.is_some_and(|because| matches!(because.step, Reason::Presumed { .. }))
}

/// Whether it is breached since a condition that had to be ensured is not met.
pub(super) fn is_not_met(duty: &DutyRow) -> bool {
    duty.state == State::Breached && !deadline::is_dated(duty)
}

/// Breaches of one duty in period after period: the last is told, and of the earlier ones how many
/// there are.
fn past_together<'d>(entries: Vec<Entry<'d>>) -> Vec<Entry<'d>> {
    let of = |entry: &Entry<'d>| {
        let about = entry.abouts.first()?;
        let period = about.instance.as_deref().filter(|text| is_period(text))?;
        Some((about.name.as_str(), period))
    };
    let mut kept: Vec<Entry<'d>> = Vec::new();
    let mut earlier: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in &entries {
        if let Some((name, period)) = of(entry) {
            earlier.entry(name).or_default().push(period);
        }
    }
    earlier.retain(|_, periods| {
        periods.sort_unstable();
        periods.pop();
        periods.len() >= PAST
    });
    for mut entry in entries {
        match of(&entry).and_then(|(name, period)| Some((earlier.get(name)?, period))) {
            Some((periods, period)) if periods.contains(&period) => continue,
            Some((periods, _)) => {
                if let (Some(first), Some(last)) = (periods.first(), periods.last()) {
                    let (first, last) = (moment::over(first), moment::over(last));
                    entry.rest.push(words::earlier_periods(&first, &last));
                }
            }
            None => {}
        }
        kept.push(entry);
    }
    kept
}

/// From so many earlier periods on, one line tells them all.
const PAST: usize = 2;

/// `2024`, `2024-Q1`, `2024-02` or a day.
fn is_period(instance: &str) -> bool {
    let year = instance.split('-').next().unwrap_or_default();
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

fn entries<'d>(duties: &[&'d DutyRow], lookup: &Lookup) -> Vec<Entry<'d>> {
    let mut entries: Vec<Entry<'d>> = Vec::new();
    for duty in duties {
        let entry = Entry::new(duty, lookup);
        match entries.last_mut() {
            Some(last) if last.differs_only_in_instance(&entry) => {
                last.abouts.push(&duty.about);
            }
            _ => entries.push(entry),
        }
    }
    entries
}

/// How long something has been owed that has no other limit than that it must not be delayed.
fn silence(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let bounded = duty.latest().is_some();
    let to_do = lookup.all.stage(duty) == Stage::ToDo;
    if !to_do || !duty.without_delay || bounded {
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
fn unheard(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let all = lookup.all;
    let silent = all.record_complete_until.is_none()
        && all.stage(duty) == Stage::ToDo
        && !deadline::is_dated(duty)
        && all.done(&duty.must).next().is_none();
    silent.then(|| words::unheard(&said(&duty.must)))
}

/// What can be otherwise than as recorded, and what it hangs on.
fn unless_recorded(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
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

fn called(needs: &[Need], lookup: &Lookup) -> Phrase {
    missing::all(needs, lookup)
}

/// On what its limit, what is owed and how much depend, where that is open.
pub(super) fn open(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
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
fn not_in_place(duty: &DutyRow) -> Phrase {
    let others = duty.exceptions.iter();
    let others = others.filter(|row| row.replaces && row.value == Truth::No);
    strung(others.map(|row| said(&row.title)))
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

/// The exceptions that were missed by a measure.
fn near_misses<'a>(duty: &'a DutyRow, lookup: &'a Lookup) -> impl Iterator<Item = Phrase> + 'a {
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
pub(super) fn done_if_owed(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
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
pub(super) fn whenever(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let (done, late) = breach::done_whenever(duty, lookup)?;
    let due = deadline::was_due(duty, lookup).unwrap_or_default();
    Some(match late {
        true => words::late_whenever(&done, &due),
        false => words::in_time_whenever(&done, &due),
    })
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
                    if duty.arises == Truth::Yes && lookup.act_on_record(&duty.must).is_none() =>
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
