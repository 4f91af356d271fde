//! The smallest sets of facts that would settle an open question.

use super::make::*;
use crate::determination::Step;
use crate::program::{Node, Target};
use crate::value::Kind;

fn told(routes: &[Vec<Step>]) -> Vec<String> {
    let step = |step: &Step| {
        let (how, value) = step.told();
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        match how.as_str() {
            "is" => format!("{}={value}", step.path),
            how => format!("{} {how} {value}", step.path),
        }
    };
    routes
        .iter()
        .map(|set| set.iter().map(step).collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn routes_are_minimal_and_lead_there() {
    let either = yes_no(Node::Any(vec![
        yes_no(Node::All(vec![fact(A), fact(B)])),
        not(fact(C)),
    ]));
    let row = value(either, Vec::new());
    assert_eq!(told(&row.about.routes.yes), ["c=no", "a=yes b=yes"]);
    assert_eq!(told(&row.about.routes.no), ["a=no c=yes", "b=no c=yes"]);
    let settled = value(fact(A), vec![(path(A, &[]), truth(true))]);
    assert_eq!(
        settled.about.routes,
        crate::determination::Routes::default()
    );
}

#[test]
fn choices_and_other_conclusions_are_followed() {
    let mut program = program();
    let cause = of(outage(), 3, Kind::Choice(0));
    let listed = yes_no(Node::OneOf(Box::new(cause), 0b011));
    program.defines.push(rule("cause", listed));
    program.defines.push(rule(
        "rule",
        yes_no(Node::All(vec![
            yes_no(Node::Define(0, Vec::new())),
            fact(A),
        ])),
    ));
    let facts = facts(&program, vec![(path(A, &[]), truth(true))]);
    let all = answered(&program, &facts, "2022-07-01 00:00");
    let row = conclusion(&all, "rule");
    assert_eq!(needs(&row.about), ["outage.cause"]);
    assert_eq!(
        told(&row.about.routes.yes),
        [r#"outage.cause one_of ["overload","line"]"#]
    );
    assert_eq!(told(&row.about.routes.no), ["outage.cause=other"]);
}

#[test]
fn a_duty_arises_when_its_exceptions_do_not_hold() {
    let mut program = program();
    let mut body = answer();
    body.when = Some(fact(A));
    program.duties.push(duty("reply", body));
    program
        .exceptions
        .push(exception("excused", Target::Duty(0), fact(B)));
    let all = answered(&program, &facts(&program, Vec::new()), "2022-07-01 00:00");
    let row = duty_row(&all, "reply");
    assert_eq!(told(&row.about.routes.yes), ["a=yes b=no"]);
    assert_eq!(told(&row.about.routes.no), ["a=no", "b=yes"]);
}
