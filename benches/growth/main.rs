//! How what is judged grows: the shapes that `tests/growth.rs` counts, here in time on the processor.
//! `cargo bench --bench growth [NAME]`. For each size the time of checking the policy, reading the
//! record, deciding (`kernel`) and the full answer with why, routes and what is coming; beside it how
//! much more than in proportion it took than for a tenth. A lane ends where one size took too long.

#![expect(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a benchmark ends where its input is not as it made it, and prints ratios"
)]

#[path = "../../tests/growth/shapes.rs"]
#[expect(
    dead_code,
    reason = "the sizes that are counted are not those that are timed"
)]
mod shapes;

mod long;

use std::hint::black_box;
use std::time::Instant as Clock;

use onus::Trees;
use onus::eval::{Question, evaluate};
use onus::kernel::{Asked, Scratch, Slots};
use onus::plan::{Options, Prepared};
use onus::value::Instant;

use shapes::{AS_OF, SHAPES, Shape, program};

const SIZES: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const LANES: [&str; 4] = ["check", "read", "decide", "full answer"];
/// Of what took longer, in seconds, no larger size is tried.
const LONG: f64 = 4.0;
/// What takes less, in seconds, is measured by the clock.
const SHORT: f64 = 0.02;
/// Of what was measured three times for so long, in seconds, no more is.
const ENOUGH: f64 = 0.3;

fn main() {
    let mut counted = std::env::args().skip_while(|arg| arg != "--count").skip(1);
    if let (Some(name), Some(n)) = (counted.next(), counted.next()) {
        let answered = counted.next().is_none();
        return count(&name, n.parse().expect("it is a number"), answered);
    }
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    if wanted
        .as_ref()
        .is_none_or(|wanted| "lines".contains(wanted))
    {
        for lines in long::LINES {
            let sources = long::policy(lines);
            let read = took(&mut || drop(black_box(Trees::of(&sources))));
            let trees = Trees::of(&sources);
            let checked = took(&mut || long::checked(black_box(&trees), &sources));
            let (read, checked) = (read * 1_000.0, checked * 1_000.0);
            let lines = long::lines(&sources);
            println!("a policy of {lines} lines: read {read:.1} ms, checked {checked:.1} ms");
        }
    }
    println!("time on the processor in ms; × is how much more than ten times a tenth");
    for shape in SHAPES {
        if wanted
            .as_ref()
            .is_some_and(|wanted| !shape.name.contains(wanted))
        {
            continue;
        }
        println!("\n{}", shape.name);
        let mut lanes = LANES.map(|_| Lane::new());
        for n in SIZES {
            measured(shape, n, &mut lanes);
        }
        for (lane, times) in LANES.iter().zip(lanes) {
            let mut line = format!("{lane:<12}");
            let mut last = None;
            for (n, time) in times {
                line += &format!("  {n}: {:.3}", time * 1_000.0);
                if let Some(last) = last {
                    line += &format!(" (×{:.2})", time / last / 10.0);
                }
                last = Some(time);
            }
            println!("{line}");
        }
    }
}

/// Runs each lane once in a function of its own, so that callgrind tells the instructions of each; a
/// policy of so many lines where that is asked for (`benches/growth.sh`). Full answers take by far the
/// longest, and are left out where anything stands after the number.
fn count(name: &str, n: usize, answered: bool) {
    if name == "lines" {
        let sources = long::policy(n);
        let trees = lane_read(|| Trees::of(&sources));
        return lane_check(|| long::checked(&trees, &sources));
    }
    let shape = SHAPES.iter().find(|shape| shape.name == name);
    let shape = shape.expect("it is the name of a shape");
    let policy = (shape.policy)(n);
    let program = lane_check(|| program(&policy));
    let record = (shape.record)(n);
    let facts = lane_read(|| shapes::read(&program, &record));
    if let Ok(plan) = Prepared::new(&program, &Options::default()) {
        let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
        let asked = Asked::as_of(Instant::from_micros(AS_OF));
        let mut decide = || {
            slots.fill(&plan, &program, &facts, None);
            black_box(plan.judge(&slots, &asked, &mut scratch).instances());
        };
        // The first makes room for the next.
        decide();
        lane_decide(decide);
    }
    if answered {
        lane_answer(|| drop(black_box(evaluate(&program, &facts, &asked()))));
    }
}

#[inline(never)]
fn lane_check<T>(run: impl FnOnce() -> T) -> T {
    black_box(run())
}

#[inline(never)]
fn lane_read<T>(run: impl FnOnce() -> T) -> T {
    black_box(run())
}

#[inline(never)]
fn lane_decide<T>(run: impl FnOnce() -> T) -> T {
    black_box(run())
}

#[inline(never)]
fn lane_answer<T>(run: impl FnOnce() -> T) -> T {
    black_box(run())
}

/// The whole answer, with what is coming.
fn asked() -> Question {
    Question {
        coming: true,
        ..Question::as_of(Instant::from_micros(AS_OF))
    }
}

/// Sizes and their times.
type Lane = Vec<(usize, f64)>;

/// Adds the times of one size to each lane that has not taken too long so far.
fn measured(shape: &Shape, n: usize, lanes: &mut [Lane; 4]) {
    let over = |lane: &Lane| {
        let last = lane.last();
        last.is_some_and(|(at, time)| *time > LONG || at * 10 < n)
    };
    let [check, read, decide, full] = lanes;
    let note = |lane: &mut Lane, run: &mut dyn FnMut()| {
        if !over(lane) {
            lane.push((n, took(run)));
        }
    };
    let policy = (shape.policy)(n);
    note(check, &mut || drop(black_box(program(&policy))));
    if over(check) {
        return;
    }
    let program = program(&policy);
    let record = (shape.record)(n);
    note(read, &mut || {
        drop(black_box(shapes::read(&program, &record)))
    });
    if over(read) {
        return;
    }
    let facts = shapes::read(&program, &record);
    let plan = Prepared::new(&program, &Options::default());
    if let Ok(plan) = &plan {
        let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
        let asked = Asked::as_of(Instant::from_micros(AS_OF));
        note(decide, &mut || {
            slots.fill(plan, &program, &facts, None);
            black_box(plan.judge(&slots, &asked, &mut scratch).instances());
        });
    }
    let question = asked();
    note(full, &mut || {
        drop(black_box(evaluate(&program, &facts, &question)));
    });
}

/// The seconds that it takes: the least of some runs, of which the first finds no memory of its own yet;
/// by the clock, where it is so short that a busy machine lets it run through, and else on the processor.
fn took(run: &mut dyn FnMut()) -> f64 {
    let mut once = || {
        let (before, clock) = (on_processor(), Clock::now());
        run();
        let clock = clock.elapsed().as_secs_f64();
        let told = on_processor().zip(before).map(|(now, before)| now - before);
        if clock < SHORT {
            clock
        } else {
            told.unwrap_or(clock)
        }
    };
    let (mut least, mut all) = (f64::MAX, 0.0);
    for times in 0..20 {
        if times >= 3 && all > ENOUGH || all > LONG {
            break;
        }
        let time = once();
        all += time;
        least = least.min(time);
    }
    least
}

/// The seconds that this thread was on the processor, in the system's ticks.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}
