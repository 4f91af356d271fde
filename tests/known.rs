//! What is known: an answer given on less holds on more. In the cases of the shipped policies and
//! of `tests/regimes`, facts are taken away one by one (`EVERY_FACT=1` takes each of them,
//! `EVERY_FACT=8` one in eight of every case; else it is one in 24 of one case in eight), and others
//! are loosened to bounds that are then filled in again (`EVERY_CASE=1` does so in each case; else in
//! one in four). What was settled on less is never contradicted on more. `ONLY=eu.nis2,kr` does so in
//! the cases alone whose full names begin so, `ONLY=-kr` in the others.

mod less;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use onus::cases::Ready;
use onus::determination::{Determination, Standing};
use onus::eval::{self, Question};
use onus::facts::{self, Datum, Facts, Fields, Known, Months};
use onus::program::{FactPath, FactRoot, FactStep, Program};
use onus::source::Sources;
use onus::value::{Bound, Instant, Number, Range, Truth, Value};

use crate::files::{below, loaded};
use crate::golden::Dice;

/// One case with its facts and what it asks.
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) program: usize,
    pub(crate) facts: Facts,
    pub(crate) question: Question,
}

/// The cases, each with the program that judges it.
pub(crate) struct All {
    pub(crate) programs: Vec<Program>,
    pub(crate) records: Vec<Record>,
}

impl Record {
    /// Whether it is among the one in so many that are tried.
    pub(crate) fn is_one_in(&self, so_many: u64) -> bool {
        let of = |sum: u64, byte: u8| sum.wrapping_mul(131).wrapping_add(u64::from(byte));
        let sum = self.name.bytes().fold(7, of);
        (sum ^ (sum >> 17)) % so_many == 0
    }
}

pub(crate) fn all() -> All {
    let mut all = All::of(&[&["policies"], &["tests/regimes", "policies/common"]]);
    if let Ok(only) = std::env::var("ONLY") {
        let (others, names) = match only.strip_prefix('-') {
            Some(names) => (true, names),
            None => (false, only.as_str()),
        };
        let names: Vec<&str> = names.split(',').collect();
        let begins = |record: &Record| names.iter().any(|name| record.name.starts_with(name));
        all.records.retain(|record| begins(record) != others);
    }
    all
}

fn gather(mut sources: Sources, all: &mut All) {
    let trees = onus::Trees::of(&sources);
    let (whole, findings) = trees.load(&sources);
    let whole = whole.unwrap_or_else(|| panic!("{findings:?}"));
    for (number, policy) in whole.policies.iter().enumerate() {
        if !whole.cases.iter().any(|case| case.head.policy == number) {
            continue;
        }
        let (program, _) = trees.load_policy(&policy.name, &sources);
        let program = program.expect("it is sound alone");
        for case in &program.cases {
            let of = program.policies.get(case.head.policy);
            if of.is_none_or(|of| of.name != policy.name) {
                continue;
            }
            let mut facts = facts::blank(&program);
            if let Some((file, span)) = &case.facts {
                let from = sources.get(span.file).expect("it is loaded").name();
                let folder = Path::new(from).parent().expect("it has a folder");
                let path = folder.join(file);
                let text = fs::read_to_string(&path).expect("it can be read");
                let file = sources.add(path.display().to_string(), text);
                facts = facts::read(file, &sources, &program).0;
            }
            let ready = Ready::new(&program, case, facts);
            all.records.push(Record {
                name: format!("{}.{}", policy.name, case.head.name),
                program: all.programs.len(),
                question: Question {
                    routes: false,
                    ..ready.question
                },
                facts: ready.facts,
            });
        }
        all.programs.push(program);
    }
}

/// What is said of each row: an answer or a state, and what it rests on.
type Said = BTreeMap<(String, Option<String>), (String, Option<Standing>)>;

fn said(all: &Determination) -> Said {
    let rows = all.rows().map(|row| {
        let (name, instance) = row.about.key();
        // A value is as open as can be where it is no word.
        let json = serde_json::to_value(&row.is).expect("it can be written");
        let is = json.as_str().unwrap_or("undetermined").to_owned();
        let key = (name.to_owned(), instance.map(str::to_owned));
        (key, (is, row.standing))
    });
    rows.collect()
}

impl All {
    /// The cases of these folders; what stands in one list is read together.
    pub(crate) fn of(together: &[&[&str]]) -> All {
        let mut all = All {
            programs: Vec::new(),
            records: Vec::new(),
        };
        for folders in together {
            let paths = folders.iter().flat_map(|folder| below(folder, "onus"));
            gather(loaded(paths.collect()), &mut all);
        }
        all
    }

    /// The program that judges a record.
    pub(crate) fn program(&self, record: &Record) -> &Program {
        &self.programs[record.program]
    }

