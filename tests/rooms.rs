//! The walls between rooms: the tables of `docs/architecture.md`, held line by line.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::files::below;

/// A table of the page as cells without backticks; its first column has this heading.
fn table(heading: &str) -> Vec<Vec<String>> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let page = fs::read_to_string(page).expect("the page can be read");
    let start = format!("| {heading} |");
    let rows: Vec<Vec<String>> = page
        .lines()
        .skip_while(|line| !line.starts_with(&start))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells = line.trim_matches('|').split('|');
            cells.map(|cell| cell.trim().replace('`', "")).collect()
        })
        .collect();
    assert!(!rows.is_empty(), "the page has a table of each {heading}");
    rows
}

const BASICS: [&str; 4] = ["source", "name", "value", "diagnostic"];

/// The walls as the page draws them.
struct Walls {
    /// Each room and the rooms that it may use; `None` where it may use all.
    rooms: BTreeMap<String, Option<Vec<String>>>,
    /// Each guarded crate and the files and folders that may name it.
    guarded: Vec<(String, Vec<String>)>,
}

impl Walls {
    fn read() -> Walls {
        let rooms = table("Room").into_iter().map(|row| {
            let used = row[2].replace("the basics", &BASICS.join(", "));
            let used = used.replace(" and ", ", ");
            let names = used.split(", ").filter(|name| *name != "nothing");
            let names: Vec<String> = names.map(str::to_owned).collect();
            let all = names.iter().any(|name| name == "the public face");
            (row[0].clone(), (!all).then_some(names))
        });
        let guarded = table("Crate").into_iter().map(|row| {
            let places = row[1].split(", ").map(|place| format!("src/{place}"));
            (row[0].clone(), places.collect())
        });
        Walls {
            rooms: rooms.collect(),
            guarded: guarded.collect(),
        }
    }

    /// What a file does that its room may not, by line.
    fn faults(&self, file: &str, text: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        let room = room(file);
        let allowed = self.rooms.get(room).and_then(Option::as_ref);
        let depth = file.matches('/').count() + usize::from(!file.ends_with("/mod.rs")) - 1;
        for (line, content) in code(text) {
            if let Some(allowed) = allowed {
                let above = format!("{}super::", "super::".repeat(depth.saturating_sub(1)));
                for part in parts(content, "crate::").chain(parts(content, &above)) {
                    let used = word(part);
                    let known = used == room || allowed.iter().any(|name| name == used);
                    if !known && used != "super" && used != "self" {
                        wrong.push(format!("{file}:{line}: `{room}` may not use `{used}`"));
                    }
                }
            }
            for (guarded, places) in &self.guarded {
                let home = places.iter().any(|place| within(file, place));
                if !home && content.contains(&format!("{guarded}::")) {
                    wrong.push(format!("{file}:{line}: `{guarded}` is not named here"));
                }
            }
            let outside = file.starts_with("src/cli") || file == "src/main.rs";
            for forbidden in OUTSIDE.iter().filter(|_| !outside) {
                if content.contains(forbidden) {
                    wrong.push(format!("{file}:{line}: the library has no `{forbidden}`"));
                }
            }
        }
        wrong
    }
}

/// What only the command may name: files, the environment, the clock; and what nothing may.
const OUTSIDE: [&str; 7] = [
    "std::fs",
    "std::env",
    "std::time",
    "::now()",
    "std::io",
    "f32",
    "f64",
];

/// What follows each place where a path begins so.
fn parts<'t>(content: &'t str, start: &'t str) -> impl Iterator<Item = &'t str> {
    content.split(start).skip(1)
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
    &text[..end.unwrap_or(text.len())]
}

/// Whether a file is a place of the page: the file itself, or below the folder.
fn within(file: &str, place: &str) -> bool {
    let stem = place.strip_suffix(".rs").unwrap_or(place);
    file == place || file == format!("{stem}.rs") || file.starts_with(&format!("{stem}/"))
}

/// The source files without the tests of a room, which lie beside it and may use all.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let relative = |path: &Path| {
        let path = path.strip_prefix(root).expect("it is below the root");
        path.display().to_string()
    };
    let files = below("src", "rs").into_iter();
    files
        .map(|path| (relative(&path), path))
        .filter(|(name, _)| !name.contains("/tests/") && !name.ends_with("/tests.rs"))
        .map(|(name, path)| (name, fs::read_to_string(path).expect("source is text")))
        .collect()
}

/// `src/syntax/lower.rs` and `src/syntax.rs` are in the room `syntax`.
fn room(file: &str) -> &str {
    word(file.strip_prefix("src/").unwrap_or(file))
}

/// The lines of code by number, without comments and without what only tests compile: that is the
/// one item after `#[cfg(test)]`, which ends where its braces do.
fn code(text: &str) -> Vec<(usize, &str)> {
    let mut kept = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((at, line)) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            let indent = line.len() - line.trim_start().len();
            let closes = format!("{}}}", " ".repeat(indent));
            let ends = |line: &str| {
                let opens = line.trim_end().ends_with('{');
                line == closes || (line.trim_end().ends_with(';') && !opens && !inner(line, indent))
            };
            for (_, line) in lines.by_ref() {
                if ends(line) {
                    break;
                }
            }
        } else if !line.trim_start().starts_with("//") {
            kept.push((at + 1, line));
        }
    }
    kept
}

/// Whether a line is indented deeper than that.
fn inner(line: &str, indent: usize) -> bool {
    line.len() - line.trim_start().len() > indent
}

#[test]
fn each_room_uses_only_those_it_may() {
    let walls = Walls::read();
    let wrong: Vec<String> = sources()
        .iter()
        .flat_map(|(file, text)| walls.faults(file, text))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_folder_of_the_source_is_a_room_of_the_page() {
    let walls = Walls::read();
    for (file, _) in sources() {
        let front = ["src/lib.rs", "src/main.rs"].contains(&file.as_str());
        assert!(
            front || walls.rooms.contains_key(room(&file)),
            "{file} is in no room of the page"
        );
    }
    for room in walls.rooms.keys() {
        let exists = sources().iter().any(|(file, _)| self::room(file) == room);
        assert!(exists, "the page has a room `{room}` that is not there");
    }
}

/// A fault at any line is found, also after and within what stands beside tests.
#[test]
fn a_fault_at_any_line_is_found() {
    let walls = Walls::read();
    let mut tried = 0;
    for (file, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        let of_tests: Vec<usize> = {
            let kept: Vec<usize> = code(&text).iter().map(|(at, _)| *at).collect();
            let comment = |at: usize| lines[at - 1].trim_start().starts_with("//");
            (1..=lines.len())
                .filter(|at| !kept.contains(at) && !comment(*at))
                .collect()
        };
        for at in (0..=lines.len()).step_by(29) {
            if of_tests.contains(&(at + 1)) || of_tests.contains(&at) {
                continue;
            }
            let mut broken = lines.clone();
            broken.insert(at, "use crate::no_such_room::Thing; let f: pest::Span;");
            let found = walls.faults(&file, &broken.join("\n"));
            let held = walls.rooms.get(room(&file)).is_some_and(Option::is_some);
            let guarded = !walls.guarded.iter().any(|(name, places)| {
                name == "pest" && places.iter().any(|place| within(&file, place))
            });
            let expected = usize::from(held) + usize::from(guarded);
            assert_eq!(found.len(), expected, "{file}:{}: {found:?}", at + 1);
            tried += expected;
        }
    }
    assert!(tried > 1_000, "only {tried} faults were tried");
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
