//! What an answer costs as its record and its policies grow: allocations, bytes and expressions are
//! counted, and time is not. Ten times as much may cost ten times as much, and a third more; of bytes
//! half more, since what grows by doubling may have doubled once more.

mod shapes;

use onus::eval::{Question, evaluate, work};
use onus::facts::Facts;
use onus::kernel::{Asked, Scratch, Slots};
use onus::plan::{Options, Prepared};
use onus::program::Program;
use onus::value::Instant;
use stats_alloc::Region;

use super::{COUNTED, alone};
use shapes::{AS_OF, SHAPES, Shape, program, read};

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
    for shape in SHAPES {
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

/// From the text of the policy to a program, from that of the record to facts, and what the compiled
/// evaluator makes of both, for a thousand and for ten thousand.
#[test]
fn each_stage_of_ten_times_as_much_costs_ten_times_as_much() {
    let _alone = alone();
    let mut told = Vec::new();
    for shape in SHAPES {
        let [few, many] = [1_000, 10_000].map(|n| stages(shape, n));
        for (at, stage) in ["check", "read", "decide"].into_iter().enumerate() {
            let costs = few.get(at).zip(many.get(at));
            let (few, many) = costs.expect("there are three stages");
            println!("{:<28} {stage:<8} {few:>10?} {many:>10?}", shape.name);
            // Room is made by doubling: for a thousand it is 1,024, for ten thousand 16,384.
            let mut pairs = few.iter().zip(many).zip([130, 130, 160]);
            if pairs.any(|((few, many), most)| many * 10 > most * few.max(&1)) {
                told.push(format!("{} {stage}: {few:?}, {many:?}", shape.name));
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}

/// What each stage costs for so many.
fn stages(shape: &Shape, n: usize) -> [[u64; 3]; 3] {
    let (policy, record) = ((shape.policy)(n), (shape.record)(n));
    let (mut program_made, mut facts_read) = (None, None);
    let checked = cost(|| program_made = Some(program(&policy)));
    let program = program_made.expect("it was made");
    let read_so = cost(|| facts_read = Some(read(&program, &record)));
    let facts = facts_read.expect("it was read");
    [checked, read_so, decided(&program, &facts)]
}

/// What judging by the compiled evaluator costs: the ops that are looked at, allocations and bytes.
fn decided(program: &Program, facts: &Facts) -> [u64; 3] {
    let plan = Prepared::new(program, &Options::default()).expect("it compiles");
    let mut slots = Slots::default();
    slots.fill(&plan, program, facts, None);
    let (mut scratch, mut looked) = (Scratch::default(), 0);
    let asked = Asked::as_of(Instant::from_micros(AS_OF));
    let [_, allocations, bytes] = cost(|| {
        let rows = plan.judge(&slots, &asked, &mut scratch);
        looked = rows.answers(&plan).count();
    });
    let looked = u64::try_from(looked).unwrap_or(u64::MAX);
    [looked, allocations, bytes]
}

/// What does not hang on a fact that is supposed is not looked at again for it: the sum of a thousand
/// members, here, which each of twenty questions asks beside a fact of its own.
#[test]
fn routes_look_again_only_at_what_is_supposed() {
    let _alone = alone();
    let mut text = "record Stop field at : number
fact stops : list of Stop
define many cites Act 1 means sum of (s.at for s in stops) > 5\n"
        .to_owned();
    for step in 0..20 {
        text +=
            &format!("fact f{step} : yes/no\ndefine d{step} cites Act 1 means many and f{step}\n");
    }
    let program = program(&text);
    let stops = vec![r#"{"at": 1}"#; 1_000].join(", ");
    let facts = read(&program, &format!(r#""stops": [{stops}]"#));
    let mut question = Question::as_of(Instant::from_micros(AS_OF));
    question.routes = false;
    let [without, ..] = cost(|| drop(evaluate(&program, &facts, &question)));
    question.routes = true;
    let [with, ..] = cost(|| drop(evaluate(&program, &facts, &question)));
    assert!(
        without > 1_000 && with < without + 500,
        "{without}, {with} with routes"
    );
}

/// The cost of judging so many: without reasons, with them, or with routes and what is coming.
fn of(shape: &Shape, n: usize, way: usize) -> [u64; 3] {
    let program = program(&(shape.policy)(n));
    let facts = read(&program, &(shape.record)(n));
    let as_of = Instant::from_micros(AS_OF);
    if way == 0 {
        return decided(&program, &facts);
    }
    let question = Question {
        routes: way == 2,
        coming: way == 2,
        ..Question::as_of(as_of)
    };
    cost(|| drop(evaluate(&program, &facts, &question)))
}
