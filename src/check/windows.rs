//! Windows: `some 24 hours of stops by started has (…)`.

use super::expressions::{Typing, constant};
use super::findings;
use super::vocabulary;
use crate::name::Name;
use crate::program::expression::{Stretch, Window, WindowLength};
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree::{self, Ident, PathStep};
use crate::value::{Kind, Number, Period, PeriodUnit, Range, Sign, Value};

/// What is known of a window while the condition within it is read.
#[derive(Clone, Copy)]
pub(super) struct Within {
    /// The record of its members.
    pub(super) record: usize,
    /// The field that places them.
    by: usize,
    /// The variable that is their list.
    pub(super) slot: usize,
    /// The variable that is its beginning.
    begin: usize,
    /// The variable that is its end.
    end: usize,
    /// Lengths of time are not cut off at its ends.
    whole: bool,
}

impl Typing<'_, '_> {
    pub(super) fn window(&mut self, window: &tree::Window, span: Span) -> Option<Expr> {
        let list = self.gathered(&window.list)?;
        let record = match &list.kind {
            Kind::List(of) => match &**of {
                Kind::Record(record) => *record,
                _ => return None,
            },
            _ => return None,
        };
        let by = self.placed_by(window, record, span)?;
        let at = self.placing(record, by, window.by.as_ref())?;
        let sharing = match &window.sharing {
            Some(ident) => Some(self.member_field(record, ident)?),
            None => None,
        };
        let name = list_name(&window.list)?;
        let outer = (self.frame.next, self.frame.variables.len());
        let hidden = |word: &str| Name::new(word);
        let member_kind = Kind::Record(record);
        let member = self
            .frame
            .push(hidden(" member"), Some(member_kind.clone()), span);
        let begin = self.frame.push(hidden(" begin"), Some(Kind::Time), span);
        let end = self.frame.push(hidden(" end"), Some(Kind::Time), span);
        let slot = self
            .frame
            .push(name.name.clone(), Some(list.kind.clone()), name.span);
        let of_member = |field: usize, kind: Kind| {
            let member = Expr {
                node: Node::Variable(member),
                kind: member_kind.clone(),
                span,
            };
            Expr {
                node: Node::Field(Box::new(member), field),
                kind,
                span,
            }
        };
        let until = self.lasting(record, by, &of_member);
        let at = of_member(by, at);
        let sharing = sharing.map(|(field, kind)| of_member(field, kind));
        let length = self.window_length(window, &at, span);
        let within = Within {
            record,
            by,
            slot,
            begin,
            end,
            whole: window.whole,
        };
        let around = self.within.replace(within);
        let has = self.yes_no(&window.has);
        self.within = around;
        self.frame.next = outer.0;
        self.frame.variables.truncate(outer.1);
        let node = Node::Window(Box::new(Window {
            length: length?,
            list,
            member,
            at,
            until,
            sharing,
            within: slot,
            begin,
            end,
            has: has?,
        }));
        Some(Expr {
            node,
            kind: Kind::YesNo,
            span,
        })
    }

    /// The field that places a member in time; of events that is when they happened.
    fn placed_by(&mut self, window: &tree::Window, record: usize, span: Span) -> Option<usize> {
        if let Some(ident) = &window.by {
            return self.member_field(record, ident).map(|(field, _)| field);
        }
        if self.c.program.records.get(record)?.act.is_some() {
            return Some(0);
        }
        self.c.find(findings::window_without_field(span));
        None
    }

    fn placing(&mut self, record: usize, by: usize, ident: Option<&Ident>) -> Option<Kind> {
        let kind = self.c.field_kind(record, by)?;
        if !matches!(kind, Kind::Time | Kind::Date) {
            let span = ident.map(|ident| ident.span)?;
            let found = constant(Value::Text(None), kind, span);
            let finding = findings::not_of_kind(&self.c.program, &found, &Kind::Time);
            self.c.find(finding);
            return None;
        }
        Some(kind)
    }

    fn member_field(&mut self, record: usize, ident: &Ident) -> Option<(usize, Kind)> {
        let Some(field) = vocabulary::field(self.c, self.policy, record, ident) else {
            self.unknown_field(record, ident);
            return None;
        };
        Some((field, self.c.field_kind(record, field)?))
    }

