//! The words of this stage: one function for each finding, both languages side by side.

use super::amount;
use super::json::{MAX_DEPTH, Slip};
use super::node::Data;
use super::slot::Slot;
use super::time;
use crate::diagnostic::{Code, Diagnostic, Phrase};
use crate::program::Program;
use crate::source::{MAX_FILE_BYTES, Span};
use crate::value::{Instant, Kind, Zone};

fn finding(code: Code, span: Span, en: impl Into<String>, ko: impl Into<String>) -> Diagnostic {
    Diagnostic::new(code, Phrase::new(en, ko), span, Phrase::default())
}

// ---- the form of the file

pub(super) fn too_large(span: Span) -> Diagnostic {
    let mib = MAX_FILE_BYTES / (1024 * 1024);
    finding(
        Code::FileTooLarge,
        span,
        format!("the record is larger than {mib} MiB"),
        format!("기록이 {mib} MiB보다 큽니다"),
    )
    .help(Phrase::new(
        "record one incident in one file",
        "한 파일에는 한 사건만 기록하십시오",
    ))
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    finding(
        Code::TooDeep,
        span,
        format!("brackets stand more than {MAX_DEPTH} deep inside one another"),
        format!("괄호가 {MAX_DEPTH}겹보다 깊이 겹쳐 있습니다"),
    )
    .help(Phrase::new(
        "close the brackets that are no longer needed",
        "더 필요하지 않은 괄호를 닫으십시오",
    ))
}

pub(super) fn malformed(slip: Slip, span: Span) -> Diagnostic {
    let (en, ko) = match slip {
        Slip::Empty => ("the record is empty", "기록이 비어 있습니다"),
        Slip::Comment => (
            "a comment has no place in a record",
            "기록에는 주석을 적을 수 없습니다",
        ),
        Slip::TrailingComma => (
            "a comma stands after the last item",
            "마지막 항목 뒤에 쉼표가 있습니다",
        ),
        Slip::MissingComma => (
            "a comma is missing between two items",
            "두 항목 사이에 쉼표가 없습니다",
        ),
        Slip::SingleQuotes => (
            "text stands in single quotes",
            "글이 작은따옴표로 묶여 있습니다",
        ),
        Slip::UnquotedName => (
            "a name stands without quotes",
            "이름이 따옴표 없이 적혀 있습니다",
        ),
        Slip::MissingColon => ("no colon follows the name", "이름 뒤에 쌍점(:)이 없습니다"),
        Slip::MissingValue => ("nothing follows the colon", "쌍점(:) 뒤에 값이 없습니다"),
        Slip::UnclosedBracket => ("a bracket is not closed", "괄호가 닫히지 않았습니다"),
        Slip::UnclosedText => (
            "a quotation is not closed on its line",
            "따옴표가 같은 줄에서 닫히지 않았습니다",
        ),
        Slip::ControlCharacter => (
            "text holds a character that cannot be seen",
            "글에 보이지 않는 문자가 들어 있습니다",
        ),
        Slip::Escape => (
            "a backslash does not stand for any character here",
            "역빗금(\\)이 나타내는 문자가 없습니다",
        ),
        Slip::Number => (
            "a number is written as JSON does not write it",
            "수가 JSON의 표기법과 다르게 적혀 있습니다",
        ),
        Slip::SecondRecord => (
            "the record goes on after its end",
            "기록이 끝난 뒤에 다른 내용이 이어집니다",
        ),
        Slip::Other => (
            "what stands here is not JSON",
            "이 자리에 적힌 것은 JSON이 아닙니다",
        ),
    };
    let help = match slip {
        Slip::Empty => Some(("write at least `{}`", "적어도 `{}`는 적으십시오")),
        Slip::Comment => Some(("say it in a `\"note\"`", "`\"note\"` 항목에 적으십시오")),
        Slip::TrailingComma => Some(("remove the comma", "쉼표를 지우십시오")),
        Slip::MissingComma => Some(("write a comma here", "이 자리에 쉼표를 적으십시오")),
        Slip::SingleQuotes | Slip::UnquotedName => {
            Some(("put it in double quotes", "큰따옴표로 묶으십시오"))
        }
        Slip::ControlCharacter => Some((
            "write a tab as `\\t`, or a blank instead",
            "탭은 `\\t`로 적거나 빈칸으로 바꾸십시오",
        )),
        Slip::Escape => Some((
            "write a backslash itself as `\\\\`",
            "역빗금 자체는 `\\\\`로 적으십시오",
        )),
        _ => None,
    };
    let found = finding(Code::MalformedRecord, span, en, ko);
    let found = match help {
        Some((en, ko)) => found.help(Phrase::new(en, ko)),
        None => found,
    };
    match slip {
        Slip::TrailingComma => found.fix(span, ""),
        Slip::MissingComma => found.fix(span, ","),
        _ => found,
    }
}

