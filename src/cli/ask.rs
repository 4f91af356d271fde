//! `onus ask`: an interview, line by line, in a terminal or out of a pipe.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::Ask;
use super::eval::WIDTH;
use super::{COULD_NOT_RUN, FINE, FOUND, check, files, inquiry, names, output, record};
use crate::ask::{Asked, Command, Interview, Refused, at_start, ended, help};
use crate::diagnostic::Language;
use crate::eval::Question;
use crate::facts::{self, Document};
use crate::program::Program;
use crate::source::Sources;

pub(super) fn run(options: &Ask) -> u8 {
    asked(options, options.common.lang.into()).unwrap_or_else(|code| code)
}

fn asked(options: &Ask, language: Language) -> Result<u8, u8> {
    let (_, program) = check::sound(&options.common.paths, language)?;
    if !names::are_known(&program, &options.goal, "--goal", language) {
        return Err(COULD_NOT_RUN);
    }
    let (begin, out) = files_of(options, language)?;
    let record = match begin {
        Some(path) => begun(&path, &program, language)?,
        None => Document::Map(Vec::new()),
    };
    let as_of = match &options.as_of {
        Some(text) => inquiry::moment_or_say(text, program.base_zone(), "--as-of", language)
            .ok_or(COULD_NOT_RUN)?,
        None => inquiry::now(),
    };
    let question = Question {
        only: options.goal.clone(),
        ..Question::as_of(as_of)
    };
    let interview = Interview::new(&program, question, record);
    let mut interview = interview.map_err(|refused| {
        tell(&refused, language);
        FOUND
    })?;
    output::print(&help(language));
    hold(&mut interview, &out, language)?;
    output::print(&format!("\n{}", ended(&interview, language)));
    Ok(FINE)
}

/// The record to begin with, and where it is written.
fn files_of(options: &Ask, language: Language) -> Result<(Option<PathBuf>, PathBuf), u8> {
    let is_json = |path: &&PathBuf| path.extension().is_some_and(|end| end == "json");
    match (&options.facts, &options.out) {
        (Some(facts), Some(out)) if out.exists() && facts != out => {
            let shown = out.display();
            output::could_not(
                language,
                &format!("--out {shown} is there already; leave --facts out to go on with it"),
                &format!("--out {shown} 파일이 이미 있습니다. 이어서 하려면 --facts를 빼십시오"),
            );
            Err(COULD_NOT_RUN)
        }
        (facts, Some(out)) => {
            let there = Some(out).filter(|out| out.exists());
            Ok((facts.as_ref().or(there).cloned(), out.clone()))
        }
        (Some(facts), None) if is_json(&facts) => Ok((Some(facts.clone()), facts.clone())),
        _ => {
            output::could_not(
                language,
                "say with --out FILE where the record is to be written, as JSON",
                "기록을 쓸 JSON 파일을 --out FILE로 지정하십시오",
            );
            Err(COULD_NOT_RUN)
        }
    }
}

fn begun(path: &Path, program: &Program, language: Language) -> Result<Document, u8> {
    let mut sources = Sources::default();
    let record = record::read(path, &mut sources, program, language)?;
    output::findings(&record.findings, &sources, language);
    facts::document(record.file, &sources).ok_or(FOUND)
}

/// Asks until nothing is left, the lines end, or someone says to stop.
fn hold(interview: &mut Interview<'_>, out: &Path, language: Language) -> Result<(), u8> {
    let terminal = std::io::stdin().is_terminal();
    let mut lines = std::io::stdin().lock().lines();
    while let Some(question) = interview.next() {
        output::print(&format!("\n{}", interview.shown(&question, language)));
        loop {
            output::print("> ");
            let Some(Ok(line)) = lines.next() else {
                output::print("\n");
                return Ok(());
            };
            if !terminal {
                // What a person would see of what they typed.
                output::print(&format!("{line}\n"));
            }
            match interview.command(&question, &line) {
                Some(Command::Stop) => return Ok(()),
                Some(Command::Why) => {
                    output::print(&interview.why(&question, language, WIDTH));
                    continue;
                }
                Some(Command::Skip) => interview.pass(&question),
                Some(Command::Back) if interview.back() => {}
                Some(Command::Back) => {
                    output::print(&at_start(language));
                    continue;
                }
                None => {
                    if !taken(interview, &question, &line, language) {
                        continue;
                    }
                }
            }
            break;
        }
        files::replace(out, &interview.record().text()).map_err(|trouble| {
            output::could_not(language, &trouble.en, &trouble.ko);
            COULD_NOT_RUN
        })?;
    }
    Ok(())
}

fn taken(interview: &mut Interview<'_>, question: &Asked, line: &str, language: Language) -> bool {
    let answer = interview.answer(question, line);
    if let Err(refused) = &answer {
        tell(refused, language);
    }
    answer.is_ok()
}

fn tell((sources, findings): &Refused, language: Language) {
    output::findings(findings, sources, language);
}
