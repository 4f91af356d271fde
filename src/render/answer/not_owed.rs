//! What is not owed, and why: exempt, not arisen, not in force. Duties with
//! the same grounds are told together.

use super::lookup::{Lookup, guidance, policy_of, standing};
use super::page::Page;
use super::phrasing::{listed, said, strung, together};
use super::{basis, cause, deadline, sanctions, words};
use crate::determination::{About, Determination, DutyRow, ExceptionRow, IfNotAssumed};
use crate::diagnostic::Phrase;
use crate::value::{State, Truth};

/// The section, and the line of what was not in force.
pub(super) fn write(page: &mut Page, lookup: &Lookup) {
    let mut groups: Vec<(Vec<Phrase>, Vec<&About>)> = Vec::new();
    // What is owed next, once something is done, is told with what is to be done.
    let duties = lookup.all.duties.iter();
    for duty in duties.filter(|duty| lookup.all.follows(duty).is_none()) {
        let grounds = match duty.state {
            State::Exempt => exempt(duty, &lookup.told_of(duty)),
            State::NotArisen => not_arisen(duty, &lookup.told_of(duty)),
            _ => continue,
        };
        let dated = duty.if_not_assumed.as_ref().and_then(IfNotAssumed::safe);
        let wrong = dated.and_then(|_| deadline::if_not_assumed(duty, lookup));
        let perhaps = duty
            .if_not_assumed
            .as_ref()
            .is_some_and(|other| other.perhaps);
        let wrong = wrong.map(|due| {
            let exempt = deadline::exempt_if_not_assumed(duty);
            together([due, deadline::perhaps_exempt(exempt)])
        });
        let wrong = wrong.map(|due| match perhaps {
            true => words::perhaps_if_not_assumed(&due),
            false => words::if_not_assumed(&due),
        });
        let grounds = [grounds, wrong.into_iter().collect()].concat();
        match groups.iter_mut().find(|(same, _)| *same == grounds) {
            Some((_, abouts)) => abouts.push(&duty.about),
            None => groups.push((grounds, vec![&duty.about])),
        }
    }
    if !groups.is_empty() {
        page.heading(&words::not_owed());
    }
    let groups_told = !groups.is_empty();
    for (grounds, abouts) in groups {
        page.item(&strung(lookup.gathered(&abouts)));
        for ground in &grounds {
            page.detail(ground);
        }
    }
    let absent = strung(not_in_force(lookup.all, lookup));
    if !groups_told {
        page.gap();
    }
    sanctions::closed(page, lookup);
    if !absent.is_empty() {
        page.line(&words::not_in_force(&absent));
    }
}

/// By which exception, which others hold, and which others may.
fn exempt(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
    let title = |row: &ExceptionRow| {
        let cites = lookup.articles(&duty.about.name, &row.cites);
        let cites = listed([cites, guidance(row.soft)]);
        together([said(&row.title), words::bracketed(&cites)])
    };
    let mut holding: Vec<&ExceptionRow> = duty
        .exceptions
        .iter()
        .filter(|row| row.value == Truth::Yes && !row.replaces)
        .collect();
    // What the row names as its ground leads, in the order in which it names it.
    holding.sort_by_key(|row| duty.exempt_by.iter().position(|name| *name == row.name));
    let mut grounds = Vec::new();
    match holding.split_first() {
        Some((first, further)) => {
            let first = together([title(first), standing(duty.standing)]);
            grounds.push(words::exempt(&first));
            if !further.is_empty() {
                grounds.push(words::also_exempt(&strung(
                    further.iter().map(|row| title(row)),
                )));
            }
        }
        None => {
            // What the provision itself excepts has no title of its own: its reason says what it is.
            let by = duty.exempt_by.iter().filter(|name| *name != "unless");
            let named = strung(by.map(|name| cause::exception(name, lookup)));
            let reason = cause::reason(duty.about.because.as_ref(), lookup, 2);
            let ground = if named.is_empty() { reason } else { named };
            if !ground.is_empty() {
                grounds.push(words::exempt(&ground));
            }
        }
    }
    // Whether others that are open hold too makes no difference; what they would take, `why` tells.
    let told = strung(grounds.iter().cloned());
    grounds.extend(basis::behind(duty, &told, lookup));
    grounds
}

fn not_arisen(duty: &DutyRow, lookup: &Lookup) -> Vec<Phrase> {
    let reason = cause::reason(duty.about.because.as_ref(), lookup, 2);
    let ground = match reason.is_empty() {
        true => words::not_arisen(),
        false => words::not_arisen_because(&reason),
    };
    let behind = basis::behind(duty, &ground, lookup);
    std::iter::once(ground).chain(behind).collect()
}

/// The titles of what was not in force, each once; of a policy of which nothing was, its own.
fn not_in_force(all: &Determination, lookup: &Lookup) -> Vec<Phrase> {
    let absent = |state: State| state == State::NotInForce;
    let duties = all.duties.iter().map(|row| (&row.about, absent(row.state)));
    let powers = all.powers.iter().map(|row| (&row.about, absent(row.state)));
    let sanctions = all
        .sanctions
        .iter()
        .map(|row| (&row.about, absent(row.state)));
    let conclusions = all.conclusions.iter();
    let conclusions = conclusions.map(|row| {
        let state = row.value.state();
        (&row.about, state.is_some_and(absent))
    });
    let rows = || {
        (duties.clone())
            .chain(powers.clone())
            .chain(sanctions.clone())
            .chain(conclusions.clone())
    };
    let wholly = |policy: &str| {
        let mut own = rows().filter(|(about, _)| policy_of(&about.name) == policy);
        all.policies.len() > 1 && own.all(|(_, absent)| absent)
    };
    let mut names: Vec<&str> = Vec::new();
    let mut titles = Vec::new();
    for (about, _) in rows().filter(|(_, absent)| *absent) {
        let policy = policy_of(&about.name);
        let whole = wholly(policy);
        let name = if whole { policy } else { about.name.as_str() };
        if names.contains(&name) {
            continue;
        }
        names.push(name);
        let used = all.policies.iter().find(|used| used.name == policy);
        let same = rows().filter(|(other, _)| other.name == about.name);
        let (out, others): (Vec<_>, Vec<_>) = same.partition(|(_, absent)| *absent);
        titles.push(
            match used.and_then(|used| used.title.as_ref()).filter(|_| whole) {
                Some(title) => words::all_of_policy(&said(title)),
                // Another version of it is in force for others: for whom it is not is told.
                None if !others.is_empty() => {
                    let out: Vec<&About> = out.into_iter().map(|(about, _)| about).collect();
                    lookup.label_together(&out)
                }
                None => {
                    let cites = words::bracketed(&lookup.cites(about));
                    together([said(&about.title), cites])
                }
            },
        );
    }
    titles
}
