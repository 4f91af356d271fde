//! The answer for people: the facts, what someone must do and by when, what
//! follows from a breach, what is settled otherwise, then what is open and
//! which facts would settle it.
//!
//! Plain text that fits on a screen. Everything comes from the determination;
//! no clock, no colour, no terminal. Each section is a file; they build
//! phrases in both languages, and only the page knows which one is read.

mod asked;
mod cause;
mod citation;
mod coming;
mod conclusions;
mod counted;
mod deadline;
mod difference;
mod disputes;
mod facts;
mod figure;
mod first;
mod found;
mod headline;
mod lookup;
mod missing;
mod moment;
mod not_owed;
mod page;
mod particle;
mod parties;
mod phrasing;
mod powers;
mod questions;
mod remarks;
mod sanctions;
#[cfg(test)]
mod tests;
mod to_do;
mod undetermined;
mod way;
mod why;
mod words;

pub use asked::asked;
pub use difference::difference;
pub use why::why;

use crate::determination::{Determination, SourceUsed};
use crate::diagnostic::{Language, Phrase};

/// How wide a page is, unless someone asks for another width.
pub const WIDTH: usize = 80;

/// What is to be done and what is coming, no line wider than `width` cells.
#[must_use]
pub fn brief(determination: &Determination, language: Language, width: usize) -> String {
    let lookup = lookup::Lookup::new(determination);
    let mut page = page::Page::new(language, width);
    headline::write(&mut page, &lookup);
    to_do::write(&mut page, &lookup);
    coming::write(&mut page, &lookup);
    page.finish()
}

/// How long until each limit that is not over, and each change to come: the nearest first.
#[must_use]
pub fn countdown(
    determination: &Determination,
    now: crate::value::Instant,
    language: Language,
    width: usize,
) -> String {
    let lookup = lookup::Lookup::new(determination);
    let mut page = page::Page::new(language, width);
    coming::countdown(&mut page, &lookup, now);
    page.finish()
}

/// Articles out of these texts as an answer cites them in a provision of this policy, each language
/// in its own way.
#[must_use]
pub fn articles(sources: &[SourceUsed], policy: &str, cites: &[String]) -> Phrase {
    let cited = citation::Library::new(sources).cites(policy, cites);
    let plain = |text: &str| text.replace(phrasing::GLUE, " ");
    Phrase::new(plain(&cited.en), plain(&cited.ko))
}

/// The determination as a page of plain text, no line wider than `width` cells.
#[must_use]
pub fn answer(determination: &Determination, language: Language, width: usize) -> String {
    let lookup = lookup::Lookup::new(determination);
    let mut page = page::Page::new(language, width);
    headline::write(&mut page, &lookup);
    facts::write(&mut page, &lookup);
    disputes::write(&mut page, &lookup);
    to_do::write(&mut page, &lookup);
    sanctions::write(&mut page, &lookup);
    coming::write(&mut page, &lookup);
    powers::write(&mut page, &lookup);
    conclusions::write(&mut page, &lookup);
    found::write(&mut page, &lookup);
    not_owed::write(&mut page, &lookup);
    undetermined::write(&mut page, &lookup);
    questions::write(&mut page, &lookup);
    remarks::write(&mut page, &lookup);
    page.finish()
}
