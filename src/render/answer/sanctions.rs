//! What follows from a breach: what can be imposed and how much, and in one
//! line what cannot.

use super::lookup::{Lookup, standing};
use super::page::Page;
use super::phrasing::{joined, said, strung, together};
use super::{figure, words};
use crate::determination::SanctionRow;
use crate::diagnostic::Phrase;

/// The section; where nothing is open, one line.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = &lookup.all.sanctions;
    let told = |state| move |row: &&SanctionRow| row.state == state;
    let closed = all.iter().filter(told("not_open"));
    let closed = strung(closed.map(|row| lookup.label(&row.about)));
    let open = by_parties(all.iter().filter(told("open")), words::against, lookup);
    let imposed = by_parties(
        all.iter().filter(told("imposed")),
        words::by_against,
        lookup,
    );
    if open.is_empty() && imposed.is_empty() {
        if !closed.is_empty() {
            page.line(&words::only_not_open(&closed));
        }
        return;
    }
    page.heading(&words::sanctions());
    for (parties, sanctions) in open {
        page.item(&words::open(&parties, &strung(sanctions)));
    }
    for (parties, sanctions) in imposed {
        page.item(&words::imposed(&parties, &strung(sanctions)));
    }
    if !closed.is_empty() {
        page.item(&words::not_open(&closed));
    }
}

/// Who imposes on whom, said once for all that have it in common.
fn by_parties<'a>(
    rows: impl Iterator<Item = &'a SanctionRow>,
    against: fn(&Phrase, &Phrase) -> Phrase,
    lookup: &Lookup,
) -> Vec<(Phrase, Vec<Phrase>)> {
    let mut groups: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
    for row in rows {
        let parties = match (&row.holder_title, &row.bearer_title) {
            (Some(holder), Some(bearer)) => against(
                &words::named_party(&said(holder)),
                &words::named_party(&said(bearer)),
            ),
            _ => Phrase::default(),
        };
        let sanction = whole(row, lookup);
        match groups.iter_mut().find(|(same, _)| *same == parties) {
            Some((_, sanctions)) => sanctions.push(sanction),
            None => groups.push((parties, vec![sanction])),
        }
    }
    groups
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
    let lieu = row.in_lieu_of.as_ref().map(|name| {
        let title = lookup.title(name);
        words::in_lieu_of(&title)
    });
    together([
        lookup.label(&row.about),
        most(row),
        lieu.unwrap_or_default(),
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
