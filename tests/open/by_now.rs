//! What there is by now: what a duty comes to on the record as it is, and which law can have
//! governed by the moment asked about.

use onus::eval::Question;
use serde_json::{Value, json};

use super::{HEAD, answer, program, question, record, row, said, told};

/// The answer of a policy on a record, with what is coming.
fn looked_ahead(policy: &str, facts: &str, at: &str) -> Value {
    let program = program(policy);
    let facts = record(&program, facts);
    let question = Question {
        coming: true,
        ..question(at)
    };
    told(&program, &facts, &question)
}

/// A report within a limit, put off by an act of the office of which the record may not tell yet.
fn put_off() -> String {
    format!(
        r#"policy t zone UTC
{HEAD}act delay "Delay" ko "연기" from office to firm field until : date planned "Until" ko "말일"
fact aware : time "Aware" ko "인지"
duty tell "Report" ko "보고" cites Act 1 bearer firm to office when aware is known must report by aware + 72 hours
exception later "Put off" ko "연기" cites Act 2 to tell when delay has happened
  instead by latest of delay.until
exception spared "Spared" ko "면제" cites Act 3 to tell when waiver has happened
act waiver "Waiver" ko "면제" from office to firm
"#
    )
}

fn at(complete: &str) -> String {
    format!(
        r#"{{"aware": "2026-05-04T09:00", "events": [], "record_complete_until": "2026-05-{complete}"}}"#
    )
}

#[test]
fn a_row_that_is_open_says_what_it_is_on_the_record_as_it_is() {
    let policy = put_off();
    // The record ends forty minutes before the moment asked about: the office may have acted since.
    let answer = looked_ahead(&policy, &at("05T02:00"), "2026-05-05T02:40");
    assert_eq!(said(&answer, "tell"), "undetermined");
    assert_eq!(row(&answer, "tell")["due_at"], json!(null));
    assert_eq!(
        row(&answer, "tell")["as_recorded"],
        json!({"state": "pending", "due": "2026-05-07T09:00:00+00:00"})
    );
    // Past the limit it is breached on the record as it is, which settles nothing.
    let answer = looked_ahead(&policy, &at("05T02:00"), "2026-05-08T02:40");
    assert_eq!(said(&answer, "tell"), "undetermined");
    assert_eq!(row(&answer, "tell")["as_recorded"]["state"], "breached");
    // A record that is complete leaves nothing to say.
    let answer = looked_ahead(&policy, &at("05T02:40"), "2026-05-05T02:40");
    assert_eq!(said(&answer, "tell"), "pending");
    assert_eq!(row(&answer, "tell")["as_recorded"], json!(null));
    // What is open for another reason stays open on the record as it is.
    let open = policy.replace("when aware is known", "when big");
    let open = format!("{open}fact big : yes/no \"Big\" ko \"대규모\"\n");
    let answer = looked_ahead(&open, &at("05T02:00"), "2026-05-05T02:40");
    assert_eq!(said(&answer, "tell"), "undetermined");
    assert_eq!(
        row(&answer, "tell")["as_recorded"],
        json!({"state": "undetermined", "due": "2026-05-07T09:00:00+00:00"})
    );
}

/// A duty and a fine since 2023, under the law of the day of the stop, and a meeting that is planned.
fn versions() -> String {
    format!(
        r#"policy t zone UTC governed by stopped
{HEAD}act penalty "Penalty" ko "과태료 부과" from office to firm
fact stopped : time "Stopped" ko "중단"
fact big : yes/no "Big" ko "대규모"
record Meeting "Meeting" ko "회의" field starts : time planned "Starts" ko "시작"
fact meeting : Meeting "Meeting" ko "회의"
duty tell "Report" ko "보고" bearer firm to office when big must report without delay on breach fine
  in force from 2023-07-04 until 2025-12-31 cites Act 1
  in force from 2026-01-01 cites Act 2
sanction fine "Fine" ko "과태료" cites Act 3 holder office bearer firm through penalty
  in force from 2023-07-04
duty invite "Invitation" ko "초대" cites Act 4 governed by meeting.starts bearer firm to office when big must report
  in force from 2023-07-04
"#
    )
}

