//! Words around figures: units, bounds, months and the time that is left.

use super::phrases;
use crate::diagnostic::Phrase;
use crate::render::date::month;
use crate::value::{Number, PeriodUnit};

phrases! {
    about_figure(figure): "about {figure}", "약 {figure}";
    percent(figure): "{figure} %", "{figure}%";
    points(figure): "{figure} points", "{figure}%p";
    counted(figure, unit): "{figure} {unit}", "{figure}{unit}";
    at_least(figure): "at least {figure}", "{figure} 이상";
    more_than(figure): "more than {figure}", "{figure} 초과";
    at_most(figure): "at most {figure}", "{figure} 이하";
    less_than(figure): "less than {figure}", "{figure} 미만";
    between(from, until): "{from} to {until}", "{from}~{until}";
    and_also(from, until): "{from} and {until}", "{from} {until}";
    some_time_between(from, until): "some time between {from} and {until}", "{from}부터 {until} 사이";
    one_of_many(count): "not known (one of {count})", "미확인({count}가지 중 하나)";
    some_time_at(range): "some time {range}", "{range}";
    later_that_day(at): "{at} or later that day", "{at} 이후 같은 날";
    some_time_on(day): "some time on {day}", "{day}(시각 미상)";
    some_time_within(first, last): "some time from {first} to {last}", "{first}부터 {last} 사이";
    from_until(from, until): "{from} to {until}", "{from}~{until}";
    quarter(quarter, year): "Q{quarter} {year}", "{year}년 {quarter}분기";
    half(half, year): "H{half} {year}", "{year}년 제{half}반기";
    from_time(at): "at or after {at}", "{at} 이후";
    after_time(at): "after {at}", "{at} 후";
    by_time(at): "at or before {at}", "{at} 이전";
    before_time(at): "before {at}", "{at} 전";
    time_of_ireland(): "Irish time", "아일랜드 시각";
    time_of_india(): "Indian time", "인도 시각";
    time_of_israel(): "Israeli time", "이스라엘 시각";
    time_of_china(): "Chinese time", "중국 시각";
    left(time): "{time} left", "{time} 남음";
    ago(time): "{time} ago", "{time} 경과";
}

/// A figure that had to be rounded.
pub(crate) fn about_digits(digits: &str) -> Phrase {
    about_figure(&Phrase::same(digits))
}

/// Yes or no, of a fact.
pub(crate) fn yes_no(yes: bool) -> Phrase {
    if yes {
        Phrase::new("yes", "예")
    } else {
        Phrase::new("no", "아니오")
    }
}

/// Seconds.
pub(crate) fn seconds(digits: &str) -> Phrase {
    Phrase::new(format!("{digits} s"), format!("{digits}초"))
}

/// Minutes.
pub(crate) fn minutes(count: i64) -> Phrase {
    Phrase::new(format!("{count} min"), format!("{count}분"))
}

/// Hours and minutes; a part that is nothing is left out, unless both are.
pub(crate) fn hours_minutes(hours: i64, rest: i64) -> Phrase {
    if hours == 0 {
        return minutes(rest);
    }
    let whole = Number::whole(hours).grouped();
    let hours = Phrase::new(format!("{whole} h"), format!("{whole}시간"));
    if rest == 0 {
        return hours;
    }
    let rest = minutes(rest);
    Phrase::new(
        format!("{} {}", hours.en, rest.en),
        format!("{} {}", hours.ko, rest.ko),
    )
}

/// Days.
pub(crate) fn days(count: i64) -> Phrase {
    let plural = if count == 1 { "" } else { "s" };
    Phrase::new(format!("{count} day{plural}"), format!("{count}일"))
}

/// A period as a provision writes it.
pub(crate) fn period(count: u32, unit: PeriodUnit) -> Phrase {
    Phrase::new(unit.counted(count), format!("{count}{}", unit.korean()))
}

/// What stands after an amount in Korean.
pub(crate) fn currency(code: &str) -> String {
    match code {
        "KRW" => "원".to_owned(),
        "EUR" => "유로".to_owned(),
        "USD" => "달러".to_owned(),
        "JPY" => "엔".to_owned(),
        "GBP" => "파운드".to_owned(),
        "INR" => "루피".to_owned(),
        other => format!(" {other}"),
    }
}

/// Some months of one year.
pub(crate) fn months_of_year(year: i64, from: i64, until: i64) -> Phrase {
    let name = |number: i64| u32::try_from(number).map_or("", month);
    let (first, last) = (name(from), name(until));
    if from == until {
        return Phrase::new(format!("{first} {year}"), format!("{year}년 {from}월"));
    }
    Phrase::new(
        format!("{first}–{last} {year}"),
        format!("{year}년 {from}월~{until}월"),
    )
}

/// A year.
pub(crate) fn year(year: &str) -> Phrase {
    Phrase::new(year, format!("{year}년"))
}

/// Time that is left, to the second: `2 d 03:04:05`.
pub(crate) fn clock(seconds: i64) -> Phrase {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    let clock = format!("{:02}:{:02}:{:02}", rest / 3_600, rest / 60 % 60, rest % 60);
    match days {
        0 => Phrase::same(clock),
        _ => Phrase::new(format!("{days} d {clock}"), format!("{days}일 {clock}")),
    }
}
