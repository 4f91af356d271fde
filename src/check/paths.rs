//! Paths: a name that something is found under, and the way through records from there.

use super::applicable::steps_text;
use super::expressions::{Typing, constant};
use super::findings;
use super::names::{Declared, Entity, Named, Space};
use super::order::Place;
use super::vocabulary;
use crate::diagnostic::near::nearest;
use crate::name::Name;
use crate::program::{Expr, Node, Target};
use crate::source::Span;
use crate::syntax::tree::{self, Ident, Path, PathStep};
use crate::value::{Kind, Value};

/// What a path is used for.
#[derive(Clone, Copy, Default)]
pub(super) struct Use<'k> {
    /// The kind that is expected, by which bare choices and parties are found.
    pub(super) want: Option<&'k Kind>,
    /// It ends at a field that is recorded over a reference period.
    pub(super) periodic: bool,
    /// An act stands for all of its events.
    pub(super) listing: bool,
    /// Only whether it applies is asked.
    pub(super) asking: bool,
}

impl<'k> Use<'k> {
    pub(super) fn value(want: Option<&'k Kind>) -> Use<'k> {
        Use {
            want,
            ..Use::default()
        }
    }
}

/// The single name that an expression is, if it is one.
pub(super) fn bare(expr: &tree::Expr) -> Option<&Ident> {
    match &expr.node {
        tree::Node::Path(Path { steps, .. }) => match steps.as_slice() {
            [PathStep::Name(ident)] => Some(ident),
            _ => None,
        },
        _ => None,
    }
}

impl Typing<'_, '_> {
    /// The value at a path.
    pub(super) fn path(&mut self, path: &Path, wanted: Use<'_>) -> Option<Expr> {
        if let [PathStep::Name(ident)] = path.steps.as_slice()
            && let Some(kind) = wanted.want
        {
            match kind {
                Kind::Choice(list) => {
                    if let Some(choice) = self.choice(*list, ident) {
                        return Some(choice);
                    }
                    if !self.means_something(ident) {
                        self.unknown_choice(*list, ident);
                        return None;
                    }
                }
                // Events say in text by whom they were done.
                Kind::Party | Kind::Text => {
                    if let Some(party) = self.party(ident, kind)
                        && (*kind == Kind::Party || !self.means_something(ident))
                    {
                        return Some(party);
                    }
                }
                _ => {}
            }
        }
        let (root, taken) = self.root(path, wanted)?;
        let typed = self.steps(root, path, taken, wanted)?;
        if taken >= path.steps.len() && wanted.periodic && !matches!(typed.node, Node::Field(..)) {
            let finding = findings::no_reference_period(&steps_text(&path.steps), path.span, None);
            self.c.find(finding);
            return None;
        }
        Some(typed)
    }

    /// The first words of a path, and how many they are.
    pub(super) fn root(&mut self, path: &Path, wanted: Use<'_>) -> Option<(Expr, usize)> {
        let words: Vec<&Ident> = path
            .steps
            .iter()
            .map_while(|step| match step {
                PathStep::Name(ident) => Some(ident),
                PathStep::Index(_) => None,
            })
            .collect();
        let first = words.first()?;
        if let Some(variable) = self.frame.find(&first.name) {
            let (slot, kind) = (variable.slot, variable.kind.clone()?);
            return Some((at(Node::Variable(slot), kind, first.span), 1));
        }
        if let Some(partial) = self.partial(&first.name) {
            self.c
                .find(findings::partial_variable(&first.name, first.span, partial));
            return None;
        }
        if let Some(record) = self.own_record
            && let Some(field) = vocabulary::field(self.c, self.policy, record, first)
        {
            let itself = at(Node::Variable(0), Kind::Record(record), first.span);
            let typed = self.field(itself, record, field, path, 0, wanted)?;
            return Some((typed, 1));
        }
        if is_moment(&first.name) && words.len() == 1 {
            return Some((at(Node::Moment, Kind::Time, first.span), 1));
        }
        let (found, taken) = self.c.names.find_first(self.policy, &words);
        let declared = self
            .c
            .settle(self.policy, Space::Term, &first.name, first.span, found)?;
        let last = words.get(taken.saturating_sub(1))?;
        let span = first.span.to(last.span);
        Some((self.entity(declared, &last.name, span, wanted)?, taken))
    }

