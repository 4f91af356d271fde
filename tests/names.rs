//! One record read by several policies: what a name in it reaches, and that neither the order nor
//! the names of the policies decide.

use onus::determination::Determination;
use onus::diagnostic::{Diagnostic, Severity};
use onus::eval::{Question, evaluate};
use onus::facts;
use onus::program::Program;
use onus::source::Sources;
use onus::value::{Instant, Local, Zone};
use proptest::prelude::*;

fn program(policies: &[String]) -> Program {
    let mut sources = Sources::default();
    for (number, text) in policies.iter().enumerate() {
        sources.add(format!("{number}.onus"), text.as_str());
    }
    let (program, findings) = onus::load(&sources);
    program.unwrap_or_else(|| panic!("{findings:#?}"))
}

fn at(day: &str) -> Instant {
    let day = onus::value::Date::parse(day).expect("a day");
    match Zone::UTC.local(day, 0) {
        Some(Local::Once(at)) => at,
        other => panic!("{other:?}"),
    }
}

/// The answer, or what is wrong with the record.
fn judged(policies: &[String], record: &str, day: &str) -> Result<Determination, Vec<Diagnostic>> {
    let program = program(policies);
    let mut sources = Sources::default();
    let file = sources.add("record.json", record);
    let (facts, findings) = facts::read(file, &sources, &program);
    if findings.iter().any(|f| f.severity() == Severity::Error) {
        return Err(findings);
    }
    Ok(evaluate(&program, &facts, &Question::as_of(at(day))).0)
}

/// A policy that asks for one report, in a zone, to an office with a title of its own.
fn report(name: &str, zone: &str, office: &str, aware: &str) -> String {
    format!(
        r#"policy {name} zone {zone}
source Act "Act of {name}" ko "{name} 법"
party firm "Firm" ko "회사"
party office "{office}" ko "{office}"
{aware}
act report "Report to {office}" ko "{office} 보고" from firm to office
duty tell "Tell {office}" ko "{office} 보고 의무"
  cites Act 1 bearer firm to office must report by aware + 24 hours
"#
    )
}

const AWARE: &str = r#"fact aware : time "Aware" ko "인지""#;

fn two() -> Vec<String> {
    vec![
        report("ie.cyber", "Europe/Dublin", "Centre", AWARE),
        report("fr.cyber", "Europe/Paris", "Agence", AWARE),
    ]
}

/// Name, state, limit and needs of each duty, in the order of the names.
fn duties(answer: &Determination) -> Vec<(String, String, String, Vec<String>)> {
    let mut rows: Vec<_> = answer
        .duties
        .iter()
        .map(|duty| {
            let due = format!("{:?} {:?}", duty.due_at, duty.due_day);
            let needs = duty.about.needs.iter().map(|need| need.path.clone());
            let state = duty.state.to_string();
            (duty.about.name.clone(), state, due, needs.collect())
        })
        .collect();
    rows.sort();
    rows
}

fn state<'a>(rows: &'a [(String, String, String, Vec<String>)], name: &str) -> &'a str {
    let row = rows.iter().find(|row| row.0 == name);
    &row.unwrap_or_else(|| panic!("{name} in {rows:?}")).1
}

#[test]
fn a_bare_name_reaches_every_policy_that_declares_it_alike() {
    let record = r#"{"zone": "Europe/Dublin", "aware": "2027-01-13T10:15",
        "record_complete_until": "2027-01-20T00:00"}"#;
    let rows = duties(&judged(&two(), record, "2027-01-16").expect("it reads"));
    for name in ["ie.cyber.tell", "fr.cyber.tell"] {
        assert_eq!(state(&rows, name), "breached", "{name}");
    }
    // What is missing is asked for once, by the name that answers it in both.
    let rows = duties(&judged(&two(), "{}", "2027-01-16").expect("it reads"));
    for row in &rows {
        assert!(
            row.3
                .iter()
                .all(|need| need == "aware" || need.starts_with("events.")),
            "{row:?}"
        );
    }
}

