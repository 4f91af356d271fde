//! A record, and what is asked of it: loaded alike for every command that judges.

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::args::Inquiry;
use super::record::Record;
use super::{COULD_NOT_RUN, FINE, FOUND, assume, check, names, output, record};
use crate::determination::Determination;
use crate::diagnostic::{Diagnostic, Language};
use crate::eval::{Question, evaluate, is_proposed, is_reading};
use crate::facts::Facts;
use crate::program::Program;
use crate::source::Sources;
use crate::value::{Instant, Local, Zone};

/// Everything that an answer is made of.
pub(super) struct Inquired {
    pub(super) program: Program,
    /// What the record says, and what is assumed on top of it.
    pub(super) facts: Facts,
    pub(super) question: Question,
    pub(super) findings: Vec<Diagnostic>,
    sources: Sources,
    /// The record alone, where something is assumed.
    record: Option<Facts>,
    facts_sha256: String,
}

impl Inquired {
    /// The answer, and what is otherwise in it than on the record alone where something is
    /// assumed; findings of the evaluation join the others.
    pub(super) fn answer(&mut self) -> Determination {
        let (mut answer, found) = evaluate(&self.program, &self.facts, &self.question);
        let record = self.without_assumptions();
        answer.changed = record.map(|record| record.changed(&answer));
        if !self.question.proposed.is_empty() {
            let question = Question {
                proposed: Vec::new(),
                ..self.question.clone()
            };
            let (without, _) = evaluate(&self.program, &self.facts, &question);
            let changed = without.changed(&answer);
            // Nothing is said to stay as it is where a limit or a reason is told otherwise.
            let same = rows(&without) == rows(&answer);
            answer.changed_by_proposals = Some(changed).filter(|all| same || !all.is_empty());
        }
        answer.facts_sha256 = Some(self.facts_sha256.clone());
        self.findings.extend(found);
        answer
    }

    /// The answer without what is assumed; none where nothing is.
    pub(super) fn without_assumptions(&self) -> Option<Determination> {
        let record = self.record.as_ref()?;
        Some(evaluate(&self.program, record, &self.question).0)
    }

    /// Whether provisions of these names are there; says so where one is not.
    pub(super) fn are_names(&self, names: &[String], option: &str, language: Language) -> bool {
        names::are_known(&self.program, names, option, language)
    }

    /// A moment as written after an option.
    pub(super) fn moment(&self, text: &str, option: &str, language: Language) -> Option<Instant> {
        let zone = self.facts.zone.unwrap_or_else(|| self.program.base_zone());
        moment_or_say(text, zone, option, language)
    }

    /// Draws the findings so far.
    pub(super) fn report(&self, language: Language) {
        output::findings(&self.findings, &self.sources, language);
    }
}

/// All rows, as they are printed.
fn rows(answer: &Determination) -> [Option<serde_json::Value>; 4] {
    [
        serde_json::to_value(&answer.conclusions).ok(),
        serde_json::to_value(&answer.duties).ok(),
        serde_json::to_value(&answer.powers).ok(),
        serde_json::to_value(&answer.sanctions).ok(),
    ]
}

/// Loads what is asked, has it answered, and says how that went.
pub(super) fn run(
    paths: &[PathBuf],
    options: &Inquiry,
    language: Language,
    judge: impl FnOnce(&mut Inquired) -> Option<()>,
) -> u8 {
    let mut inquired = match load(paths, options, language) {
        Ok(inquired) => inquired,
        Err(code) => return code,
    };
    match judge(&mut inquired) {
        None => COULD_NOT_RUN,
        Some(()) if inquired.findings.is_empty() => FINE,
        Some(()) => FOUND,
    }
}

