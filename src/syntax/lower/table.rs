//! Decision tables to their tree.

use super::words::compare_op;
use super::{Lower, Pair};
use crate::source::Span;
use crate::syntax::findings;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Cell, Expr, Limit, Node, Row, Table};

impl Lower<'_, '_> {
    /// What stands after `means`.
    pub(super) fn table(&mut self, pair: Pair<'_>) -> Expr {
        let span = self.span(&pair);
        let mut table = Table {
            inputs: Vec::new(),
            rows: Vec::new(),
        };
        let mut sound = true;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::expr => table.inputs.push(self.expr(part)),
                Rule::row => match self.row(part) {
                    Some(row) => table.rows.push(row),
                    None => sound = false,
                },
                _ => {}
            }
        }
        // Without one of its rows a table would seem to have a gap.
        let node = match sound {
            true => Node::Table(Box::new(table)),
            false => Node::Unreadable,
        };
        Expr { span, node }
    }

    fn row(&mut self, pair: Pair<'_>) -> Option<Row> {
        let span = self.span(&pair);
        let mut cells = Vec::new();
        for cell in pair.into_inner().filter(|p| p.as_rule() == Rule::cell) {
            cells.push((self.span(&cell), self.cell(cell.into_inner().next()?)));
        }
        match cells.pop()? {
            (_, Cell::Is(result)) => Some(Row {
                cells: cells.into_iter().map(|(_, cell)| cell).collect(),
                result,
                span,
            }),
            (span, _) => {
                self.out.push(findings::row_without_result(span));
                None
            }
        }
    }

    fn cell(&mut self, pair: Pair<'_>) -> Cell {
        let span = self.span(&pair);
        match pair.as_rule() {
            Rule::any_cell => Cell::Any,
            Rule::one_of => Cell::OneOf(self.exprs(pair), span),
            Rule::compare_cell => {
                let mut limits = Vec::new();
                let mut sign = None;
                for part in pair.into_inner() {
                    match (part.as_rule(), sign) {
                        (Rule::kw_and, _) => {}
                        (Rule::sum, Some((rule, start))) => {
                            let than = self.expr(part);
                            limits.push(Limit {
                                op: compare_op(Some(rule)),
                                span: Span::to(start, than.span),
                                than,
                            });
                        }
                        (rule, _) => sign = Some((rule, self.span(&part))),
                    }
                }
                Cell::Limits(limits, span)
            }
            _ => Cell::Is(self.expr(pair)),
        }
    }
}
