//! What follows from the policies for a record: its rows, and the whole as text or JSON.

use crate::determination::{Determination, ReadError};
use crate::render;

use super::{Conclusion, Duty, Findings, Language, Power, Sanction};

/// What follows from the policies for a record.
#[derive(Clone, Debug)]
pub struct Answer {
    determination: Determination,
    findings: Findings,
}

impl Answer {
    pub(super) fn new(determination: Determination, findings: Findings) -> Answer {
        Answer {
            determination,
            findings,
        }
    }

    /// The conclusions, one for each instance.
    pub fn conclusions(&self) -> impl Iterator<Item = Conclusion<'_>> {
        self.determination.conclusions.iter().map(Conclusion::of)
    }

    /// The duties, one for each instance.
    pub fn duties(&self) -> impl Iterator<Item = Duty<'_>> {
        self.determination.duties.iter().map(Duty::of)
    }

    /// The powers and permissions, one for each instance.
    pub fn powers(&self) -> impl Iterator<Item = Power<'_>> {
        self.determination.powers.iter().map(Power::of)
    }

    /// The sanctions, one for each instance.
    pub fn sanctions(&self) -> impl Iterator<Item = Sanction<'_>> {
        self.determination.sanctions.iter().map(Sanction::of)
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

    /// The one screen that an answer begins with, with lines of 80 columns: what is to be done, by
    /// when, what is coming, and what to find out first.
    #[must_use]
    pub fn screen(&self, language: Language) -> String {
        render::answer::screen(&self.determination, language.into(), 80)
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
        let determination = Determination::from_json(text)?;
        Ok(Answer::new(determination, Findings::default()))
    }
}
