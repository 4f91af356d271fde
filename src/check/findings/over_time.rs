//! Versions over time, clocks, and things that wait for one another.

use super::nothing;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::name::Name;
use crate::source::Span;
use crate::value::Date;

type Days = (Option<Date>, Option<Date>);

fn stretch(days: Days) -> Phrase {
    match days {
        (Some(from), Some(to)) if from == to => {
            Phrase::new(format!("on {from}"), format!("{from}에"))
        }
        (Some(from), Some(to)) => Phrase::new(
            format!("from {from} to {to}"),
            format!("{from}부터 {to}까지"),
        ),
        (Some(from), None) => Phrase::new(format!("from {from} on"), format!("{from}부터")),
        (None, Some(to)) => Phrase::new(format!("up to {to}"), format!("{to}까지")),
        (None, None) => Phrase::new("at all times", "모든 기간에"),
    }
}

pub(in crate::check) fn overlapping_versions(
    name: &Name,
    days: Days,
    earlier: Span,
    later: Span,
    begins_later: bool,
) -> Diagnostic {
    let when = stretch(days);
    let finding = Diagnostic::new(
        Code::OverlappingVersions,
        Phrase::new(
            format!("two versions of `{name}` are in force {}", when.en),
            format!("{} `{name}` 항목의 두 연혁이 함께 시행됩니다", when.ko),
        ),
        later,
        Phrase::new("already in force then", "그때 이미 시행 중입니다"),
    )
    .also(
        earlier,
        Phrase::new("still in force then", "그때까지 시행 중입니다"),
    );
    let before = days.0.and_then(|from| from.plus_days(-1));
    match before.filter(|_| begins_later) {
        Some(before) => finding.help(Phrase::new(
            format!("let the first run `until {before}`; `until` includes the day it names"),
            format!("앞의 연혁을 `until {before}`까지로 하십시오. `until`은 그날을 포함합니다"),
        )),
        None => finding,
    }
}

pub(in crate::check) fn version_gap(
    name: &Name,
    days: Days,
    earlier: Span,
    later: Span,
) -> Diagnostic {
    let when = stretch(days);
    Diagnostic::new(
        Code::VersionGap,
        Phrase::new(
            format!("no version of `{name}` is in force {}", when.en),
            format!("{} 시행되는 `{name}` 항목의 연혁이 없습니다", when.ko),
        ),
        later,
        Phrase::new("begins after the gap", "공백 뒤에 시작됩니다"),
    )
    .also(
        earlier,
        Phrase::new("ends before it", "공백 앞에서 끝납니다"),
    )
}

pub(in crate::check) fn empty_interval(until: Span, from: Span) -> Diagnostic {
    Diagnostic::new(
        Code::EmptyInterval,
        Phrase::new(
            "this version ends before it begins",
            "이 연혁의 종료일이 시행일보다 앞섭니다",
        ),
        until,
        Phrase::new("the end", "종료"),
    )
    .also(from, Phrase::new("the beginning", "시작"))
    .help(Phrase::new(
        "let `until` name the last day in force, which is not before the first",
        "`until`에는 첫날보다 앞서지 않는, 시행되는 마지막 날을 쓰십시오",
    ))
}

pub(in crate::check) fn skipped_time(span: Span, zone: &str) -> Diagnostic {
    Diagnostic::new(
        Code::ClockChange,
        Phrase::new(
            format!("the clocks of {zone} skipped this time"),
            format!("{zone} 시간대에서는 시계가 앞당겨져 이 시각이 없습니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        "write the time with its offset, such as `+09:00`",
        "`+09:00`처럼 시차를 함께 적으십시오",
    ))
}

pub(in crate::check) fn repeated_time(
    span: Span,
    zone: &str,
    choices: &(String, String),
) -> Diagnostic {
    let (first, second) = choices;
    Diagnostic::new(
        Code::ClockChange,
        Phrase::new(
            format!("the clocks of {zone} showed this time twice"),
            format!("{zone} 시간대에서는 시계가 늦춰져 이 시각이 두 번 있습니다"),
        ),
        span,
        nothing(),
    )
    .help(Phrase::new(
        format!("write `{first}` for the first, `{second}` for the second"),
        format!("첫 번째이면 `{first}`, 두 번째이면 `{second}`로 쓰십시오"),
    ))
}

pub(in crate::check) fn no_such_time(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoSuchDate,
        Phrase::new(
            "this day or time lies outside the calendar",
            "달력의 범위를 벗어난 날짜 또는 시각입니다",
        ),
        span,
        nothing(),
    )
}

