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

pub mod ask;
pub mod cases;
pub mod check;
pub mod determination;
pub mod diagnostic;
pub mod eval;
pub mod facts;
pub mod format;
pub mod kernel;
pub mod name;
pub mod period;
pub mod plan;
pub mod program;
pub mod render;
pub mod schema;
pub mod source;
pub mod syntax;
pub mod value;

#[cfg(feature = "cli")]
pub mod cli;

use diagnostic::Diagnostic;
use program::Program;
use source::Sources;

/// Reads and checks policies: every file in `sources` is taken for one.
///
/// The program is there unless a finding is an error.
///
/// ```
/// let mut sources = onus::source::Sources::default();
/// sources.add("tax.onus", "policy tax define due means yes cites Act 1 source Act");
/// let (program, findings) = onus::load(&sources);
/// assert!(program.is_some(), "{findings:?}");
/// ```
#[must_use]
pub fn load(sources: &Sources) -> (Option<Program>, Vec<Diagnostic>) {
    made_of(parsed(sources), sources)
}

/// The same of one policy alone: its own files, and those of the policies that it uses. What
/// else is in `sources` changes nothing in it.
#[must_use]
pub fn load_policy(sources: &Sources, policy: &name::Name) -> (Option<Program>, Vec<Diagnostic>) {
    let mut files = parsed(sources);
    let mut wanted = vec![policy.clone()];
    let mut next = 0;
    while let Some(name) = wanted.get(next).cloned() {
        next += 1;
        for (file, _) in files.iter().filter(|(file, _)| file.is_of(&name)) {
            for used in file.uses() {
                if !wanted.contains(used) {
                    wanted.push(used.clone());
                }
            }
        }
    }
    files.retain(|(file, _)| wanted.iter().any(|name| file.is_of(name)));
    made_of(files, sources)
}

/// A file as written, and what was found in reading it.
type Parsed = (syntax::tree::File, Vec<Diagnostic>);

fn parsed(sources: &Sources) -> Vec<Parsed> {
    let files = sources.iter();
    files
        .map(|(file, _)| syntax::parse(file, sources))
        .collect()
}

fn made_of(files: Vec<Parsed>, sources: &Sources) -> (Option<Program>, Vec<Diagnostic>) {
    let (files, found): (Vec<_>, Vec<_>) = files.into_iter().unzip();
    let mut findings: Vec<Diagnostic> = found.into_iter().flatten().collect();
    let read = findings.is_empty();
    let checked = check::check(&files, sources);
    let found = check::apart_from(&files, &findings, checked.findings);
    findings.extend(found);
    findings.sort_by_key(|finding| finding.primary.span);
    ((checked.sound && read).then_some(checked.program), findings)
}
