//! The compiled evaluator settles nothing otherwise than the plain one: random policies on random
//! records in which something is open, written with all that `dependence` writes them with. What it
//! leaves open, the plain one answers: it alone looks at cases, and whoever asks the compiled one asks
//! the plain one where a row is open. `COMPILED_PAIRS` says how many are tried; else it is 1,000;
//! `COMPILED_SEED=1` makes others.

use onus::plan::{Options, Prepared};
use onus::source::Sources;

use super::dependence::{AT, Beside, Draft, HEAD, sound_with};
use super::question;
use crate::equal::both;
use crate::golden::Dice;

/// Of one policy so many records are tried.
const RECORDS: usize = 10;
/// Of so many things one may be left open that the plain evaluator settles: it is one in 75 to 85.
const LEFT_OPEN: usize = 70;

fn tried(pairs: usize, seed: u64, beside: Beside) -> (usize, usize, Vec<String>) {
    let mut draw = Dice(seed);
    let asked = onus::eval::Question {
        coming: false,
        routes: false,
        ..question(AT)
    };
    let (mut left, mut of, mut found) = (0, 0, Vec::new());
    for _ in 0..pairs.div_ceil(RECORDS) {
        let (text, program, _) = sound_with(&mut draw, beside);
        let Ok(plan) = Prepared::new(&program, &Options::default()) else {
            continue;
        };
        for _ in 0..RECORDS {
            let draft = Draft::of(&text, AT, &mut draw);
            let told = draft.json(None, None);
            let mut sources = Sources::default();
            let file = sources.add("t.json", told.to_string());
            let (facts, _) = onus::facts::read(file, &sources, &program);
            let (differences, open, compared) = both(&program, &plan, &facts, &asked);
            left += open;
            of += compared;
            let own = text.strip_prefix(HEAD).unwrap_or(&text);
            let first = differences.first();
            found.extend(first.map(|first| format!("{first} on {told}\n{own}")));
        }
    }
    (left, of, found)
}

#[test]
fn the_compiled_evaluator_settles_nothing_otherwise_on_random_policies() {
    let pairs = std::env::var("COMPILED_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(1_000);
    let other = std::env::var("COMPILED_SEED").ok();
    let other: u64 = other.and_then(|seed| seed.parse().ok()).unwrap_or(0);
    for (seed, beside) in [(3 + other, Beside::default()), (5 + other, Beside::all())] {
        let (left, of, found) = tried(pairs, seed, beside);
        println!("{left} of {of} are left open that the plain evaluator settles: {beside:?}");
        let few: Vec<&str> = found.iter().take(6).map(String::as_str).collect();
        assert!(
            found.is_empty(),
            "{} differ\n{}",
            found.len(),
            few.join("\n\n")
        );
        assert!(left * LEFT_OPEN <= of, "{left} of {of} are left open");
    }
}
