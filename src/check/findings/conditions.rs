//! Conditions: what has to be asked, and how many things it is asked of.

use super::{declared_here, nothing};
use crate::diagnostic::{Code, Diagnostic, Phrase, findings};
use crate::source::Span;

findings! {
    pub(in crate::check) fn reference_period_wanted(path: &str, span: Span, declared: Span) {
        ReferencePeriod(span) "`{path}` is recorded over a reference period, and none is named",
            "`{path}` 사실은 기준 기간별로 기록되나, 어느 기간인지 적혀 있지 않습니다";
        here "over which months?", "어느 기간입니까";
        also(declared, declared_here());
        help "name the months, as in `{path} over october to december of year before moment`",
            "`{path} 기간 적용시점 전년도 10월부터 12월까지`처럼 기간을 적으십시오";
    }
}

pub(in crate::check) fn no_reference_period(
    path: &str,
    span: Span,
    declared: Option<Span>,
) -> Diagnostic {
    let message = if path.is_empty() {
        Phrase::new(
            "only a recorded fact has a reference period",
            "기준 기간은 기록된 사실에만 붙일 수 있습니다",
        )
    } else {
        Phrase::new(
            format!("`{path}` is not recorded over a reference period"),
            format!("`{path}` 사실은 기준 기간별로 기록되지 않습니다"),
        )
    };
    let finding = Diagnostic::new(Code::ReferencePeriod, message, span, nothing());
    match declared {
        Some(declared) => finding.also(declared, declared_here()).help(Phrase::new(
            "leave out `over` and the months, or declare the field `over period`",
            "`over`와 기간을 지우거나, 항목을 `over period`로 선언하십시오",
        )),
        None => finding,
    }
}

findings! {
    pub(in crate::check) fn months_reversed(span: Span) {
        ReferencePeriod(span) "this reference period ends before it begins",
            "이 기준 기간의 마지막 달이 첫 달보다 앞섭니다";
        help "write the earlier month first; a reference period lies in one year",
            "앞선 달을 먼저 쓰십시오. 기준 기간은 한 해 안에 있어야 합니다";
    }

    pub(in crate::check) fn optional_field(path: &str, span: Span, declared: Span) {
        OptionalField(span) "`{path}` need not apply, and nothing here asks whether it does",
            "`{path}` 사실은 해당하지 않을 수 있으나, 해당하는지 묻지 않고 쓰였습니다";
        also(declared) "declared `optional` here", "여기에서 `optional`로 선언되었습니다";
        help "ask first, as in `{path} is applicable and …`",
            "`{path} is applicable and …`처럼 먼저 물으십시오";
    }

    pub(in crate::check) fn at_least_count(span: Span, among: usize) {
        WrongArguments(span) "of {among} conditions, a whole number from 1 to {among} can be asked for",
            "조건이 {among}개이므로 1부터 {among}까지의 정수만 쓸 수 있습니다";
    }

    pub(in crate::check) fn count_of_values(span: Span) {
        WrongArguments(span) "`count` counts members, not values taken of them",
            "`count`는 목록에 있는 것의 수를 세며 그 값을 더하거나 세지 않습니다";
        help "write `count of (x in … where …)`", "`count of (x in … where …)` 형식으로 쓰십시오";
    }

    pub(in crate::check) fn nothing_asked(word: &str, span: Span) {
        WrongArguments(span) "`{word}` does not say what is asked of the members",
            "`{word}` 구문에 목록의 각각에 대하여 무엇을 묻는지 적혀 있지 않습니다";
        help "add a condition, as in `x in services where x.is_cloud`",
            "`x in services where x.is_cloud`처럼 조건을 적으십시오";
    }

    pub(in crate::check) fn under_law_of_no_define(span: Span) {
        WrongSort(span) "only a definition can be asked for under the law of another time",
            "다른 시점의 법령에 따라 물을 수 있는 것은 정의뿐입니다";
        help "give this condition a name with `define`", "이 조건을 `define`으로 따로 정의하십시오";
    }
}
