//! No text, however hostile, stops the reading or costs more than its length.

use proptest::prelude::*;
use proptest::sample::Index;

use super::{faults, good, program, read_text, sources};
use crate::facts::{blank, read};
use crate::source::MAX_FILE_BYTES;

const SOUND: &str = r#"{
  "zone": "Asia/Seoul", "title": {"en": "A case", "ko": "사례"},
  "operator": {"name": "카카오", "sales": {"not_applicable": true},
    "daily_users": [{"over": "2021-10/2021-12", "is": "4천만 명", "source": "N8"}],
    "traffic_share": [{"over": "2021", "between": ["1.2%", "1/50"]}]},
  "outage": {"started": {"on": "2022-02-03"}, "ended": "not yet",
    "effect": {"one_of": ["stop", "일부_오류"]}, "lost": {"at_least": 900000, "less_than": "1억"}},
  "services": {"at_least": [{"name": "QR\u0041", "unforeseen": {"is": true, "by": "MSIT"}}]},
  "affected": 10, "length": "1시간 15분", "grace": "3 business days", "day": "2022-02-03",
  "paid": "15억 KRW", "share": "1.2%", "free": "no", "때": "2022-02-03T11:20:05.25+09:00",
  "kr.netflix_law.impaired": {"unknown": true, "at": "2022-02-04T09:00Z"},
  "record_complete_until": "2022-03-01T00:00",
  "events": [{"act": "data_request", "at": "2022-02-10T09:00", "by": "MSIT", "due": "2022-02-20T18:00"}]
}"#;

#[test]
fn brackets_beyond_the_limit_are_refused_before_anything_recurses() {
    let open = "[".repeat(100_000);
    assert_eq!(faults(&open), ["too-deep@["]);
    assert_eq!(faults(&r#"{"services":"#.repeat(100_000)), ["too-deep@{"]);
    let deep = format!("{{\"note\": \"{open}\"}}");
    good(&deep);
    let limit = format!("{{\"affected\": {}{}}}", "[".repeat(63), "]".repeat(63));
    assert_eq!(faults(&limit).len(), 1);
}

#[test]
fn a_long_line_and_many_faults_cost_no_more_than_their_length() {
    let long = format!("{{\"note\": \"{}\"}}", "가".repeat(5_000_000 / 3));
    good(&long);
    let many: String = (0..40_000).map(|n| format!("\"fact{n}\": 1, ")).collect();
    assert_eq!(faults(&format!("{{{many}\"affected\": 1}}")).len(), 40_000);
    let same = "\"affected\": 1, ".repeat(40_000);
    assert_eq!(
        faults(&format!("{{{same}\"day\": \"2022-02-03\"}}")).len(),
        39_999
    );
}

#[test]
fn a_file_beyond_the_limit_is_refused() {
    let large = " ".repeat(MAX_FILE_BYTES + 1);
    assert_eq!(faults(&large), ["file-too-large@"]);
}

#[test]
fn a_file_that_is_not_there_is_an_empty_record() {
    let mut elsewhere = sources();
    let file = elsewhere.add("b", "");
    let (facts, findings) = read(file, &sources(), &program());
    assert_eq!(findings.len(), 1);
    assert_eq!(format!("{facts:?}"), format!("{:?}", blank(&program())));
}

/// Pieces that mean something to some part of the reading.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "null",
    "true",
    "1e9",
    "-",
    "0",
    ".",
    "만",
    "억",
    "조",
    "천",
    "%",
    "/",
    "T",
    "Z",
    "+09:00",
    "not yet",
    "2022-02-30",
    "9999-12-31T23:59",
    "0001-01-01T00:00",
    "\u{feff}",
    "\u{3000}",
    "\n",
    "가",
    "\u{1100}",
    "99999999999999999999999999999999999999",
    "//",
    "/*",
    "'",
];

#[test]
fn the_record_that_is_changed_below_is_sound() {
    good(SOUND);
}

/// Names and texts that mean something somewhere, put together without sense.
const WORDS: &[&str] = &[
    "zone",
    "title",
    "en",
    "events",
    "record_complete_until",
    "note",
    "source",
    "by",
    "at",
    "recorded",
    "is",
    "unknown",
    "not_applicable",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "between",
    "on",
    "one_of",
    "disputed",
    "over",
    "act",
    "re",
    "data_request",
    "operator",
    "daily_users",
    "traffic_share",
    "sales",
    "outage",
    "started",
    "ended",
    "effect",
    "lost",
    "services",
    "affected",
    "length",
    "grace",
    "day",
    "paid",
    "share",
    "free",
    "때",
    "impaired",
    "kr.netflix_law.impaired",
    "unforeseen",
    "stop",
    "not yet",
    "2022-02-03",
    "2022-02-03T11:20",
    "2021-10/2021-12",
    "100만",
    "1억 KRW",
    "1.2%",
    "75 minutes",
    "30 days",
];

/// Any JSON at all, made of those words.
fn nonsense() -> impl Strategy<Value = serde_json::Value> {
    let word = || prop::sample::select(WORDS).prop_map(str::to_owned);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        word().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::btree_map(word(), inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_change_to_a_sound_record_stops_the_reading(
        edits in prop::collection::vec((any::<Index>(), 0usize..12, any::<Index>()), 1..6)
    ) {
        let mut letters: Vec<char> = SOUND.chars().collect();
        for (at, cut, piece) in edits {
            let start = at.index(letters.len() + 1);
            let end = (start + cut).min(letters.len());
            letters.splice(start..end, PIECES[piece.index(PIECES.len())].chars());
        }
        let text: String = letters.into_iter().collect();
        let (_, findings, sources) = read_text(&text);
        for finding in findings {
            let span = finding.primary.span;
            prop_assert!(span.start <= span.end && span.end as usize <= text.len());
            // Every place begins and ends between letters.
            prop_assert!(span.is_empty() || !sources.text(span).is_empty());
            prop_assert!(!finding.message.ko.is_empty() && !finding.message.en.ends_with('.'));
        }
    }

    #[test]
    fn no_nonsense_stops_the_reading(
        top in prop::collection::btree_map(prop::sample::select(WORDS), nonsense(), 0..8)
    ) {
        let (_, findings, sources) = read_text(&serde_json::to_string(&top).unwrap());
        for finding in findings {
            prop_assert!(!sources.text(finding.primary.span).is_empty(), "{finding:?}");
        }
    }

    #[test]
    fn no_value_stops_the_reading(name in 0usize..11, written in "\\PC{0,24}") {
        let field = program().facts.remove(name).head.name;
        let quoted = serde_json::to_string(&written).unwrap();
        for text in [
            format!("{{\"{field}\": {quoted}}}"),
            format!("{{\"{field}\": {{\"is\": {quoted}}}}}"),
            format!("{{\"{field}\": {{\"between\": [{quoted}, {quoted}]}}}}"),
        ] {
            read_text(&text);
        }
    }
}
