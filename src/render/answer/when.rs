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

fn on(day: Date, zone: Zone, lookup: &Lookup) -> Phrase {
    match near(day, zone, lookup) {
        Some(Near::Today) => words::this_day(),
        Some(Near::Tomorrow) => words::tomorrow(),
        None => glued(&date::weekday(day)),
    }
}

/// A day that needs no date.
enum Near {
    Today,
    Tomorrow,
}

fn near(day: Date, zone: Zone, lookup: &Lookup) -> Option<Near> {
    let today = zone.date(lookup.now.filter(|_| !lookup.is_on_paper())?)?;
    match day.number() - today.number() {
        0 => Some(Near::Today),
        1 => Some(Near::Tomorrow),
        _ => None,
    }
}

/// By when something is due, with its date whenever that is.
pub(super) fn dated(due: Due, zone: Zone) -> Phrase {
    match due {
        Due::Day(day) => glued(&date::weekday(day)),
        Due::At(at) => match zone.wall(at.instant()) {
            Some((day, clock)) => {
                let told = words::on_day_at(&date::weekday(day), &Phrase::same(clock));
                glued(&in_zone(&told, &moment::zone_called(zone, at.instant())))
            }
            None => Phrase::default(),
        },
    }
}
