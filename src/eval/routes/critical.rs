//! Critical values: at which value of a fact a comparison turns. A goal for a
//! figure is taken back through sums, products and extremes to the facts.

use std::rc::Rc;

use crate::value::{Bound, CompareOp, Date, Factor, Number, Range, Value, Zone};

use super::super::calendar_day::day_of;
use super::super::way::{Place, Shape, Way};
use super::sets::{Finder, Set};

/// Of a sum at most so many parts are looked at.
const MAX_PARTS: usize = 64;

/// A day that the calendar fixes by another lies no further from it than so many days.
const MAX_DAYS: i64 = 800;

/// Where a figure would have to lie.
#[derive(Clone, Copy, Debug)]
pub(in crate::eval) struct Goal {
    /// At this value, or beyond it.
    at: Number,
    /// Beyond it alone.
    open: bool,
    /// Above it; else below.
    up: bool,
}

impl Goal {
    /// All values that fulfil it.
    fn range(&self) -> Range {
        let end = Some(Bound {
            at: self.at,
            open: self.open,
        });
        if self.up {
            Range {
                low: end,
                high: None,
            }
        } else {
            Range {
                low: None,
                high: end,
            }
        }
    }

    /// Whether every one of these values fulfils it.
    fn is_met(&self, range: &Range) -> bool {
        self.range().meet(range) == *range
    }

    /// What the goal of a day that another gives is for that, or for the time in a zone that gives it. A
    /// later one gives none that is earlier, and none that is further away than so many days.
    fn of_another(
        self,
        given: impl Fn(Date) -> Option<Date>,
        most: i64,
        zone: Option<Zone>,
    ) -> Option<Goal> {
        let about = Date::from_number(self.at.floor()?)?;
        let met = |day: Date| {
            let found = Number::whole(given(day)?.number());
            Some(self.is_met(&Range::exactly(found)))
        };
        let far = if self.up { most } else { -most };
        let (mut not, mut so) = (about.plus_days(-far)?, about.plus_days(far)?);
        if met(not)? || !met(so)? {
            return None;
        }
        // The first day from which it is met, or the last up to which it is.
        while (so.number() - not.number()).abs() > 1 {
            let middle = not.plus_days((so.number() - not.number()) / 2)?;
            match met(middle)? {
                true => so = middle,
                false => not = middle,
            }
        }
        let (at, open) = match zone {
            None => (Number::whole(so.number()), false),
            Some(zone) if self.up => (zone.midnight(so)?.seconds(), false),
            Some(zone) => (zone.midnight(so.plus_days(1)?)?.seconds(), true),
        };
        Some(Goal { at, open, ..self })
    }

    /// The end of a range that is furthest from it.
    fn worst(&self, range: &Range) -> Option<Bound> {
        if self.up { range.low } else { range.high }
    }
}

