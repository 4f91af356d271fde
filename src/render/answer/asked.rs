//! Why a fact is asked for: the provisions that wait for it, and what it would settle.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{said, together};
use super::way::{Told, Ways};
use super::words;
use crate::determination::{Determination, Need};
use crate::diagnostic::{Language, Phrase};

/// What a missing fact is called, over which period, and of which member of a list or of which act on record
/// where there are several.
#[must_use]
pub fn asked_for(determination: &Determination, need: &Need) -> Phrase {
    let (path, over) = super::missing::placed(&need.path);
    let over = over.map(str::to_owned);
    let lookup = Lookup::new(determination);
    let called = together([
        said(&need.title),
        super::figure::over(over.as_ref()),
        lookup.of_which(path),
    ]);
    let plain = |text: &str| super::phrasing::zoned(text, "").replace(super::phrasing::GLUE, " ");
    Phrase::new(plain(&called.en), plain(&called.ko))
}

/// At most so many provisions are told.
const ROWS: usize = 4;

/// The open rows that wait for a fact, or for anything whose path begins so; with articles.
#[must_use]
pub fn asked(
    determination: &Determination,
    path: &str,
    language: Language,
    width: usize,
) -> String {
    let lookup = Lookup::new(determination);
    let mut page = Page::new(language, width);
    let is_it = |known: &str| known == path || path.ends_with('.') && known.starts_with(path);
    let judgement = determination.judgements.iter().find(|row| row.name == path);
    if let Some(criteria) = judgement.and_then(|row| row.criteria.as_ref()) {
        page.line(&said(criteria));
    }
    let waits =
        |about: &&crate::determination::About| about.needs.iter().any(|need| is_it(&need.path));
    let rows = determination.open().chain(determination.presumed());
    let rows: Vec<_> = rows.filter(waits).collect();
    let mut lists = Told::default();
    for about in rows.iter().take(ROWS) {
        page.item(&lookup.cited(about));
        if let Some(ways) = Ways::through(about, &lookup, &is_it) {
            ways.write(&mut page, &said(&about.title), &mut lists);
        }
    }
    if let Some(more) = rows.len().checked_sub(ROWS).filter(|more| *more > 0) {
        page.line(&words::more_hang_on_it(&Phrase::same(more.to_string())));
    }
    page.finish()
}
