//! A limit where it is open in which place the person concerned is: it lies between those of the places
//! that it can be, and the row names what decides it, whatever differs, the clock or the holidays.

use onus::plan::{Options, Prepared};
use onus::value::{Date, Moment, Zone};
use serde_json::{Value, json};

use super::{HEAD, program, question, record, row, told};

const PLACES: &[(&str, &str)] = &[
    ("de", "Europe/Berlin"),
    ("pt", "Europe/Lisbon"),
    ("jp", "Asia/Tokyo"),
    ("us", "America/New_York"),
];

/// By when, and what of the place counts.
const LIMITS: &[&str] = &[
    "by found\n  zone of state",
    "within 3 days after found\n  zone of state",
    "within 3 days after found\n  zone of state\n  calendar of state",
    "within 2 business days after found\n  calendar of state",
    "within 40 hours after aware\n  zone of state",
    "by 3 days after aware\n  relief to 12:00 on next working day\n  zone of state",
    "by 31 January of found\n  zone of state",
];

fn policy(limit: &str) -> String {
    let places: String = PLACES
        .iter()
        .map(|(name, zone)| {
            let calendar = if *name == "us" { "us.federal" } else { name };
            format!("  | {name} \"{name}\" ko \"{name}\" zone {zone} calendar {calendar}\n")
        })
        .collect();
    format!(
        "policy t\nzone Europe/Brussels\nperiods eu.1182_71\ncalendar be\n{HEAD}
choice state \"State\" ko \"국가\"\n{places}
fact state : state \"State\" ko \"국가\"
fact found : date \"Found\" ko \"발견\"
fact aware : time \"Aware\" ko \"인지\"
duty tell \"Tell\" ko \"보고 의무\"
  cites Act 1 bearer firm to office must report
  {limit}\n"
    )
}

fn tell(policy: &str, state: &str, found: &str) -> Value {
    let program = program(policy);
    let facts = format!(
        r#"{{"found": "{found}", "aware": "{found}T10:30Z"{state},
            "events": [], "record_complete_until": "{found}T12:00Z"}}"#
    );
    let facts = record(&program, &facts);
    let asked = onus::eval::Question {
        routes: false,
        ..question(&format!("{found}T12:00"))
    };
    if let Ok(plan) = Prepared::new(&program, &Options::default()) {
        let (differences, ..) = crate::equal::both(&program, &plan, &facts, &asked);
        assert_eq!(differences, Vec::<String>::new(), "{policy}");
    }
    row(&told(&program, &facts, &asked), "tell").clone()
}

/// The instant at which a limit that is told in a zone passes, in seconds.
fn passes(told: &Value, zone: &str) -> Option<i64> {
    let text = told.as_str()?;
    let zone = Zone::named(zone).expect("a zone");
    let at = match Date::parse(text) {
        Some(day) => zone.midnight(day.plus_days(1)?)?,
        None => Moment::parse(text)?.instant(),
    };
    Some(at.micros().div_euclid(1_000_000))
}

#[test]
fn a_limit_in_an_open_place_lies_between_those_of_the_places() {
    for limit in LIMITS {
        let policy = policy(limit);
        for found in ["2026-04-30", "2026-01-02", "2026-07-02"] {
            let alone = PLACES.iter().map(|(name, zone)| {
                let row = tell(&policy, &format!(r#", "state": "{name}""#), found);
                let zoned = row["zone"].as_str().unwrap_or("Europe/Brussels");
                let due = passes(&row["due_day"], zoned).or(passes(&row["due_at"], zoned));
                assert!(
                    limit.contains("zone") || zoned == "Europe/Brussels",
                    "{zone}"
                );
                due.unwrap_or_else(|| panic!("{limit} {name}: {row:#}"))
            });
            let alone: Vec<i64> = alone.collect();
            // Each two of them, and all.
            for of in 1u32..16 {
                let chosen: Vec<usize> = (0..4).filter(|at| of & (1 << at) != 0).collect();
                if chosen.len() < 2 {
                    continue;
                }
                let names: Vec<&str> = chosen.iter().map(|at| PLACES[*at].0).collect();
                let state = json!({ "one_of": names });
                let row = tell(&policy, &format!(r#", "state": {state}"#), found);
                let dues = chosen.iter().map(|at| alone[*at]);
                let (first, last) = (dues.clone().min(), dues.max());
                let told = |name| passes(&row[name], "Europe/Brussels");
                let known = told("due_day").or(told("due_at"));
                let about = format!("{limit} {found} {names:?}: {row:#}");
                if first == last {
                    assert_eq!(known, first, "{about}");
                    continue;
                }
                assert_eq!(known, None, "{about}");
                assert_eq!(told("due_earliest"), first, "{about}");
                assert_eq!(told("due_latest"), last, "{about}");
                let needs = row["needs"].as_array().into_iter().flatten();
                assert!(needs.clone().any(|need| need == "state"), "{about}");
                let open = row["open"].as_array().into_iter().flatten();
                let of_limit = open.clone().find(|open| open["what"] == "limit");
                let needs = of_limit.map(|open| &open["needs"]);
                assert_eq!(needs, Some(&json!(["state"])), "{about}");
            }
        }
    }
}
