//! A policy of many lines: a shipped law, and its provisions again under other names. Read and checked
//! as `onus check` does.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use onus::Trees;
use onus::source::Sources;
use onus::syntax::{Form, Part, tokens};

/// So many lines are checked.
pub(super) const LINES: [usize; 3] = [1_000, 3_000, 10_000];
/// The law that is repeated, and whatever it uses.
const LAW: &str = "kr/netflix_law";
const USED: &str = "common";
/// Items that are written again; the vocabulary is there once.
const PROVISIONS: [&str; 5] = ["define", "duty", "exception", "power", "sanction"];

/// The files of a folder that are law, in order.
fn law(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("policies")
        .join(folder);
    let entries = fs::read_dir(folder).expect("it is a folder");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".onus") && !name.ends_with(".cases.onus")
        })
        .collect();
    paths.sort();
    let text = |path: PathBuf| fs::read_to_string(path).expect("it can be read");
    paths.into_iter().map(text).collect()
}

/// The provisions of a file, each with the place of its name.
fn provisions(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    let tokens = tokens(text).expect("it is sound");
    let mut found = Vec::new();
    let mut items = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| matches!(token.part, Part::Item { .. }))
        .peekable();
    while let Some((at, item)) = items.next() {
        let end = items
            .peek()
            .map_or(text.len(), |(_, next)| next.range.start);
        let keyword = &text[item.range.clone()];
        if PROVISIONS.contains(&keyword) {
            found.push((item.range.start..end, &text[tokens[at + 1].range.clone()]));
        }
    }
    found
}

/// The alternatives of the choices in a file. A provision of such a name is not written again, since the
/// name means the one or the other by where it is.
fn alternatives(text: &str) -> Vec<&str> {
    let tokens = tokens(text).expect("it is sound");
    let named = tokens
        .windows(2)
        .filter(|two| matches!(two[0].part, Part::Clause(Form::Alternative)));
    named.map(|two| &text[two[1].range.clone()]).collect()
}

/// The law in at least so many lines.
pub(super) fn policy(lines: usize) -> Sources {
    let (law, used) = (law(LAW), law(USED));
    let choices: BTreeSet<&str> = law
        .iter()
        .chain(&used)
        .flat_map(|text| alternatives(text))
        .collect();
    let again = |text| {
        let all = provisions(text).into_iter();
        all.filter(|(_, name)| !choices.contains(name))
    };
    let names: BTreeSet<&str> = law
        .iter()
        .flat_map(|text| again(text.as_str()))
        .map(|(_, name)| name)
        .collect();
    let mut files = law.clone();
    let count = |files: &[String]| files.iter().map(|text| text.lines().count()).sum::<usize>();
    for copy in 1.. {
        if count(&files) >= lines {
            break;
        }
        for text in &law {
            let mut made = "policy kr.netflix_law\n\n".to_owned();
            for (range, _) in again(text.as_str()) {
                let written = &text[range];
                let mut done = 0;
                for token in tokens(written).expect("it is sound") {
                    let word = &written[token.range.clone()];
                    let head = word.split(['.', '[']).next().unwrap_or(word);
                    if names.contains(head) {
                        let end = token.range.start + head.len();
                        let _ = write!(made, "{}_{copy}", &written[done..end]);
                        done = end;
                    }
                }
                made += &written[done..];
            }
            files.push(made);
        }
    }
    let mut sources = Sources::default();
    for (number, text) in files.into_iter().chain(used.clone()).enumerate() {
        sources.add(format!("{number}.onus"), text);
    }
    sources
}

/// How many lines there are.
pub(super) fn lines(sources: &Sources) -> usize {
    let files = sources.iter();
    files.map(|(_, source)| source.text().lines().count()).sum()
}

/// Checked, and sound.
pub(super) fn checked(trees: &Trees, sources: &Sources) {
    let (program, findings) = trees.load(sources);
    assert!(program.is_some(), "{:?}", findings.first());
}
