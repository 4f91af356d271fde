//! Conditions that read the same have the same answer, whatever it is: while they are open they hang on
//! one step, which `split` looks at as it looks at an unknown of the record.

use std::rc::Rc;

use crate::program::{Expr, Node};
use crate::value::{Kind, Truth, Value};

use super::Eval;
use super::frame::Frame;
use super::judged::Judged;
use super::linear;
use super::way::{Shape, Way};

/// At most so many conditions are remembered in one evaluation.
const MOST: usize = 10_000;

impl Eval<'_> {
    /// The same answer, hanging on the step of whatever reads the same, where it is open and no place
    /// of the record alone decides it.
    pub(super) fn alike(&self, expr: &Expr, judged: Judged, frame: &Frame) -> Judged {
        let open = judged.truth_or_none() == Some(Truth::Undetermined);
        if !open
            || expr.kind != Kind::YesNo
            || is_made_of_others(&expr.node)
            || !frame.given.is_empty()
            || self.is_of_a_place(&judged.way.shape)
        {
            return judged;
        }
        let (question, turned) = expr.question();
        let key = frame.key_of_question(&question);
        let mut known = self.alike.borrow_mut();
        if let Some((way, as_asked)) = known.get(&key) {
            let way = Rc::clone(way);
            return match *as_asked == turned {
                true => Judged { way, ..judged },
                false => judged.shaped(Shape::Not(way)),
            };
        }
        if known.len() < MOST {
            known.insert(key, (Rc::clone(&judged.way), turned));
        }
        judged
    }

    /// Whether the values that some place of the record can have are all the cases that there are.
    fn is_of_a_place(&self, shape: &Shape) -> bool {
        match shape {
            Shape::YesNo(place) | Shape::Choice { place, .. } => self.applies(place),
            Shape::Compare(left, _, right) => {
                linear::threshold(left, right).is_some_and(|(place, ..)| self.applies(&place))
            }
            Shape::Done(..) => true,
            _ => false,
        }
    }
}

/// Whether a condition is put together of others, and open only where one of those is.
fn is_made_of_others(node: &Node) -> bool {
    matches!(
        node,
        Node::All(_)
            | Node::Any(_)
            | Node::Not(_)
            | Node::AtLeastOf(..)
            | Node::Cited(..)
            | Node::If(..)
            | Node::Constant(_)
            | Node::Variable(_)
    )
}

/// Whether an answer is open.
pub(super) fn is_open(way: &Way) -> bool {
    way.now == Some(Value::Truth(Truth::Undetermined))
}
