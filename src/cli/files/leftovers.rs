//! What a writing that was cut off has left: a hidden file beside the one that was to be written. It
//! is never read, and the next writing in its folder removes it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How the names of such files begin; the number of the process that writes follows.
const BEGINNING: &str = ".onus-";

/// How they end.
pub(super) const END: &str = ".part";

/// No writing takes so long.
const LONG: Duration = Duration::from_secs(600);

/// How the name of what this process writes begins.
pub(super) fn prefix() -> String {
    format!("{BEGINNING}{}-", std::process::id())
}

/// Removes what is left in a folder, before this process first writes there. What cannot be removed
/// stays, and harms nobody.
pub(super) fn remove(folder: &Path) {
    static DONE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut done = DONE.lock().unwrap_or_else(PoisonError::into_inner);
    if !done.insert(folder.to_owned()) {
        return;
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if is_left(&path) {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Whether whoever wrote it is gone. Where that cannot be told, it is long since.
fn is_left(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let between = name.and_then(|name| name.strip_prefix(BEGINNING)?.strip_suffix(END));
    let Some(between) = between else {
        return false;
    };
    let number = between.split_once('-').map(|(number, _)| number);
    let number = number.and_then(|number| number.parse::<u32>().ok());
    let processes = Path::new("/proc");
    let gone = number.is_some_and(|number| !processes.join(number.to_string()).exists());
    if gone && processes.join("self").exists() {
        return true;
    }
    let held = std::fs::metadata(path).and_then(|held| held.modified());
    let since = held.ok().and_then(|written| written.elapsed().ok());
    since.is_some_and(|since| since > LONG)
}