#[test]
fn an_act_of_two_policies_is_named_in_full_or_told_apart_by_who_acts_towards_whom() {
    let with = |event: &str| {
        format!(
            r#"{{"zone": "Europe/Dublin", "aware": "2027-01-13T10:15", "events": [{event}],
                "record_complete_until": "2027-01-20T00:00"}}"#
        )
    };
    for event in [
        r#"{"act": "report", "at": "2027-01-13T12:00"}"#,
        r#"{"act": "report", "at": "2027-01-13T12:00", "by": "firm"}"#,
        r#"{"act": "report", "at": "2027-01-13T12:00", "to": "office"}"#,
    ] {
        let found = judged(&two(), &with(event), "2027-01-16").expect_err(event);
        let codes: Vec<&str> = found.iter().map(|found| found.code.name()).collect();
        assert_eq!(codes, ["ambiguous-name"], "{event}");
        let help = found[0].help.as_ref().expect("it says what to write");
        for name in ["ie.cyber.report", "fr.cyber.report"] {
            assert!(help.en.contains(name) && help.ko.contains(name), "{help:?}");
        }
    }
    for event in [
        r#"{"act": "fr.cyber.report", "at": "2027-01-13T12:00"}"#,
        r#"{"act": "report", "at": "2027-01-13T12:00", "to": "Agence"}"#,
        r#"{"act": "report", "at": "2027-01-13T12:00", "to": "fr.cyber.office"}"#,
    ] {
        let rows = duties(&judged(&two(), &with(event), "2027-01-16").expect(event));
        assert_eq!(state(&rows, "fr.cyber.tell"), "fulfilled", "{event}");
        assert_eq!(state(&rows, "ie.cyber.tell"), "breached", "{event}");
    }
    // One that goes to nobody whom the act is done to is told.
    let event = r#"{"act": "ie.cyber.report", "at": "2027-01-13T12:00", "to": "Agence"}"#;
    let found = judged(&two(), &with(event), "2027-01-16").expect_err("it went elsewhere");
    assert_eq!(found[0].code.name(), "impossible-fact");
}

#[test]
fn a_name_declared_differently_is_told_with_the_full_names() {
    let day = r#"fact aware : date "Aware" ko "인지""#;
    let policies = [
        report("ie.cyber", "Europe/Dublin", "Centre", AWARE),
        report("us.cyber", "America/New_York", "Agency", day).replace("+ 24 hours", ""),
    ];
    let found = judged(
        &policies,
        r#"{"zone": "UTC", "aware": "2027-01-13T10:15"}"#,
        "2027-01-16",
    );
    let found = found.expect_err("it could be either");
    assert_eq!(found[0].code.name(), "ambiguous-name");
    assert_eq!(found[0].others.len(), 2);
    let full =
        r#"{"zone": "UTC", "ie.cyber.aware": "2027-01-13T10:15", "us.cyber.aware": "2027-01-13"}"#;
    judged(&policies, full, "2027-01-16").expect("each is named");
    // What is missing is asked for by the name that a record needs.
    let rows = duties(&judged(&policies, "{}", "2027-01-16").expect("it reads"));
    let needs: Vec<&str> = rows
        .iter()
        .flat_map(|row| &row.3)
        .map(String::as_str)
        .collect();
    for name in ["ie.cyber.aware", "us.cyber.aware"] {
        assert!(needs.contains(&name), "{needs:?}");
    }
}

#[test]
fn one_fact_is_not_given_by_its_bare_name_and_by_its_full_one() {
    let record =
        r#"{"zone": "UTC", "aware": "2027-01-13T10:15", "fr.cyber.aware": "2027-01-13T11:15"}"#;
    let found = judged(&two(), record, "2027-01-16").expect_err("it is given twice");
    assert_eq!(found[0].code.name(), "duplicate-fact");
}