pub(super) fn not_a_record(span: Span) -> Diagnostic {
    finding(
        Code::MalformedRecord,
        span,
        "the record is not a group of named facts",
        "기록이 이름 붙은 사실의 묶음이 아닙니다",
    )
    .help(Phrase::new(
        "begin the file with `{` and end it with `}`",
        "파일을 `{`로 시작하고 `}`로 끝내십시오",
    ))
}

// ---- names

pub(super) fn unknown_fact(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownFact,
            span,
            format!("nothing called `{written}` can be recorded here"),
            format!("이 자리에는 `{written}` 항목을 적을 수 없습니다"),
        ),
        near,
    )
}

pub(super) fn belongs_inside(written: &str, span: Span, record: &Phrase) -> Diagnostic {
    finding(
        Code::UnknownFact,
        span,
        format!(
            "`{written}` is asked of each record of the kind `{}`",
            record.en
        ),
        format!(
            "`{written}` 항목은 `{}` 기록마다 판단하는 것입니다",
            record.ko
        ),
    )
    .help(Phrase::new(
        "write it inside the record it is about",
        "해당하는 기록 안에 적으십시오",
    ))
}

pub(super) fn unknown_act(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownFact,
            span,
            format!("no policy declares an act called `{written}`"),
            format!("`{written}` 행위를 정한 정책이 없습니다"),
        ),
        near,
    )
}

pub(super) fn unknown_choice(
    written: &str,
    slot: &Slot<'_>,
    span: Span,
    near: Option<&str>,
) -> Diagnostic {
    let found = finding(
        Code::UnknownChoice,
        span,
        format!("`{written}` is not one of the choices of `{}`", slot.name),
        format!("`{written}` 항목은 `{}`의 선택지에 없습니다", slot.name),
    );
    with_near(declared(found, slot), near)
}

pub(super) fn unknown_zone(written: &str, span: Span, near: Option<&str>) -> Diagnostic {
    with_near(
        finding(
            Code::UnknownZone,
            span,
            format!("there is no time zone called `{written}`"),
            format!("`{written}` 시간대는 없습니다"),
        ),
        near.or(Some("Asia/Seoul").filter(|_| written == "KST")),
    )
}

fn with_near(found: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => found.help(Phrase::new(
            format!("the nearest name is `{near}`"),
            format!("가장 가까운 이름은 `{near}`입니다"),
        )),
        None => found,
    }
}

pub(super) fn duplicate(written: &str, first: Span, second: Span) -> Diagnostic {
    finding(
        Code::DuplicateFact,
        second,
        format!("`{written}` is given twice"),
        format!("`{written}` 항목이 두 번 적혀 있습니다"),
    )
    .also(first, Phrase::new("given here first", "처음 적힌 자리"))
    .help(Phrase::new(
        "keep one of the two",
        "둘 중 하나만 남기십시오",
    ))
}

// ---- kinds

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

fn declared(found: Diagnostic, slot: &Slot<'_>) -> Diagnostic {
    found.also(slot.declared, Phrase::new("declared here", "여기에서 정함"))
}

