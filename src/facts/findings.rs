//! The words of this stage: one function for each finding, both languages side by side.

mod accounts;
mod bounds;
mod calendars;
mod events;
mod form;
mod kinds;
mod names;
mod rulings;
mod spelling;

pub(super) use accounts::{account_of_nobody, dispute_in_account, one_account};
pub(super) use bounds::{
    above, below, empty_bounds, ends_before_start, needs_period, no_choice, takes_no_period,
};
pub(super) use calendars::{
    begins_after_end, holiday_of_another_year, not_a_calendar, not_a_holiday, not_a_year,
    unknown_calendar, unknown_zone, zone_is_open,
};
pub(super) use events::{
    ambiguous_act, duty_for_act, no_act, not_an_event, several_answered, unknown_act,
    unknown_instance, unknown_party, wrong_addressee,
};
pub(super) use form::{malformed, not_a_record, too_deep, too_large};
pub(super) use kinds::{
    always_applies, no_answer, no_bounds, not_a_list, not_a_pair, not_text, null, only_true,
    two_answers, wrong_kind, wrong_unit,
};
#[cfg(feature = "toml")]
pub(super) use names::again;
pub(super) use names::{
    ambiguous_fact, belongs_inside, done_elsewhere, duplicate, unknown_choice, unknown_fact,
};
pub(super) use rulings::{
    ambiguous_duty, nobody_finds, not_findable, not_found, nothing_found, unknown_duty,
};
pub(super) use spelling::{amount, not_a_time, point_in_money, time};

use super::slot::Slot;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::source::Span;

fn finding(code: Code, span: Span, en: impl Into<String>, ko: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Phrase::new(en, ko), span, Phrase::default())
}

/// So many names are listed.
const MOST_NAMED: usize = 8;

impl Diagnostic {
    /// Says who expects it.
    pub(in crate::facts) fn of_slot(self, slot: &Slot<'_>) -> Diagnostic {
        self.also(slot.declared, Phrase::new("declared here", "여기에서 정함"))
    }

    /// The nearest name, if any is near.
    pub(in crate::facts) fn near(self, near: Option<&str>) -> Diagnostic {
        let Some(near) = near else { return self };
        let span = self.primary.span;
        self.offer(span, near).help(Phrase::new(
            format!("the nearest name is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        ))
    }

    /// What could be named instead, where nothing is near.
    pub(in crate::facts) fn known(self, known: &[String]) -> Diagnostic {
        if known.is_empty() {
            return self;
        }
        let some = known.iter().take(MOST_NAMED);
        let list: Vec<String> = some.map(|name| format!("`{name}`")).collect();
        let more = if known.len() > MOST_NAMED {
            ", …"
        } else {
            ""
        };
        let list = list.join(", ");
        self.help(Phrase::new(
            format!("what can be recorded here: {list}{more}"),
            format!("이 자리에 적을 수 있는 항목: {list}{more}"),
        ))
    }

    /// The full names of which the short one is ambiguous.
    pub(in crate::facts) fn full_names(mut self, full: &[(String, Span)]) -> Diagnostic {
        for (_, declared) in full {
            self = self.also(*declared, Phrase::new("declared here", "여기에서 정함"));
        }
        let names: Vec<String> = full.iter().map(|(name, _)| format!("`{name}`")).collect();
        self.help(Phrase::new(
            format!("write the full name: {}", names.join(" or ")),
            format!("전체 이름으로 적으십시오: {}", names.join(" 또는 ")),
        ))
    }
}
