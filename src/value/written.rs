//! Amounts as people write them, each exactly: `1_000_000`, `100만`,
//! `1억 2천만`, `1시간 30분`, `3 business days`.

use super::{Number, Period, PeriodUnit};

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// It does not begin with a number, or goes on after it.
    NotOne,
    /// `1,000`
    Comma,
    /// `007`
    LeadingZero,
    /// `1e6`
    Exponent,
    /// `2만 1억`
    Order,
    /// Too large to be exact.
    TooLarge,
    /// A day is no fixed length of time.
    Days,
}

const SCALES: &[(char, i64)] = &[
    ('십', 10),
    ('백', 100),
    ('천', 1_000),
    ('만', 10_000),
    ('억', 100_000_000),
    ('조', 1_000_000_000_000),
];

/// Whether a number with a point may as well be one whose thousands are set apart by it: `1.000`.
#[must_use]
pub fn may_be_thousands(text: &str) -> bool {
    text.split_once('.').is_some_and(|(whole, places)| {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        (1..=3).contains(&whole.len())
            && !whole.starts_with('0')
            && places.len() == 3
            && digits(whole)
            && digits(places)
    })
}

/// The number at the start of a text, and the rest of the text without blanks around it.
///
/// # Errors
/// How the text is no such thing.
pub fn leading(text: &str) -> Result<(Number, &str), Slip> {
    let (negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut total = Number::ZERO;
    // What is gathered before the next of 만, 억 and 조.
    let mut group = Number::ZERO;
    let mut begun = false;
    // The next word for a scale must be smaller than the one before it.
    let mut small: Option<Number> = None;
    let mut great: Option<Number> = None;
    let fits = |value: Number, limit: Option<Number>| match limit {
        Some(limit) if value >= limit => Err(Slip::Order),
        _ => Ok(()),
    };
    loop {
        let (figure, after) = figure(rest)?;
        let next = after.trim_start();
        let scale = next
            .chars()
            .next()
            .and_then(|letter| SCALES.iter().find(|(known, _)| *known == letter));
        let Some((letter, size)) = scale else {
            if let Some(figure) = figure {
                fits(figure, small)?;
                group = group.plus(figure).ok_or(Slip::TooLarge)?;
            } else if !begun {
                return Err(Slip::NotOne);
            }
            fits(group, great)?;
            total = total.plus(group).ok_or(Slip::TooLarge)?;
            let signed = if negative {
                Number::ZERO.minus(total).ok_or(Slip::TooLarge)?
            } else {
                total
            };
            return Ok((signed, next.trim_end()));
        };
        let size = Number::whole(*size);
        rest = next.strip_prefix(*letter).unwrap_or_default().trim_start();
        if size < Number::whole(10_000) {
            // 천만 is one 천 of 만.
            let product = figure.unwrap_or(Number::ONE).times(size);
            let product = product.ok_or(Slip::TooLarge)?;
            fits(product, small)?;
            small = Some(size);
            group = group.plus(product).ok_or(Slip::TooLarge)?;
        } else {
            if let Some(figure) = figure {
                fits(figure, small)?;
                group = group.plus(figure).ok_or(Slip::TooLarge)?;
            } else if group.is_zero() {
                return Err(Slip::NotOne);
            }
            let product = group.times(size).ok_or(Slip::TooLarge)?;
            fits(product, great)?;
            (great, small, group) = (Some(size), None, Number::ZERO);
            total = total.plus(product).ok_or(Slip::TooLarge)?;
        }
        begun = true;
    }
}

/// The figure at the start of a text, if there is one, and what follows it.
fn figure(text: &str) -> Result<(Option<Number>, &str), Slip> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || c == '_' || c == '.'))
        .unwrap_or(text.len());
    let (written, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if written.is_empty() {
        return Ok((None, rest));
    }
    let mut after = rest.chars();
    match (after.next(), after.next()) {
        (Some(','), Some('0'..='9')) => return Err(Slip::Comma),
        (Some('e' | 'E'), Some('0'..='9' | '+' | '-')) => return Err(Slip::Exponent),
        _ => {}
    }
    let (whole, part) = written.split_once('.').unwrap_or((written, "0"));
    for digits in [whole, part] {
        // An underscore stands between digits, and nowhere else.
        let grouped = digits
            .split('_')
            .all(|run| !run.is_empty() && run.bytes().all(|b| b.is_ascii_digit()));
        if !grouped {
            return Err(Slip::NotOne);
        }
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return Err(Slip::LeadingZero);
    }
    let number = Number::decimal(&written.replace('_', "")).ok_or(Slip::TooLarge)?;
    Ok((Some(number), rest))
}

