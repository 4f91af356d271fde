//! The compiled evaluator comes to what the plain one does: truth, bounds, states and limits, row
//! by row, for every case of `tests/regimes` and `tests/acts` and of one in eight of the shipped
//! policies (`EVERY_CASE=1` takes all), of which it prints how many it looks at whole, and which it does
//! not and why; and for records that are made of theirs by chance
//! (`EQUAL_PAIRS` says how many; else 2,000; `EQUAL_SEED` makes others). `EQUAL_PRINT=1` prints the
//! records that are judged otherwise, `EQUAL_OPEN=1` what is left open.

pub(crate) mod cases;
mod compare;
mod straight;
mod vary;

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use onus::cases::{Compiled, Desk, Ready};
use onus::eval::{self, Question};
use onus::facts::Facts;
use onus::kernel::{Asked, Scratch, Slots};
use onus::name::Name;
use onus::plan::{Options, Prepared};
use onus::program::case::{Due, Expect, Outcome};
use onus::program::{Case, Node, Program};
use onus::value::{CompareOp, Sign, State};

use cases::{All, Record};
use compare::{Found, Looked, differences};

/// How often each sort of op came to something.
type Reached = BTreeMap<&'static str, u64>;

/// How the answer of the compiled evaluator differs from that of the plain one.
fn compared(
    program: &Program,
    facts: &Facts,
    question: &Question,
    (plan, slots, scratch, reached): (&Prepared, &mut Slots, &mut Scratch, &mut Reached),
) -> Found {
    let (expected, _, _) = eval::observe(program, facts, question);
    let facts = onus::facts::as_known(facts, question.known_by);
    slots.fill(plan, program, &facts, question.known_by);
    let asked = Asked {
        as_of: question.as_of,
        law_of: question.law_of,
        record_until: question.record_until,
    };
    let rows = plan.judge(slots, &asked, scratch);
    for (op, _) in rows.answers(plan) {
        *reached.entry(plan.name(op)).or_default() += 1;
    }
    differences(program, plan, slots, &rows, &expected)
}

/// What the compiled evaluator says of a record otherwise than the plain one, how much it leaves open
/// that the plain one settles, and how much was compared.
pub(crate) fn both(
    program: &Program,
    plan: &Prepared,
    facts: &Facts,
    question: &Question,
) -> (Vec<String>, usize, usize) {
    let (mut slots, mut scratch, mut reached) = Default::default();
    let with = (plan, &mut slots, &mut scratch, &mut reached);
    let found = compared(program, facts, question, with);
    (found.differences, found.left_open, found.compared)
}

/// Judges a record both ways and tells how the answers differ.
fn judged(
    all: &All,
    plans: &[Prepared],
    record: &Record,
    (slots, scratch): (&mut Slots, &mut Scratch),
    reached: &mut Reached,
) -> Found {
    let program = &all.programs[record.program];
    let question = &record.question;
    let made;
    let plan = if question.proposed.is_empty() && question.readings.is_empty() {
        &plans[record.program]
    } else {
        let options = Options {
            proposed: question.proposed.clone(),
            readings: question.readings.clone(),
            only: Vec::new(),
        };
        made = Prepared::new(program, &options).expect("it compiles");
        &made
    };
    let with = (plan, slots, scratch, reached);
    let mut found = compared(program, &record.facts, question, with);
    if !found.differences.is_empty() && std::env::var_os("EQUAL_PRINT").is_some() {
        let (differences, facts) = (&found.differences, &record.facts);
        println!("{} {differences:#?}\n{question:?}\n{facts:?}", record.name);
    }
    for one in &mut found.differences {
        *one = format!("{}: {one}", record.name);
    }
    let looked = match () {
        () if !Slots::can_hold(&record.facts) => Looked::AccountsDiffer,
        () if found.cut => Looked::CutShort,
        () if found.left_open > 0 => Looked::LeavesOpen,
        () => Looked::Whole,
    };
    found.looked = vec![(looked, record.name.clone())];
    found
}

