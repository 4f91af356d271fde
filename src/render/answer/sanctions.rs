//! What follows from a breach: what can be imposed and how much, and in one
//! line, after all else, what cannot.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{joined, said, strung, together};
use super::{figure, missing, words};
use crate::determination::{About, Aspect, DutyRow, Figure, SanctionRow, Shown, Words};
use crate::diagnostic::Phrase;
use crate::value::State;

/// What cannot be imposed, in one line.
pub(super) fn closed(page: &mut Page, lookup: &Lookup) {
    let rows = lookup.all.sanctions.iter();
    let closed = rows.filter(|row| row.state == State::NotOpen);
    let closed: Vec<&About> = closed.map(|row| &row.about).collect();
    let closed = strung(lookup.gathered(&closed));
    if !closed.is_empty() {
        page.line(&words::not_open(&closed));
    }
}

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = &lookup.all.sanctions;
    let told = |state| move |row: &&SanctionRow| row.state == state;
    let lines: Vec<(Phrase, [Phrase; 3], Phrase)> = all
        .iter()
        .filter(told(State::Imposed))
        .chain(all.iter().filter(told(State::Open)))
        .fold(Vec::new(), |mut groups: Vec<Vec<&SanctionRow>>, row| {
            // What differs in its instance alone is told together.
            let same = |one: &&SanctionRow| {
                (&one.about.name, one.state, &one.up_to) == (&row.about.name, row.state, &row.up_to)
                    && one.about.cites == row.about.cites
                    && parties(one, lookup) == parties(row, lookup)
            };
            match groups.iter_mut().find(|rows| rows.iter().all(same)) {
                Some(rows) => rows.push(row),
                None => groups.push(vec![row]),
            }
            groups
        })
        .iter()
        .filter_map(|rows| {
            let row = rows.first()?;
            let rests_on = lookup.judged(&row.about, &row.exceptions, row.standing);
            let imposed = row.state == State::Imposed;
            let advice = lookup.advice(&row.about).filter(|_| imposed);
            let details = [
                rests_on.unwrap_or_default(),
                depends(row, lookup),
                advice.unwrap_or_default(),
            ];
            Some((whole(rows, lookup), details, parties(row, lookup)))
        })
        .collect();
    if lines.is_empty() {
        return;
    }
    page.heading(&words::sanctions());
    // Who imposes on whom is said once for all that follow.
    let mut said = Phrase::default();
    for (sanction, details, parties) in lines {
        page.item(&sanction);
        for detail in &details {
            page.detail(detail);
        }
        if parties != said {
            page.detail(&parties);
        }
        said = parties;
    }
}

/// Who imposes it on whom.
fn parties(row: &SanctionRow, lookup: &Lookup) -> Phrase {
    let party = |name: &Option<String>, title: &Option<Words>| {
        let (name, title) = (name.as_ref()?, title.as_ref()?);
        Some(lookup.party(name, title))
    };
    match (
        party(&row.holder, &row.holder_title),
        party(&row.bearer, &row.bearer_title),
    ) {
        (Some(holder), Some(bearer)) => words::imposes(&holder, &bearer),
        _ => Phrase::default(),
    }
}

/// What the breach of a duty would open: the title, how much, and the article.
pub(super) fn threat(duty: &DutyRow, name: &str, lookup: &Lookup) -> Option<Phrase> {
    let (row, own) = lookup.all.sanction_of(duty, name)?;
    (row.state != State::NotInForce).then(|| {
        together([
            said(&row.about.title),
            if own { most(row) } else { Phrase::default() },
            words::bracketed(&strung([
                lookup.cites(&row.about),
                lookup.noted(&row.about),
            ])),
        ])
    })
}

/// Whether a sanction is the one of this name, full or within its policy.
pub(super) fn is_called(row: &SanctionRow, name: &str) -> bool {
    row.about.name == name || ends_with(&row.about.name, name)
}

fn ends_with(full: &str, name: &str) -> bool {
    full.rsplit_once('.').is_some_and(|(_, last)| last == name)
}

/// The title, how much, instead of what, the articles, and whether it was imposed already.
fn whole(rows: &[&SanctionRow], lookup: &Lookup) -> Phrase {
    let Some(row) = rows.first() else {
        return Phrase::default();
    };
    let abouts: Vec<&About> = rows.iter().map(|row| &row.about).collect();
    let lieu = row.in_lieu_of.as_ref().map(|name| {
        let title = lookup.title(name);
        words::in_lieu_of(&title)
    });
    let (told, known) = match (row.state, amount(row, lookup)) {
        (State::Imposed, Some(amount)) => (words::so_much(&amount), true),
        _ => (most(row), false),
    };
    let sanction = together([
        lookup.label_together(&abouts),
        told,
        lieu.unwrap_or_default(),
        words::bracketed(&lookup.cites_of_version(&row.about)),
        lookup.footing(&row.about, row.standing),
    ]);
    let fine = !known && !row.up_to.is_empty() && !row.up_to.iter().any(figure::is_time);
    words::with_reason(
        &sanction,
        &words::sanction(row.state == State::Imposed, fine),
    )
}

/// The most it can be: an amount, how long it lasts, or the one or the other.
pub(super) fn most(row: &SanctionRow) -> Phrase {
    let (terms, fines): (Vec<&Shown>, Vec<&Shown>) =
        row.up_to.iter().partition(|most| figure::is_time(most));
    let unknown = fines.iter().all(|most| **most == Shown::Unknown);
    let of = |most: &[&Shown]| joined(most.iter().map(|one| figure::shown(one)), &words::or());
    match (terms.is_empty(), fines.is_empty()) {
        (true, true) => Phrase::default(),
        (true, false) if unknown => words::up_to_unknown(),
        (true, false) => words::up_to(&of(&fines)),
        (false, true) => words::as_long_as(&of(&terms)),
        (false, false) if unknown => words::as_long_as(&of(&terms)),
        (false, false) => words::term_or_amount(&of(&terms), &of(&fines)),
    }
}

/// How much was imposed, as the record of the act says.
fn amount(row: &SanctionRow, lookup: &Lookup) -> Option<Phrase> {
    let act = lookup.all.event(row.acts.last()?)?;
    let mut own = lookup.all.about_event(act);
    let amount = own.find(|fact| matches!(fact.value, Shown::Is(Figure::Money(..))))?;
    Some(figure::shown(&amount.value))
}

/// How much was imposed; else the most that it can have been.
pub(super) fn imposed(row: &SanctionRow, lookup: &Lookup) -> Phrase {
    if let Some(amount) = amount(row, lookup) {
        return words::so_much(&amount);
    }
    let fines = row.up_to.iter();
    let mut known = fines.clone();
    let fine = known.all(|one| !figure::is_time(one) && *one != Shown::Unknown);
    match fine && !row.up_to.is_empty() {
        true => {
            let fines = joined(fines.map(figure::shown), &words::or());
            words::imposed_at_most(&fines)
        }
        false => most(row),
    }
}

/// On what the most depends, where that is open.
fn depends(row: &SanctionRow, lookup: &Lookup) -> Phrase {
    let mut beside = row.about.open_beside();
    let amount = beside.find(|open| open.what == Aspect::Amount);
    let needs = amount.map(|open| missing::all(&open.needs, lookup));
    match needs.filter(|needs| !needs.is_empty()) {
        Some(needs) => words::most_open(&needs),
        None => Phrase::default(),
    }
}
