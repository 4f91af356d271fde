//! One lane, so many times over the same records: what `benches/instructions.sh` counts.

use std::hint::black_box;

use onus::eval::evaluate;
use onus::kernel::{Asked, JsonReader, Reasons, Scratch, Slots};
use onus::plan::{Options, Prepared};

use super::incident::{self, Incident};
use super::{Lane, hand, law, program, read};

/// So many records are judged each time.
const RECORDS: usize = 100;

pub(super) fn run(lane: &str, times: usize) {
    if let Some(lane) = lane.strip_prefix("law-") {
        return whole_law(lane, times * RECORDS);
    }
    if lane == "policy" {
        return policy(times);
    }
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

/// A whole law on one record.
fn whole_law(lane: &str, times: usize) {
    let (program, facts) = law::loaded();
    let mut question = law::question();
    question.coming = true;
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
    slots.fill(&plan, &program, &facts, None);
    let asked = Asked::as_of(question.as_of);
    for _ in 0..times {
        match lane {
            "judged" => {
                let rows = plan.judge(black_box(&slots), &asked, &mut scratch);
                black_box(rows.instances());
            }
            "answer" => drop(black_box(evaluate(&program, black_box(&facts), &question))),
            _ => panic!("there is no lane law-{lane}"),
        }
    }
}

/// From the text of the policy to what judges records.
fn policy(times: usize) {
    for _ in 0..times * RECORDS {
        let program = program(black_box(include_str!("../netflix_mini.onus")));
        drop(black_box(Prepared::new(&program, &Options::default())));
    }
}
