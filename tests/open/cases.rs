//! What is so whichever case it is: how conditions that choose, versions for some, figures, limits,
//! windows and places take part in it; and what is told to make no difference makes none.

use serde_json::{Value, json};

use super::{HEAD, answer, row, said};

const AT: &str = "2026-03-20T09:00";

fn policy(rest: &str) -> String {
    format!(
        "policy t\nzone UTC\nperiods us.calendar\n{HEAD}
choice sort \"Sort\" ko \"종류\" | x \"X\" ko \"엑스\" | y \"Y\" ko \"와이\" | z \"Z\" ko \"제트\"
party public \"Public\" ko \"공중\"
record Item \"Item\" ko \"항목\"
  field bad : yes/no \"Bad\" ko \"불량\"
  field n : number at least 0 \"N\" ko \"수\"
  field when : time \"When\" ko \"때\"
act order \"Order\" ko \"명령\" from office to firm field big : yes/no \"Big\" ko \"큼\"
fact items : list of Item \"Items\" ko \"항목들\"
fact a : yes/no \"A\" ko \"가\"
fact b : yes/no \"B\" ko \"나\"
fact e : yes/no \"E\" ko \"마\"
fact n : number at least 0 \"N\" ko \"수\"
fact m : number at least 0 \"M\" ko \"양\"
fact k : sort \"K\" ko \"종류\"
fact t : time \"T\" ko \"때\"\n{rest}\n"
    )
}

fn record(rest: &str) -> String {
    let rest = if rest.is_empty() {
        String::new()
    } else {
        format!("{rest}, ")
    };
    let events = if rest.contains("\"events\"") {
        ""
    } else {
        "\"events\": [], "
    };
    format!("{{\"zone\": \"UTC\", {rest}{events}\"record_complete_until\": \"{AT}\"}}")
}

/// What a condition comes to, and what is missing for it.
fn means(condition: &str, facts: &str) -> (Value, Value) {
    let policy = policy(&format!("define c cites Act 1 means {condition}"));
    let all = answer(&policy, &record(facts), AT);
    (said(&all, "c"), row(&all, "c")["needs"].clone())
}

