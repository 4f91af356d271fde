//! Conditions that read the same are one question: what a check says of two of them is what an
//! evaluation gives, on an empty record and on every other, in whatever they read.

use onus::diagnostic::Code;
use onus::plan::{Options, Prepared};
use onus::source::Sources;

use super::{answer, program, question, record, said};

const HEAD: &str = r#"policy t
zone UTC
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
choice kind "Kind" ko "종류" | one "One" ko "하나" | two "Two" ko "둘" | three "Three" ko "셋"
record Item "Item" ko "항목"
  field n : number optional "N" ko "수"
  field kind : kind "Kind" ko "종류"
  field bad : yes/no "Bad" ko "불량"
fact it : Item "It" ko "그것"
fact items : list of Item "Items" ko "항목들"
fact word : text "Word" ko "말"
fact n : number at least 0 "N" ko "수"
fact kind : kind "Kind" ko "종류"
fact started : time "Started" ko "시작"
judgement serious "Serious" ko "중대함" holder office cites Act 9
define most : number cites Act 8 means largest of (i.n for i in items)
define grave cites Act 7 means any of (i.bad for i in items)
define many cites Act 7 means count of (i in items where i.bad) >= 2
define short(i : Item) cites Act 7 means i.kind is one
duty tell "Tell" ko "보고 의무" cites Act 1 bearer firm to office when serious must report by started + 24 hours
define so cites Act 2 means "#;

/// Each condition, and the same the other way round.
const CONDITIONS: &[(&str, &str)] = &[
    ("word is \"x\"", "word is not \"x\""),
    ("word is known", "word is unknown"),
    ("started is known", "started is unknown"),
    ("it.n is applicable", "not it.n is applicable"),
    ("n > 5", "n <= 5"),
    ("kind is one", "kind is not one"),
    ("it.kind is one", "it.kind is not one"),
    (
        "it.kind is one of (one, two)",
        "it.kind is not one of (one, two)",
    ),
    ("it.bad", "not it.bad"),
    ("started <= 2026-01-05T00:00", "started > 2026-01-05T00:00"),
    ("serious", "not serious"),
    ("tell is breached", "tell is not breached"),
    ("tell is pending", "tell is not pending"),
    ("most > 5", "most <= 5"),
    ("most < n", "most >= n"),
    ("grave", "not grave"),
    ("short(it)", "not short(it)"),
    ("report has happened", "not report has happened"),
    ("many", "not many"),
];

/// Records that say nothing, little and much, and that something does not apply.
const RECORDS: &[&str] = &[
    "{}",
    r#"{"items": [], "it": {"n": {"not_applicable": true}, "kind": {"one_of": ["one", "two"]}}, "started": "not yet"}"#,
    r#"{"items": {"at_least": [{"n": 4, "bad": true}]}, "word": {"unknown": true}, "n": {"at_least": 3}, "started": "2026-01-04T00:00"}"#,
    r#"{"items": [{"n": 7, "bad": true}, {"n": {"not_applicable": true}}], "it": {"n": 3, "kind": "two", "bad": false}, "word": "x", "n": 9, "kind": "three", "serious": true, "started": "2026-01-02T00:00", "events": [], "record_complete_until": "2026-02-01T00:00"}"#,
];

/// What a check says of a condition.
fn checked(policy: &str) -> Vec<Code> {
    let mut sources = Sources::default();
    sources.add("t.onus", policy);
    let (_, findings) = onus::load(&sources);
    let codes = findings.iter().map(|finding| finding.code);
    let settled = [Code::AlwaysHolds, Code::NeverHolds];
    codes.filter(|code| settled.contains(code)).collect()
}

fn values(policy: &str) -> Vec<String> {
    let program = program(policy);
    let plan = Prepared::new(&program, &Options::default()).ok();
    let of = |text: &&str| {
        let facts = record(&program, text);
        if let Some(plan) = &plan {
            let asked = onus::eval::Question {
                routes: false,
                ..question("2026-02-01T00:00")
            };
            let (differences, ..) = crate::equal::both(&program, plan, &facts, &asked);
            assert_eq!(differences, Vec::<String>::new(), "{text}\n{policy}");
        }
        let answer = answer(policy, text, "2026-02-01T00:00");
        said(&answer, "so").as_str().unwrap_or_default().to_owned()
    };
    RECORDS.iter().map(of).collect()
}

#[test]
fn a_condition_or_its_contrary_always_holds_and_both_never_do() {
    for (is, is_not) in CONDITIONS {
        for (text, code, value) in [
            (format!("({is}) or ({is_not})"), Code::AlwaysHolds, "yes"),
            (
                format!("({is_not}) or not ({is_not})"),
                Code::AlwaysHolds,
                "yes",
            ),
            (format!("({is}) and ({is_not})"), Code::NeverHolds, "no"),
            (format!("({is}) and not ({is})"), Code::NeverHolds, "no"),
        ] {
            let policy = format!("{HEAD}{text}\n");
            assert_eq!(checked(&policy), [code], "{text}");
            assert_eq!(values(&policy), [value; 4], "{text}");
        }
        // Under another condition too, and on both sides of one.
        for text in [
            format!("(({is}) and serious) or ({is_not}) or not serious"),
            format!("((({is}) or serious) and ({is_not})) or ({is}) or not serious"),
        ] {
            assert_eq!(values(&format!("{HEAD}{text}\n")), ["yes"; 4], "{text}");
        }
    }
}

#[test]
fn what_a_check_says_of_two_conditions_is_what_is_answered() {
    let all = || CONDITIONS.iter().flat_map(|(is, is_not)| [is, is_not]);
    let further = [
        "n <= 9",
        "most <= 9",
        "it.kind is two",
        "kind is two",
        "word is \"y\"",
    ];
    for first in all() {
        for second in further {
            for (op, code) in [("or", Code::AlwaysHolds), ("and", Code::NeverHolds)] {
                let policy = format!("{HEAD}({first}) {op} ({second})\n");
                if !checked(&policy).contains(&code) {
                    continue;
                }
                let never = if op == "or" {
                    ["no", "undetermined"]
                } else {
                    ["yes", "yes"]
                };
                let values = values(&policy);
                let other = values.iter().any(|value| never.contains(&value.as_str()));
                assert!(!other, "{first} {op} {second}: {values:?}");
            }
        }
    }
}
