//! `onus check`: what is wrong with policies.

use std::time::Duration;

use super::args::{Check, FindingsFormat};
use super::{COULD_NOT_RUN, FINE, FOUND, cases, files, fix, output};
use crate::Trees;
use crate::diagnostic::{Code, Diagnostic, Language, Severity};
use crate::program::Program;
use crate::render::findings::{annotations, findings_json, sarif};
use crate::render::report::plain_line;
use crate::source::Sources;

/// How files end that people read and nothing judges by.
const PAPERS: [&str; 8] = ["md", "txt", "html", "pdf", "doc", "docx", "hwp", "hwpx"];

/// How long `--watch` waits before it looks again.
const WAIT: Duration = Duration::from_millis(300);

/// Loads policies, or says why that could not be done.
pub(super) fn load(
    paths: &[std::path::PathBuf],
    language: Language,
) -> Option<(Sources, Option<Program>, Vec<Diagnostic>)> {
    let (sources, trees) = read(paths, language)?;
    let (program, findings) = trees.load(&sources);
    Some((sources, program, findings))
}

/// The same to judge by: their cases are read only where something is wrong with the law.
pub(super) fn load_law(
    paths: &[std::path::PathBuf],
    language: Language,
) -> Option<(Sources, Option<Program>, Vec<Diagnostic>)> {
    let (sources, trees) = said(files::policies_into(Trees::of_law(), paths), language)?;
    let (program, findings) = trees.load(&sources);
    let (program, findings) = match program {
        None => Trees::of(&sources).load(&sources),
        sound => (sound, findings),
    };
    Some((sources, program, findings))
}

/// Reads policies, or says why that could not be done.
pub(super) fn read(paths: &[std::path::PathBuf], language: Language) -> Option<(Sources, Trees)> {
    said(files::policies(paths), language)
}

fn said(
    read: Result<(Sources, Trees), files::Trouble>,
    language: Language,
) -> Option<(Sources, Trees)> {
    match read {
        Ok(read) => Some(read),
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            None
        }
    }
}

/// Policies that can be relied on, with what was found told; else the exit code. Their cases are read
/// only where something is wrong with the law.
pub(super) fn sound(
    paths: &[std::path::PathBuf],
    language: Language,
) -> Result<(Sources, Program), u8> {
    told_if_sound(load_law(paths, language), language)
}

/// The same with the cases.
pub(super) fn sound_with_cases(
    paths: &[std::path::PathBuf],
    language: Language,
) -> Result<(Sources, Program), u8> {
    told_if_sound(load(paths, language), language)
}

fn told_if_sound(
    loaded: Option<(Sources, Option<Program>, Vec<Diagnostic>)>,
    language: Language,
) -> Result<(Sources, Program), u8> {
    let (sources, program, mut findings) = loaded.ok_or(COULD_NOT_RUN)?;
    // A file that is still empty may be the one into which a command writes, and a case without an
    // expectation what it wrote.
    findings.retain(|one| !matches!(one.code, Code::EmptyFile | Code::MissingExpectation));
    output::findings(&findings, &sources, language);
    Ok((sources, program.ok_or(FOUND)?))
}

