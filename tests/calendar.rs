//! The calendar file, as two readers read it that we did not write.

use std::fs;
use std::process::Command;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarValue};

const POLICY: &str = r#"policy test.deadlines zone Asia/Seoul periods kr.civil
source Act "Act" ko "법"
record Firm "Operator; large, or not" ko "전기통신사업자로서 대통령령으로 정하는 기준에 해당하는 부가통신사업자"
  field name : text "Name" ko "이름"
fact firm : Firm "Operator; large, or not" ko "전기통신사업자로서 대통령령으로 정하는 기준에 해당하는 부가통신사업자"
party users "Users, all of them" ko "서비스의 이용자 및 이용자로 신고한 자 전원"
act notice "Notice: urgent; please, read \ now" ko "서비스 중단 사실 및 손해배상 절차에 관한 고지; 게시, 전자우편" from firm to users
fact over : time "Over" ko "복구"
fact heard : time "Heard" ko "인지"
duty days "Notice, in days" ko "서비스 중단 사실 및 손해배상 기준과 절차의 고지 의무(전자우편, 문자; 게시)" cites Act 33(2)
  bearer firm to users must notice within 30 days after over
duty hours "Notice, in hours" ko "시각으로 정한 의무 😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀" cites Act 33(3)
  bearer firm to users must notice by over + 72 hours
duty open "Notice of what is not known to the minute" ko "시각을 모르는 의무" cites Act 34
  bearer firm to users must notice by heard + 72 hours
"#;

/// One entry: its properties as both readers have them, and how many alarms it has.
#[derive(Debug)]
struct Entry {
    summary: String,
    description: String,
    start: String,
    uid: String,
    sequence: i64,
    end: Option<String>,
    alarms: usize,
}

/// When a file is written, in seconds since 1970.
const MONDAY: u64 = 1_772_409_600;

fn calendar(record: &str, as_of: &str, lang: &str) -> String {
    written(record, as_of, lang, MONDAY, &[])
}

fn of_policy(policy: &str, record: &str, as_of: &str, lang: &str) -> String {
    run(policy, record, as_of, lang, MONDAY, &[])
}

/// The file that is written at a time, with further options.
fn written(record: &str, as_of: &str, lang: &str, at: u64, more: &[&str]) -> String {
    run(POLICY, record, as_of, lang, at, more)
}

fn run(policy: &str, record: &str, as_of: &str, lang: &str, at: u64, more: &[&str]) -> String {
    let number = std::thread::current().id();
    let folder = std::env::temp_dir().join(format!("onus-ics-{}-{number:?}", std::process::id()));
    fs::create_dir_all(&folder).expect("it can be made");
    fs::write(folder.join("p.onus"), policy).expect("it can be written");
    fs::write(folder.join("f.json"), record).expect("it can be written");
    let done = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(["eval", "p.onus", "--facts", "f.json", "--format", "ics"])
        .args(["--as-of", as_of, "--lang", lang])
        .args(more)
        .env("SOURCE_DATE_EPOCH", at.to_string())
        .current_dir(&folder)
        .output()
        .expect("it starts");
    fs::remove_dir_all(&folder).expect("it can be removed");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).expect("it is UTF-8")
}

/// What the first reader reads, where the second reads the same.
fn entries(text: &str) -> Vec<Entry> {
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
    }
    let mut calendars: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect();
    let calendar = calendars.pop().expect("there is one").expect("it is read");
    let other = ICalendar::parse(text).expect("it is read by another too");
    let of_type = |wanted: ICalendarComponentType| {
        let all = other.components.iter();
        all.filter(move |one| one.component_type == wanted)
            .collect::<Vec<_>>()
    };
    let events = of_type(ICalendarComponentType::VEvent);
    assert_eq!(calendar.events.len(), events.len());
    let alarms: usize = calendar.events.iter().map(|event| event.alarms.len()).sum();
    assert_eq!(alarms, of_type(ICalendarComponentType::VAlarm).len());
    let both = calendar.events.iter().zip(events);
    both.map(|(event, other)| {
        let property = |name: &str| {
            let mut properties = event.properties.iter();
            let found = properties.find(|property| property.name == name);
            found.and_then(|property| property.value.clone())
        };
        for name in ["SUMMARY", "DESCRIPTION", "UID"] {
            let written = property(name).expect("it has one");
            // The first reader drops a space with which a folded line goes on.
            let bare = |text: &str| text.replace(' ', "");
            assert_eq!(
                bare(&unescaped(&written)),
                bare(&text_of(other, name)),
                "{name}"
            );
        }
        Entry {
            summary: text_of(other, "SUMMARY"),
            description: text_of(other, "DESCRIPTION"),
            start: property("DTSTART").expect("it has one"),
            uid: text_of(other, "UID"),
            sequence: property("SEQUENCE")
                .and_then(|text| text.parse().ok())
                .expect("it has one"),
            end: property("DTEND"),
            alarms: event.alarms.len(),
        }
    })
    .collect()
}

fn text_of(component: &ICalendarComponent, name: &str) -> String {
    let mut entries = component.entries.iter();
    let entry = entries.find(|entry| entry.name.as_str() == name);
    match entry.and_then(|entry| entry.values.first()) {
        Some(ICalendarValue::Text(text)) => text.clone(),
        other => panic!("{name}: {other:?}"),
    }
}

/// Text without the escapes of the format.
fn unescaped(text: &str) -> String {
    let mut letters = text.chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other) => plain.push(other),
                None => {}
            },
            other => plain.push(other),
        }
    }
    plain
}

