//! What the record told: a line for each record at the top, for each member of
//! a list, and for each thing done.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, said, strung, together};
use super::{cause, figure, moment, words};
use crate::determination::FactRow;
use crate::diagnostic::Phrase;

/// Of one list at most so many members are told.
const MEMBERS: usize = 8;
/// And so many things done.
const EVENTS: usize = 40;

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let mut groups: Vec<(&str, Vec<&FactRow>)> = Vec::new();
    for row in &lookup.all.facts {
        let group = group(&row.path);
        match groups.last_mut() {
            Some((last, rows)) if *last == group => rows.push(row),
            _ => groups.push((group, vec![row])),
        }
    }
    let complete = lookup.all.record_complete_until;
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
            few if few <= most => page.item(&line(group, rows, lookup)),
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
        // What comes after the moment asked about is not looked at.
        let later = Some(complete.instant()) > lookup.now;
        let complete = if later { lookup.all.as_of } else { complete };
        let at = glued(&moment::readable(complete, lookup.zone("")));
        let from = lookup.all.record_complete_from;
        let from = from.map(|from| glued(&moment::readable(from, lookup.zone(""))));
        page.item(&match from {
            Some(from) => words::record_complete_between(&from, &at),
            None => words::record_complete(&at),
        });
    }
}

/// The fact at the top, the member of a list at the top, or the event.
fn group(path: &str) -> &str {
    let end = path.find('.').unwrap_or(path.len());
    path.get(..end).unwrap_or(path)
}

fn line(group: &str, rows: &[&FactRow], lookup: &Lookup) -> Phrase {
    let named = rows.iter().find(|row| row.names);
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
    let of = rows
        .iter()
        .find_map(|row| row.of.as_ref())
        .map(said)
        .unwrap_or_default();
    let called = named
        .map(|row| figure::shown(&row.value))
        .unwrap_or_default();
    let head = match (called.is_empty(), group.contains('[')) {
        (true, true) => together([of, Phrase::same(format!(" `{group}`"))]),
        (true, false) => of,
        (false, _) => together([of, Phrase::same(" "), called]),
    };
    if told.is_empty() {
        head
    } else {
        words::with_reason(&head, &told)
    }
}

/// One fact: what it is called, over which period, what is known of it, and who says so.
fn one(row: &FactRow, lookup: &Lookup) -> Phrase {
    let title = together([said(&row.title), figure::over(row.over.as_ref())]);
    let by = row.by_title.as_ref().map(said);
    let by = by.or(row.by.as_ref().map(Phrase::same));
    if row.is_event() {
        let by = by.map(|by| words::bracketed(&by)).unwrap_or_default();
        return words::done_at(&figure::bounded(&row.value), &together([title, by]));
    }
    if row.judgement {
        let by = by.or_else(|| row.holder.as_ref().map(said));
        let by = by.map(|by| words::bracketed(&by)).unwrap_or_default();
        let outcome = cause::shown_truth(&row.value);
        return match row
            .holder
            .as_ref()
            .is_some_and(|holder| lookup.is_bearer(holder))
        {
            true => words::own_judgement(&title, &by, outcome),
            false => words::judgement(&title, &by, outcome),
        };
    }
    let says = by.map(|by| words::says(&by)).unwrap_or_default();
    let value = if row.ahead {
        words::not_yet()
    } else {
        figure::bounded(&row.value)
    };
    words::is(&together([title, says]), &value)
}
