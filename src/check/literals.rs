//! Numbers with a word after them: time, money, counts of a unit.

use super::expressions::{Typing, constant};
use super::findings;
use super::names::{Entity, Found, Space};
use crate::name::Name;
use crate::program::Expr;
use crate::source::Span;
use crate::syntax::tree::Ident;
use crate::value::{Kind, Number, Period, PeriodUnit, Range, Value, currency};

/// The unit of time that a word stands for.
pub(super) fn period_unit(word: &str) -> Option<PeriodUnit> {
    Some(match word {
        "second" | "seconds" | "초" => PeriodUnit::Seconds,
        "minute" | "minutes" | "분" => PeriodUnit::Minutes,
        "hour" | "hours" | "시간" => PeriodUnit::Hours,
        "day" | "days" | "일" => PeriodUnit::Days,
        "business day" | "business days" | "working day" | "working days" | "영업일" | "근무일" => {
            PeriodUnit::BusinessDays
        }
        "week" | "weeks" | "주" => PeriodUnit::Weeks,
        "month" | "months" | "개월" | "달" => PeriodUnit::Months,
        "year" | "years" | "년" => PeriodUnit::Years,
        _ => return None,
    })
}

/// Whether a word is a unit of time.
pub(super) fn is_time_word(word: &str) -> bool {
    period_unit(word).is_some()
}

/// How many seconds a unit of elapsed time has; days and longer have none of their own.
pub(super) fn unit_seconds(unit: PeriodUnit) -> Option<i64> {
    match unit {
        PeriodUnit::Seconds => Some(1),
        PeriodUnit::Minutes => Some(60),
        PeriodUnit::Hours => Some(3600),
        _ => None,
    }
}

/// The same by its word.
pub(super) fn time_word_seconds(word: &str) -> Option<i64> {
    unit_seconds(period_unit(word)?)
}

/// A whole count of a unit of time.
pub(super) fn period(count: Number, unit: PeriodUnit) -> Option<Period> {
    let count = u32::try_from(count.to_whole()?).ok()?;
    Some(Period { count, unit })
}

impl Typing<'_, '_> {
    /// `4 hours`, `100만 users`, `1천만 KRW`.
    pub(super) fn amount(&mut self, number: Number, word: &Ident, span: Span) -> Option<Expr> {
        if let Some(unit) = period_unit(word.name.as_str()) {
            if let Some(each) = unit_seconds(unit) {
                let Some(seconds) = number.times(Number::whole(each)) else {
                    self.c.find(findings::amount_too_large(span));
                    return None;
                };
                return Some(exactly(seconds, Kind::Duration, span));
            }
            let Some(period) = period(number, unit) else {
                self.c.find(findings::period_not_whole(span));
                return None;
            };
            return Some(constant(Value::Period(Some(period)), Kind::Period, span));
        }
        let kind = match self.c.names.find(self.policy, Space::Unit, word) {
            Found::One(declared) => match declared.entity {
                Entity::Unit(unit) => Kind::Quantity(unit),
                _ => return None,
            },
            found @ Found::Several(..) => {
                self.c
                    .settle(self.policy, Space::Unit, &word.name, word.span, found);
                return None;
            }
            Found::Nothing => match currency::code(word.name.as_str()) {
                Some(code) => Kind::Money(Name::new(code)),
                None => self.titled_unit(word)?,
            },
        };
        Some(exactly(number, kind, span))
    }

    /// A unit by its title: `명`.
    fn titled_unit(&mut self, word: &Ident) -> Option<Kind> {
        let visible = self.c.names.visible(self.policy, Space::Unit);
        let mut titled = visible.iter().filter_map(|(_, declared)| {
            let Entity::Unit(unit) = declared.entity else {
                return None;
            };
            let title = &self.c.program.units.get(unit)?.head.title;
            let written = word.name.as_str();
            (Name::new(&title.ko) == word.name || title.en == written).then_some(unit)
        });
        if let Some(unit) = titled.next() {
            return Some(Kind::Quantity(unit));
        }
        if self.c.may_tell(Space::Unit, &word.name) {
            let near = self.c.nearest(self.policy, &[Space::Unit], &word.name);
            let finding = findings::unknown_name(Space::Unit, &word.name, word.span, near.as_ref());
            self.c.find(finding);
        }
        None
    }
}

/// An exact ordered value.
pub(super) fn exactly(number: Number, kind: Kind, span: Span) -> Expr {
    constant(Value::Range(Range::exactly(number)), kind, span)
}
