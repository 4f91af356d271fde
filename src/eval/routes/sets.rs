//! Sets of facts that would lead to an answer, read off its shape, the
//! smallest first. They are candidates: nothing is proved here.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::value::{Number, Range, Truth, Value};

use super::super::counting::Counts;
use super::super::way::{Place, Shape, Way};

/// A set of at most so many facts.
pub(in crate::eval) const MAX_FACTS: usize = 12;
/// So many steps within one another are looked at.
const MAX_DEPTH: u32 = 200;
/// At most so many sets are kept on the way.
const MAX_SETS: usize = 64;

/// One fact, as it would have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::eval) struct Pick {
    /// Where.
    pub(in crate::eval) place: Place,
    /// What, or within which bounds.
    pub(in crate::eval) value: Value,
}

/// Facts that come together.
pub(in crate::eval) type Set = Vec<Pick>;
type Sets = Rc<Vec<Set>>;

/// Reads sets of facts off a shape.
pub(in crate::eval) struct Finder<'e> {
    /// What counts periods of days.
    pub(super) counts: &'e dyn Counts,
    /// Known facts may change as well, except these.
    changing: Option<Vec<Place>>,
    /// Nothing was left out, as far as can be told.
    pub(in crate::eval) complete: bool,
    /// Sets found for a part, by where it is kept and what is wanted.
    memo: BTreeMap<(usize, bool), Sets>,
    /// So many steps lie above the one that is looked at.
    depth: u32,
}

