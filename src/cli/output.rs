//! Standard output and error, and how findings are drawn on them.

use std::io::{IsTerminal, Write};

use crate::diagnostic::{Diagnostic, Language};
use crate::render::report::{Style, report};
use crate::source::Sources;

/// The widest line that is still read with ease.
const WIDTH: usize = 80;

/// Prints to standard output. A reader that has gone away is no failure.
pub(super) fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints to standard error.
pub(super) fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Draws findings on standard error.
pub(super) fn findings(findings: &[Diagnostic], sources: &Sources, language: Language) {
    let terminal = std::io::stderr().is_terminal();
    let style = Style {
        language,
        color: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        unicode: terminal,
        width: WIDTH,
    };
    complain(&report(findings, sources, &style));
}

/// One sentence to say why nothing could be done.
pub(super) fn could_not(language: Language, en: &str, ko: &str) {
    match language {
        Language::English => complain(&format!("onus: {en}\n")),
        Language::Korean => complain(&format!("onus: {ko}\n")),
    }
}
