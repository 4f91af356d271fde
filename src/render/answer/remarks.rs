//! The foot of the page: conflicts, readings, doubts, the
//! texts, and what this is not.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{said, strung, together};
use super::{moment, to_do, words};
use crate::determination::{Doubt, Irregular, Ruling, Words};
use crate::diagnostic::Phrase;

/// The sections, and what is said at the end of every answer.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    notes(page, lookup);
    page.gap();
    foot(page, lookup);
}

/// What the short names of the texts stand for, and what this is not.
pub(super) fn foot(page: &mut Page, lookup: &Lookup) {
    page.line(&lookup.legend());
    page.line(&words::disclaimer());
}

/// Conflicts, what is irregular, readings and doubts.
pub(super) fn notes(page: &mut Page, lookup: &Lookup) {
    let all = lookup.all;
    conflicts(page, lookup);
    irregular(page, lookup);
    if !all.readings.is_empty() {
        page.heading(&words::readings());
        for row in &all.readings {
            let cites = lookup.articles(&row.name, &row.cites);
            page.item(&together([said(&row.text), words::bracketed(&cites)]));
        }
    }
    doubts(page, lookup);
}

/// Duties that cannot both be kept.
fn conflicts(page: &mut Page, lookup: &Lookup) {
    if lookup.all.conflicts.is_empty() {
        return;
    }
    page.heading(&words::conflicts());
    for row in &lookup.all.conflicts {
        let ruling = |of: &Ruling| {
            let cites = lookup.articles(&of.name, &of.cites);
            together([said(&of.title), words::bracketed(&cites)])
        };
        let bearer = row.bearer.as_ref().map(said).unwrap_or_default();
        let (demands, forbids) = (ruling(&row.demands), ruling(&row.forbids));
        page.item(&words::conflict(
            &bearer,
            &said(&row.title),
            &demands,
            &forbids,
        ));
    }
}

/// What is on the record and does not count.
fn irregular(page: &mut Page, lookup: &Lookup) {
    if lookup.all.irregular.is_empty() {
        return;
    }
    page.heading(&words::irregular());
    for row in &lookup.all.irregular {
        let party = |title: &Option<Words>| title.as_ref().map(said);
        let by = party(&row.by_title).or(row.by.clone().map(Phrase::same));
        let by = by.unwrap_or_default();
        let expected = party(&row.expected).unwrap_or_default();
        let title = said(&row.title);
        let act = match row.at {
            Some(at) => words::at_time(&title, &moment::readable(at, lookup.zone(""))),
            None => title.clone(),
        };
        page.item(&match row.why {
            Irregular::DoneByAnother => words::done_by_another(&act, &by, &expected),
            Irregular::AnsweredByAnother => words::answered_by_another(&title, &by, &expected),
            Irregular::WithoutPower => {
                let powers = strung(row.powers.iter().map(|name| lookup.title(name)));
                match lookup.all.law_of {
                    Some(_) => words::without_supposed_power(&act, &powers),
                    None => words::without_power(&act, &powers),
                }
            }
        });
    }
}

/// The doubts: those that what is settled rests on, the duties first; of the others where they are.
fn doubts(page: &mut Page, lookup: &Lookup) {
    let (mut settled, open): (Vec<&Doubt>, Vec<&Doubt>) = lookup
        .all
        .doubts
        .iter()
        .partition(|doubt| lookup.is_settled(&doubt.name));
    let pressing = |doubt: &&Doubt| {
        let mut duties = lookup.all.duties.iter();
        !duties.any(|duty| duty.about.name == doubt.name && to_do::is_to_do(duty))
    };
    settled.sort_by_key(pressing);
    let called = |doubt: &Doubt| match &doubt.title {
        Some(title) => said(title),
        None => lookup.title(&doubt.name),
    };
    if !lookup.all.doubts.is_empty() {
        page.heading(&words::doubts());
    }
    for doubt in settled {
        page.item(&words::titled(&called(doubt), &said(&doubt.text)));
    }
    let mut titles: Vec<Phrase> = Vec::new();
    for doubt in open {
        let title = called(doubt);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    if !titles.is_empty() {
        page.item(&words::doubts_at(&strung(titles)));
    }
}
