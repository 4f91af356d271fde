//! What a record does not say: of what was done before it begins, after it ends, or was recorded only
//! later than is asked, silence says nothing.

use onus::determination::Aspect;
use onus::eval::Question;
use onus::program::Program;
use serde_json::{Value as Json, json};

use super::dependence::{Draft, HEAD, Row, Rows, counts, judged, rows, sound};
use super::{answer, question, row, said};
use crate::golden::Dice;

const AT: &str = "2026-05-09T00:00";
/// The moment asked about is one of UTC, and a record is in the zone of its policy.
const UNTIL: &str = "2026-05-10T00:00";

fn policy(rest: &str) -> String {
    format!("{HEAD}{rest}\n")
}

fn state(all: &Json, name: &str) -> String {
    let state = &row(all, name)["state"];
    state.as_str().unwrap_or_default().to_owned()
}

fn needs(all: &Json, name: &str) -> Json {
    row(all, name)["needs"].clone()
}

#[test]
fn what_may_have_been_done_before_the_record_begins_is_open() {
    let text = policy(
        r#"duty keep "Keep" ko "유지" cites Act 1 bearer firm to office must not note
duty later "Later" ko "이후" cites Act 2 bearer firm to office governed by found must not note
duty tell "Tell" ko "통지" cites Act 3 bearer firm to office governed by aware
  must report by aware + 24 hours
duty follow "Follow" ko "후속" cites Act 4 arises on penalty bearer firm to office must report
define told "Told" ko "통지함" cites Act 5 means note has happened
define often "Often" ko "잦음" cites Act 6 means count of (p in pay) >= 2
define few "Few" ko "적음" cites Act 7 means count of (p in pay) <= 2
define last "Last" ko "최근" cites Act 8 means latest of pay.at >= aware
define first "First" ko "최초" cites Act 9 means earliest of pay.at >= aware
define close "Close" ko "근접" cites Act 10 means some 24 hours of pay has (count of (pay) >= 2)"#,
    );
    let record = |aware: &str, from: &str| {
        format!(
            r#"{{"aware": "{aware}", "found": "2026-05-06T09:00", {from}
              "record_complete_until": "{UNTIL}",
              "events": [{{"act": "pay", "at": "2026-05-05T10:00", "amount": "60 EUR"}}]}}"#
        )
    };
    let from = r#""record_complete_from": "2026-05-04T00:00","#;
    let whole = answer(&text, &record("2026-05-05T09:00", ""), AT);
    let told = answer(&text, &record("2026-05-05T09:00", from), AT);
    for (name, silent, since) in [
        ("keep", "observed", "undetermined"),
        // What arose since can not have been broken, or done, before.
        ("later", "observed", "observed"),
        ("tell", "breached", "breached"),
        ("follow", "not_arisen", "undetermined"),
    ] {
        assert_eq!(state(&whole, name), silent, "{name}");
        assert_eq!(state(&told, name), since, "{name}");
    }
    for (name, silent, since) in [
        ("told", "no", "undetermined"),
        ("often", "no", "undetermined"),
        ("few", "yes", "undetermined"),
        ("last", "yes", "yes"),
        ("first", "yes", "undetermined"),
        ("close", "no", "undetermined"),
    ] {
        assert_eq!(said(&whole, name), silent, "{name}");
        assert_eq!(said(&told, name), since, "{name}");
    }
    assert_eq!(needs(&told, "keep"), json!(["events.note"]));
    assert_eq!(needs(&told, "follow"), json!(["events.penalty"]));
    assert_eq!(needs(&told, "told"), json!(["events.note"]));
    // What was owed before may have been done before.
    let early = answer(&text, &record("2026-05-03T09:00", from), AT);
    assert_eq!(state(&early, "tell"), "undetermined");
    assert_eq!(needs(&early, "tell"), json!(["events.report"]));
}