#[test]
fn no_law_of_a_later_day_governs_what_has_come_about() {
    let policy = versions();
    let big = r#"{"big": true}"#;
    // When it stopped is not known; by 2022 it was under no law yet.
    let answer = looked_ahead(&policy, big, "2022-12-06T14:00");
    assert_eq!(said(&answer, "tell"), "not_in_force");
    assert_eq!(said(&answer, "fine"), "not_in_force");
    // What is planned may come under a law to come.
    assert_eq!(said(&answer, "invite"), "undetermined");
    // By 2026 it may be any of them, and is told under the newest.
    let answer = looked_ahead(&policy, big, "2026-03-01T14:00");
    assert_eq!(said(&answer, "tell"), "undetermined");
    assert_eq!(row(&answer, "tell")["cites"], json!(["Act 2"]));
    assert_eq!(row(&answer, "tell")["needs"], json!(["stopped"]));
    // By 2025 the law of 2026 is none of them.
    let answer = looked_ahead(&policy, big, "2025-03-01T14:00");
    assert_eq!(row(&answer, "tell")["cites"], json!(["Act 1"]));
}

#[test]
fn what_gives_rise_to_nothing_under_any_law_has_not_arisen() {
    let policy = versions();
    let answer = looked_ahead(&policy, r#"{"big": false}"#, "2026-03-01T14:00");
    assert_eq!(said(&answer, "tell"), "not_arisen");
    assert_eq!(row(&answer, "tell")["needs"], json!([]));
    assert_eq!(said(&answer, "fine"), "not_open");
}

#[test]
fn no_law_of_a_later_day_governs_by_what_chooses_the_instant() {
    let policy = format!(
        r#"policy t zone UTC
{HEAD}fact aware : time "Aware" ko "인지"
fact happened : time "Happened" ko "발생"
duty tell "Report" ko "보고" bearer firm to office must report without delay
  governed by if aware < 2026-10-01T00:00 then aware
    else if happened >= 2026-10-01T00:00 then happened else 2026-09-30T23:59:59
  in force from 2024-01-01 until 2026-09-30 cites Act 1
  in force from 2026-10-01 cites Act 2
duty later "Later" ko "후속" bearer firm to office must report without delay
  governed by if aware < 2026-10-01T00:00 then aware else happened
  in force from 2026-10-01 cites Act 2
"#
    );
    // When it was learned of is not known, but by then.
    for facts in [
        "{}",
        r#"{"aware": {"at_least": "2025-06-01T00:00"}}"#,
        r#"{"aware": {"disputed": [
            {"is": "2025-11-17T16:00", "by": "office"}, {"is": "2025-11-18T22:52", "by": "firm"}]}}"#,
    ] {
        let answer = looked_ahead(&policy, facts, "2025-11-18T15:40");
        assert_eq!(row(&answer, "tell")["cites"], json!(["Act 1"]), "{facts}");
        assert_eq!(said(&answer, "later"), "not_in_force", "{facts}");
    }
    // What lies ahead governs nothing yet.
    let ahead = r#"{"aware": "2026-12-01T10:00", "happened": "2026-11-30T10:00"}"#;
    let answer = looked_ahead(&policy, ahead, "2025-11-18T15:40");
    assert_eq!(row(&answer, "tell")["cites"], json!(["Act 1"]));
    assert_eq!(said(&answer, "later"), "not_in_force");
    let answer = looked_ahead(&policy, "{}", "2026-11-18T15:40");
    assert_eq!(row(&answer, "tell")["cites"], json!(["Act 2"]));
    assert_eq!(said(&answer, "later"), "undetermined");
}

/// A report of a breach from when it is learned of, which a belief spares.
fn learned() -> String {
    format!(
        r#"policy t zone UTC periods us.calendar governed by aware
{HEAD}fact aware : time "Aware" ko "인지"
record State "State" ko "상태" field believed : time optional "Believed" ko "확신"
fact state : State "State" ko "상태"
duty tell "Report" ko "보고" cites Act 1 bearer firm to office must report within 10 days after aware
exception sure "Sure" ko "확신" cites Act 2 to tell when state.believed is applicable
define believes "Belief" ko "확신" cites Act 3 means state.believed is applicable
"#
    )
}

