//! A small world: outages, services, a request and its answer; and short words to build in it.

use crate::determination::{Conclusion, Determination, DutyRow};
use crate::diagnostic::Phrase;
use crate::eval::{Question, evaluate};
use crate::facts::{self, Datum, Event, Facts, Fields, Known};
use crate::name::Name;
use crate::program::provision::{
    Deed, Define, DefineBody, Duty, DutyBody, Exception, ExceptionBody, ForEach, Force, Judgement,
    Must, Party,
};
use crate::program::{
    Act, Choice, Expr, FactPath, FactRoot, FactStep, Field, Head, Node, PartyRef, Policy, Program,
    Record, Target, Version,
};
use crate::source::{Sources, Span};
use crate::value::{Date, Instant, Interval, Kind, Local, Number, Range, Sign, Truth, Value, Zone};

pub(super) const OUTAGE: usize = 0;
pub(super) const SERVICES: usize = 1;
pub(super) const A: usize = 2;
pub(super) const B: usize = 3;
pub(super) const C: usize = 4;
pub(super) const AMOUNT: usize = 5;
pub(super) const REQUEST: usize = 0;
pub(super) const ANSWER: usize = 1;

pub(super) fn span() -> Span {
    let mut sources = Sources::default();
    Span::new(sources.add("test.onus", "declared here"), 0, 8)
}

pub(super) fn head(name: &str) -> Head {
    Head {
        policy: 0,
        name: Name::new(name),
        title: Phrase::same(name),
        span: span(),
    }
}

