//! `onus ask`: an interview, line by line, in a terminal or out of a pipe.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::args::Ask;
use super::eval::WIDTH;
use super::{COULD_NOT_RUN, FINE, FOUND, check, files, inquiry, names, output, record};
use crate::ask::{Asked, Command, Interview, Refused, at_start, ended, help, passed_over};
use crate::diagnostic::Language;
use crate::eval::Question;
use crate::facts::{self, Document};
use crate::program::Program;
use crate::source::Sources;

pub(super) fn run(options: &Ask) -> u8 {
    asked(options, options.common.lang.into()).unwrap_or_else(|code| code)
}

fn asked(options: &Ask, language: Language) -> Result<u8, u8> {
    let (begin, out) = files_of(options, language)?;
    let (_, program) = check::sound(&options.common.paths, language)?;
    if !names::are_known(&program, &options.goal, "--goal", language) {
        return Err(COULD_NOT_RUN);
    }
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
    let mut kept = Kept::new(out);
    hold(&mut interview, &mut kept, language)?;
    output::print(&format!("\n{}", ended(&interview, language)));
    if kept.held.is_some() {
        output::print(&next(options, &kept.path, language));
    }
    Ok(FINE)
}

/// How the record that was made is judged.
fn next(options: &Ask, record: &Path, language: Language) -> String {
    let shown = |path: &Path| {
        let text = path.display().to_string();
        if text.contains(char::is_whitespace) {
            format!("'{text}'")
        } else {
            text
        }
    };
    let paths: Vec<String> = options
        .common
        .paths
        .iter()
        .map(|path| shown(path))
        .collect();
    let paths = paths.join(" ");
    let record = shown(record);
    let (said, lang) = match language {
        Language::English => ("What follows from it", ""),
        Language::Korean => ("결과 보기", " --lang ko"),
    };
    format!("{said}: onus eval {paths} --facts {record}{lang}\n")
}

/// The record to begin with, and where it is written.
fn files_of(options: &Ask, language: Language) -> Result<(Option<PathBuf>, PathBuf), u8> {
    let inputs = options.common.paths.iter().chain(&options.facts);
    if inputs.clone().any(|path| files::is_standard_input(path)) {
        output::could_not(
            language,
            "answers are read from standard input, so that `-` can stand for no file",
            "답변을 표준 입력에서 읽으므로 파일 자리에 `-`를 쓸 수 없습니다",
        );
        return Err(COULD_NOT_RUN);
    }
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
fn hold(interview: &mut Interview<'_>, kept: &mut Kept, language: Language) -> Result<(), u8> {
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
                    output::print(&interview.why(&question, language, output::width(WIDTH)));
                    continue;
                }
                Some(Command::Skip) => {
                    interview.pass(&question);
                    output::print(&passed_over(language));
                }
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
        kept.write(&interview.record().text(), language)?;
    }
    Ok(())
}

/// The file in which the record is kept, and what it holds as far as this interview knows.
struct Kept {
    path: PathBuf,
    held: Option<String>,
}

impl Kept {
    fn new(path: PathBuf) -> Kept {
        let held = files::read(&path).ok();
        Kept { path, held }
    }

    /// Writes the record, unless another has written the file since. What was answered is then
    /// printed, so that it is not lost.
    fn write(&mut self, text: &str, language: Language) -> Result<(), u8> {
        if self.held.is_none() && text.trim() == "{}" {
            // Nothing was answered so far, and nothing is left behind.
            return Ok(());
        }
        let now = files::read(&self.path).ok();
        let written = match (&now, &self.held) {
            (None, None) if !self.path.exists() => files::write_new(&self.path, text),
            (now, held) if now == held => files::write(&self.path, text),
            _ => {
                output::could_not(
                    language,
                    &format!(
                        "{} was changed by another since; it is left as it is, and the record as answered here follows",
                        self.path.display()
                    ),
                    &format!(
                        "{} 파일이 그사이 다른 곳에서 바뀌어 그대로 두었습니다. 여기에서 답한 기록은 다음과 같습니다",
                        self.path.display()
                    ),
                );
                output::print(text);
                return Err(COULD_NOT_RUN);
            }
        };
        written.map_err(|trouble| {
            output::could_not(language, &trouble.en, &trouble.ko);
            output::print(text);
            COULD_NOT_RUN
        })?;
        self.held = Some(text.to_owned());
        Ok(())
    }
}

fn taken(interview: &mut Interview<'_>, question: &Asked, line: &str, language: Language) -> bool {
    let answer = interview.answer(question, line);
    if let Err(refused) = &answer {
        match interview.refusal(question, line, refused) {
            Some(plainly) => output::print(&format!("{}\n", plainly.get(language))),
            None => tell(refused, language),
        }
    }
    answer.is_ok()
}

fn tell((sources, findings): &Refused, language: Language) {
    output::findings(findings, sources, language);
}
