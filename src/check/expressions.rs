//! Expressions: names resolved, kinds told, in one walk. What could not be
//! understood is none, and nothing is said of what follows from it.

use std::collections::{HashMap, HashSet};

use super::applicable;
use super::checking::Checking;
use super::findings;
use super::frame::Frame;
use super::literals::exactly;
use super::names::Entity;
use super::order::Place;
use super::paths::Use;
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree::{self, Ident};
use crate::value::{Kind, Number, Truth, Value};

/// The typing of one item's expressions.
pub(super) struct Typing<'c, 'a> {
    pub(super) c: &'c mut Checking<'a>,
    pub(super) policy: usize,
    pub(super) frame: Frame,
    /// The record whose computed field this is; its fields come before other names.
    pub(super) own_record: Option<usize>,
    /// The regime by which the provision counts its periods, where it names one of its own.
    pub(super) periods: Option<crate::name::Name>,
    /// The calendar of the provision, where it names one of its own.
    pub(super) calendar: Option<crate::name::Name>,
    /// A relief replaces the rolling of the last day.
    pub(super) unrolled: bool,
    place: Option<Place>,
    /// Paths of which the same clause asks whether they apply.
    asked: HashSet<String>,
    /// Optional fields used in it, each with where it is declared.
    used: HashMap<String, (Span, Span)>,
    /// Inside an aggregate that leaves out what does not apply.
    pub(super) skipping: bool,
    /// Inside a window.
    pub(super) within: Option<super::windows::Within>,
}

/// A constant.
pub(super) fn constant(value: Value, kind: Kind, span: Span) -> Expr {
    Expr {
        node: Node::Constant(value),
        kind,
        span,
    }
}

fn yes_no(node: Node, span: Span) -> Expr {
    Expr {
        node,
        kind: Kind::YesNo,
        span,
    }
}

impl<'c, 'a> Typing<'c, 'a> {
    pub(super) fn new(
        c: &'c mut Checking<'a>,
        policy: usize,
        place: Option<Place>,
        frame: Frame,
    ) -> Typing<'c, 'a> {
        Typing {
            c,
            policy,
            frame,
            own_record: None,
            periods: None,
            calendar: None,
            unrolled: false,
            place,
            asked: HashSet::new(),
            used: HashMap::new(),
            skipping: false,
            within: None,
        }
    }

    /// One clause's expression. Optional fields are asked for in the same clause, or told.
    fn clause(&mut self, expr: &tree::Expr, want: Option<&Kind>) -> Option<Expr> {
        self.asked = applicable::asked(expr);
        self.used.clear();
        let typed = self.expr(expr, want);
        for (path, (span, declared)) in std::mem::take(&mut self.used) {
            self.c.find(findings::optional_field(&path, span, declared));
        }
        typed
    }

    /// An expression of any kind.
    pub(super) fn any(&mut self, expr: &tree::Expr) -> Option<Expr> {
        self.clause(expr, None)
    }

    /// A condition: yes or no.
    pub(super) fn condition(&mut self, expr: &tree::Expr) -> Option<Expr> {
        self.of_kind(expr, &Kind::YesNo)
    }

    /// An expression that has to be of a kind.
    pub(super) fn of_kind(&mut self, expr: &tree::Expr, kind: &Kind) -> Option<Expr> {
        let typed = self.clause(expr, Some(kind))?;
        self.must_be(typed, kind)
    }

    /// A time, or a day.
    pub(super) fn time_or_date(&mut self, expr: &tree::Expr) -> Option<Expr> {
        let typed = self.clause(expr, None)?;
        self.must_be_time(typed)
    }

    /// A list.
    pub(super) fn list(&mut self, expr: &tree::Expr) -> Option<Expr> {
        self.asked = applicable::asked(expr);
        self.gathered(expr)
    }

