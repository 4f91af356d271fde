//! Words that depend on an outcome, an operator or a state.

use super::{bracketed, phrases};
use crate::determination::{Basis, Comparison, Gap, Whether};
use crate::diagnostic::Phrase;
use crate::render::answer::phrasing::lowered;
use crate::value::{State, Truth};

phrases! {
    is(what, value): "{what}: {value}", "{what}: {value}";
    yes(): "yes", "해당함";
    no(): "no",
        "해당하지 아니함";
    members(count): "{count} in number", "{count}건";
    did_happen(): "took place", "있음";
    did_not_happen(): "did not take place", "없음";
    is_met(): "met", "충족";
    is_not_met(): "not met", "미충족";
    undetermined(): "open",
        "미정";
    not_known(): "not known", "미확인";
    known(): "known", "확인됨";
    applies(): "applies", "해당 있음";
    not_applicable(): "does not apply", "해당 없음";
    met(): "met", "충족";
    not_met(): "not met", "미충족";
    open_question(): "open", "충족 여부 미정";
    exactly_met(): "met: exactly that", "기준과 같음, 충족";
    exactly_not_met(): "not met: exactly that", "기준과 같음, 미충족";
    not_the_other(what, value, other): "{what}: {value} (not {other})", "{what}: {value}({other} 아님)";
    over_by(distance): "met by {distance}", "{distance} 상회";
    short_by(distance): "{distance} short", "{distance} 미달";
    beyond_by(distance): "{distance} over", "{distance} 초과";
    within_by(distance): "met, {distance} to spare", "{distance} 여유";
    at_least_limit(limit): "at least {limit}", "기준 {limit} 이상";
    more_than_limit(limit): "more than {limit}", "기준 {limit} 초과";
    within_limit(limit): "at most {limit}", "한도 {limit} 이내";
    at_most_limit(limit): "at most {limit}", "한도 {limit} 이하";
    less_than_limit(limit): "less than {limit}", "기준 {limit} 미만";
    not_before(limit): "not before {limit}", "{limit} 이후";
    later_than(limit): "after {limit}", "{limit} 후";
    not_after(limit): "not after {limit}", "{limit} 이전";
    earlier_than(limit): "before {limit}", "{limit} 전";
    compared(what, value, relation): "{what}: {value} ({relation})", "{what}: {value}({relation})";
    compared_with(what, value, relation, apart): "{what}: {value} ({relation}: {apart})", "{what}: {value}({relation}, {apart})";
    maybe(value, other): "{value}; perhaps {other}", "{value}({other} 여부 미정)";
    concluded_yes(title): "{title}: yes", "{title}: 해당함";
    concluded_no(title): "{title}: no", "{title}: 해당하지 아니함";
    concluded_open(title): "{title}: open", "{title}: 미정";
    judged_yes(by): "yes, as judged{by}", "해당함{by}";
    judged_no(by): "no, as judged{by}", "해당하지 아니함{by}";
    judged_by_whom(by): " by {by}", "({by}의 판단)";
    says_yes(by): "yes, as {by} itself judges", "해당함({by}의 판단)";
    says_no(by): "no, as {by} itself judges", "해당하지 아니함({by}의 판단)";
    judgement_awaited(by): "not judged yet{by}", "판단 필요{by}";
    happened_at(act, at): "{act} on {at}", "{at} {act}";
    has_happened(act): "“{act}” on record", "‘{act}’ 있음";
    not_happened(act): "no “{act}” on record", "‘{act}’ 없음";
    none_recorded(list): "no {list} on record", "{list} 기록이 없음";
    perhaps_happened(act): "not known whether there was a “{act}”", "‘{act}’ 유무 미확인";
    in_every_case(facts): "the same whichever it is: {facts}", "다음이 어느 경우이든 같음: {facts}";
    divides_by_zero(): "it divides by zero on these facts", "이 사실관계에서는 0으로 나누게 됨";
    nothing_to_compare(): "there is nothing to compare, and no missing fact would settle it", "비교할 대상이 없어 다른 사실이 확인되어도 정하여지지 않음";
    too_large(): "an amount grows too large to be exact", "금액 또는 수량이 너무 커서 정확히 계산할 수 없음";
    too_deep(most): "only {most} steps within one another are looked at", "{most}단계까지의 중첩만 살펴보았음";
    too_many(most): "only {most} cases are looked at", "{most}건까지만 살펴보았음";
    no_row(): "no row of the table fits", "표에 해당하는 행이 없음";
    row_fits(row): "row {row} of the table fits", "표의 {row}행에 해당함";
    row_may_fit(row): "whether row {row} of the table fits is not settled", "표의 {row}행 해당 여부 미정";
    rows_may_fit(rows): "one of rows {rows} of the table fits, and which is not settled", "표의 {rows}행 중 어느 행에 해당하는지 미정";
    rows_agree(rows): "rows {rows} of the table come to the same", "표의 {rows}행 중 어느 행에 해당하여도 같음";
}

