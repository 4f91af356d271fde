//! Values as they are shown: figures with their titles, sides of comparisons.

use crate::determination::{AnswerValue, Figure, Shown, ShownTime, Side, Words};
use crate::diagnostic::Phrase;
use crate::value::{Bound, Date, Instant, Kind, Number, PeriodUnit, Range, Truth, Value, Zone};

use super::Eval;
use super::judged::{Item, Judged};

/// The words of a phrase.
pub(super) fn words(phrase: &Phrase) -> Words {
    Words {
        en: phrase.en.clone(),
        ko: phrase.ko.clone(),
    }
}

impl Eval<'_> {
    /// The zone of a policy, or of a place.
    pub(super) fn zone(&self, policy: usize) -> Zone {
        let policy = self.program.setting(policy);
        policy.map_or(Zone::UTC, |policy| policy.zone)
    }

    /// An ordered value as a figure of its kind.
    pub(super) fn figure(&self, number: Number, kind: &Kind, policy: usize) -> Figure {
        match kind {
            Kind::Share => Figure::Percent(number.times(Number::whole(100)).unwrap_or(number)),
            Kind::Quantity(unit) => {
                let unit = self.program.units.get(*unit);
                let title = unit.map(|u| words(&u.head.title)).unwrap_or_default();
                Figure::Count(number, title)
            }
            Kind::Money(currency) => Figure::Money(number, currency.to_string()),
            Kind::Duration => Figure::Seconds(number),
            Kind::Date => match number.floor().and_then(Date::from_number) {
                Some(date) => Figure::Date(date),
                None => Figure::Number(number),
            },
            Kind::Time => match Instant::from_seconds(number) {
                Some(at) => Figure::Time(ShownTime::new(at, self.zone(policy))),
                None => Figure::Number(number),
            },
            _ => Figure::Number(number),
        }
    }

    fn range_shown(&self, range: &Range, kind: &Kind, policy: usize) -> Shown {
        let figure = |bound: Bound| self.figure(bound.at, kind, policy);
        let usual = kind.within();
        // That nothing of its kind is below zero need not be said.
        let low = range
            .low
            .filter(|low| usual.low != Some(*low) || range.exact().is_some());
        match (low, range.high) {
            _ if range.exact().is_some() => match range.low {
                Some(low) => Shown::Is(figure(low)),
                None => Shown::Unknown,
            },
            (Some(low), Some(high)) => Shown::Between(figure(low), figure(high)),
            (Some(low), None) if low.open => Shown::MoreThan(figure(low)),
            (Some(low), None) => Shown::AtLeast(figure(low)),
            (None, Some(high)) if high.open => Shown::LessThan(figure(high)),
            (None, Some(high)) => Shown::AtMost(figure(high)),
            (None, None) => Shown::Unknown,
        }
    }

    /// The choices of a set, by name and title.
    pub(super) fn choices(&self, list: usize, set: u64) -> Vec<(String, Words)> {
        let Some(choice) = self.program.choices.get(list) else {
            return Vec::new();
        };
        choice
            .alternatives
            .iter()
            .zip(0u32..64)
            .filter(|(_, bit)| set & (1 << bit) != 0)
            .map(|((name, title), _)| (name.to_string(), words(title)))
            .collect()
    }

    /// What is known, as shown.
    pub(super) fn shown(&self, item: &Item, kind: &Kind, policy: usize) -> Shown {
        let value = match item {
            Item::Value(value) => value,
            Item::NotApplicable | Item::Ahead(_) => return Shown::NotApplicable,
            Item::Record(_) | Item::List(_) => return Shown::Unknown,
        };
        match value {
            Value::Truth(Truth::Undetermined) => Shown::Unknown,
            Value::Truth(truth) => Shown::Is(Figure::YesNo(*truth == Truth::Yes)),
            Value::Range(range) => self.range_shown(range, kind, policy),
            Value::Choice(set) => {
                let Kind::Choice(list) = kind else {
                    return Shown::Unknown;
                };
                let choices = self.choices(*list, *set);
                let all = self.unknown(kind).as_ref() == Some(value);
                match choices.as_slice() {
                    [(name, title)] => Shown::Is(Figure::Choice(name.clone(), title.clone())),
                    _ if all => Shown::Unknown,
                    _ => Shown::OneOf(choices.into_iter().map(|(_, title)| title).collect()),
                }
            }
            Value::Text(Some(text)) => Shown::Is(Figure::Text(text.to_string())),
            Value::Period(Some(period)) => Shown::Is(Figure::Period(period.count, period.unit)),
            Value::Text(None) | Value::Period(None) => Shown::Unknown,
        }
    }

    /// What is known, as a row or a reason gives it.
    pub(super) fn answer_value(&self, item: &Item, kind: &Kind, policy: usize) -> AnswerValue {
        match item {
            Item::Value(Value::Truth(truth)) => (*truth).into(),
            _ => self.shown(item, kind, policy).into(),
        }
    }

    /// One side of a comparison.
    pub(super) fn side(&self, judged: &Judged, kind: &Kind, policy: usize) -> Side {
        let label = &judged.label;
        if !self.worded {
            return Side {
                title: Words::default(),
                path: None,
                value: Shown::Unknown,
                constant: label.constant,
                over: None,
                by: None,
                source: None,
            };
        }
        Side {
            title: words(&label.title),
            path: label.path.clone(),
            value: match &judged.item {
                Item::Ahead(range) => self.range_shown(range, kind, policy),
                item => self.shown(item, kind, policy),
            },
            constant: label.constant,
            over: label.over.clone(),
            by: label.by.clone(),
            source: label.source.clone(),
        }
    }

    /// A constant in words, for a title.
    pub(super) fn figure_title(&self, item: &Item, kind: &Kind, policy: usize) -> Phrase {
        if !self.worded {
            return Phrase::default();
        }
        let range = match item {
            Item::Value(Value::Range(range)) => range.exact(),
            _ => None,
        };
        match (self.shown(item, kind, policy), range) {
            (Shown::Is(Figure::Percent(number)), _) => Phrase::same(format!("{number}%")),
            (Shown::Is(Figure::Count(_, unit)), Some(number)) => {
                let number = number.grouped();
                Phrase::new(
                    format!("{number} {}", unit.en),
                    format!("{number}{}", unit.ko),
                )
            }
            (Shown::Is(Figure::Money(_, currency)), Some(number)) => {
                let number = number.grouped();
                let won = if currency == "KRW" { "원" } else { &currency };
                Phrase::new(format!("{number} {currency}"), format!("{number} {won}"))
            }
            (Shown::Is(Figure::Seconds(_)), Some(number)) => duration_title(number),
            (Shown::Is(Figure::Period(count, unit)), _) => {
                Phrase::new(unit.counted(count), format!("{count}{}", unit.korean()))
            }
            (Shown::Is(Figure::Time(time)), _) => Phrase::same(time.readable()),
            (Shown::Is(Figure::Date(day)), _) => Phrase::same(day.to_string()),
            (Shown::Is(Figure::Text(text)), _) => Phrase::same(text),
            (Shown::Is(Figure::Choice(_, title)), _) => Phrase::new(title.en, title.ko),
            (Shown::Is(Figure::YesNo(true)), _) => Phrase::new("yes", "예"),
            (Shown::Is(Figure::YesNo(false)), _) => Phrase::new("no", "아니오"),
            (_, Some(number)) => Phrase::same(number.grouped()),
            _ => Phrase::new("not known", "알 수 없음"),
        }
    }
}

/// Elapsed time in the largest unit that it is a whole number of.
pub(super) fn duration_title(seconds: Number) -> Phrase {
    for (unit, length) in [(PeriodUnit::Hours, 3600), (PeriodUnit::Minutes, 60)] {
        let count = seconds.over(Number::whole(length));
        if let Some(count) = count.and_then(Number::to_whole).filter(|c| *c != 0)
            && let Ok(count) = u32::try_from(count)
        {
            return Phrase::new(unit.counted(count), format!("{count}{}", unit.korean()));
        }
    }
    let seconds = seconds.grouped();
    Phrase::new(format!("{seconds} seconds"), format!("{seconds}초"))
}
