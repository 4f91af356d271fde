//! Policies and records of so many of something: what grows is counted and timed on them.

use std::fmt::Write;

use onus::facts::{Facts, Format, read_as};
use onus::program::Program;
use onus::source::Sources;
use onus::value::{Instant, Zone};

const HEAD: &str = "policy t\nzone UTC\nperiods us.calendar\nsource Act \"Act\"\nparty firm\nparty office\nact report from firm to office\n";

/// 2026-06-01T00:00Z.
pub(crate) const AS_OF: i64 = 1_780_272_000_000_000;

/// The program of a policy after the head.
pub(crate) fn program(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("policy.onus", format!("{HEAD}{text}\n"));
    let (program, findings) = onus::load(&sources);
    program.unwrap_or_else(|| panic!("{:?}", findings.first()))
}

/// A record of these facts.
pub(crate) fn read(program: &Program, text: &str) -> Facts {
    let mut sources = Sources::default();
    let comma = if text.is_empty() { "" } else { ", " };
    let file = sources.add("record.json", format!(r#"{{"zone": "UTC"{comma}{text}}}"#));
    let (facts, findings) = read_as(Format::Json, file, &sources, program);
    let first = findings.first().map(|finding| &finding.message.en);
    assert!(findings.is_empty(), "{first:?}");
    facts
}

/// A policy and a record of so many of something.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    pub(crate) policy: fn(usize) -> String,
    pub(crate) record: fn(usize) -> String,
    /// So many are judged without reasons, with them, and with routes and what is coming.
    pub(crate) sizes: [&'static [usize]; 3],
}

pub(crate) const SHAPES: &[Shape] = &[
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
        sizes: [&[10, 100, 1_000], &[10, 100, 1_000], &[10, 100, 1_000]],
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
        policy: |n| {
            let day = 20_605 - i64::try_from(n).unwrap_or(0);
            let from = Instant::from_micros(day * 86_400_000_000);
            let from = Zone::UTC.date(from).expect("it is a day");
            format!(
                "duty daily cites Act 1 every day d bearer firm must report by end of day of d in force from {from}"
            )
        },
        record: |_| r#""record_complete_until": "2026-06-01T00:00""#.to_owned(),
        sizes: [&[10, 100, 1_000, 10_000], &[10, 100, 1_000], &[100, 1_000]],
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
    Shape {
        name: "exceptions to all earlier ones",
        policy: |n| {
            let mut text = "duty tell cites Act 1 bearer firm must report\n".to_owned();
            // What is written is the square of how many they are.
            for step in 0..root(n) {
                let to: Vec<String> = (0..step).map(|step| format!(", e{step}")).collect();
                let to = to.concat();
                let _ = writeln!(
                    text,
                    "fact f{step} : yes/no\nexception e{step} cites Act 1 to tell{to} when f{step}"
                );
            }
            text
        },
        record: |_| String::new(),
        sizes: [&[100, 1_000, 10_000], &[100, 1_000], &[100]],
    },
    Shape {
        name: "members of a window",
        policy: |_| {
            "record Stop field at : time
fact stops : list of Stop
define often cites Act 1 means some 24 hours of stops by at has (count of (stops) >= 3)"
                .to_owned()
        },
        record: |n| {
            let stops: Vec<String> = (0..n)
                .map(|stop| {
                    let (day, month) = (stop % 28 + 1, stop / 28 % 12 + 1);
                    let year = 1_900 + stop / 336;
                    format!(r#"{{"at": "{year}-{month:02}-{day:02}T09:00"}}"#)
                })
                .collect();
            format!(r#""stops": [{}]"#, stops.join(", "))
        },
        sizes: [&[10, 100, 1_000, 10_000], &[10, 100, 1_000], &[10, 100]],
    },
    Shape {
        name: "pairs of members",
        policy: |_| {
            "record A field n : number
fact ones : list of A
fact twos : list of A
define hit(a : A, b : A) cites Act 1 means a.n is b.n
define hits : number cites Act 1 means count of (b in twos where any of (hit(a, b) for a in ones))"
                .to_owned()
        },
        record: |n| {
            let all = |from: usize| {
                let all = (0..root(n)).map(|n| format!(r#"{{"n": {}}}"#, from + n));
                all.collect::<Vec<_>>().join(", ")
            };
            format!(r#""ones": [{}], "twos": [{}]"#, all(0), all(10_000))
        },
        sizes: [&[100, 1_000, 10_000], &[100, 1_000], &[100, 1_000]],
    },
    Shape {
        name: "facts on record",
        policy: |n| {
            let mut text = String::new();
            for step in 0..n {
                let _ = writeln!(text, "fact f{step} : number");
            }
            text + "define d cites Act 1 means f0 > 5"
        },
        record: |n| {
            let facts: Vec<String> = (0..n).map(|step| format!(r#""f{step}": {step}"#)).collect();
            facts.join(", ")
        },
        sizes: [&[10, 100, 1_000, 10_000], &[10, 100, 1_000], &[10, 100]],
    },
    Shape {
        name: "facts missing in one condition",
        policy: |n| {
            let mut text = String::new();
            for step in 0..n {
                let _ = writeln!(text, "fact f{step} : yes/no");
            }
            let all: Vec<String> = (0..n).map(|step| format!("f{step}")).collect();
            text + "define d cites Act 1 means " + &all.join("\n or ")
        },
        record: |_| String::new(),
        sizes: [&[10, 100, 1_000], &[10, 100, 1_000], &[10, 100]],
    },
];

/// The root of a square, so that what is counted is written so many times.
fn root(n: usize) -> usize {
    (1..).find(|root| (root + 1) * (root + 1) > n).unwrap_or(1)
}
