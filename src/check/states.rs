//! What may be asked of a fact, a duty, a power or a sanction with a word after `is`; and calls.

use super::applicable::path_of;
use super::checking::Checking;
use super::comparisons::answer;
use super::expressions::{Typing, negate};
use super::findings;
use super::frame::Frame;
use super::names::{Declared, Entity, Found, Space};
use super::order::Place;
use super::paths::Use;
use crate::name::Name;
use crate::program::{Duty, Expr, Node, Target};
use crate::source::Span;
use crate::syntax::tree::{self, Ident, Path, PathStep};
use crate::value::{Kind, State};

/// What has states, and which.
pub(super) fn states(entity: Entity) -> Option<(Target, &'static [State])> {
    Some(match entity {
        Entity::Duty(id) => (Target::Duty(id), State::OF_DUTY),
        Entity::Power(id) => (Target::Power(id), State::OF_POWER),
        Entity::Sanction(id) => (Target::Sanction(id), State::OF_SANCTION),
        _ => return None,
    })
}

impl Checking<'_> {
    /// The state that is written, if it is one of those known of the item; else a finding.
    pub(super) fn state(
        &mut self,
        (written, span): (&str, Span),
        of: Entity,
        known: &[State],
    ) -> Option<State> {
        let state = State::named(written).filter(|state| known.contains(state));
        if state.is_none() {
            let known = self.possible(of, known);
            self.find(findings::unknown_state(written, span, of, &known));
        }
        state
    }

    /// The states that an item can be in: a duty to do something is never `observed`.
    pub(super) fn possible(&self, of: Entity, known: &[State]) -> Vec<State> {
        let duty = match of {
            Entity::Duty(id) => self.program.duties.get(id),
            _ => None,
        };
        let findable: Vec<State> = duty.into_iter().flat_map(Duty::findable).collect();
        let always = [State::NotInForce, State::Undetermined, State::Pending];
        let can = |state: &&State| {
            let of_all = duty.is_none_or(|duty| duty.versions.is_empty());
            let pends = **state != State::Pending || findable.contains(&State::Fulfilled);
            of_all || findable.contains(state) || always.contains(state) && pends
        };
        known.iter().filter(can).copied().collect()
    }
}

impl Typing<'_, '_> {
    /// `a is known`, `D is breached`, `T is working day`
    pub(super) fn is_state(
        &mut self,
        left: &tree::Expr,
        state: &str,
        state_span: Span,
        span: Span,
    ) -> Option<Expr> {
        if let Some((declared, name)) = self.stateful(left) {
            let args: Option<&[tree::Expr]> = match &left.node {
                tree::Node::Call(_, args) => Some(args),
                _ => None,
            };
            return self.in_state(declared, &name, args, (state, state_span), span);
        }
        let asking = state == "applicable";
        let left = match path_of(left).filter(|_| asking) {
            Some(path) => self.path_asked(left, path),
            None => self.expr(left, None),
        }?;
        if let Kind::Choice(list) = left.kind {
            let ident = Ident {
                name: Name::new(state),
                span: state_span,
            };
            if let Some(choice) = self.choice(list, &ident) {
                return Some(answer(Node::Same(Box::new(left), Box::new(choice)), span));
            }
        }
        match state {
            "known" => Some(answer(Node::IsKnown(Box::new(left)), span)),
            "unknown" => {
                let known = answer(Node::IsKnown(Box::new(left)), span);
                Some(negate(known, true))
            }
            "applicable" => Some(answer(Node::IsApplicable(Box::new(left)), span)),
            "working_day" => {
                let day = Box::new(self.must_be_time(left)?);
                Some(answer(Node::IsWorkingDay(day, self.calendar.clone()), span))
            }
            _ => {
                if let Kind::Choice(list) = left.kind {
                    let name = Name::new(state);
                    let ident = Ident {
                        name,
                        span: state_span,
                    };
                    self.unknown_choice(list, &ident);
                } else {
                    let finding =
                        findings::state_of_value(state, state_span, &self.c.program, &left);
                    self.c.find(finding);
                }
                None
            }
        }
    }

    /// A path of which only is asked whether it applies.
    fn path_asked(&mut self, whole: &tree::Expr, path: &Path) -> Option<Expr> {
        let wanted = Use {
            asking: true,
            ..Use::default()
        };
        match &whole.node {
            tree::Node::Over(_, period) => self.over_path(path, period, wanted, whole.span),
            _ => self.path(path, wanted),
        }
    }

