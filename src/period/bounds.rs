//! Between which ends a period ends whose start is known only within bounds.
//!
//! A later start does not always give a later end: where hours that end on a holiday go on to the same
//! time of a working day, what ends late on Sunday is due late on Monday, and what ends early on Monday
//! before that. The day that an end moves to never goes back, so the first end is looked for among the
//! starts that move to the first such day, and the last among those that move to the last.

use super::count::{End, From, Need, Step};
use super::regime::Hours;
use super::start::starts;
use super::{Calendar, Regime, count};
use crate::value::calendar::SECOND;
use crate::value::{Bound, Date, Instant, Number, Period, Range, Zone};

/// An end moves to one working day from at most so many days; beyond, it is only known to be on it.
const MOST_DAYS: usize = 40;
const HOUR: i64 = 3600 * SECOND;
/// Clocks change by whole quarters of an hour.
const QUARTER: i64 = HOUR / 4;
/// A day has at most so many of them.
const QUARTERS: i64 = 100;

/// The first and the last end of a period, in the base unit of their kind; none where it has no bound
/// or cannot be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// The earliest.
    pub low: Option<Bound>,
    /// The latest.
    pub high: Option<Bound>,
    /// The counting that led to one of them.
    pub steps: Vec<Step>,
    /// What is missing to count them.
    pub missing: Vec<Need>,
}

impl Ends {
    /// Those of hours, or less, that no regime counts: they run as they pass.
    #[must_use]
    pub fn elapsed(period: Period, before: bool, start: &Range) -> Ends {
        let end = |bound: Option<Bound>| {
            let (bound, by) = (bound?, Number::whole(period.seconds()?));
            let at = match before {
                true => bound.at.minus(by)?,
                false => bound.at.plus(by)?,
            };
            Some(Bound { at, ..bound })
        };
        Ends {
            low: end(start.low),
            high: end(start.high),
            ..Ends::default()
        }
    }
}

/// What holds under every regime where the counting could not be done, in days. `zone` is there where
/// the start is a time.
#[must_use]
pub fn at_any_rate(period: Period, before: bool, start: &Range, zone: Option<Zone>) -> Range {
    let day = |bound: Bound| match zone {
        None => Some(bound.at),
        Some(zone) => {
            let date = zone.date(Instant::from_seconds(bound.at)?)?;
            Some(Number::whole(date.number()))
        }
    };
    let least = Number::whole(period.fewest_days());
    if before {
        let latest = start.high.and_then(day).and_then(|day| day.minus(least));
        return latest.map_or(Range::UNKNOWN, Range::at_most);
    }
    let earliest = start.low.and_then(day).and_then(|day| day.plus(least));
    earliest.map_or(Range::UNKNOWN, Range::at_least)
}

/// How a period is counted.
#[derive(Clone, Copy, Debug)]
pub struct Way<'r> {
    /// By which rules.
    pub regime: &'r Regime,
    /// With which holidays.
    pub calendar: Option<&'r Calendar>,
    /// How long it is.
    pub period: Period,
    /// Before the start instead of after it.
    pub before: bool,
}

