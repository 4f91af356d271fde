//! States that a thing cannot be in, and where one is expected.

use super::kinds::words;
use super::{entity, listed, spoken};
use crate::check::names::Entity;
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Diagnostic, Phrase, finding, findings};
use crate::name::Name;
use crate::program::{Expr, Program};
use crate::source::Span;
use crate::syntax::state_said;
use crate::value::State;

pub(in crate::check) fn unknown_state(
    state: &str,
    span: Span,
    of: Entity,
    known: &[State],
) -> Diagnostic {
    let (is, state) = (entity(of), spoken(state));
    let words: Vec<String> = known.iter().map(|known| spoken(known.name())).collect();
    let all = listed(words.iter().map(String::as_str));
    // What is denied is no slip of the pen, and the state that it denies is not what is meant.
    let near = nearest(&state, words.iter().map(String::as_str));
    let near = near.filter(|near| !(state.starts_with("not ") && state.ends_with(near)));
    let said = state_said(&state).filter(|_| matches!(of, Entity::Duty(_)));
    let found = finding! {
        let is_en = &is.en;
        let is_ko = &is.ko;
        WrongSort(span) "{is_en} is never `{state}`", "{is_ko} 항목에는 `{state}` 상태가 없습니다";
    };
    if let Some(said) = said {
        return found.help(said);
    }
    found.help(match near {
        Some(near) => Phrase::new(
            format!("the nearest state is `{near}`"),
            format!("가장 가까운 상태는 `{near}`입니다"),
        ),
        None => Phrase::new(
            format!("its states are {all}"),
            format!("가능한 상태는 다음과 같습니다: {all}"),
        ),
    })
}

findings! {
    pub(in crate::check) fn state_of_value(
        state: &str,
        span: Span,
        program: &Program,
        left: &Expr,
    ) {
        let (is, state) = (words(program, &left.kind), spoken(state));
        let is_en = &is.en;
        let is_ko = &is.ko;
        WrongSort(span) "only a duty, a power or a sanction can be `{state}`, and this is {is_en}",
            "`{state}` 상태는 의무, 권한 또는 제재에만 있으나, 적힌 것은 {is_ko}입니다";
        also(left.span, is);
    }

    pub(in crate::check) fn state_expected(name: &Name, span: Span, of: Entity, known: &[State]) {
        let is = entity(of);
        let words: Vec<String> = known.iter().map(|known| spoken(known.name())).collect();
        let all = listed(words.iter().map(String::as_str));
        let is_en = &is.en;
        let is_ko = &is.ko;
        WrongSort(span) "`{name}` is {is_en}, and a state is expected of it",
            "`{name}` 항목의 종류는 {is_ko}이므로 상태를 적어야 합니다";
        help "write one of {all} after the name", "이름 뒤에 다음 가운데 하나를 적으십시오: {all}";
    }
}
