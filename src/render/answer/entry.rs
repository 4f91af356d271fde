//! What an entry of a calendar says: who does what to whom by when, under which articles, and on
//! what it depends. Lines of one language without a width, for programs that lay them out.

use super::lookup::Lookup;
use super::phrasing::{raised, said, together};
use super::{coming, deadline, missing, moment, phrasing, to_do, words};
use crate::determination::{ComingRow, Determination, DutyRow};
use crate::diagnostic::{Language, Phrase};
use crate::value::State;

/// What a duty is called, with its instance where it has one of a name.
#[must_use]
pub fn duty_called(all: &Determination, duty: &DutyRow, language: Language) -> String {
    let lookup = Lookup::new(all);
    plain(&lookup.label_of_one(&duty.about), language)
}

/// Who owes it to whom, and what it is called: `Pay Ltd to the authority: Initial notification`.
#[must_use]
pub fn duty_summary(all: &Determination, duty: &DutyRow, language: Language) -> String {
    let lookup = Lookup::new(all);
    // A member of a list that owes it is named already.
    let label = match &duty.bearer_member {
        Some(member) if duty.about.instance.as_ref() == Some(member) => said(&duty.about.title),
        _ => lookup.label_of_one(&duty.about),
    };
    plain(&words::titled(&parties(duty, &lookup), &label), language)
}

/// Who owes it, and to whom.
fn parties(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let bearer = lookup.bearer(duty);
    let bearer = Phrase::new(raised(&bearer.en), bearer.ko);
    let to = duty.to.as_ref().zip(duty.to_title.as_ref());
    match to.map(|(to, title)| lookup.party(to, title)) {
        Some(to) => words::from_to(&bearer, &to),
        None => bearer,
    }
}

/// Who owes what to whom.
fn owed(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let bearer = lookup.bearer(duty);
    let bearer = Phrase::new(raised(&bearer.en), bearer.ko);
    let to = duty.to.as_ref().zip(duty.to_title.as_ref());
    let must = to_do::acts(duty);
    match to.map(|(to, title)| lookup.party(to, title)) {
        Some(to) => words::owes_to(&bearer, &to, &must),
        None => words::owes(&bearer, &must),
    }
}

/// Who owes what to whom, the limit in words, the articles, and what it depends on; a line each.
#[must_use]
pub fn duty_told(all: &Determination, duty: &DutyRow, language: Language) -> String {
    let lookup = Lookup::new(all);
    let mut lines = vec![owed(duty, &lookup)];
    lines.push(deadline::by_when(duty, &lookup));
    lines.push(lookup.cites(&duty.about));
    let needs = duty.about.deciding();
    let missing = missing::all(&needs, &lookup);
    if duty.state == State::Undetermined && !missing.is_empty() {
        lines.push(words::hangs_on(&missing));
    }
    lines.extend(to_do::open(duty, &lookup));
    told(&lines, language)
}

/// Who will owe it to whom, where its row says so, and what it is called.
#[must_use]
pub fn coming_summary(all: &Determination, row: &ComingRow, language: Language) -> String {
    let lookup = Lookup::new(all);
    match coming::duty_of(row, &lookup) {
        Some(duty) => duty_summary(all, duty, language),
        None => plain(&coming::titled(row, &lookup), language),
    }
}

/// Who will owe what to whom, from when if nothing else happens, and under which articles.
#[must_use]
pub fn coming_told(all: &Determination, row: &ComingRow, language: Language) -> String {
    let lookup = Lookup::new(all);
    let at = moment::readable(row.at, lookup.zone(&row.name));
    let open = phrasing::listed(row.unless.iter().map(|need| said(&need.title)));
    let open = match open.is_empty() {
        true => open,
        false => words::unless_by_then(&open),
    };
    let cites = lookup.articles(&row.name, &row.cites);
    let who = coming::duty_of(row, &lookup).map(|duty| owed(duty, &lookup));
    let from = together([words::owed_from(&at), open]);
    told(&[who.unwrap_or_default(), from, cites], language)
}

fn told(lines: &[Phrase], language: Language) -> String {
    let lines = lines.iter().map(|line| plain(line, language));
    let lines = lines.filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The words without what tells a page where not to break them.
fn plain(words: &Phrase, language: Language) -> String {
    words
        .get(language)
        .replace([phrasing::GLUE, phrasing::ZONE], " ")
}
