//! What each construct of the language comes to, on policies of a few lines: logic over three values,
//! lists, fallbacks, exceptions and presumptions, versions, the record, and the table of a duty's
//! states.

mod limits;
mod lists;
mod logic;
mod promptness;
mod same_names;
mod states;
mod versions;

use onus::determination::{About, AnswerValue, Conclusion, Determination, DutyRow, Standing};
use onus::diagnostic::Diagnostic;
use onus::eval::{Question, evaluate};
use onus::program::Program;
use onus::source::Sources;
use onus::value::{Instant, Moment};
use serde_json::{Value, json};

/// A small world: outages of services, and a request with its answer.
const WORLD: &str = r#"
policy kr.test
  title       "Test" ko "시험"
  zone        Asia/Seoul
  periods     kr.civil
  governed by outage.started
source Act "An Act" ko "법"
party minister "Minister" ko "장관"
choice cause "Cause" ko "원인"
  | overload "Overload" ko "과부하"
  | line     "Line" ko "회선"
  | other    "Other" ko "기타"
record Outage "Outage" ko "장애"
  field started  : time "Start" ko "시작"
  field ended    : time "End" ko "종료"
  field duration : duration "Length" ko "길이" is ended - started
  field cause    : cause "Cause" ko "원인"
record Service "Service" ko "서비스"
  field free   : yes/no "Free" ko "무료"
  field outage : Outage "Outage" ko "장애" default outage
  field users  : number over period "Users" ko "이용자"
fact outage   : Outage "Outage" ko "장애"
fact services : list of Service "Services" ko "서비스"
fact a        : yes/no "A" ko "가"
fact b        : yes/no "B" ko "나"
fact c        : yes/no "C" ko "다"
fact amount   : number "Amount" ko "수"
act request "Request" ko "요구" from minister to minister
  field due : time planned "Due" ko "기한"
act answer "Answer" ko "답변" from minister to minister
judgement impaired "Impaired" ko "지장" cites Act 1 holder minister
judgement unforeseen(s : Service) "Unforeseen" ko "불가항력" cites Act 1 holder minister
"#;

/// The world with these items in it.
fn world(items: &str) -> Program {
    read(&format!("{WORLD}{items}"))
}

fn read(text: &str) -> Program {
    let mut sources = Sources::default();
    sources.add("test.onus", text);
    let (program, findings) = onus::load(&sources);
    let told: Vec<_> = findings.iter().map(|finding| &finding.message.en).collect();
    program.unwrap_or_else(|| panic!("{told:?} in\n{text}"))
}

/// The same, of which no moment governs all.
fn ungoverned(items: &str) -> Program {
    read(&format!("{WORLD}{items}").replace("  governed by outage.started\n", ""))
}

/// A time in Seoul: `2022-07-01T00:00`.
fn at(text: &str) -> Instant {
    let moment = Moment::parse(&format!("{text}:00+09:00"));
    moment.expect("a time").instant()
}

/// The answer to a question, and what was found on the way.
fn asked(
    program: &Program,
    facts: &Value,
    question: &Question,
) -> (Determination, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("facts.json", facts.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, program);
    assert_eq!(
        findings,
        [],
        "{}",
        sources.get(file).expect("it is there").text()
    );
    evaluate(program, &facts, question)
}

/// The answer as of a time.
fn answered(program: &Program, facts: &Value, as_of: &str) -> Determination {
    let (answer, findings) = asked(program, facts, &Question::as_of(at(as_of)));
    assert_eq!(findings, []);
    answer
}

/// An answer as JSON has it: a word.
trait Said {
    fn said(&self) -> String;
}

impl Said for AnswerValue {
    fn said(&self) -> String {
        let said = serde_json::to_value(self).expect("it is JSON");
        said.as_str().unwrap_or_default().to_owned()
    }
}

fn conclusion<'d>(all: &'d Determination, name: &str) -> &'d Conclusion {
    let name = format!("kr.test.{name}");
    let mut rows = all.conclusions.iter();
    rows.find(|row| row.about.name == name)
        .expect("it is there")
}

