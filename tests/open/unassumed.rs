//! Of what is not owed on an assumption it is told by when it is due if that is wrong, and no more than
//! that is certain.

use onus::diagnostic::Language;
use onus::eval;
use onus::render::answer::{answer as page, screen};
use serde_json::{Value, json};

use super::{program, question, record, row, told};

const POLICY: &str = r#"policy t
zone UTC
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party users "Users" ko "이용자"
act tell "Notice" ko "고지" from firm to users
fact free : yes/no "Free service" ko "무료 서비스"
fact planned : yes/no "Planned" ko "예정"
fact ended : time "End" ko "종료"
duty owed "Notice to users" ko "이용자 고지 의무" cites Act 1 bearer firm to users
  must tell
  by ended + 48 hours
  without delay
exception no_fee "No fee" ko "무료" cites Act 2 to owed when free
exception expected "Planned work" ko "예정된 작업" cites Act 3 to owed when planned
"#;

/// The answer on a record in which the service is free, as `note` says of it, and on what is told of the plan.
fn answer(note: &str, planned: &Value) -> (Value, String, String) {
    let program = program(POLICY);
    let facts = json!({
        "free": {"is": true, "note": note},
        "planned": planned,
        "ended": "2026-05-02T09:00",
        "record_complete_until": "2026-05-03T09:00",
    });
    let facts = record(&program, &facts.to_string());
    let asked = question("2026-05-03T09:00");
    let whole = eval::evaluate(&program, &facts, &asked).0;
    let english = screen(&whole, Language::English, 80) + &page(&whole, Language::English, 80);
    let korean = screen(&whole, Language::Korean, 80);
    // Lines end where they are full.
    let [english, korean] = [english, korean].map(|text| {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    });
    (told(&program, &facts, &asked), english, korean)
}

#[test]
fn a_limit_is_told_of_what_is_not_owed_on_an_assumption() {
    let (all, english, korean) = answer("Assumed: nothing is said of a fee", &json!(false));
    let other = &row(&all, "owed")["if_not_assumed"];
    assert_eq!(other["due_latest"], "2026-05-04T09:00:00+00:00");
    assert_eq!(other["perhaps"], Value::Null, "{other}");
    assert!(
        english.contains("if that is wrong, owed: Notice to users"),
        "{english}"
    );
    assert!(
        english.contains("Owed if what is assumed is not so"),
        "{english}"
    );
    assert!(
        korean.contains("사실과 다르면 의무 있음: 이용자"),
        "{korean}"
    );
}

#[test]
fn what_is_open_all_the_same_is_told_as_perhaps() {
    let (all, english, korean) = answer(
        "Assumed: nothing is said of a fee",
        &json!({"unknown": true}),
    );
    let other = &row(&all, "owed")["if_not_assumed"];
    assert_eq!(other["perhaps"], true, "{other}");
    assert!(
        english.contains("if that is wrong, perhaps owed"),
        "{english}"
    );
    assert!(
        korean.contains("사실과 다르면 의무가 있을 수 있음"),
        "{korean}"
    );
}

#[test]
fn of_what_is_established_nothing_else_is_told() {
    for note in ["Read in the terms of use", "As reported"] {
        let (all, english, _) = answer(note, &json!(false));
        assert_eq!(row(&all, "owed")["if_not_assumed"], Value::Null);
        assert!(!english.contains("if that is wrong"), "{english}");
    }
    // It is exempt for a reason that is established as well.
    let (all, english, _) = answer("Assumed", &json!(true));
    assert_eq!(row(&all, "owed")["if_not_assumed"], Value::Null);
    assert!(!english.contains("if that is wrong"), "{english}");
}
