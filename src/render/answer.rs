//! The answer for people: what someone must do and by when, what is open and
//! which facts would settle it, what follows from a breach; then the facts, the
//! reasons, and what is not owed.
//!
//! Plain text that fits on a screen. Everything comes from the determination;
//! no clock, no colour, no terminal. Each section is a file; they build
//! phrases in both languages, and only the page knows which one is read.

mod acts;
mod asked;
mod basis;
mod breach;
mod cause;
mod citation;
mod coming;
mod conclusions;
mod counted;
mod deadline;
mod difference;
mod disputes;
mod entry;
mod facts;
mod figure;
mod first;
mod found;
mod headline;
mod lookup;
mod memo;
mod missing;
mod moment;
mod not_owed;
mod page;
mod particle;
mod parties;
mod phrasing;
mod powers;
mod questions;
mod readings;
mod remarks;
mod sanctions;
mod short;
mod stamp;
#[cfg(test)]
mod tests;
mod time_limit;
mod to_do;
mod undetermined;
mod way;
mod when;
mod why;
mod words;

pub use asked::{asked, asked_for};
pub use difference::{changed_duties, difference};
pub use entry::{coming_summary, coming_told, duty_called, duty_summary, duty_told};
pub use memo::memo;
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

/// A part of the full answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after its heading")]
pub enum Section {
    Facts,
    Disputes,
    ToDo,
    Sanctions,
    Coming,
    Powers,
    Conclusions,
    Found,
    NotOwed,
    Undetermined,
    Questions,
    Remarks,
}

impl Section {
    /// All of them, in the order of the full answer.
    pub const ALL: [Section; 12] = [
        Section::ToDo,
        Section::Coming,
        Section::Undetermined,
        Section::Questions,
        Section::Disputes,
        Section::Sanctions,
        Section::Powers,
        Section::Facts,
        Section::Found,
        Section::Conclusions,
        Section::NotOwed,
        Section::Remarks,
    ];

    fn write(self, page: &mut page::Page, lookup: &lookup::Lookup) {
        match self {
            Section::Facts => facts::write(page, lookup),
            Section::Disputes => disputes::write(page, lookup),
            Section::ToDo => to_do::write(page, lookup),
            Section::Sanctions => sanctions::write(page, lookup),
            Section::Coming => coming::write(page, lookup),
            Section::Powers => powers::write(page, lookup),
            Section::Conclusions => conclusions::write(page, lookup),
            Section::Found => found::write(page, lookup),
            Section::NotOwed => not_owed::write(page, lookup),
            Section::Undetermined => undetermined::write(page, lookup),
            Section::Questions => questions::write(page, lookup),
            Section::Remarks => remarks::write(page, lookup),
        }
    }
}

/// One screen: who owes what to whom and by when, what is breached, what comes next, which facts
/// settle most, and how much more there is in the full answer. No line is wider than `width` cells.
#[must_use]
pub fn screen(determination: &Determination, language: Language, width: usize) -> String {
    short::screen(determination, language, width)
}

/// The full answer as a page of plain text, no line wider than `width` cells.
#[must_use]
pub fn answer(determination: &Determination, language: Language, width: usize) -> String {
    sections(determination, &Section::ALL, language, width)
}

/// Some parts of the full answer, in its order, under the same headline.
#[must_use]
pub fn sections(
    determination: &Determination,
    wanted: &[Section],
    language: Language,
    width: usize,
) -> String {
    let lookup = lookup::Lookup::new(determination);
    let mut page = page::Page::new(language, width);
    headline::write(&mut page, &lookup);
    for section in Section::ALL.iter().filter(|one| wanted.contains(one)) {
        section.write(&mut page, &lookup);
    }
    page.finish()
}
