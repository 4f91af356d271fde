//! Who may do what: powers and permissions that can be used now, or wait for
//! their holder, and in one line those that cannot be used.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::{cause, words};
use crate::determination::{About, DutyRow, ExceptionRow, PowerRow, Standing, Words};
use crate::diagnostic::Phrase;
use crate::value::{State, Truth};

/// Whether nothing but its holder's own judgement is missing.
pub(super) fn waits_for_holder(power: &PowerRow) -> bool {
    let own = |holder: &Option<_>| holder.as_ref() == Some(&power.holder_title);
    let deciding = power.about.deciding();
    !deciding.is_empty() && deciding.iter().all(|need| own(&need.holder))
}

/// A power, or a permission: what someone may do.
struct Able<'d> {
    about: &'d About,
    who: (&'d str, &'d Words),
    over: Option<(&'d str, &'d Words)>,
    state: State,
    exceptions: &'d [ExceptionRow],
    standing: Option<Standing>,
    /// Nothing but a judgement of its own is missing.
    waits: bool,
}

impl<'d> Able<'d> {
    fn power(row: &'d PowerRow) -> Able<'d> {
        Able {
            about: &row.about,
            who: (&row.holder, &row.holder_title),
            over: row.over.as_deref().zip(row.over_title.as_ref()),
            state: row.state,
            exceptions: &row.exceptions,
            standing: row.standing,
            waits: waits_for_holder(row),
        }
    }

    fn permission(row: &'d DutyRow) -> Able<'d> {
        Able {
            about: &row.about,
            who: (&row.bearer, &row.bearer_title),
            over: None,
            state: row.state,
            exceptions: &row.exceptions,
            standing: row.standing,
            waits: false,
        }
    }
}

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let powers = lookup.all.powers.iter().map(Able::power);
    let able = |row: &&DutyRow| {
        matches!(
            row.state,
            State::Available | State::Exercised | State::Unavailable
        )
    };
    let permissions = lookup.all.duties.iter().filter(able);
    let all: Vec<Able<'_>> = powers.chain(permissions.map(Able::permission)).collect();
    let told = all.iter().filter_map(|able| {
        let lookup = lookup.told_in(lookup.zone(&able.about.name));
        let rests_on = lookup.judged(able.about, able.exceptions, able.standing);
        Some((one(able, &lookup)?, rests_on))
    });
    let told: Vec<(Phrase, Option<Phrase>)> = told.collect();
    let unavailable = all.iter().filter(|able| able.state == State::Unavailable);
    let unavailable = strung(unavailable.map(|able| {
        let reason = match excepted(able) {
            by if by.is_empty() => {
                let lookup = lookup.told_in(lookup.zone(&able.about.name));
                cause::reason(able.about.because.as_ref(), &lookup, 2)
            }
            by => words::excepted(&by),
        };
        if reason.is_empty() {
            lookup.cited(able.about)
        } else {
            words::with_reason(&lookup.cited(able.about), &reason)
        }
    }));
    let open = all
        .iter()
        .filter(|able| able.state == State::Undetermined && !able.waits);
    let open: Vec<&About> = open.map(|able| able.about).collect();
    if told.is_empty() && unavailable.is_empty() && open.is_empty() {
        return;
    }
    page.heading(&words::powers());
    for (line, rests_on) in &told {
        page.item(line);
        page.detail(&rests_on.clone().unwrap_or_default());
    }
    if !open.is_empty() {
        page.item(&words::powers_open(&strung(lookup.gathered(&open))));
    }
    if !unavailable.is_empty() {
        page.item(&words::unavailable(&unavailable));
    }
}

/// The exceptions that hold.
fn excepted(able: &Able<'_>) -> Phrase {
    let holding = able.exceptions.iter().filter(|e| e.value == Truth::Yes);
    strung(holding.map(|exception| said(&exception.title)))
}

fn one(able: &Able<'_>, lookup: &Lookup) -> Option<Phrase> {
    let who = lookup.party(able.who.0, able.who.1);
    let over = able.over.map(|(name, title)| lookup.party(name, title));
    let cited = together([
        lookup.cited(able.about),
        lookup.footing(able.about, able.standing),
    ]);
    Some(match able.state {
        State::Available => words::may(&who, over.as_ref(), &cited),
        State::Exercised => words::exercised(&cited),
        State::Undetermined if able.waits => {
            let asked = able.about.deciding();
            let asked = asked.iter().map(|need| said(&need.title));
            words::for_holder(&cited, &who, &asked.collect::<Vec<_>>())
        }
        _ => return None,
    })
}
