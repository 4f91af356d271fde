//! Deadlines as an iCalendar file: what is owed by when, and what will be. A limit of which only
//! bounds are known has an entry at its earliest, which is the safe one, and one at its latest.
//!
//! An entry replaces the one that an earlier file has of the same deadline: its `UID` is that of the
//! incident and the row, its `SEQUENCE` never falls, and of two files of one minute the later
//! `DTSTAMP` decides (RFC 5546, 2.1.5).

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};
use sha2::{Digest, Sha256};

use super::inquiry;
use crate::determination::{ComingRow, Determination, Due, DutyRow, Stage, Words};
use crate::diagnostic::{Language, Phrase};
use crate::render::answer::{coming_summary, coming_told, duty_summary, duty_told};
use crate::value::calendar::SECOND;
use crate::value::{Instant, State};

/// When reminders are due, in minutes from an instant.
const BEFORE: &[i64] = &[-24 * 60, -60, -15];
/// The same from the beginning of a day: the morning before, and that morning.
const OF_DAY: &[i64] = &[-15 * 60, 9 * 60];

/// A line of the file has at most so many bytes.
const MOST_BYTES: usize = 75;

/// One deadline.
struct Deadline {
    /// What stays the same however often it is written: whose it is, and which end of a limit.
    key: String,
    summary: String,
    description: String,
    when: When,
}

/// By when: an instant, or a day that is open until its end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    At(DateTime<Utc>),
    Day(NaiveDate),
}

impl When {
    fn of(due: Due) -> Option<When> {
        Some(match due {
            Due::At(at) => When::At(utc(at.instant())?),
            Due::Day(day) => {
                let day = NaiveDate::from_ymd_opt(day.year(), day.month(), day.day());
                When::Day(day?)
            }
        })
    }

    /// Whether it is over at a moment; a day is not before it is over everywhere.
    fn is_past(self, now: DateTime<Utc>) -> bool {
        match self {
            When::At(at) => at < now,
            When::Day(day) => day < now.date_naive() - Duration::days(1),
        }
    }
}

/// A file of deadlines, as it is written.
pub(super) struct Export {
    /// What tells the incident from others in the same calendar.
    incident: String,
    /// When it is written, in UTC.
    written: DateTime<Utc>,
}

impl Export {
    /// Now, or at the time that `SOURCE_DATE_EPOCH` says, for the same bytes each time. The incident
    /// is called as it was asked for, else as the file of its facts.
    pub(super) fn now(incident: Option<&str>, file: &Path) -> Export {
        let stem = || {
            file.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        };
        let told = std::env::var("SOURCE_DATE_EPOCH").ok();
        let told = told.and_then(|seconds| seconds.trim().parse().ok());
        let now = inquiry::now().micros() / SECOND;
        Export {
            incident: incident
                .map(str::to_owned)
                .or_else(stem)
                .unwrap_or_default(),
            written: DateTime::from_timestamp(told.unwrap_or(now), 0).unwrap_or_default(),
        }
    }

    /// The minute of writing, which does not fall from one file to the next.
    fn sequence(&self) -> u32 {
        u32::try_from(self.written.timestamp() / 60).unwrap_or(0)
    }

    /// The same deadline of the same incident is the same entry, however often it is written.
    fn uid(&self, key: &str) -> String {
        let digest = Sha256::digest(format!("{}\n{key}", self.incident).as_bytes());
        let digits: String = digest
            .iter()
            .take(16)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("{digits}@onus")
    }
}

/// The deadlines of an answer.
pub(super) fn ics(answer: &Determination, export: &Export, language: Language) -> String {
    let title = answer.title.as_ref().map(|title| said(title, language));
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//onus//determination 1//EN"));
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        calendar.append_property(Property::new("X-WR-CALNAME", title));
    }
    let now = utc(answer.as_of.instant()).unwrap_or_default();
    for deadline in deadlines(answer, now, language) {
        calendar.push(event(&deadline, export, now));
    }
    folded(&calendar.to_string())
}

/// The same with no line of more than 75 bytes (RFC 5545, 3.1): the last of a folded line may have one
/// more. No line goes on with a space of the text, which some readers drop.
fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for line in text.split_inclusive("\r\n") {
        let bare = line.trim_end_matches("\r\n");
        let mut ends = bare.char_indices().rev();
        let end = ends.find(|(at, letter)| *at <= MOST_BYTES && !letter.is_whitespace());
        match end.map(|(at, _)| line.split_at(at)) {
            Some((first, rest)) if bare.len() > MOST_BYTES => {
                all.push_str(first);
                all.push_str("\r\n ");
                all.push_str(rest);
            }
            _ => all.push_str(line),
        }
    }
    all
}

