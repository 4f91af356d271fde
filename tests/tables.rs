//! Decision tables: what is said of a table when it is checked, and what it comes to on part of
//! the facts, against every row tried on every fact.

use onus::eval::Question;
use onus::program::Program;
use onus::source::Sources;
use onus::value::Instant;
use proptest::prelude::*;

const CHOICES: [&str; 3] = ["voice", "data", "mail"];

/// A row: whether the flag is asked for, limits from and below in halves, choices as bits, and the value.
#[derive(Clone, Debug)]
struct Row {
    flag: Option<bool>,
    from: Option<i64>,
    below: Option<i64>,
    choices: u8,
    value: i64,
}

/// Facts: the flag, a number in halves, a choice.
type Facts = (bool, i64, usize);

impl Row {
    fn fits(&self, (flag, half, choice): Facts) -> bool {
        self.flag.is_none_or(|wanted| wanted == flag)
            && self.from.is_none_or(|from| half >= 2 * from)
            && self.below.is_none_or(|below| half < 2 * below)
            && self.choices & (1 << choice) != 0
    }

    fn written(&self) -> String {
        let flag = match self.flag {
            None => "any",
            Some(true) => "yes",
            Some(false) => "no",
        };
        let from = self.from.map(|from| format!(">= {from}"));
        let below = self.below.map(|below| format!("< {below}"));
        let limits: Vec<String> = from.into_iter().chain(below).collect();
        let limits = match limits.is_empty() {
            true => "any".to_owned(),
            false => limits.join(" and "),
        };
        let named = CHOICES.iter().enumerate();
        let named = named.filter(|(at, _)| self.choices & (1 << at) != 0);
        let named: Vec<&str> = named.map(|(_, name)| *name).collect();
        let value = self.value;
        format!(
            "  | {flag} | {limits} | one of ({}) | {value} |\n",
            named.join(", ")
        )
    }
}

fn row() -> impl Strategy<Value = Row> {
    let limit = || proptest::option::of(1i64..4);
    let flag = proptest::option::of(any::<bool>());
    (flag, limit(), limit(), 1u8..8, 1i64..3).prop_map(|(flag, a, b, choices, value)| {
        // A cell that nothing fits is another finding.
        let below = match (a, b) {
            (Some(a), Some(b)) if b <= a => Some(a + 1),
            (_, b) => b,
        };
        Row {
            flag,
            from: a,
            below,
            choices,
            value,
        }
    })
}

/// Rows that cut all facts up, so that exactly one fits: the choices apart, then the flag or the number.
fn whole() -> impl Strategy<Value = Vec<Row>> {
    let part = (1i64..3, any::<bool>(), 1i64..3, 1i64..3);
    proptest::collection::vec(part, 3).prop_map(|parts| {
        let parts = parts.into_iter().enumerate();
        let rows = parts.flat_map(|(choice, (limit, by_flag, first, second))| {
            let row = |yes: bool, value| Row {
                flag: by_flag.then_some(yes),
                from: (!by_flag && yes).then_some(limit),
                below: (!by_flag && !yes).then_some(limit),
                choices: 1 << choice,
                value,
            };
            [row(true, first), row(false, second)]
        });
        rows.collect()
    })
}

fn loaded(rows: &[Row]) -> (Program, Vec<&'static str>) {
    let rows: String = rows.iter().map(Row::written).collect();
    let text = format!(
        "policy test.table\nsource Act \"Act\" ko \"법\"\n\
         choice service | voice \"Voice\" ko \"음성\" | data \"Data\" ko \"데이터\" | mail \"Mail\" ko \"메일\"\n\
         fact flag : yes/no\nfact size : number\nfact kind : service\n\
         define worth : number cites Act 1\n  means table flag, size, kind\n{rows}"
    );
    let mut sources = Sources::default();
    sources.add("table.onus", text);
    let (program, findings) = onus::load(&sources);
    let codes = findings.iter().map(|finding| finding.code.name()).collect();
    (program.unwrap_or_else(|| panic!("{findings:?}")), codes)
}

/// The value of the table on those of the facts that are given.
fn worth(program: &Program, (flag, half, choice): Facts, given: [bool; 3]) -> Option<i64> {
    let all = [
        format!("\"flag\": {flag}"),
        format!("\"size\": {}.{}", half / 2, half % 2 * 5),
        format!("\"kind\": \"{}\"", CHOICES[choice]),
    ];
    let known: Vec<String> = all
        .into_iter()
        .zip(given)
        .filter_map(|(fact, given)| given.then_some(fact))
        .collect();
    let mut sources = Sources::default();
    let file = sources.add("facts.json", format!("{{{}}}", known.join(", ")));
    let (facts, findings) = onus::facts::read(file, &sources, program);
    assert!(findings.is_empty(), "{findings:?}");
    let question = Question::as_of(Instant::from_micros(0));
    let (answer, findings) = onus::eval::evaluate(program, &facts, &question);
    assert!(findings.is_empty(), "{findings:?}");
    let value = serde_json::to_value(&answer.conclusions[0].value).expect("it can be written");
    value["is"]["number"]
        .as_str()
        .and_then(|text| text.parse().ok())
}

fn every() -> Vec<Facts> {
    let mut all = Vec::new();
    for flag in [true, false] {
        for half in 0..9 {
            all.extend((0..3).map(|choice| (flag, half, choice)));
        }
    }
    all
}

/// The facts that what is given leaves open.
fn completions(facts: Facts, given: [bool; 3]) -> Vec<Facts> {
    let mut all = every();
    all.retain(|other| {
        (!given[0] || other.0 == facts.0)
            && (!given[1] || other.1 == facts.1)
            && (!given[2] || other.2 == facts.2)
    });
    all
}

/// What the rows that fit agree on.
fn agreed(rows: &[Row], facts: Facts) -> Option<i64> {
    let fitting = rows.iter().filter(|row| row.fits(facts));
    let mut values = fitting.map(|row| row.value);
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_gap_and_an_overlap_are_told_where_there_is_one(
        rows in proptest::collection::vec(row(), 1..6),
        at in (any::<bool>(), 0i64..9, 0usize..3),
        given in any::<[bool; 3]>(),
    ) {
        let (program, codes) = loaded(&rows);
        let fitting = |facts: &Facts| rows.iter().filter(|row| row.fits(*facts)).count();
        let counts: Vec<usize> = every().iter().map(fitting).collect();
        prop_assert_eq!(codes.contains(&"table-gap"), counts.contains(&0), "{:?}", rows);
        let twice = counts.iter().any(|count| *count > 1);
        prop_assert_eq!(codes.contains(&"table-overlap"), twice, "{:?}", rows);
        prop_assert_eq!(worth(&program, at, [true; 3]), agreed(&rows, at));
        // What is settled on part of the facts stays so on all of them.
        if let Some(settled) = worth(&program, at, given) {
            for facts in completions(at, given) {
                prop_assert_eq!(agreed(&rows, facts), Some(settled), "{:?}", facts);
            }
        }
    }

    #[test]
    fn rows_that_agree_decide_whatever_is_missing(
        rows in whole(),
        at in (any::<bool>(), 0i64..9, 0usize..3),
        given in any::<[bool; 3]>(),
    ) {
        let (program, codes) = loaded(&rows);
        prop_assert!(codes.is_empty(), "{:?}", codes);
        let possible = completions(at, given);
        let first = agreed(&rows, possible[0]);
        let all = possible.iter().all(|facts| agreed(&rows, *facts) == first);
        prop_assert_eq!(worth(&program, at, given), first.filter(|_| all));
    }
}
