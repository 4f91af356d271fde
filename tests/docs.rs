//! Every policy that a page shows reads without a finding.

use std::fs;

use onus::source::Sources;

use crate::files::files;

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
    for path in files("docs", "md") {
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
    assert!(shown >= 8, "there are {shown} policies in the pages");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
