//! Deadlines as an iCalendar file: what is owed by when, and what will be.

use chrono::{DateTime, NaiveDate, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use sha2::{Digest, Sha256};

use crate::determination::{Determination, Words};
use crate::diagnostic::Language;
use crate::value::State;

/// One deadline.
struct Deadline<'a> {
    name: &'a str,
    instance: Option<&'a str>,
    summary: String,
    description: String,
    at: Option<&'a str>,
    day: Option<&'a str>,
}

/// The deadlines of an answer, stamped with the moment asked for: the same answer, the same bytes.
pub(super) fn ics(answer: &Determination, language: Language) -> String {
    let title = answer.title.as_ref().map(|title| said(title, language));
    let title = title.unwrap_or_default();
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//onus//determination 1//EN"));
    if !title.is_empty() {
        calendar.append_property(Property::new("X-WR-CALNAME", &title));
    }
    let stamp = instant(&answer.as_of).unwrap_or_default();
    for deadline in deadlines(answer, language) {
        let mut event = Event::new();
        event
            .uid(&uid(answer, &deadline))
            .timestamp(stamp)
            .summary(&deadline.summary)
            .description(&deadline.description);
        if let Some(at) = deadline.at.and_then(instant) {
            event.starts(at).ends(at);
        } else if let Some(day) = deadline.day.and_then(|day| day.parse::<NaiveDate>().ok()) {
            event.all_day(day);
        } else {
            continue;
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn deadlines(answer: &Determination, language: Language) -> Vec<Deadline<'_>> {
    let now = answer
        .duties
        .iter()
        .filter(|duty| duty.state == State::Pending);
    let mut found: Vec<Deadline<'_>> = now
        .map(|duty| {
            let mut lines = vec![format!(
                "{}: {}",
                said(&duty.bearer_title, language),
                said(&duty.must, language)
            )];
            lines.extend(
                duty.to_title
                    .as_ref()
                    .map(|to| format!("→ {}", said(to, language))),
            );
            lines.push(duty.about.cites.join(", "));
            Deadline {
                name: &duty.about.name,
                instance: duty.about.instance.as_deref(),
                summary: named(
                    &duty.about.title,
                    duty.about.instance_title.as_ref(),
                    language,
                ),
                description: lines.join("\n"),
                at: duty.due_at.as_deref(),
                day: duty.due_day.as_deref(),
            }
        })
        .collect();
    let coming = answer.coming.rows.iter();
    found.extend(
        coming
            .filter(|row| row.to == State::Pending)
            .map(|row| Deadline {
                name: &row.name,
                instance: row.instance.as_deref(),
                summary: named(&row.title, row.instance_title.as_ref(), language),
                description: match language {
                    Language::English => format!(
                        "If nothing else happens, owed from {}\n{}",
                        row.at,
                        row.cites.join(", ")
                    ),
                    Language::Korean => format!(
                        "사정 변동이 없는 경우 {}부터 의무 발생\n{}",
                        row.at,
                        row.cites.join(", ")
                    ),
                },
                at: row.due_at.as_deref(),
                day: row.due_day.as_deref(),
            }),
    );
    found
}

/// The same deadline of the same incident is the same entry, however often it is written.
fn uid(answer: &Determination, deadline: &Deadline<'_>) -> String {
    let title = answer.title.as_ref().map_or("", |title| title.en.as_str());
    let text = format!("{title}\n{}\n{:?}", deadline.name, deadline.instance);
    let digest = Sha256::digest(text.as_bytes());
    let digits: String = digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{digits}@onus")
}

fn named(title: &Words, instance: Option<&String>, language: Language) -> String {
    let title = said(title, language);
    match instance {
        Some(instance) => format!("{title} [{instance}]"),
        None => title,
    }
}

fn said(words: &Words, language: Language) -> String {
    match language {
        Language::English => words.en.clone(),
        Language::Korean => words.ko.clone(),
    }
}

fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|at| at.with_timezone(&Utc))
}
