//! Instants and days as people read them, and how far apart they are.

use super::words;
use crate::diagnostic::Phrase;
use crate::value::{Date, Instant, Zone};

/// Microseconds in a minute.
const MINUTE: i64 = 60 * crate::value::calendar::SECOND;
/// Microseconds in an hour.
const HOUR: i64 = 60 * MINUTE;

/// An instant from RFC 3339, or none.
pub(super) fn instant(text: &str) -> Option<Instant> {
    let (day, rest) = text.split_once(['T', 't', ' '])?;
    let (clock, offset) = match rest.split_once(['Z', 'z']) {
        Some((clock, "")) => (clock, 0),
        Some(_) => return None,
        None => {
            let (clock, sign, offset) = match rest.split_once('+') {
                Some((clock, offset)) => (clock, 1, offset),
                None => rest.split_once('-').map(|(c, o)| (c, -1, o))?,
            };
            let (hours, minutes) = offset.split_once(':')?;
            let minutes = number(hours)? * 60 + number(minutes)?;
            (clock, sign * minutes * MINUTE)
        }
    };
    let mut parts = clock.split(':');
    let (hours, minutes) = (number(parts.next()?)?, number(parts.next()?)?);
    let (seconds, part) = match parts.next() {
        Some(seconds) => seconds.split_once('.').unwrap_or((seconds, "")),
        None => ("0", ""),
    };
    let micros = number(&format!("{:0<6}", part.chars().take(6).collect::<String>()))?;
    let clock = hours * HOUR + minutes * MINUTE + number(seconds)? * MINUTE / 60 + micros;
    let day = Date::parse(day)?.number() * crate::value::calendar::DAY;
    Some(Instant::from_micros(day + clock - offset))
}

fn number(digits: &str) -> Option<i64> {
    let plain = digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// `2022-02-03 11:20 KST`; the text itself where it is no instant.
pub(super) fn readable(text: &str, zone: Zone) -> Phrase {
    Phrase::same(instant(text).map_or_else(|| text.to_owned(), |at| zone.readable(at)))
}

/// The day of an instant; the text itself where it is no instant.
pub(super) fn day(text: &str, zone: Zone) -> Phrase {
    let date = instant(text).and_then(|at| zone.date(at));
    Phrase::same(date.map_or_else(|| text.to_owned(), |date| date.to_string()))
}

/// The first instant at which a day is over.
pub(super) fn end_of_day(text: &str, zone: Zone) -> Option<Instant> {
    zone.midnight(Date::parse(text)?.plus_days(1)?)
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

/// How many days until a day, or since it.
pub(super) fn days_until(now: Instant, day: &str, zone: Zone) -> Option<Phrase> {
    let today = zone.date(now)?.number();
    Some(days_from_now(Date::parse(day)?.number() - today))
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
    fn instants_are_read_exactly() {
        for (text, expected) in [
            ("2022-02-10T09:00:00+09:00", "2022-02-10T00:00:00+00:00"),
            (
                "2022-02-10T09:00:00.25-03:30",
                "2022-02-10T12:30:00.25+00:00",
            ),
            ("2022-02-10T09:00:00Z", "2022-02-10T09:00:00+00:00"),
        ] {
            let read = instant(text).map(|at| Zone::UTC.rfc3339(at));
            assert_eq!(read.as_deref(), Some(expected));
        }
        for bad in [
            "2022-02-10",
            "soon",
            "2022-02-10T09:00:00",
            "2022-02-10T09:00:00Zulu",
        ] {
            assert_eq!(instant(bad), None, "{bad}");
        }
    }

    #[test]
    fn reference_periods_are_spoken() {
        assert_eq!(over("2021-10/2021-12").en, "Oct–Dec 2021");
        assert_eq!(over("2021-10/2021-12").ko, "2021년 10월~12월");
        assert_eq!(over("2021").ko, "2021년");
    }
}
