//! Reading the record: as of a moment, as known by another, through defaults.

use super::make::*;
use crate::eval::{Question, evaluate};
use crate::facts::Known;
use crate::program::{Expr, FactPath, FactRoot, FactStep, Node};
use crate::value::{CompareOp, Kind, Value};
use std::sync::Arc;

fn at_most_hours(hours: i64) -> Expr {
    yes_no(Node::Compare(
        CompareOp::AtMost,
        Box::new(duration()),
        Box::new(number(hours * 3600, Kind::Duration)),
    ))
}

#[test]
fn what_is_dated_later_has_not_happened_yet() {
    let mut program = program();
    program.defines.push(rule("short", at_most_hours(1)));
    for end in [time("2022-02-03 12:35"), Known::NotYet] {
        let facts = facts(&program, outage_from("2022-02-03 11:20", end.clone()));
        let open = answered(&program, &facts, "2022-02-03 12:00");
        let row = conclusion(&open, "short");
        assert_eq!(row.value, "undetermined", "{end:?}");
        assert_eq!(needs(&row.about), ["outage.ended"]);
        // After more than an hour it is no, though it goes on.
        let late = answered(&program, &facts, "2022-02-03 12:30");
        assert_eq!(conclusion(&late, "short").value, "no");
    }
    let ended = facts(
        &program,
        outage_from("2022-02-03 11:20", time("2022-02-03 12:05")),
    );
    let over = answered(&program, &ended, "2022-02-03 12:30");
    assert_eq!(conclusion(&over, "short").value, "yes");
}

#[test]
fn what_was_recorded_later_was_not_known() {
    let mut program = program();
    program.defines.push(rule("rule", fact(A)));
    let mut facts = facts(&program, vec![(path(A, &[]), truth(true))]);
    Arc::make_mut(&mut facts.facts)[A].provenance.recorded = Some(at("2022-05-01 00:00"));
    for (known_by, value) in [
        ("2022-04-01 00:00", "undetermined"),
        ("2022-06-01 00:00", "yes"),
    ] {
        let question = Question {
            known_by: Some(at(known_by)),
            ..Question::as_of(at("2022-07-01 00:00"))
        };
        let (all, _) = evaluate(&program, &facts, &question);
        assert_eq!(conclusion(&all, "rule").value, value);
    }
}

#[test]
fn a_service_reads_the_outage_where_it_says_nothing_itself() {
    let mut program = program();
    let member = expr(Node::Index(Box::new(services()), 0), Kind::Record(1));
    let own = of(member, 2, Kind::Record(0));
    let overload = Node::OneOf(Box::new(of(own.clone(), 3, Kind::Choice(0))), 0b001);
    program.defines.push(rule("overload", yes_no(overload)));
    let limit = Node::Compare(
        CompareOp::AtMost,
        Box::new(of(own, 2, Kind::Duration)),
        Box::new(number(3600, Kind::Duration)),
    );
    program.defines.push(rule("short", yes_no(limit)));
    let own_cause = |fact: usize, steps: &[FactStep], bit: u64| {
        (path(fact, steps), Known::Value(Value::Choice(bit)))
    };
    let nested = [FactStep::Index(0), FactStep::Field(2), FactStep::Field(3)];
    let run = |more: Vec<(FactPath, Known)>| {
        let mut given = outage_from("2022-02-03 11:20", time("2022-02-03 12:05"));
        given.push((
            path(SERVICES, &[FactStep::Index(0), FactStep::Field(1)]),
            truth(true),
        ));
        given.extend(more);
        answered(&program, &facts(&program, given), "2022-07-01 00:00")
    };
    let none = run(Vec::new());
    assert_eq!(
        needs(&conclusion(&none, "overload").about),
        ["services[0].outage.cause"]
    );
    assert_eq!(conclusion(&none, "short").value, "yes");
    let shared = run(vec![own_cause(OUTAGE, &[FactStep::Field(3)], 0b001)]);
    assert_eq!(conclusion(&shared, "overload").value, "yes");
    let own = run(vec![
        own_cause(OUTAGE, &[FactStep::Field(3)], 0b001),
        own_cause(SERVICES, &nested, 0b010),
    ]);
    assert_eq!(conclusion(&own, "overload").value, "no");
    let early = vec![(
        path(
            SERVICES,
            &[FactStep::Index(0), FactStep::Field(2), FactStep::Field(0)],
        ),
        time("2022-02-03 08:00"),
    )];
    assert_eq!(conclusion(&run(early), "short").value, "no");
}

#[test]
fn judgements_stand_in_the_record_they_are_about() {
    let mut program = program();
    let member = expr(Node::Index(Box::new(services()), 0), Kind::Record(1));
    let asked = Node::Judgement(1, Some(Box::new(member)));
    program.defines.push(rule("rule", yes_no(asked)));
    let place = FactPath {
        root: FactRoot::Fact(SERVICES),
        steps: vec![FactStep::Index(0), FactStep::Judgement(1)],
    };
    let all = answered(&program, &facts(&program, Vec::new()), "2022-07-01 00:00");
    assert_eq!(
        needs(&conclusion(&all, "rule").about),
        ["services[0].unforeseen"]
    );
    let given = facts(&program, vec![(place, truth(false))]);
    let all = answered(&program, &given, "2022-07-01 00:00");
    assert_eq!(conclusion(&all, "rule").value, "no");
    assert_eq!(all.judgements[0].name, "services[0].unforeseen");
}

#[test]
fn an_amount_that_does_not_fit_is_a_finding_and_not_known() {
    let huge = || number(i64::MAX, Kind::Number);
    let times = |a, b| {
        let factor = crate::value::Factor::Times;
        expr(Node::Product(vec![(factor, a), (factor, b)]), Kind::Number)
    };
    let mut program = program();
    let product = times(times(huge(), huge()), huge());
    let asks = Node::Compare(CompareOp::MoreThan, Box::new(product), Box::new(huge()));
    program.defines.push(rule("rule", yes_no(asks)));
    let question = Question::as_of(at("2022-07-01 00:00"));
    let (all, findings) = evaluate(&program, &facts(&program, Vec::new()), &question);
    assert_eq!(conclusion(&all, "rule").value, "undetermined");
    assert_eq!(findings.len(), 1);
}
