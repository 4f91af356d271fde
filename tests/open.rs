//! What is open, and only that: an answer on bounds is the smallest that holds all that could be,
//! and settles where all that could be comes to the same.

mod bounds;
mod cost;
mod dependence;
mod said;
mod time;
mod windows;

use onus::eval::{Question, evaluate};
use onus::facts::{self, Facts};
use onus::program::Program;
use onus::source::Sources;
use onus::value::Zone;
use serde_json::Value;

/// The head of a policy with a party to owe something, one to whom, and an act.
const HEAD: &str = r#"source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
"#;

/// A policy that is sound.
fn program(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("t.onus", text);
    let (program, findings) = onus::load(&sources);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    program.unwrap_or_else(|| panic!("{codes:?} in\n{text}"))
}

/// A record without a fault.
fn record(program: &Program, text: &str) -> Facts {
    let mut sources = Sources::default();
    let file = sources.add("t.json", text);
    let (facts, findings) = facts::read(file, &sources, program);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert!(codes.is_empty(), "{codes:?} in\n{text}");
    facts
}

/// What is asked at a time of UTC: `2026-05-10T00:00`.
fn question(at: &str) -> Question {
    let (day, clock) = at.split_once('T').expect("a day and a time");
    let (hour, minute) = clock.split_once(':').expect("hours and minutes");
    let number = |text: &str| text.parse::<i64>().expect("digits");
    let micros = (number(hour) * 60 + number(minute)) * 60_000_000;
    let day = onus::value::Date::parse(day).expect("a day");
    let midnight = Zone::UTC.midnight(day).expect("it has a midnight");
    Question::as_of(midnight.plus_micros(micros).expect("it is near"))
}

/// The answer of a policy on a record.
fn answer(policy: &str, facts: &str, at: &str) -> Value {
    let program = program(policy);
    let facts = record(&program, facts);
    told(&program, &facts, &question(at))
}

fn told(program: &Program, facts: &Facts, question: &Question) -> Value {
    let (answer, _) = evaluate(program, facts, question);
    serde_json::from_str(&onus::render::json::json(&answer)).expect("it is JSON")
}

/// The row of an item.
fn row<'v>(answer: &'v Value, name: &str) -> &'v Value {
    let rows = ["conclusions", "duties", "powers", "sanctions"].map(|rows| &answer[rows]);
    let mut rows = rows.into_iter().filter_map(Value::as_array).flatten();
    let named = |row: &&Value| {
        let full = row["name"].as_str().unwrap_or_default();
        full.rsplit('.').next() == Some(name)
    };
    rows.find(named)
        .unwrap_or_else(|| panic!("{name} in {answer:#}"))
}

/// What is said of an item: its value or its state.
fn said(answer: &Value, name: &str) -> Value {
    let row = row(answer, name);
    match &row["state"] {
        Value::Null => row["value"].clone(),
        state => state.clone(),
    }
}
