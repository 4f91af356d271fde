//! How long reading, checking and judging take as policies grow: ratios within one run.
//! `cargo test --release --test all proportion -- --ignored --nocapture`

use std::fmt::Write;
use std::time::{Duration, Instant};

use onus::eval::{Question, evaluate};
use onus::facts::blank;
use onus::program::Program;
use onus::source::Sources;

/// Lines that one provision of the made-up policy takes.
const LINES: usize = 10;

/// A policy of about so many lines, each provision leaning on the one before.
fn policy(lines: usize) -> String {
    let mut text = String::from(
        "policy large\n  title \"Large\" ko \"대형\"\n  zone Asia/Seoul\n\nsource Act \"Act\" ko \"법\"\n\
         unit users \"users\" ko \"명\"\nfact hit : users \"Users\" ko \"이용자\"\n\n\
         define rule_0 \"Rule\" ko \"요건\"\n  cites Act 1\n  means hit >= 1만 users\n\n",
    );
    for number in 1..lines / LINES {
        let before = number - 1;
        writeln!(
            text,
            "# Article {number}\ndefine rule_{number} \"Rule {number}\" ko \"요건 {number}\"\n  \
             in force from 2020-01-01 until 2022-12-31\n    cites Act {number}\n    \
             means hit >= {number} users and rule_{before}\n  in force from 2023-01-01\n    \
             cites Act {number}\n    means (hit >= {number} users or rule_{before})\n      and hit < 1억 users\n"
        )
        .expect("text can be written");
    }
    text
}

fn time(lines: usize) -> Duration {
    let begun = Instant::now();
    _ = loaded(&policy(lines));
    begun.elapsed()
}

fn loaded(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("large.onus", text);
    let (program, findings) = onus::load(&sources);
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    program.unwrap_or_else(|| panic!("{codes:?}"))
}

/// So many definitions, each with an exception of its own, judged on nothing.
fn judging(count: usize) -> Duration {
    let mut text = String::from(
        "policy large\nsource Act \"Act\" ko \"법\"\nfact hit : yes/no \"Hit\" ko \"해당\"\n",
    );
    for number in 0..count {
        writeln!(
            text,
            "define rule_{number} \"Rule\" ko \"요건\"\n  cites Act {number}\n  means hit\n\
             exception other_{number} \"Other\" ko \"예외\"\n  to rule_{number}\n  \
             cites Act {number}\n  when not hit"
        )
        .expect("text can be written");
    }
    let program = loaded(&text);
    let begun = Instant::now();
    _ = evaluate(&program, &blank(&program), &Question::default());
    begun.elapsed()
}

/// The best of three, so that what else the machine does counts little.
fn best(time: impl Fn() -> Duration) -> Duration {
    (0..3).map(|_| time()).min().unwrap_or_default()
}

/// In tenths.
fn ratio(a: Duration, b: Duration) -> u128 {
    b.as_nanos() * 10 / a.as_nanos().max(1)
}

#[test]
#[ignore = "a measurement, for a quiet machine and an optimised build"]
fn reading_and_checking_grows_in_proportion() {
    let sizes = [1_000, 10_000, 100_000];
    let times = sizes.map(|lines| best(|| time(lines)));
    for (lines, taken) in sizes.iter().zip(&times) {
        let ratio = ratio(times[0], *taken);
        println!(
            "{lines} lines: {}.{} times as long as 1,000",
            ratio / 10,
            ratio % 10
        );
    }
    assert!(
        times[1] < Duration::from_secs(1),
        "10,000 lines: {:?}",
        times[1]
    );
    // Ten times the text takes ten times as long, give or take a half.
    for pair in times.windows(2) {
        let ratio = ratio(pair[0], pair[1]);
        assert!((20..=250).contains(&ratio), "{ratio} tenths");
    }
}

#[test]
#[ignore = "a measurement, for a quiet machine"]
fn judging_grows_in_proportion() {
    let [few, many] = [100, 1_000].map(|count| best(|| judging(count)));
    let ratio = ratio(few, many);
    println!("10 times the provisions: {} times as long", ratio / 10);
    // Were every exception looked into for every provision, it would be a hundred.
    assert!((20..=400).contains(&ratio), "{ratio} tenths");
}