pub(super) fn run(options: &Check) -> u8 {
    let language = options.common.lang.into();
    let mut paths = options.common.paths.iter();
    if (options.fix || options.watch) && paths.any(|path| files::is_standard_input(path)) {
        output::could_not(
            language,
            "standard input is read once and cannot be changed: `-` goes with neither --fix nor --watch",
            "표준 입력은 한 번만 읽고 고칠 수 없으므로 `-`는 --fix, --watch와 함께 쓸 수 없습니다",
        );
        return COULD_NOT_RUN;
    }
    let is_record = |path: &&std::path::PathBuf| {
        let end = path.extension().and_then(|end| end.to_str());
        path.is_file() && matches!(end, Some("json" | "yaml" | "yml" | "toml"))
    };
    if let Some(record) = options.common.paths.iter().find(is_record) {
        let shown = record.display();
        output::could_not(
            language,
            &format!(
                "{shown} is no policy: `onus eval POLICY --facts {shown}` checks a record and judges it"
            ),
            &format!(
                "{shown} 파일은 정책이 아닙니다. 사실관계 기록은 `onus eval 정책 --facts {shown}` 명령으로 확인하고 판정합니다"
            ),
        );
        return COULD_NOT_RUN;
    }
    let is_text = |path: &&std::path::PathBuf| {
        let end = path.extension().and_then(|end| end.to_str());
        path.is_file() && end.is_some_and(|end| PAPERS.contains(&end))
    };
    if let Some(paper) = options.common.paths.iter().find(is_text) {
        let shown = paper.display();
        output::could_not(
            language,
            &format!(
                "{shown} is no policy: policies are files that end in .onus, and folders of them"
            ),
            &format!(
                "{shown} 파일은 정책이 아닙니다. 정책은 .onus로 끝나는 파일이나 그 폴더입니다"
            ),
        );
        return COULD_NOT_RUN;
    }
    if options.fix && !fix::run(&options.common.paths, language) {
        return COULD_NOT_RUN;
    }
    if options.watch {
        return watch(options, language);
    }
    match load(&options.common.paths, language) {
        Some((sources, program, mut findings)) => {
            let missing = program
                .as_ref()
                .map(|program| cases::without_records(program, &sources));
            findings.extend(missing.into_iter().flatten());
            told(
                options.format,
                &sources,
                program.as_ref(),
                &findings,
                language,
            );
            if findings.is_empty() { FINE } else { FOUND }
        }
        None => COULD_NOT_RUN,
    }
}

fn told(
    format: FindingsFormat,
    sources: &Sources,
    program: Option<&Program>,
    findings: &[Diagnostic],
    language: Language,
) {
    match format {
        FindingsFormat::Text => {
            output::findings(findings, sources, language);
            output::print(&summary(findings, program, language));
        }
        FindingsFormat::Plain => {
            let lines = findings.iter();
            let lines = lines.map(|finding| plain_line(finding, sources, language) + "\n");
            output::print(&lines.collect::<String>());
        }
        FindingsFormat::Json => {
            let json = findings_json(findings, sources, language);
            output::print(&format!("{json:#}\n"));
        }
        FindingsFormat::Sarif => {
            let log = sarif(findings, sources, language);
            output::print(&format!("{log:#}\n"));
        }
        FindingsFormat::Github => output::print(&annotations(findings, sources, language)),
    }
}

/// Looks at the files over and over, and checks them when any of them reads otherwise than before.
/// A file that is gone for a moment, as an editor leaves it while it saves, is waited for.
fn watch(options: &Check, language: Language) -> u8 {
    let mut before: Option<Sources> = None;
    loop {
        match files::policies(&options.common.paths) {
            Ok((sources, trees)) if before.as_ref() != Some(&sources) => {
                let (program, findings) = trees.load(&sources);
                if before.is_some() {
                    output::print("\n");
                }
                told(
                    options.format,
                    &sources,
                    program.as_ref(),
                    &findings,
                    language,
                );
                before = Some(sources);
            }
            Err(trouble) if before.is_none() => {
                output::could_not(language, &trouble.en, &trouble.ko);
                return COULD_NOT_RUN;
            }
            _ => {}
        }
        std::thread::sleep(WAIT);
    }
}

/// One line: how many findings, or what is sound.
fn summary(findings: &[Diagnostic], program: Option<&Program>, language: Language) -> String {
    let errors = findings
        .iter()
        .filter(|f| f.severity() == Severity::Error)
        .count();
    let warnings = findings.len() - errors;
    let provisions = program.map_or(0, |program| {
        program.defines.len()
            + program.duties.len()
            + program.powers.len()
            + program.sanctions.len()
            + program.exceptions.len()
            + program
                .judgements
                .iter()
                .filter(|judgement| judgement.determines.is_none())
                .count()
    });
    let s = |count: usize| if count == 1 { "" } else { "s" };
    match (language, findings.is_empty()) {
        (Language::English, true) => {
            format!("{provisions} provision{}, no findings\n", s(provisions))
        }
        (Language::Korean, true) => format!("조항 {provisions}개, 지적 사항 없음\n"),
        (Language::English, false) => {
            format!(
                "{errors} error{}, {warnings} warning{}\n",
                s(errors),
                s(warnings)
            )
        }
        (Language::Korean, false) => format!("오류 {errors}건, 경고 {warnings}건\n"),
    }
}
