//! Onus: a declarative language of legal duties, and its interpreter.
//!
//! A policy is text; so is a record of what is known of an incident. The answer says who owes
//! what, by when, and what has become of it:
//!
//! ```
//! use onus::{Language, Policy};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let policy = Policy::load([("notice.onus", r#"
//!     policy notice  zone Asia/Seoul
//!     source Act "Notice Act" ko "고지법"
//!     party operator "Operator" ko "사업자"
//!     party users "Users" ko "이용자"
//!     fact stopped: time "Start of the outage" ko "중단 시각"
//!     act tell "Notice" ko "고지" from operator to users
//!     duty notify "Notice of an outage" ko "중단 고지"
//!       cites Act 1
//!       bearer operator to users
//!       when stopped is known
//!       must tell by stopped + 24 hours
//! "#)])?;
//! let record = policy.record("incident.json", r#"{"zone": "Asia/Seoul", "stopped": "2022-02-09T11:20"}"#)?;
//! let answer = policy.ask(&record).as_of("2022-02-10T09:00+09:00")?.answer();
//! for duty in answer.duties() {
//!     let due = duty.due().map(|due| due.to_string()).unwrap_or_default();
//!     println!("{} by {due}: {}", duty.must(Language::En), duty.state());
//! }
//! # let told: Vec<String> = answer.duties().map(|duty| {
//! #     format!("{} by {}: {}", duty.must(Language::En), duty.due().unwrap(), duty.state())
//! # }).collect();
//! # assert_eq!(told, ["Notice by 2022-02-10T11:20:00+09:00: pending"]);
//! # Ok(())
//! # }
//! ```
//!
//! `docs/embedding.md` shows more: facts made in Rust, many records on several threads, and what
//! an error says. What is exported here by name keeps to semantic versioning from 0.1 on: a
//! change that could break a program that uses it raises the minor version while that begins with
//! 0, and the major one after. `docs/public.txt` lists it. The modules are the rooms of the
//! interpreter: they are hidden here, are there for the command, the language server and the tests,
//! and may change with any version. The feature `rooms` shows them in these pages.
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

#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod ask;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod cases;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod check;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod determination;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod diagnostic;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod eval;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod facts;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod format;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod kernel;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod name;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod period;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod plan;
mod policy;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod program;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod render;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod schema;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod source;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod syntax;
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod value;

#[cfg(feature = "cli")]
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
pub mod cli;

pub use determination::{Due, ReadError};
pub use policy::{
    Answer, Ask, AskError, Asking, Conclusion, Desk, Duty, Finding, Findings, Judge, Judged,
    Language, Need, Policy, Power, Record, RecordBuilder, Sanction, Wanted,
};
pub use value::{Date, Instant, Moment, Promptness, State, Truth};

use diagnostic::Diagnostic;
use program::Program;
use source::{FileId, Sources};
use syntax::tree;

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
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
#[must_use]
pub fn load(sources: &Sources) -> (Option<Program>, Vec<Diagnostic>) {
    Trees::of(sources).load(sources)
}

/// The same of one policy alone: its own files, and those of the policies that it uses. What
/// else is in `sources` changes nothing in it.
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
#[must_use]
pub fn load_policy(sources: &Sources, policy: &name::Name) -> (Option<Program>, Vec<Diagnostic>) {
    Trees::of(sources).load_policy(policy, sources)
}

/// Policy files as written. Each is parsed once, however many programs are made of them: all of
/// them together, and each policy with those that it uses.
#[cfg_attr(not(feature = "rooms"), doc(hidden))]
#[derive(Debug, Default)]
pub struct Trees {
    files: Vec<tree::File>,
    /// What was found in reading, file by file.
    found: Vec<Vec<Diagnostic>>,
    /// Of cases only the names are read.
    law_alone: bool,
}

