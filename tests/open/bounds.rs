//! Bounds that know their kind: what cannot be below zero is so in no bound, an end is not before
//! its start, and two uses of one unknown are one unknown.

use proptest::prelude::*;
use serde_json::json;

use super::{HEAD, answer, program, said};
use onus::diagnostic::Code;
use onus::source::Sources;

fn policy(rest: &str) -> String {
    format!(
        "policy t\nzone UTC\nperiods eu.1182_71\nunit users \"users\" ko \"명\"\n{HEAD}{rest}\n"
    )
}

fn ask(rest: &str, record: &str) -> String {
    let answer = answer(&policy(rest), record, "2026-06-01T00:00");
    said(&answer, "so").as_str().unwrap_or_default().to_owned()
}

const KINDS: &str = "
fact counted : users
fact other : users
fact lasting : duration
fact part : share
fact money : EUR
fact loss : EUR at least 0
fact score : number at least 1 at most 10
record Item field n : users field worth : EUR at least 0 EUR field price : EUR
fact items : list of Item
define so cites Act 1 means ";

#[test]
fn what_cannot_be_below_zero_is_so_in_sums_products_and_lists() {
    let ask = |condition: &str, record: &str| ask(&format!("{KINDS}{condition}"), record);
    for condition in [
        "counted >= 0 users",
        "counted + 500 users >= 100 users",
        "counted + other >= 0 users",
        "counted * 3 >= 0 users",
        "lasting >= 0 minutes",
        "part >= 0%",
        "loss >= 0 EUR",
        "loss + 3 EUR > 2 EUR",
        "score >= 1 and score <= 10",
        "score * 2 <= 20",
        "the largest of (counted, other) >= 0 users",
    ] {
        assert_eq!(ask(condition, "{}"), "yes", "{condition}");
    }
    assert_eq!(ask("money >= 0 EUR", "{}"), "undetermined");
    let open = r#"{"items": {"at_least": [{"n": 3, "worth": "5 EUR", "price": "5 EUR"}]}}"#;
    assert_eq!(ask("sum of (i.n for i in items) >= 3 users", open), "yes");
    assert_eq!(ask("sum of (i.worth for i in items) >= 5 EUR", open), "yes");
    assert_eq!(
        ask("sum of (i.price for i in items) >= 5 EUR", open),
        "undetermined"
    );
    assert_eq!(
        ask(
            "sum of (i.n for i in items) >= 0 users",
            r#"{"items": [{}, {}]}"#
        ),
        "yes"
    );
}

#[test]
fn one_unknown_used_twice_is_one_unknown() {
    let ask = |condition: &str| ask(&format!("{KINDS}{condition}"), "{}");
    for condition in [
        "money - money is 0 EUR",
        "money + 1 EUR > money",
        "2 * money - money is money",
        "counted + other >= counted",
        "the smaller of (money, 5 EUR) <= money",
        "the larger of (money, 5 EUR) >= money",
        "money >= 5 EUR or money < 5 EUR",
        "not (money > 5 EUR and money <= 5 EUR)",
    ] {
        assert_eq!(ask(condition), "yes", "{condition}");
    }
    assert_eq!(ask("money - loss is 0 EUR"), "undetermined");
}

