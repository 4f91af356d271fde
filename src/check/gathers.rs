//! Questions over the members of a list, and over a few values in brackets.

use super::comparisons::answer;
use super::expressions::{Typing, negate};
use super::findings;
use super::paths::Use;
use crate::name::Name;
use crate::program::expression::{Aggregate, Gather};
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree::{self, Ident, PathStep};
use crate::value::{Kind, Sign};

/// What a word asks.
fn question(word: &str) -> Option<Gather> {
    Some(match word {
        "any" => Gather::Any,
        "every" => Gather::Every,
        "none" => Gather::None,
        "count" => Gather::Count,
        "sum" => Gather::Sum,
        "largest" | "larger" | "latest" => Gather::Largest,
        "smallest" | "smaller" | "earliest" => Gather::Smallest,
        _ => return None,
    })
}

impl Typing<'_, '_> {
    pub(super) fn aggregate(
        &mut self,
        word: &str,
        word_span: Span,
        over: &tree::Gather,
        want: Option<&Kind>,
        span: Span,
    ) -> Option<Expr> {
        match over {
            tree::Gather::These(parts) => self.these(word, word_span, parts, want, span),
            tree::Gather::All(of) => self.all(word, word_span, of, span),
            tree::Gather::Members {
                variable,
                list,
                each,
                condition,
            } => {
                let list = self.gathered(list)?;
                let kind = member_kind(&list)?;
                self.with_member(variable, Some(kind.clone()), |typing, slot| {
                    let member = Expr {
                        node: Node::Variable(slot),
                        kind,
                        span: variable.span,
                    };
                    typing.members(
                        (word, word_span),
                        (list, member, variable.name.clone(), slot),
                        each.as_deref(),
                        condition.as_deref(),
                        span,
                    )
                })
            }
        }
    }

    /// A list; the name of an act is the list of its events.
    pub(super) fn gathered(&mut self, list: &tree::Expr) -> Option<Expr> {
        let typed = match &list.node {
            tree::Node::Path(path) => self.path(
                path,
                Use {
                    listing: true,
                    ..Use::default()
                },
            ),
            _ => self.expr(list, None),
        }?;
        if matches!(typed.kind, Kind::List(_)) {
            return Some(typed);
        }
        let finding = findings::no_list(&self.c.program, &typed, typed.span);
        self.c.find(finding);
        None
    }

    /// `latest of performance of D`
    fn of_instances(
        &mut self,
        (word, word_span): (&str, Span),
        (asked, target): (&Ident, &tree::Expr),
        span: Span,
    ) -> Option<Expr> {
        let gather = question(word);
        let latest = gather == Some(Gather::Largest);
        let typed = self.of_duty(asked, target, Some(latest), span)?;
        if !matches!(gather, Some(Gather::Largest | Gather::Smallest)) {
            let finding = findings::wrong_gather(word, word_span, &self.c.program, &typed);
            self.c.find(finding);
            return None;
        }
        Some(typed)
    }

    fn members(
        &mut self,
        (word, word_span): (&str, Span),
        (list, member, name, variable): (Expr, Expr, Name, usize),
        each: Option<&tree::Expr>,
        condition: Option<&tree::Expr>,
        span: Span,
    ) -> Option<Expr> {
        let Some(gather) = question(word) else {
            self.unsupported("first known of the members of a list", word_span);
            return None;
        };
        let asks = matches!(gather, Gather::Any | Gather::Every | Gather::None);
        // `any (x in LIST where C)` asks whether C holds of one.
        let (each, condition) = match (asks, each) {
            (true, None) => (condition, None),
            (_, each) => (each, condition),
        };
        let condition = match condition {
            Some(condition) => Some(self.yes_no(condition)?),
            None => None,
        };
        let each = match (each, gather) {
            (Some(each), Gather::Count) => {
                self.c.find(findings::count_of_values(each.span));
                return None;
            }
            (Some(each), _) if asks => Some(self.yes_no(each)?),
            (Some(each), _) => {
                let outer = std::mem::replace(&mut self.skipping, true);
                let each = self.expr(each, None);
                self.skipping = outer;
                Some(self.clipped(each?, &list, variable))
            }
            (None, Gather::Count) => None,
            (None, _) if asks && member.kind != Kind::YesNo => {
                self.c.find(findings::nothing_asked(word, word_span));
                return None;
            }
            (None, _) => Some(member),
        };
        self.finish(
            gather,
            (word, word_span),
            list,
            (name, variable),
            condition,
            each,
            span,
        )
    }

    /// `latest of updated_report.at`, `count of stops`
    fn all(&mut self, word: &str, word_span: Span, of: &tree::Expr, span: Span) -> Option<Expr> {
        let path = match &of.node {
            tree::Node::Path(path) => path,
            tree::Node::Of(asked, target) => {
                return self.of_instances((word, word_span), (asked, target), span);
            }
            _ => return self.unsupported("a list that is no path", of.span),
        };
        if let Some((within, field)) = self.of_members(path) {
            let kind = Kind::List(Box::new(Kind::Record(within.record)));
            let list = Expr {
                node: Node::Variable(within.slot),
                kind,
                span: path.span,
            };
            return self.each_of((word, word_span), (list, field), path, 0, span);
        }
        let listing = Use {
            listing: true,
            ..Use::default()
        };
        let (mut list, mut taken) = self.root(path, listing)?;
        while !matches!(list.kind, Kind::List(_)) && taken < path.steps.len() {
            let head = tree::Path {
                steps: path.steps.iter().take(taken + 1).cloned().collect(),
                span: path.span,
            };
            list = self.steps(list, &head, taken, Use::default())?;
            taken += 1;
        }
        let name = path
            .steps
            .iter()
            .take(taken)
            .rev()
            .find_map(|step| match step {
                PathStep::Name(ident) => Some(ident.clone()),
                PathStep::Index(_) => None,
            });
        self.each_of((word, word_span), (list, name?), path, taken, span)
    }

