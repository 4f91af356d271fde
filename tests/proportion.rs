//! How long reading and checking takes as policies grow: ratios within one run.
//! `cargo test --release --test all proportion -- --ignored --nocapture`

use std::fmt::Write;
use std::time::{Duration, Instant};

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
    let mut sources = Sources::default();
    sources.add("large.onus", policy(lines));
    let begun = Instant::now();
    let (program, findings) = onus::load(&sources);
    let taken = begun.elapsed();
    let codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    assert!(program.is_some(), "{codes:?}");
    taken
}

#[test]
#[ignore = "a measurement, for a quiet machine and an optimised build"]
fn reading_and_checking_grows_in_proportion() {
    let sizes = [1_000, 10_000, 100_000];
    // The best of three, so that what else the machine does counts little.
    let best = |lines| (0..3).map(|_| time(lines)).min().unwrap_or_default();
    let times = sizes.map(best);
    let ratio = |a: Duration, b: Duration| b.as_nanos() * 10 / a.as_nanos().max(1);
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
