//! What a fact has to be for something to be owed, by the ways that settle it.

use std::collections::BTreeSet;

use super::{Determination, DutyRow, Figure, Need, Shown, Step};

/// How a fact bears on a duty that may be owed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn<'a> {
    /// It alone makes this duty owed.
    Alone(&'a DutyRow, &'a Step),
    /// It has to be so on every way to this one.
    Every(&'a DutyRow, &'a Step),
    /// It has to be so on some ways to this one, and on those alike.
    Some(&'a DutyRow, &'a Step),
}

/// The first of some duties of which it is open whether it is owed, and which a need decides.
pub(crate) fn decided_by<'d>(duties: &[&'d DutyRow], need: &Need) -> Option<&'d DutyRow> {
    let decides = |duty: &&&DutyRow| {
        let mut needs = duty.about.deciding().into_iter();
        needs.any(|other| other.path == need.path)
    };
    duties.iter().find(decides).copied()
}

/// What the fact of a need has to be for one of some duties to be owed, the most urgent first.
pub(crate) fn turn<'d>(duties: &[&'d DutyRow], need: &Need) -> Option<Turn<'d>> {
    let is = |step: &&Step| step.path == need.path && !step.members;
    // By when an act was done decides nothing by itself where it may still come.
    let alone = || {
        let ways = duties.iter().flat_map(|duty| {
            let ways = duty.about.routes.yes.iter();
            ways.map(move |way| (*duty, way.as_slice()))
        });
        let mut found = ways.filter_map(|(duty, way)| match way {
            [only] if is(&only) => Some(Turn::Alone(duty, only)),
            _ => None,
        });
        found.next()
    };
    let alone = match need.path.starts_with("events[") {
        true => None,
        false => alone(),
    };
    alone.or_else(|| figure(decided_by(duties, need)?, is))
}

/// What a figure has to be on the ways to one duty where it is the same on each that looks at it.
fn figure<'d>(duty: &'d DutyRow, is: impl Fn(&&Step) -> bool) -> Option<Turn<'d>> {
    let ways = &duty.about.routes.yes;
    let steps = ways
        .iter()
        .filter_map(|way| way.iter().find(|step| is(step)));
    let steps: Vec<&Step> = steps.collect();
    let (first, rest) = steps.split_first()?;
    let figure = !matches!(first.known, Shown::Is(Figure::YesNo(_)));
    let same = rest.iter().all(|step| step.known == first.known);
    (figure && same).then_some(match steps.len() == ways.len() {
        true => Turn::Every(duty, first),
        false => Turn::Some(duty, first),
    })
}

impl<'a> Turn<'a> {
    /// The duty that it is about, and what the fact has to be for it.
    pub(crate) fn parts(self) -> (&'a DutyRow, &'a Step) {
        match self {
            Turn::Alone(duty, step) | Turn::Every(duty, step) | Turn::Some(duty, step) => {
                (duty, step)
            }
        }
    }
}

/// How many of some duties, by their names, a fact alone makes owed.
pub(crate) fn alone_makes(duties: &[&DutyRow], need: &Need) -> usize {
    let names = duties
        .iter()
        .filter(|duty| matches!(turn(&[duty], need), Some(Turn::Alone(..))));
    let names: BTreeSet<&str> = names.map(|duty| duty.about.name.as_str()).collect();
    names.len()
}

impl Determination {
    /// Whether a step is that an act, of which the record has the time within bounds, has been done by the
    /// moment asked for.
    pub(crate) fn is_whether_done(&self, step: &Step) -> bool {
        let Shown::Between(_, Figure::Time(until)) = &step.known else {
            return false;
        };
        let act = step.path.starts_with("events[") && step.path.ends_with(".at");
        act && self.as_of.instant() == until.moment().instant()
    }

    /// What a step asks of a figure that the record has within bounds, without the bound that is that of the
    /// record itself; none of what both bounds decide.
    pub(crate) fn beyond_record<'s>(&self, step: &'s Step) -> Option<&'s Shown> {
        let Shown::Within(low, high) = &step.known else {
            return None;
        };
        let mut facts = self.facts.iter();
        let fact = facts.find(|fact| fact.path == step.path)?;
        let Shown::Between(from, until) = &fact.value else {
            return None;
        };
        let is = |shown: &Shown, bound: &Figure| matches!(shown, Shown::AtLeast(own) | Shown::AtMost(own) if own == bound);
        match (is(low, from), is(high, until)) {
            (true, false) => Some(high),
            (false, true) => Some(low),
            _ => None,
        }
    }
}
