//! Windows: a stretch may begin at any moment, and a member counts with the part that lies in it.

use proptest::prelude::*;

use super::{HEAD, answer, said};

const STOPS: &str = r#"record Stop "Stop" ko "중단"
  field started : time "Start" ko "시작"
  field ended   : time "End" ko "종료"
  field length  : duration "Length" ko "길이" is ended - started
fact stops : list of Stop "Stops" ko "중단"
"#;

fn policy(defines: &str) -> String {
    format!("policy t\nzone UTC\nperiods eu.1182_71\n{HEAD}{STOPS}{defines}\n")
}

fn ask(condition: &str, stops: &[(u32, u32)], at: &str) -> String {
    let policy = policy(&format!("define so cites Act 1 means {condition}"));
    let stops: Vec<String> = stops
        .iter()
        .map(|(from, to)| {
            format!(
                r#"{{"started": "{}", "ended": "{}"}}"#,
                clock(*from),
                clock(*to)
            )
        })
        .collect();
    let record = format!(r#"{{"zone": "UTC", "stops": [{}]}}"#, stops.join(", "));
    let answer = answer(&policy, &record, at);
    said(&answer, "so").as_str().unwrap_or_default().to_owned()
}

/// A time in May 2026, in minutes.
fn clock(minutes: u32) -> String {
    let (day, minute) = (minutes / 1_440 + 1, minutes % 1_440);
    format!("2026-05-{day:02}T{:02}:{:02}", minute / 60, minute % 60)
}

const JUNE: &str = "2026-06-01T00:00";

#[test]
fn a_week_of_the_calendar_takes_the_part_that_lies_in_it() {
    // Sunday 10 May, 23:00, to Monday, 01:30.
    let stop = (9 * 1_440 + 1_380, 10 * 1_440 + 90);
    let week = "some calendar week of stops by started";
    assert_eq!(
        ask(
            &format!("{week} has (sum of (length) > 1 hour)"),
            &[stop],
            JUNE
        ),
        "yes"
    );
    assert_eq!(
        ask(
            &format!("{week} has (sum of (length) > 90 minutes)"),
            &[stop],
            JUNE
        ),
        "no"
    );
    assert_eq!(
        ask(
            &format!("{week} whole has (sum of (length) > 2 hours)"),
            &[stop],
            JUNE
        ),
        "yes"
    );
    // Over midnight it lies in both weeks, and with another of Wednesday makes two of the second.
    let later = (12 * 1_440, 12 * 1_440 + 10);
    assert_eq!(
        ask(
            &format!("{week} has (count of (stops) >= 2)"),
            &[stop, later],
            JUNE
        ),
        "yes"
    );
}

#[test]
fn a_stretch_of_hours_begins_anywhere() {
    // Two hours and two hours; from the middle of the first to the middle of the second it is a day.
    let stops = [(0, 120), (1_440, 1_560)];
    let day = "some 24 hours of stops by started";
    // With the first member begins a day that holds two hours and the first instant of the other.
    assert_eq!(
        ask(
            &format!("{day} has (sum of (length) >= 2 hours)"),
            &stops,
            JUNE
        ),
        "yes"
    );
    assert_eq!(
        ask(
            &format!("{day} has (sum of (length) > 2 hours)"),
            &stops,
            JUNE
        ),
        "no"
    );
    // An hour later the gap is shorter.
    let near = [(0, 120), (1_380, 1_560)];
    assert_eq!(
        ask(
            &format!("{day} has (sum of (length) >= 3 hours)"),
            &near,
            JUNE
        ),
        "yes"
    );
    assert_eq!(
        ask(
            &format!("{day} has (sum of (length) > 3 hours)"),
            &near,
            JUNE
        ),
        "no"
    );
    // A long one began before: the day in which it ends holds the last of it and the next.
    let long = [(0, 3_000), (3_600, 3_720)];
    assert_eq!(
        ask(
            &format!("{day} has (count of (stops) >= 2 and sum of (length) >= 14 hours)"),
            &long,
            JUNE
        ),
        "yes"
    );
}

#[test]
fn what_is_over_when_a_stretch_begins_does_not_lie_in_it() {
    let day = "some 24 hours of stops by started has (count of (stops) >= 2)";
    assert_eq!(ask(day, &[(0, 60), (1_499, 1_560)], JUNE), "yes");
    assert_eq!(ask(day, &[(0, 60), (1_500, 1_560)], JUNE), "no");
}

#[test]
fn months_are_counted_from_any_day_too() {
    // From 31 May back to 30 April is more than a month; the last hours of the first lie on 1 May.
    let stops = [(0, 1_440 * 3), (1_440 * 30, 1_440 * 30 + 60)];
    let month = "some 1 month of stops by started has";
    assert_eq!(
        ask(
            &format!("{month} (count of (stops) >= 2 and sum of (length) >= 48 hours)"),
            &stops,
            JUNE
        ),
        "yes"
    );
}

/// The most that lies in one stretch of a length, by looking at each minute at which it can begin.
fn most(stops: &[(u32, u32)], length: u32) -> u32 {
    let inside = |begin: u32| {
        let parts = stops.iter().map(|(from, to)| {
            let (from, to) = ((*from).max(begin), (*to).min(begin + length));
            to.saturating_sub(from)
        });
        parts.sum::<u32>()
    };
    (0..20_000).step_by(10).map(inside).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn the_most_of_all_stretches_is_found(
        stops in prop::collection::vec((0u32..1_500, 0u32..200), 1..5), length in 1u32..60
    ) {
        // Whole steps of ten minutes, so that the best beginning is one of them.
        let length = length * 60;
        let stops: Vec<(u32, u32)> =
            stops.into_iter().map(|(from, width)| (from * 10, (from + width) * 10)).collect();
        let most = most(&stops, length);
        let window = format!("some {} hours of stops by started has", length / 60);
        let reached = format!("{window} (sum of (length) >= {most} minutes)");
        prop_assert_eq!(ask(&reached, &stops, JUNE), "yes", "{:?} {}", stops, most);
        let more = format!("{window} (sum of (length) > {most} minutes)");
        prop_assert_eq!(ask(&more, &stops, JUNE), "no", "{:?} {}", stops, most);
    }

    #[test]
    fn what_bounded_ends_settle_holds_of_each_end(
        stops in prop::collection::vec((0u32..600, 0u32..200, 0u32..60), 1..4), limit in 1u32..40
    ) {
        let condition = format!("some 24 hours of stops by started has (sum of (length) >= {limit} hours)");
        let policy = policy(&format!("define so cites Act 1 means {condition}"));
        let ask = |ends: &dyn Fn(u32, u32) -> String| {
            let stops: Vec<String> = stops.iter().map(|(from, width, loose)| {
                let (from, to) = (from * 10, (from + width) * 10);
                format!(r#"{{"started": "{}", "ended": {}}}"#, clock(from), ends(to, to + loose * 10))
            }).collect();
            let record = format!(r#"{{"zone": "UTC", "stops": [{}]}}"#, stops.join(", "));
            said(&answer(&policy, &record, JUNE), "so")
        };
        let whole = ask(&|low, high| format!(r#"{{"between": ["{}", "{}"]}}"#, clock(low), clock(high)));
        for of in 0..3 {
            let one = ask(&|low, high| format!("\"{}\"", clock((low + (high - low) * of / 2) / 10 * 10)));
            prop_assert!(whole == "undetermined" || whole == one, "{whole} on bounds, {one} on values");
        }
    }
}

#[test]
fn what_no_stretch_could_hold_is_no_of_an_open_list_too() {
    let policy = r#"policy t
zone UTC
periods us.calendar
source Act "Act" ko "법"
record Stop "Stop" ko "중단"
  field started : time "Start" ko "시작"
  field ended : time "End" ko "종료"
  field length : duration "Length" ko "길이" is ended - started
fact stops : list of Stop "Stops" ko "중단들"
define day cites Act 1 means some 24 hours of stops by started has (sum of (length) < 0 minutes)
define none cites Act 1 means some 24 hours of stops by started has (count of (stops) < 0)
define week cites Act 1 means some calendar week of stops by started has (sum of (length) < 0 minutes)
define month cites Act 1 means some 1 month of stops by started has (count of (stops) < 0 or sum of (length) < 0 minutes)
define two cites Act 1 means some 24 hours of stops by started has (count of (stops) >= 2)
"#;
    for record in [r#"{"stops": {"at_least": []}}"#, r#"{"stops": [{}]}"#, "{}"] {
        let all = super::answer(policy, record, "2026-05-04T12:00");
        for name in ["day", "none", "week", "month"] {
            let row = super::row(&all, name);
            assert_eq!(row["value"], "no", "{name} on {record}");
            assert_eq!(row["needs"], serde_json::json!([]), "{name} on {record}");
        }
    }
    // What it holds decides where it can.
    let open = super::answer(
        policy,
        r#"{"stops": {"at_least": [{}]}}"#,
        "2026-05-04T12:00",
    );
    assert_eq!(super::said(&open, "two"), "undetermined");
    let day = super::row(&open, "day");
    assert_eq!(day["regardless"], serde_json::json!(["stops"]));
}