pub(in crate::check) fn no_such_day(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoSuchDate,
        Phrase::new("that year has no such day", "그해에는 이 날짜가 없습니다"),
        span,
        nothing(),
    )
}

fn begins() -> Phrase {
    Phrase::new("the circle begins here", "순환이 시작되는 곳")
}

fn chain(mut finding: Diagnostic, steps: &[(String, Span)], verb: (&str, &str)) -> Diagnostic {
    let last = steps.len().saturating_sub(1);
    for (number, (name, span)) in steps.iter().enumerate() {
        let (en_end, ko_end) = if number == last {
            (", and the circle closes", "(처음으로 돌아감)")
        } else {
            ("", "")
        };
        let text = Phrase::new(
            format!("{} `{name}`{en_end}", verb.0),
            format!("`{name}` {}{ko_end}", verb.1),
        );
        finding = finding.also(*span, text);
    }
    finding
}

/// The names round the circle; the step that closes it leads to the first.
fn names(steps: &[(String, Span)]) -> String {
    let round = steps.iter().rev().take(1).chain(steps);
    super::listed(
        round
            .map(|(name, _)| name.as_str())
            .take(steps.len().min(8)),
    )
}

pub(in crate::check) fn circular_definition(
    first: (&str, Span),
    steps: &[(String, Span)],
) -> Diagnostic {
    let (only, span) = first;
    let message = if steps.len() == 1 {
        Phrase::new(
            format!("`{only}` waits for itself"),
            format!("`{only}` 항목이 자기 자신을 전제로 합니다"),
        )
    } else {
        let (count, all) = (steps.len(), names(steps));
        Phrase::new(
            format!("these {count} wait for one another: {all}"),
            format!("다음 {count}개 항목이 서로를 전제로 하여 순환합니다: {all}"),
        )
    };
    let finding = Diagnostic::new(Code::CircularDefinition, message, span, begins());
    let finding = chain(finding, steps, ("waits for", "항목을 전제로 합니다"));
    finding.help(Phrase::new(
        "make one of them a fact, or define it without the others",
        "그중 하나를 사실로 하거나, 나머지 없이 정의하십시오",
    ))
}

pub(in crate::check) fn circular_exception(
    first: (&str, Span),
    steps: &[(String, Span)],
) -> Diagnostic {
    let (only, span) = first;
    let message = if steps.len() == 1 {
        Phrase::new(
            format!("the exception `{only}` excepts itself"),
            format!("예외 `{only}` 항목이 자기 자신에 대한 예외로 되어 있습니다"),
        )
    } else {
        let all = names(steps);
        Phrase::new(
            format!("these exceptions except one another: {all}"),
            format!("다음 예외들이 서로에 대한 예외로 되어 있습니다: {all}"),
        )
    };
    let finding = Diagnostic::new(Code::CircularException, message, span, begins());
    let finding = chain(finding, steps, ("excepts", "항목에 대한 예외입니다"));
    finding.help(Phrase::new(
        "take one of the names out of its `to`",
        "`to`에서 이름 하나를 빼십시오",
    ))
}

pub(in crate::check) fn relief_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingClause,
        Phrase::new(
            "a relief is given from a limit, and there is none",
            "기한이 없어 완화할 대상이 없습니다",
        ),
        span,
        Phrase::default(),
    )
    .help(Phrase::new(
        "write the limit with `by` or `within`",
        "`by` 또는 `within`으로 기한을 쓰십시오",
    ))
}

