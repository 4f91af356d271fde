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
                        "--assume {text}: write FACT is VALUE, as in ended is 2026-03-03T14:00"
                    ),
                    &format!(
                        "--assume {text}: ‘사실은 값’처럼 쓰십시오. 예: 복구는 2026-03-03T14:00"
                    ),
                );
                return Err(FOUND);
            }
        }
    }
    Ok(())
}
