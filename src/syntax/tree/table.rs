//! Decision tables as written.

use super::Expr;
use crate::source::Span;
use crate::value::CompareOp;

/// `table a, b | … | … | … |`
#[derive(Clone, Debug)]
pub struct Table {
    /// The expressions whose values choose the row.
    pub inputs: Vec<Expr>,
    /// Rows: one cell for each input, then the result.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// Cells that must hold.
    pub cells: Vec<Cell>,
    /// What follows.
    pub result: Expr,
    /// The whole of it.
    pub span: Span,
}

/// One cell of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// `any`
    Any,
    /// `> 1_500 km and <= 3_500 km`
    Limits(Vec<Limit>, Span),
    /// `one of (a, b)`
    OneOf(Vec<Expr>, Span),
    /// A value it must be.
    Is(Expr),
}

/// One limit in a cell: `> 1_500 km`
#[derive(Clone, Debug)]
pub struct Limit {
    /// How what the column asks stands to it.
    pub op: CompareOp,
    /// The limit itself.
    pub than: Expr,
    /// The whole of it.
    pub span: Span,
}
