//! An interview: which missing fact to ask for next, why, and what an answer
//! makes of the record. It asks only for what can still matter, and what
//! settles most comes first. It reads no line and writes no file: the
//! caller does.

mod shown;
mod words;

pub use shown::{at_start, ended, help, passed_over};

use std::collections::BTreeSet;

use crate::determination::{Determination, Need};
use crate::diagnostic::{Code, Diagnostic, Language, Phrase, Severity};
use crate::eval::{Question, evaluate};
use crate::facts::{self, Document, Facts, Own, Place, expected, is_free, places};
use crate::program::{FactPath, Program};
use crate::render::answer::asked;
use crate::source::{Sources, Span};
use crate::value::{Kind, Zone, said};

/// Until when the list of what was done is complete: asked once the acts have been.
const COMPLETE: &str = "record_complete_until";

/// The answer to a question about an act that says there was none.
const NO: &[&str] = &["no", "n", "없음", "아니오", "아니요", "아니", "ㄴ", "ㄴㄴ"];

/// The answer that says there was one, and not when.
const YES: &[&str] = &["yes", "y", "예", "네", "있음", "응", "ㅇ", "ㅇㅇ"];

/// A record in the making.
pub struct Interview<'p> {
    program: &'p Program,
    question: Question,
    record: Document,
    facts: Facts,
    determination: Determination,
    /// The record before each answer, and what was asked.
    before: Vec<(Document, String)>,
    /// What is not asked again: passed over, or answered with nothing that a record holds.
    passed: BTreeSet<String>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What is missing.
    pub need: Need,
    /// Where its answer goes; none for the end of the list of what was done.
    place: Option<Place>,
    /// It settles nothing that is open: it could show otherwise than is presumed.
    rebuts: bool,
}

/// How far an interview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Of so many goals.
    pub goals: usize,
    /// So many are settled, whatever is missing.
    pub settled: usize,
    /// So many are settled on a presumption, and something missing could show otherwise.
    pub presumed: usize,
    /// So many questions are in sight; an answer may open others.
    pub left: usize,
}

/// What a line says, where it is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Why is this asked?
    Why,
    /// The last answer is taken back.
    Back,
    /// Not now.
    Skip,
    /// Enough.
    Stop,
}

impl Command {
    fn of(line: &str) -> Option<Command> {
        Some(match line.to_lowercase().as_str() {
            "?" | "why" | "왜" => Command::Why,
            "back" | "이전" => Command::Back,
            "" | "skip" | "다음" => Command::Skip,
            "quit" | "stop" | "그만" => Command::Stop,
            _ => return None,
        })
    }
}

/// Findings, and the texts in which they are.
pub type Refused = (Sources, Vec<Diagnostic>);

