//! How long one record takes: the eight rules of `netflix_mini.onus` by hand, by the compiled
//! evaluator and by the plain one, in one run. `cargo bench --bench kernel`; the ratios are what
//! matters. Every lane is first held to the hand-written rules on 20,000 incidents.

#![expect(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark ends where its input is not as it made it, and prints ratios"
)]

mod count;
mod hand;
mod incident;
mod law;
mod lines;
mod rows;

use std::hint::black_box;
use std::time::Instant as Clock;

use onus::eval::{Question, evaluate};
use onus::facts::{Facts, Format, read_as};
use onus::kernel::{Asked, JsonReader, Reasons, Scratch, Slots};
use onus::plan::{Options, Prepared};
use onus::program::Program;
use onus::source::Sources;
use onus::value::Instant;

use incident::Incident;

/// 2027-06-01T00:00+09:00, after all incidents.
const AS_OF: i64 = 1_811_775_600_000_000;
/// So many are timed.
const RECORDS: usize = 2_000;
/// So many are held equal.
const EQUAL: usize = 20_000;

fn program(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("policy.onus", text);
    let (program, findings) = onus::load(&sources);
    program.unwrap_or_else(|| panic!("{findings:?}"))
}

fn read(program: &Program, text: &str) -> Facts {
    let mut sources = Sources::default();
    let file = sources.add("incident.json", text);
    let (facts, findings) = read_as(Format::Json, file, &sources, program);
    assert!(findings.is_empty(), "{findings:?}");
    facts
}

/// The best of several times, for one of so many, in nanoseconds. Each time is shorter than what a
/// busy machine lets one process run, so that the best is undisturbed.
fn best(times: usize, of: usize, mut run: impl FnMut()) -> f64 {
    let once = |run: &mut dyn FnMut()| {
        let begun = Clock::now();
        run();
        begun.elapsed().as_nanos() as f64 / of as f64
    };
    (0..times).map(|_| once(&mut run)).fold(f64::MAX, f64::min)
}

/// What judges lines of JSON.
struct Lane<'p> {
    plan: &'p Prepared,
    reader: &'p JsonReader,
    asked: Asked,
    slots: Slots,
    scratch: Scratch,
}

impl<'p> Lane<'p> {
    fn new(plan: &'p Prepared, reader: &'p JsonReader) -> Lane<'p> {
        Lane {
            plan,
            reader,
            asked: Asked::as_of(Instant::from_micros(AS_OF)),
            slots: Slots::default(),
            scratch: Scratch::default(),
        }
    }

    fn line(&mut self, text: &str, out: &mut Vec<u8>) {
        assert!(self.reader.fill(self.plan, text, &mut self.slots));
        let rows = self.plan.judge(&self.slots, &self.asked, &mut self.scratch);
        rows::found(&rows).write(out);
    }
}

