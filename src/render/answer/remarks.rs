//! The foot of the page: conflicts, readings, doubts, the
//! texts, and what this is not.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{listed, said, strung, together};
use super::{moment, readings, words};
use crate::determination::{Doubt, Irregular, Ruling, Words};
use crate::diagnostic::Phrase;
use crate::value::{Standards, State};

/// The sections, and what is said at the end of every answer.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    notes(page, lookup);
    if more_notes(lookup) > 0 {
        page.line(&words::more_notes(&Phrase::same(
            more_notes(lookup).to_string(),
        )));
    }
    page.gap();
    let written = page.written();
    foot(page, lookup, &|name| written.contains(name));
}

/// What the short names of the texts stand for, and what this is not.
pub(super) fn foot(page: &mut Page, lookup: &Lookup, mentions: &dyn Fn(&str) -> bool) {
    let duties = lookup.all.duties.iter();
    let pending = duties.filter(|duty| duty.state == State::Pending);
    let prompt = pending.fold(Standards::default(), |all, duty| all.or(duty.promptness));
    if !prompt.is_empty() {
        page.line(&words::promptness_is_judged(prompt));
    }
    if lookup.all.owed_since_complete == Some(false) {
        page.line(&words::owed_since_cut());
    }
    page.line(&lookup.legend(mentions));
    let laws = super::headline::laws(lookup);
    // On paper the part in short has said so.
    if !laws.is_empty() && !lookup.is_on_paper() {
        page.line(&words::laws_read(&strung(laws)));
        for told in lookup.advice_on_laws() {
            page.line(&told);
        }
    }
    page.line(&words::disclaimer());
}

/// Conflicts, what is irregular, readings and doubts.
pub(super) fn notes(page: &mut Page, lookup: &Lookup) {
    conflicts(page, lookup);
    irregular(page, lookup);
    readings::write(page, lookup);
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
    let later = later(lookup, |_| true);
    if !later.is_empty() {
        page.item(&words::recorded_later(&later));
    }
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
            Irregular::Later => continue,
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

/// At most so many acts that are recorded for later are named.
const LATER: usize = 2;

/// What is recorded for after the moment asked for, of the acts that are wanted.
pub(super) fn later(lookup: &Lookup, wanted: impl Fn(&Words) -> bool) -> Phrase {
    let rows = lookup.all.irregular.iter();
    let rows = rows.filter(|row| row.why == Irregular::Later && wanted(&row.title));
    let acts = rows.map(|row| {
        let at = row
            .at
            .map(|at| moment::readable(at, lookup.zone_of_fact(&row.path)));
        together([said(&row.title), words::bracketed(&at.unwrap_or_default())])
    });
    strung(words::first_of(acts.collect(), LATER))
}

/// The doubts on which what is settled rests, by the numbers that the rows name.
fn doubts(page: &mut Page, lookup: &Lookup) {
    if lookup.notes().is_empty() {
        return;
    }
    page.heading(&words::doubts());
    for (number, note) in (1..).zip(lookup.notes()) {
        let mut titles: Vec<Phrase> = Vec::new();
        for (_, title) in &note.of {
            if !titles.contains(title) {
                titles.push(title.clone());
            }
        }
        let number: u32 = number;
        page.item(&words::numbered_note(
            &Phrase::same(number.to_string()),
            &words::titled(&listed(titles), &note.text),
        ));
    }
}

/// How many doubts are of what is open, or bear on no answer here.
fn more_notes(lookup: &Lookup) -> usize {
    let noted = |doubt: &&Doubt| {
        let mut notes = lookup.notes().iter();
        notes.any(|note| note.of.iter().any(|(name, _)| *name == doubt.name))
    };
    let doubts = lookup.all.doubts.iter();
    doubts
        .filter(|doubt| !doubt.advice && !noted(doubt))
        .count()
}
