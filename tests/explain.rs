//! The pages that explain the findings: one for each code, and the examples are what they say.

use std::process::Command;

use onus::cases;
use onus::diagnostic::{Code, Severity};
use onus::facts;
use onus::source::Sources;

use crate::files::files;

/// The text under a heading, up to the next.
fn section<'a>(page: &'a str, heading: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("\n## {heading}\n"))?;
    Some(rest.split("\n## ").next().unwrap_or(rest))
}

/// The fenced blocks of a section that are written in a language.
fn blocks<'a>(section: &'a str, language: &str) -> Vec<&'a str> {
    let parts = section.split("```").skip(1).step_by(2);
    parts
        .filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'))
        .collect()
}

/// The codes of all findings: those of the policies, then of the record, then of the cases.
fn found(section: &str) -> Vec<&'static str> {
    let mut sources = Sources::default();
    for (number, text) in blocks(section, "onus").into_iter().enumerate() {
        sources.add(format!("example-{number}.onus"), text);
    }
    let (program, mut findings) = onus::load(&sources);
    if let Some(program) = program {
        let mut given = facts::blank(&program);
        for text in blocks(section, "json") {
            let file = sources.add("facts.json", text);
            let (read, found) = facts::read(file, &sources, &program);
            given = read;
            findings.extend(found);
        }
        for case in &program.cases {
            findings.extend(cases::run(&program, case, given.clone()).findings);
        }
    }
    findings.iter().map(|finding| finding.code.name()).collect()
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: Vec<String> = files("docs/errors", "md")
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    codes.sort_unstable();
    assert_eq!(pages, codes);
}

#[test]
fn every_page_has_its_form() {
    for code in Code::ALL {
        let (name, page) = (code.name(), code.page());
        assert!(page.starts_with(&format!("# {name}\n\n")), "{name}: title");
        assert!(page.lines().count() <= 40, "{name}: at most 40 lines");
        let korean = section(page, "한국어").unwrap_or_default();
        let hangul = korean.chars().filter(|c| ('가'..='힣').contains(c)).count();
        assert!(hangul >= 20, "{name}: Korean");
        let examples = ["Wrong", "Right"].map(|heading| section(page, heading).is_some());
        let spared = page.contains("\n<!-- no example: ");
        assert_eq!(examples, [!spared; 2], "{name}: examples, or why none");
        for block in blocks(page, "onus") {
            assert!(block.lines().count() <= 15, "{name}: a long policy");
        }
    }
}

#[test]
fn the_wrong_example_has_that_finding_alone_and_the_right_one_none() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let (Some(bad), Some(good)) =
            (section(code.page(), "Wrong"), section(code.page(), "Right"))
        else {
            continue;
        };
        let (bad, good) = (found(bad), found(good));
        if bad.is_empty() || bad.iter().any(|name| *name != code.name()) {
            wrong.push(format!("{}: the wrong example has {bad:?}", code.name()));
        }
        if !good.is_empty() {
            wrong.push(format!("{}: the right example has {good:?}", code.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A policy with an `allow` of this code in the item in which it is found.
fn allowing(text: &str, code: Code) -> String {
    let mut sources = Sources::default();
    sources.add("example.onus", text);
    let (_, findings) = onus::load(&sources);
    let line =
        |finding: &onus::diagnostic::Diagnostic| sources.place(finding.primary.span).line as usize;
    let found: Vec<usize> = findings.iter().map(line).collect();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for at in found.into_iter().rev() {
        // An item begins at the margin, its clauses do not.
        let opens = |line: &String| line.starts_with(|c: char| c.is_alphabetic());
        let item = lines.iter().take(at).rposition(opens).expect("an item");
        let allow = format!(
            "  allow {} because \"So it is.\" ko \"그러하다.\"",
            code.name()
        );
        if !lines[item..].iter().take(2).any(|line| *line == allow) {
            lines.insert(item + 1, allow);
        }
    }
    lines.join("\n")
}

#[test]
fn every_warning_can_be_allowed_where_it_is_found() {
    let warnings = Code::ALL.iter().filter(|code| {
        // What allows nothing is not allowed in turn, and where nothing is written nothing allows.
        let whole = [Code::NeedlessAllow, Code::EmptyFile];
        code.severity() == Severity::Warning && !whole.contains(code)
    });
    for code in warnings {
        let wrong = section(code.page(), "Wrong").expect("a warning has an example");
        for text in blocks(wrong, "onus") {
            let mut sources = Sources::default();
            sources.add("example.onus", allowing(text, *code));
            let (program, findings) = onus::load(&sources);
            assert!(program.is_some() && findings.is_empty(), "{findings:?}");
        }
    }
}

/// Exit code, standard output and standard error.
fn explain(args: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_onus"))
        .arg("explain")
        .args(args)
        .output()
        .expect("the command starts");
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[test]
fn the_command_prints_a_page_in_one_language() {
    for code in Code::ALL {
        let (exit, page, _) = explain(&[code.name()]);
        assert_eq!(exit, Some(0));
        assert!(page.starts_with(&format!("# {}\n\n", code.name())));
        assert!(!page.contains("한국어") && !page.contains("<!--"), "{page}");
        let (exit, page, _) = explain(&[code.name(), "--lang", "ko"]);
        assert_eq!(exit, Some(0));
        let first = page.lines().nth(2).unwrap_or_default();
        assert!(first.contains("다."), "{page}");
        assert!(!page.contains("## Wrong"), "{page}");
    }
}

#[test]
fn the_command_lists_all_codes_and_tells_the_nearest() {
    let (exit, list, _) = explain(&[]);
    assert_eq!(exit, Some(0));
    assert_eq!(list.lines().count(), Code::ALL.len());
    assert!(list.contains("\nunknown-name          error\n"), "{list}");
    assert!(list.contains("\nversion-gap           warning\n"), "{list}");
    let (exit, _, told) = explain(&["unknown-nam"]);
    assert_eq!(exit, Some(2));
    assert!(told.contains("the nearest is `unknown-name`"), "{told}");
    let (exit, _, told) = explain(&["xyz", "--lang", "ko"]);
    assert_eq!(exit, Some(2));
    assert!(told.contains("`onus explain`"), "{told}");
}
