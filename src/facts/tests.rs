//! Records with one fault each, and what is said of it; and records without one.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says so when it is surprised"
)]

mod faults;
#[cfg(all(feature = "yaml", feature = "toml"))]
mod forms;
mod places;
mod robust;
mod values;

use super::{Datum, Facts, Known, read};
use crate::diagnostic::{Diagnostic, Phrase};
use crate::name::Name;
use crate::program::provision::{Head, Judgement};
use crate::program::{Act, Choice, Expr, Field, Node, Policy, Program, Record, Unit};
use crate::source::{Sources, Span};
use crate::value::{Kind, Number, Sign, Value, Zone};

const OPERATOR: usize = 0;
const OUTAGE: usize = 1;
const SERVICE: usize = 2;
const REQUEST: usize = 3;

/// Every declaration of the tests stands in the first file.
fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.add("terms.onus", "declared here");
    sources
}

fn head(policy: usize, name: &str, title: &str, ko: &str) -> Head {
    let (file, _) = sources().iter().next().map(|(id, _)| (id, ())).unwrap();
    Head {
        policy,
        name: Name::new(name),
        title: Phrase::new(title, ko),
        span: Span::new(file, 0, 8),
    }
}

fn field(name: &str, kind: Kind) -> Field {
    Field {
        head: head(0, name, name, name),
        within: kind.within(),
        kind,
        over_period: false,
        planned: false,
        optional: false,
        cites: Vec::new(),
        computed: None,
        default: None,
    }
}

fn over(name: &str, kind: Kind) -> Field {
    Field {
        over_period: true,
        ..field(name, kind)
    }
}

fn optional(name: &str, kind: Kind) -> Field {
    Field {
        optional: true,
        ..field(name, kind)
    }
}

/// How long it is from one field of its record to another.
fn length(name: &str, end: usize, start: usize) -> Field {
    let expr = |node, kind| Expr {
        node,
        kind,
        span: head(0, name, name, name).span,
    };
    let own = |number| {
        let record = expr(Node::Variable(0), Kind::Record(SERVICE));
        expr(Node::Field(Box::new(record), number), Kind::Time)
    };
    let sum = Node::Sum(vec![(Sign::Plus, own(end)), (Sign::Minus, own(start))]);
    Field {
        computed: Some(expr(sum, Kind::Duration)),
        ..field(name, Kind::Duration)
    }
}

fn record(name: &str, ko: &str, fields: Vec<Field>, act: Option<usize>) -> Record {
    Record {
        head: head(0, name, name, ko),
        fields,
        act,
    }
}

fn judgement(name: &str, about: Option<usize>) -> Judgement {
    Judgement {
        head: head(1, name, name, name),
        about,
        holder: None,
        criteria: None,
        determines: None,
        versions: Vec::new(),
    }
}

fn choice(name: &str, alternatives: &[&str]) -> Choice {
    Choice {
        head: head(0, name, name, name),
        alternatives: alternatives
            .iter()
            .map(|name| (Name::new(name), Phrase::same(*name)))
            .collect(),
        places: std::collections::BTreeMap::new(),
    }
}

/// A small vocabulary with every kind in it.
fn program() -> Program {
    let krw = || Kind::Money(Name::new("KRW"));
    let policy = |name: &str, zone| Policy {
        name: Name::new(name),
        title: None,
        zone,
        calendar: None,
        periods: None,
        governed_by: None,
        advice: Vec::new(),
        sha256: String::new(),
    };
    Program {
        policies: vec![
            policy("common.incident", Zone::UTC),
            policy("kr.netflix_law", Zone::named("Asia/Seoul").unwrap()),
        ],
        units: vec![
            Unit {
                head: head(0, "users", "users", "명"),
                factors: Vec::new(),
                seconds: None,
            },
            Unit {
                head: head(0, "user_minutes", "user-minutes", "명·분"),
                factors: vec![0],
                seconds: Some(Number::whole(60)),
            },
        ],
        choices: vec![choice("effect", &["stop", "slow_down", "일부_오류"])],
        records: vec![
            record(
                "Operator",
                "사업자",
                vec![
                    field("name", Kind::Text),
                    over("daily_users", Kind::Quantity(0)),
                    over("traffic_share", Kind::Share),
                    optional("sales", krw()),
                ],
                None,
            ),
            record(
                "Outage",
                "장애",
                vec![
                    field("started", Kind::Time),
                    field("ended", Kind::Time),
                    field("effect", Kind::Choice(0)),
                    field("lost", Kind::Quantity(1)),
                    optional("note", Kind::Text),
                ],
                None,
            ),
            record(
                "Service",
                "서비스",
                vec![
                    field("name", Kind::Text),
                    field("outage", Kind::Record(OUTAGE)),
                    field("중단", Kind::Time),
                    field("재개", Kind::Time),
                    length("중단시간", 3, 2),
                ],
                None,
            ),
            record(
                "data_request",
                "자료 제출 요청",
                vec![
                    field("at", Kind::Time),
                    field("by", Kind::Party),
                    field("due", Kind::Time),
                ],
                Some(0),
            ),
        ],
        facts: vec![
            field("operator", Kind::Record(OPERATOR)),
            field("outage", Kind::Record(OUTAGE)),
            field("services", Kind::List(Box::new(Kind::Record(SERVICE)))),
            field("affected", Kind::Number),
            field("length", Kind::Duration),
            field("grace", Kind::Period),
            field("day", Kind::Date),
            field("paid", krw()),
            field("share", Kind::Share),
            field("free", Kind::YesNo),
            field("때", Kind::Time),
            field("started", Kind::Time),
            field("ended", Kind::Time),
        ],
        acts: vec![Act {
            head: head(1, "data_request", "Request for data", "자료 제출 요청"),
            from: None,
            to: Vec::new(),
            record: REQUEST,
        }],
        judgements: vec![
            judgement("impaired", None),
            judgement("unforeseen", Some(SERVICE)),
        ],
        ..Program::default()
    }
}

fn read_text(text: &str) -> (Facts, Vec<Diagnostic>, Sources) {
    read_file("facts.json", text)
}

fn read_file(name: &str, text: &str) -> (Facts, Vec<Diagnostic>, Sources) {
    let mut sources = sources();
    let file = sources.add(name, text);
    let (facts, findings) = read(file, &sources, &program());
    (facts, findings, sources)
}

/// What a record without a fault says.
fn good(text: &str) -> Facts {
    let (facts, findings, _) = read_text(text);
    assert!(findings.is_empty(), "{text}\n{findings:#?}");
    facts
}

/// Every finding as `code@marked text`, in the order of the file.
fn faults(text: &str) -> Vec<String> {
    faults_in("facts.json", text)
}

fn faults_in(name: &str, text: &str) -> Vec<String> {
    let (_, findings, sources) = read_file(name, text);
    findings
        .iter()
        .map(|finding| {
            let marked = sources.text(finding.primary.span);
            format!("{}@{marked}", finding.code.name())
        })
        .collect()
}

/// The fact of that name at the top.
fn fact<'f>(facts: &'f Facts, name: &str) -> &'f Datum {
    let number = program()
        .facts
        .iter()
        .position(|field| field.head.name == Name::new(name));
    &facts.facts[number.unwrap()]
}

fn value(datum: &Datum) -> &Value {
    match &datum.known {
        Known::Value(value) => value,
        other => panic!("no value: {other:?}"),
    }
}