const RECORD: &str = r#"{"zone": "Asia/Seoul", "title": "Check-in", "firm": {"name": "Blue Cloud, Ltd; Seoul"},
  "over": "2026-03-01T09:10", "heard": {"on": "2026-03-01"}, "events": [], "record_complete_until": "2026-03-02T09:00"}"#;

#[test]
fn every_limit_is_an_entry_that_others_read() {
    for lang in ["en", "ko"] {
        let text = calendar(RECORD, "2026-03-02T09:00", lang);
        assert_eq!(
            text,
            calendar(RECORD, "2026-03-02T09:00", lang),
            "the same bytes"
        );
        let all = entries(&text);
        let starts: Vec<&str> = all.iter().map(|entry| entry.start.as_str()).collect();
        // The day, the instant, and the earliest and the latest of the one that is open.
        let wanted = [
            "20260331",
            "20260304T001000Z",
            "20260303T150000Z",
            "20260304T150000Z",
        ];
        assert_eq!(starts, wanted, "{all:#?}");
        // Who owes it to whom is said first.
        let between = match lang {
            "en" => "Blue Cloud, Ltd; Seoul to the users, all of them: Notice",
            _ => "Blue Cloud, Ltd; Seoul → 서비스의 이용자 및 이용자로 신고한 자 전원: ",
        };
        for entry in &all {
            assert!(entry.summary.starts_with(between), "{entry:?}");
            // A day ends where the next begins; an instant has no length.
            let end = (entry.start == "20260331").then_some("20260401");
            assert_eq!(entry.end.as_deref(), end, "{entry:?}");
            // A day before, an hour and a quarter of one; of a day on the morning before, and on its own.
            let alarms = 3 - usize::from(end.is_some());
            assert_eq!(entry.alarms, alarms, "{entry:?}");
            // Those who act are called as the record calls them.
            assert!(
                entry.description.contains("Blue Cloud, Ltd; Seoul"),
                "{entry:?}"
            );
        }
        let marks = match lang {
            "en" => ["as early as this", "latest possible"],
            _ => ["이르면 이때까지", "가장 늦은 기한"],
        };
        assert!(all[2].summary.contains(marks[0]), "{all:#?}");
        assert!(all[3].summary.contains(marks[1]), "{all:#?}");
    }
    let all = entries(&calendar(RECORD, "2026-03-02T09:00", "en"));
    assert!(
        all[0]
            .description
            .contains(r"Notice: urgent; please, read \ now"),
        "{all:#?}"
    );
}

#[test]
fn a_later_file_replaces_an_earlier_one() {
    let first = entries(&calendar(RECORD, "2026-03-02T09:00", "en"));
    let known = RECORD.replace(r#"{"on": "2026-03-01"}"#, r#""2026-03-01T12:00""#);
    let known = known.replace("Check-in", "Check-in of Monday");
    // Also one that asks about an earlier moment, in another language and under another title.
    for (as_of, later) in [("2026-03-02T10:00", 60), ("2026-03-02T08:00", 3600)] {
        let second = entries(&written(&known, as_of, "ko", MONDAY + later, &[]));
        assert_eq!(second.len(), 3);
        for entry in &second {
            let before = first.iter().find(|before| before.uid == entry.uid);
            let before = before.unwrap_or_else(|| panic!("{entry:?} replaces none of {first:?}"));
            assert!(entry.sequence > before.sequence);
        }
    }
    // Within a minute the stamp decides, and another incident replaces nothing.
    let again = written(RECORD, "2026-03-02T09:00", "en", MONDAY + 1, &[]);
    assert_eq!(entries(&again)[0].sequence, first[0].sequence);
    assert!(again.contains("DTSTAMP:20260302T000001Z"), "{again}");
    let other = written(
        RECORD,
        "2026-03-02T09:00",
        "en",
        MONDAY,
        &["--incident", "other"],
    );
    for entry in entries(&other) {
        assert!(
            first.iter().all(|before| before.uid != entry.uid),
            "{entry:?}"
        );
    }
    // Reminders that would come too late are left out.
    let late = entries(&calendar(RECORD, "2026-03-03T20:00", "en"));
    let hours = late
        .iter()
        .find(|entry| entry.start == "20260304T001000Z")
        .expect("it is there");
    assert_eq!(hours.alarms, 2);
}

/// What is owed as far as the record goes keeps its entry after the record has ended, marked as such.
#[test]
fn an_entry_is_kept_once_the_record_has_ended() {
    let policy = POLICY.replace(
        "duty open ",
        r#"party office "Office" ko "관청"
act dispensation "Dispensation" ko "면제 결정" from office to firm
duty spared "Notice that may be dispensed with" ko "면제될 수 있는 고지 의무" cites Act 35
  bearer firm to users must notice by over + 72 hours
  exception dispensed "Dispensed with" ko "면제" cites Act 36
  to spared when dispensation has happened
duty open "#,
    );
    let read = |as_of, lang| entries(&of_policy(&policy, RECORD, as_of, lang));
    for (lang, mark) in [
        ("en", "(if nothing was done that is not on record)"),
        ("ko", "(기록되지 않은 변동이 없는 경우)"),
    ] {
        let (before, after) = (
            read("2026-03-02T09:00", lang),
            read("2026-03-02T09:40", lang),
        );
        assert_eq!(before.len(), 5, "{before:#?}");
        assert!(before.iter().all(|entry| !entry.summary.contains(mark)));
        for entry in &before {
            let kept = after.iter().find(|kept| kept.uid == entry.uid);
            let kept = kept.unwrap_or_else(|| panic!("{entry:?} is lost: {after:#?}"));
            assert_eq!(kept.start, entry.start);
        }
        let marked = after.iter().filter(|entry| entry.summary.contains(mark));
        assert_eq!(marked.count(), 1, "{after:#?}");
    }
}
