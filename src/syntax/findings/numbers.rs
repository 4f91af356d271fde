//! The words on numbers, days and times.

use crate::diagnostic::{Code, Diagnostic, Phrase, finding, findings};
use crate::source::Span;
use crate::value::Date;
use crate::value::Weekday;
use crate::value::written::month_name;

findings! {
    pub(in crate::syntax) fn number_too_large(span: Span) {
        NumberTooLarge(span) "this number is too large or has too many places to be kept exactly",
            "수가 너무 크거나 자릿수가 많아 정확히 다룰 수 없습니다";
    }
}

pub(in crate::syntax) fn no_such_date(
    text: &str,
    year: i32,
    month: u32,
    days: Option<u32>,
    span: Span,
) -> Diagnostic {
    let message = match days {
        Some(days) => Phrase::new(
            format!("{} {year} has {days} days", month_name(month)),
            format!("{year}년 {month}월은 {days}일까지 있습니다"),
        ),
        None => Phrase::new(
            format!("there is no month {month} in a year"),
            format!("{month}월은 없습니다"),
        ),
    };
    let found = finding! {
        NoSuchDate(span, message);
        here "no such day", "없는 날짜";
    };
    match days {
        Some(days) => found.help(Phrase::new(
            format!("if the end of the month is meant, write {year:04}-{month:02}-{days:02}"),
            format!("그 달의 말일이라면 {year:04}-{month:02}-{days:02}로 쓰십시오"),
        )),
        None => found.help(Phrase::new(
            format!("write year, month and day, instead of {text}"),
            format!("{text} 대신 연-월-일 순서로 쓰십시오"),
        )),
    }
}

/// A day that is said with another day of the week than its own.
pub(in crate::syntax) fn other_weekday(text: &str, day: Date, span: Span) -> Diagnostic {
    let mut all = Weekday::NAMED.into_iter();
    let named = all.find(|(named, ..)| named.is(day));
    let (en, ko) = named.map_or(("", ""), |(_, en, ko)| (en, ko));
    finding! {
        NoSuchDate(span) "`{text}` is not that day of the week",
            "`{text}` 표기의 요일이 날짜와 맞지 않습니다";
        help "{day} is a {en}: write the day that is meant",
            "{day}은 {ko}입니다. 뜻하는 날짜를 쓰십시오";
    }
}

findings! {
    /// A month where a day is wanted.
    pub(in crate::syntax) fn no_day(text: &str, year: i32, month: u32, span: Span) {
        let first = format!("{year:04}-{month:02}-01");
        MisspeltNumber(span) "`{text}` does not say on which day", "`{text}` 표기에 일이 없습니다";
        help "write the day as well: `{first}` is the first of that month",
            "날짜까지 쓰십시오. 그 달의 첫날은 `{first}`입니다";
    }

    pub(in crate::syntax) fn no_such_time(text: &str, span: Span) {
        NoSuchDate(span) "`{text}` is no time of day", "`{text}` 시각은 존재하지 않습니다";
        help "hours run from 00 to 23, minutes and seconds from 00 to 59, with at most six places",
            "시는 00~23, 분과 초는 00~59로, 소수 초는 여섯 자리까지 쓸 수 있습니다";
    }
}

pub(in crate::syntax) fn no_such_day(span: Span, day: u32, month: u32) -> Diagnostic {
    Diagnostic::new(
        Code::NoSuchDate,
        Phrase::new(
            format!("no year has a {day} {}", month_name(month)),
            format!("{month}월 {day}일은 어느 해에도 없습니다"),
        ),
        span,
        Phrase::default(),
    )
}

/// What people write between year, month and day.
const DAY_SIGNS: [char; 3] = ['/', '-', '.'];

/// Whether a day is meant: points stand in numbers too, so after them the year has to come first.
fn is_day(text: &str) -> bool {
    let year = text.find('.').is_none_or(|at| at == 4);
    year && text.matches(DAY_SIGNS).count() == 2
}

