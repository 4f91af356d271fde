//! What hangs on when a duty was done or breached, while what is owed, whether it arose or whether an act
//! was permitted is open: every fact that decides it is named, none that is known is, and what a
//! prohibition starts runs from the acts against it, not from where it ends.

use onus::eval::Question;
use onus::plan::{Options, Prepared};
use serde_json::Value;

use super::{program, question, record, row, told};

const HEAD: &str = r#"policy t zone Europe/Paris periods eu.1182_71 calendar fr
source A "Act" ko "법"
party firm "Firm" ko "회사" party office "Office" ko "관청" party public "Public" ko "공중"
act report "Report" ko "보고" from firm to office field full : yes/no "Full" ko "완전"
act note "Note" ko "통지" from firm to office
act advert "Advert" ko "공고" from firm to public
act pay "Pay" ko "지급" from firm to office field sum : EUR "Sum" ko "금액"
act order "Order" ko "명령" from office to firm field big : yes/no "Big" ko "큰 명령"
choice col "Col" ko "색" | red "Red" ko "적" | blue "Blue" ko "청"
fact t : time "T" ko "시각" fact b : yes/no "B" ko "비" fact k : col "K" ko "색"
fact base : EUR at least 0 "Base" ko "기초"
"#;

/// What a clock that runs from there says, on a record that is complete and holds two of an act on 5 and
/// 7 March 2026.
fn clock(items: &str, of: &str, more: &str, act: &str) -> Value {
    let text = format!(
        "{HEAD}{items}\nduty w \"W\" ko \"다음\" cites A 9 bearer firm to office must note within 5 days after {of}\n"
    );
    let program = program(&text);
    let [first, last] = ["05", "07"].map(|day| {
        let fields = act.replace("{full}", if day == "05" { "false" } else { "true" });
        format!(r#"{{"at": "2026-03-{day}T08:00", {fields}}}"#)
    });
    let facts = format!(
        r#"{{"t": "2026-03-04T10:00", "record_complete_until": "2026-03-11T09:00",
            "events": [{first}, {last}{more}}}"#
    );
    let facts = record(&program, &facts);
    let asked = Question {
        coming: false,
        routes: false,
        ..question("2026-03-11T08:00")
    };
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let (differences, ..) = crate::equal::both(&program, &plan, &facts, &asked);
    assert_eq!(differences, Vec::<String>::new(), "{text}");
    row(&told(&program, &facts, &asked), "w").clone()
}

fn needs(row: &Value) -> Vec<&str> {
    let needs = row["needs"].as_array().into_iter().flatten();
    let mut needs: Vec<&str> = needs.filter_map(Value::as_str).collect();
    needs.sort_unstable();
    needs
}

