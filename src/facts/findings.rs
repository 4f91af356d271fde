//! The words of this stage: one function for each finding, both languages side
//! by side. Those about the form of the file, about kinds and about spellings
//! stand in rooms of their own.

mod form;
mod kinds;
mod spelling;

pub(super) use form::{malformed, not_a_record, too_deep, too_large};
pub(super) use kinds::{
    always_applies, no_answer, no_bounds, not_a_list, not_a_pair, not_text, null, only_true,
    two_answers, wrong_kind, wrong_unit,
};
pub(super) use spelling::{amount, not_a_time, time};

use super::slot::Slot;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::program::Head;
use crate::source::Span;
use crate::value::Zone;

fn finding(code: Code, span: Span, en: impl Into<String>, ko: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Phrase::new(en, ko), span, Phrase::default())
}

/// Says who expects it.
fn declared(found: Diagnostic, slot: &Slot<'_>) -> Diagnostic {
    found.also(slot.declared, Phrase::new("declared here", "여기에서 정함"))
}

// ---- names

pub(super) fn unknown_fact(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownFact,
            span,
            format!("nothing called `{written}` can be recorded here"),
            format!("이 자리에는 `{written}` 항목을 적을 수 없습니다"),
        ),
        near,
    )
}

/// A name that policies declare differently; their full names, and where each is declared.
pub(super) fn ambiguous_fact(written: &str, span: Span, full: &[(String, Span)]) -> Diagnostic {
    ambiguous(
        full,
        finding(
            Code::AmbiguousName,
            span,
            format!("`{written}` could be any of several things that policies declare differently"),
            format!("`{written}` 항목은 정책마다 다르게 정하고 있어 어느 것인지 알 수 없습니다"),
        ),
    )
}

/// An act that several policies declare, and nothing tells which was done.
pub(super) fn ambiguous_act(written: &str, span: Span, full: &[(String, Span)]) -> Diagnostic {
    ambiguous(
        full,
        finding(
            Code::AmbiguousName,
            span,
            format!(
                "several policies declare an act called `{written}`, and who did it to whom does not tell which was done"
            ),
            format!(
                "`{written}` 행위를 정한 정책이 여럿이고, 누가 누구에게 한 것인지로도 구별되지 않습니다"
            ),
        ),
    )
}

/// A duty that several policies declare, where a ruling names one.
pub(super) fn ambiguous_duty(written: &str, span: Span, full: &[(String, Span)]) -> Diagnostic {
    ambiguous(
        full,
        finding(
            Code::AmbiguousName,
            span,
            format!("several policies declare a duty called `{written}`"),
            format!("`{written}` 의무를 정한 정책이 여럿입니다"),
        ),
    )
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

/// Something done to somebody to whom the act is not done.
pub(super) fn wrong_addressee(written: &str, act: &Head, to: &[&Head], span: Span) -> Diagnostic {
    let en: Vec<&str> = to.iter().map(|head| head.title.en.as_str()).collect();
    let ko: Vec<&str> = to.iter().map(|head| head.title.ko.as_str()).collect();
    let names: Vec<String> = to.iter().map(|head| format!("`{}`", head.name)).collect();
    finding(
        Code::ImpossibleFact,
        span,
        format!(
            "`{}` is done to {}, and `{written}` is not called so",
            act.name,
            en.join(", ")
        ),
        format!(
            "`{}` 행위의 상대방은 {}이고, `{written}`에 해당하는 상대방은 없습니다",
            act.name,
            ko.join(", ")
        ),
    )
    .also(act.span, Phrase::new("declared here", "여기에서 정함"))
    .help(Phrase::new(
        format!("write {} if it was they", names.join(" or ")),
        format!("그 상대방이면 {}로 적으십시오", names.join(" 또는 ")),
    ))
}

pub(super) fn unknown_calendar(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownCalendar,
            span,
            format!("there is no calendar called `{written}`"),
            format!("`{written}` 휴일 달력은 없습니다"),
        ),
        near,
    )
}

pub(super) fn not_a_calendar(span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        "holidays stand under the name of their calendar and their year",
        "휴일은 달력 이름과 연도 아래에 적어야 합니다",
    )
    .help(Phrase::new(
        "write it like `{\"kr\": {\"2028\": {\"holidays\": [\"2028-01-01\"], \"source\": \"…\"}}}`",
        "`{\"kr\": {\"2028\": {\"holidays\": [\"2028-01-01\"], \"source\": \"…\"}}}` 형식으로 적으십시오",
    ))
}

