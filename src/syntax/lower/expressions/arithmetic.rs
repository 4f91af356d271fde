//! Sums, products, amounts, and times that are so much later or earlier.

use crate::name::Name;
use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Expr, Ident, Node};
use crate::syntax::{findings, literal};
use crate::value::currency::is_currency;
use crate::value::written::may_be_thousands;
use crate::value::{Factor, Number, Sign};

use super::super::{Lower, Pair};
use super::boxed;

impl Lower<'_, '_> {
    pub(super) fn sum(&mut self, pair: Pair<'_>, span: Span) -> Expr {
        let mut parts = Vec::new();
        let mut sign = Sign::Plus;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::plus => sign = Sign::Plus,
                Rule::minus => sign = Sign::Minus,
                _ => parts.push((sign, self.expr(part))),
            }
        }
        match parts.len() {
            1 => parts
                .pop()
                .map_or_else(|| self.unreadable(span), |(_, expr)| expr),
            _ => Expr {
                span,
                node: Node::Sum(parts),
            },
        }
    }

    pub(super) fn product(&mut self, pair: Pair<'_>, span: Span) -> Expr {
        let mut parts = Vec::new();
        let mut sign = Factor::Times;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::times => sign = Factor::Times,
                Rule::divided => sign = Factor::Divided,
                _ => {
                    // `x / 1/100` can be read in two ways; `x / (1/100)` and `x / 1%` cannot.
                    let bare = !part.as_str().starts_with('(') && part.as_str().contains('/');
                    let expr = self.expr(part);
                    if sign == Factor::Divided && bare && matches!(expr.node, Node::Share(_)) {
                        self.out.push(findings::division_by_share(expr.span));
                    }
                    parts.push((sign, expr));
                }
            }
        }
        match parts.len() {
            1 => parts
                .pop()
                .map_or_else(|| self.unreadable(span), |(_, expr)| expr),
            _ => Expr {
                span,
                node: Node::Product(parts),
            },
        }
    }

    pub(super) fn shift(&mut self, pair: Pair<'_>, span: Span) -> Expr {
        let before = pair
            .clone()
            .into_inner()
            .any(|part| part.as_rule() == Rule::kw_before);
        let counting_that_day = pair
            .clone()
            .into_inner()
            .any(|part| part.as_rule() == Rule::kw_counting);
        let korean = |part: &Pair<'_>| {
            matches!(part.as_rule(), Rule::kw_after | Rule::kw_before) && !part.as_str().is_ascii()
        };
        let korean = pair.clone().into_inner().any(|part| korean(&part));
        let mut parts = self.exprs(pair);
        // `종료 이후 30 일`: in Korean the time may stand first.
        let length =
            |part: Option<&Expr>| part.is_some_and(|one| matches!(one.node, Node::Amount(..)));
        if korean && !length(parts.first()) && length(parts.get(1)) {
            parts.reverse();
        }
        let mut parts = parts.into_iter();
        match (parts.next(), parts.next()) {
            (Some(period), Some(from)) => Expr {
                span,
                node: Node::Shift {
                    period: boxed(period),
                    before,
                    counting_that_day,
                    from: boxed(from),
                },
            },
            (Some(only), None) => only,
            _ => self.unreadable(span),
        }
    }

    pub(super) fn amount(&mut self, pair: Pair<'_>, span: Span) -> Node {
        let mut number = None;
        let mut written = "";
        let mut unit: Option<Ident> = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::number => {
                    written = part.as_str();
                    number = Some(literal::number(written, span));
                }
                _ => {
                    let words: Vec<&str> = part.as_str().split_whitespace().collect();
                    unit = Some(Ident {
                        name: Name::new(&words.join(" ")),
                        span: self.span(&part),
                    });
                }
            }
        }
        let money = unit
            .as_ref()
            .is_some_and(|unit| is_currency(unit.name.as_str()));
        if money && may_be_thousands(written) {
            self.out.push(findings::point_in_money(written, span));
        }
        let number = number.unwrap_or(Ok(Number::ZERO));
        self.literal(number, |number| match unit {
            Some(unit) => Node::Amount(number, unit),
            None => Node::Number(number),
        })
    }
}
