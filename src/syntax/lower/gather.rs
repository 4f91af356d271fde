//! Questions over lists: aggregates and windows.

use super::expressions::{boxed, is_expression};
use super::words::aggregate_word;
use super::{Lower, Pair};
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Expr, Gather, Ident, Node, Window};

impl Lower<'_, '_> {
    pub(super) fn aggregate(&mut self, pair: Pair<'_>) -> Node {
        let mut word = String::new();
        let mut word_span = self.span(&pair);
        let mut over = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::aggregate_word | Rule::aggregate_korean => {
                    word_span = self.span(&part);
                    aggregate_word(part.as_str()).clone_into(&mut word);
                }
                Rule::gather => over = self.gather(part),
                Rule::path => {
                    let path = self.path(part);
                    over = Some(Gather::All(boxed(Expr {
                        span: path.span,
                        node: Node::Path(path),
                    })));
                }
                rule if is_expression(rule) => over = Some(Gather::All(boxed(self.expr(part)))),
                _ => {}
            }
        }
        over.map_or(Node::Unreadable, |over| Node::Aggregate {
            word,
            word_span,
            over,
        })
    }

    fn gather(&mut self, pair: Pair<'_>) -> Option<Gather> {
        let mut these = Vec::new();
        let mut member: Option<(Ident, Expr)> = None;
        let mut condition = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::member | Rule::for_tail => {
                    let where_tail = part
                        .clone()
                        .into_inner()
                        .find(|p| p.as_rule() == Rule::where_tail);
                    condition = where_tail.map(|tail| boxed(self.inner(tail))).or(condition);
                    let variable = self.idents(part.clone().into_inner()).into_iter().next()?;
                    let list = self.inner(part);
                    member = Some((variable, list));
                }
                Rule::where_tail => condition = Some(boxed(self.inner(part))),
                rule if is_expression(rule) => these.push(self.expr(part)),
                _ => {}
            }
        }
        Some(match member {
            Some((variable, list)) => Gather::Members {
                variable,
                list: boxed(list),
                each: these.pop().map(boxed),
                condition,
            },
            None => Gather::These(these),
        })
    }

    pub(super) fn window(&mut self, pair: Pair<'_>) -> Node {
        let mut length = None;
        let mut calendar = None;
        let mut list = None;
        let (mut by, mut sharing, mut whole) = (None, None, false);
        let mut has = None;
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::calendar_unit => calendar = Some(self.ident(&part)),
                Rule::amount => length = Some(self.expr(part)),
                Rule::path => {
                    let path = self.path(part);
                    list = Some(Expr {
                        span: path.span,
                        node: Node::Path(path),
                    });
                }
                Rule::window_part => {
                    let mut inner = part.into_inner();
                    let word = inner.next().map(|word| word.as_rule());
                    let name = inner.next().map(|name| self.ident(&name));
                    match word {
                        Some(Rule::kw_ordered_by) => by = name,
                        Some(Rule::kw_sharing) => sharing = name,
                        _ => whole = true,
                    }
                }
                Rule::expr => has = Some(self.expr(part)),
                _ => {}
            }
        }
        match (list, has) {
            (Some(list), Some(has)) => Node::Window(Box::new(Window {
                length,
                calendar,
                list,
                by,
                sharing,
                whole,
                has,
            })),
            _ => Node::Unreadable,
        }
    }
}
