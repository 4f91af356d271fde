//! Facts of which accounts differ: who says what, where each account leads, and
//! what comes out the same whichever is true.

use super::lookup::{Lookup, abouts};
use super::page::Page;
use super::phrasing::{listed, said, strung, together};
use super::{figure, words};
use crate::determination::{AnswerValue, DisputeRow, Lead};
use crate::diagnostic::Phrase;

/// The section.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = lookup.all;
    if all.disputes.is_empty() {
        return;
    }
    page.heading(&words::disputes());
    for row in &all.disputes {
        page.item(&accounts(row, lookup));
    }
    for about in abouts(all).filter(|about| !about.accounts.is_empty()) {
        let leads = strung(about.accounts.iter().map(|lead| leads(lead, lookup)));
        page.item(&words::titled(&lookup.cited(about), &leads));
    }
    let same = strung(
        abouts(all)
            .filter(|about| about.whichever)
            .map(|about| lookup.label(about)),
    );
    if !same.is_empty() {
        page.line(&words::whichever(&same));
    }
    if all.disputes_complete == Some(false) {
        page.line(&words::disputes_cut());
    }
}

pub(super) fn accounts(row: &DisputeRow, lookup: &Lookup) -> Phrase {
    let accounts = row.accounts.iter().map(|account| {
        let by = account.by.as_deref().map(|by| lookup.who(by));
        let by = by.unwrap_or_default();
        let members = |count: usize| words::members(&Phrase::same(count.to_string()));
        let value = account.value.as_ref().map(figure::bounded);
        let value = value.or_else(|| account.members.map(members));
        together([value.unwrap_or_default(), words::bracketed(&by)])
    });
    let title = together([said(&row.title), lookup.member(&row.path)]);
    words::titled(&title, &strung(accounts))
}

/// Where one account leads; of several facts, which account of which.
pub(super) fn leads(lead: &Lead, lookup: &Lookup) -> Phrase {
    let several = lead.on.len() > 1;
    let on = listed(lead.on.iter().map(|account| {
        let mut disputes = lookup.all.disputes.iter();
        let title = disputes
            .find(|row| several && row.path == account.path)
            .map_or_else(Phrase::default, |row| words::bracketed(&said(&row.title)));
        together([lookup.who(&account.by), title])
    }));
    let to = match &lead.to {
        AnswerValue::Truth(truth) => words::outcome(*truth),
        AnswerValue::State(state) => words::state(*state),
        AnswerValue::Value(shown) => figure::shown(shown),
    };
    words::on_account(&on, &to)
}