    pub(super) fn must_be(&mut self, typed: Expr, kind: &Kind) -> Option<Expr> {
        if typed.kind == *kind {
            return Some(typed);
        }
        if let Node::Events(act) = typed.node {
            let act = self.c.program.acts.get(act)?;
            let (name, declared) = (act.head.name.clone(), act.head.span);
            let (found, wanted) = (Some(Entity::Act(0)), findings::Wanted::Value);
            let declared = Some(declared);
            let finding = findings::wrong_sort(&name, typed.span, found, wanted, declared);
            self.c.find(finding);
            return None;
        }
        let finding = findings::not_of_kind(&self.c.program, &typed, kind);
        self.c.find(finding);
        None
    }

    pub(super) fn must_be_time(&mut self, typed: Expr) -> Option<Expr> {
        if matches!(typed.kind, Kind::Time | Kind::Date) {
            return Some(typed);
        }
        let finding = findings::not_of_kind(&self.c.program, &typed, &Kind::Time);
        self.c.find(finding);
        None
    }

    /// Remembers that the item waits for something.
    pub(super) fn refer(&mut self, to: Place, span: Span) {
        self.c.refer(self.place, to, span);
    }

    /// Remembers the use of an optional field, unless the clause asks whether it applies.
    pub(super) fn use_optional(&mut self, path: &str, span: Span, declared: Span) {
        let inner = format!("{path}.");
        let asked = self.asked.contains(path) || self.asked.iter().any(|a| a.starts_with(&inner));
        if !asked && !self.skipping {
            self.used.entry(path.to_owned()).or_insert((span, declared));
        }
    }

    /// Any expression. `want` is the kind that its surroundings expect, by which bare choices are found.
    pub(super) fn expr(&mut self, expr: &tree::Expr, want: Option<&Kind>) -> Option<Expr> {
        use tree::Node as N;
        let span = expr.span;
        match &expr.node {
            N::Path(path) => self.path(path, Use::value(want)),
            N::Call(name, args) => self.call(name, args, span),
            N::YesNo(value) => {
                let truth = Value::Truth(Truth::from(*value));
                Some(constant(truth, Kind::YesNo, span))
            }
            N::Number(number) => Some(exactly(*number, Kind::Number, span)),
            N::Share(share) => Some(exactly(*share, Kind::Share, span)),
            N::Amount(number, word) => self.amount(*number, word, span),
            N::Date(date) => Some(exactly(Number::whole(date.number()), Kind::Date, span)),
            N::Time(time) => {
                let at = self.c.instant(self.policy, time)?;
                Some(exactly(at.seconds(), Kind::Time, span))
            }
            N::Text(text) => {
                let text = Value::Text(Some(text.as_str().into()));
                Some(constant(text, Kind::Text, span))
            }
            N::All(parts) => Some(yes_no(Node::All(self.conditions(parts)?), span)),
            N::Any(parts) => Some(yes_no(Node::Any(self.conditions(parts)?), span)),
            N::Not(inner) => {
                let inner = self.yes_no(inner)?;
                Some(yes_no(Node::Not(Box::new(inner)), span))
            }
            N::AtLeastOf(number, parts) => {
                let parts_typed = self.conditions(parts);
                let count = number.to_whole().and_then(|n| u32::try_from(n).ok());
                let fits = |n: &u32| *n >= 1 && *n as usize <= parts.len();
                let Some(count) = count.filter(fits) else {
                    self.c.find(findings::at_least_count(span, parts.len()));
                    return None;
                };
                Some(yes_no(Node::AtLeastOf(count, parts_typed?), span))
            }
            N::Compare(op, left, right) => self.compare(*op, left, right, span),
            N::Is {
                negated,
                left,
                right,
            } => {
                let same = self.is(left, right, span);
                same.map(|same| negate(same, *negated))
            }
            N::IsOneOf {
                negated,
                left,
                choices,
            } => {
                let one = self.is_one_of(left, choices, span);
                one.map(|one| negate(one, *negated))
            }
            N::IsState {
                negated,
                left,
                state,
                state_span,
            } => {
                let state = self.is_state(left, state, *state_span, span);
                state.map(|state| negate(state, *negated))
            }
            N::Sum(parts) => self.sum(parts, span),
            N::Product(parts) => self.product(parts, span),
            N::ShareOf(share, of) => self.share_of(share, of, span),
            N::If(condition, then, otherwise) => {
                let condition = self.yes_no(condition);
                let then = self.expr(then, want);
                let want = want.or(then.as_ref().map(|then| &then.kind)).cloned();
                let otherwise = self.expr(otherwise, want.as_ref());
                let (condition, then, otherwise) = (condition?, then?, otherwise?);
                self.same_kind(&then, &otherwise)?;
                let kind = then.kind.clone();
                let node = Node::If(Box::new(condition), Box::new(then), Box::new(otherwise));
                Some(Expr { node, kind, span })
            }
            N::Aggregate {
                word,
                word_span,
                over,
            } => self.aggregate(word, *word_span, over, want, span),
            N::Cited(of, cites) => {
                let of = self.expr(of, want)?;
                let cites = self.c.citations(self.policy, cites.as_slice());
                let kind = of.kind.clone();
                let node = Node::Cited(Box::new(of), cites);
                Some(Expr { node, kind, span })
            }
            N::Over(of, period) => self.over(of, period, span),
            N::UnderLaw(of, at) => self.under_law(of, at, span),
            N::Happened { negated, act } => {
                let happened = self.c.act(self.policy, act)?;
                Some(negate(yes_no(Node::Happened(happened), span), *negated))
            }
            N::Shift {
                period,
                before,
                counting_that_day,
                from,
            } => self.shift(period, (*before, *counting_that_day), from, span),
            N::Of(word, target) => self.of_duty(word, target, None, span),
            N::EdgeOf { end, unit, of } => self.edge_of(*end, unit, of, span),
            N::DayOf { day, month, of } => self.day_of(*day, *month, of, span),
            N::Window(window) => self.window(window, span),
            N::Table(table) => self.table(table, want, span),
            N::Unreadable => {
                self.c.incomplete = true;
                None
            }
        }
    }

