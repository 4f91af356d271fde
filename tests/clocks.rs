//! Clocks that rest on one another: long chains are followed, and what a record that may be
//! incomplete says of a limit holds whatever else turns out to have happened.

use onus::determination::DutyRow;
use onus::eval::Question;
use onus::program::Program;
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
