//! Figures and what is known of a value, as people write them. Exact; a
//! fraction that does not end is shown to two places and says so.

use super::moment;
use super::phrasing::{glued, joined, said};
use super::words;
use crate::determination::{Figure, Shown};
use crate::diagnostic::Phrase;
use crate::render::date;
use crate::value::Number;

/// One figure with its unit.
pub(super) fn figure(figure: &Figure) -> Phrase {
    match figure {
        Figure::YesNo(yes) => words::yes_no(*yes),
        Figure::Number(digits) => number(*digits),
        Figure::Percent(digits) => glued(&words::percent(&number(*digits))),
        Figure::Count(digits, unit) => {
            let plain = number(*digits);
            let korean = digits.to_whole().and_then(in_myriads).unwrap_or(plain.ko);
            glued(&words::counted(&Phrase::new(plain.en, korean), &said(unit)))
        }
        Figure::Money(amount, currency) => glued(&money(*amount, currency)),
        Figure::Seconds(digits) => glued(&elapsed(*digits)),
        Figure::Period(count, unit) => glued(&words::period(*count, *unit)),
        Figure::Date(day) => glued(&date::day(*day)),
        Figure::Time(time) => glued(&moment::shown(time)),
        Figure::Text(text) => Phrase::same(text.clone()),
        Figure::Choice(_, title) => choice(&said(title)),
    }
}

/// A choice by its title; in quotation marks where that has marks of its own.
fn choice(title: &Phrase) -> Phrase {
    match title.en.contains([',', ':', ';']) || title.ko.contains([',', ':', ';']) {
        true => words::in_quotes(title),
        false => title.clone(),
    }
}

/// One figure beside another of the same unit: English does not repeat it.
pub(super) fn beside(shown: &Figure) -> Phrase {
    let whole = figure(shown);
    match shown {
        Figure::Count(digits, _) => Phrase::new(number(*digits).en, whole.ko),
        _ => whole,
    }
}

/// A limit that a statute sets: in Korean as statutes write it, `100만명`.
pub(super) fn limit(shown: &Shown) -> Phrase {
    match shown {
        Shown::Is(figure) => threshold(figure, beside),
        other => shown_beside(other),
    }
}

/// A figure at which something begins or ends.
fn threshold(figure: &Figure, each: fn(&Figure) -> Phrase) -> Phrase {
    let told = each(figure);
    match figure {
        Figure::Count(digits, unit) => match digits.to_whole().and_then(statutory) {
            Some(korean) => Phrase::new(told.en, format!("{korean}{}", said(unit).ko)),
            None => told,
        },
        _ => told,
    }
}

/// The distance between two figures of this kind.
pub(super) fn distance(shown: &Figure) -> Phrase {
    match shown {
        Figure::Percent(digits) => glued(&words::points(&number(*digits))),
        _ => beside(shown),
    }
}

/// What is known of a value.
pub(super) fn shown(shown: &Shown) -> Phrase {
    known(shown, figure)
}

/// What is known of a value, beside another of the same unit.
pub(super) fn shown_beside(shown: &Shown) -> Phrase {
    known(shown, beside)
}

/// How many members a list has.
pub(super) fn members(shown: &Shown) -> Phrase {
    let counted = known(shown, |count| words::members(&figure(count)));
    Phrase::new(words::members(&self::shown(shown)).en, counted.ko)
}

/// The same, of many choices that are left no more than how many.
pub(super) fn briefly(shown: &Shown) -> Phrase {
    match shown {
        Shown::OneOf(choices) if choices.len() > CHOICES => {
            words::one_of_many(&Phrase::same(choices.len().to_string()))
        }
        other => self::shown(other),
    }
}

/// Of so many choices that are left each is told.
const CHOICES: usize = 4;

