//! Policies as text, and what is found in them.

use crate::diagnostic::{Code, Diagnostic};
use crate::program::expression::Node;
use crate::program::provision::{Due, Outcome};
use crate::program::{Expr, Program};
use crate::source::Sources;
use crate::value::Kind;

/// The vocabulary that the tests share: 22 lines.
const BASE: &str = r#"policy test.law
  zone Asia/Seoul
  governed by outage.started
source Act "Act" ko "법"
unit users "users" ko "명"
unit user_minutes is users * minutes "user-minutes" ko "명·분"
party MSIT "Minister" ko "장관"
choice cause | line | fire | open | unknown
record Outage
  field started : time
  field ended : time
  field length : duration is ended - started
  field cause : cause
  field hit : users
  field base : users over period
  field revenue : share
  field fee : KRW optional
  field day : date
record Service
  field outage : Outage default outage
  field fee : KRW
fact outage : Outage
fact services : list of Service
fact operator : Service
act notice from MSIT to operator
  field due : time planned
  field good : yes/no
judgement grave holder MSIT cites Act 1
judgement unforeseen(s : Service) holder MSIT cites Act 1
"#;

fn run(files: &[(&str, &str)]) -> (Option<Program>, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(*name, *text);
    }
    let (trees, read): (Vec<_>, Vec<_>) = sources
        .iter()
        .map(|(file, _)| crate::syntax::parse(file, &sources))
        .unzip();
    let mut findings: Vec<Diagnostic> = read.into_iter().flatten().collect();
    let (program, found) = super::check(&trees, &sources);
    findings.extend(super::apart_from(&trees, &findings, found));
    (program, findings)
}

/// What is found in some items after the shared ones, not all of which are used, in duties of
/// which the limit does not matter.
fn with(items: &str) -> (Option<Program>, Vec<Diagnostic>) {
    let (program, mut findings) = run(&[("a.onus", &format!("{BASE}{items}\n"))]);
    let beside = [Code::UnusedName, Code::MissingDeadline];
    findings.retain(|finding| !beside.contains(&finding.code));
    (program, findings)
}

#[track_caller]
fn sound(items: &str) -> Program {
    let (program, findings) = with(items);
    assert!(findings.is_empty(), "{items}\n{findings:#?}");
    program.unwrap_or_default()
}

#[track_caller]
fn finds(items: &str, codes: &[Code]) {
    let (program, findings) = with(items);
    let found: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, codes, "{items}\n{findings:#?}");
    let errors = codes
        .iter()
        .any(|code| code.severity() == crate::diagnostic::Severity::Error);
    assert_eq!(program.is_none(), errors);
    for finding in findings {
        assert!(!finding.message.en.is_empty() && !finding.message.ko.is_empty());
        for guess in ["을(를)", "은(는)", "(이)", "(으)로"] {
            assert!(!finding.message.ko.contains(guess));
        }
    }
}

/// What is found in a condition.
#[track_caller]
fn condition(text: &str, codes: &[Code]) {
    finds(&format!("define d cites Act 1 means {text}"), codes);
}

/// The kind of an expression, declared as it is written after the colon.
#[track_caller]
fn value(kind: &str, text: &str) -> Expr {
    let program = sound(&format!("define d : {kind} cites Act 1 means {text}"));
    let define = program.defines.into_iter().next();
    let version = define.and_then(|define| define.versions.into_iter().next());
    let Some(version) = version else {
        unreachable!("a sound definition has a version")
    };
    version.body.means
}

#[test]
fn comparisons_need_one_kind() {
    condition("outage.length >= 4 hours", &[]);
    condition("outage.hit >= 100만 명", &[]);
    condition("outage.fee is applicable and outage.fee >= 1천만 원", &[]);
    condition("outage.started >= moment", &[]);
    condition("outage.hit >= 100만", &[Code::UnlikeUnits]);
    condition("outage.hit >= 5%", &[Code::ShareAgainstCount]);
    condition("outage.length >= 1천만 KRW", &[Code::UnlikeKinds]);
    condition("operator.fee >= 1 EUR", &[Code::UnlikeUnits]);
    condition("outage.length >= 2 days", &[Code::UnlikeKinds]);
    condition("outage.day >= outage.started", &[Code::UnlikeKinds]);
    condition("outage.cause >= outage.cause", &[Code::UnlikeKinds]);
    condition("outage is outage", &[Code::UnlikeKinds]);
    condition("outage.length", &[Code::UnlikeKinds]);
    condition("outage.hit >= 3 parsecs", &[Code::UnknownName]);
}