/// A number and nothing else.
///
/// # Errors
/// How the text is no such thing.
pub fn number(text: &str) -> Result<Number, Slip> {
    match leading(text)? {
        (number, "") => Ok(number),
        _ => Err(Slip::NotOne),
    }
}

/// A share: `1.2%` or `1/100`.
///
/// # Errors
/// How the text is no such thing.
pub fn share(text: &str) -> Result<Number, Slip> {
    let (above, rest) = leading(text)?;
    if rest == "%" {
        return above.over(Number::whole(100)).ok_or(Slip::TooLarge);
    }
    let below = rest.strip_prefix('/').ok_or(Slip::NotOne)?;
    let below = number(below.trim_start())?;
    if below.is_zero() || below.is_negative() {
        return Err(Slip::NotOne);
    }
    above.over(below).ok_or(Slip::TooLarge)
}

/// Seconds of a length of time, the larger unit first: `1 hour 30 minutes`, `1시간 30분`.
///
/// # Errors
/// How the text is no such thing.
pub fn duration(text: &str) -> Result<Number, Slip> {
    let mut rest = text;
    let mut total = Number::ZERO;
    let mut above: Option<i64> = None;
    loop {
        let (count, after) = leading(rest)?;
        let (word, after) = word(after);
        let unit = match word {
            "second" | "seconds" | "초" => 1,
            "minute" | "minutes" | "분" => 60,
            "hour" | "hours" | "시간" => 3_600,
            "day" | "days" | "일" | "week" | "weeks" | "주" => return Err(Slip::Days),
            _ => return Err(Slip::NotOne),
        };
        if above.is_some_and(|above| unit >= above) {
            return Err(Slip::Order);
        }
        above = Some(unit);
        total = count
            .times(Number::whole(unit))
            .and_then(|seconds| total.plus(seconds))
            .ok_or(Slip::TooLarge)?;
        rest = after.trim_start();
        if rest.is_empty() {
            return Ok(total);
        }
        if rest.starts_with('-') {
            return Err(Slip::NotOne);
        }
    }
}

/// The word at the start of a text, up to a blank or a digit.
fn word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| c.is_whitespace() || c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The unit of a period, by its word in either language.
#[must_use]
pub fn unit(word: &str) -> Option<PeriodUnit> {
    Some(match word {
        "second" | "seconds" | "초" => PeriodUnit::Seconds,
        "minute" | "minutes" | "분" => PeriodUnit::Minutes,
        "hour" | "hours" | "시간" => PeriodUnit::Hours,
        "day" | "days" | "일" => PeriodUnit::Days,
        "business day" | "business days" | "working day" | "working days" | "영업일" => {
            PeriodUnit::BusinessDays
        }
        "week" | "weeks" | "주" => PeriodUnit::Weeks,
        "month" | "months" | "개월" => PeriodUnit::Months,
        "year" | "years" | "년" => PeriodUnit::Years,
        _ => return None,
    })
}

/// The word for a unit of time that is often written shorter.
#[must_use]
pub fn abbreviated(word: &str) -> Option<&'static str> {
    Some(match word {
        "s" | "sec" | "secs" => "seconds",
        "min" | "mins" => "minutes",
        "h" | "hr" | "hrs" => "hours",
        "d" => "days",
        "wk" | "wks" => "weeks",
        "yr" | "yrs" => "years",
        _ => return None,
    })
}

/// The words of [`unit()`] that are one word.
pub const UNITS: &[&str] = &[
    "second",
    "seconds",
    "초",
    "minute",
    "minutes",
    "분",
    "hour",
    "hours",
    "시간",
    "day",
    "days",
    "일",
    "영업일",
    "week",
    "weeks",
    "주",
    "month",
    "months",
    "개월",
    "year",
    "years",
    "년",
];

