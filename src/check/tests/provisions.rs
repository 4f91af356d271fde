//! Duties, powers, sanctions, exceptions and their versions.

use super::{finds, sound, with};
use crate::diagnostic::Code;
use crate::program::Node;
use crate::value::State;

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
        matches!(when.map(|w| &w.node), Some(Node::InState(_, args, State::Breached)) if args.len() == 1)
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
fn a_proposal_is_a_version_of_its_own_whatever_stands_before_it() {
    for (text, proposed) in [
        (
            "in force from 2020-01-01 proposed \"Bill\" in force from 2030-01-01",
            [None, Some("Bill")].as_slice(),
        ),
        (
            "in force from 2020-01-01 means yes proposed \"Bill\" in force from 2030-01-01",
            &[None, Some("Bill")],
        ),
        (
            "proposed \"Bill\" in force from 2030-01-01",
            &[Some("Bill")],
        ),
        (
            "in force from 2030-01-01 proposed \"Bill\"",
            &[Some("Bill")],
        ),
    ] {
        let program = sound(&format!("define d cites Act 1 means grave {text}"));
        let versions = program.defines.iter().flat_map(|define| &define.versions);
        let found: Vec<Option<&str>> = versions.map(|one| one.proposed.as_deref()).collect();
        assert_eq!(found, proposed, "{text}");
    }
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