fn event(deadline: &Deadline, export: &Export, now: DateTime<Utc>) -> Event {
    let mut event = Event::new();
    event
        .uid(&export.uid(&deadline.key))
        .sequence(export.sequence())
        .timestamp(export.written)
        .summary(&deadline.summary)
        .description(&deadline.description)
        // A deadline takes no time of its own.
        .add_property("TRANSP", "TRANSPARENT");
    let (start, reminders) = match deadline.when {
        When::At(at) => {
            event.starts(at);
            (Some(at), BEFORE)
        }
        When::Day(day) => {
            event.starts(day);
            // The end is the first day that is no more of it; an instant has none.
            if let Some(next) = day.succ_opt() {
                event.ends(next);
            }
            let start = day.and_hms_opt(0, 0, 0);
            (start.map(|start| start.and_utc()), OF_DAY)
        }
    };
    for apart in reminders.iter().map(|minutes| Duration::minutes(*minutes)) {
        let at = start.and_then(|start| start.checked_add_signed(apart));
        if at.is_some_and(|at| at > now) {
            let trigger = match apart < Duration::zero() {
                true => Trigger::before_start(-apart),
                false => Trigger::after_start(apart),
            };
            let mut alarm = Alarm::display(&deadline.summary, trigger);
            let key = format!("{}\n{}", deadline.key, apart.num_minutes());
            alarm.uid(&export.uid(&key)).timestamp(export.written);
            event.alarm(alarm.done());
        }
    }
    event.done()
}

fn deadlines(answer: &Determination, now: DateTime<Utc>, language: Language) -> Vec<Deadline> {
    let duties = answer.duties.iter();
    let mut found: Vec<Deadline> = duties
        .flat_map(|duty| of_duty(answer, duty, now, language))
        .collect();
    let coming = answer
        .coming
        .rows
        .iter()
        .filter(|row| row.to == State::Pending);
    found.extend(coming.filter_map(|row| of_coming(answer, row, language)));
    found
}

/// The limits of what is owed, or may be, and was not done: one, or the earliest and the latest.
fn of_duty(
    answer: &Determination,
    duty: &DutyRow,
    now: DateTime<Utc>,
    language: Language,
) -> Vec<Deadline> {
    let owed = match answer.stage(duty) {
        // What waits for a fact that is still to come has no limit yet.
        _ if answer.waits_for(duty).is_some() => return Vec::new(),
        Stage::ToDo | Stage::Overdue => true,
        Stage::Perhaps if duty.done_at.is_none() => false,
        _ => return Vec::new(),
    };
    // What has passed has passed at its latest.
    let overdue_by = duty
        .due_latest
        .filter(|_| answer.stage(duty) == Stage::Overdue);
    let exact = duty.due_as_recorded().or(overdue_by).and_then(When::of);
    let early = exact.or_else(|| duty.earliest().and_then(When::of));
    let late = duty.due_latest.and_then(When::of);
    let late = late.filter(|late| exact.is_none() && Some(*late) != early);
    // What may be owed and was due is no deadline any more.
    if !owed && late.or(early).is_none_or(|last| last.is_past(now)) {
        return Vec::new();
    }
    let what = duty_summary(answer, duty, language);
    let key = key(&duty.about.name, duty.about.instance.as_deref());
    let says = duty_told(answer, duty, language);
    let entry = |when: When, end: &str, mark: Option<Phrase>| Deadline {
        key: format!("{key}{end}"),
        summary: match mark {
            Some(mark) => format!("{what} ({})", mark.get(language)),
            None => what.clone(),
        },
        description: says.clone(),
        when,
    };
    let condition = match owed {
        _ if answer.stage(duty) == Stage::Overdue => Some(overdue()),
        true => duty.rests_on_record().then(as_recorded),
        false => Some(if_owed()),
    };
    let mark = |end: Option<Phrase>| match (condition.clone(), end) {
        (None, end) => end,
        (condition, None) => condition,
        (Some(condition), Some(end)) => Some(Phrase::new(
            format!("{}, {}", condition.en, end.en),
            format!("{}, {}", condition.ko, end.ko),
        )),
    };
    let open = exact.is_none();
    let first = early.map(|when| entry(when, "", mark(open.then(earliest))));
    let last = late.map(|when| entry(when, "\nlatest", mark(Some(latest()))));
    first.into_iter().chain(last).collect()
}

fn earliest() -> Phrase {
    Phrase::new(
        "as early as this: the limit may fall later",
        "이르면 이때까지: 기한은 더 늦을 수 있음",
    )
}

fn latest() -> Phrase {
    Phrase::new("latest possible limit", "가장 늦은 기한")
}

fn overdue() -> Phrase {
    Phrase::new(
        "overdue, unless it was done",
        "기한 지남: 이행하지 아니하였으면 지금 이행할 것",
    )
}

fn as_recorded() -> Phrase {
    Phrase::new(
        "if nothing was done that is not on record",
        "기록되지 않은 변동이 없는 경우",
    )
}

fn if_owed() -> Phrase {
    Phrase::new("if owed", "의무가 있는 경우")
}

fn of_coming(answer: &Determination, row: &ComingRow, language: Language) -> Option<Deadline> {
    let due = row.due_at.map(Due::At).or(row.due_day.map(Due::Day))?;
    Some(Deadline {
        key: key(&row.name, row.instance.as_deref()),
        summary: coming_summary(answer, row, language),
        description: coming_told(answer, row, language),
        when: When::of(due)?,
    })
}

fn key(name: &str, instance: Option<&str>) -> String {
    format!("{name}\n{instance:?}")
}

fn said(words: &Words, language: Language) -> String {
    match language {
        Language::English => words.en.clone(),
        Language::Korean => words.ko.clone(),
    }
}

fn utc(at: Instant) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(at.micros())
}