impl Way<'_> {
    /// Whether it ends at an instant; else on a day.
    #[must_use]
    pub fn is_timed(&self, of_instants: bool) -> bool {
        let office = self.regime.office_hours(self.period, self.before).is_some();
        self.period.seconds().is_some() || (of_instants && office)
    }

    /// Between which ends it ends when it starts within these bounds: at instants in a zone, or on days
    /// where there is none.
    #[must_use]
    pub fn ends(&self, start: &Range, zone: Option<Zone>) -> Ends {
        let mut found = Ends::default();
        found.low = self.end(start, false, zone, &mut found);
        found.high = self.end(start, true, zone, &mut found);
        found
    }

    fn end(
        &self,
        range: &Range,
        last: bool,
        zone: Option<Zone>,
        found: &mut Ends,
    ) -> Option<Bound> {
        let bound = if last { range.high } else { range.low }?;
        let Some(zone) = zone else {
            let day = bound.at.floor().and_then(Date::from_number)?;
            return self.outermost([Start::day(From::Day(day))], last, found);
        };
        if !self.is_timed(true) {
            let each = starts(range, last, zone)?.into_iter().flatten();
            return self.outermost(each.map(Start::day), last, found);
        }
        let at = Instant::from_seconds(bound.at)?;
        if range.exact().is_some() || self.passes() {
            let open = bound.open;
            return self.outermost(
                [Start {
                    from: From::Instant(at, zone),
                    open,
                }],
                last,
                found,
            );
        }
        let inside = Inside::of(range, zone)?;
        let at = if last { inside.last? } else { inside.first? };
        let end = self.instant(at, zone, found)?;
        let mut each = vec![at];
        if self.rolls() {
            match self.around(at, end, last, &inside) {
                Some(others) => each.extend(others),
                None => return whole_day(end, last, zone),
            }
        }
        let each = each
            .into_iter()
            .map(|at| Start::day(From::Instant(at, zone)));
        let end = self.outermost(each, last, found)?;
        // What lies just after an open start ends just after what that would end at.
        let open = Instant::from_seconds(bound.at).filter(|_| bound.open && !last);
        let open = open.and_then(|open| self.instant(open, zone, found));
        let next = open.and_then(|open| open.plus_micros(1));
        Some(
            match open.filter(|_| next.map(Instant::seconds) == Some(end.at)) {
                Some(open) => Bound {
                    at: open.seconds(),
                    open: true,
                },
                None => end,
            },
        )
    }

    /// Whether hours pass as they do on a clock, from the start itself.
    #[must_use]
    pub fn passes(&self) -> bool {
        let regime = self.regime;
        let hour = regime.hours == Hours::FromNextHour && !self.before;
        self.period.seconds().is_some() && regime.office.is_none() && !hour && !self.rolls()
    }

    /// Whether an end in hours moves to another day.
    fn rolls(&self) -> bool {
        let roll = self.regime.roll.filter(|_| self.regime.office.is_none());
        roll.is_some_and(|roll| roll.hours && (roll.backward || !self.before))
    }

    fn outermost(
        &self,
        each: impl IntoIterator<Item = Start>,
        last: bool,
        found: &mut Ends,
    ) -> Option<Bound> {
        let mut outer: Option<Bound> = None;
        for start in each {
            match count(
                self.regime,
                self.calendar,
                self.period,
                self.before,
                start.from,
            ) {
                Ok(counted) => {
                    let (at, timed) = match counted.end {
                        End::Day(day) => (Number::whole(day.number()), false),
                        End::At(at) => (at.seconds(), true),
                    };
                    if outer.is_none_or(|known| (at > known.at) == last) {
                        let open = start.open && timed;
                        outer = Some(Bound { at, open });
                        found.steps = counted.steps;
                    }
                }
                Err(need) => {
                    found.missing.push(need);
                    return None;
                }
            }
        }
        outer
    }

    fn instant(&self, from: Instant, zone: Zone, found: &mut Ends) -> Option<Instant> {
        let from = From::Instant(from, zone);
        match count(self.regime, self.calendar, self.period, self.before, from) {
            Ok(counted) => match counted.end {
                End::At(at) => Some(at),
                End::Day(_) => None,
            },
            Err(need) => {
                found.missing.push(need);
                None
            }
        }
    }

    /// The starts by which the end can lie on the same day before, or with `last` after, that of the
    /// first or the last start: those from which the hours are over when a day begins or ends, and about a
    /// day on which clocks change each quarter of an hour. None where there are too many.
    fn around(
        &self,
        at: Instant,
        end: Instant,
        last: bool,
        inside: &Inside,
    ) -> Option<Vec<Instant>> {
        let zone = inside.zone;
        let moved_to = zone.date(end)?;
        let seconds = self.period.seconds()?.checked_mul(SECOND)?;
        let passed = if self.before { -seconds } else { seconds };
        let mut over = zone.date(at.plus_micros(passed)?)?;
        let step = if last { -1 } else { 1 };
        let mut found = Vec::new();
        let mut changes = changes(moved_to, zone);
        let mut days = vec![over];
        for _ in 0..MOST_DAYS {
            // The day beside it, by the moment at which it begins or is over.
            let edge = match last {
                true => zone.midnight(over)?.plus_micros(-1)?,
                false => zone.midnight(over.plus_days(1)?)?,
            };
            let starts = self.back(edge, passed, inside);
            let on = |start: &Instant| {
                let end = self.instant(*start, zone, &mut Ends::default());
                end.and_then(|end| zone.date(end))
            };
            let there: Vec<Instant> = starts.filter(|start| on(start) == Some(moved_to)).collect();
            if there.is_empty() {
                for day in days.iter().filter(|_| changes) {
                    found.extend(self.quarters(*day, passed, inside));
                }
                return Some(found);
            }
            found.extend(there);
            over = over.plus_days(step)?;
            changes |= self::changes(over, zone);
            days.push(over);
        }
        None
    }

    /// The starts from which the hours are over at a moment; where they run from the next full hour, those
    /// about it at which another hour begins.
    fn back<'i>(
        &self,
        end: Instant,
        passed: i64,
        inside: &'i Inside,
    ) -> impl Iterator<Item = Instant> + 'i {
        let start = end.plus_micros(-passed);
        let from_hour = self.regime.hours == Hours::FromNextHour && !self.before;
        let begun = start.filter(|_| from_hour).and_then(|start| {
            let day = inside.zone.midnight(inside.zone.date(start)?)?.micros();
            Some(start.micros() - (start.micros() - day).rem_euclid(HOUR))
        });
        let hours = begun.into_iter().flat_map(|begun| {
            let each = (-2..=1).map(move |hour| begun + hour * HOUR);
            each.flat_map(|at| [at, at - 1]).map(Instant::from_micros)
        });
        let each = start.into_iter().chain(hours);
        each.filter(|start| inside.holds(*start))
    }

    /// The starts from which the hours are over at each quarter of an hour of a day.
    fn quarters(&self, day: Date, passed: i64, inside: &Inside) -> Vec<Instant> {
        let Some(begins) = inside.zone.midnight(day) else {
            return Vec::new();
        };
        let quarters = (0..=QUARTERS).flat_map(|quarter| {
            let at = begins.plus_micros(quarter * QUARTER);
            [at, at.and_then(|at| at.plus_micros(-1))]
        });
        let each = quarters.flatten();
        each.flat_map(|end| self.back(end, passed, inside).collect::<Vec<_>>())
            .collect()
    }
}

