//! The page of findings: each code has its place in the book, as `onus explain` tells it.

use std::process::Command;

use onus::diagnostic::{Code, Severity};

use super::{LANGUAGES, compare, root};

/// What `onus explain` prints of a code.
fn explained(code: Code, language: &str) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(["explain", code.name(), "--lang", language])
        .output()
        .expect("the command starts");
    String::from_utf8(done.stdout).expect("it is text")
}

/// A page as a section: its headings one lower, its examples not read as policies of the book, since
/// half of them are wrong on purpose.
fn section(page: &str) -> String {
    let lines = page.lines().map(|line| match line {
        "```onus" | "```json" => "```text".to_owned(),
        line if line.starts_with('#') && line.contains("# ") => format!("#{line}"),
        line => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn page(language: &str) -> String {
    let korean = language == "ko";
    let mut page = String::from(if korean {
        "# 지적 사항\n\n정책이나 기록에 문제가 있을 때 나오는 지적 사항 전부이다. 이름은 바뀌지 않는다. 같은 설명을 `onus explain 이름 --lang ko`로 볼 수 있고, 예는 모두 시험에서 검사한다. *오류*가 있으면 결과를 믿을 수 없고, *경고*는 살펴볼 것이 있다는 뜻이며 이유를 적어 `허용`할 수 있다.\n\n| 이름 | 구분 |\n|---|---|\n"
    } else {
        "# Findings\n\nAll that can be found in a policy or a record. The names do not change. `onus explain NAME` tells the same, and every example is checked with the tests. With an *error* the answer cannot be relied on; a *warning* is something to look at, and may be allowed with a reason by `allow`.\n\n| name | |\n|---|---|\n"
    });
    for code in Code::ALL {
        let grave = match (code.severity(), korean) {
            (Severity::Error, false) => "error",
            (Severity::Warning, false) => "warning",
            (Severity::Error, true) => "오류",
            (Severity::Warning, true) => "경고",
        };
        let name = code.name();
        page.push_str(&format!("| [{name}](#{name}) | {grave} |\n"));
    }
    for code in Code::ALL {
        let told = explained(*code, language);
        page.push_str(&format!("\n{}\n", section(told.trim_end())));
    }
    page
}

#[test]
fn every_finding_has_its_place_in_the_book() {
    for language in LANGUAGES {
        let made = page(language);
        for code in Code::ALL {
            let heading = format!("\n## {}\n\n", code.name());
            let (_, rest) = made.split_once(&heading).expect("each has its section");
            let said = rest.lines().next().unwrap_or_default();
            assert!(said.len() > 20 && !said.starts_with('#'), "{}", code.name());
        }
        let path = root().join(format!("docs/book/{language}/src/findings.md"));
        compare(&path, &made);
    }
}
