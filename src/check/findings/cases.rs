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

pub(in crate::check) fn condition_expected(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnlikeKinds,
        Phrase::new(
            format!("`{name}` is yes or no, and has no other value"),
            format!("`{name}` 정의의 값은 예 또는 아니오뿐입니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        format!("write `expect {name}` or `expect not {name}`"),
        format!("`expect {name}` 또는 `expect not {name}`로 쓰십시오"),
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

pub(in crate::check) fn unknown_proposal(
    name: &str,
    span: Span,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let known = known
        .iter()
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let help = match near {
        Some(near) => Phrase::new(
            format!("the nearest is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        ),
        None if known.is_empty() => Phrase::new(
            "no version of this policy, or of those that it uses, is proposed",
            "이 정책과 이 정책이 사용하는 정책에는 개정안이 없습니다",
        ),
        None => Phrase::new(
            format!("there are {known}"),
            format!("사용할 수 있는 이름: {known}"),
        ),
    };
    Diagnostic::new(
        Code::UnknownProposal,
        Phrase::new(
            format!("no version is proposed under the name `{name}`"),
            format!("`{name}` 이름의 개정안은 없습니다"),
        ),
        span,
        nothing(),
    )
    .help(help)
}

pub(in crate::check) fn reading_not_used(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownName,
        Phrase::new(
            format!("this policy does not use the one that declares the reading `{name}`"),
            format!("`{name}` 해석을 선언한 정책을 이 정책이 사용하지 않습니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "take its policy in with `use`",
        "`use`로 그 정책을 사용하십시오",
    ))
}
