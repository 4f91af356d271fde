//! Paths that lead nowhere, and what is asked of the wrong thing.

use super::declared_here;
use super::kinds::words;
use crate::diagnostic::{Diagnostic, Phrase, finding, findings};
use crate::name::Name;
use crate::program::{Expr, Program};
use crate::source::Span;
use crate::syntax::tree::Ident;
use crate::value::Kind;

pub(in crate::check) fn no_record(program: &Program, of: &Expr, field: &Ident) -> Diagnostic {
    let (is, name) = (words(program, &of.kind), &field.name);
    let finding = finding! {
        let is_en = &is.en;
        let is_ko = &is.ko;
        UnknownField(field.span) "{is_en} has no field `{name}`",
            "`{name}` 항목을 둘 수 없는 종류의 값입니다: {is_ko}";
        also(of.span, is);
    };
    match of.kind {
        Kind::List(_) => finding.help(Phrase::new(
            format!("ask about its members, as in `any (x in … where x.{name} …)`"),
            format!("`any (x in … where x.{name} …)`처럼 목록의 각각에 대하여 물으십시오"),
        )),
        _ => finding,
    }
}

findings! {
    pub(in crate::check) fn no_list(program: &Program, of: &Expr, span: Span) {
        let is = words(program, &of.kind);
        let is_en = &is.en;
        let is_ko = &is.ko;
        UnlikeKinds(span) "a list is needed here, and this is {is_en}",
            "이 자리에는 목록이 와야 하나, 적힌 것은 {is_ko}입니다";
        here(is);
    }
}

pub(in crate::check) fn no_such_place(
    program: &Program,
    path: &str,
    span: Span,
    kind: &Kind,
) -> Diagnostic {
    let is = words(program, kind);
    let finding = finding! {
        let is_en = &is.en;
        let is_ko = &is.ko;
        UnknownField(span) "`{path}` leads nowhere in the record of facts",
            "사실 기록에 `{path}`에 해당하는 자리가 없습니다";
        here "what stands before this is {is_en}", "이 앞의 종류: {is_ko}";
    };
    match kind {
        Kind::List(_) => finding.help(Phrase::new(
            "name one member by its number, counted from 0, as in `services[0]`",
            "`services[0]`처럼 0부터 센 번호로 하나를 지정하십시오",
        )),
        _ => finding,
    }
}

findings! {
    pub(in crate::check) fn judgement_outside(name: &Name, span: Span) {
        WrongArguments(span) "the judgement `{name}` stands in the record it is about",
            "판단 사항 `{name}` 항목은 그 대상인 기록 안에 적습니다";
        help "write the record before it, as in `services[0].{name}`",
            "`services[0].{name}`처럼 대상 기록을 앞에 적으십시오";
    }
}

pub(in crate::check) fn wrong_arguments(
    name: &Name,
    span: Span,
    wanted: usize,
    given: usize,
    declared: Span,
) -> Diagnostic {
    let things = match wanted {
        0 => "nothing".to_owned(),
        1 => "one thing".to_owned(),
        more => format!("{more} things"),
    };
    let stand = match given {
        0 => "none stands".to_owned(),
        1 => "one stands".to_owned(),
        more => format!("{more} stand"),
    };
    let finding = finding! {
        WrongArguments(span) "`{name}` is asked of {things}, and {stand} between the brackets",
            "`{name}` 항목에는 대상 {wanted}개를 적어야 하나 괄호 안에 {given}개가 있습니다";
        also(declared, declared_here());
    };
    match (wanted, given) {
        (0, _) => finding.help(Phrase::new(
            format!("write `{name}` without brackets"),
            format!("괄호 없이 `{name}`만 쓰십시오"),
        )),
        (_, 0) => finding.help(Phrase::new(
            format!("say of what, as in `{name}(s)`"),
            format!("`{name}(s)`처럼 대상을 적으십시오"),
        )),
        _ => finding,
    }
}

findings! {
    pub(in crate::check) fn partial_variable(name: &Name, span: Span, declared: Span) {
        WrongSort(span) "`{name}` is not the same in everything that this exception excepts",
            "`{name}` 이름이 이 예외의 모든 대상에서 같은 것을 가리키지 않습니다";
        also(declared) "it comes from here", "여기에서 온 이름입니다";
        help "write one exception for each group of things that share it",
            "이를 공유하는 대상별로 예외를 나누어 쓰십시오";
    }
}
