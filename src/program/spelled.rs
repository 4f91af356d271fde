//! Expressions that read the same: two that are spelled alike have one value wherever they stand in an
//! item, whatever the record says.

use std::fmt::Write;

use super::expression::{Expr, Node, Year};
use crate::value::CompareOp;

impl Expr {
    /// What it reads, spelled so that two of one spelling have one value wherever they stand in an
    /// item. What is not taken apart here is only the same as itself.
    #[must_use]
    pub fn spelled(&self) -> String {
        let mut spelling = String::new();
        spell(self, &mut spelling);
        spelling
    }

    /// A condition as a question, and whether it is the answer turned round: of two figures all that is
    /// asked is whether the one is less than the other.
    #[must_use]
    pub fn question(&self) -> (String, bool) {
        let Node::Compare(op, left, right) = &self.node else {
            return (self.spelled(), false);
        };
        let (less, than, turned) = match op {
            CompareOp::LessThan => (left, right, false),
            CompareOp::AtLeast => (left, right, true),
            CompareOp::MoreThan => (right, left, false),
            CompareOp::AtMost => (right, left, true),
        };
        (
            format!("less({},{})", less.spelled(), than.spelled()),
            turned,
        )
    }
}

fn spell(expr: &Expr, spelling: &mut String) {
    let mut put = |word: std::fmt::Arguments<'_>| {
        // Writing to a string cannot fail.
        let _ = spelling.write_fmt(word);
    };
    match &expr.node {
        Node::Cited(..) => {}
        Node::Fact(fact) => put(format_args!("fact{fact}")),
        Node::Variable(slot) => put(format_args!("variable{slot}")),
        Node::Field(_, field) => put(format_args!("field{field}")),
        Node::Over(_, period) => {
            put(format_args!("over{}-{}", period.first, period.last));
            match &period.year {
                Year::Number(year) => put(format_args!("/{year}")),
                Year::Of(_, years) => put(format_args!("+{years}")),
            }
        }
        Node::Index(_, at) => put(format_args!("index{at}")),
        Node::Moment => put(format_args!("moment")),
        Node::AsOf => put(format_args!("as-of")),
        Node::Define(define, _) => put(format_args!("define{define}")),
        Node::Judgement(judgement, _) => put(format_args!("judgement{judgement}")),
        Node::Reading(reading) => put(format_args!("reading{reading}")),
        Node::UnderLaw(..) => put(format_args!("law")),
        Node::IsKnown(_) => put(format_args!("known")),
        Node::IsApplicable(_) => put(format_args!("applicable")),
        Node::InState(target, _, state) => put(format_args!("{target:?} {state}")),
        Node::Happened(act) => put(format_args!("happened{act}")),
        Node::Events(act) => put(format_args!("events{act}")),
        Node::Constant(value) => put(format_args!("{value:?}")),
        Node::All(_) => put(format_args!("all")),
        Node::Any(_) => put(format_args!("any")),
        Node::Not(_) => put(format_args!("not")),
        Node::OneOf(_, choices) => put(format_args!("one{choices}")),
        Node::IsWorkingDay(_, calendar) => put(format_args!("worked{calendar:?}")),
        Node::Shift {
            period,
            before,
            counting_that_day,
            periods,
            calendar,
            rolls,
            ..
        } => {
            let how = (before, counting_that_day, rolls);
            put(format_args!(
                "shift{period:?}{how:?}{periods:?}{calendar:?}"
            ));
        }
        Node::Sum(terms) => {
            let signs: Vec<_> = terms.iter().map(|(sign, _)| sign).collect();
            put(format_args!("sum{signs:?}"));
        }
        Node::Product(factors) => {
            let signs: Vec<_> = factors.iter().map(|(factor, _)| factor).collect();
            put(format_args!("product{signs:?}"));
        }
        Node::Compare(..) => {
            let (question, turned) = expr.question();
            let not = if turned { "not" } else { "" };
            return put(format_args!("{not}({question},)"));
        }
        // Which side stands first does not matter.
        Node::Same(one, other) => {
            let mut sides = [one.spelled(), other.spelled()];
            sides.sort_unstable();
            let [one, other] = sides;
            return put(format_args!("same({one},{other},)"));
        }
        _ => return put(format_args!("{:?}", expr.span)),
    }
    put(format_args!("("));
    for child in expr.children() {
        spell(child, spelling);
        spelling.push(',');
    }
    spelling.push(')');
}