fn known(shown: &Shown, each: fn(&Figure) -> Phrase) -> Phrase {
    if let Some(bound) = time_bound(shown) {
        return bound;
    }
    match shown {
        Shown::Unknown => words::not_known(),
        Shown::NotApplicable => words::not_applicable(),
        Shown::Is(figure) => each(figure),
        Shown::AtLeast(figure) => words::at_least(&threshold(figure, each)),
        Shown::MoreThan(figure) => words::more_than(&threshold(figure, each)),
        Shown::AtMost(figure) => words::at_most(&threshold(figure, each)),
        Shown::LessThan(figure) => words::less_than(&threshold(figure, each)),
        Shown::Between(from, until) => {
            words::between(&threshold(from, each), &threshold(until, each))
        }
        Shown::Within(from, until) => words::and_also(&known(from, each), &known(until, each)),
        Shown::OneOf(choices) => joined(choices.iter().map(|one| choice(&said(one))), &words::or()),
    }
}

/// A day or an instant.
fn is_of_time(figure: &Figure) -> bool {
    matches!(figure, Figure::Time(..) | Figure::Date(_))
}

/// Before or after what a time is known to be; nothing of anything else.
fn time_bound(shown: &Shown) -> Option<Phrase> {
    let (at, told): (&Figure, fn(&Phrase) -> Phrase) = match shown {
        Shown::AtLeast(at) => (at, words::from_time),
        Shown::MoreThan(at) => (at, words::after_time),
        Shown::AtMost(at) => (at, words::by_time),
        Shown::LessThan(at) => (at, words::before_time),
        _ => return None,
    };
    is_of_time(at).then(|| told(&figure(at)))
}

/// Bounds inside a sentence, of a time as of days where it can be on several.
pub(super) fn bounded(shown: &Shown) -> Phrase {
    if let Some(bound) = time_bound(shown) {
        return bound;
    }
    match shown {
        Shown::Between(from, until) if is_of_time(from) => match moment::whole_days(from, until) {
            Some((first, last)) if first == last => words::some_time_on(&glued(&date::day(first))),
            Some((first, last)) => {
                let (first, last) = (date::day(first), date::day(last));
                words::some_time_within(&glued(&first), &glued(&last))
            }
            None => moment::between(from, until).unwrap_or_else(|| {
                let day = moment::last_day(until).map(|day| glued(&date::day(day)));
                words::some_time_between(&figure(from), &day.unwrap_or_else(|| figure(until)))
            }),
        },
        Shown::Within(from, until) => words::and_also(&bounded(from), &bounded(until)),
        other => self::shown(other),
    }
}

/// Whether a distance is small beside the limit to which it is measured: half of it, or less.
pub(super) fn is_near(margin: &Figure, limit: &Shown) -> bool {
    let number = |figure: &Figure| match figure {
        Figure::Number(digits)
        | Figure::Percent(digits)
        | Figure::Count(digits, _)
        | Figure::Money(digits, _)
        | Figure::Seconds(digits) => Some(*digits),
        _ => None,
    };
    let Shown::Is(limit) = limit else {
        return false;
    };
    // What is not measured in numbers is told as it is.
    let Some((margin, limit)) = number(margin).zip(number(limit)) else {
        return true;
    };
    let twice = margin.times(Number::whole(2));
    twice.is_some_and(|margin| margin <= limit)
}

/// Whether the distance is nothing.
pub(super) fn is_nothing(shown: &Figure) -> bool {
    match shown {
        Figure::Number(digits)
        | Figure::Percent(digits)
        | Figure::Count(digits, _)
        | Figure::Money(digits, _)
        | Figure::Seconds(digits) => digits.is_zero(),
        Figure::Period(count, _) => *count == 0,
        _ => false,
    }
}

