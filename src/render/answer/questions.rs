//! What to ask and whom: every missing fact and judgement once.

use super::lookup::Lookup;
use super::missing::Missing;
use super::page::Page;
use super::words;
use crate::determination::{Determination, Need, Words};
use crate::value::Truth;

/// The section: what decides something, then what would only add a ground; of
/// the latter the paths are enough, since the ground stands with its duty.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let (decisive, further) = gather(lookup.all);
    let (decisive, further) = (decisive.lines(), further.paths());
    if decisive.is_empty() && further.is_empty() {
        return;
    }
    page.heading(&words::questions());
    for line in &decisive {
        page.item(line);
    }
    if !further.is_empty() {
        page.item(&words::further_only(&further));
    }
}

fn gather(all: &Determination) -> (Missing, Missing) {
    let mut decisive = Missing::default();
    let open = |state: &str| state == "undetermined";
    for power in all.powers.iter().filter(|row| open(row.state)) {
        decisive.add(&power.about.needs);
    }
    for duty in all.duties.iter().filter(|row| open(row.state)) {
        decisive.add(&duty.about.needs);
    }
    for sanction in all.sanctions.iter().filter(|row| open(row.state)) {
        decisive.add(&sanction.about.needs);
    }
    let undetermined = all.conclusions.iter();
    for row in undetermined.filter(|row| row.value.as_str().is_some_and(open)) {
        decisive.add(&row.about.needs);
    }
    let mut further = Missing::default();
    for duty in &all.duties {
        further.add(&duty.about.needs);
        further.add(duty.exceptions.iter().flat_map(|row| &row.needs));
    }
    for row in &all.conclusions {
        further.add(row.exceptions.iter().flat_map(|row| &row.needs));
    }
    let awaited = all.judgements.iter();
    let awaited = awaited.filter(|row| row.value == Truth::Undetermined);
    let awaited: Vec<Need> = awaited
        .map(|row| Need {
            path: row.name.clone(),
            title: row.title.clone(),
            holder: Some(row.holder_title.clone().unwrap_or_else(someone)),
            declared_unknown: false,
        })
        .collect();
    further.add(&awaited);
    let further = further.without(&decisive);
    (decisive, further)
}

/// Who settles a question that the law leaves to nobody in particular.
fn someone() -> Words {
    let someone = words::someone();
    Words {
        en: someone.en,
        ko: someone.ko,
    }
}
