//! What an answer costs as its record and its policies grow: allocations, bytes and expressions are
//! counted, and time is not. Ten times as much may cost ten times as much, and a third more; of bytes
//! half more, since what grows by doubling may have doubled once more.

use std::fmt::Write;

use onus::eval::{Question, evaluate, work};
use onus::facts::{Facts, Format, read_as};
use onus::kernel::{Asked, Scratch, Slots};
use onus::plan::{Options, Prepared};
use onus::program::Program;
use onus::source::Sources;
use onus::value::Instant;
use stats_alloc::Region;

use super::{COUNTED, alone};

/// 2026-06-01T00:00Z.
const AS_OF: i64 = 1_780_272_000_000_000;
const HEAD: &str = "policy t\nzone UTC\nperiods us.calendar\nsource Act \"Act\"\nparty firm\nparty office\nact report from firm to office\n";

/// A policy and a record of so many of something.
struct Shape {
    name: &'static str,
    policy: fn(usize) -> String,
    record: fn(usize) -> String,
    /// So many are judged without reasons, with them, and with routes and what is coming.
    sizes: [&'static [usize]; 3],
}

const SHAPES: [Shape; 7] = [
    Shape {
        name: "services",
        policy: |_| {
            "record Service field down : yes/no field since : time
fact services : list of Service
duty tell for each s in services cites Act 1 bearer firm to office when s.down must report within 10 days after s.since".to_owned()
        },
        record: |n| {
            let one = r#"{"down": true, "since": "2026-05-20T09:00"}"#;
            format!(r#""services": [{}]"#, vec![one; n].join(", "))
        },
        sizes: [&[10, 100, 1_000, 10_000], &[10, 100, 1_000], &[10, 100]],
    },
    Shape {
        name: "events",
        policy: |_| {
            "fact since : time
duty tell cites Act 1 bearer firm to office when since is known must report within 10 days after since".to_owned()
        },
        record: |n| {
            let one = r#"{"act": "report", "at": "2026-05-21T09:00"}"#;
            let events = vec![one; n].join(", ");
            format!(r#""since": "2026-05-20T09:00", "events": [{events}]"#)
        },
        sizes: [&[10, 100, 1_000, 10_000], &[10, 100, 1_000], &[10, 100]],
    },
    Shape {
        name: "definitions in a chain",
        policy: |n| {
            let mut text = "fact f : yes/no\ndefine d0 cites Act 1 means f\n".to_owned();
            for step in 1..n {
                let _ = writeln!(text, "define d{step} cites Act 1 means d{}", step - 1);
            }
            text
        },
        record: |_| r#""f": true"#.to_owned(),
        sizes: [&[10, 100, 1_000], &[10, 100, 1_000], &[10, 100]],
    },
    Shape {
        name: "definitions side by side",
        policy: |n| {
            let mut text = "fact f : number\n".to_owned();
            for step in 0..n {
                let _ = writeln!(text, "define d{step} cites Act 1 means f > {step}");
            }
            text
        },
        record: |_| r#""f": 5"#.to_owned(),
        sizes: [&[10, 100, 1_000], &[10, 100, 1_000], &[10, 100]],
    },
    Shape {
        name: "facts that are missing",
        policy: |n| {
            let mut text = String::new();
            for step in 0..n {
                let _ = writeln!(
                    text,
                    "fact f{step} : yes/no\ndefine d{step} cites Act 1 means f{step}"
                );
            }
            text
        },
        record: |_| String::new(),
        sizes: [&[10, 100, 1_000], &[10, 100, 1_000], &[10, 100]],
    },
    Shape {
        name: "instances of a duty",
        policy: |_| {
            "fact on : date
duty daily cites Act 1 every day d bearer firm must report by end of day of d in force from 1999-01-01".to_owned()
        },
        record: |_| r#""record_complete_until": "2026-06-01T00:00""#.to_owned(),
        sizes: [&[1], &[1], &[]],
    },
    Shape {
        name: "versions",
        policy: |n| {
            let mut text = "fact f : number\nfact on : time\ndefine d governed by on\n".to_owned();
            for version in 0..n {
                let (year, month) = (1_000 + version / 12, version % 12 + 1);
                let _ = write!(text, "  in force from {year}-{month:02}-01");
                if version + 1 < n {
                    let _ = write!(text, " until {year}-{month:02}-28");
                }
                let _ = writeln!(text, " cites Act {} means f > {version}", version + 1);
            }
            text
        },
        record: |_| r#""f": 5, "on": "2026-05-20T09:00""#.to_owned(),
        sizes: [&[10, 100, 1_000], &[10, 100, 1_000], &[10, 100]],
    },
];

fn program(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("policy.onus", format!("{HEAD}{text}\n"));
    let (program, findings) = onus::load(&sources);
    program.unwrap_or_else(|| panic!("{:?}", findings.first()))
}

fn read(program: &Program, text: &str) -> Facts {
    let mut sources = Sources::default();
    let comma = if text.is_empty() { "" } else { ", " };
    let file = sources.add("record.json", format!(r#"{{"zone": "UTC"{comma}{text}}}"#));
    let (facts, findings) = read_as(Format::Json, file, &sources, program);
    let first = findings.first().map(|finding| &finding.message.en);
    assert!(findings.is_empty(), "{first:?}");
    facts
}

/// What something costs: expressions that are looked at, allocations, and bytes.
fn cost(run: impl FnOnce()) -> [u64; 3] {
    let before = work().expressions;
    let region = Region::new(COUNTED);
    run();
    let change = region.change();
    let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    [
        work().expressions - before,
        wide(change.allocations),
        wide(change.bytes_allocated),
    ]
}

#[test]
fn ten_times_as_much_costs_ten_times_as_much() {
    let _alone = alone();
    let mut told = Vec::new();
    for shape in &SHAPES {
        let ways = ["judged", "with reasons", "looking ahead, with routes"];
        for (way, (name, sizes)) in ways.iter().zip(shape.sizes).enumerate() {
            let mut last: Option<[u64; 3]> = None;
            for n in sizes {
                let cost = of(shape, *n, way);
                let tenths = last.map(|last| {
                    let ratio = |(now, before): (&u64, &u64)| now * 10 / before.max(&1);
                    cost.iter().zip(&last).map(ratio).collect::<Vec<u64>>()
                });
                println!(
                    "{:<26} {name:<28} {n:>6} {cost:>10?} {tenths:?}",
                    shape.name
                );
                let too_much = |tenths: &Vec<u64>| {
                    let mut tenths = tenths.iter().zip([130, 130, 150]);
                    tenths.any(|(tenths, most)| *tenths > most)
                };
                if tenths.as_ref().is_some_and(too_much) {
                    told.push(format!("{} {name} {n}: {tenths:?} tenths", shape.name));
                }
                last = Some(cost);
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}

/// The cost of judging so many: without reasons, with them, or with routes and what is coming.
fn of(shape: &Shape, n: usize, way: usize) -> [u64; 3] {
    let program = program(&(shape.policy)(n));
    let facts = read(&program, &(shape.record)(n));
    let as_of = Instant::from_micros(AS_OF);
    if way == 0 {
        let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
        let mut slots = Slots::default();
        slots.fill(&plan, &program, &facts, None);
        let (mut scratch, mut looked) = (Scratch::default(), 0);
        let [_, allocations, bytes] = cost(|| {
            let rows = plan.judge(&slots, &Asked::as_of(as_of), &mut scratch);
            looked = rows.answers(&plan).count();
        });
        return [
            u64::try_from(looked).unwrap_or(u64::MAX),
            allocations,
            bytes,
        ];
    }
    let question = Question {
        routes: way == 2,
        coming: way == 2,
        ..Question::as_of(as_of)
    };
    cost(|| drop(evaluate(&program, &facts, &question)))
}
