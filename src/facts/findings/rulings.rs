//! What an authority found of a duty.

use crate::diagnostic::findings;
use crate::program::Head;
use crate::source::Span;

findings! {
    pub(in crate::facts) fn not_found(span: Span) {
        WrongKind(span) "a finding must be a group of named facts",
            "판정은 이름 붙인 항목의 묶음으로 적어야 합니다";
    }

    pub(in crate::facts) fn nothing_found(span: Span) {
        MalformedRecord(span) "this finding does not say of which duty what was found",
            "이 판정에는 어느 의무에 대하여 무엇을 판정하였는지 적혀 있지 않습니다";
        help "add `\"of\": \"…\"` and `\"is\": \"…\"`",
            "`\"of\": \"…\"` 항목과 `\"is\": \"…\"` 항목을 적으십시오";
    }

    pub(in crate::facts) fn unknown_duty(written: &str, span: Span, near: Option<&str>) {
        UnknownFact(span) "no policy declares a duty called `{written}`",
            "`{written}` 의무를 정한 정책이 없습니다";
        near(near);
    }

    /// A duty that several policies declare, where a ruling names one.
    pub(in crate::facts) fn ambiguous_duty(written: &str, span: Span, full: &[(String, Span)]) {
        AmbiguousName(span) "several policies declare a duty called `{written}`",
            "`{written}` 의무를 정한 정책이 여럿입니다";
        full_names(full);
    }

    pub(in crate::facts) fn nobody_finds(duty: &Head, span: Span) {
        let duty_name = &duty.name;
        UnknownFact(span) "no policy names a party whose finding of `{duty_name}` prevails",
            "`{duty_name}` 의무를 판정할 권한자를 정한 정책이 없습니다";
        also(duty.span) "it has no `holder`", "`holder`가 없음";
    }

    pub(in crate::facts) fn not_findable(written: &str, duty: &Head, span: Span, states: &[&str]) {
        let states = states.join(", ");
        let duty_name = &duty.name;
        UnknownChoice(span) "`{duty_name}` cannot be found `{written}`",
            "`{duty_name}` 의무를 `{written}` 상태로 판정할 수 없습니다";
        also(duty.span) "declared here", "여기에서 정함";
        help "write one of {states}", "{states} 중 하나를 적으십시오";
    }
}
