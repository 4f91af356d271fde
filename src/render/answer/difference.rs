//! What differs between two answers to one record: the law of one day against
//! that of another.

use std::collections::BTreeMap;

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{joined, said, together};
use super::{cause, deadline, figure, words};
use crate::determination::{About, Conclusion, Determination, DutyRow, ExceptionRow};
use crate::diagnostic::{Language, Phrase};
use crate::render::date;
use crate::value::{Moment, State, Truth};

/// What a reader compares of a row.
struct Row {
    title: Phrase,
    outcome: Phrase,
    articles: Phrase,
    grounds: Phrase,
    needs: Phrase,
}

/// The full name and the instance.
type Key = (String, Option<String>);

/// Rows by their key, and the keys in the order of the answer.
struct Rows {
    order: Vec<Key>,
    rows: BTreeMap<Key, Row>,
}

/// The rows that differ, in the order of the first answer, as plain text.
#[must_use]
pub fn difference(
    first: &Determination,
    second: &Determination,
    language: Language,
    width: usize,
) -> String {
    let (before, after) = (rows(first), rows(second));
    let mut page = Page::new(language, width);
    page.heading(&heading(first, second));
    let added = after
        .order
        .iter()
        .filter(|key| !before.rows.contains_key(*key));
    let mut same = 0;
    for key in before.order.iter().chain(added) {
        let (a, b) = (before.rows.get(key), after.rows.get(key));
        let changes = changes(a, b);
        let Some(row) = a.or(b).filter(|_| !changes.is_empty()) else {
            same += 1;
            continue;
        };
        page.item(&row.title);
        for change in changes {
            page.detail(&change);
        }
    }
    let rows = if same == 1 { "row is" } else { "rows are" };
    page.heading(&Phrase::new(
        format!("{same} {rows} the same under both"),
        format!("그 밖의 {same}개 항목은 결론이 같음"),
    ));
    page.finish()
}

/// At most so many duties are told beside the one screen.
const MOST: usize = 10;

/// The duties that are not alike in both answers, in their state, in whether they are owed or in by
/// when, a line each, the most urgent first; those that only the first answer has come last.
#[must_use]
pub fn changed_duties(
    first: &Determination,
    second: &Determination,
    language: Language,
    width: usize,
) -> String {
    let (before, after) = (rows(first), rows(second));
    let lookup = Lookup::new(second);
    let mut page = Page::new(language, width);
    page.heading(&heading(first, second));
    let mut told = Vec::new();
    let outcome = |rows: &Rows, about: &About| {
        let key = (about.name.clone(), about.instance.clone());
        rows.rows.get(&key).map(|row| row.outcome.clone())
    };
    let none = || Phrase::same("–");
    let mut tell = |label: &Phrase, was: Option<Phrase>, is: Option<Phrase>| {
        if was != is {
            let change = [was.unwrap_or_else(none), is.unwrap_or_else(none)];
            told.push(words::titled(label, &joined(change, &Phrase::same(" → "))));
        }
    };
    for duty in lookup.by_urgency(|_| true) {
        let about = &duty.about;
        let label = lookup.label(about);
        tell(&label, outcome(&before, about), outcome(&after, about));
    }
    for duty in &first.duties {
        let is = outcome(&after, &duty.about);
        if is.is_none() {
            let label = Lookup::new(first).label(&duty.about);
            tell(&label, outcome(&before, &duty.about), None);
        }
    }
    for line in told.iter().take(MOST) {
        page.item(line);
    }
    let more = told.len().saturating_sub(MOST);
    if more > 0 {
        page.item(&words::more_in_full(&Phrase::same(more.to_string())));
    }
    if told.is_empty() {
        page.line(&words::no_duty_changes());
    }
    page.finish()
}