#[test]
fn what_a_prohibition_starts_runs_from_the_acts_against_it() {
    let forbids = [
        "duty d cites A 1 bearer firm to office must not advert unless b",
        "duty d cites A 1 bearer firm to office when b must not advert",
        "duty d cites A 1 bearer firm to office must not advert
         duty p cites A 2 bearer firm to office when b may advert",
        "duty d cites A 1 bearer firm to office must not advert by t + 240 hours
         duty p cites A 2 bearer firm to office when b may advert",
    ];
    for items in forbids {
        let row = clock(items, "breach of d", "]", r#""act": "advert""#);
        assert_eq!(needs(&row), ["b"], "{items}");
        assert_eq!(row["due_earliest"], "2026-03-10", "{items}");
    }
    // Only the first is perhaps permitted: the second is a violation whatever that comes to.
    let items = "duty d cites A 1 bearer firm to office must not report
        duty p cites A 2 bearer firm to office when b may report where not report.full";
    let row = clock(
        items,
        "breach of d",
        "]",
        r#""act": "report", "full": {full}"#,
    );
    assert_eq!(needs(&row), ["b"]);
    assert_eq!(row["due_earliest"], "2026-03-10");
    assert_eq!(row["due_latest"], "2026-03-12");
    // Under one version the advert is forbidden, under the other the report that was not made.
    let items = "duty d cites A 1 bearer firm to office
        in force from 2020-01-01 for k is red must not advert
        in force from 2020-01-01 for k is not red must not report";
    let row = clock(items, "breach of d", "]", r#""act": "advert""#);
    assert_eq!(needs(&row), ["k"]);
    // What gives rise to it was at an open time.
    let items =
        "duty d cites A 1 arises on order where order.big bearer firm to office must not advert";
    let order =
        r#", {"act": "order", "at": {"between": ["2026-03-04T08:00", "2026-03-08T08:00"]}}]"#;
    let row = clock(items, "breach of d", order, r#""act": "advert""#);
    assert_eq!(needs(&row), ["events[2].at", "events[2].big"]);
}

#[test]
fn when_it_was_done_names_what_decides_that() {
    let full = r#""act": "report", "full": {full}"#;
    let paid = r#""act": "pay", "sum": "100 EUR""#;
    for (items, act, expected) in [
        (
            "duty d cites A 1 bearer firm to office must report by t + 240 hours
             exception ex to d cites A 2 when b instead must report where report.full",
            full,
            &["b"][..],
        ),
        (
            "duty d cites A 1 bearer firm to office
             in force from 2020-01-01 for k is red must report where report.full by t + 240 hours
             in force from 2020-01-01 for k is not red must report by t + 240 hours",
            full,
            &["k"],
        ),
        (
            "duty d cites A 1 bearer firm to office
             must payment of (if b then 100 EUR else 150 EUR) through pay by t + 240 hours",
            paid,
            &["b"],
        ),
        (
            "duty d cites A 1 bearer firm to office
             must payment of 150 EUR through pay by t + 240 hours may reduce to 100 EUR when b",
            paid,
            &["b"],
        ),
        (
            "duty d cites A 1 bearer firm to office when b must payment of base through pay",
            paid,
            &["b", "base"],
        ),
    ] {
        let row = clock(items, "performance of d", "]", act);
        assert_eq!(needs(&row), expected, "{items}");
        assert_eq!(row["due_earliest"], "2026-03-10", "{items}");
    }
    // Whether it arose and whether what was done is what was owed.
    let items = "duty d cites A 1 bearer firm to office when b must report where report.full";
    let half = r#""act": "report""#;
    let row = clock(items, "performance of d", "]", half);
    assert_eq!(needs(&row), ["b", "events[0].full", "events[1].full"]);
    // What counts as done without an act is done by now: no act that could be recorded settles when.
    let items =
        "duty d cites A 1 bearer firm to office must report where report.full by t + 240 hours
        counts as done when b";
    let row = clock(items, "performance of d", r#"], "b": true"#, full);
    assert_eq!(needs(&row), Vec::<&str>::new());
}

#[test]
fn which_breach_an_act_imposed_hangs_on_what_is_open_of_the_others() {
    let policy = format!(
        "{HEAD}act demand \"Demand\" ko \"요구\" from office to firm field till : time planned \"Till\" ko \"기한\"
         act fine \"Fine\" ko \"과태료\" from office to firm
         duty obey cites A 1 arises on demand bearer firm to office must report by demand.till
         sanction penalty cites A 2 bearer firm holder office when obey is breached through fine up to 100 EUR
        "
    );
    let facts = |till: &str| {
        format!(
            r#"{{"record_complete_until": "2026-03-11T09:00", "zone": "UTC", "events": [
                {{"act": "demand", "at": "2026-03-04T08:00"{till}}},
                {{"act": "demand", "at": "2026-03-04T09:00", "till": "2026-03-06T09:00"}},
                {{"act": "fine", "at": "2026-03-07T09:00"}}]}}"#
        )
    };
    let second = |till: &str| {
        let answer = super::answer(&policy, &facts(till), "2026-03-11T09:00");
        let rows = answer["sanctions"].as_array().expect("rows").clone();
        let mut rows = rows.into_iter();
        let of = |row: &Value| row["instance"] == "events[1]";
        rows.find(of).expect("it is there")
    };
    let row = second("");
    assert_eq!(row["state"], "undetermined");
    let needs = row["needs"].to_string();
    assert!(needs.contains("events[0].till"), "{needs}");
    assert!(needs.contains("events[2].re"), "{needs}");
    // With a limit after the fine the other was not breached yet.
    assert_eq!(
        second(r#", "till": "2026-03-10T09:00""#)["state"],
        "imposed"
    );
}

/// A time as it is told, for comparing.
fn told_at(at: &Value) -> &str {
    at.as_str().unwrap_or_default()
}

#[test]
fn what_is_known_to_count_as_done_was_done_within_what_it_may_have_been_before() {
    let text = format!(
        "{HEAD}duty tell \"Tell\" ko \"보고 의무\" cites A 1 bearer firm to office governed by t
  must report by t + 72 hours counts as done when b
duty w \"W\" ko \"다음\" cites A 9 bearer firm to office must note by performance of tell + 800 hours
define since cites A 2 means performance of tell >= t
define late cites A 3 means performance of tell > t + 100 hours
"
    );
    let program = program(&text);
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    for (act, latest, late) in [
        // Without an act it may have come to count as done at any time up to now.
        ("", "2026-04-20T10:00:00+02:00", "undetermined"),
        // An act on record did it at the latest, in time or not.
        (
            r#"{"act": "report", "at": "2026-03-05T08:00"}"#,
            "2026-04-07T17:00:00+02:00",
            "no",
        ),
        (
            r#"{"act": "report", "at": "2026-03-09T08:00"}"#,
            "2026-04-11T17:00:00+02:00",
            "undetermined",
        ),
    ] {
        let row_of = |name: &str, b: &str| {
            let facts = format!(
                r#"{{"t": "2026-03-04T10:00"{b}, "events": [{act}], "record_complete_until": "2026-03-18T01:00"}}"#
            );
            let facts = record(&program, &facts);
            let asked = question("2026-03-18T01:00");
            let (differences, ..) = crate::equal::both(&program, &plan, &facts, &asked);
            assert_eq!(differences, Vec::<String>::new(), "{act}{b}");
            row(&told(&program, &facts, &asked), name).clone()
        };
        let (open, done) = (row_of("w", ""), row_of("w", r#", "b": true"#));
        assert_eq!(row_of("tell", r#", "b": true"#)["state"], "fulfilled");
        // Not before it was owed: 4 March 10:00 and 800 hours.
        for row in [&open, &done] {
            assert_eq!(row["state"], "pending", "{act}: {row:#}");
            assert_eq!(row["due_earliest"], "2026-04-06T19:00:00+02:00", "{act}");
        }
        assert_eq!(row_of("since", r#", "b": true"#)["value"], "yes", "{act}");
        assert_eq!(row_of("late", r#", "b": true"#)["value"], late, "{act}");
        if !act.is_empty() {
            assert_eq!(told_at(&done["due_latest"]), latest, "{done:#}");
            assert_eq!(open["due_latest"], done["due_latest"], "{open:#}");
        }
    }
}
