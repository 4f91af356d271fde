//! What the fuzzer tries, tried here without one: all that is shipped, what was once found, and so
//! many random changes of each. `fuzz/run` does the same for as long as you like, guided.

use std::fs;
use std::path::Path;

use crate::golden::Dice;

#[path = "../fuzz/tried.rs"]
mod tried;

use tried::{seeds, shipped};

/// What was once found.
fn found(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new("fuzz/seeds").join(target);
    let entries = fs::read_dir(folder).into_iter().flatten();
    let paths = entries.map(|entry| entry.expect("it can be read").path());
    paths.map(|path| fs::read(path).expect("a file")).collect()
}

/// Some bytes doubled, dropped, turned into others, or moved to where they do not belong.
fn changed(dice: &mut Dice, text: &[u8], other: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    for _ in 0..=dice.below(4) {
        let at = dice.below(text.len() + 1);
        let end = (at + dice.below(24)).min(text.len());
        let from = dice.below(other.len() + 1);
        let piece = &other[from..(from + dice.below(40)).min(other.len())];
        match dice.below(4) {
            0 => drop(text.drain(at..end)),
            1 => drop(text.splice(at..at, piece.iter().copied())),
            2 => drop(text.splice(at..end, piece.iter().copied())),
            _ => {
                if let Some(byte) = text.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
    }
    text
}

/// Tries what was once found, and so many changes of what is shipped.
fn try_all(target: &str, seeds: &[Vec<u8>], count: usize, tried: impl Fn(&[u8])) {
    for found in found(target) {
        tried(&found);
    }
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..count {
        let seed = &seeds[dice.below(seeds.len())];
        let other = &seeds[dice.below(seeds.len())];
        tried(&changed(&mut dice, seed, other));
    }
}

#[test]
fn every_policy_is_tried() {
    let tried: Vec<&str> = shipped::POLICIES.to_vec();
    let left_out = shipped::names();
    let left_out = left_out
        .iter()
        .filter(|name| !tried.contains(&name.as_str()));
    assert_eq!(
        left_out.collect::<Vec<_>>(),
        ["kr.incidents", "kr.operators", "kr.requests", "world.group"]
    );
}

#[test]
fn any_text_is_a_policy_or_is_found_fault_with() {
    try_all("policy", &seeds::policy(), 60, tried::policy);
}

#[test]
fn any_text_is_a_record_or_is_found_fault_with() {
    try_all("facts", &seeds::facts(), 60, tried::facts);
}

#[test]
fn any_record_is_judged_and_always_alike() {
    try_all("evaluation", &seeds::evaluation(), 30, tried::evaluation);
}
