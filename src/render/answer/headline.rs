//! The headline: what it is about, and the instants.

use std::collections::BTreeSet;

use super::lookup::{Lookup, policy_of};
use super::page::Page;
use super::phrasing::{each_once, glued, in_own_letters, joined, listed, said, strung, together};
use super::{facts, moment, way, words};
use crate::determination::{DutyRow, PolicyUsed};
use crate::diagnostic::Phrase;
use crate::render::date;
use crate::value::{Instant, State, Zone};

/// At most so many policies are named where the record has no title.
const MOST: usize = 3;

/// Two or three lines.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    page.name_zones_of_several();
    let subject = lookup.subject().map(Phrase::same);
    told(page, lookup, law(&lookup.all.policies, lookup), subject);
    // Of what nobody owes it matters to nobody what was done.
    let mut duties = lookup.all.duties.iter();
    if duties.any(|duty| !duty.state.is_absent()) {
        page.line(&facts::silent_since(lookup).unwrap_or_default());
    }
}

/// The same, without saying which policy's law is that of which day; and by whom it is owed where that is
/// given and the record does not name what it is about.
pub(super) fn short(page: &mut Page, lookup: &Lookup, bearer: Option<Phrase>) {
    let mut days: Vec<Phrase> = Vec::new();
    for (_, day) in governed(&lookup.all.policies, lookup) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let law = match days.is_empty() {
        true => Phrase::default(),
        false => words::law_of(&listed(days)),
    };
    let subject = lookup
        .subject()
        .map(Phrase::same)
        .or(bearer)
        .map(|name| in_own_letters(&name));
    told(page, lookup, law, subject);
    // Of what nobody owes it matters to nobody what was done.
    let mut duties = lookup.all.duties.iter();
    let owed = duties.any(|duty| !duty.state.is_absent());
    match lookup.all.record_complete_until {
        Some(ends) if Some(ends.instant()) < lookup.now => {
            let ends = in_full(ends.instant(), lookup.zone(""));
            page.line(&words::record_ends(&ends));
        }
        None if owed => page.line(&words::may_be_incomplete()),
        _ => {}
    }
}

fn told(page: &mut Page, lookup: &Lookup, law: Phrase, subject: Option<Phrase>) {
    let all = lookup.all;
    page.title(&title(lookup));
    let zone = lookup.zone("");
    let mut instants = vec![words::as_of(&now(lookup))];
    instants.push(match all.law_of {
        Some(forced) => words::forced_law(&moment::day(forced, zone)),
        None => law,
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
    if let Some(subject) = subject.filter(|_| !lookup.is_of_several()) {
        instants.push(words::about(&subject));
    }
    page.line(&joined(instants, &Phrase::same(" · ")));
    page.in_zone_of_head(moment::zone_called(zone, all.as_of.instant()));
    if all.changed_by_proposals.as_ref().is_some_and(Vec::is_empty) {
        page.line(&words::proposal_changes_nothing());
    }
    let assumed = strung(all.assumptions.iter().map(|step| way::is(step, lookup)));
    if !assumed.is_empty() {
        page.line(&words::assuming(&assumed));
    }
}

/// What it is about: what the record calls itself, or the policies.
pub(super) fn title(lookup: &Lookup) -> Phrase {
    let policies = lookup.all.policies.iter();
    let speaking = policies.filter(|used| lookup.speaks(used));
    let title = lookup.all.title.as_ref().map(said);
    title.unwrap_or_else(|| match speaking.clone().count() {
        0..=MOST => listed(speaking.map(policy)),
        count => words::under_policies(&Phrase::same(count.to_string())),
    })
}

/// The moment asked for, with its day of the week; to the minute.
fn now(lookup: &Lookup) -> Phrase {
    in_full(lookup.all.as_of.instant(), lookup.zone(""))
}

/// An instant with its day of the week and its zone.
fn in_full(at: Instant, zone: Zone) -> Phrase {
    let Some((day, clock)) = zone.wall(at) else {
        return Phrase::default();
    };
    let clock = clock.get(..5).unwrap_or(&clock);
    let told = words::on_day_at(&date::weekday(day), &Phrase::same(clock));
    let zone = moment::zone_called(zone, at);
    glued(&Phrase::new(
        format!("{} {}", told.en, zone.en),
        format!("{} {}", told.ko, zone.ko),
    ))
}

/// Whose day's law it is: of each day, which policies'.
fn law(policies: &[PolicyUsed], lookup: &Lookup) -> Phrase {
    let mut days: Vec<(Phrase, Vec<Phrase>)> = Vec::new();
    for (used, day) in governed(policies, lookup) {
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, all)) => all.push(policy(used)),
            None => days.push((day, vec![policy(used)])),
        }
    }
    match days.as_slice() {
        [] => Phrase::default(),
        [(day, _)] => words::law_of(day),
        days => words::law_of(&listed(days.iter().map(|(day, all)| {
            together([day.clone(), words::bracketed(&strung(all.clone()))])
        }))),
    }
}