fn field(name: &str, kind: Kind) -> Field {
    Field {
        head: head(name),
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

fn record(name: &str, fields: Vec<Field>, act: Option<usize>) -> Record {
    Record {
        head: head(name),
        fields,
        act,
    }
}

/// The vocabulary, and a policy governed by the start of the outage.
pub(super) fn program() -> Program {
    let time = |name| field(name, Kind::Time);
    let mut duration = field("duration", Kind::Duration);
    let own = || expr(Node::Variable(0), Kind::Record(0));
    duration.computed = Some(expr(
        Node::Sum(vec![
            (Sign::Plus, of(own(), 1, Kind::Time)),
            (Sign::Minus, of(own(), 0, Kind::Time)),
        ]),
        Kind::Duration,
    ));
    let mut outage = field("outage", Kind::Record(0));
    outage.default = Some(path(OUTAGE, &[]));
    let mut due = time("due");
    due.planned = true;
    let mut users = field("users", Kind::Number);
    users.over_period = true;
    let act = |name, record| Act {
        head: head(name),
        from: None,
        to: Vec::new(),
        record,
    };
    let judgement = |name, about| Judgement {
        head: head(name),
        about,
        holder: Some(PartyRef::Party(0)),
        criteria: None,
        determines: None,
        versions: vec![always(())],
    };
    Program {
        policies: vec![Policy {
            name: Name::new("kr.test"),
            title: None,
            zone: Zone::named("Asia/Seoul").unwrap(),
            calendar: None,
            periods: Some(Name::new("kr.civil")),
            governed_by: Some(started()),
            advice: Vec::new(),
            sha256: String::new(),
        }],
        parties: vec![Party {
            head: head("minister"),
            called: None,
        }],
        choices: vec![Choice {
            head: head("cause"),
            alternatives: ["overload", "line", "other"]
                .iter()
                .map(|name| (Name::new(name), Phrase::same(*name)))
                .collect(),
            places: std::collections::BTreeMap::new(),
        }],
        records: vec![
            record(
                "Outage",
                vec![
                    time("started"),
                    time("ended"),
                    duration,
                    field("cause", Kind::Choice(0)),
                ],
                None,
            ),
            record(
                "Service",
                vec![
                    field("name", Kind::Text),
                    field("free", Kind::YesNo),
                    outage,
                    users,
                ],
                None,
            ),
            record(
                "request",
                vec![time("at"), field("by", Kind::Party), due],
                Some(REQUEST),
            ),
            record(
                "answer",
                vec![
                    time("at"),
                    field("by", Kind::Party),
                    field("truthful", Kind::YesNo),
                ],
                Some(ANSWER),
            ),
        ],
        facts: vec![
            field("outage", Kind::Record(0)),
            field("services", Kind::List(Box::new(Kind::Record(1)))),
            field("a", Kind::YesNo),
            field("b", Kind::YesNo),
            field("c", Kind::YesNo),
            field("amount", Kind::Number),
        ],
        acts: vec![act("request", 2), act("answer", 3)],
        judgements: vec![
            judgement("impaired", None),
            judgement("unforeseen", Some(1)),
        ],
        ..Program::default()
    }
}

// ---- expressions

pub(super) fn expr(node: Node, kind: Kind) -> Expr {
    Expr {
        node,
        kind,
        span: span(),
    }
}

pub(super) fn yes_no(node: Node) -> Expr {
    expr(node, Kind::YesNo)
}

pub(super) fn fact(fact: usize) -> Expr {
    yes_no(Node::Fact(fact))
}

pub(super) fn of(record: Expr, field: usize, kind: Kind) -> Expr {
    expr(Node::Field(Box::new(record), field), kind)
}

pub(super) fn outage() -> Expr {
    expr(Node::Fact(OUTAGE), Kind::Record(0))
}

pub(super) fn started() -> Expr {
    of(outage(), 0, Kind::Time)
}

pub(super) fn duration() -> Expr {
    of(outage(), 2, Kind::Duration)
}

pub(super) fn not(of: Expr) -> Expr {
    yes_no(Node::Not(Box::new(of)))
}

pub(super) fn number(value: i64, kind: Kind) -> Expr {
    let range = Range::exactly(Number::whole(value));
    expr(Node::Constant(Value::Range(range)), kind)
}

pub(super) fn service() -> Expr {
    expr(Node::Variable(0), Kind::Record(1))
}

pub(super) fn services() -> Expr {
    expr(Node::Fact(SERVICES), Kind::List(Box::new(Kind::Record(1))))
}

// ---- provisions

/// A version for all of time.
pub(super) fn always<T>(body: T) -> Version<T> {
    Version {
        interval: Interval::ALWAYS,
        proposed: None,
        addressees: None,
        place: None,
        cites: Vec::new(),
        remarks: Vec::new(),
        body,
        span: span(),
        written: span(),
    }
}

/// A version from one day up to, and not including, another.
pub(super) fn between<T>(from: Option<&str>, end: Option<&str>, body: T) -> Version<T> {
    let day = |day: &str| at(&format!("{day} 00:00"));
    Version {
        interval: Interval {
            from: from.map(day),
            end: end.map(day),
        },
        ..always(body)
    }
}

pub(super) fn means(means: Expr) -> DefineBody {
    DefineBody {
        means,
        unless: Vec::new(),
    }
}

pub(super) fn define(name: &str, kind: Kind, versions: Vec<Version<DefineBody>>) -> Define {
    Define {
        head: head(name),
        params: Vec::new(),
        kind,
        intermediate: false,
        governed_by: None,
        determined_by: None,
        versions,
    }
}

/// A yes/no definition for all of time.
pub(super) fn rule(name: &str, of: Expr) -> Define {
    define(name, Kind::YesNo, vec![always(means(of))])
}

pub(super) fn exception(name: &str, target: Target, when: Expr) -> Exception {
    Exception {
        head: head(name),
        versions: vec![always(ExceptionBody {
            instead: None,
            targets: vec![target],
            when: Some(when),
            presumed: None,
        })],
    }
}

/// A duty to answer.
pub(super) fn answer() -> DutyBody {
    DutyBody {
        bearer: PartyRef::Party(0),
        to: Vec::new(),
        arises_on: None,
        when: None,
        unless: Vec::new(),
        must: Must {
            force: Force::Demand,
            deed: Deed::Act {
                act: ANSWER,
                variable: 2,
                condition: None,
            },
        },
        reductions: Vec::new(),
        by: None,
        relief: None,
        without_delay: false,
        delayed: None,
        on_breach: Vec::new(),
        counts_as_done: None,
        even_before: false,
    }
}

pub(super) fn duty(name: &str, body: DutyBody) -> Duty {
    Duty {
        head: head(name),
        for_each: None,
        every: None,
        governed_by: None,
        holder: None,
        versions: vec![always(body)],
    }
}

pub(super) fn each_service() -> Option<ForEach> {
    Some(ForEach {
        variable: Name::new("s"),
        kind: Kind::Record(1),
        list: services(),
        condition: None,
    })
}

// ---- facts

/// A time in Seoul: `2022-02-03 11:20`.
pub(super) fn at(text: &str) -> Instant {
    let (date, clock) = text.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    let minutes = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    let clock = minutes * 60 * crate::value::calendar::SECOND;
    let zone = Zone::named("Asia/Seoul").unwrap();
    match zone.local(Date::parse(date).unwrap(), clock) {
        Some(Local::Once(at)) => at,
        other => panic!("{text}: {other:?}"),
    }
}

pub(super) fn time(text: &str) -> Known {
    Known::Value(Value::Range(Range::exactly(at(text).seconds())))
}

pub(super) fn truth(yes: bool) -> Known {
    Known::Value(Value::Truth(Truth::from(yes)))
}

pub(super) fn amount(range: Range) -> Known {
    Known::Value(Value::Range(range))
}

pub(super) fn path(fact: usize, steps: &[FactStep]) -> FactPath {
    FactPath {
        root: FactRoot::Fact(fact),
        steps: steps.to_vec(),
    }
}

/// A record in which these are given.
pub(super) fn facts(program: &Program, given: Vec<(FactPath, Known)>) -> Facts {
    let mut facts = facts::blank(program);
    for (path, known) in given {
        assert!(facts::put(&mut facts, program, &path, known), "{path:?}");
    }
    facts
}

/// The start and the end of the outage.
pub(super) fn outage_from(start: &str, end: Known) -> Vec<(FactPath, Known)> {
    vec![
        (path(OUTAGE, &[FactStep::Field(0)]), time(start)),
        (path(OUTAGE, &[FactStep::Field(1)]), end),
    ]
}

/// Something done.
pub(super) fn event(act: usize, when: &str, third: Known) -> Event {
    let given = |known| Datum {
        known,
        ..Datum::default()
    };
    Event {
        act,
        datum: given(Known::Record(Fields {
            fields: vec![given(time(when)), Datum::default(), given(third)],
            judgements: Vec::new(),
        })),
        re: Vec::new(),
    }
}

// ---- answers

/// The answer as of a time.
pub(super) fn answered(program: &Program, facts: &Facts, as_of: &str) -> Determination {
    let (answer, findings) = evaluate(program, facts, &Question::as_of(at(as_of)));
    assert_eq!(findings, Vec::new());
    answer
}

pub(super) fn conclusion<'d>(all: &'d Determination, name: &str) -> &'d Conclusion {
    let name = format!("kr.test.{name}");
    let mut rows = all.conclusions.iter();
    rows.find(|row| row.about.name == name).unwrap()
}

pub(super) fn duty_row<'d>(all: &'d Determination, name: &str) -> &'d DutyRow {
    let name = format!("kr.test.{name}");
    let mut rows = all.duties.iter();
    rows.find(|row| row.about.name == name).unwrap()
}

pub(super) fn needs(about: &crate::determination::About) -> Vec<&str> {
    about.needs.iter().map(|need| need.path.as_str()).collect()
}

/// What a rule comes to when these facts are given on 1 July 2022.
pub(super) fn value(rule_is: Expr, given: Vec<(FactPath, Known)>) -> Conclusion {
    let mut program = program();
    program.defines.push(rule("rule", rule_is));
    let facts = facts(&program, given);
    let all = answered(&program, &facts, "2022-07-01 00:00");
    conclusion(&all, "rule").clone()
}
