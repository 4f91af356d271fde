//! Whose local time and holidays a duty follows. Each place in which a person can be makes a version
//! of its own beside the one written, which is for all other places.

use std::collections::{BTreeMap, BTreeSet};

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::findings;
use super::names::{Entity, Named};
use super::provisions::Room;
use super::versions::Draft;
use crate::diagnostic::Phrase;
use crate::diagnostic::near::nearest;
use crate::program::provision::{DutyBody, PartyRef, Place};
use crate::program::{Expr, Locale, Node, Version};
use crate::source::Span;
use crate::syntax::tree::{self, ClauseBody, Ident};
use crate::value::{Kind, Zone};

/// Whose place it is, and what of it counts.
#[derive(Clone)]
pub(super) struct Whose {
    /// In which place the person is; none for the same place for everyone.
    of: Option<Expr>,
    /// A zone of its own, instead of the policy's.
    zone: Option<Zone>,
    /// The zone is that of the place.
    zone_there: bool,
    /// The calendar is that of the place.
    calendar_there: bool,
    /// The party that is another in each place.
    party: Option<usize>,
}

/// Whose zone and calendar a version of a duty follows, if it says so.
pub(super) fn person(
    c: &mut Checking<'_>,
    room: &Room<'_>,
    draft: &Draft<'_>,
) -> Option<Option<Whose>> {
    let zone = draft.one(Sort::Zone).map(|clause| &clause.body);
    let calendar = draft.one(Sort::Calendar).map(|clause| &clause.body);
    let fixed = match zone {
        Some(ClauseBody::Zone(name)) => {
            let clause = draft.one(Sort::Zone)?;
            Some(c.zone_named(name, c.after_keyword(clause))?)
        }
        _ => None,
    };
    let zone = match zone {
        Some(ClauseBody::ZoneOf(of)) => Some(place(c, room, of)?),
        _ => None,
    };
    let calendar = match calendar {
        Some(ClauseBody::CalendarOf(of)) => Some(place(c, room, of)?),
        _ => None,
    };
    let (party, to) = match draft.one(Sort::To).map(|clause| &clause.body) {
        Some(ClauseBody::To(to, Some(of))) => {
            let of = place(c, room, of)?;
            (Some(of_each(c, room.policy, to.first()?, &of)?), Some(of))
        }
        _ => (None, None),
    };
    let named: Vec<Expr> = [&zone, &calendar, &to]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    if let [first, rest @ ..] = named.as_slice()
        && let Some(other) = rest
            .iter()
            .find(|other| c.sources.text(other.span) != c.sources.text(first.span))
    {
        c.find(findings::two_places(first.span, other.span));
        return None;
    }
    let whose = Whose {
        zone: fixed,
        zone_there: zone.is_some(),
        calendar_there: calendar.is_some(),
        party,
        of: named.into_iter().next(),
    };
    Some((whose.of.is_some() || whose.zone.is_some()).then_some(whose))
}

/// A party that is another in each of these places.
fn of_each(c: &mut Checking<'_>, policy: usize, name: &Ident, of: &Expr) -> Option<usize> {
    let PartyRef::Party(party) = c.party(policy, name)? else {
        c.find(findings::one_for_all(&name.name, name.span));
        return None;
    };
    let called = c
        .program
        .parties
        .get(party)
        .and_then(|one| one.called.as_ref());
    if !matches!((called, &of.kind), (Some((one, _)), Kind::Choice(other)) if one == other) {
        c.find(findings::one_for_all(&name.name, name.span));
        return None;
    }
    Some(party)
}

/// Of what holds for nobody in particular no place can be told.
pub(super) fn nobody(c: &mut Checking<'_>, of: Option<&tree::Expr>) {
    if let Some(of) = of {
        c.find(findings::no_place(of.span));
    }
}

/// What a party is called in each place, where each has its own.
pub(super) fn parties(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    for entry in entries {
        let Entity::Party(id) = entry.entity else {
            continue;
        };
        let clauses = entry.item.clauses.iter();
        let alternatives: Vec<&tree::Alternative> = clauses
            .filter_map(|clause| match &clause.body {
                ClauseBody::Alternative(one) => Some(&**one),
                _ => None,
            })
            .collect();
        let Some(written) = &entry.item.kind_written else {
            if let Some(first) = alternatives.first() {
                c.find(findings::missing_clause(
                    ":",
                    first.name.span,
                    entry.item.kind,
                ));
            }
            continue;
        };
        let head = c.program.parties.get(id).map(|party| party.head.clone());
        let kind = head.and_then(|head| c.kind(entry.policy, written, &head));
        let Some(Kind::Choice(choice)) = kind else {
            if kind.is_some() {
                c.find(findings::no_place(written.span()));
            }
            continue;
        };
        let mut called = BTreeMap::new();
        for one in alternatives {
            let known = c.program.choices.get(choice);
            let at = known.and_then(|choice| {
                let mut names = choice.alternatives.iter();
                names.position(|(name, _)| *name == one.name.name)
            });
            let Some(at) = at else {
                c.unknown_alternative(choice, &one.name);
                continue;
            };
            c.names
                .note(entry.policy, Named::Alternative(choice, at), one.name.span);
            let title = c.phrase(&one.titles);
            called.extend(title.map(|title| (at, title)));
        }
        if let Some(party) = c.program.parties.get_mut(id) {
            party.called = Some((choice, called));
        }
    }
}