    pub(super) fn unsupported(&mut self, construct: &str, span: Span) -> Option<Expr> {
        self.c.find(findings::not_yet_supported(construct, span));
        None
    }

    /// A part that has to be yes or no.
    pub(super) fn yes_no(&mut self, expr: &tree::Expr) -> Option<Expr> {
        let typed = self.expr(expr, Some(&Kind::YesNo))?;
        self.must_be(typed, &Kind::YesNo)
    }

    /// Parts that have to be yes or no; all are looked at, whatever is wrong with one.
    pub(super) fn conditions(&mut self, parts: &[tree::Expr]) -> Option<Vec<Expr>> {
        let typed: Vec<Option<Expr>> = parts.iter().map(|part| self.yes_no(part)).collect();
        typed.into_iter().collect()
    }

    /// Two that have to be of one kind.
    pub(super) fn same_kind(&mut self, left: &Expr, right: &Expr) -> Option<()> {
        if left.kind == right.kind {
            return Some(());
        }
        let finding = findings::unlike(&self.c.program, left, right, findings::Meeting::Choice);
        self.c.find(finding);
        None
    }

    /// A variable that is only in sight in an aggregate.
    pub(super) fn with_member<T>(
        &mut self,
        name: &Ident,
        kind: Option<Kind>,
        inner: impl FnOnce(&mut Self, usize) -> T,
    ) -> T {
        let outer = self.frame.next;
        let slot = self.frame.push(name.name.clone(), kind, name.span);
        let done = inner(self, slot);
        self.frame.variables.pop();
        self.frame.next = outer;
        done
    }
}

/// The opposite, if asked for.
pub(super) fn negate(expr: Expr, negated: bool) -> Expr {
    if !negated {
        return expr;
    }
    let span = expr.span;
    yes_no(Node::Not(Box::new(expr)), span)
}
