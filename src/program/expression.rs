//! Expressions as meant: typed, resolved, and shaped for evaluation.

use std::collections::BTreeSet;

use super::{Citation, Target};
use crate::name::Name;
use crate::source::Span;
use crate::value::{CompareOp, Date, Factor, Kind, Period, Sign, State, Value};

/// An expression with its kind.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it computes.
    pub node: Node,
    /// Its kind.
    pub kind: Kind,
    /// Where it is written.
    pub span: Span,
}

/// The expressions that one is made of, borrowed as `children` and `children_mut` say.
macro_rules! children {
    ($expr:ident, $iter:ident $(, $mut:tt)?) => {{
        use Node as N;
        match &$($mut)? $expr.node {
            N::Constant(_) | N::Fact(_) | N::Variable(_) | N::Moment | N::AsOf => Vec::new(),
            N::Reading(_) | N::Happened(_) | N::Events(_) => Vec::new(),
            N::Field(of, _) | N::Cited(of, _) | N::Not(of) | N::OneOf(of, _) => vec![of],
            N::IsKnown(of) | N::IsApplicable(of) | N::IsWorkingDay(of, _) => vec![of],
            N::Index(of, _) | N::EdgeOf { of, .. } | N::DayOf(_, _, of) => vec![of],
            N::Shift { from, .. } => vec![from],
            N::Rolled(of, _) => vec![of],
            N::OfDuty(of) => {
                let of = &$($mut)? **of;
                of.args.$iter().chain(&$($mut)? of.event).collect()
            }
            N::Over(of, period) => match &$($mut)? period.year {
                Year::Number(_) => vec![of],
                Year::Of(year, _) => vec![of, year],
            },
            N::UnderLaw(a, b) | N::Compare(_, a, b) | N::Same(a, b) => vec![a, b],
            N::If(a, b, c) => vec![a, b, c],
            N::Table(table) => {
                let mut parts = Vec::new();
                for row in &$($mut)? table.rows {
                    parts.extend(row.cells.$iter().flatten());
                    parts.push(&$($mut)? row.value);
                }
                parts
            }
            N::Judgement(_, of) => of.$iter().map(|of| &$($mut)? **of).collect(),
            N::Define(_, all) | N::All(all) | N::Any(all) => all.$iter().collect(),
            N::AtLeastOf(_, all) | N::CountOf(all) => all.$iter().collect(),
            N::InState(_, all, _) | N::Extreme { of: all, .. } | N::FirstKnown(all) => {
                all.$iter().collect()
            }
            N::Sum(terms) => terms.$iter().map(|(_, term)| term).collect(),
            N::Product(factors) => factors.$iter().map(|(_, factor)| factor).collect(),
            N::Aggregate(aggregate) => {
                let parts = [&$($mut)? aggregate.condition, &$($mut)? aggregate.each];
                let parts = parts.into_iter().flatten();
                std::iter::once(&$($mut)? aggregate.list).chain(parts).collect()
            }
            N::Window(window) => {
                let window = &$($mut)? **window;
                let length = match &$($mut)? window.length {
                    WindowLength::Lasting(length) => Some(length),
                    WindowLength::Counted(end) => Some(end),
                    WindowLength::Calendar(_) => None,
                };
                let parts = length.into_iter().chain(&$($mut)? window.sharing);
                let parts = parts.chain(&$($mut)? window.until);
                let always = [
                    &$($mut)? window.list,
                    &$($mut)? window.at,
                    &$($mut)? window.has,
                ];
                always.into_iter().chain(parts).collect()
            }
        }
    }};
}

impl Expr {
    /// Whether what it is made of matters by its value, and not only by being there.
    #[must_use]
    pub fn asks_for_values(&self) -> bool {
        !matches!(self.node, Node::IsKnown(_) | Node::IsApplicable(_))
    }

    /// The expressions that it is made of.
    #[must_use]
    pub fn children(&self) -> Vec<&Expr> {
        children!(self, iter)
    }

