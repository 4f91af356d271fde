//! Conditions as text, and what can be shown of them before any fact is known.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;

use super::solver::Solver;
use crate::diagnostic::Code;
use crate::program::Program;
use crate::source::Sources;

const BASE: &str = "policy p
source Act
unit persons
choice cause | own | line | fire
record Service field down : yes/no field users : persons
fact a : yes/no
fact b : yes/no
fact n : number
fact m : number
fact count : persons
fact length : duration
fact cause : cause
fact services : list of Service
";

fn load(items: &str) -> (Option<Program>, Vec<Code>) {
    let mut sources = Sources::default();
    sources.add("a.onus", format!("{BASE}{items}"));
    let (program, findings) = crate::load(&sources);
    let codes = findings.iter().map(|finding| finding.code);
    (
        program,
        codes.filter(|code| *code != Code::UnusedName).collect(),
    )
}

#[track_caller]
fn condition(text: &str, codes: &[Code]) {
    let (_, found) = load(&format!("define d cites Act 1 means {text}"));
    assert_eq!(found, codes, "{text}");
}

#[test]
fn what_can_never_hold_is_told_once_and_at_its_smallest() {
    let never = &[Code::NeverHolds];
    condition("n >= 3 and n < 2", never);
    condition("a and (n >= 3 and b and n < 3)", never);
    condition("n is 3 and n is not 3", never);
    condition("n is 3 and n is 4", never);
    condition("a and not a", never);
    condition("a and b and not (a and b)", never);
    condition("a and (not a or not b) and b", never);
    condition("cause is own and cause is line", never);
    condition("cause is one of (own, line) and cause is fire", never);
    condition("n > m and m > n", never);
    condition("n - m > 3 and n - m < 2", never);
    condition("count < 0 persons", never);
    condition("length < 0 hours", never);
    condition("3 > 4", never);
    condition(
        "count of (s in services where s.users > 3 persons and s.users < 2 persons) >= 2",
        never,
    );
    condition("n > n", never);
    condition("a is yes and a is no", never);
    condition("(a and (n > 3 cites Act 2)) and n < 2", never);
}

#[test]
fn what_always_holds_is_told_too() {
    let always = &[Code::AlwaysHolds];
    condition("a or not a", always);
    condition("n >= 3 or n < 3", always);
    condition("cause is one of (own, line, fire)", always);
    condition("cause is own or cause is line or cause is fire", always);
    condition("count >= 0 persons", always);
    condition("b and n is n", always);
    condition("cause is not one of (own, line, fire)", always);
}

#[test]
fn what_may_be_so_or_so_is_left_alone() {
    for text in [
        "yes",
        "n > 3 and n < 4",
        "n >= 3 and n <= 3",
        "n > m and m > 3",
        "n >= m and m >= n",
        "n < 0",
        "length - 2 hours < 0 hours",
        "cause is own or cause is line",
        "a is b",
        "at least 2 of (a, b)",
        "any of (s.down for s in services) and none of (s.users > 3 persons for s in services)",
        "n is known and n > 3",
        "if a then b else not b",
    ] {
        condition(text, &[]);
    }
    let chain = vec!["a or b"; 300].join(" or ");
    condition(&chain, &[]);
}

#[test]
fn an_exception_that_can_never_bite_is_told() {
    let rule = "define d cites Act 1 means n > 3 and a\n";
    let with = |text: &str| load(&format!("{rule}{text}")).1;
    let idle = [Code::IdleException];
    assert_eq!(with("exception e cites Act 2 to d when n < 2"), idle);
    assert_eq!(
        with("exception e cites Act 2 to d when not a or n < 3"),
        idle
    );
    assert_eq!(with("exception e cites Act 2 to d when b"), []);
    assert_eq!(with("exception e cites Act 2 to d"), []);
    assert_eq!(with("define f cites Act 2 means a unless not a"), idle);
    let (_, days) = load(
        "define d cites Act 1 means a in force from 2020-01-01 until 2020-12-31
         exception e cites Act 2 to d when b in force from 2021-01-01",
    );
    assert_eq!(days, idle);
    let (_, version) = load(
        "define d cites Act 1 means a
           in force from 2020-01-01 until 2020-12-31
           in force from 2021-01-01 means b
         exception e cites Act 2 to d when not a",
    );
    assert_eq!(version, [], "it bites since 2021");
    let (_, again) = load(&format!(
        "{rule}exception e cites Act 2 to d when b
         exception f cites Act 3 to e when not b"
    ));
    assert_eq!(again, idle);
}

