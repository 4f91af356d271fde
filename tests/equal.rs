//! The compiled evaluator comes to what the plain one does: truth, bounds, states and limits, row
//! by row, for every case of the shipped policies, of `tests/regimes` and of `tests/acts`, and for
//! records that are made of theirs by chance (`EQUAL_PAIRS` says how many; else 2,000).

mod cases;
mod compare;
mod vary;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use onus::eval;
use onus::kernel::{Asked, Scratch, Slots};
use onus::plan::{Options, Prepared};

use cases::{All, Record};
use compare::differences;

/// How often each sort of op came to something.
type Reached = BTreeMap<&'static str, u64>;

/// Judges a record both ways and tells how the answers differ.
fn judged(
    all: &All,
    record: &Record,
    (slots, scratch): (&mut Slots, &mut Scratch),
    reached: &mut Reached,
) -> Vec<String> {
    let program = &all.programs[record.program];
    let question = &record.question;
    let (expected, _, _) = eval::observe(program, &record.facts, question);
    let made;
    let plan = if question.proposed.is_empty() && question.readings.is_empty() {
        &all.plans[record.program]
    } else {
        let options = Options {
            proposed: question.proposed.clone(),
            readings: question.readings.clone(),
            only: Vec::new(),
        };
        made = Prepared::new(program, &options).expect("it compiles");
        &made
    };
    slots.fill(plan, program, &record.facts, question.known_by);
    let asked = Asked {
        as_of: question.as_of,
        law_of: question.law_of,
        record_until: question.record_until,
    };
    let rows = plan.judge(slots, &asked, scratch);
    for run in rows.runs() {
        let block = plan.block_of(run.block);
        for (op, sort) in block {
            if rows.answer_in(run, op).is_some() {
                *reached.entry(sort).or_default() += 1;
            }
        }
    }
    let found = differences(program, plan, slots, &rows, &expected);
    found
        .into_iter()
        .map(|one| format!("{}: {one}", record.name))
        .collect()
}

/// Judges records both ways, several at a time.
fn each<R: AsRef<Record> + Sync>(all: &All, records: &[R]) -> (Vec<String>, Reached) {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let whole = Mutex::new((Vec::new(), Reached::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
                let (mut found, mut reached) = (Vec::new(), Reached::new());
                while let Some(record) = records.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let with = (&mut slots, &mut scratch);
                    found.extend(judged(all, record.as_ref(), with, &mut reached));
                }
                let mut whole = whole.lock().expect("no thread panics");
                whole.0.extend(found);
                for (sort, count) in reached {
                    *whole.1.entry(sort).or_default() += count;
                }
            });
        }
    });
    let (mut found, reached) = whole.into_inner().expect("no thread panics");
    found.sort();
    (found, reached)
}

fn told(found: &[String]) -> String {
    let some: Vec<&str> = found.iter().take(40).map(String::as_str).collect();
    format!("{} differences:\n{}", found.len(), some.join("\n"))
}

#[test]
fn every_case_comes_to_the_same() {
    let all = All::read();
    // The plain evaluator takes most of the time: of what is long for it one case in eight is tried,
    // and with `EVERY_CASE=1` all.
    let every = std::env::var_os("EVERY_CASE").is_some();
    let is_short = |record: &Record| all.plans[record.program].len() < vary::SHORT;
    let tried = all.records.iter().enumerate();
    let tried = tried.filter(|(at, record)| every || is_short(record) || at % 8 == 0);
    let tried: Vec<Record> = tried.map(|(_, record)| record.clone()).collect();
    assert!(
        tried.len() > 100,
        "{} of {} cases",
        tried.len(),
        all.records.len()
    );
    let (found, _) = each(&all, &tried);
    println!("{} of {} cases", tried.len(), all.records.len());
    assert!(found.is_empty(), "{}", told(&found));
}

#[test]
fn records_made_by_chance_come_to_the_same() {
    let pairs = std::env::var("EQUAL_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(2_000);
    let seed = std::env::var("EQUAL_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let all = All::read();
    let varied = vary::varied(&all, pairs, seed);
    let (found, reached) = each(&all, &varied);
    println!("{pairs} pairs; answers of each sort of op: {reached:?}");
    assert!(found.is_empty(), "{}", told(&found));
}
