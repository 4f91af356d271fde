//! The edges of a provision: each threshold and each day on which it changes,
//! and what a case would have to give to stand just below, at, and just above.

use std::collections::BTreeSet;

use super::step;
use crate::program::provision::Version;
use crate::program::written;
use crate::program::{Expr, Head, Node, Program};
use crate::source::Span;
use crate::value::operator::Sign;
use crate::value::{Instant, Kind, Number, Value, Zone};

/// One edge, and a case on each side of it.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The full name of the provision.
    pub provision: String,
    /// Where the threshold is used, or the version opens.
    pub span: Span,
    /// Just below, at, and just above.
    pub points: [Point; 3],
}

/// What a case gives to stand at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// `given PATH is VALUE`
    Given {
        /// Where in the record.
        path: String,
        /// What, as a policy writes it.
        value: String,
    },
    /// No clause of a case can give it: this, written there, must come to the value.
    Reckoned {
        /// Where it is written.
        of: Span,
        /// What, as a policy writes it.
        value: String,
        /// Where it is the time between two facts: which, and how many seconds lie between them.
        between: Option<Between>,
    },
    /// Nothing in the record fixes which law governs: `law of DAY`.
    LawOf(String),
}

/// The time from one fact to a later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// Where the earlier is in the record.
    pub earlier: String,
    /// Where the later is.
    pub later: String,
    /// How many seconds lie between them.
    pub seconds: Number,
}

/// The provisions that a provision asks about: the definitions that it names, one by one.
#[must_use]
pub fn asked_by(program: &Program, name: &str) -> Vec<String> {
    let named = |head: &Head| head.name.as_str() == name || program.full_name(head) == name;
    let mut found = Vec::new();
    program.clone().each_expression(&mut |head, _, expr| {
        if named(head)
            && let Node::Define(number, _) = &expr.node
            && let Some(define) = program.defines.get(*number)
        {
            let full = program.full_name(&define.head);
            if !found.contains(&full) {
                found.push(full);
            }
        }
        true
    });
    found
}

/// The edges of the provision of that name, alone or with its policy's; none if there is none.
#[must_use]
pub fn edges(program: &Program, name: &str) -> Option<Vec<Edge>> {
    let named = |head: &Head| head.name.as_str() == name || program.full_name(head) == name;
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    let mut any = false;
    for (head, starts, own) in dated(program) {
        if named(head) {
            any = true;
            found.extend(days(program, head, &starts, own));
        }
    }
    program.clone().each_expression(&mut |head, _, expr| {
        if named(head) && known.insert(expr.span) {
            found.extend(thresholds(program, head, expr));
        }
        true
    });
    found.sort_by_key(|edge| edge.span);
    // A threshold that stands in several places is one.
    let mut points = Vec::new();
    found.retain(|edge| {
        let new = !points.contains(&edge.points);
        if new {
            points.push(edge.points.clone());
        }
        new
    });
    any.then_some(found)
}

/// The thresholds of a comparison: the figures on one side, and what is measured on the other.
fn thresholds(program: &Program, head: &Head, expr: &Expr) -> Vec<Edge> {
    let Node::Compare(_, left, right) = &expr.node else {
        return Vec::new();
    };
    let mut figures = BTreeSet::new();
    let measured = [(left, right), (right, left)]
        .into_iter()
        .find_map(|(measured, limit)| {
            gather(program, limit, &mut figures);
            (!figures.is_empty()).then_some(measured)
        });
    let Some(measured) = measured else {
        return Vec::new();
    };
    let around = |figure| step::around(figure, &measured.kind);
    let edge = |at: [Number; 3]| Edge {
        provision: program.full_name(head),
        span: expr.span,
        points: at.map(|at| point(program, head, measured, at)),
    };
    figures.into_iter().filter_map(around).map(edge).collect()
}

/// The figures that an expression can come to without asking the record: those of the
/// definitions that it names are looked up, each in every version.
fn gather(program: &Program, expr: &Expr, out: &mut BTreeSet<Number>) {
    match &expr.node {
        Node::Constant(Value::Range(range)) => out.extend(range.exact()),
        Node::Cited(of, _) => gather(program, of, out),
        Node::If(_, then, otherwise) => {
            gather(program, then, out);
            gather(program, otherwise, out);
        }
        Node::Table(table) => {
            for row in &table.rows {
                gather(program, &row.value, out);
            }
        }
        Node::Define(number, _) => {
            let define = program.defines.get(*number);
            for version in define.into_iter().flat_map(|define| &define.versions) {
                gather(program, &version.body.means, out);
            }
        }
        _ => {}
    }
}