pub(super) fn not_a_year(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("`{written}` is no year"),
        format!("`{written}` 값은 연도가 아닙니다"),
    )
    .help(Phrase::new(
        "write it like `2028`",
        "`2028`과 같이 적으십시오",
    ))
}

pub(super) fn not_a_holiday(span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        "a holiday is a day, or a day with its name",
        "휴일은 날짜 또는 이름이 붙은 날짜로 적어야 합니다",
    )
    .help(Phrase::new(
        "write `\"2025-01-27\"` or `{\"on\": \"2025-01-27\", \"name\": \"…\"}`",
        "`\"2025-01-27\"` 또는 `{\"on\": \"2025-01-27\", \"name\": \"…\"}` 형식으로 적으십시오",
    ))
}

pub(super) fn holiday_of_another_year(written: &str, year: i32, span: Span) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        span,
        format!("`{written}` is no day of {year}"),
        format!("`{written}` 날짜는 {year}년의 날이 아닙니다"),
    )
}

pub(super) fn begins_after_end(from: Span, until: Span) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        until,
        "the record is complete until before it begins",
        "기록이 완결된 시점이 기록의 시작보다 앞섭니다",
    )
    .also(from, Phrase::new("begins here", "기록의 시작"))
}

/// A local time, where the record names no zone and its policies are in different ones.
pub(super) fn zone_is_open(one: Zone, other: Zone, span: Span) -> Diagnostic {
    let (one, other) = (one.name(), other.name());
    finding(
        Code::OpenZone,
        span,
        format!("this time could be meant in {one} or in {other}: the policies are in different zones, and the record names none"),
        format!("정책의 시간대가 서로 다른데({one}, {other}) 기록에 시간대가 없어 이 시각이 어느 시간대의 것인지 알 수 없습니다"),
    )
    .help(Phrase::new(
        format!("add `\"zone\": \"{one}\"`, or write the offset with each time"),
        format!("`\"zone\": \"{one}\"`과 같이 시간대를 적거나 시각마다 시차를 함께 적으십시오"),
    ))
}

pub(super) fn belongs_inside(written: &str, span: Span, record: &Phrase) -> Diagnostic {
    finding(
        Code::UnknownFact,
        span,
        format!(
            "`{written}` is asked of each record of the kind `{}`",
            record.en
        ),
        format!(
            "`{written}` 항목은 `{}` 기록마다 판단하는 것입니다",
            record.ko
        ),
    )
    .help(Phrase::new(
        "write it inside the record it is about",
        "해당하는 기록 안에 적으십시오",
    ))
}

pub(super) fn unknown_act(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownFact,
            span,
            format!("no policy declares an act called `{written}`"),
            format!("`{written}` 행위를 정한 정책이 없습니다"),
        ),
        near,
    )
}

/// Who did something is left open by a text that names no party.
pub(super) fn unknown_party(
    written: &str,
    span: Span,
    of: &Head,
    near: Option<&str>,
) -> Diagnostic {
    let found = finding(
        Code::UnknownParty,
        span,
        format!("no party is called `{written}`, so who did this is open"),
        format!("`{written}` 이름의 당사자가 없어 누가 한 것인지 정할 수 없습니다"),
    );
    match near {
        Some(_) => with_near(found, near),
        None => {
            let (name, title) = (&of.name, &of.title);
            found.help(Phrase::new(
                format!("it is for `{name}` ({}) to do: write that name if it was they, and keep the person in `note`", title.en),
                format!("`{name}`({}) 당사자가 하는 것입니다. 그 당사자가 한 것이라면 그 이름을 쓰고, 담당자는 `note`에 적으십시오", title.ko),
            ))
        }
    }
}

pub(super) fn unknown_choice(
    written: &str,
    slot: &Slot<'_>,
    span: Span,
    near: Option<&str>,
) -> Diagnostic {
    let found = finding(
        Code::UnknownChoice,
        span,
        format!("`{written}` is not one of the choices of `{}`", slot.name),
        format!("`{}` 항목의 선택지에 `{written}` 값은 없습니다", slot.name),
    );
    with_near(declared(found, slot), near)
}

pub(super) fn unknown_zone(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownZone,
            span,
            format!("there is no time zone called `{written}`"),
            format!("`{written}` 시간대는 없습니다"),
        ),
        near.or(Some("Asia/Seoul").filter(|_| written == "KST")),
    )
}