#[test]
fn a_time_without_zone_is_told_where_policies_are_in_different_zones() {
    let found = judged(&two(), r#"{"aware": "2027-01-13T10:15"}"#, "2027-01-16");
    let found = found.expect_err("the zone is open");
    assert_eq!(found[0].code.name(), "open-zone");
    judged(
        &two(),
        r#"{"aware": "2027-01-13T10:15+01:00"}"#,
        "2027-01-16",
    )
    .expect("it has an offset");
}

#[test]
fn a_judgement_reaches_those_whose_holder_made_it() {
    let policy = |name: &str, office: &str| {
        format!(
            r#"policy {name} zone Asia/Seoul
source Act "Act" ko "법"
party office "{office}" ko "{office}"
record Service "Service" ko "서비스" field name : text "Name" ko "이름"
fact services : list of Service "Services" ko "서비스"
judgement serious "Serious" ko "중대" holder office cites Act 1
judgement bad(s : Service) "Bad" ko "나쁨" holder office cites Act 2
define x "X" ko "엑스" cites Act 3 means serious or any of (bad(s) for s in services)
"#
        )
    };
    let value = |answer: &Determination, name: &str| {
        let rows = &answer.conclusions;
        let row = rows
            .iter()
            .find(|row| row.about.name == name)
            .expect("a row");
        serde_json::to_value(&row.value)
            .expect("JSON")
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let apart = [policy("a.one", "Ministry"), policy("a.two", "Agency")];
    let record = r#"{"serious": {"is": true, "by": "Agency"}, "services": []}"#;
    // The lists differ by whose judgement is asked of their members.
    let found =
        judged(&apart, record, "2027-01-16").expect_err("the lists are declared differently");
    assert_eq!(found.len(), 1);
    let record =
        r#"{"serious": {"is": true, "by": "Agency"}, "a.one.services": [], "a.two.services": []}"#;
    let answer = judged(&apart, record, "2027-01-16").expect("told apart by the holder");
    assert_eq!(value(&answer, "a.one.x"), "undetermined");
    assert_eq!(value(&answer, "a.two.x"), "yes");
    judged(&apart, r#"{"serious": true}"#, "2027-01-16").expect_err("nobody is named");
    let same = [policy("a.one", "Ministry"), policy("a.two", "Ministry")];
    let record = r#"{"serious": false, "services": [{"name": "Mail", "bad": true}]}"#;
    let answer = judged(&same, record, "2027-01-16").expect("one holder");
    assert_eq!(value(&answer, "a.one.x"), "yes");
    assert_eq!(value(&answer, "a.two.x"), "yes");
}

#[test]
fn what_is_answered_is_found_under_every_list_of_that_name() {
    let policy = |name: &str| {
        format!(
            r#"policy {name} zone Asia/Seoul
source Act "Act" ko "법"
party firm "Firm" ko "회사"
party users "Users of {name}" ko "{name} 이용자"
record Service "Service" ko "서비스" field name : text "Name" ko "이름" field down : time "Down" ko "중단"
fact services : list of Service "Services" ko "서비스"
act notice "Notice" ko "고지" from firm to users
duty tell "Tell" ko "고지 의무" for each s in services
  cites Act 1 bearer firm to users must notice by s.down + 24 hours
"#
        )
    };
    let policies = [policy("a.one"), policy("b.two")];
    for re in ["services[1]", "Maps"] {
        let record = format!(
            r#"{{"services": [{{"name": "Mail", "down": "2027-01-13T10:15"}}, {{"name": "Maps", "down": "2027-01-13T10:15"}}],
            "events": [{{"act": "b.two.notice", "at": "2027-01-13T12:00", "re": "{re}"}}],
            "record_complete_until": "2027-01-20T00:00"}}"#
        );
        let answer = judged(&policies, &record, "2027-01-16").expect("it reads");
        let state = |name: &str, instance: &str| {
            let mut rows = answer.duties.iter();
            let row = rows.find(|row| {
                row.about.name == name && row.about.instance.as_deref() == Some(instance)
            });
            row.expect("a row").state.to_string()
        };
        assert_eq!(state("b.two.tell", "services[1]"), "fulfilled");
        assert_eq!(state("b.two.tell", "services[0]"), "breached");
        assert_eq!(state("a.one.tell", "services[1]"), "breached");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever policies are called and in whatever order they are read, each says what it says
    /// alone.
    #[test]
    fn neither_order_nor_alphabet_decides(
        names in Just(vec!["alpha", "beta", "gamma", "omega"]).prop_shuffle(),
        reports in proptest::collection::vec((0..3usize, 0..72u32), 0..4),
        hour in 0..24u32,
        known in any::<bool>(),
        day in 14..19u32,
    ) {
        let offices = ["Centre", "Agence", "Amt"];
        let policy = |at: usize| {
            let zones = ["Europe/Dublin", "Europe/Paris", "Asia/Seoul"];
            report(names[at], zones[at], offices[at], AWARE)
        };
        let events = |only: Option<usize>| {
            let wanted = reports.iter().filter(|(of, _)| only.is_none_or(|only| only == *of));
            let all: Vec<String> = wanted.map(|(of, hour)| {
                let (day, hour) = (13 + hour / 24, hour % 24);
                format!(r#"{{"act": "report", "at": "2027-01-{day}T{hour:02}:30", "to": "{}"}}"#, offices[*of])
            }).collect();
            all.join(", ")
        };
        let record = |only: Option<usize>| {
            let aware = if known { format!(r#""aware": "2027-01-13T{hour:02}:00","#) } else { String::new() };
            format!(
                r#"{{"zone": "Europe/Dublin", {aware} "events": [{}], "record_complete_until": "2027-01-20T00:00"}}"#,
                events(only)
            )
        };
        let day = format!("2027-01-{day}");
        let together = judged(&[policy(0), policy(1), policy(2)], &record(None), &day).expect("it reads");
        let other = judged(&[policy(2), policy(0), policy(1)], &record(None), &day).expect("it reads");
        prop_assert_eq!(duties(&together), duties(&other));
        for (at, name) in names.iter().enumerate().take(3) {
            let alone = judged(&[policy(at)], &record(Some(at)), &day).expect("it reads");
            let own = duties(&together).into_iter().filter(|row| row.0.starts_with(name));
            let own: Vec<_> = own.collect();
            // Alone, the act needs no other name.
            let alone: Vec<_> = duties(&alone).into_iter().map(|mut row| {
                for need in &mut row.3 {
                    if need == "events.report" {
                        *need = format!("events.{name}.report");
                    }
                }
                row
            }).collect();
            prop_assert_eq!(own, alone);
        }
    }

    /// Names declared alike are one; names declared otherwise are told with their full names, and by
    /// those each policy is answered as it is alone.
    #[test]
    fn names_that_are_alike_are_one_and_others_are_told(
        kinds in proptest::collection::vec(0..4usize, 2),
        titles in any::<bool>(),
        day in 14..19u32,
    ) {
        let kind = |at: usize| ["time", "date", "yes/no", "number"][at];
        let by = |at: usize| match kind(at) {
            "time" => "by aware + 24 hours",
            "date" => "by 5 days after aware",
            "yes/no" => "by if aware then 2027-01-15T10:00 else 2027-01-17T10:00",
            _ => "by if aware > 3 then 2027-01-15T10:00 else 2027-01-17T10:00",
        };
        let value = |at: usize| ["\"2027-01-13T10:15\"", "\"2027-01-13\"", "true", "7"][at];
        let policy = |name: &str, office: &str, at: usize, title: &str| {
            report(name, "Europe/Dublin", office, &format!("fact aware : {} \"{title}\" ko \"인지\"", kind(at)))
                .replace("by aware + 24 hours", by(at))
        };
        let other = if titles { "Noticed" } else { "Aware" };
        let (one, two) = (policy("ie.one", "Centre", kinds[0], "Aware"), policy("ie.two", "Agence", kinds[1], other));
        let day = format!("2027-01-{day}");
        let record = |facts: String| {
            format!(r#"{{"zone": "Europe/Dublin", {facts}, "events": [], "record_complete_until": "2027-01-20T00:00"}}"#)
        };
        let bare = judged(&[one.clone(), two.clone()], &record(format!("\"aware\": {}", value(kinds[0]))), &day);
        let full = format!("\"ie.one.aware\": {}, \"ie.two.aware\": {}", value(kinds[0]), value(kinds[1]));
        let full = judged(&[one.clone(), two.clone()], &record(full), &day).expect("each is named");
        let alone = |policy: &String, at: usize| {
            let answer = judged(std::slice::from_ref(policy), &record(format!("\"aware\": {}", value(at))), &day);
            duties(&answer.expect("it reads"))
        };
        let plain = |rows: Vec<(String, String, String, Vec<String>)>| -> Vec<(String, String, String)> {
            rows.into_iter().map(|(name, state, due, _)| (name, state, due)).collect()
        };
        let apart = plain([alone(&one, kinds[0]), alone(&two, kinds[1])].concat());
        prop_assert_eq!(&plain(duties(&full)), &apart);
        match bare {
            Ok(answer) => {
                prop_assert_eq!(kinds[0], kinds[1], "they differ, and nothing is told");
                prop_assert_eq!(&plain(duties(&answer)), &apart);
            }
            Err(found) => {
                prop_assert!(kinds[0] != kinds[1] || titles, "alike, and yet {:?}", found);
                let codes: Vec<&str> = found.iter().map(|one| one.code.name()).collect();
                prop_assert_eq!(codes, ["ambiguous-name"]);
                let help = found[0].help.as_ref().expect("it says what to write");
                for name in ["ie.one.aware", "ie.two.aware"] {
                    prop_assert!(help.en.contains(name) && help.ko.contains(name), "{:?}", help);
                }
            }
        }
    }
}
