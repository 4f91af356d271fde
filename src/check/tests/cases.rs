//! Cases and what they expect.

use super::{finds, sound};
use crate::diagnostic::Code;
use crate::name::Name;
use crate::program::case::{Due, Outcome};

#[test]
fn cases_are_put_as_determinations_print() {
    let program = sound(
        r#"define covered cites Act 1 means grave
define limit : duration cites Act 1 means 2 hours
duty tell for each s in services cites Act 1 bearer operator must notice
exception small cites Act 4 to tell
case c "Case" ko "사례"
  facts "a.json"
  as of 2022-02-10T09:00
  given outage.cause is line
  given services[0].unforeseen is yes
  given outage.hit is unknown
  expect covered
  expect not covered
  expect covered undetermined needs grave, services[0].outage.cause
  expect limit is 2 hours
  expect tell of services[0] exempt by small due 2022-03-01 citing Act 4, Act"#,
    );
    let Some(case) = program.cases.first() else {
        unreachable!("one case")
    };
    let names: Vec<&str> = case.expects.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names.first(), Some(&"test.law.covered"));
    let states: Vec<&str> = case
        .expects
        .iter()
        .filter_map(|expect| match &expect.outcome {
            Outcome::YesNo(yes) => Some(if *yes { "yes" } else { "no" }),
            Outcome::State(state) => Some(state.name()),
            Outcome::Value(_) | Outcome::NotValue(_) | Outcome::Coming(_) => None,
        })
        .collect();
    assert_eq!(states, ["yes", "no", "undetermined", "exempt"]);
    let last = case.expects.last();
    assert_eq!(
        last.and_then(|e| e.instance.as_deref()),
        Some("services[0]")
    );
    assert!(matches!(last.and_then(|e| e.due), Some(Due::Day(_))));
    assert_eq!(
        last.map(|e| e.citing.clone()),
        Some(vec!["Act 4".into(), "Act".into()])
    );
    let case = |text: &str, code| {
        finds(
            &format!("case c as of 2022-01-01 expect grave {text}"),
            &[code],
        )
    };
    case("given outge.cause is line", Code::UnknownName);
    case("given outage.cause is lime", Code::UnknownChoice);
    case("given outage.hit is 3", Code::UnlikeUnits);
    case(
        "given outage.cause is line given outage.cause is unknown",
        Code::DuplicateFact,
    );
    case("given unforeseen is yes", Code::WrongArguments);
    case("given services.fee is 3 KRW", Code::UnknownField);
    case("proposed \"bill\"", Code::UnknownProposal);
    case("reading outge is plain", Code::UnknownName);
    case("reading outage is plain", Code::WrongSort);
    case("expect outage", Code::WrongSort);
    case("expect grave breached", Code::WrongSort);
    case("expect grave needs outage.cuase", Code::UnknownField);
    case("expect grave citing Decree 3", Code::UnknownSource);
    finds(
        "case c as of 2022-01-01 given outage.cause is line",
        &[Code::MissingExpectation],
    );
}

#[test]
fn a_case_asks_for_proposals_and_readings_by_their_names() {
    let program = sound(
        r#"reading hours "Hours" ko "시간" | plain "Plain" ko "산입" | excluded "Excluded" ko "불산입"
  default plain cites Act 1
define d cites Act 1
  in force from 2020-01-01 means hours is plain
  proposed "bill" in force from 2021-01-01 means grave
case c "Case" ko "사례" as of 2022-02-10T09:00
  proposed "bill"
  reading hours is excluded
  expect not d"#,
    );
    let case = program.cases.first();
    assert_eq!(
        case.map(|case| case.proposed.clone()),
        Some(vec!["bill".into()])
    );
    assert_eq!(
        case.map(|case| case.readings.clone()),
        Some(vec![("test.law.hours".to_owned(), Name::new("excluded"))])
    );
    // A case has no versions: what stands after the proposal is still its own.
    assert_eq!(case.map(|case| case.expects.len()), Some(1));
}
