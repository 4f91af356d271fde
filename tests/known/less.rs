//! Without a fact, or with a time of which only the day is known: no row loses its limit, and each
//! that then says something else names what would settle it, for the part that is open, and has it
//! asked. `EVERY_FACT=1` tries every fact and every time of every case, one at a time, and prints each
//! fault as it is found; else it is a fixed part of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};

use onus::determination::{About, AnswerValue, Aspect, BreachOf, Determination, Due, Standing};
use onus::eval::{self, Question};
use onus::facts::{self, Facts, Known, Place};
use onus::program::{Expr, FactPath, FactRoot, FactStep, Field, Node, Program};
use onus::value::{Bound, Instant, Kind, Range, State, Truth, Value, Zone};

use super::{All, Record, Taken, all, told};

/// What a row says, part by part.
struct Row<'d> {
    about: &'d About,
    parts: Vec<(Aspect, String)>,
    state: Option<State>,
    standing: Option<Standing>,
    dated: bool,
    limit: bool,
    breach_of: Option<&'d BreachOf>,
    intermediate: bool,
}

impl<'d> Row<'d> {
    fn new(about: &'d About, parts: Vec<(Aspect, String)>, standing: Option<Standing>) -> Row<'d> {
        Row {
            about,
            parts,
            state: None,
            standing,
            dated: false,
            limit: false,
            breach_of: None,
            intermediate: false,
        }
    }

    /// Whether it has anything to say beside its state: what is not owed has no limit.
    fn counts(&self) -> bool {
        let nothing = [
            State::NotArisen,
            State::Exempt,
            State::NotInForce,
            State::NotOpen,
            State::Unavailable,
        ];
        self.state.is_none_or(|state| !nothing.contains(&state))
    }

    /// Whether it is done with, whatever its limit was.
    fn over(&self) -> bool {
        let done = [
            State::Fulfilled,
            State::PerformedLate,
            State::Observed,
            State::Upheld,
            State::Violated,
        ];
        self.state.is_some_and(|state| done.contains(&state))
    }

    fn said(&self, part: Aspect) -> Option<&str> {
        let mut parts = self.parts.iter();
        let (_, said) = parts.find(|(of, _)| *of == part)?;
        Some(said)
    }
}

type Rows<'d> = BTreeMap<(&'d str, Option<&'d str>), Row<'d>>;

fn rows(answer: &Determination) -> Rows<'_> {
    let text = |value: &dyn Debug| format!("{value:?}");
    // The same instant is the same limit, whatever the clock it is told in.
    let due = |due: Option<Due>| match due {
        Some(Due::At(at)) => text(&at.instant()),
        other => text(&other),
    };
    let mut rows = Rows::new();
    for row in &answer.conclusions {
        // Nothing holds, whether or not the law was there.
        let value = match &row.value {
            AnswerValue::State(State::NotInForce) => &AnswerValue::Truth(Truth::No),
            value => value,
        };
        let parts = vec![(Aspect::Value, text(&value))];
        let intermediate = row.intermediate;
        let row = Row {
            intermediate,
            ..Row::new(&row.about, parts, row.standing)
        };
        rows.insert(row.about.key(), row);
    }
    for row in &answer.duties {
        let ends = [row.due(), row.due_earliest, row.due_latest];
        let limit = ends.map(due).join(" ");
        let payment = row.payment.as_ref();
        let parts = vec![
            (Aspect::State, row.state.to_string()),
            (Aspect::Limit, limit),
            (Aspect::Act, row.must.en.clone()),
            (Aspect::Counterparty, text(&row.to)),
            (
                Aspect::Amount,
                text(&payment.map(|payment| (&payment.full, payment.reducible))),
            ),
        ];
        let row = Row {
            state: Some(row.state),
            dated: ends.iter().any(Option::is_some),
            limit: row.limit.is_some(),
            ..Row::new(&row.about, parts, row.standing)
        };
        rows.insert(row.about.key(), row);
    }
    for row in &answer.powers {
        let parts = vec![(Aspect::State, row.state.to_string())];
        let row = Row {
            state: Some(row.state),
            ..Row::new(&row.about, parts, row.standing)
        };
        rows.insert(row.about.key(), row);
    }
    for row in &answer.sanctions {
        let parts = vec![
            (Aspect::State, row.state.to_string()),
            (Aspect::Amount, text(&row.up_to)),
        ];
        let row = Row {
            state: Some(row.state),
            breach_of: row.breach_of.as_ref(),
            ..Row::new(&row.about, parts, row.standing)
        };
        rows.insert(row.about.key(), row);
    }
    rows
}

