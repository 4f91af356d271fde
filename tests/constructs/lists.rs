//! Questions over lists, closed and open, and what stands in the records of a list.

use onus::eval::Question;
use onus::plan::{Options, Prepared};
use onus::source::Sources;
use serde_json::{Value, json};

use super::{EACH, Said, answered, at, conclusion, given, needs, rule, rule_with, world};

/// Services that are free, not free, or of which it is not known; perhaps there are more.
fn free(members: &[Option<bool>], more: bool) -> Value {
    let members: Vec<Value> = members
        .iter()
        .map(|free| json!({ "free": given(*free) }))
        .collect();
    match more {
        true => json!({ "services": { "at_least": members } }),
        false => json!({ "services": members }),
    }
}

#[test]
fn an_open_list_settles_only_what_no_further_member_can_change() {
    for (members, open, any, every) in [
        (&[Some(true), Some(false)][..], false, "yes", "no"),
        (&[Some(true)][..], false, "yes", "yes"),
        (&[Some(true)][..], true, "yes", "undetermined"),
        (&[Some(false)][..], true, "undetermined", "no"),
        (&[Some(true), None][..], false, "yes", "undetermined"),
        (&[Some(false), None][..], false, "undetermined", "no"),
    ] {
        let none = match any {
            "yes" => "no",
            "no" => "yes",
            open => open,
        };
        for (which, expected) in [("any", any), ("every", every), ("none", none)] {
            let row = rule(
                &format!("{which} of (s.free for s in services)"),
                &free(members, open),
            );
            assert_eq!(row.value.said(), expected, "{which} {members:?} {open}");
        }
    }
    let row = rule("any of (s.free for s in services)", &json!({}));
    assert_eq!(needs(&row.about), ["services"]);
}

#[test]
fn counts_know_the_least_and_where_closed_the_most() {
    let some = [Some(true), Some(false), None];
    let counted = |is: &str, open| {
        rule(
            &format!("count of (s in services where s.free) {is}"),
            &free(&some, open),
        )
    };
    assert_eq!(counted(">= 1", false).value.said(), "yes");
    assert_eq!(counted(">= 3", false).value.said(), "no");
    assert_eq!(needs(&counted(">= 2", false).about), ["services[2].free"]);
    assert_eq!(counted(">= 3", true).value.said(), "undetermined");
    assert_eq!(counted("<= 0", true).value.said(), "no");
}

#[test]
fn a_reference_period_is_read_by_its_months() {
    let users = |year: &str, started: Value| {
        let means = format!(
            "any of (s.users over october to december of year {year} >= 100 for s in services)"
        );
        let services = json!([{ "users": [{ "over": "2021-10/2021-12", "is": 100 }] }]);
        rule(
            &means,
            &json!({ "outage": { "started": started }, "services": services }),
        )
    };
    let started = || json!("2022-02-03T11:20");
    assert_eq!(
        users("before outage.started", started()).value.said(),
        "yes"
    );
    let row = users("of outage.started", started());
    assert_eq!(
        needs(&row.about),
        ["services[0].users over 2022-10/2022-12"]
    );
    let vague = json!({ "between": ["2021-12-31T12:00", "2022-01-01T12:00"] });
    assert_eq!(
        needs(&users("before outage.started", vague).about),
        ["outage.started"]
    );
}

#[test]
fn a_reference_period_named_by_a_day_is_that_of_its_year() {
    let items =
        "define day : date \"Day\" ko \"날\" cites Act 1 means end of month of outage.started\n";
    let services = json!([{ "users": [
        { "over": "2021-10/2021-12", "is": 100 }, { "over": "2022", "is": 100 },
    ] }]);
    let users = |period: &str, started: Value| {
        let facts = json!({ "outage": { "started": started }, "services": services });
        let means = format!("any of (s.users over {period} >= 100 for s in services)");
        let row = rule_with(items, &means, &facts);
        both_agree(
            &format!("{items}define rule cites Act 1 means {means}\n"),
            &facts,
        );
        row
    };
    for period in ["year of day", "october to december of year before day"] {
        let row = users(period, json!("2022-02-03T11:20"));
        assert_eq!(row.value.said(), "yes", "{period}");
    }
    // Every day that it can be lies in that year.
    let vague = json!({ "between": ["2022-02-03T11:20", "2022-05-03T11:20"] });
    assert_eq!(users("year of day", vague).value.said(), "yes");
    let vague = json!({ "between": ["2022-02-03T11:20", "2023-02-03T11:20"] });
    assert_eq!(
        needs(&users("year of day", vague).about),
        ["outage.started"]
    );
}

