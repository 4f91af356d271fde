//! The grammar itself: an alternative that comes first must not hide a longer one.

use std::fs;
use std::path::Path;

/// The literals with which the alternatives of a rule begin, and whether each is all of it.
fn alternatives(body: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for alternative in body.split('|') {
        let text = alternative.trim_matches(|c: char| c.is_whitespace() || "(){}@_$!".contains(c));
        let Some(literal) = text
            .strip_prefix('"')
            .and_then(|rest| rest.split('"').next())
        else {
            continue;
        };
        let rest = text.get(literal.len() + 2..).unwrap_or("");
        let whole = rest.is_empty() || rest.trim_start().starts_with(')');
        found.push((literal.to_owned(), whole));
    }
    found
}

#[test]
fn no_word_hides_a_longer_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar");
    let mut rules = 0;
    for entry in fs::read_dir(folder).expect("the grammar") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("text");
        let lines = text
            .lines()
            .map(|line| line.split("//").next().unwrap_or(""));
        for rule in lines.collect::<Vec<_>>().join("\n").split("}\n") {
            let Some((name, body)) = rule.split_once('=') else {
                continue;
            };
            rules += 1;
            let words = alternatives(body);
            for (at, (longer, _)) in words.iter().enumerate() {
                let hides = |(shorter, whole): &&(String, bool)| {
                    *whole && longer != shorter && longer.starts_with(shorter.as_str())
                };
                if let Some((shorter, _)) = words[..at].iter().find(hides) {
                    panic!(
                        "{}: {}: `{shorter}` before `{longer}`",
                        path.display(),
                        name.trim()
                    );
                }
            }
        }
    }
    assert!(rules > 100, "{rules} rules were read");
}
