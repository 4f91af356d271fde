//! The vectors that statutes and decisions print.

use super::{Counted, End, From, Need, count};
use crate::period::{Calendar, Regime};
use crate::value::{Date, Period, PeriodUnit, Zone};

fn ends(
    regime: &str,
    calendar: Option<&str>,
    n: u32,
    unit: PeriodUnit,
    before: bool,
    from: &str,
) -> Result<String, Need> {
    let regime = Regime::named(regime).ok_or(Need::OutOfRange)?;
    let named = calendar
        .map(str::to_owned)
        .or_else(|| regime.calendar.clone());
    let calendar = named.as_deref().and_then(Calendar::named);
    let from = Date::parse(from).ok_or(Need::OutOfRange)?;
    let period = Period { count: n, unit };
    let Counted { end, .. } = count(regime, calendar, period, before, From::Day(from))?;
    Ok(match end {
        End::Day(day) => day.to_string(),
        End::At(at) => Zone::UTC.rfc3339(at),
    })
}

#[test]
fn the_vectors_of_the_statutes_hold() {
    use PeriodUnit::{BusinessDays, Days, Months, Weeks};
    for (regime, calendar, n, unit, before, from, due) in [
        (
            "kr.civil",
            None,
            1,
            Months,
            false,
            "2026-02-28",
            "2026-03-31",
        ),
        (
            "kr.civil",
            None,
            1,
            Months,
            false,
            "2024-02-29",
            "2024-04-01",
        ),
        (
            "kr.civil",
            None,
            1,
            Months,
            false,
            "2026-01-31",
            "2026-03-03",
        ),
        (
            "kr.civil",
            None,
            30,
            Days,
            false,
            "2026-01-31",
            "2026-03-03",
        ),
        (
            "kr.civil",
            None,
            14,
            Days,
            false,
            "2026-09-11",
            "2026-09-28",
        ),
        (
            "kr.burden",
            None,
            14,
            Days,
            false,
            "2026-09-11",
            "2026-09-24",
        ),
        (
            "kr.burden",
            None,
            3,
            BusinessDays,
            false,
            "2026-09-23",
            "2026-09-29",
        ),
        (
            "kr.civil",
            None,
            3,
            BusinessDays,
            false,
            "2026-09-23",
            "2026-09-30",
        ),
        (
            "kr.commencement",
            None,
            6,
            Months,
            false,
            "2011-09-30",
            "2012-04-01",
        ),
        (
            "kr.commencement",
            None,
            6,
            Months,
            false,
            "2015-11-30",
            "2016-06-01",
        ),
        (
            "kr.commencement",
            None,
            6,
            Months,
            false,
            "2019-04-30",
            "2019-11-01",
        ),
        ("uk.cpr2_8", None, 3, Days, true, "2017-10-20", "2017-10-16"),
        ("uk.cpr2_8", None, 3, Days, true, "2025-10-20", "2025-10-14"),
        (
            "us.sec_business_days",
            None,
            4,
            BusinessDays,
            false,
            "2026-06-16",
            "2026-06-23",
        ),
        (
            "us.sec_business_days",
            None,
            4,
            BusinessDays,
            false,
            "2026-08-08",
            "2026-08-13",
        ),
        (
            "us.sec_business_days",
            None,
            4,
            BusinessDays,
            false,
            "2026-08-07",
            "2026-08-13",
        ),
        (
            "us.calendar",
            None,
            60,
            Days,
            false,
            "2026-02-01",
            "2026-04-02",
        ),
        (
            "us.calendar",
            None,
            60,
            Days,
            false,
            "2011-12-31",
            "2012-02-29",
        ),
        (
            "jp.civil",
            None,
            30,
            Days,
            false,
            "2021-10-14",
            "2021-11-13",
        ),
        (
            "eu.1182_71",
            Some("fr"),
            1,
            Months,
            false,
            "2026-01-31",
            "2026-03-02",
        ),
        (
            "eu.1182_71",
            Some("de"),
            3,
            Weeks,
            false,
            "2026-03-12",
            "2026-04-02",
        ),
    ] {
        assert_eq!(
            ends(regime, calendar, n, unit, before, from).as_deref(),
            Ok(due),
            "{regime} {n} {unit:?} {from}"
        );
    }
}

#[test]
fn a_day_outside_the_calendar_is_a_need() {
    let need = ends("kr.civil", None, 14, PeriodUnit::Days, false, "1999-12-20");
    assert_eq!(
        need,
        Err(Need::Calendar {
            name: Some("kr".into()),
            year: 2000
        })
    );
}