#[test]
fn choices_are_found_by_their_list() {
    condition("outage.cause is line", &[]);
    condition("line is outage.cause", &[]);
    condition("outage.cause is not one of (line, fire)", &[]);
    condition("outage.cause is open", &[]);
    condition("outage.cause is unknown", &[]);
    condition("operator.fee is unknown", &[]);
    condition("outage.cause is lime", &[Code::UnknownChoice]);
    condition("outage.cause is imposed", &[Code::UnknownChoice]);
    condition("outage.caus is lime", &[Code::UnknownField]);
    condition("operator.fee is open", &[Code::WrongSort]);
    let program =
        sound("define d : one of (small, large) cites Act 1 means if grave then large else small");
    assert_eq!(program.choices.len(), 2);
}

#[test]
fn arithmetic_follows_kinds() {
    assert_eq!(
        value("duration", "outage.ended - outage.started + 1 hour").kind,
        Kind::Duration
    );
    assert_eq!(value("time", "1 hour + outage.ended").kind, Kind::Time);
    assert_eq!(
        value("KRW", "3% of operator.fee + 2 * operator.fee / 3").kind,
        Kind::Money(crate::name::Name::new("KRW"))
    );
    assert_eq!(
        value("number", "outage.length / 2 hours").kind,
        Kind::Number
    );
    assert_eq!(
        value("number", "count of (s in services where s.fee > 3 KRW)").kind,
        Kind::Number
    );
    assert_eq!(value("time", "latest of notice.at").kind, Kind::Time);
    assert_eq!(
        value("users", "smaller of (outage.hit, 3 users)").kind,
        Kind::Quantity(0)
    );
    assert_eq!(
        value("time", "first known of (outage.started, outage.ended)").kind,
        Kind::Time
    );
    let product = value("user_minutes", "outage.hit * outage.length");
    let Node::Product(parts) = product.node else {
        unreachable!("a product")
    };
    assert_eq!(parts.len(), 2, "evaluation converts the time");
    for (text, code) in [
        ("outage.started + outage.ended >= moment", Code::UnlikeKinds),
        ("outage.started + 30 days >= moment", Code::UnlikeKinds),
        ("outage.hit * outage.hit >= 3 users", Code::UnlikeUnits),
        ("operator.fee * operator.fee >= 3 KRW", Code::UnlikeKinds),
        (
            "sum of (s.outage.started for s in services) >= moment",
            Code::UnlikeKinds,
        ),
        ("latest of (1, 2) >= 1", Code::UnlikeKinds),
        ("at least 3 of (grave, grave)", Code::WrongArguments),
        ("any (s in services)", Code::WrongArguments),
        ("any of (s in services)", Code::WrongArguments),
        ("services.fee >= 3 KRW", Code::UnknownField),
        ("services[0].outage.length > 3 users", Code::UnlikeKinds),
    ] {
        let (_, findings) = with(&format!("define d cites Act 1 means {text}"));
        let found = findings.first().map(|finding| finding.code);
        if found != Some(Code::UnexpectedText) {
            assert_eq!(found, Some(code), "{text}");
            assert_eq!(findings.len(), 1, "{text}\n{findings:#?}");
        }
    }
}

#[test]
fn reference_periods_and_optional_fields_are_asked_for() {
    condition(
        "outage.base over october to december of year before moment >= 3 users",
        &[],
    );
    condition("outage.base over 2020 >= 3 users", &[]);
    condition("outage.base >= 3 users", &[Code::ReferencePeriod]);
    condition("outage.hit over 2020 >= 3 users", &[Code::ReferencePeriod]);
    condition(
        "outage.base over december to may of 2020 >= 3 users",
        &[Code::ReferencePeriod],
    );
    condition("outage.fee >= 3 KRW", &[Code::OptionalField]);
    condition("outage.fee is not applicable or outage.fee >= 3 KRW", &[]);
}

