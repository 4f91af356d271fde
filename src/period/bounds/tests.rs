//! The bounds of every regime hold the end of each start within them, and are reached.

#![expect(
    clippy::expect_used,
    reason = "a test ends where its input is not as it made it"
)]

use super::{Ends, Way};
use crate::period::count::{End, From};
use crate::period::{Calendar, Regime, count};
use crate::value::calendar::SECOND;
use crate::value::{Bound, Date, Instant, Number, Range, Zone, written};

const PERIODS: [&str; 10] = [
    "72 hours",
    "24 hours",
    "5 hours",
    "90 minutes",
    "1 days",
    "3 days",
    "14 days",
    "2 weeks",
    "1 months",
    "5 business days",
];

/// The same numbers each time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 % u64::try_from(most.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

fn instant(zone: Zone, draw: &mut Draw) -> Option<Instant> {
    // Days about holidays, and about those on which clocks change.
    let days = [
        "2025-09-11",
        "2025-10-31",
        "2025-12-23",
        "2026-03-06",
        "2026-03-27",
        "2026-05-01",
    ];
    let index = usize::try_from(draw.below(6)).ok()?;
    let day = Date::parse(days.get(index)?)?.plus_days(draw.below(4))?;
    let clock = match draw.below(4) {
        0 => 0,
        1 => draw.below(24) * 3600 * SECOND,
        2 => draw.below(96) * 900 * SECOND,
        _ => draw.below(24 * 3600) * SECOND,
    };
    zone.midnight(day)?.plus_micros(clock)
}

fn ends_at(way: &Way<'_>, from: From) -> Option<Number> {
    let counted = count(way.regime, way.calendar, way.period, way.before, from).ok()?;
    Some(match counted.end {
        End::Day(day) => Number::whole(day.number()),
        End::At(at) => at.seconds(),
    })
}

fn holds(ends: &Ends, at: Number) -> bool {
    let range = Range {
        low: ends.low,
        high: ends.high,
    };
    !range.meet(&Range::exactly(at)).is_empty()
}

#[test]
fn the_ends_of_bounded_starts_hold_those_of_each() {
    let mut draw = Draw(20_250_911);
    let mut wrong = Vec::new();
    let mut tried = 0;
    for regime in Regime::shipped() {
        let zone = match regime.name.get(..2) {
            Some("us") => "America/New_York",
            Some("kr") => "Asia/Seoul",
            Some("au") => "Australia/Sydney",
            _ => "Europe/Berlin",
        };
        let zone = Zone::named(zone).unwrap_or(Zone::UTC);
        let federal = (regime.name.starts_with("us.")).then_some("us.federal");
        let calendar = regime.calendar.as_deref().or(federal).unwrap_or("de");
        let calendar = Calendar::named(calendar);
        for period in PERIODS.iter().filter_map(|text| written::period(text).ok()) {
            for before in [false, true] {
                let way = Way {
                    regime,
                    calendar,
                    period,
                    before,
                };
                for _ in 0..12 {
                    tried += bounded(&way, zone, &mut draw, &mut wrong).unwrap_or(0);
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {tried}\n{}",
        wrong.len(),
        wrong.into_iter().take(10).collect::<Vec<_>>().join("\n")
    );
    assert!(tried > 50_000, "{tried}");
}

/// Tries starts within bounds; so many.
fn bounded(way: &Way<'_>, zone: Zone, draw: &mut Draw, wrong: &mut Vec<String>) -> Option<usize> {
    let low = instant(zone, draw)?;
    let lengths = [1, 60, 3600, 15 * 3600, 40 * 3600, 90 * 3600];
    let length = lengths.get(usize::try_from(draw.below(6)).ok()?)? * SECOND;
    let (open, closed) = (draw.below(2) == 0, draw.below(2) == 0);
    let high = low.plus_micros(length)?;
    let bound = |at: Instant, open| {
        Some(Bound {
            at: at.seconds(),
            open,
        })
    };
    let range = Range {
        low: bound(low, open),
        high: bound(high, !closed),
    };
    let ends = way.ends(&range, Some(zone));
    let first = low.micros() + i64::from(open);
    let last = high.micros() - i64::from(!closed);
    let mut starts = vec![first, last];
    for _ in 0..40 {
        starts.push(first + draw.below(last - first + 1));
    }
    // The edges of days and hours between.
    for hour in 0..=(length / (3600 * SECOND)) {
        let edge = zone.midnight(zone.date(low)?)?.micros() + hour * 3600 * SECOND;
        starts.extend([edge, edge - 1]);
    }
    starts.retain(|at| (first..=last).contains(at));
    for at in &starts {
        let from = From::Instant(Instant::from_micros(*at), zone);
        if let Some(end) = ends_at(way, from)
            && !holds(&ends, end)
        {
            wrong.push(format!(
                "{} {:?} {} of {} to {}: the start {} ends outside {:?} to {:?}",
                way.regime.name,
                way.period,
                if way.before { "before" } else { "after" },
                zone.rfc3339(low),
                zone.rfc3339(high),
                zone.rfc3339(Instant::from_micros(*at)),
                ends.low,
                ends.high,
            ));
        }
    }
    Some(starts.len())
}

#[test]
fn a_later_start_may_end_earlier() {
    let zone = Zone::named("America/New_York").unwrap_or(Zone::UTC);
    let at = |text: &str| {
        let (day, hour) = text.split_once('T')?;
        let clock = hour.parse::<i64>().ok()? * 3600 * SECOND;
        zone.midnight(Date::parse(day)?)?.plus_micros(clock)
    };
    let between = |low: &str, high: &str| {
        let (low, high) = (at(low)?, at(high)?);
        Some(Range::between(low.seconds(), high.seconds()))
    };
    let way = Way {
        regime: Regime::named("us.frcp6").expect("it is shipped"),
        calendar: Calendar::named("us.federal"),
        period: written::period("72 hours").expect("it is a period"),
        before: false,
    };
    let range = between("2025-09-11T10", "2025-09-12T01").expect("they are times");
    let ends = way.ends(&range, Some(zone));
    let closed = |at: Option<Instant>| {
        at.map(|at| Bound {
            at: at.seconds(),
            open: false,
        })
    };
    // What is over on Sunday night is due on Monday night, and what is over on Monday, then.
    assert_eq!(ends.low, closed(at("2025-09-15T00")));
    let midnight = at("2025-09-16T00").and_then(|at| at.plus_micros(-1));
    assert_eq!(ends.high, closed(midnight));
}
