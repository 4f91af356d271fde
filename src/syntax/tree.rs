//! The policy as written: every item and clause in the author's order, each
//! with its place. A tree promises well-formed text and nothing else: names
//! may mean nothing, kinds may clash, clauses may stand in the wrong item.
//! `check` makes a program of it or says why it cannot.

pub mod expression;
pub mod table;

pub use expression::{Expr, Gather, Node, RefPeriod, Window, YearRef};
pub use table::{Cell, Limit, Row, Table};

use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::source::{FileId, Span};
use crate::value::Date;

/// One file.
#[derive(Clone, Debug)]
pub struct File {
    /// Which.
    pub id: FileId,
    /// Its sound items, in order.
    pub items: Vec<Item>,
    /// Names that seem to be declared in what could not be read; nothing is said of their absence.
    pub lost: Vec<Name>,
}

impl File {
    /// Whether it belongs to a policy.
    #[must_use]
    pub fn is_of(&self, policy: &Name) -> bool {
        let mut heads = self.items.iter();
        heads.any(|item| item.kind == ItemKind::Policy && item.name.name == *policy)
    }

    /// The policies that it uses.
    pub fn uses(&self) -> impl Iterator<Item = &Name> {
        let used = self.items.iter().filter(|item| item.kind == ItemKind::Use);
        used.map(|item| &item.name.name)
    }
}

/// A name where it is written. Dots belong to it: `kr.netflix_law`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    /// The name.
    pub name: Name,
    /// Its place.
    pub span: Span,
}

/// A title in both languages; either may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// English.
    pub en: Option<String>,
    /// Korean.
    pub ko: Option<String>,
}

impl Titles {
    /// Both wordings; a missing one falls back to the other.
    #[must_use]
    pub fn phrase(&self) -> Option<Phrase> {
        let en = self.en.as_ref().or(self.ko.as_ref())?;
        let ko = self.ko.as_ref().or(self.en.as_ref())?;
        Some(Phrase::new(en.clone(), ko.clone()))
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.en.is_none() && self.ko.is_none()
    }
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is named after its keyword")]
pub enum ItemKind {
    Policy,
    Use,
    Source,
    Party,
    Unit,
    Choice,
    Record,
    Fact,
    Act,
    Judgement,
    Define,
    Duty,
    Exception,
    Power,
    Sanction,
    Reading,
    Case,
    Omits,
}

/// One item: a keyword, a name, titles, clauses.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// The whole of it.
    pub span: Span,
    /// Its keyword.
    pub keyword: Span,
    /// Its name. An `omits` has none of its own: the name is empty and stands at the keyword.
    pub name: Ident,
    /// `(s : Service)`.
    pub params: Vec<Param>,
    /// `: duration`, the kind of a define or a fact.
    pub kind_written: Option<KindRef>,
    /// `is users * minutes`, the product that a unit is.
    pub product: Vec<Ident>,
    /// Titles after the name.
    pub titles: Titles,
    /// Clauses in order; those after an `in force` belong to that version.
    pub clauses: Vec<Clause>,
}

/// One parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// The variable.
    pub name: Ident,
    /// Its kind.
    pub kind: KindRef,
}

/// A kind as written.
#[derive(Clone, Debug)]
pub enum KindRef {
    /// `yes/no`
    YesNo(Span),
    /// A word: `number`, `users`, `time`, the name of a choice or a record.
    Named(Ident),
    /// `list of NAME`
    List(Ident, Span),
    /// `one of (a, b)`
    OneOf(Vec<Ident>, Span),
}