pub(in crate::check) fn periodic_without(clause: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingClause,
        Phrase::new(
            format!("a duty that comes back with the calendar needs `{clause}`"),
            format!("주기마다 돌아오는 의무에는 `{clause}` 절이 필요합니다"),
        ),
        span,
        Phrase::default(),
    )
    .help(Phrase::new(
        "its instances are counted from the first day in force, and each has its own limit, as in \
         `every year y by 31 January of y in force from 2023-07-04`",
        "시행 첫날부터 주기마다 하나씩 생기고 각각 기한이 있습니다. \
         `every year y by 31 January of y in force from 2023-07-04`와 같이 쓰십시오",
    ))
}

pub(in crate::check) fn periodic_on_event(every: Span, arises: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            "a duty comes back with the calendar or arises on an act, not both",
            "의무는 주기마다 돌아오거나 행위로 발생하며, 둘 다일 수는 없습니다",
        ),
        arises,
        Phrase::default(),
    )
    .also(
        every,
        Phrase::new("it comes back here", "주기마다 돌아옵니다"),
    )
    .help(Phrase::new(
        "leave one of the two out, or write two duties",
        "둘 중 하나를 지우거나 의무를 둘로 나누십시오",
    ))
}

pub(in crate::check) fn rolling_of_nothing(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingClause,
        Phrase::new(
            "`rolls` moves a limit, and there is none",
            "기한이 없어 `rolls`로 옮길 대상이 없습니다",
        ),
        span,
        Phrase::default(),
    )
    .help(Phrase::new(
        "write the limit with `by` or `within`",
        "`by` 또는 `within`으로 기한을 쓰십시오",
    ))
}

pub(in crate::check) fn rolling_of_time(span: Span, limit: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnlikeKinds,
        Phrase::new(
            "only a day rolls, and this limit is a time",
            "날짜로 정한 기한만 다음 근무일로 옮겨지는데, 이 기한은 시각입니다",
        ),
        span,
        Phrase::default(),
    )
    .also(limit, Phrase::new("a time", "시각"))
    .help(Phrase::new(
        "leave `rolls` out, or write a `relief` for a limit in hours",
        "`rolls`를 지우거나, 시간 단위 기한에는 `relief`를 쓰십시오",
    ))
}

pub(in crate::check) fn rolling_and_relief(span: Span, relief: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedClause,
        Phrase::new(
            "a relief takes the place of rolling, so `rolls` says nothing here",
            "기한완화(`relief`)가 순연을 대신하므로 `rolls`는 여기서 뜻이 없습니다",
        ),
        span,
        Phrase::default(),
    )
    .also(relief, Phrase::new("the relief", "기한완화"))
    .help(Phrase::new(
        "leave one of the two out",
        "둘 중 하나만 쓰십시오",
    ))
}

pub(in crate::check) fn limit_of_none(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingClause,
        Phrase::new(
            format!("the limit of `{name}` is asked for, and it has none"),
            format!("`{name}` 의무의 기한을 물었으나 기한이 없습니다"),
        ),
        span,
        Phrase::default(),
    )
    .help(Phrase::new(
        "write its limit there with `by` or `within`",
        "그 의무에 `by` 또는 `within`으로 기한을 쓰십시오",
    ))
}

pub(in crate::check) fn mixed_limit(name: &Name, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::UnlikeKinds,
        Phrase::new(
            format!("the limit of `{name}` is a day in one version and a time in another"),
            format!("`{name}` 의무의 기한은 연혁에 따라 날짜이기도 하고 시각이기도 합니다"),
        ),
        span,
        Phrase::default(),
    )
    .help(Phrase::new(
        "write the limit out here",
        "여기에 기한을 직접 쓰십시오",
    ))
}

pub(in crate::check) fn no_such_hour(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoSuchDate,
        Phrase::new("this is no hour of the day", "존재하지 않는 시각입니다"),
        span,
        Phrase::default(),
    )
    .help(Phrase::new(
        "write an hour such as 12:00",
        "12:00과 같은 시각을 쓰십시오",
    ))
}
