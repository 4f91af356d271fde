//! What is said to settle a row settles it: each set of facts that an answer offers is put into the
//! record as it is printed, and the row is then what was said. Random policies and records, the same
//! as those of `dependence`. And where something is open and the search was complete, there is a way
//! to either side. `WAYS_PAIRS` says how many policies and records are tried; else it is 150.

use onus::determination::{Determination, Step};
use onus::eval::Question;
use serde_json::{Value as Json, json};

use super::dependence::{AT, Beside, Draft, HEAD, judged, sound_with};
use super::question;
use crate::golden::Dice;

/// Of one policy so many records are tried.
const RECORDS: usize = 10;
/// Of so many ways one may not lead where it is said to; `WAYS_PRINT=1` prints them.
const WRONG: usize = 150;

/// What is printed of one fact, as a record writes it; none where it is about what was done, or how
/// many members a list has.
fn written(step: &Step) -> Option<Json> {
    if step.path.starts_with("events") || step.members {
        return None;
    }
    let Json::Object(mut step) = serde_json::to_value(step).expect("it is JSON") else {
        return None;
    };
    step.retain(|key, _| {
        !matches!(
            key.as_str(),
            "path" | "title" | "choices" | "now" | "members"
        )
    });
    Some(Json::Object(step))
}

/// Puts something into a record: `items[0].n`.
fn put(record: &mut Json, path: &str, value: Json) -> Option<()> {
    let mut place = record;
    for part in path.split('.') {
        let (name, index) = match part.split_once('[') {
            Some((name, index)) => (name, index.strip_suffix(']')?.parse::<usize>().ok()),
            None => (part, None),
        };
        place = place.as_object_mut()?.entry(name).or_insert(Json::Null);
        if let Some(index) = index {
            if place.get("at_least").is_some() {
                place = place.get_mut("at_least")?;
            }
            place = place.get_mut(index)?;
        }
    }
    *place = value;
    Some(())
}

/// What a row is, in the respect in which it was asked.
fn is(answer: &Json, key: &(String, Json), whether: &str) -> Option<bool> {
    let rows = ["conclusions", "duties", "powers", "sanctions"].map(|rows| &answer[rows]);
    let mut rows = rows.into_iter().filter_map(Json::as_array).flatten();
    let row = rows.find(|row| row["name"] == key.0.as_str() && row["instance"] == key.1);
    // An instance that is not there has not arisen; what a power that was not there did was no exercise of it.
    let Some(row) = row else {
        return matches!(whether, "arises" | "available").then_some(false);
    };
    let said = match whether {
        "holds" => &row["value"],
        "arises" => &row["arises"],
        _ => &row["state"],
    };
    let state = said.as_str()?;
    match whether {
        "holds" | "arises" => match state {
            "yes" => Some(true),
            "no" | "not_in_force" => Some(false),
            _ => None,
        },
        "open" => Some(matches!(state, "open" | "imposed")).filter(|_| state != "undetermined"),
        "available" => {
            Some(matches!(state, "available" | "exercised")).filter(|_| state != "undetermined")
        }
        _ => match state {
            "fulfilled" | "pending" | "observed" | "upheld" | "not_arisen" | "exempt" => Some(true),
            "breached" | "performed_late" | "violated" => Some(false),
            _ => None,
        },
    }
}

#[derive(Default, Debug)]
struct Tally {
    pairs: usize,
    ways: usize,
    left_out: usize,
    one_sided: usize,
}

fn json(answer: &Determination) -> Json {
    serde_json::from_str(&onus::render::json::json(answer)).expect("it is JSON")
}

