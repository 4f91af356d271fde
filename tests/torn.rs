//! Golden answers are written whole or not at all: `onus test --update` is stopped fifty times at
//! some moment, and each file is then what it was or what it was to be.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::golden::Dice;
use crate::testing::folder;

const CASES: usize = 40;
const STOPS: usize = 50;

/// A policy with many cases, whose titles tell one version of it from another.
fn policy(version: usize) -> String {
    let mut text = format!(
        "policy t\nzone UTC\nsource Act \"Act\" ko \"법\"\nparty firm \"Firm\" ko \"회사\"\n\
         act report \"Report {version}\" ko \"보고 {version}\" from firm\nfact n : number at least 0 \"N\" ko \"수\"\n\
         fact first : time \"First\" ko \"처음\"\n\
         duty tell \"Tell {version}\" ko \"통지 {version}\" cites Act 1 bearer firm when n > 3 must report by first + 24 hours\n"
    );
    for case in 0..CASES {
        let _ = writeln!(
            text,
            "case c{case} \"C\" ko \"사례\" as of 2026-03-05T12:00 given n is {} given first is 2026-03-05T10:00 expect tell pending",
            case + 4
        );
    }
    text
}

fn update(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
    command.args(["test", "--update", "."]).current_dir(folder);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// What stands in each golden answer.
fn answers(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder.join("answers")).expect("there is a folder");
    let files = entries.map(|entry| entry.expect("it can be read").path());
    let texts = files.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let read = |path: std::path::PathBuf| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, fs::read_to_string(&path).ok()?))
    };
    texts.filter_map(read).collect()
}

#[test]
fn a_stop_while_golden_answers_are_written_tears_no_file() {
    let folder = folder(
        "torn",
        &[("p.cases.onus", &policy(0)), ("answers/.keep", "")],
    );
    let write = |version: usize| {
        fs::write(folder.join("p.cases.onus"), policy(version)).expect("it can be written");
    };
    // What each version writes, and how long that takes.
    let mut whole = Vec::new();
    let mut long = Duration::ZERO;
    for version in 0..2 {
        write(version);
        let begun = Instant::now();
        assert!(update(&folder).status().expect("it runs").success());
        long = begun.elapsed();
        whole.push(answers(&folder));
    }
    assert_eq!((whole[0].len(), whole[1].len()), (2 * CASES, 2 * CASES));
    let mut draw = Dice(29);
    let (mut stopped, mut between) = (0, 0);
    for stop in 0..STOPS {
        write(stop % 2);
        let mut child = update(&folder).spawn().expect("it runs");
        let part = u32::try_from(draw.below(100)).expect("it is small");
        sleep(long * part / 100);
        let done = child.try_wait().expect("it can be asked").is_some();
        stopped += usize::from(!done);
        let _ = child.kill();
        child.wait().expect("it ends");
        let found = answers(&folder);
        assert_eq!(found.len(), 2 * CASES, "stop {stop}");
        let fresh = |(name, text): &(&String, &String)| whole[stop % 2].get(*name) == Some(*text);
        let new = found.iter().filter(fresh).count();
        between += usize::from(new > 0 && new < found.len());
        for (name, text) in &found {
            let is = |of: &BTreeMap<String, String>| of.get(name) == Some(text);
            assert!(whole.iter().any(is), "stop {stop} tears {name}:\n{text}");
        }
    }
    println!("{stopped} of {STOPS} were stopped, {between} with some answers written");
    assert!(stopped > STOPS / 4, "{stopped} were stopped");
}
