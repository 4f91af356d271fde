//! Clauses as written, each opened by its keyword.

use super::{
    Cite, CountingRule, Expect, Expr, Holiday, Ident, KindRef, Moment, Path, Titles, WrittenWeekday,
};
use crate::source::Span;
use crate::value::{Date, Promptness};

/// One clause.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The whole of it.
    pub span: Span,
    /// Its opening keyword.
    pub keyword: Span,
    /// What it says.
    pub body: ClauseBody,
}

/// What a clause says.
#[derive(Clone, Debug)]
pub enum ClauseBody {
    /// `title "…" ko "…"`
    Title(Titles),
    /// `zone Asia/Seoul`
    Zone(String),
    /// `zone of e.state`
    ZoneOf(Expr),
    /// `periods kr.civil`
    Periods(Ident),
    /// `calendar kr`
    Calendar(Ident),
    /// `calendar of e.state`
    CalendarOf(Expr),
    /// `governed by outage.started`
    GovernedBy(Expr),
    /// `cites Act 22-7(4), Decree 30-8(1)`
    Cites(Vec<Cite>),
    /// `in force from D [until D]`; opens a version.
    InForce(InForce),
    /// `proposed "name"`: of a version, that it is a proposal; of a case, that it asks for one
    Proposed(String),
    /// `for ADDRESSEES`, of a version
    For(Expr),
    /// `for each s in LIST [where C]`
    ForEach(ForEach),
    /// `soft`
    Soft,
    /// `at "https://…/{article}"`, and where the text stands
    Address(String, Span),
    /// `means EXPR`, `means table a, b | … |`
    Means(Expr),
    /// `bearer NAME`
    Bearer(Ident),
    /// `to NAME, NAME`, `to NAME of e.state`
    To(Vec<Ident>, Option<Expr>),
    /// `from NAME`
    From(Ident),
    /// `holder NAME`
    Holder(Ident),
    /// `over NAME, NAME`
    Over(Vec<Ident>),
    /// `when CONDITION`
    When(Expr),
    /// `unless CONDITION [presumed no, burden on NAME]`
    Unless(Expr, Option<Presumption>),
    /// `presumed no, burden on NAME`
    Presumed(Presumption),
    /// `must …`
    Must(Must),
    /// `may …`
    May(May),
    /// `by DEADLINE`
    By(Expr),
    /// `within P after T`, `within P before T`
    Within(Expr),
    /// `without delay`, `promptly judged by CONDITION`
    Prompt {
        /// Which of the standards.
        standard: Promptness,
        /// By what it is judged whether that was missed.
        judged: Option<Expr>,
    },
    /// `relief to 12:00 on next working day if CONDITION`
    Relief {
        /// The hour, as written.
        hour: String,
        /// When it is given.
        condition: Option<Expr>,
    },
    /// `rolls`
    Rolls,
    /// `arises on ACT [where C]`
    ArisesOn {
        /// The act.
        act: Ident,
        /// Which of its events.
        condition: Option<Expr>,
    },
    /// `every year y`
    Every {
        /// `year`, `month`, `quarter`.
        period: Ident,
        /// The variable.
        variable: Option<Ident>,
    },
    /// `on breach NAME, NAME`
    OnBreach(Vec<Ident>),
    /// `through ACT`
    Through(Ident),
    /// `up to AMOUNT [or PERIOD]`
    UpTo(Vec<Expr>),
    /// `in lieu of NAME [when C]`
    InLieuOf {
        /// What it replaces.
        name: Ident,
        /// When.
        condition: Option<Expr>,
    },
    /// `counts as done when CONDITION`
    CountsAsDone(Expr),
    /// `even before`
    EvenBefore,
    /// `instead must …`, `instead by …`, `instead within …`, `instead promptly`
    Instead(Box<Clause>),
    /// `criteria "…" ko "…"`
    Criteria(Titles),
    /// `doubt "…" ko "…"`
    Doubt(Titles),
    /// `advice "…" ko "…"`
    Advice(Titles),
    /// `because "…" ko "…"`
    Because(Titles),
    /// `allow CODE because "…" ko "…"`: a warning that is meant to be so
    Allow {
        /// The name of the warning.
        code: Ident,
        /// Why.
        because: Titles,
    },
    /// `default NAME`, of a reading
    Default(Ident),
    /// `| NAME titles [zone Z] [calendar C]`, of a choice, a reading or a party
    Alternative(Box<Alternative>),
    /// `field NAME : KIND …`
    Field(Box<Field>),
    /// `facts "path"`
    Facts(String),
    /// `as of T`
    AsOf(Moment),
    /// `law of T`
    LawOf(Moment),
    /// `known by T`
    KnownBy(Moment),
    /// `given PATH is EXPR`
    Given {
        /// Where in the record.
        path: Path,
        /// What.
        value: Expr,
    },
    /// `reading NAME is ALTERNATIVE`, of a case
    Reading {
        /// The reading.
        name: Ident,
        /// Which of its alternatives.
        alternative: Ident,
    },
    /// `tag NAME`
    Tag(Vec<Ident>),
    /// `expect …`
    Expect(Box<Expect>),
    /// `extends be`, of a calendar
    Extends(Ident),
    /// `relied on from D until D`, of a calendar
    ReliedOn(InForce),
    /// `weekend saturday, sunday`, of a calendar
    Weekend(Vec<WrittenWeekday>),
    /// `holiday D "…"`, of a calendar
    Holiday(Box<Holiday>),
    /// `worked D`, of a calendar
    Worked(Date, Span),
    /// `rule WAY [cites …]`, of a way of counting
    Rule(Box<CountingRule>),
}

