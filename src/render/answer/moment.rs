//! Instants and days as people read them, and how far apart they are.

use super::phrasing::{glued, in_zone};
use super::words;
use crate::determination::{Due, Figure, ShownTime};
use crate::diagnostic::Phrase;
use crate::render::date;
use crate::value::calendar::SECOND;
use crate::value::{Date, Instant, Moment, Zone};

/// Microseconds in a minute.
const MINUTE: i64 = 60 * SECOND;

/// `3 Feb 2022 11:20`, `2022. 2. 3. 11:20`, with its zone where that is another than the page's.
pub(super) fn readable(at: Moment, zone: Zone) -> Phrase {
    match zone.wall(at.instant()) {
        Some((day, clock)) => in_zone(&date::time(day, &clock), &zone_called(zone, at.instant())),
        None => Phrase::same(at.to_string()),
    }
}

/// What a zone is called at an instant.
pub(super) fn zone_called(zone: Zone, at: Instant) -> Phrase {
    let letters = zone.abbreviation(at);
    // Some zones have no letters but their offset.
    let own = (letters.starts_with(['+', '-'])).then(|| words::zone(zone.name()));
    own.flatten()
        .unwrap_or_else(|| called(&letters, zone.moment(at)))
}

/// What a zone of such letters is called: by them, unless several zones share them, which the
/// offset of a time tells apart.
fn called(letters: &str, at: Moment) -> Phrase {
    let at = at.to_string();
    let is = |offset: &str| at.ends_with(offset);
    match letters {
        "IST" if is("+01:00") => words::time_of_ireland(),
        "IST" if is("+05:30") => words::time_of_india(),
        "IST" => words::time_of_israel(),
        "CST" if is("+08:00") => words::time_of_china(),
        letters => Phrase::same(letters),
    }
}

/// The same of a time that a figure shows.
pub(super) fn shown(time: &ShownTime) -> Phrase {
    match time.moment().wall() {
        Some((day, clock)) => in_zone(
            &date::time(day, &clock),
            &called(time.zone(), time.moment()),
        ),
        None => Phrase::same(time.readable()),
    }
}

/// Some time on one day between two times of it; none of times of different days.
pub(super) fn between(from: &Figure, until: &Figure) -> Option<Phrase> {
    let (Figure::Time(from), Figure::Time(until)) = (from, until) else {
        return None;
    };
    let (day, start) = from.moment().wall()?;
    let (last, end) = until.moment().wall()?;
    if day != last {
        return None;
    }
    let rest = end.starts_with("23:59");
    let told = match rest {
        true => date::time(day, &start),
        false => date::time(day, &format!("{start}–{end}")),
    };
    let told = glued(&in_zone(
        &Phrase::new(told.en, told.ko.replace('–', "~")),
        &called(from.zone(), from.moment()),
    ));
    Some(match rest {
        true => words::later_that_day(&told),
        false => words::some_time_at(&told),
    })
}

/// The day of an instant.
pub(super) fn day(at: Moment, zone: Zone) -> Phrase {
    let day = zone.date(at.instant());
    day.map_or_else(|| Phrase::same(at.to_string()), date::day)
}

/// The first and the last day of a stretch of whole days, if it is one.
pub(super) fn whole_days(from: &Figure, until: &Figure) -> Option<(Date, Date)> {
    let (Figure::Time(from), Figure::Time(until)) = (from, until) else {
        return None;
    };
    let (first, clock) = from.moment().wall()?;
    let last = end_of_day(until)?;
    (clock == "00:00" && first <= last).then_some((first, last))
}

/// The last day of what lasts until the end of a day.
pub(super) fn last_day(until: &Figure) -> Option<Date> {
    match until {
        Figure::Time(until) => end_of_day(until),
        _ => None,
    }
}

/// The day at whose end a time lies, however that is written.
fn end_of_day(until: &ShownTime) -> Option<Date> {
    let (day, clock) = until.moment().wall()?;
    match clock.as_str() {
        "00:00" => Date::from_number(day.number() - 1),
        "23:59" | "23:59:59" => Some(day),
        _ => None,
    }
}

/// The instant at which something due is over: of a day, the first after it.
pub(super) fn end(due: Due, zone: Zone) -> Option<Instant> {
    match due {
        Due::At(at) => Some(at.instant()),
        Due::Day(day) => zone.midnight(day.plus_days(1)?),
    }
}

/// By how much something done then was late.
pub(super) fn late(due: Due, done: Instant, zone: Zone) -> Option<Phrase> {
    match due {
        Due::At(at) => (at.instant() < done).then(|| apart(at.instant(), done)),
        Due::Day(day) => {
            let days = zone.date(done)?.number() - day.number();
            (days > 0).then(|| words::days(days))
        }
    }
}