    fn said(&self, record: &Record, facts: &Facts) -> Said {
        let program = &self.programs[record.program];
        said(&eval::evaluate(program, facts, &record.question).0)
    }

    /// Does something with every record, several at a time; what each complains of.
    pub(crate) fn each(&self, check: impl Fn(&Record) -> Vec<String> + Sync) -> Vec<String> {
        let next = AtomicUsize::new(0);
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        let mut complaints: Vec<String> = std::thread::scope(|scope| {
            let work = || {
                let mut found = Vec::new();
                while let Some(record) = self.records.get(next.fetch_add(1, Ordering::Relaxed)) {
                    found.extend(check(record));
                }
                found
            };
            let working: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let done = working
                .into_iter()
                .map(|one| one.join().expect("no thread panics"));
            done.flatten().collect()
        });
        complaints.sort();
        complaints
    }
}

/// A fact that is taken away.
#[derive(Clone, Debug)]
enum Taken {
    /// What stands at a place.
    Fact(FactPath),
    /// A value over a reference period.
    Over(FactPath, Months),
    /// That something was done. To take it from a record that is said to be complete would be to
    /// say that it was not done: the record is then no longer said to be complete.
    Event(usize),
    /// Which instance an event answers.
    Re(usize),
    /// Until when the record is complete.
    Complete,
}

/// All that a record says. A member of a list is no fact of its own, for the list would then say
/// that there is none such; the list as a whole is one.
fn told(facts: &Facts) -> Vec<Taken> {
    let mut found = Vec::new();
    let at = |root| FactPath {
        root,
        steps: Vec::new(),
    };
    for (number, datum) in facts.facts.iter().enumerate() {
        inside(datum, &at(FactRoot::Fact(number)), &mut found);
    }
    for (number, datum) in facts.judgements.iter().enumerate() {
        inside(datum, &at(FactRoot::Judgement(number)), &mut found);
    }
    for (number, event) in facts.events.iter().enumerate() {
        found.push(Taken::Event(number));
        if !event.re.is_empty() {
            found.push(Taken::Re(number));
        }
        if let Known::Record(fields) = &event.datum.known {
            fields_of(fields, &at(FactRoot::Event(number)), &mut found);
        }
    }
    if facts.record_complete_until.is_some() {
        found.push(Taken::Complete);
    }
    found
}

fn further(path: &FactPath, step: FactStep) -> FactPath {
    let mut path = path.clone();
    path.steps.push(step);
    path
}

fn inside(datum: &Datum, path: &FactPath, found: &mut Vec<Taken>) {
    // That somebody was asked and does not know is no fact.
    if matches!(datum.known, Known::Absent | Known::Unknown) {
        return;
    }
    found.push(Taken::Fact(path.clone()));
    match &datum.known {
        Known::Record(fields) => fields_of(fields, path, found),
        Known::List { members, .. } => {
            for (number, member) in (0u32..).zip(members) {
                if let Known::Record(fields) = &member.known {
                    fields_of(fields, &further(path, FactStep::Index(number)), found);
                }
            }
        }
        Known::Series(entries) => {
            found.extend(
                entries
                    .iter()
                    .map(|(over, _)| Taken::Over(path.clone(), *over)),
            );
        }
        _ => {}
    }
}

fn fields_of(fields: &Fields, path: &FactPath, found: &mut Vec<Taken>) {
    for (number, datum) in fields.fields.iter().enumerate() {
        inside(datum, &further(path, FactStep::Field(number)), found);
    }
    for (number, datum) in &fields.judgements {
        inside(datum, &further(path, FactStep::Judgement(*number)), found);
    }
}

impl Taken {
    fn is_event(&self) -> bool {
        matches!(self, Taken::Event(_))
    }

    fn is_judgement(&self) -> bool {
        matches!(self, Taken::Fact(path) if is_judgement(path))
    }

    fn from(&self, facts: &Facts, program: &Program) -> Facts {
        let mut less = facts.clone();
        match self {
            Taken::Fact(path) => drop(facts::put(&mut less, program, path, Known::Absent)),
            Taken::Over(path, over) => {
                let known = facts::get(facts, path).map(|datum| datum.known.clone());
                if let Some(Known::Series(mut entries)) = known {
                    entries.retain(|(months, _)| months != over);
                    facts::put(&mut less, program, path, Known::Series(entries));
                }
            }
            Taken::Event(number) => {
                // Later events keep their numbers, by which others may name them.
                less.events[*number].datum.known = Known::Absent;
                less.record_complete_until = None;
            }
            Taken::Re(number) => less.events[*number].re.clear(),
            Taken::Complete => less.record_complete_until = None,
        }
        less
    }
}

