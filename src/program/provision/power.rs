//! Powers, and sanctions, which are powers with a quantum.

use std::collections::BTreeSet;

use super::{ForEach, Head, PartyRef, Unless, Version};
use crate::program::Program;
use crate::program::expression::Expr;

/// A power.
#[derive(Clone, Debug)]
pub struct Power {
    /// Its name and title.
    pub head: Head,
    /// One instance for each member of a list.
    pub for_each: Option<ForEach>,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// Its versions.
    pub versions: Vec<Version<PowerBody>>,
}

/// What one version of a power says.
#[derive(Clone, Debug)]
pub struct PowerBody {
    /// Who has it.
    pub holder: PartyRef,
    /// Over whom.
    pub over: Vec<PartyRef>,
    /// When it is there.
    pub when: Option<Expr>,
    /// Exceptions without a name.
    pub unless: Vec<Unless>,
    /// The act that exercises it.
    pub through: Option<usize>,
}

/// A sanction: a power with a quantum.
#[derive(Clone, Debug)]
pub struct Sanction {
    /// Its name and title.
    pub head: Head,
    /// One instance for each member of a list.
    pub for_each: Option<ForEach>,
    /// The instant whose law governs it, if it says so itself.
    pub governed_by: Option<Expr>,
    /// Duties whose breach opens it.
    pub opened_by: Vec<usize>,
    /// Its versions.
    pub versions: Vec<Version<SanctionBody>>,
}

impl Program {
    /// Whether breaches of several duties can open a sanction, or one in whose place it comes, or the breach
    /// of one and a condition of its own. Its instances then say which.
    #[must_use]
    pub fn is_opened_by_several(&self, sanction: usize) -> bool {
        let (mut open, mut met) = (vec![sanction], Vec::new());
        while let Some(number) = open.pop() {
            let sanction = self.sanctions.get(number);
            let Some(sanction) = sanction.filter(|_| !met.contains(&number)) else {
                continue;
            };
            met.push(number);
            let versions = sanction.versions.iter();
            let asked = versions.clone().flat_map(|version| &version.body.when);
            let mut duties: BTreeSet<usize> = asked.flat_map(Expr::breaches).collect();
            duties.extend(&sanction.opened_by);
            let mut conditions = versions.clone().filter_map(|one| one.body.when.as_ref());
            let itself = conditions.any(|when| when.breaches().is_empty());
            if duties.len() + usize::from(itself) > 1 {
                return true;
            }
            let others = versions.filter_map(|version| version.body.in_lieu_of.as_ref());
            open.extend(others.map(|(other, _)| *other));
        }
        false
    }
}

/// What one version of a sanction says.
#[derive(Clone, Debug)]
pub struct SanctionBody {
    /// Who bears it.
    pub bearer: Option<PartyRef>,
    /// Who imposes it.
    pub holder: Option<PartyRef>,
    /// What opens it, beside the breach of a duty that names it.
    pub when: Option<Expr>,
    /// Exceptions without a name.
    pub unless: Vec<Unless>,
    /// The act that imposes it.
    pub through: Option<usize>,
    /// At most so much, or so long.
    pub up_to: Vec<Expr>,
    /// The sanction it stands in for, and when.
    pub in_lieu_of: Option<(usize, Option<Expr>)>,
}
