//! Every policy that a page shows reads without a finding, and its tables say what there is.

use std::collections::BTreeSet;
use std::fs;

use onus::source::Sources;

use crate::files::{below, files};

/// The blocks of one language, each with the line on which its text begins.
fn blocks(page: &str, language: &str) -> Vec<(usize, String)> {
    let fence = format!("```{language}");
    let mut found: Vec<(usize, String)> = Vec::new();
    let mut inside = false;
    for (at, line) in page.lines().enumerate() {
        if inside && line.trim() == "```" {
            inside = false;
        } else if inside {
            let (_, text) = found.last_mut().expect("a block was opened");
            text.push_str(line);
            text.push('\n');
        } else if line.trim() == fence {
            inside = true;
            found.push((at + 2, String::new()));
        }
    }
    found
}

#[test]
fn every_policy_in_the_pages_reads_without_a_finding() {
    let mut wrong = Vec::new();
    let mut shown = 0;
    let mut pages = files("docs", "md");
    for language in ["en", "ko"] {
        let folder = format!("docs/book/{language}/src");
        pages.extend(files(&folder, "md"));
    }
    for path in pages {
        let page = fs::read_to_string(&path).expect("a page is text");
        let name = path.file_name().expect("it has a name").to_string_lossy();
        for (line, text) in blocks(&page, "onus") {
            shown += 1;
            let mut sources = Sources::default();
            sources.add(format!("{name}:{line}"), text);
            let (_, findings) = onus::load(&sources);
            for finding in &findings {
                let place = sources.place(finding.primary.span);
                wrong.push(format!(
                    "docs/{name}: block at line {line}: {} at line {}: {}",
                    finding.code.name(),
                    line + place.line as usize - 1,
                    finding.message.en,
                ));
            }
        }
    }
    assert!(shown >= 8 + 24, "there are {shown} policies in the pages");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The vectors of `src/period/count` and the table of the page are written by hand, and say the same.
#[test]
fn the_page_of_periods_shows_every_vector() {
    let page = fs::read_to_string("docs/periods.md").expect("a page is text");
    let vectors = fs::read_to_string("src/period/count/vectors.csv").expect("vectors are text");
    let code = |name: &str| match name {
        "" => String::new(),
        name => format!("`{name}`"),
    };
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let [row, regimes, calendar, zone, mode, period, from, ends, mark] = cells[..] else {
            panic!("{line}: a row has nine cells");
        };
        let regimes: Vec<String> = regimes.split(' ').map(code).collect();
        let before = if mode == "before" { " before" } else { "" };
        let period = format!("{period}{before}");
        let regimes = regimes.join(" then ");
        let calendar = code(calendar);
        let cells = [row, &regimes, &calendar, zone, &period, from, ends, mark];
        format!("| {} |", cells.join(" | "))
    };
    let expected: Vec<String> = vectors.lines().skip(1).map(row).collect();
    let table = page.split("\n## Vectors\n").nth(1).expect("the table");
    let shown: Vec<&str> = table
        .lines()
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert_eq!(shown, expected);
}

/// What `STATUTE.md` says of the cases that try a row of the note.
#[test]
fn worked_rows_name_cases_that_there_are() {
    let mut missing = Vec::new();
    let mut named = 0;
    for path in below("policies", "md") {
        let page = fs::read_to_string(&path).expect("a page is text");
        let Some((_, table)) = page.split_once("\n## Worked rows\n") else {
            continue;
        };
        let folder = path.parent().expect("it has a folder");
        let below_it = folder.to_str().expect("its name is text");
        let policies = below(below_it, "onus").into_iter();
        let policies: Vec<String> = policies
            .map(|path| fs::read_to_string(path).expect("a policy is text"))
            .collect();
        let lines = policies.iter().flat_map(|policy| policy.lines());
        let cases: BTreeSet<&str> = lines
            .filter_map(|line| line.strip_prefix("case ")?.split(' ').next())
            .collect();
        for row in table.lines().filter(|line| line.starts_with('|')) {
            let cells = row.rsplit(" | ").next().unwrap_or_default();
            for case in cells.split('`').skip(1).step_by(2) {
                named += 1;
                if !cases.contains(case) {
                    missing.push(format!("{}: {case}", folder.display()));
                }
            }
        }
    }
    assert!(named > 150, "{named} cases are named");
    assert!(missing.is_empty(), "{missing:?}");
}
