//! Tables, questions over lists, windows, and periods that are counted.

use crate::name::Name;
use crate::period::Regime;
use crate::program::Node;
use crate::program::expression::{Aggregate, Gather, Table, Window, WindowLength};
use crate::value::Kind;

use super::super::id::OpId;
use super::super::op::{self, Dated, DayCount, Length, Member, Op, Shift};
use super::super::prepared::is_answer;
use super::super::time::CalendarRef;
use super::super::unsupported::Unsupported;
use super::expression::{dated, position};
use super::{Compiled, Compiler};

impl Compiler<'_> {
    pub(super) fn table(&mut self, table: &Table, kind: &Kind) -> Compiled<Op> {
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let mut cells = Vec::new();
            for cell in row.cells.iter().flatten() {
                cells.push(self.expr(cell)?);
            }
            let cells = self.args(&cells);
            rows.push((cells, self.expr(&row.value)?));
        }
        let unknown = self.unknown(kind);
        self.plan.tables.push(op::Table {
            rows,
            complete: table.complete,
            unknown,
            answers: is_answer(kind),
        });
        Ok(Op::Table(position(self.plan.tables.len())))
    }

    pub(super) fn aggregate(&mut self, aggregate: &Aggregate, kind: &Kind) -> Compiled<Op> {
        let leaf = self.member_leaf(&aggregate.list)?;
        let list = self.expr(&aggregate.list)?;
        let member = Member {
            variable: self.variable(aggregate.variable),
            leaf,
        };
        let (block, (condition, each)) = self.block(|compiler| {
            let condition = match &aggregate.condition {
                Some(condition) => Some(compiler.expr(condition)?),
                None => None,
            };
            let each = match &aggregate.each {
                Some(each) => Some(compiler.expr(each)?),
                None => None,
            };
            Ok((condition, each))
        })?;
        let grows = matches!(kind, Kind::Quantity(_) | Kind::Duration);
        self.plan.aggregates.push(op::Aggregate {
            gather: aggregate.gather,
            list,
            member,
            block,
            condition,
            each,
            grows: grows && aggregate.gather == Gather::Sum,
            times: aggregate.is_of_times_of_events(),
        });
        Ok(Op::Aggregate(position(self.plan.aggregates.len())))
    }

    pub(super) fn window(&mut self, window: &Window) -> Compiled<Op> {
        let leaf = self.member_leaf(&window.list)?;
        let list = self.expr(&window.list)?;
        let lasting = match &window.length {
            WindowLength::Lasting(length) => Some(self.expr(length)?),
            WindowLength::Counted(_) | WindowLength::Calendar(_) => None,
        };
        let member = Member {
            variable: self.variable(window.member),
            leaf,
        };
        let (placing, (at, until, sharing, counted)) = self.block(|compiler| {
            let at = compiler.expr(&window.at)?;
            let until = compiler.maybe(window.until.as_ref())?;
            let sharing = compiler.maybe(window.sharing.as_ref())?;
            let counted = match &window.length {
                WindowLength::Counted(end) => Some((compiler.expr(end)?, end)),
                WindowLength::Lasting(_) | WindowLength::Calendar(_) => None,
            };
            Ok((at, until, sharing, counted))
        })?;
        let length = match (&window.length, lasting, counted) {
            (WindowLength::Calendar(stretch), ..) => Length::Calendar(*stretch),
            (_, Some(length), _) => Length::Lasting(length),
            (_, _, Some((end, expr))) => {
                Length::Counted(end, dated(&expr.kind), self.day_count(&expr.node))
            }
            _ => return Err(Unsupported::Expression(window.list.span)),
        };
        let (within, begin) = (self.variable(window.within), self.variable(window.begin));
        let end = self.variable(window.end);
        let (asking, has) = self.own(&window.has)?;
        self.plan.windows.push(op::Window {
            length,
            list,
            member,
            dated: dated(&window.at.kind),
            placing,
            at,
            until,
            sharing,
            within,
            begin,
            end,
            grows: window.has.only_grows(window.within),
            asking,
            has,
        });
        Ok(Op::Window(position(self.plan.windows.len())))
    }

    /// How a period is counted from some time of a day, for stretches of whole days.
    fn day_count(&mut self, node: &Node) -> Option<DayCount> {
        let Node::Shift {
            period,
            periods,
            calendar,
            ..
        } = node
        else {
            return None;
        };
        let policy = self.program.setting(self.policy);
        let named = policy.and_then(|policy| policy.periods.as_ref());
        let name = periods.as_ref().or(named).map(Name::as_str)?;
        let regime = self.plan.almanac.regime(self.program, name, false, false)?;
        let calendar = self.calendar_for(calendar.as_ref(), self.program.regime(name));
        Some(DayCount {
            period: *period,
            regime,
            calendar,
        })
    }

    /// A period counted from a time.
    pub(super) fn shift(&mut self, node: &Node, from: OpId, dated: Dated) -> Option<Shift> {
        let Node::Shift {
            period,
            before,
            counting_that_day,
            periods,
            calendar,
            rolls,
            ..
        } = node
        else {
            return None;
        };
        let policy = self.program.setting(self.policy);
        let named = policy.and_then(|policy| policy.periods.as_ref());
        let name = periods.as_ref().or(named).map(Name::as_str);
        let (almanac, program) = (&mut self.plan.almanac, self.program);
        let regime =
            name.and_then(|name| almanac.regime(program, name, *counting_that_day, *rolls));
        let own = name.filter(|_| regime.is_some());
        let own = own.and_then(|name| program.regime(name));
        let calendar = self.calendar_for(calendar.as_ref(), own);
        Some(Shift {
            period: *period,
            before: *before,
            regime,
            calendar,
            from,
            dated,
        })
    }

    /// The calendar: the provision's own, the policy's, or that of the policy's regime.
    pub(super) fn calendar(&mut self, own: Option<&Name>) -> CalendarRef {
        self.calendar_for(own, None)
    }

    fn calendar_for(&mut self, own: Option<&Name>, regime: Option<&Regime>) -> CalendarRef {
        let policy = self.program.setting(self.policy);
        let named = own.or(policy.and_then(|policy| policy.calendar.as_ref()));
        let policys = policy
            .and_then(|policy| policy.periods.as_ref())
            .and_then(|name| self.program.regime(name.as_str()));
        let regime = regime.or(policys);
        let name = named.map(Name::as_str);
        let name = name.or(regime.and_then(|regime| regime.calendar.as_deref()));
        self.plan.almanac.calendar(self.program, name)
    }
}
