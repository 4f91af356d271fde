//! The words about a fact that is not of its kind.

use crate::diagnostic::{Diagnostic, Phrase, finding, findings};
use crate::facts::answer::UNKNOWN;
use crate::facts::node::Data;
use crate::facts::slot::Slot;
use crate::program::Program;
use crate::source::Span;
use crate::value::Kind;

/// A kind in words.
fn kind(program: &Program, kind: &Kind) -> Phrase {
    let (en, ko) = match kind {
        Kind::YesNo => ("yes or no", "예 또는 아니오"),
        Kind::Number => ("a number", "수"),
        Kind::Share => ("a share", "비율"),
        Kind::Quantity(unit) => {
            let title = program.units.get(*unit).map(|u| u.head.title.clone());
            let title = title.unwrap_or_default();
            return Phrase::new(
                format!("a number of {}", title.en),
                format!("{} 단위의 수", title.ko),
            );
        }
        Kind::Money(currency) => {
            return Phrase::new(
                format!("an amount in {currency}"),
                format!("{currency} 금액"),
            );
        }
        Kind::Duration => ("a length of time", "시간의 길이"),
        Kind::Period => ("a period", "기간"),
        Kind::Date => ("a day", "날짜"),
        Kind::Time => ("a time", "시각"),
        Kind::Text => ("text", "글"),
        Kind::Choice(_) => ("one of the choices of its list", "목록에 있는 선택지"),
        Kind::Record(_) => ("a group of named facts", "이름 붙은 사실의 묶음"),
        Kind::Party => ("the name of a party", "당사자 이름"),
        Kind::Events(_) => ("events", "사건"),
        Kind::List(_) => ("a list", "목록"),
    };
    Phrase::new(en, ko)
}

/// How a value of the kind is written, where one example says it.
fn example(program: &Program, kind: &Kind) -> Option<Phrase> {
    let same = |text: &str| Some((text.to_owned(), text.to_owned()));
    let (en, ko) = match kind {
        Kind::YesNo => {
            return Some(Phrase::new(
                "write `true` or `false`",
                "`true` 또는 `false` 중 하나로 적으십시오",
            ));
        }
        Kind::Number => same("1200000"),
        Kind::Share => same("\"1.2%\""),
        Kind::Quantity(_) => same("1200000"),
        Kind::Money(currency) => same(&format!("\"15000000 {currency}\"")),
        Kind::Duration => Some(("\"75 minutes\"".to_owned(), "\"1시간 15분\"".to_owned())),
        Kind::Period => Some(("\"30 days\"".to_owned(), "\"30일\"".to_owned())),
        Kind::Date => same("\"2022-02-03\""),
        Kind::Time => same("\"2022-02-03T11:20\""),
        Kind::Text | Kind::Party => same("\"…\""),
        Kind::Choice(list) => {
            let list = program.choices.get(*list)?;
            let (name, _) = list.alternatives.first()?;
            same(&format!("\"{name}\""))
        }
        Kind::Record(_) => same("{ … }"),
        Kind::List(_) => same("[ … ]"),
        Kind::Events(_) => None,
    }?;
    Some(Phrase::new(
        format!("write it like `{en}`"),
        format!("`{ko}` 형식으로 적으십시오"),
    ))
}

pub(in crate::facts) fn wrong_kind(
    program: &Program,
    slot: &Slot<'_>,
    data: &Data,
    span: Span,
) -> Diagnostic {
    let expected = kind(program, slot.kind);
    let (en, ko) = match data {
        Data::Null => ("nothing", "빈 값"),
        Data::Bool(_) => ("yes or no", "예 또는 아니오"),
        Data::Number(_) => ("a bare number", "단위 없는 수"),
        Data::Text(_) => ("other text", "그 형식이 아닌 글"),
        Data::List(_) => ("a list", "목록"),
        Data::Map(_) => ("a group of named facts", "이름 붙은 사실의 묶음"),
    };
    let found = finding! {
        let name = &slot.name;
        let expected_en = &expected.en;
        let expected_ko = &expected.ko;
        WrongKind(span) "`{name}` must be {expected_en}, but this is {en}",
            "`{name}` 항목은 {expected_ko} 형식이어야 하는데 적힌 것은 {ko}입니다";
    };
    let found = found.of_slot(slot);
    if let Data::Text(text) = data
        && UNKNOWN.contains(&text.trim().to_lowercase().as_str())
    {
        return found.help(not_known());
    }
    match example(program, slot.kind) {
        Some(help) => found.help(help),
        None => found,
    }
}

