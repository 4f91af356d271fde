//! Days, times and months as people write them; a spelling that chrono would
//! forgive, or a time that does not exist, stops here.

use super::Months;
use crate::value::calendar::{DAY, SECOND};
use crate::value::{Date, Instant, Local, Zone};

/// Why a text is no day, time or month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// It is nothing of the kind.
    NotOne,
    /// It is meant, but spelt so that others could read it differently.
    Misspelt,
    /// A day where a time is needed.
    OnlyADay(Date),
    /// A time where a day is needed.
    MoreThanADay,
    /// A day that its month does not have.
    NoSuchDay(i32, u32),
    /// A month that no year has.
    NoSuchMonth,
    /// A time that no day has.
    NoSuchClock,
    /// The clocks of the zone skip it.
    Skipped,
    /// The clocks of the zone show it twice.
    Twice(Instant, Instant),
    /// A period that ends before it begins.
    Backwards,
    /// A day where a month or a year is needed.
    NoMonth(Date),
}

/// A day: `2022-02-03`.
pub(super) fn date(text: &str) -> Result<Date, Slip> {
    let looks_dated = text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(['-', '/', '.', '년'])
        && !text.contains(' ');
    let other = if looks_dated {
        Slip::Misspelt
    } else {
        Slip::NotOne
    };
    if let Some((day, _)) = text.split_once('T')
        && date(day).is_ok()
    {
        return Err(Slip::MoreThanADay);
    }
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(other);
    };
    let (Some(year), Some(month), Some(day)) =
        (figures(year, 4), figures(month, 2), figures(day, 2))
    else {
        return Err(other);
    };
    let year = i32::try_from(year).map_err(|_| Slip::NotOne)?;
    Date::new(year, month, day).ok_or(match Date::days_in_month(year, month) {
        Some(_) => Slip::NoSuchDay(year, month),
        None => Slip::NoSuchMonth,
    })
}

