//! The eight rules of `netflix_mini.onus` in other engines, each held to the rules by hand on 20,000
//! incidents and then timed beside them in one run: `cargo run --release` in this folder. Times are
//! given to all of them as seconds, since not all of them read times; what the rules come to is the same.

mod cedar;
mod cel;
mod datalogic;
#[path = "../../kernel/hand.rs"]
mod hand;
#[path = "../../kernel/incident.rs"]
mod incident;
mod rego;

use std::hint::black_box;
use std::time::Instant;

use hand::Found;
use incident::Incident;
use serde_json::Value;

/// So many are timed.
const RECORDS: usize = 500;
/// So many are held equal.
const EQUAL: usize = 20_000;

/// Rules in an engine.
pub trait Engine: Sized {
    /// The engine and its version.
    const NAME: &'static str;
    /// A record as the engine takes it.
    type Facts;
    /// The rules, ready to judge.
    fn compiled() -> Self;
    /// A record in the engine's form.
    fn facts(&self, record: &Value) -> Self::Facts;
    /// What the rules come to: one bit for each of [`hand::RULES`], and the length.
    fn judge(&mut self, facts: &Self::Facts) -> Found;
}

fn main() {
    let all = incident::lines(EQUAL, 7);
    let taken: Vec<Incident<'_>> = all.iter().take(RECORDS).map(|line| parsed(line)).collect();
    let taken: Vec<hand::Facts<'_>> = taken.iter().map(hand::Facts::of).collect();
    let judged = best(RECORDS, || {
        for facts in &taken {
            black_box(hand::judge(black_box(facts)));
        }
    });
    let mut out = Vec::new();
    let lines = &all[..RECORDS];
    let json = best(RECORDS, || {
        out.clear();
        for line in lines {
            hand::line(black_box(line), &mut out);
        }
    });
    println!(
        "| engine | judged, × by hand | JSON to JSON, × by hand | compiled, µs | of {EQUAL} differ |"
    );
    println!("|---|---:|---:|---:|---:|");
    println!("| rules by hand | 1 | 1 | – | 0 |");
    let base = (judged, json);
    told::<datalogic::Rules>(&all, base);
    told::<cel::Rules>(&all, base);
    told::<rego::Rules>(&all, base);
    told::<cedar::Rules>(&all, base);
}

fn parsed(line: &str) -> Incident<'_> {
    serde_json::from_str(line).expect("it is an incident")
}

/// A record with its times as seconds.
fn record(line: &str) -> Value {
    let mut value: Value = serde_json::from_str(line).expect("it is JSON");
    for name in ["start", "end"] {
        let at = &mut value["inc"][name];
        let text = at.as_str().expect("it is a text");
        let time = chrono::DateTime::parse_from_rfc3339(text).expect("it is a time");
        *at = time.timestamp().into();
    }
    value
}

fn told<E: Engine>(all: &[String], (judged, json): (f64, f64)) {
    let mut engine = E::compiled();
    let mut differ = 0;
    for line in all {
        let facts = engine.facts(&record(line));
        let expected = hand::judge(&hand::Facts::of(&parsed(line)));
        differ += usize::from(engine.judge(&facts) != expected);
    }
    let lines = &all[..RECORDS];
    let facts: Vec<E::Facts> = lines
        .iter()
        .map(|line| engine.facts(&record(line)))
        .collect();
    let own = best(RECORDS, || {
        for facts in &facts {
            black_box(engine.judge(black_box(facts)));
        }
    });
    let mut out = Vec::new();
    let whole = best(RECORDS, || {
        out.clear();
        for line in lines {
            let facts = engine.facts(&record(black_box(line)));
            engine.judge(&facts).write(&mut out);
        }
    });
    let compiled = best(1, || drop(black_box(E::compiled())));
    println!(
        "| {} | {:.0} | {:.1} | {:.0} | {differ} |",
        E::NAME,
        own / judged,
        whole / json,
        compiled / 1_000.0,
    );
}

/// The best of several times, for one of so many, in nanoseconds.
fn best(of: usize, mut run: impl FnMut()) -> f64 {
    let once = |run: &mut dyn FnMut()| {
        let begun = Instant::now();
        run();
        begun.elapsed().as_nanos() as f64 / of as f64
    };
    (0..60).map(|_| once(&mut run)).fold(f64::MAX, f64::min)
}

/// What the rules come to, by their names.
pub fn found(seconds: i64, holds: impl Fn(&str) -> bool) -> Found {
    let mut rules = 0;
    for (number, name) in hand::RULES.iter().enumerate() {
        rules |= u16::from(holds(name)) << number;
    }
    Found {
        seconds,
        fine: if rules >> 9 & 1 == 1 { 20_000_000 } else { 0 },
        rules,
    }
}

/// The measures, one rule for each.
pub const MEASURES: [&str; 5] = [
    "server_capacity",
    "route_optimisation",
    "carrier_consultation",
    "redundancy",
    "user_support",
];
