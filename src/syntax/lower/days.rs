//! Days that are found by the calendar, and reference periods.

use super::expressions::boxed;
use super::{Lower, Pair};
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Expr, Node, RefPeriod, YearRef};
use crate::syntax::{findings, literal};

impl Lower<'_, '_> {
    pub(super) fn edge_of(&mut self, pair: Pair<'_>) -> Node {
        let end = pair
            .clone()
            .into_inner()
            .any(|part| part.as_rule() == Rule::kw_end);
        let unit = pair
            .clone()
            .into_inner()
            .find(|part| part.as_rule() == Rule::calendar_unit);
        let unit = unit.map(|unit| self.ident(&unit));
        let of = boxed(self.inner(pair));
        unit.map_or(Node::Unreadable, |unit| Node::EdgeOf { end, unit, of })
    }

    pub(super) fn day_of(&mut self, pair: Pair<'_>) -> Node {
        let (mut day, mut month) = (0, 0);
        for part in pair.clone().into_inner() {
            match part.as_rule() {
                Rule::whole => day = part.as_str().parse().unwrap_or(0),
                Rule::month => month = literal::month(part.as_str()),
                _ => {}
            }
        }
        let span = self.span(&pair);
        let of = boxed(self.inner(pair));
        // A leap year has every day of the calendar.
        if crate::value::Date::new(2024, month.into(), day.into()).is_none() {
            self.out.push(findings::no_such_day(
                span,
                u32::from(day),
                u32::from(month),
            ));
            return Node::Unreadable;
        }
        Node::DayOf { day, month, of }
    }

    pub(super) fn ref_period(&mut self, pair: Pair<'_>) -> Option<RefPeriod> {
        let span = self.span(&pair);
        let mut months = None;
        let mut year = None;
        let mut parts: Vec<Pair<'_>> = pair.into_inner().collect();
        while let Some(part) = parts.pop() {
            match part.as_rule() {
                Rule::months_of | Rule::korean_months => {
                    let named: Vec<u8> = part
                        .into_inner()
                        .filter(|p| matches!(p.as_rule(), Rule::month | Rule::month_number))
                        .map(|p| literal::month(p.as_str()))
                        .collect();
                    months = Some((*named.first()?, *named.last()?));
                }
                Rule::year_ref | Rule::korean_period => parts.extend(part.into_inner()),
                Rule::year | Rule::korean_year => {
                    let digits = part.as_str().trim_end_matches('년');
                    year = Some(YearRef::Number(digits.parse().ok()?));
                }
                Rule::year_of => year = Some(YearRef::Of(self.inner(part))),
                Rule::year_before => year = Some(YearRef::Before(self.inner(part))),
                Rule::path => {
                    let path = self.path(part);
                    let expr = Expr {
                        span: path.span,
                        node: Node::Path(path),
                    };
                    // Which of the two words follows was seen before: parts come from the end.
                    year = Some(match year.take() {
                        Some(YearRef::Number(-1)) => YearRef::Before(expr),
                        _ => YearRef::Of(expr),
                    });
                }
                Rule::kw_year_before => year = Some(YearRef::Number(-1)),
                _ => {}
            }
        }
        Some(RefPeriod {
            months,
            year: year?,
            span,
        })
    }
}
