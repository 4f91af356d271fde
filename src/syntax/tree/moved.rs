//! A tree at another place of its file: the same text further up or down, every place moved alike.

use super::expectation::{Expect, Expected, InstancePart};
use super::expression::{Expr, Gather, Node, RefPeriod, Window, YearRef};
use super::reckoning::{CountingRule, Days, Holiday, HolidayOn, Stretch, Way, WrittenWeekday};
use super::table::{Cell, Limit, Row, Table};
use super::{
    Alternative, Cite, Clause, ClauseBody, Deed, Field, FieldBound, ForEach, Ident, InForce, Item,
    KindRef, May, Moment, Must, Param, Path, PathStep, Presumption, Title, Titles, WrittenTime,
};
use crate::diagnostic::{Diagnostic, Fix, Label};
use crate::source::Span;

/// What has places in it.
pub(in crate::syntax) trait Moved {
    /// Moves every place by so many bytes, down the file or, below zero, up.
    fn by(&mut self, bytes: i64);
}

impl Moved for Span {
    fn by(&mut self, bytes: i64) {
        for at in [&mut self.start, &mut self.end] {
            *at = u32::try_from(i64::from(*at) + bytes).unwrap_or(u32::MAX);
        }
    }
}

impl<T: Moved> Moved for Vec<T> {
    fn by(&mut self, bytes: i64) {
        self.iter_mut().for_each(|one| one.by(bytes));
    }
}

impl<T: Moved> Moved for Option<T> {
    fn by(&mut self, bytes: i64) {
        self.iter_mut().for_each(|one| one.by(bytes));
    }
}

impl<T: Moved> Moved for Box<T> {
    fn by(&mut self, bytes: i64) {
        self.as_mut().by(bytes);
    }
}

impl<A: Moved, B: Moved> Moved for (A, B) {
    fn by(&mut self, bytes: i64) {
        self.0.by(bytes);
        self.1.by(bytes);
    }
}

/// The parts of records that have places, and after `;` those that have none. Each part is named, so
/// that one that is added is not forgotten here.
macro_rules! records {
    ($($record:ident { $($part:ident),* $(; $($bare:ident),*)? })*) => { $(
        impl Moved for $record {
            fn by(&mut self, bytes: i64) {
                let $record { $($part,)* $($($bare: _,)*)? } = self;
                $($part.by(bytes);)*
            }
        }
    )* };
}

/// The same of choices, alternative by alternative.
macro_rules! choices {
    ($($choice:ident { $($pattern:pat => $($part:ident)*,)* })*) => { $(
        impl Moved for $choice {
            fn by(&mut self, bytes: i64) {
                use $choice::*;
                match self {
                    $($pattern => { $($part.by(bytes);)* })*
                }
            }
        }
    )* };
}

records! {
    Ident { span; name }
    Title { span; text }
    Titles { en, ko }
    Item { span, keyword, name, params, kind_written, bounds, product, titles, clauses, stray; kind }
    Param { name, kind }
    Cite { source, span; pin }
    Clause { span, keyword, body }
    Alternative { name, titles, zone, calendar }
    Presumption { burden; value }
    Must { deed; negated }
    ForEach { variable, list, condition }
    InForce { from, until }
    Field { name, kind, bounds, titles, cites, computed, default; over_period, planned, optional }
    FieldBound { figure, span; upper, negative }
    Expect { name, instance, outcome, by, due, citing, needs, span }
    Expr { span, node }
    RefPeriod { year, span; months }
    Window { length, calendar, list, by, sharing, has; whole }
    WrittenTime { span; date, clock, offset }
    Path { steps, span }
    Holiday { on, span, titles }
    WrittenWeekday { span; day }
    Days { span; count }
    Stretch { span; from, to }
    CountingRule { way, span, cites }
    Table { inputs, rows }
    Row { cells, result, span }
    Limit { than, span; op }
    Diagnostic { primary, others, fix, offered; code, message, heading, help }
    Label { span; text }
    Fix { span; replacement }
}

