//! `onus check`: each form of the findings, the certain edits, and checking again.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Three faults: one with a certain edit, one with another party, one that is only a warning.
const BROKEN: &str = "policy 예시.broken
source Act \"Act\" ko \"법\"
fact 시작 : time
define limit : number cites Act 1 means 1,000
define limit cites Act 2 means yes
define bare means 시작 is known
";

/// A folder of its own for each test, made anew.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// A command that checks `broken, 1.onus` in a folder, and looks at files from there.
fn onus(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onus"));
    command.current_dir(folder).arg("check").args(args);
    command
}

/// Exit code, standard output and standard error.
fn check(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let done = onus(folder, args).output().expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

fn broken(name: &str) -> PathBuf {
    let folder = folder(name);
    fs::write(folder.join("broken, 1.onus"), BROKEN).expect("a file can be written");
    folder
}

#[test]
fn plain_is_one_line_for_each_finding() {
    let folder = broken("plain");
    let (exit, out, err) = check(&folder, &["--format", "plain", "broken, 1.onus"]);
    assert_eq!((exit, err.as_str()), (Some(1), ""));
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 3, "{out}");
    assert!(
        lines[0].starts_with("broken, 1.onus:4:41: error[misspelt-number]: "),
        "{out}"
    );
    assert!(
        lines[1].starts_with("broken, 1.onus:5:8: error[duplicate-name]: "),
        "{out}"
    );
    assert!(
        lines[2].starts_with("broken, 1.onus:6:8: warning[missing-citation]: "),
        "{out}"
    );
    let (_, korean, _) = check(&folder, &["--format", "plain", "--lang", "ko", "."]);
    assert!(
        korean.contains(":6:8: 경고[missing-citation]: "),
        "{korean}"
    );
}

#[test]
fn github_annotations_escape_the_name_of_the_file() {
    let (exit, out, _) = check(&broken("github"), &["--format", "github", "."]);
    assert_eq!(exit, Some(1));
    assert_eq!(out.lines().count(), 3, "{out}");
    let first = "::error file=./broken%2C 1.onus,line=4,endLine=4,col=41,endColumn=46,title=misspelt-number::";
    assert!(out.starts_with(first), "{out}");
    assert!(out.contains("%0Awrite 1_000\n"), "{out}");
}

#[test]
fn a_sarif_log_is_what_its_schema_says() {
    // The schema of the standard, without its descriptions, and with one pattern mended that no
    // engine of regular expressions takes: that of `language`.
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sarif-2.1.0.json");
    let schema = fs::read_to_string(schema).expect("the schema is there");
    let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is one");
    let folder = broken("sarif");
    for lang in ["en", "ko"] {
        let (exit, out, _) = check(&folder, &["--format", "sarif", "--lang", lang, "."]);
        assert_eq!(exit, Some(1));
        let mut log: Value = serde_json::from_str(&out).expect("it is JSON");
        let faults: Vec<String> = schema.iter_errors(&log).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?}");
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 3);
        for result in results {
            let rule = result["ruleIndex"].as_u64().expect("a rule") as usize;
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
        }
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "./broken%2C%201.onus");
        assert_eq!(place["region"]["endColumn"], 46);
        let edit = &results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(edit["insertedContent"]["text"], "1_000");
        assert_eq!(
            results[1]["relatedLocations"].as_array().map(Vec::len),
            Some(1)
        );
        log["runs"][0]["results"][0]["level"] = "fatal".into();
        assert!(!schema.is_valid(&log), "the schema is looked at");
    }
    let (_, clean, _) = check(&folder, &["--format", "sarif", "broken, 1.onus"]);
    assert_ne!(clean, "");
}

#[test]
fn the_certain_edits_are_made_where_they_were_asked_for() {
    let folder = folder("fix");
    let vocabulary = "policy shared fact 가 : number # =\nunit one ko \"하나\" title = 3\n";
    fs::write(folder.join("shared.onus"), vocabulary).expect("written");
    fs::create_dir(folder.join("own")).expect("made");
    let file = folder.join("own/a.onus");
    let text = "policy own\r\nuse shared\r\nsource Act\r\ndefine a citse Act 1 means \u{1100}\u{1161} >= 1,000\r\n";
    fs::write(&file, text).expect("written");
    let (exit, _, err) = check(&folder, &["--fix", "own"]);
    assert_eq!(
        exit,
        Some(1),
        "what the other file has wrong is told: {err}"
    );
    assert!(
        err.contains("own/a.onus:4:10: wrote `cites` for `citse` [unknown-clause]"),
        "{err}"
    );
    assert!(
        err.contains("own/a.onus:4:33: wrote `1_000` for `1,000` [misspelt-number]"),
        "{err}"
    );
    assert_eq!(
        fs::read_to_string(&file).expect("read"),
        "policy own\r\nuse shared\r\nsource Act\r\ndefine a cites Act 1 means 가 >= 1_000\r\n"
    );
    let other = fs::read_to_string(folder.join("shared.onus")).expect("read");
    assert_eq!(
        other, vocabulary,
        "a policy that is only used stays as it is"
    );
    let (exit, _, err) = check(&folder, &["--fix", "--lang", "ko", "shared.onus"]);
    assert_eq!(exit, Some(1), "{err}");
}

