//! What the options of a question change in what the command answers: the law, the record, the
//! reading, the rows.

use std::path::PathBuf;

use serde_json::Value;

use crate::testing::{folder, onus};

const POLICY: &str = r#"policy library
  zone UTC
  governed by lent_at
source Act "Library Act" ko "도서관법"
unit books "books" ko "권"
fact lent_at : time "Lent" ko "대출일시"
fact lent : books "Books lent" ko "대출 권수"
party reader "Reader" ko "이용자"
act return "Return" ko "반납" from reader

reading counting "How books are counted" ko "권수의 계산"
  | volumes "By volume" ko "책별"
  | titles  "By title"  ko "서명별"
  default volumes
  cites Act 1(2)

define many "Many books" ko "다량 대출"
  in force from 2020-01-01 until 2022-12-31
    cites Act 1(2)
    means lent >= 5 books
  in force from 2023-01-01
    cites Act 1(2)
    means lent >= (if counting is titles then 3 books else 9 books)
  proposed "strict" in force from 2021-01-01
    cites Act 1(2)
    means lent >= 2 books

duty bring_back "Return in time" ko "기한 내 반납"
  cites Act 2
  bearer reader
  when many
  must return
  by lent_at + 48 hours
"#;

const RECORD: &str =
    r#"{"lent_at": "2022-06-01T10:00", "lent": {"is": 4, "recorded": "2022-06-10T00:00"}}"#;

fn library(name: &str) -> PathBuf {
    folder(name, &[("library.onus", POLICY), ("lent.json", RECORD)])
}

/// What the command says of the record, with these options.
fn asked(folder: &PathBuf, options: &[&str]) -> (Option<i32>, String, String) {
    let fixed = [
        "eval",
        "library.onus",
        "--facts",
        "lent.json",
        "--as-of",
        "2022-07-01T00:00",
        "--full",
    ];
    onus(folder, &[&fixed, options].concat())
}

fn told(folder: &PathBuf, options: &[&str]) -> String {
    let (code, out, complaints) = asked(folder, options);
    assert_eq!((code, complaints.as_str()), (Some(0), ""), "{options:?}");
    out
}

#[test]
fn the_law_the_record_and_the_reading_are_chosen_and_the_answer_says_so() {
    let folder = library("inquiry-options");
    for (options, said) in [
        (
            &[][..],
            &["law in force on 1 Jun 2022", "at least 5: 1 short"][..],
        ),
        (
            &["--law-of", "2023-05-01"],
            &[
                "HYPOTHETICAL: law in force on 1 May 2023",
                "at least 9: not met",
                "By volume",
            ],
        ),
        (
            &["--law-of", "2023-05-01", "--reading", "counting=titles"],
            &["at least 3: met by 1", "How books are counted: By title"],
        ),
        (
            &["--known-by", "2022-06-05T00:00"],
            &[
                "facts recorded by 5 Jun 2022 00:00 UTC",
                "only if: Books lent: at least",
            ],
        ),
        (
            &["--proposed", "strict"],
            &[
                "HYPOTHETICAL: the proposal “strict” as law",
                "at least 2: met",
            ],
        ),
        (
            &["--proposed", "strict", "--lang", "ko"],
            &["‘strict’ 안이 시행된 것으로 가정"],
        ),
        (
            &["--law-of", "2023-05-01", "--all-readings"],
            &[
                "library.counting = titles",
                "Outcome: no → yes",
                "0 rows are the same under both",
            ],
        ),
        (&["--only", "many"], &["- Many books (Act 1(2)): no"]),
    ] {
        let out = told(&folder, options);
        // Long lines are broken between words.
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in said {
            assert!(out.contains(part), "{options:?}: {part}\n{out}");
        }
    }
    assert!(!told(&folder, &["--only", "many"]).contains("Return in time"));
    // One law against itself parts in nothing.
    let same = told(&folder, &["--only", "many", "--against", "2022-05-01"]);
    assert!(same.contains("1 row is the same under both"), "{same}");
}

