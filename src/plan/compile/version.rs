//! Versions: of each a block with all that it says, and in which order they go before one another.

use crate::program::{Expr, Version};
use crate::value::Interval;

use super::super::id::{BlockId, OpId};
use super::super::provision::{Unless, Version as Made, Versions};
use super::{Compiled, Compiler};
use crate::program::provision;

impl Compiler<'_> {
    /// The versions that may be in force: those for certain addressees, then what is proposed and
    /// asked for, then the others.
    pub(super) fn versions<T, U>(
        &mut self,
        versions: &[Version<T>],
        mut body: impl FnMut(&mut Self, &T) -> Compiled<U>,
    ) -> Compiled<Versions<U>> {
        let mut all = Vec::with_capacity(versions.len());
        for version in versions {
            let asked = version.proposed.as_ref();
            if asked.is_some_and(|name| !self.options.proposed.contains(name)) {
                continue;
            }
            let addressees = match &version.addressees {
                Some(addressees) => Some(self.own(addressees)?),
                None => None,
            };
            let (block, body) = self.block(|compiler| body(compiler, &version.body))?;
            all.push(Made {
                interval: version.interval,
                proposed: version.proposed.is_some(),
                addressees,
                block,
                body,
            });
        }
        all.sort_by_key(|version| (version.addressees.is_none(), !version.proposed));
        let intervals = all.iter().map(|version| version.interval);
        let mut edges: Vec<_> = intervals
            .flat_map(|interval| [interval.from, interval.end])
            .flatten()
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let sole = match all.as_slice() {
            [only] => only.addressees.is_none() && only.interval == Interval::ALWAYS,
            _ => false,
        };
        Ok(Versions { all, edges, sole })
    }

    pub(super) fn unless(&mut self, clauses: &[provision::Unless]) -> Compiled<Vec<Unless>> {
        let mut made = Vec::with_capacity(clauses.len());
        for clause in clauses {
            made.push(Unless {
                condition: self.expr(&clause.condition)?,
                presumed: clause.presumed.as_ref().map(|presumed| presumed.value),
            });
        }
        Ok(made)
    }

    pub(super) fn maybe(&mut self, expr: Option<&Expr>) -> Compiled<Option<OpId>> {
        expr.map(|expr| self.expr(expr)).transpose()
    }

    pub(super) fn maybe_own(&mut self, expr: Option<&Expr>) -> Compiled<Option<(BlockId, OpId)>> {
        expr.map(|expr| self.own(expr)).transpose()
    }
}