fn tried(pairs: usize, seed: u64, beside: Beside) -> (Tally, Vec<String>) {
    let mut draw = Dice(seed);
    let asked = Question {
        coming: false,
        ..question("2026-05-04T07:00")
    };
    let plain = Question {
        routes: false,
        ..asked.clone()
    };
    let mut tally = Tally::default();
    let mut found = Vec::new();
    while tally.pairs < pairs {
        let (text, program, _) = sound_with(&mut draw, beside);
        for _ in 0..RECORDS {
            tally.pairs += 1;
            let draft = Draft::of(&text, AT, &mut draw);
            let told = draft.json(None, None);
            let Ok(answer) = judged(&program, &told, &asked) else {
                continue;
            };
            let own = text.strip_prefix(HEAD).unwrap_or(&text);
            let in_json = json(&answer);
            for row in answer.rows() {
                let routes = &row.about.routes;
                let key = (row.about.name.clone(), json!(row.about.instance));
                let whether = serde_json::to_value(routes.whether).expect("it is JSON");
                let whether = whether.as_str().unwrap_or_default();
                let complete = routes.search == Some(onus::determination::Search::Complete);
                let open = row.is_open() && is(&in_json, &key, whether).is_none();
                let one_sided = routes.yes.is_empty() != routes.no.is_empty();
                if open && complete && one_sided {
                    tally.one_sided += 1;
                    found.push(format!(
                        "{key:?} {whether}: complete, yes {}, no {}, on {told}\n{own}",
                        routes.yes.len(),
                        routes.no.len()
                    ));
                }
                let sides = [(true, &routes.yes), (false, &routes.no)];
                for (side, set) in sides
                    .into_iter()
                    .flat_map(|(side, sets)| sets.iter().map(move |set| (side, set)))
                {
                    let mut record = told.clone();
                    let whole = set.iter().all(|step| {
                        written(step)
                            .and_then(|value| put(&mut record, &step.path, value))
                            .is_some()
                    });
                    if !whole {
                        tally.left_out += 1;
                        continue;
                    }
                    tally.ways += 1;
                    let after = judged(&program, &record, &plain);
                    let now = after
                        .as_ref()
                        .ok()
                        .and_then(|after| is(&json(after), &key, whether));
                    if now != Some(side) {
                        let why = after.err();
                        found.push(format!("{key:?} {whether} is {now:?} {why:?}, said to be {side} by {set:?} on {record}\n{own}"));
                    }
                }
            }
        }
    }
    (tally, found)
}

#[test]
fn what_is_offered_settles_what_it_says() {
    let pairs = std::env::var("WAYS_PAIRS").ok();
    let pairs = pairs.and_then(|pairs| pairs.parse().ok()).unwrap_or(150);
    for (seed, beside) in [(41, Beside::default()), (43, Beside::all())] {
        let (tally, found) = tried(pairs, seed, beside);
        println!("{tally:?}");
        assert!(tally.ways > pairs, "{tally:?}");
        if std::env::var_os("WAYS_PRINT").is_some() {
            println!("{}", found.join("\n\n"));
        }
        let few: Vec<&str> = found.iter().take(6).map(String::as_str).collect();
        let (wrong, of) = (found.len(), tally.ways);
        assert!(wrong * WRONG <= of, "{wrong} of {of}\n{}", few.join("\n\n"));
    }
}

#[test]
fn no_way_is_offered_that_lies_ahead_of_the_moment_asked_about() {
    let policy = r#"policy t
zone UTC
source Act "Act" ko "법"
fact aware : time "Aware" ko "인지"
fact found : time "Found" ko "발견"
record Case "Case" ko "사건"
  field held : time planned "Hearing" ko "청문"
fact matter : Case "Case" ko "사건"
define late cites Act 1 means found - aware > 30 hours
define far cites Act 1 means matter.held - aware > 30 hours
"#;
    let ways = |record: &str, name: &str| {
        let all = super::answer(policy, record, "2026-05-04T12:00");
        let row = super::row(&all, name);
        assert_eq!(row["value"], "undetermined");
        let routes = &row["routes"];
        (
            routes["yes"].clone(),
            routes["no"].clone(),
            routes["search"].clone(),
        )
    };
    let span = r#"{"between": ["2026-05-03T10:00", "2026-05-04T18:00"]}"#;
    let record = |rest: &str| format!(r#"{{"aware": "2026-05-03T09:30", {rest}}}"#);
    // To a yes only time leads; a no ends with the moment asked about.
    let (yes, no, search) = ways(&record(&format!(r#""found": {span}"#)), "late");
    assert_eq!((yes, search), (json!([]), json!("truncated")));
    assert_eq!(no[0][0]["between"][0], "2026-05-03T10:00:00+00:00", "{no}");
    assert_eq!(no[0][0]["between"][1], "2026-05-04T12:00:00+00:00", "{no}");
    let (yes, _, _) = ways(r#"{"aware": "2026-05-03T09:30"}"#, "late");
    assert_eq!(yes, json!([]));
    // What was to be seen before is offered, and so is what is planned.
    let (yes, _, search) = ways(r#"{"aware": "2026-05-02T09:30"}"#, "late");
    assert_eq!(search, json!("complete"));
    assert_eq!(yes[0][0]["more_than"], "2026-05-03T15:30:00+00:00", "{yes}");
    let (yes, no, search) = ways(&record(&format!(r#""matter": {{"held": {span}}}"#)), "far");
    assert_eq!(search, json!("complete"));
    assert!(yes != json!([]) && no != json!([]));
}