impl<'e> Finder<'e> {
    /// Only what is missing is filled in.
    pub(in crate::eval) fn of_missing(counts: &'e dyn Counts) -> Finder<'e> {
        Finder {
            counts,
            changing: None,
            complete: true,
            memo: BTreeMap::new(),
            depth: 0,
        }
    }

    /// What is known may change too, save what has been changed before.
    pub(in crate::eval) fn of_changes(counts: &'e dyn Counts, before: &[Pick]) -> Finder<'e> {
        let before = before.iter().map(|pick| pick.place.clone());
        Finder {
            changing: Some(before.collect()),
            ..Finder::of_missing(counts)
        }
    }

    /// Sets of facts that make it so, the smallest first.
    pub(in crate::eval) fn sets(&mut self, way: &Rc<Way>, want: bool) -> Sets {
        let key = (Rc::as_ptr(way).addr(), want);
        if let Some(known) = self.memo.get(&key) {
            return Rc::clone(known);
        }
        if self.depth >= MAX_DEPTH {
            self.complete = false;
            return Rc::default();
        }
        self.depth += 1;
        let found = Rc::new(self.found(way, want));
        self.depth -= 1;
        self.memo.insert(key, Rc::clone(&found));
        found
    }

    fn found(&mut self, way: &Way, want: bool) -> Vec<Set> {
        let truth = way.truth();
        if truth == Truth::from(want) {
            return vec![Vec::new()];
        }
        if let Shape::Presumed(of, _) = &way.shape {
            return self.sets(of, want).to_vec();
        }
        if truth != Truth::Undetermined && self.changing.is_none() {
            return Vec::new();
        }
        match &way.shape {
            Shape::Fixed => Vec::new(),
            // That a fact turns out not to apply is not looked into.
            Shape::Given if want && truth == Truth::Undetermined => vec![Vec::new()],
            Shape::Given => Vec::new(),
            Shape::Not(of) => self.sets(of, !want).to_vec(),
            Shape::IfApplies(of) => self.sets(of, want).to_vec(),
            Shape::Some(least, of) if want => self.some_of(*least, of, want),
            Shape::Some(least, of) => {
                // So many must fail that too few are left.
                let failing = (of.len() + 1).saturating_sub(*least);
                self.some_of(failing, of, want)
            }
            Shape::YesNo(place) => self.pick(place, Value::Truth(Truth::from(want))),
            Shape::Choice {
                place,
                now,
                yes,
                no,
            } => {
                let set = if want { *yes } else { *no };
                let set = if self.may_change() { set } else { set & now };
                let bits = (0..64u32).map(|bit| 1u64 << bit);
                bits.filter(|bit| set & bit != 0)
                    .flat_map(|bit| self.pick(place, Value::Choice(bit)))
                    .collect()
            }
            Shape::Is(place, value) if want => self.pick(place, value.clone()),
            Shape::More { list, known } => {
                let known = i64::try_from(*known).unwrap_or(i64::MAX);
                let count = if want {
                    Range::at_least(Number::whole(known.saturating_add(1)))
                } else {
                    Range::exactly(Number::whole(known))
                };
                self.pick(list, Value::Range(count))
            }
            Shape::Done(act, time) | Shape::DoneSo(act, time) => {
                let value = if want {
                    Value::Range(*time)
                } else {
                    Value::Truth(Truth::No)
                };
                self.pick(&Place::Event(*act), value)
            }
            Shape::Compare(left, op, right) => {
                let mut sets = self.compared(left, *op, right, want);
                if sets.iter().any(Vec::is_empty) {
                    // The figures are as wanted: that one of them perhaps does not apply is open.
                    self.complete = false;
                    sets.retain(|set| !set.is_empty());
                }
                sets
            }
            Shape::Branch {
                on,
                then,
                otherwise,
            } => self.branch((on, then, otherwise), |finder, branch| {
                finder.sets(branch, want).to_vec()
            }),
            Shape::Rows(rows) => {
                self.one_row(rows, |finder, value| finder.sets(value, want).to_vec())
            }
            _ => {
                self.complete = false;
                Vec::new()
            }
        }
    }

    /// Sets that lead somewhere, each with those by which it goes on from there as wanted. Of what
    /// was not looked at it is a guess that it does.
    pub(in crate::eval) fn and_then(
        &mut self,
        there: &[Set],
        branch: Option<&Rc<Way>>,
        beyond: impl FnOnce(&mut Self, &Rc<Way>) -> Vec<Set>,
    ) -> Vec<Set> {
        if there.is_empty() {
            return Vec::new();
        }
        let beyond = match branch {
            Some(branch) => beyond(self, branch),
            None => vec![Vec::new()],
        };
        self.each_with_each(there, &beyond)
    }

    /// Sets by which one side of a condition is taken and comes to what is wanted, or by which both do.
    pub(in crate::eval) fn branch(
        &mut self,
        (on, then, otherwise): (&Rc<Way>, &Option<Rc<Way>>, &Option<Rc<Way>>),
        beyond: impl Fn(&mut Self, &Rc<Way>) -> Vec<Set>,
    ) -> Vec<Set> {
        let mut all = Vec::new();
        for (branch, holds) in [(then, true), (otherwise, false)] {
            let there = self.sets(on, holds);
            all.extend(self.and_then(&there, branch.as_ref(), &beyond));
        }
        if let (Truth::Undetermined, Some(then), Some(otherwise)) = (on.truth(), then, otherwise) {
            let (one, other) = (beyond(self, then), beyond(self, otherwise));
            all.extend(self.each_with_each(&one, &other));
        }
        self.smallest(all)
    }

    /// Sets by which some row of a table fits and comes to what is wanted.
    pub(in crate::eval) fn one_row(
        &mut self,
        rows: &[(Rc<Way>, Option<Rc<Way>>)],
        beyond: impl Fn(&mut Self, &Rc<Way>) -> Vec<Set>,
    ) -> Vec<Set> {
        let mut all = Vec::new();
        for (on, value) in rows {
            let there = self.sets(on, true);
            all.extend(self.and_then(&there, value.as_ref(), &beyond));
        }
        self.smallest(all)
    }

    /// One fact, if it may be filled in or changed.
    pub(in crate::eval) fn pick(&self, place: &Place, value: Value) -> Vec<Set> {
        let before = self.changing.as_ref();
        if before.is_some_and(|before| before.contains(place)) {
            return Vec::new();
        }
        vec![vec![Pick {
            place: place.clone(),
            value,
        }]]
    }

    /// Whether what is known may be otherwise.
    pub(in crate::eval) fn may_change(&self) -> bool {
        self.changing.is_some()
    }

    /// Sets by which so many of these come to the wanted answer.
    pub(in crate::eval) fn some_of(
        &mut self,
        least: usize,
        of: &[Rc<Way>],
        want: bool,
    ) -> Vec<Set> {
        let wanted = Truth::from(want);
        let (so, open): (Vec<&Rc<Way>>, Vec<&Rc<Way>>) =
            of.iter().partition(|part| part.truth() == wanted);
        let lacking = least.saturating_sub(so.len());
        if lacking > open.len() {
            return Vec::new();
        }
        let parts: Vec<Sets> = open.iter().map(|part| self.sets(part, want)).collect();
        if lacking == open.len() {
            return parts.iter().fold(vec![Vec::new()], |whole, part| {
                self.each_with_each(&whole, part)
            });
        }
        if lacking == 1 {
            let all = parts.iter().flat_map(|part| part.iter().cloned());
            return self.smallest(all.collect());
        }
        if lacking > MAX_FACTS {
            self.complete = false;
            return Vec::new();
        }
        // For each number the sets by which that many of the parts so far come out.
        let mut by_count: Vec<Vec<Set>> = vec![Vec::new(); lacking + 1];
        if let Some(none) = by_count.first_mut() {
            none.push(Vec::new());
        }
        for part in &parts {
            for count in (0..lacking).rev() {
                let Some(fewer) = by_count.get(count).cloned() else {
                    continue;
                };
                let more = self.each_with_each(&fewer, part);
                if let Some(sets) = by_count.get_mut(count + 1) {
                    let mut all = std::mem::take(sets);
                    all.extend(more);
                    *sets = self.smallest(all);
                }
            }
        }
        by_count.pop().unwrap_or_default()
    }

    /// One set from each side, put together where they agree.
    pub(in crate::eval) fn each_with_each(&mut self, one: &[Set], other: &[Set]) -> Vec<Set> {
        let mut all = Vec::new();
        for a in one {
            for b in other {
                match together(a, b) {
                    Some(both) if both.len() <= MAX_FACTS => all.push(both),
                    Some(_) => self.complete = false,
                    None => {}
                }
            }
        }
        self.smallest(all)
    }

    /// Without those that hold another one, the smallest first.
    pub(in crate::eval) fn smallest(&mut self, mut sets: Vec<Set>) -> Vec<Set> {
        sets.sort_by_key(Vec::len);
        let mut kept: Vec<Set> = Vec::new();
        for set in sets {
            // That nothing more can be said of one part does not make the others superfluous.
            let shadows = |known: &Set| !known.is_empty() && holds(&set, known);
            if kept.iter().any(|known| shadows(known) || *known == set) {
                continue;
            }
            if kept.len() == MAX_SETS {
                self.complete = false;
                break;
            }
            kept.push(set);
        }
        kept
    }
}

/// Both sets as one, unless they contradict each other.
pub(in crate::eval) fn together(one: &[Pick], other: &[Pick]) -> Option<Set> {
    let mut both = one.to_vec();
    for pick in other {
        match both.iter_mut().find(|known| known.place == pick.place) {
            Some(known) => known.value = both_values(&known.value, &pick.value)?,
            None => both.push(pick.clone()),
        }
    }
    Some(both)
}

/// Whether no record can have both sets: they say something else of one place.
pub(in crate::eval) fn contradict(one: &[Pick], other: &[Pick]) -> bool {
    one.iter().any(|pick| {
        let mut same = other.iter().filter(|other| other.place == pick.place);
        same.any(|same| both_values(&pick.value, &same.value).is_none())
    })
}

fn both_values(a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => {
            let meet = a.meet(b);
            (!meet.is_empty()).then_some(Value::Range(meet))
        }
        (Value::Choice(a), Value::Choice(b)) => (a & b != 0).then_some(Value::Choice(a & b)),
        _ => (a == b).then(|| a.clone()),
    }
}

/// Whether whoever has the one set has the other too.
pub(in crate::eval) fn holds(set: &[Pick], other: &[Pick]) -> bool {
    other.iter().all(|pick| {
        let same = set.iter().find(|known| known.place == pick.place);
        same.is_some_and(|same| both_values(&same.value, &pick.value).as_ref() == Some(&same.value))
    })
}

/// Sets that differ in one choice alone, as one set with either.
///
/// `all` says which choices a place has: sets that together name all of them are not one, for that
/// would say nothing of it.
pub(in crate::eval) fn merged(sets: &[Set], all: impl Fn(&Place) -> u64) -> Vec<Set> {
    let mut whole: Vec<Set> = Vec::new();
    for set in sets {
        let joined = whole.iter_mut().any(|known| join(known, set, &all));
        if !joined {
            whole.push(set.clone());
        }
    }
    whole
}

/// Takes the one choice in which the other set differs into this one, if that is all.
fn join(set: &mut Set, other: &Set, all: impl Fn(&Place) -> u64) -> bool {
    if set.len() != other.len() {
        return false;
    }
    let mut differing = (set.iter_mut().zip(other)).filter(|(a, b)| **a != **b);
    match (differing.next(), differing.next()) {
        (Some((a, b)), None) if a.place == b.place => match (&mut a.value, &b.value) {
            (Value::Choice(chosen), Value::Choice(more)) if *chosen | more != all(&b.place) => {
                *chosen |= more;
                true
            }
            _ => false,
        },
        _ => false,
    }
}
