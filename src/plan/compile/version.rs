//! Versions: of each a block with all that it says, and in which order they go before one another.

use crate::program::provision::Presumption;
use crate::program::{Expr, Node, Target, Version};
use crate::value::Interval;

use super::super::id::{BlockId, OpId, PolicyId};
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
        let mut ordered: Vec<&Version<T>> = versions.iter().collect();
        ordered.sort_by_key(|version| version.rank());
        let home = self.policy;
        for version in ordered {
            let asked = version.proposed.as_ref();
            if asked.is_some_and(|name| !self.options.proposed.contains(name)) {
                continue;
            }
            let mut asks: Vec<Expr> = version.asks().cloned().collect();
            let asks = match (asks.pop(), asks.pop()) {
                (Some(there), Some(addressee)) => Some(Expr {
                    kind: there.kind.clone(),
                    span: addressee.span,
                    node: Node::All(vec![addressee, there]),
                }),
                (only, _) => only,
            };
            let addressees = match &asks {
                Some(asks) => Some(self.own(asks)?),
                None => None,
            };
            let setting = version.place.as_ref().map(|place| place.setting);
            self.policy = setting.unwrap_or(home);
            let (block, body) = self.block(|compiler| body(compiler, &version.body))?;
            self.policy = home;
            all.push(Made {
                interval: version.interval,
                addressees,
                setting: setting.map(PolicyId::at),
                block,
                body,
            });
        }
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
                presumed: self.presumed(&clause.condition, clause.presumed.as_ref(), None),
            });
        }
        Ok(made)
    }

    /// What is presumed of a condition, to which there are the exceptions of a target. Where it asks of
    /// something twice, the cases may agree though it is open: that is left to the plain evaluator.
    pub(super) fn presumed(
        &self,
        condition: &Expr,
        presumed: Option<&Presumption>,
        target: Option<Target>,
    ) -> Option<bool> {
        let presumed = presumed?;
        let once = self.program.asks_once(condition, target);
        once.then_some(presumed.value)
    }

    pub(super) fn maybe(&mut self, expr: Option<&Expr>) -> Compiled<Option<OpId>> {
        expr.map(|expr| self.expr(expr)).transpose()
    }

    pub(super) fn maybe_own(&mut self, expr: Option<&Expr>) -> Compiled<Option<(BlockId, OpId)>> {
        expr.map(|expr| self.own(expr)).transpose()
    }
}
