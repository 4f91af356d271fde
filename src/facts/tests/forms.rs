//! The same record in three forms, and what can be wrong with the two that are written by hand.

use super::{faults_in, good, read_file};

const JSON: &str = r#"{
  "zone": "Asia/Seoul",
  "operator": {"name": "no", "daily_users": [{"over": "2021-10/2021-12", "is": 40594095}]},
  "outage": {"started": "2022-02-03T11:20", "ended": "not yet", "effect": {"one_of": ["stop", "slow_down"]}},
  "services": [{"name": "a: b"}],
  "affected": {"at_least": 1200000, "source": "N1"},
  "length": {"between": ["40 minutes", "50 minutes"]},
  "day": "2022-02-03",
  "share": "1.2%",
  "free": "no",
  "때": {"on": "2022-02-03"},
  "events": [{"act": "data_request", "at": "2022-02-04T09:00"}]
}"#;

const YAML: &str = r#"# What is known.
zone: Asia/Seoul
operator:
  name: no
  daily_users:
  - {over: 2021-10/2021-12, is: 40594095}
outage:
  started: 2022-02-03T11:20
  ended: not yet
  effect: {one_of: [stop, slow_down]}
services:
  - name: 'a: b'
affected:
  at_least: 1_200_000
  source: N1
length: {between: [40 minutes, 50 minutes]}
day: 2022-02-03
share: 1.2%
free: no
때: {on: 2022-02-03}
events:
  - act: data_request
    at: 2022-02-04T09:00
"#;

const TOML: &str = r#"# What is known.
zone = "Asia/Seoul"
affected = {at_least = 1_200_000, source = "N1"}
length = {between = ["40 minutes", "50 minutes"]}
day = 2022-02-03
share = "1.2%"
free = "no"
"때" = {on = 2022-02-03}

[operator]
name = "no"
daily_users = [{over = "2021-10/2021-12", is = 40594095}]

[outage]
started = 2022-02-03T11:20:00
ended = "not yet"
effect.one_of = ["stop", "slow_down"]

[[services]]
name = "a: b"

[[events]]
act = "data_request"
at = 2022-02-04T09:00:00
"#;

#[test]
fn the_same_record_in_three_forms_gives_the_same_facts() {
    let expected = format!("{:?}", good(JSON));
    for (name, text) in [
        ("facts.yaml", YAML),
        ("facts.yml", YAML),
        ("facts.toml", TOML),
    ] {
        let (facts, findings, _) = read_file(name, text);
        assert!(findings.is_empty(), "{name}\n{findings:#?}");
        assert_eq!(format!("{facts:?}"), expected, "{name}");
    }
}

#[test]
fn faults_in_yaml_are_told_at_their_place() {
    for (text, expected) in [
        ("affcted: 1", "unknown-fact@affcted"),
        ("affected: maybe", "wrong-kind@maybe"),
        ("affected: 1,000", "misspelt-number@1,000"),
        ("affected: 017", "misspelt-number@017"),
        ("affected: 1e6", "misspelt-number@1e6"),
        ("affected: 0o17", "wrong-kind@0o17"),
        ("affected: .inf", "wrong-kind@.inf"),
        ("affected:", "wrong-kind@affected"),
        ("affected: ~", "wrong-kind@~"),
        ("free: on", "wrong-kind@on"),
        ("day: 2022-02-30", "no-such-date@2022-02-30"),
        ("paid: 100 EUR", "wrong-unit@100 EUR"),
        ("outage: {effect: stopp}", "unknown-choice@stopp"),
        ("affected: 1\naffected: 2", "duplicate-fact@affected"),
        ("affected: !!int 3", "malformed-record@!!int"),
        ("day: &a 2022-02-03\n때: *a", "malformed-record@*a"),
        ("때: *none", "malformed-record@*none"),
        ("affected: 1\n---\naffected: 2", "malformed-record@---"),
        ("", "malformed-record@"),
        (
            "outage:\n  started: 2022-02-03T11:20\n  ended: 2022-02-03T11:19",
            "impossible-fact@2022-02-03T11:19",
        ),
    ] {
        assert_eq!(faults_in("facts.yaml", text), [expected], "{text}");
    }
    let broken = [
        "a: [1, 2",
        "a: 'x",
        "a: b: c",
        "outage:\n\tstarted: 1",
        "a: @x",
        "a: 1\n b: 2",
        "? [1]\n: 2",
    ];
    for text in broken {
        let found = faults_in("facts.yaml", text);
        assert!(found.len() == 1, "{text}: {found:?}");
        assert!(
            found[0].starts_with("malformed-record@"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn faults_in_toml_are_told_at_their_place() {
    for (text, expected) in [
        ("affcted = 1", "unknown-fact@affcted"),
        ("affected = 0x1F", "wrong-kind@0x1F"),
        ("affected = 1e6", "misspelt-number@1e6"),
        ("free = \"maybe\"", "wrong-kind@\"maybe\""),
        ("때 = 1", "malformed-record@때"),
        ("affected = 1\naffected = 2", "duplicate-fact@affected"),
        (
            "[outage]\nended = 2022-02-03T11:19:00\nstarted = 2022-02-03T11:20:00",
            "impossible-fact@2022-02-03T11:19:00",
        ),
    ] {
        let found = faults_in("facts.toml", text);
        assert!(!found.is_empty(), "{text}");
        assert_eq!(found[0], expected, "{text}: {found:?}");
    }
}

#[test]
fn several_faults_are_told_in_one_run() {
    let text = "affcted: 1\nday: 2022-02-30\nfree: maybe\naffected: !x 1";
    assert_eq!(faults_in("facts.yaml", text).len(), 4);
}

#[test]
fn depth_and_size_have_limits() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(70), close.repeat(70));
    for (name, text) in [
        ("facts.yaml", deep("[", "]")),
        ("facts.yaml", deep("- ", "a")),
        ("facts.toml", format!("affected = {}", deep("[", "]"))),
        ("facts.toml", format!("affected = {}", "[".repeat(100_000))),
        ("facts.yaml", "[".repeat(100_000)),
    ] {
        let found = faults_in(name, &text);
        let deep = found.iter().any(|fault| fault.starts_with("too-deep@"));
        assert!(deep, "{name}: {:?}", found.first());
    }
    for name in ["facts.yaml", "facts.toml"] {
        let large = "#".repeat(4 * 1024 * 1024 + 1);
        assert_eq!(faults_in(name, &large), ["file-too-large@"]);
    }
}