#[test]
fn a_choice_between_conditions_takes_part_in_the_cases() {
    for (condition, facts) in [
        ("a or not (if b then a else e)", r#""b": true"#),
        (
            "(if b then a else e) or (if b then not a else e)",
            r#""b": true"#,
        ),
        ("n > 5 or (if b then n else m) <= 5", r#""b": true"#),
        ("n - (if b then n else m) <= 0", r#""b": true"#),
        (
            "(if k is x then a else if k is y then a else e) or not a",
            r#""k": {"one_of": ["x", "y"]}"#,
        ),
        ("smaller of (n, if n < 5 then n else 5) <= 5", ""),
    ] {
        assert_eq!(
            means(condition, facts),
            (json!("yes"), json!([])),
            "{condition}"
        );
    }
    assert_eq!(
        means("if a then b else e", ""),
        (json!("undetermined"), json!(["a", "b", "e"]))
    );
}

#[test]
fn an_exception_to_an_exception_on_one_fact_leaves_nothing_open() {
    let policy = policy(
        "act note \"Note\" ko \"공고\" from firm to public
duty d cites Act 1 bearer firm to office must report by t + 24 hours
exception x0 to d when a cites Act 2 instead must note instead to public
exception x2 to x0 when a and b cites Act 3",
    );
    let facts = r#""t": "2026-03-19T10:00", "b": true, "events": [{"act": "report", "at": "2026-03-19T12:00"}]"#;
    let all = answer(&policy, &record(facts), AT);
    let row = row(&all, "d");
    assert_eq!(row["state"], "fulfilled", "{row:#}");
    assert_eq!(row["needs"], json!([]));
}

#[test]
fn a_version_for_some_is_taken_together_with_what_it_means() {
    for (facts, base, whom, then) in [
        (r#""b": true"#, "b", "n >= 5", "n >= 4"),
        (r#""b": true"#, "b", "k is x", "k is not y"),
        ("", "not a", "a", "a"),
        (r#""b": true"#, "b", "a", "a or e"),
    ] {
        let policy = policy(&format!(
            "define c cites Act 1\n  in force from 2010-01-01 means {base}\n  in force from 2026-03-01 for {whom} means {then}"
        ));
        assert_eq!(
            said(&answer(&policy, &record(facts), AT), "c"),
            "yes",
            "{whom}: {then}"
        );
    }
    let policy = policy(
        "define c cites Act 1\n  in force from 2010-01-01 means b\n  in force from 2026-03-01 for a means e",
    );
    let all = answer(&policy, &record(r#""b": true"#), AT);
    let routes = &row(&all, "c")["routes"];
    assert_eq!(
        routes["yes"],
        json!([[{"path": "a", "is": "no"}], [{"path": "e", "is": "yes"}]])
    );
    assert_eq!(
        routes["no"],
        json!([[{"path": "a", "is": "yes"}, {"path": "e", "is": "no"}]])
    );
}

#[test]
fn a_figure_over_some_members_asks_for_those_alone_that_can_change_it() {
    let sum = "sum of (i.n for i in items where i.bad) < 10";
    let (value, needs) = means(sum, r#""items": [{"n": 3}, {"n": 10}]"#);
    assert_eq!(
        (value, needs),
        (json!("undetermined"), json!(["items[1].bad"]))
    );
    let largest = "largest of (i.n for i in items where i.bad) >= 4";
    let (value, needs) = means(
        largest,
        r#""items": [{"n": 3}, {"n": 2, "bad": true}, {"n": 9}]"#,
    );
    assert_eq!(
        (value, needs),
        (json!("undetermined"), json!(["items[2].bad"]))
    );
}

#[test]
fn a_window_is_looked_at_wherever_a_bounded_member_lies() {
    let pair = |length: &str, one: &str, other: &str| {
        let condition = format!("some {length} of items by when has (count of (items) >= 2)");
        means(
            &condition,
            &format!(r#""items": [{{"when": {one}}}, {{"when": {other}}}]"#),
        )
    };
    let between = r#"{"between": ["2026-03-18T08:30", "2026-03-18T12:00"]}"#;
    let known = r#""2026-03-18T10:00""#;
    let day = r#"{"on": "2026-03-18"}"#;
    for (length, one, other) in [
        ("24 hours", between, known),
        ("2 hours", between, known),
        ("24 hours", day, r#""2026-03-18T21:00""#),
        ("24 hours", day, day),
        ("calendar day", day, known),
        ("2 days", day, r#""2026-03-19T21:00""#),
    ] {
        assert_eq!(
            pair(length, one, other),
            (json!("yes"), json!([])),
            "{length} {one} {other}"
        );
    }
    let open = (json!("undetermined"), json!(["items[0].when"]));
    assert_eq!(pair("24 hours", day, r#""2026-03-19T21:00""#), open);
    assert_eq!(pair("1 hour", between, known), open);
    assert_eq!(pair("1 hour", between, r#""2026-03-18T14:00""#).0, "no");
}

#[test]
fn whether_a_fact_is_known_is_asked() {
    for asks in ["t is known", "t is unknown", "t is known or a"] {
        let policy = policy(&format!("define c cites Act 1 means {asks}"));
        let all = answer(&policy, &record(""), AT);
        let row = row(&all, "c");
        assert_eq!(row["value"], "undetermined");
        assert!(
            row["needs"]
                .as_array()
                .expect("paths")
                .contains(&json!("t")),
            "{row:#}"
        );
        assert_ne!(row["regardless"], json!(["t"]), "{row:#}");
    }
}

#[test]
fn a_further_act_can_make_up_for_one_that_is_on_record() {
    let policy = policy("define c cites Act 1 means count of (o in order where o.big) >= 2");
    let facts = r#"{"zone": "UTC", "events": [{"act": "order", "at": "2026-03-17T10:00"}], "record_complete_until": "2026-03-18T00:00"}"#;
    let all = answer(&policy, facts, AT);
    let row = row(&all, "c");
    assert_eq!(row["needs"], json!(["events[0].big", "events.order"]));
    let yes = row["routes"]["yes"][0].as_array().expect("a way to yes");
    let mut paths: Vec<&str> = yes
        .iter()
        .filter_map(|step| step["path"].as_str())
        .collect();
    paths.sort_unstable();
    assert_eq!(paths, ["events.order", "events[0].big", "events[1].big"]);
    assert_eq!(
        row["regardless"].as_array().map_or(0, Vec::len),
        0,
        "{row:#}"
    );
}

#[test]
fn the_time_at_which_a_power_was_used_is_asked() {
    let policy = policy("power p cites Act 3 holder office over firm when a through order");
    let ask = |facts: &str| {
        let all = answer(
            &policy,
            &record(&format!(
                r#"{facts}"events": [{{"act": "order", "at": {{"unknown": true}}}}]"#
            )),
            AT,
        );
        let row = row(&all, "p").clone();
        (
            row["state"].clone(),
            row["needs"].clone(),
            row["routes"].clone(),
        )
    };
    let (state, needs, routes) = ask("");
    assert_eq!(state, "undetermined");
    assert_eq!(needs, json!(["a", "events[0].at"]));
    assert_eq!(
        routes["yes"][0].as_array().map(Vec::len),
        Some(2),
        "{routes:#}"
    );
    assert_eq!(
        routes["no"][0],
        json!([{"path": "a", "is": "no"}]),
        "{routes:#}"
    );
    assert_eq!(ask(r#""a": true, "#).1, json!(["events[0].at"]));
}

#[test]
fn what_shows_otherwise_than_is_presumed_is_not_told_to_make_no_difference() {
    let policy = policy(
        "duty d cites Act 1 bearer firm to office when a or n < 10 must report by t + 24 hours
  unless a presumed no, burden on firm",
    );
    let all = answer(&policy, &record(r#""t": "2026-03-19T10:00", "n": 5"#), AT);
    let row = row(&all, "d");
    assert_eq!(row["needs"], json!(["a"]));
    assert_eq!(
        row["regardless"].as_array().map_or(0, Vec::len),
        0,
        "{row:#}"
    );
}

#[test]
fn what_is_so_in_every_case_only_by_a_presumption_rests_on_it() {
    let policy = policy(
        "duty d cites Act 1 bearer firm to office must report by t + 24 hours
  unless at least 2 of (not b, a, b)
exception x to d when e presumed no, burden on firm cites Act 2",
    );
    let all = answer(
        &policy,
        &record(r#""t": "2026-03-20T08:00", "a": false"#),
        AT,
    );
    let row = row(&all, "d");
    assert_eq!(row["state"], "pending");
    assert_eq!(row["standing"], "presumed");
    assert_eq!(row["needs"], json!(["e"]));
}

#[test]
fn a_limit_is_what_it_is_in_the_cases_in_which_it_counts() {
    let due = |duty: &str, facts: &str| {
        let all = answer(&policy(duty), &record(facts), AT);
        row(&all, "d").clone()
    };
    let twice = "define c : duration cites Act 1 means if k is x then 4 hours else if k is y then 4 hours else 24 hours
duty d cites Act 1 bearer firm to office must report by t + c";
    let row = due(
        twice,
        r#""k": {"one_of": ["x", "y"]}, "t": "2026-03-20T08:00""#,
    );
    assert_eq!(row["due_at"], "2026-03-20T12:00:00+00:00", "{row:#}");
    assert_eq!(row["needs"], json!([]));
    let owed = "duty d cites Act 1 bearer firm to office when a must report by t + (if a then 4 hours else 24 hours)";
    let row = due(owed, r#""t": "2026-03-20T08:00""#);
    assert_eq!(row["due_at"], "2026-03-20T12:00:00+00:00", "{row:#}");
    assert_eq!(row["needs"], json!(["a"]));
    let instead = "duty d cites Act 1 bearer firm to office must report by t + (if a and b then 4 hours else 24 hours)
exception x to d when not (a and b) cites Act 2 instead by t + 4 hours";
    let row = due(instead, r#""t": "2026-03-20T04:00""#);
    assert_eq!(row["due_at"], "2026-03-20T08:00:00+00:00", "{row:#}");
    assert_eq!(row["state"], "breached");
}

#[test]
fn what_an_open_exception_does_not_change_is_looked_into() {
    let policy = policy(
        "duty d cites Act 1 bearer firm to office must ensure sum of (i.n for i in items) > 6
exception x to d when latest of order.at >= t cites Act 2 instead to public",
    );
    let facts = r#""t": "2026-03-18T00:00", "items": {"at_least": [{"n": 4, "bad": true}]}"#;
    let all = answer(&policy, &record(facts), AT);
    let row = row(&all, "d");
    assert_eq!(row["state"], "undetermined");
    let needs = row["needs"].as_array().expect("paths");
    assert!(needs.contains(&json!("items")), "{row:#}");
    assert_eq!(
        row["regardless"].as_array().map_or(0, Vec::len),
        0,
        "{row:#}"
    );
}

#[test]
fn a_limit_lies_between_those_of_the_places_that_it_could_be() {
    let policy = |duty: &str| {
        format!(
            "policy t\nzone Europe/Brussels\nperiods eu.1182_71\nsource Act \"Act\" ko \"법\"
choice state \"State\" ko \"국가\" | de \"Germany\" ko \"독일\" zone Europe/Berlin calendar de
  | ie \"Ireland\" ko \"아일랜드\" zone Europe/Dublin calendar ie
  | fi \"Finland\" ko \"핀란드\" zone Europe/Helsinki calendar fi
party firm \"Firm\" ko \"회사\"
party office : state \"Office\" ko \"관청\" | de \"Berlin\" ko \"베를린\" | ie \"Dublin\" ko \"더블린\"
record Company \"Company\" ko \"회사\" field state : state \"State\" ko \"국가\"
fact one : Company \"One\" ko \"회사\"
fact t : time \"T\" ko \"때\"
act report \"Report\" ko \"보고\" from firm to office
duty d \"D\" ko \"의무\" cites Act 1 bearer firm to office of one.state must report
  {duty}
  zone of one.state calendar of one.state\n"
        )
    };
    let ask = |duty: &str, at: &str, facts: &str| {
        let record = format!(r#"{{"zone": "Europe/Brussels", {facts}, "events": []}}"#);
        row(&answer(&policy(duty), &record, at), "d").clone()
    };
    let relieved = "by t + 24 hours relief to 12:00 on next working day if due is not working day";
    let row = ask(
        relieved,
        "2026-03-15T08:00",
        r#""t": "2026-03-13T23:30", "one": {"state": {"one_of": ["de", "ie"]}}"#,
    );
    assert_eq!(row["needs"], json!(["one.state"]), "{row:#}");
    assert_eq!(row["due_earliest"], "2026-03-16T12:00:00+01:00", "{row:#}");
    assert_eq!(row["due_latest"], "2026-03-16T13:00:00+01:00", "{row:#}");
    let row = ask(
        "within 1 day after t",
        "2026-03-15T08:00",
        r#""t": "2026-03-13T23:30", "one": {}"#,
    );
    // One day everywhere, which is over first in Finland and last in Ireland.
    assert_eq!(row["due_day"], json!(null), "{row:#}");
    assert_eq!(row["due_earliest"], "2026-03-16T23:00:00+01:00", "{row:#}");
    assert_eq!(row["due_latest"], "2026-03-17T01:00:00+01:00", "{row:#}");
    assert_eq!(row["needs"], json!(["one.state"]), "{row:#}");
}
