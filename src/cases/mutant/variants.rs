//! What one expression might have been by mistake.

use super::words::Change;
use crate::cases::step;
use crate::program::expression::{Gather, Table, Year};
use crate::program::{Expr, Node, Program};
use crate::source::Span;
use crate::value::{CompareOp, Kind, PeriodUnit, Range, Value};

/// How long each list of choices is.
pub(super) fn lists(program: &Program) -> Vec<usize> {
    let lists = program.choices.iter();
    lists.map(|list| list.alternatives.len()).collect()
}

/// Every variant: what changed, where it is written, and what the expression would be.
pub(super) fn variants(expr: &Expr, lists: &[usize]) -> Vec<(Change, Span, Node)> {
    let at = expr.span;
    let here = |change, node| (change, at, node);
    match &expr.node {
        Node::Constant(value) => constants(value, &expr.kind, lists)
            .into_iter()
            .map(|(change, value)| here(change, Node::Constant(value)))
            .collect(),
        Node::Compare(op, left, right) => {
            let other = toggled(*op);
            let node = Node::Compare(other, left.clone(), right.clone());
            vec![here(Change::Comparison(*op, other), node)]
        }
        Node::All(legs) => {
            let mut found = vec![here(Change::AndToOr, Node::Any(legs.clone()))];
            found.extend(without_each(legs, Node::All));
            found
        }
        Node::Any(legs) => {
            let mut found = vec![here(Change::OrToAnd, Node::All(legs.clone()))];
            found.extend(without_each(legs, Node::Any));
            found
        }
        Node::AtLeastOf(count, of) => [count.checked_add(1), count.checked_sub(1)]
            .into_iter()
            .flatten()
            .map(|other| here(Change::Count(other), Node::AtLeastOf(other, of.clone())))
            .collect(),
        // That what is denied is denied once more is the same change, and told there.
        Node::Not(of) if !is_question(of) => {
            vec![here(Change::NotDropped, of.node.clone())]
        }
        Node::OneOf(of, set) => choices(*set, of, lists)
            .into_iter()
            .map(|(change, set)| here(change, Node::OneOf(of.clone(), set)))
            .collect(),
        Node::If(condition, then, otherwise) => {
            let swapped = Node::If(condition.clone(), otherwise.clone(), then.clone());
            vec![here(Change::BranchesSwapped, swapped)]
        }
        Node::Table(table) => without_each_row(table),
        Node::FirstKnown(of) => without_each(of, Node::FirstKnown),
        Node::Extreme { largest, of } => {
            let largest = !largest;
            let of = of.clone();
            vec![here(Change::OtherEnd, Node::Extreme { largest, of })]
        }
        Node::EdgeOf { end, stretch, of } => {
            let (end, stretch, of) = (!end, *stretch, of.clone());
            vec![here(Change::OtherEnd, Node::EdgeOf { end, stretch, of })]
        }
        Node::DayOf(day, month, of) => [day.checked_add(1), day.checked_sub(1)]
            .into_iter()
            .flatten()
            .filter(|day| (1..=28).contains(day))
            .map(|day| {
                let change = Change::Day(day);
                here(change, Node::DayOf(day, *month, of.clone()))
            })
            .collect(),
        Node::Aggregate(aggregate) => other_gather(aggregate.gather)
            .map(|gather| {
                let mut other = aggregate.clone();
                other.gather = gather;
                here(Change::Gather(gather), Node::Aggregate(other))
            })
            .into_iter()
            .collect(),
        Node::Over(..) => reference_periods(expr),
        Node::Shift { .. } => shifts(expr),
        _ if is_question(expr) => {
            let node = Node::Not(Box::new(expr.clone()));
            vec![here(Change::Negated, node)]
        }
        _ => Vec::new(),
    }
}

/// A yes/no that is asked elsewhere: of the record, a person, another provision.
fn is_question(expr: &Expr) -> bool {
    expr.kind == Kind::YesNo
        && matches!(
            expr.node,
            Node::Fact(_)
                | Node::Field(..)
                | Node::Variable(_)
                | Node::Define(..)
                | Node::Judgement(..)
                | Node::InState(..)
                | Node::Happened(_)
                | Node::IsKnown(_)
                | Node::IsApplicable(_)
                | Node::IsWorkingDay(..)
        )
}

fn without_each(of: &[Expr], make: fn(Vec<Expr>) -> Node) -> Vec<(Change, Span, Node)> {
    if of.len() < 2 {
        return Vec::new();
    }
    of.iter()
        .enumerate()
        .map(|(number, dropped)| {
            let mut rest = of.to_vec();
            rest.remove(number);
            (Change::Dropped, dropped.span, make(rest))
        })
        .collect()
}

fn without_each_row(table: &Table) -> Vec<(Change, Span, Node)> {
    let rows = table.rows.iter().enumerate();
    rows.map(|(number, dropped)| {
        let mut rest = table.clone();
        rest.rows.remove(number);
        rest.complete = false;
        let node = Node::Table(Box::new(rest));
        (Change::Dropped, dropped.span, node)
    })
    .collect()
}

