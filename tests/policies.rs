//! The shipped policies: they read without a finding, every case passes, every golden answer is
//! the one that is held, and the answers have the promised shape.

use std::process::Command;

fn onus(args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_onus"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the command starts")
}

/// A command that has to end well; what it said is told if it does not.
fn succeeds(args: &[&str]) {
    let ended = onus(args);
    assert!(
        ended.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ended.stderr),
        String::from_utf8_lossy(&ended.stdout)
    );
}

#[test]
fn they_read_without_a_finding() {
    succeeds(&["check", "policies"]);
}

#[test]
fn every_case_passes_and_every_golden_answer_holds() {
    succeeds(&["test", "policies"]);
}

/// The articles in scope, country by country.
const SCOPES: &[(&str, &str)] = &[
    ("policies/kr", include_str!("law/scope.txt")),
    ("policies/eu", include_str!("law/scope-eu.txt")),
    ("policies/us", include_str!("law/us.txt")),
    ("policies/uk", include_str!("law/uk.txt")),
    ("policies/jp", include_str!("law/jp.txt")),
    ("policies/in", include_str!("law/in.txt")),
    ("policies/sg", include_str!("law/sg.txt")),
    ("policies/au", include_str!("law/au.txt")),
    ("policies/ca", include_str!("law/ca.txt")),
];

/// Each text of a list with its articles: a line names a text and some of them, and a line that is
/// indented goes on.
fn texts(scope: &str) -> Vec<(&str, Vec<&str>)> {
    let lines = scope.lines();
    let lines = lines.filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut texts: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines {
        let mut words = line.split_whitespace();
        if !line.starts_with(' ') {
            texts.push((words.next().expect("a text"), Vec::new()));
        }
        let (_, articles) = texts.last_mut().expect("a text first");
        articles.extend(words);
    }
    texts
}

/// `4:1-2,5` is `4(1)`, `4(2)` and `4(5)`; what has no paragraphs stays as it is.
fn paragraphs(article: &str) -> Vec<String> {
    let Some((article, ranges)) = article.split_once(':') else {
        return vec![article.to_owned()];
    };
    let number = |text: &str| text.parse::<u32>().expect("a paragraph");
    let ends = ranges.split(',').map(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        number(first)..=number(last)
    });
    ends.flatten().map(|n| format!("{article}({n})")).collect()
}

/// Whether a citation is of a paragraph, of part of it, or of the whole article.
fn reaches(pin: &str, paragraph: &str) -> bool {
    let whole = paragraph.split('(').next() == Some(pin);
    let within = |rest: &str| paragraph.ends_with(')') || rest.starts_with('(');
    whole || pin == paragraph || pin.strip_prefix(paragraph).is_some_and(within)
}