#[test]
fn a_duty_says_by_when_and_a_warning_can_be_meant() {
    let duty = |clauses: &str| {
        load(&format!(
            "party x act notice from x duty d cites Act 1 bearer x {clauses}"
        ))
        .1
    };
    assert_eq!(duty("must notice"), [Code::MissingDeadline]);
    assert_eq!(duty("must notice without delay"), []);
    assert_eq!(duty("must not notice"), []);
    assert_eq!(duty("must ensure a"), []);
    let meant = "allow missing-deadline because \"So\" ko \"그렇다\"";
    assert_eq!(duty(&format!("must notice {meant}")), []);
    assert_eq!(
        duty(&format!("must ensure a {meant}")),
        [Code::NeedlessAllow]
    );
    assert_eq!(
        duty("must ensure a allow missing-deadlin because \"a\" ko \"b\""),
        [Code::NoSuchWarning]
    );
    assert_eq!(
        duty("must ensure a allow unknown-name because \"a\" ko \"b\""),
        [Code::NoSuchWarning]
    );
    assert_eq!(
        duty("must notice allow missing-deadline because \"a\""),
        [Code::UntranslatedTitle]
    );
}

#[test]
fn what_nothing_uses_is_told_where_there_are_provisions() {
    let of = |files: &[&str]| {
        let mut sources = Sources::default();
        for (number, text) in files.iter().enumerate() {
            sources.add(format!("{number}.onus"), *text);
        }
        let (_, findings) = crate::load(&sources);
        findings
            .iter()
            .map(|finding| finding.code)
            .collect::<Vec<_>>()
    };
    let vocabulary = "policy v fact a : yes/no fact b : yes/no unit one party who choice c | x | y";
    let user = "policy p use v source Act define d cites Act 1 means a";
    assert_eq!(of(&[vocabulary]), [], "a vocabulary holds what it likes");
    assert_eq!(of(&[vocabulary, user]), []);
    let lawful = "policy w fact f : yes/no fact g : yes/no source Act define e cites Act 1 means f";
    let allowed = "policy w fact f : yes/no fact g : yes/no allow unused-name because \"a\" ko \"b\" source Act define e cites Act 1 means f";
    let other = "policy q use w source Law define h cites Law 1 means g and e";
    assert_eq!(of(&[lawful]), [Code::UnusedName]);
    assert_eq!(of(&[allowed]), []);
    assert_eq!(of(&[lawful, other]), [], "another policy uses it");
    assert_eq!(of(&[allowed, other]), [], "and the reason stands");
    assert_eq!(
        of(&["policy p source Act source Law define d means yes"]),
        [Code::MissingCitation]
    );
}

/// A condition with the facts that it is about.
#[derive(Clone, Debug)]
enum Sample {
    A,
    B,
    /// `n` against a number, by the position of the operator.
    N(usize, i64),
    /// `cause` among the choices of which the bit is set.
    Cause(u8),
    Not(Box<Sample>),
    All(Vec<Sample>),
    Any(Vec<Sample>),
}

const OPERATORS: [&str; 6] = [">=", ">", "<=", "<", "is", "is not"];

impl Sample {
    fn text(&self) -> String {
        let joined = |of: &[Sample], word: &str| {
            let legs: Vec<String> = of.iter().map(|leg| format!("({})", leg.text())).collect();
            legs.join(word)
        };
        match self {
            Sample::A => "a".to_owned(),
            Sample::B => "b is yes".to_owned(),
            Sample::N(operator, than) => format!("n {} {than}", OPERATORS[*operator]),
            Sample::Cause(bits) => {
                let names = ["own", "line", "fire"].into_iter().enumerate();
                let names = names.filter(|(at, _)| bits & (1 << at) != 0);
                let names: Vec<&str> = names.map(|(_, name)| name).collect();
                format!("cause is one of ({})", names.join(", "))
            }
            Sample::Not(of) => format!("not ({})", of.text()),
            Sample::All(of) => joined(of, " and "),
            Sample::Any(of) => joined(of, " or "),
        }
    }

