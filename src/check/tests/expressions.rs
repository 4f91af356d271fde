//! Kinds of expressions, and names in them.

use super::{condition, finds, sound, value, with};
use crate::diagnostic::Code;
use crate::program::Node;
use crate::value::Kind;

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
