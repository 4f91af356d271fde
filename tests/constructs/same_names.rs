//! Two policies whose acts and laws have the same names: what was done under one is not told of the
//! other, and each law is cited so that it can be told from the other.

use onus::diagnostic::Language;
use onus::eval::{Question, evaluate};
use onus::render::answer::answer;
use onus::source::Sources;
use serde_json::json;

fn policy(name: &str) -> String {
    format!(
        r#"policy t.{name} zone Europe/Paris periods eu.1182_71 calendar fr
source A "Act {name}" ko "{name}법"
party firm "Firm" ko "회사"
party office "Office {name}" ko "{name}청"
act report "Report" ko "보고" from firm to office
act order "Order" ko "명령" from office to firm field till : time planned "Till" ko "기한"
duty obey "Obey {name}" ko "{name} 복종" cites A 4
  arises on order bearer firm to office must report by order.till
"#
    )
}

#[test]
fn what_was_done_under_one_policy_is_not_told_of_another() {
    let mut sources = Sources::default();
    for name in ["a", "b"] {
        sources.add(format!("{name}.onus"), policy(name));
    }
    let program = onus::load(&sources).0.expect("they are sound");
    let facts = json!({
        "zone": "Europe/Paris",
        "record_complete_until": "2027-01-20T00:00",
        "events": [
            { "act": "t.a.report", "at": "2027-01-13T12:00" },
            { "act": "t.b.order", "at": "2027-01-13T14:00", "till": "2027-01-14T12:00" },
            { "act": "t.a.order", "at": "2027-01-13T15:00", "till": "2027-01-14T13:00" },
        ],
    });
    let file = sources.add("facts.json", facts.to_string());
    let (facts, findings) = onus::facts::read(file, &sources, &program);
    assert!(findings.is_empty(), "{findings:?}");
    let asked = onus::value::Moment::parse("2027-01-20T00:00:00+01:00").expect("a moment");
    let (all, _) = evaluate(&program, &facts, &Question::as_of(asked.instant()));
    for (language, of_a, none_of_b, laws) in [
        (
            Language::English,
            "on record, but not what is owed: “Report” of 13 Jan 2027 12:00",
            "no “Report” is on record by then",
            ["Act a 4", "Act b 4"],
        ),
        (
            Language::Korean,
            "이행으로 보지 아니함",
            "기한까지 ‘보고’ 기록이 없음",
            ["a법 제4조", "b법 제4조"],
        ),
    ] {
        let page = answer(&all, language, 100).replace('\u{a0}', " ");
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(page.matches(of_a).count(), 1, "{page}");
        assert!(page.contains(none_of_b), "{page}");
        for law in laws {
            assert!(page.contains(law), "{law}: {page}");
        }
    }
}
