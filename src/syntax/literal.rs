//! Written numbers, days and times to values; 2022-02-30 stops here.

use super::findings;
use super::tree::WrittenTime;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::value::calendar::SECOND;
use crate::value::said::MONTHS;
use crate::value::{Date, Number, written};

/// What is wrong with what is written.
pub(super) type Fault = Box<Diagnostic>;

/// A number as statutes write it: `1_000_000`, `0.5`, `1억 2천만`.
pub(super) fn number(text: &str, span: Span) -> Result<Number, Fault> {
    written::number(text).map_err(|slip| slipped(slip, text, span))
}

/// `1%`, `1/100`
pub(super) fn share(text: &str, span: Span) -> Result<Number, Fault> {
    written::share(text).map_err(|slip| slipped(slip, text, span))
}

fn slipped(slip: written::Slip, text: &str, span: Span) -> Fault {
    Box::new(match slip {
        written::Slip::TooLarge => findings::number_too_large(span),
        _ => findings::misspelt_number(text, span),
    })
}

/// `2022-02-03`
pub(super) fn date(text: &str, span: Span) -> Result<Date, Fault> {
    Date::parse(text).ok_or_else(|| {
        let mut parts = text.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
        let (year, month) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        let year = i32::try_from(year).unwrap_or(0);
        Box::new(findings::no_such_date(
            text,
            year,
            month,
            Date::days_in_month(year, month),
            span,
        ))
    })
}

/// `2022-02-03T11:20`, perhaps with seconds and an offset.
pub(super) fn time(text: &str, span: Span) -> Result<WrittenTime, Fault> {
    let (day, rest) = text.split_once('T').unwrap_or((text, ""));
    let date = date(day, span)?;
    let (clock, offset) = match rest.find(['Z', '+', '-']) {
        Some(at) => rest.split_at_checked(at).unwrap_or((rest, "")),
        None => (rest, ""),
    };
    let clock = clock_micros(clock).ok_or_else(|| Box::new(findings::no_such_time(text, span)))?;
    let offset = match offset {
        "" => None,
        _ => Some(
            offset_seconds(offset).ok_or_else(|| Box::new(findings::no_such_time(text, span)))?,
        ),
    };
    Ok(WrittenTime {
        date,
        clock,
        offset,
        span,
    })
}

/// A time that no grammar has looked at yet: nothing but digits where digits belong.
pub(super) fn whole_time(text: &str, span: Span) -> Option<WrittenTime> {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let rest = shape.strip_prefix("0000-00-00T00:00")?;
    let rest = match rest.strip_prefix(":00") {
        Some(rest) => rest
            .strip_prefix('.')
            .map_or(rest, |part| part.trim_start_matches('0')),
        None => rest,
    };
    if !["", "Z", "+00:00", "-00:00"].contains(&rest) {
        return None;
    }
    time(text, span).ok()
}

/// `12:00`
pub(super) fn hour(text: &str) -> Option<i64> {
    let shaped = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit() || b == b':');
    clock_micros(text).filter(|_| shaped)
}

/// Microseconds since midnight; hours to 23, minutes and seconds to 59, at most six places.
fn clock_micros(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hours: i64 = parts.next()?.parse().ok().filter(|h| (0..24).contains(h))?;
    let minutes: i64 = parts.next()?.parse().ok().filter(|m| (0..60).contains(m))?;
    let (seconds, micros) = match parts.next() {
        None => (0, 0),
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
            let whole: i64 = whole.parse().ok().filter(|s| (0..60).contains(s))?;
            if fraction.len() > 6 {
                return None;
            }
            (whole, format!("{fraction:0<6}").parse().ok()?)
        }
    };
    Some(((hours * 60 + minutes) * 60 + seconds) * SECOND + micros)
}

fn offset_seconds(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let hours: i32 = hours.parse().ok().filter(|h| (0..24).contains(h))?;
    let minutes: i32 = minutes.parse().ok().filter(|m| (0..60).contains(m))?;
    Some(sign * (hours * 3600 + minutes * 60))
}

/// The number of a month's English name or of `10월`; 0 for none.
pub(super) fn month(text: &str) -> u8 {
    if let Some(number) = text.strip_suffix('월') {
        return number
            .parse()
            .ok()
            .filter(|m| (1..=12).contains(m))
            .unwrap_or(0);
    }
    let lower = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|name| *name == lower);
    at.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0)
}
