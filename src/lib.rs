//! Onus: a declarative language of legal duties, and its interpreter.
//!
//! Text becomes what was written, then what was meant, then what follows:
//!
//! ```text
//!  policies/*.onus          facts.json + an instant
//!         │                        │
//!      Source ──pairs──▶ tree::File ──check──▶ Program ──eval──▶ Determination ──▶ text │ JSON
//!    (as loaded)      (as written)         (as meant)         (as follows)
//!         └───────── Diagnostic (plain data, from any stage) ─────────▶ report │ JSON
//! ```
//!
//! The library takes text, facts and instants. It opens no file and reads no
//! clock, no locale and no environment; the same input gives the same bytes.

pub mod cases;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod determination;
pub mod diagnostic;
pub mod eval;
pub mod facts;
pub mod name;
pub mod period;
pub mod program;
pub mod render;
pub mod source;
pub mod syntax;
pub mod value;

/// Reads and checks every file: a program, or findings that say why there is none.
#[must_use]
pub fn load(sources: &source::Sources) -> (Option<program::Program>, Vec<diagnostic::Diagnostic>) {
    let (trees, read): (Vec<_>, Vec<_>) = sources
        .iter()
        .map(|(file, _)| syntax::parse(file, sources))
        .unzip();
    let mut findings: Vec<diagnostic::Diagnostic> = read.into_iter().flatten().collect();
    let unread = findings
        .iter()
        .any(|finding| finding.severity() == diagnostic::Severity::Error);
    let (program, checked) = check::check(&trees, sources);
    let checked = check::apart_from(&trees, &findings, checked);
    findings.extend(checked);
    findings.sort_by_key(|finding| finding.primary.span);
    (program.filter(|_| !unread), findings)
}
