//! `due of D`, `performance of D`, `breach of D`: the times of another duty.

use super::expressions::Typing;
use super::findings;
use super::names::{Entity, Space};
use super::order::Place;
use crate::name::Name;
use crate::program::expression::{Asks, OfDuty};
use crate::program::{Expr, Node, Target};
use crate::source::Span;
use crate::syntax::tree::{self, Ident, PathStep};
use crate::value::Kind;

impl Typing<'_, '_> {
    /// A time of a duty: of the instance in sight, of the one there is, or of the earliest or latest.
    pub(super) fn of_duty(
        &mut self,
        word: &Ident,
        target: &tree::Expr,
        latest: Option<bool>,
        span: Span,
    ) -> Option<Expr> {
        let asks = match word.name.as_str() {
            "due" | "만기" => Asks::Due,
            "performance" | "이행" => Asks::Performance,
            "breach" | "위반" => Asks::Breach,
            other => return self.unsupported(&format!("{other} of"), span),
        };
        let (duty, name) = self.named_duty(target)?;
        self.refer(Place::Target(Target::Duty(duty)), name.span);
        let members = self.c.own_frames.get(&duty).cloned().unwrap_or_default();
        let args = match &target.node {
            tree::Node::Call(_, args) => {
                let declared = self.c.name_spans.get(&Target::Duty(duty));
                let declared = declared.copied().unwrap_or(name.span);
                self.arguments(&name, declared, args, &members)?
            }
            _ if latest.is_some() => Vec::new(),
            _ => self.matching(&members, name.span),
        };
        let event = match latest {
            Some(_) => None,
            None => self.same_event(duty, name.span),
        };
        let kind = match asks {
            Asks::Due => self.limit_kind(duty, &name)?,
            Asks::Performance | Asks::Breach => Kind::Time,
        };
        let node = Node::OfDuty(Box::new(OfDuty {
            asks,
            duty,
            args,
            event,
            latest,
        }));
        Some(Expr { node, kind, span })
    }

    /// The duty that an expression names.
    fn named_duty(&mut self, target: &tree::Expr) -> Option<(usize, Ident)> {
        let (declared, name) = match (self.stateful(target), &target.node) {
            (Some(found), _) => found,
            (None, tree::Node::Call(name, _)) => {
                let declared = self.c.resolve(self.policy, Space::Term, name)?;
                (declared, name.clone())
            }
            (None, tree::Node::Path(path)) => {
                let names = path.steps.iter().map_while(|step| match step {
                    PathStep::Name(ident) => Some(ident.name.as_str()),
                    PathStep::Index(_) => None,
                });
                let name = Name::new(&names.collect::<Vec<_>>().join("."));
                let span = target.span;
                let name = Ident { name, span };
                let declared = self.c.resolve(self.policy, Space::Term, &name)?;
                (declared, name)
            }
            _ => return None,
        };
        match declared.entity {
            Entity::Duty(duty) => Some((duty, name)),
            other => {
                let wanted = findings::Wanted::Duty;
                let at = Some(declared.span);
                self.c.find(findings::wrong_sort(
                    &name.name,
                    name.span,
                    Some(other),
                    wanted,
                    at,
                ));
                None
            }
        }
    }

    /// The event in sight, if the duty arises on the same act.
    fn same_event(&self, duty: usize, span: Span) -> Option<Expr> {
        let whole = self.c.frames.get(&Target::Duty(duty))?;
        let act = whole.variables.iter().find_map(|v| v.event_of)?;
        let event = self.frame.event(act)?;
        let (slot, kind) = (event.slot, event.kind.clone()?);
        Some(Expr {
            node: Node::Variable(slot),
            kind,
            span,
        })
    }
}
