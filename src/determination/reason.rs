//! Why: what was found at each step, and the figures it was found with.

use serde::{Deserialize, Serialize};

use super::{AnswerValue, Words};
use crate::value::{Date, Instant, Moment, Number, PeriodUnit, State, Zone};

/// A reason: what was found, and the reasons beneath it. Pruned to what decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Because {
    /// What was found.
    pub value: AnswerValue,
    /// What kind of step it is.
    #[serde(flatten)]
    pub step: Reason,
    /// Articles of this leg, where it has its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<String>,
    /// The reasons beneath.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Because>,
}

/// What kind of step a reason is.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
        /// How.
        operator: Comparison,
        /// With what.
        right: Side,
        /// How far apart, where both are known exactly; never negative.
        #[serde(default, skip_serializing_if = "Option::is_none")]
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
        /// What is asked of it.
        asks: FactQuestion,
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
        at: Option<Moment>,
    },
    /// A question over the members of a list.
    Members {
        /// Of how many.
        asks: Gathered,
        /// The list.
        list: String,
        /// Its title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<Words>,
    },
    /// A stretch of time in which members of a list lie.
    Window {
        /// The list.
        list: String,
        /// Its title.
        title: Words,
        /// Where it begins, if that is known.
        from: Option<Moment>,
        /// Where it ends, if that is known.
        to: Option<Moment>,
        /// How many members certainly lie in it.
        members: usize,
    },
    /// The row of a table that fits; several may fit, and none where the table has a gap.
    Row {
        /// Their numbers, from 1.
        rows: Vec<usize>,
    },
    /// An act happened, and is not such as is asked for: the first reason says when, the second why.
    Such,
    /// It is so in every case of what is not known.
    Whichever {
        /// What is not known, by its titles.
        facts: Vec<Words>,
    },
    /// No fact would settle it, or not all was looked at.
    Gap {
        /// Why.
        #[serde(flatten)]
        gap: Gap,
    },
    /// What the law presumes while the reasons beneath leave it open.
    Presumed {
        /// Who has to show otherwise.
        burden: Option<Words>,
    },
    /// The condition without which the row says nothing: there is none.
    Always,
}

/// Why something is open though nothing is missing for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Gap {
    /// It divides by zero.
    DividesByZero,
    /// An amount does not fit.
    TooLarge,
    /// What is compared does not apply, and never will: the largest of nothing, the time of what is not
    /// owed.
    NothingToCompare,
    /// So many steps within one another are looked at, and no more.
    TooDeep {
        /// How many.
        most: usize,
    },
    /// So many cases are looked at, and no more.
    TooMany {
        /// How many.
        most: usize,
    },
}

/// One side of a comparison.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Side {
    /// What it is called: the title of a fact, a conclusion, or the figure itself.
    pub title: Words,
    /// Its path in the record, if it is a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What is known of it.
    pub value: Shown,
    /// Written in the policy rather than found.
    pub constant: bool,
    /// Over which reference period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where that is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A value as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Within these two bounds, of which one leaves its end out.
    Within(Box<Shown>, Box<Shown>),
    /// One of several choices.
    OneOf(Vec<Words>),
}

impl Shown {
    /// When a known time is over, at the latest; none of what is no time.
    pub(crate) fn end(&self, zone: Zone) -> Option<Instant> {
        match self {
            Shown::Is(Figure::Time(at)) | Shown::Between(_, Figure::Time(at)) => {
                Some(at.moment().instant())
            }
            Shown::Is(Figure::Date(day)) => zone.midnight(day.plus_days(1)?),
            _ => None,
        }
    }

    /// The same with its times told in this zone.
    #[must_use]
    pub fn in_zone(self, zone: Zone) -> Shown {
        let told = |figure: Figure| match figure {
            Figure::Time(time) => Figure::Time(ShownTime::new(time.moment().instant(), zone)),
            other => other,
        };
        match self {
            Shown::Is(figure) => Shown::Is(told(figure)),
            Shown::AtLeast(figure) => Shown::AtLeast(told(figure)),
            Shown::MoreThan(figure) => Shown::MoreThan(told(figure)),
            Shown::AtMost(figure) => Shown::AtMost(told(figure)),
            Shown::LessThan(figure) => Shown::LessThan(told(figure)),
            Shown::Between(from, until) => Shown::Between(told(from), told(until)),
            Shown::Within(low, high) => {
                let both = [low, high].map(|bound| Box::new(bound.in_zone(zone)));
                let [low, high] = both;
                Shown::Within(low, high)
            }
            Shown::Unknown | Shown::NotApplicable | Shown::OneOf(_) => self,
        }
    }
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Yes or no.
    YesNo(bool),
    /// An exact number.
    Number(Number),
    /// A share, in hundredths: 1.2 is 1.2 %.
    Percent(Number),
    /// A count of a unit.
    Count(Number, Words),
    /// An amount of a currency, by its three letters.
    Money(Number, String),
    /// Elapsed time, in seconds.
    Seconds(Number),
    /// A period: how many, and of what.
    Period(u32, PeriodUnit),
    /// A day.
    Date(Date),
    /// An instant.
    Time(ShownTime),
    /// Text.
    Text(String),
    /// A choice.
    Choice(String, Words),
}

/// How two sides are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `>=`
    #[serde(rename = ">=")]
    AtLeast,
    /// `>`
    #[serde(rename = ">")]
    MoreThan,
    /// `<=`
    #[serde(rename = "<=")]
    AtMost,
    /// `<`
    #[serde(rename = "<")]
    LessThan,
    /// Whether they are the same.
    #[serde(rename = "is")]
    Is,
}

/// What is asked of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactQuestion {
    /// What it is.
    #[serde(rename = "is")]
    Is,
    /// Whether it is known.
    #[serde(rename = "is known")]
    IsKnown,
    /// Whether it applies.
    #[serde(rename = "is applicable")]
    IsApplicable,
    /// Whether it is a working day.
    #[serde(rename = "is a working day")]
    IsWorkingDay,
}

/// Of how many members of a list something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gathered {
    /// Of at least one.
    Any,
    /// Of every one.
    Every,
    /// Of none.
    None,
}

/// An instant as people read it, with what the zone is called. Written as RFC 3339 and as it reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownTime {
    moment: Moment,
    zone: String,
}

impl ShownTime {
    /// An instant in a zone.
    #[must_use]
    pub fn new(at: Instant, zone: Zone) -> ShownTime {
        ShownTime {
            moment: zone.moment(at),
            zone: zone.abbreviation(at),
        }
    }

    /// An instant as it was written, and what its zone is called.
    pub(super) fn read(moment: Moment, zone: &str) -> ShownTime {
        ShownTime {
            moment,
            zone: zone.to_owned(),
        }
    }

    /// The instant.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.moment
    }

    /// What its zone is called; empty where that was not written.
    #[must_use]
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// As one word of the answer that is read by programs: `2022-02-03 11:20 KST`.
    #[must_use]
    pub fn readable(&self) -> String {
        self.moment.readable(&self.zone)
    }
}
