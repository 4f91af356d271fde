//! Words that depend on an outcome, an operator or a state.

use super::{bracketed, phrases};
use crate::determination::{Comparison, Gap, Whether};
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
    does_hold(): "holds", "해당함";
    does_not_hold(): "does not hold", "해당하지 아니함";
    undetermined(): "undetermined",
        "판단 유보";
    not_known(): "not known", "미확인";
    known(): "known", "확인됨";
    applies(): "applies", "해당 있음";
    not_applicable(): "does not apply", "해당 없음";
    met(): "met", "충족";
    not_met(): "not met", "미충족";
    open_question(): "open", "미정";
    exactly(): "exactly that", "기준과 같음";
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
    another(value, other): "{value}, not {other}", "{value}({other} 아님)";
    maybe(value, other): "{value}; perhaps {other}", "{value}({other} 여부 미정)";
    concluded_yes(title): "“{title}” holds", "‘{title}’에 해당함";
    concluded_no(title): "“{title}” does not hold",
        "‘{title}’에 해당하지 아니함";
    concluded_open(title): "“{title}” is undetermined", "‘{title}’ 해당 여부 미정";
    judged_yes(by): "judged yes{by}", "인정됨{by}";
    judged_no(by): "judged no{by}", "인정되지 아니함{by}";
    says_yes(by): "yes, as {by} itself judges", "해당함({by} 스스로 판단)";
    says_no(by): "no, as {by} itself judges", "해당하지 아니함({by} 스스로 판단)";
    judgement_awaited(by): "not judged yet{by}", "판단 필요{by}";
    happened_at(act, at): "{act} on {at}", "{at} {act}";
    has_happened(act): "{act} has happened",
        "{act} 사실이 있었음";
    not_happened(act): "{act} has not happened",
        "{act} 사실이 없었음";
    none_recorded(list): "no {list} on record", "{list} 기록이 없음";
    perhaps_happened(act): "it is not known whether {act} has happened", "{act} 유무 미확인";
    in_every_case(facts): "the same whichever it is: {facts}", "다음이 어느 경우이든 같음: {facts}";
    divides_by_zero(): "it divides by zero on these facts", "이 사실관계에서는 0으로 나누게 됨";
    too_large(): "an amount grows too large to be exact", "금액 또는 수량이 너무 커서 정확히 계산할 수 없음";
    too_deep(most): "only {most} steps within one another are looked at", "{most}단계까지의 중첩만 살펴보았음";
    too_many(most): "only {most} cases are looked at", "{most}건까지만 살펴보았음";
    no_row(): "no row of the table fits", "표에 해당하는 행이 없음";
    row_fits(row): "row {row} of the table fits", "표의 {row}행에 해당함";
    row_may_fit(row): "whether row {row} of the table fits is not settled", "표의 {row}행 해당 여부 미정";
    rows_may_fit(rows): "one of rows {rows} of the table fits, and which is not settled", "표의 {rows}행 중 어느 행에 해당하는지 미정";
    rows_agree(rows): "rows {rows} of the table come to the same", "표의 {rows}행 중 어느 행에 해당하여도 같음";
    stands(title, state): "“{title}” is {state}",
        "‘{title}’ {state}에 해당함";
    stands_not(title, state): "“{title}” is not {state}",
        "‘{title}’ {state}에 해당하지 아니함";
    stands_perhaps(title, state): "it is not settled whether “{title}” is {state}", "‘{title}’ {state} 여부 미정";
}

/// Yes, no or undetermined, of a conclusion.
pub(crate) fn outcome(outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => yes(),
        Truth::No => no(),
        Truth::Undetermined => undetermined(),
    }
}

/// Whether an exception or a group of reasons holds.
pub(crate) fn holds(outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => does_hold(),
        Truth::No => does_not_hold(),
        Truth::Undetermined => undetermined(),
    }
}

