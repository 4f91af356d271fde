//! `onus batch`: many records are judged, one a line, in their order. A line that cannot be relied on
//! is put aside and never stops the rest.

mod column;
mod judge;
mod line;

use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::args::Batch;
use super::{COULD_NOT_RUN, FINE, FOUND, check, files, output};
use crate::diagnostic::Language;
use crate::facts;
use crate::source::{MAX_FILE_BYTES, Sources};
use crate::value::Instant;

use column::Columns;
use judge::{Judge, Judged, Moment, Worker};

/// So many lines are judged together, or fewer that have so many bytes; no more are held at once.
const TOGETHER: usize = 2_048;
const TOGETHER_BYTES: usize = 1 << 20;
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
            let said = files::reason(&error);
            (
                format!("{path} cannot be read: {}", said.en),
                format!("{path} 파일을 읽을 수 없습니다: {}", said.ko),
            )
        })?;
        Box::new(BufReader::with_capacity(1 << 18, file))
    };
    let mut aside = match &options.rejected {
        None => None,
        Some(path) => Some(File::create(path).map_err(|error| {
            let said = files::reason(&error);
            (
                format!("{} cannot be written: {}", path.display(), said.en),
                format!("{} 파일을 쓸 수 없습니다: {}", path.display(), said.ko),
            )
        })?),
    };
    let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        // One share is judged on this thread, and each other on one that lasts until the end.
        let others = (1..threads).map(|_| Other::begin(scope, judge, language));
        let others: Vec<Other> = others.collect();
        let mut shares: Vec<Share> = (0..threads).map(|_| Share::default()).collect();
        let mut count = Count::default();
        let followed = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        let mut together = Arc::new(Together::default());
        loop {
            let next = Arc::make_mut(&mut together).next(&mut lines);
            next.map_err(|error| {
                (
                    format!("the records cannot be read: {error}"),
                    format!("사실 기록을 읽을 수 없습니다: {error}"),
                )
            })?;
            if together.ends.is_empty() {
                return Ok(count);
            }
            let each = together.ends.len().div_ceil(threads).max(1);
            let own = shares.pop();
            for ((other, share), number) in others.iter().zip(shares.drain(..)).zip(1..) {
                other.give((
                    share,
                    Arc::clone(&together),
                    number * each..(number + 1) * each,
                ));
            }
            if let Some(mut own) = own {
                own.judge(judge, &together, 0..each, language);
                shares.push(own);
            }
            for other in &others {
                // A thread that gave up ends the whole.
                let Some(share) = other.take() else {
                    return Ok(count);
                };
                shares.push(share);
            }
            for share in &mut shares {
                count.judged += std::mem::take(&mut share.judged);
                for line in share.aside.drain(..) {
                    count.aside += 1;
                    match &mut aside {
                        Some(file) => output::heed(&writeln!(file, "{line}")),
                        None if count.told.len() < TOLD => count.told.push(line),
                        None => {}
                    }
                }
                output::print(&share.out);
                share.out.clear();
            }
            if followed {
                output::complain(&so_far(count.judged + count.aside, language));
            }
            if output::lost() {
                return Ok(count);
            }
        }
    })
}

/// What a thread is given: where what it judges goes to, all lines, and which of them are its own.
type Job = (Share, Arc<Together>, Range<usize>);

/// Another thread that judges lines. It ends when nothing more can be given to it.
struct Other {
    jobs: Sender<Job>,
    done: Receiver<Share>,
}

impl Other {
    fn begin<'s>(
        scope: &'s thread::Scope<'s, '_>,
        judge: &'s Judge<'_>,
        language: Language,
    ) -> Other {
        let (jobs, todo) = mpsc::channel::<Job>();
        let (shares, done) = mpsc::channel();
        scope.spawn(move || {
            for (mut share, together, lines) in todo {
                share.judge(judge, &together, lines, language);
                drop(together);
                if shares.send(share).is_err() {
                    return;
                }
            }
        });
        Other { jobs, done }
    }

    /// That a thread is no longer there is found where its share is taken.
    fn give(&self, job: Job) {
        let _ = self.jobs.send(job);
    }

    fn take(&self) -> Option<Share> {
        self.done.recv().ok()
    }
}

/// Lines that are judged together, one behind the other.
#[derive(Clone, Default)]
struct Together {
    text: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    /// The number of the first, from 1.
    first: u64,
}

impl Together {
    /// The next lines.
    fn next(&mut self, lines: &mut dyn BufRead) -> std::io::Result<()> {
        let before = u64::try_from(self.ends.len()).unwrap_or(u64::MAX);
        self.first = match self.first {
            0 => 1,
            first => first.saturating_add(before),
        };
        self.text.clear();
        self.ends.clear();
        while self.ends.len() < TOGETHER && self.text.len() < TOGETHER_BYTES {
            let most = u64::try_from(MAX_FILE_BYTES).unwrap_or(u64::MAX);
            let mut rest = std::io::Read::take(&mut *lines, most);
            if rest.read_until(b'\n', &mut self.text)? == 0 {
                break;
            }
            self.ends.push(self.text.len());
        }
        Ok(())
    }

    /// One of them, and its number.
    fn line(&self, at: usize) -> Option<(u64, &[u8])> {
        let from = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let line = self.text.get(from..*self.ends.get(at)?)?;
        Some((self.first + u64::try_from(at).ok()?, line))
    }
}

/// What one thread judges, and what came of it.
#[derive(Default)]
struct Share {
    worker: Worker,
    out: String,
    aside: Vec<String>,
    judged: u64,
}

impl Share {
    fn judge(
        &mut self,
        judge: &Judge<'_>,
        together: &Together,
        lines: Range<usize>,
        language: Language,
    ) {
        for (number, line) in lines.map_while(|at| together.line(at)) {
            let with = (&mut self.worker, &mut self.out);
            match judge.line(number, line, with, language) {
                Judged::Answer => {
                    self.judged += 1;
                    self.out.push('\n');
                }
                Judged::Aside(line) => self.aside.push(line),
                Judged::Nothing => {}
            }
        }
    }
}

/// How many records are done, for a terminal: each line is written over the one before.
fn so_far(records: u64, language: Language) -> String {
    match language {
        Language::English => format!("\r{records} records\r"),
        Language::Korean => format!("\r기록 {records}건\r"),
    }
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
