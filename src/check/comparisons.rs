//! Comparisons: both sides of one kind, choices by their bare names.

use super::expressions::{Typing, negate};
use super::findings::{self, Meeting};
use super::paths::bare;
use super::states::states;
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree;
use crate::value::{CompareOp, Kind, Truth, Value};

impl Typing<'_, '_> {
    /// `a >= b`
    pub(super) fn compare(
        &mut self,
        op: CompareOp,
        left: &tree::Expr,
        right: &tree::Expr,
        span: Span,
    ) -> Option<Expr> {
        let (left, right) = (self.expr(left, None), self.expr(right, None));
        let (left, right) = (left?, right?);
        if left.kind != right.kind {
            let finding = findings::unlike(&self.c.program, &left, &right, Meeting::Compare);
            self.c.find(finding);
            return None;
        }
        if !left.kind.is_ordered() {
            let finding = findings::not_ordered(&self.c.program, &left);
            self.c.find(finding);
            return None;
        }
        let node = Node::Compare(op, Box::new(left), Box::new(right));
        Some(answer(node, span))
    }

    /// `a is b`
    pub(super) fn is(&mut self, left: &tree::Expr, right: &tree::Expr, span: Span) -> Option<Expr> {
        // A state with a slip of the pen: `command is availble`.
        if let Some((declared, _)) = self.stateful(left)
            && let Some((_, known)) = states(declared.entity)
            && let Some(word) = bare(right).filter(|word| !self.means_something(word))
        {
            let written = word.name.as_str();
            let finding = findings::unknown_state(written, word.span, declared.entity, known);
            self.c.find(finding);
            return None;
        }
        let (left, right) = self.sides(left, right)?;
        if left.kind != right.kind {
            let finding = findings::unlike(&self.c.program, &left, &right, Meeting::Same);
            self.c.find(finding);
            return None;
        }
        if matches!(left.kind, Kind::Record(_) | Kind::List(_) | Kind::Events(_)) {
            let finding = findings::not_comparable(&self.c.program, &left);
            self.c.find(finding);
            return None;
        }
        if let Node::Constant(Value::Truth(truth)) = right.node {
            return Some(Expr {
                span,
                ..negate(left, truth == Truth::No)
            });
        }
        let node = Node::Same(Box::new(left), Box::new(right));
        Some(answer(node, span))
    }

    /// Two sides, of which each may be a choice of the other's list.
    fn sides(&mut self, left: &tree::Expr, right: &tree::Expr) -> Option<(Expr, Expr)> {
        let only_right = bare(left).is_some_and(|ident| !self.means_something(ident));
        if only_right && bare(right).is_none_or(|ident| self.means_something(ident)) {
            let right = self.expr(right, None)?;
            let left = self.expr(left, Some(&right.kind.clone()))?;
            return Some((left, right));
        }
        let Some(left) = self.expr(left, None) else {
            // A bare name may have been a choice of what is not known.
            if bare(right).is_none() {
                self.expr(right, None);
            }
            return None;
        };
        let right = self.expr(right, Some(&left.kind.clone()))?;
        Some((left, right))
    }

    /// `a is one of (b, c)`
    pub(super) fn is_one_of(
        &mut self,
        left: &tree::Expr,
        choices: &[tree::Expr],
        span: Span,
    ) -> Option<Expr> {
        let left = self.expr(left, None)?;
        let kind = left.kind.clone();
        let typed: Vec<Option<Expr>> = choices
            .iter()
            .map(|choice| self.expr(choice, Some(&kind)))
            .collect();
        let typed: Vec<Expr> = typed.into_iter().collect::<Option<_>>()?;
        for choice in &typed {
            if choice.kind != kind {
                let finding = findings::unlike(&self.c.program, &left, choice, Meeting::Same);
                self.c.find(finding);
                return None;
            }
        }
        let mut bits = 0;
        let mut only_choices = true;
        for choice in &typed {
            match choice.node {
                Node::Constant(Value::Choice(bit)) => bits |= bit,
                _ => only_choices = false,
            }
        }
        if only_choices {
            return Some(answer(Node::OneOf(Box::new(left), bits), span));
        }
        if matches!(kind, Kind::Record(_) | Kind::List(_) | Kind::Events(_)) {
            let finding = findings::not_comparable(&self.c.program, &left);
            self.c.find(finding);
            return None;
        }
        let same = typed.into_iter().map(|choice| {
            let span = choice.span;
            answer(Node::Same(Box::new(left.clone()), Box::new(choice)), span)
        });
        Some(answer(Node::Any(same.collect()), span))
    }
}

pub(super) fn answer(node: Node, span: Span) -> Expr {
    Expr {
        node,
        kind: Kind::YesNo,
        span,
    }
}
