//! Windows: stretches of time of which one must hold what a condition asks. A stretch begins with a
//! member, or is one of the calendar. What lies in it is decided by when each member is; the
//! condition is then asked of those alone.

use crate::plan::{Answer, Dated, Length, Window, Why};
use crate::program::expression::Stretch;
use crate::value::figure::Figure;
use crate::value::{Bound, Date, Range, Truth, Zone};

use super::Kernel;
use super::counting::{date_of, edge};
use super::frame::Frame;
use super::scratch::{ListView, Where};

/// So many members in windows are looked at in one window; what lies beyond is open.
const MAX_LOOKS: usize = 200_000;

/// A member of the list, and when it is.
struct Placed {
    at: u32,
    certain: Truth,
    when: Figure,
    shares: Option<Answer>,
    until: Option<Figure>,
}

/// A stretch of time.
struct Stretched {
    /// The member with which it begins; none for one of the calendar.
    first: Option<usize>,
    begin: Figure,
    end: Figure,
    /// The end itself lies in it.
    included: bool,
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
                placed.push(self.placed(window, member, frame));
            }
        }
        let (stretches, unplaced) = self.stretches(window, &placed, frame);
        open |= unplaced;
        let mut left = MAX_LOOKS;
        let mut found = Truth::No;
        for stretch in &stretches {
            let from = self.within(window, &placed, stretch, frame);
            let to = self.s.picked.len();
            match left.checked_sub(to - from) {
                Some(rest) => left = rest,
                None => {
                    self.s.cut = true;
                    open = true;
                    break;
                }
            }
            found = found.or(self.has(window, (from, to), stretch, &view, frame));
            if found == Truth::Yes {
                return Answer::truth_of(Truth::Yes);
            }
        }
        match open {
            true => Answer::truth_of(Truth::Undetermined).because(Why::Missing),
            false => Answer::truth_of(found),
        }
    }

    fn placed(&mut self, window: &Window, (at, certain): (u32, Truth), frame: &Frame) -> Placed {
        let member = self.read(at, window.member.leaf);
        self.put(frame, window.member.variable, member);
        let inner = self.enter(window.placing, frame);
        let when = self.eval(window.at, &inner).figure();
        let shares = window.sharing.map(|sharing| self.eval(sharing, &inner));
        let until = match window.length {
            Length::Until(until, dated) => {
                let end = self.eval(until, &inner).figure();
                Some(self.end_of(end, dated, frame))
            }
            Length::Calendar(_) => None,
        };
        Placed {
            at,
            certain,
            when,
            shares,
            until,
        }
    }

    /// The stretches there are, and whether some member may lie in one that is not among them.
    fn stretches(
        &mut self,
        window: &Window,
        placed: &[Placed],
        frame: &Frame,
    ) -> (Vec<Stretched>, bool) {
        let zone = self.plan.zone(frame.policy);
        let mut stretches: Vec<Stretched> = Vec::new();
        let mut unplaced = false;
        for (number, member) in placed.iter().enumerate() {
            match window.length {
                Length::Until(_, dated) => stretches.push(Stretched {
                    first: Some(number),
                    begin: self.instant_of(member.when, window.dated, zone),
                    end: member.until.unwrap_or(Figure::UNKNOWN),
                    included: dated == Dated::Instant,
                }),
                Length::Calendar(stretch) => {
                    match self.of_calendar(member.when, window.dated, stretch, zone) {
                        None => unplaced = true,
                        Some(found) => {
                            if !stretches.iter().any(|known| known.begin == found.begin) {
                                stretches.push(found);
                            }
                        }
                    }
                }
            }
        }
        (stretches, unplaced)
    }

    /// An end as an instant: that of a day is the midnight after it.
    fn end_of(&mut self, end: Figure, dated: Dated, frame: &Frame) -> Figure {
        if dated == Dated::Instant {
            return end;
        }
        let zone = self.plan.zone(frame.policy);
        self.midnights(end, zone, 1)
    }

    /// An instant, or the beginning of a day, as far as it is known.
    fn instant_of(&mut self, at: Figure, dated: Dated, zone: Zone) -> Figure {
        match dated {
            Dated::Instant => at,
            Dated::Day => self.midnights(at, zone, 0),
        }
    }

    fn midnights(&mut self, of: Figure, zone: Zone, later: i64) -> Figure {
        let midnight = |bound: Option<Bound>| {
            let day = Date::from_number(bound?.at.floor()?)?;
            let at = zone.midnight(day.plus_days(later)?)?.seconds();
            Some(Bound { at, open: false })
        };
        let range = self.range(of);
        let found = Range {
            low: midnight(range.low),
            high: midnight(range.high),
        };
        self.figure(&found)
    }

    /// The stretch of the calendar in which a member certainly lies.
    fn of_calendar(
        &mut self,
        at: Figure,
        dated: Dated,
        stretch: Stretch,
        zone: Zone,
    ) -> Option<Stretched> {
        let range = self.range(at);
        let first = edge(date_of(range.low?, dated, zone)?, stretch, false)?;
        let last = edge(date_of(range.high?, dated, zone)?, stretch, true)?;
        // Both ends of what is known of it have to lie in one.
        if edge(first, stretch, true)? != last {
            return None;
        }
        Some(Stretched {
            first: None,
            begin: Figure::exactly(zone.midnight(first)?.micros()),
            end: Figure::exactly(zone.midnight(last.plus_days(1)?)?.micros()),
            included: false,
        })
    }

    /// Picks the members that lie, or may lie, in a stretch; the first of them.
    fn within(
        &mut self,
        window: &Window,
        placed: &[Placed],
        stretch: &Stretched,
        frame: &Frame,
    ) -> usize {
        let zone = self.plan.zone(frame.policy);
        let from = self.s.picked.len();
        let first = stretch.first.and_then(|number| placed.get(number));
        for (number, member) in placed.iter().enumerate() {
            let mut truth = member.certain;
            if stretch.first != Some(number) {
                let at = self.instant_of(member.when, window.dated, zone);
                truth = truth.and(self.is_at_least(at, stretch.begin));
                truth = truth.and(match stretch.included {
                    true => self.is_at_least(stretch.end, at),
                    false => self.is_less_than(at, stretch.end),
                });
                if let Some(first) = first {
                    truth = truth.and(self.shared(first, member));
                }
            }
            if truth != Truth::No {
                self.s.picked.push((member.at, truth));
            }
        }
        from
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
        (from, to): (usize, usize),
        stretch: &Stretched,
        view: &ListView,
        frame: &Frame,
    ) -> Truth {
        let members = Where::Picked {
            from: u32::try_from(from).unwrap_or(u32::MAX),
            to: u32::try_from(to).unwrap_or(u32::MAX),
        };
        let mut within = self.listed(ListView { members, ..*view });
        within.slot = view.list;
        self.put(frame, window.within, within);
        self.put(frame, window.end, Answer::of_figure(stretch.end));
        let inner = self.enter(window.asking, frame);
        self.truth(window.has, &inner)
    }
}
