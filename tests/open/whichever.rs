//! What is so whichever way the record is filled in is what the answer on part of it says, no more and
//! no less: small policies are judged on every part of every record, and held to the answers on all
//! records that the part can become. Each policy has one way in which facts hang together.

use std::collections::BTreeMap;

use onus::determination::AnswerValue;
use onus::eval::evaluate;
use onus::program::Program;
use onus::value::Truth;

use super::{program, question, record};

const HEAD: &str = r#"policy t
zone UTC
periods eu.1182_71
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
party public "Public" ko "공중"
act report "Report" ko "보고" from firm to office
act note "Note" ko "공고" from firm to public
act last "Last report" ko "최종 보고" from firm to office
act fined "Fine" ko "과태료 부과" from office to firm
fact a : yes/no "A" ko "가"
fact b : yes/no "B" ko "나"
fact t : time "T" ko "시각"
"#;

/// A part of a record: what it says where nothing is known, and what it can be.
type Part = (&'static str, &'static [&'static str]);

const A: Part = ("", &[r#""a": true,"#, r#""a": false,"#]);
const B: Part = ("", &[r#""b": true,"#, r#""b": false,"#]);
const T: [Part; 4] = [
    (
        r#""t": "2026-03-12T08:00","#,
        &[r#""t": "2026-03-12T08:00","#],
    ),
    (
        r#""t": "2026-03-18T10:00","#,
        &[r#""t": "2026-03-18T10:00","#],
    ),
    (
        r#""t": "2026-03-19T05:00","#,
        &[r#""t": "2026-03-19T05:00","#],
    ),
    (
        r#""t": "2026-03-20T08:00","#,
        &[r#""t": "2026-03-20T08:00","#],
    ),
];

/// What the rows are, by name.
fn judged(program: &Program, text: &str) -> BTreeMap<String, (AnswerValue, usize)> {
    let facts = record(program, text);
    let answer = evaluate(program, &facts, &question("2026-03-20T09:00")).0;
    let rows = answer.rows();
    let rows = rows.map(|row| {
        let name = row.about.name.trim_start_matches("t.").to_owned();
        (name, (row.is.clone(), row.about.needs.len()))
    });
    rows.collect()
}

/// Judges every part of every record that is made of these parts, each in one of its ways or open.
fn holds(text: &str, parts: &[Part], events: &str) {
    let program = program(&format!("{HEAD}{text}"));
    let mut drafts: Vec<Vec<Option<usize>>> = vec![Vec::new()];
    for (_, can_be) in parts {
        let each = (0..can_be.len()).map(Some).chain([None]);
        let each: Vec<Option<usize>> = each.collect();
        let longer = |draft: &Vec<Option<usize>>| {
            let draft = draft.clone();
            let each = each.clone();
            each.into_iter()
                .map(move |one| [draft.as_slice(), &[one]].concat())
        };
        drafts = drafts.iter().flat_map(longer).collect();
    }
    let written = |draft: &[Option<usize>]| {
        let parts = parts.iter().zip(draft);
        let said = parts.map(|((open, can_be), at)| at.map_or(*open, |at| can_be[at]));
        let said: String = said.collect();
        let events = events.trim_end_matches(',');
        let (facts, more): (String, String) = match said.split_once("EVENTS") {
            Some((facts, events)) => (facts.to_owned(), events.trim_end_matches(',').to_owned()),
            None => (said, String::new()),
        };
        let between = if events.is_empty() || more.is_empty() {
            ""
        } else {
            ", "
        };
        format!(
            r#"{{{facts} "zone": "UTC", "events": [{events}{between}{more}], "record_complete_until": "2026-03-20T09:00"}}"#
        )
    };
    let mut whole = BTreeMap::new();
    for draft in drafts
        .iter()
        .filter(|draft| draft.iter().all(Option::is_some))
    {
        whole.insert(draft.clone(), judged(&program, &written(draft)));
    }
    for draft in &drafts {
        let becomes = |other: &&Vec<Option<usize>>| {
            let mut pairs = draft.iter().zip(other.iter());
            pairs.all(|(here, there)| here.is_none() || here == there)
        };
        let all: Vec<_> = whole
            .keys()
            .filter(becomes)
            .map(|key| &whole[key])
            .collect();
        for (name, (said, needs)) in judged(&program, &written(draft)) {
            let first = &all[0][&name].0;
            let alike = all.iter().all(|other| other[&name].0 == *first);
            let told = || format!("{name} on {}\n{text}", written(draft));
            let open = AnswerValue::Truth(Truth::Undetermined);
            match alike {
                true => assert_eq!(&said, first, "{}", told()),
                // Of a figure bounds may be known.
                false if matches!(said, AnswerValue::Value(_)) => {}
                false => {
                    assert_eq!(said, open, "{}", told());
                    assert!(needs > 0, "nothing is named: {}", told());
                }
            }
        }
    }
}

#[test]
fn a_sanction_opens_only_on_what_is_breached_by_now() {
    let duty = "duty d cites Act 1 bearer firm to office when a must report by t + 72 hours on breach fine\n\
        sanction fine cites Act 9 bearer firm holder office through fined up to 100 EUR\n";
    holds(duty, &[A, T[3]], "");
    holds(duty, &[A, T[0]], "");
    let done = r#"{"act": "report", "at": "2026-03-12T10:00"}"#;
    holds(duty, &[A, T[0]], done);
}

#[test]
fn the_limit_of_what_is_perhaps_not_owed_names_that() {
    let text = "duty d cites Act 1 bearer firm to office when a must report by t + 4 hours\n\
        duty f cites Act 2 bearer firm to public must note by due of d + 4 hours on breach fine\n\
        sanction fine cites Act 9 bearer firm holder office through fined up to 100 EUR\n";
    holds(text, &[A, T[2]], "");
    holds(text, &[A, T[3]], "");
}

#[test]
fn the_performance_of_what_is_perhaps_replaced_is_one_of_two() {
    holds(
        "duty d cites Act 1 bearer firm to office when b must report by t + 24 hours\n\
         exception x cites Act 2 to d when a instead must note instead to public\n\
         duty f cites Act 4 bearer firm to office must last by performance of d + 24 hours\n",
        &[A, B, T[0]],
        r#"{"act": "report", "at": "2026-03-12T10:00"}, {"act": "note", "at": "2026-03-18T23:00"}"#,
    );
}

#[test]
fn what_was_done_late_or_not_at_all_is_a_breach_either_way() {
    holds(
        "duty d cites Act 1 bearer firm to office must report by t + 4 hours on breach fine\n\
         sanction fine cites Act 9 bearer firm holder office through fined up to 100 EUR\n",
        &[
            T[1],
            (
                r#"EVENTS {"act": "report", "at": {"at_least": "2026-03-19T10:00"}}"#,
                &[
                    r#"EVENTS {"act": "report", "at": "2026-03-19T11:00"}"#,
                    r#"EVENTS {"act": "report", "at": "2026-03-20T08:00"}"#,
                    "EVENTS ",
                ],
            ),
        ],
        "",
    );
}

#[test]
fn what_was_imposed_before_the_breach_imposes_nothing() {
    holds(
        "duty d cites Act 1 bearer firm to office must report by t + 4 hours on breach fine\n\
         sanction fine cites Act 9 bearer firm holder office through fined up to 100 EUR\n",
        &[(
            r#""t": {"on": "2026-03-18"},"#,
            &[r#""t": "2026-03-18T05:00","#, r#""t": "2026-03-18T10:00","#],
        )],
        r#"{"act": "fined", "at": "2026-03-18T12:00"}"#,
    );
}

#[test]
fn what_was_done_before_the_moment_that_governs_does_not_count_though_that_is_not_known() {
    holds(
        "duty d cites Act 1 governed by t bearer firm to office must report without delay\n\
         duty f cites Act 2 bearer firm to public must note by performance of d + 3 hours\n",
        &[(
            "",
            &[r#""t": "2026-03-19T05:00","#, r#""t": "2026-03-19T07:00","#],
        )],
        r#"{"act": "report", "at": "2026-03-19T06:00"}"#,
    );
}