fn number(digits: &str) -> Option<i64> {
    let plain = digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// How long until an instant, or since it.
pub(super) fn from_now(now: Instant, then: Instant) -> Phrase {
    let apart = then.micros().saturating_sub(now.micros());
    let told = self::apart(now, then);
    if apart < 0 {
        words::ago(&told)
    } else {
        words::left(&told)
    }
}

/// How far ahead a later instant is.
pub(super) fn ahead(now: Instant, then: Instant) -> Phrase {
    words::ahead(&apart(now, then))
}

/// From so many minutes on a length is told in whole days, and never rounded up; below it by the hour.
const DAYS: i64 = 96 * 60;

/// How far apart two instants are.
pub(super) fn apart(one: Instant, other: Instant) -> Phrase {
    let apart = other.micros().saturating_sub(one.micros()).saturating_abs();
    let minutes = apart / MINUTE;
    match minutes {
        0 if apart >= SECOND => words::seconds(&(apart / SECOND).to_string()),
        0..DAYS => words::hours_minutes(minutes / 60, minutes % 60),
        _ => words::days(minutes / 1440),
    }
}

/// How long until a day is over; or how many days ago it was, by the calendar.
pub(super) fn days_until(now: Instant, day: Date, zone: Zone) -> Option<Phrase> {
    let today = zone.date(now)?;
    match today.number() - day.number() {
        gone if gone > 0 => Some(words::ago(&words::days(gone))),
        _ => Some(from_now(now, zone.midnight(day.plus_days(1)?)?)),
    }
}

/// A reference period: `2021-10/2021-12` is October to December 2021.
pub(super) fn over(text: &str) -> Phrase {
    match text.split_once('/') {
        Some((from, until)) => match (month(from), month(until)) {
            (Some((y, m)), Some((z, n))) if y == z => words::months_of_year(y, m, n),
            _ => words::from_until(&period(from), &period(until)),
        },
        None => period(text),
    }
}

/// A year, a quarter or a half of one, a month or a day.
fn period(text: &str) -> Phrase {
    if text.len() == 4 && number(text).is_some() {
        return words::year(text);
    }
    if let Some((year, month)) = month(text) {
        return words::months_of_year(year, month, month);
    }
    if let Some(day) = Date::parse(text) {
        return date::day(day);
    }
    let part = text.split_once('-').and_then(|(year, part)| {
        let year = Phrase::same(number(year)?.to_string());
        let of = |mark| Some(Phrase::same(number(part.strip_prefix(mark)?)?.to_string()));
        let quarter = of('Q').map(|quarter| words::quarter(&quarter, &year));
        quarter.or(of('H').map(|half| words::half(&half, &year)))
    });
    part.unwrap_or_else(|| Phrase::same(text))
}

/// `2021-10`
fn month(text: &str) -> Option<(i64, i64)> {
    let (year, month) = text.split_once('-')?;
    let month = number(month).filter(|month| (1..=12).contains(month))?;
    Some((number(year)?, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reference_periods_are_spoken() {
        assert_eq!(over("2021-10/2021-12").en, "Oct–Dec 2021");
        assert_eq!(over("2021-10/2021-12").ko, "2021년 10월~12월");
        assert_eq!(over("2021").ko, "2021년");
        assert_eq!(over("2024-Q1").en, "Q1 2024");
        assert_eq!(over("2024-Q1").ko, "2024년 1분기");
        assert_eq!(over("2024-02").ko, "2024년 2월");
        assert_eq!(over("2024-02-03").ko, "2024. 2. 3.");
        assert_eq!(over("2023-10/2024-01").en, "Oct 2023 to Jan 2024");
    }

    #[test]
    fn of_a_day_that_is_over_whole_days_are_counted() {
        let zone = Zone::named("Asia/Seoul").unwrap_or(Zone::UTC);
        let day = Date::parse("2024-05-13");
        let told = |now: &str| {
            let now = Moment::parse(now)?.instant();
            let told = days_until(now, day?, zone)?;
            Some(told.en.replace('\u{a0}', " "))
        };
        let is = |text: &str| Some(text.to_owned());
        assert_eq!(told("2024-05-31T10:00:00+09:00"), is("18 days ago"));
        assert_eq!(told("2024-05-14T03:00:00+09:00"), is("1 day ago"));
        assert_eq!(told("2024-05-13T22:00:00+09:00"), is("2 h left"));
    }

    #[test]
    fn below_four_days_a_length_is_told_by_the_hour_and_never_rounded_up() {
        let minutes = |minutes: i64| Instant::from_micros(minutes * MINUTE);
        let told = |count| apart(minutes(0), minutes(count)).en.replace('\u{a0}', " ");
        assert_eq!(told(71 * 60 + 50), "71 h 50 min");
        assert_eq!(told(96 * 60), "4 days");
        assert_eq!(told(6 * 1440 - 1), "5 days");
    }
}