/// Judges records both ways, several at a time.
fn each(all: &All, plans: &[Prepared], records: &[Record]) -> (Found, Reached) {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let whole = Mutex::new((Found::default(), Reached::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
                let (mut found, mut reached) = (Found::default(), Reached::new());
                while let Some(record) = records.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let with = (&mut slots, &mut scratch);
                    found.add(judged(all, plans, record, with, &mut reached));
                }
                let mut whole = whole.lock().expect("no thread panics");
                whole.0.add(found);
                for (sort, count) in reached {
                    *whole.1.entry(sort).or_default() += count;
                }
            });
        }
    });
    let (mut found, reached) = whole.into_inner().expect("no thread panics");
    found.differences.sort();
    (found, reached)
}

/// What the compiled evaluator may leave open of what the plain one settles: one in so many. It is
/// one in 497 of records made by chance, one in 6,600 of the cases.
const LEFT_OPEN: usize = 450;

/// Of so many cases the compiled evaluator leaves something open in one that the plain one settles: it
/// does so in 21 of all 3,507, and in 2 of the 834 that are tried unless all are asked for. No case
/// reaches its bounds, and those whose accounts differ are left to the plain one.
const FEW: usize = 150;

/// Nothing is said otherwise, and little is left open.
fn holds(found: &Found) {
    let (left, of) = (found.left_open, found.compared);
    println!("{left} of {of} are left open that the plain evaluator settles");
    assert!(found.differences.is_empty(), "{}", told(&found.differences));
    assert!(left * LEFT_OPEN <= of, "{left} of {of} are left open");
}

fn told(found: &[String]) -> String {
    let some: Vec<&str> = found.iter().take(40).map(String::as_str).collect();
    format!("{} differences:\n{}", found.len(), some.join("\n"))
}

#[test]
fn every_case_comes_to_the_same() {
    let all = All::get();
    let (found, _) = each(all, &all.plans, &all.records);
    println!("{} cases", all.records.len());
    let mut looked: BTreeMap<Looked, Vec<&str>> = BTreeMap::new();
    for (how, name) in &found.looked {
        looked.entry(*how).or_default().push(name);
    }
    for (how, names) in &looked {
        let named = match how {
            Looked::Whole => String::new(),
            _ => names.join(", "),
        };
        println!("{how:?}: {} {named}", names.len());
    }
    let of = |how| looked.get(&how).map_or(0, Vec::len);
    assert_eq!(of(Looked::CutShort), 0, "no case reaches a bound");
    assert!(all.records.len() > 100, "{} cases", all.records.len());
    holds(&found);
    let few = of(Looked::LeavesOpen);
    assert!(few * FEW <= all.records.len(), "{few} are left open");
}

