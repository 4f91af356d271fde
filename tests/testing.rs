//! Policies are tested like software: filters and forms of `onus test`, coverage, mutants, edges.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const POLICY: &str = r#"policy library
source Act "Library Act" ko "도서관법"
unit books "books" ko "권"
fact lent : books "Books lent" ko "대출한 책"
fact member : yes/no "Member" ko "회원"

define many "Many books" ko "다량 대출"
  cites Act 1(2)
  means lent >= 5 books and member
"#;

const FIVE: &str = "
case five
  as of 2024-01-01
  tag lending
  given lent is 5 books
  given member is yes
  expect many

case guest
  as of 2024-01-01
  given lent is 5 books
  given member is no
  expect not many
";

const FOUR: &str = "
case four
  as of 2024-01-01
  given lent is 4 books
  given member is yes
  expect not many
";

/// A folder of its own with these files.
pub(crate) fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for (file, text) in files {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

pub(crate) fn onus(folder: &PathBuf, args: &[&str]) -> (Option<i32>, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

fn library(name: &str, cases: &[&str]) -> PathBuf {
    folder(
        name,
        &[("library.onus", &format!("{POLICY}{}", cases.concat()))],
    )
}

#[test]
fn cases_are_chosen_by_name_article_and_tag() {
    let place = library("chosen", &[FIVE, FOUR]);
    let summary = |args: &[&str]| {
        let (code, out, _) = onus(&place, &[&["test", "library.onus"], args].concat());
        (code, out.split(';').next().unwrap_or_default().to_owned())
    };
    assert_eq!(summary(&[]), (Some(0), "3 passed, 0 failed".to_owned()));
    assert_eq!(
        summary(&["--case", "fo"]),
        (Some(0), "1 passed, 0 failed".to_owned())
    );
    assert_eq!(
        summary(&["--tag", "lending"]),
        (Some(0), "1 passed, 0 failed".to_owned())
    );
    assert_eq!(
        summary(&["--citing", "Act 1"]),
        (Some(0), "3 passed, 0 failed".to_owned())
    );
    assert_eq!(summary(&["--citing", "Act 2"]).0, Some(2));
}

#[test]
fn a_failing_case_says_why_in_every_form() {
    let place = folder(
        "failing",
        &[(
            "library.onus",
            &format!("{POLICY}{}", FOUR.replace("not many", "many")),
        )],
    );
    let (code, out, err) = onus(&place, &["test", "library.onus"]);
    assert_eq!(
        (code, out.starts_with("0 passed, 1 failed")),
        (Some(1), true)
    );
    assert!(
        err.contains("`library.many` is expected to be yes, and is no"),
        "{err}"
    );
    assert!(
        err.contains("Books lent: 4 books (at least 5"),
        "the reasons: {err}"
    );
    let (code, out, _) = onus(&place, &["test", "library.onus", "--format", "junit"]);
    assert_eq!(code, Some(1));
    for part in [
        r#"<testsuite name="library" tests="1" failures="1">"#,
        r#"<testcase classname="library" name="four" file="library.onus" line="11">"#,
        "is expected to be yes, and is no",
    ] {
        assert!(out.contains(part), "{part}: {out}");
    }
    let (code, out, _) = onus(&place, &["test", "library.onus", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(code, Some(1));
    assert_eq!(json["cases"][0]["passed"], false);
    assert_eq!(json["cases"][0]["findings"][0]["code"], "unmet-expectation");
}

#[test]
fn golden_answers_are_written_shown_and_cleared() {
    let text = format!("{POLICY}{FOUR}");
    let place = folder(
        "golden",
        &[("library.onus", &text), ("answers/gone.json", "{}")],
    );
    let (code, _, err) = onus(&place, &["test", "library.onus"]);
    assert_eq!(code, Some(1));
    assert!(
        err.contains("golden answer of no case: answers/gone.json"),
        "{err}"
    );
    let (_, out, _) = onus(&place, &["test", "library.onus", "--update"]);
    assert!(
        out.contains("3 written"),
        "two languages, and one removed: {out}"
    );
    assert!(!place.join("answers/gone.json").exists());
    let json = place.join("answers/four.json");
    assert!(!json.exists(), "JSON is kept only where it is asked for");
    fs::write(&json, "").expect("it can be written");
    assert_eq!(onus(&place, &["test", "library.onus"]).0, Some(1));
    let (_, out, _) = onus(&place, &["test", "library.onus", "--update"]);
    assert!(out.contains("1 written"), "{out}");
    assert!(fs::read_to_string(&json).is_ok_and(|json| json.starts_with('{')));
    assert_eq!(onus(&place, &["test", "library.onus"]).0, Some(0));
    let changed = text.replace("Books lent", "Books taken");
    fs::write(place.join("library.onus"), &changed).expect("it can be written");
    let (code, _, err) = onus(&place, &["test", "library.onus"]);
    assert_eq!(code, Some(1));
    assert!(
        err.lines()
            .any(|line| line.starts_with("  -") && line.contains("Books lent")),
        "{err}"
    );
    assert!(
        err.lines()
            .any(|line| line.starts_with("  +") && line.contains("Books taken")),
        "{err}"
    );
    assert_eq!(
        fs::read_to_string(place.join("library.onus")).ok(),
        Some(changed),
        "no policy is written"
    );
}

#[test]
fn what_no_case_tries_is_told_and_shown_to_editors() {
    let place = library("covered", &[FIVE]);
    let (code, out, _) = onus(&place, &["coverage", "library.onus"]);
    assert_eq!(code, Some(0));
    assert!(
        out.contains("library.onus:9: lent >= 5 books: never no\n"),
        "{out}"
    );
    assert!(
        out.contains("conditions yes 2/2, no 1/2, undetermined 0/2"),
        "{out}"
    );
    let (_, out, _) = onus(&place, &["coverage", "library.onus", "--format", "lcov"]);
    for line in [
        "SF:library.onus",
        "FNDA:2,library.many",
        "BRDA:9,0,0,2",
        "BRDA:9,0,1,0",
        "BRDA:9,1,0,1",
        "BRDA:9,1,1,1",
        "DA:9,2",
    ] {
        assert!(out.lines().any(|other| other == line), "{line}: {out}");
    }
    let (_, out, _) = onus(&place, &["coverage", "library.onus", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(json["provisions"][0]["conditions"][0]["yes"], 2);
}

#[test]
fn each_article_is_accounted_for() {
    let policy = r#"
judgement kept "The books are kept too long" ko "장기 미반납"
  cites Act 9

define overdue "Overdue" ko "연체"
  cites Act 10
  means (kept cites Act 11) and many and reminded

fact reminded : yes/no "Reminded" ko "독촉"
  cites Act 14

define reserved "Reserved" ko "예약"
  cites Act 12
  means member

omits Act 13 because "Fees are a matter of the town." ko "요금은 조례로 정한다."
omits Act 12 because "How to reserve is procedure." ko "예약의 방법은 절차에 관한 사항이다."
"#;
    let open = "
case open
  as of 2024-01-01
  given lent is 5 books
  given member is yes
  expect overdue undetermined
";
    let place = library("articles", &[policy, FIVE, open]);
    let (code, out, _) = onus(&place, &["coverage", "library.onus"]);
    assert_eq!(code, Some(0));
    let expected = "\
Library Act (Act, library)
  1(2)  settled by five, guest, open
  9     left open by open
  10    left open by open
  11    left open by open
  12    no case comes to it
        not encoded in part: How to reserve is procedure.
  13    not encoded: Fees are a matter of the town.
  14    left open by open
";
    assert!(out.starts_with(expected), "{out}");
    let totals = "articles encoded 6: settled in a case 1, left open 4, in no case 1; not encoded, with a reason 1\n";
    assert!(out.contains(totals), "{out}");
    let (_, out, _) = onus(&place, &["coverage", "library.onus", "--lang", "ko"]);
    assert!(out.contains("  12    거치는 사례 없음\n"), "{out}");
    let (_, out, _) = onus(&place, &["coverage", "library.onus", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let articles = &json["sources"][0]["articles"];
    assert_eq!(articles[0]["pin"], "1(2)");
    assert_eq!(articles[0]["encoded_by"][0], "library.many");
    assert_eq!(articles[3]["left_open_by"][0], "open");
    assert_eq!(
        articles[5]["omitted"][0]["en"],
        "Fees are a matter of the town."
    );
}

#[test]
fn a_change_that_no_case_notices_is_told_with_a_case_that_might() {
    let place = library("mutants", &[FIVE]);
    let (code, out, _) = onus(&place, &["mutate", "library.onus"]);
    assert_eq!(code, Some(1));
    assert!(
        out.contains("library.onus:9:17: library.many: `5 books`: the smallest step less"),
        "{out}"
    );
    assert!(out.contains("given lent is 4 books"), "{out}");
    assert!(
        out.ends_with(", 2 not noticed, 0 not tried in time\n"),
        "{out}"
    );
    let place = library("noticed", &[FIVE, FOUR]);
    let (code, out, _) = onus(&place, &["mutate", "library.onus"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(
        out.ends_with(" noticed, 0 explained, 0 not noticed, 0 not tried in time\n"),
        "{out}"
    );
}

#[test]
fn a_change_that_needs_no_case_is_explained_in_the_policy() {
    let means = "  means lent";
    let explained = format!("  # not tried: the shelf holds five books\n{means}");
    let text = format!("{POLICY}{FIVE}").replace(means, &explained);
    let place = folder("explained", &[("library.onus", &text)]);
    let (code, out, _) = onus(&place, &["mutate", "library.onus"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(
        out.contains("  explained: the shelf holds five books\n"),
        "{out}"
    );
    let place = folder("idle", &[("library.onus", &format!("{text}{FOUR}"))]);
    let (code, out, _) = onus(&place, &["mutate", "library.onus"]);
    assert_eq!(code, Some(1));
    assert!(
        out.contains("library.onus:10: a reason is given, and nothing survives there"),
        "{out}"
    );
}

/// What is to be paid decides whether it was paid, and a case notices a change of it without a golden
/// answer.
#[test]
fn a_change_of_what_is_to_be_paid_is_noticed_where_a_state_hangs_on_it() {
    let paid = |amount: &str| {
        format!(
            r#"{{"events": [{{"act": "paid", "at": "2026-05-04T08:00", "amount": "{amount} EUR"}}],
                "record_complete_until": "2026-05-04T09:00", "zone": "Europe/Paris"}}"#
        )
    };
    let policy = r#"policy t.pay
  zone Europe/Paris
source S "S" ko "법"
party carrier "Carrier" ko "운송인"
party passenger "Passenger" ko "여객"
act paid "Payment" ko "지급" from carrier to passenger
  field amount : EUR "Amount" ko "금액"
fact cost : EUR "Cost" ko "비용"
duty repay "Repayment" ko "상환"
  cites S 1
  bearer carrier to passenger
  must payment of the smaller of (cost, 10 EUR) through paid
  without delay
case ten
  facts "ten.json"
  as of 2026-05-04T09:00
  given cost is 20 EUR
  expect repay fulfilled
case less
  facts "less.json"
  as of 2026-05-04T09:00
  given cost is 20 EUR
  expect repay pending
"#;
    let (ten, less) = (paid("10"), paid("9.99"));
    let files = [
        ("pay.onus", policy),
        ("ten.json", &ten),
        ("less.json", &less),
    ];
    let place = folder("paid", &files);
    let (code, out, _) = onus(&place, &["mutate", "pay.onus"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("3 changes: 3 noticed"), "{out}");
}

#[test]
fn a_time_is_expected_as_an_instant_in_whatever_zone_it_is_told() {
    // The policy that comes first has no zone of its own.
    let files = [
        (
            "other.onus",
            r#"policy t.other
fact begun : time "Begun" ko "개시"
"#,
        ),
        (
            "w.onus",
            r#"policy t.w
  zone America/New_York
use t.other
source Act "Act" ko "법"
fact started : time "Start" ko "시작"
define limit : time "Limit" ko "기한"
  cites Act 1
  means the latest of (started + 72 hours, begun)
case c
  as of 2026-03-20T09:00
  given started is 2026-03-06T20:00
  given begun is 2026-03-06T20:00
  expect limit is 2026-03-09T21:00
"#,
        ),
    ];
    let place = folder("instants", &files);
    let (code, out, found) = onus(&place, &["test", "."]);
    assert_eq!(code, Some(0), "{out}{found}");
}

#[test]
fn time_is_kept_and_names_are_looked_up() {
    let place = library("kept", &[FIVE, FOUR]);
    let (code, out, _) = onus(
        &place,
        &["mutate", "library.onus", "--time", "0", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(code, Some(1));
    assert_eq!(json["untried"], json["changes"]);
    assert_eq!(
        onus(&place, &["mutate", "library.onus", "--only", "few"]).0,
        Some(2)
    );
    assert_eq!(onus(&place, &["edge", "few", "library.onus"]).0, Some(2));
}

#[test]
fn an_edge_is_a_case_on_each_side() {
    let place = library("edges", &[FIVE]);
    let (code, out, _) = onus(&place, &["edge", "many", "library.onus"]);
    assert_eq!(code, Some(0));
    for (side, count) in [("below", 4), ("at", 5), ("above", 6)] {
        let case = format!(
            "case many_1_{side}\n  as of 2024-01-01T00:00:00+00:00\n  given member is yes\n  given lent is {count} books\n  # expect many\n"
        );
        assert!(out.contains(&case), "{case}: {out}");
    }
    // With an expectation in place of the remark, it is a case. What is written begins with the policy,
    // so that it can be a file of its own.
    let cases = out
        .strip_prefix("policy library\n")
        .expect("it begins with the policy");
    let text = format!("{POLICY}{}", cases.replace("# expect", "expect"));
    let place = folder("edges-filled", &[("library.onus", &text)]);
    let (_, out, err) = onus(&place, &["test", "library.onus"]);
    assert!(out.starts_with("2 passed, 1 failed"), "{out}{err}");
}

#[test]
fn a_case_to_be_filled_in_has_the_form_of_its_provision() {
    let policy = r#"
act reminder "Reminder" ko "독촉"
party town "Town" ko "시"

duty remind "Remind" ko "독촉"
  cites Act 5
  bearer town
  when lent >= 3 books
  must reminder
  by 2024-02-01

exception few "Few books" ko "소량 대출"
  to remind
  cites Act 6
  when lent <= 4 books
"#;
    let place = library("forms", &[policy]);
    let (_, out, _) = onus(&place, &["edge", "remind", "library.onus"]);
    assert!(out.contains("  # expect remind pending\n"), "{out}");
    let (_, out, _) = onus(&place, &["edge", "few", "library.onus"]);
    assert!(out.contains("  # expect remind exempt by few\n"), "{out}");
    let (_, out, _) = onus(&place, &["edge", "many", "library.onus"]);
    assert!(out.contains("  # expect many\n"), "{out}");
}

#[test]
fn a_name_that_is_not_there_is_told_with_the_one_that_is_meant() {
    let place = library("meant", &[]);
    fs::write(place.join("facts.json"), "{}").expect("it can be written");
    let asked = |name: &str| {
        let args = ["why", name, "library.onus", "--facts", "facts.json"];
        let (code, _, err) = onus(&place, &args);
        assert_eq!(code, Some(2));
        err
    };
    assert!(asked("manny").ends_with("has this name; did you mean many?\n"));
    assert!(asked("대출한 책").ends_with("has this name\n"));
    assert!(asked("다량 대출").ends_with("did you mean many?\n"));
    // The shell takes a name with a blank in it apart.
    let args = ["why", "ma", "ny", "library.onus", "--facts", "facts.json"];
    let (_, _, err) = onus(&place, &args);
    assert!(err.ends_with("did you mean many?\n"), "{err}");
}

/// Many warnings are told in one line, and what failed in the last but one.
#[test]
fn a_failing_case_is_not_hidden_by_warnings() {
    let facts: String = (0..5)
        .map(|number| format!("fact idle_{number} : number \"Idle\" ko \"무관\"\n"))
        .collect();
    let failing = FOUR.replace("expect not many", "expect many");
    let files = [
        ("policy.onus", POLICY),
        ("more.onus", &format!("policy library\n{facts}")),
        ("cases.onus", &format!("policy library\n{failing}")),
    ];
    let folder = folder("hidden", &files);
    let (exit, out, err) = onus(&folder, &["test", "."]);
    assert_eq!(exit, Some(1));
    assert!(
        err.starts_with("5 warnings in the policies, which `onus check` shows: unused-name 5\n"),
        "{err}"
    );
    assert_eq!(out.lines().last(), Some("failed: four"), "{out}");
}

/// What is written of an edge can be checked as it is, once the expectation is said: the cases give the
/// facts on both sides of the threshold, in the words of the language that is asked for.
#[test]
fn the_cases_of_an_edge_stand_on_both_sides_of_it() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("edge");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("it can be made");
    let policy = "policy edge\n  zone Asia/Seoul\nsource Act \"Act\" ko \"법\"\n\
        party operator \"Operator\" ko \"사업자\"\nparty users \"Users\" ko \"이용자\"\n\
        fact started : time \"Start\" ko \"시작\"\nfact ended : time \"End\" ko \"끝\"\n\
        act notice \"Notice\" ko \"고지\" from operator to users\n\
        define long_cut \"Long\" ko \"장시간\"\n  cites Act 1\n  means ended - started > 2 hours\n\
        duty notify \"Notify\" ko \"고지\"\n  cites Act 2\n  bearer operator\n  to users\n  \
        when long_cut\n  must notice\n  by 24 hours after ended\n";
    std::fs::write(folder.join("policy.onus"), policy).expect("it can be written");
    let run = |args: &[&str]| {
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_onus"))
            .args(args)
            .current_dir(&folder)
            .output()
            .expect("it runs");
        (
            String::from_utf8_lossy(&done.stdout).into_owned(),
            String::from_utf8_lossy(&done.stderr).into_owned(),
        )
    };
    // A duty without a threshold of its own names what has one.
    let (_, told) = run(&["edge", "notify", "."]);
    assert!(told.contains("onus edge long_cut"), "{told}");
    for (lang, given) in [
        ("en", "  given ended is 2026-01-05T10:59:59+09:00\n"),
        ("ko", "  가정 ended 은 2026-01-05T10:59:59+09:00\n"),
    ] {
        let (cases, _) = run(&["edge", "long_cut", ".", "--lang", lang]);
        assert!(cases.contains(given), "{cases}");
        // The law says: not below, not at, above.
        let mut numbers = 0;
        let expect = if lang == "ko" { "기대" } else { "expect" };
        let said: String = cases
            .split_inclusive('\n')
            .map(|line| {
                if !line.trim_start().starts_with(&format!("# {expect}")) {
                    return line.to_owned();
                }
                numbers += 1;
                let not = match (lang, numbers < 3) {
                    ("ko", true) => "아닌 ",
                    (_, true) => "not ",
                    _ => "",
                };
                format!("  {expect} {not}long_cut\n")
            })
            .collect();
        assert_eq!(numbers, 3);
        let file = folder.join("edges.cases.onus");
        std::fs::write(&file, said).expect("it can be written");
        let (tested, told) = run(&["test", "."]);
        assert!(tested.contains('3') && told.is_empty(), "{tested}{told}");
        std::fs::remove_file(&file).expect("it can be removed");
    }
}

/// A case whose expectation is still a comment, as an edge is written, is not judged and keeps nothing
/// else from being: it is counted apart and never as passed.
#[test]
fn a_case_that_expects_nothing_yet_is_not_judged() {
    let place = library("not-judged", &[FIVE]);
    let (code, _, err) = onus(
        &place,
        &["edge", "many", "library.onus", "--out", "edges.onus"],
    );
    assert_eq!(code, Some(0));
    assert!(err.starts_with("edges.onus: 3 cases."), "{err}");
    assert!(err.contains("onus test library.onus edges.onus"), "{err}");
    let (code, _, err) = onus(&place, &["edge", "many", ".", "--out", "edges.onus"]);
    assert_eq!(code, Some(2));
    assert!(
        err.ends_with("cannot be written: it is there already\n"),
        "{err}"
    );
    let (code, out, err) = onus(&place, &["test", "."]);
    assert_eq!(code, Some(1));
    assert!(
        out.starts_with("2 passed, 0 failed, 3 not judged; "),
        "{out}"
    );
    assert!(
        out.ends_with("expect nothing yet: many_1_below, many_1_at, many_1_above\n"),
        "{out}"
    );
    assert_eq!(
        err.matches("warning[missing-expectation]").count(),
        3,
        "{err}"
    );
    let (_, out, _) = onus(
        &place,
        &["test", ".", "--format", "json", "--case", "below"],
    );
    let json: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&json["passed"], &json["failed"]), (&0.into(), &0.into()));
    assert_eq!(json["not_judged"], serde_json::json!(["many_1_below"]));
    let (_, out, _) = onus(&place, &["test", ".", "--format", "junit"]);
    assert!(
        out.contains("tests=\"5\" failures=\"0\" skipped=\"3\""),
        "{out}"
    );
    // Nothing else waits for them, and nothing is covered by them.
    for args in [
        &["edge", "many", "."][..],
        &["graph", "."],
        &["schema", "."],
        &["coverage", "."],
    ] {
        assert_eq!(onus(&place, args).0, Some(0), "{args:?}");
    }
    let json = |args: &[&str]| -> serde_json::Value {
        serde_json::from_str(&onus(&place, args).1).expect("JSON")
    };
    let (all, alone) = (
        json(&["coverage", ".", "--format", "json"]),
        json(&["coverage", "library.onus", "--format", "json"]),
    );
    assert_eq!(all["cases"], alone["cases"]);
}

/// What a file of cases names is looked for only in a policy that is there.
#[test]
fn a_file_of_cases_is_of_a_policy_that_is_there() {
    let told = |name: &str, policy: &str, cases: &str| {
        let place = folder(name, &[("p.onus", policy), ("c.onus", cases)]);
        let (code, _, err) = onus(&place, &["check", "."]);
        assert_eq!(code, Some(1));
        let mut codes: Vec<String> = err
            .lines()
            .filter_map(|line| Some(line.strip_prefix("error[")?.split(']').next()?.to_owned()))
            .collect();
        codes.sort();
        let help = err.lines().find(|line| line.starts_with("help: "));
        (codes, help.unwrap_or_default().to_owned())
    };
    for (name, help) in [
        ("librari", "help: the nearest policy is `library`"),
        ("librarybooks", "help: the nearest policy is `library`"),
        (
            "tax",
            "help: the policy that is there is `library`; if another is meant, give its",
        ),
    ] {
        let (codes, said) = told("cases-of", POLICY, &format!("policy {name}\n{FIVE}"));
        assert_eq!(codes, ["unknown-policy"], "{name}");
        assert_eq!(said, help);
    }
    // A head that could not be read is told, and nothing that follows from it.
    let cases = format!("policy library\n{FIVE}");
    let capital = POLICY.replace("policy library", "Policy library");
    assert_eq!(told("cases-of", &capital, &cases).0, ["unknown-item"]);
    let colon = POLICY.replace("policy library", "policy: library");
    assert_eq!(told("cases-of", &colon, &cases).0, ["unexpected-text"]);
}
