//! Calendars and ways of counting that a policy declares: written as copies of those that come
//! with the program, they give what those give.

use onus::determination::Due;
use onus::period::Calendar;
use onus::period::calendar::Direction;
use onus::period::count::{From, count};
use onus::period::regime::{ClearDays, FirstDay, Hours, Months, Other, Regime, Skip};
use onus::program::Program;
use onus::source::Sources;
use onus::value::{Date, Instant, Period, PeriodUnit, Weekday, Zone};
use onus::{Language, Policy};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Calendars of which a policy cannot say all: days that count forward only.
const UNSAYABLE: [&str; 1] = ["us.ma"];

fn loaded(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("copies.onus", text);
    let (program, findings) = onus::load(&sources);
    assert!(findings.is_empty(), "{:?}", findings.first());
    program.expect("nothing is wrong with it")
}

fn weekdays(days: &[Weekday]) -> String {
    let name = |day: &Weekday| {
        let mut named = Weekday::NAMED.iter();
        named.find(|(one, ..)| one == day).expect("it has a name").1
    };
    days.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A copy of a way of counting, as an author would write it.
fn written(regime: &Regime) -> String {
    let mut text = format!(
        "periods copy.{} \"{}\" ko \"{}\"\n  cites Act 1\n",
        regime.name, regime.title.en, regime.title.ko
    );
    let mut line = |words: String| text.push_str(&format!("  {words}\n"));
    if let Some(calendar) = &regime.calendar {
        line(format!("calendar {calendar}"));
    }
    let mut rule = |words: &str| line(format!("rule {words}"));
    rule(match regime.first_day {
        FirstDay::Excluded => "first day excluded",
        FirstDay::Included => "first day included",
        FirstDay::ExcludedUnlessMidnight => "first day excluded unless at midnight",
    });
    rule(match regime.months {
        Months::DayBeforeCorresponding => "months end on day before corresponding day",
        Months::Corresponding => "months end on corresponding day",
    });
    rule(match regime.hours {
        Hours::FromInstant => "hours run from event",
        Hours::FromNextHour => "hours run from next full hour",
    });
    if let Some(roll) = regime.roll {
        rule(match (roll.hours, roll.backward) {
            (false, false) => "last day moves",
            (true, false) => "last day moves in hours too",
            (false, true) => "last day moves backward too",
            (true, true) => "last day moves in hours too backward too",
        });
    }
    if let Some(least) = regime.least_working_days {
        let (days, from) = (least.days, least.from_days);
        rule(&format!(
            "at least {days} working days in {from} days or more"
        ));
    }
    match regime.clear_days {
        ClearDays::Never => {}
        ClearDays::Backward => rule("clear days backward only"),
        ClearDays::Both => rule("clear days"),
    }
    match regime.skip_non_business {
        None => {}
        Some(Skip::Every) => rule("business days only"),
        Some(Skip::UpTo(most)) => rule(&format!("business days only up to {most} days")),
    }
    if !regime.never_last.is_empty() {
        rule(&format!("last day never {}", weekdays(&regime.never_last)));
    }
    if let Some(office) = &regime.office {
        let hours = office.hours.iter();
        let hours = hours.map(|(from, to)| format!("{} - {}", clock(*from), clock(*to)));
        let hours = hours.collect::<Vec<_>>().join(", ");
        rule(&format!(
            "office hours {hours} up to {} days",
            office.days_up_to
        ));
    }
    if let Some(days) = regime.then_days {
        rule(&format!("added {days} days"));
    }
    if regime.backward_ends_before_last_day {
        rule("backward ends before last day");
    }
    if regime.day_after {
        rule("day after last day");
    }
    if let Some(other) = &regime.milder_than {
        let other = other.regime().expect("it is shipped");
        // That of the copy, so that a declared one is fallen back on.
        rule(&format!("not later than copy.{}", other.name));
    }
    text
}

const HEAD: &str = "policy test.copies\nsource Act \"Act\" ko \"법\"\n";

static REGIMES: LazyLock<Program> = LazyLock::new(|| {
    let copies: String = Regime::shipped().map(written).collect();
    loaded(&format!("{HEAD}{copies}"))
});

fn copy(regime: &Regime) -> &'static Regime {
    let copy = REGIMES.regime(&format!("copy.{}", regime.name));
    copy.expect("each is declared")
}

