//! A policy of 10,000 lines, each provision leaning on the one before.

use std::fmt::Write;

const LINES: usize = 10_000;

pub(crate) fn policy() -> String {
    let mut text = String::from(
        "policy large\n  title \"Large\" ko \"대형\"\n  zone Asia/Seoul\n\nsource Act \"Act\" ko \"법\"\n\
         unit users \"users\" ko \"명\"\nfact hit : users \"Users\" ko \"이용자\"\n\n\
         define rule_0 \"Rule\" ko \"요건\"\n  cites Act 1\n  means hit >= 1만 users\n\n",
    );
    for number in 1..LINES / 10 {
        let before = number - 1;
        writeln!(
            text,
            "# Article {number}\ndefine rule_{number} \"Rule {number}\" ko \"요건 {number}\"\n  \
             in force from 2020-01-01 until 2022-12-31\n    cites Act {number}\n    \
             means hit >= {number} users and rule_{before}\n  in force from 2023-01-01\n    \
             cites Act {number}\n    means (hit >= {number} users or rule_{before})\n      and hit < 1억 users\n"
        )
        .unwrap();
    }
    text
}