#[test]
fn what_was_recorded_later_is_no_silence() {
    let text = policy(
        r#"duty tell "Tell" ko "통지" cites Act 1 bearer firm to office must report by aware + 24 hours
define told "Told" ko "통지함" cites Act 2 means report has happened"#,
    );
    let judge = |recorded: &str, known_by: &str| {
        let record = format!(
            r#"{{"aware": "2026-05-04T09:00", "record_complete_until": "{UNTIL}",
              "events": [{{"act": "report", "at": "2026-05-04T12:00", "whole": true{recorded}}}]}}"#
        );
        let program = super::program(&text);
        let facts = super::record(&program, &record);
        let asked = Question {
            known_by: Some(question(known_by).as_of),
            ..question(AT)
        };
        super::told(&program, &facts, &asked)
    };
    let late = r#", "recorded": "2026-05-08T00:00""#;
    let by_then = judge(late, "2026-05-08T00:00");
    assert_eq!(state(&by_then, "tell"), "fulfilled");
    let before = judge(late, "2026-05-07T00:00");
    assert_eq!(state(&before, "tell"), "undetermined");
    assert_eq!(said(&before, "told"), "undetermined");
    let silent = format!(
        r#"{{"aware": "2026-05-04T09:00", "events": [], "record_complete_until": "{UNTIL}"}}"#
    );
    assert_eq!(state(&answer(&text, &silent, AT), "tell"), "breached");
    // Beyond the moment of knowledge the record told of nothing.
    let program = super::program(&text);
    let facts = super::record(&program, &silent);
    let asked = Question {
        known_by: Some(question("2026-05-05T06:00").as_of),
        ..question(AT)
    };
    assert_eq!(
        state(&super::told(&program, &facts, &asked), "tell"),
        "undetermined"
    );
}

#[test]
fn what_a_breach_hangs_on_is_what_moves_its_limit() {
    let text = policy(
        r#"duty one "One" ko "하나" cites Act 1 bearer firm to office must note by aware
duty two "Two" ko "둘" cites Act 2 bearer firm to office must report by breach of one + 24 hours"#,
    );
    let record = format!(
        r#"{{"aware": {{"between": ["2026-05-02T09:30", "2026-05-03T09:30"]}}, "events": [],
           "record_complete_until": "{UNTIL}"}}"#
    );
    let all = answer(&text, &record, AT);
    assert_eq!(state(&all, "two"), "breached");
    assert_eq!(needs(&all, "two"), json!(["aware"]));
}

#[test]
fn a_limit_that_may_have_passed_asks_for_the_act_beyond_the_record() {
    let text =
        policy(r#"duty one "One" ko "하나" cites Act 1 bearer firm to office must note by aware"#);
    let until = |until: &str| {
        let record = format!(
            r#"{{"aware": {{"between": ["2026-05-02T09:30", "2026-05-12T09:30"]}}, "events": [],
               "record_complete_until": "{until}"}}"#
        );
        needs(&answer(&text, &record, AT), "one")
    };
    assert_eq!(until("2026-05-05T00:00"), json!(["aware", "events.note"]));
    assert_eq!(until(UNTIL), json!(["aware"]));
}

#[test]
fn what_was_permitted_whenever_it_was_done_is_exercised_and_broke_nothing() {
    let text = policy(
        r#"duty keep "Keep" ko "유지" cites Act 1 bearer firm to office must not note
duty may_note "May" ko "허용" cites Act 2 bearer firm to office when moment >= aware may note"#,
    );
    for (at, kept, used) in [
        (
            r#"{"between": ["2026-05-02T09:30", "2026-05-03T09:30"]}"#,
            "observed",
            "exercised",
        ),
        (r#""2026-05-02T09:30""#, "observed", "exercised"),
        // A permission given afterwards permits nothing that came before.
        (r#""2026-04-30T09:30""#, "violated", "available"),
        (
            r#"{"between": ["2026-04-30T09:30", "2026-05-03T09:30"]}"#,
            "undetermined",
            "undetermined",
        ),
    ] {
        let record = format!(
            r#"{{"aware": "2026-05-01T08:00", "events": [{{"act": "note", "at": {at}}}],
               "record_complete_until": "{UNTIL}"}}"#
        );
        let all = answer(&text, &record, AT);
        assert_eq!(state(&all, "keep"), kept, "{at}");
        assert_eq!(state(&all, "may_note"), used, "{at}");
    }
}

