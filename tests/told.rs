//! What an answer tells of the record, and of how a limit was counted.

use onus::determination::Determination;
use onus::eval::{Question, evaluate};
use onus::source::Sources;
use onus::value::Instant;
use serde_json::{Value, json};

const POLICY: &str = r#"
policy told
  title   "Told" ko "기록"
  zone    Asia/Seoul
  periods kr.civil

source Act "An Act" ko "법"

record Operator "Operator" ko "사업자"
  field name : text "Name" ko "명칭"

record Outage "Outage" ko "장애"
  field started : time "Start" ko "발생"
  field ended   : time "End" ko "종료"

fact operator : Operator "Operator" ko "사업자"
fact outage   : Outage "Outage" ko "장애"
fact grace    : duration "Grace" ko "유예"
party users "users" ko "이용자"

act notice "Notice" ko "고지"
  from operator

duty tell "Telling" ko "고지"
  cites  Act 1
  bearer operator
  to     users
  when   outage.started is known
  must   notice
  within 30 days after outage.ended

duty report "Reporting" ko "보고"
  cites  Act 2
  bearer operator
  to     users
  when   outage.started is known
  must   notice
  by     outage.started + 30 minutes + grace
"#;

fn answered(facts: &Value, question: &Question) -> Determination {
    let mut sources = Sources::default();
    sources.add("told.onus", POLICY);
    let (program, findings) = onus::load(&sources);
    let program = program.unwrap_or_else(|| panic!("{findings:?}"));
    let file = sources.add("facts.json", facts.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    evaluate(&program, &facts, question).0
}

fn record() -> Value {
    json!({
        "operator": { "name": "Kakao" },
        "outage": {
            "started": { "is": "2025-10-16T08:17", "by": "operator", "source": "N1", "note": "heard" },
            "ended": { "is": "2025-10-16T09:10", "recorded": "2025-10-20T09:00" }
        },
        "grace": "10 minutes",
        "record_complete_until": "2025-12-01T00:00",
        "events": [
            { "act": "notice", "at": "2025-10-16T10:00", "by": "operator" },
            { "act": "notice", "at": "2026-01-01T10:00" }
        ]
    })
}

/// 1 December 2025, 00:00 in Seoul.
fn later() -> Question {
    Question::as_of(Instant::from_micros(1_764_514_800 * 1_000_000))
}

#[test]
fn the_record_is_told_by_place_with_who_says_so() {
    let all = serde_json::to_value(answered(&record(), &later())).expect("it is its own JSON");
    let told = |path: &str| {
        let rows = all["facts"].as_array().expect("rows").iter();
        rows.filter(|row| row["path"] == path)
            .cloned()
            .collect::<Vec<_>>()
    };
    let [started] = told("outage.started").try_into().expect("it is told once");
    assert_eq!(started["by"], "operator");
    assert_eq!(started["source"], "N1");
    assert_eq!(started["note"], "heard");
    assert_eq!(
        started["value"]["is"]["time"][0],
        "2025-10-16T08:17:00+09:00"
    );
    assert_eq!(told("events[0]").len(), 1);
    assert_eq!(told("events[1]"), Vec::<Value>::new(), "it lies ahead");
    assert_eq!(all["parties"][0]["name"], "operator");
    assert_eq!(all["parties"][0]["called"], "Kakao");
    assert_eq!(all["record_complete_until"], "2025-12-01T00:00:00+09:00");
}

#[test]
fn what_was_recorded_later_was_not_heard() {
    let question = Question {
        known_by: Some(Instant::from_micros(1_760_659_200 * 1_000_000)),
        ..later()
    };
    let all = answered(&record(), &question);
    let told: Vec<&str> = all.facts.iter().map(|row| row.path.as_str()).collect();
    assert!(told.contains(&"outage.started"), "{told:?}");
    assert!(!told.contains(&"outage.ended"), "{told:?}");
}

#[test]
fn a_limit_says_from_what_and_by_whose_rules_it_was_counted() {
    let all = serde_json::to_value(answered(&record(), &later())).expect("it is its own JSON");
    let duty = |name: &str| {
        let mut rows = all["duties"].as_array().expect("rows").iter();
        rows.find(|row| row["name"] == name)
            .expect("the duty")
            .clone()
    };
    // 30 days from the 17th end on Saturday, 15 November; the next working day is Monday.
    let tell = duty("told.tell");
    assert_eq!(tell["due_day"], "2025-11-17");
    let counted = &tell["counted"];
    assert_eq!(counted["from"]["titled"]["en"], "End");
    assert_eq!(
        counted["start"]["is"]["time"][0],
        "2025-10-16T09:10:00+09:00"
    );
    assert_eq!(
        counted["lengths"],
        json!([{ "is": { "is": { "period": [30, "days"] } }, "less": false }])
    );
    assert_eq!(counted["regime"]["name"], "kr.civil");
    let steps = counted["steps"].as_array().expect("steps");
    assert_eq!(
        steps[0],
        json!({ "from": "2025-10-16", "to": "2025-10-16", "what": "event_excluded" })
    );
    let rolled = steps
        .iter()
        .filter(|step| step["what"]["rolled"] == "weekend");
    assert_eq!(rolled.count(), 2);
    // Hours and minutes run as they pass.
    let counted = &duty("told.report")["counted"];
    assert_eq!(counted["from"]["titled"]["en"], "Start");
    assert_eq!(counted["regime"], Value::Null);
    assert_eq!(counted["lengths"][1]["title"]["en"], "Grace");
    assert_eq!(duty("told.report")["due_at"], "2025-10-16T08:57:00+09:00");
}
