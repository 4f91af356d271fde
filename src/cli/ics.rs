//! Deadlines as an iCalendar file: what is owed by when, and what will be. A limit of which only
//! bounds are known has an entry at its earliest, which is the safe one, and one at its latest.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};
use sha2::{Digest, Sha256};

use crate::determination::{ComingRow, Determination, Due, DutyRow, Words};
use crate::diagnostic::{Language, Phrase};
use crate::value::{Moment, State};

/// When reminders are due, in hours from an instant.
const HOURS_BEFORE: &[i64] = &[-24, -1];
/// The same from the beginning of a day: the morning before, and that morning.
const HOURS_OF_DAY: &[i64] = &[-15, 9];

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
            Due::At(at) => When::At(utc(at)?),
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

/// The deadlines of an answer, stamped with the moment asked for: the same answer, the same bytes.
pub(super) fn ics(answer: &Determination, language: Language) -> String {
    let title = answer.title.as_ref().map(|title| said(title, language));
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//onus//determination 1//EN"));
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        calendar.append_property(Property::new("X-WR-CALNAME", title));
    }
    let stamp = utc(answer.as_of).unwrap_or_default();
    for deadline in deadlines(answer, stamp, language) {
        calendar.push(event(answer, &deadline, stamp));
    }
    calendar.to_string()
}

fn event(answer: &Determination, deadline: &Deadline, stamp: DateTime<Utc>) -> Event {
    let mut event = Event::new();
    event
        .uid(&uid(answer, &deadline.key))
        // What is written of a later moment replaces what was written of an earlier one.
        .sequence(u32::try_from(stamp.timestamp() / 60).unwrap_or(0))
        .timestamp(stamp)
        .summary(&deadline.summary)
        .description(&deadline.description)
        // A deadline takes no time of its own.
        .add_property("TRANSP", "TRANSPARENT");
    let (start, hours) = match deadline.when {
        When::At(at) => {
            event.starts(at);
            (Some(at), HOURS_BEFORE)
        }
        When::Day(day) => {
            event.starts(day);
            let start = day.and_hms_opt(0, 0, 0);
            (start.map(|start| start.and_utc()), HOURS_OF_DAY)
        }
    };
    for hours in hours.iter().map(|hours| Duration::hours(*hours)) {
        let at = start.and_then(|start| start.checked_add_signed(hours));
        if at.is_some_and(|at| at > stamp) {
            let trigger = match hours < Duration::zero() {
                true => Trigger::before_start(-hours),
                false => Trigger::after_start(hours),
            };
            let mut alarm = Alarm::display(&deadline.summary, trigger);
            let key = format!("{}\n{}", deadline.key, hours.num_hours());
            alarm.uid(&uid(answer, &key)).timestamp(stamp);
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
    found.extend(coming.filter_map(|row| of_coming(row, language)));
    found
}

/// The limits of what is owed, or may be, and was not done: one, or the earliest and the latest.
fn of_duty(
    answer: &Determination,
    duty: &DutyRow,
    now: DateTime<Utc>,
    language: Language,
) -> Vec<Deadline> {
    let owed = match duty.state {
        State::Pending => true,
        State::Undetermined if duty.done_at.is_none() => false,
        _ => return Vec::new(),
    };
    let exact = duty.due().and_then(When::of);
    let early = exact.or_else(|| duty.due_earliest.and_then(When::of));
    let late = duty.due_latest.and_then(When::of);
    let late = late.filter(|late| exact.is_none() && Some(*late) != early);
    // What may be owed and was due is no deadline any more.
    if !owed && late.or(early).is_none_or(|last| last.is_past(now)) {
        return Vec::new();
    }
    let what = named(
        &duty.about.title,
        duty.about.instance_title.as_ref(),
        language,
    );
    let key = key(&duty.about.name, duty.about.instance.as_deref());
    let says = told(answer, duty, owed, language);
    let entry = |when: When, end: &str, mark: Option<Phrase>| Deadline {
        key: format!("{key}{end}"),
        summary: match mark {
            Some(mark) => format!("{what} ({})", mark.get(language)),
            None => what.clone(),
        },
        description: says.clone(),
        when,
    };
    let mark = |end: Option<Phrase>| match (owed, end) {
        (true, end) => end,
        (false, None) => Some(if_owed()),
        (false, Some(end)) => Some(Phrase::new(
            format!("{}, {}", if_owed().en, end.en),
            format!("{}, {}", if_owed().ko, end.ko),
        )),
    };
    let open = exact.is_none();
    let first = early.map(|when| entry(when, "", mark(open.then(earliest))));
    let last = late.map(|when| entry(when, "\nlatest", mark(Some(latest()))));
    first.into_iter().chain(last).collect()
}

fn earliest() -> Phrase {
    Phrase::new(
        "earliest possible limit: the safe one",
        "가장 이른 기한: 이에 맞추면 안전",
    )
}

fn latest() -> Phrase {
    Phrase::new("latest possible limit", "가장 늦은 기한")
}

fn if_owed() -> Phrase {
    Phrase::new("if owed", "의무가 있는 경우")
}

/// Who does what to whom, the limit in words, the articles, and what it depends on.
fn told(answer: &Determination, duty: &DutyRow, owed: bool, language: Language) -> String {
    let party = |name: &str, title: &Words| {
        let mut called = answer.parties.iter();
        let called = called.find(|party| party.name == name);
        called.map_or_else(|| said(title, language), |party| party.called.clone())
    };
    let must = said(&duty.must, language);
    let mut lines = vec![format!(
        "{}: {must}",
        party(&duty.bearer, &duty.bearer_title)
    )];
    if let (Some(to), Some(title)) = (&duty.to, &duty.to_title) {
        lines.push(format!("→ {}", party(to, title)));
    }
    lines.extend(duty.limit.as_ref().map(|limit| said(limit, language)));
    lines.push(duty.about.cites.join(", "));
    let needs = duty.about.needs.iter();
    let needs: Vec<String> = needs.map(|need| said(&need.title, language)).collect();
    if !owed && !needs.is_empty() {
        let needs = needs.join("; ");
        lines.push(match language {
            Language::English => format!("Depends on: {needs}"),
            Language::Korean => format!("확인할 사항: {needs}"),
        });
    }
    lines.join("\n")
}

fn of_coming(row: &ComingRow, language: Language) -> Option<Deadline> {
    let due = row.due_at.map(Due::At).or(row.due_day.map(Due::Day))?;
    let cites = row.cites.join(", ");
    Some(Deadline {
        key: key(&row.name, row.instance.as_deref()),
        summary: named(&row.title, row.instance_title.as_ref(), language),
        description: match language {
            Language::English => {
                format!("If nothing else happens, owed from {}\n{cites}", row.at)
            }
            Language::Korean => format!("사정 변동이 없는 경우 {}부터 의무 발생\n{cites}", row.at),
        },
        when: When::of(due)?,
    })
}

fn key(name: &str, instance: Option<&str>) -> String {
    format!("{name}\n{instance:?}")
}

/// The same deadline of the same incident is the same entry, however often it is written.
fn uid(answer: &Determination, key: &str) -> String {
    let title = answer.title.as_ref().map_or("", |title| title.en.as_str());
    let digest = Sha256::digest(format!("{title}\n{key}").as_bytes());
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

fn utc(at: Moment) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(at.instant().micros())
}