/// Of what is never below zero: counts, shares, lengths, what is counted or summed in lists.
fn at_least_nothing() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("counted".to_owned()),
        Just("other".to_owned()),
        Just("(the larger of (counted, 3 users))".to_owned()),
        Just("(the smaller of (counted, other))".to_owned()),
        Just("sum of (i.n for i in items)".to_owned()),
        Just("sum of (i.n for i in items where i.n >= 2 users)".to_owned()),
        Just("the largest of (counted, other)".to_owned()),
        Just("(part * counted)".to_owned()),
        Just("(if flag then counted else other)".to_owned()),
    ];
    leaf.prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} + {b})")),
            (0u32..9, inner.clone()).prop_map(|(by, of)| format!("({by} * {of})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("(the smaller of ({a}, {b}))")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn nothing_that_is_counted_is_below_zero_however_it_is_reckoned(
        figure in at_least_nothing(), high in prop::option::of(0u32..40), members in 0usize..3, more in any::<bool>(),
    ) {
        let items = vec!["{}"; members].join(", ");
        let items = if more { format!(r#"{{"at_least": [{items}]}}"#) } else { format!("[{items}]") };
        let known = high.map(|high| format!(r#""counted": {{"at_most": {high}}}, "#)).unwrap_or_default();
        let record = format!(r#"{{{known}"items": {items}}}"#);
        let kinds = KINDS.replace("define so cites Act 1 means ", "");
        let policy = format!(
            "{kinds}\nfact flag : yes/no\ndefine so cites Act 1 means {figure} >= 0 users\ndefine figure : users cites Act 1 means {figure}"
        );
        let answer = answer(&self::policy(&policy), &record, "2026-06-01T00:00");
        prop_assert_eq!(said(&answer, "so"), json!("yes"), "{} on {}", figure, record);
        // Nor does the value say so.
        let value = said(&answer, "figure").to_string();
        prop_assert!(!value.contains('-'), "{figure} on {record}: {value}");
    }

    #[test]
    fn no_length_is_below_zero_in_a_window(
        started in prop::collection::vec((0u32..28, any::<bool>(), any::<bool>()), 0..4), more in any::<bool>(),
        window in prop::sample::select(vec!["some 24 hours", "some 1 month", "some calendar week"]),
    ) {
        let stops: Vec<String> = started.iter().map(|(day, known, ended)| {
            let on = |day: u32| format!(r#"{{"on": "2026-05-{day:02}"}}"#);
            let mut fields = Vec::new();
            if *known { fields.push(format!(r#""started": {}"#, on(day + 1))); }
            if *ended { fields.push(format!(r#""ended": {}"#, on(day + 2))); }
            format!("{{{}}}", fields.join(", "))
        }).collect();
        let stops = stops.join(", ");
        let stop = LENGTH.replace("fact stop : Stop", "fact stops : list of Stop");
        let stops = if more { format!(r#"{{"at_least": [{stops}]}}"#) } else { format!("[{stops}]") };
        let sum = "sum of (s.length for s in stops) >= 0 minutes";
        // Whether or not there are more of them, and whenever they lie.
        let within = format!(
            "not ({window} of stops by started has (sum of (length) < 0 minutes or count of (stops) < 0)) and {sum}"
        );
        let said = ask(&format!("{stop}{within}"), &format!(r#"{{"zone": "UTC", "stops": {stops}}}"#));
        prop_assert_eq!(said, "yes", "{} on {}", window, stops);
    }
}

const LENGTH: &str = r#"
record Stop
  field started : time
  field ended   : time
  field length  : duration is ended - started
fact stop : Stop
define so cites Act 1 means "#;

#[test]
fn an_end_is_not_before_its_start_in_bounds_either() {
    let ask = |condition: &str, record: &str| ask(&format!("{LENGTH}{condition}"), record);
    let day = r#"{"zone": "UTC", "stop": {"started": "2022-02-05T10:00", "ended": {"on": "2022-02-05"}}}"#;
    assert_eq!(ask("stop.length >= 0 hours", day), "yes");
    assert_eq!(ask("stop.length < 14 hours", day), "yes");
    assert_eq!(ask("stop.length > 1 hour", day), "undetermined");
    assert_eq!(ask("stop.ended >= stop.started", day), "yes");
    let start = r#"{"zone": "UTC", "stop": {"started": {"on": "2022-02-05"}, "ended": "2022-02-05T10:00"}}"#;
    assert_eq!(ask("stop.length <= 10 hours", start), "yes");
    assert_eq!(ask("stop.started <= 2022-02-05T10:00", start), "yes");
}

#[test]
fn the_record_is_held_to_what_is_declared() {
    let program = program(&policy(&format!("{KINDS}loss >= 0 EUR")));
    let ask = |text: &str| {
        let mut sources = Sources::default();
        let file = sources.add("t.json", text);
        let (_, findings) = onus::facts::read(file, &sources, &program);
        findings
            .iter()
            .map(|finding| finding.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(ask(r#"{"loss": "-1 EUR"}"#), [Code::ImpossibleFact]);
    assert_eq!(ask(r#"{"score": 0}"#), [Code::ImpossibleFact]);
    assert_eq!(ask(r#"{"score": 11}"#), [Code::ImpossibleFact]);
    assert_eq!(ask(r#"{"part": "-1%"}"#), [Code::ImpossibleFact]);
    assert_eq!(
        ask(r#"{"loss": "0 EUR", "score": 10, "money": "-1 EUR"}"#),
        []
    );
}

#[test]
fn bounds_are_declared_in_both_languages() {
    let text = "정책 시험\n출처 법 \"Act\" 한 \"법\"\n사실 손실 : EUR 최저 0\n사실 비율 : 비율 최저 0 최고 50%\n정의 결과 근거 법 1 뜻 손실 >= 0 EUR 그리고 비율 <= 50%\n";
    let answer = answer(text, "{}", "2026-06-01T00:00");
    assert_eq!(said(&answer, "결과"), json!("yes"));
}

/// Conditions over three unknowns, as text and as what they come to.
#[derive(Clone, Debug)]
pub(super) enum Figure {
    Fact(usize),
    Number(i64),
    Plus(Box<Figure>, Box<Figure>),
    Minus(Box<Figure>, Box<Figure>),
    Times(i64, Box<Figure>),
    Smaller(Box<Figure>, Box<Figure>),
}

impl Figure {
    fn text(&self) -> String {
        match self {
            Figure::Fact(fact) => format!("f{fact}"),
            Figure::Number(number) if *number < 0 => format!("(0 - {})", -number),
            Figure::Number(number) => number.to_string(),
            Figure::Plus(a, b) => format!("({} + {})", a.text(), b.text()),
            Figure::Minus(a, b) => format!("({} - {})", a.text(), b.text()),
            Figure::Times(by, of) => format!("({by} * {})", of.text()),
            Figure::Smaller(a, b) => format!("(the smaller of ({}, {}))", a.text(), b.text()),
        }
    }

    fn is(&self, facts: &[i64; 3]) -> i64 {
        match self {
            Figure::Fact(fact) => facts[*fact],
            Figure::Number(number) => *number,
            Figure::Plus(a, b) => a.is(facts) + b.is(facts),
            Figure::Minus(a, b) => a.is(facts) - b.is(facts),
            Figure::Times(by, of) => by * of.is(facts),
            Figure::Smaller(a, b) => a.is(facts).min(b.is(facts)),
        }
    }
}

fn figure() -> impl Strategy<Value = Figure> {
    let leaf = prop_oneof![
        3 => (0usize..3).prop_map(Figure::Fact),
        1 => (-3i64..6).prop_map(Figure::Number),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let both = (inner.clone(), inner.clone());
        prop_oneof![
            both.clone()
                .prop_map(|(a, b)| Figure::Plus(Box::new(a), Box::new(b))),
            both.clone()
                .prop_map(|(a, b)| Figure::Minus(Box::new(a), Box::new(b))),
            (0i64..4, inner).prop_map(|(by, of)| Figure::Times(by, Box::new(of))),
            both.prop_map(|(a, b)| Figure::Smaller(Box::new(a), Box::new(b))),
        ]
    })
}

#[derive(Clone, Debug)]
pub(super) enum Test {
    Compare(Figure, usize, Figure),
    Flag(usize),
    Chosen(u8),
    Not(Box<Test>),
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
}

impl Test {
    pub(super) fn text(&self) -> String {
        match self {
            Test::Compare(a, op, b) => {
                format!("({} {} {})", a.text(), [">=", "<", "is"][*op], b.text())
            }
            Test::Flag(flag) => format!("g{flag}"),
            Test::Chosen(choice) => format!(
                "(kind is {})",
                ["one", "two", "three"][usize::from(*choice)]
            ),
            Test::Not(of) => format!("(not {})", of.text()),
            Test::And(a, b) => format!("({} and {})", a.text(), b.text()),
            Test::Or(a, b) => format!("({} or {})", a.text(), b.text()),
        }
    }

    fn is(&self, facts: &[i64; 3], flags: [bool; 2], kind: u8) -> bool {
        let of = |test: &Test| test.is(facts, flags, kind);
        match self {
            Test::Compare(a, op, b) => match (op, a.is(facts), b.is(facts)) {
                (0, a, b) => a >= b,
                (1, a, b) => a < b,
                (_, a, b) => a == b,
            },
            Test::Flag(flag) => flags[*flag],
            Test::Chosen(choice) => *choice == kind,
            Test::Not(test) => !of(test),
            Test::And(a, b) => of(a) && of(b),
            Test::Or(a, b) => of(a) || of(b),
        }
    }
}

fn condition() -> impl Strategy<Value = Test> {
    let leaf = prop_oneof![
        2 => (figure(), 0usize..3, figure()).prop_map(|(a, op, b)| Test::Compare(a, op, b)),
        1 => (0usize..2).prop_map(Test::Flag),
        1 => (0u8..3).prop_map(Test::Chosen),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        let both = (inner.clone(), inner.clone());
        prop_oneof![
            inner.prop_map(|of| Test::Not(Box::new(of))),
            both.clone()
                .prop_map(|(a, b)| Test::And(Box::new(a), Box::new(b))),
            both.prop_map(|(a, b)| Test::Or(Box::new(a), Box::new(b))),
        ]
    })
}

/// What the record says of each: bounds of the numbers, then the flags, then the choices left.
#[derive(Clone, Debug)]
struct Known {
    bounds: [(i64, i64); 3],
    flags: [Option<bool>; 2],
    kinds: u8,
}

fn known() -> impl Strategy<Value = Known> {
    let bounds = prop::array::uniform3((0i64..5, 0i64..4));
    let flags = prop::array::uniform2(prop::option::of(any::<bool>()));
    (bounds, flags, 1u8..8).prop_map(|(bounds, flags, kinds)| Known {
        bounds: bounds.map(|(low, width)| (low, low + width)),
        flags,
        kinds,
    })
}

impl Known {
    fn record(&self) -> String {
        let mut said: Vec<String> = Vec::new();
        for (fact, (low, high)) in self.bounds.iter().enumerate() {
            said.push(format!(r#""f{fact}": {{"between": [{low}, {high}]}}"#));
        }
        for (flag, known) in self.flags.iter().enumerate() {
            said.extend(known.map(|yes| format!(r#""g{flag}": {yes}"#)));
        }
        let names = ["one", "two", "three"].iter().zip(0..3);
        let left: Vec<String> = names
            .filter(|(_, bit)| self.kinds & (1 << bit) != 0)
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        said.push(format!(r#""kind": {{"one_of": [{}]}}"#, left.join(", ")));
        format!("{{{}}}", said.join(", "))
    }

    /// All whole numbers within the bounds, with all flags and choices that are left.
    fn completions(&self) -> Vec<([i64; 3], [bool; 2], u8)> {
        let mut all = Vec::new();
        let flags = |known: Option<bool>| known.map_or(vec![false, true], |yes| vec![yes]);
        let range = |of: usize| self.bounds[of].0..=self.bounds[of].1;
        for a in range(0) {
            for b in range(1) {
                for c in range(2) {
                    for one in flags(self.flags[0]) {
                        for two in flags(self.flags[1]) {
                            for kind in (0u8..3).filter(|kind| self.kinds & (1 << kind) != 0) {
                                all.push(([a, b, c], [one, two], kind));
                            }
                        }
                    }
                }
            }
        }
        all
    }
}

pub(super) const FACTS: &str = r#"
fact f0 : number
fact f1 : number at least 0
fact f2 : number at least 0 at most 20
fact g0 : yes/no
fact g1 : yes/no
choice kind "Kind" ko "종류" | one "One" ko "하나" | two "Two" ko "둘" | three "Three" ko "셋"
fact kind : kind
define so cites Act 1 means "#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn an_answer_on_bounds_holds_on_every_completion(test in condition(), known in known()) {
        let said = ask(&format!("{FACTS}{}", test.text()), &known.record());
        for (facts, flags, kind) in known.completions() {
            let is = if test.is(&facts, flags, kind) { "yes" } else { "no" };
            prop_assert!(
                said == "undetermined" || said == is,
                "{} on {:?}: {said}, on {facts:?} {flags:?} {kind}: {is}", test.text(), known
            );
        }
    }

    #[test]
    fn flags_and_choices_are_split_into_all_their_cases(test in flagged(), known in known()) {
        // Of what hangs on flags and choices alone everything that is so in all cases is found.
        let said = ask(&format!("{FACTS}{}", test.text()), &known.record());
        let all: Vec<bool> =
            known.completions().iter().map(|(facts, flags, kind)| test.is(facts, *flags, *kind)).collect();
        let expected = match (all.iter().all(|so| *so), all.iter().any(|so| *so)) {
            (true, _) => "yes",
            (_, false) => "no",
            _ => "undetermined",
        };
        prop_assert_eq!(said, expected, "{} on {:?}", test.text(), known);
    }
}

/// Conditions over flags and choices alone.
pub(super) fn flagged() -> impl Strategy<Value = Test> {
    let leaf = prop_oneof![
        (0usize..2).prop_map(Test::Flag),
        (0u8..3).prop_map(Test::Chosen)
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let both = (inner.clone(), inner.clone());
        prop_oneof![
            inner.prop_map(|of| Test::Not(Box::new(of))),
            both.clone()
                .prop_map(|(a, b)| Test::And(Box::new(a), Box::new(b))),
            both.prop_map(|(a, b)| Test::Or(Box::new(a), Box::new(b))),
        ]
    })
}
