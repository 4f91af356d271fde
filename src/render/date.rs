//! Days and times as lawyers of the language write them: `3 Feb 2022 11:20`, `2022. 2. 3. 11:20`.

use crate::diagnostic::Phrase;
use crate::value::{Date, Instant, Zone};

/// The days of the week from Monday.
const WEEKDAYS: [(&str, &str); 7] = [
    ("Mon", "월"),
    ("Tue", "화"),
    ("Wed", "수"),
    ("Thu", "목"),
    ("Fri", "금"),
    ("Sat", "토"),
    ("Sun", "일"),
];

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `Jan` for 1.
pub(crate) fn month(month: u32) -> &'static str {
    let at = month.checked_sub(1).and_then(|at| usize::try_from(at).ok());
    at.and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// `16 Jan 2026`, `2026. 1. 16.`
pub(crate) fn day(date: Date) -> Phrase {
    let (year, number) = (date.year(), date.day());
    Phrase::new(
        format!("{number} {} {year}", month(date.month())),
        format!("{year}. {}. {number}.", date.month()),
    )
}

/// `Fri`, `금`
pub(crate) fn weekday_name(date: Date) -> Phrase {
    let at = date.weekday().checked_sub(1);
    let at = at.and_then(|at| usize::try_from(at).ok());
    let weekday = at.and_then(|at| WEEKDAYS.get(at));
    let (en, ko) = weekday.copied().unwrap_or_default();
    Phrase::new(en, ko)
}

/// `Fri 16 Jan 2026`, `2026. 1. 16.(금)`
pub(crate) fn weekday(date: Date) -> Phrase {
    let (name, day) = (weekday_name(date), day(date));
    Phrase::new(
        format!("{} {}", name.en, day.en),
        format!("{}({})", day.ko, name.ko),
    )
}

/// `16 Jan 2026 09:00`, `2026. 1. 16. 09:00`
pub(crate) fn time(date: Date, clock: &str) -> Phrase {
    let day = day(date);
    Phrase::new(format!("{} {clock}", day.en), format!("{} {clock}", day.ko))
}

/// An instant with what its zone is called; nothing for one that no calendar reaches.
pub(crate) fn instant(at: Instant, zone: Zone) -> Phrase {
    let Some((date, clock)) = zone.wall(at) else {
        return Phrase::default();
    };
    let (time, zone) = (time(date, &clock), zone.abbreviation(at));
    Phrase::new(format!("{} {zone}", time.en), format!("{} {zone}", time.ko))
}