    /// Whether a condition that holds of some members of a list holds of these and more, and of longer
    /// ones.
    #[must_use]
    pub fn only_grows(&self, within: usize) -> bool {
        let grows = |of: &Expr| match &of.node {
            Node::Aggregate(aggregate) => matches!(
                aggregate.gather,
                Gather::Count | Gather::Sum | Gather::Largest
            ),
            _ => false,
        };
        let stays = |of: &Expr| !of.mentions(within);
        match &self.node {
            Node::All(of) | Node::Any(of) => of.iter().all(|leg| leg.only_grows(within)),
            Node::Cited(of, _) => of.only_grows(within),
            Node::Compare(CompareOp::AtLeast | CompareOp::MoreThan, more, than) => {
                grows(more) && stays(than)
            }
            Node::Compare(CompareOp::AtMost | CompareOp::LessThan, than, more) => {
                grows(more) && stays(than)
            }
            _ => stays(self),
        }
    }

    /// The duties whose breach a condition asks for.
    #[must_use]
    pub fn breaches(&self) -> BTreeSet<usize> {
        match &self.node {
            Node::InState(Target::Duty(duty), _, State::Breached) => BTreeSet::from([*duty]),
            Node::All(legs) | Node::Any(legs) => legs.iter().flat_map(Expr::breaches).collect(),
            Node::Cited(leg, _) => leg.breaches(),
            _ => BTreeSet::new(),
        }
    }

    /// Whether it names this variable.
    #[must_use]
    pub fn mentions(&self, variable: usize) -> bool {
        matches!(self.node, Node::Variable(known) if known == variable)
            || (self.children().into_iter()).any(|child| child.mentions(variable))
    }

    /// Whether a variable occurs in it that it does not introduce: a member of a list, an event, an
    /// argument.
    #[must_use]
    pub fn has_variables(&self) -> bool {
        let (mut used, mut introduced) = (Vec::new(), Vec::new());
        let mut open = vec![self];
        while let Some(expr) = open.pop() {
            match &expr.node {
                Node::Variable(variable) => used.push(*variable),
                Node::Aggregate(of) => introduced.push(of.variable),
                Node::Window(of) => introduced.extend([of.member, of.within, of.begin, of.end]),
                _ => {}
            }
            open.extend(expr.children());
        }
        used.iter().any(|variable| !introduced.contains(variable))
    }

    /// The same, to be changed in place.
    pub fn children_mut(&mut self) -> Vec<&mut Expr> {
        children!(self, iter_mut, mut)
    }
}