choices! {
    KindRef {
        YesNo(at) => at,
        Named(name) => name,
        List(of, at) => of at,
        OneOf(these, at) => these at,
    }
    ClauseBody {
        Title(titles) | Criteria(titles) | Doubt(titles) | Advice(titles) | Because(titles) => titles,
        Zone(_) | Soft | Rolls | EvenBefore | Proposed(_) | Facts(_) => ,
        ZoneOf(expr) | CalendarOf(expr) | GovernedBy(expr) | For(expr) | Means(expr) | When(expr)
            | By(expr) | Within(expr) | CountsAsDone(expr) => expr,
        Periods(name) | Calendar(name) | Bearer(name) | From(name) | Holder(name) | Through(name)
            | Default(name) | Extends(name) => name,
        Cites(cites) => cites,
        InForce(days) | ReliedOn(days) => days,
        ForEach(each) => each,
        Address(_, at) => at,
        To(names, of) => names of,
        Over(names) | OnBreach(names) | Tag(names) => names,
        Unless(expr, presumed) => expr presumed,
        Presumed(presumed) => presumed,
        Must(must) => must,
        May(may) => may,
        Prompt { standard: _, judged } => judged,
        Relief { hour: _, condition } => condition,
        ArisesOn { act, condition } => act condition,
        Every { period, variable } => period variable,
        UpTo(exprs) => exprs,
        InLieuOf { name, condition } => name condition,
        Instead(clause) => clause,
        Allow { code, because } => code because,
        Alternative(one) => one,
        Field(field) => field,
        AsOf(moment) | LawOf(moment) | KnownBy(moment) => moment,
        Given { path, value } => path value,
        Reading { name, alternative } => name alternative,
        Expect(expect) => expect,
        Weekend(days) => days,
        Holiday(holiday) => holiday,
        Worked(_, at) => at,
        Rule(rule) => rule,
    }
    Deed {
        Act { act, condition } => act condition,
        Ensure(expr) => expr,
        Payment { amount, through } => amount through,
    }
    May {
        Act { act, condition } => act condition,
        Reduce { to, condition } => to condition,
    }
    InstancePart {
        Place(path) => path,
        Period(_) => ,
    }
    Expected {
        Yes | No => ,
        Is(expr, _) => expr,
        State(_, at) => at,
        Coming { denied: _, state, at } => state at,
    }
    Node {
        Path(path) => path,
        Call(name, exprs) => name exprs,
        YesNo(_) | Number(_) | Share(_) | Date(_) | Text(_) | Unreadable => ,
        Amount(_, unit) => unit,
        Time(time) => time,
        All(exprs) | Any(exprs) | AtLeastOf(_, exprs) => exprs,
        Cited(expr, cites) => expr cites,
        Not(expr) => expr,
        Compare(_, left, right) => left right,
        Is { negated: _, left, right } => left right,
        IsOneOf { negated: _, left, choices } => left choices,
        IsState { negated: _, left, state: _, state_span } => left state_span,
        Sum(parts) => parts,
        Product(parts) => parts,
        ShareOf(share, of) => share of,
        If(condition, then, otherwise) => condition then otherwise,
        Aggregate { word: _, word_span, over } => word_span over,
        Over(expr, period) => expr period,
        UnderLaw(expr, of) => expr of,
        Happened { negated: _, act } => act,
        Shift { period, before: _, counting_that_day: _, from } => period from,
        Of(word, expr) => word expr,
        EdgeOf { end: _, unit, of } => unit of,
        DayOf { day: _, month: _, of } => of,
        Window(window) => window,
        Table(table) => table,
    }
    Gather {
        Members { variable, list, each, condition } => variable list each condition,
        These(exprs) => exprs,
        All(expr) => expr,
    }
    YearRef {
        Number(_) => ,
        Of(expr) | Before(expr) => expr,
    }
    Moment {
        Date(_) => ,
        Time(time) => time,
    }
    PathStep {
        Name(name) => name,
        Index(_) => ,
    }
    HolidayOn {
        Day(_) => ,
        EveryYear { day: _, month: _, between } => between,
    }
    Way {
        FirstDay { .. } | Months { .. } | Hours { .. } | Moves { .. } | ClearDays { .. } | EndsBefore
            | DayAfter => ,
        LeastWorkingDays { days, from } => days from,
        BusinessDays { up_to } => up_to,
        NeverLast(days) => days,
        Office { stretches, up_to } => stretches up_to,
        Added(days) => days,
        NotLaterThan(name) => name,
    }
    Cell {
        Any => ,
        Limits(limits, at) => limits at,
        OneOf(exprs, at) => exprs at,
        Is(expr) => expr,
    }
}

/// What has no place, beside what has one.
macro_rules! placeless {
    ($($bare:ty),*) => { $( impl Moved for $bare { fn by(&mut self, _: i64) {} } )* };
}
placeless!(String, crate::value::Sign, crate::value::Factor);