#[test]
fn names_are_found_once_and_told_once() {
    condition(
        "outge.length >= 4 hours and outge.hit >= 3 users",
        &[Code::UnknownName],
    );
    condition("outage을.length >= 4 hours", &[Code::UnknownName]);
    condition("operator.length >= 4 hours", &[Code::UnknownField]);
    condition("unforeseen", &[Code::WrongArguments]);
    condition("grave(operator)", &[Code::WrongArguments]);
    condition("unforeseen(outage)", &[Code::UnlikeKinds]);
    condition("unforeseen(operator) and test.law.grave", &[]);
    condition("notice", &[Code::WrongSort]);
    condition("notice has happened", &[]);
    condition("grave has happened", &[Code::WrongSort]);
    finds("fact grave : number", &[Code::DuplicateName]);
    finds("fact x : Servic", &[Code::UnknownName]);
    finds("fact x : money", &[Code::UnknownName]);
    let (_, findings) = with("define d cites Act 1 means outge.length >= 4 hours");
    let help = findings.first().and_then(|finding| finding.help.clone());
    assert_eq!(
        help.map(|help| help.en).as_deref(),
        Some("the nearest name is `outage`, declared at a.onus:22")
    );
}

#[test]
fn duties_powers_and_sanctions_are_whole() {
    let program = sound(
        r"duty tell for each s in services cites Act 1
  bearer operator to MSIT when unforeseen(s) must notice where notice.good
  within 30 days after s.outage.ended on breach fine
duty answer cites Act 1 arises on notice where notice.good bearer operator must not notice by notice.due
sanction fine cites Act 2 holder MSIT bearer operator through notice up to 1천만 KRW or 1 year
sanction other cites Act 2 holder MSIT in lieu of fine when tell is breached
power ask for each s in services cites Act 3 holder MSIT over operator when tell is breached through notice
exception small cites Act 4 to tell when s.fee < 3 KRW presumed no, burden on operator
exception back cites Act 4 to small when s.fee > 1 KRW
exception quick cites Act 4 to answer when notice.due > moment",
    );
    let opened = program.sanctions.first().map(|s| s.opened_by.clone());
    assert_eq!(opened, Some(vec![0]));
    let when = program
        .powers
        .first()
        .and_then(|p| p.versions.first())
        .and_then(|v| v.body.when.as_ref());
    assert!(
        matches!(when.map(|w| &w.node), Some(Node::InState(_, args, "breached")) if args.len() == 1)
    );
    finds("duty d cites Act 1 bearer operator", &[Code::MissingClause]);
    finds(
        "duty d cites Act 1 bearer operator must notice by outage.hit",
        &[Code::UnlikeKinds],
    );
    finds(
        "duty d cites Act 1 bearer grave must notice",
        &[Code::WrongSort],
    );
    finds(
        "duty d cites Act 1 bearer operator must grave",
        &[Code::WrongSort],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice within 1.5 days after moment",
        &[Code::WrongArguments],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice every year y by 31 January of y",
        &[Code::MissingClause],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice every year in force from 2023-07-04",
        &[Code::MissingClause],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice every year y arises on notice by 31 January of y in force from 2023-07-04",
        &[Code::MisplacedClause],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice rolls",
        &[Code::MissingClause],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice by moment rolls",
        &[Code::UnlikeKinds],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice within 2 days after moment rolls relief to 12:00 on next working day if due is not working day",
        &[Code::MisplacedClause],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice by due of e
duty e cites Act 1 bearer operator must notice",
        &[Code::MissingClause],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice by due of e
duty e cites Act 1 bearer operator must notice
in force until 2020-12-31 by moment
in force from 2021-01-01 within 2 days after moment",
        &[Code::UnlikeKinds],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice by due of e
duty e cites Act 1 bearer operator must notice by performance of d + 1 hours",
        &[Code::CircularDefinition],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice by performance of notice",
        &[Code::WrongSort],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice over MSIT",
        &[Code::MisplacedClause],
    );
    finds(
        "duty d cites Act 1 bearer operator must notice by moment by moment",
        &[Code::DuplicateClause],
    );
    finds("sanction s cites Act 1 up to 3 users", &[Code::UnlikeKinds]);
    finds(
        "duty d bearer operator must notice",
        &[Code::MissingCitation],
    );
}

