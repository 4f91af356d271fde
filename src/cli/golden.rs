//! Golden answers: the text of each case's answer in both languages, kept beside the case where a
//! folder `answers` stands, and its JSON where a file for it is there. Compared byte for byte.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use super::args::Format;
use super::{cases, eval, files, output};
use crate::determination::Determination;
use crate::diagnostic::Language;
use crate::program::{Case, Program};
use crate::source::Sources;

/// At most so many lines of a difference are shown.
const MAX_LINES: usize = 60;

/// What became of golden answers.
#[derive(Default)]
pub(super) struct Golden {
    /// They differ, or are not there, or belong to no case.
    pub(super) stale: Vec<PathBuf>,
    pub(super) written: usize,
    pub(super) removed: usize,
    pub(super) trouble: bool,
}

impl Golden {
    /// Compares the golden answers of a case, or writes them; what is different is shown.
    pub(super) fn compare(
        &mut self,
        sources: &Sources,
        case: &Case,
        answer: &Determination,
        update: bool,
        language: Language,
    ) {
        if !cases::is_kept(sources, case) {
            return;
        }
        let answers = cases::folder(sources, case).join("answers");
        let mut shown = false;
        for (end, format, shown_in) in [
            ("en.txt", Format::Text, Language::English),
            ("ko.txt", Format::Text, Language::Korean),
            ("json", Format::Json, Language::English),
        ] {
            let path = answers.join(format!("{}.{end}", case.head.name));
            if format == Format::Json && !path.exists() {
                continue;
            }
            let text = eval::shown(answer, format, shown_in);
            let held = std::fs::read_to_string(&path).ok();
            if held.as_deref() == Some(&text) {
                continue;
            }
            tell(&path, held.is_some(), update, language);
            // One form is enough to see what changed.
            if let Some(held) = held.filter(|_| !shown && (end == "json" || shown_in == language)) {
                shown = true;
                output::complain(&difference(&held, &text));
            }
            if update {
                self.write(&path, &text);
            } else {
                self.stale.push(path);
            }
        }
    }

    fn write(&mut self, path: &Path, text: &str) {
        match files::write(path, text) {
            Ok(()) => self.written += 1,
            Err(trouble) => {
                self.trouble = true;
                output::complain(&format!("onus: {}\n", trouble.en));
            }
        }
    }

    /// Golden answers of no case, in the folders of which all policies are read.
    pub(super) fn orphans(
        &mut self,
        sources: &Sources,
        program: &Program,
        update: bool,
        language: Language,
    ) {
        let read: BTreeSet<PathBuf> = sources
            .iter()
            .map(|(_, source)| PathBuf::from(source.name()))
            .collect();
        let folders = program
            .cases
            .iter()
            .map(|case| cases::folder(sources, case));
        for folder in folders.collect::<BTreeSet<PathBuf>>() {
            let policy = |path: &PathBuf| path.extension().is_some_and(|end| end == "onus");
            if !entries(&folder)
                .into_iter()
                .filter(policy)
                .all(|path| read.contains(&path))
            {
                continue;
            }
            for path in entries(&folder.join("answers")) {
                let name = path.file_name().and_then(|name| name.to_str());
                let name = name.and_then(|name| Some(name.split_once('.')?.0));
                let known = program.cases.iter().any(|case| {
                    Some(case.head.name.as_str()) == name && cases::folder(sources, case) == folder
                });
                if !known {
                    self.orphan(path, update, language);
                }
            }
        }
    }

    fn orphan(&mut self, path: PathBuf, update: bool, language: Language) {
        let shown = path.display();
        let told = match (language, update) {
            (Language::English, false) => {
                format!("golden answer of no case: {shown} (remove it with `onus test --update`)\n")
            }
            (Language::English, true) => format!("golden answer of no case removed: {shown}\n"),
            (Language::Korean, false) => {
                format!("사례가 없는 기준 답안: {shown} (`onus test --update`로 지울 수 있음)\n")
            }
            (Language::Korean, true) => format!("사례가 없는 기준 답안을 지움: {shown}\n"),
        };
        output::complain(&told);
        if !update {
            self.stale.push(path);
        } else if files::remove(&path) {
            self.removed += 1;
        } else {
            self.trouble = true;
        }
    }
}

/// The files of a folder, in order; none if there is no such folder.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        // A hidden file is what a writing that was cut off has left, or nothing of ours.
        .filter(|path| path.is_file() && !is_hidden(path))
        .collect();
    found.sort();
    found
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with('.'))
}

fn tell(path: &Path, held: bool, update: bool, language: Language) {
    let path = path.display();
    output::complain(&match (language, held, update) {
        (Language::English, true, false) => {
            format!("golden answer differs: {path} (rewrite it with `onus test --update`)\n")
        }
        (Language::English, false, false) => {
            format!("there is no golden answer yet: {path} (write it with `onus test --update`)\n")
        }
        (Language::English, _, true) => format!("golden answer written: {path}\n"),
        (Language::Korean, true, false) => {
            format!("기준 답안과 다름: {path} (`onus test --update`로 다시 쓸 수 있음)\n")
        }
        (Language::Korean, false, false) => {
            format!("기준 답안이 아직 없음: {path} (`onus test --update`로 쓸 수 있음)\n")
        }
        (Language::Korean, _, true) => format!("기준 답안을 씀: {path}\n"),
    });
}

/// The lines that differ, and those around them.
fn difference(held: &str, found: &str) -> String {
    let diff = TextDiff::from_lines(held, found);
    let told = diff.unified_diff().context_radius(2).to_string();
    let mut lines = told.lines();
    let mut shown: String = lines
        .by_ref()
        .take(MAX_LINES)
        .map(|line| format!("  {line}\n"))
        .collect();
    let more = lines.count();
    if more > 0 {
        shown.push_str(&format!("  … (+{more})\n"));
    }
    shown
}
