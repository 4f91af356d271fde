//! What a fact leaves open that is not there, beside the rows that ask for it: which sanction a breach
//! opens whose law is not known, which instance an act answers of a list that may be longer, and when
//! something not on record may have been done. The compiled evaluator settles nothing otherwise.

use onus::eval::Question;
use onus::plan::{Options, Prepared};
use serde_json::{Value, json};

use super::{program, question, record, told};
use crate::equal::both;

const HEAD: &str = r#"policy t
zone UTC
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party office "Office" ko "관청"
act report "Report" ko "보고" from firm to office
act note "Note" ko "공고" from firm to office
act request "Request" ko "요청" from office to firm
act fined "Fine" ko "과태료" from office to firm
record Service "Service" ko "서비스"
  field down : yes/no "Down" ko "중단"
fact aware : time "Aware" ko "인지"
fact services : list of Service "Services" ko "서비스"
"#;

const AT: &str = "2026-03-20T09:00";

/// The answer of rules on a record that may tell of all events.
fn answer(rules: &str, facts: &Value, complete: bool) -> Value {
    judged(rules, facts, complete).0
}

/// The same, and how much of it the compiled evaluator leaves open.
fn judged(rules: &str, facts: &Value, complete: bool) -> (Value, usize) {
    let program = program(&format!("{HEAD}{rules}"));
    let mut facts = facts.clone();
    if complete {
        facts["record_complete_until"] = json!(AT);
    }
    let facts = record(&program, &facts.to_string());
    let plan = Prepared::new(&program, &Options::default()).expect("it compiles");
    let asked = Question {
        routes: false,
        ..question(AT)
    };
    let (differences, left, _) = both(&program, &plan, &facts, &asked);
    assert!(differences.is_empty(), "{differences:#?}");
    (told(&program, &facts, &question(AT)), left)
}

/// The states of the sanctions of a name, by their instances.
fn states<'a>(all: &'a Value, name: &str) -> Vec<(&'a str, &'a str, &'a Value)> {
    let rows = all["sanctions"].as_array().into_iter().flatten();
    let of = rows.filter(|row| row["name"] == format!("t.{name}"));
    let text = |value: &'a Value| value.as_str().unwrap_or_default();
    of.map(|row| (text(&row["instance"]), text(&row["state"]), &row["needs"]))
        .collect()
}

#[test]
fn a_breach_opens_what_the_law_says_under_which_it_may_be_one() {
    let rules = "duty tell cites Act 1 governed by aware bearer firm to office\n\
        in force from 2026-01-01 until 2026-03-09 must report by 2026-03-12T10:00 on breach mild\n\
        in force from 2026-03-10 must report by 2026-03-12T10:00 on breach harsh\n\
        sanction mild cites Act 8 bearer firm holder office through fined up to 10 EUR\n\
        sanction harsh cites Act 9 bearer firm holder office through fined up to 100 EUR\n";
    let open = |aware: Value| {
        let all = answer(rules, &json!({ "aware": aware, "events": [] }), true);
        ["mild", "harsh"].map(|name| match states(&all, name).as_slice() {
            [(_, state, needs)] => ((*state).to_owned(), (*needs).clone()),
            other => panic!("{name}: {other:?}"),
        })
    };
    let asked = || ("undetermined".to_owned(), json!(["aware"]));
    let settled = |state: &str| (state.to_owned(), json!([]));
    for (aware, expected) in [
        (
            json!("2026-03-09T10:00"),
            [settled("open"), settled("not_open")],
        ),
        (
            json!("2026-03-10T10:00"),
            [settled("not_open"), settled("open")],
        ),
        (json!({ "unknown": true }), [asked(), asked()]),
        (
            json!({ "between": ["2026-03-09T10:00", "2026-03-10T10:00"] }),
            [asked(), asked()],
        ),
    ] {
        assert_eq!(open(aware.clone()), expected, "{aware}");
    }
}

