//! Days and times in the form in which programs write them: all digits there, and an offset.

use crate::value::Date;

/// Microseconds in a second.
const SECOND: i64 = 1_000_000;

/// `2022-02-03T11:20:00+09:00`, with `Z` for the offset or without the seconds, in microseconds.
pub(super) fn instant(text: &str) -> Option<i64> {
    let (day_part, clock) = text.as_bytes().split_at_checked(10)?;
    let day = day(day_part)?;
    let (clock, offset) = match clock {
        [clock @ .., b'Z'] => (clock, 0),
        [clock @ .., sign @ (b'+' | b'-'), a, b, b':', c, d] => {
            let (hours, minutes) = (two(*a, *b)?, two(*c, *d)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let offset = hours * 60 + minutes;
            (clock, if *sign == b'-' { -offset } else { offset })
        }
        _ => return None,
    };
    let (hours, minutes, seconds) = match clock {
        [b'T', a, b, b':', c, d] => (two(*a, *b)?, two(*c, *d)?, 0),
        [b'T', a, b, b':', c, d, b':', e, f] => (two(*a, *b)?, two(*c, *d)?, two(*e, *f)?),
        _ => return None,
    };
    if hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let minutes = (day * 24 + hours) * 60 + minutes - offset;
    (minutes * 60 + seconds).checked_mul(SECOND)
}

/// `2022-02-03`, by its number.
pub(super) fn day(text: &[u8]) -> Option<i64> {
    let [a, b, c, d, b'-', e, f, b'-', g, h] = *text else {
        return None;
    };
    let year = i32::try_from(two(a, b)? * 100 + two(c, d)?).ok()?;
    let (month, day) = (two(e, f)?, two(g, h)?);
    let day = Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    Some(day.number())
}

fn two(a: u8, b: u8) -> Option<i64> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
    Some(digit(a)? * 10 + digit(b)?)
}
