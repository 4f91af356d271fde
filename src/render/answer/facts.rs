//! What the record told: a line for each record at the top, for each member of
//! a list, and for each thing done.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, listed, said, strung, together};
use super::{cause, figure, moment, words};
use crate::determination::{FactRow, Figure, Shown};
use crate::diagnostic::Phrase;
use crate::value::Truth;

/// Of one list at most so many members are told.
const MEMBERS: usize = 8;
/// And so many things done.
const EVENTS: usize = 40;

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let groups = groups(lookup);
    let complete = complete(lookup);
    if groups.is_empty() && complete.is_none() {
        return;
    }
    page.heading(&words::facts());
    let mut shown = ("", 0);
    for (group, rows) in &groups {
        let list = group.split('[').next().unwrap_or(group);
        shown = (list, if shown.0 == list { shown.1 + 1 } else { 1 });
        let most = if list == "events" { EVENTS } else { MEMBERS };
        match shown.1 {
            few if few <= most => tell(page, group, rows, lookup),
            further if further == most + 1 => {
                let all = groups
                    .iter()
                    .filter(|(other, _)| other.split('[').next() == Some(list));
                let more = all.count().saturating_sub(most).to_string();
                page.item(&words::and_more(&Phrase::same(more)));
            }
            _ => {}
        }
    }
    if let Some(complete) = complete {
        page.item(&complete);
    }
}

/// Until when the record of what was done is complete, and from when.
pub(super) fn complete(lookup: &Lookup) -> Option<Phrase> {
    let complete = lookup.all.record_complete_until?;
    // What comes after the moment asked about is not looked at.
    let later = Some(complete.instant()) > lookup.now;
    let complete = if later { lookup.all.as_of } else { complete };
    let at = glued(&moment::readable(complete, lookup.zone("")));
    let from = lookup.all.record_complete_from;
    let from = from.map(|from| glued(&moment::readable(from, lookup.zone(""))));
    Some(match from {
        Some(from) => words::record_complete_between(&from, &at),
        None => words::record_complete(&at),
    })
}

/// From when the record is silent on what was done; none where it reaches the moment asked about.
pub(super) fn silent_since(lookup: &Lookup) -> Option<Phrase> {
    let Some(complete) = lookup.all.record_complete_until else {
        return Some(words::record_may_be_incomplete());
    };
    let at = glued(&moment::readable(complete, lookup.own_zone()));
    (Some(complete.instant()) < lookup.now).then(|| words::record_goes_to(&at))
}

/// The facts by the fact at the top, the member of a list at the top, or the event.
pub(super) fn groups<'a>(lookup: &Lookup<'a>) -> Vec<(&'a str, Vec<&'a FactRow>)> {
    let mut groups: Vec<(&str, Vec<&FactRow>)> = Vec::new();
    for row in &lookup.all.facts {
        let group = group(&row.path);
        match groups.last_mut() {
            Some((last, rows)) if *last == group => rows.push(row),
            _ => groups.push((group, vec![row])),
        }
    }
    groups
}

/// The fact at the top, the member of a list at the top, or the event.
fn group(path: &str) -> &str {
    let end = path.find('.').unwrap_or(path.len());
    path.get(..end).unwrap_or(path)
}

/// A record in a line, or, where it says much, a line for each fact: times first, judgements last,
/// and together whatever is not so.
fn tell(page: &mut Page, group: &str, rows: &[&FactRow], lookup: &Lookup) {
    let own = |row: &&&FactRow| !row.names && row.path != group;
    if rows.iter().filter(own).count() <= IN_A_LINE {
        page.item(&line(group, rows, lookup));
        return;
    }
    let alone = rows.iter().filter(|row| row.path == group);
    let alone = strung(alone.map(|row| one(row, lookup)));
    page.item(&match alone.is_empty() {
        true => head(group, rows),
        false => alone,
    });
    let mut sorted: Vec<&&FactRow> = rows.iter().filter(own).collect();
    sorted.sort_by_key(|row| (row.judgement, !is_moment(row)));
    let is_not = |row: &&FactRow| {
        !row.judgement && row.by.is_none() && row.value == Shown::Is(Figure::YesNo(false))
    };
    let (not, told): (Vec<&FactRow>, Vec<&FactRow>) = sorted.into_iter().copied().partition(is_not);
    let facts = told.iter().filter(|row| !row.judgement);
    for row in facts {
        page.nested(1, &one(row, lookup));
    }
    let not = strung(
        not.into_iter()
            .map(|row| together([titled(row), basis(row)])),
    );
    if !not.is_empty() {
        page.nested(1, &words::is_not(&not));
    }
    for row in told.iter().filter(|row| row.judgement) {
        page.nested(1, &one(row, lookup));
    }
}

/// Facts of a record that fit into a line, up to so many.
const IN_A_LINE: usize = 3;

