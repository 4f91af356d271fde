//! Decision tables: the row that fits, or what the rows that may fit have in common.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::determination::{Because, Need, Reason, Standing};
use crate::program::expression::{Table, TableRow};
use crate::program::{Expr, Node};
use crate::value::{Kind, Truth};

use super::Eval;
use super::frame::Frame;
use super::judged::{Item, Judged, needs_of};
use super::logic::because;
use super::way::{Shape, Way};

/// A row that fits or may fit: its number from 1, whether it does, and its value.
struct Open {
    number: usize,
    fits: Judged,
    value: Judged,
}

impl Eval<'_> {
    /// The value of a table.
    pub(super) fn table(&self, expr: &Expr, table: &Table, frame: &Frame) -> Judged {
        let mut open = Vec::new();
        let mut ways = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let fits = self.row_fits(row, frame);
            let on = Rc::clone(&fits.way);
            if fits.truth() == Truth::No {
                ways.push((on, self.untaken(row, frame)));
                continue;
            }
            let value = self.evaluate(&row.value, frame);
            ways.push((on, Some(Rc::clone(&value.way))));
            open.push(Open {
                number: at + 1,
                fits,
                value,
            });
        }
        let certain = table.complete || open.iter().any(|row| row.fits.truth() == Truth::Yes);
        let judged = match expr.kind {
            Kind::YesNo => self.answered(&open, certain),
            _ => self.reckoned(expr, open, certain, frame.policy),
        };
        judged.shaped(Shape::Rows(ways))
    }

    fn row_fits(&self, row: &TableRow, frame: &Frame) -> Judged {
        let cells = row.cells.iter().flatten();
        self.all(cells.map(|cell| self.evaluate(cell, frame)).collect())
    }

    /// What a row that does not fit would come to, where that is written in it.
    fn untaken(&self, row: &TableRow, frame: &Frame) -> Option<Rc<Way>> {
        let Node::Constant(value) = &row.value.node else {
            return None;
        };
        Some(self.constant(value, &row.value.kind, frame).way)
    }

    /// Yes or no, where all rows that may fit say the same.
    fn answered(&self, open: &[Open], certain: bool) -> Judged {
        let values = open.iter().map(|row| row.value.truth());
        let value = values
            .reduce(Truth::join)
            .filter(|_| certain)
            .unwrap_or(Truth::Undetermined);
        let values = open.iter().map(|row| &row.value);
        let told = values.filter(|value| !value.label.constant);
        let mut of = legs(open);
        of.extend(told.map(Judged::because));
        Judged::answer(value, because(value, rows(open), of))
            .on(support(open))
            .needing(needs(open))
    }

    /// A figure or a choice, or what the rows that may fit have in common.
    fn reckoned(&self, expr: &Expr, open: Vec<Open>, certain: bool, policy: usize) -> Judged {
        let (needs, standing, step) = (needs(&open), support(&open), rows(&open));
        let reached = match open.len() {
            1 if certain => Truth::Yes,
            _ => Truth::Undetermined,
        };
        let reason = because(reached, step, legs(&open));
        let values = open.into_iter().map(|row| row.value);
        let joined = values.reduce(|a, b| self.either(a, b, &expr.kind, policy));
        let mut judged = match joined.filter(|_| certain) {
            Some(judged) => judged,
            None => self.nothing(&expr.kind),
        };
        judged.reasons.insert(0, reason);
        let settled = matches!(&judged.item, Item::Value(value) if value.is_settled());
        let needs = if settled { Vec::new() } else { needs };
        judged.on(standing).needing(needs)
    }
}

/// Which rows are told.
fn rows(open: &[Open]) -> Reason {
    Reason::Row {
        rows: open.iter().map(|row| row.number).collect(),
    }
}

/// What was found in the cells of the rows; where several may fit, what keeps that open, each once.
fn legs(open: &[Open]) -> Vec<Because> {
    let mut legs = Vec::new();
    for row in open {
        plain(row.fits.because(), &mut legs);
    }
    if open.len() > 1 {
        let mut seen = BTreeSet::new();
        legs.retain(|leg| {
            let undetermined = leg.value.is_undetermined();
            undetermined && seen.insert(format!("{leg:?}"))
        });
    }
    legs
}

/// Cells side by side. Of what a cell wants denied it is enough to say what it is.
fn plain(because: Because, out: &mut Vec<Because>) {
    match because.step {
        Reason::All | Reason::Not if because.cites.is_empty() => {
            because.of.into_iter().for_each(|of| plain(of, out));
        }
        _ => out.push(because),
    }
}

fn needs(open: &[Open]) -> Vec<Need> {
    let of = open.iter().flat_map(|row| [&row.fits, &row.value]);
    needs_of(of.map(|judged| judged.needs.as_slice()))
}

fn support(open: &[Open]) -> Standing {
    let of = open.iter().flat_map(|row| [&row.fits, &row.value]);
    let weakest = of.map(|judged| judged.standing).min();
    weakest.unwrap_or(Standing::Established)
}
