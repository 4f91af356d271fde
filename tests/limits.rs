//! No input makes the program panic, and none takes more than its share of time or memory.

use onus::diagnostic::{Code, Diagnostic};
use onus::source::Sources;
use proptest::prelude::*;

fn load(text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    sources.add("input.onus", text);
    onus::load(&sources).1
}

fn codes(text: &str) -> Vec<Code> {
    load(text).iter().map(|finding| finding.code).collect()
}

#[test]
fn nesting_beyond_the_limit_is_told_and_not_followed() {
    let parens = format!(
        "policy 가.나\ndefine x means {}a{}",
        "(\n".repeat(100_000),
        ")\n".repeat(100_000)
    );
    assert_eq!(codes(&parens), [Code::TooDeep]);
    let line = format!(
        "policy 가.나\ndefine x means {}a{}",
        "(".repeat(100_000),
        ")".repeat(100_000)
    );
    assert_eq!(codes(&line), [Code::TooDeep]);
    let nots = format!("policy a.b\ndefine x means {} a", "not\n".repeat(100_000));
    assert_eq!(codes(&nots), [Code::TooDeep]);
    let ifs = format!(
        "policy a.b\ndefine x means {}",
        "if a then b else\n".repeat(100_000)
    );
    assert_eq!(codes(&ifs), [Code::TooDeep]);
}

#[test]
fn a_line_of_ten_megabytes_is_told() {
    let line = format!(
        "policy 가.나\ndefine x means a{}",
        " and a".repeat(1_700_000)
    );
    assert_eq!(codes(&line), [Code::LineTooLong]);
}

#[test]
fn chains_are_flat_and_may_be_long() {
    let chain = format!(
        "policy a.b\ndefine y means yes\ndefine x means y{}",
        "\n and y".repeat(20_000)
    );
    assert!(!codes(&chain).contains(&Code::TooDeep));
    let sum = format!(
        "policy a.b\ndefine x : number means 1{}",
        "\n + 1".repeat(20_000)
    );
    assert!(!codes(&sum).contains(&Code::TooDeep));
}

const SEED: &str = include_str!("../policies/kr/netflix_law/notices.onus");

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = load(&text);
    }

    #[test]
    fn no_edit_of_a_policy_makes_it_panic(at in 0usize..100_000, length in 0usize..40, put in "[a-z가-힣()\"#=0-9. \n]{0,6}") {
        let mut text = SEED.to_owned();
        let floor = |text: &str, at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = floor(&text, at % text.len());
        let end = floor(&text, start + length).max(start);
        text.replace_range(start..end, &put);
        let _ = load(&text);
    }
}