/// In which place someone is: a choice of which the alternatives are places, or a record with one
/// field that is such a choice.
fn place(c: &mut Checking<'_>, room: &Room<'_>, written: &tree::Expr) -> Option<Expr> {
    let of = room.typing(c).any(written)?;
    let record = match of.kind {
        Kind::Choice(choice) if has_places(c, choice) => return Some(of),
        Kind::Record(record) => c.program.records.get(record),
        _ => None,
    };
    let fields = record.map_or(&[][..], |record| record.fields.as_slice());
    let mut places = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| matches!(field.kind, Kind::Choice(choice) if has_places(c, choice)));
    if let (Some((number, field)), None) = (places.next(), places.next()) {
        let (kind, span) = (field.kind.clone(), of.span);
        if let Kind::Record(record) = of.kind {
            c.names
                .note(room.policy, Named::Field(record, number), span);
        }
        let node = Node::Field(Box::new(of), number);
        return Some(Expr { node, kind, span });
    }
    c.find(findings::no_place(written.span));
    None
}

fn has_places(c: &Checking<'_>, choice: usize) -> bool {
    let choice = c.program.choices.get(choice);
    choice.is_some_and(|choice| !choice.places.is_empty())
}

/// The versions, each with one more for every place that has a zone or a calendar of its own.
pub(super) fn spread(
    c: &mut Checking<'_>,
    policy: usize,
    versions: Vec<Version<(DutyBody, Option<Whose>)>>,
) -> Vec<Version<DutyBody>> {
    let mut found = Vec::with_capacity(versions.len());
    for version in versions {
        let (body, whose) = version.body;
        let place = whose
            .as_ref()
            .and_then(|whose| whose.zone)
            .map(|zone| Place {
                there: None,
                setting: setting(c, policy, Some(zone), None),
                called: BTreeMap::new(),
            });
        let written = Version {
            interval: version.interval,
            proposed: version.proposed,
            addressees: version.addressees,
            place,
            cites: version.cites,
            remarks: version.remarks,
            body,
            span: version.span,
            written: version.written,
        };
        if let Some(whose) = &whose
            && let Some(of) = &whose.of
        {
            for ((setting, called), bits) in settings(c, policy, whose, of) {
                found.push(Version {
                    place: Some(Place {
                        there: Some(Expr {
                            node: Node::OneOf(Box::new(of.clone()), bits),
                            kind: Kind::YesNo,
                            span: of.span,
                        }),
                        setting,
                        called,
                    }),
                    ..written.clone()
                });
            }
        }
        found.push(written);
    }
    found
}

/// A zone with its holidays, and what parties are called there.
type Setting = (usize, BTreeMap<usize, Phrase>);

/// The settings of the places in which the person can be, each with the bits of those places.
fn settings(c: &mut Checking<'_>, policy: usize, whose: &Whose, of: &Expr) -> Vec<(Setting, u64)> {
    let mut found: Vec<(Setting, u64)> = Vec::new();
    let Kind::Choice(choice) = of.kind else {
        return found;
    };
    let party = whose.party.and_then(|party| c.program.parties.get(party));
    let titles = party.and_then(|party| party.called.clone());
    let titles = titles.map(|(_, titles)| titles).unwrap_or_default();
    let places = c.program.choices.get(choice).map(|one| one.places.clone());
    let places = places.unwrap_or_default();
    let known: BTreeSet<usize> = places.keys().chain(titles.keys()).copied().collect();
    for at in known {
        let place = places.get(&at).cloned().unwrap_or_default();
        let zone = place.zone.filter(|_| whose.zone_there).or(whose.zone);
        let calendar = place.calendar.filter(|_| whose.calendar_there);
        let setting = setting(c, policy, zone, calendar);
        let called = whose.party.zip(titles.get(&at).cloned());
        let called: BTreeMap<usize, Phrase> = called.into_iter().collect();
        let bit = u32::try_from(at).ok().and_then(|at| 1u64.checked_shl(at));
        let bit = bit.unwrap_or_default();
        let same = (setting, called);
        match found.iter_mut().find(|(known, _)| *known == same) {
            Some((_, bits)) => *bits |= bit,
            None => found.push((same, bit)),
        }
    }
    found
}

/// A policy with another zone or calendar.
fn setting(
    c: &mut Checking<'_>,
    policy: usize,
    zone: Option<Zone>,
    calendar: Option<crate::name::Name>,
) -> usize {
    let own = c.program.policies.get(policy);
    let zone = zone.or(own.map(|own| own.zone)).unwrap_or(Zone::UTC);
    let calendar = calendar.or(own.and_then(|own| own.calendar.clone()));
    c.program.setting_of(policy, zone, calendar)
}

impl Checking<'_> {
    /// A zone that there is.
    pub(super) fn zone_named(&mut self, name: &str, span: Span) -> Option<Zone> {
        let zone = Zone::named(name);
        if zone.is_none() {
            let near = Zone::of_city(name).or_else(|| nearest(name, Zone::names()));
            self.find(findings::unknown_zone(name, span, near));
        }
        zone
    }

    /// What is declared of a place.
    pub(super) fn locale(
        &mut self,
        policy: usize,
        zone: Option<&Ident>,
        calendar: Option<&Ident>,
    ) -> Locale {
        Locale {
            zone: zone.and_then(|zone| self.zone_named(zone.name.as_str(), zone.span)),
            calendar: calendar.and_then(|calendar| self.calendar(policy, calendar)),
        }
    }
}