/// Whether one place is the other, or stands in it.
fn meets(one: &FactPath, other: &FactPath) -> bool {
    let shorter = one.steps.len().min(other.steps.len());
    one.root == other.root && one.steps[..shorter] == other.steps[..shorter]
}

/// The place, and those that are read instead where nothing stands there: the defaults of its fields.
fn read_at(program: &Program, facts: &Facts, path: FactPath) -> Vec<FactPath> {
    let mut all = vec![path.clone()];
    for until in 1..=path.steps.len() {
        let above = FactPath {
            root: path.root,
            steps: path.steps[..until].to_vec(),
        };
        let default = field(program, facts, &above).and_then(|field| field.default.as_ref());
        if let Some(mut other) = default.cloned() {
            other.steps.extend_from_slice(&path.steps[until..]);
            all.extend(read_at(program, facts, other));
        }
    }
    all
}

/// Something that is less known than the record has it.
struct Less<'p> {
    program: &'p Program,
    facts: Facts,
    path: FactPath,
}

impl Less<'_> {
    /// Whether a path that an answer prints is that of the fact.
    fn is(&self, printed: &str) -> bool {
        let places = facts::places(self.program, &self.facts, printed);
        let paths = places.into_iter().filter_map(|place| match place {
            Place::Fact(path, _) => Some(read_at(self.program, &self.facts, path)),
            _ => None,
        });
        paths.flatten().any(|path| meets(&path, &self.path))
    }

    /// As people read it.
    fn printed(&self) -> String {
        let FactPath { root, steps } = &self.path;
        let mut text = match root {
            FactRoot::Fact(number) => self.program.facts[*number].head.name.to_string(),
            FactRoot::Judgement(number) => self.program.judgements[*number].head.name.to_string(),
            FactRoot::Event(number) => format!("events[{number}]"),
        };
        let act = |event: usize| self.program.acts[self.facts.events[event].act].record;
        for (at, step) in steps.iter().enumerate() {
            let above = FactPath {
                root: *root,
                steps: steps[..at].to_vec(),
            };
            let kind = facts::expected(self.program, &self.facts, &above).map(|(kind, _)| kind);
            let record = match (kind, root) {
                (Some(Kind::Record(record)), _) => Some(record),
                (_, FactRoot::Event(event)) if at == 0 => Some(act(*event)),
                _ => None,
            };
            text += &match (step, record) {
                (FactStep::Field(field), Some(record)) => {
                    format!(".{}", self.program.records[record].fields[*field].head.name)
                }
                (FactStep::Index(index), _) => format!("[{index}]"),
                (step, _) => format!(".{step:?}"),
            };
        }
        text
    }

    /// Whether a row names it for a part, or for whether it is there at all.
    fn named(&self, about: &About, part: Aspect) -> bool {
        let deciding = [Aspect::Value, Aspect::Arises, Aspect::State];
        let of = |what: &Aspect| *what == part || deciding.contains(what);
        let open = about.open.iter().filter(|open| of(&open.what));
        let whole = about.needs.iter().filter(|_| deciding.contains(&part));
        let mut needs = open.flat_map(|open| &open.needs).chain(whole);
        needs.any(|need| self.is(&need.path))
    }

    /// What is wrong with an answer on it, against that on the whole record.
    fn faults(&self, more: &Determination, less: &Determination) -> Vec<String> {
        let (before, now) = (rows(more), rows(less));
        let wanted = less.wanted();
        let asked = wanted.iter().any(|wanted| self.is(&wanted.need.path));
        let mut found = Vec::new();
        for (key, was) in &before {
            let Some(is) = now.get(key) else {
                // Where there is no instance left, a row of the provision speaks for all.
                let mut same = now
                    .values()
                    .filter(|row| row.about.name == key.0 || was.state.is_none());
                let named = same.any(|row| self.named(row.about, Aspect::Arises));
                // Of the member of a list a definition is told as something asks for it, and what
                // asks for it is held itself.
                let held = was.intermediate && key.1.is_some();
                if was.counts() && !named && !held && !self.is_kept_presumably(&now, was) {
                    found.push(format!("{key:?} is gone"));
                }
                continue;
            };
            let owed = matches!(is.state, Some(State::Pending | State::Undetermined));
            let open = is.about.open.iter().any(|open| open.what == Aspect::Limit);
            // What is not owed under one version is perhaps owed under another, which has no limit.
            let another = !was.counts() && self.may_be_unlimited(key.0);
            if owed && was.dated && !is.dated && !open && !is.limit && !another {
                found.push(format!("{key:?} has lost its limit"));
            }
            for (part, said) in &was.parts {
                // What was open before may move with whatever bounds it.
                if was.about.open.iter().any(|open| open.what == *part) {
                    continue;
                }
                let beside = !matches!(part, Aspect::State | Aspect::Value);
                let neither = !was.counts() && !is.counts();
                let both = was.counts() && is.counts() && !is.over();
                let now = is.said(*part);
                if now == Some(said) || neither || (beside && !both) {
                    continue;
                }
                if !self.named(is.about, *part) {
                    let needs: Vec<&str> = is.about.needs.iter().map(|n| &*n.path).collect();
                    let standing = is.standing;
                    found.push(format!(
                        "{key:?} {part:?}: {said} to {now:?} ({standing:?}), and it needs {needs:?}"
                    ));
                } else if !asked
                    && !self.is_intermediate(less, key)
                    && is.standing != Some(Standing::Presumed)
                {
                    found.push(format!("{key:?} {part:?}: {said} to {now:?}, not asked"));
                }
            }
        }
        found
    }

    /// Whether a version of a duty sets no limit.
    fn may_be_unlimited(&self, name: &str) -> bool {
        let mut duties = self.program.duties.iter();
        let duty = duties.find(|duty| self.program.full_name(&duty.head) == name);
        duty.is_some_and(|duty| {
            duty.versions
                .iter()
                .any(|version| version.body.by.is_none())
        })
    }

    /// Whether what opened a sanction is presumed not to be a breach any more: the row of the duty says
    /// so and names what shows otherwise, and beside what else opens the sanction no row does.
    fn is_kept_presumably(&self, now: &Rows<'_>, was: &Row<'_>) -> bool {
        let of = was.breach_of.map(|of| (&*of.name, of.instance.as_deref()));
        let duty = of.and_then(|of| now.get(&of));
        duty.is_some_and(|duty| {
            duty.standing == Some(Standing::Presumed) && self.named(duty.about, Aspect::State)
        })
    }

    /// Whether it is a conclusion on which others build: those are asked about.
    fn is_intermediate(&self, answer: &Determination, key: &(&str, Option<&str>)) -> bool {
        let mut rows = answer.conclusions.iter();
        rows.any(|row| row.about.key() == *key && row.intermediate)
    }
}

