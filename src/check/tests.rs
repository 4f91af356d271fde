//! Policies as text, and what is found in them.

mod cases;
mod expressions;
mod index;
mod provisions;

use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expr, Program};
use crate::source::Sources;

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
    let checked = super::check(&trees, &sources);
    findings.extend(super::apart_from(&trees, &findings, checked.findings));
    (checked.sound.then_some(checked.program), findings)
}

/// What is found in some items after the shared ones, not all of which are used, in duties of
/// which the limit does not matter.
fn with(items: &str) -> (Option<Program>, Vec<Diagnostic>) {
    let (program, mut findings) = run(&[("a.onus", &format!("{BASE}{items}\n"))]);
    let beside = [
        Code::UnusedName,
        Code::MissingDeadline,
        Code::MissingZone,
        Code::MissingPeriods,
    ];
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
