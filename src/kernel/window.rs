//! Windows: stretches of time of which one must hold what a condition asks. A member belongs to a
//! stretch if some part of it lies in it; the condition is then asked of those alone.

use std::collections::BTreeSet;

use crate::plan::{Answer, Dated, Length, Why, Window};
use crate::program::window::{Lies, TimeSpan, Within, ends_so_far, within};
use crate::value::days::Days;
use crate::value::figure::Figure;
use crate::value::{Range, Truth};

use super::Kernel;
use super::frame::Frame;
use super::scratch::{ListView, Where};

/// So many members in windows are looked at in one window; what lies beyond is open.
const MAX_LOOKS: usize = 200_000;

/// A member of the list, and when it is.
pub(super) struct Placed {
    /// Its position in the list.
    number: usize,
    at: u32,
    /// Whether it is a member, and when it is.
    pub(super) lies: Lies,
    /// The day to which a stretch is counted from it.
    pub(super) counted: Option<Range>,
    shares: Option<Answer>,
}

impl AsRef<Lies> for Placed {
    fn as_ref(&self) -> &Lies {
        &self.lies
    }
}

impl Kernel<'_> {
    /// Whether a condition holds of what lies in some stretch of time.
    pub(super) fn window(&mut self, window: u32, frame: &Frame) -> Answer {
        let plan = self.plan;
        let Some(window) = plan.windows.get(window as usize) else {
            return Answer::NONE;
        };
        let list = self.eval(window.list, frame);
        let (view, mut open) = self.listing(&list);
        let count = self.known_members(&view.members);
        let mut placed = Vec::with_capacity(count);
        for number in 0..count {
            if let Some(member) = self.member(&view, number) {
                placed.push(self.placed(window, (number, member), frame));
            }
        }
        // In the order in which they begin, those of which nothing is known first.
        placed.sort_by_key(|member| member.lies.from.low.map(|low| low.at));
        let mut left = MAX_LOOKS;
        let (stretches, all) = self.stretches(window, &placed, left, frame);
        open |= !all;
        let ends = ends_so_far(&placed);
        let mut found = Truth::No;
        // Stretches in which the same members lie whole are one.
        let mut seen: BTreeSet<Within> = BTreeSet::new();
        for stretch in &stretches {
            let within = within(&placed, &ends, stretch, |a, b| self.shared(a, b));
            let Some(rest) = left.checked_sub(within.len().max(1)) else {
                self.s.cut = true;
                open = true;
                break;
            };
            left = rest;
            let whole = |(number, _): &(usize, Truth)| {
                placed
                    .get(*number)
                    .is_some_and(|member| member.lies.is_inside(stretch))
            };
            if within.iter().all(whole) && !seen.insert(within.clone()) {
                continue;
            }
            found = found.or(self.has(window, (&view, &placed), stretch, within, frame));
            if found == Truth::Yes {
                return Answer::truth_of(Truth::Yes);
            }
        }
        match open {
            true => Answer::truth_of(Truth::Undetermined).because(Why::Missing),
            false => Answer::truth_of(found),
        }
    }

    fn placed(
        &mut self,
        window: &Window,
        (number, (at, certain)): (usize, (u32, Truth)),
        frame: &Frame,
    ) -> Placed {
        let member = self.read(at, window.member.leaf);
        self.put(frame, window.member.variable, member);
        let inner = self.enter(window.placing, frame);
        let from = self.eval(window.at, &inner).figure();
        let mut from = self.range(from);
        if window.dated == Dated::Day {
            let zone = self.zone(frame.policy);
            from = Days::of(&from, true, zone).begins(zone);
        }
        let to = window.until.map(|until| {
            let to = self.eval(until, &inner).figure();
            // Nothing ends before it begins.
            let earliest = Range { high: None, ..from };
            self.range(to).meet(&earliest)
        });
        let counted = match window.length {
            Length::Counted(end, ..) => {
                let end = self.eval(end, &inner).figure();
                Some(self.range(end))
            }
            Length::Lasting(_) | Length::Calendar(_) => None,
        };
        Placed {
            number,
            at,
            lies: Lies { certain, from, to },
            counted,
            shares: window.sharing.map(|sharing| self.eval(sharing, &inner)),
        }
    }

    /// Whether two members have the same of what is to be shared.
    fn shared(&self, a: &Placed, b: &Placed) -> Truth {
        let (Some(a), Some(b)) = (&a.shares, &b.shares) else {
            return Truth::Yes;
        };
        self.same_value(a, b)
    }

    /// Whether what is asked holds of the members within one stretch.
    fn has(
        &mut self,
        window: &Window,
        (view, placed): (&ListView, &[Placed]),
        stretch: &TimeSpan,
        mut within: Within,
        frame: &Frame,
    ) -> Truth {
        // As the record lists them.
        within.sort_by_key(|(number, _)| placed.get(*number).map(|member| member.number));
        let from = self.s.picked.len();
        for (number, truth) in within {
            if let Some(member) = placed.get(number) {
                self.s.picked.push((member.at, truth));
            }
        }
        let members = Where::Picked {
            from: u32::try_from(from).unwrap_or(u32::MAX),
            to: u32::try_from(self.s.picked.len()).unwrap_or(u32::MAX),
        };
        let mut list = self.listed(ListView { members, ..*view });
        list.slot = view.list;
        let (begin, end): (Figure, Figure) =
            (self.figure(&stretch.begin), self.figure(&stretch.end));
        self.put(frame, window.within, list);
        self.put(frame, window.begin, Answer::of_figure(begin));
        self.put(frame, window.end, Answer::of_figure(end));
        let inner = self.enter(window.asking, frame);
        self.truth(window.has, &inner)
    }
}
