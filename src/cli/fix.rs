//! `onus check --fix`: the certain edits, made in the files that were named.

use std::path::{Path, PathBuf};

use super::{files, output};
use crate::Trees;
use crate::diagnostic::{Diagnostic, Fix, Language, Severity};
use crate::source::{FileId, Sources};
use crate::syntax;

/// Edits may lay bare others, or overlap them; after so many rounds what is left is told.
const ROUNDS: usize = 10;

/// Mends the files at the paths and says how; false if a file could not be read or written.
pub(super) fn run(paths: &[PathBuf], language: Language) -> bool {
    let mut refused = Vec::new();
    for _ in 0..ROUNDS {
        let (sources, mut trees) = match files::policies(paths) {
            Ok(read) => read,
            Err(trouble) => {
                output::could_not(language, &trouble.en, &trouble.ko);
                return false;
            }
        };
        let before = errors(&trees, &sources).len();
        let mut any = false;
        refused.clear();
        for (file, source) in sources.iter() {
            let path = Path::new(source.name());
            // A policy that is only used was not asked to be changed.
            if !paths.iter().any(|asked| path.starts_with(asked)) {
                continue;
            }
            let mut mended = syntax::mend(file, &sources);
            let worse = leading_nowhere(file, &mended, (&sources, &mut trees), before);
            if !worse.is_empty() {
                mended = syntax::mend_those(file, &sources, |finding| {
                    !worse.iter().any(|one| one.fix == finding.fix)
                });
            }
            refused.extend(
                worse
                    .iter()
                    .map(|one| leads_nowhere(one, &sources, language)),
            );
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
            match understood(paths, (&sources, &mut trees), language) {
                Ok(true) => {}
                Ok(false) => {
                    output::complain(&refused.concat());
                    output::complain(&left(&sources, &trees, language));
                    return true;
                }
                Err(()) => return false,
            }
        }
    }
    output::complain(&refused.concat());
    if let Ok((sources, trees)) = files::policies(paths) {
        output::complain(&left(&sources, &trees, language));
    }
    true
}

/// The findings whose edits leave as many errors as there were, with one in their line that names no
/// certain edit: what is written then is no better understood than what was.
fn leading_nowhere(
    file: FileId,
    mended: &syntax::Mended,
    (sources, trees): (&Sources, &mut Trees),
    before: usize,
) -> Vec<Diagnostic> {
    let mut done: Vec<(&Diagnostic, &Fix)> = mended
        .done
        .iter()
        .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
        .collect();
    if done.is_empty() {
        return Vec::new();
    }
    done.sort_by_key(|(_, fix)| fix.span);
    let mut edited = sources.clone();
    edited.replace(file, mended.text.clone());
    let found = trees.with_edits(&[file], &edited, |trees| errors(trees, &edited));
    if found.len() < before {
        return Vec::new();
    }
    let line = |at: usize| mended.text.get(..at).map(|text| text.matches('\n').count());
    let stuck = found
        .iter()
        .filter(|finding| finding.primary.span.file == file && finding.fix.is_none());
    let stuck: Vec<Option<usize>> = stuck
        .map(|finding| line(finding.primary.span.start as usize))
        .collect();
    let edits: Vec<&Fix> = done.iter().map(|(_, fix)| *fix).collect();
    let worse = done.iter().filter(|(_, fix)| {
        let start = syntax::moved_start(fix, &edits) as usize;
        stuck.contains(&line(start))
    });
    worse.map(|(finding, _)| (*finding).clone()).collect()
}

/// The errors that are found when all is read together.
fn errors(trees: &Trees, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = trees.load(sources).1;
    found.retain(|finding| finding.severity() == Severity::Error);
    found
}

