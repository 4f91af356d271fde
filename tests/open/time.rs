//! Days, edges of the calendar, working days and reliefs of a time that is only bounded.

use proptest::prelude::*;
use serde_json::json;

use super::{HEAD, answer, row, said};

const DAYS: &str = r#"fact begun : time "Begun" ko "시작"
define month_end : date cites Act 1 means end of month of begun
define year_end : date cites Act 1 means end of year of begun
define january : date cites Act 1 means 31 January of begun
define working cites Act 2 means begun is working day
"#;

fn days(zone: &str) -> String {
    format!("policy t\nzone {zone}\nperiods kr.civil\ncalendar kr\n{HEAD}{DAYS}")
}

#[test]
fn a_time_known_by_its_day_does_not_reach_the_next() {
    let policy = days("Asia/Seoul");
    let record = r#"{"zone": "Asia/Seoul", "begun": {"on": "2021-12-31"}}"#;
    let answer = answer(&policy, record, "2022-03-01T00:00");
    for (name, day) in [
        ("month_end", "2021-12-31"),
        ("year_end", "2021-12-31"),
        ("january", "2021-01-31"),
    ] {
        assert_eq!(said(&answer, name), json!({"is": {"date": day}}), "{name}");
        assert_eq!(row(&answer, name)["needs"], json!([]), "{name}");
    }
    assert_eq!(said(&answer, "working"), "yes");
}

