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

const EDGES: &str = r#"fact begun : time "Begun" ko "시작"
record Firm field sales : number over period "Sales" ko "매출"
fact firm : Firm
define month_begin : date cites Act 1 means beginning of month of begun
define month_end : date cites Act 1 means end of month of begun
define quarter_end : date cites Act 1 means end of quarter of begun
define year_begin : date cites Act 1 means beginning of year of begun
define year_end : date cites Act 1 means end of year of begun
define week : date cites Act 1 means beginning of week of begun
define fixed : date cites Act 1 means 15 March of begun
define month_later : date cites Act 1 means 1 month after begun
define days_later : date cites Act 1 means 10 days after begun
define sold cites Act 1 means firm.sales over year of begun >= 50
define hours : duration
  in force from 2010-01-01 until 2021-12-31 cites Act 2 means 4 hours
  in force from 2022-01-01 cites Act 3 means 2 hours
"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// A time of which the day is known has the edges of that day, and reaches no other. No clock is
    /// changed after four.
    #[test]
    fn edges_of_the_calendar_are_those_of_the_day_that_is_known(
        year in 2020i32..2024, month in 1u32..=12, edge in 0u32..3, minute in 240u32..1_440,
        zone in prop::sample::select(vec!["Asia/Seoul", "America/New_York", "Europe/Dublin", "Pacific/Auckland"]),
    ) {
        let last = onus::value::Date::days_in_month(year, month).expect("a month");
        let day = [1, last - 1, last][edge as usize];
        let policy = format!("policy t\nzone {zone}\nperiods kr.civil\ncalendar kr\ngoverned by begun\n{HEAD}{EDGES}");
        let ask = |begun: String| {
            let sales = r#"[{"over": "2020", "is": 10}, {"over": "2021", "is": 90}, {"over": "2022", "is": 20}, {"over": "2023", "is": 70}]"#;
            let record = format!(r#"{{"zone": "{zone}", "begun": {begun}, "firm": {{"sales": {sales}}}}}"#);
            answer(&policy, &record, "2024-06-01T00:00")
        };
        let date = format!("{year}-{month:02}-{day:02}");
        let on_day = ask(format!(r#"{{"on": "{date}"}}"#));
        let exact = ask(format!(r#""{date}T{:02}:{:02}""#, minute / 60, minute % 60));
        for row in exact["conclusions"].as_array().expect("rows") {
            let name = row["name"].as_str().expect("a name").trim_start_matches("t.");
            prop_assert_eq!(said(&on_day, name), said(&exact, name), "{} on {} in {}", name, date, zone);
            prop_assert_eq!(&self::row(&on_day, name)["needs"], &json!([]), "{}", name);
        }
    }
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

fn counted(rest: &str) -> String {
    format!(
        "policy t\nzone Asia/Seoul\nperiods kr.civil\ncalendar kr\n{HEAD}
fact named : time \"Named\" ko \"지정\"
duty tell cites Act 1 bearer firm to office must report {rest}\n"
    )
}

#[test]
fn a_start_that_may_be_midnight_itself_counts_its_day() {
    // From midnight on the day itself is the first of the thirty.
    let policy = counted("within 30 days after the latest of (named, 2023-07-04T00:00)");
    let open = answer(&policy, r#"{"zone": "Asia/Seoul"}"#, "2023-07-04T00:00");
    assert_eq!(row(&open, "tell")["due_earliest"], "2023-08-02");
    // What is known by its day alone is some time of the day.
    let policy = counted("within 30 days after named");
    let record = r#"{"zone": "Asia/Seoul", "named": {"on": "2023-07-04"}}"#;
    let on_the_day = answer(&policy, record, "2023-07-04T00:00");
    assert_eq!(row(&on_the_day, "tell")["due_day"], "2023-08-03");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_limit_lies_where_that_of_each_start_lies(
        low in 0i64..96, more in 0i64..96, share in 0i64..=4, before in any::<bool>(),
    ) {
        let at = |hours: i64| {
            let (day, hour) = (3 + hours / 24, hours % 24);
            format!("2023-07-{day:02}T{hour:02}:00")
        };
        let policy = counted(if before { "by 5 days before named" } else { "within 5 days after named" });
        let due = |named: serde_json::Value| {
            let record = json!({"zone": "Asia/Seoul", "named": named}).to_string();
            let answer = answer(&policy, &record, "2023-08-01T00:00");
            let tell = row(&answer, "tell");
            let day = |part: &str| tell[part].as_str().map(str::to_owned);
            let only = day("due_day");
            (only.clone().or(day("due_earliest")), only.or(day("due_latest")))
        };
        let (first, last) = due(json!({"between": [at(low), at(low + more)]}));
        let (one, _) = due(json!(at(low + more * share / 4)));
        prop_assert!(first <= one, "{first:?} {one:?}");
        prop_assert!(one <= last, "{one:?} {last:?}");
    }
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

#[test]
fn a_relief_meets_the_last_hour_of_a_day_too() {
    let policy = format!(
        "policy t\nzone Europe/Paris\nperiods eu.1182_71\ncalendar fr\n{HEAD}fact aware : time \"Aware\" ko \"인지\"
fact late : yes/no \"Late\" ko \"지연\"
duty tell \"Tell\" ko \"보고\" cites Act 1 bearer firm to office must report within 72 hours after aware
  relief to 12:00 on next working day if due is not working day
duty also \"Also\" ko \"역시\" cites Act 1 bearer firm to office must report within 72 hours after aware
  relief to 12:00 on next working day if late
"
    );
    let ends = |aware: &str, name: &str| {
        let record = format!(
            r#"{{"zone": "Europe/Paris", "aware": {aware}, "late": true, "events": [], "record_complete_until": "2026-03-10T09:00"}}"#
        );
        let answer = answer(&policy, &record, "2026-03-10T08:00");
        let row = row(&answer, name).clone();
        (
            row["due_earliest"].clone(),
            row["due_latest"].clone(),
            said(&answer, name),
        )
    };
    // At 23:00 of Tuesday the 72 hours begin at midnight and end with Friday, which is Saturday.
    let (_, last, _) = ends(r#"{"on": "2026-03-03"}"#, "tell");
    assert_eq!(last, "2026-03-09T12:00:00+01:00");
    // At 23:00 of Thursday they end with Sunday, which is Monday: no relief.
    let (first, last, _) = ends(r#"{"on": "2026-03-05"}"#, "tell");
    assert_eq!(first, "2026-03-09T00:00:00+01:00");
    assert_eq!(last, "2026-03-09T12:00:00+01:00");
    let (_, last, state) = ends(r#"{"on": "2026-03-05"}"#, "also");
    assert_eq!(
        (last, state),
        ("2026-03-10T12:00:00+01:00".into(), "undetermined".into())
    );
}

#[test]
fn a_time_within_bounds_that_reach_past_the_moment_asked_is_read_as_written() {
    let policy = format!(
        "policy t\nzone UTC\nperiods eu.1182_71\ncalendar be\n{HEAD}
fact aware : time \"Aware\" ko \"인지\"
fact found : time \"Found\" ko \"발견\"
duty tell cites Act 1 bearer firm to office
  must report within 3 days after the latest of ((aware + 24 hours), (found + 4 hours))\n"
    );
    let ask = |found: &str, at: &str| {
        let record = format!(
            r#"{{"aware": "2026-05-03T09:00", "found": {found}, "events": [],
                "record_complete_until": "{at}"}}"#
        );
        let answer = answer(&policy, &record, at);
        row(&answer, "tell").clone()
    };
    let (before, after) = ("2026-05-04T07:00", "2026-05-04T18:00");
    let bounds = r#"{"between": ["2026-05-03T09:00", "2026-05-04T18:00"]}"#;
    // It has come, or comes within them: whichever it is, the limit is one day.
    let within = ask(bounds, before);
    assert_eq!(within["due_day"], "2026-05-07");
    assert_eq!(within["needs"], json!([]));
    for come in [r#""2026-05-03T09:00""#, r#""2026-05-04T07:00""#] {
        assert_eq!(ask(come, before)["due_day"], "2026-05-07", "{come}");
    }
    assert_eq!(ask(bounds, after)["due_day"], "2026-05-07");
    // Told exactly and ahead it has not come: when it will is not told by then, and is known once it has.
    let ahead = r#""2026-05-04T18:00""#;
    let waits = ask(ahead, before);
    assert_eq!(waits["due_day"], json!(null));
    assert_eq!(waits["due_earliest"], "2026-05-07");
    assert_eq!(waits["due_latest"], json!(null));
    assert_eq!(ask(ahead, after)["due_day"], "2026-05-07");
}
