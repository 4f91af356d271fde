//! What a duty demands, forbids or permits, and what may be put in its place.

use super::nothing;
use crate::check::clauses::Sort;
use crate::diagnostic::{Code, Diagnostic, Phrase, findings};
use crate::source::Span;

/// What permits an act demands nothing.
pub(in crate::check) fn demanding_permission(
    sort: Sort,
    word: &str,
    span: Span,
    may: Span,
) -> Diagnostic {
    let (en, ko) = match sort {
        Sort::Must => (
            "one provision demands or permits, and this one does both".to_owned(),
            "한 규정은 의무를 부과하거나 행위를 허용하거나 어느 하나만 하여야 하는데, 이 규정은 둘 다 하고 있습니다".to_owned(),
        ),
        _ => (
            format!("a permission demands nothing, and so has no `{word}` clause"),
            format!("허용 규정은 의무를 부과하지 않으므로 `{word}` 절을 둘 수 없습니다"),
        ),
    };
    let finding = Diagnostic::new(Code::MisplacedClause, Phrase::new(en, ko), span, nothing());
    finding
        .also(may, Phrase::new("permitted here", "허용하는 곳"))
        .help(Phrase::new(
            "make a duty of its own of what is demanded",
            "의무는 별도의 항목으로 나누어 적으십시오",
        ))
}

findings! {
    /// Only an act can be forbidden.
    pub(in crate::check) fn payment_forbidden(span: Span) {
        let message = Phrase::new(
            "a payment is demanded, and not forbidden",
            "지급은 의무로만 정할 수 있고 금지할 수 없습니다",
        );
        MisplacedClause(span, message);
        help "name the act that must not be done", "금지되는 행위의 이름을 적으십시오";
    }

    /// How would anyone know that it was paid?
    pub(in crate::check) fn payment_without_act(span: Span) {
        let message = Phrase::new(
            "this payment does not say which act pays it",
            "어느 행위로 지급하는지 적혀 있지 않습니다",
        );
        MissingClause(span, message);
        help "add `through` and an act with an amount, as in `must payment of 250 EUR through compensation`",
            "`must payment of 250 EUR through compensation`처럼 `through`와 금액 항목이 있는 행위를 적으십시오";
    }

    /// Only what is to be paid can be reduced.
    pub(in crate::check) fn reduction_of_nothing(span: Span) {
        let message = Phrase::new(
            "`may reduce` stands beside `must payment of`, and nothing is to be paid here",
            "`may reduce` 절은 `must payment of`와 함께 쓰는데, 여기에는 지급할 금액이 없습니다",
        );
        MisplacedClause(span, message);
    }

    /// Only what a duty demands can be replaced.
    pub(in crate::check) fn instead_of_no_duty(span: Span) {
        MisplacedClause(span) "`instead` replaces what a duty demands, and not everything this exception names is a duty",
            "`instead` 절은 의무의 내용을 바꾸는 것인데, 이 예외의 대상이 모두 의무인 것은 아닙니다";
        help "name only duties after `to`, or leave `instead` out",
            "`to` 뒤에 의무만 적거나 `instead` 절을 빼십시오";
    }

    pub(in crate::check) fn periodic_without(clause: &str, span: Span) {
        MissingClause(span) "a duty that comes back with the calendar needs `{clause}`",
            "주기마다 돌아오는 의무에는 `{clause}` 절이 필요합니다";
        help "its instances are counted from the first day in force, and each has its own limit, as in \
         `every year y by 31 January of y in force from 2023-07-04`",
            "시행 첫날부터 주기마다 하나씩 생기고 각각 기한이 있습니다. \
         `every year y by 31 January of y in force from 2023-07-04`와 같이 쓰십시오";
    }

    pub(in crate::check) fn periodic_on_event(every: Span, arises: Span) {
        MisplacedClause(arises) "a duty comes back with the calendar or arises on an act, not both",
            "의무는 주기마다 돌아오거나 행위로 발생하며, 둘 다일 수는 없습니다";
        also(every) "it comes back here", "주기마다 돌아옵니다";
        help "leave one of the two out, or write two duties",
            "둘 중 하나를 지우거나 의무를 둘로 나누십시오";
    }
}
