//! Windows over members of which it is known only within bounds when they are: what holds of some
//! stretch in every case of that is answered. The cases are the times between those at which another
//! member enters a stretch that begins or ends with this one, or leaves it.

use std::collections::BTreeSet;

use crate::program::expression::{Window, WindowLength};
use crate::value::{Bound, Kind, Number, Range, Truth, Value};

use super::Eval;
use super::frame::Frame;
use super::judged::Judged;
use super::logic::because;
use super::routes::sets::Pick;
use super::split::{MAX_CASES, at_the_bound};
use super::way::Place;
use super::window::{MAX_LOOKS, Placed};

impl Eval<'_> {
    /// Whether a condition holds of what lies in some stretch of time.
    pub(super) fn window(&self, window: &Window, frame: &Frame) -> Judged {
        let judged = self.window_as_known(window, frame, &mut { MAX_LOOKS });
        if judged.truth() != Truth::Undetermined || self.in_a_case {
            return judged;
        }
        let (members, cut) = self.within_bounds(window, frame);
        if members.is_empty() {
            return match cut {
                true => at_the_bound(judged, MAX_CASES),
                false => judged,
            };
        }
        let mut found: Option<Truth> = None;
        // All cases together look at no more than the window itself may.
        let mut looks = MAX_LOOKS;
        let count: usize = members.iter().map(|(_, cases)| cases.len()).product();
        for case in 0..count {
            let mut left = case;
            let mut set = Vec::with_capacity(members.len());
            for (place, cases) in &members {
                let value = cases.get(left % cases.len()).copied();
                left /= cases.len();
                set.extend(value.map(|value| Pick {
                    place: place.clone(),
                    value: Value::Range(value),
                }));
            }
            self.note_all();
            let (facts, overlay) = self.supposing(&set);
            let mut eval = Eval::unworded(self.program, &facts, &self.question, &overlay);
            eval.in_a_case = true;
            let truth = eval.window_as_known(window, frame, &mut looks).truth();
            if looks == 0 || eval.cut_short.get() {
                return at_the_bound(judged, MAX_CASES);
            }
            found = Some(found.map_or(truth, |found| found.join(truth)));
            if found == Some(Truth::Undetermined) {
                break;
            }
        }
        let value = found.unwrap_or(Truth::Undetermined);
        if value == Truth::Undetermined {
            return match cut {
                true => at_the_bound(judged, MAX_CASES),
                false => judged,
            };
        }
        let places: Vec<Place> = members.into_iter().map(|(place, _)| place).collect();
        let step = self.whichever(&places);
        Judged::answer(value, because(value, step, Vec::new()))
            .on(judged.standing)
            .shaped(judged.way.shape.clone())
    }

    /// The times of members that are known only within bounds, each with its cases; and whether there
    /// are more than are looked at.
    fn within_bounds(&self, window: &Window, frame: &Frame) -> (Vec<(Place, Vec<Range>)>, bool) {
        if window.at.kind != Kind::Time {
            return (Vec::new(), false);
        }
        let list = self.evaluate(&window.list, frame);
        let placed = self.all_placed(window, &list, frame);
        let length = match &window.length {
            WindowLength::Lasting(length) => self.evaluate(length, frame).range().exact(),
            _ => None,
        };
        let (mut found, mut count, mut cut) = (Vec::new(), 1usize, false);
        for (number, member) in placed.iter().enumerate() {
            let range = member.lies.from;
            let Some(place) = member.from.label.place.clone() else {
                continue;
            };
            if range.exact().is_some() || range.low.is_none() || range.high.is_none() {
                continue;
            }
            let others = placed
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != number);
            let mut turns: BTreeSet<Number> = BTreeSet::new();
            for (_, other) in others {
                turns.extend(around(other, length));
            }
            if length.is_none() {
                turns.extend(self.midnights_in(&range, frame.policy));
            }
            let cases = apart(&range, &turns);
            if cases.len() < 2 {
                continue;
            }
            match count
                .checked_mul(cases.len())
                .filter(|all| *all <= MAX_CASES)
            {
                Some(all) => {
                    count = all;
                    found.push((Place::Fact(place), cases));
                }
                None => cut = true,
            }
        }
        (found, cut)
    }

    /// The beginnings of days within bounds.
    fn midnights_in(&self, range: &Range, policy: usize) -> Vec<Number> {
        let zone = self.zone(policy);
        let days = self.days(range, &Kind::Time, policy).each();
        let days = days.into_iter().flatten();
        days.filter_map(|day| Some(zone.midnight(day)?.seconds()))
            .collect()
    }
}

/// The ends of a member, and what lies the length of a stretch before and after them.
fn around(member: &Placed, length: Option<Number>) -> Vec<Number> {
    let ranges = [member.lies.from, member.lies.end()];
    let ends = ranges.iter().flat_map(|range| [range.low, range.high]);
    let ends = ends.flatten().map(|bound| bound.at);
    ends.flat_map(|at| {
        let length = length.into_iter();
        let shifted = length
            .flat_map(move |by| [at.plus(by), at.minus(by)])
            .flatten();
        shifted.chain([at])
    })
    .collect()
}

/// A range before, at, between and after these.
fn apart(range: &Range, turns: &BTreeSet<Number>) -> Vec<Range> {
    let mut found = Vec::new();
    let mut rest = *range;
    for at in turns {
        let end = Some(Bound {
            at: *at,
            open: true,
        });
        let parts = [
            Range {
                low: None,
                high: end,
            },
            Range::exactly(*at),
        ];
        let after = Range {
            low: end,
            high: None,
        };
        let there = parts.iter().map(|part| part.meet(&rest));
        found.extend(there.filter(|part| !part.is_empty()));
        rest = rest.meet(&after);
        if rest.is_empty() {
            return found;
        }
    }
    found.push(rest);
    found
}
