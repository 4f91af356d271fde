//! What is given and expected in cases.

use super::kinds::words;
use super::{declared_here, nothing};
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::name::Name;
use crate::program::Program;
use crate::source::Span;
use crate::value::Kind;

pub(in crate::check) fn value_expected(
    program: &Program,
    name: &Name,
    span: Span,
    kind: &Kind,
) -> Diagnostic {
    let is = words(program, kind);
    Diagnostic::new(
        Code::UnlikeKinds,
        Phrase::new(
            format!("`{name}` is {}, not a yes or no", is.en),
            format!(
                "`{name}` 정의는 예·아니오가 아니라 다음 종류의 값을 뜻합니다: {}",
                is.ko
            ),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        format!("write the value, as in `expect {name} is …`"),
        format!("`expect {name} is …`처럼 값을 적으십시오"),
    ))
}

pub(in crate::check) fn given_over_period(span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::ReferencePeriod,
        Phrase::new(
            "this fact is recorded over a reference period, which a case cannot name",
            "이 사실은 기준 기간별로 기록되므로 사례에서 바로 정할 수 없습니다",
        ),
        span,
        nothing(),
    )
    .also(declared, declared_here())
    .help(Phrase::new(
        "give it in the file of facts",
        "사실 파일에 적으십시오",
    ))
}

pub(in crate::check) fn given_twice(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateFact,
        Phrase::new(
            "this fact is given twice in the case",
            "이 사례에서 같은 사실이 두 번 정해져 있습니다",
        ),
        span,
        nothing(),
    )
    .also(first, Phrase::new("given here first", "처음 정한 곳"))
    .help(Phrase::new(
        "keep one of the two",
        "둘 중 하나만 남기십시오",
    ))
}

pub(in crate::check) fn no_constant(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongSort,
        Phrase::new(
            "a value stands here by itself, without anything to work out",
            "이 자리에는 계산이 필요 없는 값을 적어야 합니다",
        ),
        span,
        nothing(),
    )
}