#[test]
fn what_governs_gives_rise_to_nothing_before_it_has_come() {
    let policy = learned();
    let by = |aware: &str, at: &str| {
        let facts = format!(
            r#"{{"aware": {aware}, "state": {{"believed": {{"not_applicable": true}}}},
                "events": [], "record_complete_until": "2026-07-01T00:00"}}"#
        );
        let answer = looked_ahead(&policy, &facts, at);
        (said(&answer, "tell"), row(&answer, "tell")["needs"].clone())
    };
    let aware = r#""2026-05-01T16:20""#;
    let none = json!([]);
    assert_eq!(
        by(aware, "2026-04-30T16:20"),
        ("not_arisen".into(), none.clone())
    );
    assert_eq!(
        by(aware, "2026-05-01T16:20"),
        ("pending".into(), none.clone())
    );
    assert_eq!(
        by(r#""not yet""#, "2026-04-30T16:20"),
        ("not_arisen".into(), none)
    );
    // By one account it has come and by the other it has not.
    let parted = r#"{"disputed": [
        {"is": "2026-05-01T16:20", "by": "firm"}, {"is": "2026-05-03T10:00", "by": "office"}]}"#;
    let (state, needs) = by(parted, "2026-05-02T00:00");
    assert_eq!((state, needs), ("undetermined".into(), json!(["aware"])));
    assert_eq!(by(parted, "2026-05-04T00:00").0, "pending");
    let between = r#"{"between": ["2026-05-01T16:20", "2026-05-03T10:00"]}"#;
    // What is known within bounds has come by then, if it can have.
    assert_eq!(by(between, "2026-05-02T00:00").0, "pending");
    assert_eq!(by(between, "2026-05-01T00:00").0, "not_arisen");
    // So has what nobody has dated.
    let facts = r#"{"aware": {"unknown": true}, "state": {"believed": {"not_applicable": true}}}"#;
    let answer = looked_ahead(&policy, facts, "2026-04-30T16:20");
    assert_eq!(row(&answer, "tell")["arises"], "yes");
}

#[test]
fn a_time_that_has_not_come_does_not_apply_yet() {
    let policy = learned();
    let by = |believed: &str, at: &str| {
        let facts = format!(
            r#"{{"aware": "2026-05-01T10:00", "state": {{"believed": {believed}}},
                "events": [], "record_complete_until": "2026-07-01T00:00"}}"#
        );
        let answer = looked_ahead(&policy, &facts, at);
        (said(&answer, "believes"), said(&answer, "tell"))
    };
    let both = |belief: &str, state: &str| (json!(belief), json!(state));
    let believed = r#""2026-05-04T10:00""#;
    assert_eq!(by(believed, "2026-05-03T09:00"), both("no", "pending"));
    assert_eq!(by(believed, "2026-05-04T10:00"), both("yes", "exempt"));
    assert_eq!(
        by(r#""not yet""#, "2026-05-03T09:00"),
        both("no", "pending")
    );
    let about = r#"{"between": ["2026-05-02T10:00", "2026-05-04T10:00"]}"#;
    let open = both("undetermined", "undetermined");
    assert_eq!(by(about, "2026-05-03T09:00"), open);
    assert_eq!(by(about, "2026-05-05T09:00"), both("yes", "exempt"));
}

#[test]
fn what_is_owed_is_owed_since_its_condition_came_to_hold() {
    let policy = format!(
        r#"policy t zone UTC governed by earliest of (s.started for s in stops)
{HEAD}record Stop "Stop" ko "중단"
  field started : time "Start" ko "시작"
  field ended : time "End" ko "종료"
  field length : duration "Length" ko "길이" is ended - started
fact stops : list of Stop "Stops" ko "중단"
judgement serious "Serious" ko "중대" holder office cites Act 9
duty any "Any" ko "모두" cites Act 1 bearer firm to office must report without delay
duty sum "Sum" ko "합계" cites Act 1 bearer firm to office when sum of (s.length for s in stops) >= 45 minutes must report without delay
duty long "Long" ko "장시간" cites Act 1 bearer firm to office when any of (s.length > 22 minutes for s in stops) must report without delay
duty twice "Twice" ko "두 번" cites Act 1 bearer firm to office when some 24 hours of stops by started has (count of (stops) >= 2) must report without delay
duty spared "Spared" ko "면제" cites Act 1 bearer firm to office must report without delay unless not (count of (s in stops where s.length > 20 minutes) >= 1)
duty judged "Judged" ko "판단" cites Act 1 bearer firm to office when serious must report without delay
"#
    );
    let facts = r#"{
        "stops": [
            {"started": "2024-03-04T10:00", "ended": "2024-03-04T10:20"},
            {"started": "2024-03-05T09:00", "ended": "2024-03-05T09:26"}],
        "serious": {"is": true, "at": "2024-03-05T09:10"},
        "events": [], "record_complete_until": "2024-03-05T10:00"}"#;
    let answer = looked_ahead(&policy, facts, "2024-03-05T10:00");
    for (name, since) in [
        ("any", "2024-03-04T10:00:00+00:00"),
        ("sum", "2024-03-05T09:25:00+00:00"),
        ("long", "2024-03-05T09:22:00+00:00"),
        ("twice", "2024-03-05T09:00:00+00:00"),
        ("spared", "2024-03-05T09:20:00+00:00"),
        // It was serious before anybody said so.
        ("judged", "2024-03-04T10:00:00+00:00"),
    ] {
        assert_eq!(row(&answer, name)["owed_since"], since, "{name}");
    }
}

