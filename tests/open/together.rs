//! What is asked twice of one thing is put together: on which days a time lies, how two open figures
//! compare, in which version's days an instant lies, and what counts only where a duty is owed.

use serde_json::{Value as Json, json};

use super::{HEAD, answer, question, row, said};
use crate::golden::Dice;

const SEOUL: &str = "policy t\nzone Asia/Seoul\nperiods kr.civil\ncalendar kr\n";

fn policy(rest: &str) -> String {
    format!(
        "{SEOUL}{HEAD}choice sort | red | blue
act note from firm to office
fact t1 : time
fact t2 : time
fact d : date
fact b : yes/no
fact k : sort
fact n : number at least 0
fact m : number at least 0
{rest}
"
    )
}

const AT: &str = "2026-03-20T09:00";

fn values(rest: &str, record: &str, names: &[&str]) -> Vec<Json> {
    let all = answer(&policy(rest), record, AT);
    names.iter().map(|name| said(&all, name)).collect()
}

#[test]
fn whether_a_day_is_worked_and_when_it_lies_are_one_question() {
    // 2 March 2026 is a holiday in Korea, since the first was a Sunday.
    let found = values(
        "define one cites Act 1 means not (t1 is working day) and t1 >= 2026-03-04T00:00
define two cites Act 1 means d is working day or d < 2026-03-03
define three cites Act 1 means d is working day",
        r#"{"t1": {"between": ["2026-03-02T10:00", "2026-03-05T20:30"]},
          "d": {"between": ["2026-03-02", "2026-03-05"]}}"#,
        &["one", "two", "three"],
    );
    assert_eq!(found, ["no", "yes", "undetermined"]);
}

#[test]
fn what_is_said_of_working_days_holds_on_each_day() {
    let mut draw = Dice(7);
    let one = |draw: &mut Dice, of: &str| {
        let day = 1 + draw.below(14);
        let text = match draw.below(4) {
            0 => format!("{of} is working day"),
            1 => format!("{of} < 2026-05-{day:02}"),
            2 => format!("{of} >= 2026-05-{day:02}"),
            _ => format!("{of} is 2026-05-{day:02}"),
        };
        match draw.below(3) {
            0 => format!("not ({text})"),
            _ => text,
        }
    };
    let mut settled = 0;
    for _ in 0..150 {
        let legs = [
            one(&mut draw, "d"),
            one(&mut draw, "d"),
            one(&mut draw, "d"),
        ];
        let means = match draw.below(3) {
            0 => format!("({} and {}) or {}", legs[0], legs[1], legs[2]),
            1 => format!("at least 2 of ({}, {}, {})", legs[0], legs[1], legs[2]),
            _ => format!("{} and {} and {}", legs[0], legs[1], legs[2]),
        };
        let text = policy(&format!("define x cites Act 1 means {means}"));
        let first = 1 + draw.below(10);
        let last = first + 1 + draw.below(5);
        let told = |told: Json| {
            let program = super::program(&text);
            let facts = super::record(&program, &json!({ "d": told }).to_string());
            said(
                &super::told(&program, &facts, &question("2026-06-01T00:00")),
                "x",
            )
        };
        let day = |day: usize| json!(format!("2026-05-{day:02}"));
        let whole = told(json!({ "between": [day(first), day(last)] }));
        let each: Vec<Json> = (first..=last).map(|at| told(day(at))).collect();
        let same = each.iter().all(|one| *one == each[0]);
        if whole != "undetermined" {
            settled += 1;
            assert!(same && whole == each[0], "{means}: {whole}, {each:?}");
        }
        if same {
            assert_eq!(whole, each[0], "{means} from {first} to {last}");
        }
    }
    assert!(settled > 20, "{settled}");
}

#[test]
fn how_two_open_figures_compare_is_one_question() {
    let found = values(
        "define one cites Act 1 means not (n > m) and (n > m and b)
define two cites Act 1 means n > m or n <= m
define three cites Act 1 means (n > m) or (m >= n and n < 6)
define four cites Act 1 means 2 * m < 2 * n + 2 or n - m < 1
define five cites Act 1 means n > m or m > n
define six cites Act 1 means t2 - t1 > 2 hours or t1 >= t2 - 2 hours",
        r#"{"n": {"between": [0, 5]}, "m": {"between": [0, 5]},
          "t1": {"between": ["2026-03-02T10:00", "2026-03-03T10:00"]},
          "t2": {"between": ["2026-03-02T10:00", "2026-03-03T10:00"]}}"#,
        &["one", "two", "three", "four", "five", "six"],
    );
    assert_eq!(found, ["no", "yes", "yes", "yes", "undetermined", "yes"]);
}