#[test]
fn enough_is_paid_whichever_way_the_amount_and_its_reduction_turn() {
    let text = policy(
        r#"duty one "One" ko "하나" cites Act 1 bearer firm to office
  must payment of (if a then 600 EUR else 250 EUR) through pay by aware
  may reduce to 50% when a"#,
    );
    for (paid, expected) in [
        ("320 EUR", "fulfilled"),
        ("280 EUR", "undetermined"),
        ("240 EUR", "breached"),
    ] {
        let record = format!(
            r#"{{"aware": "2026-05-02T09:30",
               "events": [{{"act": "pay", "at": "2026-05-01T08:00", "amount": "{paid}"}}],
               "record_complete_until": "{UNTIL}"}}"#
        );
        assert_eq!(
            state(&answer(&text, &record, AT), "one"),
            expected,
            "{paid}"
        );
    }
}

#[test]
fn a_time_that_may_lie_ahead_is_perhaps_not_known() {
    let text = policy(r#"define known "Known" ko "알려짐" cites Act 1 means aware is known"#);
    for (aware, expected) in [
        (
            r#"{"between": ["2026-05-07T00:00", "2026-05-08T00:00"]}"#,
            "yes",
        ),
        (
            r#"{"between": ["2026-05-08T00:00", "2026-05-12T00:00"]}"#,
            "undetermined",
        ),
        (r#"{"at_least": "2026-05-08T00:00"}"#, "undetermined"),
        (
            r#"{"between": ["2026-05-10T00:00", "2026-05-12T00:00"]}"#,
            "no",
        ),
        (r#"{"at_most": "2026-05-08T00:00"}"#, "yes"),
    ] {
        let all = answer(&text, &format!(r#"{{"aware": {aware}}}"#), AT);
        assert_eq!(said(&all, "known"), expected, "{aware}");
    }
}

#[test]
fn hours_that_a_regime_counts_are_not_taken_for_hours_that_pass() {
    let text = policy(
        r#"define more "More" ko "초과" cites Act 1 means 24 hours after aware > aware + 24 hours
define length : duration "Length" ko "길이" cites Act 2 means (24 hours after aware) - aware"#,
    );
    let record = r#"{"aware": {"between": ["2026-05-02T09:10", "2026-05-02T09:50"]}}"#;
    let all = answer(&text, record, AT);
    assert_ne!(said(&all, "more"), "no");
    assert_ne!(said(&all, "length"), "24 hours");
}

/// The same record with something more that was done.
fn with(record: &Json, event: &Json) -> Json {
    let mut record = record.clone();
    if let Some(events) = record["events"].as_array_mut() {
        events.push(event.clone());
    }
    record
}

/// What was not done in time is a breach whether or not it was done late since the record ends, and
/// whichever of several was done late.
fn as_breach(row: &Row, part: Option<&String>) -> Option<String> {
    part.map(|state| match state.as_str() {
        "performed_late" => "breached".to_owned(),
        "undetermined" if row.breached => "breached".to_owned(),
        state => state.to_owned(),
    })
}

/// The instances of one provision.
fn instances(rows: &Rows, key: &str) -> usize {
    let name = |key: &str| key.split(' ').next().map(str::to_owned);
    rows.keys().filter(|other| name(other) == name(key)).count()
}

/// What is pending or open is so as far as is on record, whether or not that is complete: it may have
/// been done, or it may be open which of several was, and nothing else of it may be otherwise.
const STILL: [(&str, &str); 2] = [("pending", "fulfilled"), ("open", "imposed")];

fn settled_otherwise(open_rows: &Rows, is_rows: &Rows) -> Vec<String> {
    let fine = open_rows.iter().filter_map(|(key, open)| {
        // What gives rise to a further instance may be what something else was about.
        if instances(open_rows, key) != instances(is_rows, key) {
            return None;
        }
        let is = is_rows.get(key)?;
        let counted = counts(open) || counts(is);
        let said = |row: &Row| {
            [Aspect::State, Aspect::Value].map(|part| as_breach(row, row.parts.get(&part)))
        };
        let state = |row: &Row| row.parts.get(&Aspect::State).cloned();
        let both = state(open).zip(state(is));
        let several = instances(open_rows, key) > 1;
        let still = both.is_some_and(|(was, now)| {
            let pair = (was.as_str(), now.as_str());
            STILL.contains(&pair) || several && pair == ("pending", "undetermined")
        });
        (open.settled && counted && !still && said(open) != said(is))
            .then(|| format!("{key}: {:?}, {:?}", open.parts, is.parts))
    });
    fine.collect()
}

/// Policies and records by chance, each with what else was done that the record may not tell of.
fn tried(
    seed: u64,
    silent: impl Fn(&mut Json, &mut Dice) -> Option<Json>,
    judge: impl Fn(&Program, &Json, &Json) -> Option<Rows>,
    whole: impl Fn(&mut Json),
) -> (usize, Vec<String>) {
    let mut draw = Dice(seed);
    let asked = Question {
        coming: false,
        routes: false,
        ..question("2026-05-04T07:00")
    };
    let (mut kept, mut found) = (0, Vec::new());
    for _ in 0..120 {
        let (text, program, _) = sound(&mut draw);
        for _ in 0..6 {
            let draft = Draft::draw(&mut draw);
            let chosen = draft.facts.iter();
            let chosen = chosen.map(|fact| fact.can_be[draw.below(fact.can_be.len())].clone());
            let chosen: Vec<Json> = chosen.collect();
            let mut record = draft.whole(&chosen, 0);
            let Some(event) = silent(&mut record, &mut draw) else {
                continue;
            };
            let Some(open) = judge(&program, &record, &event) else {
                continue;
            };
            let mut full = with(&record, &event);
            whole(&mut full);
            let Ok(is) = judged(&program, &full, &asked) else {
                continue;
            };
            kept += open.values().filter(|row| row.settled).count();
            for one in settled_otherwise(&open, &rows(&is)) {
                let own = text.strip_prefix(HEAD).unwrap_or(&text);
                found.push(format!("{one} on {record} with {event}\n{own}"));
            }
        }
    }
    (kept, found)
}

fn done(draw: &mut Dice, at: &str) -> Json {
    match draw.below(4) {
        0 => json!({ "act": "note", "at": at }),
        1 => json!({ "act": "pay", "at": at, "amount": "100 EUR" }),
        _ => json!({ "act": "report", "at": at, "whole": draw.below(3) > 0 }),
    }
}

fn told(kept: usize, found: &[String]) {
    let few: Vec<&str> = found.iter().take(5).map(String::as_str).collect();
    assert!(
        found.is_empty(),
        "{} of {kept}\n{}",
        found.len(),
        few.join("\n\n")
    );
    assert!(kept > 500, "{kept}");
}

#[test]
fn what_silence_settles_holds_whatever_was_done_before_the_record_begins() {
    let asked = Question {
        coming: false,
        routes: false,
        ..question("2026-05-04T07:00")
    };
    let (kept, found) = tried(
        23,
        |record, draw| {
            let day = 27 + draw.below(8);
            let day = if day > 30 {
                format!("05-{:02}", day - 30)
            } else {
                format!("04-{day}")
            };
            let from = format!("2026-{day}T{:02}:00", draw.below(24));
            let before = [
                "2026-04-20T10:00",
                "2026-04-26T23:30",
                "2026-04-28T12:00",
                "2026-05-01T12:00",
            ];
            let before = before[draw.below(4)];
            record["record_complete_from"] = json!(from);
            (before < from.as_str()).then(|| done(draw, before))
        },
        |program, record, _| judged(program, record, &asked).ok().map(|all| rows(&all)),
        |full| {
            full.as_object_mut()
                .map(|full| full.remove("record_complete_from"));
        },
    );
    told(kept, &found);
}

#[test]
fn what_silence_settles_holds_whatever_was_recorded_later() {
    let asked = Question {
        coming: false,
        routes: false,
        known_by: Some(question("2026-05-03T12:00").as_of),
        ..question("2026-05-04T07:00")
    };
    let (kept, found) = tried(
        42,
        |_, draw| {
            let day = 27 + draw.below(7);
            let day = if day > 30 {
                format!("05-{:02}", day - 30)
            } else {
                format!("04-{day}")
            };
            let at = format!("2026-{day}T{:02}:00", draw.below(24));
            let mut event = done(draw, &at);
            event["recorded"] = json!("2026-05-03T18:00");
            Some(event)
        },
        |program, record, event| {
            let all = judged(program, &with(record, event), &asked).ok();
            all.map(|all| rows(&all))
        },
        |_| {},
    );
    told(kept, &found);
}
