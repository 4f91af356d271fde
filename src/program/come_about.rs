//! Whether an instant is one that has come about: it is read from the record as it is, so that
//! what lies after the moment asked for has not happened.

use super::Program;
use super::expression::{Asks, Expr, Node};
use crate::value::Kind;

impl Program {
    /// Whether a time that an expression gives is one of something that happened: not planned, not
    /// due, not counted from another time, not written in the provision.
    #[must_use]
    pub fn has_come_about(&self, time: &Expr) -> bool {
        let all = |of: &[Expr]| of.iter().all(|one| self.has_come_about(one));
        match &time.node {
            Node::Fact(_) | Node::Variable(_) => true,
            Node::Field(of, number) => {
                let Kind::Record(record) = of.kind else {
                    return false;
                };
                let record = self.records.get(record);
                let field = record.and_then(|record| record.fields.get(*number));
                field.is_some_and(|field| !field.planned && field.computed.is_none())
            }
            Node::Cited(of, _) => self.has_come_about(of),
            Node::If(_, one, other) => self.has_come_about(one) && self.has_come_about(other),
            Node::Extreme { of, .. } | Node::FirstKnown(of) => all(of),
            Node::Aggregate(of) => {
                let each = of.each.as_ref();
                each.is_some_and(|each| self.has_come_about(each))
            }
            Node::OfDuty(of) => of.asks != Asks::Due,
            _ => false,
        }
    }
}
