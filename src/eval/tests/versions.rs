//! Which version applies, and what is certain where that is not known.

use super::make::*;
use crate::determination::{AnswerValue, Figure, Shown};
use crate::eval::{Question, evaluate};
use crate::facts::Known;
use crate::program::{FactStep, Node, Program};
use crate::value::{Kind, Range, State, Value};

/// Two hours before 2022, four hours from then; before 2020 nothing.
fn world() -> Program {
    let mut program = program();
    let version =
        |from, end, hours: i64| between(from, end, means(number(hours * 3600, Kind::Duration)));
    program.defines.push(define(
        "limit",
        Kind::Duration,
        vec![
            version(Some("2020-01-01"), Some("2022-01-01"), 2),
            version(Some("2022-01-01"), None, 4),
        ],
    ));
    let yes = |from, end, fact_is| between(from, end, means(fact(fact_is)));
    program.defines.push(define(
        "bound",
        Kind::YesNo,
        vec![
            yes(Some("2020-01-01"), Some("2022-01-01"), A),
            yes(Some("2022-01-01"), None, B),
        ],
    ));
    program
}

fn began(low: &str, high: &str) -> Known {
    Known::Value(Value::Range(Range::between(
        at(low).seconds(),
        at(high).seconds(),
    )))
}

fn limit(seconds: &[&str]) -> AnswerValue {
    let figure = |text: &str| Figure::Seconds(text.into());
    match seconds {
        [only] => Shown::Is(figure(only)).into(),
        [low, high] => Shown::Between(figure(low), figure(high)).into(),
        _ => State::NotInForce.into(),
    }
}

#[test]
fn the_governing_instant_chooses_and_its_bounds_join() {
    let program = world();
    let start = path(OUTAGE, &[FactStep::Field(0)]);
    for (known, expected, needed) in [
        (time("2021-12-31 23:59"), limit(&["7200"]), false),
        (time("2022-01-01 00:00"), limit(&["14400"]), false),
        (time("2019-12-31 23:59"), limit(&[]), false),
        (
            began("2021-12-01 00:00", "2021-12-31 12:00"),
            limit(&["7200"]),
            false,
        ),
        (
            began("2021-12-01 00:00", "2022-01-01 00:00"),
            limit(&["7200", "14400"]),
            true,
        ),
    ] {
        let facts = facts(&program, vec![(start.clone(), known)]);
        let all = answered(&program, &facts, "2023-01-01 00:00");
        let row = conclusion(&all, "limit");
        assert_eq!(row.value, expected);
        assert_eq!(
            needs(&row.about),
            if needed {
                vec!["outage.started"]
            } else {
                vec![]
            }
        );
    }
}

#[test]
fn answers_that_agree_are_settled_and_others_ask_when() {
    let program = world();
    let start = path(OUTAGE, &[FactStep::Field(0)]);
    let given = |b| {
        vec![
            (start.clone(), began("2021-12-01 00:00", "2022-02-01 00:00")),
            (path(A, &[]), truth(true)),
            (path(B, &[]), truth(b)),
        ]
    };
    let all = answered(&program, &facts(&program, given(true)), "2023-01-01 00:00");
    assert_eq!(conclusion(&all, "bound").value, "yes");
    let all = answered(&program, &facts(&program, given(false)), "2023-01-01 00:00");
    let row = conclusion(&all, "bound");
    assert_eq!(row.value, "undetermined");
    assert_eq!(needs(&row.about), ["outage.started"]);
}

#[test]
fn a_forced_law_and_another_instant_change_the_version() {
    let mut program = world();
    let then = Node::UnderLaw(
        Box::new(expr(Node::Define(0, Vec::new()), Kind::Duration)),
        Box::new(of(outage(), 1, Kind::Time)),
    );
    program.defines.push(define(
        "later",
        Kind::Duration,
        vec![always(means(expr(then, Kind::Duration)))],
    ));
    let facts = facts(
        &program,
        outage_from("2021-12-31 12:00", time("2022-01-01 12:00")),
    );
    let all = answered(&program, &facts, "2023-01-01 00:00");
    assert_eq!(conclusion(&all, "limit").value, limit(&["7200"]));
    assert_eq!(conclusion(&all, "later").value, limit(&["14400"]));
    let question = Question {
        law_of: Some(at("2022-06-01 00:00")),
        ..Question::as_of(at("2023-01-01 00:00"))
    };
    let (all, _) = evaluate(&program, &facts, &question);
    assert_eq!(conclusion(&all, "limit").value, limit(&["14400"]));
    assert_eq!(
        conclusion(&all, "limit")
            .about
            .in_force
            .as_ref()
            .unwrap()
            .from,
        Some("2022-01-01".into())
    );
}

#[test]
fn what_is_not_in_force_does_not_hold_and_what_is_proposed_must_be_asked_for() {
    let mut program = world();
    program
        .defines
        .push(rule("refers", not(yes_no(Node::Define(1, Vec::new())))));
    let mut proposed = always(means(fact(A)));
    proposed.proposed = Some("bill".to_owned());
    program
        .defines
        .push(define("bill", Kind::YesNo, vec![proposed]));
    let mut given = outage_from("2019-01-01 00:00", Known::Absent);
    given.push((path(A, &[]), truth(true)));
    let facts = facts(&program, given);
    let all = answered(&program, &facts, "2023-01-01 00:00");
    assert_eq!(conclusion(&all, "bound").value, "not_in_force");
    assert_eq!(conclusion(&all, "refers").value, "yes");
    assert_eq!(conclusion(&all, "bill").value, "not_in_force");
    let question = Question {
        proposed: vec!["bill".to_owned()],
        ..Question::as_of(at("2023-01-01 00:00"))
    };
    let (all, _) = evaluate(&program, &facts, &question);
    assert_eq!(conclusion(&all, "bill").value, "yes");
}

#[test]
fn long_chains_of_definitions_end() {
    let mut program = program();
    for number in 0..3000 {
        let next = yes_no(Node::Define(number + 1, Vec::new()));
        program.defines.push(rule(
            &format!("d{number}"),
            yes_no(Node::All(vec![next.clone(), next])),
        ));
    }
    program.defines.push(rule("last", fact(A)));
    let facts = facts(&program, vec![(path(A, &[]), truth(true))]);
    let all = answered(&program, &facts, "2022-07-01 00:00");
    assert_eq!(conclusion(&all, "d2999").value, "yes");
    assert_eq!(conclusion(&all, "d0").value, "yes");
}