impl<'p> Interview<'p> {
    /// Begins with what a record says already.
    ///
    /// # Errors
    /// What is wrong with the record.
    pub fn new(
        program: &'p Program,
        question: Question,
        record: Document,
    ) -> Result<Interview<'p>, Refused> {
        let facts = read(program, &record)?;
        let (determination, _) = evaluate(program, &facts, &question);
        Ok(Interview {
            program,
            question,
            record,
            facts,
            determination,
            before: Vec::new(),
            passed: BTreeSet::new(),
        })
    }

    /// The record so far.
    #[must_use]
    pub fn record(&self) -> &Document {
        &self.record
    }

    /// What follows from the record so far.
    #[must_use]
    pub fn determination(&self) -> &Determination {
        &self.determination
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let goals = self.determination.goals();
        let open = self.determination.open().count();
        let presumed = self.determination.presumed().count();
        Progress {
            goals,
            settled: goals.saturating_sub(open + presumed),
            presumed,
            left: self.questions().len(),
        }
    }

    /// The next question; none where nothing is left that an answer could settle.
    #[must_use]
    pub fn next(&self) -> Option<Asked> {
        self.questions().into_iter().next()
    }

    /// All that can be asked now, the best first: facts, then what was done, then what is for
    /// someone to judge; what could only show otherwise than is presumed comes last.
    fn questions(&self) -> Vec<Asked> {
        let wanted = self.determination.wanted().into_iter();
        let open = wanted.map(|wanted| (wanted.need, false));
        let rebutting = self.determination.rebutting().into_iter();
        let mut questions: Vec<Asked> = open
            .chain(rebutting.map(|need| (need, true)))
            .filter(|(need, _)| !need.declared_unknown)
            .filter_map(|(need, rebuts)| {
                let places = places(self.program, &self.facts, &need.path);
                let mut places = places.into_iter();
                let place = places.find(|place| is_free(self.program, &self.facts, place))?;
                Some(Asked {
                    need,
                    place: Some(place),
                    rebuts,
                })
            })
            .collect();
        let acts = questions.iter().filter(|asked| asked.is_about_act());
        let rebuts = acts.map(|asked| asked.rebuts).reduce(|a, b| a && b);
        questions.retain(|asked| !self.passed.contains(&asked.need.path));
        if let Some(rebuts) = rebuts.filter(|_| !self.passed.contains(COMPLETE)) {
            questions.push(Asked {
                need: Need {
                    path: COMPLETE.to_owned(),
                    title: words::complete(),
                    holder: None,
                    declared_unknown: false,
                },
                place: None,
                rebuts,
            });
        }
        questions.sort_by_key(|asked| {
            let act = asked.is_about_act() || asked.place.is_none();
            let judged = asked.need.holder.is_some();
            (asked.rebuts, judged, act, asked.place.is_none())
        });
        questions
    }

    /// What a line says, where it is no answer. What a choice is called is one.
    #[must_use]
    pub fn command(&self, asked: &Asked, line: &str) -> Option<Command> {
        let line = line.trim();
        let command = Command::of(line)?;
        let kind = asked
            .fact()
            .and_then(|path| expected(self.program, &self.facts, path));
        let choices = match kind {
            Some((Kind::Choice(list), _)) => self.program.choices.get(list),
            _ => None,
        };
        let mut names = choices.iter().flat_map(|list| &list.alternatives);
        let is_choice = names.any(|(name, title)| {
            name.as_str() == line || title.en.eq_ignore_ascii_case(line) || title.ko == line
        });
        (!is_choice).then_some(command)
    }

    /// Takes an answer into the record.
    ///
    /// # Errors
    /// What is wrong with the answer, or with the record that it would make.
    pub fn answer(&mut self, asked: &Asked, line: &str) -> Result<(), Refused> {
        let is_no = NO.contains(&line.trim().to_lowercase().as_str());
        let own = match asked.place {
            Some(Place::Own(_, _, own)) => Some(own),
            _ => None,
        };
        // What a record has no words for is left out.
        let not_said = own.is_some() || self.may_be_further(asked);
        let unknown = not_said && facts::is_unknown(line);
        if asked.is_about_act() && is_no || unknown {
            self.pass(asked);
            return Ok(());
        }
        let mut sources = Sources::default();
        let file = sources.add(&asked.need.path, with_clocks(line.trim(), self.zone()));
        let value = match (asked.fact(), &asked.place) {
            (Some(path), _) => facts::answer(file, &sources, self.program, &self.facts, path),
            (None, Some(Place::Holidays(..))) => Ok(holidays(line)),
            _ if own == Some(Own::Re) => Ok(line.trim().into()),
            (None, _) => facts::moment(file, &sources, self.zone()),
        };
        let value = match value {
            Ok(value) => value,
            Err(findings) => return Err((sources, findings)),
        };
        let mut record = self.record.clone();
        let free = |facts: &Facts| {
            let place = asked.place.as_ref();
            place.is_some_and(|place| is_free(self.program, facts, place))
        };
        match &asked.place {
            Some(place) => _ = record.put(self.program, &self.facts, place, value),
            None => record.set(COMPLETE, value),
        }
        let facts = read(self.program, &record).map_err(|(_, mut findings)| {
            // The record is not written down yet: the answer is the place.
            let end = sources.get(file).map_or(0, |source| source.text().len());
            for finding in &mut findings {
                finding.primary.span = Span::new(file, 0, u32::try_from(end).unwrap_or(0));
                finding.others.clear();
                (finding.fix, finding.offered) = (None, None);
                // Of two that do not go together, the earlier may be the wrong one.
                if finding.help.is_none() && !self.before.is_empty() {
                    finding.help = Some(words::or_back());
                }
            }
            (sources, findings)
        })?;
        // A list that may still have more is not asked for again.
        let answered = asked.fact().is_none() || free(&facts);
        let before = std::mem::replace(&mut self.record, record);
        self.before.push((before, asked.need.path.clone()));
        if answered {
            self.passed.insert(asked.need.path.clone());
        }
        self.now(facts);
        Ok(())
    }

    /// Leaves a question out.
    pub fn pass(&mut self, asked: &Asked) {
        self.before
            .push((self.record.clone(), asked.need.path.clone()));
        self.passed.insert(asked.need.path.clone());
    }

    /// Takes the last answer back; says whether there was one.
    pub fn back(&mut self) -> bool {
        let Some((record, path)) = self.before.pop() else {
            return false;
        };
        self.passed.remove(&path);
        if let Ok(facts) = read(self.program, &record) {
            self.record = record;
            self.now(facts);
        }
        true
    }

    /// Whether further members of a list are asked for.
    fn may_be_further(&self, asked: &Asked) -> bool {
        asked
            .fact()
            .is_some_and(|path| facts::may_have_more(&self.facts, path))
    }

    /// Why a question is asked: whose provisions wait for it, and what it would settle.
    #[must_use]
    pub fn why(&self, question: &Asked, language: Language, width: usize) -> String {
        let path = match question.place {
            Some(_) => question.need.path.as_str(),
            None => "events.",
        };
        let place = words::place(path);
        let place = question.place.as_ref().map_or("", |_| place.get(language));
        let told = asked(&self.determination, path, language, width);
        format!("{place}{}{told}", if place.is_empty() { "" } else { "\n" })
    }

    /// What to say of an answer that was refused since it is written in no form that fits, in a line.
    #[must_use]
    pub fn refusal(&self, asked: &Asked, line: &str, refused: &Refused) -> Option<Phrase> {
        let path = asked.fact();
        let kind = path.and_then(|path| expected(self.program, &self.facts, path));
        let kind = kind.map(|(kind, _)| kind);
        if kind == Some(Kind::YesNo) {
            return Some(words::answer_yes_or_no());
        }
        let of_form = |found: &Diagnostic| found.code == Code::WrongKind;
        if !refused.1.iter().all(of_form) || matches!(kind, Some(Kind::Choice(_))) {
            return None;
        }
        if asked.is_about_act() && YES.contains(&line.trim().to_lowercase().as_str()) {
            return Some(words::when_then());
        }
        let forms = self.hint(asked, kind.as_ref());
        let of = |language| {
            let forms = forms.iter().map(|form: &Phrase| form.get(language).trim());
            forms.collect::<Vec<_>>().join("; ")
        };
        let forms = Phrase::new(of(Language::English), of(Language::Korean));
        Some(words::answer_like(&forms))
    }

    fn now(&mut self, facts: Facts) {
        self.facts = facts;
        (self.determination, _) = evaluate(self.program, &self.facts, &self.question);
    }

    fn zone(&self) -> Zone {
        self.facts.zone.unwrap_or_else(|| self.program.base_zone())
    }
}