#[test]
fn a_power_is_not_there_by_what_came_later() {
    let policy = format!(
        r#"policy t
zone UTC
{HEAD}act order from office to firm
act note from firm to office
fact t1 : time
fact b : yes/no
power po cites Act 51 holder office over firm when t1 >= 2026-03-04T00:00 through order
power pb cites Act 52 holder office over firm when b and t1 >= 2026-03-04T00:00 through order
power pu cites Act 53 holder office over firm unless t1 >= 2026-03-04T00:00 through order
duty keep cites Act 54 bearer firm to office must not note
duty may_note cites Act 55 bearer firm to office when t1 >= 2026-03-04T00:00 may note
"#
    );
    let said = |t1: &str| {
        let record = format!(
            r#"{{"t1": {t1}, "record_complete_until": "2026-06-01T09:00",
              "events": [{{"act": "order", "at": "2026-03-03T10:00"}},
                         {{"act": "note", "at": "2026-03-03T10:00"}}]}}"#
        );
        let all = answer(&policy, &record, "2026-06-01T09:00");
        let row = |name: &str| {
            let row = row(&all, name);
            (
                row["state"].clone(),
                row["instance"].clone(),
                row["needs"].clone(),
            )
        };
        ["po", "pb", "pu", "keep"].map(row)
    };
    let none = || serde_json::Value::Null;
    let [po, pb, pu, keep] = said(r#""2026-03-05T08:00""#);
    assert_eq!((&po.0, &po.1), (&"available".into(), &none()));
    assert_eq!(
        (&pb.0, &pb.1),
        (&"undetermined".into(), &"events[0]".into())
    );
    // The time is on record, and only what is not is asked for.
    assert_eq!(pb.2, serde_json::json!(["b"]));
    assert_eq!((&pu.0, &pu.1), (&"exercised".into(), &"events[0]".into()));
    assert_eq!(keep.0, "violated");
    // Where it is open whether it had come, it is asked for.
    let [po, ..] = said(r#"{"between": ["2026-03-02T08:00", "2026-03-05T08:00"]}"#);
    assert_eq!(po.2, serde_json::json!(["t1"]));
}

#[test]
fn what_never_came_about_does_not_govern_where_a_time_that_lies_ahead_chooses_it() {
    let policy = format!(
        r#"policy t zone UTC
{HEAD}fact aware : time "Aware" ko "인지"
define most : EUR "Most" ko "상한"
  governed by if aware < 2024-08-14T00:00 then aware else due of tell
  in force from 2020-01-01 until 2024-12-31 cites Act 1 means 100 EUR
  in force from 2025-01-01 cites Act 1 means 300 EUR
duty tell "Report" ko "보고" cites Act 2 governed by aware bearer firm to office
  must report by aware + 24 hours on breach fine
sanction fine "Fine" ko "과태료" cites Act 3
  governed by if aware < 2024-08-14T00:00 then aware else due of tell
  holder office bearer firm up to most in force from 2020-01-01
"#
    );
    let found = answer(
        &policy,
        r#"{"aware": "2025-03-09T00:00"}"#,
        "2025-01-23T23:59",
    );
    let most = json!({ "is": { "money": ["300", "EUR"] } });
    assert_eq!(said(&found, "fine"), "not_open");
    assert_eq!(row(&found, "most")["value"], most);
    assert_eq!(row(&found, "fine")["up_to"], json!([most]));
}
