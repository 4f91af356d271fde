//! What was found in policies, records and answers, with its place and in both languages.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Phrase, Severity};
use crate::source::Sources;

use super::Language;

/// One thing that was found. `Display` writes it in English in one line, with its place.
#[derive(Clone, PartialEq, Eq)]
pub struct Finding {
    code: Code,
    file: String,
    line: u32,
    column: u32,
    message: Phrase,
    help: Option<Phrase>,
}

impl Finding {
    fn of(finding: &Diagnostic, sources: &Sources) -> Finding {
        let at = sources.place(finding.primary.span);
        Finding {
            code: finding.code,
            file: at.file,
            line: at.line,
            column: at.column,
            message: finding.message.clone(),
            help: finding.help.clone(),
        }
    }

    /// Its lasting name, as in `docs/errors`: `unknown-fact`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code.name()
    }

    /// Whether the policy or the record cannot be relied on; else someone should look.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }

    /// The file, by the name under which it was given.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column in letters, from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self, language: Language) -> &str {
        self.message.get(language.into())
    }

    /// One step that would make it right, where there is one.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<&str> {
        Some(self.help.as_ref()?.get(language.into()))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message(Language::En);
        write!(f, "{}:{}:{}: {message}", self.file, self.line, self.column)
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What was found in policies or in a record, in the order of the text. `Display` writes one line
/// for each.
#[derive(Clone, Default)]
pub struct Findings {
    all: Vec<Finding>,
}

impl Findings {
    pub(super) fn of(found: &[Diagnostic], sources: &Sources) -> Findings {
        Findings {
            all: found
                .iter()
                .map(|finding| Finding::of(finding, sources))
                .collect(),
        }
    }

    /// A record made by the program could not be written as one: what kept it from that.
    pub(super) fn of_record(message: String) -> Findings {
        Findings {
            all: vec![Finding {
                code: Code::MalformedRecord,
                file: super::RECORD.to_owned(),
                line: 1,
                column: 1,
                message: Phrase::same(message),
                help: None,
            }],
        }
    }

    pub(super) fn have_errors(&self) -> bool {
        self.all.iter().any(Finding::is_error)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Each finding.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.all.iter()
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, finding) in self.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            finding.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Findings {}
