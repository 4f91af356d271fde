//! Expressions as written.

use super::{Cite, Ident, Path, Table, WrittenTime};
use crate::source::Span;
use crate::value::{CompareOp, Date, Factor, Number, Sign};

/// An expression as written.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Its place, without what trails it.
    pub span: Span,
    /// What it says.
    pub node: Node,
}

/// What an expression says.
#[derive(Clone, Debug)]
pub enum Node {
    /// `outage.started`, `covered`, `s`
    Path(Path),
    /// `fee_due(s)`
    Call(Ident, Vec<Expr>),
    /// `yes`, `no`
    YesNo(bool),
    /// `3`, `100만`
    Number(Number),
    /// `4 hours`, `100만 users`, `1천만 KRW`
    Amount(Number, Ident),
    /// `1%`, `1/100`
    Share(Number),
    /// A day.
    Date(Date),
    /// A time.
    Time(WrittenTime),
    /// `"…"`
    Text(String),
    /// `a and b and c`
    All(Vec<Expr>),
    /// `a or b or c`
    Any(Vec<Expr>),
    /// `(a cites Act 3)`
    Cited(Box<Expr>, Vec<Cite>),
    /// `not a`
    Not(Box<Expr>),
    /// `a >= b`
    Compare(CompareOp, Box<Expr>, Box<Expr>),
    /// `a is b`, `a is not b`
    Is {
        /// `is not`
        negated: bool,
        /// What is asked about.
        left: Box<Expr>,
        /// What it may be.
        right: Box<Expr>,
    },
    /// `a is one of (b, c)`, `a is not one of (b, c)`
    IsOneOf {
        /// `is not one of`
        negated: bool,
        /// What is asked about.
        left: Box<Expr>,
        /// What it may be.
        choices: Vec<Expr>,
    },
    /// `a is known`, `a is applicable`, `D is breached`, `T is working day`; the words in snake case.
    IsState {
        /// `is not`
        negated: bool,
        /// What is asked about.
        left: Box<Expr>,
        /// `known`, `unknown`, `applicable`, `working_day`, or a state of a duty or power.
        state: String,
        /// Where the state stands.
        state_span: Span,
    },
    /// `a + b - c`; the first has the sign plus.
    Sum(Vec<(Sign, Expr)>),
    /// `a * b / c`; the first is multiplied.
    Product(Vec<(Factor, Expr)>),
    /// `5% of base`
    ShareOf(Box<Expr>, Box<Expr>),
    /// `if c then a else b`
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `count of (x in LIST where C)`, `sum of (E for x in LIST)`, `largest of (a, b)`, `first known of (a, b)`
    Aggregate {
        /// `any every none count sum largest smallest larger smaller earliest latest first_known`
        word: String,
        /// Where it is.
        word_span: Span,
        /// What is gathered.
        over: Gather,
    },
    /// `at least 2 of (a, b, c)`
    AtLeastOf(Number, Vec<Expr>),
    /// `x over october to december of year before moment`
    Over(Box<Expr>, Box<RefPeriod>),
    /// `covered under law of T`
    UnderLaw(Box<Expr>, Box<Expr>),
    /// `data_request has happened`, `has not happened`
    Happened {
        /// `has not happened`
        negated: bool,
        /// Which act.
        act: Ident,
    },
    /// `30 days after T`, `14 days before T`
    Shift {
        /// How long.
        period: Box<Expr>,
        /// `before` instead of `after`.
        before: bool,
        /// `counting that day`
        counting_that_day: bool,
        /// From when.
        from: Box<Expr>,
    },
    /// `due of D`, `performance of D`, `breach of D`, `calendar of x`
    Of(Ident, Box<Expr>),
    /// `end of year of T`, `beginning of month of T`
    EdgeOf {
        /// The end instead of the beginning.
        end: bool,
        /// `year`, `month`, `quarter`, `week`, `day`
        unit: Ident,
        /// Of when.
        of: Box<Expr>,
    },
    /// `31 January of y`
    DayOf {
        /// 1 to 31.
        day: u8,
        /// 1 to 12.
        month: u8,
        /// The year or a time in it.
        of: Box<Expr>,
    },
    /// `some 24 hours of stops by started has (…)`
    Window(Box<Window>),
    /// `table a, b | … |`
    Table(Box<Table>),
    /// What could not be read; a finding has said why.
    Unreadable,
}

/// What an aggregate gathers.
#[derive(Clone, Debug)]
pub enum Gather {
    /// `(x in LIST where C)` or `(E for x in LIST where C)`
    Members {
        /// The variable.
        variable: Ident,
        /// The list.
        list: Box<Expr>,
        /// What is taken of each; none is the member itself, or the condition for `any` and `every`.
        each: Option<Box<Expr>>,
        /// Which members.
        condition: Option<Box<Expr>>,
    },
    /// `(a, b, c)`
    These(Vec<Expr>),
    /// `latest of updated_report.at`
    All(Box<Expr>),
}

/// `october to december of year before moment`
#[derive(Clone, Debug)]
pub struct RefPeriod {
    /// First and last month, 1 to 12; none is the whole year.
    pub months: Option<(u8, u8)>,
    /// Which year.
    pub year: YearRef,
    /// The whole of it.
    pub span: Span,
}

/// A year as written.
#[derive(Clone, Debug)]
pub enum YearRef {
    /// `2020`
    Number(i32),
    /// `year of T`
    Of(Expr),
    /// `year before T`
    Before(Expr),
}

/// `some 24 hours of LIST [by FIELD] [sharing FIELD] [whole] has CONDITION`
#[derive(Clone, Debug)]
pub struct Window {
    /// How long, or none for a calendar unit.
    pub length: Option<Expr>,
    /// `calendar week`
    pub calendar: Option<Ident>,
    /// Of what.
    pub list: Expr,
    /// Placed by which field.
    pub by: Option<Ident>,
    /// Grouped by which field.
    pub sharing: Option<Ident>,
    /// `whole`: not clipped.
    pub whole: bool,
    /// What must hold within.
    pub has: Expr,
}
