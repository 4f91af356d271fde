//! The headline: what it is about, and the instants.

use super::lookup::Lookup;
use super::page::Page;
use super::phrasing::{glued, joined, listed, said, strung};
use super::{moment, way, words};
use crate::determination::PolicyUsed;
use crate::diagnostic::Phrase;

/// Two or three lines.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let all = lookup.all;
    let title = match &all.title {
        Some(title) => said(title),
        None => listed(
            all.policies
                .iter()
                .filter(|used| lookup.speaks(used))
                .map(policy),
        ),
    };
    page.line(&title);
    let zone = lookup.zone("");
    let mut instants = vec![words::as_of(&glued(&moment::readable(all.as_of, zone)))];
    instants.push(match all.law_of {
        Some(forced) => words::forced_law(&moment::day(forced, zone)),
        None => law(&all.policies, lookup),
    });
    let proposed = all
        .proposed
        .iter()
        .map(|name| words::as_if_law(&Phrase::same(name)));
    instants.extend(proposed);
    if let Some(known_by) = all.known_by {
        let at = glued(&moment::readable(known_by, zone));
        instants.push(words::known_by(&at));
    }
    if let Some(subject) = lookup.subject() {
        instants.push(words::about(&Phrase::same(subject)));
    }
    page.line(&joined(instants, &Phrase::same(" · ")));
    if all.changed_by_proposals.as_ref().is_some_and(Vec::is_empty) {
        page.line(&words::proposal_changes_nothing());
    }
    let assumed = strung(all.assumptions.iter().map(way::assumed));
    if !assumed.is_empty() {
        page.line(&words::assuming(&assumed));
    }
}

/// Whose day's law it is; policy by policy where they differ.
fn law(policies: &[PolicyUsed], lookup: &Lookup) -> Phrase {
    let day = |used: &PolicyUsed| {
        let at = used.governed_at?;
        Some(moment::day(at, lookup.zone(&used.name)))
    };
    let governed: Vec<_> = policies
        .iter()
        .filter_map(|used| Some((used, day(used)?)))
        .collect();
    let Some((_, first)) = governed.first() else {
        return words::law_open();
    };
    if governed.iter().all(|(_, day)| day == first) {
        return words::law_of(first);
    }
    listed(
        governed
            .iter()
            .map(|(used, day)| words::law_of_policy(&policy(used), day)),
    )
}

fn policy(used: &PolicyUsed) -> Phrase {
    used.title
        .as_ref()
        .map_or_else(|| Phrase::same(&used.name), said)
}
