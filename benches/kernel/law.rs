//! A whole law: `policies/kr/netflix_law` and the record of the QR check-in that stopped.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use onus::eval::{Question, evaluate};
use onus::facts::{self, Facts};
use onus::kernel::{Asked, Scratch, Slots};
use onus::name::Name;
use onus::plan::{Options, Prepared};
use onus::program::Program;
use onus::source::Sources;
use onus::value::Instant;

use super::best;

/// 2022-02-10T09:00+09:00.
const AS_OF: i64 = 1_644_451_200_000_000;

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    let all = fs::read_dir(folder).expect("it is a folder");
    for path in all.map(|entry| entry.expect("it can be read").path()) {
        if path.is_dir() {
            below(&path, found);
        } else if path.extension().is_some_and(|end| end == "onus") {
            found.push(path);
        }
    }
}

/// The law and the record of what happened.
pub(super) fn loaded() -> (Program, Facts) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let mut paths = Vec::new();
    below(&root, &mut paths);
    paths.sort();
    let mut sources = Sources::default();
    for path in &paths {
        let text = fs::read_to_string(path).expect("it can be read");
        sources.add(path.display().to_string(), text);
    }
    let trees = onus::Trees::of(&sources);
    let (program, findings) = trees.load_policy(&Name::new("kr.netflix_law"), &sources);
    let program = program.unwrap_or_else(|| panic!("{findings:?}"));
    let path = root.join("kr/netflix_law/facts/kakao-qr-2022-02-03.json");
    let text = fs::read_to_string(&path).expect("it can be read");
    let file = sources.add("record.json", text);
    let (facts, findings) = facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    (program, facts)
}

/// What is asked.
pub(super) fn question() -> Question {
    Question::as_of(Instant::from_micros(AS_OF))
}

pub(super) fn run() {
    let (program, facts) = loaded();
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let (mut slots, mut scratch) = (Slots::default(), Scratch::default());
    assert!(Slots::can_hold(&facts), "nothing is disputed");
    let mut question = question();
    let asked = Asked::as_of(question.as_of);
    let filled = best(200, 1, || {
        slots.fill(&plan, &program, black_box(&facts), None)
    });
    let judged = best(200, 1, || {
        black_box(
            plan.judge(black_box(&slots), &asked, &mut scratch)
                .instances(),
        );
    });
    let mut answer = |routes, coming| {
        (question.routes, question.coming) = (routes, coming);
        best(5, 1, || {
            black_box(evaluate(&program, black_box(&facts), &question));
        })
    };
    let (plain, routes, coming) = (
        answer(false, false),
        answer(true, false),
        answer(true, true),
    );
    println!("\nthe whole law on one record, {} ops", plan.len());
    for (lane, time) in [
        ("filling slots", filled),
        ("judged", judged),
        ("plain evaluator, with its reasons", plain),
        ("and what would settle open rows", routes),
        ("and what is coming", coming),
    ] {
        println!("{lane:<36} {:>10.1} µs", time / 1_000.0);
    }
}
