//! What holds of any record of things done: states change only as they may, the
//! order in which events are written says nothing, and no record is too odd.

use std::collections::BTreeMap;

use onus::determination::Determination;
use onus::eval::Question;
use onus::program::Program;
use onus::source::Sources;
use onus::value::{State, Zone};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::files::{files, loaded};

/// Which state of a duty may follow which as time goes on, on one complete
/// record of exact times. A fact that bounds a limit, or a record that breaks
/// off, would allow more.
const MAY_FOLLOW: &[(State, &[State])] = &[
    (
        State::NotArisen,
        &[
            State::Pending,
            State::Fulfilled,
            State::Breached,
            State::PerformedLate,
            State::Undetermined,
        ],
    ),
    (
        State::Pending,
        &[
            State::Fulfilled,
            State::Breached,
            State::PerformedLate,
            State::Undetermined,
        ],
    ),
    // An act that may have been meant for another instance leaves open whether it was done late.
    (
        State::Breached,
        &[State::PerformedLate, State::Undetermined],
    ),
    (
        State::Undetermined,
        &[State::Fulfilled, State::PerformedLate],
    ),
    (State::Fulfilled, &[]),
    (State::PerformedLate, &[]),
];

const ZONE: &str = "Asia/Seoul";

fn program(folder: &str) -> (Sources, Program) {
    let mut paths = files(folder, "onus");
    paths.retain(|path| !path.to_string_lossy().ends_with(".cases.onus"));
    paths.extend(files("policies/common", "onus"));
    let sources = loaded(paths);
    let (program, findings) = onus::load(&sources);
    (sources, program.unwrap_or_else(|| panic!("{findings:?}")))
}

/// The answer to a record, if nothing is wrong with it.
fn answer(
    (sources, program): &mut (Sources, Program),
    record: &Value,
    minutes: i64,
) -> Option<Determination> {
    let file = sources.add("record.json", record.to_string());
    let (facts, findings) = onus::facts::read(file, sources, program);
    if !findings.is_empty() {
        return None;
    }
    let zone = Zone::named(ZONE)?;
    let start = zone.midnight(onus::value::Date::parse("2026-03-01")?)?;
    let as_of = start.plus_micros(minutes * 60_000_000)?;
    Some(onus::eval::evaluate(program, &facts, &Question::as_of(as_of)).0)
}

/// A time so many hours after the first of March.
fn hour(hours: u32) -> String {
    format!(
        "2026-03-{:02}T{:02}:00",
        1 + (hours / 24).min(30),
        hours % 24
    )
}

/// Requests and replies; a reply may name a request, or nothing. Several policies of the folder
/// have acts of these names, so each is named in full.
fn log() -> impl Strategy<Value = Vec<Value>> {
    let request = (0u32..400, 1u32..200).prop_map(
        |(at, length)| json!({"act": "test.answers.request", "at": hour(at), "due": hour(at + length)}),
    );
    let reply = (0u32..700, proptest::option::of(0usize..4)).prop_map(
        |(at, re)| json!({"act": "test.answers.reply", "at": hour(at), "re": re.map(|n| format!("r{n}"))}),
    );
    let events = (
        proptest::collection::vec(request, 1..4),
        proptest::collection::vec(reply, 0..5),
    );
    events.prop_map(|(requests, replies)| {
        let count = requests.len();
        let named = requests.into_iter().enumerate().map(|(number, mut event)| {
            event["id"] = json!(format!("r{number}"));
            event
        });
        let mut events: Vec<Value> = named.collect();
        for (number, mut event) in replies.into_iter().enumerate() {
            let re = event["re"].as_str().and_then(|re| re[1..].parse().ok());
            let fields = event.as_object_mut().expect("is a map");
            if re.is_none_or(|re: usize| re >= count) {
                fields.remove("re");
            }
            fields.insert("id".to_owned(), json!(format!("p{number}")));
            events.push(event);
        }
        events
    })
}

fn record(events: &[Value]) -> Value {
    json!({
        "zone": ZONE,
        "record_complete_until": "2026-12-31T00:00",
        "test.answers.services": [],
        "events": events,
    })
}

/// Every event of a text by its `id`, so that two orders of one log can be compared.
fn by_id(text: &str, events: &[Value]) -> String {
    let mut text = text.to_owned();
    for (number, event) in events.iter().enumerate() {
        let id = event["id"].as_str().unwrap_or_default();
        text = text.replace(&format!("events[{number}]"), id);
    }
    text
}