/// A period: `30 days`, `3 business days`, `1개월`.
///
/// # Errors
/// How the text is no such thing.
pub fn period(text: &str) -> Result<Period, Slip> {
    let (count, words) = leading(text)?;
    let unit = unit(words).ok_or(Slip::NotOne)?;
    let count = count.to_whole().ok_or(Slip::NotOne)?;
    let count = u32::try_from(count).map_err(|_| Slip::NotOne)?;
    if count == 0 {
        return Err(Slip::NotOne);
    }
    Ok(Period { count, unit })
}

/// A month of the year, counted from 1, by its English name.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
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
    let at = usize::try_from(month).unwrap_or(0).wrapping_sub(1);
    NAMES.get(at).copied().unwrap_or("this month")
}

#[cfg(test)]
mod tests {
    use super::{Slip, duration, leading, number, period, share};
    use crate::value::Number;

    #[test]
    fn scales_multiply_as_statutes_write_them() {
        for (text, value) in [
            ("0", 0),
            ("1_000_000", 1_000_000),
            ("100만", 1_000_000),
            ("1억 2천만", 120_000_000),
            ("1억2천3백만 5", 123_000_005),
            ("천만", 10_000_000),
            ("1.5억", 150_000_000),
            ("3천 500", 3_500),
            ("-2만", -20_000),
            ("1조", 1_000_000_000_000),
        ] {
            assert_eq!(number(text), Ok(Number::whole(value)), "{text}");
        }
        assert_eq!(
            number("0.10"),
            Ok(Number::fraction(1, 10).unwrap_or(Number::ONE))
        );
    }

    #[test]
    fn spellings_that_would_mean_something_else_are_told_apart() {
        for (text, slip) in [
            ("1,000,000", Slip::Comma),
            ("007", Slip::LeadingZero),
            ("1e6", Slip::Exponent),
            ("2만 1억", Slip::Order),
            ("1억 20000만", Slip::Order),
            ("1천 2000", Slip::Order),
            ("만", Slip::NotOne),
            ("", Slip::NotOne),
            ("_1", Slip::NotOne),
            ("1__0", Slip::NotOne),
            ("1.", Slip::NotOne),
            ("1.2.3", Slip::NotOne),
            ("5 3", Slip::NotOne),
            ("--5", Slip::NotOne),
        ] {
            assert_eq!(number(text), Err(slip), "{text}");
        }
        assert_eq!(number(&"9".repeat(80)), Err(Slip::TooLarge));
        assert_eq!(number(&"9조 ".repeat(4)), Err(Slip::Order));
        assert_eq!(leading("100만 명"), Ok((Number::whole(1_000_000), "명")));
    }

    #[test]
    fn shares_are_exact_fractions() {
        assert_eq!(share("1.2%").ok(), Number::fraction(12, 1000));
        assert_eq!(share("1/100").ok(), Number::fraction(1, 100));
        for bad in ["1.2", "1/0", "1/-3", "1 / 1/100", "1%%", "1e2%"] {
            assert!(share(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lengths_of_time_add_up() {
        for (text, seconds) in [
            ("75 minutes", 4_500),
            ("4 hours", 14_400),
            ("1시간 30분", 5_400),
            ("1시간30분 5초", 5_405),
            ("0.5 hours", 1_800),
        ] {
            assert_eq!(duration(text), Ok(Number::whole(seconds)), "{text}");
        }
        assert_eq!(duration("2 days"), Err(Slip::Days));
        assert_eq!(duration("30분 1시간"), Err(Slip::Order));
        for bad in ["75", "minutes", "1 hour -30 minutes", "1 fortnight"] {
            assert_eq!(duration(bad), Err(Slip::NotOne), "{bad}");
        }
    }

    #[test]
    fn periods_keep_their_unit() {
        let unit = |text| period(text).map(|p| (p.count, p.unit));
        assert_eq!(unit("30 days"), unit("30일"));
        assert_eq!(unit("3 business days"), unit("3영업일"));
        assert!(unit("1개월").is_ok());
        for bad in ["-1 days", "1.5 months", "30", "99999999999 days"] {
            assert!(unit(bad).is_err(), "{bad}");
        }
    }
}
