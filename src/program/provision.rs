//! Provisions: what the law says, in whole versions. A version has taken all
//! that it does not change from the item's common clauses, so no reader of a
//! version ever looks anywhere else.

mod duty;
mod exception;
mod power;

pub use duty::{Deed, Duty, DutyBody, Every, Force, Must, Payment, Reduction, Relief, Trigger};
pub use exception::{Exception, ExceptionBody, Instead, Presumption, Target, Unless};
pub(crate) use exception::{MAX_PAIRS, clash, orders, pairs};
pub use power::{Power, PowerBody, Sanction, SanctionBody};

use std::collections::BTreeMap;

use super::expression::Expr;
use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::source::Span;
use crate::value::{Interval, Kind};

/// Which policy an item belongs to, what it is called, and where it is.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its policy.
    pub policy: usize,
    /// Its name within the policy.
    pub name: Name,
    /// Its title; the name where none is written.
    pub title: Phrase,
    /// Its keyword and name.
    pub span: Span,
}

/// An article of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: usize,
    /// The article as written; may be empty.
    pub pin: String,
}

/// One version of a provision, whole.
#[derive(Clone, Debug)]
pub struct Version<T> {
    /// When it is in force.
    pub interval: Interval,
    /// Off unless asked for by this name.
    pub proposed: Option<String>,
    /// For whom alone it is in force, as a transitional rule has it; it then goes before any other.
    pub addressees: Option<Expr>,
    /// The place in which alone it says this, where its zone or calendar is that of a person. The
    /// version beside it that names no place is for all other places.
    pub place: Option<Place>,
    /// Its articles.
    pub cites: Vec<Citation>,
    /// Known doubts about it, and what those who act on it must know.
    pub remarks: Vec<Remark>,
    /// What it says.
    pub body: T,
    /// Where it opens.
    pub span: Span,
    /// All that is written of it alone.
    pub written: Span,
}

/// Where someone is, with the zone and the holidays there.
#[derive(Clone, Debug)]
pub struct Place {
    /// Whether the person concerned is there; none where it is the same place for everyone.
    pub there: Option<Expr>,
    /// The zone, the calendar and the way of counting, by [`super::Program::setting`].
    pub setting: usize,
    /// What parties are called there, by their numbers.
    pub called: BTreeMap<usize, Phrase>,
}

impl<T> Version<T> {
    /// Which goes before which: those for certain addressees, then what is proposed and asked for,
    /// then those of one place.
    #[must_use]
    pub fn rank(&self) -> (bool, bool, bool) {
        (
            self.addressees.is_none(),
            self.proposed.is_none(),
            self.is_written(),
        )
    }

    /// Whether it is as it is written, for whatever place no other version is for.
    #[must_use]
    pub fn is_written(&self) -> bool {
        let there = self.place.as_ref().and_then(|place| place.there.as_ref());
        there.is_none()
    }

    /// What must hold of the person concerned for it to apply.
    pub fn asks(&self) -> impl Iterator<Item = &Expr> {
        let there = self.place.as_ref().and_then(|place| place.there.as_ref());
        self.addressees.iter().chain(there)
    }
}

/// A party, or the record in the facts that is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyRef {
    /// A declared party.
    Party(usize),
    /// A fact at the top, such as `operator`.
    Fact(usize),
}

/// A declared party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Its name and title.
    pub head: Head,
    /// The places of which each has one, and what the one there is called.
    pub called: Option<(usize, BTreeMap<usize, Phrase>)>,
}

/// A question that only its holder settles.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// Its name and title.
    pub head: Head,
    /// The kind of record it is about, if it has a parameter: it is then a fact of that record.
    pub about: Option<usize>,
    /// Who settles it.
    pub holder: Option<PartyRef>,
    /// What is to be weighed.
    pub criteria: Option<Phrase>,
    /// The definition that it settles, where it is no question of its own.
    pub determines: Option<usize>,
    /// Its versions, which say only where it is.
    pub versions: Vec<Version<()>>,
}

/// Alternative readings of a provision, of which one is used.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its name and title.
    pub head: Head,
    /// The list of its alternatives, among the program's choices.
    pub choice: usize,
    /// The alternative that is used unless another is asked for, by its position.
    pub default: usize,
    /// The articles that can be read so or so.
    pub cites: Vec<Citation>,
}

/// A provision that was left out.
#[derive(Clone, Debug)]
pub struct Omission {
    /// Whose policy leaves it out.
    pub policy: usize,
    /// What.
    pub cites: Vec<Citation>,
    /// Why.
    pub because: Phrase,
}

/// A definition.
#[derive(Clone, Debug)]
pub struct Define {
    /// Its name and title.
    pub head: Head,
    /// Kinds of its parameters, which are variables 0, 1, …
    pub params: Vec<(Name, Kind)>,
    /// The kind of what it means.
    pub kind: Kind,
    /// Another provision builds on it.
    pub intermediate: bool,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// The judgement that prevails over its rule, where it has a holder.
    pub determined_by: Option<usize>,
    /// Its versions.
    pub versions: Vec<Version<DefineBody>>,
}

/// What one version of a definition says.
#[derive(Clone, Debug)]
pub struct DefineBody {
    /// What it means.
    pub means: Expr,
    /// `unless` clauses.
    pub unless: Vec<Unless>,
}

/// One instance for each member of a list; the member is variable 0.
#[derive(Clone, Debug)]
pub struct ForEach {
    /// What the member is called.
    pub variable: Name,
    /// Kind of a member.
    pub kind: Kind,
    /// The list.
    pub list: Expr,
    /// Which members.
    pub condition: Option<Expr>,
}

/// What a policy says of a provision beside what the law says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Which sort of remark it is.
    pub kind: RemarkKind,
    /// The remark.
    pub text: Phrase,
}

/// Sorts of remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// A doubt about what the law says.
    Doubt,
    /// What those who act on it must know.
    Advice,
}