/// From when it is counted, and whether that itself is left out.
struct Start {
    from: From,
    open: bool,
}

impl Start {
    fn day(from: From) -> Start {
        Start { from, open: false }
    }
}

/// The first and the last instant within bounds.
struct Inside {
    first: Option<Instant>,
    last: Option<Instant>,
    zone: Zone,
}

impl Inside {
    fn of(range: &Range, zone: Zone) -> Option<Inside> {
        let at = |bound: Option<Bound>, by: i64| match bound {
            None => Some(None),
            Some(bound) => {
                let at = Instant::from_seconds(bound.at)?;
                Some(Some(if bound.open { at.plus_micros(by)? } else { at }))
            }
        };
        Some(Inside {
            first: at(range.low, 1)?,
            last: at(range.high, -1)?,
            zone,
        })
    }

    fn holds(&self, at: Instant) -> bool {
        self.first.is_none_or(|first| first <= at) && self.last.is_none_or(|last| at <= last)
    }
}

/// Whether a day is longer or shorter than others.
fn changes(day: Date, zone: Zone) -> bool {
    let length = || {
        let next = zone.midnight(day.plus_days(1)?)?;
        Some(next.micros() - zone.midnight(day)?.micros())
    };
    length() != Some(24 * HOUR)
}

/// The first or the last moment of the day of an instant.
fn whole_day(at: Instant, last: bool, zone: Zone) -> Option<Bound> {
    let day = zone.date(at)?;
    let at = match last {
        true => zone.midnight(day.plus_days(1)?)?.plus_micros(-1)?,
        false => zone.midnight(day)?,
    };
    Some(Bound {
        at: at.seconds(),
        open: false,
    })
}

#[cfg(test)]
mod tests;