#[test]
fn every_shipped_way_of_counting_can_be_written() {
    assert_eq!(REGIMES.regimes.len(), Regime::shipped().count());
    for regime in Regime::shipped() {
        let copy = copy(regime);
        let of_shipped = |regime: &Regime| Regime {
            name: String::new(),
            cites: Vec::new(),
            source: String::new(),
            note: None,
            milder_than: None,
            ..regime.clone()
        };
        assert_eq!(of_shipped(copy), of_shipped(regime), "{}", regime.name);
        let other = |regime: &Regime| {
            let other = regime.milder_than.as_ref().and_then(Other::regime);
            other.map(|other| other.title.clone())
        };
        assert_eq!(other(copy), other(regime), "{}", regime.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// From a day and from an instant, forward and backward, in every unit.
    #[test]
    fn a_copy_counts_as_what_it_copies(
        day in 16_500i64..20_900,
        minute in 0i64..1440,
        number in 1u32..40,
        unit in 0usize..6,
        before: bool,
        exact: bool,
    ) {
        let units = [
            PeriodUnit::Hours,
            PeriodUnit::Days,
            PeriodUnit::BusinessDays,
            PeriodUnit::Weeks,
            PeriodUnit::Months,
            PeriodUnit::Years,
        ];
        let period = Period { count: number, unit: units[unit] };
        let zone = Zone::named("Europe/Berlin").expect("it is there");
        let from = match exact {
            true => From::Instant(
                Instant::from_micros((day * 1440 + minute) * 60_000_000),
                zone,
            ),
            false => From::Day(Date::parse("1970-01-01").and_then(|first| first.plus_days(day)).expect("in range")),
        };
        for regime in Regime::shipped() {
            let calendar = Calendar::named(regime.calendar.as_deref().unwrap_or("de"));
            let found = count(copy(regime), calendar, period, before, from);
            let wanted = count(regime, calendar, period, before, from);
            prop_assert_eq!(found, wanted, "{}", regime.name);
        }
    }
}

#[test]
fn a_copy_of_a_calendar_has_its_days() {
    let sayable = || Calendar::shipped().filter(|one| !UNSAYABLE.contains(&one.name.as_str()));
    let mut text = HEAD.to_owned();
    for calendar in sayable() {
        text.push_str(&format!(
            "calendar copy.{} \"{}\" ko \"{}\"\n  cites Act 1\n  relied on from {} until {}\n  weekend {}\n",
            calendar.name,
            calendar.title.en,
            calendar.title.ko,
            calendar.relied_on_from,
            calendar.relied_on_until,
            weekdays(&calendar.weekend),
        ));
        let known = calendar.relied_on_from..=calendar.relied_on_until;
        for (day, title) in calendar.holidays().filter(|(day, _)| known.contains(day)) {
            text.push_str(&format!(
                "  holiday {day} \"{}\" ko \"{}\"\n",
                title.en, title.ko
            ));
        }
    }
    let program = loaded(&text);
    let mut days = 0;
    for calendar in sayable() {
        let name = format!("copy.{}", calendar.name);
        let copy = program.calendar(&name).expect("each is declared");
        let mut day = Date::new(1984, 12, 1).expect("it exists");
        while day.year() < 2029 {
            for direction in [Direction::Forward, Direction::Backward] {
                let (found, wanted) =
                    (copy.day_in(day, direction), calendar.day_in(day, direction));
                assert_eq!(found, wanted, "{name} on {day}");
            }
            days += 1;
            day = day.plus_days(1).expect("it exists");
        }
    }
    assert!(days > 500_000);
}

/// An extended calendar has the days of the other, but for those that it says itself.
#[test]
fn an_extended_calendar_differs_by_what_it_says() {
    let program = loaded(&format!(
        "{HEAD}calendar own \"Own\" ko \"자체\" cites Act 1 extends be\n  holiday 2026-06-03 \"Own day\" ko \"자체 휴일\"\n  worked 2026-07-21\n"
    ));
    let own = program.calendar("own").expect("it is declared");
    let be = Calendar::named("be").expect("it is shipped");
    let mut differing = Vec::new();
    let mut day = Date::new(2014, 1, 1).expect("it exists");
    while day.year() < 2029 {
        if own.day(day) != be.day(day) {
            differing.push(day.to_string());
        }
        day = day.plus_days(1).expect("it exists");
    }
    assert_eq!(differing, ["2026-06-03", "2026-07-21"]);
}

const MARKET: &str = include_str!("regimes/market.onus");

/// What a duty needs, and what the answer says, asked on the second last day that is relied on.
fn beyond(policy: &Policy, duty: &str, language: Language) -> (Vec<String>, String) {
    let record = policy.record("a.json", r#"{"began": "2027-12-30T10:00"}"#);
    let record = record.expect("it fits");
    let asked = policy.ask(&record).as_of("2027-12-30T12:00+04:00");
    let answer = asked.expect("it is a time").answer();
    let mut duties = answer.duties();
    let found = duties.find(|one| one.name() == duty).expect("it is owed");
    let needs = found.needs().map(|need| need.path().to_owned()).collect();
    (needs, answer.text(language))
}

#[test]
fn a_day_beyond_a_declared_calendar_is_missing_by_its_name() {
    let policy = Policy::load([("market.onus", MARKET)]).expect("it is sound");
    let (needs, text) = beyond(&policy, "test.market.short", Language::En);
    assert_eq!(needs, ["calendars.trading.2028"]);
    assert!(text.contains("Trading days in 2028"), "{text}");
    let (needs, text) = beyond(&policy, "test.market.settled", Language::Ko);
    assert_eq!(needs, ["calendars.settlement.2028"]);
    assert!(text.contains("2028년 결제일"), "{text}");
}

/// Where two policies declare a calendar of one name, each has that of its own, and a record names
/// them after their policies.
#[test]
fn two_calendars_of_one_name_are_told_apart() {
    let of = |name: &str, weekend: &str| {
        format!(
            "policy {name}
  zone UTC
  periods kr.civil
  calendar days
source Act \"Act\" ko \"법\"
calendar days \"Days\" ko \"날\" cites Act 1
  relied on from 2026-01-01 until 2027-12-31
  weekend {weekend}
party a \"A\" ko \"가\"
party b \"B\" ko \"나\"
act tell \"Tell\" ko \"고지\" from a to b
fact began : time \"Began\" ko \"시작\"
duty report \"Report\" ko \"보고\" cites Act 2
  bearer a to b must tell
  within 2 business days after began
"
        )
    };
    let files = [
        ("one.onus", of("one", "sunday")),
        ("two.onus", of("two", "friday")),
    ];
    let policy = Policy::load(files).expect("both are sound");
    let record = r#"{
        "began": "2026-11-26T10:00",
        "calendars": {"two.days": {"2026": {"holidays": ["2026-11-29"]}}}
    }"#;
    let record = policy.record("a.json", record).expect("it fits");
    let asked = policy.ask(&record).as_of("2026-11-26T12:00Z");
    let answer = asked.expect("it is a time").answer();
    let due = |name: &str| {
        let mut duties = answer.duties();
        let duty = duties.find(|one| one.name() == name).expect("it is owed");
        match duty.due().expect("it is known") {
            Due::Day(day) => day.to_string(),
            Due::At(_) => panic!("days end on days"),
        }
    };
    // From Thursday: Friday and Saturday; Saturday and, since Sunday is stated, Monday.
    assert_eq!(due("one.report"), "2026-11-28");
    assert_eq!(due("two.report"), "2026-11-30");
    let alone = policy.record("a.json", r#"{"calendars": {"days": {}}}"#);
    assert!(alone.is_err(), "which is meant has to be said");
}

/// Calendars that extend one another in a long row, and ways of counting by the thousand, are
/// told in time.
#[test]
fn many_declarations_are_read_in_time() {
    let mut text = HEAD.to_owned();
    for number in 0..3000 {
        let base = number + 1;
        text.push_str(&format!(
            "calendar c{number} \"C\" ko \"씨\" cites Act 1 extends c{base}\n"
        ));
    }
    text.push_str("calendar c3000 \"C\" ko \"씨\" cites Act 1 extends be\n");
    let mut sources = Sources::default();
    sources.add("row.onus", text);
    let begun = std::time::Instant::now();
    let (_, findings) = onus::load(&sources);
    assert!(begun.elapsed().as_secs() < 60);
    let told =
        |finding: &&onus::diagnostic::Diagnostic| finding.code.name() == "circular-definition";
    assert_eq!(findings.iter().filter(told).count(), 2992);
}