findings! {
    pub(in crate::facts) fn not_text(written: &str, span: Span) {
        WrongKind(span) "`{written}` must be text", "`{written}` 항목은 글이어야 합니다";
        help "put it in double quotes", "큰따옴표로 묶으십시오";
    }

    pub(in crate::facts) fn not_a_list(written: &str, span: Span) {
        WrongKind(span) "`{written}` must be a list", "`{written}` 항목은 목록이어야 합니다";
        help "put it between `[` and `]`", "`[`와 `]` 사이에 적으십시오";
    }

    pub(in crate::facts) fn not_a_pair(written: &str, span: Span) {
        WrongKind(span) "`{written}` must name two values, the lower one first",
            "`{written}` 항목에는 작은 값부터 두 값을 적어야 합니다";
    }

    pub(in crate::facts) fn only_true(written: &str, span: Span) {
        WrongKind(span) "`{written}` can only be followed by `true`",
            "`{written}` 항목의 값은 `true`만 쓸 수 있습니다";
        help "write `true`, or leave it out", "`true`로 적거나 항목을 지우십시오";
    }

    pub(in crate::facts) fn null(written: &str, span: Span) {
        WrongKind(span) "`{written}` is followed by `null`, which says nothing about the fact",
            "`{written}` 항목의 값이 `null`이어서 사실을 알 수 없습니다";
        help(not_known());
    }
}

/// How it is said that nobody knows.
fn not_known() -> Phrase {
    Phrase::new(
        "write `{\"unknown\": true}` if nobody knows, or leave it out",
        "확인하였으나 알 수 없으면 `{\"unknown\": true}`로 적고, 아니면 항목을 지우십시오",
    )
}

pub(in crate::facts) fn wrong_unit(
    program: &Program,
    slot: &Slot<'_>,
    written: &str,
    span: Span,
) -> Diagnostic {
    let expected = kind(program, slot.kind);
    let found = finding! {
        let name = &slot.name;
        let expected_en = &expected.en;
        let expected_ko = &expected.ko;
        WrongUnit(span) "`{name}` must be {expected_en}, but this is in `{written}`",
            "`{name}` 항목은 {expected_ko} 형식이어야 하는데 적힌 단위는 `{written}`입니다";
    };
    found.of_slot(slot)
}

pub(in crate::facts) fn no_bounds(
    program: &Program,
    slot: &Slot<'_>,
    form: &str,
    span: Span,
) -> Diagnostic {
    let expected = kind(program, slot.kind);
    let found = finding! {
        let name = &slot.name;
        let expected_en = &expected.en;
        let expected_ko = &expected.ko;
        WrongKind(span) "`{form}` says nothing about `{name}`, which is {expected_en}",
            "`{name}` 항목은 {expected_ko} 형식이어서 `{form}` 표현을 쓸 수 없습니다";
    };
    found.of_slot(slot)
}

pub(in crate::facts) fn always_applies(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding! {
        let name = &slot.name;
        WrongKind(span) "`{name}` is declared not applicable, but it always applies",
            "`{name}` 항목은 언제나 해당하는데 해당 없음으로 적혀 있습니다";
    };
    found.of_slot(slot).help(Phrase::new(
        "write `{\"unknown\": true}` if nobody knows, or leave it out",
        "확인하였으나 알 수 없으면 `{\"unknown\": true}`로 적고, 아니면 항목을 지우십시오",
    ))
}

findings! {
    pub(in crate::facts) fn no_answer(slot: &Slot<'_>, span: Span) {
        let name = &slot.name;
        WrongKind(span) "nothing here says what `{name}` is",
            "`{name}` 항목의 값이 적혀 있지 않습니다";
        help "add `\"is\": …` or `\"unknown\": true`",
            "`\"is\": …` 또는 `\"unknown\": true` 항목을 추가하십시오";
    }

    pub(in crate::facts) fn two_answers(slot: &Slot<'_>, first: Span, second: Span) {
        let name = &slot.name;
        DuplicateFact(second) "`{name}` is given in two ways that cannot stand together",
            "`{name}` 항목의 값이 함께 쓸 수 없는 두 방식으로 적혀 있습니다";
        also(first) "given here first", "처음 적힌 자리";
        help "keep one of the two", "둘 중 하나만 남기십시오";
    }
}