/// A word that is close to another is not written where that would be an error again.
#[test]
fn an_edit_that_is_an_error_again_is_not_made() {
    let folder = folder("again");
    let text = "policy p\n  title \"P\" ko \"피\"\n  zone Asia/Seoul\n\nsource Act \"Act\" ko \"법\"\n\n\
                party seller \"Seller\" ko \"판매자\"\n\nfact damaged : yes/no \"Damaged\" ko \"훼손\"\n\n\
                act refund \"Refund\" ko \"환급\"\n  from seller\n\nduty pay \"Refund\" ko \"환급 의무\"\n  \
                cites Act 18\n  bearer seller\n  must refund\n  without delay\n\n\
                exception broken \"Damaged\" ko \"훼손\"\n  to pay\n  cites Act 17\n  when damaged\n";
    let file = folder.join("p.onus");
    for (meant, slip) in [
        ("  from seller", "  actor seller"),
        ("  bearer seller", "  actor seller"),
        ("  to pay", "  except pay"),
    ] {
        let text = text.replacen(meant, slip, 1);
        fs::write(&file, &text).expect("written");
        let (exit, _, err) = check(&folder, &["--fix", "p.onus"]);
        assert_eq!(exit, Some(1), "{err}");
        assert_eq!(fs::read_to_string(&file).expect("read"), text, "{err}");
    }
    fs::write(&file, text.replacen("bearer", "bearr", 1)).expect("written");
    let (exit, _, err) = check(&folder, &["--fix", "p.onus"]);
    assert_eq!(exit, Some(0), "{err}");
    assert_eq!(fs::read_to_string(&file).expect("read"), text);
}

#[test]
fn what_changes_is_checked_again() {
    let folder = broken("watch");
    let mut command = onus(&folder, &["--watch", "--format", "plain", "."]);
    let mut running = command
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let out = running.stdout.take().expect("its output");
    let mut lines = BufReader::new(out).lines();
    let mut next = || lines.next().expect("a line").expect("text");
    for _ in 0..3 {
        next();
    }
    let mended = BROKEN
        .replace("1,000", "1_000")
        .replace("define limit cites Act 2", "define other cites Act 2");
    fs::write(folder.join("broken, 1.onus"), mended).expect("written");
    assert_eq!(next(), "");
    assert!(next().contains("warning[missing-citation]"));
    running.kill().expect("it runs until it is stopped");
    running.wait().expect("and then ends");
}

#[test]
fn what_cannot_be_read_is_not_checked() {
    let folder = folder("nothing");
    for args in [
        &["gone.onus"][..],
        &["--watch", "gone.onus"],
        &["--fix", "gone.onus"],
        &["--fix", "--watch", "."],
    ] {
        let (exit, out, err) = check(&folder, args);
        assert_eq!((exit, out.as_str()), (Some(2), ""), "{args:?}");
        assert!(!err.is_empty());
    }
}

/// What the head of a policy allows is allowed in all its files, and in no other policy.
#[test]
fn the_head_of_a_policy_allows_a_warning_in_all_its_files() {
    let folder = folder("allowed");
    let head = "policy one\n  allow untranslated-title because \"Written in English.\"\n";
    let item = "source Act \"Act\"\ndefine a \"A\"\n  cites Act 1\n  means yes\n";
    let more = "policy one\ndefine b \"B\"\n  cites Act 2\n  means a\n";
    fs::write(folder.join("a.onus"), format!("{head}{item}")).expect("it can be written");
    fs::write(folder.join("b.onus"), more).expect("it can be written");
    let (_, out, _) = check(&folder, &["--format", "plain", "."]);
    assert!(!out.contains("untranslated-title"), "{out}");
    // Without it each of them is told, those of the other policy always.
    let other = "policy two\nsource Act \"Act\"\n";
    fs::write(folder.join("c.onus"), other).expect("it can be written");
    let (_, out, _) = check(&folder, &["--format", "plain", "."]);
    assert_eq!(out.matches("untranslated-title").count(), 1, "{out}");
    assert!(out.contains("c.onus:2:"), "{out}");
    fs::write(folder.join("a.onus"), format!("policy one\n{item}")).expect("it can be written");
    let (_, out, _) = check(&folder, &["--format", "plain", "."]);
    assert_eq!(out.matches("untranslated-title").count(), 4, "{out}");
    // One that allows nothing is told.
    let idle = head.replace("untranslated-title", "table-gap");
    fs::write(folder.join("a.onus"), format!("{idle}{item}")).expect("it can be written");
    let (_, out, _) = check(&folder, &["--format", "plain", "."]);
    assert_eq!(out.matches("needless-allow").count(), 1, "{out}");
}
