//! Periods in hours: as they pass, from the next full hour, or in the hours of an office.

use super::{Counting, From, Need, What};
use crate::period::calendar::{Day, Direction};
use crate::period::regime::{Hours, Office};
use crate::value::calendar::{DAY, SECOND};
use crate::value::{Date, Instant, Local, Zone};

const HOUR: i64 = 3600 * SECOND;

impl Counting<'_> {
    /// The instant with which so many seconds are over.
    pub(super) fn hours(&mut self, seconds: i64, from: From) -> Result<Instant, Need> {
        let From::Instant(instant, zone) = from else {
            return Err(Need::TimeOfDay);
        };
        let length = seconds.checked_mul(SECOND).ok_or(Need::OutOfRange)?;
        if let Some(office) = &self.regime.office {
            return self.office_time(office, length, instant, zone);
        }
        let length = if self.backward() { -length } else { length };
        let start = self.first_hour(instant, zone)?;
        let end = start.plus_micros(length).ok_or(Need::OutOfRange)?;
        if !self.rolls(true) {
            return Ok(end);
        }
        let (date, clock) = wall(end, zone)?;
        match self.until_working_day(date)? {
            same if same == date => Ok(end),
            moved => on_the_wall(moved, clock, zone),
        }
    }

    /// The instant from which hours run.
    fn first_hour(&mut self, instant: Instant, zone: Zone) -> Result<Instant, Need> {
        if self.regime.hours != Hours::FromNextHour || self.backward() {
            return Ok(instant);
        }
        let (date, clock) = wall(instant, zone)?;
        self.step(date, date, What::HourExcluded);
        instant
            .plus_micros(HOUR - clock.rem_euclid(HOUR))
            .ok_or(Need::OutOfRange)
    }

    /// Tells how much of a day was worked, if any of it was.
    fn worked(&mut self, date: Date, length: i64) {
        let seconds = u32::try_from(length / SECOND).unwrap_or(u32::MAX);
        if seconds > 0 {
            self.step(date, date, What::Worked(seconds));
        }
    }

    /// So much of an office's working time from an instant on, or back from it.
    fn office_time(
        &mut self,
        office: &Office,
        length: i64,
        instant: Instant,
        zone: Zone,
    ) -> Result<Instant, Need> {
        let mut date = zone.date(instant).ok_or(Need::OutOfRange)?;
        let mut left = length;
        loop {
            let mut stretches = match self.day(date)? {
                Day::Working => stretches(office, date, zone)?,
                day => {
                    self.step(date, date, What::Skipped(day));
                    Vec::new()
                }
            };
            if self.backward() {
                stretches.reverse();
            }
            let before = left;
            for (opens, closes) in stretches {
                if let Some(end) = within(self.direction, instant, opens, closes, &mut left) {
                    self.worked(date, before);
                    return Ok(end);
                }
            }
            self.worked(date, before - left);
            date = self.on(date)?;
        }
    }
}

/// The end, if it lies in this stretch of working time; otherwise what is left after it.
fn within(
    direction: Direction,
    from: Instant,
    opens: Instant,
    closes: Instant,
    left: &mut i64,
) -> Option<Instant> {
    let (opens, closes) = match direction {
        Direction::Forward => (opens.max(from), closes),
        Direction::Backward => (opens, closes.min(from)),
    };
    let there = (closes.micros() - opens.micros()).max(0);
    if *left > there || there == 0 {
        *left -= there;
        return None;
    }
    match direction {
        Direction::Forward => opens.plus_micros(*left),
        Direction::Backward => closes.plus_micros(-*left),
    }
}

/// The working time of an office on a day.
fn stretches(office: &Office, date: Date, zone: Zone) -> Result<Vec<(Instant, Instant)>, Need> {
    let at = |minute: u32| on_the_wall(date, i64::from(minute) * (HOUR / 60), zone);
    let stretch = |(from, to): &(u32, u32)| Ok((at(*from)?, at(*to)?));
    office.hours.iter().map(stretch).collect()
}

/// The day and the time on the wall, in microseconds after midnight.
fn wall(instant: Instant, zone: Zone) -> Result<(Date, i64), Need> {
    let date = zone.date(instant).ok_or(Need::OutOfRange)?;
    let midnight = zone.midnight(date).ok_or(Need::OutOfRange)?;
    let passed = instant.micros() - midnight.micros();
    let shows = |clock: &i64| match zone.local(date, *clock) {
        Some(Local::Once(at)) => at == instant,
        Some(Local::Twice(first, second)) => [first, second].contains(&instant),
        _ => false,
    };
    // Where the clocks change that day, the wall shows some quarters of an hour more or less.
    let mut changed =
        (0..=12).flat_map(|quarters| [passed + quarters * HOUR / 4, passed - quarters * HOUR / 4]);
    Ok((date, changed.find(shows).unwrap_or(passed)))
}

/// The instant at that time on the wall; where the clocks skip it, as much after midnight.
fn on_the_wall(date: Date, clock: i64, zone: Zone) -> Result<Instant, Need> {
    match zone.local(date, clock.rem_euclid(DAY)) {
        Some(Local::Once(at) | Local::Twice(at, _)) => Ok(at),
        _ => {
            let midnight = zone.midnight(date).ok_or(Need::OutOfRange)?;
            midnight.plus_micros(clock).ok_or(Need::OutOfRange)
        }
    }
}
