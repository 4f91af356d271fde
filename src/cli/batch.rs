//! `onus batch`: many records are judged, one a line, in their order. A line that cannot be relied on
//! is put aside and never stops the rest.

mod column;
mod judge;

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::num::NonZeroUsize;
use std::thread;

use super::args::Batch;
use super::{COULD_NOT_RUN, FINE, FOUND, check, files, output};
use crate::diagnostic::Language;
use crate::facts;
use crate::source::{MAX_FILE_BYTES, Sources};
use crate::value::Instant;

use column::Columns;
use judge::{Judge, Judged, Moment, Worker};

/// So many lines are judged together; no more are held at once.
const TOGETHER: usize = 4_096;
/// So many lines that were put aside are told where no file takes them.
const TOLD: usize = 20;

pub(super) fn run(options: &Batch) -> u8 {
    let language: Language = options.common.lang.into();
    let (_, program) = match check::sound(&options.common.paths, language) {
        Ok(sound) => sound,
        Err(code) => return code,
    };
    let columns = match Columns::of(&program, &options.columns) {
        Ok(columns) => columns,
        Err(name) => {
            output::could_not(
                language,
                &format!("--columns: nothing is called {name}"),
                &format!("--columns: {name} 항목이 없습니다"),
            );
            return COULD_NOT_RUN;
        }
    };
    let Some(moment) = moment(options, &program, language) else {
        return COULD_NOT_RUN;
    };
    let judge = Judge::new(&program, columns, moment);
    match each(options, &judge, language) {
        Ok(count) => {
            told(&count, options, language);
            if count.aside > 0 { FOUND } else { FINE }
        }
        Err(trouble) => {
            output::could_not(language, &trouble.0, &trouble.1);
            COULD_NOT_RUN
        }
    }
}

/// As of when each record is judged; else it has been said what is wrong.
fn moment(
    options: &Batch,
    program: &crate::program::Program,
    language: Language,
) -> Option<Moment> {
    if let Some(field) = &options.as_of_field {
        let blank = facts::blank(program);
        let Some(facts::Place::Fact(path, None)) = facts::place(program, &blank, field) else {
            output::could_not(
                language,
                &format!("--as-of-field: {field} is no fact"),
                &format!("--as-of-field: {field} 사실이 없습니다"),
            );
            return None;
        };
        return Some(Moment::Field(path));
    }
    let zone = program.base_zone();
    match &options.as_of {
        Some(text) => {
            super::inquiry::moment_or_say(text, zone, "--as-of", language).map(Moment::At)
        }
        None => Some(Moment::At(super::inquiry::now())),
    }
}

/// How many lines were judged, and how many put aside.
#[derive(Default)]
struct Count {
    judged: u64,
    aside: u64,
    /// The first that were put aside, where no file takes them.
    told: Vec<String>,
}

type Trouble = (String, String);

fn each(options: &Batch, judge: &Judge<'_>, language: Language) -> Result<Count, Trouble> {
    let mut lines: Box<dyn BufRead> = if files::is_standard_input(&options.facts) {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        let path = options.facts.display();
        let file = File::open(&options.facts).map_err(|error| {
            (
                format!("{path} cannot be read: {error}"),
                format!("{path} 파일을 읽을 수 없습니다: {error}"),
            )
        })?;
        Box::new(BufReader::with_capacity(1 << 20, file))
    };
    let mut aside = match &options.rejected {
        None => None,
        Some(path) => Some(File::create(path).map_err(|error| {
            (
                format!("{} cannot be written: {error}", path.display()),
                format!("{} 파일에 쓸 수 없습니다: {error}", path.display()),
            )
        })?),
    };
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let mut workers: Vec<Worker> = (0..threads).map(|_| Worker::default()).collect();
    let mut count = Count::default();
    let mut number = 0;
    loop {
        let batch = next(&mut lines, &mut number).map_err(|error| {
            (
                format!("the records cannot be read: {error}"),
                format!("사실 기록을 읽을 수 없습니다: {error}"),
            )
        })?;
        if batch.is_empty() {
            return Ok(count);
        }
        let share = batch.len().div_ceil(threads).max(1);
        let judged: Vec<Vec<Judged>> = thread::scope(|scope| {
            let shares = batch.chunks(share).zip(&mut workers);
            let running: Vec<_> = shares
                .map(|(lines, worker)| {
                    scope.spawn(move || {
                        let one = |(number, line): &(u64, Vec<u8>)| {
                            judge.line(*number, line, worker, language)
                        };
                        lines.iter().map(one).collect::<Vec<_>>()
                    })
                })
                .collect();
            let ended = running.into_iter().map(|one| match one.join() {
                Ok(judged) => judged,
                Err(trouble) => std::panic::resume_unwind(trouble),
            });
            ended.collect()
        });
        let mut told = String::new();
        for judged in judged.into_iter().flatten() {
            match judged {
                Judged::Answer(line) => {
                    count.judged += 1;
                    told.push_str(&line);
                    told.push('\n');
                }
                Judged::Aside(line) => {
                    count.aside += 1;
                    match &mut aside {
                        Some(file) => output::heed(&writeln!(file, "{line}")),
                        None if count.told.len() < TOLD => count.told.push(line),
                        None => {}
                    }
                }
                Judged::Nothing => {}
            }
        }
        output::print(&told);
        if output::lost() {
            return Ok(count);
        }
    }
}

/// The next lines, each with its number from 1.
fn next(lines: &mut dyn BufRead, number: &mut u64) -> std::io::Result<Vec<(u64, Vec<u8>)>> {
    let mut batch = Vec::with_capacity(TOGETHER);
    while batch.len() < TOGETHER {
        let mut line = Vec::new();
        let most = u64::try_from(MAX_FILE_BYTES).unwrap_or(u64::MAX);
        let mut rest = std::io::Read::take(&mut *lines, most);
        if rest.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        *number += 1;
        batch.push((*number, line));
    }
    Ok(batch)
}

fn told(count: &Count, options: &Batch, language: Language) {
    for line in &count.told {
        output::complain(&format!("{line}\n"));
    }
    let (judged, aside) = (count.judged, count.aside);
    let place = options.rejected.as_ref().filter(|_| aside > 0);
    let place = place.map_or(String::new(), |path| format!(" ({})", path.display()));
    output::complain(&match language {
        Language::English => format!(
            "{judged} {} judged, {aside} rejected{place}\n",
            if judged == 1 { "record" } else { "records" }
        ),
        Language::Korean => format!("기록 {judged}건 판정, {aside}건 제외{place}\n"),
    });
}

/// Sources with one line of its own.
pub(super) fn one(line: &str) -> (Sources, crate::source::FileId) {
    let mut sources = Sources::default();
    let file = sources.add("record.json", line);
    (sources, file)
}

/// An instant that a value is, if only one is left.
pub(super) fn instant(range: &crate::value::Range) -> Option<Instant> {
    Instant::from_seconds(range.exact()?)
}
