//! What can be said of a program without a record of facts: constants that a
//! case writes, and names that a question may ask for.

use crate::determination::AnswerValue;
use crate::facts::{Known, blank};
use crate::program::{Expr, Head, Program, Version};
use crate::value::Instant;

use super::frame::Frame;
use super::judged::{Item, Judged};
use super::{Eval, Question};

fn evaluated<T>(
    program: &Program,
    expr: &Expr,
    policy: usize,
    then: impl FnOnce(&Eval<'_>, Judged) -> T,
) -> T {
    let facts = blank(program);
    let question = Question::as_of(Instant::from_micros(0));
    let eval = Eval::new(program, &facts, &question, &[]);
    let frame = Frame::new(Vec::new(), &eval.as_of_when(), policy);
    let judged = eval.evaluate(expr, &frame);
    then(&eval, judged)
}

/// A value that a case writes, as a fact.
#[must_use]
pub fn constant(program: &Program, expr: &Expr) -> Known {
    evaluated(program, expr, 0, |_, judged| match judged.item {
        Item::Value(value) => Known::Value(value),
        Item::NotApplicable | Item::Ahead(_) => Known::NotApplicable,
        Item::Record(_) | Item::List(_) => Known::Absent,
    })
}

/// A value that a case expects of a provision of a policy, as an answer gives it: times in that
/// policy's zone.
#[must_use]
pub fn constant_answer(program: &Program, expr: &Expr, policy: usize) -> AnswerValue {
    evaluated(program, expr, policy, |eval, judged| {
        eval.answer_value(&judged.item, &expr.kind, policy)
    })
}

/// Whether a row may have this name, short or full.
#[must_use]
pub fn is_name(program: &Program, name: &str) -> bool {
    let named = |head: &Head| {
        let policy = program.policies.get(head.policy);
        let full = policy.map(|policy| format!("{}.{}", policy.name, head.name));
        head.name.as_str() == name || full.is_some_and(|full| full == name)
    };
    program.defines.iter().any(|item| named(&item.head))
        || program.duties.iter().any(|item| named(&item.head))
        || program.powers.iter().any(|item| named(&item.head))
        || program.sanctions.iter().any(|item| named(&item.head))
}

/// Whether a reading of this name, alone or with its policy's, has this alternative.
#[must_use]
pub fn is_reading(program: &Program, name: &str, alternative: &str) -> bool {
    program.readings.iter().any(|reading| {
        let policy = program.policies.get(reading.head.policy);
        let full = policy.map(|policy| format!("{}.{}", policy.name, reading.head.name));
        let choice = program.choices.get(reading.choice);
        let named = reading.head.name.as_str() == name || full.as_deref() == Some(name);
        named
            && choice.is_some_and(|choice| {
                let mut alternatives = choice.alternatives.iter();
                alternatives.any(|(known, _)| known.as_str() == alternative)
            })
    })
}

/// Whether some version is proposed under this name.
#[must_use]
pub fn is_proposed(program: &Program, name: &str) -> bool {
    fn any<T>(versions: &[Version<T>], name: &str) -> bool {
        versions
            .iter()
            .any(|version| version.proposed.as_deref() == Some(name))
    }
    program.defines.iter().any(|item| any(&item.versions, name))
        || program.duties.iter().any(|item| any(&item.versions, name))
        || program
            .exceptions
            .iter()
            .any(|item| any(&item.versions, name))
        || program.powers.iter().any(|item| any(&item.versions, name))
        || program
            .sanctions
            .iter()
            .any(|item| any(&item.versions, name))
        || program
            .judgements
            .iter()
            .any(|item| any(&item.versions, name))
}
