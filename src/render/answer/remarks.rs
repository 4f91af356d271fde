//! The foot of the page: conflicts, what is coming, readings, doubts, the
//! texts, and what this is not.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{first_sentence, said, strung};
use super::{to_do, words};
use crate::determination::Doubt;
use crate::diagnostic::Phrase;

/// So many doubts are told; of the others only the titles.
const DOUBTS: usize = 2;

/// The sections.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = lookup.all;
    told(page, &words::conflicts(), &all.conflicts);
    told(page, &words::coming(), &all.coming);
    told(page, &words::readings(), &all.readings);
    doubts(page, lookup);
    page.gap();
    page.line(&lookup.legend());
    page.line(&words::disclaimer());
}

/// What carries its own `text` in both languages.
fn told(page: &mut Page, heading: &Phrase, rows: &[serde_json::Value]) {
    let texts: Vec<Phrase> = rows
        .iter()
        .filter_map(|row| {
            let text = row.get("text")?;
            let word = |language| text.get(language).and_then(serde_json::Value::as_str);
            Some(Phrase::new(word("en")?, word("ko").or(word("en"))?))
        })
        .collect();
    if texts.is_empty() {
        return;
    }
    page.heading(heading);
    for text in &texts {
        page.item(text);
    }
}

/// Doubts of duties that are to be done first; their first sentence.
fn doubts(page: &mut Page, lookup: &Lookup) {
    let mut doubts: Vec<&Doubt> = lookup.all.doubts.iter().collect();
    if doubts.is_empty() {
        return;
    }
    let pressing = |doubt: &&Doubt| {
        let mut duties = lookup.all.duties.iter();
        !duties.any(|duty| duty.about.name == doubt.name && to_do::is_to_do(duty))
    };
    doubts.sort_by_key(pressing);
    page.heading(&words::doubts());
    for doubt in doubts.iter().take(DOUBTS) {
        let text = first_sentence(&said(&doubt.text));
        page.item(&words::titled(&lookup.title(&doubt.name), &text));
    }
    let mut others: Vec<Phrase> = Vec::new();
    for doubt in doubts.iter().skip(DOUBTS) {
        let title = lookup.title(&doubt.name);
        if !others.contains(&title) {
            others.push(title);
        }
    }
    if !others.is_empty() {
        page.item(&words::also_on(&strung(others)));
    }
}
