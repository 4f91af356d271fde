//! How a period ends, and the counting that led there, for people.

use super::date;
use crate::diagnostic::{Language, Phrase};
use crate::period::Regime;
use crate::period::calendar::Day;
use crate::period::count::{Counted, End, Need, Step, What, end_of_day};
use crate::value::{Date, Period, PeriodUnit, Zone};

/// Runs of counted days up to this long are told day by day.
const DAY_BY_DAY: i64 = 31;

/// The name of the day of the week: `Fri`, `금`.
#[must_use]
pub fn weekday(date: Date) -> Phrase {
    date::weekday_name(date)
}

/// The end and the steps, a line each, under the articles that say so.
#[must_use]
pub fn counted(regime: &Regime, counted: &Counted, zone: Zone, language: Language) -> String {
    let title = Phrase::new(&regime.title.en, &regime.title.ko);
    let mut out = format!("{} ({})\n", title.get(language), regime.cites.join(", "));
    for step in &counted.steps {
        let length = step.to.number() - step.from.number() + 1;
        if matches!(step.what, What::Counted(_)) && (2..=DAY_BY_DAY).contains(&length) {
            for (number, day) in (1..=length).zip(days(step)) {
                let told = Phrase::new(format!("day {number}"), format!("제{number}일"));
                out.push_str(&line(date::weekday(day).get(language), told.get(language)));
            }
            continue;
        }
        let days = if step.from == step.to {
            date::weekday(step.from).get(language).to_owned()
        } else {
            let (from, to) = (date::weekday(step.from), date::weekday(step.to));
            format!("{} – {}", from.get(language), to.get(language))
        };
        out.push_str(&line(&days, what(step).get(language)));
    }
    out.push_str(end(&counted.end, zone).get(language));
    out.push('\n');
    out
}

/// The steps of a counting that a reader would not expect from the number of days alone.
pub(crate) fn remarkable(steps: &[Step]) -> Vec<Phrase> {
    let telling = steps
        .iter()
        .filter(|step| !matches!(step.what, What::Counted(_) | What::Worked(_)));
    let skipped = |step: &&Step| matches!(step.what, What::Skipped(_));
    let (skipped, single): (Vec<&Step>, Vec<&Step>) = telling.partition(skipped);
    let rolled = |step: &&Step| matches!(step.what, What::Rolled(_));
    let (rolled, single): (Vec<&Step>, Vec<&Step>) = single.into_iter().partition(rolled);
    let mut told: Vec<Phrase> = single.into_iter().map(told).collect();
    if !skipped.is_empty() {
        let days = days_of(&skipped);
        told.push(Phrase::new(
            format!("leaving out {}", days.en),
            format!("{} 불산입", days.ko),
        ));
    }
    if !rolled.is_empty() {
        let days = days_of(&rolled);
        told.push(Phrase::new(
            format!("it does not end on {}", days.en),
            format!("{}에는 만료하지 아니함", days.ko),
        ));
    }
    told
}

/// The days of some steps, those that follow one another for one reason together.
fn days_of(steps: &[&Step]) -> Phrase {
    let mut spans: Vec<(Date, Date, Phrase)> = Vec::new();
    for step in steps {
        // The day of the week says itself that it is one of a weekend.
        let reason = match &step.what {
            What::Skipped(Day::Weekend) | What::Rolled(Day::Weekend) => Phrase::default(),
            What::Skipped(why) | What::Rolled(why) => day(why),
            _ => Phrase::default(),
        };
        match spans.last_mut() {
            Some((_, last, known))
                if *known == reason && last.number() + 1 == step.from.number() =>
            {
                *last = step.to;
            }
            _ => spans.push((step.from, step.to, reason)),
        }
    }
    let told: (Vec<String>, Vec<String>) = spans
        .into_iter()
        .map(|(from, to, reason)| {
            let (from, to) = (date::weekday(from), date::weekday(to));
            let days = match from == to {
                true => from,
                false => Phrase::new(
                    format!("{} to {}", from.en, to.en),
                    format!("{}~{}", from.ko, to.ko),
                ),
            };
            // A day is kept on one line.
            let days = Phrase::new(days.en, days.ko.replace(' ', "\u{a0}"));
            match reason.is_empty() {
                true => (days.en, days.ko),
                false => (
                    format!("{} ({})", days.en, reason.en),
                    format!("{}({})", days.ko, reason.ko),
                ),
            }
        })
        .unzip();
    Phrase::new(told.0.join(", "), told.1.join(", "))
}

/// A step with its days; that of the event has been told.
fn told(step: &Step) -> Phrase {
    if matches!(
        step.what,
        What::EventExcluded | What::EventCounted | What::EventAtMidnight
    ) {
        return what(step);
    }
    let (from, to) = (date::day(step.from), date::day(step.to));
    let days = match from == to {
        true => from,
        false => Phrase::new(
            format!("{} – {}", from.en, to.en),
            format!("{}~{}", from.ko, to.ko),
        ),
    };
    let what = what(step);
    Phrase::new(
        format!("{}, {}", what.en, days.en),
        format!("{} {}", what.ko, days.ko),
    )
}

fn line(days: &str, what: &str) -> String {
    format!("  {days}  {what}\n")
}

fn days(step: &Step) -> impl Iterator<Item = Date> {
    (step.from.number()..=step.to.number()).filter_map(Date::from_number)
}