fn point(program: &Program, head: &Head, measured: &Expr, at: Number) -> Point {
    let zone = program
        .policies
        .get(head.policy)
        .map_or(Zone::UTC, |policy| policy.zone);
    let value = written(program, &measured.kind, at, zone);
    match path(program, measured) {
        Some(path) => Point::Given { path, value },
        None => Point::Reckoned {
            of: measured.span,
            value,
            between: between(program, measured, at),
        },
    }
}

/// The two facts between which a length of time is measured.
fn between(program: &Program, measured: &Expr, seconds: Number) -> Option<Between> {
    let Node::Sum(parts) = &measured.node else {
        return None;
    };
    let [(Sign::Plus, later), (Sign::Minus, earlier)] = parts.as_slice() else {
        return None;
    };
    let times = later.kind == Kind::Time && earlier.kind == Kind::Time;
    let (earlier, later) = (path(program, earlier)?, path(program, later)?);
    times.then_some(Between {
        earlier,
        later,
        seconds,
    })
}

/// A place in the record as a case writes it; a variable stands for the first of the list that
/// holds such records. What is recorded over a period has no such place.
fn path(program: &Program, expr: &Expr) -> Option<String> {
    match &expr.node {
        Node::Fact(fact) => Some(program.facts.get(*fact)?.head.name.to_string()),
        Node::Field(of, field) => {
            let Kind::Record(record) = of.kind else {
                return None;
            };
            let field = program.records.get(record)?.fields.get(*field)?;
            let usable = !field.over_period;
            usable.then_some(format!("{}.{}", path(program, of)?, field.head.name))
        }
        Node::Index(of, number) => Some(format!("{}[{number}]", path(program, of)?)),
        Node::Variable(_) => {
            let lists = program.facts.iter();
            let mut lists = lists.filter(|fact| match &fact.kind {
                Kind::List(of) => **of == expr.kind,
                _ => false,
            });
            Some(format!("{}[0]", lists.next()?.head.name))
        }
        _ => None,
    }
}

type Dated<'a> = (&'a Head, Vec<(Instant, Span)>, Option<&'a Expr>);

/// The provisions with versions: when each begins, and the instant that governs if they say so.
fn dated(program: &Program) -> Vec<Dated<'_>> {
    fn starts<T>(versions: &[Version<T>]) -> Vec<(Instant, Span)> {
        let written = versions.iter().filter(|version| version.is_written());
        let starts = written.flat_map(|version| {
            let edges = [version.interval.from, version.interval.end];
            edges.into_iter().flatten().map(|at| (at, version.span))
        });
        let mut starts: Vec<(Instant, Span)> = starts.collect();
        starts.sort_by_key(|(at, span)| (*at, std::cmp::Reverse(*span)));
        starts.dedup_by_key(|(at, _)| *at);
        starts
    }
    let mut all: Vec<Dated<'_>> = Vec::new();
    all.extend(
        program
            .defines
            .iter()
            .map(|one| (&one.head, starts(&one.versions), one.governed_by.as_ref())),
    );
    all.extend(
        program
            .duties
            .iter()
            .map(|one| (&one.head, starts(&one.versions), one.governed_by.as_ref())),
    );
    all.extend(
        program
            .powers
            .iter()
            .map(|one| (&one.head, starts(&one.versions), one.governed_by.as_ref())),
    );
    all.extend(
        program
            .sanctions
            .iter()
            .map(|one| (&one.head, starts(&one.versions), one.governed_by.as_ref())),
    );
    all.extend(
        program
            .exceptions
            .iter()
            .map(|one| (&one.head, starts(&one.versions), None)),
    );
    all
}

/// An edge for each day on which the law changes.
fn days(
    program: &Program,
    head: &Head,
    starts: &[(Instant, Span)],
    own: Option<&Expr>,
) -> Vec<Edge> {
    let Some(policy) = program.policies.get(head.policy) else {
        return Vec::new();
    };
    let governs = own.or(policy.governed_by.as_ref());
    let path = governs.and_then(|governs| path(program, governs));
    let point = |at: Number| {
        let at = Instant::from_seconds(at)?;
        Some(match &path {
            Some(path) => Point::Given {
                path: path.clone(),
                value: policy.zone.rfc3339(at),
            },
            None => Point::LawOf(policy.zone.rfc3339(at)),
        })
    };
    let edge = |(at, span): &(Instant, Span)| {
        let [below, at, above] = step::around(at.seconds(), &Kind::Time)?;
        Some(Edge {
            provision: program.full_name(head),
            span: *span,
            points: [point(below)?, point(at)?, point(above)?],
        })
    };
    starts.iter().filter_map(edge).collect()
}
