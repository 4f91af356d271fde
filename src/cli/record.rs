//! A record of facts out of a file, read alike for every command that needs one.

use std::path::Path;

use super::{COULD_NOT_RUN, FOUND, files, output};
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::facts::{self, Facts};
use crate::program::Program;
use crate::source::{FileId, Sources};

/// A record that can be relied on.
pub(super) struct Record {
    pub(super) facts: Facts,
    /// What was found in it that is no error.
    pub(super) findings: Vec<Diagnostic>,
    /// Its text, among the sources.
    pub(super) file: FileId,
}

/// Reads a record. If it cannot be read or relied on, that has been said, and the exit code is given.
pub(super) fn read(
    path: &Path,
    sources: &mut Sources,
    program: &Program,
    language: Language,
) -> Result<Record, u8> {
    let text = files::read(path).map_err(|trouble| {
        output::could_not(language, &trouble.en, &trouble.ko);
        COULD_NOT_RUN
    })?;
    let file = sources.add(path.display().to_string(), text);
    let (facts, findings) = facts::read(file, sources, program);
    let mut severities = findings.iter().map(Diagnostic::severity);
    if severities.any(|severity| severity == Severity::Error) {
        output::findings(&findings, sources, language);
        return Err(FOUND);
    }
    Ok(Record {
        facts,
        findings,
        file,
    })
}