/// The zone whose days the record means.
fn zone(program: &Program, facts: &Facts) -> Zone {
    let policies = program.policies.iter();
    let own = policies.map(|policy| policy.zone).next();
    facts.zone.or(own).unwrap_or(Zone::UTC)
}

/// The day of a time that is known exactly, from its first instant to the first of the next.
/// None of one that lies ahead of the moment asked about: it has not come, and of its day a part has.
fn day(program: &Program, record: &Record, path: &FactPath) -> Option<Range> {
    let facts = &record.facts;
    let (kind, _) = facts::expected(program, facts, path)?;
    let at = match &facts::get(facts, path)?.known {
        Known::Value(Value::Range(range)) if kind == Kind::Time => range.exact()?,
        _ => return None,
    };
    if at > record.question.as_of.seconds() {
        return None;
    }
    let zone = zone(program, facts);
    let at = Instant::from_seconds(at)?;
    let day = zone.date(at)?;
    let (from, end) = facts::whole_days(zone, day, day)?;
    // From midnight on some regimes count the day itself; what is known by its day is not taken for
    // that.
    if from == at {
        return None;
    }
    let bound = |at: Instant, open| {
        Some(Bound {
            at: at.seconds(),
            open,
        })
    };
    Some(Range {
        low: bound(from, false),
        high: bound(end, true),
    })
}