    /// The value that a declared name stands for.
    fn entity(
        &mut self,
        declared: Declared,
        name: &Name,
        span: Span,
        wanted: Use<'_>,
    ) -> Option<Expr> {
        match declared.entity {
            Entity::Fact(fact) => {
                let kind = self.c.fact_kind(fact)?;
                Some(at(Node::Fact(fact), kind, span))
            }
            Entity::Define(define) => {
                let params = self.c.program.defines.get(define)?.params.len();
                if params > 0 {
                    let finding = findings::wrong_arguments(name, span, params, 0, declared.span);
                    self.c.find(finding);
                    return None;
                }
                self.refer(Place::Target(Target::Define(define)), span);
                let kind = self.c.define_kind(define)?;
                Some(at(Node::Define(define, Vec::new()), kind, span))
            }
            Entity::Judgement(judgement) => {
                if self.c.unsettled_judgements.contains(&judgement) {
                    return None;
                }
                if self.c.program.judgements.get(judgement)?.about.is_some() {
                    let finding = findings::wrong_arguments(name, span, 1, 0, declared.span);
                    self.c.find(finding);
                    return None;
                }
                Some(at(Node::Judgement(judgement, None), Kind::YesNo, span))
            }
            Entity::Act(act) => {
                if !wanted.listing
                    && let Some(event) = self.frame.event(act)
                {
                    let (slot, kind) = (event.slot, event.kind.clone()?);
                    return Some(at(Node::Variable(slot), kind, span));
                }
                let mut partial = self.frame.partial.iter();
                let partial = partial.find(|v| v.event_of == Some(act)).map(|v| v.span);
                if let Some(partial) = partial.filter(|_| !wanted.listing) {
                    self.c.find(findings::partial_variable(name, span, partial));
                    return None;
                }
                let record = self.c.program.acts.get(act)?.record;
                let kind = Kind::List(Box::new(Kind::Record(record)));
                Some(at(Node::Events(act), kind, span))
            }
            Entity::Reading(id) => {
                let kind = Kind::Choice(self.c.program.readings.get(id)?.choice);
                Some(at(Node::Reading(id), kind, span))
            }
            other => {
                self.c.find(findings::wrong_sort(
                    name,
                    span,
                    Some(other),
                    findings::Wanted::Value,
                    Some(declared.span),
                ));
                None
            }
        }
    }

    /// The way through records and lists after the first words.
    pub(super) fn steps(
        &mut self,
        mut expr: Expr,
        path: &Path,
        from: usize,
        wanted: Use<'_>,
    ) -> Option<Expr> {
        for (number, step) in path.steps.iter().enumerate().skip(from) {
            expr = match step {
                PathStep::Index(index) => {
                    let Kind::List(of) = &expr.kind else {
                        let finding = findings::no_list(&self.c.program, &expr, path.span);
                        self.c.find(finding);
                        return None;
                    };
                    let kind = (**of).clone();
                    let span = path.span;
                    at(Node::Index(Box::new(expr), *index), kind, span)
                }
                PathStep::Name(ident) => {
                    let Kind::Record(record) = expr.kind else {
                        let finding = findings::no_record(&self.c.program, &expr, ident);
                        self.c.find(finding);
                        return None;
                    };
                    let Some(field) = vocabulary::field(self.c, self.policy, record, ident) else {
                        self.unknown_field(record, ident);
                        return None;
                    };
                    self.field(expr, record, field, path, number, wanted)?
                }
            };
        }
        Some(expr)
    }