    fn window_length(
        &mut self,
        window: &tree::Window,
        at: &Expr,
        span: Span,
    ) -> Option<WindowLength> {
        if let Some(unit) = &window.calendar {
            return Some(WindowLength::Calendar(Stretch::named(unit.name.as_str())));
        }
        let written = window.length.as_ref()?;
        let length = self.expr(written, None)?;
        match (&length.kind, &length.node) {
            (Kind::Duration, _) if at.kind == Kind::Time => Some(WindowLength::Lasting(length)),
            (Kind::Period, Node::Constant(Value::Period(Some(period)))) => {
                // A window of days is one of whole days, which are then the days that are worked.
                let unit = match self.in_office_hours(*period, false) {
                    true => PeriodUnit::BusinessDays,
                    false => period.unit,
                };
                let node = Node::Shift {
                    period: Period { unit, ..*period },
                    before: false,
                    counting_that_day: false,
                    periods: self.periods.clone(),
                    calendar: self.calendar.clone(),
                    rolls: false,
                    from: Box::new(at.clone()),
                };
                Some(WindowLength::Counted(Expr {
                    node,
                    kind: Kind::Date,
                    span,
                }))
            }
            _ => {
                let finding = findings::not_of_kind(&self.c.program, &length, &Kind::Period);
                self.c.find(finding);
                None
            }
        }
    }

    /// When a member ends: by the length that its record reckons from when it begins.
    fn lasting(
        &self,
        record: usize,
        by: usize,
        of_member: &impl Fn(usize, Kind) -> Expr,
    ) -> Option<Expr> {
        if self.c.field_kind(record, by)? != Kind::Time {
            return None;
        }
        let fields = self.c.program.records.get(record)?.fields.len();
        let length = (0..fields).find(|field| self.runs_from(record, *field, by))?;
        let begins = of_member(by, Kind::Time);
        let span = begins.span;
        let length = of_member(length, Kind::Duration);
        Some(Expr {
            node: Node::Sum(vec![(Sign::Plus, begins), (Sign::Plus, length)]),
            kind: Kind::Time,
            span,
        })
    }

    /// Whether a bare path, within a window, begins with a field of its members.
    pub(super) fn of_members(&self, path: &tree::Path) -> Option<(Within, Ident)> {
        let within = self.within?;
        let Some(PathStep::Name(first)) = path.steps.first() else {
            return None;
        };
        vocabulary::field(self.c, self.policy, within.record, first)?;
        Some((within, first.clone()))
    }

    /// The part of a length of time that lies in the window, of one that runs from when the member is.
    pub(super) fn clipped(&self, each: Expr, list: &Expr, member: usize) -> Expr {
        let Some(within) = self.within.filter(|within| !within.whole) else {
            return each;
        };
        let Node::Field(of, field) = &each.node else {
            return each;
        };
        let of_window = matches!(list.node, Node::Variable(slot) if slot == within.slot);
        let of_member = matches!(of.node, Node::Variable(slot) if slot == member);
        if !(of_window && of_member && self.runs_from(within.record, *field, within.by)) {
            return each;
        }
        let span = each.span;
        let time = |node: Node| Expr {
            node,
            kind: Kind::Time,
            span,
        };
        let member = of.clone();
        let at = || time(Node::Field(member.clone(), within.by));
        let (begin, end) = (Node::Variable(within.begin), Node::Variable(within.end));
        let length = |from: Expr, to: Expr| Expr {
            node: Node::Sum(vec![(Sign::Plus, to), (Sign::Minus, from)]),
            kind: Kind::Duration,
            span,
        };
        let ends = time(Node::Sum(vec![
            (Sign::Plus, at()),
            (Sign::Plus, each.clone()),
        ]));
        // From the later beginning to the earlier end, if that is a length at all.
        let shortest = Expr {
            node: Node::Extreme {
                largest: false,
                of: vec![
                    each,
                    length(at(), time(end.clone())),
                    length(time(begin.clone()), ends),
                    length(time(begin), time(end)),
                ],
            },
            kind: Kind::Duration,
            span,
        };
        let none = constant(
            Value::Range(Range::exactly(Number::ZERO)),
            Kind::Duration,
            span,
        );
        Expr {
            node: Node::Extreme {
                largest: true,
                of: vec![none, shortest],
            },
            kind: Kind::Duration,
            span,
        }
    }

    /// Whether a field is reckoned as some time less the one that places the member.
    fn runs_from(&self, record: usize, field: usize, by: usize) -> bool {
        let record = self.c.program.records.get(record);
        let field = record.and_then(|record| record.fields.get(field));
        let computed = field.and_then(|field| field.computed.as_ref());
        let Some(Node::Sum(terms)) = computed.map(|computed| &computed.node) else {
            return false;
        };
        terms.iter().any(|(sign, term)| {
            *sign == Sign::Minus && matches!(&term.node, Node::Field(_, from) if *from == by)
        })
    }
}

/// What the members are called within the window: the last word of the list.
fn list_name(list: &tree::Expr) -> Option<Ident> {
    let tree::Node::Path(path) = &list.node else {
        return None;
    };
    path.steps.iter().rev().find_map(|step| match step {
        PathStep::Name(ident) => Some(ident.clone()),
        PathStep::Index(_) => None,
    })
}