/// The places at which a record says something, each with what is then known there: nothing, and of
/// what would be read or reckoned from elsewhere, that it is not known.
fn without(record: &Record, program: &Program) -> Vec<(FactPath, Known)> {
    let facts = &record.facts;
    let places = told(facts).into_iter().filter_map(|taken| match taken {
        Taken::Fact(path) => Some(path),
        _ => None,
    });
    let places = places.filter(|path| facts::expected(program, facts, path).is_some());
    let ahead = governing_ahead(record, program);
    places
        .filter(|path| !is_determination(program, path))
        .filter(|path| !is_time_of_what_is_not_known(record, path))
        .filter(|path| !ahead.iter().any(|ahead| meets(ahead, path)))
        .map(|path| {
            let own = field(program, facts, &path);
            let known = match own.is_some_and(is_told_elsewhere) {
                true => Known::Unknown,
                false => nothing(program, facts, &path),
            };
            (path, known)
        })
        .collect()
}

/// Whether it is read or reckoned from elsewhere where the record says nothing of it.
fn is_told_elsewhere(field: &Field) -> bool {
    field.computed.is_some() || field.default.is_some()
}

/// What is in a place of which the record says nothing: in a record, that what would be read or
/// reckoned from elsewhere is not known. The other fields may yet be told: of a record that somebody
/// was asked for and does not know, none would be.
fn nothing(program: &Program, facts: &Facts, path: &FactPath) -> Known {
    let Some((Kind::Record(record), _)) = facts::expected(program, facts, path) else {
        return Known::Absent;
    };
    let told = program.records[record].fields.iter();
    let told: Vec<bool> = told.map(is_told_elsewhere).collect();
    if !told.contains(&true) {
        return Known::Absent;
    }
    let mut fields = facts::blank_record(program, record);
    for (field, told) in fields.fields.iter_mut().zip(told) {
        if told {
            field.known = Known::Unknown;
        }
    }
    Known::Record(fields)
}

/// Whether it is what a holder determined: until something is, the rules speak, and what they ask is
/// asked.
fn is_determination(program: &Program, path: &FactPath) -> bool {
    let number = match (path.steps.last().copied(), path.root) {
        (Some(FactStep::Judgement(number)), _) | (None, FactRoot::Judgement(number)) => number,
        _ => return false,
    };
    let judgement = program.judgements.get(number);
    judgement.is_some_and(|judgement| judgement.determines.is_some())
}

/// Whether it is when something was done that was recorded after the moment of knowledge. That it was
/// done is not known then, nor can it be asked; its time only says up to when the record was complete.
fn is_time_of_what_is_not_known(record: &Record, path: &FactPath) -> bool {
    let FactRoot::Event(event) = path.root else {
        return false;
    };
    let event = record.facts.events.get(event);
    let recorded = event.and_then(|event| event.datum.provenance.recorded);
    let late = record.question.known_by.zip(recorded);
    path.steps == [FactStep::Field(0)] && late.is_some_and(|(by, recorded)| by < recorded)
}

/// Where the record has a time that lies ahead of the moment asked about, and governs. A duty has not
/// arisen before it has come; where it is not known at all, it has come if it can have, so that what
/// was not owed may flatly be owed.
fn governing_ahead(record: &Record, program: &Program) -> Vec<FactPath> {
    let governing = governing(program);
    let facts = &record.facts;
    let as_of = record.question.as_of.seconds();
    let places = told(facts).into_iter().filter_map(|taken| match taken {
        Taken::Fact(path) => Some(path),
        _ => None,
    });
    let ahead = places.filter(|path| {
        let datum = facts::get(facts, path);
        let low = datum.and_then(|datum| match &datum.known {
            Known::Value(Value::Range(range)) => range.low,
            _ => None,
        });
        low.is_some_and(|low| low.at > as_of)
    });
    ahead
        .filter(|path| end(program, facts, path).is_some_and(|end| governing.contains(&end)))
        .collect()
}

/// A fact at the top, or a field of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Fact(usize),
    Field(usize, usize),
}

