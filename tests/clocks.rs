//! Clocks that rest on one another: long chains are followed, and what a record that may be
//! incomplete says of a limit holds whatever else turns out to have happened.

use std::collections::BTreeSet;

use onus::determination::{Determination, Due, DutyRow, Figure, Shown};
use onus::eval::Question;
use onus::program::{Expr, Node, Program, Target};
use onus::source::Sources;
use onus::value::{Instant, Moment, State};
use proptest::prelude::*;

const HEAD: &str = "policy test.chain
zone UTC
source Act \"Act\" ko \"법\"
party a
party b
fact start : time
";

const ACTS: [&str; 5] = ["xa", "xb", "xc", "xd", "u"];

/// Seven duties, each with a limit that rests on those before it.
fn chain() -> String {
    let acts: String = ACTS.map(|act| format!("act {act} from a to b\n")).concat();
    let duties = [
        ("da", "xa", "start + 24 hours"),
        ("db", "xb", "performance of da + 48 hours"),
        (
            "dc",
            "xc",
            "the latest of (performance of db + 24 hours, latest of u.at + 12 hours, start + 100 hours)",
        ),
        (
            "dd",
            "xd",
            "the earliest of (performance of dc + 1 hours, due of db + 150 hours)",
        ),
        (
            "de",
            "u",
            "if da is breached then breach of da + 10 hours else due of dc + 5 hours",
        ),
        (
            "df",
            "xc",
            "the latest of (due of db, performance of dd + 1 hours, start + 30 hours)",
        ),
        (
            "dg",
            "xd",
            "the latest of (breach of db + 20 hours, earliest of performance of dc, start + 60 hours)",
        ),
    ];
    let duties = duties.map(|(duty, act, by)| {
        format!("duty {duty} governed by start cites Act 1 bearer a to b must {act} by {by}\n")
    });
    format!("{HEAD}{acts}{}", duties.concat())
}

fn program(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("chain.onus", text);
    let (program, findings) = onus::load(&sources);
    program.unwrap_or_else(|| panic!("{findings:?}"))
}

fn hour(hour: i64) -> Instant {
    Instant::from_micros(hour * 3_600_000_000)
}

fn written(at: i64) -> String {
    let (day, hour) = (at / 24, at % 24);
    let (month, day) = if day < 31 {
        (1, day + 1)
    } else {
        (2, day - 30)
    };
    format!("1970-{month:02}-{day:02}T{hour:02}:00Z")
}

