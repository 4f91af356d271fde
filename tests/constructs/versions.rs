//! Which version applies, and what is certain where that is not known.

use onus::determination::{AnswerValue, Conclusion, Figure, Shown};
use onus::eval::Question;
use onus::value::{Date, Number, State};
use serde_json::{Value, json};

use super::{Said, answered, asked, at, conclusion, needs, world};

/// Two hours before 2022, four hours from then; before 2020 nothing.
const VERSIONS: &str = r#"
define limit : duration "L" ko "가" cites Act 1
  in force from 2020-01-01 until 2021-12-31
    means 2 hours
  in force from 2022-01-01
    means 4 hours
define bound "B" ko "나" cites Act 1
  in force from 2020-01-01 until 2021-12-31
    means a
  in force from 2022-01-01
    means b
define later : duration "E" ko "다" cites Act 1 means limit under law of outage.ended
define refers "R" ko "라" cites Act 1 means not bound
define bill "P" ko "마" cites Act 1
  proposed "bill" in force from 2015-01-01
    means a
"#;

fn row(name: &str, facts: &Value) -> Conclusion {
    let all = answered(&world(VERSIONS), facts, "2023-01-01T00:00");
    conclusion(&all, name).clone()
}

fn limit(seconds: &[i64]) -> AnswerValue {
    let figure = |seconds: &i64| Figure::Seconds(Number::whole(*seconds));
    match seconds {
        [only] => Shown::Is(figure(only)).into(),
        [low, high] => Shown::Between(figure(low), figure(high)).into(),
        _ => State::NotInForce.into(),
    }
}

#[test]
fn the_governing_instant_chooses_and_its_bounds_join() {
    let between = |low: &str, high: &str| json!({ "between": [low, high] });
    for (started, expected, needed) in [
        (json!("2021-12-31T23:59"), limit(&[7200]), vec![]),
        (json!("2022-01-01T00:00"), limit(&[14400]), vec![]),
        (json!("2019-12-31T23:59"), limit(&[]), vec![]),
        (
            between("2021-12-01T00:00", "2021-12-31T12:00"),
            limit(&[7200]),
            vec![],
        ),
        (
            between("2021-12-01T00:00", "2022-01-01T00:00"),
            limit(&[7200, 14400]),
            vec!["outage.started"],
        ),
    ] {
        let row = row("limit", &json!({ "outage": { "started": started } }));
        assert_eq!(row.value, expected);
        assert_eq!(needs(&row.about), needed);
    }
}

#[test]
fn answers_that_agree_are_settled_and_others_ask_when() {
    let bound = |b: bool| {
        let started = json!({ "between": ["2021-12-01T00:00", "2022-02-01T00:00"] });
        row(
            "bound",
            &json!({ "outage": { "started": started }, "a": true, "b": b }),
        )
    };
    assert_eq!(bound(true).value.said(), "yes");
    assert_eq!(bound(false).value.said(), "undetermined");
    assert_eq!(needs(&bound(false).about), ["outage.started"]);
}

#[test]
fn a_forced_law_and_another_instant_change_the_version() {
    let facts = json!({ "outage": { "started": "2021-12-31T12:00", "ended": "2022-01-01T12:00" } });
    assert_eq!(row("limit", &facts).value, limit(&[7200]));
    assert_eq!(row("later", &facts).value, limit(&[14400]));
    let question = Question {
        law_of: Some(at("2022-06-01T00:00")),
        ..Question::as_of(at("2023-01-01T00:00"))
    };
    let (all, _) = asked(&world(VERSIONS), &facts, &question);
    let row = conclusion(&all, "limit");
    assert_eq!(row.value, limit(&[14400]));
    let in_force = row.about.in_force.as_ref().expect("a version is");
    assert_eq!(in_force.from, Date::parse("2022-01-01"));
}

#[test]
fn what_is_not_in_force_does_not_hold_and_what_is_proposed_must_be_asked_for() {
    let facts = json!({ "outage": { "started": "2019-01-01T00:00" }, "a": true });
    assert_eq!(row("bound", &facts).value.said(), "not_in_force");
    assert_eq!(row("refers", &facts).value.said(), "yes");
    assert_eq!(row("bill", &facts).value.said(), "not_in_force");
    let question = Question {
        proposed: vec!["bill".to_owned()],
        ..Question::as_of(at("2023-01-01T00:00"))
    };
    let (all, _) = asked(&world(VERSIONS), &facts, &question);
    assert_eq!(conclusion(&all, "bill").value.said(), "yes");
}
