//! Whether conditions can hold together, whatever the facts are. It knows of
//! yes and no, of closed lists of choices, and of amounts between bounds; what
//! it does not know may be anything, so that *no* is certain and *yes* is not.

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::HashMap;

use super::conflicts::{is_plain, is_read};
use crate::program::expression::{Expr, Node};
use crate::program::{Field, Program};
use crate::value::{Bound, CompareOp, Kind, Number, Range, Truth, Value, every_choice};

/// A longer condition is not looked at.
const MAX_LEAVES: usize = 60;
/// After so many steps anything may be.
const MAX_STEPS: u32 = 400;

/// What is looked at: a condition, and whether it is to hold.
type Goal<'e> = (&'e Expr, bool);

/// A look at the conditions of a program.
pub(in crate::check) struct Solver<'p> {
    program: &'p Program,
    steps: Cell<u32>,
}

/// What is known of one thing.
#[derive(Clone, Debug)]
enum Known {
    /// One of so many: bits.
    Bits(u64),
    /// An amount, and what it is not.
    Range(Range, Vec<Number>),
}

/// What one condition says of one thing.
enum Said {
    /// It is one of these, out of all of those.
    Bits(u64, u64),
    /// It lies in here, and to begin with in there.
    Within(Range, Range),
    /// It is not this, and to begin with lies in there.
    Not(Number, Range),
}

const YES: u64 = 1;
const NO: u64 = 2;
/// How two amounts compare: less, the same, more.
const LESS: u64 = 1;
const SAME: u64 = 2;
const MORE: u64 = 4;

