//! Clocks that other duties start: what is settled of them on part of a record is so on every record
//! that it can become, and where nothing but the future can settle it, the answer says what it waits
//! for. The policy has a duty that may not arise, whose act an exception may replace, and what hangs
//! on its performance, its limit and its breach.

use std::collections::BTreeMap;

use onus::determination::{AnswerValue, Determination};
use onus::eval::evaluate;
use onus::program::Program;
use onus::value::Truth;

use super::{HEAD, answer, program, question, record, said};
use crate::golden::Dice;

/// So many records are tried.
const RECORDS: usize = 300;

const POLICY: &str = r#"policy t
zone Europe/Paris
periods eu.1182_71
calendar fr
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
party public "Public" ko "공중"
act report "Report" ko "보고" from firm to office
act note "Note" ko "공고" from firm to public
act closing_report "Final report" ko "최종 보고" from firm to office
act penalty "Penalty" ko "과태료" from office to firm
fact a : yes/no "A" ko "가"
fact b : yes/no "B" ko "나"
fact c : yes/no "C" ko "다"
fact aware : time "Aware" ko "인지"
fact over : time "Over" ko "종료"
duty first cites Act 1
  bearer firm to office when a must report by aware + 24 hours
  on breach fine
exception publicly cites Act 2 to first when b instead must note instead to public
duty early cites Act 3
  bearer firm to office when c must report even before by aware + 24 hours
duty next cites Act 4
  bearer firm to office must closing_report by performance of first + 24 hours
duty later cites Act 5
  bearer firm to office must closing_report by 1 month after performance of early
duty following cites Act 6
  bearer firm to office must closing_report by due of first + 4 hours
  on breach fine
duty latest_of_both cites Act 7
  bearer firm to office must closing_report
  by the latest of (performance of first, performance of early) + 30 hours
define outlasts cites Act 8
  means not (end of day of over <= 1 month after performance of early)
define month_end : date cites Act 8
  means 1 month after performance of early
define earlier cites Act 9
  means over < the earliest of (performance of first, performance of early)
define soon cites Act 9
  means performance of early - aware <= 20 hours
duty closing cites Act 10
  bearer firm to office when c and outlasts must closing_report by 1 month after over
sanction fine cites Act 11
  bearer firm holder office through penalty up to 100 EUR
"#;

