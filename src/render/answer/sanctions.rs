//! What follows from a breach: what can be imposed and how much, and in one
//! line what cannot.

use super::lookup::{Lookup, standing};
use super::page::Page;
use super::phrasing::{joined, said, strung, together};
use super::{figure, words};
use crate::determination::SanctionRow;
use crate::diagnostic::Phrase;

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = &lookup.all.sanctions;
    let told = |state| move |row: &&SanctionRow| row.state == state;
    let open: Vec<Phrase> = all
        .iter()
        .filter(told("open"))
        .map(|row| words::open(&whole(row, lookup)))
        .chain(
            all.iter()
                .filter(told("imposed"))
                .map(|row| words::imposed(&whole(row, lookup))),
        )
        .collect();
    let closed = strung(
        all.iter()
            .filter(told("not_open"))
            .map(|row| lookup.label(&row.about)),
    );
    if open.is_empty() && closed.is_empty() {
        return;
    }
    page.heading(&words::sanctions());
    for line in &open {
        page.item(line);
    }
    if !closed.is_empty() {
        page.item(&words::not_open(&closed));
    }
}

/// What a breach would open: the title, how much, and the article.
pub(super) fn threat(name: &str, lookup: &Lookup) -> Option<Phrase> {
    let mut rows = lookup.all.sanctions.iter();
    let row = rows.find(|row| row.about.name == name || ends_with(&row.about.name, name))?;
    (row.state != "not_in_force").then(|| {
        together([
            said(&row.about.title),
            most(row),
            words::bracketed(&lookup.cites(&row.about)),
        ])
    })
}

fn ends_with(full: &str, name: &str) -> bool {
    full.rsplit_once('.').is_some_and(|(_, last)| last == name)
}

fn whole(row: &SanctionRow, lookup: &Lookup) -> Phrase {
    let parties = match (&row.holder_title, &row.bearer_title) {
        (Some(holder), Some(bearer)) => words::against(
            &words::named_party(&said(holder)),
            &words::named_party(&said(bearer)),
        ),
        _ => Phrase::default(),
    };
    let lieu = row.in_lieu_of.as_ref().map(|name| {
        let title = lookup.title(name);
        words::in_lieu_of(&title)
    });
    together([
        lookup.label(&row.about),
        most(row),
        lieu.unwrap_or_default(),
        parties,
        words::bracketed(&lookup.cites(&row.about)),
        standing(row.standing),
    ])
}

/// The most it can be.
fn most(row: &SanctionRow) -> Phrase {
    let amounts = joined(row.up_to.iter().map(figure::shown), &words::or());
    if amounts.is_empty() {
        amounts
    } else {
        words::up_to(&amounts)
    }
}