#[test]
fn in_which_versions_days_an_instant_lies_is_known_in_that_version() {
    let rest = "define f cites Act 1 governed by t1
  in force from 2026-01-01 until 2026-03-03 means b
  in force from 2026-03-04 means t2 > t1";
    let record = |b: bool| {
        format!(
            r#"{{"b": {b}, "t2": "2026-03-03T09:00",
              "t1": {{"between": ["2026-03-02T10:00", "2026-03-06T07:00"]}}}}"#
        )
    };
    assert_eq!(values(rest, &record(false), &["f"]), ["no"]);
    assert_eq!(values(rest, &record(true), &["f"]), ["undetermined"]);
}

#[test]
fn what_an_exception_or_a_relief_does_counts_only_where_the_duty_is_owed() {
    let rest = "duty x cites Act 1 bearer firm to office when k is red must report by t1 + 24 hours
exception e cites Act 2 to x when not (k is red) instead by t2 + 24 hours instead must note
duty y cites Act 3 bearer firm to office must note within 3 days after t1
  relief to 12:00 on next working day if k is red unless k is red";
    let all = answer(
        &policy(rest),
        r#"{"t1": "2026-03-17T10:00", "events": [], "record_complete_until": "2026-03-21T09:00"}"#,
        AT,
    );
    let x = row(&all, "x");
    assert_eq!(x["due_at"], "2026-03-18T10:00:00+09:00");
    assert!(x["alternatives"].is_null(), "{x:#}");
    assert_eq!(row(&all, "y")["due_day"], "2026-03-20");
}

#[test]
fn what_a_complete_record_does_not_have_is_done_later_if_ever() {
    let rest = "define early cites Act 1 means earliest of report.at < 2026-03-05T00:00
define late cites Act 1 means latest of report.at > 2026-03-05T00:00
define done cites Act 1 means latest of report.at is known
define performed cites Act 1 means performance of y > 2026-03-05T00:00
duty y cites Act 2 bearer firm to office must report
duty z cites Act 2 bearer firm to office must note by 1 month after latest of report.at";
    let names = ["early", "late", "done", "performed", "z"];
    let whole = r#"{"events": [], "record_complete_until": "2026-03-21T09:00"}"#;
    let found = values(rest, whole, &names);
    assert_eq!(found, ["no", "yes", "no", "yes", "pending"]);
    // Where the record does not say that it is complete, it may have been done.
    let found = values(rest, r#"{"events": []}"#, &names);
    assert_eq!(found[..2], ["undetermined", "undetermined"]);
}

#[test]
fn a_disputed_start_leaves_the_limit_of_the_accounts_by_which_it_is_owed() {
    let all = answer(
        &policy(
            "duty x cites Act 1 bearer firm to office when t2 > t1 must report within 24 hours after t2",
        ),
        r#"{"t1": "2026-03-03T15:00", "events": [], "record_complete_until": "2026-03-04T21:00",
          "t2": {"disputed": [{"is": "2026-03-01T22:00", "by": "firm"},
                              {"is": "2026-03-04T11:00", "by": "office"}]}}"#,
        "2026-03-04T12:00",
    );
    let x = row(&all, "x");
    assert_eq!(x["due_at"], "2026-03-05T11:00:00+09:00");
    assert_eq!(x["needs"], json!(["t2"]));
}

#[test]
fn an_account_by_which_it_was_done_in_time_leaves_its_limit_open() {
    let all = answer(
        &policy("duty x cites Act 1 bearer firm to office must report within 24 hours after t2"),
        r#"{"events": [{"act": "report", "at": "2026-03-04T20:00"}],
          "record_complete_until": "2026-03-21T09:00",
          "t2": {"disputed": [{"is": "2026-03-01T22:00", "by": "firm"},
                              {"is": "2026-03-04T11:00", "by": "office"}]}}"#,
        AT,
    );
    let x = row(&all, "x");
    assert_eq!(x["state"], "undetermined");
    assert!(
        x["due_at"].is_null() && x["due_latest"].is_string(),
        "{x:#}"
    );
}
