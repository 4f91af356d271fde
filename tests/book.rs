//! The book: each step of its first chapter is taken, and what it shows is what happens.
//! `SNAPSHOTS=overwrite cargo test --test all book` writes what the commands print.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Takes the steps of a chapter in an empty folder: files are written, commands run. The chapter as
/// it should read.
fn taken(language: &str) -> (String, String, PathBuf) {
    let page = root()
        .join("docs/book")
        .join(language)
        .join("src/first-duty.md");
    let text = fs::read_to_string(&page).expect("the chapter is there");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("book")
        .join(language);
    _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("it can be made");
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
                made.push_str(&format!("$ {command}\n{}", run(command, &folder)));
            }
        } else {
            if let Some((_, file)) = opening.split_once(' ') {
                let path = folder.join(file);
                assert!(path.parent().is_some_and(Path::is_dir), "{file}");
                fs::write(path, block.join("\n") + "\n").expect("it can be written");
            }
            made.extend(block.iter().flat_map(|line| [*line, "\n"]));
        }
        made.push_str("```\n");
    }
    (text, made, page)
}

/// What a command prints: its complaints, then its answer.
fn run(command: &str, folder: &Path) -> String {
    // A word in quotation marks is one argument.
    let parts = command.split('"').enumerate();
    let words: Vec<&str> = parts
        .flat_map(|(number, part)| match number % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        })
        .collect();
    let (program, arguments) = words.split_first().expect("a command has words");
    assert_eq!(*program, "onus");
    let output = Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("the command runs");
    assert_ne!(output.status.code(), Some(2), "{command}");
    let text = [output.stderr, output.stdout].concat();
    let text = String::from_utf8(text).expect("it is text");
    text.lines()
        .flat_map(|line| [line.trim_end(), "\n"])
        .collect()
}

#[test]
fn the_first_chapter_can_be_followed_word_by_word() {
    for language in ["en", "ko"] {
        let (text, made, page) = taken(language);
        if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
            fs::write(&page, &made).expect("it can be written");
            continue;
        }
        assert_eq!(text, made, "{}", page.display());
        // It ends with a folder that is sound.
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("book")
            .join(language);
        let name = ["outage", "장애"][usize::from(language == "ko")];
        let told = run(&format!("onus test {name}"), &folder);
        assert!(
            told.ends_with("3 passed, 0 failed; golden answers: 0 differ, 0 written\n"),
            "{told}"
        );
    }
}
