//! What a case expects of a row, and of what is coming.

use crate::syntax::findings;
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Expect, Expected, InstancePart, Node};

use super::super::words::state;
use super::super::{Lower, Pair};
use super::parts;

impl Lower<'_, '_> {
    /// Which instance an expectation is of.
    pub(super) fn instance(&mut self, pair: Pair<'_>) -> Vec<InstancePart> {
        let parts = pair.into_inner().filter_map(|each| match each.as_rule() {
            Rule::path => Some(InstancePart::Place(self.path(each))),
            Rule::period_name => Some(InstancePart::Period(each.as_str().to_owned())),
            _ => None,
        });
        parts.collect()
    }

    /// A change that lies ahead.
    pub(super) fn coming(&mut self, pair: Pair<'_>, denied: bool) -> Option<Expected> {
        let (mut to, mut at) = (None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::outcome_state => to = Some(self.outcome(part, false)?),
                Rule::moment => at = Some(self.moment(part)?),
                _ => {}
            }
        }
        let state = to.and_then(|to| match to {
            Expected::State(state, span) => Some((state, span)),
            _ => None,
        });
        Some(Expected::Coming { denied, state, at })
    }

    pub(super) fn expect(&mut self, pair: Pair<'_>) -> Option<Expect> {
        let span = self.span(&pair);
        let mut name = None;
        let mut instance = Vec::new();
        let mut outcome = Expected::Yes;
        let mut denied = false;
        let mut expect_by = Vec::new();
        let mut due = None;
        let mut citing = Vec::new();
        let mut needs = Vec::new();
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::kw_not => {
                    denied = true;
                    outcome = Expected::No;
                }
                Rule::ident => name = Some(self.ident(&part)),
                Rule::coming => {
                    name = self.idents(parts(&part)).into_iter().next();
                    let of = parts(&part).find(|p| p.as_rule() == Rule::instance);
                    instance = of.map_or_else(Vec::new, |of| self.instance(of));
                    outcome = self.coming(part, denied)?;
                }
                Rule::instance => instance = self.instance(part),
                Rule::outcome_is | Rule::outcome_state => outcome = self.outcome(part, denied)?,
                Rule::expect_part => {
                    let inner = part.into_inner().next()?;
                    match inner.as_rule() {
                        Rule::expect_by => expect_by = self.idents(inner.into_inner()),
                        Rule::expect_citing => citing = self.cites(inner.into_inner()),
                        Rule::expect_due => {
                            let moment =
                                inner.into_inner().find(|p| p.as_rule() == Rule::moment)?;
                            due = Some(self.moment(moment)?);
                        }
                        _ => {
                            let paths = inner.into_inner().filter(|p| p.as_rule() == Rule::path);
                            needs = paths.map(|path| self.path(path)).collect();
                        }
                    }
                }
                _ => {}
            }
        }
        Some(Expect {
            name: name?,
            instance,
            outcome,
            by: expect_by,
            due,
            citing,
            needs,
            span,
        })
    }

    /// What is expected; `denied` says that a `not` is written before the name.
    pub(super) fn outcome(&mut self, pair: Pair<'_>, denied: bool) -> Option<Expected> {
        let negated = pair
            .clone()
            .into_inner()
            .any(|p| p.as_rule() == Rule::kw_not);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::state => {
                    let span = self.span(&part);
                    if denied {
                        self.out.push(findings::denied_twice(span));
                        return None;
                    }
                    let (name, is_denial) = state(part.as_str());
                    let name = match (negated, is_denial) {
                        (true, false) => format!("not_{name}"),
                        // `arisen` alone is no state: what has arisen is pending, fulfilled, breached.
                        (false, true) => name.trim_start_matches("not_").to_owned(),
                        _ => name,
                    };
                    return Some(Expected::State(name, span));
                }
                Rule::expr => {
                    let expr = self.expr(part);
                    let negated = negated != denied;
                    return Some(match expr.node {
                        Node::YesNo(yes) if yes != negated => Expected::Yes,
                        Node::YesNo(_) => Expected::No,
                        _ => Expected::Is(expr, negated),
                    });
                }
                _ => {}
            }
        }
        None
    }
}
