//! Days and times in the form in which programs write them: all digits there.

use crate::value::{Date, Local, Zone};

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;

/// `2022-02-03T11:20:00+09:00`, with `Z` for the offset or without the seconds, in microseconds;
/// without an offset what the clocks of the zone show once, where there is one.
pub(super) fn instant(text: &[u8], zone: Option<Zone>) -> Option<i64> {
    let (day_part, clock) = text.split_at_checked(10)?;
    let day = date(day_part)?;
    let (clock, offset) = match clock {
        [clock @ .., b'Z'] => (clock, Some(0)),
        [clock @ .., sign @ (b'+' | b'-'), a, b, b':', c, d] => {
            let (hours, minutes) = (two(*a, *b)?, two(*c, *d)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let offset = hours * 60 + minutes;
            (clock, Some(if *sign == b'-' { -offset } else { offset }))
        }
        _ => (clock, None),
    };
    let (hours, minutes, seconds) = match clock {
        [b'T', a, b, b':', c, d] => (two(*a, *b)?, two(*c, *d)?, 0),
        [b'T', a, b, b':', c, d, b':', e, f] => (two(*a, *b)?, two(*c, *d)?, two(*e, *f)?),
        _ => return None,
    };
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let clock = (hours * 60 + minutes) * 60 + seconds;
    match offset {
        Some(offset) => (day.number() * 86_400 + clock - offset * 60).checked_mul(SECOND),
        None => match zone?.local(day, clock * SECOND)? {
            Local::Once(at) => Some(at.micros()),
            Local::Skipped | Local::Twice(..) => None,
        },
    }
}

/// `2022-02-03`, by its number.
pub(super) fn day(text: &[u8]) -> Option<i64> {
    date(text).map(Date::number)
}

fn date(text: &[u8]) -> Option<Date> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text else {
        return None;
    };
    let year = i32::try_from(two(a, b)? * 100 + two(c, d)?).ok()?;
    let (month, day) = (two(e, f)?, two(g, h)?);
    Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn two(a: u8, b: u8) -> Option<i64> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    Some(digit(a)? * 10 + digit(b)?)
}
