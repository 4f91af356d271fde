//! One line of what is to do: duties that are said alike are one entry.

use std::collections::BTreeMap;

use crate::determination::{About, Aspect, Because, DutyRow, Reason, Stage, Standing};
use crate::diagnostic::Phrase;
use crate::value::Truth;

use super::super::lookup::Lookup;
use super::super::phrasing::{listed, said, strung, together};
use super::super::{basis, breach, cause, counted, deadline, moment, sanctions, words};
use super::open::{called, near_misses, not_in_place, open, silence, unheard, unless_recorded};
use super::{REASONS, amounts, headline, is_not_met, is_threatened, owed};

/// What is said of a duty, or of several that differ only in their instance.
pub(super) struct Entry<'d> {
    /// The provision, once for each instance.
    pub(super) abouts: Vec<&'d About>,
    pub(super) headline: Phrase,
    pub(super) owed: Phrase,
    pub(super) why: Phrase,
    /// A condition that had to be ensured is not met; the reason says how.
    pub(super) breached: bool,
    pub(super) rest: Vec<Phrase>,
}

/// From so many earlier periods on, one line tells them all.
pub(super) const PAST: usize = 2;

impl<'d> Entry<'d> {
    pub(super) fn new(duty: &'d DutyRow, lookup: &Lookup) -> Entry<'d> {
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

    pub(super) fn differs_only_in_instance(&self, other: &Entry<'_>) -> bool {
        let name = |entry: &Entry<'_>| entry.abouts.first().map(|about| about.name.clone());
        name(self) == name(other)
            && self.headline == other.headline
            && self.owed == other.owed
            && self.why == other.why
            && self.rest == other.rest
    }
}

/// Whether a reason is a presumption alone.
pub(super) fn is_presumed(because: Option<&Because>) -> bool {
    because.is_some_and(|because| matches!(because.step, Reason::Presumed { .. }))
}

/// Breaches of one duty in period after period: the last is told, and of the earlier ones how many
/// there are.
pub(super) fn past_together<'d>(entries: Vec<Entry<'d>>) -> Vec<Entry<'d>> {
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

/// `2024`, `2024-Q1`, `2024-02` or a day.
pub(super) fn is_period(instance: &str) -> bool {
    let year = instance.split('-').next().unwrap_or_default();
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn entries<'d>(duties: &[&'d DutyRow], lookup: &Lookup) -> Vec<Entry<'d>> {
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
