//! What is asked of a record: as of when, of which provisions, and how much of the answer is wanted.

use std::fmt;

use crate::eval::{self, Question};
use crate::value::{Instant, Moment};

use super::{Answer, Findings, Policy, Record};

/// A record of which it is still to be said as of when it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    pub(super) policy: &'a Policy,
    pub(super) record: &'a Record,
}

impl<'a> Asking<'a> {
    /// The moment whose state is asked for, as RFC 3339 with an offset: `2022-02-10T09:00+09:00`.
    ///
    /// # Errors
    /// It is no such moment, or the record was read for other policies.
    pub fn as_of(self, moment: &str) -> Result<Ask<'a>, AskError> {
        if !self.record.is_for(self.policy) {
            return Err(AskError::OtherPolicy);
        }
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

/// A question that cannot be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AskError {
    /// What was given as a moment is none: RFC 3339 with an offset is wanted.
    Moment(String),
    /// The record was read for other policies than those that are asked.
    OtherPolicy,
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AskError::Moment(text) => write!(
                f,
                "`{text}` is no moment: write it as in `2022-02-10T09:00+09:00`"
            ),
            AskError::OtherPolicy => f.write_str(
                "the record was read for other policies: read it with those that are asked",
            ),
        }
    }
}

impl std::error::Error for AskError {}

/// An instant from RFC 3339; the seconds may be left out.
pub(super) fn instant(text: &str) -> Result<Instant, AskError> {
    let with_seconds = || {
        let (clock, offset) = text.split_at_checked(16)?;
        Moment::parse(&format!("{clock}:00{offset}"))
    };
    let moment = Moment::parse(text).or_else(with_seconds);
    moment
        .map(Moment::instant)
        .ok_or_else(|| AskError::Moment(text.to_owned()))
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

    /// Ignores what was recorded after a moment.
    ///
    /// # Errors
    /// It is no moment: RFC 3339 with an offset.
    pub fn known_by(mut self, moment: &str) -> Result<Self, AskError> {
        self.question.known_by = Some(instant(moment)?);
        Ok(self)
    }

    /// Applies the law of one moment, whichever would govern.
    ///
    /// # Errors
    /// It is no moment: RFC 3339 with an offset.
    pub fn under_law_of(mut self, moment: &str) -> Result<Self, AskError> {
        self.question.law_of = Some(instant(moment)?);
        Ok(self)
    }

    /// Takes proposed versions of this name to be in force. May be said several times.
    #[must_use]
    pub fn with_proposed(mut self, name: &str) -> Self {
        self.question.proposed.push(name.to_owned());
        self
    }

    /// Takes another alternative of a reading than its default. May be said several times.
    #[must_use]
    pub fn with_reading(mut self, name: &str, alternative: &str) -> Self {
        let reading = (name.to_owned(), alternative.to_owned());
        self.question.readings.push(reading);
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
        let inner = &self.policy.inner;
        let (determination, found) =
            eval::evaluate(&inner.program, &self.record.facts, &self.question);
        Answer::new(determination, Findings::of(&found, &inner.sources))
    }
}
