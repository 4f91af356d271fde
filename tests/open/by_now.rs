//! What there is by now: what a duty comes to on the record as it is, and which law can have
//! governed by the moment asked about.

use onus::eval::Question;
use serde_json::{Value, json};

use super::{HEAD, program, question, record, row, said, told};

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
