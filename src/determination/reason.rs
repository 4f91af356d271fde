//! Why: what was found at each step, and the figures it was found with.

use serde::Serialize;

use super::Words;
use crate::value::State;

/// A reason: what was found, and the reasons beneath it. Pruned to what decided.
#[derive(Clone, Debug, Serialize)]
pub struct Because {
    /// What was found: `"yes"`, `"no"`, `"undetermined"`, or a typed value.
    pub value: serde_json::Value,
    /// What kind of step it is.
    #[serde(flatten)]
    pub step: Reason,
    /// Articles of this leg, where it has its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// The reasons beneath.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Because>,
}

/// What kind of step a reason is.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "reasons are few, and most are comparisons"
)]
pub enum Reason {
    /// All of these must hold.
    All,
    /// One of these must hold.
    Any,
    /// So many of these must hold.
    AtLeast {
        /// How many.
        count: u32,
    },
    /// This must not hold.
    Not,
    /// A comparison.
    Compare {
        /// What is compared.
        left: Side,
        /// `>=`, `>`, `<=`, `<`, `is`, `is not`
        operator: &'static str,
        /// With what.
        right: Side,
        /// How far apart, where both are known exactly; never negative.
        #[serde(skip_serializing_if = "Option::is_none")]
        margin: Option<Shown>,
    },
    /// Whether something is one of some choices.
    OneOf {
        /// What.
        left: Side,
        /// The choices.
        choices: Vec<Words>,
    },
    /// A fact that is yes or no, or whether a fact is known or applies.
    Fact {
        /// The fact.
        fact: Side,
        /// `is`, `is known`, `is applicable`
        asks: &'static str,
    },
    /// A judgement.
    Judgement {
        /// Its path in the record.
        path: String,
        /// The question.
        title: Words,
        /// Who settles it.
        holder: Option<Words>,
        /// Who answered.
        by: Option<String>,
    },
    /// Another conclusion; its own row says why.
    Conclusion {
        /// Its full name.
        name: String,
        /// Its title.
        title: Words,
        /// Which instance.
        instance: Option<String>,
        /// Named exceptions that hold, where that is why.
        exempt_by: Vec<String>,
    },
    /// The state of a duty, power or sanction.
    State {
        /// Its full name.
        name: String,
        /// Its title.
        title: Words,
        /// The state asked for.
        state: State,
    },
    /// Whether an act has happened.
    Happened {
        /// The act.
        act: String,
        /// Its title.
        title: Words,
        /// When it first did.
        at: Option<String>,
    },
    /// A question over the members of a list.
    Members {
        /// `any`, `every`, `none`, `count`, …
        asks: &'static str,
        /// The list.
        list: String,
    },
    /// A stretch of time in which members of a list lie.
    Window {
        /// The list.
        list: String,
        /// Its title.
        title: Words,
        /// Where it begins, RFC 3339, if that is known.
        from: Option<String>,
        /// Where it ends, RFC 3339, if that is known.
        to: Option<String>,
        /// How many members certainly lie in it.
        members: usize,
    },
    /// The row of a table that fits; several may fit, and none where the table has a gap.
    Row {
        /// Their numbers, from 1.
        rows: Vec<usize>,
    },
    /// What the law presumes while the reasons beneath leave it open.
    Presumed {
        /// Who has to show otherwise.
        burden: Option<Words>,
    },
    /// The condition without which the row says nothing: there is none.
    Always,
}

/// One side of a comparison.
#[derive(Clone, Debug, Serialize)]
pub struct Side {
    /// What it is called: the title of a fact, a conclusion, or the figure itself.
    pub title: Words,
    /// Its path in the record, if it is a fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What is known of it.
    pub value: Shown,
    /// Written in the policy rather than found.
    pub constant: bool,
    /// Over which reference period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
    /// Who says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where that is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A value as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Nothing is known.
    Unknown,
    /// It does not apply.
    NotApplicable,
    /// A figure.
    Is(Figure),
    /// This or more.
    AtLeast(Figure),
    /// More than this.
    MoreThan(Figure),
    /// This or less.
    AtMost(Figure),
    /// Less than this.
    LessThan(Figure),
    /// From one to the other.
    Between(Figure, Figure),
    /// One of several choices.
    OneOf(Vec<Words>),
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Yes or no.
    YesNo(bool),
    /// An exact number, in digits or as a fraction.
    Number(String),
    /// A share, in digits: `1.2` is 1.2 %, or a fraction of a percent.
    Percent(String),
    /// A count of a unit.
    Count(String, Words),
    /// An amount of a currency.
    Money(String, String),
    /// Elapsed time, in seconds.
    Seconds(String),
    /// A period: how many, and `days`, `business_days`, `months`, …
    Period(u32, &'static str),
    /// A day.
    Date(String),
    /// An instant, RFC 3339, and as people read it.
    Time(String, String),
    /// Text.
    Text(String),
    /// A choice.
    Choice(String, Words),
}