#[test]
fn a_span_that_holds_a_working_day_and_a_sunday_is_open() {
    let policy = days("Asia/Seoul");
    let ask = |begun: &str| {
        let record = format!(r#"{{"zone": "Asia/Seoul", "begun": {begun}}}"#);
        said(&answer(&policy, &record, "2022-06-01T00:00"), "working")
    };
    // Tuesday to Friday; Saturday and Sunday; Friday and Saturday; a month.
    assert_eq!(
        ask(r#"{"between": ["2022-03-15T01:00", "2022-03-18T23:00"]}"#),
        "yes"
    );
    assert_eq!(
        ask(r#"{"between": ["2022-03-19T01:00", "2022-03-20T23:00"]}"#),
        "no"
    );
    assert_eq!(
        ask(r#"{"between": ["2022-03-18T23:00", "2022-03-19T01:00"]}"#),
        "undetermined"
    );
    assert_eq!(ask(r#"{"at_least": "2022-03-18T23:00"}"#), "undetermined");
}

fn relief(condition: &str) -> String {
    format!(
        "policy t\nzone Europe/Paris\nperiods eu.1182_71\ncalendar fr\n{HEAD}
fact aware : time \"Aware\" ko \"인지\"
fact named : yes/no \"Named\" ko \"지정\"
duty tell cites Act 1 bearer firm to office must report by aware + 4 hours
  relief to 12:00 on next working day if {condition}\n"
    )
}

#[test]
fn a_relief_of_a_limit_on_a_day_of_rest_is_given_whenever_that_day_it_is() {
    // Whit Monday follows.
    let record = r#"{"zone": "Europe/Paris", "record_complete_until": "2026-06-30T16:00",
        "aware": {"between": ["2026-05-23T10:00", "2026-05-23T11:00"]}}"#;
    let answer = answer(
        &relief("due is not working day"),
        record,
        "2026-06-30T14:00",
    );
    let tell = row(&answer, "tell");
    assert_eq!(tell["state"], "breached");
    assert_eq!(tell["due_at"], "2026-05-26T12:00:00+02:00");
    assert_eq!(tell["needs"], json!([]));
}

#[test]
fn a_limit_that_may_be_relieved_lies_between_the_two() {
    let policy = relief("due is not working day and named");
    let record = r#"{"zone": "Europe/Paris", "record_complete_until": "2026-05-23T09:00",
        "aware": "2026-05-23T08:00"}"#;
    let answer = answer(&policy, record, "2026-05-23T07:00");
    let tell = row(&answer, "tell");
    assert_eq!(tell["state"], "pending");
    assert_eq!(tell["due_earliest"], "2026-05-23T12:00:00+02:00");
    assert_eq!(tell["due_latest"], "2026-05-26T12:00:00+02:00");
}

#[test]
fn a_limit_that_spans_a_working_day_and_a_day_of_rest_holds_both() {
    let record = r#"{"zone": "Europe/Paris", "record_complete_until": "2026-05-22T20:00",
        "aware": {"between": ["2026-05-22T18:00", "2026-05-22T23:00"]}}"#;
    let answer = answer(
        &relief("due is not working day"),
        record,
        "2026-05-22T18:00",
    );
    let tell = row(&answer, "tell");
    assert_eq!(tell["due_earliest"], "2026-05-22T22:00:00+02:00");
    assert_eq!(tell["due_latest"], "2026-05-26T12:00:00+02:00");
}

/// A time in May 2026, in minutes, as the record writes it.
fn written(minutes: u32) -> String {
    let (day, minute) = (minutes / 1_440 + 1, minutes % 1_440);
    format!("2026-05-{day:02}T{:02}:{:02}", minute / 60, minute % 60)
}

fn bounded(low: &str, high: &str) -> String {
    format!(r#"{{"between": ["{low}", "{high}"]}}"#)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_a_bounded_time_settles_holds_of_each_time_in_it(
        low in 0u32..27_000, width in 0u32..6_000, inside in prop::collection::vec(0u32..=1_000, 3)
    ) {
        // All before the moment asked about, noon of 20 May.
        let high = (low + width).min(28_000);
        let (policy, relieved) = (days("Asia/Seoul"), relief("due is not working day"));
        let ask = |policy: &str, name: &str, value: &str| {
            let record = format!(
                r#"{{"zone": "Asia/Seoul", "record_complete_until": "2026-05-20T12:00", "{name}": {value}}}"#
            );
            answer(policy, &record, "2026-05-20T03:00")
        };
        let loose = bounded(&written(low), &written(high));
        let (on_bounds, limit) = (ask(&policy, "begun", &loose), ask(&relieved, "aware", &loose));
        for at in inside.iter().map(|part| low + (high - low) * part / 1_000).chain([low, high]) {
            let exact = format!("\"{}\"", written(at));
            let (on_value, its_limit) = (ask(&policy, "begun", &exact), ask(&relieved, "aware", &exact));
            let (whole, one) = (said(&on_bounds, "working"), said(&on_value, "working"));
            prop_assert!(whole == "undetermined" || whole == one, "{loose}: {whole}, at {exact}: {one}");
            for name in ["month_end", "year_end", "january"] {
                let (whole, one) = (said(&on_bounds, name), said(&on_value, name));
                let day = one["is"]["date"].as_str().unwrap_or_default();
                let within = match &whole["between"] {
                    serde_json::Value::Array(ends) => {
                        let end = |at: usize| ends[at]["date"].as_str().unwrap_or_default().to_owned();
                        *end(0) <= *day && *day <= *end(1)
                    }
                    _ => whole == one,
                };
                prop_assert!(within, "{name} of {loose}: {whole}, at {exact}: {one}");
            }
            let (whole, one) = (row(&limit, "tell"), row(&its_limit, "tell"));
            let state = &whole["state"];
            let agree = *state == "undetermined" || *state == one["state"] || one["state"] == "not_arisen";
            prop_assert!(agree, "{loose}: {state}, at {exact}: {}", one["state"]);
            let instant = |value: &serde_json::Value| value.as_str().map(str::to_owned);
            if let (Some(due), Some(first), Some(last)) =
                (instant(&one["due_at"]), instant(&whole["due_earliest"]), instant(&whole["due_latest"]))
            {
                prop_assert!(first <= due && due <= last, "{loose}: {first} to {last}, at {exact}: {due}");
            }
            if let (Some(due), Some(always)) = (instant(&one["due_at"]), instant(&whole["due_at"])) {
                prop_assert_eq!(due, always, "{} at {}", loose, exact);
            }
        }
    }
}
