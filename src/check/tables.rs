//! Decision tables: each cell becomes a condition on what its column asks. Every
//! cell is fixed, so that what falls between the rows, or fits two of them, is
//! found before any fact is known.

mod area;
mod grid;

use super::expressions::Typing;
use super::findings;
use super::meaning::solver::Solver;
use crate::diagnostic::Diagnostic;
use crate::program::expression::{Table, TableRow};
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree::{self, Cell, Limit};
use crate::value::Kind;
use area::{Area, Column};
use grid::Grid;

/// A table has no more columns, and no more rows; so a count of cases cannot grow too large.
const MOST: (usize, usize) = (8, 400);
/// So many rows are told that fit the same facts as an earlier one.
const MOST_OVERLAPS: usize = 5;

impl Typing<'_, '_> {
    /// `table a, b | … | … | … |`
    pub(super) fn table(
        &mut self,
        table: &tree::Table,
        want: Option<&Kind>,
        span: Span,
    ) -> Option<Expr> {
        let heading = heading(table, span);
        if table.inputs.len() > MOST.0 || table.rows.len() > MOST.1 {
            self.c.find(findings::table_too_large(heading, MOST));
            return None;
        }
        let inputs: Vec<Option<Expr>> = table
            .inputs
            .iter()
            .map(|input| self.expr(input, None))
            .collect();
        let mut areas = Vec::new();
        let mut rows: Vec<TableRow> = Vec::new();
        let mut sound = inputs.iter().all(Option::is_some);
        for row in &table.rows {
            let (cells, columns) = (row.cells.len(), inputs.len());
            if cells != columns {
                let finding = findings::cells_against_columns(row.span, cells, columns);
                self.c.find(finding);
                sound = false;
            }
            let mut conditions = Vec::new();
            let mut covered = Vec::new();
            for ((written, input), cell) in table.inputs.iter().zip(&inputs).zip(&row.cells) {
                let typed = input.as_ref().and_then(|_| self.cell(written, cell));
                sound &= typed.is_some();
                let (condition, area) = typed.unwrap_or((None, Area::All));
                conditions.push(condition);
                covered.push(area);
            }
            let want = rows.first().map(|first| &first.value.kind).or(want);
            let value = self.expr(&row.result, want.cloned().as_ref());
            let Some(value) = value else {
                sound = false;
                continue;
            };
            if let Some(first) = rows.first() {
                let first = first.value.clone();
                sound &= self.same_kind(&value, &first).is_some();
            }
            areas.push(covered);
            rows.push(TableRow {
                cells: conditions,
                value,
                span: row.span,
            });
        }
        if !sound {
            return None;
        }
        let inputs: Vec<Expr> = inputs.into_iter().flatten().collect();
        let spans: Vec<Span> = rows.iter().map(|row| row.span).collect();
        let complete = self.gaps_and_overlaps(&inputs, &areas, &spans, heading);
        let kind = rows.first()?.value.kind.clone();
        let node = Node::Table(Box::new(Table { rows, complete }));
        Some(Expr { node, kind, span })
    }

    /// What must hold in a column, and the values for which it does. What is understood and not
    /// fixed is told.
    fn cell(&mut self, input: &tree::Expr, cell: &Cell) -> Option<(Option<Expr>, Area)> {
        let Some(condition) = condition(input, cell) else {
            return Some((None, Area::All));
        };
        let span = condition.span;
        let before = self.c.findings.len();
        let Some(typed) = self.yes_no(&condition) else {
            // The column may be right: it is the cell that is told.
            for finding in self.c.findings.iter_mut().skip(before) {
                finding.stands_at(span);
            }
            return None;
        };
        let Some(area) = Area::of(cell, &typed) else {
            self.c.find(findings::open_cell(span));
            return None;
        };
        Some((Some(typed), area))
    }

    /// Tells of facts that no row fits and of facts that two fit; whether some row always fits.
    fn gaps_and_overlaps(
        &mut self,
        inputs: &[Expr],
        areas: &[Vec<Area>],
        rows: &[Span],
        heading: Span,
    ) -> bool {
        let program = &self.c.program;
        let solver = Solver::new(program);
        let columns: Vec<Column> = inputs
            .iter()
            .enumerate()
            .map(|(at, input)| {
                let cells = areas.iter().filter_map(|row| row.get(at));
                Column::new(program, input, solver.base(input), cells)
            })
            .collect();
        let grid = Grid::new(&columns, areas);
        let zone = self.c.zone(self.policy);
        let shown = |case: &[(usize, usize)]| area::row(program, zone, &columns, case);
        let mut found: Vec<Diagnostic> = Vec::new();
        let overlaps = grid.overlaps();
        for (first, second, case) in overlaps.iter().take(MOST_OVERLAPS) {
            if let (Some(first), Some(second)) = (rows.get(*first), rows.get(*second)) {
                found.push(findings::table_overlap(*second, *first, &shown(case)));
            }
        }
        let gap = grid.gap(overlaps.is_empty());
        if let Some(Some(case)) = &gap {
            found.push(findings::table_gap(heading, &shown(case)));
        }
        for finding in found {
            self.c.find(finding);
        }
        gap == Some(None)
    }
}

/// What the columns ask.
fn heading(table: &tree::Table, span: Span) -> Span {
    match (table.inputs.first(), table.inputs.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => span,
    }
}

/// A cell as the condition that it stands for; none is `any`.
fn condition(input: &tree::Expr, cell: &Cell) -> Option<tree::Expr> {
    use tree::Node as N;
    let left = || Box::new(input.clone());
    let (node, span) = match cell {
        Cell::Any => return None,
        Cell::Is(value) => {
            let (left, right) = (left(), Box::new(value.clone()));
            let negated = false;
            let node = N::Is {
                negated,
                left,
                right,
            };
            (node, value.span)
        }
        Cell::OneOf(choices, span) => {
            let (left, choices) = (left(), choices.clone());
            let negated = false;
            let node = N::IsOneOf {
                negated,
                left,
                choices,
            };
            (node, *span)
        }
        Cell::Limits(limits, span) => {
            let limit = |limit: &Limit| tree::Expr {
                span: limit.span,
                node: N::Compare(limit.op, left(), Box::new(limit.than.clone())),
            };
            let node = match limits.as_slice() {
                [only] => limit(only).node,
                several => N::All(several.iter().map(limit).collect()),
            };
            (node, *span)
        }
    };
    Some(tree::Expr { span, node })
}