pub(super) fn wrong_kind(
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
        Data::Text(_) => ("other text", "다른 글"),
        Data::List(_) => ("a list", "목록"),
        Data::Map(_) => ("a group of named facts", "이름 붙은 사실의 묶음"),
    };
    let found = finding(
        Code::WrongKind,
        span,
        format!("`{}` must be {}, but this is {en}", slot.name, expected.en),
        format!(
            "`{}` 항목은 {} 형식이어야 하는데 적힌 것은 {ko}입니다",
            slot.name, expected.ko
        ),
    );
    let found = declared(found, slot);
    match example(program, slot.kind) {
        Some(help) => found.help(help),
        None => found,
    }
}

pub(super) fn not_text(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("`{written}` must be text"),
        format!("`{written}` 항목은 글이어야 합니다"),
    )
    .help(Phrase::new(
        "put it in double quotes",
        "큰따옴표로 묶으십시오",
    ))
}

pub(super) fn not_a_list(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("`{written}` must be a list"),
        format!("`{written}` 항목은 목록이어야 합니다"),
    )
    .help(Phrase::new(
        "put it between `[` and `]`",
        "`[`와 `]` 사이에 적으십시오",
    ))
}

pub(super) fn not_a_pair(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("`{written}` must name two values, the lower one first"),
        format!("`{written}` 항목에는 작은 값부터 두 값을 적어야 합니다"),
    )
}

pub(super) fn only_true(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("`{written}` can only be followed by `true`"),
        format!("`{written}` 항목의 값은 `true`만 쓸 수 있습니다"),
    )
    .help(Phrase::new(
        "write `true`, or leave it out",
        "`true`로 적거나 항목을 지우십시오",
    ))
}

pub(super) fn null(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("`{written}` is followed by `null`, which says nothing about the fact"),
        format!("`{written}` 항목의 값이 `null`이어서 사실을 알 수 없습니다"),
    )
    .help(Phrase::new(
        "write `{\"unknown\": true}` if nobody knows, or leave it out",
        "확인하였으나 알 수 없으면 `{\"unknown\": true}`로 적고, 아니면 항목을 지우십시오",
    ))
}

pub(super) fn wrong_unit(
    program: &Program,
    slot: &Slot<'_>,
    written: &str,
    span: Span,
) -> Diagnostic {
    let expected = kind(program, slot.kind);
    let found = finding(
        Code::WrongUnit,
        span,
        format!(
            "`{}` must be {}, but this is in `{written}`",
            slot.name, expected.en
        ),
        format!(
            "`{}` 항목은 {} 형식이어야 하는데 적힌 단위는 `{written}`입니다",
            slot.name, expected.ko
        ),
    );
    declared(found, slot)
}

pub(super) fn no_bounds(program: &Program, slot: &Slot<'_>, form: &str, span: Span) -> Diagnostic {
    let expected = kind(program, slot.kind);
    let found = finding(
        Code::WrongKind,
        span,
        format!(
            "`{form}` says nothing about `{}`, which is {}",
            slot.name, expected.en
        ),
        format!(
            "`{}` 항목은 {} 형식이어서 `{form}` 표현을 쓸 수 없습니다",
            slot.name, expected.ko
        ),
    );
    declared(found, slot)
}

pub(super) fn always_applies(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding(
        Code::WrongKind,
        span,
        format!(
            "`{}` is declared not applicable, but it always applies",
            slot.name
        ),
        format!(
            "`{}` 항목은 언제나 해당하는데 해당 없음으로 적혀 있습니다",
            slot.name
        ),
    );
    declared(found, slot).help(Phrase::new(
        "write `{\"unknown\": true}` if nobody knows, or leave it out",
        "확인하였으나 알 수 없으면 `{\"unknown\": true}`로 적고, 아니면 항목을 지우십시오",
    ))
}

