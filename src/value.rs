//! What an expression can be: kinds, and values of which perhaps only a bound
//! is known. Every ordered value is an exact number in the base unit of its
//! kind, so that there is one comparison and one addition in the language.
//! Knows no stage, no policy and no file.

pub mod address;
pub mod calendar;
pub mod currency;
pub mod days;
pub mod figure;
pub mod interval;
pub mod number;
pub mod operator;
pub mod paid;
pub mod promptness;
pub mod range;
pub mod said;
pub mod state;
pub mod truth;
pub mod weekday;
pub mod written;

pub use address::Address;
pub use calendar::{Date, Instant, Local, Moment, Zone};
pub use interval::Interval;
pub use number::Number;
pub use operator::{CompareOp, Factor, Sign};
pub use promptness::{Promptness, Standards};
pub use range::{Bound, Range};
pub use state::State;
pub use truth::Truth;
pub use weekday::Weekday;

use serde::{Deserialize, Serialize};

use crate::name::Name;

/// What sort of value an expression has. Units, choices and records are
/// numbered by the program that declares them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Yes, no, or undetermined.
    YesNo,
    /// A bare number.
    Number,
    /// An exact fraction of something; not comparable with a count.
    Share,
    /// A number of a declared unit.
    Quantity(usize),
    /// An amount of one currency, by its three letters.
    Money(Name),
    /// Elapsed time, in seconds.
    Duration,
    /// A length of time as a regime counts it: not a number until it is counted.
    Period,
    /// A day, as days since 1970-01-01.
    Date,
    /// An instant, in seconds since 1970-01-01T00:00Z.
    Time,
    /// Quoted text.
    Text,
    /// One of the choices of a declared list.
    Choice(usize),
    /// A declared record.
    Record(usize),
    /// A party.
    Party,
    /// The events of an act.
    Events(usize),
    /// A list.
    List(Box<Kind>),
}

impl Kind {
    /// Whether values of this kind are ordered, and so held as a [`Range`].
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        matches!(
            self,
            Kind::Number
                | Kind::Share
                | Kind::Quantity(_)
                | Kind::Money(_)
                | Kind::Duration
                | Kind::Date
                | Kind::Time
        )
    }
}

impl Kind {
    /// By how much a term of this kind is scaled in a sum of another: days as time, time as days.
    #[must_use]
    pub fn day_scale(&self, sum: &Kind) -> Option<Number> {
        const DAY: i64 = calendar::DAY / calendar::SECOND;
        match (self, sum) {
            (Kind::Date, Kind::Duration) => Some(Number::whole(DAY)),
            (Kind::Duration, Kind::Date) => Number::fraction(1, DAY),
            _ => None,
        }
    }

    /// Between what values of this kind lie where nothing else is declared: what is counted, what
    /// lasts and a part of something are never below zero.
    #[must_use]
    pub fn within(&self) -> Range {
        match self {
            Kind::Quantity(_) | Kind::Duration | Kind::Share => Range::at_least(Number::ZERO),
            Kind::List(of) => of.within(),
            _ => Range::UNKNOWN,
        }
    }
}

/// A length of time as a provision writes it: `30 days`, `3 business days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: PeriodUnit,
}

impl Period {
    /// Its seconds, if it is elapsed time: hours or less.
    #[must_use]
    pub fn seconds(self) -> Option<i64> {
        let unit = match self.unit {
            PeriodUnit::Seconds => 1,
            PeriodUnit::Minutes => 60,
            PeriodUnit::Hours => 3600,
            _ => return None,
        };
        Some(i64::from(self.count) * unit)
    }

    /// The fewest days by which any way of counting moves the day: the first may count.
    #[must_use]
    pub fn fewest_days(self) -> i64 {
        let unit = match self.unit {
            PeriodUnit::Weeks => 7,
            PeriodUnit::Months => 28,
            PeriodUnit::Years => 365,
            _ => 1,
        };
        (i64::from(self.count) * unit - 1).max(0)
    }
}

