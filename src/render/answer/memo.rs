//! The memo: the full answer as one HTML document that needs no network and no script, to be kept
//! on file or printed, with a picture of the clock, a table of the facts and who stated them, the
//! versions of the law that were used, and what the answer rests on.

mod axis;
mod clock;
mod drawing;
mod tables;

use super::lookup::Lookup;
use super::page::{Page, cell};
use super::phrasing::{joined, listed};
use super::{Section, WIDTH, headline, remarks, short, words};
use crate::determination::Determination;
use crate::diagnostic::{Language, Phrase};

/// How the memo looks on a screen, light or dark, and on paper.
const STYLE: &str = include_str!("memo/style.css");

/// The sections of the full answer that the memo tells as they are, after the facts.
fn told(section: &Section) -> bool {
    !matches!(section, Section::Facts | Section::Remarks)
}

/// The answer as a memo: one HTML document.
#[must_use]
pub fn memo(determination: &Determination, language: Language) -> String {
    let lookup = Lookup::linked(determination);
    let blocks = |write: &dyn Fn(&mut Page)| {
        let mut page = Page::new(language, WIDTH);
        write(&mut page);
        page.html(lookup.library())
    };
    let mut body = format!(
        "<header>\n{}</header>\n",
        blocks(&|page| headline::write(page, &lookup))
    );
    body.push_str(&blocks(&|page| short::summary(page, &lookup)));
    body.push_str(&clock(&lookup, language));
    body.push_str(&tables::facts(&lookup, language));
    for section in Section::ALL.iter().filter(|section| told(section)) {
        body.push_str(&blocks(&|page| section.write(page, &lookup)));
    }
    body.push_str(&blocks(&|page| remarks::notes(page, &lookup)));
    body.push_str(&tables::law(&lookup, language));
    body.push_str(&tables::rests_on(&lookup, language));
    let foot = blocks(&|page| remarks::foot(page, &lookup));
    let tag = match language {
        Language::English => "en",
        Language::Korean => "ko",
    };
    let title = cell(&headline::title(&lookup), language);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}<footer>\n{foot}</footer>\n</main>\n</body>\n</html>\n"
    )
}

/// The picture of the clock, what its forms stand for, and what it leaves out.
fn clock(lookup: &Lookup, language: Language) -> String {
    let clock = clock::Clock::new(lookup);
    let mut html = format!("<h2>{}</h2>\n", cell(&words::clock_heading(), language));
    let mut notes = Vec::new();
    if clock.lines.is_empty() {
        notes.push(words::clock_empty());
    } else {
        html.push_str(&drawing::key(&clock, language));
        html.push_str(&drawing::figures(&clock, lookup, language));
        let zone = Phrase::same(lookup.zone("").name());
        notes.push(words::clock_zone(&zone));
    }
    if html.contains("class=\"break\"") {
        notes.push(words::clock_breaks());
    }
    if !clock.undated.is_empty() {
        notes.push(words::clock_undated(&listed(clock.undated)));
    }
    if clock.more > 0 {
        notes.push(words::clock_more(&Phrase::same(clock.more.to_string())));
    }
    let notes = cell(&joined(notes, &Phrase::same(" ")), language);
    html.push_str(&format!("<p class=\"note\">{notes}</p>\n"));
    html
}
