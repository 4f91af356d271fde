//! A case with its facts, ready to be judged by a program, as it is or changed.

use super::{Verdict, compare};
use crate::determination::Determination;
use crate::eval::{self, Observed, Question, Seen};
use crate::facts::{self, Facts, Known};
use crate::program::case::Expect;
use crate::program::{Case, Program};
use crate::source::Span;
use crate::value::Instant;

/// A case with its facts.
#[derive(Clone, Debug)]
pub struct Ready<'a> {
    /// The case.
    pub case: &'a Case,
    /// What its file gave, and what is given on top of that.
    pub facts: Facts,
    /// What it asks, with what would settle what is open.
    pub question: Question,
}

impl<'a> Ready<'a> {
    /// A case on the facts that its file gave.
    #[must_use]
    pub fn new(program: &Program, case: &'a Case, mut facts: Facts) -> Ready<'a> {
        for given in &case.given {
            let known = match &given.value {
                None => Known::Unknown,
                Some(value) => eval::constant(program, value),
            };
            facts::put(&mut facts, program, &given.path, known);
        }
        let question = question(case, &facts);
        Ready {
            case,
            facts,
            question,
        }
    }

    /// A case that expects some of the same.
    #[must_use]
    pub fn expecting(&self, some: &[&Expect]) -> Case {
        Case {
            expects: some.iter().map(|expect| (*expect).clone()).collect(),
            ..self.case.clone()
        }
    }

    /// That case on the same facts.
    #[must_use]
    pub fn of<'c>(&self, case: &'c Case) -> Ready<'c> {
        Ready {
            case,
            facts: self.facts.clone(),
            question: question(case, &self.facts),
        }
    }

    /// The whole answer, with what is coming, and what is not as expected.
    #[must_use]
    pub fn run(&self, program: &Program) -> Verdict {
        let question = Question {
            coming: true,
            ..self.question.clone()
        };
        let (determination, findings) = eval::evaluate(program, &self.facts, &question);
        self.verdict(program, determination, findings)
    }

    /// The same of what is expected alone: no other row is worked out, and of these no more than
    /// expectations are held against, unless something has to be told.
    #[must_use]
    pub fn check(&self, program: &Program) -> Verdict {
        let whole = Question {
            only: self.expected(),
            ..self.question.clone()
        };
        let judge = |question: &Question| {
            let (determination, findings) = eval::evaluate(program, &self.facts, question);
            self.verdict(program, determination, findings)
        };
        let bare = self.bare(whole.clone());
        let verdict = judge(&bare);
        // A finding is told in words.
        match verdict.findings.is_empty() || bare.words {
            true => verdict,
            false => judge(&whole),
        }
    }

    fn expected(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for expect in &self.case.expects {
            if !names.contains(&expect.name) {
                names.push(expect.name.clone());
            }
        }
        names
    }

    /// The question with no more than what expectations are held against: what is missing is
    /// narrowed by the routes, and articles are found in the reasons.
    fn bare(&self, question: Question) -> Question {
        let expects = &self.case.expects;
        let needs = expects.iter().any(|expect| !expect.needs.is_empty());
        let cites = expects.iter().any(|expect| !expect.citing.is_empty());
        Question {
            routes: needs,
            changes: false,
            words: needs || cites,
            beside: false,
            ..question
        }
    }

    /// The whole answer, what is not as expected, and what was looked at.
    #[must_use]
    pub fn observe(&self, program: &Program) -> (Verdict, Seen) {
        let question = Question {
            words: true,
            ..self.bare(self.question.clone())
        };
        let (determination, findings, seen) = eval::observe(program, &self.facts, &question);
        (self.verdict(program, determination, findings), seen)
    }

    fn verdict(
        &self,
        program: &Program,
        determination: Determination,
        mut findings: Vec<crate::diagnostic::Diagnostic>,
    ) -> Verdict {
        for expect in &self.case.expects {
            findings.extend(compare::unmet(program, &determination, expect));
        }
        Verdict {
            determination,
            findings,
        }
    }

    /// The answer about these provisions alone.
    #[must_use]
    pub fn about(&self, program: &Program, names: Vec<String>) -> Determination {
        let question = Question {
            only: names,
            ..self.question.clone()
        };
        eval::evaluate(program, &self.facts, &question).0
    }

    /// What the record comes to in the right program, for those that differ from it in one place.
    #[must_use]
    pub fn observed<'p>(&'p self, program: &'p Program) -> Option<Observed<'p>> {
        let question = Question {
            routes: false,
            changes: false,
            coming: false,
            beside: false,
            ..self.question.clone()
        };
        Observed::of(program, &self.facts, &question)
    }

    /// Whether an expectation tells this program from the right one. Where it is known what that comes
    /// to and at which place this one differs, only what looks there is found anew.
    #[must_use]
    pub fn notices(&self, program: &Program, right: Option<(&Observed<'_>, Span)>) -> bool {
        let question = self.bare(Question {
            only: self.expected(),
            ..self.question.clone()
        });
        let changed = right.and_then(|(right, span)| right.evaluate(program, &question, span));
        let answer = changed.unwrap_or_else(|| eval::evaluate(program, &self.facts, &question).0);
        let mut expects = self.case.expects.iter();
        expects.any(|expect| !compare::unmet(program, &answer, expect).is_empty())
    }
}

/// What a case asks; `check` has seen to it that it says as of when.
fn question(case: &Case, facts: &Facts) -> Question {
    let none = Instant::from_micros(0);
    Question {
        as_of: case.as_of.or(facts.record_complete_until).unwrap_or(none),
        law_of: case.law_of,
        known_by: case.known_by,
        proposed: case.proposed.clone(),
        readings: (case.readings.iter())
            .map(|(reading, alternative)| (reading.clone(), alternative.to_string()))
            .collect(),
        // To look ahead takes longer than to look.
        coming: case.expects.iter().any(|expect| expect.change().is_some()),
        ..Question::as_of(none)
    }
}