fn end(end: &End, zone: Zone) -> Phrase {
    match end {
        End::Day(day) => {
            let last = end_of_day(*day, zone);
            let last = last.map_or_else(Phrase::default, |at| date::instant(at, zone));
            let day = date::weekday(*day);
            Phrase::new(
                format!("due {}, until the end of the day ({})", day.en, last.en),
                format!("기한: {} 종료 시({})까지", day.ko, last.ko),
            )
        }
        End::At(at) => {
            let time = date::instant(*at, zone);
            Phrase::new(
                format!("due {}, included", time.en),
                format!("기한: {}까지", time.ko),
            )
        }
    }
}

/// A holiday whose name is known in one language alone is no more than a holiday in the other.
fn day(day: &Day) -> Phrase {
    match day {
        Day::Working => Phrase::new("a working day", "근무일"),
        Day::Weekend => Phrase::new("weekend", "토요일·일요일"),
        Day::Holiday(title) if title.en == title.ko => Phrase::new(&title.en, "공휴일"),
        Day::Holiday(title) => Phrase::new(&title.en, &title.ko),
    }
}

/// `3 hours of working time`, `5 hours 40 minutes of working time`
fn worked(seconds: u32) -> Phrase {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let parts = [
        (hours, "hour", "시간"),
        (minutes, "minute", "분"),
        (seconds, "second", "초"),
    ];
    let told = parts.into_iter().filter(|(count, ..)| *count > 0);
    let (en, ko): (Vec<String>, Vec<String>) = told
        .map(|(count, en, ko)| {
            let ending = if count == 1 { "" } else { "s" };
            (format!("{count} {en}{ending}"), format!("{count}{ko}"))
        })
        .unzip();
    Phrase::new(
        format!("{} of working time", en.join(" ")),
        format!("근무시간 {} 산입", ko.join(" ")),
    )
}

fn what(step: &Step) -> Phrase {
    let days = step.to.number() - step.from.number() + 1;
    match &step.what {
        What::EventExcluded => Phrase::new("the day of the event is not counted", "초일 불산입"),
        What::EventAtMidnight => Phrase::new(
            "the day of the event is counted: it begins at midnight",
            "오전 0시에 시작하므로 초일 산입",
        ),
        What::EventCounted => Phrase::new("the day of the event is counted", "초일 산입"),
        What::Counted(1) if days == 1 => Phrase::new("one day counted", "1일 산입"),
        What::Counted(_) => Phrase::new(format!("{days} days counted"), format!("{days}일 산입")),
        What::Worked(seconds) => worked(*seconds),
        What::Skipped(skipped) => {
            let skipped = day(skipped);
            Phrase::new(
                format!("not counted: {}", skipped.en),
                format!("불산입: {}", skipped.ko),
            )
        }
        What::EndOfMonth => Phrase::new(
            "no such day in the month, so the period ends with it",
            "해당 월에 그날이 없으므로 말일로 만료",
        ),
        What::Rolled(rolled) => {
            let rolled = day(rolled);
            Phrase::new(
                format!("no end on this day: {}", rolled.en),
                format!("{}이므로 만료일이 되지 아니함", rolled.ko),
            )
        }
        What::Lengthened => Phrase::new(
            "lengthened, so that enough working days lie within",
            "최소 근무일을 확보하기 위한 연장",
        ),
        What::Milder => Phrase::new(
            "the other way of counting ends earlier, and burdens less",
            "다른 기산 방법에 따른 만료일이 더 빨라 당사자에게 유리함",
        ),
        What::DayBefore => Phrase::new(
            "the period is over when its last day begins: this day is left",
            "말일의 오전 0시에 만료하므로 그 전날까지",
        ),
        What::DayAfter => Phrase::new("the day after the last", "기간이 지난 날"),
        What::HourExcluded => Phrase::new(
            "the hour of the event is not counted",
            "사유가 발생한 시각이 속한 1시간 불산입",
        ),
    }
}

/// What is missing, as a sentence without its period.
#[must_use]
pub fn need(need: &Need) -> Phrase {
    match need {
        Need::Calendar {
            name: Some(name),
            year,
            ..
        } => Phrase::new(
            format!("the calendar `{name}` does not cover {year}"),
            format!("휴일 달력 `{name}`에 {year}년 자료가 없습니다"),
        ),
        Need::Calendar {
            name: None, year, ..
        } => Phrase::new(
            format!("a calendar of holidays that covers {year} is needed"),
            format!("{year}년을 포함하는 휴일 달력이 필요합니다"),
        ),
        Need::TimeOfDay => Phrase::new(
            "a period in hours needs the time of day of the event",
            "시간으로 정한 기간에는 기산 시각이 필요합니다",
        ),
        Need::OutOfRange => Phrase::new(
            "the period ends outside the years 1 to 9999",
            "기간의 만료일이 1년부터 9999년까지의 범위를 벗어납니다",
        ),
    }
}

/// `30 days`, `30일`
#[must_use]
pub fn period(period: Period) -> Phrase {
    let (one, many, ko) = match period.unit {
        PeriodUnit::Seconds => ("second", "seconds", "초"),
        PeriodUnit::Minutes => ("minute", "minutes", "분"),
        PeriodUnit::Hours => ("hour", "hours", "시간"),
        PeriodUnit::Days => ("day", "days", "일"),
        PeriodUnit::BusinessDays => ("business day", "business days", "영업일"),
        PeriodUnit::Weeks => ("week", "weeks", "주"),
        PeriodUnit::Months => ("month", "months", "개월"),
        PeriodUnit::Years => ("year", "years", "년"),
    };
    let word = if period.count == 1 { one } else { many };
    Phrase::new(
        format!("{} {word}", period.count),
        format!("{}{ko}", period.count),
    )
}
