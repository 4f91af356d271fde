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
use super::{Section, WIDTH, headline, not_owed, remarks, short, words};
use crate::determination::Determination;
use crate::diagnostic::{Language, Phrase};

/// How the memo looks on a screen, light or dark, and on paper.
const STYLE: &str = include_str!("memo/style.css");

/// What is told before the time line: what is to be done, and what is open.
const FIRST: [Section; 4] = [
    Section::ToDo,
    Section::Coming,
    Section::Undetermined,
    Section::Questions,
];

/// The sections of the full answer that the memo tells as they are, after the facts. What is not owed
/// or was not in force is in the annex.
fn told(section: &Section) -> bool {
    let elsewhere = matches!(
        section,
        Section::Facts | Section::Remarks | Section::NotOwed
    );
    !elsewhere && !FIRST.contains(section)
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
        "<header>\n{}{}</header>\n",
        blocks(&|page| headline::write(page, &lookup)),
        tables::head(&lookup, language)
    );
    body.push_str(&blocks(&|page| short::summary(page, &lookup)));
    for section in FIRST {
        body.push_str(&blocks(&|page| section.write(page, &lookup)));
    }
    body.push_str(&clock(&lookup, language));
    body.push_str(&tables::facts(&lookup, language));
    for section in Section::ALL.iter().filter(|section| told(section)) {
        body.push_str(&blocks(&|page| section.write(page, &lookup)));
    }
    body.push_str(&blocks(&|page| remarks::notes(page, &lookup)));
    if !blocks(&|page| not_owed::write(page, &lookup)).is_empty() {
        body.push_str(&blocks(&|page| {
            page.heading(&words::annex());
            page.begin_part();
            not_owed::write(page, &lookup);
            page.end_part();
        }));
    }
    body.push_str(&tables::law(&lookup, language));
    body.push_str(&tables::rests_on(&lookup, language));
    // A memo tells everything, in tables too, and so explains every name.
    let foot = blocks(&|page| remarks::foot(page, &lookup, &|_| true));
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
    let (incident, periods) = clock::Clock::new(lookup);
    let heading = |title: &Phrase| format!("<h2>{}</h2>\n", cell(title, language));
    let mut html = heading(&words::clock_heading());
    html.push_str(&drawn(
        &incident,
        drawing::Which::Incident,
        lookup,
        language,
    ));
    if !periods.lines.is_empty() {
        html.push_str(&heading(&words::clock_of_periods()));
        html.push_str(&drawn(&periods, drawing::Which::Periods, lookup, language));
    }
    html
}

/// One picture, and what is noted of it.
fn drawn(
    clock: &clock::Clock,
    which: drawing::Which,
    lookup: &Lookup,
    language: Language,
) -> String {
    let mut html = String::new();
    let mut notes = Vec::new();
    if clock.lines.is_empty() {
        notes.push(words::clock_empty());
    } else {
        html.push_str(&drawing::key(clock, language));
        html.push_str(&drawing::figures(clock, which, lookup, language));
        let zone = super::moment::zone_called(lookup.zone(""), lookup.all.as_of.instant());
        notes.push(words::clock_zone(&zone));
    }
    if html.contains("class=\"break\"") {
        notes.push(words::clock_breaks());
    }
    if !clock.undated.is_empty() {
        notes.push(words::clock_undated(&listed(clock.undated.iter().cloned())));
    }
    if clock.more > 0 {
        notes.push(words::clock_more(&Phrase::same(clock.more.to_string())));
    }
    let notes = cell(&joined(notes, &Phrase::same(" ")), language);
    html.push_str(&format!("<p class=\"note\">{notes}</p>\n"));
    html
}
