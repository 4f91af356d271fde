//! What is given and expected in cases.

use super::declared_here;
use super::kinds::words;
use crate::diagnostic::{Phrase, findings};
use crate::name::Name;
use crate::program::Program;
use crate::source::Span;
use crate::value::Kind;

findings! {
    pub(in crate::check) fn value_expected(
        program: &Program,
        name: &Name,
        span: Span,
        kind: &Kind,
    ) {
        let is = words(program, kind);
        let is_en = &is.en;
        let is_ko = &is.ko;
        UnlikeKinds(span) "`{name}` is {is_en}, not a yes or no",
            "`{name}` 정의는 예·아니오가 아니라 다음 종류의 값을 뜻합니다: {is_ko}";
        help "write the value, as in `expect {name} is …`",
            "`expect {name} is …`처럼 값을 적으십시오";
    }

    pub(in crate::check) fn condition_expected(name: &Name, span: Span) {
        UnlikeKinds(span) "`{name}` is yes or no, and has no other value",
            "`{name}` 정의의 값은 예 또는 아니오뿐입니다";
        help "write `expect {name}` or `expect not {name}`",
            "`expect {name}` 또는 `expect not {name}`로 쓰십시오";
    }

    pub(in crate::check) fn given_over_period(span: Span, declared: Span) {
        ReferencePeriod(span) "this fact is recorded over a reference period, which a case cannot name",
            "이 사실은 기준 기간별로 기록되므로 사례에서 바로 정할 수 없습니다";
        also(declared, declared_here());
        help "give it in the file of facts", "사실 파일에 적으십시오";
    }

    pub(in crate::check) fn given_twice(span: Span, first: Span) {
        DuplicateFact(span) "this fact is given twice in the case",
            "이 사례에서 같은 사실이 두 번 정해져 있습니다";
        also(first) "given here first", "처음 정한 곳";
        help "keep one of the two", "둘 중 하나만 남기십시오";
    }

    pub(in crate::check) fn no_constant(span: Span) {
        WrongSort(span) "a value stands here by itself, without anything to work out",
            "이 자리에는 계산이 필요 없는 값을 적어야 합니다";
    }

    pub(in crate::check) fn unknown_proposal(
        name: &str,
        span: Span,
        near: Option<&str>,
        known: &[&str],
    ) {
        let known = known .iter() .map(|name| format!("`{name}`")) .collect::<Vec<_>>() .join(", ");
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
        UnknownProposal(span) "no version is proposed under the name `{name}`",
            "`{name}` 이름의 개정안은 없습니다";
        help(help);
    }

    pub(in crate::check) fn reading_not_used(name: &Name, span: Span) {
        UnknownName(span) "this policy does not use the one that declares the reading `{name}`",
            "`{name}` 해석을 선언한 정책을 이 정책이 사용하지 않습니다";
        help "take its policy in with `use`", "`use`로 그 정책을 사용하십시오";
    }
}