impl KindRef {
    /// Its place.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            KindRef::YesNo(span) | KindRef::List(_, span) | KindRef::OneOf(_, span) => *span,
            KindRef::Named(ident) => ident.span,
        }
    }
}

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
    /// `periods kr.civil`
    Periods(Ident),
    /// `calendar kr`
    Calendar(Ident),
    /// `governed by outage.started`
    GovernedBy(Expr),
    /// `cites Act 22-7(4), Decree 30-8(1)`
    Cites(Vec<Cite>),
    /// `in force from D [until D]`; opens a version.
    InForce(InForce),
    /// `proposed "name"`
    Proposed(String),
    /// `for ADDRESSEES`, of a version
    For(Expr),
    /// `for each s in LIST [where C]`
    ForEach(ForEach),
    /// `soft`
    Soft,
    /// `means EXPR`, `means table a, b | … |`
    Means(Expr),
    /// `bearer NAME`
    Bearer(Ident),
    /// `to NAME, NAME`
    To(Vec<Ident>),
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
    /// `without delay`, `without delay judged by CONDITION`
    WithoutDelay(Option<Expr>),
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
    /// `instead must …`, `instead by …`, `instead within …`, `instead without delay`
    Instead(Box<Clause>),
    /// `criteria "…" ko "…"`
    Criteria(Titles),
    /// `doubt "…" ko "…"`
    Doubt(Titles),
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
    /// `| NAME titles`, of a choice or a reading
    Alternative(Ident, Titles),
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
    /// `tag NAME`
    Tag(Vec<Ident>),
    /// `expect …`
    Expect(Box<Expect>),
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

/// A day or a time as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Date(Date),
    /// A time of a day.
    Time(WrittenTime),
}

/// A time as written; without an offset it is local to the policy's zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenTime {
    /// The day.
    pub date: Date,
    /// Microseconds since its midnight, by the clock on the wall.
    pub clock: i64,
    /// Offset from UTC in seconds, if written.
    pub offset: Option<i32>,
    /// Its place.
    pub span: Span,
}

/// One citation: a source and a pin into it.
#[derive(Clone, Debug)]
pub struct Cite {
    /// The source's name.
    pub source: Ident,
    /// The article, as written: `30-8(1)`, `제22조의7제4항`; may be empty.
    pub pin: String,
    /// The whole of it.
    pub span: Span,
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

/// What a case expects.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Of what.
    pub name: Ident,
    /// `of services[1], events[0]`: of which instance; none is of all.
    pub instance: Vec<InstancePart>,
    /// What.
    pub outcome: Expected,
    /// `by a, b`: exempt by which exceptions.
    pub by: Vec<Ident>,
    /// `due T`
    pub due: Option<Moment>,
    /// `citing …`
    pub citing: Vec<Cite>,
    /// `needs a, b`: names of facts or judgements, as paths.
    pub needs: Vec<Path>,
    /// The whole of it.
    pub span: Span,
}

/// A part of what tells an instance from others.
#[derive(Clone, Debug)]
pub enum InstancePart {
    /// A member of a list or an event: `services[1]`, `events[0]`.
    Place(Path),
    /// A year.
    Period(String),
}

/// The expected outcome.
#[derive(Clone, Debug)]
pub enum Expected {
    /// `expect NAME`
    Yes,
    /// `expect not NAME`
    No,
    /// `expect NAME is VALUE`, `expect NAME is not VALUE`
    Is(Expr, bool),
    /// A state in snake case: `exempt`, `not_in_force`, `undetermined`, …
    State(String, Span),
    /// `expect coming NAME [STATE] [at T]`, `expect not coming NAME`
    Coming {
        /// `not coming`
        denied: bool,
        /// To which state, in snake case.
        state: Option<(String, Span)>,
        /// When.
        at: Option<Moment>,
    },
}

/// A dotted path with indices: `services[0].outage.started`.
#[derive(Clone, Debug)]
pub struct Path {
    /// The steps; the first is a name.
    pub steps: Vec<PathStep>,
    /// The whole of it.
    pub span: Span,
}

/// One step of a path.
#[derive(Clone, Debug)]
pub enum PathStep {
    /// A name.
    Name(Ident),
    /// `[3]`, counted from 0.
    Index(u32),
}
