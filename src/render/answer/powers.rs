//! Who may do what: powers that can be used now, or wait for their holder, and
//! in one line those that cannot be used.

use super::lookup::{Lookup, standing};
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::{cause, words};
use crate::determination::PowerRow;
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// Whether nothing but its holder's own judgement is missing.
pub(super) fn waits_for_holder(power: &PowerRow) -> bool {
    let own = |holder: &Option<_>| holder.as_ref() == Some(&power.holder_title);
    !power.about.needs.is_empty() && power.about.needs.iter().all(|need| own(&need.holder))
}

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = &lookup.all.powers;
    let told: Vec<Phrase> = all.iter().filter_map(|power| one(power, lookup)).collect();
    let unavailable = all.iter().filter(|power| power.state == "unavailable");
    let unavailable = strung(unavailable.map(|power| {
        let reason = match excepted(power) {
            by if by.is_empty() => cause::reason(power.about.because.as_ref(), lookup, 2),
            by => words::excepted(&by),
        };
        if reason.is_empty() {
            lookup.cited(&power.about)
        } else {
            words::with_reason(&lookup.cited(&power.about), &reason)
        }
    }));
    if told.is_empty() && unavailable.is_empty() {
        return;
    }
    page.heading(&words::powers());
    for line in &told {
        page.item(line);
    }
    if !unavailable.is_empty() {
        page.item(&words::unavailable(&unavailable));
    }
}

/// The exceptions that hold.
fn excepted(power: &PowerRow) -> Phrase {
    let holding = power.exceptions.iter().filter(|e| e.value == Truth::Yes);
    strung(holding.map(|exception| said(&exception.title)))
}

fn one(power: &PowerRow, lookup: &Lookup) -> Option<Phrase> {
    let holder = said(&power.holder_title);
    let cited = together([lookup.cited(&power.about), standing(power.standing)]);
    Some(match power.state {
        "available" => {
            let over = power.over_title.as_ref().map(said);
            words::may(&holder, over.as_ref(), &cited)
        }
        "exercised" => words::exercised(&cited),
        "undetermined" if waits_for_holder(power) => {
            let asked = power.about.needs.iter().map(|need| said(&need.title));
            words::for_holder(&cited, &holder, &asked.collect::<Vec<_>>())
        }
        _ => return None,
    })
}