findings! {
    /// A day or a time as people say it.
    pub(in crate::syntax) fn said_otherwise(text: &str, meant: &str, timed: bool, span: Span) {
        let (en, ko) = if timed { ("a time", "시각을") } else { ("a day", "날짜를") };
        MisspeltNumber(span) "`{text}` is not the way {en} is written",
            "`{text}` 표기는 {ko} 쓰는 형식이 아닙니다";
        help "write `{meant}`", "`{meant}` 형식으로 쓰십시오";
        fix(span, meant);
    }

    /// The offset of a time without its colon: `+0900`.
    pub(in crate::syntax) fn offset_without_colon(text: &str, span: Span) {
        let (hours, minutes) = text.split_at_checked(2).unwrap_or((text, ""));
        let meant = format!("{hours}:{minutes}");
        MisspeltNumber(span) "the offset of a time is written with a colon",
            "시각의 시차는 콜론을 넣어 씁니다";
        help "write `{meant}`", "`{meant}`로 쓰십시오";
        fix(span, meant);
    }
}

pub(in crate::syntax) fn misspelt_number(text: &str, span: Span) -> Diagnostic {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let (en, ko, help, fix) = if text.contains(',') {
        // Only groups of three digits are certainly groups: `1,5` may mean one and a half.
        let mut groups = text
            .trim_end_matches(|c: char| !c.is_ascii_digit())
            .split(',');
        let first = groups.next().is_some_and(|group| group.len() <= 3);
        let grouped = first && groups.all(|group| group.len() == 3);
        let meant = text.replace(',', "_");
        (
            "a comma does not group digits here: it would separate two things".to_owned(),
            "쉼표는 자릿수 구분에 쓸 수 없습니다. 두 항목의 나열로 읽힙니다".to_owned(),
            if grouped {
                Phrase::same(&meant)
            } else {
                Phrase::new("1_000_000 or 1.5", "1_000_000 또는 1.5")
            },
            grouped.then_some(meant),
        )
    } else if is_day(text) {
        let mut parts = text.split(DAY_SIGNS);
        let mut part = || {
            parts
                .next()
                .and_then(|p| p.parse::<u32>().ok())
                .unwrap_or(0)
        };
        let meant = format!("{:04}-{:02}-{:02}", part(), part(), part());
        let sound = Date::parse(&meant).is_some();
        (
            format!("`{text}` is not the way a day is written"),
            format!("`{text}` 표기는 날짜를 쓰는 형식이 아닙니다"),
            if sound {
                Phrase::same(&meant)
            } else {
                Phrase::new(
                    "year, month and day, as in 2022-02-03",
                    "2022-02-03처럼 연-월-일",
                )
            },
            sound.then_some(meant),
        )
    } else if text.contains(':') && !text.contains('T') {
        (
            format!("`{text}` says neither a length of time nor a day"),
            format!("`{text}` 표기로는 시간의 길이인지 시각인지 알 수 없습니다"),
            Phrase::new(
                "a length as in `2 hours`, a time with its day as in `2022-02-03T11:20`",
                "시간의 길이는 `2 hours`, 시각은 `2022-02-03T11:20`",
            ),
            None,
        )
    } else if text.starts_with('0') && !text.contains('.') {
        let meant = digits.trim_start_matches('0').to_owned();
        let meant = if meant.is_empty() {
            "0".to_owned()
        } else {
            meant
        };
        (
            "a number does not begin with 0".to_owned(),
            "수는 0으로 시작하지 않습니다".to_owned(),
            Phrase::same(&meant),
            Some(meant),
        )
    } else {
        (
            format!("`{text}` is neither a number nor a day"),
            format!("`{text}` 표기는 수도 날짜도 아닙니다"),
            Phrase::new(
                "1_000_000, 1.5, 1/100 or 2022-02-03",
                "1_000_000, 1.5, 1/100 또는 2022-02-03",
            ),
            None,
        )
    };
    let found = finding! {
        let help_en = &help.en;
        let help_ko = &help.ko;
        MisspeltNumber(span, Phrase::new(en, ko));
        help "write {help_en}", "{help_ko} 형식으로 쓰십시오";
    };
    match fix {
        Some(meant) => found.fix(span, meant),
        None => found,
    }
}

