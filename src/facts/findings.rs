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

/// Says who expects it.
fn declared(found: Diagnostic, slot: &Slot<'_>) -> Diagnostic {
    found.also(slot.declared, Phrase::new("declared here", "여기에서 정함"))
}

fn with_near(found: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => {
            let span = found.primary.span;
            found.offer(span, near).help(Phrase::new(
                format!("the nearest name is `{near}`"),
                format!("가장 가까운 이름은 `{near}`입니다"),
            ))
        }
        None => found,
    }
}

/// So many names are listed.
const MOST_NAMED: usize = 8;

/// What could be named instead, where nothing is near.
fn with_known(found: Diagnostic, known: &[String]) -> Diagnostic {
    if known.is_empty() {
        return found;
    }
    let some: Vec<String> = known
        .iter()
        .take(MOST_NAMED)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = if known.len() > MOST_NAMED {
        ", …"
    } else {
        ""
    };
    let list = some.join(", ");
    found.help(Phrase::new(
        format!("what can be recorded here: {list}{more}"),
        format!("이 자리에 적을 수 있는 항목: {list}{more}"),
    ))
}

fn ambiguous(full: &[(String, Span)], mut found: Diagnostic) -> Diagnostic {
    for (_, declared) in full {
        found = found.also(*declared, Phrase::new("declared here", "여기에서 정함"));
    }
    let names: Vec<String> = full.iter().map(|(name, _)| format!("`{name}`")).collect();
    found.help(Phrase::new(
        format!("write the full name: {}", names.join(" or ")),
        format!("전체 이름으로 적으십시오: {}", names.join(" 또는 ")),
    ))
}
