//! Files, items and clauses that are not where they should be.

use super::{item, nothing};
use crate::check::clauses::Sort;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::name::Name;
use crate::source::Span;
use crate::syntax::tree::ItemKind;

pub(in crate::check) fn missing_policy(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingPolicy,
        Phrase::new(
            "this file does not say which policy it belongs to",
            "이 파일이 어느 정책에 속하는지 적혀 있지 않습니다",
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "begin the file with `policy` and a name, as in `policy kr.netflix_law`",
        "`policy kr.netflix_law`처럼 `policy`와 이름으로 파일을 시작하십시오",
    ))
}

pub(in crate::check) fn policy_not_first(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingPolicy,
        Phrase::new(
            "`policy` is not the first item of this file",
            "`policy` 항목이 이 파일의 맨 앞에 있지 않습니다",
        ),
        span,
        nothing(),
    )
    .also(
        first,
        Phrase::new("stands before it", "그보다 앞에 있습니다"),
    )
    .help(Phrase::new(
        "move `policy` to the beginning of the file",
        "`policy` 항목을 파일의 맨 앞으로 옮기십시오",
    ))
}

pub(in crate::check) fn second_policy(span: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateClause,
        Phrase::new(
            "a file belongs to one policy, and this one names two",
            "한 파일은 한 정책에 속해야 하는데 두 정책이 적혀 있습니다",
        ),
        span,
        nothing(),
    )
    .also(first, Phrase::new("first named here", "먼저 적힌 곳"))
    .help(Phrase::new(
        "put what belongs to the second policy in a file of its own",
        "두 번째 정책의 내용은 별도의 파일로 옮기십시오",
    ))
}

pub(in crate::check) fn unknown_zone(zone: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new(
        Code::UnknownZone,
        Phrase::new(
            format!("`{zone}` is not in the time zone database"),
            format!("`{zone}` 시간대는 시간대 데이터베이스에 없습니다"),
        ),
        span,
        nothing(),
    );
    finding.help(match near {
        Some(near) => Phrase::new(
            format!("the nearest zone is `{near}`"),
            format!("가장 가까운 시간대는 `{near}`입니다"),
        ),
        None => Phrase::new(
            "write a zone such as `Asia/Seoul`",
            "`Asia/Seoul`과 같은 시간대 이름을 쓰십시오",
        ),
    })
}

pub(in crate::check) fn unknown_regime(
    name: &str,
    span: Span,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let message = Phrase::new(
        format!("no way of counting periods is called `{name}`"),
        format!("`{name}` 이름의 기간 계산 방식은 없습니다"),
    );
    not_shipped(Code::UnknownRegime, message, span, near, known)
}

pub(in crate::check) fn unknown_calendar(
    name: &str,
    span: Span,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let message = Phrase::new(
        format!("no calendar of holidays is called `{name}`"),
        format!("`{name}` 이름의 휴일 달력은 없습니다"),
    );
    not_shipped(Code::UnknownCalendar, message, span, near, known)
}

/// A name of data that does not come with the program.
fn not_shipped(
    code: Code,
    message: Phrase,
    span: Span,
    near: Option<&str>,
    known: &[&str],
) -> Diagnostic {
    let known = known.join(", ");
    Diagnostic::new(code, message, span, nothing()).help(match near {
        Some(near) => Phrase::new(
            format!("the nearest is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        ),
        None => Phrase::new(
            format!("there are {known}"),
            format!("사용할 수 있는 이름: {known}"),
        ),
    })
}

/// Only what a duty demands can be replaced.
pub(in crate::check) fn instead_of_no_duty(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            "`instead` replaces what a duty demands, and not everything this exception names is a duty",
            "`instead` 절은 의무의 내용을 바꾸는 것인데, 이 예외의 대상이 모두 의무인 것은 아닙니다",
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "name only duties after `to`, or leave `instead` out",
        "`to` 뒤에 의무만 적거나 `instead` 절을 빼십시오",
    ))
}

