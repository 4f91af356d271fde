//! What is assumed on top of a record, in the words of an answer: FACT is VALUE.

use super::{FOUND, output};
use crate::diagnostic::Language;
use crate::facts::{self, Facts};
use crate::program::Program;
use crate::source::Sources;

/// Puts what is assumed into the facts; else it has been said what is wrong, and the exit code is given.
pub(super) fn put(
    facts: &mut Facts,
    program: &Program,
    assumptions: &[String],
    language: Language,
) -> Result<(), u8> {
    for text in assumptions {
        let mut sources = Sources::default();
        let file = sources.add("--assume", text.as_str());
        match facts::assumptions(file, &sources, program, facts) {
            Ok(all) => {
                for (path, known) in all {
                    facts::assume(facts, program, &path, known);
                }
            }
            Err(findings) => {
                output::findings(&findings, &sources, language);
                output::could_not(
                    language,
                    &format!(
                        "--assume {text}: write FACT is VALUE, as in services[0].fee is monthly"
                    ),
                    &format!(
                        "--assume {text}: ‘사실 은 값’으로 쓰십시오. 예: services[0].fee 는 monthly"
                    ),
                );
                return Err(FOUND);
            }
        }
    }
    Ok(())
}