impl<'p> Solver<'p> {
    pub(in crate::check) fn new(program: &'p Program) -> Solver<'p> {
        Solver {
            program,
            steps: Cell::new(0),
        }
    }

    /// Whether facts are thinkable under which all goals are met; *no* is certain.
    pub(super) fn possible(&self, goals: &[Goal<'_>]) -> bool {
        if goals.iter().map(|(expr, _)| leaves(expr)).sum::<usize>() > MAX_LEAVES {
            return true;
        }
        self.steps.set(0);
        self.search(goals.to_vec(), HashMap::new())
    }

    /// Whether facts can be shown under which all goals are met; *yes* is certain.
    pub(super) fn shown(&self, goals: &[Goal<'_>]) -> bool {
        let plain = goals.iter().all(|(expr, _)| is_plain(self.program, expr));
        let few = goals.iter().map(|(expr, _)| leaves(expr)).sum::<usize>() <= MAX_LEAVES;
        plain && few && self.possible(goals) && self.steps.get() <= MAX_STEPS
    }

    /// Whether two expressions read the same.
    pub(super) fn same(&self, one: &Expr, other: &Expr) -> bool {
        one.spelled() == other.spelled()
    }

    /// The first leg that can never be so together with those before it, and the one among these
    /// that it clashes with if it is one alone.
    pub(super) fn clash<'e>(
        &self,
        legs: &'e [Expr],
        hold: bool,
    ) -> Option<(Option<&'e Expr>, &'e Expr)> {
        let goals: Vec<Goal<'_>> = legs.iter().map(|leg| (leg, hold)).collect();
        if self.possible(&goals) {
            return None;
        }
        let ends = (1..=goals.len()).find(|end| {
            let some = goals.get(..*end);
            some.is_some_and(|some| !self.possible(some))
        })?;
        let (last, before) = goals.get(..ends)?.split_last()?;
        let first = before
            .iter()
            .find(|first| !self.possible(&[**first, *last]));
        Some((first.map(|(leg, _)| *leg), last.0))
    }

    fn search(&self, mut goals: Vec<Goal<'_>>, mut known: HashMap<String, Known>) -> bool {
        while let Some((expr, wanted)) = goals.pop() {
            self.steps.set(self.steps.get() + 1);
            if self.steps.get() > MAX_STEPS {
                return true;
            }
            match &expr.node {
                Node::Cited(of, _) => goals.push((of, wanted)),
                Node::Not(of) => goals.push((of, !wanted)),
                Node::All(of) | Node::Any(of) => {
                    let all = matches!(expr.node, Node::All(_));
                    if all == wanted {
                        goals.extend(of.iter().map(|leg| (leg, wanted)));
                        continue;
                    }
                    return of.iter().any(|leg| {
                        let mut goals = goals.clone();
                        goals.push((leg, wanted));
                        self.search(goals, known.clone())
                    });
                }
                Node::Constant(Value::Truth(truth)) => {
                    if *truth == Truth::from(!wanted) {
                        return false;
                    }
                }
                Node::Same(a, b) if truth(b).is_some() => {
                    goals.push((a, truth(b) == Some(wanted)));
                }
                _ => {
                    for (key, said) in self.said(expr, wanted) {
                        if !learn(&mut known, key, &said) {
                            return false;
                        }
                    }
                }
            }
        }
        true
    }

    /// What a condition that is made of no others says of what. That one does not hold says nothing of
    /// what may not apply, or is not read as it is written: only that the condition itself does not.
    fn said(&self, expr: &Expr, wanted: bool) -> Vec<(String, Said)> {
        let sides = match &expr.node {
            Node::OneOf(of, _) => vec![&**of],
            Node::Same(a, b) | Node::Compare(_, a, b) => vec![&**a, &**b],
            _ => return vec![unknown(expr, wanted)],
        };
        let given = |of: &Expr| matches!(of.node, Node::Constant(_));
        let of_values = sides.iter().all(|side| given(side) || self.is_value(side));
        let mut said = Vec::new();
        if wanted || of_values {
            said.push(self.said_of_values(expr, wanted));
        }
        if !of_values {
            said.push(unknown(expr, wanted));
        }
        said
    }

    /// Whether what is read is one value on every record that gives it, and so can be held against
    /// whatever else: a time may not have come, and what is optional may not apply.
    fn is_value(&self, of: &Expr) -> bool {
        let applies = |of: &Expr| self.field(of).is_none_or(|field| !field.optional);
        let within = |of: &Expr| match &of.node {
            Node::Field(record, _) => self.is_value(record),
            _ => true,
        };
        let timeless = !matches!(of.kind, Kind::Time | Kind::Date);
        match &of.node {
            Node::Over(field, _) => timeless && applies(field) && within(field),
            _ => timeless && is_read(self.program, of) && applies(of) && within(of),
        }
    }

    /// The same of values.
    fn said_of_values(&self, expr: &Expr, wanted: bool) -> (String, Said) {
        match &expr.node {
            Node::OneOf(of, bits) => self.choice(of, *bits, wanted),
            Node::Same(a, b) => match (&a.node, &b.node) {
                (_, Node::Constant(Value::Choice(bits))) => self.choice(a, *bits, wanted),
                (Node::Constant(Value::Choice(bits)), _) => self.choice(b, *bits, wanted),
                _ => {
                    let (of, exact) = match (exact(a), exact(b)) {
                        (None, Some(exact)) => (a, exact),
                        (Some(exact), None) => (b, exact),
                        _ => return relation(a, b, if wanted { SAME } else { LESS | MORE }),
                    };
                    if a.kind != b.kind {
                        return unknown(expr, wanted);
                    }
                    let base = self.base(of);
                    let said = match wanted {
                        true => Said::Within(Range::exactly(exact), base),
                        false => Said::Not(exact, base),
                    };
                    (of.spelled(), said)
                }
            },
            Node::Compare(op, a, b) if a.kind == b.kind => {
                let op = if wanted { *op } else { negated(*op) };
                match (exact(a), exact(b)) {
                    (None, Some(exact)) => {
                        (a.spelled(), Said::Within(within(op, exact), self.base(a)))
                    }
                    (Some(exact), None) => {
                        let op = turned(op);
                        (b.spelled(), Said::Within(within(op, exact), self.base(b)))
                    }
                    (Some(a), Some(b)) => {
                        let base = Range::exactly(a);
                        (expr.spelled(), Said::Within(within(op, b), base))
                    }
                    (None, None) => relation(
                        a,
                        b,
                        match op {
                            CompareOp::AtLeast => SAME | MORE,
                            CompareOp::MoreThan => MORE,
                            CompareOp::AtMost => LESS | SAME,
                            CompareOp::LessThan => LESS,
                        },
                    ),
                }
            }
            _ => unknown(expr, wanted),
        }
    }

    fn choice(&self, of: &Expr, bits: u64, wanted: bool) -> (String, Said) {
        let count = match of.kind {
            Kind::Choice(list) => self.program.choices.get(list).map(|c| c.alternatives.len()),
            _ => None,
        };
        let all = count.map_or(u64::MAX, every_choice);
        let bits = if wanted { bits } else { !bits };
        (of.spelled(), Said::Bits(bits & all, all))
    }

    /// Between what an amount lies before anything is said of it.
    pub(in crate::check) fn base(&self, of: &Expr) -> Range {
        let written = match &of.node {
            Node::Over(field, _) => self.field(field),
            _ => self.field(of),
        };
        written.map_or(Range::UNKNOWN, Field::always)
    }

    /// The field of the record that is read, if that is all.
    fn field(&self, of: &Expr) -> Option<&Field> {
        match &of.node {
            Node::Fact(fact) => self.program.facts.get(*fact),
            Node::Field(record, field) => match record.kind {
                Kind::Record(record) => self.program.records.get(record)?.fields.get(*field),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Takes in what is said; whether anything is left.
fn learn(known: &mut HashMap<String, Known>, key: String, said: &Said) -> bool {
    let start = match said {
        Said::Bits(_, all) => Known::Bits(*all),
        Said::Within(_, base) | Said::Not(_, base) => Known::Range(*base, Vec::new()),
    };
    let known = known.entry(key).or_insert(start);
    match (&mut *known, said) {
        (Known::Bits(bits), Said::Bits(some, _)) => *bits &= some,
        (Known::Range(range, _), Said::Within(some, _)) => *range = range.meet(some),
        (Known::Range(_, not), Said::Not(one, _)) => not.push(*one),
        _ => {}
    }
    match known {
        Known::Bits(bits) => *bits != 0,
        Known::Range(range, not) => {
            !range.is_empty() && range.exact().is_none_or(|exact| !not.contains(&exact))
        }
    }
}

/// How two amounts that are both open compare; a thing and itself are the same.
fn relation(a: &Expr, b: &Expr, how: u64) -> (String, Said) {
    let (a, b) = (a.spelled(), b.spelled());
    match a.cmp(&b) {
        Ordering::Equal => (format!("{a}:{b}"), Said::Bits(how & SAME, SAME)),
        Ordering::Less => (format!("{a}:{b}"), Said::Bits(how, LESS | SAME | MORE)),
        Ordering::Greater => {
            let turned = how & SAME | (how & LESS) << 2 | (how & MORE) >> 2;
            (format!("{b}:{a}"), Said::Bits(turned, LESS | SAME | MORE))
        }
    }
}

/// A condition of which nothing is known but that it is the same wherever it stands.
fn unknown(expr: &Expr, wanted: bool) -> (String, Said) {
    let (question, turned) = expr.question();
    let bit = if wanted == turned { NO } else { YES };
    (question, Said::Bits(bit, YES | NO))
}

pub(in crate::check) fn within(op: CompareOp, than: Number) -> Range {
    match op {
        CompareOp::AtLeast => Range::at_least(than),
        CompareOp::MoreThan => Range::more_than(than),
        CompareOp::AtMost => Range::at_most(than),
        CompareOp::LessThan => Range {
            high: Some(Bound {
                at: than,
                open: true,
            }),
            ..Range::UNKNOWN
        },
    }
}

fn negated(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::AtLeast => CompareOp::LessThan,
        CompareOp::MoreThan => CompareOp::AtMost,
        CompareOp::AtMost => CompareOp::MoreThan,
        CompareOp::LessThan => CompareOp::AtLeast,
    }
}

/// The same comparison with its sides exchanged.
fn turned(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::AtLeast => CompareOp::AtMost,
        CompareOp::MoreThan => CompareOp::LessThan,
        CompareOp::AtMost => CompareOp::AtLeast,
        CompareOp::LessThan => CompareOp::MoreThan,
    }
}

fn exact(expr: &Expr) -> Option<Number> {
    match &expr.node {
        Node::Constant(Value::Range(range)) => range.exact(),
        _ => None,
    }
}

fn truth(expr: &Expr) -> Option<bool> {
    match &expr.node {
        Node::Constant(Value::Truth(Truth::Yes)) => Some(true),
        Node::Constant(Value::Truth(Truth::No)) => Some(false),
        _ => None,
    }
}

fn leaves(expr: &Expr) -> usize {
    match &expr.node {
        Node::All(of) | Node::Any(of) => of.iter().map(leaves).sum(),
        Node::Cited(of, _) | Node::Not(of) => leaves(of),
        _ => 1,
    }
}
