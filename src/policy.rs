//! The way in for those who embed the library: a policy, a record of facts, a question, an answer.

mod answer;
mod asking;
mod build;
mod finding;
mod judge;
mod row;

pub use answer::Answer;
pub use asking::{Ask, AskError, Asking};
pub use build::RecordBuilder;
pub use finding::{Finding, Findings};
pub use judge::{Desk, Judge, Judged, Wanted};
pub use row::{Conclusion, Duty, Need, Power, Sanction};

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::determination::Words;
use crate::diagnostic;
use crate::facts::{self, Facts};
use crate::program::Program;
use crate::source::Sources;

/// The name of a record that was made by the program.
const RECORD: &str = "record.json";

/// A language of messages and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    En,
    /// Korean.
    Ko,
}

impl From<Language> for diagnostic::Language {
    fn from(language: Language) -> diagnostic::Language {
        match language {
            Language::En => diagnostic::Language::English,
            Language::Ko => diagnostic::Language::Korean,
        }
    }
}

fn said(words: &Words, language: Language) -> &str {
    match language {
        Language::En => &words.en,
        Language::Ko => &words.ko,
    }
}

/// Policies that were read and checked. Cheap to clone, and to be shared between threads.
#[derive(Clone)]
pub struct Policy {
    inner: Arc<Inner>,
}

struct Inner {
    sources: Sources,
    program: Program,
    warnings: Findings,
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let policies = &self.inner.program.policies;
        let names = policies.iter().map(|policy| policy.name.to_string());
        f.debug_tuple("Policy")
            .field(&names.collect::<Vec<_>>())
            .finish()
    }
}

impl Policy {
    /// Reads and checks policies, each file by its name and its text. The order of the files does
    /// not matter.
    ///
    /// # Errors
    /// All that is found in them, if any of it is an error.
    pub fn load<N, T>(files: impl IntoIterator<Item = (N, T)>) -> Result<Policy, Findings>
    where
        N: Into<String>,
        T: Into<String>,
    {
        let mut sources = Sources::default();
        let mut files: Vec<(String, String)> = files
            .into_iter()
            .map(|(name, text)| (name.into(), text.into()))
            .collect();
        files.sort();
        for (name, text) in files {
            sources.add(name, text);
        }
        let (program, found) = crate::load(&sources);
        let findings = Findings::of(&found, &sources);
        match program {
            Some(program) => Ok(Policy {
                inner: Arc::new(Inner {
                    sources,
                    program,
                    warnings: findings,
                }),
            }),
            None => Err(findings),
        }
    }

    /// What should be looked at in the policies, though they can be relied on.
    #[must_use]
    pub fn warnings(&self) -> &Findings {
        &self.inner.warnings
    }

    /// Reads a record of facts. The end of its name says in which form it is: `.yaml`, `.yml` and
    /// `.toml` with the features of these names, else JSON.
    ///
    /// # Errors
    /// All that is found in it, if any of it is an error.
    pub fn record(&self, name: &str, text: impl Into<String>) -> Result<Record, Findings> {
        let mut sources = self.inner.sources.clone();
        let file = sources.add(name, text.into());
        let (facts, found) = facts::read(file, &sources, &self.inner.program);
        let findings = Findings::of(&found, &sources);
        if findings.have_errors() {
            return Err(findings);
        }
        Ok(Record {
            facts,
            warnings: findings,
            read_for: Arc::clone(&self.inner),
        })
    }

    /// A record of facts that are values of the program: whatever serde writes as an object.
    ///
    /// # Errors
    /// All that is found in it, if any of it is an error; or what kept it from being written.
    pub fn record_of(&self, facts: &impl Serialize) -> Result<Record, Findings> {
        match serde_json::to_string_pretty(facts) {
            Ok(text) => self.record(RECORD, text),
            Err(error) => Err(Findings::of_record(error.to_string())),
        }
    }

    /// A record of facts that is put together one fact after the other.
    pub fn build(&self) -> RecordBuilder<'_> {
        RecordBuilder::of(self)
    }

    /// A question about a record that was read with this policy or a copy of it.
    #[must_use]
    pub fn ask<'a>(&'a self, record: &'a Record) -> Asking<'a> {
        Asking {
            policy: self,
            record,
        }
    }
}

/// The facts of one incident, read for a policy.
#[derive(Clone)]
pub struct Record {
    facts: Facts,
    warnings: Findings,
    /// Facts are kept in the order of the vocabulary of the policies they were read for, and mean
    /// nothing under others.
    read_for: Arc<Inner>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.facts.fmt(f)
    }
}

impl Record {
    fn is_for(&self, policy: &Policy) -> bool {
        Arc::ptr_eq(&self.read_for, &policy.inner)
    }

    /// What should be looked at in the record, though it can be relied on.
    #[must_use]
    pub fn warnings(&self) -> &Findings {
        &self.warnings
    }
}
