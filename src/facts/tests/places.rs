//! Facts put in their place, and found there.

use super::{good, program, value};
use crate::facts::{Facts, Known, MAX_MEMBERS, blank, get, put};
use crate::program::{FactPath, FactRoot, FactStep};
use crate::value::{Truth, Value};

fn path(root: FactRoot, steps: &[FactStep]) -> FactPath {
    FactPath {
        root,
        steps: steps.to_vec(),
    }
}

fn yes() -> Known {
    Known::Value(Value::Truth(Truth::Yes))
}

fn put_yes(facts: &mut Facts, path: &FactPath) -> bool {
    put(facts, &program(), path, yes())
}

#[test]
fn records_and_members_are_made_on_the_way() {
    let mut facts = blank(&program());
    let services = FactRoot::Fact(2);
    let deep = path(
        services,
        &[FactStep::Index(2), FactStep::Field(1), FactStep::Field(4)],
    );
    assert!(get(&facts, &deep).is_none());
    assert!(put_yes(&mut facts, &deep));
    assert!(matches!(
        value(get(&facts, &deep).unwrap()),
        Value::Truth(Truth::Yes)
    ));
    let Known::List {
        members,
        open: false,
    } = &facts.facts[2].known
    else {
        panic!("no list");
    };
    assert_eq!(members.len(), 3);
    let other = path(services, &[FactStep::Index(0), FactStep::Field(0)]);
    assert!(matches!(get(&facts, &other).unwrap().known, Known::Absent));
    let asked = path(services, &[FactStep::Index(1), FactStep::Judgement(1)]);
    assert!(put_yes(&mut facts, &asked));
    assert!(get(&facts, &asked).is_some());
}

#[test]
fn what_stood_there_is_replaced_and_the_rest_stays() {
    let mut facts = good(r#"{"outage": {"effect": {"is": "stop", "by": "press"}, "note": "x"}}"#);
    let effect = path(FactRoot::Fact(1), &[FactStep::Field(2)]);
    assert!(put(&mut facts, &program(), &effect, Known::Unknown));
    let datum = get(&facts, &effect).unwrap();
    assert!(matches!(datum.known, Known::Unknown));
    assert_eq!(datum.provenance.by, None);
    let note = path(FactRoot::Fact(1), &[FactStep::Field(4)]);
    assert!(matches!(get(&facts, &note).unwrap().known, Known::Value(_)));
}

#[test]
fn a_way_that_leads_nowhere_changes_nothing() {
    let mut facts = blank(&program());
    let before = format!("{facts:?}");
    let many = u32::try_from(MAX_MEMBERS).unwrap();
    for (root, steps) in [
        (FactRoot::Fact(99), vec![]),
        (FactRoot::Event(0), vec![]),
        (FactRoot::Judgement(9), vec![]),
        (FactRoot::Fact(1), vec![FactStep::Field(99)]),
        (FactRoot::Fact(1), vec![FactStep::Index(0)]),
        (FactRoot::Fact(1), vec![FactStep::Judgement(1)]),
        (FactRoot::Fact(2), vec![FactStep::Index(many)]),
        (
            FactRoot::Fact(2),
            vec![FactStep::Index(0), FactStep::Field(99)],
        ),
    ] {
        assert!(
            !put_yes(&mut facts, &path(root, &steps)),
            "{root:?} {steps:?}"
        );
    }
    assert_eq!(format!("{facts:?}"), before);
}

#[test]
fn events_and_judgements_have_places_too() {
    let mut facts = good(r#"{"events": [{"act": "data_request"}]}"#);
    let due = path(FactRoot::Event(0), &[FactStep::Field(2)]);
    assert!(put(&mut facts, &program(), &due, Known::NotYet));
    assert!(matches!(get(&facts, &due).unwrap().known, Known::NotYet));
    assert!(put_yes(&mut facts, &path(FactRoot::Judgement(0), &[])));
    assert!(matches!(facts.judgements[0].known, Known::Value(_)));
}
