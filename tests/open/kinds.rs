//! All that is said of one open record: its state, its limit, what it needs and asks, what is
//! coming, the calendar file, and the page in both languages. One test for each kind of openness
//! that its own page does not try in all of these.

use onus::ask::Interview;
use onus::eval::Question;
use onus::source::Sources;
use serde_json::{Value, json};

use super::{answer, program, question, row, told};
use crate::testing::{folder, onus};

/// A policy and a record, and the moment asked about, in UTC.
struct Told<'t> {
    name: &'t str,
    policy: &'t str,
    record: &'t str,
    at: &'t str,
}

impl Told<'_> {
    /// The answer, with what is coming.
    fn answer(&self) -> Value {
        let program = program(self.policy);
        let facts = super::record(&program, self.record);
        let asked = Question {
            coming: true,
            ..question(self.at)
        };
        told(&program, &facts, &asked)
    }

    fn row(&self, name: &str) -> Value {
        row(&self.answer(), name).clone()
    }

    /// What an interview asks, each question once, and how many rows are settled.
    fn asked(&self) -> (Vec<String>, usize) {
        let program = program(self.policy);
        let mut sources = Sources::default();
        let file = sources.add("t.json", self.record);
        let record = onus::facts::document(file, &sources).expect("it is JSON");
        let Ok(mut interview) = Interview::new(&program, question(self.at), record) else {
            panic!("the record is not sound");
        };
        let settled = interview.progress().settled;
        let mut asked = Vec::new();
        while let Some(next) = interview.next() {
            asked.push(next.need.path.clone());
            interview.pass(&next);
        }
        (asked, settled)
    }

    /// What the command says.
    fn said(&self, command: &[&str], more: &[&str]) -> String {
        let files = [("p.onus", self.policy), ("f.json", self.record)];
        let folder = folder(self.name, &files);
        let at = format!("{}Z", self.at);
        let about = ["p.onus", "--facts", "f.json", "--as-of", &at];
        let (code, out, complaints) = onus(&folder, &[command, &about, more].concat());
        // What a policy does not use of the head is told, and no matter here.
        assert!(
            code == Some(0) && !complaints.contains("error"),
            "{complaints}"
        );
        out
    }

    /// The starts and the titles of the entries in the calendar file.
    fn calendar(&self) -> Vec<(String, String)> {
        let file = self.said(&["eval"], &["--format", "ics"]);
        // A long line goes on after a blank.
        let file = file.replace("\r\n ", "");
        let of = |name: &str| {
            let lines = file
                .split("\r\n")
                .filter_map(|line| line.strip_prefix(name));
            let values = lines.filter_map(|line| line.split_once(':'));
            values
                .map(|(_, value)| value.to_owned())
                .collect::<Vec<_>>()
        };
        let (starts, titles) = (of("DTSTART"), of("SUMMARY"));
        assert_eq!(starts.len(), titles.len(), "{file}");
        starts.into_iter().zip(titles).collect()
    }
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = of.iter();
    pairs
        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
        .collect()
}

/// What a row has open, part by part.
fn open(row: &Value) -> Value {
    let all = row["open"].as_array().cloned().unwrap_or_default();
    let part = |open: &Value| {
        (
            open["what"].as_str().unwrap_or_default().to_owned(),
            open["needs"].clone(),
        )
    };
    Value::Object(all.iter().map(part).collect())
}

/// When something is coming for a duty, from which state to which.
fn coming(answer: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = answer["coming"].as_array().cloned().unwrap_or_default();
    let all = all
        .iter()
        .map(|row| (text(&row["at"]), text(&row["from"]), text(&row["to"])));
    all.collect()
}

fn comes(of: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    let of = of.iter();
    of.map(|(at, from, to)| ((*at).to_owned(), (*from).to_owned(), (*to).to_owned()))
        .collect()
}

const HEAD: &str = r#"source Act "Parcels Act" ko "소포법"
party carrier "Carrier" ko "운송인"
party agency "Agency" ko "감독청"
party senders "Senders" ko "송하인"
act filing "Filing" ko "제출" from carrier to agency
act poster "Poster" ko "게시" from carrier to senders
"#;

