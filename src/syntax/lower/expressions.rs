//! Pairs of expressions to their tree. Chains become flat lists; nothing is
//! deeper here than the brackets, `if` and `not` that were counted before.

mod arithmetic;

use super::words::{compare_op, state};
use super::{Lower, Pair};
use crate::name::Name;
use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Expr, Ident, Node, Path, PathStep};
use crate::syntax::{findings, literal};
use crate::value::Number;

pub(super) fn boxed(expr: Expr) -> Box<Expr> {
    Box::new(expr)
}

impl Lower<'_, '_> {
    /// Whether a number is the offset of the time before it: `T00:00+0900`.
    fn is_offset(&self, number: &Pair<'_>) -> bool {
        let four = number.as_str().len() == 4;
        let before = self.text.get(..number.as_span().start()).unwrap_or("");
        let time = before.strip_suffix(['+', '-']).unwrap_or("");
        let time = time.rsplit(char::is_whitespace).next().unwrap_or("");
        let clock = time.split_once('T').map_or("", |(_, clock)| clock);
        four && clock.contains(':') && clock.bytes().all(|byte| b"0123456789:.".contains(&byte))
    }

    fn unreadable(&self, span: Span) -> Expr {
        Expr {
            span,
            node: Node::Unreadable,
        }
    }

    /// The first expression among the parts of a pair.
    pub(super) fn inner(&mut self, pair: Pair<'_>) -> Expr {
        let span = self.span(&pair);
        match pair.into_inner().find(|part| is_expression(part.as_rule())) {
            Some(part) => self.expr(part),
            None => self.unreadable(span),
        }
    }

    /// All expressions among the parts of a pair.
    pub(super) fn exprs(&mut self, pair: Pair<'_>) -> Vec<Expr> {
        pair.into_inner()
            .filter(|part| is_expression(part.as_rule()))
            .map(|part| self.expr(part))
            .collect()
    }