/// Exactly so many digits.
fn figures(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// A time: `2022-02-03T11:20`, with seconds, a fraction of them and an offset if
/// need be. Without an offset it is what the clocks of the zone show.
pub(super) fn instant(text: &str, zone: Zone) -> Result<Instant, Slip> {
    let Some((day, clock)) = text.split_once('T') else {
        let blank = text.split_once([' ', 't']);
        return Err(match (date(text), blank) {
            (Ok(day), _) => Slip::OnlyADay(day),
            (_, Some((day, _))) if date(day).is_ok() => Slip::Misspelt,
            (Err(slip), _) => slip,
        });
    };
    let day = date(day)?;
    let (clock, offset) = clock_and_offset(clock)?;
    let slip = match offset {
        Some(offset) => {
            let utc = day
                .number()
                .checked_mul(DAY)
                .and_then(|midnight| midnight.checked_add(clock)?.checked_sub(offset));
            return utc.map(Instant::from_micros).ok_or(Slip::NotOne);
        }
        None => match zone.local(day, clock) {
            Some(Local::Once(at)) => return Ok(at),
            Some(Local::Skipped) => Slip::Skipped,
            Some(Local::Twice(first, second)) => Slip::Twice(first, second),
            None => Slip::NoSuchClock,
        },
    };
    Err(slip)
}

/// Whether a time says what clocks show, and not where.
pub(super) fn is_local(text: &str) -> bool {
    let clock = text.split_once('T').map_or("", |(_, clock)| clock);
    !clock.contains(['Z', '+', '-'])
}

/// Microseconds since midnight, and the offset in microseconds if one is written.
fn clock_and_offset(text: &str) -> Result<(i64, Option<i64>), Slip> {
    let at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    let offset = match tail {
        "" => None,
        "Z" => Some(0),
        _ => {
            let east = tail.strip_prefix('+');
            let west = tail.strip_prefix('-');
            let written = east.or(west).ok_or(Slip::Misspelt)?;
            let (hours, minutes) = written.split_once(':').ok_or(Slip::Misspelt)?;
            let offset = minutes_of(hours, minutes)? * 60 * SECOND;
            Some(if west.is_some() { -offset } else { offset })
        }
    };
    let mut parts = clock.split(':');
    let (Some(hours), Some(minutes)) = (parts.next(), parts.next()) else {
        return Err(Slip::Misspelt);
    };
    let mut micros = minutes_of(hours, minutes)? * 60 * SECOND;
    if let Some(seconds) = parts.next() {
        let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
        let whole = figures(seconds, 2).ok_or(Slip::Misspelt)?;
        let part = figures(fraction, fraction.len()).filter(|_| (1..=6).contains(&fraction.len()));
        let part = i64::from(part.ok_or(Slip::Misspelt)?);
        if whole > 59 {
            return Err(Slip::NoSuchClock);
        }
        let missing = u32::try_from(6 - fraction.len()).unwrap_or(0);
        micros += i64::from(whole) * SECOND + part * 10i64.pow(missing);
    }
    match parts.next() {
        Some(_) => Err(Slip::Misspelt),
        None => Ok((micros, offset)),
    }
}

fn minutes_of(hours: &str, minutes: &str) -> Result<i64, Slip> {
    let hours = figures(hours, 2).ok_or(Slip::Misspelt)?;
    let minutes = figures(minutes, 2).ok_or(Slip::Misspelt)?;
    if hours > 23 || minutes > 59 {
        return Err(Slip::NoSuchClock);
    }
    Ok(i64::from(hours) * 60 + i64::from(minutes))
}

/// A reference period: `2021`, `2021-10`, `2021-10/2021-12`.
pub(super) fn months(text: &str) -> Result<Months, Slip> {
    let months = match text.split_once('/') {
        Some((first, last)) => Months {
            first: month(first)?,
            last: month(last)?,
        },
        None => match figures(text, 4).and_then(|year| i32::try_from(year).ok()) {
            Some(year) => Months {
                first: (year, 1),
                last: (year, 12),
            },
            None => Months {
                first: month(text)?,
                last: month(text)?,
            },
        },
    };
    if months.first > months.last {
        return Err(Slip::Backwards);
    }
    Ok(months)
}

/// The first and the last day of a month or of a year: `2022-02`, `2022`.
pub(super) fn days_of(text: &str) -> Result<(Date, Date), Slip> {
    if let Ok(day) = date(text) {
        return Err(Slip::NoMonth(day));
    }
    let Months { first, last } = months(text)?;
    let (year, month) = first;
    let first = Date::new(year, month.into(), 1);
    let (year, month) = last;
    let last = Date::days_in_month(year, month.into());
    let last = last.and_then(|days| Date::new(year, month.into(), days));
    first.zip(last).ok_or(Slip::NotOne)
}

fn month(text: &str) -> Result<(i32, u8), Slip> {
    let (year, month) = text.split_once('-').ok_or(Slip::Misspelt)?;
    let year = figures(year, 4).ok_or(Slip::Misspelt)?;
    let month = figures(month, 2).ok_or(Slip::Misspelt)?;
    match (i32::try_from(year), u8::try_from(month)) {
        (Ok(year), Ok(month @ 1..=12)) => Ok((year, month)),
        _ => Err(Slip::NoSuchMonth),
    }
}

#[cfg(test)]
mod tests {
    use super::{Slip, date, instant, months};
    use crate::value::Zone;

    fn seoul() -> Zone {
        Zone::named("Asia/Seoul").unwrap_or(Zone::UTC)
    }

    #[test]
    fn times_are_read_in_the_zone_or_by_their_offset() {
        let read = |text| instant(text, seoul()).map(|at| seoul().rfc3339(at));
        for (text, expected) in [
            ("2022-02-03T11:20", "2022-02-03T11:20:00+09:00"),
            ("2022-02-03T11:20:05", "2022-02-03T11:20:05+09:00"),
            ("2022-02-03T11:20:05.25", "2022-02-03T11:20:05.25+09:00"),
            ("2022-02-03T11:20Z", "2022-02-03T20:20:00+09:00"),
            ("2022-02-03T11:20:00-05:30", "2022-02-04T01:50:00+09:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn times_that_do_not_exist_or_could_be_read_differently_are_told_apart() {
        for (text, slip) in [
            ("2022-02-03 11:20", Slip::Misspelt),
            ("2022-02-03t11:20", Slip::Misspelt),
            ("2022/02/03T11:20", Slip::Misspelt),
            ("2022-02-03T11:20+0900", Slip::Misspelt),
            ("2022-02-03T1:20", Slip::Misspelt),
            ("2022-02-03T11", Slip::Misspelt),
            ("2022-02-03T11:20:00.1234567", Slip::Misspelt),
            ("2022-02-03T11:20:00:00", Slip::Misspelt),
            ("2022-02-03T11:20:60", Slip::NoSuchClock),
            ("2022-02-03T24:00", Slip::NoSuchClock),
            ("2022-02-03T11:20+24:00", Slip::NoSuchClock),
            ("2022-02-30T11:20", Slip::NoSuchDay(2022, 2)),
            ("2022-13-01T11:20", Slip::NoSuchMonth),
            ("1987-05-10T02:30", Slip::Skipped),
            ("yesterday", Slip::NotOne),
        ] {
            assert_eq!(instant(text, seoul()), Err(slip), "{text}");
        }
        let twice = instant("1987-10-11T02:30", seoul());
        assert!(matches!(twice, Err(Slip::Twice(..))));
        let day = instant("2022-02-03", seoul());
        assert!(matches!(day, Err(Slip::OnlyADay(_))));
    }

    #[test]
    fn days_and_months() {
        assert_eq!(date("2022-2-3"), Err(Slip::Misspelt));
        assert_eq!(date("2022/02/03"), Err(Slip::Misspelt));
        assert_eq!(date("2022-02-03T10:00"), Err(Slip::MoreThanADay));
        assert_eq!(date("soon"), Err(Slip::NotOne));
        assert!(date("2024-02-29").is_ok());
        assert_eq!(months("2021"), months("2021-01/2021-12"));
        assert_eq!(months("2021-10"), months("2021-10/2021-10"));
        assert_eq!(months("2021-13"), Err(Slip::NoSuchMonth));
        assert_eq!(months("2021-12/2021-10"), Err(Slip::Backwards));
        assert_eq!(months("2021-1"), Err(Slip::Misspelt));
    }
}