fn heading(first: &Determination, second: &Determination) -> Phrase {
    let day = |at: Moment| at.date().map(date::day);
    let law = |answer: &Determination| {
        let governed = answer.policies.iter().find_map(|p| p.governed_at);
        answer.law_of.or(governed).and_then(day).unwrap_or_default()
    };
    let (a, b) = (law(first), law(second));
    if !second.assumptions.is_empty() {
        return Phrase::new(
            "WHAT THE ASSUMPTIONS CHANGE, against the record",
            "가정에 따라 달라지는 결론(기록과의 비교)",
        );
    }
    if a == b {
        return Phrase::new(
            "What differs, for the same facts",
            "같은 사실관계에 대한 결론의 차이",
        );
    }
    Phrase::new(
        format!(
            "The law of {} against that of {}, for the same facts",
            a.en, b.en
        ),
        format!(
            "같은 사실관계에 대한 {} 당시 법령과 {} 당시 법령의 비교",
            a.ko, b.ko
        ),
    )
}

fn changes(before: Option<&Row>, after: Option<&Row>) -> Vec<Phrase> {
    let part = |row: Option<&Row>, of: fn(&Row) -> &Phrase| {
        let found = row.map(of).filter(|phrase| !phrase.is_empty());
        found.cloned().unwrap_or_else(|| Phrase::same("–"))
    };
    type Part = fn(&Row) -> &Phrase;
    let parts: [(Phrase, Part); 4] = [
        (Phrase::new("Outcome", "결론"), |row| &row.outcome),
        (Phrase::new("Exempt by", "면제 사유"), |row| {
            &row.grounds
        }),
        (Phrase::new("Articles", "근거"), |row| &row.articles),
        (Phrase::new("Hangs on", "미확인 사항"), |row| {
            &row.needs
        }),
    ];
    let mut changes = Vec::new();
    for (name, of) in parts {
        let (a, b) = (part(before, of), part(after, of));
        if a != b {
            changes.push(Phrase::new(
                format!("{}: {} → {}", name.en, a.en, b.en),
                format!("{}: {} → {}", name.ko, a.ko, b.ko),
            ));
        }
    }
    changes
}

fn rows(answer: &Determination) -> Rows {
    let lookup = Lookup::new(answer);
    let mut found = Rows {
        order: Vec::new(),
        rows: BTreeMap::new(),
    };
    let mut add = |about: &About, outcome: Phrase, exceptions: &[ExceptionRow], by: &[String]| {
        let key = (about.name.clone(), about.instance.clone());
        let held = || exceptions.iter().filter(|row| by.contains(&row.name));
        let mut cites = about.cites.clone();
        cites.extend(held().flat_map(|row| row.cites.clone()));
        let row = Row {
            title: lookup.label(about),
            outcome,
            articles: lookup.articles(&about.name, &cites),
            grounds: joined(held().map(|row| said(&row.title)), &Phrase::same("; ")),
            needs: joined(
                about.needs.iter().map(|n| said(&n.title)),
                &Phrase::same("; "),
            ),
        };
        found.order.push(key.clone());
        found.rows.insert(key, row);
    };
    for row in &answer.conclusions {
        add(&row.about, concluded(row), &row.exceptions, &row.exempt_by);
    }
    for row in &answer.duties {
        let outcome = became(row, &lookup);
        add(&row.about, outcome, &row.exceptions, &row.exempt_by);
    }
    for row in &answer.powers {
        add(
            &row.about,
            words::state(row.state),
            &row.exceptions,
            &row.exempt_by,
        );
    }
    for row in &answer.sanctions {
        add(
            &row.about,
            words::state(row.state),
            &row.exceptions,
            &row.exempt_by,
        );
    }
    found
}

/// What a duty comes to: its state, while that is open whether it is owed, and by when.
fn became(duty: &DutyRow, lookup: &Lookup) -> Phrase {
    let owed = match (duty.state, duty.arises) {
        (State::Undetermined, Truth::Yes) => words::owed_anyway(),
        (State::Undetermined, Truth::No) => words::not_owed_either_way(),
        (State::Undetermined, Truth::Undetermined) => words::clock_perhaps(),
        _ => Phrase::default(),
    };
    let due = deadline::due_between(duty, lookup).unwrap_or_default();
    let both = joined(
        [owed, due].into_iter().filter(|part| !part.is_empty()),
        &Phrase::same("; "),
    );
    together([words::state(duty.state), words::bracketed(&both)])
}

fn concluded(row: &Conclusion) -> Phrase {
    match (row.shown(), row.value.truth()) {
        (_, Some(truth)) => words::outcome(truth),
        (Some(shown), _) => figure::shown(shown),
        (None, _) => cause::stated(&row.value),
    }
}
