//! A file beside its input holds what is expected; `SNAPSHOTS=overwrite` writes it anew, and a
//! person reads the difference.

use std::fs;
use std::path::Path;

/// Collects the files that differ, so that a failing run names them all.
#[derive(Default)]
pub(crate) struct Golden {
    differing: Vec<String>,
}

impl Golden {
    /// Compares a text with the file, or writes the file.
    pub(crate) fn compare(&mut self, path: &Path, found: &str) {
        let held = fs::read_to_string(path).unwrap_or_default();
        if held == found {
            return;
        }
        if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
            fs::write(path, found).expect("the folder can be written");
            return;
        }
        let at = held
            .lines()
            .zip(found.lines())
            .position(|(a, b)| a != b)
            .unwrap_or_else(|| held.lines().count().min(found.lines().count()));
        self.differing.push(format!(
            "{} differs from line {}\n  held:  {}\n  found: {}",
            path.display(),
            at + 1,
            held.lines().nth(at).unwrap_or("(nothing)"),
            found.lines().nth(at).unwrap_or("(nothing)"),
        ));
    }

    /// Fails if any file differed.
    pub(crate) fn finish(self) {
        assert!(
            self.differing.is_empty(),
            "{}\nregenerate with SNAPSHOTS=overwrite cargo test, and read the difference",
            self.differing.join("\n")
        );
    }
}

/// A small generator of numbers, the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below the limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}