/// Whether a sanction was imposed or can be; a fine is laid on, anything else is ordered.
pub(crate) fn sanction(imposed: bool, fine: bool) -> Phrase {
    let (en, ko) = match (imposed, fine) {
        (true, true) => (
            "imposed (the statutory limit; the record says no amount)",
            "부과됨(법정 상한이며 실제 부과액은 기록되지 아니함)",
        ),
        (true, false) => ("ordered", "명하여짐"),
        (false, true) => ("can be imposed", "부과할 수 있음"),
        (false, false) => ("can be ordered", "명할 수 있음"),
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

/// Whether a value is the other.
pub(crate) fn sameness(what: &Phrase, value: &Phrase, other: &Phrase, same: Truth) -> Phrase {
    let other = Phrase::new(lowered(&other.en), &other.ko);
    match same {
        Truth::Yes => is(what, value),
        Truth::No => is(what, &another(value, &other)),
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
    let in_brackets = bracketed(by);
    match (outcome, own && !by.is_empty()) {
        (Truth::Yes, true) => says_yes(by),
        (Truth::No, true) => says_no(by),
        (Truth::Yes, false) => judged_yes(&in_brackets),
        (Truth::No, false) => judged_no(&in_brackets),
        (Truth::Undetermined, _) => judgement_awaited(&in_brackets),
    }
}

/// Whether something is in a state.
pub(crate) fn in_state(title: &Phrase, state: &Phrase, outcome: Truth) -> Phrase {
    match outcome {
        Truth::Yes => stands(title, state),
        Truth::No => stands_not(title, state),
        Truth::Undetermined => stands_perhaps(title, state),
    }
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
        State::NotArisen => ("not arisen", "의무 미발생"),
        State::Exempt => ("exempt", "면제"),
        State::Undetermined => ("undetermined", "미정"),
        State::Fulfilled => ("fulfilled", "이행됨"),
        State::PerformedLate => ("performed late", "지체 이행"),
        State::Pending => ("pending", "이행 전"),
        State::Breached => ("breached", "위반"),
        State::Observed => ("observed", "준수"),
        State::Violated => ("violated", "금지 위반"),
        State::Upheld => ("upheld", "유지됨"),
        State::Unavailable => ("unavailable", "행사 불가"),
        State::Available => ("available", "행사 가능"),
        State::Exercised => ("exercised", "행사됨"),
        State::NotOpen => ("not open", "부과 요건 미충족"),
        State::Open => ("open", "부과 가능"),
        State::Imposed => ("imposed", "부과됨"),
    };
    Phrase::new(en, ko)
}

/// What is said of a question that has one answer or the other; in Korean also as the sentence goes
/// on after the first.
struct Sides {
    en: [&'static str; 2],
    goes_on: &'static str,
    ko: [&'static str; 2],
}

fn sides(whether: Whether) -> Sides {
    let (en, goes_on, ko) = match whether {
        Whether::Holds => (
            ["holds", "does not hold"],
            "해당하고",
            ["해당함", "해당하지 아니함"],
        ),
        Whether::Arises => (
            ["owed", "not owed"],
            "의무가 있고",
            ["의무가 있음", "의무가 없음"],
        ),
        Whether::Kept => (
            ["not breached", "breached"],
            "위반이 아니고",
            ["위반이 아님", "위반이 됨"],
        ),
        Whether::Available => (
            ["can be used", "cannot be used"],
            "행사할 수 있고",
            ["행사할 수 있음", "행사할 수 없음"],
        ),
        Whether::Open => (
            ["can be imposed", "cannot be imposed"],
            "부과할 수 있고",
            ["부과할 수 있음", "부과할 수 없음"],
        ),
    };
    Sides { en, goes_on, ko }
}

/// What follows under a condition, and what under another: `owed if A; not owed if B`.
pub(crate) fn settled(
    whether: Whether,
    yes: Option<&Phrase>,
    no: Option<&Phrase>,
) -> Option<Phrase> {
    let sides = sides(whether);
    let ([holds, fails], [so, not_so]) = (sides.en, sides.ko);
    Some(match (yes, no) {
        (Some(yes), Some(no)) => Phrase::new(
            format!("{holds} {}; {fails} {}.", yes.en, no.en),
            format!("{} {}, {} {not_so}.", yes.ko, sides.goes_on, no.ko),
        ),
        (Some(yes), None) => {
            Phrase::new(format!("{holds} {}.", yes.en), format!("{} {so}.", yes.ko))
        }
        (None, Some(no)) => Phrase::new(
            format!("{fails} {}.", no.en),
            format!("{} {not_so}.", no.ko),
        ),
        (None, None) => return None,
    })
}

/// The same where it is the other under no other condition: `owed if A; otherwise not owed`.
pub(crate) fn settled_or_else(whether: Whether, yes: &Phrase) -> Phrase {
    let sides = sides(whether);
    let ([holds, fails], [_, not_so]) = (sides.en, sides.ko);
    Phrase::new(
        format!("{holds} {}; otherwise {fails}.", yes.en),
        format!("{} {}, 그렇지 아니하면 {not_so}.", yes.ko, sides.goes_on),
    )
}