impl Asked {
    /// The fact that is asked for.
    fn fact(&self) -> Option<&FactPath> {
        match &self.place {
            Some(Place::Fact(path, _)) => Some(path),
            _ => None,
        }
    }

    fn is_about_act(&self) -> bool {
        matches!(self.place, Some(Place::Act(_)))
    }
}

/// A line in which each day and time has the form of a record: `2022-02-03 11:20` and `2022. 2. 3. 11:20` are
/// `2022-02-03T11:20`.
fn with_clocks(line: &str, zone: Zone) -> String {
    let mut told = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':');
        let begins = !told.chars().next_back().is_some_and(part);
        let said = begins.then(|| said::leading(rest, Some(zone))).flatten();
        let length = match said {
            Some(said) => {
                told.push_str(&said.written);
                said.length
            }
            None => {
                told.push(letter);
                letter.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or("");
    }
    told
}

/// The holidays of a year as a line lists them.
fn holidays(line: &str) -> Document {
    let none = ["none", "없음"].contains(&line.trim());
    let days = line.split(',').map(str::trim).filter(|_| !none);
    Document::map([("holidays", Document::list(days))])
}

/// What a record says; else what is wrong with it.
fn read(program: &Program, record: &Document) -> Result<Facts, Refused> {
    let mut sources = Sources::default();
    let file = sources.add("record.json", record.text());
    let (facts, findings) = facts::read(file, &sources, program);
    let wrong = findings
        .iter()
        .any(|found| found.severity() == Severity::Error);
    if wrong {
        return Err((sources, findings));
    }
    Ok(facts)
}