fn with_near(found: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => found.help(Phrase::new(
            format!("the nearest name is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        )),
        None => found,
    }
}

pub(super) fn duplicate(written: &str, first: Span, second: Span) -> Diagnostic {
    again(written, second).also(first, Phrase::new("given here first", "처음 적힌 자리"))
}

/// Something given twice, where only the second place is known.
pub(super) fn again(written: &str, second: Span) -> Diagnostic {
    finding(
        Code::DuplicateFact,
        second,
        format!("`{written}` is given twice"),
        format!("`{written}` 항목이 두 번 적혀 있습니다"),
    )
    .help(Phrase::new(
        "keep one of the two",
        "둘 중 하나만 남기십시오",
    ))
}

// ---- reference periods

pub(super) fn needs_period(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding(
        Code::ReferencePeriod,
        span,
        format!(
            "`{}` is recorded over a reference period, and none is given",
            slot.name
        ),
        format!(
            "`{}` 항목은 기준 기간과 함께 적어야 하는데 기간이 없습니다",
            slot.name
        ),
    );
    declared(found, slot).help(Phrase::new(
        "write it like `[{\"over\": \"2021-10/2021-12\", \"is\": …}]`",
        "`[{\"over\": \"2021-10/2021-12\", \"is\": …}]` 형식으로 적으십시오",
    ))
}

pub(super) fn takes_no_period(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding(
        Code::ReferencePeriod,
        span,
        format!("`{}` is not recorded over a reference period", slot.name),
        format!("`{}` 항목에는 기준 기간을 적지 않습니다", slot.name),
    );
    declared(found, slot).help(Phrase::new("give the value itself", "값만 적으십시오"))
}

// ---- what cannot be

pub(super) fn empty_bounds(slot: &Slot<'_>, span: Span) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        span,
        format!("the bounds of `{}` leave no value", slot.name),
        format!("`{}` 항목의 범위에 들어가는 값이 없습니다", slot.name),
    )
    .help(Phrase::new(
        "let the lower bound be no more than the upper one",
        "하한이 상한을 넘지 않게 적으십시오",
    ))
}

pub(super) fn no_choice(slot: &Slot<'_>, span: Span) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        span,
        format!("no choice is left for `{}`", slot.name),
        format!("`{}` 항목에 남은 선택지가 없습니다", slot.name),
    )
}

/// Below the least that is declared; none is zero.
pub(super) fn below(slot: &Slot<'_>, span: Span, least: Option<&str>) -> Diagnostic {
    let (en, ko) = match least {
        Some(least) => (least, least),
        None => ("zero", "0"),
    };
    finding(
        Code::ImpossibleFact,
        span,
        format!("`{}` cannot be below {en}", slot.name),
        format!("`{}` 항목의 값은 {ko}보다 작을 수 없습니다", slot.name),
    )
}

/// Above the most that is declared.
pub(super) fn above(slot: &Slot<'_>, span: Span, most: &str) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        span,
        format!("`{}` cannot be above {most}", slot.name),
        format!("`{}` 항목의 값은 {most}보다 클 수 없습니다", slot.name),
    )
}

/// The names of the two fields, from first to last, and where each is given.
pub(super) fn ends_before_start(names: (&str, &str), start: Span, end: Span) -> Diagnostic {
    let (first, last) = names;
    finding(
        Code::ImpossibleFact,
        end,
        format!("`{last}` lies before `{first}`"),
        format!("`{last}` 시각이 `{first}` 시각보다 앞섭니다"),
    )
    .also(start, Phrase::new("started here", "시작 시각"))
}

// ---- events

pub(super) fn no_act(span: Span) -> Diagnostic {
    finding(
        Code::MalformedRecord,
        span,
        "this event does not say which act was done",
        "이 사건에는 어떤 행위가 있었는지 적혀 있지 않습니다",
    )
    .help(Phrase::new(
        "add `\"act\": \"…\"`",
        "`\"act\": \"…\"` 항목을 추가하십시오",
    ))
}

pub(super) fn not_an_event(span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        "an event must be a group of named facts",
        "사건은 이름 붙은 사실의 묶음이어야 합니다",
    )
    .help(Phrase::new(
        "write it like `{\"act\": \"…\", \"at\": \"2022-02-03T11:20\", \"by\": \"…\"}`",
        "`{\"act\": \"…\", \"at\": \"2022-02-03T11:20\", \"by\": \"…\"}` 형식으로 적으십시오",
    ))
}

