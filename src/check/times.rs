//! Reference periods, periods counted from a time, the law of another time.

use super::expressions::Typing;
use super::findings;
use super::literals::{exactly, period, period_unit, unit_seconds};
use super::paths::Use;
use crate::program::expression::{RefPeriod, Stretch, Year};
use crate::program::{Expr, Node};
use crate::source::Span;
use crate::syntax::tree::{self, Ident, YearRef};
use crate::value::{Date, Kind, Number, Period};

impl Typing<'_, '_> {
    /// `x over october to december of year before moment`
    pub(super) fn over(
        &mut self,
        of: &tree::Expr,
        period: &tree::RefPeriod,
        span: Span,
    ) -> Option<Expr> {
        let tree::Node::Path(path) = &of.node else {
            if self.expr(of, None).is_some() {
                self.c
                    .find(findings::no_reference_period("", of.span, None));
            }
            return None;
        };
        self.over_path(path, period, Use::default(), span)
    }

    pub(super) fn over_path(
        &mut self,
        path: &tree::Path,
        period: &tree::RefPeriod,
        wanted: Use<'_>,
        span: Span,
    ) -> Option<Expr> {
        let wanted = Use {
            periodic: true,
            ..wanted
        };
        let of = self.path(path, wanted);
        let year = match &period.year {
            YearRef::Number(year) => Some(Year::Number(*year)),
            YearRef::Of(expr) => self.year(expr, 0),
            YearRef::Before(expr) => self.year(expr, -1),
        };
        let (first, last) = period.months.unwrap_or((1, 12));
        if first > last {
            self.c.find(findings::months_reversed(period.span));
            return None;
        }
        let (of, year) = (of?, year?);
        let kind = of.kind.clone();
        let period = RefPeriod { first, last, year };
        let node = Node::Over(Box::new(of), Box::new(period));
        Some(Expr { node, kind, span })
    }

    fn year(&mut self, expr: &tree::Expr, plus: i32) -> Option<Year> {
        let typed = self.expr(expr, None)?;
        Some(Year::Of(self.must_be_time(typed)?, plus))
    }

    /// `covered under law of T`
    pub(super) fn under_law(
        &mut self,
        of: &tree::Expr,
        at: &tree::Expr,
        span: Span,
    ) -> Option<Expr> {
        let (of, at) = (self.expr(of, None), self.expr(at, None));
        let at = at.and_then(|at| self.must_be(at, &Kind::Time));
        let (of, at) = (of?, at?);
        if !matches!(of.node, Node::Define(..)) {
            self.c.find(findings::under_law_of_no_define(of.span));
            return None;
        }
        let kind = of.kind.clone();
        let node = Node::UnderLaw(Box::new(of), Box::new(at));
        Some(Expr { node, kind, span })
    }

    /// `30 days after T`
    pub(super) fn shift(
        &mut self,
        length: &tree::Expr,
        (before, counting_that_day): (bool, bool),
        from: &tree::Expr,
        span: Span,
    ) -> Option<Expr> {
        let from = self.expr(from, None);
        let from = from.and_then(|from| self.must_be_time(from));
        let tree::Node::Amount(count, word) = &length.node else {
            if let Some(typed) = self.expr(length, None) {
                if matches!(typed.kind, Kind::Period | Kind::Duration) {
                    self.unsupported("a computed period", typed.span);
                } else {
                    let finding = findings::not_of_kind(&self.c.program, &typed, &Kind::Period);
                    self.c.find(finding);
                }
            }
            return None;
        };
        let Some(unit) = period_unit(word.name.as_str()) else {
            if let Some(typed) = self.expr(length, None) {
                let finding = findings::not_of_kind(&self.c.program, &typed, &Kind::Period);
                self.c.find(finding);
            }
            return None;
        };
        let Some(period) = period(*count, unit) else {
            self.c.find(findings::period_not_whole(length.span));
            return None;
        };
        let from = from?;
        let kind = match unit_seconds(unit) {
            Some(_) => Kind::Time,
            None if from.kind == Kind::Time && self.in_office_hours(period, before) => Kind::Time,
            None => Kind::Date,
        };
        let node = Node::Shift {
            period,
            before,
            counting_that_day,
            periods: self.periods.clone(),
            calendar: self.calendar.clone(),
            rolls: !self.unrolled,
            from: Box::new(from),
        };
        Some(Expr { node, kind, span })
    }

    /// Whether the regime counts a period of days in the working hours of an office.
    pub(super) fn in_office_hours(&self, period: Period, before: bool) -> bool {
        let policy = self.c.program.policies.get(self.policy);
        let policys = policy.and_then(|policy| policy.periods.as_ref());
        let regime = self.periods.as_ref().or(policys);
        regime
            .and_then(|name| self.c.program.regime(name.as_str()))
            .is_some_and(|regime| regime.office_hours(period, before).is_some())
    }

    /// `end of year of T`
    pub(super) fn edge_of(
        &mut self,
        end: bool,
        unit: &Ident,
        of: &tree::Expr,
        span: Span,
    ) -> Option<Expr> {
        let of = self.expr(of, None)?;
        let of = Box::new(self.must_be_time(of)?);
        let stretch = Stretch::named(unit.name.as_str());
        let node = Node::EdgeOf { end, stretch, of };
        Some(Expr {
            node,
            kind: Kind::Date,
            span,
        })
    }

    /// `31 January of T`, or of a written year.
    pub(super) fn day_of(
        &mut self,
        day: u8,
        month: u8,
        of: &tree::Expr,
        span: Span,
    ) -> Option<Expr> {
        let tree::Node::Number(year) = &of.node else {
            let of = self.expr(of, None)?;
            let of = Box::new(self.must_be_time(of)?);
            let node = Node::DayOf(day, month, of);
            return Some(Expr {
                node,
                kind: Kind::Date,
                span,
            });
        };
        let year = year.to_whole().and_then(|year| i32::try_from(year).ok());
        let date = year.and_then(|year| Date::new(year, month.into(), day.into()));
        let Some(date) = date else {
            self.c.find(findings::no_such_day(span));
            return None;
        };
        Some(exactly(Number::whole(date.number()), Kind::Date, span))
    }
}