/// Compiled or not, the world with these items answers alike.
fn both_agree(items: &str, facts: &Value) {
    let program = world(items);
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let mut sources = Sources::default();
    let file = sources.add("facts.json", facts.to_string());
    let (facts, _) = onus::facts::read(file, &sources, &program);
    let question = Question {
        coming: false,
        routes: false,
        ..Question::as_of(at("2022-07-01T00:00"))
    };
    let (differences, open, _) = crate::equal::both(&program, &plan, &facts, &question);
    assert_eq!((differences, open), (Vec::new(), 0));
}

/// Six conditions of which each holds, fails or is open, against a plain count.
#[test]
fn at_least_two_of_some_is_what_counting_says() {
    let names = [
        "a",
        "b",
        "c",
        "outage.cause is line",
        "amount > 3",
        "impaired",
    ];
    let legs = names.join(", ");
    let program = world(&format!(
        "define listed \"Listed\" ko \"열거\" cites Act 1 means at least 2 of ({legs})\n\
         define counted \"Counted\" ko \"산정\" cites Act 1 means count of ({legs}) >= 2\n"
    ));
    for combination in 0..3usize.pow(6) {
        let states: Vec<Option<bool>> = (0..6)
            .map(|place| EACH[combination / 3usize.pow(place) % 3])
            .collect();
        let holding = states.iter().filter(|state| **state == Some(true)).count();
        let open = states.iter().filter(|state| state.is_none()).count();
        let expected = match (holding, holding + open) {
            (2.., _) => "yes",
            (_, ..2) => "no",
            _ => "undetermined",
        };
        let mut facts = json!({});
        for (place, name) in ["a", "b", "c", "cause", "amount", "impaired"]
            .iter()
            .enumerate()
        {
            let value = match (place, states[place]) {
                (_, None) => continue,
                (3, Some(yes)) => json!(if yes { "line" } else { "other" }),
                (4, Some(yes)) => json!(if yes { 4 } else { 3 }),
                (_, Some(yes)) => json!(yes),
            };
            match place {
                3 => facts["outage"] = json!({ "cause": value }),
                _ => facts[*name] = value,
            }
        }
        let all = answered(&program, &facts, "2022-07-01T00:00");
        for name in ["listed", "counted"] {
            let row = conclusion(&all, name);
            assert_eq!(row.value.said(), expected, "{states:?}");
            let open =
                (0..6).filter(|place| expected == "undetermined" && states[*place].is_none());
            assert_eq!(row.about.needs.len(), open.count(), "{name} {states:?}");
        }
    }
}

#[test]
fn a_service_reads_the_outage_where_it_says_nothing_itself() {
    let (overload, short) = (
        "any of (s.outage.cause is overload for s in services)",
        "any of (s.outage.duration <= 1 hour for s in services)",
    );
    let facts = |cause: Value, own: Value| {
        let mut outage = json!({ "started": "2022-02-03T11:20", "ended": "2022-02-03T12:05" });
        if !cause.is_null() {
            outage["cause"] = cause;
        }
        json!({ "outage": outage, "services": [{ "free": true, "outage": own }] })
    };
    let nothing = facts(Value::Null, json!({}));
    assert_eq!(
        needs(&rule(overload, &nothing).about),
        ["services[0].outage.cause"]
    );
    assert_eq!(rule(short, &nothing).value.said(), "yes");
    assert_eq!(
        rule(overload, &facts(json!("overload"), json!({})))
            .value
            .said(),
        "yes"
    );
    let own = facts(json!("overload"), json!({ "cause": "line" }));
    assert_eq!(rule(overload, &own).value.said(), "no");
    let early = facts(Value::Null, json!({ "started": "2022-02-03T08:00" }));
    assert_eq!(rule(short, &early).value.said(), "no");
}

#[test]
fn judgements_stand_in_the_record_they_are_about() {
    let unforeseen = "any of (unforeseen(s) for s in services)";
    let row = rule(unforeseen, &json!({ "services": [{}] }));
    assert_eq!(needs(&row.about), ["services[0].unforeseen"]);
    let row = rule(
        unforeseen,
        &json!({ "services": [{ "unforeseen": false }] }),
    );
    assert_eq!(row.value.said(), "no");
}