pub(in crate::check) fn misplaced_clause(sort: Sort, span: Span, kind: ItemKind) -> Diagnostic {
    let (word, of) = (sort.word(), item(kind));
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            format!("{} has no `{word}` clause", of.en),
            format!("{} 항목에는 `{word}` 절을 둘 수 없습니다", of.ko),
        ),
        span,
        nothing(),
    )
}

/// What permits an act demands nothing.
pub(in crate::check) fn demanding_permission(sort: Sort, span: Span, may: Span) -> Diagnostic {
    let word = sort.word();
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

/// Only an act can be forbidden.
pub(in crate::check) fn payment_forbidden(span: Span) -> Diagnostic {
    let message = Phrase::new(
        "a payment is demanded, and not forbidden",
        "지급은 의무로만 정할 수 있고 금지할 수 없습니다",
    );
    Diagnostic::new(Code::MisplacedClause, message, span, nothing()).help(Phrase::new(
        "name the act that must not be done",
        "금지되는 행위의 이름을 적으십시오",
    ))
}

/// How would anyone know that it was paid?
pub(in crate::check) fn payment_without_act(span: Span) -> Diagnostic {
    let message = Phrase::new(
        "this payment does not say which act pays it",
        "어느 행위로 지급하는지 적혀 있지 않습니다",
    );
    Diagnostic::new(Code::MissingClause, message, span, nothing()).help(Phrase::new(
        "add `through` and an act with an amount, as in `must payment of 250 EUR through compensation`",
        "`must payment of 250 EUR through compensation`처럼 `through`와 금액 항목이 있는 행위를 적으십시오",
    ))
}

/// Only what is to be paid can be reduced.
pub(in crate::check) fn reduction_of_nothing(span: Span) -> Diagnostic {
    let message = Phrase::new(
        "`may reduce` stands beside `must payment of`, and nothing is to be paid here",
        "`may reduce` 절은 `must payment of`와 함께 쓰는데, 여기에는 지급할 금액이 없습니다",
    );
    Diagnostic::new(Code::MisplacedClause, message, span, nothing())
}

pub(in crate::check) fn common_clause(sort: Sort, span: Span) -> Diagnostic {
    let word = sort.word();
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            format!("`{word}` holds for the item as a whole and cannot differ between versions"),
            format!("`{word}` 절은 항목 전체에 적용되므로 연혁마다 달리 정할 수 없습니다"),
        ),
        span,
        Phrase::new("stands in a version", "연혁 안에 있습니다"),
    )
    .help(Phrase::new(
        "move it before the first `in force`",
        "첫 번째 `in force` 앞으로 옮기십시오",
    ))
}

pub(in crate::check) fn misplaced_params(span: Span, kind: ItemKind) -> Diagnostic {
    let of = item(kind);
    let finding = Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            format!("{} has no parameters", of.en),
            format!("{} 항목에는 매개변수를 둘 수 없습니다", of.ko),
        ),
        span,
        nothing(),
    );
    match kind {
        ItemKind::Duty | ItemKind::Power | ItemKind::Sanction => finding.help(Phrase::new(
            "write `for each` and the list, as in `for each s in services`",
            "`for each s in services`처럼 `for each`와 목록을 쓰십시오",
        )),
        ItemKind::Exception => finding.help(Phrase::new(
            "leave them out: an exception sees the variables of what it excepts",
            "지우십시오. 예외는 그 대상의 변수를 그대로 씁니다",
        )),
        _ => finding,
    }
}

