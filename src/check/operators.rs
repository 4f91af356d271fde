//! Arithmetic: which kinds meet in a sum or a product, and what comes of it.

use super::expressions::Typing;
use super::findings::{self, Meeting};
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree;
use crate::value::{Factor, Kind, Sign};

impl Typing<'_, '_> {
    /// `a + b - c`
    pub(super) fn sum(&mut self, parts: &[(Sign, tree::Expr)], span: Span) -> Option<Expr> {
        let typed: Vec<Option<Expr>> = parts.iter().map(|(_, e)| self.expr(e, None)).collect();
        let typed: Vec<Expr> = typed.into_iter().collect::<Option<_>>()?;
        let signs = parts.iter().map(|(sign, _)| *sign);
        let mut parts = signs.zip(typed);
        let (sign, first) = parts.next()?;
        let mut kind = self.ordered(&first)?;
        // What was added up so far, as a finding shows it.
        let mut sofar = Expr {
            node: Node::Moment,
            kind: kind.clone(),
            span: first.span,
        };
        let mut summed = vec![(sign, first)];
        for (sign, part) in parts {
            self.ordered(&part)?;
            let Some(next) = added(&kind, sign, &part.kind) else {
                let shown = summed.first().filter(|_| summed.len() == 1);
                let left = shown.map_or(&sofar, |(_, first)| first);
                let finding = findings::unlike(&self.c.program, left, &part, Meeting::Sum);
                self.c.find(finding);
                return None;
            };
            kind = next;
            sofar.kind = kind.clone();
            sofar.span = sofar.span.to(part.span);
            summed.push((sign, part));
        }
        let node = Node::Sum(summed);
        Some(Expr { node, kind, span })
    }

    /// The kind of an ordered value; another is told.
    pub(super) fn ordered(&mut self, expr: &Expr) -> Option<Kind> {
        if expr.kind.is_ordered() {
            return Some(expr.kind.clone());
        }
        let finding = findings::not_reckoned(&self.c.program, expr);
        self.c.find(finding);
        None
    }

    /// `a * b / c`
    pub(super) fn product(&mut self, parts: &[(Factor, tree::Expr)], span: Span) -> Option<Expr> {
        let typed: Vec<Option<Expr>> = parts.iter().map(|(_, e)| self.expr(e, None)).collect();
        let typed: Vec<Expr> = typed.into_iter().collect::<Option<_>>()?;
        let mut parts = parts.iter().map(|(factor, _)| *factor).zip(typed);
        let (factor, first) = parts.next()?;
        let mut dimension = Dimension::of(&self.ordered(&first)?);
        let mut multiplied = vec![(factor, first)];
        for (factor, part) in parts {
            let kind = self.ordered(&part)?;
            let next = dimension.and_then(|d| match factor {
                Factor::Times => d.times(&kind),
                Factor::Divided => d.divided(&kind),
            });
            if next.is_none() {
                let left = multiplied.last().map(|(_, left)| left)?;
                let finding = findings::unlike(&self.c.program, left, &part, Meeting::Product);
                self.c.find(finding);
                return None;
            }
            dimension = next;
            multiplied.push((factor, part));
        }
        let Some(dimension) = dimension else {
            let left = multiplied.first().map(|(_, left)| left)?;
            let finding = findings::not_reckoned(&self.c.program, left);
            self.c.find(finding);
            return None;
        };
        let kind = self.settled(&dimension, span)?;
        let node = Node::Product(multiplied);
        Some(Expr { node, kind, span })
    }

    /// The kind that a dimension has a name for.
    fn settled(&mut self, dimension: &Dimension, span: Span) -> Option<Kind> {
        let Dimension::Units { units, time } = dimension else {
            let Dimension::Plain(kind) = dimension else {
                return None;
            };
            return Some(kind.clone());
        };
        match (units.as_slice(), time) {
            ([one], 0) => return Some(Kind::Quantity(*one)),
            ([], 1) => return Some(Kind::Duration),
            _ => {}
        }
        let mut declared = self.c.program.units.iter().enumerate().filter(|(_, unit)| {
            unit.factors == *units && usize::from(unit.seconds.is_some()) == *time
        });
        let Some((unit, _)) = declared.next() else {
            let finding = findings::no_product_unit(&self.c.program, units, *time, span);
            self.c.find(finding);
            return None;
        };
        Some(Kind::Quantity(unit))
    }

    /// `5% of base`
    pub(super) fn share_of(
        &mut self,
        share: &tree::Expr,
        of: &tree::Expr,
        span: Span,
    ) -> Option<Expr> {
        let (share, of) = (self.expr(share, None), self.expr(of, None));
        let (share, of) = (share?, of?);
        let share = self.must_be(share, &Kind::Share)?;
        let kind = self.ordered(&of)?;
        if matches!(kind, Kind::Time | Kind::Date) {
            let finding = findings::not_reckoned(&self.c.program, &of);
            self.c.find(finding);
            return None;
        }
        let node = Node::Product(vec![(Factor::Times, share), (Factor::Times, of)]);
        Some(Expr { node, kind, span })
    }
}

/// What comes of adding or taking away.
fn added(left: &Kind, sign: Sign, right: &Kind) -> Option<Kind> {
    match (left, sign, right) {
        (Kind::Time, Sign::Minus, Kind::Time) => Some(Kind::Duration),
        (Kind::Time, Sign::Plus, Kind::Time) | (Kind::Date, _, Kind::Date) => None,
        (Kind::Time, _, Kind::Duration) | (Kind::Duration, Sign::Plus, Kind::Time) => {
            Some(Kind::Time)
        }
        _ => (left == right).then(|| left.clone()),
    }
}

/// What a product is of, while it is being multiplied.
#[derive(Clone)]
enum Dimension {
    Plain(Kind),
    /// Units in ascending order, and how many lengths of time.
    Units {
        units: Vec<usize>,
        time: usize,
    },
}

impl Dimension {
    /// None for what cannot be multiplied.
    fn of(kind: &Kind) -> Option<Dimension> {
        Some(match kind {
            Kind::Quantity(unit) => Dimension::Units {
                units: vec![*unit],
                time: 0,
            },
            Kind::Duration => Dimension::Units {
                units: Vec::new(),
                time: 1,
            },
            Kind::Time | Kind::Date => return None,
            other => Dimension::Plain(other.clone()),
        })
    }

    fn times(self, kind: &Kind) -> Option<Dimension> {
        use Dimension::{Plain, Units};
        match (self, Dimension::of(kind)?) {
            (
                Units { mut units, time },
                Units {
                    units: more,
                    time: longer,
                },
            ) => {
                units.extend(more);
                units.sort_unstable();
                Some(Units {
                    units,
                    time: time + longer,
                })
            }
            // A share of a number is a number; a multiple of a share is a share.
            (Plain(Kind::Share | Kind::Number), other)
            | (other, Plain(Kind::Number | Kind::Share)) => Some(other),
            (Plain(_), _) => None,
            (Units { .. }, Plain(_)) => None,
        }
    }

    fn divided(self, kind: &Kind) -> Option<Dimension> {
        use Dimension::{Plain, Units};
        match (self, Dimension::of(kind)?) {
            (of, Plain(Kind::Number)) => Some(of),
            (Plain(a), Plain(b)) => (a == b).then_some(Plain(Kind::Number)),
            (
                Units { units, time },
                Units {
                    units: less,
                    time: shorter,
                },
            ) => (units == less && time == shorter).then_some(Plain(Kind::Number)),
            _ => None,
        }
    }
}
