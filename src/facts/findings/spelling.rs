//! The words about numbers, days and times in a spelling that says nothing, or something else.

use super::{finding, wrong_kind};
use crate::diagnostic::{Code, Diagnostic, Phrase, finding, findings};
use crate::facts::node::Data;
use crate::facts::slot::Slot;
use crate::facts::time;
use crate::program::Program;
use crate::source::Span;
use crate::value::said;
use crate::value::written;
use crate::value::{Date, Instant, Zone};

pub(in crate::facts) fn amount(
    program: &Program,
    slot: &Slot<'_>,
    slip: written::Slip,
    data: &Data,
    span: Span,
) -> Diagnostic {
    let written = match data {
        Data::Text(text) | Data::Number(text) => text.as_str(),
        _ => "",
    };
    let misspelt = |en: &str, ko: &str, help: (&str, &str)| {
        finding! {
            let name = &slot.name;
            MisspeltNumber(span) "the number of `{name}` {en}", "`{name}` 항목의 수{ko}";
            help(Phrase::new(help.0, help.1));
        }
    };
    match slip {
        written::Slip::NotOne => wrong_kind(program, slot, data, span),
        written::Slip::Comma => {
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
        written::Slip::LeadingZero => misspelt(
            "begins with a zero that counts nothing",
            " 앞에 불필요한 0이 있습니다",
            ("leave the zero out", "앞의 0을 지우십시오"),
        ),
        written::Slip::Exponent => misspelt(
            "is written with an exponent",
            "가 지수로 적혀 있습니다",
            ("write all its digits", "모든 자리를 숫자로 적으십시오"),
        ),
        written::Slip::Order => misspelt(
            "is written in parts that do not go from larger to smaller",
            "가 큰 단위에서 작은 단위 순으로 적혀 있지 않습니다",
            ("write the larger part first", "큰 단위부터 적으십시오"),
        ),
        written::Slip::TooLarge => finding! {
            let name = &slot.name;
            NumberTooLarge(span) "the number of `{name}` is too large to be exact",
                "`{name}` 항목의 수가 너무 커서 정확히 나타낼 수 없습니다";
        },
        written::Slip::Days => {
            let found = finding! {
                let name = &slot.name;
                WrongUnit(span) "`{name}` is elapsed time, and a day is not always 24 hours",
                    "`{name}` 항목은 흐른 시간인데 하루가 언제나 24시간인 것은 아닙니다";
            };
            found.of_slot(slot).help(Phrase::new(
                "write hours, such as `\"48 hours\"`",
                "`\"48시간\"`처럼 시간 단위로 적으십시오",
            ))
        }
    }
}

findings! {
    /// An amount of money with three places after its point: in half of Europe a thousand is written so.
    pub(in crate::facts) fn point_in_money(slot: &Slot<'_>, text: &str, span: Span) {
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        let exactly = match places.strip_suffix('0') {
            Some(cents) => format!("{whole}.{cents}"),
            None => format!("{text}0"),
        };
        let name = &slot.name;
        MisspeltNumber(span) "the number of `{name}` can be read as {whole} and a part, or as {whole} thousand and more",
            "`{name}` 항목의 수는 소수로도, 천 단위를 구분한 수로도 읽힐 수 있습니다";
        help "write `{whole}_{places}` for thousands, or `{exactly}`",
            "천 단위라면 `{whole}_{places}`, 소수라면 `{exactly}`로 적으십시오";
    }
}

/// A day or a time that is none; nothing if it is not even meant as one.
pub(in crate::facts) fn time(
    text: &str,
    slip: time::Slip,
    zone: Zone,
    span: Span,
) -> Option<Diagnostic> {
    if matches!(slip, time::Slip::NotOne | time::Slip::Misspelt)
        && let Some(said) = said::whole(text, Some(zone)).filter(|said| said.written != text)
    {
        let meant = said.written;
        let (en, ko) = if said.timed {
            ("a time", "시각을")
        } else {
            ("a day", "날짜를")
        };
        let found = finding! {
            MisspeltNumber(span) "`{text}` is not the way {en} is written",
                "`{text}` 표기는 {ko} 쓰는 형식이 아닙니다";
            help "write `{meant}`", "`{meant}` 형식으로 적으십시오";
        };
        // Re-quoting is certain only where nothing was escaped.
        return Some(if text.len() + 2 == span.len() {
            found.fix(span, format!("\"{meant}\""))
        } else {
            found
        });
    }
    let found = match slip {
        time::Slip::NotOne => return None,
        time::Slip::Misspelt => finding! {
            MisspeltNumber(span) "`{text}` is a day or time in a spelling that others could read differently",
                "`{text}` 날짜·시각 표기는 다르게 읽힐 수 있습니다";
            help "write a day as `2022-02-03`, a time as `2022-02-03T11:20` and months as `2021-10/2021-12`",
                "날짜는 `2022-02-03`, 시각은 `2022-02-03T11:20`, 달은 `2021-10/2021-12` 형식으로 적으십시오";
        },
        time::Slip::OnlyADay(day) => finding! {
            WrongKind(span) "`{text}` is a day, and a time is needed here",
                "`{text}` 값은 날짜인데 여기에는 시각이 필요합니다";
            help "write the time as well, or `{{\"on\": \"{day}\"}}` if only the day is known",
                "시각까지 적거나, 날짜만 알려져 있으면 `{{\"on\": \"{day}\"}}`로 적으십시오";
        },
        time::Slip::NoMonth(day) => finding(
            Code::WrongKind,
            span,
            format!("`{text}` is a day, and not a month or a year"),
            format!("`{text}` 값은 월이나 연도가 아니라 날짜입니다"),
        )
        .help(Phrase::new(
            format!(
                "write the month, as in `{{\"in\": \"{:.7}\"}}`, or the day itself",
                day.to_string()
            ),
            format!(
                "`{{\"in\": \"{:.7}\"}}`처럼 월까지만 적거나 날짜를 그대로 적으십시오",
                day.to_string()
            ),
        )),
        time::Slip::MoreThanADay => finding! {
            WrongKind(span) "`{text}` is a time, and a day is needed here",
                "`{text}` 값은 시각인데 여기에는 날짜가 필요합니다";
            help "write the day alone, such as `\"2022-02-03\"`",
                "`\"2022-02-03\"`처럼 날짜만 적으십시오";
        },
        time::Slip::NoSuchDay(year, month) => {
            let days = Date::days_in_month(year, month).unwrap_or(31);
            let name = written::month_name(month);
            finding! {
                NoSuchDate(span) "`{text}` does not exist: {name} {year} has {days} days",
                    "`{text}` 날짜는 없습니다. {year}년 {month}월은 {days}일까지입니다";
                help "if the end of the month is meant, write `{year:04}-{month:02}-{days:02}`",
                    "말일을 뜻하면 `{year:04}-{month:02}-{days:02}`로 적으십시오";
            }
        }
        time::Slip::NoSuchMonth => finding! {
            NoSuchDate(span) "`{text}` names a month or a year that does not exist",
                "`{text}` 값의 달이나 해는 없습니다";
            help "write the month as `01` to `12`", "달은 `01`부터 `12`까지로 적으십시오";
        },
        time::Slip::NoSuchClock => finding! {
            NoSuchDate(span) "`{text}` names a time of day that does not exist",
                "`{text}` 값의 시각은 없습니다";
            help "write hours from `00` to `23`, minutes and seconds from `00` to `59`",
                "시는 `00`부터 `23`까지, 분과 초는 `00`부터 `59`까지로 적으십시오";
        },
        time::Slip::Skipped => finding! {
            let zone_name = zone.name();
            ClockChange(span) "the clocks of {zone_name} skip `{text}`",
                "{zone_name} 시간대에서는 `{text}` 시각을 건너뜁니다";
            help "write the offset as well, such as `+09:00`",
                "`+09:00`처럼 시차를 함께 적으십시오";
        },
        time::Slip::Twice(first, second) => twice(text, zone, first, second, span),
        time::Slip::Backwards => finding! {
            ImpossibleFact(span) "the period `{text}` ends before it begins",
                "`{text}` 기간은 시작하기 전에 끝납니다";
            help "write the earlier month first", "앞선 달부터 적으십시오";
        },
    };
    Some(found)
}

findings! {
    fn twice(written: &str, zone: Zone, first: Instant, second: Instant, span: Span) {
        let (first, second) = (zone.rfc3339(first), zone.rfc3339(second));
        let zone_name = zone.name();
        ClockChange(span) "the clocks of {zone_name} show `{written}` twice",
            "{zone_name} 시간대에는 `{written}` 시각이 두 번 있습니다";
        help "write `{first}` for the earlier or `{second}` for the later",
            "앞의 것이면 `{first}`, 뒤의 것이면 `{second}`로 적으십시오";
    }

    pub(in crate::facts) fn not_a_time(written: &str, span: Span) {
        WrongKind(span) "`{written}` must be a time", "`{written}` 항목은 시각이어야 합니다";
        help "write it like `\"2022-02-03T11:20\"`", "`\"2022-02-03T11:20\"` 형식으로 적으십시오";
    }
}
