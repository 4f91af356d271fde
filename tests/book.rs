//! The book: each step of its chapters is taken, and what they show is what happens; its reference and
//! its page of findings are made from what the program itself reads.
//! `SNAPSHOTS=overwrite cargo test --test all book` writes what the commands print, and both pages.

mod findings;
mod reference;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::files::files;

const LANGUAGES: [&str; 2] = ["en", "ko"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn keeps() -> bool {
    std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite")
}

/// Compares a page with what it should be, or writes it.
fn compare(page: &Path, made: &str) {
    let text = fs::read_to_string(page).unwrap_or_default();
    if keeps() {
        fs::write(page, made).expect("it can be written");
    } else {
        let first = text.lines().zip(made.lines()).position(|(a, b)| a != b);
        let line = first.unwrap_or(text.lines().count().min(made.lines().count())) + 1;
        assert!(
            text == made,
            "{}:{line} is not what it should be; SNAPSHOTS=overwrite writes it\n{:?}\n{:?}",
            page.display(),
            text.lines().nth(line - 1),
            made.lines().nth(line - 1),
        );
    }
}

/// The pages of a language, by their names.
fn pages(language: &str) -> Vec<PathBuf> {
    files(&format!("docs/book/{language}/src"), "md")
}

/// Where the steps of a page are taken.
fn folder(language: &str, page: &Path) -> PathBuf {
    let name = page.file_stem().expect("it has a name");
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("book")
        .join(language)
        .join(name)
}

/// Takes the steps of a chapter in an empty folder: files are written, commands run. The chapter as
/// it should read.
fn taken(text: &str, folder: &Path) -> String {
    _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("it can be made");
    let mut made = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        made.push_str(line);
        made.push('\n');
        let Some(opening) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        if opening == "console" {
            for command in block.iter().filter_map(|line| line.strip_prefix("$ ")) {
                made.push_str(&format!("$ {command}\n{}", run(command, folder)));
            }
        } else {
            if let Some((_, file)) = opening.split_once(' ') {
                let path = folder.join(file);
                let parent = path.parent().expect("it has a folder");
                fs::create_dir_all(parent).expect("it can be made");
                fs::write(path, block.join("\n") + "\n").expect("it can be written");
            }
            made.extend(block.iter().flat_map(|line| [*line, "\n"]));
        }
        made.push_str("```\n");
    }
    made
}

/// What a command prints: its complaints, then its answer; of a pipe into `head`, so many lines.
fn run(command: &str, folder: &Path) -> String {
    let (command, most) = match command.split_once(" | head -") {
        Some((command, most)) => (command, most.parse().expect("a number of lines")),
        None => (command, usize::MAX),
    };
    // A word in quotation marks is one argument.
    let parts = command.split(['"', '\'']).enumerate();
    let words: Vec<&str> = parts
        .flat_map(|(number, part)| match number % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect();
    let (program, arguments) = words.split_first().expect("a command has words");
    assert_eq!(*program, "onus");
    // What is shipped is read where it is.
    let shipped = arguments.iter().any(|word| word.starts_with("policies/"));
    let output = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(arguments)
        .current_dir(if shipped { root() } else { folder })
        .stdin(Stdio::null())
        .output()
        .expect("the command runs");
    let text = [output.stderr, output.stdout].concat();
    let text = String::from_utf8(text).expect("it is text");
    assert_ne!(output.status.code(), Some(2), "{command}: {text}");
    text.lines()
        .take(most)
        .flat_map(|line| [line.trim_end(), "\n"])
        .collect()
}

#[test]
fn every_chapter_can_be_followed_word_by_word() {
    for language in LANGUAGES {
        for page in pages(language) {
            let text = fs::read_to_string(&page).expect("a page is text");
            if !text.contains("```console\n$ onus") {
                continue;
            }
            compare(&page, &taken(&text, &folder(language, &page)));
        }
    }
}

#[test]
fn the_first_chapter_ends_with_a_folder_that_is_sound() {
    for (language, name) in [("en", "outage"), ("ko", "장애")] {
        let page = root().join(format!("docs/book/{language}/src/first-duty.md"));
        let text = fs::read_to_string(&page).expect("the chapter is there");
        let folder = folder(&format!("{language}-first"), &page);
        taken(&text, &folder);
        let told = run(&format!("onus test {name}"), &folder);
        assert!(
            told.ends_with("3 passed, 0 failed; golden answers: 0 differ, 0 written\n"),
            "{told}"
        );
    }
}

/// Both languages have the same pages, with the same policies in them, and a table of contents that
/// leads to each; and every page that is linked to is there.
#[test]
fn both_languages_have_the_same_pages() {
    let outline = |language: &str| -> Vec<(String, usize, usize)> {
        let of = |page: &PathBuf| {
            let text = fs::read_to_string(page).expect("a page is text");
            let name = page.file_name().expect("it has a name").to_string_lossy();
            let blocks = text.matches("\n```onus").count();
            let commands = text.lines().filter(|line| line.starts_with("$ onus"));
            (name.into_owned(), blocks, commands.count())
        };
        pages(language).iter().map(of).collect()
    };
    assert_eq!(outline("en"), outline("ko"));
    for language in LANGUAGES {
        let folder = root().join(format!("docs/book/{language}/src"));
        let summary = fs::read_to_string(folder.join("SUMMARY.md")).expect("contents");
        for page in pages(language) {
            let name = page.file_name().expect("it has a name").to_string_lossy();
            let listed = summary.contains(&format!("]({name})"));
            assert!(listed || name == "SUMMARY.md", "{language}: {name}");
            let text = fs::read_to_string(&page).expect("a page is text");
            let hangul = text.chars().filter(|c| ('가'..='힣').contains(c)).count();
            assert!(language == "en" || hangul * 8 > text.len() / 10, "{name}");
            // Between the fences are policies and answers.
            for link in text
                .split("```")
                .step_by(2)
                .flat_map(|part| part.split("](").skip(1))
            {
                let target = link.split([')', '#']).next().unwrap_or_default();
                let local = !target.is_empty() && !target.contains("://");
                assert!(!local || folder.join(target).exists(), "{name}: {target}");
            }
        }
    }
}