#[test]
fn what_governs_has_come_about_by_now_in_what_a_condition_asks() {
    let rules = "duty tell cites Act 1\n\
        governed by if aware < 2026-10-01T00:00 then aware else 2026-10-01T00:00\n\
        bearer firm to office must report by 2026-03-12T10:00\n\
        in force from 2026-10-01\n";
    for (aware, state) in [
        (json!({ "unknown": true }), "not_in_force"),
        (json!({ "at_least": "2026-03-09T10:00" }), "not_in_force"),
        (json!("2026-03-09T10:00"), "not_in_force"),
    ] {
        let facts = json!({ "aware": aware, "events": [] });
        let (all, left) = judged(rules, &facts, true);
        assert_eq!(super::row(&all, "tell")["state"], state, "{facts}");
        assert_eq!(left, 0, "{facts}");
    }
}

#[test]
fn an_act_answers_no_further_member_where_it_names_what_none_can_be() {
    let rules = "duty answer cites Act 1 arises on request bearer firm to office\n\
        must report by request.at + 24 hours on breach fine\n\
        duty tell cites Act 2 for each s in services bearer firm to office when s.down\n\
        must note by 2026-03-12T10:00 on breach other\n\
        sanction fine cites Act 8 bearer firm holder office through fined up to 10 EUR\n\
        sanction other cites Act 9 bearer firm holder office through fined up to 100 EUR\n";
    let imposed = |re: &str, services: Value| {
        let mut fined = json!({ "act": "fined", "at": "2026-03-18T10:00" });
        if !re.is_empty() {
            fined["re"] = json!(re);
        }
        let request = json!({ "act": "request", "at": "2026-03-10T10:00" });
        let all = answer(
            rules,
            &json!({ "services": services, "events": [request, fined] }),
            true,
        );
        let fine = states(&all, "fine");
        assert_eq!(fine.len(), 1, "{fine:?}");
        (fine[0].1.to_owned(), fine[0].2.clone())
    };
    let yes = ("imposed".to_owned(), json!([]));
    let open = json!(["events[1].re", "services"]);
    let open = ("undetermined".to_owned(), open);
    for (re, services, expected) in [
        ("events[0]", json!([]), &yes),
        ("events[0]", json!({ "unknown": true }), &yes),
        ("", json!([]), &yes),
        // A service that is not told of yet may be down too.
        ("", json!({ "unknown": true }), &open),
    ] {
        assert_eq!(&imposed(re, services.clone()), expected, "{re} {services}");
    }
}

#[test]
fn when_it_may_have_been_done_hangs_on_what_gave_rise_to_it() {
    let rules = "duty tell cites Act 1 governed by aware bearer firm to office must report\n\
        duty more cites Act 2 bearer firm to office must note by performance of tell + 72 hours\n";
    let more = |aware: Value| {
        let all = answer(rules, &json!({ "aware": aware, "events": [] }), false);
        let row = super::row(&all, "more");
        (row["state"].clone(), row["needs"].clone())
    };
    assert_eq!(
        more(json!("2026-03-20T08:00")),
        (json!("pending"), json!(["events.report"]))
    );
    assert_eq!(
        more(json!({ "unknown": true })),
        (
            json!("undetermined"),
            json!(["events.report", "aware", "events.note"])
        )
    );
}

#[test]
fn sanctions_in_lieu_of_one_that_several_breaches_open_say_which() {
    let policy = format!(
        r#"policy t zone UTC
{}act note "Notice" ko "공지" from firm to office
fact aware : time "Aware" ko "인지"
duty tell "Report" ko "보고" cites Act 1 bearer firm to office must report by aware + 24 hours on breach fine
duty show "Show" ko "공지" cites Act 1 bearer firm to office must note by aware + 24 hours on breach fine
sanction fine "Fine" ko "과태료" cites Act 2 holder office bearer firm up to 100 EUR
sanction other "Other" ko "갈음" cites Act 3 holder office bearer firm in lieu of fine up to 50 EUR
"#,
        super::HEAD
    );
    let facts = r#"{"aware": "2026-05-04T09:00", "events": [], "record_complete_until": "2026-06-01T00:00"}"#;
    let found = super::answer(&policy, facts, "2026-06-01T00:00");
    let sanctions = found["sanctions"].as_array().cloned().unwrap_or_default();
    let instances = sanctions.iter().map(|row| row["instance"].as_str());
    let instances: Vec<_> = instances.collect();
    assert_eq!(instances, ["tell", "show", "tell", "show"].map(Some));
}

