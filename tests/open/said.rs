//! What is said is so: cases that come to the same, what keeps something open, what happened.

use serde_json::{Value, json};

use super::{HEAD, answer, row, said};

fn policy(rest: &str) -> String {
    format!("policy t\nzone UTC\nperiods us.calendar\n{HEAD}{rest}\n")
}

const KIND: &str = r#"
choice kind "Type of provider" ko "유형" | cable "Cable" ko "케이블" | wireline "Wireline" ko "유선"
fact kind : kind "Type of provider" ko "유형"
fact users : number "Users" ko "이용자"
fact small : yes/no "Small" ko "소규모"
"#;

#[test]
fn whichever_choice_it_is_comes_to_the_same() {
    let policy = policy(&format!(
        "{KIND}define reportable cites Act 1 means (kind is cable and users > 5) or (kind is wireline and users > 6)
duty tell cites Act 2 bearer firm to office when reportable must report without delay"
    ));
    let all = answer(
        &policy,
        r#"{"users": 9, "kind": {"unknown": true}}"#,
        "2026-01-01T00:00",
    );
    assert_eq!(said(&all, "reportable"), "yes");
    assert_eq!(said(&all, "tell"), "pending");
    assert_eq!(row(&all, "reportable")["because"]["rule"], "whichever");
    assert_eq!(row(&all, "reportable")["regardless"], json!(["kind"]));
    // At six it turns on the choice, and no way to a yes says nothing of it.
    let open = answer(
        &policy,
        r#"{"users": 6, "kind": {"unknown": true}}"#,
        "2026-01-01T00:00",
    );
    assert_eq!(said(&open, "reportable"), "undetermined");
    let ways = row(&open, "reportable")["routes"]["yes"]
        .as_array()
        .expect("ways");
    assert!(!ways.is_empty());
    for step in ways.iter().flat_map(|way| way.as_array().expect("steps")) {
        assert!(step["known"] != "unknown", "{step}");
    }
}

