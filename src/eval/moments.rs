//! Moments at which a state can change: the times of the facts, every written
//! length of time after them, and the edges of versions; and where days and
//! periods begin, among which others are searched for.

use std::collections::BTreeSet;

use crate::facts::{Datum, Facts, Fields, Known};
use crate::program::expression::Stretch;
use crate::program::provision::{Deed, Unless, Version};
use crate::program::{Expr, Node, Program};
use crate::value::{Date, Instant, Kind, Number, Range, Value};

/// Lengths of time and times beyond this many are left to the search between moments.
const MAX_EACH: usize = 64;
/// At most so many beginnings of days are kept for the search.
const MAX_DAYS: usize = 4_000;

/// All such moments, in order, each once.
pub(super) fn moments(program: &Program, facts: &Facts) -> Vec<Instant> {
    let mut found = Found::default();
    for (datum, field) in facts.facts.iter().zip(&program.facts) {
        found.datum(program, datum, &field.kind);
    }
    for event in &facts.events {
        if let Some(act) = program.acts.get(event.act) {
            found.datum(program, &event.datum, &Kind::Record(act.record));
        }
    }
    found.program(program);
    let mut moments: BTreeSet<Instant> = found.edges;
    for time in found.times.iter().take(MAX_EACH) {
        moments.extend(Instant::from_seconds(*time));
        for length in found.lengths.iter().take(MAX_EACH) {
            moments.extend(time.plus(*length).and_then(Instant::from_seconds));
        }
    }
    moments.into_iter().collect()
}

/// Where the days begin that lie ahead, in the zones of all policies.
pub(super) fn midnights(program: &Program, from: Instant, until: Instant) -> Vec<i64> {
    let mut found = BTreeSet::new();
    for policy in &program.policies {
        let mut day = policy.zone.date(from).and_then(|day| day.plus_days(1));
        while let Some(begun) = day.and_then(|day| policy.zone.midnight(day)) {
            if begun >= until || found.len() > MAX_DAYS {
                break;
            }
            found.insert(begun.micros());
            day = day.and_then(|day| day.plus_days(1));
        }
    }
    found.into_iter().collect()
}

/// Where the years, quarters and months begin that lie ahead, of the duties that come back with them.
pub(super) fn periods(program: &Program, from: Instant, until: Instant) -> Vec<i64> {
    let mut found = BTreeSet::new();
    for duty in &program.duties {
        let every = duty.every.as_ref().map(|every| every.stretch);
        let long = matches!(
            every,
            Some(Stretch::Year | Stretch::Quarter | Stretch::Month)
        );
        let policy = program.policies.get(duty.head.policy);
        let (Some(stretch), Some(policy)) = (every.filter(|_| long), policy) else {
            continue;
        };
        let next = |day: Date| stretch.edge(day, true)?.plus_days(1);
        let mut day = policy.zone.date(from).and_then(next);
        while let Some(begun) = day.and_then(|day| policy.zone.midnight(day)) {
            if begun >= until {
                break;
            }
            found.insert(begun.micros());
            day = day.and_then(next);
        }
    }
    found.into_iter().collect()
}

/// Whether a record says of an end that it has not come.
pub(super) fn waits(facts: &Facts) -> bool {
    let events = facts.events.iter().map(|event| &event.datum);
    let mut open: Vec<&Datum> = facts.facts.iter().chain(events).collect();
    while let Some(datum) = open.pop() {
        match &datum.known {
            Known::NotYet => return true,
            Known::Record(fields) => open.extend(&fields.fields),
            Known::List { members, .. } => open.extend(members),
            _ => {}
        }
    }
    false
}

#[derive(Default)]
struct Found {
    times: BTreeSet<Number>,
    lengths: BTreeSet<Number>,
    edges: BTreeSet<Instant>,
}

impl Found {
    fn datum(&mut self, program: &Program, datum: &Datum, kind: &Kind) {
        match (&datum.known, kind) {
            (Known::Value(Value::Range(range)), Kind::Time) => self.times.extend(ends(range)),
            (Known::Value(Value::Range(range)), Kind::Duration) => self.lengths.extend(ends(range)),
            (Known::Disputed(accounts), _) => {
                for account in accounts {
                    self.datum(program, account, kind);
                }
            }
            (Known::Record(fields), Kind::Record(record)) => self.fields(program, fields, *record),
            (Known::List { members, .. }, Kind::List(of)) => {
                for member in members {
                    self.datum(program, member, of);
                }
            }
            _ => {}
        }
    }

    fn fields(&mut self, program: &Program, fields: &Fields, record: usize) {
        let Some(record) = program.records.get(record) else {
            return;
        };
        for (datum, field) in fields.fields.iter().zip(&record.fields) {
            self.datum(program, datum, &field.kind);
        }
    }

    fn program(&mut self, program: &Program) {
        for define in &program.defines {
            for version in self.versions(&define.versions) {
                self.expr(&version.body.means);
                self.unless(&version.body.unless);
            }
        }
        for duty in &program.duties {
            for version in self.versions(&duty.versions) {
                let body = &version.body;
                let parts = [&body.when, &body.by, &body.counts_as_done];
                parts.into_iter().flatten().for_each(|part| self.expr(part));
                if let Deed::Ensure(condition) = &body.must.deed {
                    self.expr(condition);
                }
                let less = body.reductions.iter().flat_map(|less| &less.condition);
                less.for_each(|condition| self.expr(condition));
                self.unless(&body.unless);
            }
        }
        for exception in &program.exceptions {
            for version in self.versions(&exception.versions) {
                version.body.when.iter().for_each(|when| self.expr(when));
            }
        }
        for power in &program.powers {
            for version in self.versions(&power.versions) {
                version.body.when.iter().for_each(|when| self.expr(when));
                self.unless(&version.body.unless);
            }
        }
        for sanction in &program.sanctions {
            for version in self.versions(&sanction.versions) {
                version.body.when.iter().for_each(|when| self.expr(when));
                self.unless(&version.body.unless);
            }
        }
    }

    fn versions<'v, T>(&mut self, versions: &'v [Version<T>]) -> &'v [Version<T>] {
        for version in versions {
            self.edges.extend(version.interval.from);
            self.edges.extend(version.interval.end);
        }
        versions
    }

    fn unless(&mut self, unless: &[Unless]) {
        unless
            .iter()
            .for_each(|clause| self.expr(&clause.condition));
    }

    fn expr(&mut self, expr: &Expr) {
        let mut open = vec![expr];
        while let Some(expr) = open.pop() {
            if let Node::Constant(Value::Range(range)) = &expr.node {
                match expr.kind {
                    Kind::Duration => self.lengths.extend(range.exact()),
                    Kind::Time => self.times.extend(range.exact()),
                    _ => {}
                }
            }
            open.extend(expr.children());
        }
    }
}

fn ends(range: &Range) -> impl Iterator<Item = Number> {
    [range.low, range.high]
        .into_iter()
        .flatten()
        .map(|bound| bound.at)
}
