//! Paths, numbers, units and what is given in cases.

use super::{declared_here, entity, listed, nothing, spoken};
use crate::check::findings::kinds::words;
use crate::check::kinds::MOST_CHOICES;
use crate::check::names::Entity;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::name::Name;
use crate::program::{Expr, Program};
use crate::source::Span;
use crate::syntax::tree::Ident;
use crate::value::Kind;

pub(in crate::check) fn no_record(program: &Program, of: &Expr, field: &Ident) -> Diagnostic {
    let (is, name) = (words(program, &of.kind), &field.name);
    let finding = Diagnostic::new(
        Code::UnknownField,
        Phrase::new(
            format!("{} has no field `{name}`", is.en),
            format!("`{name}` 항목을 둘 수 없는 종류의 값입니다: {}", is.ko),
        ),
        field.span,
        nothing(),
    )
    .also(of.span, is);
    match of.kind {
        Kind::List(_) => finding.help(Phrase::new(
            format!("ask about its members, as in `any (x in … where x.{name} …)`"),
            format!("`any (x in … where x.{name} …)`처럼 목록의 각각에 대하여 물으십시오"),
        )),
        _ => finding,
    }
}

pub(in crate::check) fn no_list(program: &Program, of: &Expr, span: Span) -> Diagnostic {
    let is = words(program, &of.kind);
    Diagnostic::new(
        Code::UnlikeKinds,
        Phrase::new(
            format!("a list is needed here, and this is {}", is.en),
            format!("이 자리에는 목록이 와야 하나, 적힌 것은 {}입니다", is.ko),
        ),
        span,
        is,
    )
}

pub(in crate::check) fn window_without_field(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingClause,
        Phrase::new(
            "nothing says by which time a member lies in the window",
            "목록의 항목을 어느 시각에 따라 기간에 넣을지 정하지 않았습니다",
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "add the field, as in `some 24 hours of stops by started has (…)`",
        "`some 24 hours of stops by started has (…)`처럼 `by` 다음에 시각 항목을 적으십시오",
    ))
}

pub(in crate::check) fn no_such_place(
    program: &Program,
    path: &str,
    span: Span,
    kind: &Kind,
) -> Diagnostic {
    let is = words(program, kind);
    let finding = Diagnostic::new(
        Code::UnknownField,
        Phrase::new(
            format!("`{path}` leads nowhere in the record of facts"),
            format!("사실 기록에 `{path}`에 해당하는 자리가 없습니다"),
        ),
        span,
        Phrase::new(
            format!("what stands before this is {}", is.en),
            format!("이 앞의 종류: {}", is.ko),
        ),
    );
    match kind {
        Kind::List(_) => finding.help(Phrase::new(
            "name one member by its number, counted from 0, as in `services[0]`",
            "`services[0]`처럼 0부터 센 번호로 하나를 지정하십시오",
        )),
        _ => finding,
    }
}

pub(in crate::check) fn judgement_outside(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongArguments,
        Phrase::new(
            format!("the judgement `{name}` stands in the record it is about"),
            format!("판단 사항 `{name}` 항목은 그 대상인 기록 안에 적습니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        format!("write the record before it, as in `services[0].{name}`"),
        format!("`services[0].{name}`처럼 대상 기록을 앞에 적으십시오"),
    ))
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
    let finding = Diagnostic::new(
        Code::WrongArguments,
        Phrase::new(
            format!("`{name}` is asked of {things}, and {stand} between the brackets"),
            format!(
                "`{name}` 항목에는 대상 {wanted}개를 적어야 하나 괄호 안에 {given}개가 있습니다"
            ),
        ),
        span,
        nothing(),
    )
    .also(declared, declared_here());
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

pub(in crate::check) fn partial_variable(name: &Name, span: Span, declared: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongSort,
        Phrase::new(
            format!("`{name}` is not the same in everything that this exception excepts"),
            format!("`{name}` 이름이 이 예외의 모든 대상에서 같은 것을 가리키지 않습니다"),
        ),
        span,
        nothing(),
    )
    .also(
        declared,
        Phrase::new("it comes from here", "여기에서 온 이름입니다"),
    )
    .help(Phrase::new(
        "write one exception for each group of things that share it",
        "이를 공유하는 대상별로 예외를 나누어 쓰십시오",
    ))
}

pub(in crate::check) fn period_not_whole(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongArguments,
        Phrase::new(
            "a period is counted in whole units",
            "기간은 정수로만 셉니다",
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "use a smaller unit, such as `90 minutes` for an hour and a half",
        "한 시간 반이면 `90 minutes`처럼 더 작은 단위를 쓰십시오",
    ))
}

