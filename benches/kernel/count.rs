//! One lane, so many times over the same records: what `benches/instructions.sh` counts.

use std::hint::black_box;

use onus::kernel::{JsonReader, Reasons, Scratch, Slots};
use onus::plan::{Options, Prepared};

use super::incident::{self, Incident};
use super::{Lane, hand, program, read};

/// So many records are judged each time.
const RECORDS: usize = 100;

pub(super) fn run(lane: &str, times: usize) {
    let program = program(include_str!("../netflix_mini.onus"));
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let by_ops = plan.clone().by_ops();
    let reader = JsonReader::new(&program, &plan);
    let lines = incident::lines(RECORDS, 7);
    let incidents: Vec<Incident<'_>> = lines
        .iter()
        .map(|line| serde_json::from_str(line).expect("it is an incident"))
        .collect();
    let taken: Vec<hand::Facts<'_>> = incidents.iter().map(hand::Facts::of).collect();
    let facts: Vec<_> = lines.iter().map(|line| read(&program, line)).collect();
    let slots: Vec<Slots> = facts
        .iter()
        .map(|facts| {
            let mut slots = Slots::default();
            slots.fill(&plan, &program, facts, None);
            slots
        })
        .collect();
    let mut with = Lane::new(&plan, &reader);
    let asked = with.asked;
    let (mut scratch, mut filled) = (Scratch::default(), Slots::default());
    let (mut why, mut out) = (Reasons::default(), Vec::new());
    for _ in 0..times {
        for at in 0..RECORDS {
            let line = black_box(lines[at].as_str());
            match lane {
                "rules-by-hand" => drop(black_box(hand::judge(black_box(&taken[at])))),
                "judged" => {
                    black_box(
                        plan.judge(black_box(&slots[at]), &asked, &mut scratch)
                            .instances(),
                    );
                }
                "judged-with-why" => {
                    plan.judge(black_box(&slots[at]), &asked, &mut scratch)
                        .why(&mut why);
                    black_box(&why);
                }
                "judged-op-by-op" => {
                    black_box(
                        by_ops
                            .judge(black_box(&slots[at]), &asked, &mut scratch)
                            .instances(),
                    );
                }
                "json-by-hand" => hand::line(line, &mut out),
                "json" => with.line(line, &mut out),
                "json-into-slots" => assert!(reader.fill(&plan, line, &mut filled)),
                "facts-into-slots" => filled.fill(&plan, &program, &facts[at], None),
                _ => panic!("there is no lane {lane}"),
            }
        }
        out.clear();
    }
}