/// A sanction that a breach opens, and a condition of its own: each row is one of its own, and what settles one
/// is not read off the other.
#[test]
fn a_sanction_of_a_breach_and_of_a_condition_has_rows_that_are_told_apart() {
    let policy = format!(
        r#"policy t zone UTC
{}fact n : number "N" ko "수"
fact b : yes/no "B" ko "비"
duty tell "Report" ko "보고" cites Act 1 bearer firm to office must report by 2026-06-02T00:00 on breach fine
sanction fine "Fine" ko "과태료" cites Act 2 holder office bearer firm when b and n >= 5 up to 100 EUR
"#,
        super::HEAD
    );
    let told = |facts: &str| {
        let facts =
            format!(r#"{{{facts}"events": [], "record_complete_until": "2026-06-05T09:00"}}"#);
        let all = super::answer(&policy, &facts, "2026-06-05T09:00");
        let rows = all["sanctions"].as_array().cloned().unwrap_or_default();
        let rows = rows.into_iter();
        rows.map(|row| {
            (
                row["instance"].clone(),
                row["state"].clone(),
                row["routes"].clone(),
            )
        })
        .collect::<Vec<_>>()
    };
    let all = told("");
    let [(breach, open, _), (itself, undetermined, routes)] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert_eq!([breach, open], [&json!("tell"), &json!("open")]);
    assert_eq!(
        [itself, undetermined],
        [&json!(null), &json!("undetermined")]
    );
    let yes = routes["yes"].as_array().expect("there is a way");
    let facts = |set: &Value| set.as_array().map_or(0, Vec::len);
    assert_eq!(yes.iter().map(facts).collect::<Vec<_>>(), [2], "{routes}");
    assert_eq!(routes["no"].as_array().map_or(0, Vec::len), 2, "{routes}");
    assert_eq!(told(r#""b": true, "n": 5, "#)[1].1, "open");
    assert_eq!(told(r#""b": false, "#)[1].1, "not_open");
}

/// A condition that holds in every case of what is not known does not establish what is presumed.
#[test]
fn a_sanction_in_lieu_of_one_that_is_presumed_is_presumed_whatever_else_it_hangs_on() {
    let policy = format!(
        r#"policy t zone UTC
{}choice sort "Sort" ko "종류" | x "X" ko "엑스" | y "Y" ko "와이"
fact sort : sort "Sort" ko "종류"
fact n : number "N" ko "수"
fact aware : time "Aware" ko "인지"
duty tell "Report" ko "보고" cites Act 1 bearer firm to office must report by aware + 24 hours on breach fine
exception small "Small" ko "소규모" cites Act 1 to tell when n > 3 presumed no, burden on firm
sanction fine "Fine" ko "과태료" cites Act 2 holder office bearer firm up to 100 EUR
sanction other "Other" ko "갈음" cites Act 3 holder office bearer firm in lieu of fine
  when sort is x or sort is not x up to 50 EUR
"#,
        super::HEAD
    );
    let told = |n: &str| {
        let facts = format!(
            r#"{{"aware": "2026-05-04T09:00"{n}, "events": [], "record_complete_until": "2026-06-01T00:00"}}"#
        );
        let all = super::answer(&policy, &facts, "2026-06-01T00:00");
        let row = super::row(&all, "other");
        ["state", "standing", "needs"].map(|of| row[of].clone())
    };
    assert_eq!(told(""), [json!("open"), json!("presumed"), json!(["n"])]);
    let [state, standing, _] = told(r#", "n": 2"#);
    assert_eq!([state, standing], [json!("open"), json!("established")]);
    assert_eq!(told(r#", "n": 4"#)[0], json!("not_open"));
}

#[test]
fn what_an_act_gives_rise_to_about_when_the_record_begins_names_when_it_was() {
    let policy = format!(
        r#"policy t zone UTC
{}act order "Order" ko "명령" from office to firm
fact found : time "Found" ko "발견"
duty obey "Obey" ko "이행" cites Act 1 arises on order bearer firm to office must report by found + 24 hours
"#,
        super::HEAD
    );
    let paths = |at: &str, until: &str, found: &str| {
        let facts = format!(
            r#"{{"found": {found}, "events": [{{"act": "order", "at": {at}}}],
              "record_complete_from": "2026-05-02T00:00", "record_complete_until": "{until}"}}"#
        );
        let all = super::answer(&policy, &facts, "2026-06-01T00:00");
        let obey = super::row(&all, "obey");
        (obey["state"].clone(), obey["needs"].clone())
    };
    let exact = r#""2026-05-03T00:00""#;
    let bounded = r#"{"between": ["2026-05-01T00:00", "2026-05-03T00:00"]}"#;
    let (state, needs) = paths(bounded, "2026-06-01T00:00", exact);
    assert_eq!(state, "undetermined");
    assert_eq!(needs, json!(["events.report", "events[0].at"]));
    // It ends where the limit may have passed: a limit that certainly had would settle it.
    let (state, needs) = paths(exact, "2026-05-03T12:00", bounded);
    assert_eq!(state, "undetermined");
    assert_eq!(needs, json!(["events.report", "found"]));
    let (state, _) = paths(
        r#""2026-05-02T00:00""#,
        "2026-05-03T12:00",
        r#""2026-05-02T01:00""#,
    );
    assert_eq!(state, "breached");
}

/// On a record that may tell of other acts, what may not have been done yet hides none of them: the
/// answer is that of either way to fill it in, or open.
#[test]
fn what_may_be_still_to_come_does_not_stand_for_what_is_not_told() {
    let rules =
        "duty tell cites Act 1 arises on note bearer firm to office on breach fine must report\n\
        within 10 days after note.at\n\
        duty next cites Act 2 bearer firm to office must request by breach of tell + 24 hours\n\
        define late cites Act 3 means tell is breached\n\
        define owed cites Act 3 means tell is pending\n\
        sanction fine cites Act 4 bearer firm holder office through fined up to 10 EUR\n\
        sanction second cites Act 5 bearer firm holder office when tell is breached up to 5 EUR\n"
            .replace("must request", "must note");
    let noted = |at: Value| json!({ "events": [{ "act": "note", "at": at }] });
    let perhaps = || json!({ "between": ["2026-03-15T00:00", "2026-03-25T00:00"] });
    let value = |all: &Value, name: &str| {
        let rows = all["conclusions"].as_array().into_iter().flatten();
        let mut of = rows.filter(|row| row["name"] == format!("t.{name}"));
        of.next()
            .map(|row| (row["value"].clone(), row["needs"].clone()))
    };
    let open = json!("undetermined");
    // As if it was not given yet, another may have been.
    let all = answer(&rules, &noted(perhaps()), false);
    for name in ["fine", "second"] {
        let states = states(&all, name);
        assert!(
            matches!(states.as_slice(), [("", "undetermined", _)]),
            "{states:?}"
        );
    }
    let (late, needs) = value(&all, "late").expect("it is told");
    assert_eq!(
        (late, needs),
        (open.clone(), json!(["events[0].at", "events.note"]))
    );
    assert_eq!(value(&all, "owed").map(|of| of.0), Some(open.clone()));
    assert_eq!(
        super::row(&all, "next")["needs"],
        json!(["events[0].at", "events.note"])
    );
    // Where the record would tell of it, there is none; nor is one asked about beside what was given.
    for (at, complete) in [(perhaps(), true), (json!("2026-03-15T00:00"), false)] {
        let all = answer(&rules, &noted(at), complete);
        for name in ["fine", "second"] {
            let states = states(&all, name);
            assert!(
                matches!(states.as_slice(), [(_, "not_open", _)]),
                "{states:?}"
            );
        }
        assert_eq!(value(&all, "late").map(|of| of.0), Some(json!("no")));
    }
}

#[test]
fn a_member_that_may_be_none_does_not_stand_for_those_that_are_not_told() {
    let rules = "duty tell cites Act 1 for each s in services where s.down bearer firm to office\n\
        on breach fine must report by 2026-03-25T00:00\n\
        sanction fine cites Act 4 bearer firm holder office through fined up to 10 EUR\n";
    let of = |down: Value| {
        let services = json!({ "at_least": [{ "down": down }] });
        let all = answer(rules, &json!({ "services": services, "events": [] }), true);
        let states = states(&all, "fine").into_iter();
        let states = states.map(|(of, state, _)| (of.to_owned(), state.to_owned()));
        states.collect::<Vec<_>>()
    };
    let one = |state: &str| vec![(String::new(), state.to_owned())];
    assert_eq!(of(json!(false)), one("undetermined"));
    assert_eq!(of(json!({ "unknown": true })), one("undetermined"));
    assert_eq!(of(json!(true)), one("not_open"));
}

#[test]
fn each_sanction_is_told_that_a_breach_may_open_whichever_version_applies() {
    let rules = r#"duty tell "Tell" ko "보고" cites Act 1 bearer firm to office governed by aware
  must report by 2026-03-10
  in force from 2020-01-01 until 2026-03-01 on breach small
  in force from 2026-03-02 on breach large
sanction small "Small fine" ko "소액 과태료" cites Act 3 bearer firm holder office through fined
sanction large "Large fine" ko "고액 과태료" cites Act 4 bearer firm holder office through fined
"#;
    let named = |aware: Value| {
        let facts = json!({ "aware": aware, "events": [] });
        let told = answer(rules, &facts, true);
        super::row(&told, "tell")["on_breach"].clone()
    };
    let between = |first: &str, last: &str| json!({ "between": [first, last] });
    assert_eq!(named(json!("2026-02-20T09:00")), json!(["t.small"]));
    assert_eq!(named(json!("2026-03-05T09:00")), json!(["t.large"]));
    let both = between("2026-02-20T09:00", "2026-03-05T09:00");
    assert_eq!(named(both), json!(["t.small", "t.large"]));
    let old = between("2026-02-20T09:00", "2026-02-21T09:00");
    assert_eq!(named(old), json!(["t.small"]));
}

#[test]
fn what_the_breach_of_one_duty_or_another_opens_says_which_was_breached() {
    let rules = r#"duty tell "Tell" ko "보고" cites Act 1 bearer firm to office governed by aware
  must report by aware + 24 hours
duty post "Post" ko "공고" cites Act 2 bearer firm to office governed by aware
  must note by aware + 30 hours
sanction fine "Fine" ko "과태료" cites Act 3 bearer firm holder office through fined
  when tell is breached or post is breached
"#;
    for (re, imposed) in [("post", "post"), ("tell", "tell")] {
        let facts = json!({
            "aware": "2026-03-01T09:00",
            "events": [{"act": "fined", "at": "2026-03-10T09:00", "re": re}],
        });
        let told = answer(rules, &facts, true);
        let rows = told["sanctions"].as_array().into_iter().flatten();
        let rows = rows.map(|row| (row["instance"].as_str(), row["state"].as_str()));
        let rows: Vec<_> = rows.collect();
        let state = |duty: &str| if duty == imposed { "imposed" } else { "open" };
        assert_eq!(
            rows,
            [
                (Some("tell"), Some(state("tell"))),
                (Some("post"), Some(state("post")))
            ],
            "{re}"
        );
    }
}

#[test]
fn a_sanction_hangs_on_further_members_of_the_list_of_its_duty() {
    let rules = r#"duty tell "Tell" ko "보고" cites Act 1 bearer firm to office for each s in services
  when s.down must report by 2026-03-10 on breach fine
sanction fine "Fine" ko "과태료" cites Act 3 bearer firm holder office through fined
sanction more "More" ko "가중" cites Act 4 bearer firm holder office in lieu of fine
sanction each "Each" ko "각각" cites Act 5 bearer firm holder office for each s in services when s.down
sanction instead "Instead" ko "대신" cites Act 6 bearer firm holder office in lieu of each
"#;
    let harmless = json!([{ "down": false }]);
    let open = json!({ "services": { "at_least": harmless }, "events": [] });
    let told = answer(rules, &open, true);
    let services = json!(["services"]);
    for name in ["fine", "more", "instead"] {
        let undetermined = [("", "undetermined", &services)];
        assert_eq!(states(&told, name), undetermined, "{name}");
    }
    let whole = json!({ "services": harmless, "events": [] });
    let told = answer(rules, &whole, true);
    let none = json!([]);
    for name in ["fine", "more", "instead"] {
        assert_eq!(states(&told, name), [("", "not_open", &none)], "{name}");
    }
}
