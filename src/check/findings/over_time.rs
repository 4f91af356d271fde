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
            "이 연혁은 시작하기 전에 끝납니다",
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
            (", and the circle closes", ". 여기서 순환이 닫힙니다")
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
            format!("`{only}` 항목이 자기 자신을 기다립니다"),
        )
    } else {
        let (count, all) = (steps.len(), names(steps));
        Phrase::new(
            format!("these {count} wait for one another: {all}"),
            format!("다음 {count}개 항목이 서로를 기다립니다: {all}"),
        )
    };
    let finding = Diagnostic::new(Code::CircularDefinition, message, span, begins());
    let finding = chain(finding, steps, ("waits for", "항목을 기다립니다"));
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