/// What an expression computes.
#[derive(Clone, Debug)]
pub enum Node {
    /// A constant.
    Constant(Value),
    /// A fact at the top.
    Fact(usize),
    /// A variable of the frame: a parameter, a member, an event.
    Variable(usize),
    /// A field of a record.
    Field(Box<Expr>, usize),
    /// A field recorded over a reference period. The first is the field.
    Over(Box<Expr>, Box<RefPeriod>),
    /// The instant that governs the item.
    Moment,
    /// The moment whose state is asked for.
    AsOf,
    /// A definition, with its arguments.
    Define(usize, Vec<Expr>),
    /// The same under the law of another instant.
    UnderLaw(Box<Expr>, Box<Expr>),
    /// A judgement, of the record it is about.
    Judgement(usize, Option<Box<Expr>>),
    /// A reading: which alternative is used.
    Reading(usize),
    /// All must hold.
    All(Vec<Expr>),
    /// One must hold.
    Any(Vec<Expr>),
    /// At least so many must hold.
    AtLeastOf(u32, Vec<Expr>),
    /// How many hold.
    CountOf(Vec<Expr>),
    /// A leg that has articles of its own.
    Cited(Box<Expr>, Vec<Citation>),
    /// It must not hold.
    Not(Box<Expr>),
    /// An ordered comparison of two values of one kind.
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// Whether the two are the same.
    Same(Box<Expr>, Box<Expr>),
    /// Whether the choice is one of these, by their bits.
    OneOf(Box<Expr>, u64),
    /// Whether a fact is given (and not declared unknown).
    IsKnown(Box<Expr>),
    /// Whether a fact applies.
    IsApplicable(Box<Expr>),
    /// Whether a duty, power or sanction is in a state, in snake case.
    InState(super::Target, Vec<Expr>, State),
    /// Whether a day, or the day of a time, is a working day in the calendar named here or by the policy.
    IsWorkingDay(Box<Expr>, Option<Name>),
    /// The limit, the performance or the breach of a duty.
    OfDuty(Box<OfDuty>),
    /// Whether an act has happened.
    Happened(usize),
    /// Sum of ordered values; times and durations meet here too.
    Sum(Vec<(Sign, Expr)>),
    /// Product of ordered values.
    Product(Vec<(Factor, Expr)>),
    /// `if c then a else b`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// The row of a table that fits.
    Table(Box<Table>),
    /// A member of a list by its position, from 0.
    Index(Box<Expr>, u32),
    /// The events of an act.
    Events(usize),
    /// A question over the members of a list.
    Aggregate(Box<Aggregate>),
    /// Whether some stretch of time holds members of a list of which a condition holds.
    Window(Box<Window>),
    /// The smallest or largest of some values.
    Extreme {
        /// The largest instead of the smallest.
        largest: bool,
        /// Of what.
        of: Vec<Expr>,
    },
    /// The first that is not declared unknown.
    FirstKnown(Vec<Expr>),
    /// The first or last day of the stretch of the calendar that a time lies in.
    EdgeOf {
        /// The last day instead of the first.
        end: bool,
        /// Which stretch.
        stretch: Stretch,
        /// The time or the day.
        of: Box<Expr>,
    },
    /// A day of the year that a time lies in: day and month.
    DayOf(u8, u8, Box<Expr>),
    /// A day, or the next working day in the calendar named here or by the policy.
    Rolled(Box<Expr>, Option<Name>),
    /// A period counted from a time, before or after it. The kind is a time for
    /// hours and shorter, a date for days and longer.
    Shift {
        /// How long.
        period: Period,
        /// Before instead of after.
        before: bool,
        /// The day of the event is counted, whatever the regime says.
        counting_that_day: bool,
        /// The regime, where the provision names one of its own.
        periods: Option<Name>,
        /// The calendar, where the provision names one of its own.
        calendar: Option<Name>,
        /// Whether the last day may move as the regime has it; not where a relief replaces that.
        rolls: bool,
        /// From when.
        from: Box<Expr>,
    },
}

/// A table: what its columns ask has one value in each row that fits.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// Some row fits whatever the facts are.
    pub complete: bool,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub struct TableRow {
    /// What must hold, column by column; none is `any`.
    pub cells: Vec<Option<Expr>>,
    /// What then follows.
    pub value: Expr,
    /// Where it is written.
    pub span: Span,
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its own word")]
pub enum Stretch {
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

impl Stretch {
    /// The first or last day of the stretch that a day lies in.
    #[must_use]
    pub fn edge(self, day: Date, end: bool) -> Option<Date> {
        let first = match self {
            Stretch::Year => Date::new(day.year(), 1, 1)?,
            Stretch::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)?,
            Stretch::Month => Date::new(day.year(), day.month(), 1)?,
            Stretch::Week => day.plus_days(1 - i64::from(day.weekday()))?,
            Stretch::Day => day,
        };
        if !end {
            return Some(first);
        }
        let months = match self {
            Stretch::Year => 12,
            Stretch::Quarter => 3,
            Stretch::Month => 1,
            Stretch::Week => return first.plus_days(6),
            Stretch::Day => return Some(first),
        };
        let index = first.month() - 1 + months;
        let carried = i32::try_from(index / 12).ok()?;
        Date::new(first.year() + carried, index % 12 + 1, 1)?.plus_days(-1)
    }

    /// By its word in either language; the grammar knows no others.
    #[must_use]
    pub fn named(word: &str) -> Stretch {
        match word {
            "year" | "연도" => Stretch::Year,
            "quarter" | "분기" => Stretch::Quarter,
            "month" | "월" => Stretch::Month,
            "week" | "주" => Stretch::Week,
            _ => Stretch::Day,
        }
    }
}

/// A question over the members of a list.
#[derive(Clone, Debug)]
pub struct Aggregate {
    /// Which.
    pub gather: Gather,
    /// The list.
    pub list: Expr,
    /// The variable that is the member.
    pub variable: usize,
    /// What it is called.
    pub name: Name,
    /// Which members; none is all of them.
    pub condition: Option<Expr>,
    /// What is taken of each: a yes/no for `Any`, `Every`, `None`, an ordered value for the rest, nothing for `Count`.
    pub each: Option<Expr>,
}

impl Aggregate {
    /// Whether it asks when events were: the first field of an event is its time.
    #[must_use]
    pub fn is_of_times_of_events(&self) -> bool {
        let of_member = |of: &Expr| matches!(of.node, Node::Variable(it) if it == self.variable);
        let each = self.each.as_ref().map(|each| &each.node);
        let times = matches!(each, Some(Node::Field(of, 0)) if of_member(of));
        times && matches!(self.list.node, Node::Events(_))
    }
}

/// What an aggregate asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gather {
    /// Whether it holds of one.
    Any,
    /// Whether it holds of all.
    Every,
    /// Whether it holds of none.
    None,
    /// How many.
    Count,
    /// Their sum.
    Sum,
    /// The largest, or latest.
    Largest,
    /// The smallest, or earliest.
    Smallest,
}

