//! Each fault, its name and its place.

use super::{faults, read_text};

#[test]
fn one_fault_is_one_finding_at_its_place() {
    for (text, expected) in [
        // The form of the file.
        ("", "malformed-record@"),
        ("[1]", "malformed-record@[1]"),
        (r#"{"affected": 1,}"#, "malformed-record@,"),
        (r#"{"affected": 1} // done"#, "malformed-record@// done"),
        (r#"{'affected': 1}"#, "malformed-record@'"),
        (r#"{"affected": 01}"#, "malformed-record@"),
        (r#"{"affected": .5}"#, "malformed-record@."),
        (r#"{"때": "가나다, "affected": 1}"#, "malformed-record@"),
        ("{\"note\": \"가\nb\"}", "malformed-record@\"가"),
        ("{\"note\": \"가\tb\"}", "malformed-record@\t"),
        (r#"{"note": "가\qb"}"#, "malformed-record@"),
        // Names.
        (r#"{"affcted": 1}"#, "unknown-fact@\"affcted\""),
        (r#"{"unforeseen": true}"#, "unknown-fact@\"unforeseen\""),
        (r#"{"outage": {"startd": 1}}"#, "unknown-fact@\"startd\""),
        (
            r#"{"affected": {"is": 1, "sorce": "x"}}"#,
            "unknown-fact@\"sorce\"",
        ),
        (
            r#"{"title": {"en": "a", "jp": "b"}}"#,
            "unknown-fact@\"jp\"",
        ),
        (r#"{"zone": "Asia/Soul"}"#, "unknown-zone@\"Asia/Soul\""),
        (
            r#"{"outage": {"effect": "stopp"}}"#,
            "unknown-choice@\"stopp\"",
        ),
        (
            r#"{"outage": {"effect": {"one_of": ["stop", "x"]}}}"#,
            "unknown-choice@\"x\"",
        ),
        (
            r#"{"events": [{"act": "data_requst"}]}"#,
            "unknown-fact@\"data_requst\"",
        ),
        (
            r#"{"events": [{"at": "2022-02-03T11:20"}]}"#,
            "malformed-record@{\"at\": \"2022-02-03T11:20\"}",
        ),
        (r#"{"events": [3]}"#, "wrong-kind@3"),
        (r#"{"events": {}}"#, "wrong-kind@{}"),
        (
            r#"{"events": [{"act": "data_request", "re": "x"}]}"#,
            "unknown-fact@\"x\"",
        ),
        (
            r#"{"events": [{"act": "data_request", "re": ["events[0]", "events[1]"]}]}"#,
            "unknown-fact@\"events[1]\"",
        ),
        (
            r#"{"events": [{"act": "data_request", "re": 3}]}"#,
            "wrong-kind@3",
        ),
        (
            r#"{"services": [{"name": "a"}, {"name": "a"}], "events": [{"act": "data_request", "re": "a"}]}"#,
            "duplicate-fact@\"a\"",
        ),
        // Twice.
        (
            r#"{"events": [{"act": "data_request", "id": "a"}, {"act": "data_request", "id": "a"}]}"#,
            "duplicate-fact@\"a\"",
        ),
        (
            r#"{"affected": 1, "affected": 2}"#,
            "duplicate-fact@\"affected\"",
        ),
        (
            r#"{"affected": {"is": 1, "is": 2}}"#,
            "duplicate-fact@\"is\"",
        ),
        (
            r#"{"impaired": true, "kr.netflix_law.impaired": true}"#,
            "duplicate-fact@\"kr.netflix_law.impaired\"",
        ),
        (
            r#"{"affected": {"is": 1, "at_least": 2}}"#,
            "duplicate-fact@\"at_least\"",
        ),
        (
            r#"{"operator": {"daily_users": [{"over": "2021", "is": 1}, {"over": "2021-01/2021-12", "is": 2}]}}"#,
            "duplicate-fact@\"2021-01/2021-12\"",
        ),
        // Kinds and units.
        (r#"{"affected": null}"#, "wrong-kind@null"),
        (r#"{"affected": {"is": null}}"#, "wrong-kind@null"),
        (r#"{"affected": true}"#, "wrong-kind@true"),
        (r#"{"affected": {}}"#, "wrong-kind@{}"),
        (r#"{"affected": {"value": 3}}"#, "wrong-kind@{\"value\": 3}"),
        (
            r#"{"affected": {"source": "x"}}"#,
            "wrong-kind@{\"source\": \"x\"}",
        ),
        (r#"{"share": 1.2}"#, "wrong-kind@1.2"),
        (r#"{"length": 75}"#, "wrong-kind@75"),
        (r#"{"length": "2 days"}"#, "wrong-unit@\"2 days\""),
        (r#"{"paid": 100}"#, "wrong-kind@100"),
        (r#"{"paid": "100 EUR"}"#, "wrong-unit@\"100 EUR\""),
        (
            r#"{"outage": {"lost": "3 users"}}"#,
            "wrong-unit@\"3 users\"",
        ),
        (r#"{"free": "maybe"}"#, "wrong-kind@\"maybe\""),
        (r#"{"free": {"at_least": 1}}"#, "wrong-kind@\"at_least\""),
        (r#"{"affected": {"on": "2022-02-03"}}"#, "wrong-kind@\"on\""),
        (r#"{"affected": {"between": [1]}}"#, "wrong-kind@[1]"),
        (
            r#"{"affected": {"not_applicable": true}}"#,
            "wrong-kind@\"not_applicable\"",
        ),
        (r#"{"affected": {"unknown": false}}"#, "wrong-kind@false"),
        (
            r#"{"outage": {"effect": "stop", "unknown": true}}"#,
            "duplicate-fact@\"unknown\"",
        ),
        (r#"{"outage": 3}"#, "wrong-kind@3"),
        (r#"{"services": {"at_least": 3}}"#, "wrong-kind@3"),
        (r#"{"services": "all"}"#, "wrong-kind@\"all\""),
        (
            r#"{"affected": {"disputed": [{"is": 1, "by": "a"}, 2]}}"#,
            "malformed-record@2",
        ),
        (r#"{"outage": {"disputed": []}}"#, "malformed-record@[]"),
        (
            r#"{"affected": {"disputed": [{"is": "x", "by": "a"}, {"is": 1, "by": "b"}]}}"#,
            "wrong-kind@\"x\"",
        ),
        (r#"{"affected": {"disputed": 3}}"#, "wrong-kind@3"),
        (
            r#"{"affected": {"disputed": [{"is": 1, "by": "a"}, {"disputed": [{"is": 1, "by": "b"}, {"is": 2, "by": "c"}], "by": "d"}]}}"#,
            "malformed-record@{\"disputed\": [{\"is\": 1, \"by\": \"b\"}, {\"is\": 2, \"by\": \"c\"}], \"by\": \"d\"}",
        ),
        // Numbers.
        (r#"{"affected": "1,000"}"#, "misspelt-number@\"1,000\""),
        (r#"{"affected": 1e6}"#, "misspelt-number@1e6"),
        (r#"{"affected": "007"}"#, "misspelt-number@\"007\""),
        // Days and times.
        (r#"{"day": "2022-02-30"}"#, "no-such-date@\"2022-02-30\""),
        (r#"{"day": "2022/02/03"}"#, "misspelt-number@\"2022/02/03\""),
        (r#"{"때": "2022-02-03"}"#, "wrong-kind@\"2022-02-03\""),
        (
            r#"{"때": "2022-02-30T11:20"}"#,
            "no-such-date@\"2022-02-30T11:20\"",
        ),
        (
            r#"{"때": {"in": "2022-02-03"}}"#,
            "wrong-kind@\"2022-02-03\"",
        ),
        (r#"{"때": {"in": "2022-13"}}"#, "no-such-date@\"2022-13\""),
        (r#"{"day": {"on": "2022-02-03"}}"#, "wrong-kind@\"on\""),
        (r#"{"affected": {"in": "2022-02"}}"#, "wrong-kind@\"in\""),
        (
            r#"{"때": {"on": "2022-02-30"}}"#,
            "no-such-date@\"2022-02-30\"",
        ),
        (
            r#"{"때": "1987-05-10T02:30"}"#,
            "clock-change@\"1987-05-10T02:30\"",
        ),
        (
            r#"{"때": "1987-10-11T02:30"}"#,
            "clock-change@\"1987-10-11T02:30\"",
        ),
        (
            r#"{"때": {"is": "not yet", "at": "soon"}}"#,
            "wrong-kind@\"soon\"",
        ),
        // Reference periods.
        (r#"{"operator": {"daily_users": 5}}"#, "reference-period@5"),
        (
            r#"{"operator": {"daily_users": {"is": 5}}}"#,
            "reference-period@{\"is\": 5}",
        ),
        (
            r#"{"operator": {"daily_users": [5]}}"#,
            "reference-period@5",
        ),
        (
            r#"{"affected": [{"over": "2021", "is": 5}]}"#,
            "reference-period@[{\"over\": \"2021\", \"is\": 5}]",
        ),
        (
            r#"{"operator": {"daily_users": [{"over": "2021-13", "is": 5}]}}"#,
            "no-such-date@\"2021-13\"",
        ),
        // What cannot be.
        (
            r#"{"affected": {"between": [5, 3]}}"#,
            "impossible-fact@[5, 3]",
        ),
        (
            r#"{"affected": {"at_least": 5, "less_than": 5}}"#,
            "impossible-fact@{\"at_least\": 5, \"less_than\": 5}",
        ),
        (
            r#"{"outage": {"effect": {"one_of": []}}}"#,
            "impossible-fact@[]",
        ),
        (
            r#"{"outage": {"started": "2022-02-03T11:20", "ended": "2022-02-03T11:19"}}"#,
            "impossible-fact@\"2022-02-03T11:19\"",
        ),
        (
            r#"{"ended": "2022-02-03T11:19", "started": "2022-02-03T11:20"}"#,
            "impossible-fact@\"2022-02-03T11:19\"",
        ),
        (r#"{"outage": {"lost": -3}}"#, "impossible-fact@-3"),
        (
            r#"{"length": "-5 minutes"}"#,
            "impossible-fact@\"-5 minutes\"",
        ),
        (
            r#"{"services": [{"중단": "2022-02-03T11:20", "재개": "2022-02-03T11:19"}]}"#,
            "impossible-fact@\"2022-02-03T11:19\"",
        ),
    ] {
        let found = faults(text);
        assert_eq!(found.len(), 1, "{text}\n{found:?}");
        let (code, place) = expected.split_once('@').unwrap();
        let (found_code, found_place) = found[0].split_once('@').unwrap();
        assert_eq!(found_code, code, "{text}");
        if !place.is_empty() {
            assert_eq!(found_place, place, "{text}");
        }
    }
}

#[test]
fn every_fault_is_told_in_one_run() {
    let text = r#"{
  "제목": "x", "affected": "많음", "paid": "5 EUR",
  "outage": {"started": "2022-02-30T10:00", "ended": "2022-02-03T10:00", "effect": "stopp"},
  "services": [{"nam": "가"}, 7],
  "events": [{"act": "data_request", "due": "soon", "x": 1}],
  "affected": 2
}"#;
    let expected = [
        "unknown-fact@\"제목\"",
        "wrong-kind@\"많음\"",
        "wrong-unit@\"5 EUR\"",
        "no-such-date@\"2022-02-30T10:00\"",
        "unknown-choice@\"stopp\"",
        "unknown-fact@\"nam\"",
        "wrong-kind@7",
        "wrong-kind@\"soon\"",
        "unknown-fact@\"x\"",
        "duplicate-fact@\"affected\"",
    ];
    assert_eq!(faults(text), expected);
}

#[test]
fn a_place_after_hangul_is_counted_in_letters() {
    let (_, findings, sources) = read_text("{\"note\": \"가나다\", \"affected\": true}");
    let place = sources.place(findings[0].primary.span);
    assert_eq!((place.line, place.column, place.end_column), (1, 29, 33));
    let (_, findings, sources) = read_text("\u{feff}{\"note\": \"가나다\" \"affected\": 1}");
    let place = sources.place(findings[0].primary.span);
    assert_eq!((place.line, place.column), (1, 15));
}

#[test]
fn near_names_both_places_and_certain_edits_are_given() {
    let first = |text: &str| read_text(text).1.remove(0);
    let near = first(r#"{"affcted": 1}"#).help.unwrap();
    assert_eq!(near.en, "the nearest name is `affected`");
    let near = first(r#"{"outage": {"effect": "stopp"}}"#).help.unwrap();
    assert!(near.ko.contains("`stop`"));
    let twice = first(r#"{"affected": 1, "affected": 2}"#);
    assert_eq!(twice.others[0].span.start, 1);
    let comma = first(r#"{"affected": "1,000"}"#).fix.unwrap();
    assert_eq!(comma.replacement, "\"1_000\"");
    // Who expects it is shown with what was found.
    let kind = first(r#"{"share": 1.2}"#);
    assert_eq!(kind.others.len(), 1);
    assert_eq!(
        kind.message.en,
        "`share` must be a share, but this is a bare number"
    );
    let day = first(r#"{"day": "2022-02-30"}"#);
    assert_eq!(
        day.message.en,
        "`2022-02-30` does not exist: February 2022 has 28 days"
    );
}

#[test]
fn a_fault_leaves_the_rest_of_the_record_standing() {
    let (facts, findings, _) = read_text(
        r#"{"affected": 1, "paid": 3, "operator": {"name": "K", "sales": 5,
            "daily_users": [{"over": "soon", "is": true}, {"over": "2021", "is": 5}]}}"#,
    );
    assert_eq!(findings.len(), 4);
    assert!(matches!(
        super::fact(&facts, "affected").known,
        super::Known::Value(_)
    ));
    let super::Known::Record(operator) = &super::fact(&facts, "operator").known else {
        panic!("no record");
    };
    assert!(matches!(operator.fields[0].known, super::Known::Value(_)));
    let super::Known::Series(series) = &operator.fields[1].known else {
        panic!("no series");
    };
    assert_eq!(series.len(), 1);
}
