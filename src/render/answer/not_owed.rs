//! What is not owed, and why: exempt, not arisen, not in force. Duties with
//! the same grounds are told together.

use super::lookup::{Lookup, guidance, standing};
use super::page::Page;
use super::phrasing::{listed, said, strung, together};
use super::{cause, words};
use crate::determination::{About, Determination, DutyRow, ExceptionRow};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// The section, and the line of what was not in force.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let mut groups: Vec<(Vec<Phrase>, Vec<Phrase>)> = Vec::new();
    for duty in &lookup.all.duties {
        let grounds = match duty.state {
            "exempt" => exempt(duty, lookup),
            "not_arisen" => vec![not_arisen(duty, lookup)],
            _ => continue,
        };
        let title = lookup.cited(&duty.about);
        match groups.iter_mut().find(|(same, _)| *same == grounds) {
            Some((_, titles)) => titles.push(title),
            None => groups.push((grounds, vec![title])),
        }
    }
    if !groups.is_empty() {
        page.heading(&words::not_owed());
    }
    for (grounds, titles) in groups {
        page.item(&strung(titles));
        for ground in &grounds {
            page.detail(ground);
        }
    }
    let absent = strung(not_in_force(lookup.all, lookup));
    if !absent.is_empty() {
        page.line(&words::not_in_force(&absent));
    }
}

/// By which exception, which others hold, and which others may.
fn exempt(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
    let title = |row: &ExceptionRow| {
        let cites = lookup.articles(&duty.about.name, &row.cites);
        let cites = listed([cites, guidance(row.soft)]);
        together([said(&row.title), words::bracketed(&cites)])
    };
    let mut holding: Vec<&ExceptionRow> = duty
        .exceptions
        .iter()
        .filter(|row| row.value == Truth::Yes)
        .collect();
    // What the row names as its ground leads, in the order in which it names it.
    holding.sort_by_key(|row| duty.exempt_by.iter().position(|name| *name == row.name));
    let mut grounds = Vec::new();
    match holding.split_first() {
        Some((first, further)) => {
            let first = together([title(first), standing(duty.standing)]);
            grounds.push(words::exempt(&first));
            if !further.is_empty() {
                grounds.push(words::also_exempt(&strung(
                    further.iter().map(|row| title(row)),
                )));
            }
        }
        None => {
            let named = strung(duty.exempt_by.iter().map(Phrase::same));
            let reason = cause::reason(duty.about.because.as_ref(), lookup, 2);
            let ground = if named.is_empty() { reason } else { named };
            grounds.push(words::exempt(&ground));
        }
    }
    // It is settled whether or not these hold: what they would take, `why` tells.
    let open = duty.exceptions.iter();
    let open = open.filter(|row| row.value == Truth::Undetermined);
    let perhaps = strung(open.map(|row| {
        let known = cause::established(row.because.as_ref(), lookup);
        if known.is_empty() {
            title(row)
        } else {
            words::with_reason(&title(row), &known)
        }
    }));
    if !perhaps.is_empty() {
        grounds.push(words::perhaps_also(&perhaps));
    }
    grounds
}

fn not_arisen(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let reason = cause::reason(duty.about.because.as_ref(), lookup, 2);
    if reason.is_empty() {
        words::not_arisen()
    } else {
        words::not_arisen_because(&reason)
    }
}

/// The titles of what was not in force, each once.
fn not_in_force(all: &Determination, lookup: &Lookup) -> Vec<Phrase> {
    let absent = |state: &str| state == "not_in_force";
    let duties = all.duties.iter().filter(|d| absent(d.state));
    let powers = all.powers.iter().filter(|p| absent(p.state));
    let sanctions = all.sanctions.iter().filter(|s| absent(s.state));
    let conclusions = all
        .conclusions
        .iter()
        .filter(|c| c.value.as_str().is_some_and(absent));
    let abouts = duties
        .map(|row| &row.about)
        .chain(powers.map(|row| &row.about))
        .chain(sanctions.map(|row| &row.about))
        .chain(conclusions.map(|row| &row.about));
    let mut names: Vec<&str> = Vec::new();
    let mut titles = Vec::new();
    for about in abouts {
        let About { name, title, .. } = about;
        if !names.contains(&name.as_str()) {
            names.push(name);
            titles.push(together([
                said(title),
                words::bracketed(&lookup.cites(about)),
            ]));
        }
    }
    titles
}