/// Stretches of time, and what one of them must hold.
#[derive(Clone, Debug)]
pub struct Window {
    /// Which stretches there are.
    pub length: WindowLength,
    /// The list.
    pub list: Expr,
    /// The variable that is a member, where its time, its end and what it shares are asked for.
    pub member: usize,
    /// When a member is, or begins; its kind is a time or a date.
    pub at: Expr,
    /// When a member ends, a time; none where it has no length.
    pub until: Option<Expr>,
    /// What members of one stretch share: the field of a member.
    pub sharing: Option<Expr>,
    /// The variable that is the list of the members within a stretch.
    pub within: usize,
    /// The variable that is the beginning of a stretch, a time.
    pub begin: usize,
    /// The variable that is the end of a stretch, a time.
    pub end: usize,
    /// What must hold.
    pub has: Expr,
}

/// Which stretches of time there are.
#[derive(Clone, Debug)]
pub enum WindowLength {
    /// Those of the calendar.
    Calendar(Stretch),
    /// All of this length of time; the last instant is included.
    Lasting(Expr),
    /// All that end with the day which this expression counts from when the member is.
    Counted(Expr),
}

/// A time that a duty has: its limit is of the kind that it is written in, the others are times.
#[derive(Clone, Debug)]
pub struct OfDuty {
    /// Which time.
    pub asks: Asks,
    /// Of which duty.
    pub duty: usize,
    /// The member and the period whose instance is meant, where they are in sight.
    pub args: Vec<Expr>,
    /// The event whose instance is meant, where one is in sight.
    pub event: Option<Expr>,
    /// Which, of several instances; the latest instead of the earliest. None is the only one there is.
    pub latest: Option<bool>,
}

/// Which time of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// By when it is to be done.
    Due,
    /// When it was done.
    Performance,
    /// When it was breached.
    Breach,
}

/// A reference period: months of a year.
#[derive(Clone, Debug)]
pub struct RefPeriod {
    /// First month, 1 to 12.
    pub first: u8,
    /// Last month, 1 to 12.
    pub last: u8,
    /// Which year.
    pub year: Year,
}

/// Which year.
#[derive(Clone, Debug)]
pub enum Year {
    /// This one.
    Number(i32),
    /// The one in which a time, in the policy's zone, or a day lies, plus so many.
    Of(Expr, i32),
}

/// A place in the record of facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactPath {
    /// Where it begins.
    pub root: FactRoot,
    /// The way from there.
    pub steps: Vec<FactStep>,
}

/// Where a place in the record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactRoot {
    /// A fact at the top.
    Fact(usize),
    /// A judgement without a parameter.
    Judgement(usize),
    /// An event, by its position in the record.
    Event(usize),
}

/// One step in the record of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactStep {
    /// A field of the record.
    Field(usize),
    /// A member of the list, from 0.
    Index(u32),
    /// A judgement about the record.
    Judgement(usize),
    /// When the judgement that stands there was made.
    Made,
}