impl Trees {
    /// Parses every file.
    #[must_use]
    pub fn of(sources: &Sources) -> Trees {
        let mut trees = Trees::default();
        for (file, _) in sources.iter() {
            trees.add(file, sources);
        }
        trees
    }

    /// What judging needs: no case says anything of the law, so that only their names are read.
    /// Where no program comes of it, all has to be read to tell what is wrong.
    #[must_use]
    pub fn of_law() -> Trees {
        Trees {
            law_alone: true,
            ..Trees::default()
        }
    }

    /// Parses one more file; returns the policies that it uses.
    pub fn add(&mut self, file: FileId, sources: &Sources) -> Vec<name::Name> {
        let (tree, found) = match self.law_alone {
            true => syntax::parse_law(file, sources),
            false => syntax::parse(file, sources),
        };
        let uses = tree.uses().cloned().collect();
        self.files.push(tree);
        self.found.push(found);
        uses
    }

    /// What is seen when these files are read as `edited` has them, and all others as they are.
    #[cfg(feature = "cli")]
    pub(crate) fn with_edits<T>(
        &mut self,
        files: &[FileId],
        edited: &Sources,
        look: impl FnOnce(&Trees) -> T,
    ) -> T {
        let mut changed = Trees::default();
        for file in files {
            changed.add(*file, edited);
        }
        self.swap(&mut changed);
        let seen = look(self);
        self.swap(&mut changed);
        seen
    }

    /// Exchanges the trees of these files with those of the same files here.
    #[cfg(feature = "cli")]
    fn swap(&mut self, other: &mut Trees) {
        for (tree, found) in other.files.iter_mut().zip(&mut other.found) {
            let mut own = self.files.iter_mut().zip(&mut self.found);
            if let Some((own, own_found)) = own.find(|(own, _)| own.id == tree.id) {
                std::mem::swap(own, tree);
                std::mem::swap(own_found, found);
            }
        }
    }

    /// The program of all files, unless a finding is an error.
    #[must_use]
    pub fn load(&self, sources: &Sources) -> (Option<Program>, Vec<Diagnostic>) {
        self.made_of(|_| true, sources)
    }

    /// The program of one policy and of those that it uses, unless a finding in them is an error.
    #[must_use]
    pub fn load_policy(
        &self,
        policy: &name::Name,
        sources: &Sources,
    ) -> (Option<Program>, Vec<Diagnostic>) {
        let mut wanted = vec![policy];
        let mut next = 0;
        while let Some(name) = wanted.get(next).copied() {
            next += 1;
            for file in self.files.iter().filter(|file| file.is_of(name)) {
                for used in file.uses() {
                    if !wanted.contains(&used) {
                        wanted.push(used);
                    }
                }
            }
        }
        self.made_of(|file| wanted.iter().any(|name| file.is_of(name)), sources)
    }

    fn made_of(
        &self,
        wanted: impl Fn(&tree::File) -> bool,
        sources: &Sources,
    ) -> (Option<Program>, Vec<Diagnostic>) {
        let files = self.files.iter().zip(&self.found);
        let (files, found): (Vec<&tree::File>, Vec<&Vec<Diagnostic>>) =
            files.filter(|(file, _)| wanted(file)).unzip();
        let mut findings: Vec<Diagnostic> = found.into_iter().flatten().cloned().collect();
        let read = findings.is_empty();
        let checked = match self.law_alone {
            true => check::check_law(&files, sources),
            false => check::check(&files, sources),
        };
        let found = check::apart_from(&files, &findings, checked.findings);
        findings.extend(found);
        findings.sort_by_key(|finding| finding.primary.span);
        ((checked.sound && read).then_some(checked.program), findings)
    }
}

/// The examples of `docs/embedding.md` and of that chapter of the book, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/embedding.md")]
#[doc = include_str!("../docs/book/en/src/embedding.md")]
#[doc = include_str!("../docs/book/ko/src/embedding.md")]
mod embedding {}
