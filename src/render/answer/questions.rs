//! What to ask and whom: every missing fact and judgement once.

use std::collections::BTreeSet;

use super::lookup::Lookup;
use super::missing::{self, Missing};
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::words;
use crate::determination::{Determination, Need, Stage};
use crate::diagnostic::Phrase;
use crate::value::State;

/// Of what does not matter at most so much is named.
const NEEDLESS: usize = 8;

/// The section: what decides something. What would only add a ground, or hangs
/// on an act of which the record is silent, stands where it is told.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let mut decisive = gather(lookup.all).lines(lookup);
    let overdue = lookup.all.duties.iter().filter(|duty| {
        // Where the record is whole, what was done is known.
        duty.state == State::Undetermined
            && lookup.all.stage(duty) == Stage::Overdue
            && duty.about.needs.iter().any(Need::is_act)
    });
    let overdue = strung(overdue.map(|duty| said(&duty.must)));
    if !overdue.is_empty() {
        decisive.push(words::was_it_done(&overdue));
    }
    if !decisive.is_empty() {
        page.heading(&words::questions());
    }
    for line in &decisive {
        page.item(line);
    }
    let needless = needless(lookup);
    if needless.is_empty() {
        return;
    }
    if decisive.is_empty() {
        page.gap();
    }
    page.line(&words::settled_anyway(&needless));
}

/// What is missing of settled rows and of no other: it was looked at, and does not matter.
fn needless(lookup: &Lookup) -> Phrase {
    let mut open = Missing::default();
    for about in lookup.all.open().chain(lookup.all.presumed()) {
        open.add(&about.needs);
    }
    // What is known in part is no question.
    let facts = lookup.all.facts.iter();
    let recorded: BTreeSet<&str> = facts.map(|fact| fact.path.as_str()).collect();
    let needless = |need: &&Need| {
        let recorded = recorded.contains(missing::placed(&need.path).0);
        !recorded && !need.is_act() && !open.has(&need.path)
    };
    let regardless = lookup.abouts().flat_map(|about| &about.regardless);
    let mut titles: Vec<Phrase> = Vec::new();
    for title in regardless.filter(needless).map(|need| {
        let member = lookup.member(missing::placed(&need.path).0);
        together([said(&need.title), member])
    }) {
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    let more = titles.len().saturating_sub(NEEDLESS);
    titles.truncate(NEEDLESS);
    if more > 0 {
        titles.push(words::and_more(&Phrase::same(more.to_string())));
    }
    strung(titles)
}

fn gather(all: &Determination) -> Missing {
    let mut decisive = Missing::default();
    let open = |state: State| state == State::Undetermined;
    for power in all.powers.iter().filter(|row| open(row.state)) {
        decisive.add(recorded(&power.about.deciding()));
    }
    for duty in all.duties.iter().filter(|row| open(row.state)) {
        decisive.add(recorded(&duty.about.deciding()));
    }
    for sanction in all.sanctions.iter().filter(|row| open(row.state)) {
        decisive.add(recorded(&sanction.about.deciding()));
    }
    let undetermined = all.conclusions.iter();
    let undetermined = undetermined.filter(|row| row.value.is_undetermined());
    // One that others build on matters only where they ask for it.
    for row in undetermined.filter(|row| !row.intermediate) {
        decisive.add(recorded(&row.about.deciding()));
    }
    // What is there may still be open in its limit, or in what is owed.
    for about in all.open() {
        for open in about.open_beside() {
            decisive.add(recorded(&open.needs));
        }
    }
    decisive
}

/// Needs that do not hang on an act of which the record is silent.
fn recorded(needs: &[Need]) -> &[Need] {
    if needs.iter().any(Need::is_act) {
        return &[];
    }
    needs
}
