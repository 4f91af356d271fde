//! Standard output and error, and how findings are drawn on them.

use std::borrow::Cow;
use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::render::report::{Style, report};
use crate::source::Sources;

/// The widest line that is still read with ease.
const WIDTH: usize = 80;

/// No page is narrower than this, for words have to fit in.
const NARROWEST: usize = 40;
/// And none is wider, for the eye has to find the next line.
const WIDEST: usize = 160;

/// How wide a page is: as the variable COLUMNS says, else as the terminal is; this wide where it goes
/// to a file or another program.
pub(super) fn width(usual: usize) -> usize {
    let asked = std::env::var("COLUMNS").ok();
    let asked = asked.and_then(|columns| columns.trim().parse().ok());
    let asked = asked.filter(|columns: &usize| *columns > 0);
    let terminal = || {
        let (width, _) = terminal_size::terminal_size()?;
        let there = std::io::stdout().is_terminal().then_some(width.0);
        there.map(usize::from).filter(|columns| *columns > 0)
    };
    let width = asked.or_else(terminal);
    width.map_or(usual, |width| width.clamp(NARROWEST, WIDEST))
}

/// The most findings that are drawn: a text that is wrong from end to end has one fault, not
/// a hundred thousand.
const MAX_DRAWN: usize = 100;

/// Something could not be written, and was not for want of a reader.
static LOST: AtomicBool = AtomicBool::new(false);

/// Prints to standard output. A reader that has gone away is no failure; anything else that keeps
/// the text from being written is told, and [`lost`] knows.
pub(super) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    heed(&out.write_all(text.as_bytes()).and_then(|()| out.flush()));
}

/// Prints to standard error.
pub(super) fn complain(text: &str) {
    if is_lost(&std::io::stderr().lock().write_all(text.as_bytes())) {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// Takes note of what became of the output, and tells it once where it was lost.
pub(super) fn heed(written: &std::io::Result<()>) {
    if let Err(error) = written
        && is_lost(written)
        && !LOST.swap(true, Ordering::Relaxed)
    {
        complain(&format!("onus: the output cannot be written: {error}\n"));
    }
}

/// Whether something that was to be told could not be written.
pub(super) fn lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

fn is_lost(written: &std::io::Result<()>) -> bool {
    let error = written.as_ref().err();
    error.is_some_and(|error| error.kind() != ErrorKind::BrokenPipe)
}

/// Draws findings on standard error.
pub(super) fn findings(findings: &[Diagnostic], sources: &Sources, language: Language) {
    let terminal = std::io::stderr().is_terminal();
    let style = Style {
        language,
        color: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        unicode: terminal,
        width: width(WIDTH),
    };
    let drawn = most(findings);
    complain(&report(&drawn, sources, &style));
    let more = findings.len() - drawn.len();
    if more > 0 {
        complain(&match language {
            Language::English => format!("... and {more} more findings\n"),
            Language::Korean => format!("... 그 밖의 지적 사항 {more}건\n"),
        });
    }
}

/// Those that are drawn: of too many, errors before warnings. Those with a certain edit are drawn
/// together by kind, however many there are.
fn most(findings: &[Diagnostic]) -> Cow<'_, [Diagnostic]> {
    let has_fix = |finding: &Diagnostic| finding.fix.is_some();
    let alone = |finding: &&Diagnostic| !has_fix(finding);
    if findings.iter().filter(alone).count() <= MAX_DRAWN {
        return Cow::Borrowed(findings);
    }
    let severe = |wanted| move |finding: &&Diagnostic| finding.severity() == wanted;
    let errors = findings.iter().filter(severe(Severity::Error));
    let warnings = findings.iter().filter(severe(Severity::Warning));
    let mut left = MAX_DRAWN;
    let mut drawn = |finding: &&Diagnostic| {
        if has_fix(finding) {
            return true;
        }
        let room = left > 0;
        left = left.saturating_sub(1);
        room
    };
    errors
        .chain(warnings)
        .filter(|finding| drawn(finding))
        .cloned()
        .collect()
}

/// One sentence to say why nothing could be done.
pub(super) fn could_not(language: Language, en: &str, ko: &str) {
    match language {
        Language::English => complain(&format!("onus: {en}\n")),
        Language::Korean => complain(&format!("onus: {ko}\n")),
    }
}