fn duty<'d>(all: &'d Determination, name: &str) -> &'d DutyRow {
    let name = format!("kr.test.{name}");
    let mut rows = all.duties.iter();
    rows.find(|row| row.about.name == name)
        .expect("it is there")
}

fn needs(about: &About) -> Vec<&str> {
    about.needs.iter().map(|need| need.path.as_str()).collect()
}

/// What a condition comes to, with what more is declared, on 1 July 2022.
fn rule_with(items: &str, means: &str, facts: &Value) -> Conclusion {
    let rule = format!("define rule \"Rule\" ko \"규칙\" cites Act 1 means {means}\n");
    let all = answered(&world(&(rule + items)), facts, "2022-07-01T00:00");
    conclusion(&all, "rule").clone()
}

fn rule(means: &str, facts: &Value) -> Conclusion {
    rule_with("", means, facts)
}

/// Yes, no, and open, as a record has them.
const EACH: [Option<bool>; 3] = [Some(true), Some(false), None];

fn word(value: Option<bool>) -> &'static str {
    value.map_or("undetermined", |yes| if yes { "yes" } else { "no" })
}

fn given(value: Option<bool>) -> Value {
    value.map_or_else(|| json!({ "unknown": true }), Value::from)
}

#[test]
fn tables_are_kleenes() {
    let and = |a: Option<bool>, b| match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    let not = |of: Option<bool>| of.map(|yes| !yes);
    for a in EACH {
        for b in EACH {
            let facts = json!({ "a": given(a), "b": given(b) });
            let or = not(and(not(a), not(b)));
            for (means, expected) in [
                ("a and b", and(a, b)),
                ("a or b", or),
                ("at least 2 of (a, b)", and(a, b)),
                ("at least 1 of (a, b)", or),
            ] {
                let row = rule(means, &facts);
                assert_eq!(row.value.said(), word(expected), "{means}: {a:?} {b:?}");
                assert_eq!(row.about.needs.is_empty(), expected.is_some());
                let row = rule(&format!("not ({means})"), &facts);
                assert_eq!(
                    row.value.said(),
                    word(not(expected)),
                    "not {means}: {a:?} {b:?}"
                );
            }
        }
    }
}

#[test]
fn only_open_legs_are_missed_and_only_what_decided_is_told() {
    let all = |facts| rule("a and b and c", &facts);
    let row = all(json!({ "a": true }));
    assert_eq!((needs(&row.about), row.standing), (vec!["b", "c"], None));
    let reasons = |row: Conclusion| row.about.because.expect("it has one").of.len();
    let row = all(json!({ "b": false, "c": false }));
    assert_eq!((row.value.said(), reasons(row)), ("no".into(), 1));
    assert_eq!(reasons(all(json!({ "a": true, "b": true, "c": true }))), 3);
}

#[test]
fn a_bound_may_settle_a_comparison() {
    let facts = json!({ "amount": { "at_least": 12 } });
    assert_eq!(rule("amount > 10", &facts).value.said(), "yes");
    assert_eq!(rule("amount < 12", &facts).value.said(), "no");
    let row = rule("amount >= 15", &facts);
    assert_eq!(row.value.said(), "undetermined");
    assert_eq!(needs(&row.about), ["amount"]);
}

#[test]
fn support_is_the_weakest_on_the_best_way() {
    let facts = json!({ "a": true, "impaired": true });
    let row = rule("a and impaired", &facts);
    assert_eq!(
        (row.value.said(), row.standing),
        ("yes".into(), Some(Standing::Judged))
    );
    let row = rule("a or impaired", &facts);
    assert_eq!(row.standing, Some(Standing::Established));
    let row = rule("a and impaired", &json!({ "a": true }));
    assert_eq!(needs(&row.about), ["impaired"]);
    assert!(row.about.needs[0].holder.is_some());
}

#[test]
fn an_open_condition_leaves_what_both_branches_share() {
    let facts = json!({ "b": true, "c": true });
    assert_eq!(rule("if a then b else c", &facts).value.said(), "yes");
    let row = rule("if a then b else not c", &facts);
    assert_eq!(row.value.said(), "undetermined");
    assert_eq!(needs(&row.about), ["a"]);
}