/// Yes, no or undetermined, of a conclusion.
pub(crate) fn outcome(outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => yes(),
        Truth::No => no(),
        Truth::Undetermined => undetermined(),
    }
}

/// Whether a group of reasons is met.
pub(crate) fn holds(outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => is_met(),
        Truth::No => is_not_met(),
        Truth::Undetermined => undetermined(),
    }
}

/// Whether a sanction was imposed or can be; a fine is laid on, anything else is ordered.
pub(crate) fn sanction(imposed: bool, fine: bool) -> Phrase {
    let (en, ko) = match (imposed, fine) {
        (true, true) => (
            "was imposed (the statute's upper limit; the amount is not recorded)",
            "부과됨(금액 미기록, 위 금액은 법정 상한)",
        ),
        (true, false) => ("was imposed", "부과됨"),
        (false, true) => ("can be imposed", "부과할 수 있음"),
        (false, false) => ("can be imposed", "부과·처분할 수 있음"),
    };
    Phrase::new(en, ko)
}

/// Whether an act took place.
pub(crate) fn took_place(yes: bool) -> Phrase {
    if yes { did_happen() } else { did_not_happen() }
}

/// Whether another conclusion holds, inside a reason.
pub(crate) fn concluded(title: &Phrase, outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => concluded_yes(title),
        Truth::No => concluded_no(title),
        Truth::Undetermined => concluded_open(title),
    }
}

/// A value against its limit, and how far apart the two are, if that is known.
pub(crate) fn measured(what: &Phrase, value: &Phrase, relation: &Phrase, apart: &Phrase) -> Phrase {
    if apart.is_empty() {
        compared(what, value, relation)
    } else {
        compared_with(what, value, relation, apart)
    }
}

/// The limit, as the statute's operator puts it; lengths of time are kept 이내.
pub(crate) fn relation(operator: Comparison, limit: &Phrase, time: bool) -> Phrase {
    match operator {
        Comparison::AtLeast => at_least_limit(limit),
        Comparison::MoreThan => more_than_limit(limit),
        Comparison::AtMost if time => within_limit(limit),
        Comparison::AtMost => at_most_limit(limit),
        Comparison::LessThan | Comparison::Is => less_than_limit(limit),
    }
}

/// The same of a day or an instant.
pub(crate) fn relation_in_time(operator: Comparison, limit: &Phrase) -> Phrase {
    match operator {
        Comparison::AtLeast => not_before(limit),
        Comparison::MoreThan => later_than(limit),
        Comparison::AtMost => not_after(limit),
        Comparison::LessThan | Comparison::Is => earlier_than(limit),
    }
}

/// How far over or under, by which side of the limit was wanted.
pub(crate) fn apart(operator: Comparison, distance: &Phrase, outcome: Truth) -> Phrase {
    let least = matches!(operator, Comparison::AtLeast | Comparison::MoreThan);
    match (least, outcome) {
        (_, Truth::Undetermined) => Phrase::default(),
        (true, Truth::Yes) => over_by(distance),
        (true, Truth::No) => short_by(distance),
        (false, Truth::Yes) => within_by(distance),
        (false, Truth::No) => beyond_by(distance),
    }
}

