//! What a record says of a fact, read back: `more_than` and `4 hours`.

use serde_json::Value as Json;

use crate::determination::{Figure, Shown, ShownTime, Words};
use crate::value::{Date, Moment, Number};

/// What is known, and the names of the choices; none where it is not said in this way.
pub(super) fn known(key: &str, value: &Json) -> Option<(Shown, Vec<String>)> {
    let figure = || self::figure(value);
    let known = match key {
        "unknown" => Shown::Unknown,
        "is" if value == "undetermined" => Shown::Unknown,
        "is" => Shown::Is(figure()?),
        "at_least" => Shown::AtLeast(figure()?),
        "more_than" => Shown::MoreThan(figure()?),
        "at_most" => Shown::AtMost(figure()?),
        "less_than" => Shown::LessThan(figure()?),
        "between" => match value.as_array()?.as_slice() {
            [low, high] => Shown::Between(self::figure(low)?, self::figure(high)?),
            _ => return None,
        },
        "one_of" => {
            let names = value.as_array()?.iter();
            let names: Option<Vec<&str>> = names.map(Json::as_str).collect();
            let names = names?;
            let titles = names.iter().map(|name| Words::same(name)).collect();
            let names = names.into_iter().map(str::to_owned).collect();
            return Some((Shown::OneOf(titles), names));
        }
        _ => return None,
    };
    let choices = match &known {
        Shown::Is(Figure::Choice(name, _)) => vec![name.clone()],
        _ => Vec::new(),
    };
    Some((known, choices))
}

/// A figure with its unit, as a record spells it. What is nothing else is the name of a choice.
fn figure(value: &Json) -> Option<Figure> {
    if let Some(whole) = value.as_i64() {
        return Some(Figure::Number(Number::whole(whole)));
    }
    let text = value.as_str()?;
    let number = |digits: &str| Number::parse(&digits.replace(',', ""));
    let measured = text.split_once(' ').and_then(|(digits, unit)| {
        let number = number(digits)?;
        Some(match unit {
            "hour" | "hours" => Figure::Seconds(number.times(Number::whole(3600))?),
            "minute" | "minutes" => Figure::Seconds(number.times(Number::whole(60))?),
            "second" | "seconds" => Figure::Seconds(number),
            currency if currency.len() == 3 => Figure::Money(number, currency.to_owned()),
            _ => return None,
        })
    });
    let percent = || number(text.strip_suffix('%')?).map(Figure::Percent);
    let time = || Some(Figure::Time(ShownTime::read(Moment::parse(text)?, "")));
    Some(match text {
        "yes" => Figure::YesNo(true),
        "no" => Figure::YesNo(false),
        _ => measured
            .or_else(percent)
            .or_else(|| number(text).map(Figure::Number))
            .or_else(|| Date::parse(text).map(Figure::Date))
            .or_else(time)
            .unwrap_or_else(|| Figure::Choice(text.to_owned(), Words::same(text))),
    })
}
