//! Files that tests read, in an order that is the same everywhere.

use std::fs;
use std::path::{Path, PathBuf};

use onus::source::Sources;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    found.sort();
    found
}

fn ends_in(path: &Path, end: &str) -> bool {
    path.extension().is_some_and(|other| other == end)
}

/// The files of a folder with an ending.
pub(crate) fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut found = entries(&root().join(folder));
    found.retain(|path| ends_in(path, end));
    found
}

/// All files with an ending below a folder, however deep.
pub(crate) fn below(folder: &str, end: &str) -> Vec<PathBuf> {
    fn add(folder: &Path, end: &str, found: &mut Vec<PathBuf>) {
        for path in entries(folder) {
            if path.is_dir() {
                add(&path, end, found);
            } else if ends_in(&path, end) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    add(&root().join(folder), end, &mut found);
    found
}

/// Policies, loaded in the order of their paths, each once.
pub(crate) fn loaded(mut paths: Vec<PathBuf>) -> Sources {
    paths.sort();
    paths.dedup();
    let mut sources = Sources::default();
    for path in paths {
        let text = fs::read_to_string(&path).expect("it can be read");
        sources.add(path.display().to_string(), text);
    }
    sources
}