/// What a fact can be, the first where it is not given.
const CAN_BE: [(&str, &[&str]); 5] = [
    ("a", &["", "true", "false"]),
    ("b", &["", "true", "false"]),
    ("c", &["", "true", "false"]),
    ("aware", &[r#""2026-05-04T08:00""#, r#""2026-05-06T20:00""#]),
    (
        "over",
        &[
            "",
            r#""2026-05-03T12:00""#,
            r#""2026-05-07T12:00""#,
            r#""not yet""#,
        ],
    ),
];

/// A record: what each fact is, by its number among what it can be, and the events.
type Draft = ([usize; 5], String);

fn text((facts, events): &Draft, now: &str) -> String {
    let facts = CAN_BE.iter().zip(facts);
    let facts = facts.filter(|((_, all), at)| !all[**at].is_empty());
    let facts: String = facts
        .map(|((name, all), at)| format!(r#""{name}": {}, "#, all[*at]))
        .collect();
    format!(r#"{{"zone": "UTC", {facts}"events": [{events}], "record_complete_until": "{now}"}}"#)
}

/// The records that a draft can become.
fn completed(draft: &Draft) -> Vec<Draft> {
    let mut all = vec![draft.clone()];
    for (number, (_, can_be)) in CAN_BE.iter().enumerate() {
        if !can_be[draft.0[number]].is_empty() {
            continue;
        }
        let fill = |known: &Draft| {
            let known = known.clone();
            (1..can_be.len()).map(move |at| {
                let mut whole = known.clone();
                whole.0[number] = at;
                whole
            })
        };
        all = all.iter().flat_map(fill).collect();
    }
    all
}

/// What is settled of each row, and before when it is certainly not due.
fn settled(answer: &Determination) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let rows = answer.rows();
    let rows = rows.map(|row| {
        // A figure that perhaps does not apply is told, and names what settles that.
        let figure = matches!(row.is, AnswerValue::Value(_));
        let open = row.is == AnswerValue::Truth(Truth::Undetermined)
            || figure && !row.about.needs.is_empty();
        let is = (!open).then(|| serde_json::to_string(&row.is).expect("it is JSON"));
        (row.about.name.clone(), is)
    });
    let mut all: BTreeMap<_, _> = rows.map(|(name, is)| (name, (is, None))).collect();
    for row in &answer.duties {
        let due = row.due_at.map(|at| at.instant().micros());
        if let Some((_, known)) = all.get_mut(&row.about.name) {
            *known = due.map(|at| at.to_string());
        }
    }
    all
}

fn judged(program: &Program, draft: &Draft, now: &str) -> Determination {
    let facts = record(program, &text(draft, now));
    evaluate(program, &facts, &question(now)).0
}

#[test]
fn what_is_settled_of_what_another_duty_starts_is_so_on_every_record() {
    let program = program(POLICY);
    let mut dice = Dice(7);
    let (mut open, mut kept) = (0, 0);
    for _ in 0..RECORDS {
        let facts = CAN_BE.map(|(_, all)| dice.below(all.len()));
        let events: Vec<String> = (0..dice.below(3))
            .map(|_| {
                let act = ["report", "note", "closing_report"][dice.below(3)];
                let (day, hour) = (3 + dice.below(7), 1 + dice.below(22));
                format!(r#"{{"act": "{act}", "at": "2026-05-{day:02}T{hour:02}:00"}}"#)
            })
            .collect();
        let draft = (facts, events.join(", "));
        let now = format!("2026-05-{:02}T12:00", 4 + dice.below(8));
        let on_part = judged(&program, &draft, &now);
        let said = settled(&on_part);
        for whole in completed(&draft) {
            let on_whole = settled(&judged(&program, &whole, &now));
            for (name, (is, due)) in &said {
                let (other, other_due) = &on_whole[name];
                let told = || {
                    format!(
                        "{name} as of {now}\n{}\n{}",
                        text(&draft, &now),
                        text(&whole, &now)
                    )
                };
                if is.is_some() {
                    kept += 1;
                    assert_eq!(is, other, "{}", told());
                    // What is owed in every case has the limit that was told.
                    if due.is_some() && other_due.is_some() {
                        assert_eq!(due, other_due, "{}", told());
                    }
                } else {
                    open += 1;
                }
            }
        }
        // What is open names what settles it, save where what is compared never is.
        let never = draft.0[0] == 2 || draft.0[2] == 2;
        for row in on_part.rows().filter(|_| !never) {
            let is_open = row.is == AnswerValue::Truth(Truth::Undetermined);
            let told = || format!("{} as of {now}\n{}", row.about.name, text(&draft, &now));
            assert!(!is_open || !row.about.needs.is_empty(), "{}", told());
        }
    }
    println!("{kept} settled, {open} open");
    assert!(open > 1_000 && kept > 1_000, "{kept} settled, {open} open");
}

#[test]
fn what_is_not_on_a_complete_record_was_done_after_it_if_it_ever_is() {
    let program = program(POLICY);
    let says = |facts: [usize; 5], now: &str| {
        let answer = judged(&program, &(facts, String::new()), now);
        let row = answer.rows().find(|row| row.about.name == "t.outlasts");
        let row = row.expect("it is asked");
        (row.is == AnswerValue::Truth(Truth::No), row.is)
    };
    // It was over before any month that can begin now ends.
    assert!(says([1, 2, 1, 0, 2], "2026-05-08T12:00").0);
    // It is not over: which is the later, the month or the end, is open.
    let open = says([1, 2, 1, 0, 3], "2026-05-08T12:00").1;
    assert_eq!(open, AnswerValue::Truth(Truth::Undetermined));
}

#[test]
fn what_no_act_exercised_is_not_exercised_whether_or_not_it_is_there() {
    let policy = format!(
        r#"policy t zone UTC
{HEAD}act order "Order" ko "명령" from office to firm
act note "Notice" ko "공지" from firm to office
fact a : yes/no "A" ko "가"
power demand "Demand" ko "명령권" cites Act 1 holder office over firm when a through order
duty show "Show" ko "공지 허용" cites Act 2 bearer firm to office when a may note
define ordered cites Act 3 means demand is exercised
define there cites Act 3 means demand is available
define shown cites Act 3 means show is exercised
define may cites Act 3 means show is available
"#
    );
    let ask = |events: &str| {
        let record =
            format!(r#"{{"events": [{events}], "record_complete_until": "2026-06-01T09:00"}}"#);
        let all = answer(&policy, &record, "2026-06-01T09:00");
        ["ordered", "there", "shown", "may"].map(|name| said(&all, name))
    };
    assert_eq!(ask(""), ["no", "undetermined", "no", "undetermined"]);
    let acts =
        r#"{"act": "order", "at": "2026-05-01T09:00"}, {"act": "note", "at": "2026-05-01T09:00"}"#;
    assert_eq!(ask(acts)[0], "undetermined");
    assert_eq!(ask(acts)[2], "undetermined");
}
