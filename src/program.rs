//! The policy as meant: every name is a number, every expression has its kind,
//! every version is whole. A program promises that evaluation cannot fail to
//! find, to type or to end. It does not know how it was made or is shown; a
//! span in it is only the origin of a reason.

pub mod case;
mod come_about;
pub mod expression;
pub mod names;
mod once;
pub mod provision;
pub mod readers;
mod spelled;
pub mod versions;
pub mod vocabulary;
pub mod walk;
pub mod window;
pub mod written;

pub use case::Case;
pub use expression::{Asks, Expr, FactPath, FactRoot, FactStep, Node};
pub use provision::{
    Citation, Define, Duty, Exception, Head, Judgement, Omission, Party, PartyRef, Place, Power,
    Reading, Sanction, Target, Version,
};
pub use vocabulary::{Act, Choice, Field, Locale, Policy, Record, StatuteSource, Unit, stretches};
pub use written::written;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::name::Name;
use crate::period::{Calendar, Regime};
use crate::value::{Kind, Number, Zone};

/// All policies that are evaluated together, and the vocabulary they share.
/// Numbers in other types are positions in these lists.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// Policies, in the order of their names.
    pub policies: Vec<Policy>,
    /// Statutes and other texts that are cited.
    pub sources: Vec<StatuteSource>,
    /// Parties.
    pub parties: Vec<Party>,
    /// Units of counts.
    pub units: Vec<Unit>,
    /// Closed lists of choices.
    pub choices: Vec<Choice>,
    /// Records; those of the events of an act stand here too.
    pub records: Vec<Record>,
    /// The facts at the top of a record of facts.
    pub facts: Vec<Field>,
    /// Acts.
    pub acts: Vec<Act>,
    /// Questions that only their holder settles.
    pub judgements: Vec<Judgement>,
    /// Alternative readings of a provision.
    pub readings: Vec<Reading>,
    /// Definitions.
    pub defines: Vec<Define>,
    /// Duties.
    pub duties: Vec<Duty>,
    /// Definitions and duties that refer to something, each after those that it waits for.
    pub order: Vec<Target>,
    /// Exceptions.
    pub exceptions: Vec<Exception>,
    /// Powers.
    pub powers: Vec<Power>,
    /// Sanctions.
    pub sanctions: Vec<Sanction>,
    /// Cases.
    pub cases: Vec<Case>,
    /// What was left out, and why.
    pub omissions: Vec<Omission>,
    /// Policies with the zone and the calendar of some place instead of their own.
    pub settings: Vec<Policy>,
    /// The ways of counting that policies declare, by the names under which others refer to them.
    pub regimes: BTreeMap<Name, Arc<Regime>>,
    /// The calendars that policies declare, by their names in a record.
    pub calendars: BTreeMap<Name, Arc<Calendar>>,
    /// What facts and judgements are called in a record: asked only once all of them are here.
    pub in_record: names::InRecord,
}

impl Program {
    /// A policy by its number, or, with a number beyond them, one with the zone and the calendar of
    /// some place.
    #[must_use]
    pub fn setting(&self, number: usize) -> Option<&Policy> {
        let beyond = number.checked_sub(self.policies.len());
        beyond.map_or_else(
            || self.policies.get(number),
            |beyond| self.settings.get(beyond),
        )
    }

    /// The way of counting of that name: one that a policy declares, or one that comes with the
    /// program.
    #[must_use]
    pub fn regime(&self, name: &str) -> Option<&Regime> {
        let declared = self.regimes.get(name).map(|regime| &**regime);
        declared.or_else(|| Regime::named(name))
    }

    /// How many seconds one of a unit contains; one, if it contains no time.
    #[must_use]
    pub fn seconds_in(&self, kind: &Kind) -> Number {
        let unit = match kind {
            Kind::Quantity(unit) => self.units.get(*unit),
            _ => None,
        };
        unit.and_then(|unit| unit.seconds).unwrap_or(Number::ONE)
    }

    /// The calendar of that name: one that a policy declares, or one that comes with the program.
    #[must_use]
    pub fn calendar(&self, name: &str) -> Option<&Calendar> {
        let declared = self.calendars.get(name).map(|calendar| &**calendar);
        declared.or_else(|| Calendar::named(name))
    }

    /// The number of a policy with this zone and this calendar instead of its own.
    pub fn setting_of(&mut self, policy: usize, zone: Zone, calendar: Option<Name>) -> usize {
        let Some(own) = self.policies.get(policy) else {
            return policy;
        };
        let same =
            |one: &Policy| one.name == own.name && one.zone == zone && one.calendar == calendar;
        let known = self.policies.iter().chain(&self.settings).position(same);
        known.unwrap_or_else(|| {
            let setting = Policy {
                zone,
                calendar,
                ..own.clone()
            };
            self.settings.push(setting);
            self.policies.len() + self.settings.len() - 1
        })
    }

    /// The zone of instants that no policy asks for by name: that of all policies where they
    /// have one zone, else UTC.
    #[must_use]
    pub fn base_zone(&self) -> Zone {
        match (self.zones_that_differ(), self.zones().next()) {
            (None, Some(zone)) => zone,
            _ => Zone::UTC,
        }
    }

    /// Two zones of policies that differ, where there are any. What a local time means is then open.
    #[must_use]
    pub fn zones_that_differ(&self) -> Option<(Zone, Zone)> {
        let first = self.zones().next()?;
        let other = self.zones().find(|zone| *zone != first)?;
        Some((first, other))
    }

    /// The zones of the policies. One that says no zone and lays nothing down has none.
    fn zones(&self) -> impl Iterator<Item = Zone> {
        let policies = self.policies.iter().enumerate();
        policies
            .filter(|(number, policy)| policy.zone != Zone::UTC || self.has_provisions(*number))
            .map(|(_, policy)| policy.zone)
    }

    fn has_provisions(&self, policy: usize) -> bool {
        let mut heads = (self.defines.iter().map(|item| &item.head))
            .chain(self.duties.iter().map(|item| &item.head))
            .chain(self.exceptions.iter().map(|item| &item.head))
            .chain(self.powers.iter().map(|item| &item.head))
            .chain(self.sanctions.iter().map(|item| &item.head));
        heads.any(|head| head.policy == policy)
    }
}