#[test]
fn the_limit_of_another_duty_has_its_kind_wherever_it_stands() {
    let program = sound(
        r"duty a cites Act 1 bearer operator must notice by the later_of_b
define later_of_b : date cites Act 1 means the latest of (due of b, 2022-01-01)
duty b for each s in services cites Act 1 bearer operator must notice by due of c
duty c for each s in services cites Act 1 bearer operator must notice within 2 days after due of d(s)
duty d for each s in services cites Act 1 bearer operator must notice by s.outage.ended
duty e cites Act 1 bearer operator must notice by earliest of performance of d",
    );
    let kinds: Vec<_> = program
        .duties
        .iter()
        .filter_map(|duty| Some(duty.versions.first()?.body.by.as_ref()?.kind.clone()))
        .collect();
    use crate::value::Kind::{Date, Time};
    assert_eq!(kinds, [Date, Date, Date, Time, Time]);
}

#[test]
fn exceptions_know_what_they_except() {
    let base = "duty a for each s in services cites Act 1 bearer operator must notice
duty b cites Act 1 bearer operator must notice
";
    let check = |text: &str, codes: &[Code]| finds(&format!("{base}{text}"), codes);
    check("exception e cites Act 1 to a when s.fee > 3 KRW", &[]);
    check(
        "exception e cites Act 1 to a, b when s.fee > 3 KRW",
        &[Code::WrongSort],
    );
    check("exception e cites Act 1 when grave", &[Code::MissingTarget]);
    check(
        "exception e cites Act 1 to aa when s.fee > 3 KRW",
        &[Code::UnknownTarget],
    );
    check("exception e cites Act 1 to grave", &[Code::UnknownTarget]);
    check(
        "exception e cites Act 1 to f\nexception f cites Act 1 to e",
        &[Code::CircularException],
    );
    check("exception e cites Act 1 to b when a is breached", &[]);
    check(
        "exception e cites Act 1 to b when b is breached",
        &[Code::CircularDefinition],
    );
    check(
        "exception e cites Act 1 to b when b is imposed",
        &[Code::WrongSort],
    );
    check("exception e cites Act 1 to b when b", &[Code::WrongSort]);
}

#[test]
fn circles_are_told_step_by_step() {
    let text = "define a cites Act 1 means b\ndefine b cites Act 1 means c\ndefine c cites Act 1 means not a";
    let (_, findings) = with(text);
    assert_eq!(findings.len(), 1);
    let steps = findings.first().map(|finding| finding.others.len());
    assert_eq!(steps, Some(3));
    finds("define a cites Act 1 means a", &[Code::CircularDefinition]);
    finds(
        "record R field x : number is y field y : number is x\nfact r : R",
        &[Code::CircularDefinition],
    );
}

#[test]
fn versions_take_from_the_common_clauses_and_do_not_overlap() {
    let program = sound(
        "define d cites Act 1 means grave in force from 2020-01-01 until 2020-12-31
  in force from 2021-01-01 means not grave cites Act 2
  proposed \"Bill\" in force from 2030-01-01 means yes",
    );
    let Some(define) = program.defines.first() else {
        unreachable!("one definition")
    };
    let zone = crate::value::Zone::named("Asia/Seoul");
    let ends = define
        .versions
        .first()
        .and_then(|v| Some(zone?.rfc3339(v.interval.end?)));
    assert_eq!(ends.as_deref(), Some("2021-01-01T00:00:00+09:00"));
    let pins: Vec<&str> = define
        .versions
        .iter()
        .flat_map(|v| &v.cites)
        .map(|c| c.pin.as_str())
        .collect();
    assert_eq!(pins, ["1", "2", "1"]);
    assert_eq!(
        define.versions.last().and_then(|v| v.proposed.as_deref()),
        Some("Bill")
    );
    let versions =
        |text: &str, code| finds(&format!("define d cites Act 1 means grave {text}"), &[code]);
    versions(
        "in force from 2020-01-01 in force from 2021-01-01",
        Code::OverlappingVersions,
    );
    versions(
        "in force from 2020-01-01 until 2020-06-30 in force from 2021-01-01",
        Code::VersionGap,
    );
    versions(
        "in force from 2020-01-01 until 2019-06-30",
        Code::EmptyInterval,
    );
    versions("in force from 1987-05-10T02:30", Code::ClockChange);
    versions(
        "in force from 2020-01-01 governed by moment",
        Code::MisplacedClause,
    );
}