/// In what a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is its own word")]
pub enum PeriodUnit {
    Seconds,
    Minutes,
    Hours,
    Days,
    BusinessDays,
    Weeks,
    Months,
    Years,
}

impl PeriodUnit {
    /// Its name in answers, in snake case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            PeriodUnit::Seconds => "seconds",
            PeriodUnit::Minutes => "minutes",
            PeriodUnit::Hours => "hours",
            PeriodUnit::Days => "days",
            PeriodUnit::BusinessDays => "business_days",
            PeriodUnit::Weeks => "weeks",
            PeriodUnit::Months => "months",
            PeriodUnit::Years => "years",
        }
    }

    /// So many of it, in English: `1 hour`, `3 business days`.
    #[must_use]
    pub fn counted(self, count: u32) -> String {
        let unit = self.name().replace('_', " ");
        let unit = match count {
            1 => unit.trim_end_matches('s'),
            _ => &unit,
        };
        format!("{count} {unit}")
    }

    /// What follows a number of it in Korean.
    #[must_use]
    pub const fn korean(self) -> &'static str {
        match self {
            PeriodUnit::Seconds => "초",
            PeriodUnit::Minutes => "분",
            PeriodUnit::Hours => "시간",
            PeriodUnit::Days => "일",
            PeriodUnit::BusinessDays => "영업일",
            PeriodUnit::Weeks => "주",
            PeriodUnit::Months => "개월",
            PeriodUnit::Years => "년",
        }
    }
}

/// What is known of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Yes, no or undetermined.
    Truth(Truth),
    /// An ordered value, in the base unit of its kind.
    Range(Range),
    /// The choices it may be, one bit for each in the order of the list.
    Choice(u64),
    /// Text, if known.
    Text(Option<std::sync::Arc<str>>),
    /// A period, if known.
    Period(Option<Period>),
}

impl Value {
    /// What a kind's value is when nothing is known of it; none for records and lists.
    /// `choices` says how many choices a list has.
    #[must_use]
    pub fn unknown(kind: &Kind, choices: impl Fn(usize) -> usize) -> Option<Value> {
        Some(match kind {
            Kind::YesNo => Value::Truth(Truth::Undetermined),
            Kind::Text | Kind::Party => Value::Text(None),
            Kind::Period => Value::Period(None),
            Kind::Choice(list) => Value::Choice(every_choice(choices(*list))),
            Kind::Record(_) | Kind::Events(_) | Kind::List(_) => return None,
            _ => Value::Range(Range::UNKNOWN),
        })
    }

    /// What is certain whichever of the two is the case; none for values of different kinds.
    #[must_use]
    pub fn join(&self, other: &Value) -> Option<Value> {
        Some(match (self, other) {
            (Value::Truth(a), Value::Truth(b)) => Value::Truth(a.join(*b)),
            (Value::Range(a), Value::Range(b)) => Value::Range(a.join(b)),
            (Value::Choice(a), Value::Choice(b)) => Value::Choice(a | b),
            (Value::Text(a), Value::Text(b)) => Value::Text(a.clone().filter(|_| a == b)),
            (Value::Period(a), Value::Period(b)) => Value::Period(a.filter(|_| a == b)),
            _ => return None,
        })
    }

    /// Whether only one value is left.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self {
            Value::Truth(truth) => *truth != Truth::Undetermined,
            Value::Range(range) => range.exact().is_some(),
            Value::Choice(set) => set.count_ones() == 1,
            Value::Text(text) => text.is_some(),
            Value::Period(period) => period.is_some(),
        }
    }
}

/// The set of all choices of a list of that length, at most 64.
#[must_use]
pub fn every_choice(count: usize) -> u64 {
    match count {
        0 => 0,
        1..=63 => (1u64 << count) - 1,
        _ => u64::MAX,
    }
}