/// All that an answer needs; else it has been said why not, and the exit code is given.
fn load(paths: &[PathBuf], options: &Inquiry, language: Language) -> Result<Inquired, u8> {
    let (mut sources, program, findings) = check::load_law(paths, language).ok_or(COULD_NOT_RUN)?;
    let Some(program) = program else {
        output::findings(&findings, &sources, language);
        output::could_not(
            language,
            "nothing is judged by policies that cannot be relied on",
            "정책에 오류가 있어 판정하지 않았습니다",
        );
        return Err(FOUND);
    };
    let Record {
        facts: record,
        findings,
        file,
    } = record::read(&options.facts, &mut sources, &program, language).inspect_err(|code| {
        if *code == FOUND {
            output::could_not(
                language,
                "nothing is judged on a record that cannot be relied on",
                "사실 기록에 오류가 있어 판정하지 않았습니다",
            );
        }
    })?;
    let zone = record.zone.unwrap_or_else(|| program.base_zone());
    let question = question(options, &program, zone, language).ok_or(COULD_NOT_RUN)?;
    let mut facts = record.clone();
    assume::put(&mut facts, &program, &options.assume, language)?;
    Ok(Inquired {
        record: (!options.assume.is_empty()).then_some(record),
        facts_sha256: hex(sources.get(file).map_or("", |source| source.text())),
        program,
        facts,
        question,
        findings,
        sources,
    })
}

fn question(
    options: &Inquiry,
    program: &Program,
    zone: Zone,
    language: Language,
) -> Option<Question> {
    let read = |written: &Option<String>, option: &str| match written {
        None => Some(None),
        Some(text) => moment_or_say(text, zone, option, language).map(Some),
    };
    let mut readings = Vec::new();
    for written in &options.reading {
        let known = written
            .split_once('=')
            .filter(|(name, alternative)| is_reading(program, name, alternative));
        let Some((name, alternative)) = known else {
            output::could_not(
                language,
                &format!("--reading {written}: write NAME=ALTERNATIVE, both declared by a policy"),
                &format!(
                    "--reading {written}: 정책에 선언된 해석과 선택지를 NAME=ALTERNATIVE로 쓰십시오"
                ),
            );
            return None;
        };
        readings.push((name.to_owned(), alternative.to_owned()));
    }
    let unknown = options
        .proposed
        .iter()
        .find(|name| !is_proposed(program, name));
    if let Some(name) = unknown {
        output::could_not(
            language,
            &format!("--proposed {name}: no version is proposed under this name"),
            &format!("--proposed {name}: 이 이름의 개정안이 없습니다"),
        );
        return None;
    }
    Some(Question {
        readings,
        proposed: options.proposed.clone(),
        law_of: read(&options.law_of, "--law-of")?,
        known_by: read(&options.known_by, "--known-by")?,
        coming: true,
        ..Question::as_of(read(&options.as_of, "--as-of")?.unwrap_or_else(now))
    })
}

pub(super) fn moment_or_say(
    text: &str,
    zone: Zone,
    option: &str,
    language: Language,
) -> Option<Instant> {
    let found = moment(text, zone);
    if found.is_none() {
        output::could_not(
            language,
            &format!(
                "{option}: `{text}` cannot be read as a time; write 2022-02-10T09:00, local to {zone}, or 2022-02-10T09:00+09:00",
                zone = zone.name()
            ),
            &format!(
                "{option}: `{text}` 표기는 일시로 읽을 수 없습니다. 2022-02-10T09:00({zone} 현지 시각) 또는 2022-02-10T09:00+09:00 형식으로 쓰십시오",
                zone = zone.name()
            ),
        );
    }
    found
}

/// A day (its first instant) or a time, local to the zone unless it has an offset.
pub(super) fn moment(text: &str, zone: Zone) -> Option<Instant> {
    let said = crate::value::said::whole(text, Some(zone));
    let text = said.as_ref().map_or(text, |said| said.written.as_str());
    let written = crate::syntax::moment(text)?;
    let local = match written {
        crate::syntax::tree::Moment::Date(date) => return zone.midnight(date),
        crate::syntax::tree::Moment::Time(time) => time,
    };
    match local.offset {
        Some(offset) => {
            let Local::Once(at) = Zone::UTC.local(local.date, local.clock)? else {
                return None;
            };
            at.plus_micros(-i64::from(offset) * crate::value::calendar::SECOND)
        }
        None => match zone.local(local.date, local.clock)? {
            Local::Once(at) => Some(at),
            Local::Skipped | Local::Twice(..) => None,
        },
    }
}

/// The one look at the clock, cut to the second.
pub(super) fn now() -> Instant {
    let seconds = chrono::Utc::now().timestamp();
    Instant::from_micros(seconds.saturating_mul(crate::value::calendar::SECOND))
}

pub(super) fn hex(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
