//! `onus eval`: an incident is judged.

use sha2::{Digest, Sha256};

use super::args::{Eval, Format};
use super::{COULD_NOT_RUN, FINE, FOUND, check, files, output};
use crate::determination::Determination;
use crate::diagnostic::{Language, Severity};
use crate::eval::{Question, evaluate};
use crate::program::Program;
use crate::render::answer::{answer, difference};
use crate::value::{Instant, Local, Zone};

/// The width of an answer, in columns.
pub(super) const WIDTH: usize = 100;

pub(super) fn run(options: &Eval) -> u8 {
    let language: Language = options.common.lang.into();
    let Some((mut sources, program, findings)) = check::load(&options.common.paths, language)
    else {
        return COULD_NOT_RUN;
    };
    let Some(program) = program else {
        output::findings(&findings, &sources, language);
        output::could_not(
            language,
            "nothing is judged by policies that cannot be relied on",
            "정책에 오류가 있어 판정하지 않았습니다",
        );
        return FOUND;
    };
    let text = match files::read(&options.facts) {
        Ok(text) => text,
        Err(trouble) => {
            output::could_not(language, &trouble.en, &trouble.ko);
            return COULD_NOT_RUN;
        }
    };
    let file = sources.add(options.facts.display().to_string(), text.clone());
    let (facts, mut findings) = crate::facts::read(file, &sources, &program);
    if findings
        .iter()
        .any(|finding| finding.severity() == Severity::Error)
    {
        output::findings(&findings, &sources, language);
        output::could_not(
            language,
            "nothing is judged on a record that cannot be relied on",
            "사실 기록에 오류가 있어 판정하지 않았습니다",
        );
        return FOUND;
    }
    let Some((question, against)) = question(options, &program, facts.zone, language) else {
        return COULD_NOT_RUN;
    };
    let (mut answer, found) = evaluate(&program, &facts, &question);
    answer.facts_sha256 = Some(hex(&text));
    findings.extend(found);
    let told = match against {
        Some(law) => {
            let other = Question {
                law_of: Some(law),
                ..question.clone()
            };
            let (other, found) = evaluate(&program, &facts, &other);
            findings.extend(found);
            match options.format {
                Format::Text => difference(&answer, &other, language, WIDTH),
                Format::Json => crate::render::json::json_of_two(&answer, &other),
            }
        }
        None => shown(&answer, options.format, language),
    };
    output::findings(&findings, &sources, language);
    output::print(&told);
    if options.all_readings {
        for row in &answer.readings {
            for alternative in row.alternatives.iter().filter(|name| **name != row.used) {
                let mut other = question.clone();
                other.readings.push((row.name.clone(), alternative.clone()));
                let (other, _) = evaluate(&program, &facts, &other);
                let parted = match options.format {
                    Format::Text => difference(&answer, &other, language, WIDTH),
                    Format::Json => shown(&other, Format::Json, language),
                };
                output::print(&format!("\n{} = {alternative}\n{parted}", row.name));
            }
        }
    }
    if findings.is_empty() { FINE } else { FOUND }
}

fn hex(text: &str) -> String {
    let bytes = Sha256::digest(text.as_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn shown(answer: &Determination, format: Format, language: Language) -> String {
    match format {
        Format::Text => self::answer(answer, language, WIDTH),
        Format::Json => crate::render::json::json(answer),
    }
}

fn question(
    options: &Eval,
    program: &Program,
    zone: Option<Zone>,
    language: Language,
) -> Option<(Question, Option<Instant>)> {
    let zone = zone.unwrap_or_else(|| program.base_zone());
    let read = |written: &Option<String>, option: &str| match written {
        None => Some(None),
        Some(text) => match moment(text, zone) {
            Some(at) => Some(Some(at)),
            None => {
                output::could_not(
                    language,
                    &format!("{option} {text} is no moment; write 2022-02-10T09:00+09:00"),
                    &format!(
                        "{option} {text}: 일시가 아닙니다. 2022-02-10T09:00+09:00 형식으로 쓰십시오"
                    ),
                );
                None
            }
        },
    };
    let unknown = options
        .only
        .iter()
        .find(|name| !crate::eval::is_name(program, name));
    if let Some(name) = unknown {
        output::could_not(
            language,
            &format!("--only {name}: no definition, duty, power or sanction has this name"),
            &format!("--only {name}: 이 이름의 정의, 의무, 권한, 제재가 없습니다"),
        );
        return None;
    }
    let mut readings = Vec::new();
    for written in &options.reading {
        let known = written
            .split_once('=')
            .filter(|(name, alternative)| crate::eval::is_reading(program, name, alternative));
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
        .find(|name| !crate::eval::is_proposed(program, name));
    if let Some(name) = unknown {
        output::could_not(
            language,
            &format!("--proposed {name}: no version is proposed under this name"),
            &format!("--proposed {name}: 이 이름의 개정안이 없습니다"),
        );
        return None;
    }
    let question = Question {
        readings,
        proposed: options.proposed.clone(),
        law_of: read(&options.law_of, "--law-of")?,
        known_by: read(&options.known_by, "--known-by")?,
        only: options.only.clone(),
        coming: true,
        ..Question::as_of(read(&options.as_of, "--as-of")?.unwrap_or_else(now))
    };
    Some((question, read(&options.against, "--against")?))
}

/// A day (its first instant) or a time, local to the zone unless it has an offset.
pub(super) fn moment(text: &str, zone: Zone) -> Option<Instant> {
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
fn now() -> Instant {
    let seconds = chrono::Utc::now().timestamp();
    Instant::from_micros(seconds.saturating_mul(crate::value::calendar::SECOND))
}
