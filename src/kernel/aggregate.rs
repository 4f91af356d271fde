//! Questions over the members of a list. Of a list that may have more members only what no further
//! member can change is certain.

use crate::plan::{Aggregate, Answer, Given, OpId};
use crate::program::expression::Gather;
use crate::value::figure::Figure;
use crate::value::{Range, Truth};

use super::Kernel;
use super::amount::Outermost;
use super::frame::Frame;
use super::logic::counted;
use super::scratch::{ListView, Where};

impl Kernel<'_> {
    /// The list of an answer, and whether there may be more of it. What does not apply has none.
    pub(super) fn listing(&self, list: &Answer) -> (ListView, bool) {
        match self.list(list) {
            Some(view) => (view, view.open),
            None => {
                let open = !list.is_not_applicable();
                let none = Where::Picked { from: 0, to: 0 };
                let view = ListView {
                    members: none,
                    open,
                    list: list.slot,
                };
                (view, open)
            }
        }
    }

    /// A question over the members of a list.
    pub(super) fn aggregate(&mut self, op: OpId, aggregate: u32, frame: &Frame) -> Answer {
        let plan = self.plan;
        let Some(aggregate) = plan.aggregates.get(aggregate as usize) else {
            return Answer::NONE;
        };
        let list = self.eval(aggregate.list, frame);
        let (view, open) = self.listing(&list);
        match aggregate.gather {
            Gather::Any => Answer::truth_of(self.quantified(aggregate, &view, false, frame)),
            Gather::None => {
                Answer::truth_of(self.quantified(aggregate, &view, false, frame).negate())
            }
            Gather::Every => Answer::truth_of(self.quantified(aggregate, &view, true, frame)),
            Gather::Count => self.count(aggregate, &view, open, frame),
            Gather::Sum => self.total(op, aggregate, &view, open, frame),
            Gather::Largest => self.outermost_of(aggregate, &view, true, frame),
            Gather::Smallest => self.outermost_of(aggregate, &view, false, frame),
        }
    }

    /// Where a member is looked at, and whether it is among those asked about.
    fn among(
        &mut self,
        aggregate: &Aggregate,
        (at, certain): (u32, Truth),
        frame: &Frame,
    ) -> (Frame, Truth) {
        let member = self.read(at, aggregate.member.leaf);
        self.put(frame, aggregate.member.variable, member);
        let inner = self.enter(aggregate.block, frame);
        let among = match aggregate.condition {
            Some(condition) => certain.and(self.truth(condition, &inner)),
            None => certain,
        };
        (inner, among)
    }

    fn each(&mut self, aggregate: &Aggregate, frame: &Frame) -> Option<Answer> {
        Some(self.eval(aggregate.each?, frame))
    }

    /// Whether it holds of one, or of every member.
    fn quantified(
        &mut self,
        aggregate: &Aggregate,
        view: &ListView,
        every: bool,
        frame: &Frame,
    ) -> Truth {
        let decisive = if every { Truth::No } else { Truth::Yes };
        let mut value = decisive.negate();
        for number in 0..self.known_members(&view.members) {
            let Some(member) = self.member(view, number) else {
                break;
            };
            let (inner, among) = self.among(aggregate, member, frame);
            let mut truth = among;
            if among != Truth::No
                && let Some(each) = self.each(aggregate, &inner)
            {
                truth = match every {
                    true => among.negate().or(each.truth()),
                    false => among.and(each.truth()),
                };
            } else if every {
                truth = among.negate();
            }
            if truth == decisive {
                return decisive;
            }
            if truth == Truth::Undetermined {
                value = Truth::Undetermined;
            }
        }
        if view.open {
            Truth::Undetermined
        } else {
            value
        }
    }

    fn count(
        &mut self,
        aggregate: &Aggregate,
        view: &ListView,
        open: bool,
        frame: &Frame,
    ) -> Answer {
        let (mut sure, mut perhaps) = (0, 0);
        for number in 0..self.known_members(&view.members) {
            let Some(member) = self.member(view, number) else {
                break;
            };
            match self.among(aggregate, member, frame).1 {
                Truth::Yes => sure += 1,
                Truth::Undetermined => perhaps += 1,
                Truth::No => {}
            }
        }
        Answer::of_figure(match open {
            true => Figure::at_least(counted(sure)),
            false => Figure::between(counted(sure), counted(sure + perhaps)),
        })
    }

    fn total(
        &mut self,
        op: OpId,
        aggregate: &Aggregate,
        view: &ListView,
        open: bool,
        frame: &Frame,
    ) -> Answer {
        let none = Figure::exactly(0);
        let mut total = Ok(none);
        let mut falls = false;
        for number in 0..self.known_members(&view.members) {
            let Some(member) = self.member(view, number) else {
                break;
            };
            let (inner, among) = self.among(aggregate, member, frame);
            if among == Truth::No {
                continue;
            }
            let each = self.each(aggregate, &inner);
            let Some(each) = each.filter(|each| !each.is_not_applicable()) else {
                continue;
            };
            let mut value = each.figure();
            falls |= match value.low_end() {
                Some((low, _)) => low < 0,
                None => self.range(value).low.is_none_or(|low| low.at.is_negative()),
            };
            if among != Truth::Yes || each.perhaps {
                value = self.join(value, none);
            }
            total = total.and_then(|total: Figure| match total.plus(&value) {
                Some(sum) => Ok(sum),
                None => {
                    let sum = self.range(total).plus(&self.range(value))?;
                    Ok(self.figure(&sum))
                }
            });
        }
        let total = match total {
            Ok(total) => total,
            Err(fault) => self.fault(op, fault).figure(),
        };
        if !open {
            return Answer::of_figure(total);
        }
        // Counts and lengths of time are never negative; of anything else a further member may be.
        let low = self.range(total).low.filter(|_| aggregate.grows && !falls);
        self.ranged(&Range { low, high: None })
    }

    fn outermost_of(
        &mut self,
        aggregate: &Aggregate,
        view: &ListView,
        largest: bool,
        frame: &Frame,
    ) -> Answer {
        let mut found = Outermost::default();
        for number in 0..self.known_members(&view.members) {
            let Some(member) = self.member(view, number) else {
                break;
            };
            let (inner, among) = self.among(aggregate, member, frame);
            if among == Truth::No {
                continue;
            }
            let each = self.each(aggregate, &inner);
            if let Some(each) = each.filter(|each| !each.is_not_applicable()) {
                let certain = among == Truth::Yes && !each.perhaps;
                self.further(&mut found, each.figure(), certain, largest);
            }
        }
        // What is not on record was all before the record begins, if that tells of all since.
        let before = self.untold();
        let before = before.filter(|_| view.open && largest && aggregate.times);
        if let Some(before) = before {
            self.further(&mut found, before, false, largest);
        }
        let answer = self.outermost(&found, largest);
        if !view.open || before.is_some() {
            return match answer.is_not_applicable() && aggregate.times {
                // What is not on a complete record is done later, if it ever is.
                true => Answer {
                    given: Given::NotYet,
                    ..Answer::ahead(Figure::more_than(self.asked.as_of.micros()))
                },
                false => answer,
            };
        }
        let known = match answer.is_not_applicable() {
            true => Range::UNKNOWN,
            false => self.range(answer.figure()),
        };
        let range = match largest {
            true => Range {
                low: known.low,
                high: None,
            },
            false => Range {
                low: None,
                high: known.high,
            },
        };
        self.ranged(&range).perhaps(found.certain.is_none())
    }
}