pub(super) fn no_answer(slot: &Slot<'_>, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("nothing here says what `{}` is", slot.name),
        format!("`{}` 항목의 값이 적혀 있지 않습니다", slot.name),
    )
    .help(Phrase::new(
        "add `\"is\": …` or `\"unknown\": true`",
        "`\"is\": …` 또는 `\"unknown\": true` 항목을 추가하십시오",
    ))
}

pub(super) fn two_answers(slot: &Slot<'_>, first: Span, second: Span) -> Diagnostic {
    finding(
        Code::DuplicateFact,
        second,
        format!(
            "`{}` is given in two ways that cannot stand together",
            slot.name
        ),
        format!(
            "`{}` 항목의 값이 함께 쓸 수 없는 두 방식으로 적혀 있습니다",
            slot.name
        ),
    )
    .also(first, Phrase::new("given here first", "처음 적힌 자리"))
    .help(Phrase::new(
        "keep one of the two",
        "둘 중 하나만 남기십시오",
    ))
}

pub(super) fn not_yet_supported(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::NotYetSupported,
        span,
        format!("`{written}` cannot be evaluated in this version"),
        format!("이 버전에서는 `{written}` 항목을 계산할 수 없습니다"),
    )
}

// ---- amounts

pub(super) fn amount(
    program: &Program,
    slot: &Slot<'_>,
    slip: amount::Slip,
    data: &Data,
    span: Span,
) -> Diagnostic {
    let written = match data {
        Data::Text(text) | Data::Number(text) => text.as_str(),
        _ => "",
    };
    let misspelt = |en: &str, ko: &str, help: (&str, &str)| {
        finding(
            Code::MisspeltNumber,
            span,
            format!("the number of `{}` {en}", slot.name),
            format!("`{}` 항목의 수{ko}", slot.name),
        )
        .help(Phrase::new(help.0, help.1))
    };
    match slip {
        amount::Slip::NotOne => wrong_kind(program, slot, data, span),
        amount::Slip::Comma => {
            let found = misspelt(
                "has commas, which some readers take for a decimal point",
                "에 쉼표가 있어 소수점으로 읽힐 수 있습니다",
                (
                    "write `1_000_000` or `100만`",
                    "`1_000_000` 또는 `100만`처럼 적으십시오",
                ),
            );
            // Re-quoting is certain only where nothing was escaped.
            if written.len() + 2 == span.len() {
                found.fix(span, format!("\"{}\"", written.replace(',', "_")))
            } else {
                found
            }
        }
        amount::Slip::LeadingZero => misspelt(
            "begins with a zero that counts nothing",
            "가 뜻 없는 0으로 시작합니다",
            ("leave the zero out", "앞의 0을 지우십시오"),
        ),
        amount::Slip::Exponent => misspelt(
            "is written with an exponent",
            "가 지수로 적혀 있습니다",
            ("write all its digits", "모든 자리를 숫자로 적으십시오"),
        ),
        amount::Slip::Order => misspelt(
            "is written in parts that do not go from larger to smaller",
            "가 큰 단위에서 작은 단위 순으로 적혀 있지 않습니다",
            ("write the larger part first", "큰 단위부터 적으십시오"),
        ),
        amount::Slip::TooLarge => finding(
            Code::NumberTooLarge,
            span,
            format!("the number of `{}` is too large to be exact", slot.name),
            format!(
                "`{}` 항목의 수가 너무 커서 정확히 나타낼 수 없습니다",
                slot.name
            ),
        ),
        amount::Slip::Days => {
            let found = finding(
                Code::WrongUnit,
                span,
                format!(
                    "`{}` is elapsed time, and a day is not always 24 hours",
                    slot.name
                ),
                format!(
                    "`{}` 항목은 흐른 시간인데 하루가 언제나 24시간인 것은 아닙니다",
                    slot.name
                ),
            );
            declared(found, slot).help(Phrase::new(
                "write hours, such as `\"48 hours\"`",
                "`\"48시간\"`처럼 시간 단위로 적으십시오",
            ))
        }
    }
}

