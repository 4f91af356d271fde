//! Instants and days as people read them, and how far apart they are.

use super::words;
use crate::determination::Due;
use crate::diagnostic::Phrase;
use crate::value::{Date, Instant, Moment, Zone};

/// Microseconds in a minute.
const MINUTE: i64 = 60 * crate::value::calendar::SECOND;

/// `2022-02-03 11:20 KST`
pub(super) fn readable(at: Moment, zone: Zone) -> Phrase {
    Phrase::same(zone.readable(at.instant()))
}

/// The day of an instant.
pub(super) fn day(at: Moment, zone: Zone) -> Phrase {
    let date = zone.date(at.instant());
    Phrase::same(date.map_or_else(|| at.to_string(), |date| date.to_string()))
}

/// The instant at which something is due is over: of a day, the first after it.
pub(super) fn end(due: Due, zone: Zone) -> Option<Instant> {
    match due {
        Due::At(at) => Some(at.instant()),
        Due::Day(day) => zone.midnight(day.plus_days(1)?),
    }
}

fn number(digits: &str) -> Option<i64> {
    let plain = digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// How long until an instant, or since it.
pub(super) fn from_now(now: Instant, then: Instant, zone: Zone) -> Phrase {
    let apart = then.micros().saturating_sub(now.micros());
    let minutes = apart.saturating_abs() / MINUTE;
    let days = zone.date(then).zip(zone.date(now));
    if let Some((then, now)) = days.filter(|_| minutes >= 48 * 60) {
        return days_from_now(then.number() - now.number());
    }
    let clock = words::hours_minutes(minutes / 60, minutes % 60);
    if apart < 0 {
        words::ago(&clock)
    } else {
        words::left(&clock)
    }
}

/// How far ahead a later instant is.
pub(super) fn ahead(now: Instant, then: Instant) -> Phrase {
    words::ahead(&apart(now, then))
}

/// How far apart two instants are.
pub(super) fn apart(one: Instant, other: Instant) -> Phrase {
    let minutes = other.micros().saturating_sub(one.micros()).saturating_abs() / MINUTE;
    match minutes {
        0..2880 => words::hours_minutes(minutes / 60, minutes % 60),
        _ => words::days(minutes / 1440),
    }
}

/// How many days until a day, or since it.
pub(super) fn days_until(now: Instant, day: Date, zone: Zone) -> Option<Phrase> {
    let today = zone.date(now)?.number();
    Some(days_from_now(day.number() - today))
}

fn days_from_now(days: i64) -> Phrase {
    let count = words::days(days.saturating_abs());
    match days.signum() {
        0 => words::today(),
        1 => words::left(&count),
        _ => words::ago(&count),
    }
}

/// A reference period: `2021-10/2021-12` is October to December 2021.
pub(super) fn over(text: &str) -> Phrase {
    let month = |text: &str| {
        let (year, month) = text.split_once('-')?;
        let month = number(month).filter(|m| (1..=12).contains(m))?;
        Some((number(year)?, month))
    };
    match text.split_once('/') {
        Some((from, until)) => match (month(from), month(until)) {
            (Some((y, m)), Some((z, n))) if y == z => words::months_of_year(y, m, n),
            _ => words::from_until(from, until),
        },
        None if text.len() == 4 && number(text).is_some() => words::year(text),
        None => Phrase::same(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_periods_are_spoken() {
        assert_eq!(over("2021-10/2021-12").en, "Oct–Dec 2021");
        assert_eq!(over("2021-10/2021-12").ko, "2021년 10월~12월");
        assert_eq!(over("2021").ko, "2021년");
    }
}