#[test]
fn only_what_someone_declared_unknown_falls_through() {
    let first = "first known of (amount, 7) >= 5";
    assert_eq!(
        rule(first, &json!({ "amount": { "unknown": true } }))
            .value
            .said(),
        "yes"
    );
    let row = rule(first, &json!({}));
    assert_eq!(row.value.said(), "undetermined");
    assert_eq!(needs(&row.about), ["amount"]);
}

#[test]
fn an_exception_can_be_excepted() {
    let items = "exception narrow \"N\" ko \"가\" cites Act 1 to rule when b\n\
                 exception proviso \"P\" ko \"나\" cites Act 1 to narrow when c\n";
    let with = |b, c| {
        rule_with(
            items,
            "a",
            &json!({ "a": true, "b": given(b), "c": given(c) }),
        )
    };
    for (b, c, value) in [
        (Some(true), Some(false), "no"),
        (Some(true), Some(true), "yes"),
        (Some(true), None, "undetermined"),
        (Some(false), None, "yes"),
        (None, Some(true), "yes"),
        (None, Some(false), "undetermined"),
        (None, None, "undetermined"),
    ] {
        assert_eq!(with(b, c).value.said(), value, "{b:?} {c:?}");
    }
    assert_eq!(with(Some(true), Some(false)).exempt_by, ["narrow"]);
    assert_eq!(needs(&with(Some(true), None).about), ["c"]);
    assert_eq!(needs(&with(None, None).about), ["b", "c"]);
}

#[test]
fn all_exceptions_are_listed_and_one_that_holds_needs_no_more() {
    let items = "exception narrow \"N\" ko \"가\" cites Act 1 to rule when b\n\
                 exception other \"O\" ko \"나\" cites Act 1 to rule when c\n";
    let row = rule_with(items, "a", &json!({ "a": true, "b": true }));
    assert_eq!(row.value.said(), "no");
    assert_eq!(row.exceptions.len(), 2);
    assert_eq!(row.exceptions[1].needs.len(), 1);
    assert!(row.about.needs.is_empty());
}

#[test]
fn as_deep_as_exceptions_are_looked_into_they_settle_and_deeper_they_leave_open() {
    for (deep, value) in [(1, "no"), (63, "no"), (64, "yes"), (65, "undetermined")] {
        let mut items = String::new();
        let mut to = "rule".to_owned();
        for number in 0..deep {
            let name = format!("exception_{number}");
            items += &format!("exception {name} \"E\" ko \"가\" cites Act 1 to {to} when a\n");
            to = name;
        }
        let row = rule_with(&items, "a", &json!({ "a": true }));
        assert_eq!(row.value.said(), value, "{deep}");
    }
}

#[test]
fn what_is_presumed_stands_until_shown_otherwise() {
    let row = rule("a unless impaired presumed no", &json!({ "a": true }));
    assert_eq!(
        (row.value.said(), row.standing),
        ("yes".into(), Some(Standing::Presumed))
    );
    // What could show otherwise still matters; it is not settled whatever that is.
    assert_eq!(needs(&row.about), ["impaired"]);
    assert!(row.about.regardless.is_empty());
}

