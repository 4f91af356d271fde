//! What a fact has to be for something to be owed, by the ways that settle it.

use std::collections::BTreeSet;

use super::{Determination, DutyRow, Figure, Need, Shown, Step};

/// What a fact has to be for a duty to be owed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn<'a> {
    pub(crate) step: &'a Step,
    pub(crate) on: Ways,
}

/// On which ways to a duty a fact has to be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ways {
    /// On one that asks for nothing else: it alone makes the duty owed.
    Alone,
    /// On every way.
    Every,
    /// On some, and on those alike.
    Some,
}

/// Of some duties of which it is open whether they are owed those that a need decides, one of each
/// provision.
pub(crate) fn decided_by<'d>(duties: &[&'d DutyRow], need: &Need) -> Vec<&'d DutyRow> {
    one_of_each(duties, |duty| {
        let mut needs = duty.about.deciding().into_iter();
        needs.any(|other| other.path == need.path)
    })
}

/// Those that a fact alone makes owed.
pub(crate) fn made_by_alone<'d>(duties: &[&'d DutyRow], need: &Need) -> Vec<&'d DutyRow> {
    one_of_each(duties, |duty| {
        turn(duty, need).is_some_and(|turn| turn.on == Ways::Alone)
    })
}

fn one_of_each<'d>(
    duties: &[&'d DutyRow],
    wanted: impl Fn(&'d DutyRow) -> bool,
) -> Vec<&'d DutyRow> {
    let mut names = BTreeSet::new();
    let duties = duties.iter().copied();
    let wanted = duties.filter(|duty| wanted(duty) && names.insert(duty.about.name.as_str()));
    wanted.collect()
}

/// What the fact of a need has to be for a duty to be owed; none where more than that decides.
pub(crate) fn turn<'d>(duty: &'d DutyRow, need: &Need) -> Option<Turn<'d>> {
    let is = |step: &&Step| step.path == need.path && !step.members;
    let alone = duty.about.routes.yes.iter();
    let mut alone = alone.filter_map(|way| match way.as_slice() {
        [step] if is(&step) => Some(Turn {
            step,
            on: Ways::Alone,
        }),
        _ => None,
    });
    // By when an act was done decides nothing by itself where it may still come.
    let alone = match need.path.starts_with("events[") {
        true => None,
        false => alone.next(),
    };
    alone.or_else(|| figure(duty, is))
}

/// What a figure has to be on the ways to one duty where it is the same on each that looks at it.
fn figure<'d>(duty: &'d DutyRow, is: impl Fn(&&Step) -> bool) -> Option<Turn<'d>> {
    let ways = &duty.about.routes.yes;
    let steps = ways
        .iter()
        .filter_map(|way| way.iter().find(|step| is(step)));
    let steps: Vec<&Step> = steps.collect();
    let (step, rest) = steps.split_first()?;
    let figure = !matches!(step.known, Shown::Is(Figure::YesNo(_)));
    let same = rest.iter().all(|other| other.known == step.known);
    let on = match steps.len() == ways.len() {
        true => Ways::Every,
        false => Ways::Some,
    };
    (figure && same).then_some(Turn { step, on })
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