/// Whether it is a day or an instant, or a bound of one.
pub(super) fn is_moment(shown: &Shown) -> bool {
    match shown {
        Shown::Is(at)
        | Shown::AtLeast(at)
        | Shown::MoreThan(at)
        | Shown::AtMost(at)
        | Shown::LessThan(at)
        | Shown::Between(at, _) => is_of_time(at),
        Shown::Within(at, _) => is_moment(at),
        Shown::Unknown | Shown::NotApplicable | Shown::OneOf(_) => false,
    }
}

/// Whether it is a length of time, which a Korean statute limits with 이내 rather than 이하.
pub(super) fn is_time(shown: &Shown) -> bool {
    matches!(shown, Shown::Is(Figure::Seconds(_) | Figure::Period(..)))
}

/// `40,594,095`; `about 1.67` for a fraction that does not end.
fn number(exact: Number) -> Phrase {
    let grouped = exact.grouped();
    if !grouped.contains('/') {
        return Phrase::same(grouped);
    }
    let hundred = Number::whole(100);
    let near = exact
        .times(hundred)
        .and_then(|n| n.plus(Number::fraction(1, 2)?)?.floor())
        .and_then(|n| Number::whole(n).over(hundred));
    near.map_or(Phrase::same(grouped), |near| {
        words::about_digits(&near.grouped())
    })
}

fn money(amount: Number, currency: &str) -> Phrase {
    let plain = number(amount);
    let english = format!("{currency} {}", plain.en);
    let whole = amount.to_whole();
    let korean = match currency {
        "KRW" => whole.and_then(myriads),
        _ => whole.and_then(myriads).map(|told| told + " "),
    };
    let korean = korean.unwrap_or(plain.ko);
    Phrase::new(english, format!("{korean}{}", words::currency(currency)))
}

/// `100만`, `1천`: a round number as statutes write it; none of any other.
fn statutory(count: i64) -> Option<String> {
    match count {
        1_000..10_000 if count % 1_000 == 0 => Some(thousands(count)),
        _ => myriads(count),
    }
}

/// `4,059만 4,095`, as people read a large number; none of a small one.
fn in_myriads(count: i64) -> Option<String> {
    const TEN_THOUSAND: i64 = 10_000;
    if count < TEN_THOUSAND {
        return None;
    }
    let mut rest = count;
    let mut parts = Vec::new();
    for unit in ["", "만", "억"] {
        parts.push((rest % TEN_THOUSAND, unit));
        rest /= TEN_THOUSAND;
    }
    parts.push((rest, "조"));
    let told = parts.into_iter().rev().filter(|(count, _)| *count > 0);
    let told = told.map(|(count, unit)| Number::whole(count).grouped() + unit);
    Some(told.collect::<Vec<String>>().join(" "))
}

/// `1천만`, `1억2천345만`, as statutes write them; none of what is not whole ten thousands.
fn myriads(count: i64) -> Option<String> {
    const TEN_THOUSAND: i64 = 10_000;
    if count <= 0 || count % TEN_THOUSAND != 0 {
        return None;
    }
    let mut rest = count / TEN_THOUSAND;
    let mut parts = Vec::new();
    for unit in ["만", "억"] {
        parts.push((rest % TEN_THOUSAND, unit));
        rest /= TEN_THOUSAND;
    }
    parts.push((rest, "조"));
    let told = parts.into_iter().rev().filter(|(count, _)| *count > 0);
    let told: String = told.map(|(count, unit)| thousands(count) + unit).collect();
    Some(told)
}

/// `1천`, `2천345`, `345`.
fn thousands(count: i64) -> String {
    let (thousands, rest) = (count / 1_000, count % 1_000);
    match (thousands, rest) {
        (0, rest) => rest.to_string(),
        (10.., _) => Number::whole(count).grouped(),
        (thousands, 0) => format!("{thousands}천"),
        (thousands, rest) => format!("{thousands}천{rest}"),
    }
}

