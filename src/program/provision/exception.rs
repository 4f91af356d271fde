//! Exceptions, with a name and without: what they except, and what they put in its place.

use super::{Head, Must, PartyRef, Version};
use crate::program::expression::Expr;
use crate::value::Promptness;

/// What an exception can except.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// A definition that means yes or no.
    Define(usize),
    /// A duty.
    Duty(usize),
    /// A power.
    Power(usize),
    /// A sanction.
    Sanction(usize),
    /// Another exception.
    Exception(usize),
}

/// An exception.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Its name and title.
    pub head: Head,
    /// Its versions. Its variables are those of what it excepts.
    pub versions: Vec<Version<ExceptionBody>>,
}

/// What one version of an exception says.
#[derive(Clone, Debug)]
pub struct ExceptionBody {
    /// What it excepts.
    pub targets: Vec<Target>,
    /// When it bites; none is always.
    pub when: Option<Expr>,
    /// What is presumed while that is undetermined.
    pub presumed: Option<Presumption>,
    /// What it puts in the place of what the duty demands; none takes the duty away.
    pub instead: Option<Instead>,
}

/// What an exception puts in place of what a duty demands. The duty goes on.
#[derive(Clone, Debug)]
pub struct Instead {
    /// What is owed.
    pub must: Option<Must>,
    /// To whom.
    pub to: Option<Vec<PartyRef>>,
    /// The limit.
    pub by: Option<Expr>,
    /// By which standard it must not wait: `without delay`, `promptly`, `at once`.
    pub promptness: Option<Promptness>,
    /// The variable that is the limit without the exception.
    pub due: usize,
}

impl Instead {
    /// Whether both put something in the place of the same part.
    #[must_use]
    pub fn same_part(&self, other: &Instead) -> bool {
        let mut both = self.replaces().into_iter().zip(other.replaces());
        both.any(|(one, other)| one && other)
    }

    /// Of what it takes the place: what is owed, to whom, and the limit.
    pub(crate) fn replaces(&self) -> [bool; 3] {
        [self.must.is_some(), self.to.is_some(), self.sets_time()]
    }

    /// Whether it says by when.
    #[must_use]
    pub fn sets_time(&self) -> bool {
        self.by.is_some() || self.promptness.is_some()
    }
}

/// So many pairs of what is open are looked at.
pub(crate) const MAX_PAIRS: usize = 64;

/// Which two of those that may hold come to what neither comes to alone, of what each puts in place
/// whether it is the act, and whether the time; and whether there are more than are looked at. One
/// puts the act in place and the other the time: a third would only take the place of either.
pub(crate) fn pairs(parts: &[(bool, bool)]) -> (Vec<(usize, usize)>, bool) {
    let none = (false, false);
    let each = parts.iter().enumerate().filter(|(_, put)| **put != none);
    let mut found = each.clone().flat_map(|(at, put)| {
        let beside = each.clone().filter(move |(other, _)| *other > at);
        let apart = beside.filter(move |(_, also)| *also != put);
        apart.map(move |(other, _)| (at, other))
    });
    let some: Vec<(usize, usize)> = found.by_ref().take(MAX_PAIRS).collect();
    (some, found.next().is_some())
}

/// Whether two of them change the same part of what is owed.
pub(crate) fn clash<T>(put: &[T], replaces: impl Fn(&T) -> [bool; 3]) -> bool {
    let mut taken = [false; 3];
    put.iter().any(|one| {
        let parts = replaces(one);
        let twice = taken.iter().zip(parts).any(|(taken, part)| *taken && part);
        for (taken, part) in taken.iter_mut().zip(parts) {
            *taken |= part;
        }
        twice
    })
}

/// In which orders what holds and what may are put in place: one, unless some of it clashes.
pub(crate) fn orders<T: Copy>(
    holding: &[T],
    some: &[T],
    replaces: impl Fn(&T) -> [bool; 3],
) -> Vec<Vec<T>> {
    let turned: Vec<T> = some.iter().rev().copied().collect();
    let all = [
        [some, holding].concat(),
        [holding, some].concat(),
        [turned.as_slice(), holding].concat(),
        [holding, turned.as_slice()].concat(),
    ];
    let count = match (clash(&all[0], replaces), some.len()) {
        (false, _) => 1,
        (true, 1) => 2,
        (true, _) => all.len(),
    };
    all.into_iter().take(count).collect()
}

/// An exception without a name.
#[derive(Clone, Debug)]
pub struct Unless {
    /// When it bites.
    pub condition: Expr,
    /// What is presumed while that is undetermined.
    pub presumed: Option<Presumption>,
}

/// What is taken for granted until someone shows otherwise.
#[derive(Clone, Debug)]
pub struct Presumption {
    /// The presumed answer.
    pub value: bool,
    /// Who has to show otherwise.
    pub burden: Option<PartyRef>,
}
