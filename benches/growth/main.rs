//! How what is judged grows: the shapes that `tests/growth.rs` counts, here in time on the processor.
//! `cargo bench --bench growth [NAME]`. For each size the time of checking the policy, reading the
//! record, deciding (`kernel`) and the full answer with why, routes and what is coming; beside it how
//! much more than in proportion it took than for a tenth. A lane ends where one size took too long.

#![expect(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::panic,
    reason = "a benchmark ends where its input is not as it made it, and prints ratios"
)]

#[path = "../../tests/growth/shapes.rs"]
#[expect(
    dead_code,
    reason = "the sizes that are counted are not those that are timed"
)]
mod shapes;

use std::hint::black_box;
use std::time::Instant as Clock;

use onus::eval::{Question, evaluate};
use onus::kernel::{Asked, Scratch, Slots};
use onus::plan::{Options, Prepared};
use onus::value::Instant;

use shapes::{AS_OF, SHAPES, Shape, program};

const SIZES: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const LANES: [&str; 4] = ["check", "read", "decide", "full answer"];
/// Of what took longer, in seconds, no larger size is tried.
const LONG: f64 = 4.0;
/// What takes less, in seconds, is measured again.
const SHORT: f64 = 0.02;

fn main() {
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
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
    let question = Question {
        coming: true,
        ..Question::as_of(Instant::from_micros(AS_OF))
    };
    note(full, &mut || {
        drop(black_box(evaluate(&program, &facts, &question)));
    });
}

/// The seconds that it takes: the least of some by the clock, where it is so short that a busy machine
/// lets it run through, and else those on the processor.
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
    let mut least = once();
    for _ in 0..20 {
        if least > SHORT {
            break;
        }
        least = least.min(once());
    }
    least
}

/// The seconds that this thread was on the processor, in the system's ticks.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}
