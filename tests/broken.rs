//! Broken policies: each yields its own finding at its own place. The first line of each file
//! says which and where: `# unknown-name 7:12`, or several separated by commas. Those in `unproud`
//! end with a line on how their report should read one day.

use std::fs;

use onus::diagnostic::Language;
use onus::render::report::{Style, report};
use onus::source::Sources;

use crate::files::files;
use crate::golden::Golden;

fn style(language: Language) -> Style {
    Style {
        language,
        color: false,
        unicode: false,
        width: 80,
    }
}

#[test]
fn every_broken_policy_yields_its_finding_at_its_place() {
    let mut golden = Golden::default();
    let mut wrong = Vec::new();
    let unproud = files("tests/unproud", "onus");
    let mut inputs = files("tests/broken", "onus");
    inputs.extend(unproud.iter().cloned());
    assert!(
        inputs.len() >= 170,
        "there are {} broken policies",
        inputs.len()
    );
    for path in inputs {
        let text = fs::read_to_string(&path).expect("a broken policy is text");
        let name = path
            .file_name()
            .expect("it has a name")
            .to_string_lossy()
            .into_owned();
        let wish = text.lines().next_back().unwrap_or_default();
        let unproud = unproud.contains(&path);
        assert_eq!(unproud, wish.starts_with("# should read: "), "{name}");
        let mut sources = Sources::default();
        sources.add(name.clone(), text.clone());
        let (_, findings) = onus::load(&sources);
        let found: Vec<String> = findings
            .iter()
            .map(|finding| {
                let place = sources.place(finding.primary.span);
                format!("{} {}:{}", finding.code.name(), place.line, place.column)
            })
            .collect();
        let expected = text
            .trim_start_matches('\u{feff}')
            .lines()
            .next()
            .unwrap_or_default();
        let expected = expected.trim_start_matches('#').trim();
        if found.join(", ") != expected {
            wrong.push(format!(
                "{name}\n  expected {expected}\n  found    {}",
                found.join(", ")
            ));
        }
        golden.compare(
            &path.with_extension("en.report"),
            &report(&findings, &sources, &style(Language::English)),
        );
        golden.compare(
            &path.with_extension("ko.report"),
            &report(&findings, &sources, &style(Language::Korean)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    golden.finish();
}
