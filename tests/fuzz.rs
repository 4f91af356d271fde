//! What the fuzzer tries, tried here without one: all that is shipped, what was once found, and so
//! many random changes of each. `fuzz/run` does the same for as long as you like, guided.

use std::fs;
use std::path::{Path, PathBuf};

use crate::golden::Dice;

#[path = "../fuzz/tried.rs"]
mod tried;

fn gather(folder: &Path, end: &str, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("it can be read").path();
        if path.is_dir() && !path.ends_with("answers") {
            gather(&path, end, out);
        } else if end.is_empty() || path.extension().is_some_and(|other| other == end) {
            out.push(path);
        }
    }
    out.sort();
}

fn read(folders: &[&str], end: &str) -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    for folder in folders {
        gather(Path::new(folder), end, &mut paths);
    }
    let texts = paths.iter().map(|path| fs::read(path).expect("a file"));
    texts.collect()
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

fn change_all(seeds: &[Vec<u8>], count: usize, tried: impl Fn(&[u8])) {
    assert!(!seeds.is_empty(), "there is something to begin with");
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..count {
        let seed = &seeds[dice.below(seeds.len())];
        let other = &seeds[dice.below(seeds.len())];
        tried(&changed(&mut dice, seed, other));
    }
}

#[test]
fn any_text_is_a_policy_or_is_found_fault_with() {
    for found in read(&["fuzz/seeds/policy"], "") {
        tried::policy(&found);
    }
    let seeds = read(&["policies", "tests", "fuzz/seeds/policy"], "onus");
    change_all(&seeds, 60, tried::policy);
}

#[test]
fn any_text_is_a_record_or_is_found_fault_with() {
    for found in read(&["fuzz/seeds/facts"], "") {
        tried::facts(&found);
    }
    let seeds = read(&["policies", "tests"], "json");
    change_all(&seeds, 60, tried::facts);
}

#[test]
fn any_record_is_judged_and_always_alike() {
    for found in read(&["fuzz/seeds/evaluation"], "") {
        tried::evaluation(&found);
    }
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for _ in 0..20 {
        let length = 40 + dice.below(400);
        let bytes: Vec<u8> = (0..length).map(|_| dice.below(256) as u8).collect();
        tried::evaluation(&bytes);
    }
}