fn policy(clauses: &str, rest: &str) -> String {
    format!("policy parcels {clauses}\n{HEAD}{rest}")
}

#[test]
fn what_is_missing_of_a_count_takes_nothing_away() {
    let policy = policy(
        "zone UTC",
        r#"unit parcels "parcels" ko "개"
fact lost : parcels "Lost" ko "분실"
fact late : parcels "Late" ko "지연"
define heavy "Heavy losses" ko "과다 분실" cites Act 4 means lost + late >= 250 parcels
"#,
    );
    let told = Told {
        name: "kinds-count",
        policy: &policy,
        record: r#"{"lost": 300}"#,
        at: "2026-02-01T00:00",
    };
    let heavy = told.row("heavy");
    assert_eq!(heavy["value"], "yes");
    assert_eq!(
        (&heavy["needs"], &heavy["regardless"]),
        (&json!([]), &json!(["late"]))
    );
    assert_eq!(told.asked(), (Vec::new(), 1));
    let words = [
        (
            "en",
            "None of these, not known, alone can change the answer: Late",
        ),
        (
            "ko",
            "다음 사실은 어느 쪽이든 그것만으로 결론을 바꾸지 아니함: 지연",
        ),
    ];
    for (lang, words) in words {
        let why = told.said(&["why", "heavy"], &["--lang", lang]);
        assert!(why.contains(words) && !why.contains("-50"), "{why}");
    }
    // Below the figure it turns on the other, at the figure that is left.
    let open = Told {
        record: r#"{"lost": 100}"#,
        ..told
    };
    assert_eq!(open.row("heavy")["value"], "undetermined");
    assert_eq!(open.asked(), (vec!["late".to_owned()], 0));
    let page = open.said(&["eval"], &["--full"]);
    assert!(page.contains("at least 150 parcels"), "{page}");
}

const RELIEVED: &str = r#"fact seen : time "Seen" ko "인지"
fact branch : yes/no "Has a branch" ko "지점 있음"
duty file_it "File it" ko "제출 의무" cites Act 5
  bearer carrier to agency must filing by seen + 6 hours
  relief to 12:00 on next working day if due is not working day"#;

#[test]
fn a_limit_that_is_relieved_wherever_it_falls_is_one_limit() {
    // The last Monday of October is a holiday.
    let policy = policy(
        "zone Europe/Dublin periods eu.1182_71 calendar ie",
        RELIEVED,
    );
    let told = Told {
        name: "kinds-relieved",
        policy: &policy,
        record: r#"{"seen": {"between": ["2026-10-24T08:15", "2026-10-24T13:40"]}, "events": [], "record_complete_until": "2026-11-20T09:00"}"#,
        at: "2026-11-20T09:00",
    };
    let row = told.row("file_it");
    assert_eq!(
        (&row["state"], &row["due_at"]),
        (&json!("breached"), &json!("2026-10-27T12:00:00+00:00"))
    );
    assert_eq!((open(&row), &row["needs"]), (json!({}), &json!([])));
    assert_eq!(told.asked(), (Vec::new(), 1));
    assert_eq!(coming(&told.answer()), comes(&[]));
    for (lang, words) in [
        ("en", "BREACHED, due Tue 27 Oct 2026 12:00"),
        ("ko", "10. 27.(화) 12:00"),
    ] {
        let page = told.said(&["eval"], &["--lang", lang]);
        assert!(page.contains(words), "{page}");
    }
    // Before, it is an entry of the calendar like any other.
    let before = Told {
        at: "2026-10-25T09:00",
        record: r#"{"seen": {"between": ["2026-10-24T08:15", "2026-10-24T13:40"]}, "events": [], "record_complete_until": "2026-10-25T09:00"}"#,
        ..told
    };
    assert_eq!(
        before.calendar(),
        pairs(&[("20261027T120000Z", "The carrier to the agency: File it")])
    );
    let comes_then = comes(&[("2026-10-27T12:00:00+00:00", "pending", "breached")]);
    assert_eq!(coming(&before.answer()), comes_then);
}

