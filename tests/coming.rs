//! What is coming: every change that is told is so when its moment comes, and between two of
//! them no state changes. Small incidents at random, some of whose thresholds are products.

use std::collections::BTreeMap;

use onus::eval::{Question, evaluate};
use onus::facts::{self, Facts};
use onus::program::Program;
use onus::source::Sources;
use onus::value::Instant;
use proptest::prelude::*;
use serde_json::Value;

const MINUTE: i64 = 60_000_000;
/// 2025-05-10T00:00Z
const DAY: i64 = 1_746_835_200_000_000;

fn policy(limit: u32, exempt: u32, count: u32, hours: u32) -> String {
    format!(
        r#"policy t
unit users "users" ko "명"
unit user_minutes is users * minutes "user-minutes" ko "명·분"
source Act "Act" ko "법"
party operator "Operator" ko "사업자"
party authority "Authority" ko "당국"
act report "Report" ko "보고" from operator to authority
act fine "Fine" ko "과태료" from authority to operator
fact started : time "Start" ko "시작"
fact ended : time "End" ko "종료"
fact hit : users "Users" ko "이용자"
fact known : time "Known" ko "인지"
duty long cites Act 1 bearer operator to authority
  when ended - started > {limit} minutes must report by known + {hours} hours on breach sanctioned
duty wide cites Act 2 bearer operator to authority
  when hit * (ended - started) >= {count} user_minutes must report without delay
exception short cites Act 3 to long when ended - started <= {exempt} minutes
power step_in cites Act 4 holder authority over operator when long is breached through fine
sanction sanctioned cites Act 5 bearer operator holder authority through fine up to 1천만 KRW
"#
    )
}

fn program(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("t.onus", text);
    let (program, findings) = onus::load(&sources);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    program.unwrap_or_else(|| panic!("{codes:?}"))
}

fn record(program: &Program, started: i64, known: i64, hit: u32) -> Facts {
    let time = |at: i64| {
        let minutes = (at - DAY) / MINUTE;
        format!("2025-05-10T{:02}:{:02}Z", minutes / 60, minutes % 60)
    };
    let text = format!(
        r#"{{"started": "{}", "ended": "not yet", "known": "{}", "hit": {hit}}}"#,
        time(started),
        time(known)
    );
    let mut sources = Sources::default();
    let file = sources.add("t.json", text);
    let (facts, findings) = facts::read(file, &sources, program);
    assert!(
        findings.is_empty(),
        "{:?}",
        findings.first().map(|f| f.code)
    );
    facts
}

/// The states at a moment, if nothing else happened until then.
fn states(program: &Program, facts: &Facts, now: Instant, at: Instant) -> BTreeMap<String, String> {
    let mut facts = facts.clone();
    facts.record_complete_until = at.plus_micros(1_000_000_000_000);
    let question = Question {
        record_until: Some(now),
        ..Question::as_of(at)
    };
    let (answer, _) = evaluate(program, &facts, &question);
    let answer = serde_json::to_value(&answer).expect("it is JSON");
    let mut states = BTreeMap::new();
    for list in ["duties", "powers", "sanctions"] {
        for row in answer[list].as_array().expect("it is a list") {
            let key = format!("{} {}", row["name"], row["instance"]);
            states.insert(key, row["state"].as_str().unwrap_or_default().to_owned());
        }
    }
    states
}

