//! What to ask and whom: every missing fact and judgement once.

use super::lookup::Lookup;
use super::missing::{self, Missing};
use super::page::Page;
use super::words;
use crate::determination::{Determination, Need};

/// The section: what decides something. What would only add a ground, or hangs
/// on an act of which the record is silent, stands where it is told.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let decisive = gather(lookup.all).lines();
    if decisive.is_empty() {
        return;
    }
    page.heading(&words::questions());
    for line in &decisive {
        page.item(line);
    }
}

fn gather(all: &Determination) -> Missing {
    let mut decisive = Missing::default();
    let open = |state: &str| state == "undetermined";
    for power in all.powers.iter().filter(|row| open(row.state)) {
        decisive.add(recorded(&power.about.needs));
    }
    for duty in all.duties.iter().filter(|row| open(row.state)) {
        decisive.add(recorded(&duty.about.needs));
    }
    for sanction in all.sanctions.iter().filter(|row| open(row.state)) {
        decisive.add(recorded(&sanction.about.needs));
    }
    let undetermined = all.conclusions.iter();
    for row in undetermined.filter(|row| row.value.as_str().is_some_and(open)) {
        decisive.add(recorded(&row.about.needs));
    }
    decisive
}

/// Needs that do not hang on an act of which the record is silent.
fn recorded(needs: &[Need]) -> &[Need] {
    if needs.iter().any(missing::is_act) {
        return &[];
    }
    needs
}