#[test]
fn records_made_by_chance_come_to_the_same() {
    let pairs = std::env::var("EQUAL_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(2_000);
    let seed = std::env::var("EQUAL_SEED").ok();
    let seed = seed.and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let all = All::get();
    let varied = vary::varied(all, pairs, seed);
    let (found, reached) = each(all, &all.plans, &varied);
    println!("{pairs} pairs; answers of each sort of op: {reached:?}");
    holds(&found);
}

/// A change of one expression that has to be noticed.
type Fault = fn(&mut Node);

/// A fault in the compiled evaluator is noticed: its plans are made of programs that are changed in
/// one way, while the plain evaluator judges by those that are right.
#[test]
fn a_fault_of_each_kind_is_noticed() {
    let all = All::get();
    let is_short = |record: &&Record| all.plans[record.program].len() < vary::SHORT;
    let records: Vec<Record> = all.records.iter().filter(is_short).cloned().collect();
    let some = records.len().div_ceil(60);
    let records: Vec<Record> = records.into_iter().step_by(some.max(1)).collect();
    let faults: [(&str, Fault); 4] = [
        ("an edge on the wrong side", |node| {
            if let Node::Compare(op @ CompareOp::AtLeast, ..) = node {
                *op = CompareOp::MoreThan;
            }
        }),
        ("one of several for all of them", |node| {
            if let Node::All(of) = node {
                *node = Node::Any(std::mem::take(of));
            }
        }),
        ("a difference for a sum", |node| {
            if let Node::Sum(terms) = node {
                terms.iter_mut().for_each(|(sign, _)| *sign = Sign::Plus);
            }
        }),
        ("a period one too long", |node| {
            if let Node::Shift { period, .. } = node {
                period.count += 1;
            }
        }),
    ];
    for (fault, change) in faults {
        let changed = |program: &Program| {
            let mut program = program.clone();
            program.each_expression(&mut |_, _, expr| {
                change(&mut expr.node);
                true
            });
            Prepared::new(&program, &Options::default()).expect("it compiles")
        };
        let plans = all.programs.iter().zip(&all.plans);
        let plans = plans.map(|(program, plan)| match plan.len() < vary::SHORT {
            true => changed(program),
            false => plan.clone(),
        });
        let plans: Vec<Prepared> = plans.collect();
        let (found, _) = each(all, &plans, &records);
        assert!(
            !found.differences.is_empty(),
            "{fault} is not noticed in {} records",
            records.len()
        );
        println!("{fault}: {} differences", found.differences.len());
    }
}

/// The same expectation turned to what is not so, in each way that it says something.
fn turned(expect: &Expect) -> Vec<Expect> {
    let mut all = Vec::new();
    let outcome = match &expect.outcome {
        Outcome::YesNo(yes) => Some(Outcome::YesNo(!yes)),
        Outcome::State(State::Pending) => Some(Outcome::State(State::NotArisen)),
        Outcome::State(_) => Some(Outcome::State(State::Pending)),
        Outcome::Value(value) => Some(Outcome::NotValue(value.clone())),
        Outcome::NotValue(value) => Some(Outcome::Value(value.clone())),
        Outcome::Coming(_) => None,
    };
    all.extend(outcome.map(|outcome| Expect {
        outcome,
        ..expect.clone()
    }));
    let due = match expect.due {
        Some(Due::Day(day)) => day.plus_days(1).map(Due::Day),
        Some(Due::At(at)) => at.plus_micros(1).map(Due::At),
        None => None,
    };
    all.extend(due.map(|due| Expect {
        due: Some(due),
        ..expect.clone()
    }));
    all.push(Expect {
        by: vec![Name::new("no_such_exception")],
        ..expect.clone()
    });
    all
}

/// What a case expects the compiled evaluator finds or leaves to the plain one, and what is turned to
/// something else it never finds.
#[test]
fn cases_are_met_where_all_is_as_they_expect() {
    let all = All::get();
    let mut desk = Desk::default();
    let (mut met, mut unmet, mut left) = (0, 0, 0);
    for (number, program) in all.programs.iter().enumerate() {
        let compiled = Compiled::of(program);
        let called = |case: &Case| {
            let policy = &program.policies[case.head.policy].name;
            format!("{policy}.{}", case.head.name)
        };
        for record in all.records.iter().filter(|one| one.program == number) {
            let mut cases = program.cases.iter();
            let case = cases.find(|case| called(case) == record.name);
            let case = case.expect("the record is of a case");
            let mut said = |case: &Case| {
                let ready = Ready {
                    case,
                    facts: record.facts.clone(),
                    question: record.question.clone(),
                };
                compiled.left(&ready, &mut desk).map(|left| left.len())
            };
            match said(case) {
                Some(0) => met += 1,
                Some(_) => left += 1,
                None => panic!("{} is not met", record.name),
            }
            for (at, expect) in case.expects.iter().enumerate() {
                for turned in turned(expect) {
                    let mut other = case.clone();
                    other.expects[at] = turned;
                    match said(&other) {
                        Some(0) => panic!("{}: {:?} is met", record.name, other.expects[at]),
                        Some(_) => {}
                        None => unmet += 1,
                    }
                }
            }
        }
    }
    println!("{met} cases are met, {left} left; {unmet} expectations that are turned are not met");
    assert!(met > left && unmet > met, "{met}, {left}, {unmet}");
}