pub(in crate::check) fn amount_too_large(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NumberTooLarge,
        Phrase::new(
            "this length of time is too large to be exact",
            "너무 커서 정확히 나타낼 수 없는 시간입니다",
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn money_without_currency(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownName,
        Phrase::new(
            "an amount of money has a currency",
            "금액에는 통화가 있어야 합니다",
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "write the currency itself, such as `KRW`",
        "`KRW`처럼 통화를 쓰십시오",
    ))
}

pub(in crate::check) fn time_word_as_kind(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnknownName,
        Phrase::new(
            format!("`{name}` is a unit of time, not a kind of value"),
            format!("`{name}` 단어는 시간의 단위이며 값의 종류가 아닙니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "write `duration` for elapsed time, `period` for days and longer",
        "경과 시간이면 `duration`, 일 이상의 기간이면 `period`로 쓰십시오",
    ))
}

pub(in crate::check) fn too_many_choices(span: Span, count: usize) -> Diagnostic {
    Diagnostic::new(
        Code::WrongArguments,
        Phrase::new(
            format!("a list has at most {MOST_CHOICES} choices, and this one has {count}"),
            format!("선택지는 {MOST_CHOICES}개까지 둘 수 있으나 이 목록에는 {count}개가 있습니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "split the list in two, or record the matter as text",
        "목록을 둘로 나누거나 글로 기록하십시오",
    ))
}

pub(in crate::check) fn two_times_in_unit(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnlikeUnits,
        Phrase::new(
            "time stands twice in the product that is this unit",
            "이 단위의 곱에 시간이 두 번 들어 있습니다",
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn unit_of_itself(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::CircularDefinition,
        Phrase::new(
            format!("`{name}` cannot be a factor of itself"),
            format!("`{name}` 단위가 자기 자신의 곱으로 정해져 있습니다"),
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn computed_and_default(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateClause,
        Phrase::new(
            "a field is either computed or read elsewhere, not both",
            "항목의 값은 계산하거나 다른 자리에서 읽거나 둘 중 하나여야 합니다",
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "keep `is` or `default`",
        "`is`와 `default` 가운데 하나만 남기십시오",
    ))
}

pub(in crate::check) fn judgement_of_two(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongArguments,
        Phrase::new(
            "a judgement is about one record",
            "판단 사항의 대상은 기록 하나여야 합니다",
        ),
        span,
        Phrase::new("a second one", "두 번째 대상"),
    )
}

pub(in crate::check) fn judgement_of_no_record(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::WrongSort,
        Phrase::new(
            "a judgement is about a record, and this kind is none",
            "판단 사항의 대상은 기록이어야 하나 이 종류는 기록이 아닙니다",
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn cannot_be_determined(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            "only what is yes or no, of nothing or of one record, has a holder who determines it",
            "예·아니오로 판단되고 대상이 없거나 기록 하나인 정의에만 판정 권한자를 둘 수 있습니다",
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn in_lieu_of_itself(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::CircularDefinition,
        Phrase::new(
            "a sanction cannot stand in for itself",
            "제재가 자기 자신을 갈음할 수 없습니다",
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn unknown_state(
    state: &str,
    span: Span,
    of: Entity,
    known: &[&str],
) -> Diagnostic {
    let (is, state) = (entity(of), spoken(state));
    let words: Vec<String> = known.iter().map(|known| spoken(known)).collect();
    let all = listed(words.iter().map(String::as_str));
    Diagnostic::new(
        Code::WrongSort,
        Phrase::new(
            format!("{} is never `{state}`", is.en),
            format!("{} 항목에는 `{state}` 상태가 없습니다", is.ko),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        format!("its states are {all}"),
        format!("가능한 상태는 다음과 같습니다: {all}"),
    ))
}

pub(in crate::check) fn state_of_value(
    state: &str,
    span: Span,
    program: &Program,
    left: &Expr,
) -> Diagnostic {
    let (is, state) = (words(program, &left.kind), spoken(state));
    Diagnostic::new(
        Code::WrongSort,
        Phrase::new(
            format!(
                "only a duty, a power or a sanction can be `{state}`, and this is {}",
                is.en
            ),
            format!(
                "`{state}` 상태는 의무, 권한 또는 제재에만 있으나, 적힌 것은 {}입니다",
                is.ko
            ),
        ),
        span,
        nothing(),
    )
    .also(left.span, is)
}

pub(in crate::check) fn state_expected(
    name: &Name,
    span: Span,
    of: Entity,
    known: &[&str],
) -> Diagnostic {
    let is = entity(of);
    let words: Vec<String> = known.iter().map(|known| spoken(known)).collect();
    let all = listed(words.iter().map(String::as_str));
    Diagnostic::new(
        Code::WrongSort,
        Phrase::new(
            format!("`{name}` is {}, and a state is expected of it", is.en),
            format!(
                "`{name}` 항목의 종류는 {}이므로 상태를 적어야 합니다",
                is.ko
            ),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        format!("write one of {all} after the name"),
        format!("이름 뒤에 다음 가운데 하나를 적으십시오: {all}"),
    ))
}

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
