//! What is to be paid, and the most that a sanction can be.

use super::kinds::{single, words};
use super::nothing;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::program::{Expr, Program};
use crate::value::Kind;

pub(in crate::check) fn payment_not_money(program: &Program, found: &Expr) -> Diagnostic {
    let is = words(program, &found.kind);
    let message = Phrase::new(
        format!("a payment is an amount of money, and this is {}", is.en),
        format!("지급할 것은 금액이어야 하나, 적힌 것은 {}입니다", is.ko),
    );
    single(program, found, message).help(Phrase::new(
        "write an amount with its currency, such as `250 EUR`",
        "`250 EUR`처럼 통화를 붙인 금액을 쓰십시오",
    ))
}

/// What may be paid instead is neither an amount of the same currency nor a share.
pub(in crate::check) fn reduced_to_neither(
    program: &Program,
    found: &Expr,
    full: &Kind,
) -> Diagnostic {
    let (is, full) = (words(program, &found.kind), words(program, full));
    let message = Phrase::new(
        format!(
            "what is to be paid is reduced to a share of it or to {}, and this is {}",
            full.en, is.en
        ),
        format!(
            "감액한 결과는 전체 금액의 비율 또는 {}이어야 하나, 적힌 것은 {}입니다",
            full.ko, is.ko
        ),
    );
    single(program, found, message)
}

/// An act that does not tell how much was paid.
pub(in crate::check) fn no_amount_paid(
    program: &Program,
    act: &crate::syntax::tree::Ident,
    amount: &Expr,
    several: bool,
) -> Diagnostic {
    let kind = words(program, &amount.kind);
    let name = &act.name;
    let (en, ko) = if several {
        (
            format!("`{name}` has several fields that are {}", kind.en),
            format!("`{name}` 행위에는 {} 항목이 둘 이상 있습니다", kind.ko),
        )
    } else {
        (
            format!("`{name}` does not say how much was paid in {}", kind.en),
            format!(
                "`{name}` 행위에는 지급한 금액을 적을 {} 항목이 없습니다",
                kind.ko
            ),
        )
    };
    let finding = Diagnostic::new(Code::UnlikeKinds, Phrase::new(en, ko), act.span, nothing());
    finding
        .also(
            amount.span,
            Phrase::new("what is to be paid", "지급할 금액"),
        )
        .help(Phrase::new(
            "give the act one field of that kind, such as `field amount : EUR`",
            "행위에 `field amount : EUR`처럼 그 종류의 항목을 하나 두십시오",
        ))
}

pub(in crate::check) fn no_quantum(program: &Program, found: &Expr) -> Diagnostic {
    let is = words(program, &found.kind);
    let message = Phrase::new(
        format!(
            "`up to` takes an amount of money, a length of time or a number, and this is {}",
            is.en
        ),
        format!(
            "`up to`에는 금액, 기간 또는 수를 써야 하나, 적힌 것은 {}입니다",
            is.ko
        ),
    );
    single(program, found, message)
}
