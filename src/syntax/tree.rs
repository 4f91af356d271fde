//! The policy as written: every item and clause in the author's order, each
//! with its place. A tree promises well-formed text and nothing else: names
//! may mean nothing, kinds may clash, clauses may stand in the wrong item.
//! `check` makes a program of it or says why it cannot.

mod clause;
mod expectation;
pub mod expression;
mod moment;
mod moved;
mod path;
mod reckoning;
pub mod table;

pub use clause::{
    Alternative, Clause, ClauseBody, Deed, Field, FieldBound, ForEach, InForce, May, Must,
    Presumption,
};
pub use expectation::{Expect, Expected, InstancePart};
pub use expression::{Expr, Gather, Node, RefPeriod, Window, YearRef};
pub use moment::{Moment, WrittenTime};
pub(super) use moved::Moved;
pub use path::{Path, PathStep};
pub use reckoning::{CountingRule, Days, Holiday, HolidayOn, Stretch, Way, WrittenWeekday};
pub use table::{Cell, Limit, Row, Table};

use crate::diagnostic::Phrase;
use crate::name::Name;
use crate::source::{FileId, Span};

/// One file.
#[derive(Clone, Debug)]
pub struct File {
    /// Which.
    pub id: FileId,
    /// Its sound items, in order.
    pub items: Vec<Item>,
    /// What no item explains, in order; a finding says why.
    pub broken: Vec<Span>,
    /// Its comments, in order.
    pub comments: Vec<Comment>,
    /// Its empty lines, in order.
    pub blank_lines: Vec<Span>,
    /// Names that seem to be declared in what could not be read; nothing is said of their absence.
    pub lost: Vec<Name>,
}

/// A comment, from its `#` to the last letter of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Where it is.
    pub span: Span,
    /// Nothing else is on its line.
    pub own_line: bool,
}

impl File {
    /// A file of which nothing was read.
    #[must_use]
    pub fn empty(id: FileId) -> File {
        File {
            id,
            items: Vec::new(),
            broken: Vec::new(),
            comments: Vec::new(),
            blank_lines: Vec::new(),
            lost: Vec::new(),
        }
    }

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
    pub en: Option<Title>,
    /// Korean.
    pub ko: Option<Title>,
}

/// A title in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The text between the quotation marks.
    pub text: String,
    /// Its place, quotation marks included.
    pub span: Span,
}

impl Titles {
    /// Both wordings; a missing one falls back to the other.
    #[must_use]
    pub fn phrase(&self) -> Option<Phrase> {
        let en = self.en.as_ref().or(self.ko.as_ref())?;
        let ko = self.ko.as_ref().or(self.en.as_ref())?;
        Some(Phrase::new(en.text.clone(), ko.text.clone()))
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
    Calendar,
    Periods,
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
    /// `at least 0 EUR`, between what a fact lies.
    pub bounds: Vec<FieldBound>,
    /// `is users * minutes`, the product that a unit is.
    pub product: Vec<Ident>,
    /// Titles after the name.
    pub titles: Titles,
    /// Clauses in order; those after an `in force` belong to that version.
    pub clauses: Vec<Clause>,
    /// What no clause explains, in order; a finding says why.
    pub stray: Vec<Span>,
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