#[test]
fn a_relief_whose_condition_is_open_is_told_in_every_form() {
    let relieved = format!("{RELIEVED} and not branch\n");
    let policy = policy(
        "zone Europe/Dublin periods eu.1182_71 calendar ie",
        &relieved,
    );
    let told = Told {
        name: "kinds-relief-open",
        policy: &policy,
        record: r#"{"seen": "2026-10-24T08:15", "events": [], "record_complete_until": "2026-10-24T10:00"}"#,
        at: "2026-10-24T09:00",
    };
    let row = told.row("file_it");
    assert_eq!(row["state"], "pending");
    assert_eq!(row["due_earliest"], "2026-10-24T14:15:00+01:00");
    assert_eq!(row["due_latest"], "2026-10-27T12:00:00+00:00");
    assert_eq!(
        (open(&row), &row["needs"]),
        (json!({"limit": ["branch"]}), &json!(["branch"]))
    );
    assert_eq!(told.asked(), (vec!["branch".to_owned()], 0));
    let comes_then = comes(&[
        ("2026-10-24T14:15:00+01:00", "pending", "undetermined"),
        ("2026-10-27T12:00:00+00:00", "undetermined", "breached"),
    ]);
    assert_eq!(coming(&told.answer()), comes_then);
    let both = pairs(&[
        (
            "20261024T131500Z",
            "The carrier to the agency: File it (as early as this: the limit may fall later)",
        ),
        (
            "20261027T120000Z",
            "The carrier to the agency: File it (latest possible limit)",
        ),
    ]);
    assert_eq!(told.calendar(), both);
    // With the answer it is one limit, and nothing is asked.
    for (branch, due) in [
        (true, "2026-10-24T14:15:00+01:00"),
        (false, "2026-10-27T12:00:00+00:00"),
    ] {
        let known = format!(r#"{{"branch": {branch}, {}"#, &told.record[1..]);
        let known = Told {
            record: &known,
            ..told
        };
        assert_eq!(known.row("file_it")["due_at"], due);
        assert_eq!(known.asked(), (Vec::new(), 1));
        assert_eq!(known.calendar().len(), 1);
    }
}

#[test]
fn a_limit_with_two_starts_is_told_in_every_form() {
    let policy = policy(
        "zone UTC periods us.calendar",
        r#"fact courier : yes/no "By courier" ko "택배 이용"
fact handed : date "Handed over" ko "인도일"
fact arrived : date "Arrived" ko "도착일"
duty file_it "File it" ko "제출 의무" cites Act 6
  bearer carrier to agency must filing within 45 days after if courier then handed else arrived
"#,
    );
    let told = Told {
        name: "kinds-starts",
        policy: &policy,
        record: r#"{"handed": "2026-03-02", "arrived": "2026-04-10", "events": [], "record_complete_until": "2026-04-12T09:00"}"#,
        at: "2026-04-12T09:00",
    };
    let row = told.row("file_it");
    assert_eq!(
        (&row["state"], &row["due_earliest"], &row["due_latest"]),
        (
            &json!("pending"),
            &json!("2026-04-16"),
            &json!("2026-05-25")
        )
    );
    assert_eq!(
        (open(&row), &row["needs"]),
        (json!({"limit": ["courier"]}), &json!(["courier"]))
    );
    assert_eq!(told.asked(), (vec!["courier".to_owned()], 0));
    let both = pairs(&[
        (
            "20260416",
            "The carrier to the agency: File it (as early as this: the limit may fall later)",
        ),
        (
            "20260525",
            "The carrier to the agency: File it (latest possible limit)",
        ),
    ]);
    assert_eq!(told.calendar(), both);
    let comes_then = comes(&[
        ("2026-04-17T00:00:00+00:00", "pending", "undetermined"),
        ("2026-05-26T00:00:00+00:00", "undetermined", "breached"),
    ]);
    assert_eq!(coming(&told.answer()), comes_then);
    for (lang, words) in [
        ("en", "due at the earliest Thu 16 Apr 2026 (4 days left)"),
        ("ko", "기한은 이르면 2026. 4. 16.(목)(4일 남음)"),
    ] {
        let page = told.said(&["eval"], &["--full", "--lang", lang]);
        assert!(page.contains(words), "{page}");
    }
    // The time that is left is counted to both, and to the earlier first.
    let watch = told.said(&["watch"], &["--once"]);
    let left = watch.split("TIME LEFT").nth(1).expect("it counts down");
    let first = left.find("due in 4 d 15:00:00: File it · the carrier to the agency");
    let last = left.find("due in 43 d 15:00:00: File it · the carrier to the agency");
    assert!(first.is_some() && first < last, "{watch}");
}

#[test]
fn a_limit_names_what_also_decides_what_is_owed_instead() {
    let policy = policy(
        "zone UTC",
        r#"fact noticed : time "Noticed" ko "인지"
fact many : yes/no "Too many to reach" ko "개별 통지 곤란"
act letters "Letters" ko "개별 통지" from carrier to senders
duty tell "Tell the senders" ko "송하인에 대한 통지" cites Act 7
  bearer carrier to agency must letters by noticed + (if many then 4 hours else 24 hours)
exception by_poster "By poster" ko "게시로 갈음" cites Act 8
  to tell when many instead must poster instead to senders
"#,
    );
    let row = |record: &str| {
        let told = Told {
            name: "kinds-instead-limit",
            policy: &policy,
            record,
            at: "2026-09-09T10:00",
        };
        told.row("tell")
    };
    let open_row = row(r#"{"noticed": "2026-09-09T09:00", "events": []}"#);
    assert_eq!(
        open(&open_row),
        json!({"act": ["many"], "counterparty": ["many"], "limit": ["many"]})
    );
    assert_eq!(open_row["due_earliest"], "2026-09-09T13:00:00+00:00");
    assert_eq!(open_row["due_latest"], "2026-09-10T09:00:00+00:00");
    for (many, due) in [("true", "2026-09-09T13:00"), ("false", "2026-09-10T09:00")] {
        let record = format!(r#"{{"noticed": "2026-09-09T09:00", "many": {many}, "events": []}}"#);
        let row = row(&record);
        assert_eq!(row["due_at"], format!("{due}:00+00:00"));
        assert_eq!(open(&row), json!({}));
    }
}

#[test]
fn what_may_be_owed_instead_stays_open_where_nobody_knows() {
    let policy = policy(
        "zone UTC",
        r#"fact many : yes/no "Too many to reach" ko "개별 통지 곤란"
act letters "Letters" ko "개별 통지" from carrier to senders
duty tell "Tell the senders" ko "송하인에 대한 통지" cites Act 7
  bearer carrier to agency must letters without delay
exception by_poster "By poster" ko "게시로 갈음" cites Act 8
  to tell when many instead must poster instead to senders
"#,
    );
    let told = Told {
        name: "kinds-instead",
        policy: &policy,
        record: r#"{"many": {"unknown": true}, "events": [], "record_complete_until": "2026-09-09T10:00"}"#,
        at: "2026-09-09T10:00",
    };
    let row = told.row("tell");
    assert_eq!(
        (&row["state"], &row["needs"]),
        (&json!("pending"), &json!(["many"]))
    );
    assert_eq!(
        open(&row),
        json!({"act": ["many"], "counterparty": ["many"]})
    );
    assert_eq!(row["alternatives"][0]["must"]["ko"], "게시");
    // It is not asked again, and not said to be settled either.
    assert_eq!(told.asked(), (Vec::new(), 0));
    for (lang, words) in [
        ("en", "0 of 1 settled; the rest hangs on what nobody knows"),
        (
            "ko",
            "1건 중 0건 확정. 나머지는 확인되지 아니한 사실에 달려 있음",
        ),
    ] {
        let asked = told.said(&["ask"], &["--lang", lang]);
        assert!(asked.contains(words), "{asked}");
    }
    // Either act is in the graph, and which of them the exception puts in place.
    let folder = folder("kinds-instead", &[("p.onus", &policy)]);
    let (_, graph, _) = onus(&folder, &["graph", "p.onus", "--exceptions"]);
    for line in [
        "duty0 -->|must| act",
        "exception0 -.->|changes| duty0",
        "exception0 -->|must| act",
    ] {
        assert!(graph.contains(line), "{graph}");
    }
    assert!(!graph.contains("|except|"), "{graph}");
    let recorded = |many: bool, act: &str| {
        let record = told
            .record
            .replace(r#"{"unknown": true}"#, &many.to_string());
        let done = format!(r#""events": [{{"act": "{act}", "at": "2026-09-08T10:00"}}]"#);
        let record = record.replace(r#""events": []"#, &done);
        row_state(&answer(&policy, &record, told.at), "tell")
    };
    assert_eq!(recorded(true, "poster"), "fulfilled");
    assert_eq!(recorded(false, "letters"), "fulfilled");
    assert_eq!(recorded(true, "letters"), "pending");
}

fn row_state(answer: &Value, name: &str) -> String {
    super::said(answer, name)
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn whatever_the_choice_and_whatever_the_addressee_nothing_is_asked() {
    let policy = policy(
        "zone UTC",
        r#"choice sort "Sort of parcel" ko "소포의 종류" | letter "Letter" ko "서신" | box "Box" ko "상자"
fact sort : sort "Sort of parcel" ko "소포의 종류"
fact weight : number "Weight" ko "무게"
fact abroad : yes/no "Sent abroad" ko "국외 발송"
define heavy "Heavy" ko "중량 초과" cites Act 1
  means (sort is letter and weight > 2) or (sort is box and weight > 20)
define taxed "Taxed" ko "과세"
  for abroad in force from 2020-01-01 cites Act 2 means weight > 1
  for not abroad in force from 2020-01-01 cites Act 3 means weight > 5
duty file_it "File it" ko "제출 의무" cites Act 4
  bearer carrier to agency when heavy or taxed must filing without delay
"#,
    );
    let told = Told {
        name: "kinds-whichever",
        policy: &policy,
        record: r#"{"weight": 24, "sort": {"unknown": true}}"#,
        at: "2026-01-01T00:00",
    };
    let all = told.answer();
    for (name, regardless) in [("heavy", json!(["sort"])), ("taxed", json!([]))] {
        let row = row(&all, name);
        assert_eq!(
            (&row["value"], &row["needs"]),
            (&json!("yes"), &json!([])),
            "{name}"
        );
        assert_eq!(row["regardless"], regardless, "{name}");
    }
    assert_eq!(told.asked(), (Vec::new(), 1));
    for (lang, unwanted) in [("en", "is not known"), ("ko", "알 수 없")] {
        let page = told.said(&["eval"], &["--full", "--lang", lang]);
        assert!(
            !page.contains(unwanted) && !page.contains("UNDETERMINED"),
            "{page}"
        );
    }
}

#[test]
fn each_fact_that_moves_a_limit_alone_is_needed_for_it_and_asked() {
    let policy = policy(
        "zone Europe/Paris periods eu.1182_71",
        r#"fact sorted : time "Sorted" ko "분류 시각"
fact seen : time "Seen" ko "인지"
fact grave : yes/no "Grave" ko "중대"
duty one "One" ko "하나" cites Act 1 bearer carrier to agency must filing by sorted + 5 hours
duty two "Two" ko "둘" cites Act 2 bearer carrier to agency must filing by seen + (if grave then 5 hours else 30 hours)
duty three "Three" ko "셋" cites Act 3 bearer carrier to agency must filing by the earliest of (sorted + 5 hours, seen + 30 hours)
duty four "Four" ko "넷" cites Act 4 bearer carrier to agency must filing
  by if sorted > seen + 30 hours then sorted + 5 hours else the earliest of (sorted + 5 hours, seen + 30 hours)
"#,
    );
    let told = Told {
        name: "kinds-limit",
        policy: &policy,
        record: r#"{"seen": "2026-06-01T09:00", "events": [], "record_complete_until": "2026-06-01T10:00"}"#,
        at: "2026-06-01T08:00",
    };
    let all = told.answer();
    let limits = |name: &str| {
        let row = row(&all, name);
        (row["due_earliest"].clone(), row["due_latest"].clone())
    };
    let at = |text: &str| json!(format!("2026-06-{text}:00:00+02:00"));
    // What is counted from a time that may be over for long may have been due.
    for (name, state, needs) in [
        ("one", "undetermined", "sorted"),
        ("two", "pending", "grave"),
        ("three", "undetermined", "sorted"),
        ("four", "undetermined", "sorted"),
    ] {
        let row = row(&all, name);
        assert_eq!(row["state"], state, "{name}");
        assert_eq!(row["needs"], json!([needs]), "{name}");
        assert_eq!(open(row)["limit"], json!([needs]), "{name}");
    }
    assert_eq!(limits("two"), (at("01T14"), at("02T15")));
    assert_eq!(limits("three").1, at("02T15"));
    let (mut asked, settled) = told.asked();
    asked.sort();
    assert_eq!(
        (asked, settled),
        (vec!["grave".to_owned(), "sorted".to_owned()], 0)
    );
}

#[test]
fn a_time_of_one_working_day_is_on_a_working_day() {
    let policy = policy(
        "zone Asia/Seoul periods kr.civil",
        r#"fact seen : time "Seen" ko "인지"
define working "On a working day" ko "근무일" cites Act 1 means seen is working day
duty file_it "File it" ko "제출 의무" cites Act 5
  bearer carrier to agency must filing by seen + 30 hours
  relief to 12:00 on next working day if due is not working day
"#,
    );
    // Thursday 11 June 2026: the limit is on Friday, or in the night to Saturday.
    let told = Told {
        name: "kinds-working",
        policy: &policy,
        record: r#"{"seen": {"on": "2026-06-10"}, "events": [], "record_complete_until": "2026-06-30T00:00"}"#,
        at: "2026-06-29T15:00",
    };
    let all = told.answer();
    let working = row(&all, "working");
    assert_eq!(
        (&working["value"], &working["needs"]),
        (&json!("yes"), &json!([]))
    );
    let late = row(&all, "file_it");
    assert_eq!(late["state"], "breached");
    assert_eq!(late["due_earliest"], "2026-06-11T06:00:00+09:00");
    assert_eq!(late["due_latest"], "2026-06-12T06:00:00+09:00");
    // It is breached whenever it was seen; by when it was due still hangs on that.
    assert_eq!(open(late), json!({"limit": ["seen"]}));
    let other = told.record.replace("2026-06-10", "2026-06-13");
    let saturday = answer(&policy, &other, told.at);
    assert_eq!(super::said(&saturday, "working"), "no");
    // Thirty hours after some time on Saturday is Sunday or the night to Monday.
    assert_eq!(super::said(&saturday, "file_it"), "breached");
}

#[test]
fn what_has_happened_is_not_said_not_to_have_happened() {
    let policy = policy(
        "zone Asia/Seoul",
        r#"act entry "Entry" ko "신고" from carrier to agency field whole : yes/no "Complete" ko "완비"
act addition "Addition" ko "보완" from carrier to agency
duty complete "Complete the entry" ko "보완 의무" cites Act 9
  arises on entry where not entry.whole bearer carrier to agency must addition without delay
"#,
    );
    let record = |whole: bool| {
        format!(
            r#"{{"events": [{{"act": "entry", "at": "2026-01-02T09:00", "whole": {whole}}}], "record_complete_until": "2026-01-03T09:00"}}"#
        )
    };
    let whole = record(true);
    let told = Told {
        name: "kinds-happened",
        policy: &policy,
        record: &whole,
        at: "2026-01-03T00:00",
    };
    assert_eq!(told.row("complete")["state"], "not_arisen");
    for (lang, happened, unwanted) in [
        ("en", "Entry on 2 Jan 2026 09:00", "has not happened"),
        ("ko", "2026. 1. 2. 09:00 신고", "행하여지지"),
    ] {
        for command in [&["why", "complete"][..], &["eval"][..]] {
            let full: &[&str] = if command.len() > 1 { &[] } else { &["--full"] };
            let out = told.said(command, &[full, &["--lang", lang]].concat());
            assert!(out.contains(happened) && !out.contains(unwanted), "{out}");
            assert!(!out.contains(": :") && !out.contains("; :"), "{out}");
        }
    }
    let lacking = record(false);
    let lacking = Told {
        record: &lacking,
        ..told
    };
    assert_eq!(lacking.row("complete")["state"], "pending");
}
