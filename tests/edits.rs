//! Random single edits over all shipped policies: a word deleted, doubled or swapped with the next.
//! Nothing panics, nothing takes long, and where an edit breaks a file the finding stands near it.
//! `EDITS=10000 cargo test --release --test all edits -- --nocapture` prints the figure of a full run.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use onus::diagnostic::Severity;
use onus::source::Sources;

use crate::golden::Dice;

/// Of the edits that break a file, so many in a hundred put the first finding within a line.
const NEAR: usize = 95;

fn policies(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            policies(&path, out);
        } else if path.extension().is_some_and(|end| end == "onus") {
            out.push(path);
        }
    }
    out.sort();
}

/// Words, quotations and signs, without blanks and comments.
fn tokens(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let mut end = start + letter.len_utf8();
        if letter.is_whitespace() {
            continue;
        }
        if letter == '#' {
            while letters.next_if(|(_, c)| *c != '\n').is_some() {}
            continue;
        }
        if letter == '"' {
            for (at, c) in letters.by_ref() {
                end = at + c.len_utf8();
                if c == '"' {
                    break;
                }
            }
        } else if letter.is_alphanumeric() || letter == '_' {
            while let Some((at, c)) =
                letters.next_if(|(_, c)| c.is_alphanumeric() || "_.-".contains(*c))
            {
                end = at + c.len_utf8();
            }
        }
        found.push(start..end);
    }
    found
}

#[test]
fn a_single_edit_is_found_where_it_was_made() {
    let edits: usize = std::env::var("EDITS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(150);
    let mut files = Vec::new();
    policies(Path::new("policies"), &mut files);
    let texts: Vec<(String, String)> = files
        .iter()
        .map(|path| {
            (
                path.display().to_string(),
                fs::read_to_string(path).expect("text"),
            )
        })
        .collect();
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let (mut broken, mut near) = (0, 0);
    let mut slowest = Duration::ZERO;
    let mut far = Vec::new();
    for _ in 0..edits {
        let which = dice.below(texts.len());
        let (name, text) = &texts[which];
        let words = tokens(text);
        let at = dice.below(words.len() - 1);
        let (word, next) = (words[at].clone(), words[at + 1].clone());
        let mut edited = text.clone();
        let what = match dice.below(3) {
            0 => {
                edited.replace_range(word.clone(), "");
                "deleted"
            }
            1 => {
                edited.insert_str(word.end, &format!(" {}", &text[word.clone()]));
                "doubled"
            }
            _ => {
                let swapped = format!(
                    "{}{}{}",
                    &text[next.clone()],
                    &text[word.end..next.start],
                    &text[word.clone()]
                );
                edited.replace_range(word.start..next.end, &swapped);
                "swapped"
            }
        };
        let line = text[..word.start].matches('\n').count() + 1;
        let mut sources = Sources::default();
        for (other, (name, text)) in texts.iter().enumerate() {
            sources.add(
                name.clone(),
                if other == which {
                    edited.clone()
                } else {
                    text.clone()
                },
            );
        }
        let start = Instant::now();
        let (_, findings) = onus::load(&sources);
        slowest = slowest.max(start.elapsed());
        let Some(first) = findings
            .iter()
            .find(|finding| finding.severity() == Severity::Error)
        else {
            continue;
        };
        broken += 1;
        let place = sources.place(first.primary.span);
        let lines = usize::try_from(place.line).expect("a line");
        let others = findings
            .iter()
            .filter(|finding| finding.severity() == Severity::Error);
        let close = |file: &str, at: usize| file == name && at.abs_diff(line) <= 1;
        let told =
            others.flat_map(|finding| std::iter::once(&finding.primary).chain(&finding.others));
        let beside = told.clone().any(|label| {
            let place = sources.place(label.span);
            close(&place.file, place.line as usize)
        });
        if close(&place.file, lines) || beside {
            near += 1;
        } else {
            far.push(format!(
                "{name}:{line} {what} `{}`: {} at {}:{}",
                &text[word],
                first.code.name(),
                place.file,
                place.line
            ));
        }
    }
    println!(
        "{near} of {broken} edits that broke a file were told within a line; slowest {slowest:?}"
    );
    for line in far.iter().take(60) {
        println!("  far: {line}");
    }
    assert!(near * 100 >= broken * NEAR, "{near} of {broken}");
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}
