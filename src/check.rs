//! What was written to what was meant: a program, or findings that say why not.
//!
//! The passes run in the order of the modules: policies are put together, items
//! declared, the vocabulary given its kinds, provisions typed version by
//! version, exceptions hung under what they except, circles found, cases
//! resolved. A pass goes on after a mistake, and what merely follows from one
//! is not told. Knows no grammar, no facts and no evaluation.

mod checking;
mod policies;

mod declare;
mod names;
mod scope;

mod clauses;
mod moments;
mod versions;

mod calendars;
mod cites;
mod frame;
mod kinds;
mod limits;
mod regimes;
mod vocabulary;

mod applicable;
mod comparisons;
mod expressions;
mod gathers;
mod literals;
mod of_duty;
mod operators;
mod paths;
mod places;
mod states;
mod tables;
mod times;
mod windows;

mod duties;
mod exceptions;
mod powers;
mod provisions;

mod cases;
mod expectations;
mod fact_paths;
mod order;

mod allow;
mod meaning;

mod index;

mod findings;
mod unread;

#[cfg(test)]
mod tests;

pub use clauses::{Standing, clauses_for, standing};
pub use index::{Declares, Definition, DefinitionId, Index};

use std::borrow::Borrow;

use crate::diagnostic::{Diagnostic, Severity};
use crate::program::Program;
use crate::source::Sources;
use crate::syntax::tree;

/// What was found in checking, without what merely follows from what was found in reading.
#[must_use]
pub fn apart_from<F: Borrow<tree::File>>(
    files: &[F],
    read: &[Diagnostic],
    checked: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let files: Vec<&tree::File> = files.iter().map(Borrow::borrow).collect();
    unread::without(&files, read, checked)
}

/// What checking all files that are evaluated together comes to.
#[derive(Debug)]
pub struct Checked {
    /// The program as far as it could be made. It keeps its promises only where it is `sound`:
    /// where it is not, items, versions and expressions may be missing.
    pub program: Program,
    /// No finding is an error, so that the program can be evaluated.
    pub sound: bool,
    /// Where names are declared and used, as far as they could be found.
    pub index: Index,
    /// What was found, in order of place.
    pub findings: Vec<Diagnostic>,
}

/// Makes a program of all files that are evaluated together.
#[must_use]
pub fn check<F: Borrow<tree::File>>(files: &[F], sources: &Sources) -> Checked {
    let files: Vec<&tree::File> = files.iter().map(Borrow::borrow).collect();
    of(&files, sources, true)
}

/// The same of files whose cases are known by name alone: without them, and without an index.
pub(crate) fn check_law<F: Borrow<tree::File>>(files: &[F], sources: &Sources) -> Checked {
    let files: Vec<&tree::File> = files.iter().map(Borrow::borrow).collect();
    of(&files, sources, false)
}

fn of(files: &[&tree::File], sources: &Sources, whole: bool) -> Checked {
    let mut c = checking::Checking::new(files, sources);
    let groups = policies::group(&mut c, files);
    let mut entries = declare::declare(&mut c, &groups);
    if !whole {
        entries.retain(|entry| !matches!(entry.entity, names::Entity::Case(_)));
        c.program.cases.clear();
    }
    clauses::check(&mut c, &entries);
    calendars::build(&mut c, &entries);
    regimes::build(&mut c, &entries);
    policies::counted(&mut c, &groups);
    vocabulary::units(&mut c, &entries);
    vocabulary::choices(&mut c, &entries);
    places::parties(&mut c, &entries);
    vocabulary::records(&mut c, &entries);
    frame::signatures(&mut c, &entries);
    vocabulary::fields(&mut c, &entries);
    policies::governed(&mut c, &groups);
    limits::kinds(&mut c, &entries);
    provisions::build(&mut c, &entries);
    exceptions::build(&mut c, &entries);
    order::check(&mut c);
    meaning::check(&mut c, &entries);
    cases::build(&mut c, &entries);
    allow::apply(&mut c, &entries, &groups);
    c.gather_untranslated();
    let index = match whole {
        true => index::index(&c, &entries),
        false => Index::default(),
    };
    let checking::Checking {
        program,
        mut findings,
        incomplete,
        ..
    } = c;
    findings.sort_by_key(|finding| (finding.primary.span, finding.code));
    findings.dedup_by(|later, earlier| {
        later.code == earlier.code && later.primary.span == earlier.primary.span
    });
    crate::syntax::in_keywords_of_files(&mut findings, sources);
    let sound = !incomplete && findings.iter().all(|f| f.severity() != Severity::Error);
    Checked {
        program,
        sound,
        index,
        findings,
    }
}
