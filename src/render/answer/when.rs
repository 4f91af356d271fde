//! A moment or a day beside the moment asked for: `today 12:30`, `Fri 16 Jan 2026 12:30`.

use super::lookup::Lookup;
use super::phrasing::{glued, in_zone};
use super::{moment, words};
use crate::determination::Due;
use crate::diagnostic::Phrase;
use crate::render::date;
use crate::value::{Date, Instant, Zone};

/// By when something is due, in this zone.
pub(super) fn due(due: Due, zone: Zone, lookup: &Lookup) -> Phrase {
    match due {
        Due::At(at) => instant(at.instant(), zone, lookup),
        Due::Day(day) => on(day, zone, lookup),
    }
}

/// A day that is further off than so many days, or back, is told with its year.
const FAR: i64 = 60;

/// The same as short as it goes: without the year where it is that of the head, and near.
pub(super) fn brief(due: Due, zone: Zone, lookup: &Lookup) -> Phrase {
    let told = self::due(due, zone, lookup);
    let today = lookup.now.and_then(|now| zone.date(now));
    let day = due.last(zone).and_then(|last| zone.date(last));
    let near = today.zip(day).filter(|(today, day)| {
        let apart = day.number() - today.number();
        apart.abs() <= FAR
    });
    let Some((today, _)) = near else {
        return told;
    };
    let year = today.year();
    let glue = super::phrasing::GLUE;
    Phrase::new(
        told.en.replacen(&format!("{glue}{year}"), "", 1),
        told.ko.replacen(&format!("{year}.{glue}"), "", 1),
    )
}

/// An instant. Its zone is told where it is not that of the head of the page.
pub(super) fn instant(at: Instant, zone: Zone, lookup: &Lookup) -> Phrase {
    let Some((day, clock)) = zone.wall(at) else {
        return Phrase::default();
    };
    let told = match near(day, zone, lookup) {
        Some(Near::Today) => words::today_at(&Phrase::same(clock)),
        Some(Near::Tomorrow) => words::tomorrow_at(&date::weekday_name(day), &Phrase::same(clock)),
        None => words::on_day_at(&date::weekday(day), &Phrase::same(clock)),
    };
    glued(&in_zone(&told, &moment::zone_called(zone, at)))
}

/// A day as a limit. Where another zone than that of the head counts it, it ends at another instant
/// than there: that is said, with which zone it is.
fn on(day: Date, zone: Zone, lookup: &Lookup) -> Phrase {
    let near = near(day, zone, lookup);
    let dated = || glued(&date::weekday(day));
    if zone.name() == lookup.zone("").name() {
        return match near {
            Some(Near::Today) => words::end_of_today(),
            Some(Near::Tomorrow) => words::end_of_tomorrow(&date::weekday_name(day)),
            None => dated(),
        };
    }
    let told = match near {
        Some(Near::Today) => words::today(),
        Some(Near::Tomorrow) => words::tomorrow(),
        None => dated(),
    };
    let called = zone.midnight(day).map(|at| moment::zone_called(zone, at));
    let called = words::zone(zone.name()).or(called).unwrap_or_default();
    glued(&words::end_of_day(&told, &called))
}

/// A day, with its zone where that is another than the page's: its end is another instant there.
fn in_its_zone(day: Date, zone: Zone) -> Phrase {
    let told = date::weekday(day);
    let called = zone.midnight(day).map(|at| moment::zone_called(zone, at));
    glued(&called.map_or(told.clone(), |called| in_zone(&told, &called)))
}

/// A day that needs no date.
enum Near {
    Today,
    Tomorrow,
}

fn near(day: Date, zone: Zone, lookup: &Lookup) -> Option<Near> {
    let now = lookup.now.filter(|_| !lookup.is_on_paper())?;
    let today = zone.date(now)?;
    // Where it is another day already, `today` would be taken for the day of the head.
    if lookup.zone("").date(now)? != today {
        return None;
    }
    match day.number() - today.number() {
        0 => Some(Near::Today),
        1 => Some(Near::Tomorrow),
        _ => None,
    }
}

/// By when something is due, with its date whenever that is.
pub(super) fn dated(due: Due, zone: Zone) -> Phrase {
    match due {
        Due::Day(day) => in_its_zone(day, zone),
        Due::At(at) => match zone.wall(at.instant()) {
            Some((day, clock)) => {
                let told = words::on_day_at(&date::weekday(day), &Phrase::same(clock));
                glued(&in_zone(&told, &moment::zone_called(zone, at.instant())))
            }
            None => Phrase::default(),
        },
    }
}
