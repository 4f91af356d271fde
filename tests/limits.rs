//! No input makes the program panic, and none takes more than its share of time or memory.

use onus::diagnostic::{Code, Diagnostic};
use onus::eval::Question;
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

/// How long an answer takes about so many services, each of which raises the same open questions.
fn answered(services: usize) -> std::time::Duration {
    let mut sources = Sources::default();
    sources.add(
        "services.onus",
        r#"policy a.b zone Asia/Seoul
source Act "Act" ko "법"
party firm "Firm" ko "사업자"
act tell "Telling" ko "고지" from firm
record Service "Service" ko "서비스"
  field paid : yes/no "Paid" ko "유료"
  field stopped : yes/no "Stopped" ko "중단"
  field late : yes/no "Late" ko "지연"
fact services : list of Service "Services" ko "서비스"
duty told "Telling" ko "고지"
  cites Act 1
  for each s in services
  bearer firm
  when s.paid and (s.stopped or s.late)
  must tell by 2024-01-01T00:00
"#,
    );
    let (program, findings) = onus::load(&sources);
    let Some(program) = program else {
        panic!("{findings:?}");
    };
    let list = vec!["{}"; services].join(", ");
    let file = sources.add("facts.json", format!(r#"{{"services": [{list}]}}"#));
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    let start = std::time::Instant::now();
    let question = Question::default();
    let (answer, _) = onus::eval::evaluate(&program, &facts, &question);
    assert_eq!(answer.duties.len(), services);
    start.elapsed()
}

#[test]
fn the_time_of_an_answer_grows_with_the_record_and_not_with_its_square() {
    // The best of some, since other work may hold up any one of them.
    let best = |services| (0..4).map(|_| answered(services)).min().unwrap_or_default();
    let (few, many) = (best(100), best(800));
    // In a line eight times as long; in a square sixty-four times.
    assert!(many < few * 32, "100 services: {few:?}, 800: {many:?}");
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