/// That an edit was not made, since what it writes is an error again.
fn leads_nowhere(finding: &Diagnostic, sources: &Sources, language: Language) -> String {
    let Some(fix) = &finding.fix else {
        return String::new();
    };
    let place = sources.place(fix.span);
    let at = format!("{}:{}:{}", place.file, place.line, place.column);
    let was = shown(sources.text(fix.span), language);
    let (is, code) = (shown(&fix.replacement, language), finding.code.name());
    match language {
        Language::English => {
            format!("{at}: left `{was}` as it is: `{is}` would be an error there too [{code}]\n")
        }
        Language::Korean => format!(
            "{at}: `{was}` 부분은 고치지 않았습니다. `{is}` 표기로 고쳐도 오류입니다 [{code}]\n"
        ),
    }
}

/// That findings name a word which may be meant, and was not written.
fn left(sources: &Sources, trees: &Trees, language: Language) -> String {
    let found = trees.load(sources).1;
    let count = found
        .iter()
        .filter(|finding| finding.offered.is_some())
        .count();
    match (count, language) {
        (0, _) => String::new(),
        (1, Language::English) => {
            "1 finding names what may be meant, which is for you to choose: it was not written\n"
                .to_owned()
        }
        (count, Language::English) => format!(
            "{count} findings name what may be meant, which is for you to choose: it was not written\n"
        ),
        (count, Language::Korean) => format!(
            "지적 사항 {count}건은 뜻이 확실하지 않아 고치지 않았습니다. 도움말을 보고 고르십시오\n"
        ),
    }
}

/// The certain edits that are seen when all policies are read together, made where less is found then.
fn understood(
    paths: &[PathBuf],
    (sources, trees): (&Sources, &mut Trees),
    language: Language,
) -> Result<bool, ()> {
    let could_not = |trouble: files::Trouble| output::could_not(language, &trouble.en, &trouble.ko);
    let (_, found) = trees.load(sources);
    let mut edits: Vec<(&Diagnostic, &Fix)> = found
        .iter()
        .filter_map(|finding| Some((finding, finding.fix.as_ref()?)))
        .collect();
    edits.sort_by_key(|(_, fix)| fix.span);
    let mut edited = sources.clone();
    let mut written = Vec::new();
    let mut done = Vec::new();
    for (file, source) in sources.iter() {
        let asked = paths
            .iter()
            .any(|asked| Path::new(source.name()).starts_with(asked));
        let mut text = String::new();
        let mut at = 0;
        let of_file = edits
            .iter()
            .filter(|(_, fix)| asked && fix.span.file == file);
        for (finding, fix) in of_file {
            let (start, end) = (fix.span.start as usize, fix.span.end as usize);
            if start < at {
                continue;
            }
            text.push_str(source.text().get(at..start).unwrap_or(""));
            text.push_str(&fix.replacement);
            at = end;
            done.push(*finding);
        }
        text.push_str(source.text().get(at..).unwrap_or(""));
        if at > 0 {
            edited.replace(file, text);
            written.push(file);
        }
    }
    let mut still = || trees.with_edits(&written, &edited, |trees| trees.load(&edited).1.len());
    if done.is_empty() || still() >= found.len() {
        return Ok(false);
    }
    for source in written.iter().filter_map(|file| edited.get(*file)) {
        files::write(Path::new(source.name()), source.text()).map_err(could_not)?;
    }
    for finding in done {
        output::complain(&told(finding, true, sources, language));
    }
    Ok(true)
}

/// What was done, or not, in one line.
fn told(finding: &Diagnostic, done: bool, sources: &Sources, language: Language) -> String {
    let Some(fix) = &finding.fix else {
        return String::new();
    };
    let place = sources.place(fix.span);
    let at = format!("{}:{}:{}", place.file, place.line, place.column);
    let was = shown(sources.text(fix.span), language);
    let is = shown(&fix.replacement, language);
    let code = finding.code.name();
    if done && fix.span.is_empty() {
        return match language {
            Language::English => format!("{at}: put in `{is}` [{code}]\n"),
            Language::Korean => format!("{at}: `{is}` 부분을 넣었습니다 [{code}]\n"),
        };
    }
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
fn shown(text: &str, language: Language) -> String {
    if text == " " {
        let blank = match language {
            Language::English => "a blank",
            Language::Korean => "빈칸",
        };
        return blank.to_owned();
    }
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