    /// The duty, power or sanction that an expression names and nothing else.
    pub(super) fn stateful(&self, expr: &tree::Expr) -> Option<(Declared, Ident)> {
        let (names, span): (Vec<&Ident>, Span) = match &expr.node {
            tree::Node::Path(path) => {
                let names = path.steps.iter().map(|step| match step {
                    PathStep::Name(ident) => Some(ident),
                    PathStep::Index(_) => None,
                });
                (names.collect::<Option<_>>()?, path.span)
            }
            tree::Node::Call(ident, _) => {
                let found = self.c.names.find(self.policy, Space::Term, ident);
                let Found::One(declared) = found else {
                    return None;
                };
                return states(declared.entity).map(|_| (declared, ident.clone()));
            }
            _ => return None,
        };
        if self.frame.find(&names.first()?.name).is_some() {
            return None;
        }
        let (Found::One(declared), taken) = self.c.names.find_first(self.policy, &names) else {
            return None;
        };
        states(declared.entity)?;
        let name = names.last()?.name.clone();
        (taken == names.len()).then_some((declared, Ident { name, span }))
    }

    fn in_state(
        &mut self,
        declared: Declared,
        name: &Ident,
        args: Option<&[tree::Expr]>,
        (state, state_span): (&str, Span),
        span: Span,
    ) -> Option<Expr> {
        let (target, known) = states(declared.entity)?;
        let params = self.c.frames.get(&target).cloned().unwrap_or_default();
        let members = match declared.entity {
            // An event is no argument: a duty that arises on an act is asked for as a whole.
            Entity::Duty(id) => self.c.own_frames.get(&id).cloned().unwrap_or_default(),
            _ => params,
        };
        let args = match args {
            Some(args) => self.arguments(name, declared.span, args, &members)?,
            None => self.matching(&members, name.span),
        };
        let state = self.c.state((state, state_span), declared.entity, known)?;
        self.refer(Place::Target(target), name.span);
        Some(answer(Node::InState(target, args, state), span))
    }

    /// The variables in sight that are those of another item: all of them, or none.
    pub(super) fn matching(&self, members: &Frame, span: Span) -> Vec<Expr> {
        let found: Option<Vec<Expr>> = members
            .variables
            .iter()
            .map(|member| {
                let ours = self.frame.find(&member.name)?;
                let kind = ours.kind.clone()?;
                (member.kind.as_ref() == Some(&kind)).then_some(Expr {
                    node: Node::Variable(ours.slot),
                    kind,
                    span,
                })
            })
            .collect();
        found.unwrap_or_default()
    }

    /// Arguments, one for each parameter and of its kind.
    pub(super) fn arguments(
        &mut self,
        name: &Ident,
        declared: Span,
        args: &[tree::Expr],
        params: &Frame,
    ) -> Option<Vec<Expr>> {
        let typed: Vec<Option<Expr>> = args
            .iter()
            .enumerate()
            .map(|(number, arg)| {
                let kind = params.variables.get(number).and_then(|v| v.kind.clone());
                let typed = self.expr(arg, kind.as_ref())?;
                match kind {
                    Some(kind) => self.must_be(typed, &kind),
                    None => Some(typed),
                }
            })
            .collect();
        let wanted = params.variables.len();
        if args.len() != wanted {
            let given = args.len();
            self.c.find(findings::wrong_arguments(
                &name.name, name.span, wanted, given, declared,
            ));
            return None;
        }
        typed.into_iter().collect()
    }

    /// `fee_due(s)`
    pub(super) fn call(&mut self, name: &Ident, args: &[tree::Expr], span: Span) -> Option<Expr> {
        let declared = self.c.resolve(self.policy, Space::Term, name)?;
        match declared.entity {
            Entity::Define(id) => {
                let target = Target::Define(id);
                let params = self.c.frames.get(&target).cloned().unwrap_or_default();
                let args = self.arguments(name, declared.span, args, &params);
                self.refer(Place::Target(target), name.span);
                let kind = self.c.define_kind(id)?;
                let node = Node::Define(id, args?);
                Some(Expr { node, kind, span })
            }
            Entity::Judgement(id) => {
                if self.c.unsettled_judgements.contains(&id) {
                    return None;
                }
                let about = self.c.program.judgements.get(id)?.about;
                let mut params = Frame::default();
                if let Some(record) = about {
                    params.push(name.name.clone(), Some(Kind::Record(record)), declared.span);
                }
                let mut args = self.arguments(name, declared.span, args, &params)?;
                let about = args.pop().map(Box::new);
                Some(answer(Node::Judgement(id, about), span))
            }
            other => {
                self.c.find(findings::wrong_sort(
                    &name.name,
                    name.span,
                    Some(other),
                    findings::Wanted::Call,
                    Some(declared.span),
                ));
                None
            }
        }
    }
}