    /// Whether it holds where `n` is so many halves.
    fn holds(&self, a: bool, b: bool, halves: i64, cause: u8) -> bool {
        let of = |leg: &Sample| leg.holds(a, b, halves, cause);
        match self {
            Sample::A => a,
            Sample::B => b,
            Sample::N(operator, than) => {
                let than = than * 2;
                match operator {
                    0 => halves >= than,
                    1 => halves > than,
                    2 => halves <= than,
                    3 => halves < than,
                    4 => halves == than,
                    _ => halves != than,
                }
            }
            Sample::Cause(bits) => bits & (1 << cause) != 0,
            Sample::Not(leg) => !of(leg),
            Sample::All(legs) => legs.iter().all(of),
            Sample::Any(legs) => legs.iter().any(of),
        }
    }
}

fn samples() -> impl Strategy<Value = Sample> {
    let leaf = prop_oneof![
        Just(Sample::A),
        Just(Sample::B),
        (0usize..6, 0i64..3).prop_map(|(operator, than)| Sample::N(operator, than)),
        (1u8..8).prop_map(Sample::Cause),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let legs = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|leg| Sample::Not(Box::new(leg))),
            legs().prop_map(Sample::All),
            legs().prop_map(Sample::Any),
        ]
    })
}

proptest! {
    /// On conditions over these few facts the solver is not only right but misses nothing.
    #[test]
    fn it_agrees_with_trying_everything(sample in samples()) {
        let (program, _) = load(&format!("define d cites Act 1 means {}", sample.text()));
        let program = program.expect("it is sound");
        let means = &program.defines[0].versions[0].body.means;
        let solver = Solver::new(&program);
        let mut seen = [false; 2];
        for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
            for halves in -1..6 {
                for cause in 0..3 {
                    seen[usize::from(sample.holds(a, b, halves, cause))] = true;
                }
            }
        }
        prop_assert_eq!(solver.possible(&[(means, false)]), seen[0], "{}", sample.text());
        prop_assert_eq!(solver.possible(&[(means, true)]), seen[1], "{}", sample.text());
    }
}

#[test]
fn duties_that_cannot_both_be_kept_are_told_where_their_conditions_can_meet() {
    let parties = "party p party q act tell from p to q judgement grave cites Act 1 holder q\n";
    let duty = |name: &str, body: &str| format!("duty {name} cites Act 1 {body}\n");
    let tell = |when: &str| {
        duty(
            "tell_it",
            &format!("bearer p {when} must tell without delay"),
        )
    };
    let hush = |when: &str| duty("hush", &format!("bearer p {when} must not tell"));
    let each = "for each s in services";
    for (items, told) in [
        (tell("when a") + &hush("when b"), true),
        (tell("when n > 5") + &hush("when n < 9 and b"), true),
        (tell("when n > 9") + &hush("when n < 5"), false),
        (
            tell("when cause is own") + &hush("when cause is one of (own, line)"),
            true,
        ),
        (
            tell("when cause is fire") + &hush("when cause is one of (own, line)"),
            false,
        ),
        // What a person has to judge may be settled by what the solver does not know.
        (tell("when grave") + &hush("when b"), false),
        (tell("when a unless b") + &hush("when b"), false),
        (tell("when a") + &hush(&format!("{each} when s.down")), true),
        (
            tell(&format!("{each} when s.down")) + &hush(&format!("{each} when not s.down")),
            false,
        ),
        (
            tell("when a") + &hush("when b") + "exception e cites Act 1 to hush when a\n",
            false,
        ),
        (
            tell("when a") + &hush("when b") + &duty("may_it", "bearer p may tell"),
            false,
        ),
        (
            tell("when a") + &hush("when b") + &duty("may_it", "bearer p when n > 5 may tell"),
            true,
        ),
        (
            tell("when a") + &duty("hush", "bearer q when b must not tell"),
            false,
        ),
        (
            tell("when a in force until 2020-12-31") + &hush("when b in force from 2021-01-01"),
            false,
        ),
    ] {
        let (_, codes) = load(&format!("{parties}{items}"));
        let found = codes.contains(&Code::ConflictingDuties);
        assert_eq!(found, told, "{items}: {codes:?}");
    }
}