#[test]
fn addressees_that_together_are_everyone_leave_nobody_out() {
    let policy = policy(&format!(
        "{KIND}define bound in force from 2020-01-01 for small cites Act 1 means users > 5
  in force from 2020-01-01 for not small cites Act 2 means users > 6"
    ));
    let ask = |users: u32| {
        let record = format!(r#"{{"users": {users}}}"#);
        said(&answer(&policy, &record, "2026-01-01T00:00"), "bound")
    };
    assert_eq!(ask(9), "yes");
    assert_eq!(ask(5), "no");
    assert_eq!(ask(6), "undetermined");
}

#[test]
fn an_instant_of_which_nothing_is_known_leaves_open_whether_a_report_was_after_it() {
    let policy = |before: &str| {
        r#"policy t
zone UTC
governed by started
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
fact started : time
fact aware : time
duty tell cites Act 1 bearer firm to office must report by aware + 24 hours
"#
        .replace("must report", &format!("must report {before}"))
    };
    let record = |started: &str| {
        format!(
            r#"{{"zone": "UTC", "aware": "2026-05-01T10:00", {started}
                "record_complete_until": "2026-06-01T00:00",
                "events": [{{"act": "report", "at": "2026-05-01T12:00", "by": "firm"}}]}}"#
        )
    };
    let ask =
        |before: &str, started: &str| answer(&policy(before), &record(started), "2026-06-01T00:00");
    assert_eq!(
        said(&ask("", r#""started": "2026-05-01T09:00","#), "tell"),
        "fulfilled"
    );
    assert_eq!(
        said(&ask("", r#""started": "2026-05-01T13:00","#), "tell"),
        "breached"
    );
    let open = ask("", "");
    assert_eq!(said(&open, "tell"), "undetermined");
    assert_eq!(row(&open, "tell")["needs"][0], "started");
    // What was done before counts where the law says so.
    assert_eq!(said(&ask("even before", ""), "tell"), "fulfilled");
}

#[test]
fn a_prohibition_holds_until_its_limit() {
    let policy = policy(
        "fact signed : time
duty keep cites Act 1 bearer firm to office must not report within 365 days after signed",
    );
    let ask = |at: &str, complete: &str| {
        let record = format!(
            r#"{{"zone": "UTC", "signed": "2023-01-01T00:00", "record_complete_until": "{complete}",
                "events": [{{"act": "report", "at": "{at}", "by": "firm"}}]}}"#
        );
        said(&answer(&policy, &record, "2024-07-01T00:00"), "keep")
    };
    assert_eq!(ask("2023-06-01T00:00", "2024-07-01T00:00"), "violated");
    assert_eq!(ask("2024-06-01T00:00", "2024-07-01T00:00"), "observed");
    // What is not recorded after the limit is no matter; what is not recorded before it is.
    assert_eq!(ask("2024-06-01T00:00", "2024-03-01T00:00"), "observed");
    assert_eq!(ask("2024-06-01T00:00", "2023-03-01T00:00"), "undetermined");
}

#[test]
fn what_keeps_something_open_is_named_where_no_fact_is_missing() {
    let policy = policy(
        "fact n : number \"N\" ko \"수\"
define gap : number \"Gap\" ko \"빈틈\" cites Act 1 allow table-gap because \"silent\" ko \"없음\"
  means table n | <= 1 | 1 | | >= 2 | 3 |
define ratio : number \"Ratio\" ko \"비\" cites Act 2 means 5 / (n - n)",
    );
    let all = answer(&policy, r#"{"n": 1.5}"#, "2026-01-01T00:00");
    assert_eq!(row(&all, "gap")["because"]["of"][0]["rule"], "row");
    assert_eq!(row(&all, "gap")["because"]["of"][0]["rows"], json!([]));
    let why = &row(&all, "ratio")["because"]["of"];
    assert!(why.to_string().contains("divides_by_zero"), "{why:#}");
    let text = text(&policy, r#"{"n": 1.5}"#, "2026-01-01T00:00");
    assert!(text.contains("no row of the table fits"), "{text}");
    assert!(text.contains("divides by zero"), "{text}");
    assert!(!text.contains("Depends on: ."), "{text}");
}

fn text(policy: &str, record: &str, at: &str) -> String {
    let program = super::program(policy);
    let facts = super::record(&program, record);
    let (answer, _) = onus::eval::evaluate(&program, &facts, &super::question(at));
    onus::render::answer::answer(&answer, onus::diagnostic::Language::English, 100)
}

#[test]
fn an_act_on_record_has_happened_though_it_gives_rise_to_nothing() {
    let policy = policy(
        "act note \"Note\" ko \"통지\" from firm to office field whole : yes/no \"Whole\" ko \"완전\"
duty more cites Act 1 arises on note where not note.whole bearer office to firm must report without delay",
    );
    let record = r#"{"zone": "UTC", "record_complete_until": "2026-01-03T09:00",
        "events": [{"act": "note", "at": "2026-01-02T09:00", "by": "firm", "whole": true}]}"#;
    let all = answer(&policy, record, "2026-01-03T09:00");
    let more = row(&all, "more");
    assert_eq!(more["state"], "not_arisen");
    let because = &more["because"];
    assert_eq!(because["rule"], "such", "{because:#}");
    assert_eq!(because["of"][0]["value"], "yes");
    assert_eq!(because["of"][0]["at"], "2026-01-02T09:00:00+00:00");
    assert_eq!(because["of"][1]["value"], "no");
}

#[test]
fn whichever_version_governs_a_payment_lies_between_what_they_demand() {
    let policy = policy(
        r#"act pay "Payment" ko "납부" from firm to office
  field amount : USD "Amount" ko "금액"
fact sold : time "Sold" ko "판매 시각"
duty fee cites Act 1 bearer firm to office
  governed by sold
  in force from 2020-01-01 until 2025-12-31
    must payment of 60 USD through pay
  in force from 2026-01-01
    must payment of 100 USD through pay"#,
    );
    let record = r#"{"sold": {"between": ["2025-12-31T09:00", "2026-01-01T18:00"]}}"#;
    let answer = answer(&policy, record, "2026-01-05T00:00");
    let full = &row(&answer, "fee")["payment"]["full"];
    assert_eq!(full["between"][0]["money"][0], json!("60"), "{full}");
    assert_eq!(full["between"][1]["money"][0], json!("100"), "{full}");
}

#[test]
fn what_one_exception_or_another_takes_away_is_exempt() {
    let policy = policy(&format!(
        "{KIND}duty tell cites Act 2 bearer firm to office unless users >= 3 must report without delay
exception few \"Few\" ko \"소수\" cites Act 3 to tell when users < 5"
    ));
    let answer = answer(&policy, "{}", "2026-01-01T00:00");
    assert_eq!(said(&answer, "tell"), "exempt");
}

#[test]
fn what_is_not_on_a_complete_record_was_not_done_though_its_limit_is_open() {
    let policy = policy(
        r#"act sum "Final report" ko "최종 보고" from firm to office
fact aware : time "Aware" ko "인지"
duty first cites Act 1 bearer firm to office must report by aware + 24 hours
duty last cites Act 2 bearer firm to office must sum by 30 days after performance of first"#,
    );
    let record = r#"{"aware": {"between": ["2026-05-01T10:00", "2026-05-01T20:00"]}, "record_complete_until": "2026-06-01T00:00"}"#;
    let answer = answer(&policy, record, "2026-05-02T12:00");
    assert_eq!(said(&answer, "first"), "undetermined");
    assert_eq!(said(&answer, "last"), "pending");
    assert!(row(&answer, "last")["due_earliest"].is_null());
}

#[test]
fn what_perhaps_applies_names_what_settles_that_though_the_figure_is_known() {
    let policy = policy(
        r#"act hold "Hold" ko "보류" from office to firm
  field ends : date planned "Ends" ko "말일"
define last : date cites Act 2 means latest of hold.ends"#,
    );
    let record = r#"{"events": [{"act": "hold", "ends": "2026-05-20"}], "record_complete_until": "2026-06-01T00:00"}"#;
    let answer = answer(&policy, record, "2026-05-04T12:00");
    let needs = row(&answer, "last")["needs"].to_string();
    assert!(needs.contains("events[0].at"), "{needs}");
}

#[test]
fn whichever_way_a_fact_turns_by_which_it_is_owed_and_exempt_it_is_not_owed() {
    let policy = policy(
        r#"fact a : yes/no "A" ko "가"
act order "Order" ko "명령" from office to firm
duty both cites Act 1 bearer firm to office when a must report without delay on breach fine
exception special "Special" ko "특별" cites Act 2 to both, demand when a
power demand cites Act 3 holder office over firm when a through order
sanction fine cites Act 4 bearer firm up to 100 USD
define freed cites Act 5 means both is exempt"#,
    );
    let all = answer(&policy, "{}", "2026-01-01T00:00");
    for (name, state) in [
        ("both", "not_arisen"),
        ("demand", "unavailable"),
        ("fine", "not_open"),
    ] {
        assert_eq!(said(&all, name), state, "{name}");
        assert_eq!(row(&all, name)["needs"], json!([]), "{name}");
    }
    assert_eq!(row(&all, "both")["arises"], "no");
    assert_eq!(row(&all, "both")["regardless"], json!(["a"]));
    // Which of the two it is hangs on the fact.
    assert_eq!(said(&all, "freed"), "undetermined");
    assert_eq!(row(&all, "freed")["needs"], json!(["a"]));
    let exempt = answer(&policy, r#"{"a": true}"#, "2026-01-01T00:00");
    assert_eq!(said(&exempt, "both"), "exempt");
    assert_eq!(said(&exempt, "freed"), "yes");
    let other = answer(&policy, r#"{"a": false}"#, "2026-01-01T00:00");
    assert_eq!(said(&other, "both"), "not_arisen");
    assert_eq!(said(&other, "freed"), "no");
}

#[test]
fn the_most_that_was_imposed_names_what_is_missing_of_it() {
    let policy = policy(
        r#"act penalty "Penalty" ko "과태료" from office to firm
fact sales : USD at least 0 "Sales" ko "매출"
fact aware : time "Aware" ko "인지"
duty tell cites Act 1 bearer firm to office must report by aware + 24 hours on breach fine
sanction fine cites Act 2 bearer firm holder office through penalty up to 10% of sales"#,
    );
    let ask = |sales: &str| {
        let record = format!(
            r#"{{{sales}"aware": "2026-01-01T00:00", "events": [{{"act": "penalty", "at": "2026-02-01T00:00"}}], "record_complete_until": "2026-11-01T00:00"}}"#
        );
        row(&answer(&policy, &record, "2026-11-01T00:00"), "fine").clone()
    };
    let open = ask("");
    assert_eq!(open["state"], "imposed");
    assert_eq!(
        open["open"],
        json!([{"what": "amount", "needs": ["sales"]}])
    );
    let known = ask(r#""sales": "500 USD", "#);
    assert_eq!(known["up_to"], json!([{"is": {"money": ["50", "USD"]}}]));
    assert_eq!(known["open"], json!(null));
}

#[test]
fn what_perhaps_governs_leaves_open_what_another_version_would_give() {
    let policy = policy(
        r#"fact aware : time "Aware" ko "인지"
fact bound : yes/no "Bound" ko "적용 대상"
duty tell "Tell" ko "보고" cites Act 1 bearer firm to office when bound must report by aware + 24 hours
define most : USD cites Act 2
  governed by if aware < 2026-01-01T00:00 then aware else latest of breach of tell
  in force from 2020-01-01 until 2026-09-30 means 30 USD
  in force from 2026-10-01 means 50 USD"#,
    );
    let ask = |bound: &str, at: &str| {
        let record = format!(
            r#"{{{bound}"aware": "2026-09-29T23:00", "events": [], "record_complete_until": "2026-12-01T00:00"}}"#
        );
        row(&answer(&policy, &record, at), "most").clone()
    };
    // The limit is in the night to the last day under the old law: the breach is under it.
    let is = |usd: &str| json!({"is": {"money": [usd, "USD"]}});
    let now = "2026-11-01T00:00";
    assert_eq!(ask(r#""bound": true, "#, now)["value"], is("30"));
    // Without a breach it is the law of the moment asked about.
    assert_eq!(ask(r#""bound": false, "#, now)["value"], is("50"));
    let open = ask("", now);
    assert_eq!(open["standing"], json!(null), "{open:#}");
    assert_eq!(open["value"]["between"][0]["money"][0], "30");
    assert_eq!(open["value"]["between"][1]["money"][0], "50");
    assert_eq!(open["needs"], json!(["bound"]));
}

#[test]
fn what_shares_an_event_with_others_names_what_decides_which_was_meant() {
    let policy = policy(
        r#"act yearly "Yearly report" ko "연차 보고" from firm to office
  field truthful : yes/no "True" ko "진실함"
act reminder "Reminder" ko "독촉" from office to firm
duty report_yearly cites Act 1 every year y bearer firm to office
  must yearly where yearly.truthful by 31 January of y in force from 2024-01-01
duty remind cites Act 2 every year y bearer office to firm
  must reminder within 14 days after breach of report_yearly in force from 2024-01-01"#,
    );
    let record = |first: &str| {
        format!(
            r#"{{"events": [{{"act": "yearly", "at": "2024-01-20T10:00"{first}}},
                {{"act": "yearly", "at": "2025-02-10T10:00", "truthful": true}}],
                "record_complete_from": "2024-01-01T00:00", "record_complete_until": "2025-12-01T00:00"}}"#
        )
    };
    let at = "2025-03-03T12:00";
    let of_2025 = |first: &str, name: &str| {
        let all = answer(&policy, &record(first), at);
        let rows = all["duties"].as_array().into_iter().flatten();
        let mut rows = rows.filter(|row| row["name"] == format!("t.{name}"));
        let row = rows.find(|row| row["instance"] == "2025");
        row.expect("it is there").clone()
    };
    let row = of_2025("", "report_yearly");
    let needs = row["needs"].to_string();
    assert!(needs.contains("events[0].truthful"), "{row:#}");
    // Whichever report was meant, that of 2025 was not there by its limit, and nobody was reminded.
    for first in ["", r#", "truthful": true"#, r#", "truthful": false"#] {
        let row = of_2025(first, "remind");
        assert_eq!(row["state"], json!("breached"), "{row:#}");
    }
}

#[test]
fn an_act_met_twice_is_done_in_both_places_or_in_neither() {
    let policy = policy(
        r#"act note "Note" ko "공고" from firm
  field whole : yes/no "Whole" ko "전부"
fact a : yes/no "A" ko "가"
define still cites Act 1 means not note has happened
define always cites Act 2 means still or not (a and still)
define perhaps cites Act 3 means any of (n in note where n.whole) or still"#,
    );
    let all = answer(&policy, r#"{"events": []}"#, "2026-05-04T12:00");
    assert_eq!(said(&all, "still"), "undetermined");
    assert_eq!(said(&all, "always"), "yes");
    // That one was done does not make it one of those that are asked for.
    assert_eq!(said(&all, "perhaps"), "undetermined");
}

#[test]
fn what_is_asked_of_a_member_or_an_event_that_may_come_is_open_and_nothing_else_is() {
    let policy = policy(
        r#"act note "Note" ko "공고" from firm
  field whole : yes/no "Whole" ko "전부"
act order "Order" ko "명령" from office to firm
record Part "Part" ko "부분"
  field n : number "N" ko "수"
record Item "Item" ko "항목"
  field bad : yes/no "Bad" ko "불량"
  field parts : list of Part "Parts" ko "부분들"
fact items : list of Item "Items" ko "항목들"
fact a : yes/no "A" ko "가"
power empty cites Act 1 for each i in items holder office over firm through order
  unless count of (i.parts) < 1
power barred cites Act 1 for each i in items holder office over firm through order
  unless a
sanction parted cites Act 2 for each i in items bearer firm holder office
  when count of (i.parts) >= 1 up to 100 USD
sanction bare cites Act 2 for each i in items bearer firm holder office
  when i.bad unless count of (i.parts) < 1 up to 100 USD
duty each cites Act 3 for each i in items bearer firm to office must report
exception freed "Freed" ko "면제" cites Act 4 to each when a
exception freed_but "Freed, but" ko "면제 예외" cites Act 4 to freed when i.bad and count of (i.parts) >= 1
duty each_of cites Act 3 for each i in items bearer firm to office must report
exception freed_of "Freed" ko "면제" cites Act 4 to each_of when a
duty on_note cites Act 5 arises on note bearer firm to office
  when count of (i in items where i.bad) >= 0 must report unless not note.whole is known
duty on_no_note cites Act 5 arises on note bearer firm to office
  when count of (i in items where i.bad) < 0 must report"#,
    );
    let record = r#"{"a": true, "items": {"at_least": []}, "events": []}"#;
    let all = answer(&policy, record, "2026-05-04T12:00");
    for (name, state) in [
        ("empty", "undetermined"),
        ("barred", "unavailable"),
        ("parted", "undetermined"),
        ("bare", "undetermined"),
        ("each", "undetermined"),
        ("each_of", "exempt"),
        ("on_note", "undetermined"),
        ("on_no_note", "not_arisen"),
    ] {
        assert_eq!(said(&all, name), state, "{name}");
    }
    assert_eq!(row(&all, "each_of")["exempt_by"], json!(["freed_of"]));
    assert_eq!(row(&all, "each_of")["arises"], "no");
}

#[test]
fn what_moves_a_limit_is_named_beside_a_dispute_that_decides_nothing() {
    let policy = format!(
        "policy t\nzone UTC\nperiods kr.civil\ncalendar kr\n{HEAD}fact aware : time \"Aware\" ko \"인지\"
fact found : date \"Found\" ko \"발견\"
duty tell \"Tell\" ko \"보고\" cites Act 1 bearer firm to office must report within 10 days after aware
exception spared \"Spared\" ko \"면제\" cites Act 2 to tell when found is 2026-03-04
"
    );
    let record = |found: &str| {
        format!(
            r#"{{"aware": {{"between": ["2026-03-02T10:00", "2026-03-05T20:30"]}}, "found": {found},
                "events": [], "record_complete_until": "2026-03-10T09:00"}}"#
        )
    };
    let plain = answer(&policy, &record(r#""2026-03-02""#), "2026-03-10T09:00");
    let disputed = r#"{"disputed": [{"is": "2026-03-02", "by": "firm"}, {"is": "2026-03-05", "by": "office"}]}"#;
    let disputed = answer(&policy, &record(disputed), "2026-03-10T09:00");
    for key in ["state", "due_earliest", "due_latest", "needs", "open"] {
        let (one, other) = (&row(&plain, "tell")[key], &row(&disputed, "tell")[key]);
        assert_eq!(one, other, "{key}");
    }
    assert_eq!(row(&disputed, "tell")["needs"], json!(["aware"]));
    assert_eq!(row(&disputed, "tell")["regardless"], json!(["found"]));
}

#[test]
fn a_reduction_that_is_never_the_least_is_not_asked_about() {
    let policy = format!(
        "policy t\nzone UTC\nperiods us.calendar\n{HEAD}act pay \"Pay\" ko \"지급\" from firm to office field m : EUR \"M\" ko \"금액\"
fact began : time \"Began\" ko \"시작\"
fact hardship : yes/no \"Hardship\" ko \"곤란\"
fact minor : yes/no \"Minor\" ko \"경미\"
duty owe \"Owe\" ko \"지급\" cites Act 1 bearer firm to office must payment of 100 EUR through pay
  by 10 days after began
  may reduce to 60 EUR when minor
  may reduce to 50% when hardship
"
    );
    let record = |hardship: &str| {
        format!(
            r#"{{"began": {{"between": ["2026-02-20T10:00", "2026-03-03T10:00"]}}, {hardship}
                "events": [{{"act": "pay", "at": "2026-03-04T10:00", "m": "50 EUR"}}],
                "record_complete_until": "2026-04-01T00:00"}}"#
        )
    };
    let answer_to = |hardship: &str| answer(&policy, &record(hardship), "2026-04-01T00:00");
    // 50 suffice, and 60 is never less.
    let reduced = answer_to("\"hardship\": true,");
    assert_eq!(row(&reduced, "owe")["needs"], json!(["began"]));
    // Where neither is known, either can be the least that was owed.
    let open = answer_to("");
    let needs = row(&open, "owe")["needs"].to_string();
    assert!(needs.contains("hardship"), "{needs}");
}

#[test]
fn a_state_that_a_duty_cannot_be_in_is_not_open() {
    let policy = format!(
        "policy t\nzone UTC\n{HEAD}fact aware : time \"Aware\" ko \"인지\"
fact big : yes/no \"Big\" ko \"대규모\"
fact safe : yes/no \"Safe\" ko \"안전\"
duty keep \"Keep\" ko \"확보\" cites Act 1 bearer firm to office when big must ensure safe
duty hush \"Hush\" ko \"금지\" cites Act 1 bearer firm to office when big must not report
duty tell \"Tell\" ko \"보고\" cites Act 1 bearer firm to office must report by aware + 4 hours unless big
duty late \"Late\" ko \"지연\" cites Act 1 bearer firm to office must report by aware + 4 hours
define kept_exempt cites Act 2 means keep is exempt
define kept_done cites Act 2 means keep is fulfilled
define hush_pending cites Act 2 means hush is pending
define hush_observed cites Act 2 means hush is observed
define told cites Act 2 means tell is arisen
define told_exempt cites Act 2 means tell is exempt
define late_arisen cites Act 2 means late is arisen
define late_exempt cites Act 2 means late is exempt
"
    );
    let record = r#"{"aware": {"between": ["2026-03-02T10:00", "2026-03-06T07:00"]},
        "events": [], "record_complete_until": "2026-03-06T09:00"}"#;
    let answer = answer(&policy, record, "2026-03-06T09:00");
    for name in ["keep", "hush", "tell", "late"] {
        assert_eq!(said(&answer, name), "undetermined", "{name}");
    }
    for (name, is) in [
        ("kept_exempt", "no"),
        ("kept_done", "no"),
        ("hush_pending", "no"),
        ("hush_observed", "undetermined"),
        ("told", "yes"),
        ("told_exempt", "undetermined"),
        ("late_arisen", "yes"),
        ("late_exempt", "no"),
    ] {
        assert_eq!(said(&answer, name), is, "{name}");
    }
}

#[test]
fn the_limit_of_a_duty_is_a_day_or_a_time_whatever_an_exception_puts_in_place() {
    let policy = format!(
        r#"policy t zone Europe/Paris periods eu.1182_71 calendar fr
{HEAD}act note "Notice" ko "공지" from firm to office
fact aware : time "Aware" ko "인지"
fact soon : yes/no "Soon" ko "급함"
duty tell "Report" ko "보고" cites Act 1 bearer firm to office must report within 5 days after aware
exception urgent "Urgent" ko "긴급" cites Act 2 to tell when soon instead by aware + 30 hours
duty next "Next" ko "다음" cites Act 3 bearer firm to office must note within 3 days after due of tell
"#
    );
    let next = |soon: &str| {
        let facts = format!(
            r#"{{"aware": "2026-06-01T09:00"{soon}, "events": [], "record_complete_until": "2026-06-02T00:00"}}"#
        );
        let all = answer(&policy, &facts, "2026-06-02T00:00");
        let ends = ["due_day", "due_earliest", "due_latest"];
        ends.map(|end| row(&all, "next")[end].clone())
    };
    // The day of Tuesday 2 June 15:00, and of Monday 8 June, to which Saturday 6 June moves.
    assert_eq!(next(r#", "soon": true"#)[0], json!("2026-06-05"));
    assert_eq!(next(r#", "soon": false"#)[0], json!("2026-06-11"));
    let open = next("");
    assert_eq!(open[1], json!("2026-06-05"));
    assert_eq!(open[2], json!("2026-06-11"));
}

#[test]
fn what_is_held_against_nothing_says_that_no_fact_settles_it() {
    let policy = policy(
        "record Item field n : number
fact items : list of Item \"Items\" ko \"항목\"
fact owed : yes/no \"Owed\" ko \"의무 있음\"
fact aware : time \"Aware\" ko \"인지\"
duty tell \"Tell\" ko \"보고\" cites Act 1 bearer firm to office when owed must report by aware + 24 hours
define big cites Act 2 means largest of (i.n for i in items) > 3
define soon cites Act 3 means due of tell < aware + 48 hours
define asked cites Act 4 means count of (items) > 0 and largest of (i.n for i in items) > 3",
    );
    let none = r#"{"items": [], "owed": false, "aware": "2026-01-01T09:00"}"#;
    let all = answer(&policy, none, "2026-01-05T00:00");
    for name in ["big", "soon"] {
        let row = row(&all, name);
        assert_eq!(row["value"], "undetermined", "{name}");
        assert_eq!(row["needs"], json!([]), "{name}");
        assert!(
            row["because"].to_string().contains("nothing_to_compare"),
            "{row:#}"
        );
    }
    assert_eq!(said(&all, "asked"), "no");
    let told = text(&policy, none, "2026-01-05T00:00");
    assert!(told.contains("there is nothing to compare"), "{told}");
    // What is only missing is asked for.
    let open = answer(
        &policy,
        r#"{"aware": "2026-01-01T09:00"}"#,
        "2026-01-05T00:00",
    );
    for name in ["big", "soon"] {
        let row = row(&open, name);
        assert!(
            !row["because"].to_string().contains("nothing_to_compare"),
            "{row:#}"
        );
        assert_ne!(row["needs"], json!([]), "{name}");
    }
}

#[test]
fn a_text_that_is_asked_for_is_what_would_settle_it() {
    let policy = policy(
        "fact word : text \"Word\" ko \"말\"
fact owed : yes/no \"Owed\" ko \"의무 있음\"
define so cites Act 1 means word is \"x\"
define both cites Act 2 means word is \"x\" and owed",
    );
    let all = answer(&policy, "{}", "2026-01-05T00:00");
    let word = json!({"path": "word", "is": "x"});
    assert_eq!(row(&all, "so")["routes"]["yes"], json!([[word]]));
    // Which other text it may be nobody says.
    assert_eq!(row(&all, "so")["routes"]["no"], json!([]));
    let routes = &row(&all, "both")["routes"];
    assert_eq!(
        routes["yes"].as_array().map(Vec::len),
        Some(1),
        "{routes:#}"
    );
    assert_eq!(routes["no"].as_array().map(Vec::len), Some(1), "{routes:#}");
    assert!(
        routes["yes"][0]
            .as_array()
            .is_some_and(|set| set.contains(&word)),
        "{routes:#}"
    );
    // Put into the record as it is told, it does.
    let settled = answer(&policy, r#"{"word": {"is": "x"}}"#, "2026-01-05T00:00");
    assert_eq!(said(&settled, "so"), "yes");
}

#[test]
fn a_sanction_of_a_breach_that_is_none_on_another_reading_is_told_not_to_be_open_then() {
    let policy = policy(
        "fact aware : time \"Aware\" ko \"인지\"
act fined \"Fine\" ko \"과태료\" from office to firm
reading hours \"Hours\" ko \"시간\" | short \"Short\" ko \"짧음\" | long \"Long\" ko \"긺\" default short cites Act 9
duty tell \"Tell\" ko \"보고\" cites Act 1 bearer firm to office governed by aware
  must report by if hours is long then aware + 48 hours else aware + 24 hours on breach fine
duty more \"More\" ko \"추가\" cites Act 2 bearer firm to office governed by aware
  must report by aware + 20 hours on breach fine
sanction fine \"Fine\" ko \"과태료\" cites Act 3 bearer firm holder office through fined",
    );
    let record = r#"{"zone": "UTC", "aware": "2026-01-01T09:00", "events": [], "record_complete_until": "2026-01-02T15:00"}"#;
    let all = answer(&policy, record, "2026-01-02T15:00");
    let rows = all["sanctions"].as_array().into_iter().flatten();
    let told = rows.map(|row| {
        let on: Vec<_> = row["on_readings"]
            .as_array()
            .into_iter()
            .flatten()
            .collect();
        let to = on.first().map(|on| on["to"].clone());
        (row["instance"].as_str(), row["state"].as_str(), to)
    });
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        [
            (Some("tell"), Some("open"), Some(json!("not_open"))),
            (Some("more"), Some("open"), None)
        ],
        "{all:#}"
    );
}

/// Each condition on a time or a day is led to by this, and to its opposite by that; and put into a
/// record, each settles it so.
fn lead(cases: impl IntoIterator<Item = (&'static str, Value, Value)>) {
    for (condition, yes, no) in cases {
        let policy = format!(
            "policy t\nzone Europe/Paris\nperiods eu.1182_71\ncalendar fr\n{HEAD}
fact started : time \"Started\" ko \"시작\"
fact day : date \"Day\" ko \"날\"
define so cites Act 1 means {condition}\n"
        );
        let all = answer(&policy, "{}", "2026-06-01T00:00");
        let routes = &row(&all, "so")["routes"];
        assert_eq!(routes["yes"], json!([[yes]]), "{condition}");
        assert_eq!(routes["no"], json!([[no]]), "{condition}");
        for (way, value) in [(&yes, "yes"), (&no, "no")] {
            let mut known = way.clone();
            let path = known.as_object_mut().and_then(|way| way.remove("path"));
            let path = path.as_ref().and_then(Value::as_str).unwrap_or_default();
            let record = json!({ path: known }).to_string();
            let settled = answer(&policy, &record, "2026-06-01T00:00");
            assert_eq!(said(&settled, "so"), value, "{condition}: {record}");
        }
    }
}

#[test]
fn a_day_that_the_calendar_fixes_by_another_leads_back_to_it() {
    lead([
        (
            "end of month of started >= 2026-01-31",
            json!({"path": "started", "at_least": "2026-01-01T00:00:00+01:00"}),
            json!({"path": "started", "less_than": "2026-01-01T00:00:00+01:00"}),
        ),
        (
            "beginning of week of day > 2026-03-04",
            json!({"path": "day", "at_least": "2026-03-09"}),
            json!({"path": "day", "at_most": "2026-03-08"}),
        ),
        (
            "31 January of started <= 2025-06-01",
            json!({"path": "started", "less_than": "2026-01-01T00:00:00+01:00"}),
            json!({"path": "started", "at_least": "2026-01-01T00:00:00+01:00"}),
        ),
        (
            "end of year of day < 2026-01-01",
            json!({"path": "day", "at_most": "2025-12-31"}),
            json!({"path": "day", "at_least": "2026-01-01"}),
        ),
    ]);
}

#[test]
fn the_last_day_of_a_period_leads_back_to_where_it_begins() {
    lead([
        (
            "3 days after started >= 2026-03-06",
            json!({"path": "started", "at_least": "2026-03-03T00:00:00+01:00"}),
            json!({"path": "started", "less_than": "2026-03-03T00:00:00+01:00"}),
        ),
        (
            "5 working days after day < 2026-03-09",
            json!({"path": "day", "at_most": "2026-03-01"}),
            json!({"path": "day", "at_least": "2026-03-02"}),
        ),
        (
            "3 days before day > 2026-03-03",
            json!({"path": "day", "at_least": "2026-03-07"}),
            json!({"path": "day", "at_most": "2026-03-06"}),
        ),
    ]);
}

/// A comparison with the latest of acts none of which may have been done yet is open in each case, not
/// only by itself.
#[test]
fn what_may_have_nothing_to_compare_is_settled_in_no_case() {
    let policy = format!(
        "policy t\nzone UTC\n{HEAD}
fact a : yes/no \"A\" ko \"가\"
fact b : yes/no \"B\" ko \"나\"
fact aware : time \"Aware\" ko \"인지\"
define so cites Act 1 means at least 2 of (a, (latest of report.at >= aware or b), b)\n"
    );
    let on = |at: &str, more: &str| {
        let record = format!(
            r#"{{"a": true, "aware": "2026-04-28T09:00", {more}
                "events": [{{"act": "report", "at": {at}}}]}}"#
        );
        let all = answer(&policy, &record, "2026-05-04T07:00");
        said(&all, "so").clone()
    };
    let open = r#"{"between": ["2026-05-03T09:00", "2026-05-04T18:00"]}"#;
    assert_eq!(on(open, ""), "undetermined");
    assert_eq!(on(open, r#""b": true,"#), "yes");
    assert_eq!(
        on(r#""2026-05-04T18:00""#, r#""b": false,"#),
        "undetermined"
    );
    assert_eq!(on(r#"{"on": "2026-05-03"}"#, ""), "yes");
}

/// Where no act was done there is none by which a further member could have exercised a power, or made use
/// of a permission.
#[test]
fn nothing_is_exercised_where_no_act_was_done_whatever_else_a_list_has() {
    let policy = format!(
        "policy t\nzone UTC\n{HEAD}
act order \"Order\" ko \"명령\" from office to firm
record Item \"Item\" ko \"항목\" field bad : yes/no \"Bad\" ko \"불량\"
fact items : list of Item \"Items\" ko \"항목\"
power each \"Each\" ko \"각각\" for each i in items where i.bad cites Act 1 holder office over firm through order
duty may \"May\" ko \"허용\" for each i in items where i.bad cites Act 2 bearer firm to office may report
define used cites Act 1 means each is exercised
define made cites Act 2 means may is exercised\n"
    );
    let on = |items: &str, rest: &str| {
        let record = format!(r#"{{"items": {{"at_least": [{items}]}}, {rest}}}"#);
        let all = answer(&policy, &record, "2026-05-04T07:00");
        ["used", "made"].map(|name| said(&all, name).clone())
    };
    let complete = r#""record_complete_until": "2026-05-04T07:00", "events": []"#;
    for items in ["", r#"{"bad": true}"#, "{}"] {
        assert_eq!(on(items, complete), ["no", "no"], "{items}");
        assert_eq!(on(items, r#""events": []"#), ["undetermined"; 2], "{items}");
    }
    let ordered = complete.replace("[]", r#"[{"act": "order", "at": "2026-05-01T09:00"}]"#);
    assert_eq!(on("", &ordered), ["undetermined", "no"]);
}
