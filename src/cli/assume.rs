//! What is assumed on top of a record, written as a case gives a fact.

use std::path::PathBuf;

use super::{COULD_NOT_RUN, FOUND, check, output};
use crate::diagnostic::Language;
use crate::eval::constant;
use crate::facts::Known;
use crate::program::{FactPath, Program};

/// The facts that are assumed; else it has been said what is wrong, and the exit code is given.
pub(super) fn read(
    paths: &[PathBuf],
    program: &Program,
    assumptions: &[String],
    language: Language,
) -> Result<Vec<(FactPath, Known)>, u8> {
    if assumptions.is_empty() {
        return Ok(Vec::new());
    }
    let (mut sources, _, _) = check::load(paths, language).ok_or(COULD_NOT_RUN)?;
    let files: Vec<_> = assumptions
        .iter()
        .enumerate()
        .map(|(number, text)| {
            let case = case(program, number, text).ok_or(COULD_NOT_RUN)?;
            Ok(sources.add(format!("--assume '{text}'"), case))
        })
        .collect::<Result<_, u8>>()?;
    let (read, findings) = crate::load(&sources);
    let own: Vec<_> = findings
        .into_iter()
        .filter(|finding| files.contains(&finding.primary.span.file))
        .collect();
    let mut assumed = Vec::new();
    for (file, text) in files.iter().zip(assumptions) {
        let cases = read.iter().flat_map(|program| &program.cases);
        let mut given = cases
            .filter(|case| case.head.span.file == *file)
            .flat_map(|case| &case.given);
        match (given.next(), given.next()) {
            (Some(given), None) => {
                let known = match &given.value {
                    Some(value) => constant(program, value),
                    None => Known::Unknown,
                };
                assumed.push((given.path.clone(), known));
            }
            _ => {
                output::findings(&own, &sources, language);
                output::could_not(
                    language,
                    &format!(
                        "--assume {text}: write FACT is VALUE, as in services[0].fee is monthly"
                    ),
                    &format!(
                        "--assume {text}: ‘사실 is 값’으로 쓰십시오. 예: services[0].fee is monthly"
                    ),
                );
                return Err(FOUND);
            }
        }
    }
    Ok(assumed)
}

/// A case that gives the fact. A case expects something; this one is never run.
fn case(program: &Program, number: usize, text: &str) -> Option<String> {
    let policies = &program.policies;
    let governed = policies.iter().position(|p| p.governed_by.is_some());
    let policy = governed.unwrap_or_default();
    let heads = (program.duties.iter().map(|item| &item.head))
        .chain(program.defines.iter().map(|item| &item.head))
        .chain(program.powers.iter().map(|item| &item.head));
    let expected = heads.into_iter().find(|head| head.policy == policy)?;
    let policy = &policies.get(policy)?.name;
    Some(format!(
        "policy {policy} case assumption_{number} \"Assumption\" ko \"가정\" as of 2000-01-01 expect {} undetermined\ngiven {text}\n",
        expected.name
    ))
}