/// What stands in a place.
fn end(program: &Program, facts: &Facts, path: &FactPath) -> Option<End> {
    let mut above = path.clone();
    match (above.steps.pop(), path.root) {
        (None, FactRoot::Fact(fact)) => Some(End::Fact(fact)),
        (Some(FactStep::Field(field)), _) => {
            let (kind, _) = facts::expected(program, facts, &above)?;
            match kind {
                Kind::Record(record) => Some(End::Field(record, field)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What is looked at for the moment that governs something, and what is read instead.
fn governing(program: &Program) -> BTreeSet<End> {
    let policies = program.policies.iter().map(|of| &of.governed_by);
    let defines = program.defines.iter().map(|of| &of.governed_by);
    let duties = program.duties.iter().map(|of| &of.governed_by);
    let powers = program.powers.iter().map(|of| &of.governed_by);
    let sanctions = program.sanctions.iter().map(|of| &of.governed_by);
    let all = policies.chain(defines).chain(duties).chain(powers);
    let mut looked: Vec<&Expr> = all.chain(sanctions).flatten().collect();
    let mut found = BTreeSet::new();
    while let Some(expr) = looked.pop() {
        looked.extend(expr.children());
        let mut end = match &expr.node {
            Node::Fact(fact) => Some(End::Fact(*fact)),
            Node::Field(of, field) => match of.kind {
                Kind::Record(record) => Some(End::Field(record, *field)),
                _ => None,
            },
            _ => None,
        };
        while let Some(next) = end.filter(|end| found.insert(*end)) {
            let default = match next {
                End::Fact(_) => None,
                End::Field(record, field) => program.records[record].fields[field].default.as_ref(),
            };
            end = default.and_then(|path| self::end(program, &facts::blank(program), path));
        }
    }
    found
}

/// The field in a place.
fn field<'p>(program: &'p Program, facts: &Facts, path: &FactPath) -> Option<&'p Field> {
    let mut above = path.clone();
    let step = above.steps.pop();
    let kind = facts::expected(program, facts, &above).map(|(kind, _)| kind);
    match (kind, step) {
        (Some(Kind::Record(record)), Some(FactStep::Field(number))) => {
            program.records[record].fields.get(number)
        }
        _ => None,
    }
}

fn by_the_day(record: &Record, program: &Program) -> Vec<(FactPath, Known)> {
    let places = without(record, program).into_iter();
    places
        .filter_map(|(path, _)| {
            let day = day(program, record, &path)?;
            Some((path, Known::Value(Value::Range(day))))
        })
        .collect()
}

/// Tries one in so many of what is made less known in one in so many cases; how many were tried.
fn tried(
    all: &All,
    (share, cases): (usize, u64),
    less: impl Fn(&Record, &Program) -> Vec<(FactPath, Known)> + Sync,
) -> usize {
    let tried = AtomicUsize::new(0);
    let every = std::env::var_os("EVERY_FACT").is_some();
    let (share, cases) = if every { (1, 1) } else { (share, cases) };
    let complaints = all.each(|record| {
        if !record.is_one_in(cases) {
            return Vec::new();
        }
        let program = all.program(record);
        // What is told beside the rows evaluates again, and no row hangs on it.
        let question = Question {
            beside: false,
            ..record.question.clone()
        };
        let answer = |facts: &Facts| eval::evaluate(program, facts, &question).0;
        let more = answer(&record.facts);
        let own = (record.name.len() + 11) % share;
        let places = less(record, program).into_iter().enumerate();
        let mut found = Vec::new();
        for (_, (path, known)) in places.filter(|(at, _)| at % share == own) {
            let mut facts = record.facts.clone();
            facts::put(&mut facts, program, &path, known);
            let less = Less {
                program,
                facts,
                path,
            };
            let before = tried.fetch_add(1, Ordering::Relaxed);
            if every && before.is_multiple_of(5_000) {
                println!("{before} tried, at {}", record.name);
            }
            let faults = less.faults(&more, &answer(&less.facts));
            let name = &record.name;
            let place = less.printed();
            let faults = faults.into_iter();
            found.extend(faults.map(|fault| format!("{name} at {place}: {fault}")));
        }
        if every {
            for one in &found {
                println!("{one}");
            }
        }
        found
    });
    let (count, tried) = (complaints.len(), tried.into_inner());
    println!("{count} of {tried}");
    assert!(count == 0, "{count} of {tried}\n{}", complaints.join("\n"));
    tried
}

#[test]
fn without_a_fact_no_limit_is_lost_and_no_question_is_missing() {
    let tried = tried(&all(), (24, 8), without);
    assert!(tried > 100, "only {tried} facts were taken away");
}

#[test]
fn with_a_time_known_by_its_day_no_limit_is_lost_and_no_question_is_missing() {
    let tried = tried(&all(), (6, 8), by_the_day);
    assert!(tried > 100, "only {tried} times were made days");
}