    /// What the rest of a path gives of each member of a list.
    fn each_of(
        &mut self,
        (word, word_span): (&str, Span),
        (list, name): (Expr, Ident),
        path: &tree::Path,
        taken: usize,
        span: Span,
    ) -> Option<Expr> {
        let Some(kind) = member_kind(&list) else {
            let finding = findings::no_list(&self.c.program, &list, path.span);
            self.c.find(finding);
            return None;
        };
        self.with_member(&name, Some(kind.clone()), |typing, slot| {
            let member = Expr {
                node: Node::Variable(slot),
                kind,
                span: path.span,
            };
            let Some(gather) = question(word) else {
                typing.unsupported("first known of the members of a list", word_span);
                return None;
            };
            let outer = std::mem::replace(&mut typing.skipping, true);
            let each = typing.steps(member, path, taken, Use::default());
            typing.skipping = outer;
            let each = typing.clipped(each?, &list, slot);
            let whole = taken >= path.steps.len();
            let each = match gather {
                Gather::Count if whole => None,
                Gather::Count => {
                    typing.c.find(findings::count_of_values(path.span));
                    return None;
                }
                Gather::Any | Gather::Every | Gather::None => {
                    Some(typing.must_be(each, &Kind::YesNo)?)
                }
                _ => Some(each),
            };
            let named = (name.name.clone(), slot);
            typing.finish(gather, (word, word_span), list, named, None, each, span)
        })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one aggregate")]
    fn finish(
        &mut self,
        gather: Gather,
        (word, word_span): (&str, Span),
        list: Expr,
        (name, variable): (Name, usize),
        condition: Option<Expr>,
        each: Option<Expr>,
        span: Span,
    ) -> Option<Expr> {
        let kind = match (gather, &each) {
            (Gather::Count, _) => Kind::Number,
            (Gather::Sum | Gather::Largest | Gather::Smallest, Some(each)) => {
                self.gatherable(gather, (word, word_span), each)?
            }
            _ => Kind::YesNo,
        };
        let node = Node::Aggregate(Box::new(Aggregate {
            gather,
            list,
            variable,
            name,
            condition,
            each,
        }));
        Some(Expr { node, kind, span })
    }

    /// Whether values of a kind can be summed or put in order by this word.
    fn gatherable(
        &mut self,
        gather: Gather,
        (word, word_span): (&str, Span),
        each: &Expr,
    ) -> Option<Kind> {
        let kind = self.ordered(each)?;
        let is_time = matches!(kind, Kind::Time | Kind::Date);
        let fits = match (gather, word) {
            (Gather::Sum, _) => !is_time,
            (_, "earliest" | "latest") => is_time,
            _ => true,
        };
        if !fits {
            let finding = findings::wrong_gather(word, word_span, &self.c.program, each);
            self.c.find(finding);
            return None;
        }
        Some(kind)
    }

    /// `smaller of (a, b)`
    fn these(
        &mut self,
        word: &str,
        word_span: Span,
        parts: &[tree::Expr],
        want: Option<&Kind>,
        span: Span,
    ) -> Option<Expr> {
        if let [only] = parts
            && !matches!(word, "any" | "every" | "none" | "first_known")
        {
            return self.all(word, word_span, only, span);
        }
        match word {
            "any" => return Some(answer(Node::Any(self.conditions(parts)?), span)),
            "every" => return Some(answer(Node::All(self.conditions(parts)?), span)),
            "none" => {
                let any = answer(Node::Any(self.conditions(parts)?), span);
                return Some(negate(any, true));
            }
            "count" => {
                let node = Node::CountOf(self.conditions(parts)?);
                let kind = Kind::Number;
                return Some(Expr { node, kind, span });
            }
            _ => {}
        }
        let want = if word == "first_known" { want } else { None };
        let typed: Vec<Option<Expr>> = parts.iter().map(|part| self.expr(part, want)).collect();
        let typed: Vec<Expr> = typed.into_iter().collect::<Option<_>>()?;
        let first = typed.first()?;
        for part in typed.iter().skip(1) {
            self.same_kind(first, part)?;
        }
        let kind = first.kind.clone();
        if word == "first_known" {
            let node = Node::FirstKnown(typed);
            return Some(Expr { node, kind, span });
        }
        let gather = question(word)?;
        let kind = self.gatherable(gather, (word, word_span), first)?;
        let node = match gather {
            Gather::Sum => Node::Sum(typed.into_iter().map(|part| (Sign::Plus, part)).collect()),
            _ => Node::Extreme {
                largest: gather == Gather::Largest,
                of: typed,
            },
        };
        Some(Expr { node, kind, span })
    }
}

fn member_kind(list: &Expr) -> Option<Kind> {
    match &list.kind {
        Kind::List(of) => Some((**of).clone()),
        _ => None,
    }
}