pub(super) fn unknown_instance(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let found = finding(
        Code::UnknownFact,
        span,
        format!("nothing in this record is called `{written}`, so no event can answer it"),
        format!(
            "이 기록에는 `{written}`에 해당하는 것이 없어 사건을 그에 대한 것으로 볼 수 없습니다"
        ),
    );
    match near {
        Some(_) => with_near(found, near),
        None => found.help(Phrase::new(
            "name a member of a list or an event, `services[0]` or `events[1]`, or the `id` of an event",
            "목록의 항목이나 사건을 `services[0]`, `events[1]`과 같이 적거나 사건의 `id`를 적으십시오",
        )),
    }
}

pub(super) fn several_answered(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::DuplicateFact,
        span,
        format!("several things in this record are called `{written}`"),
        format!("이 기록에서 `{written}` 이름을 가진 것이 여럿입니다"),
    )
    .help(Phrase::new(
        "name the one that is meant by its place, such as `services[0]`",
        "`services[0]`과 같이 자리를 적어 어느 것인지 밝히십시오",
    ))
}

// ---- what was found of duties

pub(super) fn not_found(span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        "a finding must be a group of named facts",
        "판정은 이름 붙인 항목의 묶음으로 적어야 합니다",
    )
}

pub(super) fn nothing_found(span: Span) -> Diagnostic {
    finding(
        Code::MalformedRecord,
        span,
        "this finding does not say of which duty what was found",
        "이 판정에는 어느 의무에 대하여 무엇을 판정하였는지 적혀 있지 않습니다",
    )
    .help(Phrase::new(
        "add `\"of\": \"…\"` and `\"is\": \"…\"`",
        "`\"of\": \"…\"` 항목과 `\"is\": \"…\"` 항목을 적으십시오",
    ))
}

pub(super) fn unknown_duty(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownFact,
            span,
            format!("no policy declares a duty called `{written}`"),
            format!("`{written}` 의무를 정한 정책이 없습니다"),
        ),
        near,
    )
}

pub(super) fn nobody_finds(duty: &Head, span: Span) -> Diagnostic {
    finding(
        Code::UnknownFact,
        span,
        format!(
            "no policy names a party whose finding of `{}` prevails",
            duty.name
        ),
        format!(
            "`{}` 의무를 판정할 권한자를 정한 정책이 없습니다",
            duty.name
        ),
    )
    .also(
        duty.span,
        Phrase::new("it has no `holder`", "`holder`가 없음"),
    )
}

pub(super) fn not_findable(written: &str, duty: &Head, span: Span, states: &[&str]) -> Diagnostic {
    let states = states.join(", ");
    finding(
        Code::UnknownChoice,
        span,
        format!("`{}` cannot be found `{written}`", duty.name),
        format!(
            "`{}` 의무를 `{written}` 상태로 판정할 수 없습니다",
            duty.name
        ),
    )
    .also(duty.span, Phrase::new("declared here", "여기에서 정함"))
    .help(Phrase::new(
        format!("write one of {states}"),
        format!("{states} 중 하나를 적으십시오"),
    ))
}

// ---- accounts that differ

pub(super) fn one_account(slot: &Slot<'_>, span: Span) -> Diagnostic {
    finding(
        Code::MalformedRecord,
        span,
        format!("of `{}` there are not two accounts that could differ", slot.name),
        format!("`{}` 항목에 서로 다른 주장이 둘 이상 적혀 있지 않습니다", slot.name),
    )
    .help(Phrase::new(
        "write `{\"disputed\": [{\"is\": …, \"by\": \"…\"}, {\"is\": …, \"by\": \"…\"}]}`, or the value alone",
        "`{\"disputed\": [{\"is\": …, \"by\": \"…\"}, {\"is\": …, \"by\": \"…\"}]}` 형식으로 적거나 값만 적으십시오",
    ))
}

pub(super) fn account_of_nobody(slot: &Slot<'_>, span: Span) -> Diagnostic {
    finding(
        Code::MalformedRecord,
        span,
        format!("this account of `{}` does not say who gives it", slot.name),
        format!(
            "`{}` 항목에 관한 이 주장에는 누구의 주장인지 적혀 있지 않습니다",
            slot.name
        ),
    )
    .help(Phrase::new(
        "add `\"by\": \"…\"`",
        "`\"by\": \"…\"` 항목을 추가하십시오",
    ))
}

pub(super) fn dispute_in_account(span: Span) -> Diagnostic {
    finding(
        Code::MalformedRecord,
        span,
        "an account cannot itself be disputed",
        "하나의 주장 안에 다시 다툼을 적을 수 없습니다",
    )
    .help(Phrase::new(
        "list all accounts beside one another",
        "모든 주장을 나란히 적으십시오",
    ))
}
