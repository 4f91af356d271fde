//! What is open about a row is said by the row: its limit, what is owed, to whom and how much, each
//! with what it depends on; and it is asked, counted down to and written into the calendar.

use serde_json::Value as Json;

use crate::testing::{folder, onus};

const HEAD: &str = r#"policy test.open zone Europe/Dublin periods eu.1182_71 calendar ie
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
party public "Public" ko "공중"
act letter "Letter" ko "편지" from firm
act advert "Public notice" ko "공고" from firm
act paid "Payment" ko "지급" from firm field amount : EUR "Amount" ko "금액"
fact sent : time "Sent" ko "제출"
fact named : yes/no "Named" ko "지정"
fact early : date "Known to the agent" ko "대리인 인지일"
fact late : date "Known to the firm" ko "회사 인지일"
fact fare : EUR "Fare" ko "운임"
"#;

/// What the command says of a policy in one form, and its exit code.
fn said(name: &str, policy: &str, facts: &str, args: &[&str]) -> String {
    let policy = format!("{HEAD}{policy}");
    let folder = folder(name, &[("p.onus", &policy), ("f.json", facts)]);
    // What a policy does not use of its head is told, and no matter here.
    let (code, out, complaints) = onus(&folder, args);
    assert!(
        code == Some(0) && !complaints.contains("error"),
        "{args:?}: {complaints}"
    );
    out
}

fn eval<'a>(as_of: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [
        &[
            "eval", "p.onus", "--full", "--facts", "f.json", "--as-of", as_of,
        ],
        more,
    ]
    .concat()
}

/// The one duty, as JSON.
fn duty(name: &str, policy: &str, facts: &str, as_of: &str) -> Json {
    let out = said(name, policy, facts, &eval(as_of, &["--format", "json"]));
    let answer: Json = serde_json::from_str(&out).expect("it is JSON");
    answer["duties"][0].clone()
}

/// The parts that are open, each with what it depends on.
fn open(row: &Json) -> Vec<(String, Vec<String>)> {
    let text = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    let all = row["open"].as_array().cloned().unwrap_or_default();
    all.iter()
        .map(|open| {
            let needs = open["needs"].as_array().cloned().unwrap_or_default();
            (text(&open["what"]), needs.iter().map(text).collect())
        })
        .collect()
}

fn is_open(row: &Json, what: &str, needs: &[&str]) {
    let needs: Vec<String> = needs.iter().map(|need| (*need).to_owned()).collect();
    let all = open(row);
    assert!(
        all.contains(&(what.to_owned(), needs.clone())),
        "{what} {needs:?}: {row:#}"
    );
    for need in &needs {
        let union = row["needs"].as_array().cloned().unwrap_or_default();
        assert!(
            union.contains(&Json::from(need.as_str())),
            "{need} is needed: {row:#}"
        );
    }
}

/// What an interview asks first.
fn asks(name: &str, policy: &str, facts: &str, as_of: &str) -> String {
    let policy = format!("{HEAD}{policy}");
    let folder = folder(name, &[("p.onus", &policy), ("f.json", facts)]);
    let args = ["ask", "p.onus", "--facts", "f.json", "--as-of", as_of];
    let (code, out, complaints) = onus(&folder, &args);
    assert!(
        code == Some(0) && !complaints.contains("error"),
        "{complaints}"
    );
    out
}

const RELIEF: &str = r#"duty tell "Tell" ko "통지"
  cites Act 1 bearer firm must letter by sent + 72 hours
  relief to 12:00 on next working day if due is not working day and not named
"#;
const SENT: &str =
    r#"{"sent": "2027-01-13T16:40", "events": [], "record_complete_until": "2027-01-15T09:00"}"#;