fn instant(text: &Value) -> Instant {
    let text = text.as_str().expect("it is text");
    let (day, clock) = text.split_once('T').expect("it is a time");
    let date = onus::value::Date::parse(day).expect("it is a day");
    let mut parts = clock
        .trim_end_matches("+00:00")
        .trim_end_matches('Z')
        .split(':');
    let mut next = || parts.next().expect("a part").to_owned();
    let (hours, minutes, seconds) = (next(), next(), next());
    let micros: i64 = match seconds.split_once('.') {
        Some((whole, part)) => {
            let part = format!("{part:0<6}");
            whole.parse::<i64>().expect("seconds") * 1_000_000
                + part[..6].parse::<i64>().expect("part")
        }
        None => seconds.parse::<i64>().expect("seconds") * 1_000_000,
    };
    let minutes =
        hours.parse::<i64>().expect("hours") * 60 + minutes.parse::<i64>().expect("minutes");
    Instant::from_micros(date.number() * 86_400_000_000 + minutes * MINUTE + micros)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_told_comes_and_nothing_else(
        (limit, exempt, count, hours) in (1u32..300, 1u32..300, 1u32..2_000_000, 1u32..40),
        (started, known, now) in (0i64..300, 0i64..300, 0i64..300),
        hit in 1u32..5_000,
        samples in prop::collection::vec(0i64..4_000, 12),
    ) {
        let program = program(&policy(limit, exempt, count, hours));
        let started = DAY + started * MINUTE;
        let facts = record(&program, started, started + known.min(60) * MINUTE, hit);
        let now = Instant::from_micros(started + (now + 1) * MINUTE);
        let question = Question { coming: true, ..Question::as_of(now) };
        let (answer, _) = evaluate(&program, &facts, &question);
        let answer = serde_json::to_value(&answer).expect("it is JSON");
        let rows = answer["coming"].as_array().expect("it is a list").clone();
        prop_assert!(answer["coming_complete"].as_bool() == Some(true));

        // Each row is so at its moment, and was not so just before.
        let mut edges = vec![now.micros()];
        for row in &rows {
            let told = instant(&row["at"]);
            let after = i64::from(row["after"].as_bool() == Some(true));
            let at = told.plus_micros(after).expect("in range");
            let key = format!("{} {}", row["name"], row["instance"]);
            let then = states(&program, &facts, now, at);
            prop_assert_eq!(then.get(&key).map(String::as_str), row["to"].as_str());
            let before = states(&program, &facts, now, at.plus_micros(-1).expect("in range"));
            if let Some(before) = before.get(&key) {
                prop_assert_eq!(Some(before.as_str()), row["from"].as_str());
            }
            edges.push(at.micros());
        }
        // Between two of them nothing changes.
        edges.push(now.micros() + 4_000 * MINUTE);
        for pair in edges.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if to - from < 2 {
                continue;
            }
            let known = states(&program, &facts, now, Instant::from_micros(from));
            for sample in &samples {
                let at = from + (to - from - 1) / 4_000 * sample;
                let found = states(&program, &facts, now, Instant::from_micros(at));
                prop_assert_eq!(&found, &known, "at {}", at);
            }
        }
    }
}

#[test]
fn an_instance_that_goes_is_told() {
    let text = r#"policy t
source Act "Act" ko "법"
party operator "Operator" ko "사업자"
party authority "Authority" ko "당국"
act report "Report" ko "보고" from operator to authority
record Hit "Hit" ko "피해"
  field started : time "Start" ko "시작"
  field ended : time "End" ko "종료"
fact hits : list of Hit "Hits" ko "피해 목록"
duty brief for each h in hits where h.ended - h.started <= 2 hours
  cites Act 1 bearer operator to authority must report by h.started + 500 hours
"#;
    let program = program(text);
    let mut sources = Sources::default();
    let hits = r#"{"hits": [{"started": "2025-05-10T00:00Z", "ended": "not yet"}]}"#;
    let file = sources.add("t.json", hits);
    let (facts, findings) = facts::read(file, &sources, &program);
    assert!(findings.is_empty());
    let question = Question {
        coming: true,
        ..Question::as_of(Instant::from_micros(DAY + 60 * MINUTE))
    };
    let (answer, _) = evaluate(&program, &facts, &question);
    let answer = serde_json::to_value(&answer).expect("it is JSON");
    let row = &answer["coming"][0];
    assert_eq!(row["instance"], "hits[0]");
    assert_eq!(
        (&row["from"], &row["to"]),
        (&"undetermined".into(), &"not_arisen".into())
    );
    assert_eq!(
        instant(&row["at"]),
        Instant::from_micros(DAY + 120 * MINUTE)
    );
}
