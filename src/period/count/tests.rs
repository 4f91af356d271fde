//! The vectors that statutes, decisions and commentators print, and those derived from the texts.

use super::{Counted, End, From, count};
use crate::period::{Calendar, Regime};
use crate::value::calendar::SECOND;
use crate::value::{Date, Instant, Local, Zone, written};

const VECTORS: &str = include_str!("vectors.csv");

/// `2026-10-09T15:30`, in the zone; with `+01:00` at its end the later of two.
fn instant(text: &str, zone: Zone) -> Option<Instant> {
    let (date, clock) = text.split_once('T')?;
    let number = |range| {
        clock
            .get(range)
            .and_then(|part: &str| part.parse::<i64>().ok())
    };
    let minutes = number(0..2)? * 60 + number(3..5)?;
    let later = clock.len() > 5;
    match zone.local(Date::parse(date)?, minutes * 60 * SECOND)? {
        Local::Once(at) => Some(at),
        Local::Twice(first, second) => Some(if later { second } else { first }),
        Local::Skipped => None,
    }
}

/// The end of a period, or of one after the other; else what is missing.
fn due(
    regimes: &str,
    calendar: &str,
    zone: Zone,
    before: bool,
    periods: &str,
    from: &str,
) -> Option<String> {
    let mut from = match Date::parse(from) {
        Some(date) => From::Day(date),
        None => From::Instant(instant(from, zone)?, zone),
    };
    let mut said = String::new();
    for (regime, length) in regimes.split(' ').zip(periods.split(" then ")) {
        let regime = Regime::named(regime)?;
        let named = regime.calendar.as_deref().filter(|_| calendar.is_empty());
        let calendar = Calendar::named(named.unwrap_or(calendar));
        let length = written::period(length).ok()?;
        match count(regime, calendar, length, before, from) {
            Ok(Counted {
                end: End::Day(day), ..
            }) => {
                from = From::Day(day);
                said = day.to_string();
            }
            Ok(Counted {
                end: End::At(at), ..
            }) => said = zone.rfc3339(at),
            Err(need) => return Some(format!("{need:?}")),
        }
    }
    Some(said)
}

#[test]
fn the_vectors_hold() {
    let mut wrong = Vec::new();
    for line in VECTORS.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [
            _,
            regime,
            calendar,
            zone,
            mode,
            period,
            from,
            expected,
            mark,
        ] = cells[..]
        else {
            wrong.push(format!("{line}: a row has nine cells"));
            continue;
        };
        assert!(
            ["official", "published", "derived"].contains(&mark),
            "{line}"
        );
        assert!(["after", "before"].contains(&mode), "{line}");
        let zone = Zone::named(zone).unwrap_or(Zone::UTC);
        let found = due(regime, calendar, zone, mode == "before", period, from);
        if found.as_deref() != Some(expected) {
            wrong.push(format!("{line}: found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(VECTORS.lines().count() > 100);
}

#[test]
fn a_day_outside_the_calendar_is_a_need() {
    let need = |from: &str| due("kr.civil", "", Zone::UTC, false, "14 days", from);
    let says = |found: Option<String>, year: &str| found.is_some_and(|found| found.contains(year));
    assert!(says(need("1999-12-20"), "2000"));
    assert_eq!(need("2027-12-17").as_deref(), Some("2027-12-31"));
    assert!(says(need("2027-12-18"), "2028"));
    let backward = due("us.frcp6", "", Zone::UTC, true, "3 days", "1985-01-02");
    assert!(says(backward, "1984"));
}

#[test]
fn a_regime_without_a_calendar_of_its_own_takes_none_for_granted() {
    for regime in ["in.gca", "au.aia36", "eu.1182_71"] {
        let found = due(regime, "", Zone::UTC, false, "15 days", "2026-07-31");
        let named = found.is_some_and(|found| found.contains("Calendar { name: None"));
        assert!(named, "{regime}");
    }
}

#[test]
fn hours_of_an_office_need_the_time_of_receipt() {
    let found = due("kr.minwon", "", Zone::UTC, false, "3 days", "2026-11-23");
    assert_eq!(found.as_deref(), Some("TimeOfDay"));
}
