//! `onus watch`: what is to be done and what is coming, kept on the screen while
//! policies, facts and the clock move on. A limit that passes is heard, and a command is run for it
//! where one is named.

mod alarm;
mod clock;
#[cfg(test)]
mod tests;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::SystemTime;

use super::args::Watch;
use super::eval::{SCREEN, WIDTH};
use super::{COULD_NOT_RUN, FINE, check, files, inquiry, output, record};
use crate::determination::Determination;
use crate::diagnostic::Language;
use crate::eval::{Question, evaluate};
use crate::facts::Facts;
use crate::program::Program;
use crate::render::answer::{brief, countdown, screen as one_screen};
use crate::value::Instant;
use alarm::Alarm;
use clock::{Clock, Wall};

/// What was read, or that it cannot be relied on.
struct Read {
    program: Program,
    facts: Facts,
}

pub(super) fn run(options: &Watch) -> u8 {
    let language: Language = options.common.lang.into();
    let inputs = options.common.paths.iter().chain([&options.facts]);
    if inputs.clone().any(|path| files::is_standard_input(path)) {
        output::could_not(
            language,
            "files are read again and again, so that `-` can stand for none",
            "파일을 거듭 읽으므로 파일 자리에 `-`를 쓸 수 없습니다",
        );
        return COULD_NOT_RUN;
    }
    let terminal = std::io::stdout().is_terminal();
    let mut show = |text: &str| output::print(text);
    watch(options, &mut Wall, terminal, &mut show)
}

/// Shows the answer at each tick of a clock, until it ends.
fn watch(options: &Watch, clock: &mut dyn Clock, terminal: bool, show: &mut dyn FnMut(&str)) -> u8 {
    let language: Language = options.common.lang.into();
    let mut stamps = Vec::new();
    let mut read: Option<Read> = None;
    let mut shown = String::new();
    let mut alarm = Alarm::default();
    while let Some(now) = clock.now() {
        let changed = look(options);
        if changed != stamps {
            stamps = changed;
            read = read_all(options, language);
            if read.is_none() && options.once {
                return COULD_NOT_RUN;
            }
        }
        if let Some(read) = &read {
            let Some(now) = moment(options, now, read, language) else {
                return COULD_NOT_RUN;
            };
            let question = Question {
                coming: true,
                ..Question::as_of(now)
            };
            let (answer, _) = evaluate(&read.program, &read.facts, &question);
            if let Some(text) = screen(&answer, now, (language, terminal), &mut shown) {
                show(&text);
            }
            for limit in alarm.passed(&answer, now, language) {
                if terminal {
                    show("\u{7}");
                }
                if let Some(command) = &options.on_limit {
                    limit.run(command, language);
                }
            }
        }
        if options.once {
            return FINE;
        }
        clock.wait();
    }
    FINE
}

/// When each file was last written. What cannot be looked at has no time, and that is a change too.
fn look(options: &Watch) -> Vec<(PathBuf, Option<SystemTime>)> {
    let mut all = vec![options.facts.clone()];
    if let Ok((sources, _)) = files::policies(&options.common.paths) {
        all.extend(
            sources
                .iter()
                .map(|(_, source)| PathBuf::from(source.name())),
        );
    }
    all.into_iter()
        .map(|path| {
            let written = std::fs::metadata(&path).and_then(|data| data.modified());
            (path, written.ok())
        })
        .collect()
}

fn read_all(options: &Watch, language: Language) -> Option<Read> {
    let (mut sources, program, findings) = check::load(&options.common.paths, language)?;
    output::findings(&findings, &sources, language);
    let program = program?;
    let record = record::read(&options.facts, &mut sources, &program, language).ok()?;
    output::findings(&record.findings, &sources, language);
    Some(Read {
        program,
        facts: record.facts,
    })
}

/// The moment shown: the one that was asked for, else the clock's.
fn moment(options: &Watch, now: Instant, read: &Read, language: Language) -> Option<Instant> {
    let Some(text) = &options.as_of else {
        return Some(now);
    };
    let zone = read.facts.zone.unwrap_or_else(|| read.program.base_zone());
    inquiry::moment_or_say(text, zone, "--as-of", language)
}

/// On a terminal the screen is drawn anew with each tick; elsewhere a block is printed when
/// something other than the time has changed.
fn screen(
    answer: &Determination,
    now: Instant,
    (language, terminal): (Language, bool),
    shown: &mut String,
) -> Option<String> {
    // A terminal may grow or shrink while the screen is kept.
    let width = if terminal {
        output::width(WIDTH)
    } else {
        WIDTH
    };
    let text = brief(answer, language, width);
    let left = match countdown(answer, now, language, width) {
        left if left.is_empty() => left,
        left => format!("{left}\n"),
    };
    // What runs out first stands first.
    let page = one_screen(answer, language, width.min(SCREEN));
    if terminal {
        return Some(format!("\u{1b}[2J\u{1b}[H{left}{page}"));
    }
    // The first lines tell the moment, which moves on by itself.
    let said = text
        .split_once("\n\n")
        .map_or(text.as_str(), |(_, rest)| rest);
    if said == shown {
        return None;
    }
    said.clone_into(shown);
    Some(format!("{left}{page}\n"))
}