fn is_judgement(path: &FactPath) -> bool {
    let step = path.steps.last();
    matches!(step, Some(FactStep::Judgement(_)))
        || (step.is_none() && matches!(path.root, FactRoot::Judgement(_)))
}

/// Whether what is said on less agrees with what is said on more.
///
/// What is owed without delay is pending until its holder has judged: it is the judgement, and no
/// hour, that makes a breach of it.
fn agrees(less: &str, more: &str, (event, judgement): (bool, bool)) -> bool {
    match (less, more) {
        (less, more) if less == more => true,
        ("undetermined", _) => true,
        // Nothing is owed, whether or not it would have arisen; nothing holds, whether or not the
        // law was there.
        ("exempt", "not_arisen") | ("not_arisen", "exempt") | ("no", "not_in_force") => true,
        ("not_arisen" | "unavailable" | "not_open", "not_in_force")
        | ("not_in_force", "not_arisen" | "unavailable" | "not_open") => true,
        // What is not on record as done may still be to be done.
        ("pending", "fulfilled") | ("available", "exercised") | ("open", "imposed") => event,
        ("pending" | "available", "undetermined") if event => true,
        // What was never done has no time.
        ("not_applicable", _) if event => true,
        ("pending", "breached" | "undetermined") => judgement,
        _ => false,
    }
}

#[test]
fn taking_a_fact_away_never_turns_an_answer() {
    let all = all();
    assert!(all.records.len() > 250, "{} cases", all.records.len());
    let tried = AtomicUsize::new(0);
    let (share, cases) = match std::env::var("EVERY_FACT") {
        Ok(share) => (share.parse().unwrap_or(1).max(1), 1),
        Err(_) => (24, 8),
    };
    let complaints = all.each(|record| {
        if !record.is_one_in(cases) {
            return Vec::new();
        }
        let program = &all.programs[record.program];
        let more = all.said(record, &record.facts);
        let mut found = Vec::new();
        let facts = told(&record.facts).into_iter().enumerate();
        // One in a few of each case, others in each; all of them if someone asks.
        let own = record.name.len() % share;
        for (_, taken) in facts.filter(|(at, _)| at % share == own) {
            let less = all.said(record, &taken.from(&record.facts, program));
            tried.fetch_add(1, Ordering::Relaxed);
            for (key, (said, standing)) in &less {
                // Where the law presumes something until it is shown otherwise, not to show it
                // does turn the answer; the answer says that it rests on that.
                if *standing == Some(Standing::Presumed) {
                    continue;
                }
                // Where there is no instance left, its row speaks for all that there were.
                let same = |other: &&(String, Option<String>)| match key.1 {
                    None if !more.contains_key(key) => other.0 == key.0,
                    _ => *other == key,
                };
                for other in more.keys().filter(same) {
                    let (more, _) = &more[other];
                    if !agrees(said, more, (taken.is_event(), taken.is_judgement())) {
                        found.push(format!(
                            "{} without {taken:?}: {other:?} {more} -> {said}",
                            record.name
                        ));
                    }
                }
            }
        }
        found
    });
    assert!(
        complaints.is_empty(),
        "{}\n{}",
        complaints.len(),
        complaints.join("\n")
    );
    let tried = tried.into_inner();
    assert!(tried > 150, "only {tried} facts were taken away");
}

/// How far bounds lie from a value: seconds, users and won alike. None is a whole number of
/// minutes, so that no end is a midnight: a time that is only bounded is never taken for one.
const STEPS: [i64; 6] = [7, 1_237, 7_321, 90_061, 700_001, 9_000_001];

/// What is less exact than a value, and holds it.
fn loosened(value: &Value, draw: &mut Dice) -> Option<Value> {
    let mut step = || Number::whole(STEPS[draw.below(STEPS.len())]);
    match value {
        Value::Truth(_) => Some(Value::Truth(Truth::Undetermined)),
        // The one before it in the list, or after the first.
        Value::Choice(1) => Some(Value::Choice(0b11)),
        Value::Choice(set) => Some(Value::Choice(set | (set >> 1))),
        Value::Range(range) => {
            let at = range.exact()?;
            let (low, high) = (at.minus(step())?, at.plus(step())?);
            let closed = |at| Some(Bound { at, open: false });
            let low = if at.is_negative() || !low.is_negative() {
                low
            } else {
                at
            };
            Some(Value::Range(match draw.below(4) {
                0 => Range {
                    low: closed(low),
                    high: None,
                },
                1 => Range {
                    low: None,
                    high: closed(high),
                },
                _ => Range {
                    low: closed(low),
                    high: closed(high),
                },
            }))
        }
        _ => None,
    }
}