    /// Any rule that is an expression.
    pub(super) fn expr(&mut self, pair: Pair<'_>) -> Expr {
        let span = self.span(&pair);
        let node = match pair.as_rule() {
            Rule::expr => return self.connected(pair, span),
            Rule::unary => return self.unary(pair, span),
            Rule::comparison => return self.comparison(pair, span),
            Rule::sum => return self.sum(pair, span),
            Rule::product => return self.product(pair, span),
            Rule::shift => return self.shift(pair, span),
            Rule::postfix => return self.postfix(pair, span),
            Rule::atom | Rule::plain => return self.inner(pair),
            Rule::bracketed => {
                let cites = pair
                    .clone()
                    .into_inner()
                    .find(|p| p.as_rule() == Rule::leg_cites);
                let expr = self.inner(pair);
                let Some(cites) = cites else {
                    return expr;
                };
                let cites = self.cites(cites.into_inner());
                Node::Cited(boxed(expr), cites)
            }
            Rule::amount | Rule::bound_amount => self.amount(pair, span),
            Rule::wrong_amount => {
                let mut parts = pair.into_inner();
                if let Some(number) = parts.next() {
                    let span = self.span(&number);
                    let close = |unit: &Pair<'_>| {
                        let letters = unit.as_str().chars().all(char::is_alphabetic);
                        unit.as_span().start() == number.as_span().end() && letters
                    };
                    let digits = number.as_str().bytes().all(|byte| byte.is_ascii_digit());
                    let unit = parts.next().filter(|unit| digits && close(unit));
                    self.out.push(match unit {
                        Some(unit) => {
                            findings::unit_without_space(number.as_str(), unit.as_str(), span)
                        }
                        None if self.is_offset(&number) => {
                            findings::offset_without_colon(number.as_str(), span)
                        }
                        None => findings::misspelt_number(number.as_str(), span),
                    });
                }
                Node::Unreadable
            }
            Rule::share => self.literal(literal::share(pair.as_str(), span), Node::Share),
            Rule::date => self.literal(literal::date(pair.as_str(), span), Node::Date),
            Rule::time => self.literal(literal::time(pair.as_str(), span), Node::Time),
            Rule::string => Node::Text(Lower::string(&pair)),
            Rule::yes_no => Node::YesNo(
                pair.into_inner()
                    .next()
                    .is_some_and(|w| w.as_rule() == Rule::kw_yes),
            ),
            Rule::share_of => {
                let mut parts = self.exprs(pair).into_iter();
                match (parts.next(), parts.next()) {
                    (Some(share), Some(of)) => Node::ShareOf(boxed(share), boxed(of)),
                    _ => Node::Unreadable,
                }
            }
            Rule::conditional => {
                let mut parts = self.exprs(pair).into_iter();
                match (parts.next(), parts.next(), parts.next()) {
                    (Some(c), Some(a), Some(b)) => Node::If(boxed(c), boxed(a), boxed(b)),
                    _ => Node::Unreadable,
                }
            }
            Rule::named => self.named(pair),
            Rule::at_least_of => {
                let count = pair
                    .clone()
                    .into_inner()
                    .find(|p| p.as_rule() == Rule::number);
                let count = count.map_or(Ok(Number::ZERO), |number| {
                    let span = self.span(&number);
                    literal::number(number.as_str(), span)
                });
                let of = self.exprs(pair);
                self.literal(count, |count| Node::AtLeastOf(count, of))
            }
            Rule::aggregate => self.aggregate(pair),
            Rule::of_duty => self.of_duty(pair),
            Rule::edge_of => self.edge_of(pair),
            Rule::day_of => self.day_of(pair),
            Rule::window => self.window(pair),
            _ => Node::Unreadable,
        };
        Expr { span, node }
    }

    fn literal<T>(
        &mut self,
        value: Result<T, literal::Fault>,
        node: impl FnOnce(T) -> Node,
    ) -> Node {
        match value {
            Ok(value) => node(value),
            Err(finding) => {
                self.out.push(*finding);
                Node::Unreadable
            }
        }
    }

    fn connected(&mut self, pair: Pair<'_>, span: Span) -> Expr {
        let mut parts = Vec::new();
        let mut first: Option<(Rule, Span)> = None;
        let mut mixed = false;
        for part in pair.into_inner() {
            match part.as_rule() {
                rule @ (Rule::kw_and | Rule::kw_or) => {
                    let here = self.span(&part);
                    match first {
                        None => first = Some((rule, here)),
                        Some((before, there)) if before != rule && !mixed => {
                            mixed = true;
                            self.out
                                .push(findings::mixed_and_or(here, there, rule == Rule::kw_or));
                        }
                        _ => {}
                    }
                }
                _ => parts.push(self.expr(part)),
            }
        }
        let node = match first {
            None => return parts.pop().unwrap_or_else(|| self.unreadable(span)),
            _ if mixed => Node::Unreadable,
            Some((Rule::kw_and, _)) => Node::All(parts),
            Some(_) => Node::Any(parts),
        };
        Expr { span, node }
    }

    fn unary(&mut self, pair: Pair<'_>, span: Span) -> Expr {
        let mut starts = Vec::new();
        let mut expr = self.unreadable(span);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_not => starts.push(self.span(&part)),
                _ => expr = self.expr(part),
            }
        }
        for start in starts.into_iter().rev() {
            expr = Expr {
                span: start.to(expr.span),
                node: Node::Not(boxed(expr)),
            };
        }
        expr
    }

    fn comparison(&mut self, pair: Pair<'_>, span: Span) -> Expr {
        let mut parts = pair.into_inner();
        let Some(left) = parts.next().map(|left| self.expr(left)) else {
            return self.unreadable(span);
        };
        let Some(tail) = parts.next() else {
            return left;
        };
        let negated = tail
            .clone()
            .into_inner()
            .any(|part| matches!(part.as_rule(), Rule::kw_not | Rule::kw_undone_ko));
        let node = match tail.as_rule() {
            Rule::compare_tail => {
                let sign = tail.clone().into_inner().next().map(|sign| sign.as_rule());
                let right = self.inner(tail);
                Node::Compare(compare_op(sign), boxed(left), boxed(right))
            }
            Rule::equals_tail => {
                let sign = tail.clone().into_inner().next();
                let negated = sign
                    .as_ref()
                    .is_some_and(|s| ["!=", "≠"].contains(&s.as_str()));
                if let Some(sign) = sign {
                    let span = self.span(&sign);
                    self.out
                        .push(findings::equals_sign(sign.as_str(), negated, span));
                }
                let right = self.inner(tail);
                Node::Is {
                    negated,
                    left: boxed(left),
                    right: boxed(right),
                }
            }
            Rule::happened_tail | Rule::happened_korean => match left.node {
                Node::Path(Path { steps, span }) if all_names(&steps) => Node::Happened {
                    negated,
                    act: joined(&steps, span),
                },
                _ => {
                    self.out.push(findings::happened_needs_act(left.span));
                    Node::Unreadable
                }
            },
            _ => self.is_tail(tail, left, negated),
        };
        Expr { span, node }
    }

    fn is_tail(&mut self, tail: Pair<'_>, left: Expr, negated: bool) -> Node {
        let left = boxed(left);
        for part in tail.into_inner() {
            match part.as_rule() {
                Rule::one_of => {
                    let choices = self.exprs(part);
                    return Node::IsOneOf {
                        negated,
                        left,
                        choices,
                    };
                }
                Rule::state => {
                    let state_span = self.span(&part);
                    let (state, flips) = state(part.as_str());
                    return Node::IsState {
                        negated: negated != flips,
                        left,
                        state,
                        state_span,
                    };
                }
                rule if is_expression(rule) => {
                    let denies = matches!(part.as_str().trim(), "아니다" | "아님" | "아닙니다");
                    if denies && let Node::Path(path) = &left.node {
                        let name = self.between(path.span.start, path.span.end);
                        let span = Span {
                            start: path.span.start,
                            ..self.span(&part)
                        };
                        let found = findings::denied_behind(name, span);
                        self.out.push(found);
                        return Node::Unreadable;
                    }
                    let right = boxed(self.expr(part));
                    return Node::Is {
                        negated,
                        left,
                        right,
                    };
                }
                _ => {}
            }
        }
        Node::Unreadable
    }

    fn postfix(&mut self, pair: Pair<'_>, span: Span) -> Expr {
        let mut expr = self.unreadable(span);
        for part in pair.into_inner() {
            let node = match part.as_rule() {
                Rule::over_tail => {
                    let period = part.into_inner().find(|p| p.as_rule() == Rule::ref_period);
                    match period.and_then(|period| self.ref_period(period)) {
                        Some(period) => Node::Over(boxed(expr), Box::new(period)),
                        None => Node::Unreadable,
                    }
                }
                Rule::under_tail => {
                    let at = self.inner(part);
                    Node::UnderLaw(boxed(expr), boxed(at))
                }
                Rule::under_korean => {
                    let within = self.span(&part);
                    let of = self.postfix(part, within);
                    Node::UnderLaw(boxed(of), boxed(expr))
                }
                Rule::kw_under_ko => continue,
                _ => {
                    expr = self.expr(part);
                    continue;
                }
            };
            expr = Expr { span, node };
        }
        expr
    }

    fn named(&mut self, pair: Pair<'_>) -> Node {
        let mut path = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::path => path = Some(self.path(part)),
                Rule::call => {
                    let args = self.exprs(part);
                    let Some(path) = path.take() else { break };
                    return Node::Call(joined(&path.steps, path.span), args);
                }
                _ => {}
            }
        }
        path.map_or(Node::Unreadable, Node::Path)
    }

    pub(super) fn path(&mut self, pair: Pair<'_>) -> Path {
        let span = self.span(&pair);
        let mut steps = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::index => {
                    let digits = part.into_inner().find(|p| p.as_rule() == Rule::whole);
                    let index = digits.and_then(|digits| digits.as_str().parse().ok());
                    // Beyond any list that is read, and so reported as absent.
                    steps.push(PathStep::Index(index.unwrap_or(u32::MAX)));
                }
                _ => steps.push(PathStep::Name(self.ident(&part))),
            }
        }
        Path { steps, span }
    }

    fn of_duty(&mut self, pair: Pair<'_>) -> Node {
        let mut word = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::of_word => word = Some(self.ident(&part)),
                Rule::named => {
                    let target = boxed(self.expr(part));
                    return word.map_or(Node::Unreadable, |word| Node::Of(word, target));
                }
                _ => {}
            }
        }
        Node::Unreadable
    }
}

fn all_names(steps: &[PathStep]) -> bool {
    steps.iter().all(|step| matches!(step, PathStep::Name(_)))
}

/// A dotted name out of the steps of a path.
fn joined(steps: &[PathStep], span: Span) -> Ident {
    let names: Vec<&str> = steps
        .iter()
        .filter_map(|step| match step {
            PathStep::Name(ident) => Some(ident.name.as_str()),
            PathStep::Index(_) => None,
        })
        .collect();
    Ident {
        name: Name::new(&names.join(".")),
        span,
    }
}

pub(super) fn is_expression(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::expr
            | Rule::unary
            | Rule::comparison
            | Rule::sum
            | Rule::product
            | Rule::shift
            | Rule::postfix
            | Rule::atom
            | Rule::plain
            | Rule::bracketed
            | Rule::conditional
            | Rule::at_least_of
            | Rule::window
            | Rule::edge_of
            | Rule::day_of
            | Rule::aggregate
            | Rule::of_duty
            | Rule::yes_no
            | Rule::share_of
            | Rule::share
            | Rule::time
            | Rule::date
            | Rule::amount
            | Rule::wrong_amount
            | Rule::string
            | Rule::named
    )
}
