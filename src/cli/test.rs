//! `onus test`: cases are run, and their golden answers compared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::{Format, Test};
use super::{COULD_NOT_RUN, FINE, FOUND, check, eval, files, output};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::facts::{self, Facts};
use crate::name::Name;
use crate::program::{Case, Program};
use crate::source::Sources;

pub(super) fn run(options: &Test) -> u8 {
    let language: Language = options.common.lang.into();
    let Some((mut sources, program, findings)) = check::load(&options.common.paths, language)
    else {
        return COULD_NOT_RUN;
    };
    output::findings(&findings, &sources, language);
    let Some(program) = program else {
        return FOUND;
    };
    // A case is one of its policy: what else was loaded does not show in its answer.
    let policies = policies(&program, &sources, &options.common.paths);
    if policies.is_empty() {
        output::could_not(
            language,
            "there are no cases in these policies",
            "이 정책에는 사례가 없습니다",
        );
        return COULD_NOT_RUN;
    }
    let mut tally = Tally::default();
    for policy in policies {
        let Some(program) = crate::load_policy(&sources, &policy).0 else {
            continue;
        };
        let number = program.policies.iter().position(|p| p.name == policy);
        for case in &program.cases {
            if Some(case.head.policy) == number && is_asked(&sources, case, &options.common.paths) {
                let how = (options.update, language);
                run_case(&program, &mut sources, case, how, &mut tally);
            }
        }
    }
    tally.findings.extend(findings);
    output::print(&tally.summary(language));
    let stale = tally.stale > 0 && !options.update;
    if tally.failed > 0 || tally.trouble || stale || !tally.findings.is_empty() {
        FOUND
    } else {
        FINE
    }
}

/// The policies that have cases in the files asked for, and not only in those that they use.
fn policies(program: &Program, sources: &Sources, paths: &[PathBuf]) -> BTreeSet<Name> {
    let asked = program.cases.iter();
    asked
        .filter(|case| is_asked(sources, case, paths))
        .filter_map(|case| program.policies.get(case.head.policy))
        .map(|policy| policy.name.clone())
        .collect()
}

fn is_asked(sources: &Sources, case: &Case, paths: &[PathBuf]) -> bool {
    let file = sources.get(case.head.span.file);
    file.is_some_and(|file| {
        paths
            .iter()
            .any(|path| Path::new(file.name()).starts_with(path))
    })
}

/// What running the cases gave.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    stale: usize,
    written: usize,
    trouble: bool,
    findings: Vec<Diagnostic>,
}

impl Tally {
    fn summary(&self, language: Language) -> String {
        let Tally {
            passed,
            failed,
            stale,
            written,
            ..
        } = self;
        match language {
            Language::English => format!(
                "{passed} passed, {failed} failed; golden answers: {stale} differ, {written} written\n"
            ),
            Language::Korean => format!(
                "통과 {passed}건, 실패 {failed}건; 기준 답안: 불일치 {stale}건, 새로 씀 {written}건\n"
            ),
        }
    }
}

fn run_case(
    program: &Program,
    sources: &mut Sources,
    case: &Case,
    (update, language): (bool, Language),
    tally: &mut Tally,
) {
    let Some(facts) = read_facts(program, sources, case, language) else {
        tally.failed += 1;
        return;
    };
    let verdict = crate::cases::run(program, case, facts);
    output::findings(&verdict.findings, sources, language);
    if verdict.findings.is_empty() {
        tally.passed += 1;
    } else {
        tally.failed += 1;
    }
    let answer = &verdict.determination;
    for (end, format, shown_in) in [
        ("en.txt", Format::Text, Language::English),
        ("ko.txt", Format::Text, Language::Korean),
        ("json", Format::Json, Language::English),
    ] {
        let text = eval::shown(answer, format, shown_in);
        golden(sources, case, (end, &text), (update, language), tally);
    }
}

/// The folder of a case's policy file.
fn folder(sources: &Sources, case: &Case) -> PathBuf {
    let file = sources
        .get(case.head.span.file)
        .map_or("", |source| source.name());
    Path::new(file)
        .parent()
        .unwrap_or_else(|| Path::new(""))
        .to_owned()
}

fn read_facts(
    program: &Program,
    sources: &mut Sources,
    case: &Case,
    language: Language,
) -> Option<Facts> {
    let Some((name, _)) = &case.facts else {
        return Some(facts::blank(program));
    };
    let path = folder(sources, case).join(name);
    match files::read(&path) {
        Ok(text) => {
            let file = sources.add(path.display().to_string(), text);
            let (facts, findings) = facts::read(file, sources, program);
            output::findings(&findings, sources, language);
            let sound = findings
                .iter()
                .all(|finding| finding.severity() != Severity::Error);
            sound.then_some(facts)
        }
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            None
        }
    }
}

/// Compares one golden answer, or writes it, where a folder `answers` stands beside the case.
fn golden(
    sources: &Sources,
    case: &Case,
    (end, text): (&str, &str),
    (update, language): (bool, Language),
    tally: &mut Tally,
) {
    let answers = folder(sources, case).join("answers");
    if !answers.is_dir() {
        return;
    }
    let path = answers.join(format!("{}.{end}", case.head.name));
    let held = std::fs::read_to_string(&path).ok();
    if held.as_deref() == Some(text) {
        return;
    }
    if update {
        tally.written += 1;
        if let Err(trouble) = files::write(&path, text) {
            tally.trouble = true;
            output::complain(&format!("onus: {}\n", trouble.en));
        }
    } else {
        tally.stale += 1;
        let path = path.display();
        output::complain(&match (language, held.is_some()) {
            (Language::English, true) => {
                format!("golden answer differs: {path} (rewrite it with `onus test --update`)\n")
            }
            (Language::English, false) => {
                format!(
                    "there is no golden answer yet: {path} (write it with `onus test --update`)\n"
                )
            }
            (Language::Korean, true) => {
                format!("기준 답안과 다름: {path} (`onus test --update`로 다시 쓸 수 있음)\n")
            }
            (Language::Korean, false) => {
                format!("기준 답안이 아직 없음: {path} (`onus test --update`로 쓸 수 있음)\n")
            }
        });
    }
}