/// A unit that stands at its number without a blank.
pub(in crate::syntax) fn unit_without_space(number: &str, unit: &str, span: Span) -> Diagnostic {
    if matches!(unit, "st" | "nd" | "rd" | "th") {
        return ordinal(number, unit, span);
    }
    if let Some((_, zeros)) = SCALES.iter().find(|(scale, _)| *scale == unit) {
        return scaled(number, unit, zeros, span);
    }
    let known = crate::value::written::abbreviated(unit);
    let meant = format!("{number} {}", known.unwrap_or(unit));
    let place = Span::new(
        span.file,
        span.start,
        span.end + u32::try_from(unit.len()).unwrap_or(0),
    );
    finding! {
        MisspeltNumber(place) "a blank stands between a number and its unit",
            "수와 단위 사이는 띄어 씁니다";
        help "write `{meant}`", "`{meant}` 형식으로 쓰십시오";
        fix(place, meant);
    }
}

/// Letters that multiply a number elsewhere, and its zeros. `m` may be a metre or a minute.
const SCALES: &[(&str, &str)] = &[
    ("k", "_000"),
    ("K", "_000"),
    ("mn", "_000_000"),
    ("mio", "_000_000"),
    ("bn", "_000_000_000"),
];

/// `500k`
fn scaled(number: &str, unit: &str, zeros: &str, span: Span) -> Diagnostic {
    let meant = format!("{number}{zeros}");
    let length = u32::try_from(unit.len()).unwrap_or(0);
    let place = Span::new(span.file, span.start, span.end + length);
    let found = finding! {
        MisspeltNumber(place) "no letter multiplies a number here, as `{unit}` would",
            "`{unit}` 같은 글자로 수의 자릿수를 나타내지 않습니다";
        help "write `{meant}`", "`{meant}`로 쓰십시오";
    };
    if number.len() <= 3 {
        found.fix(place, meant)
    } else {
        found
    }
}

findings! {
    /// An amount of money with three places after its point: in half of Europe a thousand is written so.
    pub(in crate::syntax) fn point_in_money(text: &str, span: Span) {
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        let exactly = match places.strip_suffix('0') {
            Some(cents) => format!("{whole}.{cents}"),
            None => format!("{text}0"),
        };
        MisspeltNumber(span) "`{text}` can be read as {whole} and a part, or as {whole} thousand and more",
            "`{text}` 표기는 소수로도, 천 단위를 구분한 수로도 읽힐 수 있습니다";
        help "write `{whole}_{places}` for thousands, or `{exactly}`",
            "천 단위라면 `{whole}_{places}`, 소수라면 `{exactly}`로 쓰십시오";
    }

    /// `31st`, of a day.
    fn ordinal(number: &str, suffix: &str, span: Span) {
        MisspeltNumber(span) "the day of a month is a plain number", "날짜의 일은 숫자로만 씁니다";
        help "write `{number}` instead of `{number}{suffix}`, as in `{number} January of y`",
            "`{number}{suffix}` 대신 `{number} January of y`처럼 쓰십시오";
    }

    pub(in crate::syntax) fn division_by_share(span: Span) {
        MisspeltNumber(span) "dividing by a share written with `/` can be read in two ways",
            "`/`로 쓴 비율로 나누면 두 가지로 읽힐 수 있습니다";
        here "a share", "비율";
        help "put brackets around what is divided, or write the share in percent",
            "나누는 범위를 괄호로 묶거나 비율을 %로 쓰십시오";
    }
}