#[test]
fn ways_to_settle_are_minimal_and_lead_there() {
    let told = |ways: &[Vec<onus::determination::Step>]| -> Vec<String> {
        let step = |step: &onus::determination::Step| {
            let step = serde_json::to_value(step).expect("it is JSON");
            let path = step["path"].as_str().expect("it has one");
            match &step["is"] {
                Value::Null => format!("{path} one_of {}", step["one_of"]),
                is => format!("{path}={}", is.as_str().unwrap_or_default()),
            }
        };
        let set = |set: &Vec<_>| set.iter().map(step).collect::<Vec<_>>().join(" ");
        ways.iter().map(set).collect()
    };
    let row = rule("(a and b) or not c", &json!({}));
    assert_eq!(told(&row.about.routes.yes), ["c=no", "a=yes b=yes"]);
    assert_eq!(told(&row.about.routes.no), ["a=no c=yes", "b=no c=yes"]);
    let settled = rule("a", &json!({ "a": true })).about.routes;
    assert_eq!(settled, onus::determination::Routes::default());
    // Choices and other conclusions are followed.
    let listed =
        "define listed \"L\" ko \"가\" cites Act 1 means outage.cause is one of (overload, line)\n";
    let row = rule_with(listed, "listed and a", &json!({ "a": true }));
    assert_eq!(needs(&row.about), ["outage.cause"]);
    let one_of = r#"outage.cause one_of ["overload","line"]"#;
    assert_eq!(told(&row.about.routes.yes), [one_of]);
    assert_eq!(told(&row.about.routes.no), ["outage.cause=other"]);
    let program = world(
        "duty reply \"Reply\" ko \"답변\" cites Act 1 bearer minister when a must answer without delay\n\
         exception excused \"Excused\" ko \"면책\" cites Act 1 to reply when b\n",
    );
    let all = answered(&program, &json!({}), "2022-07-01T00:00");
    let routes = &duty(&all, "reply").about.routes;
    assert_eq!(told(&routes.yes), ["a=yes b=no"]);
    assert_eq!(told(&routes.no), ["a=no", "b=yes"]);
}

#[test]
fn what_is_dated_later_has_not_happened_yet() {
    let program =
        world("define short \"S\" ko \"가\" cites Act 1 means outage.duration <= 1 hour\n");
    let facts =
        |ended: &str| json!({ "outage": { "started": "2022-02-03T11:20", "ended": ended } });
    let short = |ended: &str, as_of: &str| {
        conclusion(&answered(&program, &facts(ended), as_of), "short").clone()
    };
    for ended in ["2022-02-03T12:35", "not yet"] {
        let row = short(ended, "2022-02-03T12:00");
        assert_eq!(row.value.said(), "undetermined", "{ended}");
        assert_eq!(needs(&row.about), ["outage.ended"]);
        // After more than an hour it is no, though it goes on.
        assert_eq!(short(ended, "2022-02-03T12:30").value.said(), "no");
    }
    assert_eq!(
        short("2022-02-03T12:05", "2022-02-03T12:30").value.said(),
        "yes"
    );
}

#[test]
fn what_was_recorded_later_was_not_known() {
    let program = world("define rule \"Rule\" ko \"규칙\" cites Act 1 means a\n");
    let facts = json!({ "a": { "is": true, "recorded": "2022-05-01T00:00" } });
    for (known_by, value) in [
        ("2022-04-01T00:00", "undetermined"),
        ("2022-06-01T00:00", "yes"),
    ] {
        let question = Question {
            known_by: Some(at(known_by)),
            ..Question::as_of(at("2022-07-01T00:00"))
        };
        let (all, _) = asked(&program, &facts, &question);
        assert_eq!(conclusion(&all, "rule").value.said(), value);
    }
}

#[test]
fn an_amount_that_does_not_fit_is_a_finding_and_not_known() {
    let program = world(
        "define rule \"Rule\" ko \"규칙\" cites Act 1 means amount * amount * amount > amount\n",
    );
    let question = Question::as_of(at("2022-07-01T00:00"));
    let (all, findings) = asked(&program, &json!({ "amount": i64::MAX }), &question);
    assert_eq!(conclusion(&all, "rule").value.said(), "undetermined");
    assert_eq!(findings.len(), 1);
}

#[test]
fn long_chains_of_definitions_end() {
    let mut items = String::new();
    for number in 0..3000 {
        let next = number + 1;
        items +=
            &format!("define d{number} \"D\" ko \"가\" cites Act 1 means d{next} and d{next}\n");
    }
    items += "define d3000 \"D\" ko \"가\" cites Act 1 means a\n";
    let all = answered(&world(&items), &json!({ "a": true }), "2022-07-01T00:00");
    assert_eq!(conclusion(&all, "d2999").value.said(), "yes");
    assert_eq!(conclusion(&all, "d0").value.said(), "yes");
}
