//! `onus check`: what is wrong with policies.

use super::args::{Check, Format};
use super::{COULD_NOT_RUN, FINE, FOUND, files, output};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::program::Program;
use crate::render::findings::findings_json;
use crate::source::Sources;

/// Loads policies, or says why that could not be done.
pub(super) fn load(
    paths: &[std::path::PathBuf],
    language: Language,
) -> Option<(Sources, Option<Program>, Vec<Diagnostic>)> {
    match files::policies(paths) {
        Ok(sources) => {
            let (program, findings) = crate::load(&sources);
            Some((sources, program, findings))
        }
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            None
        }
    }
}

pub(super) fn run(options: &Check) -> u8 {
    let language = options.common.lang.into();
    let Some((sources, program, findings)) = load(&options.common.paths, language) else {
        return COULD_NOT_RUN;
    };
    if options.format == Format::Json {
        let json = findings_json(&findings, &sources, language);
        output::print(&format!("{json:#}\n"));
    } else {
        output::findings(&findings, &sources, language);
        output::print(&summary(&findings, program.as_ref(), language));
    }
    if findings.is_empty() { FINE } else { FOUND }
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
            + program.judgements.len()
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
