//! What facts can be about: policies, sources, units, choices, records, acts.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::{Expr, FactPath, Node};
use super::provision::{Citation, Head};
use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::value::{Address, Kind, Number, Range, Sign, Zone};

/// One policy, perhaps of several files.
#[derive(Clone, Debug)]
pub struct Policy {
    /// `kr.netflix_law`
    pub name: Name,
    /// Its title, if it has one.
    pub title: Option<Phrase>,
    /// Where its local times are.
    pub zone: Zone,
    /// How its periods are counted, by name.
    pub periods: Option<Name>,
    /// The calendar of its holidays, by name, where the regime leaves it open.
    pub calendar: Option<Name>,
    /// The instant whose law governs, unless an item says otherwise.
    pub governed_by: Option<Expr>,
    /// What everybody who acts on it must know.
    pub advice: Vec<Phrase>,
    /// SHA-256 of the bytes of its files, without those that hold only cases, in the order of their
    /// names, in hexadecimal.
    pub sha256: String,
}

/// A statute, a decree, a guideline.
#[derive(Clone, Debug)]
pub struct StatuteSource {
    /// Its short name, as citations write it, and its title.
    pub head: Head,
    /// Soft law: guidance and practice, not statute.
    pub soft: bool,
    /// Where it is published.
    pub address: Option<Address>,
}

/// A unit of counts.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its name and title.
    pub head: Head,
    /// The units it is the product of, in ascending order; empty for a unit of its own.
    pub factors: Vec<usize>,
    /// How many seconds one of it contains, if time is one of its factors.
    pub seconds: Option<Number>,
}

/// A closed list of choices, at most 64.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name and title; a list written in place has an empty name.
    pub head: Head,
    /// Name and title of each.
    pub alternatives: Vec<(Name, Phrase)>,
    /// Of those that are places, by their position: the local time and the holidays there.
    pub places: BTreeMap<usize, Locale>,
}

/// The local time and the holidays of a place, as far as they are declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locale {
    /// The zone.
    pub zone: Option<Zone>,
    /// The calendar of its holidays.
    pub calendar: Option<Name>,
}

/// A record.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name and title.
    pub head: Head,
    /// Its fields. The record of an act begins with `at` and `by`.
    pub fields: Vec<Field>,
    /// The act whose events it holds.
    pub act: Option<usize>,
}

impl Record {
    /// The fields with which something begins and ends, from first to last.
    #[must_use]
    pub fn stretches(&self) -> Vec<(usize, usize)> {
        stretches(&self.fields)
    }

    /// The field by which a record of this kind is called.
    #[must_use]
    pub fn own_name(&self) -> Option<usize> {
        self.fields.iter().position(Field::is_own_name)
    }
}

/// What the beginning and the end of something are called.
const STRETCHES: [(&str, &str); 4] = [
    ("started", "ended"),
    ("시작", "종료"),
    ("발생", "종료"),
    ("발생", "복구"),
];

/// The fields, or facts at the top, with which something begins and ends, from first to last: those
/// between which a field reckons a length, as `length : duration is ended - started` does, and those
/// of one policy that are called `started` and `ended`, or alike in Korean.
#[must_use]
pub fn stretches(fields: &[Field]) -> Vec<(usize, usize)> {
    let named = |name: &str, policy: usize| {
        fields.iter().position(|field| {
            let head = &field.head;
            field.kind == Kind::Time && head.policy == policy && head.name.as_str() == name
        })
    };
    let policies: BTreeSet<usize> = fields.iter().map(|field| field.head.policy).collect();
    let named = policies.into_iter().flat_map(|policy| {
        let pairs = STRETCHES.iter();
        pairs.filter_map(move |(first, last)| named(first, policy).zip(named(last, policy)))
    });
    let lengths = fields.iter().filter_map(Field::stretch);
    let stretches: BTreeSet<(usize, usize)> = lengths.chain(named).collect();
    stretches.into_iter().collect()
}

/// A field of a record, or a fact at the top.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name and title.
    pub head: Head,
    /// Its kind.
    pub kind: Kind,
    /// Between what it lies, whatever the record says.
    pub within: Range,
    /// Recorded with a reference period.
    pub over_period: bool,
    /// A time that lies ahead by its nature: not clipped by `as of`.
    pub planned: bool,
    /// May be not applicable.
    pub optional: bool,
    /// The provisions that ask for it.
    pub cites: Vec<Citation>,
    /// Computed where the record does not give it; the record itself is variable 0.
    pub computed: Option<Expr>,
    /// Read there where the record does not give it.
    pub default: Option<FactPath>,
}

impl Field {
    /// Between what it lies wherever it is read. What is reckoned from other fields may come to
    /// anything, but for a length between a start and its end.
    #[must_use]
    pub fn always(&self) -> Range {
        match (&self.computed, &self.default) {
            (None, None) => self.within,
            (Some(_), None) if self.stretch().is_some() => self.within,
            _ => Range::UNKNOWN,
        }
    }

    /// The fields of its record that it reckons the length between, from first to last.
    #[must_use]
    pub fn stretch(&self) -> Option<(usize, usize)> {
        if self.kind != Kind::Duration {
            return None;
        }
        let own = |expr: &Expr| match &expr.node {
            Node::Field(of, number) if matches!(of.node, Node::Variable(0)) => Some(*number),
            _ => None,
        };
        match &self.computed.as_ref()?.node {
            Node::Sum(parts) => match parts.as_slice() {
                [(Sign::Plus, end), (Sign::Minus, start)] => own(start).zip(own(end)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a record is called by it: `name`, or in Korean `명칭` or `이름`.
    #[must_use]
    pub fn is_own_name(&self) -> bool {
        ["name", "명칭", "이름"].contains(&self.head.name.as_str())
    }
}

/// Something that a party does and the record of events holds.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its name and title.
    pub head: Head,
    /// Who does it.
    pub from: Option<super::PartyRef>,
    /// To whom.
    pub to: Vec<super::PartyRef>,
    /// The record of its events.
    pub record: usize,
}