#[test]
fn two_laws_are_compared_in_text_and_in_json() {
    let folder = library("inquiry-against");
    let against = [
        "--law-of",
        "2023-05-01",
        "--reading",
        "counting=titles",
        "--against",
        "2022-05-01",
    ];
    let out = told(&folder, &against);
    assert!(
        out.contains("1 May 2023 against that of 1 May 2022"),
        "{out}"
    );
    assert!(out.contains("Outcome: yes → no"), "{out}");
    assert!(out.contains("0 rows are the same"), "{out}");
    let only = told(&folder, &[&against[..], &["--only", "bring_back"]].concat());
    assert!(!only.contains("Many books"), "{only}");
    let both = told(&folder, &[&against[..], &["--format", "json"]].concat());
    let both: Value = serde_json::from_str(&both).expect("it is JSON");
    let values: Vec<&Value> = both
        .as_array()
        .expect("two answers")
        .iter()
        .map(|answer| &answer["conclusions"][0]["value"])
        .collect();
    assert_eq!(values, ["yes", "no"]);
}

#[test]
fn what_is_not_there_is_told_and_nothing_is_answered() {
    let folder = library("inquiry-wrong");
    for (options, said) in [
        (
            ["--proposed", "lax"],
            "no version is proposed under this name",
        ),
        (["--reading", "counting=pages"], "write NAME=ALTERNATIVE"),
        (["--reading", "counting"], "write NAME=ALTERNATIVE"),
        (["--known-by", "tomorrow"], "cannot be read as a time"),
        (["--law-of", "2022-02-30"], "cannot be read as a time"),
        (["--only", "mony"], "did you mean many?"),
    ] {
        let (code, out, complaints) = asked(&folder, &options);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{options:?}");
        assert!(complaints.contains(said), "{options:?}: {complaints}");
    }
}

#[test]
fn why_tells_one_instance_or_says_which_there_are() {
    let record = "policies/kr/netflix_law/facts/kakao-qr-2022-02-03.json";
    let why = |instance: &str| {
        let fixed = [
            "why",
            "notify_stop",
            "policies/kr/netflix_law",
            "--facts",
            record,
        ];
        let asked = ["--as-of", "2022-02-10T09:00", "--instance", instance];
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        onus(&root, &[&fixed[..], &asked].concat())
    };
    let (code, out, _) = why("services[0]");
    assert_eq!(code, Some(0));
    assert!(out.contains("Exceptions looked at:"), "{out}");
    let (code, out, told) = why("services[9]");
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(told.contains("there are: services[0]"), "{told}");
}

#[test]
fn a_provision_tells_its_history_in_the_order_of_time() {
    let folder = library("inquiry-history");
    let (code, out, complaints) = onus(&folder, &["history", "many", "library.onus"]);
    assert_eq!((code, complaints.as_str()), (Some(0), ""));
    let places = [
        "Many books  `many`",
        "2020-01-01 – 2022-12-31  Act 1(2)",
        "means lent >= 5 books",
        "2021-01-01 –  Act 1(2)  (proposed: strict)",
        "means lent >= 2 books",
        "2023-01-01 –  Act 1(2)",
        "means lent >= (if counting is titles then 3 books else 9 books)",
    ]
    .map(|told| out.find(told));
    assert!(places.iter().all(Option::is_some), "{places:?} in\n{out}");
    assert!(places.is_sorted(), "{places:?} in\n{out}");
    let korean = ["history", "library.many", "library.onus", "--lang", "ko"];
    let (code, out, _) = onus(&folder, &korean);
    assert_eq!(code, Some(0));
    assert!(out.contains("다량 대출"), "{out}");
    assert!(out.contains("(개정안: strict)"), "{out}");
    let (code, out, complaints) = onus(&folder, &["history", "many_more", "library.onus"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(complaints.contains("many_more"), "{complaints}");
}
