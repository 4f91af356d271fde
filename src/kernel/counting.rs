//! Days and periods: what the calendar fixes by another day, and what a regime counts. Where the
//! counting cannot be done, only what holds under every regime is known.

use crate::period::calendar::Day;
use crate::period::{Calendar, Ends, Regime, Way, at_any_rate};
use crate::plan::{Answer, CalendarRef, Dated, OpId, PolicyId, Shift, What, Why};
use crate::program::expression::Stretch;
use crate::value::days::Days;
use crate::value::figure::Figure;
use crate::value::{Bound, Date, Number, Range, Truth, Zone};

use super::Kernel;
use super::frame::Frame;

impl Kernel<'_> {
    /// The first or last day of a stretch of the calendar.
    pub(super) fn edge_of(
        &mut self,
        of: OpId,
        dated: Dated,
        (stretch, end): (Stretch, bool),
        frame: &Frame,
    ) -> Answer {
        self.day_by(of, dated, frame, |day| stretch.edge(day, end))
    }

    /// A day of the year that a time lies in.
    pub(super) fn day_of(
        &mut self,
        of: OpId,
        dated: Dated,
        (day, month): (u8, u8),
        frame: &Frame,
    ) -> Answer {
        self.day_by(of, dated, frame, |date| {
            Date::new(date.year(), u32::from(month), u32::from(day))
        })
    }

    /// A day found from another. A later day never gives an earlier one, so bounds give bounds.
    fn day_by(
        &mut self,
        of: OpId,
        dated: Dated,
        frame: &Frame,
        find: impl Fn(Date) -> Option<Date>,
    ) -> Answer {
        let answer = self.eval(of, frame);
        if answer.what == What::NotApplicable {
            return answer;
        }
        let days = self.days(&self.range(answer.figure()), dated, frame.policy);
        answer.come_to(self.figure(&days.map(find).numbers()))
    }

    /// The days that a range can be on.
    pub(super) fn days(&self, range: &Range, dated: Dated, policy: PolicyId) -> Days {
        Days::of(range, dated == Dated::Day, self.zone(policy))
    }

    /// The day itself if people work on it, else the next on which they do.
    pub(super) fn rolled(&mut self, of: OpId, calendar: CalendarRef, frame: &Frame) -> Answer {
        let answer = self.eval(of, frame);
        if answer.what == What::NotApplicable {
            return answer;
        }
        let calendar = self.plan.almanac.calendar_of(calendar);
        let mut why = Why::Parts;
        let mut moved = |bound: Option<Bound>, otherwise: Option<Bound>| {
            let date = Date::from_number(bound?.at.floor()?)?;
            match working_day_from(date, calendar) {
                Some(date) => Some(Bound {
                    at: Number::whole(date.number()),
                    open: false,
                }),
                None => {
                    why = Why::Calendar;
                    otherwise
                }
            }
        };
        let range = self.range(answer.figure());
        let low = moved(range.low, range.low);
        let high = moved(range.high, None);
        let moved = self.figure(&Range { low, high });
        answer.come_to(moved).because(why)
    }

    /// Whether people work on a day. Undetermined where it can be on a working day and on another,
    /// or lies outside the calendar.
    pub(super) fn is_working_day(
        &mut self,
        of: OpId,
        dated: Dated,
        calendar: CalendarRef,
        frame: &Frame,
    ) -> Answer {
        let answer = self.eval(of, frame);
        if answer.is_not_applicable() {
            return Answer::truth_of(Truth::Undetermined);
        }
        let calendar = self.plan.almanac.calendar_of(calendar);
        let days = self.days(&self.range(answer.figure()), dated, frame.policy);
        let mut works: Option<Truth> = None;
        let mut why = Why::Parts;
        for date in days.each().into_iter().flatten() {
            let on_it = match calendar.and_then(|calendar| calendar.day(date)) {
                Some(found) => Truth::from(found == Day::Working),
                None => {
                    why = Why::Calendar;
                    Truth::Undetermined
                }
            };
            works = Some(works.map_or(on_it, |works| works.join(on_it)));
            if works == Some(Truth::Undetermined) {
                break;
            }
        }
        Answer::truth_of(works.unwrap_or(Truth::Undetermined)).because(why)
    }

    /// A period counted from a time, after or before it.
    pub(super) fn shift(&mut self, shift: u32, frame: &Frame) -> Answer {
        let plan = self.plan;
        let Some(shift) = plan.shifts.get(shift as usize) else {
            return Answer::NONE;
        };
        let start = self.eval(shift.from, frame);
        if start.what == What::NotApplicable {
            return Answer::NONE.perhaps(start.perhaps);
        }
        let regime = shift
            .regime
            .and_then(|regime| plan.almanac.regime_of(regime));
        let figure = start.figure();
        if let (Some(at), Some(length), None) = (figure.only(), shift.period.seconds(), regime)
            && let Some(length) = length.checked_mul(crate::value::figure::SCALE)
            && let Some(end) = at.checked_add(if shift.before { -length } else { length })
        {
            return start.come_to(Figure::exactly(end));
        }
        let zone = plan.zone(frame.policy);
        let range = self.range(figure);
        let (counted, missing) = self.counted(shift, regime, &range, zone);
        let answer = start.come_to(self.figure(&counted));
        answer.because(if missing { Why::Calendar } else { Why::Parts })
    }

    /// Both ends counted, and whether a calendar is missing.
    fn counted(
        &self,
        shift: &Shift,
        regime: Option<&Regime>,
        range: &Range,
        zone: Zone,
    ) -> (Range, bool) {
        let way = regime.map(|regime| Way {
            regime,
            calendar: self.plan.almanac.calendar_of(shift.calendar),
            period: shift.period,
            before: shift.before,
        });
        let of_times = shift.dated == Dated::Instant;
        let Ends {
            low, high, missing, ..
        } = match way {
            Some(way) => way.ends(range, of_times.then_some(zone)),
            None => Ends::elapsed(shift.period, shift.before, range),
        };
        let timed = match way {
            Some(way) => way.is_timed(of_times),
            None => shift.period.seconds().is_some(),
        };
        let mut counted = Range { low, high };
        if !timed && (low.is_none() || high.is_none()) {
            let zone = of_times.then_some(zone);
            let at_any_rate = at_any_rate(shift.period, shift.before, range, zone);
            counted.low = low.or(at_any_rate.low);
            counted.high = high.or(at_any_rate.high);
        }
        (counted, !missing.is_empty())
    }
}

/// The first working day that is not before this one; none where the calendar does not tell.
pub(super) fn working_day_from(first: Date, calendar: Option<&Calendar>) -> Option<Date> {
    let mut day = first;
    loop {
        match calendar?.day(day)? {
            Day::Working => return Some(day),
            _ => day = day.plus_days(1)?,
        }
    }
}
