//! What a written value is when nothing is known: the figures that cases give
//! and expect.

use crate::facts::{self, Known};
use crate::program::{Expr, Program};
use crate::value::{Instant, Value};

use super::frame::Frame;
use super::judged::Item;
use super::{Eval, Question};

/// The value that an expression of constants has; not given for any other.
#[must_use]
pub fn constant(program: &Program, expr: &Expr) -> Known {
    item(program, expr).map_or(Known::Absent, Known::Value)
}

/// The same as the answer prints it.
#[must_use]
pub fn constant_json(program: &Program, expr: &Expr) -> serde_json::Value {
    let Some(value) = item(program, expr) else {
        return serde_json::Value::Null;
    };
    let facts = facts::blank(program);
    let question = Question::as_of(Instant::from_micros(0));
    let eval = Eval::new(program, &facts, &question, &[]);
    eval.json(&Item::Value(value), &expr.kind, 0)
}

fn item(program: &Program, expr: &Expr) -> Option<Value> {
    let facts = facts::blank(program);
    let question = Question::as_of(Instant::from_micros(0));
    let eval = Eval::new(program, &facts, &question, &[]);
    let frame = Frame::new(Vec::new(), &eval.as_of_when(), 0);
    match eval.evaluate(expr, &frame).item {
        Item::Value(value) => Some(value),
        _ => None,
    }
}

/// Whether a provision has this name, alone or with its policy's.
#[must_use]
pub fn is_name(program: &Program, name: &str) -> bool {
    let heads = (program.defines.iter().map(|item| &item.head))
        .chain(program.duties.iter().map(|item| &item.head))
        .chain(program.powers.iter().map(|item| &item.head))
        .chain(program.sanctions.iter().map(|item| &item.head));
    heads.into_iter().any(|head| {
        let policy = program.policies.get(head.policy);
        let full = policy.map(|policy| format!("{}.{}", policy.name, head.name));
        head.name.as_str() == name || full.as_deref() == Some(name)
    })
}