/// The policies of whose law the day is known, with the day.
fn governed<'p>(policies: &'p [PolicyUsed], lookup: &Lookup) -> Vec<(&'p PolicyUsed, Phrase)> {
    let day = |used: &PolicyUsed| {
        let at = used.governed_at?;
        Some(moment::day(at, lookup.zone(&used.name)))
    };
    let policies = policies.iter();
    policies
        .filter_map(|used| Some((used, day(used)?)))
        .collect()
}

pub(super) fn policy(used: &PolicyUsed) -> Phrase {
    used.title
        .as_ref()
        .map_or_else(|| Phrase::same(&used.name), said)
}

/// The laws that were read: a policy that others only reckon with is no law of its own.
pub(super) fn laws(lookup: &Lookup) -> Vec<Phrase> {
    let told = of_laws(lookup).into_iter();
    let told = told.map(|used| match was_in_force(used, lookup) {
        true => policy(used),
        false => words::not_in_force_then(&policy(used)),
    });
    told.collect()
}

/// The same by the short name of a text, or else by its title: of those that a duty of each cites first,
/// that which is declared first.
pub(super) fn laws_by_texts(lookup: &Lookup) -> Vec<Phrase> {
    let told = of_laws(lookup).into_iter().map(|used| {
        let own = |duty: &&DutyRow| policy_of(&duty.about.name) == used.name;
        let duties: Vec<&DutyRow> = lookup.all.duties.iter().filter(own).collect();
        let mut sources = lookup.all.sources.iter();
        let text = sources.find_map(|source| {
            let mut duties = duties.iter();
            duties.find_map(|duty| lookup.first_text(&duty.about, &source.name))
        });
        text.unwrap_or_else(|| policy(used))
    });
    each_once(told)
}

/// The policies that are laws of their own.
fn of_laws<'a>(lookup: &Lookup<'a>) -> Vec<&'a PolicyUsed> {
    let all = lookup.all;
    let bearing = all.duties.iter().map(|row| &row.about.name);
    let bearing = bearing.chain(all.powers.iter().map(|row| &row.about.name));
    let bearing = bearing.chain(all.sanctions.iter().map(|row| &row.about.name));
    let bearing: BTreeSet<&str> = bearing.map(|name| policy_of(name)).collect();
    let of_a_law = |used: &&PolicyUsed| bearing.is_empty() || bearing.contains(&*used.name);
    let speaking = all.policies.iter();
    let speaking = speaking.filter(|used| lookup.speaks(used));
    speaking.filter(of_a_law).collect()
}

/// Whether any duty of a law was in force; a law without duties counts as such.
fn was_in_force(used: &PolicyUsed, lookup: &Lookup) -> bool {
    let duties = lookup.all.duties.iter();
    let mut own = duties.filter(|duty| policy_of(&duty.about.name) == used.name);
    let first = own.next();
    first.is_none_or(|first| {
        let mut all = std::iter::once(first).chain(own);
        all.any(|duty| duty.state != State::NotInForce)
    })
}