/// `| NAME titles [zone Z] [calendar C]`
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Its name.
    pub name: Ident,
    /// Its titles.
    pub titles: Titles,
    /// The local time there.
    pub zone: Option<Ident>,
    /// The holidays there.
    pub calendar: Option<Ident>,
}

/// `presumed no, burden on NAME`
#[derive(Clone, Debug)]
pub struct Presumption {
    /// What is presumed until shown otherwise.
    pub value: bool,
    /// Who has to show otherwise.
    pub burden: Option<Ident>,
}

/// `must ACT [where …]`, `must ensure …`, `must payment of …`, each perhaps with `not`
#[derive(Clone, Debug)]
pub struct Must {
    /// `must not`
    pub negated: bool,
    /// What.
    pub deed: Deed,
}

/// What is to be done, or not.
#[derive(Clone, Debug)]
pub enum Deed {
    /// An act, perhaps of a certain quality.
    Act {
        /// The act.
        act: Ident,
        /// Its quality.
        condition: Option<Expr>,
    },
    /// `ensure CONDITION`
    Ensure(Expr),
    /// `payment of AMOUNT through ACT`
    Payment {
        /// How much.
        amount: Expr,
        /// The act whose events are payments.
        through: Option<Ident>,
    },
}

/// `may ACT`, `may reduce to 50% when …`
#[derive(Clone, Debug)]
pub enum May {
    /// A permission.
    Act {
        /// The act.
        act: Ident,
        /// Its quality.
        condition: Option<Expr>,
    },
    /// A reduction of what is owed.
    Reduce {
        /// To how much.
        to: Expr,
        /// When.
        condition: Option<Expr>,
    },
}

/// `for each s in LIST [where C]`
#[derive(Clone, Debug)]
pub struct ForEach {
    /// The variable.
    pub variable: Ident,
    /// The list.
    pub list: Expr,
    /// Which members.
    pub condition: Option<Expr>,
}

/// `in force from D until D`
#[derive(Clone, Debug)]
pub struct InForce {
    /// First day, included.
    pub from: Option<(Moment, Span)>,
    /// Last day, included.
    pub until: Option<(Moment, Span)>,
}

/// `field NAME : KIND flags titles …`
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Ident,
    /// Its kind.
    pub kind: KindRef,
    /// `over period`: recorded with a reference period.
    pub over_period: bool,
    /// `at least 0 EUR`: between what it lies, whatever the record says.
    pub bounds: Vec<FieldBound>,
    /// `planned`: not clipped by `as of`.
    pub planned: bool,
    /// `optional`: may be not applicable.
    pub optional: bool,
    /// Titles.
    pub titles: Titles,
    /// Which provisions ask for it.
    pub cites: Vec<Cite>,
    /// `is EXPR`: computed where the record does not give it.
    pub computed: Option<Expr>,
    /// `default PATH`: read there where the record does not give it.
    pub default: Option<Path>,
}

/// One end of what a value can be.
#[derive(Clone, Debug)]
pub struct FieldBound {
    /// `at most` instead of `at least`.
    pub upper: bool,
    /// The figure is below zero.
    pub negative: bool,
    /// The figure.
    pub figure: Expr,
    /// The whole of it.
    pub span: Span,
}
