//! Who may use whom: the table of the house, held to be true line by line.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::below;

/// A room, and the rooms it may look into. What every room may use stands in `COMMON`.
const TABLE: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("name", &[]),
    ("diagnostic", &["source", "name"]),
    ("value", &["name"]),
    ("syntax", &["source", "name", "value", "diagnostic"]),
    ("period", &["value"]),
    ("program", &["source", "name", "value", "diagnostic"]),
    ("determination", &["value", "period"]),
    (
        "check",
        &[
            "source",
            "name",
            "value",
            "diagnostic",
            "period",
            "syntax",
            "program",
        ],
    ),
    (
        "facts",
        &["source", "name", "value", "diagnostic", "program"],
    ),
    (
        "eval",
        &[
            "source",
            "name",
            "value",
            "period",
            "diagnostic",
            "program",
            "facts",
            "determination",
        ],
    ),
    (
        "cases",
        &[
            "source",
            "name",
            "value",
            "diagnostic",
            "program",
            "facts",
            "determination",
            "eval",
        ],
    ),
    (
        "render",
        &[
            "source",
            "name",
            "value",
            "period",
            "diagnostic",
            "determination",
        ],
    ),
    (
        "ask",
        &[
            "source",
            "value",
            "diagnostic",
            "program",
            "determination",
            "facts",
            "eval",
            "render",
        ],
    ),
    (
        "schema",
        &[
            "name",
            "value",
            "diagnostic",
            "program",
            "determination",
            "facts",
            "render",
        ],
    ),
];

/// Crates that only certain files may name.
const GUARDED: &[(&str, &[&str])] = &[
    (
        "pest",
        &[
            "src/syntax/grammar.rs",
            "src/syntax/lower.rs",
            "src/syntax/lower/",
            "src/syntax/recover.rs",
        ],
    ),
    ("chrono", &["src/value/calendar.rs", "src/cli/"]),
    ("chrono_tz", &["src/value/calendar.rs"]),
    ("miette", &["src/render/report.rs", "src/render/excerpt.rs"]),
    ("jsonc_parser", &["src/facts/json.rs"]),
    ("granit_parser", &["src/facts/yaml.rs"]),
    (
        "toml",
        &[
            "src/facts/toml.rs",
            "src/facts/form.rs",
            "src/facts/findings/form.rs",
        ],
    ),
    ("clap", &["src/cli.rs", "src/cli/"]),
    ("num_rational", &["src/value/number.rs"]),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Tests of a room stand beside it and may do as they like.
    let is_test = |path: &PathBuf| {
        path.components()
            .any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs")
    };
    below("src", "rs")
        .into_iter()
        .filter(|path| !is_test(path))
        .map(|path| {
            let name = path
                .strip_prefix(root)
                .expect("below the root")
                .display()
                .to_string();
            (name, fs::read_to_string(&path).expect("source is text"))
        })
        .collect()
}

/// `src/syntax/lower.rs` and `src/syntax.rs` are in the room `syntax`.
fn room(file: &str) -> &str {
    let inner = file.strip_prefix("src/").unwrap_or(file);
    let end = inner.find(['/', '.']).unwrap_or(inner.len());
    &inner[..end]
}

/// The code of a file without its tests and comments.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    text[..end]
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(at, line)| (at + 1, line))
}

#[test]
fn each_room_uses_only_those_it_may() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some((_, allowed)) = TABLE.iter().find(|(name, _)| *name == room(&file)) else {
            continue;
        };
        for (line, content) in code(&text) {
            for part in content.split("crate::").skip(1) {
                let end = part
                    .find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap_or(part.len());
                let used = &part[..end];
                if used != room(&file) && !allowed.contains(&used) {
                    wrong.push(format!(
                        "{file}:{line}: `{}` may not use `{used}`",
                        room(&file)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn guarded_crates_are_named_where_they_may_be() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        for (guarded, places) in GUARDED {
            let home = places
                .iter()
                .any(|place| file == *place || (place.ends_with('/') && file.starts_with(place)));
            if home {
                continue;
            }
            for (line, content) in code(&text) {
                if content.contains(&format!("{guarded}::")) {
                    wrong.push(format!("{file}:{line}: `{guarded}` is not named here"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_library_opens_no_file_and_reads_no_clock() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if file.starts_with("src/cli") || file == "src/main.rs" {
            continue;
        }
        for (line, content) in code(&text) {
            for forbidden in [
                "std::fs",
                "std::env",
                "std::time",
                "::now()",
                "std::io",
                "f32",
                "f64",
            ] {
                if content.contains(forbidden) {
                    wrong.push(format!(
                        "{file}:{line}: `{forbidden}` has no place in the library"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_charter_of_at_most_ten_lines() {
    for (file, text) in sources() {
        let lines = text
            .lines()
            .take_while(|line| line.starts_with("//!"))
            .count();
        assert!(lines > 0, "{file} begins with a charter");
        let front = file.matches('/').count() == 1 && file != "src/lib.rs";
        assert!(
            !front || lines <= 10,
            "the charter of {file} has {lines} lines"
        );
    }
}