/// Whether a limit is kept, where the distance is not known.
pub(crate) fn fulfilled(outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => met(),
        Truth::No => not_met(),
        Truth::Undetermined => open_question(),
    }
}

/// That a value is exactly the limit, and whether that keeps it.
pub(crate) fn exactly(outcome: Truth) -> Phrase {
    match outcome {
        Truth::No => exactly_not_met(),
        Truth::Yes | Truth::Undetermined => exactly_met(),
    }
}

/// Choices of so many letters are told though a value is none of them.
const SHORT: usize = 60;

/// Whether a value is the other.
pub(crate) fn sameness(what: &Phrase, value: &Phrase, other: &Phrase, same: Truth) -> Phrase {
    let other = Phrase::new(lowered(&other.en), &other.ko);
    match same {
        Truth::Yes => is(what, value),
        // A long list of what it is not says less than what it is.
        Truth::No if other.en.chars().count() > SHORT => is(what, value),
        Truth::No => not_the_other(what, value, &other),
        Truth::Undetermined => is(what, &maybe(value, &other)),
    }
}

/// Whether a fact is known.
pub(crate) fn is_known(what: &Phrase, outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => is(what, &known()),
        Truth::No | Truth::Undetermined => is(what, &not_known()),
    }
}

/// Whether a fact applies.
pub(crate) fn is_applicable(what: &Phrase, outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => is(what, &applies()),
        Truth::No => is(what, &not_applicable()),
        Truth::Undetermined => is(what, &not_known()),
    }
}

/// What became of a question that someone settles, or that a party answered in its own case.
pub(crate) fn judged_as(own: bool, by: &Phrase, outcome: Truth) -> Phrase {
    let by_whom = match by.is_empty() {
        true => Phrase::default(),
        false => judged_by_whom(by),
    };
    match (outcome, own && !by.is_empty()) {
        (Truth::Yes, true) => says_yes(by),
        (Truth::No, true) => says_no(by),
        (Truth::Yes, false) => judged_yes(&by_whom),
        (Truth::No, false) => judged_no(&by_whom),
        (Truth::Undetermined, _) => judgement_awaited(&bracketed(by)),
    }
}

/// Whether a duty, a power or a sanction is in a state: as a sentence with a verb of its own.
pub(crate) fn in_state(title: &Phrase, state: State, outcome: Truth) -> Phrase {
    let [yes, no, open] = match state {
        State::Breached | State::Violated => [
            ("was breached", "위반함"),
            ("was not breached", "위반하지 아니함"),
            ("not known whether it was breached", "위반 여부 미정"),
        ],
        State::PerformedLate => [
            ("was done late", "늦게 이행함"),
            ("was not done late", "지체하지 아니함"),
            ("not known whether it was done late", "지체 여부 미정"),
        ],
        State::Fulfilled => [
            ("was done", "이행함"),
            ("was not done", "이행하지 아니함"),
            ("not known whether it was done", "이행 여부 미정"),
        ],
        State::Observed | State::Upheld => [
            ("is kept", "준수함"),
            ("is not kept", "준수하지 아니함"),
            ("not known whether it is kept", "준수 여부 미정"),
        ],
        State::Pending => [
            ("is still to be done", "이행하여야 함"),
            ("is not to be done", "이행할 것이 없음"),
            (
                "not known whether it is still to be done",
                "이행 필요 여부 미정",
            ),
        ],
        State::Exempt => [
            ("is exempt", "면제됨"),
            ("was not exempt", "면제된 바 없음"),
            ("not known whether it is exempt", "면제 여부 미정"),
        ],
        State::NotArisen => [
            ("has not arisen", "의무가 발생하지 아니함"),
            ("has arisen", "의무가 발생함"),
            ("not known whether it has arisen", "의무 발생 여부 미정"),
        ],
        State::Available => [
            ("can be used", "행사할 수 있음"),
            ("cannot be used", "행사할 수 없음"),
            ("not known whether it can be used", "행사 가능 여부 미정"),
        ],
        State::Unavailable => [
            ("cannot be used", "행사할 수 없음"),
            ("can be used", "행사할 수 있음"),
            ("not known whether it can be used", "행사 가능 여부 미정"),
        ],
        State::Exercised => [
            ("was used", "행사함"),
            ("was not used", "행사하지 아니함"),
            ("not known whether it was used", "행사 여부 미정"),
        ],
        State::Open => [
            ("can be imposed", "부과·처분할 수 있음"),
            ("cannot be imposed", "부과·처분할 수 없음"),
            (
                "not known whether it can be imposed",
                "부과·처분 가능 여부 미정",
            ),
        ],
        State::NotOpen => [
            ("cannot be imposed", "부과·처분할 수 없음"),
            ("can be imposed", "부과·처분할 수 있음"),
            (
                "not known whether it can be imposed",
                "부과·처분 가능 여부 미정",
            ),
        ],
        State::Imposed => [
            ("was imposed", "부과·처분됨"),
            ("was not imposed", "부과·처분되지 아니함"),
            ("not known whether it was imposed", "부과·처분 여부 미정"),
        ],
        State::NotInForce => [
            ("is not in force", "시행되지 아니함"),
            ("is in force", "시행됨"),
            ("not known whether it is in force", "시행 여부 미정"),
        ],
        State::Undetermined => [
            ("is open", "미정임"),
            ("is settled", "정하여짐"),
            ("not known whether it is settled", "확정 여부 미정"),
        ],
    };
    let (en, ko) = match outcome {
        Truth::Yes => yes,
        Truth::No => no,
        Truth::Undetermined => {
            return Phrase::new(
                format!("“{}”: {}", title.en, open.0),
                format!("‘{}’ {}", title.ko, open.1),
            );
        }
    };
    Phrase::new(
        format!("“{}” {en}", title.en),
        format!("‘{}’: {ko}", title.ko),
    )
}