#[test]
fn cases_are_put_as_determinations_print() {
    let program = sound(
        r#"define covered cites Act 1 means grave
define limit : duration cites Act 1 means 2 hours
duty tell for each s in services cites Act 1 bearer operator must notice
exception small cites Act 4 to tell
case c "Case" ko "사례"
  facts "a.json"
  as of 2022-02-10T09:00
  given outage.cause is line
  given services[0].unforeseen is yes
  given outage.hit is unknown
  expect covered
  expect not covered
  expect covered undetermined needs grave, services[0].outage.cause
  expect limit is 2 hours
  expect tell of services[0] exempt by small due 2022-03-01 citing Act 4, Act"#,
    );
    let Some(case) = program.cases.first() else {
        unreachable!("one case")
    };
    let names: Vec<&str> = case.expects.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names.first(), Some(&"test.law.covered"));
    let states: Vec<&str> = case
        .expects
        .iter()
        .filter_map(|expect| match &expect.outcome {
            Outcome::State(state) => Some(state.as_str()),
            Outcome::Value(_) | Outcome::NotValue(_) | Outcome::Coming(_) => None,
        })
        .collect();
    assert_eq!(states, ["yes", "no", "undetermined", "exempt"]);
    let last = case.expects.last();
    assert_eq!(
        last.and_then(|e| e.instance.as_deref()),
        Some("services[0]")
    );
    assert!(matches!(last.and_then(|e| e.due), Some(Due::Day(_))));
    assert_eq!(
        last.map(|e| e.citing.clone()),
        Some(vec!["Act 4".into(), "Act".into()])
    );
    let case = |text: &str, code| {
        finds(
            &format!("case c as of 2022-01-01 expect grave {text}"),
            &[code],
        )
    };
    case("given outge.cause is line", Code::UnknownName);
    case("given outage.cause is lime", Code::UnknownChoice);
    case("given outage.hit is 3", Code::UnlikeUnits);
    case(
        "given outage.cause is line given outage.cause is unknown",
        Code::DuplicateFact,
    );
    case("given unforeseen is yes", Code::WrongArguments);
    case("given services.fee is 3 KRW", Code::UnknownField);
    case("expect outage", Code::WrongSort);
    case("expect grave breached", Code::WrongSort);
    case("expect grave needs outage.cuase", Code::UnknownField);
    case("expect grave citing Decree 3", Code::UnknownSource);
    finds(
        "case c as of 2022-01-01 given outage.cause is line",
        &[Code::MissingClause],
    );
}

#[test]
fn policies_of_several_files_share_their_names() {
    let one = (
        "b.onus",
        "policy p use q\ndefine d cites Act 1 means here and there\nsource Act \"A\" ko \"가\"",
    );
    let two = ("a.onus", "policy p\nfact here : yes/no");
    let three = ("c.onus", "policy q\nfact there : yes/no");
    let (program, findings) = run(&[one, two, three]);
    assert!(findings.is_empty(), "{findings:#?}");
    let names: Vec<String> = program
        .iter()
        .flat_map(|p| &p.policies)
        .map(|p| p.name.to_string())
        .collect();
    assert_eq!(names, ["p", "q"]);
    let codes =
        |files: &[(&str, &str)]| -> Vec<Code> { run(files).1.iter().map(|f| f.code).collect() };
    assert_eq!(codes(&[one, two]), [Code::UnknownPolicy, Code::UnknownName]);
    let fourth = ("d.onus", "policy r\nfact there : yes/no");
    let again = ("e.onus", "policy p use r");
    assert_eq!(
        codes(&[one, two, three, fourth, again]),
        [Code::AmbiguousName]
    );
    assert_eq!(
        codes(&[("x.onus", "fact a : yes/no")]),
        [Code::MissingPolicy]
    );
    assert_eq!(
        codes(&[
            ("x.onus", "policy x zone Asia/Seoul"),
            ("y.onus", "policy x zone Asia/Seoul")
        ]),
        [Code::DuplicateClause]
    );
}

#[test]
fn long_chains_are_followed() {
    let mut text = String::from(BASE);
    for number in 0..400 {
        let before = if number == 0 {
            "grave".to_owned()
        } else {
            format!("d{}", number - 1)
        };
        text.push_str(&format!("define d{number} cites Act 1\n  means {before} and outage.hit > 3 users\nexception e{number} cites Act 1 to d{number}\n  when outage.length > 3 hours\n"));
    }
    let (program, findings) = run(&[("a.onus", &text)]);
    let unused = findings.iter().all(|f| f.code == Code::UnusedName);
    assert!(program.is_some() && unused);
}
