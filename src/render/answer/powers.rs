//! Who may do what: powers that can be used now, or wait for their holder.

use super::lookup::{Lookup, standing};
use super::page::Page;
use super::phrasing::{said, together};
use super::{cause, undetermined, words};
use crate::determination::PowerRow;
use crate::diagnostic::Phrase;

/// Whether nothing but its holder's own judgement is missing.
pub(super) fn waits_for_holder(power: &PowerRow) -> bool {
    let own = |holder: &Option<_>| holder.as_ref() == Some(&power.holder_title);
    !power.about.needs.is_empty() && power.about.needs.iter().all(|need| own(&need.holder))
}

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let told: Vec<Phrase> = lookup
        .all
        .powers
        .iter()
        .filter_map(|power| one(power, lookup))
        .collect();
    if told.is_empty() {
        return;
    }
    page.heading(&words::powers());
    for line in &told {
        page.item(line);
    }
}

fn one(power: &PowerRow, lookup: &Lookup) -> Option<Phrase> {
    let holder = said(&power.holder_title);
    let cited = together([lookup.cited(&power.about), standing(power.standing)]);
    Some(match power.state {
        "available" => {
            let over = power.over_title.as_ref().map(said);
            let over = over.map(|over| words::over(&words::named_party(&over)));
            words::may(&holder, &together([cited, over.unwrap_or_default()]))
        }
        "exercised" => words::exercised(&cited),
        "unavailable" => {
            let reason = cause::reason(power.about.because.as_ref(), lookup, 2);
            if reason.is_empty() {
                words::unavailable(&cited)
            } else {
                words::unavailable_because(&cited, &reason)
            }
        }
        "undetermined" if waits_for_holder(power) => {
            words::for_holder(&cited, &holder, &undetermined::asked(&power.about.needs))
        }
        _ => return None,
    })
}