#[test]
fn a_relief_whose_condition_is_open_leaves_two_limits() {
    let row = duty("open-relief", RELIEF, SENT, "2027-01-15T09:00");
    assert_eq!(row["state"], "pending");
    assert_eq!(row["due_earliest"], "2027-01-16T16:40:00+00:00");
    assert_eq!(row["due_latest"], "2027-01-18T12:00:00+00:00");
    is_open(&row, "limit", &["named"]);
    assert!(asks("open-relief-ask", RELIEF, SENT, "2027-01-15T09:00").contains("Is it so: Named?"));
    let text = said(
        "open-relief-text",
        RELIEF,
        SENT,
        &eval("2027-01-15T09:00", &[]),
    );
    for words in [
        "due at the earliest Sat 16 Jan 2027 16:40 (31 h 40 min left), at the latest",
        "depends on: Named",
        "after Sat 16 Jan 2027 16:40",
        "after Mon 18 Jan 2027 12:00",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let ics = said(
        "open-relief-ics",
        RELIEF,
        SENT,
        &eval("2027-01-15T09:00", &["--format", "ics"]),
    );
    for start in ["DTSTART:20270116T164000Z", "DTSTART:20270118T120000Z"] {
        assert!(ics.contains(start), "{start}: {ics}");
    }
    let watch = [
        "watch",
        "p.onus",
        "--facts",
        "f.json",
        "--as-of",
        "2027-01-15T09:00",
        "--once",
    ];
    let watch = said("open-relief-watch", RELIEF, SENT, &watch);
    let times = watch.split("TIME LEFT").nth(1).expect("it counts down");
    assert!(
        times.contains(
            "1 d 07:40:00: Tell · the firm · tomorrow (Sat) 16:40 GMT (as early as this)"
        ),
        "{watch}"
    );
    assert!(
        times.contains("3 d 03:00:00: Tell · the firm · Mon 18 Jan 2027 12:00 GMT (latest limit)"),
        "{watch}"
    );
}

#[test]
fn a_limit_with_two_starts_asks_which() {
    let policy = r#"duty tell "Tell" ko "보고" cites Act 1 bearer firm to office
  must letter within 60 days after if named then early else late periods us.calendar
"#;
    let facts = r#"{"early": "2026-05-04", "late": "2026-06-30", "events": [], "record_complete_until": "2026-07-01T09:00"}"#;
    let row = duty("open-starts", policy, facts, "2026-07-01T09:00");
    assert_eq!(
        (&row["due_earliest"], &row["due_latest"]),
        (&"2026-07-03".into(), &"2026-08-29".into())
    );
    is_open(&row, "limit", &["named"]);
    // Past the earlier day it is open whether it was breached.
    let row = duty(
        "open-starts-later",
        policy,
        &facts.replace("07-01T09", "07-20T09"),
        "2026-07-20T09:00",
    );
    assert_eq!(row["state"], "undetermined");
    is_open(&row, "state", &["named"]);
    // With the fact nothing is open.
    let known = facts.replacen('{', r#"{"named": true, "#, 1);
    let row = duty("open-starts-known", policy, &known, "2026-07-01T09:00");
    assert_eq!(
        (&row["due_day"], open(&row)),
        (&"2026-07-03".into(), Vec::new())
    );
}

#[test]
fn what_an_open_exception_would_put_in_place_is_told() {
    let policy = r#"duty tell "Tell people" ko "통지" cites Act 1 bearer firm to office must letter without delay
exception in_public "Public notice instead" ko "공고로 갈음"
  cites Act 2 to tell when named instead must advert instead to public
"#;
    let facts = r#"{"events": [], "record_complete_until": "2026-09-09T10:00"}"#;
    let row = duty("open-instead", policy, facts, "2026-09-09T10:00");
    assert_eq!(row["state"], "pending");
    is_open(&row, "act", &["named"]);
    is_open(&row, "counterparty", &["named"]);
    assert_eq!(row["alternatives"][0]["must"]["en"], "Public notice");
    assert_eq!(row["alternatives"][0]["to"], "public");
    for (lang, words) in [
        (
            "en",
            [
                "Letter or Public notice",
                "In its place, where “Public notice instead” applies: Public notice to the public.",
            ],
        ),
        (
            "ko",
            [
                "편지 또는 공고",
                "‘공고로 갈음’에 해당하면 이에 갈음하여 공고(상대방: 공중)",
            ],
        ),
    ] {
        let text = said(
            "open-instead-text",
            policy,
            facts,
            &eval("2026-09-09T10:00", &["--lang", lang]),
        );
        for words in words {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
    assert!(
        asks("open-instead-ask", policy, facts, "2026-09-09T10:00").contains("Is it so: Named?")
    );
    let graph = said(
        "open-instead-graph",
        policy,
        facts,
        &["graph", "p.onus", "--exceptions"],
    );
    assert!(graph.contains("exception0 -.->|changes| duty0"), "{graph}");
    assert!(graph.contains("exception0 -->|must| act"), "{graph}");
    // A limit that is replaced is one of two, and both are told.
    let policy = r#"duty tell "Tell" ko "통지" cites Act 1 bearer firm must letter by sent + 72 hours
exception sooner "Sooner" ko "조기" cites Act 2 to tell when named instead by sent + 24 hours
"#;
    let row = duty("open-instead-by", policy, SENT, "2027-01-14T09:00");
    assert_eq!(row["due_earliest"], "2027-01-14T16:40:00+00:00");
    assert_eq!(row["due_latest"], "2027-01-16T16:40:00+00:00");
    is_open(&row, "limit", &["named"]);
}

#[test]
fn a_fact_that_decides_only_the_limit_or_the_amount_is_asked() {
    let policy = r#"duty two "Two" ko "둘" cites Act 2 bearer firm to office
  must letter by sent + (if named then 4 hours else 24 hours)
"#;
    let row = duty("open-if", policy, SENT, "2027-01-13T17:00");
    assert_eq!(row["due_earliest"], "2027-01-13T20:40:00+00:00");
    assert_eq!(row["due_latest"], "2027-01-14T16:40:00+00:00");
    is_open(&row, "limit", &["named"]);
    let policy = r#"duty pay "Pay" ko "지급" cites Act 3 bearer firm to office
  must payment of 250 EUR through paid by sent + 72 hours
  may reduce to 50% when named
"#;
    let row = duty("open-reduced", policy, SENT, "2027-01-14T09:00");
    assert_eq!(row["state"], "pending");
    is_open(&row, "amount", &["named"]);
    let policy = r#"duty pay "Pay" ko "지급" cites Act 3 bearer firm to office
  must payment of fare through paid by sent + 72 hours
"#;
    let row = duty("open-amount", policy, SENT, "2027-01-14T09:00");
    is_open(&row, "amount", &["fare"]);
}

#[test]
fn what_the_versions_that_may_apply_demand_otherwise_is_open() {
    let policy = r#"duty tell "Tell" ko "통지" cites Act 1 bearer firm governed by sent
  in force from 2020-01-01 until 2027-01-13 to office must letter by sent + 72 hours
  in force from 2027-01-14 to public must advert by sent + 24 hours
"#;
    let facts = r#"{"sent": {"between": ["2027-01-13T16:40", "2027-01-14T16:40"]}, "events": [], "record_complete_until": "2027-01-14T17:00"}"#;
    let row = duty("open-versions", policy, facts, "2027-01-14T17:00");
    let parts: Vec<String> = open(&row).into_iter().map(|(what, _)| what).collect();
    for what in ["limit", "act", "counterparty"] {
        assert!(parts.contains(&what.to_owned()), "{what}: {row:#}");
    }
    let addressees = r#"duty tell "Tell" ko "통지" cites Act 1 bearer firm must letter
  in force from 2020-01-01 by sent + 72 hours
  for named in force from 2020-01-01 by sent + 24 hours
"#;
    let row = duty("open-addressees", addressees, SENT, "2027-01-14T09:00");
    assert_eq!(row["due_earliest"], "2027-01-14T16:40:00+00:00");
    assert_eq!(row["due_latest"], "2027-01-16T16:40:00+00:00");
    is_open(&row, "limit", &["named"]);
}

#[test]
fn an_open_conclusion_is_told_where_it_is_asked_for() {
    let policy = r#"fact loss : EUR "Loss" ko "손실"
fact turnover : EUR "Turnover" ko "매출"
define money "Large loss" ko "큰 손실" cites Act 1 means loss > the smaller of (500_000 EUR, 5% of turnover)
define significant "Significant" ko "중대" cites Act 2 means money or named
"#;
    let facts = r#"{"loss": "320000 EUR", "named": true}"#;
    let text = said(
        "open-conclusion",
        policy,
        facts,
        &eval("2026-01-01", &["--only", "money"]),
    );
    assert!(
        text.contains("UNDETERMINED\n- Large loss (Act 1)"),
        "{text}"
    );
    // The turnover at which it turns.
    assert!(text.contains("6,400,000"), "{text}");
    let table = r#"fact n : number "N" ko "수"
define gap : number "Gap" ko "틈" cites Act 9
  allow table-gap because "The Act is silent" ko "법에 없음"
  means table n
    | <= 1 | 1 |
    | >= 2 | 3 |
"#;
    for (lang, words) in [
        ("en", "no row of the table fits"),
        ("ko", "해당하는 행이 없음"),
    ] {
        let args = eval("2026-01-01", &["--only", "gap", "--lang", lang]);
        let text = said("open-gap", table, r#"{"n": 1.5}"#, &args);
        assert!(
            text.contains(words) && !text.contains(": .") && !text.contains("— ."),
            "{text}"
        );
    }
}

#[test]
fn the_article_of_a_compound_leg_is_told_and_cited() {
    let policy = r#"fact a : yes/no "A" ko "가"
fact b : yes/no "B" ko "나"
fact c : yes/no "C" ko "다"
define x "X" ko "엑스" cites Act 1 means (a cites Act 2) or ((b and c) cites Act 3)
case both as of 2026-01-01 given a is no given b is yes given c is yes
  expect x citing Act 3
case one as of 2026-01-01 given a is yes given b is no given c is no
  expect x citing Act 2
"#;
    let head = "policy test.legs source Act \"Act\" ko \"법\"\n";
    let cases = folder("open-legs", &[("p.onus", &format!("{head}{policy}"))]);
    let (code, cases, complaints) = onus(&cases, &["test", "."]);
    assert_eq!((code, complaints.as_str()), (Some(0), ""), "{cases}");
    let facts = r#"{"a": false, "b": true, "c": true}"#;
    for (lang, pin) in [("en", "Act 3"), ("ko", "3")] {
        for command in ["eval", "why"] {
            let mut args = vec![command];
            args.extend((command == "why").then_some("x"));
            args.extend([
                "p.onus",
                "--facts",
                "f.json",
                "--as-of",
                "2026-01-01",
                "--lang",
                lang,
            ]);
            let text = said("open-legs-text", policy, facts, &args);
            let because = text.replace("Act 1", "").replace("법 제1조", "");
            assert!(because.contains(pin), "{command} {lang}: {text}");
        }
    }
    // A leg that did not decide is not cited.
    let other = policy.replace("citing Act 2", "citing Act 3");
    let folder = folder("open-legs-other", &[("p.onus", &format!("{head}{other}"))]);
    let (code, out, _) = onus(&folder, &["test", "."]);
    assert_eq!(code, Some(1), "{out}");
    assert!(out.starts_with("1 passed, 1 failed"), "{out}");
}

#[test]
fn silence_without_delay_says_how_long() {
    let policy = r#"duty tell "Tell" ko "통지" cites Act 1 bearer firm to office governed by sent must letter without delay
"#;
    let facts = SENT.replace("2027-01-15T09:00", "2028-03-01T00:00");
    let row = duty("open-silence", policy, &facts, "2028-02-13T09:00");
    assert_eq!(
        (&row["state"], &row["owed_since"]),
        (&"pending".into(), &"2027-01-13T16:40:00+00:00".into())
    );
    for (lang, words) in [
        ("en", "Running since 13 Jan 2027 16:40 (395 days ago)"),
        ("ko", "2027. 1. 13. 16:40부터 의무가 있음(395일 경과)"),
    ] {
        let text = said(
            "open-silence-text",
            policy,
            &facts,
            &eval("2028-02-13T09:00", &["--lang", lang]),
        );
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_proposal_that_changes_nothing_says_so() {
    let policy = r#"define x "X" ko "엑스" cites Act 1 means named
  in force from 2020-01-01
  proposed "bill" in force from 2020-01-01 means named and sent is known
"#;
    let args = eval("2027-02-01", &["--proposed", "bill"]);
    let nothing = "The proposal changes nothing on these facts.";
    let text = said("open-bill", policy, r#"{"named": true}"#, &args);
    assert!(!text.contains(nothing), "{text}");
    let other = format!(
        "{policy}define y \"Y\" ko \"와이\" cites Act 2 means sent is known in force from 2020-01-01 means sent is known proposed \"tweak\" in force from 2030-01-01 means named\n"
    );
    let args = eval("2027-02-01", &["--proposed", "tweak"]);
    for (lang, nothing) in [
        ("en", nothing),
        ("ko", "이 사실관계에서는 개정안에 따라 달라지는 것이 없음."),
    ] {
        let args = [&args[..], &["--lang", lang]].concat();
        let text = said("open-tweak", &other, r#"{"named": true}"#, &args);
        assert!(text.contains(nothing), "{text}");
    }
}

#[test]
fn what_changes_how_text_is_shown_is_found_wherever_it_stands() {
    let check = |name: &str, policy: &str| {
        let whole = format!("{HEAD}{policy}");
        let folder = folder(name, &[("p.onus", &whole)]);
        onus(&folder, &["check", "p.onus", "--format", "plain"])
    };
    for letter in [
        '\0', '\u{1b}', '\u{8}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}',
    ] {
        for (place, policy) in [
            (
                "title",
                format!("define d \"D{letter}x\" ko \"라\" cites Act 1 means named\n"),
            ),
            (
                "comment",
                format!("define d \"D\" ko \"라\" cites Act 1 means named # x{letter}y\n"),
            ),
            (
                "between",
                format!("define d \"D\" ko \"라\" cites Act 1 {letter} means named\n"),
            ),
        ] {
            let (code, out, _) = check("open-steering", &policy);
            assert_eq!(code, Some(1), "{letter:?} in a {place}");
            let line = 1 + HEAD.matches('\n').count();
            let at = format!("p.onus:{line}:");
            assert!(
                out.contains(&at) && out.contains("lookalike-character"),
                "{letter:?} in a {place}: {out}"
            );
        }
    }
    // Names that mix scripts which look alike, and one that is all of another script.
    for name in ["sсope", "sсорe", "ѕcope", "scοpe", "ѕсоре", "sc\u{3164}ope"] {
        let policy = format!(
            "fact scope : yes/no \"S\" ko \"범위\"\nfact {name} : yes/no \"S\" ko \"범위\"\ndefine d \"D\" ko \"라\" cites Act 1 means {name} and scope\n"
        );
        let (code, out, _) = check("open-scripts", &policy);
        assert_eq!(code, Some(1), "{name}: {out}");
        assert!(out.contains("lookalike-character"), "{name}: {out}");
    }
    // Other alphabets, emoji and the signs of titles are text like any other.
    let policy =
        "define 범위_A \"µ, α and 🙂 — 中文 ①\" ko \"범위 Ⅱ ㈜\" cites Act 1 means named # Ж α\n";
    let (code, out, _) = check("open-plain", policy);
    assert!(!out.contains("lookalike"), "{code:?} {out}");
}

/// What is done, while it is open whether it is what is owed, is not overdue; and where it is open
/// whether a clock runs, its end is told as the safe one.
#[test]
fn what_an_open_fact_leaves_of_an_act_and_of_a_clock_is_told() {
    let policy = r#"
fact a : yes/no "A" ko "가"
fact t : time "T" ko "시각"
duty tell "Telling" ko "통지"
  cites Act 1
  bearer firm to office
  must letter by t + 24 hours
exception other "Otherwise" ko "다른 방법"
  to tell
  cites Act 2
  when a
  instead must advert
duty first "First" ko "최초"
  cites Act 3
  bearer firm to office
  when a
  must letter without delay
duty later "Later" ko "다음"
  cites Act 4
  bearer firm to office
  must advert by performance of first + 24 hours
"#;
    let facts = r#"{"t": "2026-03-18T08:00", "events": [{"act": "letter", "at": "2026-03-20T08:00"}],
        "record_complete_until": "2026-03-20T09:00"}"#;
    for (lang, says, never) in [
        (
            "en",
            "due at the earliest Sat 21 Mar 2026 08:00 (23 h left)",
            "no “Letter” on record",
        ),
        ("ko", "2026. 3. 21.(토) 08:00", "‘편지’ 기록이 없"),
    ] {
        let text = said(
            "open-act-and-clock",
            policy,
            facts,
            &eval("2026-03-20T09:00", &["--lang", lang]),
        );
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(says), "{text}");
        assert!(!text.contains(never), "{text}");
    }
}