fn constants(value: &Value, kind: &Kind, lists: &[usize]) -> Vec<(Change, Value)> {
    match value {
        Value::Truth(truth) => vec![(Change::Negated, Value::Truth(truth.negate()))],
        Value::Range(range) => {
            let around = range.exact().and_then(|at| step::around(at, kind));
            let Some([less, _, more]) = around else {
                return Vec::new();
            };
            vec![
                (Change::Less, Value::Range(Range::exactly(less))),
                (Change::More, Value::Range(Range::exactly(more))),
            ]
        }
        Value::Choice(bit) => {
            let length = match kind {
                Kind::Choice(list) => lists.get(*list).copied().unwrap_or_default(),
                _ => 0,
            };
            let next = bit.trailing_zeros() as usize + 1;
            let next = if next < length { next } else { 0 };
            if length < 2 || bit.count_ones() != 1 {
                return Vec::new();
            }
            vec![(Change::OtherChoice, Value::Choice(1 << next))]
        }
        Value::Period(Some(period)) => [period.count.checked_add(1), period.count.checked_sub(1)]
            .into_iter()
            .flatten()
            .map(|count| {
                let period = crate::value::Period { count, ..*period };
                (Change::Count(count), Value::Period(Some(period)))
            })
            .collect(),
        Value::Text(_) | Value::Period(None) => Vec::new(),
    }
}

/// One choice fewer, each in turn, and one more: the first that is not among them.
fn choices(set: u64, of: &Expr, lists: &[usize]) -> Vec<(Change, u64)> {
    let length = match of.kind {
        Kind::Choice(list) => lists.get(list).copied().unwrap_or_default(),
        _ => 0,
    };
    let bits = (0..length.min(64)).map(|bit| 1u64 << bit);
    let number = |bit: u64| bit.trailing_zeros() as usize;
    let mut found: Vec<(Change, u64)> = bits
        .clone()
        .filter(|bit| set & bit != 0 && set != *bit)
        .map(|bit| (Change::ChoiceDropped(number(bit)), set & !bit))
        .collect();
    let more = bits.clone().find(|bit| set & bit == 0);
    found.extend(more.map(|bit| (Change::ChoiceAdded(number(bit)), set | bit)));
    found
}

fn toggled(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::AtLeast => CompareOp::MoreThan,
        CompareOp::MoreThan => CompareOp::AtLeast,
        CompareOp::AtMost => CompareOp::LessThan,
        CompareOp::LessThan => CompareOp::AtMost,
    }
}

fn other_gather(gather: Gather) -> Option<Gather> {
    Some(match gather {
        Gather::Any => Gather::Every,
        Gather::Every | Gather::None => Gather::Any,
        Gather::Largest => Gather::Smallest,
        Gather::Smallest => Gather::Largest,
        Gather::Count | Gather::Sum => return None,
    })
}

/// The year after, and a month fewer.
fn reference_periods(expr: &Expr) -> Vec<(Change, Span, Node)> {
    let Node::Over(of, period) = &expr.node else {
        return Vec::new();
    };
    let mut later = period.clone();
    match &mut later.year {
        Year::Number(year) | Year::Of(_, year) => *year += 1,
    }
    let mut found = vec![(Change::YearAfter, expr.span, Node::Over(of.clone(), later))];
    if period.first < period.last {
        let mut shorter = period.clone();
        shorter.first += 1;
        found.push((
            Change::MonthFewer,
            expr.span,
            Node::Over(of.clone(), shorter),
        ));
    }
    found
}

/// A step longer and shorter, in another unit, in the other direction, with the day itself or without.
fn shifts(expr: &Expr) -> Vec<(Change, Span, Node)> {
    let Node::Shift { period, .. } = &expr.node else {
        return Vec::new();
    };
    let counts = [period.count.checked_add(1), period.count.checked_sub(1)];
    let mut changes: Vec<Change> = counts.into_iter().flatten().map(Change::Count).collect();
    changes.push(Change::Unit(other_unit(period.unit)));
    changes.push(Change::OtherDirection);
    if matches!(expr.kind, Kind::Date) {
        changes.push(Change::OwnDay);
    }
    changes
        .into_iter()
        .map(|change| {
            let mut node = expr.node.clone();
            if let Node::Shift {
                period,
                before,
                counting_that_day,
                ..
            } = &mut node
            {
                match change {
                    Change::Count(count) => period.count = count,
                    Change::Unit(unit) => period.unit = unit,
                    Change::OtherDirection => *before = !*before,
                    _ => *counting_that_day = !*counting_that_day,
                }
            }
            (change, expr.span, node)
        })
        .collect()
}

/// A unit of the same kind of counting that is easily mistaken for it.
fn other_unit(unit: PeriodUnit) -> PeriodUnit {
    match unit {
        PeriodUnit::Seconds | PeriodUnit::Hours => PeriodUnit::Minutes,
        PeriodUnit::Minutes => PeriodUnit::Hours,
        PeriodUnit::Days => PeriodUnit::BusinessDays,
        PeriodUnit::BusinessDays => PeriodUnit::Days,
        PeriodUnit::Weeks => PeriodUnit::Months,
        PeriodUnit::Months => PeriodUnit::Years,
        PeriodUnit::Years => PeriodUnit::Months,
    }
}