impl Finder<'_> {
    /// Sets of facts by which one figure stands so to another, or does not.
    pub(in crate::eval) fn compared(
        &mut self,
        left: &Rc<Way>,
        op: CompareOp,
        right: &Rc<Way>,
        want: bool,
    ) -> Vec<Set> {
        let (up, open) = match op {
            CompareOp::AtLeast => (true, false),
            CompareOp::MoreThan => (true, true),
            CompareOp::AtMost => (false, false),
            CompareOp::LessThan => (false, true),
        };
        let (up, open) = if want { (up, open) } else { (!up, !open) };
        let (x, y) = (left.range(), right.range());
        if x.exact().is_none() && y.exact().is_none() {
            // Each could make up for the other: of such pairs none is told.
            self.complete = false;
        }
        let mut all = Vec::new();
        for (side, beyond, up) in [(left, y, up), (right, x, !up)] {
            let end = if up { beyond.high } else { beyond.low };
            let goal = end.map(|end| Goal {
                at: end.at,
                open: open && !end.open,
                up,
            });
            if let Some(goal) = goal {
                all.extend(self.reach(side, goal));
            }
        }
        self.smallest(all)
    }

    /// Sets of facts by which a figure reaches a goal.
    fn reach(&mut self, way: &Rc<Way>, goal: Goal) -> Vec<Set> {
        let now = way.range();
        if goal.is_met(&now) {
            return vec![Vec::new()];
        }
        if !self.may_change() && goal.range().meet(&now).is_empty() {
            return Vec::new();
        }
        match &way.shape {
            Shape::Fixed => Vec::new(),
            Shape::Figure(place) => {
                // What is known within bounds stays within them; what is known exactly would change.
                let wanted = goal.range();
                let within = wanted.meet(&now);
                let value = if within.is_empty() { wanted } else { within };
                self.pick(place, Value::Range(value))
            }
            Shape::Reckoned(place, of) => {
                let sets = self.reach(of, goal);
                if sets.is_empty() && !self.may_change() {
                    return self.pick(place, Value::Range(goal.range().meet(&now)));
                }
                sets
            }
            Shape::Sum(of) | Shape::About(of) => self.reach_sum(of, goal),
            Shape::Product(by, of) => self.reach_product(*by, of, goal),
            Shape::OnCalendar(of, day, zone) => {
                let goal = goal.of_another(|by| day_of(*day, by), MAX_DAYS, *zone);
                self.reach_back(of, goal)
            }
            Shape::Counted(of, period) => {
                let last = |day: Date| self.counts.last_day(period, day);
                let goal = goal.of_another(last, period.at_most_days(), period.zone);
                self.reach_back(of, goal)
            }
            // What there is nothing of does not apply, whatever becomes known.
            Shape::Extreme { of, .. } if of.is_empty() => Vec::new(),
            Shape::Extreme { largest, of } => {
                let all = *largest != goal.up;
                let mut sets = vec![Vec::new()];
                let mut any = Vec::new();
                for part in of {
                    let part = self.reach(part, goal);
                    if all {
                        sets = self.each_with_each(&sets, &part);
                    } else {
                        any.extend(part);
                    }
                }
                if all { sets } else { self.smallest(any) }
            }
            Shape::Count { of, more } => self.reach_count(of, more.as_ref(), goal),
            Shape::Branch {
                on,
                then,
                otherwise,
            } => self.branch((on, then, otherwise), |finder, branch| {
                finder.reach(branch, goal)
            }),
            Shape::Rows(rows) => self.one_row(rows, |finder, value| finder.reach(value, goal)),
            _ => {
                self.complete = false;
                Vec::new()
            }
        }
    }

    /// Whether a figure can become another.
    fn may_move(&self, way: &Way) -> bool {
        !matches!(way.shape, Shape::Fixed) && (self.may_change() || way.range().exact().is_none())
    }

    /// The same of what another figure gives, by the goal for that; none where none was found.
    fn reach_back(&mut self, of: &Rc<Way>, goal: Option<Goal>) -> Vec<Set> {
        match goal {
            Some(goal) => self.reach(of, goal),
            None => {
                self.complete = false;
                Vec::new()
            }
        }
    }

    /// Each part alone, the others at their worst.
    fn reach_sum(&mut self, of: &[(Number, Rc<Way>)], goal: Goal) -> Vec<Set> {
        let parts: Vec<Option<Bound>> = of
            .iter()
            .map(|(by, part)| {
                let range = part.range().times(&Range::exactly(*by)).ok()?;
                goal.worst(&range)
            })
            .collect();
        let open = of.iter().filter(|(_, part)| part.range().exact().is_none());
        if open.count() > 1 || of.len() > MAX_PARTS {
            self.complete = false;
        }
        let mut all = Vec::new();
        for (at, (by, part)) in of.iter().enumerate().take(MAX_PARTS) {
            if !self.may_move(part) {
                continue;
            }
            let others = parts.iter().enumerate().filter(|(other, _)| *other != at);
            let rest = others.map(|(_, worst)| *worst).try_fold(
                (Number::ZERO, false),
                |(sum, open), worst| {
                    let worst = worst?;
                    Some((sum.plus(worst.at)?, open || worst.open))
                },
            );
            let goal = rest.and_then(|(rest, open)| {
                Some(Goal {
                    at: goal.at.minus(rest)?.over(*by)?,
                    open: goal.open && !open,
                    up: goal.up != by.is_negative(),
                })
            });
            if let Some(goal) = goal {
                all.extend(self.reach(part, goal));
            }
        }
        self.smallest(all)
    }

    /// Each factor alone, where the others are known.
    fn reach_product(&mut self, by: Number, of: &[(Factor, Rc<Way>)], goal: Goal) -> Vec<Set> {
        let mut all = Vec::new();
        for (at, (factor, part)) in of.iter().enumerate().take(MAX_PARTS) {
            if !self.may_move(part) {
                continue;
            }
            let others = of.iter().enumerate().filter(|(other, _)| *other != at);
            let rest = others
                .map(|(_, other)| other)
                .try_fold(by, |product, (factor, other)| {
                    let exact = other.range().exact()?;
                    match factor {
                        Factor::Times => product.times(exact),
                        Factor::Divided => product.over(exact),
                    }
                });
            let Some(rest) = rest.filter(|rest| !rest.is_zero()) else {
                self.complete = false;
                continue;
            };
            let found = match factor {
                Factor::Times => goal.at.over(rest).map(|at| Goal {
                    at,
                    open: goal.open,
                    up: goal.up != rest.is_negative(),
                }),
                // What divides is taken to be above zero, as counts and lengths of time are.
                Factor::Divided => rest
                    .over(goal.at)
                    .filter(|at| *at > Number::ZERO)
                    .map(|at| Goal {
                        at,
                        open: goal.open,
                        up: goal.up == rest.is_negative(),
                    }),
            };
            let Some(found) = found else {
                self.complete = false;
                continue;
            };
            let sets = self.reach(part, found);
            if *factor == Factor::Divided && !found.up {
                let above = Goal {
                    at: Number::ZERO,
                    open: true,
                    up: true,
                };
                let above = self.reach(part, above);
                all.extend(self.each_with_each(&sets, &above));
            } else {
                all.extend(sets);
            }
        }
        self.smallest(all)
    }

    /// So many of these hold, or no more than so many.
    fn reach_count(&mut self, of: &[Rc<Way>], more: Option<&Rc<Way>>, goal: Goal) -> Vec<Set> {
        let Some(floor) = goal.at.floor() else {
            return Vec::new();
        };
        let whole = Number::whole(floor) == goal.at;
        let members = i64::try_from(of.len()).unwrap_or(i64::MAX);
        if goal.up {
            // The next whole number, unless the goal itself is one and counts.
            let least = floor.saturating_add(i64::from(!whole || goal.open));
            let mut all = self.some_of(usize::try_from(least.max(0)).unwrap_or(0), of, true);
            match more.map(|more| &more.shape) {
                Some(Shape::More { list, .. }) => {
                    let count = least.max(members.saturating_add(1));
                    let count = Range::at_least(Number::whole(count));
                    all.extend(self.pick(list, Value::Range(count)));
                }
                // One further act is looked at, and what else it has to be comes with it.
                Some(Shape::DoneSo(act, time)) => {
                    self.complete &= least <= members.saturating_add(1);
                    all.extend(self.pick(&Place::Event(*act), Value::Range(*time)));
                }
                Some(_) => self.complete = false,
                None => {}
            }
            return self.smallest(all);
        }
        let most = floor.saturating_sub(i64::from(whole && goal.open));
        let failing = members.saturating_sub(most).max(0);
        let all = self.some_of(usize::try_from(failing).unwrap_or(0), of, false);
        match more {
            Some(more) => {
                let no_more = self.sets(more, false);
                self.each_with_each(&all, &no_more)
            }
            None => all,
        }
    }
}