/// The duties as of an hour, on these events, by act and hour.
fn answered(
    program: &Program,
    events: &[(usize, i64)],
    complete_until: Option<i64>,
    as_of: i64,
) -> Vec<DutyRow> {
    let events: Vec<String> = events
        .iter()
        .map(|(act, at)| {
            let (act, at) = (ACTS[*act], written(*at));
            format!(r#"{{"act": "{act}", "at": "{at}", "by": "a"}}"#)
        })
        .collect();
    let until = complete_until.map_or_else(String::new, |until| {
        format!(r#", "record_complete_until": "{}""#, written(until))
    });
    let text = format!(
        r#"{{"zone": "UTC", "start": "{}", "events": [{}]{until}}}"#,
        written(0),
        events.join(", ")
    );
    let mut sources = Sources::default();
    let file = sources.add("facts.json", text);
    let (facts, findings) = onus::facts::read(file, &sources, program);
    assert!(findings.is_empty(), "{findings:?}");
    let question = Question::as_of(hour(as_of));
    onus::eval::evaluate(program, &facts, &question).0.duties
}

#[test]
fn a_long_chain_is_followed_whichever_end_is_written_first() {
    let length = 400;
    let duty = |number: usize| {
        let by = match number {
            0 => "start + 1 hours".to_owned(),
            _ => format!("due of d{} + 1 hours", number - 1),
        };
        format!("duty d{number} cites Act 1 bearer a to b must xa by {by}\n")
    };
    let head = format!("{HEAD}act xa from a to b\n");
    let forward: String = (0..length).map(duty).collect();
    let backward: String = (0..length).rev().map(duty).collect();
    for duties in [forward, backward] {
        let program = program(&format!("{head}{duties}"));
        let rows = answered(&program, &[], None, 0);
        let last = rows.iter().find(|row| row.about.name == "test.chain.d399");
        let due = last.and_then(|row| row.due_at);
        assert_eq!(due, Moment::parse("1970-01-17T16:00:00+00:00"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn what_is_said_of_a_limit_holds_whatever_else_happened(
        known in prop::collection::vec((0usize..5, 0i64..200), 0..7),
        unrecorded in prop::collection::vec((0usize..5, 0i64..300), 0..5),
        complete_until in prop::option::of(0i64..300),
        as_of in 0i64..400,
    ) {
        let program = program(&chain());
        // What is recorded of an act was recorded from its first event on.
        let first = |act: usize| known.iter().filter(|known| known.0 == act).map(|known| known.1).min();
        let mut all = known.clone();
        all.extend(unrecorded.into_iter().filter(|(act, at)| {
            let after_first = first(*act).is_none_or(|first| first <= *at);
            after_first && complete_until.is_none_or(|until| *at > until)
        }));
        let said = answered(&program, &known, complete_until, as_of);
        let true_rows = answered(&program, &all, Some(900), as_of);
        for (said, is) in said.iter().zip(&true_rows) {
            let name = &said.about.name;
            if said.due_at.is_some() {
                prop_assert_eq!(&said.due_at, &is.due_at, "{}", name);
            }
            if let (Some(earliest), Some(due)) = (said.due_earliest, is.due()) {
                prop_assert!(earliest <= due, "{} {} {}", name, earliest, due);
            }
            if let Some(latest) = said.due_latest {
                prop_assert!(is.due().is_some_and(|due| due <= latest), "{} {:?} {}", name, is.due_at, latest);
            }
            match said.state {
                State::Pending => prop_assert!(!matches!(is.state, State::Breached | State::PerformedLate), "{} {}", name, is.state),
                State::Breached => prop_assert!(matches!(is.state, State::Breached | State::PerformedLate), "{} {}", name, is.state),
                State::Undetermined => {}
                settled => prop_assert_eq!(settled, is.state, "{}", name),
            }
        }
        // Nothing is open on a complete record.
        for row in &true_rows {
            prop_assert_ne!(row.state, State::Undetermined, "{}", row.about.name);
        }
    }
}

/// The expressions that a limit of a duty is made of, with those of the definitions that it asks.
fn of_limit<'p>(program: &'p Program, name: &str) -> Vec<&'p Expr> {
    let full = |head: &onus::program::Head| {
        let policy = &program.policies[head.policy].name;
        format!("{policy}.{}", head.name)
    };
    let mut open: Vec<&Expr> = Vec::new();
    for (number, duty) in program.duties.iter().enumerate() {
        if full(&duty.head) != name {
            continue;
        }
        open.extend(
            duty.versions
                .iter()
                .filter_map(|version| version.body.by.as_ref()),
        );
        for version in program.exceptions.iter().flat_map(|one| &one.versions) {
            if version.body.targets.contains(&Target::Duty(number)) {
                open.extend(
                    version
                        .body
                        .instead
                        .iter()
                        .filter_map(|put| put.by.as_ref()),
                );
            }
        }
    }
    let mut found = Vec::new();
    let mut asked = BTreeSet::new();
    while let Some(expr) = open.pop() {
        if let Node::Define(define, _) = &expr.node
            && asked.insert(*define)
        {
            let versions = &program.defines[*define].versions;
            open.extend(versions.iter().map(|version| &version.body.means));
        }
        open.extend(expr.children());
        found.push(expr);
    }
    found
}

/// The times and days that an answer tells of: what is recorded, done or due.
fn told(answer: &Determination) -> Vec<Due> {
    let of = |figure: &Figure| match figure {
        Figure::Time(at) => Some(Due::At(at.moment())),
        Figure::Date(day) => Some(Due::Day(*day)),
        _ => None,
    };
    let facts = answer.facts.iter().flat_map(|fact| match &fact.value {
        Shown::Is(figure) | Shown::AtLeast(figure) => vec![of(figure)],
        Shown::Between(from, until) => vec![of(from), of(until)],
        _ => Vec::new(),
    });
    facts.flatten().collect()
}

#[test]
fn every_limit_that_is_counted_in_a_period_tells_its_counting() {
    let all = crate::equal::cases::All::shipped();
    let (mut counted, mut bare) = (0, BTreeSet::new());
    for record in &all.records {
        let program = &all.programs[record.program];
        let (answer, _) = onus::eval::evaluate(program, &record.facts, &record.question);
        let told = told(&answer);
        for duty in &answer.duties {
            let Some(due) = duty.due() else { continue };
            if duty.counted.is_some() {
                counted += 1;
                continue;
            }
            let parts = of_limit(program, &duty.about.name);
            let shift = |expr: &&Expr| matches!(expr.node, Node::Shift { .. });
            // A fixed day, and a time that the record tells, are not counted.
            let fixed = |expr: &&Expr| {
                matches!(
                    expr.node,
                    Node::DayOf(..) | Node::EdgeOf { .. } | Node::OfDuty(_) | Node::Rolled(..)
                )
            };
            let same = |at: &Due| match (at, due) {
                (Due::At(at), Due::At(due)) => at.instant() == due.instant(),
                (at, due) => *at == due,
            };
            if parts.iter().any(shift) && !parts.iter().any(fixed) && !told.iter().any(same) {
                bare.insert(format!("{} {due} in {}", duty.about.name, record.name));
            }
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
    assert!(counted > 500, "{counted}");
}

#[test]
fn how_a_limit_was_counted_is_told_whatever_it_is_chosen_by() {
    let policy = |rest: &str| {
        format!(
            "policy t
zone Europe/Paris
periods eu.1182_71
calendar fr
source Act \"Act\"
party a
party b
act x from a to b
record Item field at : time
fact t1 : time
fact t2 : time
fact c : yes/no
fact items : list of Item
{rest}
"
        )
    };
    let judged = |rest: &str| {
        let program = program(&policy(rest));
        let mut sources = Sources::default();
        let text = r#"{"t1": "2026-03-02T10:00", "t2": "2026-03-03T10:00", "c": true,
          "items": [{"at": "2026-03-01T10:00"}, {"at": "2026-02-24T10:00"}]}"#;
        let file = sources.add("t.json", text);
        let (facts, findings) = onus::facts::read(file, &sources, &program);
        assert!(findings.is_empty(), "{findings:?}");
        let asked = Question::as_of(
            Moment::parse("2026-03-05T12:00:00+01:00")
                .expect("a time")
                .instant(),
        );
        let (answer, _) = onus::eval::evaluate(&program, &facts, &asked);
        answer.duties[0].clone()
    };
    let of = |by: &str| judged(&format!("duty d cites Act 1 bearer a to b must x {by}"));
    let start = |duty: &DutyRow| {
        let counted = duty.counted.as_ref().unwrap_or_else(|| panic!("{duty:#?}"));
        serde_json::to_string(&counted.start).expect("it is JSON")
    };
    for (by, from) in [
        (
            "by the latest of (3 days after t1, 3 days after t2)",
            "2026-03-03",
        ),
        (
            "by the earliest of (3 days after t1, 3 days after t2)",
            "2026-03-02",
        ),
        (
            "by if c then 3 days after t1 else 3 days after t2",
            "2026-03-02",
        ),
        (
            "by latest of (3 days after i.at for i in items)",
            "2026-03-01",
        ),
        (
            "by the latest of (24 hours after t1, t1 + 2 hours) relief to 12:00 on next working day if c",
            "2026-03-02",
        ),
    ] {
        assert!(start(&of(by)).contains(from), "{by}");
    }
    let defined = judged(
        "define end : date cites Act 2 means 3 days after t2
duty d cites Act 1 bearer a to b must x by end",
    );
    assert!(start(&defined).contains("2026-03-03"));
    // What is decided by a time as it is recorded is not counted.
    assert!(
        of("by the earliest of (t1, 72 hours after t2)")
            .counted
            .is_none()
    );
}
