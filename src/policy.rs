//! The way in for those who embed the library: a policy, a record of facts, a question, an answer.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::determination::{self, Determination, Due, DutyRow, ReadError, Words};
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::eval::{self, Question};
use crate::facts::{self, Facts};
use crate::program::Program;
use crate::render;
use crate::source::Sources;
use crate::value::{Instant, Moment, State};

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
        })
    }

    /// A record of facts that are values of the program: whatever serde writes as an object.
    ///
    /// # Errors
    /// All that is found in it, if any of it is an error; or what kept it from being written.
    pub fn record_of(&self, facts: &impl Serialize) -> Result<Record, Findings> {
        match serde_json::to_string_pretty(facts) {
            Ok(text) => self.record("record.json", text),
            Err(error) => Err(Findings::told(error.to_string())),
        }
    }

    /// A question about a record.
    #[must_use]
    pub fn ask<'a>(&'a self, record: &'a Record) -> Asking<'a> {
        Asking {
            policy: self,
            record,
        }
    }
}

/// The facts of one incident, read for a policy.
#[derive(Clone, Debug)]
pub struct Record {
    facts: Facts,
    warnings: Findings,
}

impl Record {
    /// What should be looked at in the record, though it can be relied on.
    #[must_use]
    pub fn warnings(&self) -> &Findings {
        &self.warnings
    }
}

/// A record of which it is still to be said as of when it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    policy: &'a Policy,
    record: &'a Record,
}

impl<'a> Asking<'a> {
    /// The moment whose state is asked for, as RFC 3339 with an offset: `2022-02-10T09:00+09:00`.
    ///
    /// # Errors
    /// It is no such moment.
    pub fn as_of(self, moment: &str) -> Result<Ask<'a>, MomentError> {
        let at = instant(moment)?;
        Ok(Ask {
            policy: self.policy,
            record: self.record,
            question: Question {
                routes: false,
                ..Question::as_of(at)
            },
        })
    }
}

/// A moment that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentError(String);

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.0;
        write!(
            f,
            "`{text}` is no moment: write it as in `2022-02-10T09:00+09:00`"
        )
    }
}

impl std::error::Error for MomentError {}

/// An instant from RFC 3339; the seconds may be left out.
fn instant(text: &str) -> Result<Instant, MomentError> {
    let with_seconds = || {
        let (clock, offset) = text.split_at_checked(16)?;
        Moment::parse(&format!("{clock}:00{offset}"))
    };
    let moment = Moment::parse(text).or_else(with_seconds);
    moment
        .map(Moment::instant)
        .ok_or_else(|| MomentError(text.to_owned()))
}

/// A question that is ready to be answered.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    policy: &'a Policy,
    record: &'a Record,
    question: Question,
}

impl Ask<'_> {
    /// Answers for these provisions alone, by their names. May be said several times.
    #[must_use]
    pub fn only(mut self, name: &str) -> Self {
        self.question.only.push(name.to_owned());
        self
    }

    /// Also searches for the smallest sets of facts that would settle what is open.
    #[must_use]
    pub fn with_routes(mut self) -> Self {
        self.question.routes = true;
        self
    }

    /// Also says how states change after the moment, if nothing else happens.
    #[must_use]
    pub fn with_coming(mut self) -> Self {
        self.question.coming = true;
        self
    }

    /// The answer.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let program = &self.policy.inner.program;
        let (determination, found) = eval::evaluate(program, &self.record.facts, &self.question);
        Answer {
            findings: Findings::of(&found, &self.policy.inner.sources),
            determination,
        }
    }
}

/// What follows from the policies for a record.
#[derive(Clone, Debug)]
pub struct Answer {
    determination: Determination,
    findings: Findings,
}

impl Answer {
    /// The duties, one for each instance.
    pub fn duties(&self) -> impl Iterator<Item = Duty<'_>> {
        self.determination.duties.iter().map(|row| Duty { row })
    }

    /// What was found in judging the record, such as a limit that lies beyond a calendar.
    #[must_use]
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The whole answer as a text for people, with lines of 100 columns.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        render::answer::answer(&self.determination, language.into(), 100)
    }

    /// The whole answer as JSON of the schema `onus.determination/1`.
    #[must_use]
    pub fn json(&self) -> String {
        render::json::json(&self.determination)
    }

    /// Reads an answer that was stored as JSON.
    ///
    /// # Errors
    /// The text is no answer of the schema `onus.determination/1`.
    pub fn from_json(text: &str) -> Result<Answer, ReadError> {
        Ok(Answer {
            determination: Determination::from_json(text)?,
            findings: Findings::default(),
        })
    }
}

/// A duty of an answer.
#[derive(Clone, Copy, Debug)]
pub struct Duty<'a> {
    row: &'a DutyRow,
}

impl<'a> Duty<'a> {
    /// Its full name: `kr.netflix_law.notify_stop`.
    #[must_use]
    pub fn name(&self) -> &'a str {
        &self.row.about.name
    }

    /// Which instance: `services[0]`.
    #[must_use]
    pub fn instance(&self) -> Option<&'a str> {
        self.row.about.instance.as_deref()
    }

    /// Its title.
    #[must_use]
    pub fn title(&self, language: Language) -> &'a str {
        said(&self.row.about.title, language)
    }

    /// What is owed.
    #[must_use]
    pub fn must(&self, language: Language) -> &'a str {
        said(&self.row.must, language)
    }

    /// Who owes it.
    #[must_use]
    pub fn bearer(&self, language: Language) -> &'a str {
        said(&self.row.bearer_title, language)
    }

    /// By when it is due, where that is known.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        self.row.due()
    }

    /// What has become of it.
    #[must_use]
    pub fn state(&self) -> State {
        self.row.state
    }

    /// The articles of the version in force.
    pub fn cites(&self) -> impl Iterator<Item = &'a str> {
        self.row.about.cites.iter().map(String::as_str)
    }

    /// Paths of the missing facts and judgements that may decide it.
    pub fn needs(&self) -> impl Iterator<Item = &'a str> {
        self.row
            .about
            .needs
            .iter()
            .map(|need: &determination::Need| need.path.as_str())
    }
}

fn said(words: &Words, language: Language) -> &str {
    match language {
        Language::En => &words.en,
        Language::Ko => &words.ko,
    }
}

/// What was found in policies or in a record: each finding with its place. `Display` writes one
/// line for each.
#[derive(Clone, Default)]
pub struct Findings {
    lines: Vec<(bool, String)>,
}

impl Findings {
    fn of(found: &[Diagnostic], sources: &Sources) -> Findings {
        let lines = found.iter().map(|finding| {
            let error = finding.severity() == Severity::Error;
            let at = sources.place(finding.primary.span);
            let (line, column) = (at.line, at.column);
            let message = &finding.message.en;
            (error, format!("{}:{line}:{column}: {message}", at.file))
        });
        Findings {
            lines: lines.collect(),
        }
    }

    fn told(message: String) -> Findings {
        Findings {
            lines: vec![(true, message)],
        }
    }

    fn have_errors(&self) -> bool {
        self.lines.iter().any(|(error, _)| *error)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Each finding in one line, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|(_, line)| line.as_str())
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, line) in self.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            f.write_str(line)?;
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