fn main() {
    if let Some(path) = std::env::args().skip_while(|arg| arg != "--by-hand").nth(1) {
        return lines::by_hand(&path);
    }
    let mut counted = std::env::args().skip_while(|arg| arg != "--count").skip(1);
    if let (Some(lane), Some(times)) = (counted.next(), counted.next()) {
        return count::run(&lane, times.parse().expect("it is a number"));
    }
    let program = program(include_str!("../netflix_mini.onus"));
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let by_ops = plan.clone().by_ops();
    let reader = JsonReader::new(&program, &plan);
    let all = incident::lines(EQUAL, 7);
    let different = different(&program, &plan, &reader, &all);
    println!("{different} of {EQUAL} differ from the rules by hand");
    let lines = &all[..RECORDS];
    let incidents: Vec<Incident<'_>> = lines
        .iter()
        .map(|line| serde_json::from_str(line).expect("it is an incident"))
        .collect();
    let taken: Vec<hand::Facts<'_>> = incidents.iter().map(hand::Facts::of).collect();
    let facts: Vec<Facts> = lines.iter().map(|line| read(&program, line)).collect();
    let slots: Vec<Slots> = facts
        .iter()
        .map(|facts| {
            let mut slots = Slots::default();
            slots.fill(&plan, &program, facts, None);
            slots
        })
        .collect();
    let asked = Asked::as_of(Instant::from_micros(AS_OF));
    let mut scratch = Scratch::default();

    println!("\none record, {} ops", plan.len());
    let base = best(60, RECORDS, || {
        for facts in &taken {
            black_box(hand::judge(black_box(facts)));
        }
    });
    told("rules by hand", base, base);
    let judged = best(60, RECORDS, || {
        for slots in &slots {
            black_box(
                plan.judge(black_box(slots), &asked, &mut scratch)
                    .instances(),
            );
        }
    });
    told("judged, every answer kept", judged, base);
    let mut why = Reasons::default();
    let reasons = best(60, RECORDS, || {
        for slots in &slots {
            let rows = plan.judge(black_box(slots), &asked, &mut scratch);
            rows.why(&mut why);
            black_box(&why);
        }
    });
    told("judged, with why as numbers", reasons, base);
    let ops = best(200, 100, || {
        for slots in slots.iter().take(100) {
            black_box(
                by_ops
                    .judge(black_box(slots), &asked, &mut scratch)
                    .instances(),
            );
        }
    });
    told("judged op by op", ops, base);
    let mut question = Question::as_of(Instant::from_micros(AS_OF));
    question.routes = false;
    let plain = best(40, 4, || {
        for facts in facts.iter().take(4) {
            black_box(evaluate(&program, black_box(facts), &question));
        }
    });
    told("plain evaluator, with its reasons", plain, base);

    println!("\nfrom JSON to JSON");
    let mut out = Vec::new();
    let lines = &lines[..500];
    let base = best(100, lines.len(), || {
        out.clear();
        for line in lines {
            hand::line(black_box(line), &mut out);
        }
    });
    told("by hand", base, base);
    let mut lane = Lane::new(&plan, &reader);
    let whole = best(100, lines.len(), || {
        out.clear();
        for line in lines {
            lane.line(black_box(line), &mut out);
        }
    });
    told("Onus", whole, base);
    let parsed = best(100, lines.len(), || {
        for line in lines {
            black_box(serde_json::from_str::<Incident<'_>>(black_box(line)).is_ok());
        }
    });
    told("of that, reading by hand", parsed, base);
    let filled = best(100, lines.len(), || {
        for line in lines {
            black_box(reader.fill(&plan, black_box(line), &mut lane.slots));
        }
    });
    told("of that, reading into slots", filled, base);
    let mut refilled = Slots::default();
    let long = best(40, 20, || {
        for line in lines.iter().take(20) {
            let facts = read(&program, black_box(line));
            refilled.fill(&plan, &program, &facts, None);
        }
    });
    told("reading with findings", long, base);
    compiled();
    two_threads(&plan, &reader, &all);
    lines::run();
    law::run();
}

/// How long it takes from the text of the policy to what judges records.
fn compiled() {
    let text = include_str!("../netflix_mini.onus");
    println!("\nfrom the text of the policy");
    let read = best(100, 1, || drop(black_box(program(black_box(text)))));
    told("read and checked", read, read);
    let program = program(text);
    let options = Options::default();
    let made = best(100, 1, || {
        drop(black_box(Prepared::new(black_box(&program), &options)))
    });
    told("compiled", made, read);
}

fn told(lane: &str, time: f64, base: f64) {
    println!("{lane:<36} {time:>10.0} ns {:>10.2} ×", time / base);
}

/// How many incidents come to something else than by hand, read and judged in any way.
fn different(program: &Program, plan: &Prepared, reader: &JsonReader, all: &[String]) -> usize {
    let mut lane = Lane::new(plan, reader);
    let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
    let by_ops = plan.clone().by_ops();
    let differs = |(number, line): &(usize, &String)| {
        let (mut expected, mut found) = (Vec::new(), Vec::new());
        hand::line(line, &mut expected);
        lane.line(line, &mut found);
        let mut same = expected == found;
        if number % 10 == 0 {
            slots.fill(plan, program, &read(program, line), None);
            let rows = by_ops.judge(&slots, &lane.asked, &mut scratch);
            found.clear();
            rows::found(&rows).write(&mut found);
            same &= expected == found;
        }
        !same
    };
    all.iter().enumerate().filter(differs).count()
}

/// How much faster two threads are than one, by the time on the processor of the one that took
/// longer: what else runs on the machine does not count.
fn two_threads(plan: &Prepared, reader: &JsonReader, all: &[String]) {
    let judge = |lines: &[String]| {
        let before = on_processor()?;
        let (mut lane, mut out) = (Lane::new(plan, reader), Vec::new());
        for _ in 0..20 {
            out.clear();
            for line in lines {
                lane.line(line, &mut out);
            }
        }
        black_box(out.len());
        Some(on_processor()? - before)
    };
    let (first, second) = all.split_at(all.len() / 2);
    let both = || {
        let halves = std::thread::scope(|scope| {
            let halves = [first, second].map(|half| scope.spawn(|| judge(half)));
            halves.map(|half| half.join().expect("it ends"))
        });
        halves
            .into_iter()
            .collect::<Option<Vec<f64>>>()?
            .into_iter()
            .reduce(f64::max)
    };
    let best = |run: &dyn Fn() -> Option<f64>| (0..5).filter_map(|_| run()).reduce(f64::min);
    match (best(&|| judge(all)), best(&both)) {
        (Some(one), Some(two)) => println!("two threads are {:.2} × as fast as one", one / two),
        _ => println!("two threads: this system does not tell what a thread took"),
    }
}

/// The seconds that this thread was on the processor.
fn on_processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}