/// Whether and when an act happened.
pub(crate) fn happened(act: &Phrase, at: Option<&Phrase>, outcome: Truth) -> Phrase {
    match (outcome, at) {
        (Truth::Yes, Some(at)) => happened_at(act, at),
        (Truth::Yes, None) => has_happened(act),
        (Truth::No, _) => not_happened(act),
        (Truth::Undetermined, _) => perhaps_happened(act),
    }
}

/// How many members lie in a stretch of time; none is said where it is not known from when to when.
pub(crate) fn window(list: &Phrase, ends: Option<(Phrase, Phrase)>, members: usize) -> Phrase {
    match ends {
        Some((from, to)) => Phrase::new(
            format!(
                "{} to {}: “{}”, {members} in number",
                from.en, to.en, list.en
            ),
            format!("{}부터 {}까지 “{}” {members}건", from.ko, to.ko, list.ko),
        ),
        None => Phrase::new(
            format!("“{}” within the time in question", list.en),
            format!("해당 기간의 “{}”", list.ko),
        ),
    }
}

/// Why something is open though nothing is missing for it.
pub(crate) fn gap(gap: Gap) -> Phrase {
    let number = |most: usize| Phrase::same(most.to_string());
    match gap {
        Gap::DividesByZero => divides_by_zero(),
        Gap::TooLarge => too_large(),
        Gap::NothingToCompare => nothing_to_compare(),
        Gap::TooDeep { most } => too_deep(&number(most)),
        Gap::TooMany { most } => too_many(&number(most)),
    }
}

/// Which row of a table fits, by their numbers.
pub(crate) fn table_row(rows: &[usize], outcome: Truth) -> Phrase {
    let numbers: Vec<String> = rows.iter().map(usize::to_string).collect();
    let named = Phrase::same(numbers.join(", "));
    match (rows, outcome) {
        ([], _) => no_row(),
        ([_], Truth::Undetermined) => row_may_fit(&named),
        ([_], _) => row_fits(&named),
        (_, Truth::Undetermined) => rows_may_fit(&named),
        _ => rows_agree(&named),
    }
}