/// One of the values that a loose one can be.
fn filled(loose: &Value, was: &Value, draw: &mut Dice) -> Value {
    match loose {
        Value::Truth(_) => Value::Truth(Truth::from(draw.below(2) == 0)),
        Value::Choice(set) => {
            let bits: Vec<u64> = (0..64)
                .map(|bit| 1 << bit)
                .filter(|bit| set & bit != 0)
                .collect();
            Value::Choice(bits[draw.below(bits.len())])
        }
        Value::Range(range) => {
            let ends = [range.low, range.high]
                .into_iter()
                .flatten()
                .map(|end| end.at);
            let mut points: Vec<Number> = ends.collect();
            if let Value::Range(was) = was {
                points.extend(was.exact());
            }
            let (a, b) = (points[0], points[draw.below(points.len())]);
            let half = a
                .plus(b)
                .and_then(|sum| sum.over(Number::whole(2)))
                .and_then(Number::floor);
            let half = half
                .map(Number::whole)
                .filter(|half| range.meet(&Range::exactly(*half)) == Range::exactly(*half));
            points.extend(half);
            Value::Range(Range::exactly(points[draw.below(points.len())]))
        }
        other => other.clone(),
    }
}

/// The values of a record that can be loosened.
fn values(facts: &Facts) -> Vec<(FactPath, Value)> {
    let places = told(facts).into_iter().filter_map(|taken| match taken {
        Taken::Fact(path) => Some(path),
        _ => None,
    });
    let known = places.filter_map(|path| match &facts::get(facts, &path)?.known {
        Known::Value(value) if value.is_settled() => Some((path.clone(), value.clone())),
        _ => None,
    });
    known.collect()
}

#[test]
fn what_bounds_settle_holds_of_all_that_lies_within_them() {
    let all = all();
    let settled = AtomicUsize::new(0);
    let every = std::env::var_os("EVERY_CASE").is_some();
    let complaints = all.each(|record| {
        if !every && !record.is_one_in(6) {
            return Vec::new();
        }
        let program = &all.programs[record.program];
        let seed = record
            .name
            .bytes()
            .fold(7u64, |seed, byte| seed.wrapping_mul(31) + u64::from(byte));
        let mut draw = Dice(seed);
        let values = values(&record.facts);
        let mut found = Vec::new();
        if values.is_empty() {
            return found;
        }
        for _ in 0..2 {
            let mut loose = record.facts.clone();
            let mut opened: Vec<(FactPath, Value, Value)> = Vec::new();
            let mut seen = BTreeSet::new();
            for _ in 0..=draw.below(4) {
                let at = draw.below(values.len());
                let (path, was) = &values[at];
                if let Some(value) = loosened(was, &mut draw).filter(|_| seen.insert(at)) {
                    facts::put(&mut loose, program, path, Known::Value(value.clone()));
                    opened.push((path.clone(), was.clone(), value));
                }
            }
            let on_bounds = all.said(record, &loose);
            for _ in 0..2 {
                let mut exact = loose.clone();
                let mut ahead = false;
                for (path, was, value) in &opened {
                    let value = filled(value, was, &mut draw);
                    ahead |= lies_ahead(&value, record.question.as_of);
                    facts::put(&mut exact, program, path, Known::Value(value));
                }
                // What is recorded has happened, if only within bounds; one that lies ahead of the
                // moment asked about has not, and is no such value.
                if ahead {
                    continue;
                }
                let judged = opened.iter().any(|(path, _, _)| is_judgement(path));
                let on_values = all.said(record, &exact);
                for (key, (said, standing)) in &on_bounds {
                    let Some((is, _)) = on_values.get(key) else {
                        continue;
                    };
                    if said == "undetermined" || *standing == Some(Standing::Presumed) {
                        continue;
                    }
                    settled.fetch_add(1, Ordering::Relaxed);
                    if !agrees(said, is, (false, judged)) {
                        found.push(format!(
                            "{}: {key:?} {said} on bounds, {is} on values {opened:?}",
                            record.name
                        ));
                    }
                }
            }
        }
        found
    });
    let settled = settled.into_inner();
    assert!(
        settled > 3_000,
        "only {settled} answers were settled on bounds"
    );
    assert!(
        complaints.is_empty(),
        "{}\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

/// Whether a value, taken as a time in seconds or as a day, lies after the moment asked about.
/// Figures that are neither are few enough to be left out with them.
fn lies_ahead(value: &Value, as_of: Instant) -> bool {
    let seconds = as_of.seconds();
    let Some(today) = seconds.over(Number::whole(86_400)) else {
        return false;
    };
    let ahead = |at: Number| at > seconds || (at > today && at < Number::whole(1_000_000));
    matches!(value, Value::Range(range) if range.low.is_some_and(|low| ahead(low.at)))
}
