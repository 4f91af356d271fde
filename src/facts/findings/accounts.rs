//! Accounts of several people of one thing.

use crate::diagnostic::findings;
use crate::facts::slot::Slot;
use crate::source::Span;

findings! {
    pub(in crate::facts) fn one_account(slot: &Slot<'_>, span: Span) {
        let name = &slot.name;
        MalformedRecord(span) "of `{name}` there are not two accounts that could differ",
            "`{name}` 항목에 서로 다른 주장이 둘 이상 적혀 있지 않습니다";
        help "write `{{\"disputed\": [{{\"is\": …, \"by\": \"…\"}}, {{\"is\": …, \"by\": \"…\"}}]}}`, or the value alone",
            "`{{\"disputed\": [{{\"is\": …, \"by\": \"…\"}}, {{\"is\": …, \"by\": \"…\"}}]}}` 형식으로 적거나 값만 적으십시오";
    }

    pub(in crate::facts) fn account_of_nobody(slot: &Slot<'_>, span: Span) {
        let name = &slot.name;
        MalformedRecord(span) "this account of `{name}` does not say who gives it",
            "`{name}` 항목에 관한 이 주장에는 누구의 주장인지 적혀 있지 않습니다";
        help "add `\"by\": \"…\"`", "`\"by\": \"…\"` 항목을 추가하십시오";
    }

    pub(in crate::facts) fn dispute_in_account(span: Span) {
        MalformedRecord(span) "an account cannot itself be disputed",
            "하나의 주장 안에 다시 다툼을 적을 수 없습니다";
        help "list all accounts beside one another", "모든 주장을 나란히 적으십시오";
    }
}