// ---- days and times

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day or a time that is none; nothing if it is not even meant as one.
pub(super) fn time(written: &str, slip: time::Slip, zone: Zone, span: Span) -> Option<Diagnostic> {
    let found = match slip {
        time::Slip::NotOne => return None,
        time::Slip::Misspelt => finding(
            Code::MisspeltNumber,
            span,
            format!("`{written}` is a day or time in a spelling that others could read differently"),
            format!("`{written}` 날짜·시각 표기는 다르게 읽힐 수 있습니다"),
        )
        .help(Phrase::new(
            "write a day as `2022-02-03`, a time as `2022-02-03T11:20` and months as `2021-10/2021-12`",
            "날짜는 `2022-02-03`, 시각은 `2022-02-03T11:20`, 달은 `2021-10/2021-12` 형식으로 적으십시오",
        )),
        time::Slip::OnlyADay(day) => finding(
            Code::WrongKind,
            span,
            format!("`{written}` is a day, and a time is needed here"),
            format!("`{written}` 값은 날짜인데 여기에는 시각이 필요합니다"),
        )
        .help(Phrase::new(
            format!("write the time as well, or `{{\"on\": \"{day}\"}}` if only the day is known"),
            format!("시각까지 적거나, 날짜만 알려져 있으면 `{{\"on\": \"{day}\"}}`로 적으십시오"),
        )),
        time::Slip::MoreThanADay => finding(
            Code::WrongKind,
            span,
            format!("`{written}` is a time, and a day is needed here"),
            format!("`{written}` 값은 시각인데 여기에는 날짜가 필요합니다"),
        )
        .help(Phrase::new(
            "write the day alone, such as `\"2022-02-03\"`",
            "`\"2022-02-03\"`처럼 날짜만 적으십시오",
        )),
        time::Slip::NoSuchDay(year, month) => {
            let days = crate::value::Date::days_in_month(year, month).unwrap_or(31);
            let name = MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default();
            finding(
                Code::NoSuchDate,
                span,
                format!("`{written}` does not exist: {name} {year} has {days} days"),
                format!("`{written}` 날짜는 없습니다. {year}년 {month}월은 {days}일까지입니다"),
            )
            .help(Phrase::new(
                format!("if the end of the month is meant, write `{year:04}-{month:02}-{days:02}`"),
                format!("말일을 뜻하면 `{year:04}-{month:02}-{days:02}`로 적으십시오"),
            ))
        }
        time::Slip::NoSuchMonth => finding(
            Code::NoSuchDate,
            span,
            format!("`{written}` names a month or a year that does not exist"),
            format!("`{written}` 값의 달이나 해는 없습니다"),
        )
        .help(Phrase::new(
            "write the month as `01` to `12`",
            "달은 `01`부터 `12`까지로 적으십시오",
        )),
        time::Slip::NoSuchClock => finding(
            Code::NoSuchDate,
            span,
            format!("`{written}` names a time of day that does not exist"),
            format!("`{written}` 값의 시각은 없습니다"),
        )
        .help(Phrase::new(
            "write hours from `00` to `23`, minutes and seconds from `00` to `59`",
            "시는 `00`부터 `23`까지, 분과 초는 `00`부터 `59`까지로 적으십시오",
        )),
        time::Slip::Skipped => finding(
            Code::ClockChange,
            span,
            format!("the clocks of {} skip `{written}`", zone.name()),
            format!("{} 시간대에서는 `{written}` 시각을 건너뜁니다", zone.name()),
        )
        .help(Phrase::new(
            "write the offset as well, such as `+09:00`",
            "`+09:00`처럼 시차를 함께 적으십시오",
        )),
        time::Slip::Twice(first, second) => twice(written, zone, first, second, span),
        time::Slip::Backwards => finding(
            Code::ImpossibleFact,
            span,
            format!("the period `{written}` ends before it begins"),
            format!("`{written}` 기간은 시작하기 전에 끝납니다"),
        )
        .help(Phrase::new(
            "write the earlier month first",
            "앞선 달부터 적으십시오",
        )),
    };
    Some(found)
}

