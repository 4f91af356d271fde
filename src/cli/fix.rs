//! `onus check --fix`: the certain edits, made in the files that were named.

use std::path::{Path, PathBuf};

use super::{files, output};
use crate::diagnostic::{Diagnostic, Language};
use crate::source::Sources;
use crate::syntax;

/// Edits may lay bare others, or overlap them; after so many rounds what is left is told.
const ROUNDS: usize = 10;

/// Mends the files at the paths and says how; false if a file could not be read or written.
pub(super) fn run(paths: &[PathBuf], language: Language) -> bool {
    let mut refused = Vec::new();
    for _ in 0..ROUNDS {
        let sources = match files::policies(paths) {
            Ok((sources, _)) => sources,
            Err(trouble) => {
                output::could_not(language, &trouble.en, &trouble.ko);
                return false;
            }
        };
        let mut any = false;
        refused.clear();
        for (file, source) in sources.iter() {
            let path = Path::new(source.name());
            // A policy that is only used was not asked to be changed.
            if !paths.iter().any(|asked| path.starts_with(asked)) {
                continue;
            }
            let mended = syntax::mend(file, &sources);
            refused.extend(
                mended
                    .refused
                    .iter()
                    .map(|one| told(one, false, &sources, language)),
            );
            if mended.done.is_empty() {
                continue;
            }
            any = true;
            if let Err(trouble) = files::write(path, &mended.text) {
                output::could_not(language, &trouble.en, &trouble.ko);
                return false;
            }
            for one in &mended.done {
                output::complain(&told(one, true, &sources, language));
            }
        }
        if !any {
            break;
        }
    }
    output::complain(&refused.concat());
    true
}

/// What was done, or not, in one line.
fn told(finding: &Diagnostic, done: bool, sources: &Sources, language: Language) -> String {
    let Some(fix) = &finding.fix else {
        return String::new();
    };
    let place = sources.place(fix.span);
    let at = format!("{}:{}:{}", place.file, place.line, place.column);
    let was = shown(sources.text(fix.span));
    let is = shown(&fix.replacement);
    let code = finding.code.name();
    match (language, done, fix.replacement.is_empty()) {
        (Language::English, true, true) => format!("{at}: deleted `{was}` [{code}]\n"),
        (Language::Korean, true, true) => format!("{at}: `{was}` 부분을 지웠습니다 [{code}]\n"),
        (Language::English, true, false) => format!("{at}: wrote `{is}` for `{was}` [{code}]\n"),
        (Language::Korean, true, false) => {
            format!("{at}: `{was}` 부분을 고쳤습니다: `{is}` [{code}]\n")
        }
        (Language::English, false, _) => {
            format!(
                "{at}: left `{was}` as it is: with the edit something else would be read otherwise [{code}]\n"
            )
        }
        (Language::Korean, false, _) => {
            format!(
                "{at}: `{was}` 부분은 고치지 않았습니다. 고치면 다른 내용이 달리 읽힙니다 [{code}]\n"
            )
        }
    }
}

/// A text, or the numbers of its characters where there is nothing to see.
fn shown(text: &str) -> String {
    if text
        .chars()
        .any(|c| c.is_alphanumeric() || c.is_ascii_graphic())
    {
        return text.to_owned();
    }
    let numbers = text.chars().map(|c| match c {
        ' ' => " ".to_owned(),
        c => format!("U+{:04X}", u32::from(c)),
    });
    numbers.collect()
}
