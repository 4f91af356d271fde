//! Duties: who owes what to whom, by when, and what opens if not.

use super::{ForEach, Head, PartyRef, Unless, Version};
use crate::name::Name;
use crate::program::expression::{Expr, Stretch};
use crate::value::{Promptness, State};

/// A duty.
#[derive(Clone, Debug)]
pub struct Duty {
    /// Its name and title.
    pub head: Head,
    /// One instance for each member of a list.
    pub for_each: Option<ForEach>,
    /// One instance for each period of the calendar; its versions then all have a first day.
    pub every: Option<Every>,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// Whose finding of its state prevails.
    pub holder: Option<PartyRef>,
    /// Its versions.
    pub versions: Vec<Version<DutyBody>>,
}

impl Duty {
    /// The states that its holder may find it in, in snake case.
    pub fn findable(&self) -> impl Iterator<Item = State> {
        let musts = self.versions.iter().map(|version| &version.body.must);
        let mut states = vec![State::NotArisen, State::Exempt];
        for must in musts {
            states.extend(match (&must.deed, must.force) {
                (_, Force::Permit) => &[State::Unavailable, State::Available, State::Exercised][..],
                (_, Force::Forbid) => &[State::Observed, State::Violated],
                (Deed::Ensure(_), Force::Demand) => &[State::Upheld, State::Breached],
                (_, Force::Demand) => &[State::Fulfilled, State::PerformedLate, State::Breached],
            });
        }
        states.sort_by_key(|state| state.name());
        states.dedup();
        states.into_iter()
    }

    /// Its versions as they are written, whatever the place.
    pub fn written(&self) -> impl Iterator<Item = &Version<DutyBody>> {
        let versions = self.versions.iter();
        versions.filter(|version| version.is_written())
    }

    /// The act on which it arises, as the first of its versions that arises on one has it.
    #[must_use]
    pub fn trigger(&self) -> Option<&Trigger> {
        let mut versions = self.versions.iter();
        versions.find_map(|version| version.body.arises_on.as_ref())
    }

    /// Whether it demands nothing, but permits an act.
    #[must_use]
    pub fn permits(&self) -> bool {
        let mut versions = self.versions.iter();
        versions.any(|version| version.body.must.force == Force::Permit)
    }
}

/// What one version of a duty says.
#[derive(Clone, Debug)]
pub struct DutyBody {
    /// Who owes it.
    pub bearer: PartyRef,
    /// To whom.
    pub to: Vec<PartyRef>,
    /// One instance for each event of an act; the event is the next free variable.
    pub arises_on: Option<Trigger>,
    /// When it arises.
    pub when: Option<Expr>,
    /// Exceptions without a name.
    pub unless: Vec<Unless>,
    /// What is owed.
    pub must: Must,
    /// What may be paid instead of the full amount.
    pub reductions: Vec<Reduction>,
    /// The limit: a time, or a day that is open until its end.
    pub by: Option<Expr>,
    /// A later limit where the plain one is unfavourable.
    pub relief: Option<Relief>,
    /// By which standard it must not wait, where it says so: `without delay`, `promptly`, `at once`.
    pub promptness: Option<Promptness>,
    /// Whether it was delayed, where the provision says by what that is judged.
    pub delayed: Option<Expr>,
    /// Sanctions that a breach opens.
    pub on_breach: Vec<usize>,
    /// Deemed performance.
    pub counts_as_done: Option<Expr>,
    /// Performance before the duty arises counts.
    pub even_before: bool,
}

impl DutyBody {
    /// Whether its limit may be another for each member of a list, or each event, or it has none.
    #[must_use]
    pub fn is_limited_for_each(&self) -> bool {
        self.relief.is_some() || self.by.as_ref().is_none_or(Expr::has_variables)
    }

    /// What is to be paid.
    #[must_use]
    pub fn payment(&self) -> Option<&Payment> {
        match &self.must.deed {
            Deed::Payment(payment) => Some(payment),
            Deed::Act { .. } | Deed::Ensure(_) => None,
        }
    }

    /// The act that is owed, forbidden or permitted.
    #[must_use]
    pub fn act(&self) -> Option<usize> {
        match self.must.deed {
            Deed::Act { act, .. } | Deed::Payment(Payment { act, .. }) => Some(act),
            Deed::Ensure(_) => None,
        }
    }
}

/// One instance for each period of the calendar.
#[derive(Clone, Debug)]
pub struct Every {
    /// Which periods.
    pub stretch: Stretch,
    /// The variable that is the first day of the period, if it has a name.
    pub variable: Option<usize>,
}

/// An act whose events each give rise to an instance.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The act.
    pub act: usize,
    /// The variable that is the event.
    pub variable: usize,
    /// Which of its events.
    pub condition: Option<Expr>,
}

/// How a duty binds its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Force {
    /// It is to be done.
    Demand,
    /// It is not to be done.
    Forbid,
    /// It may be done, whatever forbids it.
    Permit,
}

/// What is owed, forbidden or permitted.
#[derive(Clone, Debug)]
pub struct Must {
    /// Which of these.
    pub force: Force,
    /// What.
    pub deed: Deed,
}

/// What is to be done, or not.
#[derive(Clone, Debug)]
pub enum Deed {
    /// An act; the event that may be its performance is the given variable in the condition.
    Act {
        /// The act.
        act: usize,
        /// The variable that is the event.
        variable: usize,
        /// Its quality.
        condition: Option<Expr>,
    },
    /// A condition to be upheld.
    Ensure(Expr),
    /// An amount to be paid.
    Payment(Payment),
}

/// An amount to be paid.
#[derive(Clone, Debug)]
pub struct Payment {
    /// How much, in full.
    pub amount: Expr,
    /// The act whose events are payments.
    pub act: usize,
    /// The field of its record that says how much was paid.
    pub field: usize,
}

/// How much less suffices.
#[derive(Clone, Debug)]
pub struct Reduction {
    /// To how much: an amount of money, or a share of the full amount.
    pub to: Expr,
    /// When; always, if it does not say.
    pub condition: Option<Expr>,
}

/// A later limit: an hour on the working day after the plain one.
#[derive(Clone, Debug)]
pub struct Relief {
    /// Microseconds after midnight.
    pub hour: i64,
    /// The calendar, where the provision names one of its own.
    pub calendar: Option<Name>,
    /// The variable that is the plain limit in the condition.
    pub variable: usize,
    /// When it is given.
    pub condition: Option<Expr>,
}
