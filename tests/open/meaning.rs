//! One meaning: what a check claims is what an evaluation gives, and what comes to the same is the
//! same.

use onus::diagnostic::Code;
use onus::source::Sources;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::bounds::{FACTS, flagged};
use super::{HEAD, answer, row, said};
use crate::testing::{folder, onus};

/// The findings of a check.
fn found(text: &str) -> Vec<Code> {
    let mut sources = Sources::default();
    sources.add("t.onus", text);
    let (_, findings) = onus::load(&sources);
    findings.iter().map(|finding| finding.code).collect()
}

fn condition(text: &str) -> String {
    format!("policy t\nzone UTC\n{HEAD}{FACTS}{text}\n")
}

#[test]
fn what_always_holds_to_a_check_is_so_on_an_empty_record() {
    for (text, code, value) in [
        ("g0 or not g0", Code::AlwaysHolds, "yes"),
        ("(g0 and g1) or not g0 or not g1", Code::AlwaysHolds, "yes"),
        ("kind is one or kind is not one", Code::AlwaysHolds, "yes"),
        ("f1 >= 0 or g0", Code::AlwaysHolds, "yes"),
        ("g0 and not g0", Code::NeverHolds, "no"),
        ("kind is one and kind is two", Code::NeverHolds, "no"),
    ] {
        let policy = condition(text);
        assert!(
            found(&policy).contains(&code),
            "{text}: {:?}",
            found(&policy)
        );
        assert_eq!(
            said(&answer(&policy, "{}", "2026-06-01T00:00"), "so"),
            value,
            "{text}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// And the other way: of flags and choices, what comes to yes or to no on nothing is told.
    #[test]
    fn a_check_and_an_evaluation_agree_on_what_always_holds(test in flagged()) {
        let policy = condition(&test.text());
        let codes = found(&policy);
        let value = said(&answer(&policy, "{}", "2026-06-01T00:00"), "so");
        let told = [Code::AlwaysHolds, Code::NeverHolds].iter().any(|code| codes.contains(code));
        // It is told of the whole, or of the part on which the whole hangs.
        prop_assert!(told || value == "undetermined", "{}: {value} {codes:?}", test.text());
        let whole = answer(&policy, r#"{"g0": true, "g1": true, "kind": "one"}"#, "2026-06-01T00:00");
        prop_assert!(value == "undetermined" || said(&whole, "so") == value, "{}", test.text());
    }
}

fn two(first: &str, second: &str, allow: &str) -> String {
    format!(
        "policy t\nzone UTC\nperiods us.calendar\n{HEAD}
fact aware : time \"Aware\" ko \"인지\"
fact abroad : yes/no \"Abroad\" ko \"국외\"
fact complex : yes/no \"Complex\" ko \"복잡\"
duty tell \"Tell\" ko \"보고 의무\" cites Act 1 bearer firm to office must report by aware + 20 hours
exception one \"One\" ko \"하나\" cites Act 2 to tell when abroad instead {first}
exception two \"Two\" ko \"둘\" cites Act 3 {allow} to tell when complex instead {second}\n"
    )
}

const BOTH: &str =
    r#"{"zone": "UTC", "aware": "2026-05-01T10:00", "abroad": true, "complex": true}"#;

#[test]
fn exceptions_that_say_the_same_are_no_clash() {
    for (first, second, clash) in [
        ("by aware + 90 hours", "by aware + 90 hours", false),
        ("by aware + 90 hours", "by aware + 60 hours", true),
        ("by due + 40 hours", "by due + 40 hours", false),
    ] {
        let policy = two(first, second, "");
        let told = found(&policy).contains(&Code::ClashingExceptions);
        assert_eq!(told, clash, "{first}, {second}");
    }
    let same = answer(
        &two("by aware + 90 hours", "by aware + 90 hours", ""),
        BOTH,
        "2026-05-01T12:00",
    );
    let tell = row(&same, "tell");
    assert_eq!(tell["due_at"], "2026-05-05T04:00:00+00:00");
    assert_eq!(tell["open"], json!(null));
}

#[test]
fn the_limits_of_a_clash_are_told_in_order_of_time() {
    let allow = r#"allow clashing-exceptions because "Silent" ko "정함 없음""#;
    for (first, second) in [(90, 60), (60, 90)] {
        let (first, second) = (
            format!("by aware + {first} hours"),
            format!("by aware + {second} hours"),
        );
        let clash = answer(&two(&first, &second, allow), BOTH, "2026-05-01T12:00");
        let tell = row(&clash, "tell");
        assert_eq!(tell["state"], "pending");
        assert_eq!(tell["due_earliest"], "2026-05-03T22:00:00+00:00", "{first}");
        assert_eq!(tell["due_latest"], "2026-05-05T04:00:00+00:00", "{first}");
        let each = ["2026-05-03T22:00:00+00:00", "2026-05-05T04:00:00+00:00"];
        let each = each.map(|at| json!({ "at": at }));
        assert_eq!(tell["limit"], json!({ "one_of": each }), "{first}");
    }
}

#[test]
fn a_period_is_told_in_the_zone_in_which_it_was_asked() {
    let folder = folder("meaning-period", &[("none", "")]);
    for (args, due) in [
        (&["2026-05-01T16:20+09:00"][..], "due 4 May 2026 17:00 KST"),
        (
            &["2026-05-01T16:20", "--zone", "Europe/Dublin"],
            "due 4 May 2026 17:00 IST",
        ),
        (
            &["2026-05-01T16:20", "--zone", "America/New_York"],
            "due 4 May 2026 17:00 EDT",
        ),
    ] {
        let all = [&["period", "eu.1182_71", "72 hours"], args].concat();
        let (code, out, complaints) = onus(&folder, &all);
        assert_eq!((code, complaints.as_str()), (Some(0), ""), "{args:?}");
        // And whether the hour of the event is counted is a way of counting that has a name.
        assert!(
            out.contains("the hour of the event is not counted") && out.contains(due),
            "{out}"
        );
        let plain = [&["period", "eu.1182_71.plain_hours", "72 hours"], args].concat();
        let (_, plain, _) = onus(&folder, &plain);
        assert!(plain.contains("due 4 May 2026 16:20"), "{plain}");
    }
}

#[test]
fn acts_powers_and_sanctions_are_under_their_own_law_whatever_governs_the_policy() {
    let policy = format!(
        r#"policy t zone Asia/Seoul governed by broke
{HEAD}act demand "Demand" ko "요구" from office to firm field due : time planned "Due" ko "기한"
act penalty "Penalty" ko "과태료 부과" from office to firm
fact broke : time "Broke down" ko "고장"
duty tell "Report on demand" ko "요구에 따른 보고" arises on demand
  bearer firm to office must report by demand.due on breach fine
  in force from 2024-06-01 cites Act 21
duty answer "Answer" ko "답변" arises on demand governed by broke
  bearer firm to office must report by demand.due
  in force from 2024-06-01 cites Act 22
power ask "Demand for a report" ko "보고 요구" holder office over firm when broke is known through demand
  in force from 2019-03-01 until 2024-05-31 cites Act 10
  in force from 2024-06-01 cites Act 20
sanction fine "Fine" ko "과태료" holder office bearer firm through penalty
  in force from 2024-06-01 until 2024-06-30 cites Act 30 up to 100 KRW
  in force from 2024-07-01 cites Act 31 up to 900 KRW
"#
    );
    // It broke the day before the new law; the demand came under it, and the breach after the fine
    // was raised.
    let record = |demand: &str| {
        format!(
            r#"{{"broke": "2024-05-31T23:00", "events": [{{"act": "demand", "at": "{demand}", "due": "2024-07-04T18:00"}}], "record_complete_until": "2024-12-01T09:00"}}"#
        )
    };
    let after = answer(&policy, &record("2024-06-20T10:00"), "2024-12-01T00:00");
    assert_eq!(
        (said(&after, "tell"), &row(&after, "tell")["cites"]),
        (json!("breached"), &json!(["Act 21"]))
    );
    assert_eq!(
        (said(&after, "fine"), &row(&after, "fine")["cites"]),
        (json!("open"), &json!(["Act 31"]))
    );
    // What says itself what governs it is under the law of the day on which it broke.
    assert_eq!(said(&after, "answer"), "not_in_force");
    // The power is under the law of its exercise; one that was not made use of, under that of today.
    let power = |answer: &Value| {
        let row = row(answer, "ask");
        (row["state"].clone(), row["cites"].clone())
    };
    assert_eq!(power(&after), (json!("exercised"), json!(["Act 20"])));
    let none = r#"{"broke": "2024-05-31T23:00", "events": [], "record_complete_until": "2024-12-01T09:00"}"#;
    for (moment, law) in [
        ("2024-05-31T14:59", "Act 10"),
        ("2024-05-31T15:00", "Act 20"),
    ] {
        let unused = answer(&policy, none, moment);
        assert_eq!(power(&unused), (json!("available"), json!([law])));
    }
    // A demand of the day before is one under the old law, and asks for nothing by this duty.
    let before = answer(&policy, &record("2024-05-31T23:30"), "2024-12-01T00:00");
    assert_eq!(said(&before, "tell"), "not_in_force");
    assert_eq!(power(&before), (json!("exercised"), json!(["Act 10"])));
}
