//! What is read where nothing is at fault.

use super::{OPERATOR, fact, good, value};
use crate::facts::{Known, Months};
use crate::value::range::Bound;
use crate::value::{Date, Number, PeriodUnit, Range, Truth, Value, Zone};

fn seoul(text: &str) -> Number {
    let facts = good(&format!(r#"{{"때": "{text}+09:00"}}"#));
    match value(fact(&facts, "때")) {
        Value::Range(range) => range.exact().unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_kind_has_its_spellings() {
    let exactly = |n: Number| Value::Range(Range::exactly(n));
    for (name, written, expected) in [
        ("affected", "1200000", exactly(Number::whole(1_200_000))),
        (
            "affected",
            "-0.5",
            exactly(Number::fraction(-1, 2).unwrap()),
        ),
        (
            "affected",
            r#""1억 2천만""#,
            exactly(Number::whole(120_000_000)),
        ),
        ("length", r#""1시간 15분""#, exactly(Number::whole(4_500))),
        (
            "paid",
            r#""15억 KRW""#,
            exactly(Number::whole(1_500_000_000)),
        ),
        ("paid", r#""1천만원""#, exactly(Number::whole(10_000_000))),
        (
            "share",
            r#""1.2%""#,
            exactly(Number::fraction(12, 1000).unwrap()),
        ),
        (
            "share",
            r#""1/100""#,
            exactly(Number::fraction(1, 100).unwrap()),
        ),
        (
            "day",
            r#""2022-02-03""#,
            exactly(Number::whole(Date::new(2022, 2, 3).unwrap().number())),
        ),
        ("free", "true", Value::Truth(Truth::Yes)),
        ("free", r#""no""#, Value::Truth(Truth::No)),
        (
            "때",
            r#""2022-02-03T11:20""#,
            exactly(seoul("2022-02-03T11:20")),
        ),
    ] {
        let facts = good(&format!(r#"{{"{name}": {written}}}"#));
        assert_eq!(*value(fact(&facts, name)), expected, "{written}");
    }
    let facts = good(r#"{"grace": "3 business days"}"#);
    let Value::Period(Some(period)) = value(fact(&facts, "grace")) else {
        panic!("no period");
    };
    assert_eq!((period.count, period.unit), (3, PeriodUnit::BusinessDays));
}

#[test]
fn bounds_keep_their_ends() {
    let two = Number::whole(2);
    let open = Some(Bound {
        at: two,
        open: true,
    });
    for (written, low, high) in [
        (r#"{"at_least": 2}"#, Range::at_least(two).low, None),
        (r#"{"more_than": 2}"#, open, None),
        (r#"{"at_most": 2}"#, None, Range::at_most(two).high),
        (r#"{"less_than": 2}"#, None, open),
        (
            r#"{"between": [2, 2]}"#,
            Range::exactly(two).low,
            Range::exactly(two).high,
        ),
        (
            r#"{"at_least": 2, "at_most": 2}"#,
            Range::exactly(two).low,
            Range::exactly(two).high,
        ),
    ] {
        let facts = good(&format!(r#"{{"affected": {written}}}"#));
        assert_eq!(
            *value(fact(&facts, "affected")),
            Value::Range(Range { low, high })
        );
    }
}

#[test]
fn a_day_of_an_unknown_hour_runs_from_midnight_to_midnight() {
    let facts = good(r#"{"때": {"on": "2022-02-03"}}"#);
    let expected = Range {
        low: Some(Bound {
            at: seoul("2022-02-03T00:00"),
            open: false,
        }),
        high: Some(Bound {
            at: seoul("2022-02-04T00:00"),
            open: true,
        }),
    };
    assert_eq!(*value(fact(&facts, "때")), Value::Range(expected));
}

#[test]
fn a_month_or_a_year_runs_from_its_first_day_to_the_end_of_its_last() {
    for (written, first, end) in [
        ("2024-02", "2024-02-01T00:00", "2024-03-01T00:00"),
        ("2022", "2022-01-01T00:00", "2023-01-01T00:00"),
    ] {
        let facts = good(&format!(r#"{{"때": {{"in": "{written}"}}}}"#));
        let bound = |at, open| {
            Some(Bound {
                at: seoul(at),
                open,
            })
        };
        let expected = Range {
            low: bound(first, false),
            high: bound(end, true),
        };
        assert_eq!(*value(fact(&facts, "때")), Value::Range(expected));
    }
    let facts = good(r#"{"day": {"in": "2024-02"}}"#);
    let day = |day| Number::whole(crate::value::Date::new(2024, 2, day).unwrap().number());
    let expected = Range::between(day(1), day(29));
    assert_eq!(*value(fact(&facts, "day")), Value::Range(expected));
}

#[test]
fn accounts_that_differ_stand_beside_one_another() {
    let facts = good(
        r#"{"affected": {"disputed": [{"at_least": 3, "by": "a"}, {"unknown": true, "by": "b"}], "note": "n"},
            "services": {"disputed": [{"is": [], "by": "a"}, {"at_least": [], "by": "b"}]},
            "outage": {"disputed": [{"effect": "stop", "by": "a"}, {"unknown": true, "by": "b"}]}}"#,
    );
    let found = crate::facts::disputes(&facts);
    assert_eq!(found.len(), 3);
    for dispute in &found {
        let accounts = crate::facts::accounts(&facts, dispute);
        let by: Vec<_> = accounts.iter().map(|a| a.provenance.by.clone()).collect();
        assert_eq!(by, [Some("a".to_owned()), Some("b".to_owned())]);
    }
    let mut facts = facts;
    let account = crate::facts::accounts(&facts, &found[0])[0].clone();
    crate::facts::take(&mut facts, &super::program(), &found[0], account);
    assert_eq!(crate::facts::disputes(&facts), found[1..]);
}

#[test]
fn the_zone_of_the_record_prevails_wherever_it_stands() {
    let facts = good(r#"{"때": "2022-02-03T11:20", "zone": "Europe/Paris"}"#);
    assert_eq!(facts.zone, Zone::named("Europe/Paris"));
    let expected = Range::exactly(seoul("2022-02-03T19:20"));
    assert_eq!(*value(fact(&facts, "때")), Value::Range(expected));
}

#[test]
fn what_is_not_known_is_said_in_its_own_way() {
    let facts = good(
        r#"{"affected": {"unknown": true, "by": "company"}, "때": "not yet",
            "operator": {"sales": {"not_applicable": true}}}"#,
    );
    assert!(matches!(fact(&facts, "affected").known, Known::Unknown));
    assert_eq!(
        fact(&facts, "affected").provenance.by.as_deref(),
        Some("company")
    );
    assert!(matches!(fact(&facts, "때").known, Known::NotYet));
    assert!(matches!(fact(&facts, "day").known, Known::Absent));
    let Known::Record(operator) = &fact(&facts, "operator").known else {
        panic!("no record");
    };
    assert!(matches!(operator.fields[3].known, Known::NotApplicable));
    let facts =
        good(r#"{"outage": {"unknown": true, "by": "company"}, "services": {"unknown": true}}"#);
    assert!(matches!(fact(&facts, "outage").known, Known::Unknown));
    assert!(matches!(fact(&facts, "services").known, Known::Unknown));
}

#[test]
fn values_over_periods_keep_their_months() {
    let facts = good(
        r#"{"operator": {"source": "N1",
            "daily_users": [{"over": "2021-10/2021-12", "is": "4천만 명"},
                            {"over": "2020", "at_least": 5, "note": "assumed"}],
            "traffic_share": {"unknown": true}}}"#,
    );
    let datum = fact(&facts, "operator");
    assert_eq!(datum.provenance.source.as_deref(), Some("N1"));
    let Known::Record(operator) = &datum.known else {
        panic!("no record");
    };
    let Known::Series(series) = &operator.fields[1].known else {
        panic!("no series");
    };
    assert_eq!(
        series[0].0,
        Months {
            first: (2021, 10),
            last: (2021, 12)
        }
    );
    assert_eq!(
        *value(&series[0].1),
        Value::Range(Range::exactly(Number::whole(40_000_000)))
    );
    assert_eq!(
        series[1].0,
        Months {
            first: (2020, 1),
            last: (2020, 12)
        }
    );
    assert_eq!(series[1].1.provenance.note.as_deref(), Some("assumed"));
    assert!(matches!(operator.fields[2].known, Known::Unknown));
    assert_eq!(OPERATOR, 0);
}

#[test]
fn choices_units_and_open_lists() {
    let facts = good(
        r#"{"outage": {"effect": {"one_of": ["stop", "일부_오류"]}, "lost": "2 user_minutes"},
            "services": {"at_least": [{"name": "A", "unforeseen": {"is": true, "by": "operator"}}]}}"#,
    );
    let Known::Record(outage) = &fact(&facts, "outage").known else {
        panic!("no record");
    };
    assert_eq!(*value(&outage.fields[2]), Value::Choice(0b101));
    // A quantity is held in its own unit, even where that contains a time.
    assert_eq!(
        *value(&outage.fields[3]),
        Value::Range(Range::exactly(Number::whole(2)))
    );
    let Known::List {
        members,
        open: true,
    } = &fact(&facts, "services").known
    else {
        panic!("no open list");
    };
    let Known::Record(service) = &members[0].known else {
        panic!("no record");
    };
    assert_eq!(service.judgements[0].0, 1);
    assert_eq!(*value(&service.judgements[0].1), Value::Truth(Truth::Yes));
}

#[test]
fn events_judgements_and_the_rest_of_the_top() {
    let facts = good(
        r#"{"title": {"en": "A case", "ko": "사례"}, "note": "n", "source": "s",
            "kr.netflix_law.impaired": {"is": false, "at": "2022-02-04T09:00", "recorded": "2022-02-05T09:00Z"},
            "record_complete_until": "2022-03-01T00:00",
            "events": [{"act": "data_request", "at": "2022-02-10T09:00", "by": "MSIT",
                        "due": {"on": "2022-02-20"}, "recorded": "2022-02-11T09:00", "note": "x"}]}"#,
    );
    assert_eq!(facts.title.unwrap().ko, "사례");
    assert!(facts.record_complete_until.is_some());
    assert_eq!(*value(&facts.judgements[0]), Value::Truth(Truth::No));
    assert!(facts.judgements[0].provenance.at.is_some());
    let event = &facts.events[0];
    assert_eq!(event.act, 0);
    assert!(event.datum.provenance.recorded.is_some());
    let Known::Record(fields) = &event.datum.known else {
        panic!("no record");
    };
    assert_eq!(*value(&fields.fields[1]), Value::Text(Some("MSIT".into())));
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let facts = good("\u{feff}{\"affected\": 3}");
    assert!(matches!(fact(&facts, "affected").known, Known::Value(_)));
}