/// A state of a duty, power or sanction.
pub(crate) fn state(state: State) -> Phrase {
    let (en, ko) = match state {
        State::NotInForce => ("not in force", "미시행"),
        State::NotArisen => ("not owed so far", "의무 미발생"),
        State::Exempt => ("exempt", "면제"),
        State::Undetermined => ("open", "미정"),
        State::Fulfilled => ("done", "이행함"),
        State::PerformedLate => ("done late", "늦게 이행함"),
        State::Pending => ("to be done", "이행하여야 함"),
        State::Breached | State::Violated => ("breached", "위반"),
        State::Observed | State::Upheld => ("not breached", "위반 아님"),
        State::Unavailable => ("cannot be used", "행사할 수 없음"),
        State::Available => ("can be used", "행사할 수 있음"),
        State::Exercised => ("was used", "이미 행사함"),
        State::NotOpen => ("cannot be imposed", "부과·처분할 수 없음"),
        State::Open => ("can be imposed", "부과·처분할 수 있음"),
        State::Imposed => ("was imposed", "부과·처분됨"),
    };
    Phrase::new(en, ko)
}

/// How far a fact is from being established.
pub(crate) fn basis(basis: Basis) -> Phrase {
    let (en, ko) = match basis {
        Basis::Assumed => ("assumed", "가정"),
        Basis::PartlyAssumed => ("assumed in part", "일부 가정"),
        Basis::Inferred => ("inferred", "추정"),
        Basis::Reported => ("as reported", "보도에 따름"),
    };
    Phrase::new(en, ko)
}

/// What follows on one side of a question: `owed`, `not owed`.
fn side(whether: Whether, yes: bool) -> (&'static str, &'static str) {
    match (whether, yes) {
        (Whether::Holds, true) => ("Yes", "해당함"),
        (Whether::Holds, false) => ("No", "해당하지 아니함"),
        (Whether::Arises, true) => ("Owed", "의무가 있음"),
        (Whether::Arises, false) => ("Not owed", "의무가 없음"),
        (Whether::Kept, true) => ("Not breached", "위반이 아님"),
        (Whether::Kept, false) => ("Breached", "위반이 됨"),
        (Whether::Available, true) => ("Can be used", "행사할 수 있음"),
        (Whether::Available, false) => ("Cannot be used", "행사할 수 없음"),
        (Whether::Open, true) => ("Can be imposed", "부과·처분할 수 있음"),
        (Whether::Open, false) => ("Cannot be imposed", "부과·처분할 수 없음"),
    }
}

/// Above the conditions of one answer: whether any or all of several are needed, and whether it is
/// otherwise the other.
pub(crate) fn settled_by(
    whether: Whether,
    yes: bool,
    (any, several): (bool, bool),
    else_other: bool,
) -> Phrase {
    let (en, ko) = side(whether, yes);
    let only = if else_other { " only" } else { "" };
    let (which_en, which_ko) = match (any, several) {
        (true, _) => (" any one of these is so", "다음 중 하나에 해당하면"),
        (false, true) => (" all of these are so", "다음을 모두 충족하면"),
        (false, false) => ("", "다음에 해당하면"),
    };
    let otherwise = if else_other {
        format!("(아니면 {})", side(whether, !yes).1)
    } else {
        String::new()
    };
    Phrase::new(
        format!("{en}{only} if{which_en}:"),
        format!("{which_ko} {ko}{otherwise}:"),
    )
}

/// What follows from yes and what from no to one question, each of which settles it.
pub(crate) fn settled_either_way(whether: Whether, yes: bool, question: &Phrase) -> Phrase {
    let (one, other) = (side(whether, yes), side(whether, !yes));
    Phrase::new(
        format!(
            "{}: if yes, {}; if no, {}",
            question.en,
            lowered(one.0),
            lowered(other.0)
        ),
        format!("{}: 예이면 {}, 아니오이면 {}", question.ko, one.1, other.1),
    )
}

/// Above lines of which any one leads to an answer, all the points of a line together.
pub(crate) fn settled_by_any_line(whether: Whether, yes: bool) -> Phrase {
    let (en, ko) = side(whether, yes);
    Phrase::new(
        format!("{en} if any one line below is so (all the points of a line together):"),
        format!("다음 중 어느 한 줄에 해당하면(한 줄에 적힌 것은 모두 충족) {ko}:"),
    )
}