/// What an answer says of duties and sanctions, by instance.
fn states(answer: &Determination, events: &[Value]) -> BTreeMap<(String, String), String> {
    let about = |row: &onus::determination::About| {
        let instance = row.instance.as_deref().unwrap_or_default();
        (row.name.clone(), by_id(instance, events))
    };
    let duties = answer.duties.iter().map(|row| {
        let needs: std::collections::BTreeSet<String> = row
            .about
            .needs
            .iter()
            .map(|need| by_id(&need.path, events))
            .collect();
        let said = format!("{} {:?} {:?} {needs:?}", row.state, row.due_at, row.done_at);
        (about(&row.about), said)
    });
    let sanctions = answer.sanctions.iter();
    let sanctions = sanctions.map(|row| (about(&row.about), row.state.to_string()));
    duties.chain(sanctions).collect()
}

fn some<T: Clone + std::fmt::Debug + 'static>(of: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(of)
}

/// Almost anything that a record of the Korean policy could say of an event.
fn odd_event() -> impl Strategy<Value = Value> {
    let act = some(&[
        "data_request",
        "data_submission",
        "stop_notice",
        "compensation_notice",
        "corrective_order",
        "order_compliance",
        "fine_notice",
        "suspension_order",
        "surcharge_notice",
    ]);
    let by = some(&["", "MSIT", "operator", "이용자", "someone"]);
    let re = some(&[
        "",
        "services[0]",
        "services[1]",
        "events[0]",
        "notify_stop, services[1]",
        "events[1]",
    ]);
    (act, by, re, 0u32..700, any::<bool>()).prop_map(|(act, by, re, at, day)| {
        let mut event = json!({"act": act, "at": hour(at)});
        if day {
            event["at"] = json!({"on": hour(at)[..10]});
        }
        if !by.is_empty() {
            event["by"] = json!(by);
        }
        if !re.is_empty() {
            event["re"] = json!(re);
        }
        if matches!(act, "data_request" | "corrective_order") {
            event["due"] = json!(hour(at + 100));
        }
        event
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(30) })]

    #[test]
    fn states_follow_only_as_they_may(events in log()) {
        let mut policy = program("tests/acts");
        let record = record(&events);
        let mut known: BTreeMap<String, State> = BTreeMap::new();
        for minutes in (0..31 * 24 * 60).step_by(12 * 60 + 7) {
            let answer = answer(&mut policy, &record, minutes).expect("nothing is wrong with it");
            for row in answer.duties.iter().filter(|row| row.about.name == "test.answers.answer") {
                let Some(instance) = &row.about.instance else { continue };
                let before = known.insert(instance.clone(), row.state).unwrap_or(State::NotArisen);
                let after = MAY_FOLLOW.iter().find(|(state, _)| *state == before);
                let may = before == row.state || after.is_some_and(|(_, after)| after.contains(&row.state));
                prop_assert!(may, "{instance}: {before} then {} at {minutes} of {record}", row.state);
            }
        }
    }

    #[test]
    fn the_order_of_events_says_nothing((events, shuffled) in log().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())), hours in 0i64..740) {
        let mut policy = program("tests/acts");
        let one = answer(&mut policy, &record(&events), hours * 60).expect("nothing is wrong with it");
        let other = answer(&mut policy, &record(&shuffled), hours * 60).expect("nothing is wrong with it");
        prop_assert_eq!(states(&one, &events), states(&other, &shuffled));
    }
}

proptest! {
    // Reading the whole policy takes its time.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(12) })]

    #[test]
    fn no_record_is_too_odd(
        events in proptest::collection::vec(odd_event(), 0..8),
        effect in some(&["\"stop\"", "{\"unknown\": true}", "{\"one_of\": [\"stop\", \"slow_down\"]}"]),
        complete in any::<bool>(),
        started in some(&["\"2026-03-01T10:00\"", "{\"on\": \"2025-03-28\"}", "{\"unknown\": true}"]),
        hours in 0i64..740,
    ) {
        let mut policy = program("policies/kr/netflix_law");
        let parse = |text: &str| serde_json::from_str::<Value>(text).expect("is JSON");
        let mut record = json!({
            "zone": ZONE,
            "operator": {"name": "Firm", "kind": "value_added",
                "daily_users": [{"over": "2025-10/2025-12", "at_least": 2_000_000}],
                "traffic_share": [{"over": "2025-10/2025-12", "is": "2%"}]},
            "outage": {"started": parse(started), "ended": "not yet", "effect": parse(effect)},
            "services": [{"name": "A", "fee": "monthly"}, {"name": "B", "fee": "none"}],
            "measures": {"redundancy": false},
            "own_responsibility": {"is": true, "by": "MSIT"},
            "impaired": {"is": true, "by": "MSIT"},
            "just_cause": false,
            "events": events,
        });
        if complete {
            record["record_complete_until"] = json!("2026-12-31T00:00");
        }
        if let Some(one) = answer(&mut policy, &record, hours * 60) {
            prop_assert!(!one.duties.is_empty());
            let again = answer(&mut policy, &record, hours * 60).expect("nothing is wrong with it");
            prop_assert_eq!(onus::render::json::json(&one), onus::render::json::json(&again));
        }
    }
}
