//! The cases of policies, each with the facts that its file gives.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::args::Common;
use super::{COULD_NOT_RUN, FOUND, check, output, record};
use crate::Trees;
use crate::cases::{Ready, no_record};
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::facts;
use crate::name::Name;
use crate::program::{Case, Head, Program};
use crate::source::Sources;

/// Policies that can be relied on and have cases.
pub(super) struct Loaded {
    pub(super) sources: Sources,
    /// All that was loaded.
    pub(super) program: Program,
    pub(super) findings: Vec<Diagnostic>,
    /// A case is one of its policy: what else was loaded does not show in its answer.
    pub(super) groups: Vec<Group>,
}

/// A policy with those that it uses, whose cases are asked for.
pub(super) struct Group {
    pub(super) program: Program,
    pub(super) policy: usize,
    cases: Vec<usize>,
}

impl Group {
    /// The cases asked for.
    pub(super) fn cases(&self) -> impl Iterator<Item = &Case> {
        self.all().filter(|case| !case.expects.is_empty())
    }

    /// Those of them that expect nothing yet, so that there is nothing to judge.
    pub(super) fn not_judged(&self) -> impl Iterator<Item = &Case> {
        self.all().filter(|case| case.expects.is_empty())
    }

    fn all(&self) -> impl Iterator<Item = &Case> {
        let cases = self.cases.iter();
        cases.filter_map(|case| self.program.cases.get(*case))
    }

    /// All of them with their facts; none if one has no facts that can be relied on.
    pub(super) fn ready(
        &self,
        sources: &mut Sources,
        language: Language,
    ) -> Option<Vec<Ready<'_>>> {
        let mut records = Records::default();
        self.cases()
            .map(|case| records.ready(&self.program, sources, case, language))
            .collect()
    }
}

/// Loads policies and tells what is found; else with which code to leave.
pub(super) fn load(common: &Common, language: Language) -> Result<Loaded, u8> {
    let (sources, trees) = check::read(&common.paths, language).ok_or(COULD_NOT_RUN)?;
    let (program, findings) = trees.load(&sources);
    tell(&findings, &sources, language);
    let Some(program) = program else {
        let errors = findings.iter().map(Diagnostic::severity);
        let errors = errors
            .filter(|severity| *severity == Severity::Error)
            .count();
        output::complain(&match language {
            Language::English => format!(
                "{errors} error{} in the policies: no case was run\n",
                if errors == 1 { "" } else { "s" }
            ),
            Language::Korean => {
                format!("정책에 오류 {errors}건이 있어 사례를 실행하지 않았습니다\n")
            }
        });
        return Err(FOUND);
    };
    let groups: Vec<Group> = policies(&program, &sources, &common.paths)
        .iter()
        .filter_map(|policy| group(&trees, &sources, policy, &common.paths))
        .collect();
    if groups.is_empty() {
        output::could_not(
            language,
            "there are no cases in these policies",
            "이 정책에는 사례가 없습니다",
        );
        return Err(COULD_NOT_RUN);
    }
    Ok(Loaded {
        sources,
        program,
        findings,
        groups,
    })
}

/// So many findings of the policies are told whole; of more, where no case can fail for them, only
/// how many there are of each kind.
const TOLD_WHOLE: usize = 3;

fn tell(findings: &[Diagnostic], sources: &Sources, language: Language) {
    let error = |finding: &Diagnostic| finding.severity() == Severity::Error;
    if findings.len() <= TOLD_WHOLE || findings.iter().any(error) {
        return output::findings(findings, sources, language);
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *kinds.entry(finding.code.name()).or_default() += 1;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    let (count, kinds) = (findings.len(), kinds.join(", "));
    output::complain(&match language {
        Language::English => {
            format!("{count} warnings in the policies, which `onus check` shows: {kinds}\n")
        }
        Language::Korean => {
            format!("정책의 경고 {count}건(`onus check`로 확인): {kinds}\n")
        }
    });
}

fn group(trees: &Trees, sources: &Sources, name: &Name, paths: &[PathBuf]) -> Option<Group> {
    let program = trees.load_policy(name, sources).0?;
    let policy = program.policies.iter().position(|p| p.name == *name)?;
    let cases = program.cases.iter().enumerate();
    let cases = cases
        .filter(|(_, case)| case.head.policy == policy && is_asked(sources, &case.head, paths))
        .map(|(number, _)| number)
        .collect();
    Some(Group {
        program,
        policy,
        cases,
    })
}

/// The policies that have cases in the files asked for, and not only in those that they use.
fn policies(program: &Program, sources: &Sources, paths: &[PathBuf]) -> BTreeSet<Name> {
    let asked = program.cases.iter();
    asked
        .filter(|case| is_asked(sources, &case.head, paths))
        .filter_map(|case| program.policies.get(case.head.policy))
        .map(|policy| policy.name.clone())
        .collect()
}

/// Whether it is written in the files asked for, and not only in those that they use.
pub(super) fn is_asked(sources: &Sources, head: &Head, paths: &[PathBuf]) -> bool {
    let file = sources.get(head.span.file);
    file.is_some_and(|file| {
        paths
            .iter()
            .any(|path| Path::new(file.name()).starts_with(path))
    })
}

/// The folder of a case's policy file.
pub(super) fn folder(sources: &Sources, case: &Case) -> PathBuf {
    let file = sources
        .get(case.head.span.file)
        .map_or("", |source| source.name());
    Path::new(file)
        .parent()
        .unwrap_or_else(|| Path::new(""))
        .to_owned()
}

/// Whether the whole answers of the cases there are kept.
pub(super) fn is_kept(sources: &Sources, case: &Case) -> bool {
    folder(sources, case).join("answers").is_dir()
}

/// The files of records that cases name and that are not there, each told at its case.
pub(super) fn without_records(program: &Program, sources: &Sources) -> Vec<Diagnostic> {
    let cases = program.cases.iter();
    cases
        .filter_map(|case| {
            let (name, span) = case.facts.as_ref()?;
            let path = folder(sources, case).join(name);
            let missing = !path.is_file();
            missing.then(|| no_record(name, *span, nearest_file(&path).as_deref()))
        })
        .collect()
}

/// The file of the folder whose name is nearest to that of a file that is not there.
fn nearest_file(path: &Path) -> Option<String> {
    let written = path.file_name()?.to_str()?;
    let entries = path.parent()?.read_dir().ok()?.flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    names.sort();
    let near = nearest(written, names.iter().map(String::as_str))?;
    Some(near.to_owned())
}

/// The records that cases of one program name, each read once.
#[derive(Default)]
pub(super) struct Records {
    read: BTreeMap<PathBuf, record::Record>,
}

impl Records {
    /// A case with its facts; none, and told why, if its file cannot be relied on.
    pub(super) fn ready<'a>(
        &mut self,
        program: &Program,
        sources: &mut Sources,
        case: &'a Case,
        language: Language,
    ) -> Option<Ready<'a>> {
        let facts = match &case.facts {
            None => facts::blank(program),
            Some((name, span)) => {
                let path = folder(sources, case).join(name);
                if !path.is_file() {
                    let finding = no_record(name, *span, nearest_file(&path).as_deref());
                    output::findings(&[finding], sources, language);
                    return None;
                }
                let record = match self.read.entry(path) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        let record = record::read(new.key(), sources, program, language).ok()?;
                        new.insert(record)
                    }
                };
                output::findings(&record.findings, sources, language);
                record.facts.clone()
            }
        };
        Some(Ready::new(program, case, facts))
    }
}