fn twice(written: &str, zone: Zone, first: Instant, second: Instant, span: Span) -> Diagnostic {
    let (first, second) = (zone.rfc3339(first), zone.rfc3339(second));
    finding(
        Code::ClockChange,
        span,
        format!("the clocks of {} show `{written}` twice", zone.name()),
        format!(
            "{} 시간대에는 `{written}` 시각이 두 번 있습니다",
            zone.name()
        ),
    )
    .help(Phrase::new(
        format!("write `{first}` for the earlier or `{second}` for the later"),
        format!("앞의 것이면 `{first}`, 뒤의 것이면 `{second}`로 적으십시오"),
    ))
}

pub(super) fn not_a_time(written: &str, span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        format!("`{written}` must be a time"),
        format!("`{written}` 항목은 시각이어야 합니다"),
    )
    .help(Phrase::new(
        "write it like `\"2022-02-03T11:20\"`",
        "`\"2022-02-03T11:20\"` 형식으로 적으십시오",
    ))
}

// ---- reference periods

pub(super) fn needs_period(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding(
        Code::ReferencePeriod,
        span,
        format!(
            "`{}` is recorded over a reference period, and none is given",
            slot.name
        ),
        format!(
            "`{}` 항목은 기준 기간과 함께 적어야 하는데 기간이 없습니다",
            slot.name
        ),
    );
    declared(found, slot).help(Phrase::new(
        "write it like `[{\"over\": \"2021-10/2021-12\", \"is\": …}]`",
        "`[{\"over\": \"2021-10/2021-12\", \"is\": …}]` 형식으로 적으십시오",
    ))
}

pub(super) fn takes_no_period(slot: &Slot<'_>, span: Span) -> Diagnostic {
    let found = finding(
        Code::ReferencePeriod,
        span,
        format!("`{}` is not recorded over a reference period", slot.name),
        format!("`{}` 항목에는 기준 기간을 적지 않습니다", slot.name),
    );
    declared(found, slot).help(Phrase::new("give the value itself", "값만 적으십시오"))
}

// ---- what cannot be

pub(super) fn empty_bounds(slot: &Slot<'_>, span: Span) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        span,
        format!("the bounds of `{}` leave no value", slot.name),
        format!("`{}` 항목의 범위에 들어가는 값이 없습니다", slot.name),
    )
    .help(Phrase::new(
        "write the lower bound first",
        "작은 값을 먼저 적으십시오",
    ))
}

pub(super) fn no_choice(slot: &Slot<'_>, span: Span) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        span,
        format!("no choice is left for `{}`", slot.name),
        format!("`{}` 항목에 남은 선택지가 없습니다", slot.name),
    )
}

pub(super) fn ends_before_start(start: Span, end: Span) -> Diagnostic {
    finding(
        Code::ImpossibleFact,
        end,
        "`ended` lies before `started`",
        "`ended` 시각이 `started` 시각보다 앞섭니다",
    )
    .also(start, Phrase::new("started here", "시작 시각"))
}

// ---- events

pub(super) fn no_act(span: Span) -> Diagnostic {
    finding(
        Code::MalformedRecord,
        span,
        "this event does not say which act was done",
        "이 사건에는 어떤 행위가 있었는지 적혀 있지 않습니다",
    )
    .help(Phrase::new(
        "add `\"act\": \"…\"`",
        "`\"act\": \"…\"` 항목을 추가하십시오",
    ))
}

pub(super) fn not_an_event(span: Span) -> Diagnostic {
    finding(
        Code::WrongKind,
        span,
        "an event must be a group of named facts",
        "사건은 이름 붙은 사실의 묶음이어야 합니다",
    )
    .help(Phrase::new(
        "write it like `{\"act\": \"…\", \"at\": \"2022-02-03T11:20\", \"by\": \"…\"}`",
        "`{\"act\": \"…\", \"at\": \"2022-02-03T11:20\", \"by\": \"…\"}` 형식으로 적으십시오",
    ))
}