pub(in crate::check) fn misplaced_kind(span: Span, kind: ItemKind) -> Diagnostic {
    let of = item(kind);
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            format!("{} has no kind of value", of.en),
            format!("{} 항목에는 값의 종류를 적을 수 없습니다", of.ko),
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn misplaced_product(span: Span, kind: ItemKind) -> Diagnostic {
    let of = item(kind);
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            format!("{} is not a product of units", of.en),
            format!("{} 항목은 단위의 곱으로 정할 수 없습니다", of.ko),
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn duplicate_clause(sort: Sort, span: Span, first: Span) -> Diagnostic {
    let word = sort.word();
    Diagnostic::new(
        Code::DuplicateClause,
        Phrase::new(
            format!("`{word}` is given twice"),
            format!("`{word}` 절이 두 번 적혀 있습니다"),
        ),
        span,
        Phrase::new("given again", "다시 적힌 곳"),
    )
    .also(first, Phrase::new("first given here", "먼저 적힌 곳"))
    .help(Phrase::new(
        "keep the one that is meant",
        "의도한 하나만 남기십시오",
    ))
}

pub(in crate::check) fn missing_clause(word: &str, span: Span, kind: ItemKind) -> Diagnostic {
    let of = item(kind);
    let example = match word {
        "means" => "means operator.kind is value_added",
        "bearer" => "bearer operator",
        "must" => "must stop_notice",
        "holder" => "holder MSIT",
        "as of" => "as of 2022-02-10T09:00",
        "|" => "| stop \"Stop\" ko \"중단\"",
        "expect" => "expect covered",
        "because" => "because \"…\" ko \"…\"",
        ":" => ": yes/no",
        _ => word,
    };
    Diagnostic::new(
        Code::MissingClause,
        Phrase::new(
            format!("{} needs `{word}`, and this one has none", of.en),
            format!("{} 항목에는 `{word}` 절이 있어야 합니다", of.ko),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        format!("add it, as in `{example}`"),
        format!("`{example}`처럼 적으십시오"),
    ))
}

pub(in crate::check) fn missing_target(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingTarget,
        Phrase::new(
            format!("the exception `{name}` does not say what it excepts"),
            format!("예외 `{name}` 항목이 무엇에 대한 예외인지 적혀 있지 않습니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "add `to` and the names of what it excepts",
        "`to`와 예외 대상의 이름을 적으십시오",
    ))
}

pub(in crate::check) fn missing_citation(name: &Name, span: Span, kind: ItemKind) -> Diagnostic {
    let of = item(kind);
    Diagnostic::new(
        Code::MissingCitation,
        Phrase::new(
            format!("`{name}` is {} that cites nothing", of.en),
            format!("{} `{name}` 항목에 근거 조문이 없습니다", of.ko),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "add `cites` with the source and the article",
        "`cites`와 함께 근거 법령과 조문을 적으십시오",
    ))
}

pub(in crate::check) fn untranslated(span: Span, english: bool) -> Diagnostic {
    let (message, help) = if english {
        (
            Phrase::new(
                "this text stands in English only",
                "이 문구는 영어로만 적혀 있습니다",
            ),
            Phrase::new(
                "add the Korean after `ko`",
                "`ko` 뒤에 한국어 문구를 적으십시오",
            ),
        )
    } else {
        (
            Phrase::new(
                "this text stands in Korean only",
                "이 문구는 한국어로만 적혀 있습니다",
            ),
            Phrase::new("add the English", "영어 문구를 함께 적으십시오"),
        )
    };
    Diagnostic::new(Code::UntranslatedTitle, message, span, nothing()).help(help)
}

pub(in crate::check) fn unless_of_value(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            "only what is yes or no can be excepted, and this definition is a value",
            "예·아니오로 판단되는 정의에만 예외를 둘 수 있는데, 이 정의는 값을 정합니다",
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "write the other value with `if … then … else …`",
        "다른 값은 `if … then … else …`로 쓰십시오",
    ))
}

pub(in crate::check) fn unit_is_taken(name: &crate::name::Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DuplicateName,
        Phrase::new(
            format!("`{name}` already is a word for time, an amount of money or a keyword"),
            format!("`{name}` 단위는 시간·통화의 단위 또는 키워드와 겹칩니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "choose another name for the unit",
        "다른 단위 이름을 쓰십시오",
    ))
}