/// Whether it is a time or a day, known or not.
fn is_moment(row: &FactRow) -> bool {
    let time = |figure: &Figure| matches!(figure, Figure::Time(_) | Figure::Date(_));
    row.ahead
        || match &row.value {
            Shown::Is(at) | Shown::AtLeast(at) | Shown::MoreThan(at) => time(at),
            Shown::AtMost(at) | Shown::LessThan(at) | Shown::Between(at, _) => time(at),
            _ => false,
        }
}

fn line(group: &str, rows: &[&FactRow], lookup: &Lookup) -> Phrase {
    let told = rows.iter().filter(|row| !row.names && row.path != group);
    let told = strung(told.map(|row| one(row, lookup)));
    // A fact at the top that is no record, a judgement, or an event stands for itself.
    if let Some(own) = rows.iter().find(|row| row.path == group) {
        let own = one(own, lookup);
        return if told.is_empty() {
            own
        } else {
            words::with_reason(&own, &told)
        };
    }
    let head = head(group, rows);
    if told.is_empty() {
        head
    } else {
        words::with_reason(&head, &told)
    }
}

/// What a group is called; nothing where a fact at its head stands for itself.
pub(super) fn head(group: &str, rows: &[&FactRow]) -> Phrase {
    if rows.iter().any(|row| row.path == group) {
        return Phrase::default();
    }
    let named = rows.iter().find(|row| row.names);
    let of = rows
        .iter()
        .find_map(|row| row.of.as_ref())
        .map(said)
        .unwrap_or_default();
    let called = named
        .map(|row| figure::shown(&row.value))
        .unwrap_or_default();
    match (called.is_empty(), group.contains('[')) {
        (true, true) => together([of, numbered(group)]),
        (true, false) => of,
        (false, _) => words::titled(&of, &called),
    }
}

/// What a fact is called, and over which period.
pub(super) fn titled(row: &FactRow) -> Phrase {
    together([said(&row.title), figure::over(row.over.as_ref())])
}

/// Who says so, or who judged.
pub(super) fn by(row: &FactRow) -> Option<Phrase> {
    let by = row.by_title.as_ref().map(said);
    let holder = row.holder.as_ref().filter(|_| row.judgement).map(said);
    by.or(row.by.as_ref().map(Phrase::same)).or(holder)
}

/// What is known of a fact; of a judgement what came of it, and whose it is.
pub(super) fn value(row: &FactRow, by: &Phrase, lookup: &Lookup) -> Phrase {
    if !row.judgement {
        return match row.ahead && !row.is_event() {
            true => words::not_yet(),
            false => match &row.value {
                choices @ Shown::OneOf(_) => figure::briefly(choices),
                value => {
                    let zone = lookup.zone_of_fact(&row.path);
                    let told = figure::bounded(&lookup.told_in(zone).local(value));
                    let elsewhere = lookup.zones_elsewhere(row);
                    let elsewhere = elsewhere
                        .into_iter()
                        .map(|zone| figure::bounded(&lookup.told_in(zone).local(value)));
                    together([told, words::bracketed(&listed(elsewhere))])
                }
            },
        };
    }
    let own = row
        .holder
        .as_ref()
        .is_some_and(|holder| lookup.is_bearer(holder));
    let outcome = cause::shown_truth(&row.value);
    let judged = words::judged_as(own, by, outcome);
    // What an authority found counts from when it did, which the record may leave open.
    let zone = lookup.zone_of_fact(&row.path);
    let at = match row.at {
        Some(at) => moment::readable(at, zone),
        None if row.within.is_some() => {
            let within = row.within.as_ref();
            within.map_or_else(Phrase::default, |within| {
                figure::bounded(&lookup.told_in(zone).local(within))
            })
        }
        None if !own && row.holder.is_some() && outcome != Truth::Undetermined => {
            words::time_not_recorded()
        }
        None => Phrase::default(),
    };
    together([judged, words::bracketed(&at)])
}

/// Which one it is of a list whose members have no name.
fn numbered(member: &str) -> Phrase {
    together([Phrase::same(" "), super::lookup::numbered(member)])
}

/// How far a fact is from being established, in brackets.
fn basis(row: &FactRow) -> Phrase {
    words::bracketed(&row.basis().map(words::basis).unwrap_or_default())
}

/// One fact: what it is called, over which period, what is known of it, and who says so.
fn one(row: &FactRow, lookup: &Lookup) -> Phrase {
    let title = together([titled(row), basis(row)]);
    let by = by(row);
    let bracketed = |by: Option<Phrase>| by.map(|by| words::bracketed(&by)).unwrap_or_default();
    if row.is_event() {
        let value = value(row, &Phrase::default(), lookup);
        return words::done_at(&value, &together([title, bracketed(by)]));
    }
    if row.judgement {
        let holder = || row.holder.as_ref().map(said);
        let by = row.by.as_ref().map(|by| lookup.who(by)).or_else(|| {
            let title = row.by_title.as_ref().map(said).or_else(holder);
            title.map(|title| words::named_party(&title))
        });
        return words::is(&title, &value(row, &by.unwrap_or_default(), lookup));
    }
    let says = by.map(|by| words::says(&by)).unwrap_or_default();
    let value = value(row, &says, lookup);
    words::is(&together([title, says]), &value)
}