/// Elapsed time: minutes below ten hours, but whole hours as a statute has them; then hours and
/// minutes.
fn elapsed(exact: Number) -> Phrase {
    let Some(whole) = exact.to_whole().filter(|s| *s >= 0) else {
        return words::seconds(&exact.grouped());
    };
    let (minutes, rest) = (whole / 60, whole % 60);
    let clock = if whole < 60 && rest > 0 {
        return words::seconds(&rest.to_string());
    } else if minutes < 120 || (minutes < 600 && whole % 3600 != 0) {
        words::minutes(minutes)
    } else if minutes < 2880 || whole % 3600 == 0 {
        words::hours_minutes(minutes / 60, minutes % 60)
    } else {
        let days = words::days(minutes / 1440);
        let hours = match minutes % 1440 {
            0 => Phrase::default(),
            left => words::hours_minutes(left / 60, left % 60),
        };
        joined([days, hours], &Phrase::same(" "))
    };
    if rest == 0 {
        clock
    } else {
        joined(
            [clock, words::seconds(&rest.to_string())],
            &Phrase::same(" "),
        )
    }
}

/// The reference period in brackets, where there is one.
pub(super) fn over(period: Option<&String>) -> Phrase {
    period.map_or_else(Phrase::default, |text| {
        words::bracketed(&glued(&moment::over(text)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::determination::Words;
    use crate::value::PeriodUnit;

    fn both(figure: &Figure) -> (String, String) {
        let phrase = super::figure(figure);
        let plain = |text: String| text.replace('\u{a0}', " ");
        (plain(phrase.en), plain(phrase.ko))
    }

    #[test]
    fn figures_read_as_people_write_them() {
        let users = Words {
            en: "users".into(),
            ko: "명".into(),
        };
        for (figure, en, ko) in [
            (Figure::Seconds("4500".into()), "75 min", "75분"),
            (Figure::Seconds("14401".into()), "240 min 1 s", "240분 1초"),
            (Figure::Seconds("45".into()), "45 s", "45초"),
            (Figure::Seconds("0".into()), "0 min", "0분"),
            (Figure::Seconds("54000".into()), "15 h", "15시간"),
            (
                Figure::Seconds("84300".into()),
                "23 h 25 min",
                "23시간 25분",
            ),
            (Figure::Percent("1.2".into()), "1.2 %", "1.2%"),
            (Figure::Percent("5/3".into()), "about 1.67 %", "약 1.67%"),
            (
                Figure::Count("40594095".into(), users),
                "40,594,095 users",
                "4,059만 4,095명",
            ),
            (
                Figure::Money("10000000".into(), "KRW".into()),
                "KRW 10,000,000",
                "1천만원",
            ),
            (
                Figure::Money("12345670000".into(), "KRW".into()),
                "KRW 12,345,670,000",
                "123억4천567만원",
            ),
            (
                Figure::Money("3500".into(), "KRW".into()),
                "KRW 3,500",
                "3,500원",
            ),
            (
                Figure::Money("250".into(), "EUR".into()),
                "EUR 250",
                "250유로",
            ),
            (
                Figure::Period(3, PeriodUnit::BusinessDays),
                "3 business days",
                "3영업일",
            ),
            (Figure::Period(1, PeriodUnit::Years), "1 year", "1년"),
        ] {
            assert_eq!(both(&figure), (en.to_owned(), ko.to_owned()));
        }
    }

    #[test]
    fn limits_read_as_the_statute_sets_them() {
        for (count, ko) in [
            ("1000000", "100만명"),
            ("1000", "1천명"),
            ("10000", "1만명"),
            ("400", "400명"),
            ("12345", "1만\u{a0}2,345명"),
        ] {
            let people = Words {
                en: "people".into(),
                ko: "명".into(),
            };
            let figure = Figure::Count(count.into(), people);
            assert_eq!(limit(&Shown::Is(figure.clone())).ko, ko);
            let least = known(&Shown::AtLeast(figure), super::figure).ko;
            assert_eq!(least, format!("{ko} 이상"));
        }
    }
}