    /// A field, with all that has to be asked of one.
    fn field(
        &mut self,
        of: Expr,
        record: usize,
        number: usize,
        path: &Path,
        step: usize,
        wanted: Use<'_>,
    ) -> Option<Expr> {
        let kind = self.c.field_kind(record, number)?;
        let field = self.c.program.records.get(record)?.fields.get(number)?;
        let (declared, over_period) = (field.head.span, field.over_period);
        let optional = field.optional;
        let last = step + 1 == path.steps.len();
        let span = match path.steps.get(step) {
            Some(PathStep::Name(ident)) => Span {
                end: ident.span.end,
                ..path.span
            },
            _ => path.span,
        };
        let text = || steps_text(path.steps.iter().take(step + 1));
        if over_period && !(last && wanted.periodic) {
            let finding = findings::reference_period_wanted(&text(), span, declared);
            self.c.find(finding);
            return None;
        }
        if last && wanted.periodic && !over_period {
            let finding = findings::no_reference_period(&text(), span, Some(declared));
            self.c.find(finding);
            return None;
        }
        if optional && !(last && wanted.asking) {
            self.use_optional(&text(), span, declared);
        }
        self.refer(Place::Field(record, number), span);
        Some(at(Node::Field(Box::new(of), number), kind, span))
    }

    pub(super) fn unknown_field(&mut self, record: usize, ident: &Ident) {
        let Some(found) = self.c.program.records.get(record) else {
            return;
        };
        let fields = found.fields.iter().map(|field| field.head.name.as_str());
        let near = nearest(ident.name.as_str(), fields).map(str::to_owned);
        let (name, span) = (found.head.name.clone(), found.head.span);
        self.c.find(findings::unknown_field(
            &ident.name,
            ident.span,
            (&name, span),
            near.as_deref(),
        ));
    }

    /// A choice of a list by its name.
    pub(super) fn choice(&self, list: usize, ident: &Ident) -> Option<Expr> {
        let choices = &self.c.program.choices.get(list)?.alternatives;
        let number = choices.iter().position(|(name, _)| *name == ident.name)?;
        let bit = 1u64.checked_shl(u32::try_from(number).ok()?)?;
        let named = Named::Alternative(list, number);
        self.c.names.note(self.policy, named, ident.span);
        Some(constant(Value::Choice(bit), Kind::Choice(list), ident.span))
    }

    /// Tells that a list has no such choice.
    pub(super) fn unknown_choice(&mut self, list: usize, ident: &Ident) {
        self.c.unknown_alternative(list, ident);
    }

    /// A declared party by its name.
    fn party(&self, ident: &Ident, kind: &Kind) -> Option<Expr> {
        use super::names::Found;
        let found = self.c.names.find(self.policy, Space::Party, ident);
        let Found::One(declared) = found else {
            return None;
        };
        let Entity::Party(party) = declared.entity else {
            return None;
        };
        let name = self.c.program.parties.get(party)?.head.name.as_str();
        let value = Value::Text(Some(name.into()));
        Some(constant(value, kind.clone(), ident.span))
    }

    fn partial(&self, name: &Name) -> Option<Span> {
        let mut partial = self.frame.partial.iter();
        let found = partial.find(|v| v.event_of.is_none() && v.name == *name)?;
        Some(found.span)
    }

    /// Whether a bare name stands for anything but a choice.
    pub(super) fn means_something(&self, ident: &Ident) -> bool {
        use super::names::Found;
        let own = self.own_record;
        self.frame.find(&ident.name).is_some()
            || own.is_some_and(|record| {
                let key = (record, ident.name.clone());
                self.c.fields.contains_key(&key)
            })
            || is_moment(&ident.name)
            || !matches!(
                self.c.names.find(self.policy, Space::Term, ident),
                Found::Nothing
            )
    }
}

/// The instant that governs, in either language.
fn is_moment(name: &Name) -> bool {
    matches!(name.as_str(), "moment" | "적용시점")
}

fn at(node: Node, kind: Kind, span: Span) -> Expr {
    Expr { node, kind, span }
}