/// Each article that a policy of the folder encodes is settled by a case, and each article of the
/// list is encoded or left out.
fn accounted_for(folder: &str, scope: &str) {
    let out = onus(&["coverage", folder, "--format", "json"]).stdout;
    let coverage: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let empty = |one: &serde_json::Value| one.as_array().is_none_or(Vec::is_empty);
    let mut pins = std::collections::BTreeMap::<&str, Vec<&str>>::new();
    let mut open = Vec::new();
    for source in coverage["sources"].as_array().expect("texts") {
        let name = source["name"].as_str().expect("a name");
        for article in source["articles"].as_array().expect("articles") {
            let pin = article["pin"].as_str().expect("a pin");
            if !empty(&article["encoded_by"]) && empty(&article["decided_by"]) {
                open.push(format!("{name} {pin}"));
            }
            pins.entry(name).or_default().push(pin);
        }
    }
    assert!(
        open.is_empty(),
        "{folder}, encoded and settled in no case: {open:?}"
    );
    let (mut missing, mut counted) = (Vec::new(), 0);
    for (text, articles) in texts(scope) {
        let pins = pins.get(text).map_or(&[][..], Vec::as_slice);
        for paragraph in articles.into_iter().flat_map(paragraphs) {
            counted += 1;
            if !pins.iter().any(|pin| reaches(pin, &paragraph)) {
                missing.push(format!("{text} {paragraph}"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{folder}, not accounted for: {missing:?}"
    );
    assert!(counted > 0, "{folder} has a list of articles");
}

#[test]
fn every_article_in_scope_is_settled_in_a_case_or_left_out_with_a_reason() {
    for (folder, scope) in SCOPES {
        accounted_for(folder, scope);
    }
}

/// Names that policies share mean the same everywhere, so one record is enough for all of them.
#[test]
fn one_record_is_judged_under_the_laws_of_many_countries() {
    let countries =
        ["au", "ca", "in", "jp", "sg", "uk", "us"].map(|name| format!("policies/{name}"));
    let mut args = vec!["eval"];
    args.extend(countries.iter().map(String::as_str));
    args.extend(["--facts", "tests/law/one-record.json", "--format", "json"]);
    args.extend(["--as-of", "2026-10-06T09:00+09:00"]);
    let answered = onus(&args);
    let answer: serde_json::Value = serde_json::from_slice(&answered.stdout).expect("is JSON");
    let duties = answer["duties"].as_array().expect("is a list");
    for (name, state, due) in [
        (
            "au.soci.report_payment",
            "pending",
            "2026-10-06T11:00:00+11:00",
        ),
        (
            "in.cert_in.report_to_cert_in",
            "breached",
            "2026-10-02T12:30:00+05:30",
        ),
        ("jp.appi.report_fully", "pending", "2026-11-30"),
        ("sg.pdpa.notify_pdpc", "pending", "2026-10-08"),
        (
            "uk.gdpr.notify_commissioner",
            "breached",
            "2026-10-05T02:00:00+01:00",
        ),
        ("us.circia.circia_report_payment", "not_in_force", ""),
        ("us.sec_8k.disclose", "pending", "2026-10-09T17:30:00-04:00"),
    ] {
        let row = duties.iter().find(|row| row["name"] == name).expect(name);
        assert_eq!(row["state"], state, "{name}");
        let limit = row["due_at"].as_str().or(row["due_day"].as_str());
        assert_eq!(limit.unwrap_or(""), due, "{name}");
    }
}

/// The row of a duty of the Union's laws over one record of a group, with more options.
fn union_duty(name: &str, instance: &str, more: &[&str]) -> serde_json::Value {
    union_duty_in("group.json", "2026-10-22T18:00", name, instance, more)
}

fn union_duty_in(
    record: &str,
    as_of: &str,
    name: &str,
    instance: &str,
    more: &[&str],
) -> serde_json::Value {
    let folder = "policies/eu/digital_omnibus";
    let facts = format!("{folder}/facts/{record}");
    let question = ["--as-of", as_of, "--format", "json", "--facts"];
    let answer = onus(&[&["eval", folder], &question[..], &[facts.as_str()], more].concat());
    let answer: serde_json::Value = serde_json::from_slice(&answer.stdout).expect("is JSON");
    let mut duties = answer["duties"].as_array().expect("is a list").iter();
    duties
        .find(|row| row["name"] == name && row["instance"] == instance)
        .expect("it is there")
        .clone()
}

/// The options of the command come to what the cases say that ask for the same.
#[test]
fn a_proposal_or_another_reading_counts_only_when_it_is_asked_for() {
    let proposed = &["--proposed", "digital_omnibus"][..];
    let excluded = &["--reading", "hours=excluded"][..];
    for (name, instance, more, to, due) in [
        (
            "eu.gdpr.notify_authority",
            "entities[1]",
            &[][..],
            "supervisory_authority",
            "2026-10-25T13:20:00+01:00",
        ),
        (
            "eu.gdpr.notify_authority",
            "entities[1]",
            proposed,
            "supervisory_authority, entry_point",
            "2026-10-26T13:20:00+01:00",
        ),
        (
            "eu.nis2.warn",
            "entities[0]",
            proposed,
            "csirt, entry_point",
            "2026-10-23T13:20:00+01:00",
        ),
        (
            "eu.nis2.warn",
            "entities[0]",
            excluded,
            "csirt",
            "2026-10-23T14:00:00+01:00",
        ),
        (
            "eu.dora.initial",
            "entities[1]",
            excluded,
            "financial_authority",
            "2026-10-22T22:00:00+02:00",
        ),
        (
            "eu.eidas.notify_qualified",
            "entities[3]",
            &["--reading", "qualified_clock=awareness"][..],
            "supervisory_body",
            "2026-10-23T14:20:00+02:00",
        ),
    ] {
        let row = union_duty(name, instance, more);
        assert_eq!(row["state"], "pending", "{name} {more:?}");
        assert_eq!(row["to"], to, "{name} {more:?}");
        assert_eq!(row["due_at"], due, "{name} {more:?}");
    }
}

/// Proposed Article 23(12) of NIS2.
#[test]
fn a_report_of_a_maker_serves_for_nis2_only_as_proposed() {
    let warning = |more: &[&str]| {
        union_duty_in(
            "maker.json",
            "2026-10-06T12:00",
            "eu.nis2.warn",
            "entities[0]",
            more,
        )
    };
    assert_eq!(warning(&[])["state"], "breached");
    let proposed = warning(&["--proposed", "digital_omnibus"]);
    assert_eq!(proposed["state"], "exempt");
    assert_eq!(
        proposed["exempt_by"],
        serde_json::json!(["cra_warning_serves"])
    );
}

#[test]
fn the_clocks_of_other_regimes_are_right() {
    succeeds(&["test", "tests/regimes"]);
}

#[test]
fn the_notice_duty_changes_on_the_right_days() {
    succeeds(&["test", "policies/kr/netflix_law", "tests/law"]);
}

#[test]
fn an_act_answers_what_it_names() {
    succeeds(&["test", "tests/acts"]);
}

#[test]
fn what_does_not_count_is_told() {
    for (policy, facts, as_of, expected) in [
        (
            "tests/acts/powers.onus",
            "tests/acts/powers.json",
            "2026-06-01T09:00",
            &[
                ("events[0]", "without_power"),
                ("events[4]", "without_power"),
            ][..],
        ),
        (
            "tests/acts/sanctions.onus",
            "tests/acts/sanctions.json",
            "2026-06-01T09:00",
            &[("events[5]", "without_power")],
        ),
        (
            "tests/acts/answers.onus",
            "tests/acts/doers.json",
            "2026-03-09T09:00",
            &[
                ("events[1]", "done_by_another"),
                ("harmful", "answered_by_another"),
            ],
        ),
    ] {
        let options = ["--format", "json", "--as-of", as_of, "--facts", facts];
        let answered = onus(&[&["eval", policy], &options[..]].concat());
        let answer: serde_json::Value = serde_json::from_slice(&answered.stdout).expect("is JSON");
        let rows = answer["irregular"].as_array().expect("is a list");
        let found: Vec<(&str, &str)> = rows
            .iter()
            .filter_map(|row| Some((row["path"].as_str()?, row["why"].as_str()?)))
            .collect();
        assert_eq!(found, expected, "{facts}");
    }
}

#[test]
fn what_a_competent_party_found_stands_beside_what_the_rules_come_to() {
    let eval = |more: &[&str]| {
        let question = ["--as-of", "2026-03-09T09:00", "--facts"];
        let facts = "tests/acts/determined.json";
        onus(
            &[
                &["eval", "tests/acts/determined.onus"],
                &question[..],
                &[facts],
                more,
            ]
            .concat(),
        )
    };
    let answered = eval(&["--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&answered.stdout).expect("is JSON");
    let rows = answer["findings"].as_array().expect("is a list");
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                &row["name"],
                &row["instance"],
                &row["value"],
                &row["derived"],
            )
        })
        .map(|told| serde_json::to_value(told).expect("is JSON"))
        .collect();
    let json = serde_json::json!([
        [
            "test.determined.tell",
            "services[1]",
            "fulfilled",
            "breached"
        ],
        ["test.determined.large", null, "yes", "no"],
        ["test.determined.important", "services[1]", "yes", "no"],
    ]);
    assert_eq!(serde_json::Value::from(found), json);
    assert_eq!(answer["duties"][1]["standing"], "judged");
    for (language, words) in [
        ("en", "The rules alone come to: breached"),
        ("ko", "판정이 없을 경우 규정에 따른 결론: 위반"),
    ] {
        let told = eval(&["--full", "--lang", language]);
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains(words), "{told}");
    }
}

/// The answer to a record, as JSON.
fn answered(policy: &str, facts: &str, as_of: &str) -> serde_json::Value {
    let question = ["--as-of", as_of, "--facts", facts, "--format", "json"];
    let answer = onus(&[&["eval", policy], &question[..]].concat());
    serde_json::from_slice(&answer.stdout).expect("is JSON")
}

#[test]
fn which_account_leads_where_is_told() {
    let of = |facts: &str| answered("tests/acts/disputed.onus", facts, "2026-03-05T09:00");
    let answer = of("tests/acts/disputed.json");
    assert_eq!(answer["disputes"].as_array().map(Vec::len), Some(5));
    assert_eq!(answer["disputes_complete"], true);
    let lead = |path: &str, by: &str, to: &str| serde_json::json!({"on": [{"path": path, "by": by}], "to": to});
    let tell = &answer["duties"][0];
    assert_eq!(tell["state"], "undetermined");
    let expected = [
        lead("ended", "company", "not_arisen"),
        lead("ended", "press", "breached"),
    ];
    assert_eq!(tell["accounts"], serde_json::json!(expected));
    let named = |name: &str| {
        let mut all = answer["conclusions"].as_array().expect("a list").iter();
        let full = format!("test.disputed.{name}");
        all.find(|row| row["name"] == full.as_str())
            .expect("it is concluded")
            .clone()
    };
    let expected = [
        lead("warned", "company", "yes"),
        lead("warned", "press", "no"),
    ];
    assert_eq!(
        named("warned_in_time")["accounts"],
        serde_json::json!(expected)
    );
    // It holds for each account, though not for all that lies between them.
    let odd = named("odd_warning");
    assert_eq!(odd["value"], "yes");
    assert_eq!(odd["whichever"], true);
    assert_eq!(named("outside")["whichever"], serde_json::Value::Null);
    // Two limits: that it is breached is certain, since when is not.
    let long = of("tests/acts/disputed-long.json");
    let tell = &long["duties"][0];
    assert_eq!(tell["state"], "breached");
    assert_eq!(tell["due_at"], serde_json::Value::Null);
    // Of too many combinations some are tried, and nothing is settled by those alone.
    let many = of("tests/acts/disputed-many.json");
    assert_eq!(many["disputes_complete"], false);
    assert!(!many.to_string().contains("whichever"));
}

#[test]
fn duties_that_cannot_both_be_kept_are_told() {
    let question = [
        "--as-of",
        "2026-03-10T09:00",
        "--facts",
        "tests/acts/conflicts.json",
    ];
    let answered = onus(
        &[
            &["eval", "tests/acts/conflicts.onus"],
            &question[..],
            &["--format", "json"],
        ]
        .concat(),
    );
    let answer: serde_json::Value = serde_json::from_slice(&answered.stdout).expect("is JSON");
    let rows = answer["conflicts"].as_array().expect("is a list");
    // Only the first service stopped and is secret.
    let [row] = rows.as_slice() else {
        panic!("one conflict is expected: {rows:?}");
    };
    assert_eq!(row["demands"]["name"], "test.conflicts.tell");
    assert_eq!(row["demands"]["instance"], "services[0]");
    assert_eq!(row["demands"]["cites"], serde_json::json!(["Act 1"]));
    assert_eq!(row["forbids"]["name"], "test.conflicts.keep_quiet");
    assert_eq!(row["forbids"]["instance"], "services[0]");
    for (language, words) in [
        ("en", "“Notice” is demanded by Notice to users (Act 1)"),
        (
            "ko",
            "사업자의 ‘고지’: 이용자 고지(투명성법 제1조)에서 요구하나",
        ),
    ] {
        let told = onus(
            &[
                &[
                    "eval",
                    "tests/acts/conflicts.onus",
                    "--full",
                    "--lang",
                    language,
                ],
                &question[..],
            ]
            .concat(),
        );
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.contains(words), "{told}");
    }
}

/// The same outside the Union: each limit was worked out by hand for its proposal or reading.
#[test]
fn proposals_and_readings_of_other_countries_count_when_they_are_asked_for() {
    let final_rule = &["--proposed", "circia_final_rule"][..];
    let bill = &["--proposed", "cyber_security_and_resilience_bill"][..];
    let council = &["--proposed", "council_report_2025"][..];
    for (policy, facts, as_of, duty, more, due) in [
        (
            "us/circia",
            "pipeline",
            "2026-11-28T10:00",
            "circia_report_incident",
            final_rule,
            "2026-11-29T18:00:00-05:00",
        ),
        (
            "us/circia",
            "pipeline",
            "2026-11-28T10:00",
            "circia_report_payment",
            final_rule,
            "2026-11-29T09:00:00-05:00",
        ),
        (
            "uk/nis",
            "easter",
            "2026-04-03T12:00",
            "bill_notify_first",
            bill,
            "2026-04-04T08:00:00+01:00",
        ),
        (
            "uk/nis",
            "easter",
            "2026-04-03T12:00",
            "bill_notify_fully",
            bill,
            "2026-04-06T08:00:00+01:00",
        ),
        (
            "jp/telecom_accidents",
            "data-90",
            "2026-05-12T09:00",
            "report_in_detail",
            council,
            "2026-06-10",
        ),
        (
            "jp/appi",
            "ransomware",
            "2026-10-03T09:00",
            "report_fully",
            &["--reading", "day_one=civil"][..],
            "2026-12-01",
        ),
        (
            "jp/appi",
            "list",
            "2026-10-03T09:00",
            "report_fully",
            &["--reading", "closed_days=stays"][..],
            "2026-10-31",
        ),
        (
            "sg/pdpa",
            "national-day",
            "2026-08-08T09:00",
            "notify_pdpc",
            &["--reading", "calendar_days=moves"][..],
            "2026-08-11",
        ),
        (
            "sg/pdpa",
            "national-day",
            "2026-08-08T09:00",
            "notify_pdpc",
            &["--reading", "calendar_days=skips"][..],
            "2026-08-12",
        ),
    ] {
        let folder = format!("policies/{policy}");
        let record = format!("{folder}/facts/{facts}.json");
        let mut args = vec!["eval", &folder, "--facts", &record, "--as-of", as_of];
        args.extend(["--only", duty, "--format", "json"]);
        args.extend(more);
        let answered = onus(&args);
        let answer: serde_json::Value = serde_json::from_slice(&answered.stdout).expect("is JSON");
        let rows = answer["duties"].as_array().expect("is a list");
        let ending = format!(".{duty}");
        let row = rows.iter().find(|row| {
            row["name"]
                .as_str()
                .is_some_and(|name| name.ends_with(&ending))
        });
        let row = row.expect(duty);
        assert_eq!(row["state"], "pending", "{duty} {more:?}");
        let limit = row["due_at"].as_str().or(row["due_day"].as_str());
        assert_eq!(limit, Some(due), "{duty} {more:?}");
    }
}
