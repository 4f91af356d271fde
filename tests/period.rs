//! Periods against the dates that states printed, and against their own definition.

use std::fs;

use onus::period::Regime;
use onus::period::count::{End, From, count};
use onus::value::{Date, Period, PeriodUnit};
use proptest::prelude::*;

fn commencement(promulgated: &str, number: u32, unit: &str) -> String {
    let regime = Regime::named("kr.commencement").expect("it is shipped");
    let unit = match unit {
        "days" => PeriodUnit::Days,
        "months" => PeriodUnit::Months,
        "years" => PeriodUnit::Years,
        other => panic!("{other} is no unit"),
    };
    let from = From::Day(Date::parse(promulgated).expect("a day"));
    let counted = count(
        regime,
        None,
        Period {
            count: number,
            unit,
        },
        false,
        from,
    );
    match counted.expect("nothing is missing").end {
        End::Day(day) => day.to_string(),
        End::At(_) => panic!("days end on days"),
    }
}

/// The rows that differ stand in the page with a reason; no other row may differ, and none of those may agree.
#[test]
fn commencement_dates_are_the_official_ones_but_for_those_listed() {
    let page = fs::read_to_string("docs/periods.md").expect("the page is there");
    let table = fs::read_to_string("tests/data/kr-commencement.csv").expect("the table is there");
    let mut wrong = Vec::new();
    let (mut rows, mut agreeing) = (0, 0);
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [promulgated, number, unit, official] = cells[..4] else {
            panic!("{line}");
        };
        let computed = commencement(promulgated, number.parse().expect("a number"), unit);
        rows += 1;
        agreeing += usize::from(computed == official);
        let listed = page.contains(&format!(
            "| {promulgated} | {number} {unit} | {official} | {computed} |"
        ));
        if listed == (computed == official) {
            wrong.push(format!(
                "{line}: computed {computed}, listed as different: {listed}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((agreeing, rows), (665, 679), "the page says so");
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    /// Civil Act, Article 160: the last day is the day before the one that corresponds to the first
    /// counted day; where the last month has no such day, it is the last day of that month.
    #[test]
    fn the_month_rule_is_its_definition(year in 1900i32..2200, month in 1u32..13, day in 1u32..32, months in 1u32..60) {
        prop_assume!(day <= days_in(year, month));
        let event = Date::new(year, month, day).expect("it exists");
        let start = event.plus_days(1).expect("it exists");
        let index = start.year() * 12 + start.month() as i32 - 1 + months as i32;
        let (last_year, last_month) = (index / 12, (index % 12 + 1) as u32);
        let expected = if start.day() > days_in(last_year, last_month) {
            Date::new(last_year, last_month, days_in(last_year, last_month))
        } else {
            Date::new(last_year, last_month, start.day()).and_then(|same| same.plus_days(-1))
        };
        let regime = Regime { roll: None, calendar: None, ..Regime::named("kr.civil").expect("it is shipped").clone() };
        let period = Period { count: months, unit: PeriodUnit::Months };
        let counted = count(&regime, None, period, false, From::Day(event));
        prop_assert_eq!(counted.map(|c| c.end), Ok(End::Day(expected.expect("it exists"))));
    }
}
