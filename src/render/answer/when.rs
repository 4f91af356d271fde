//! A moment or a day beside the moment asked for: `today 12:30`, `Fri 16 Jan 2026 12:30`.

use super::lookup::Lookup;
use super::words;
use crate::determination::Due;
use crate::diagnostic::Phrase;
use crate::value::{Date, Instant, Zone};

/// By when something is due, in this zone.
pub(super) fn due(due: Due, zone: Zone, lookup: &Lookup) -> Phrase {
    match due {
        Due::At(at) => instant(at.instant(), zone, lookup),
        Due::Day(date) => day(date, zone, lookup),
    }
}

/// An instant. Its zone is told where it is not that of the head of the page.
pub(super) fn instant(at: Instant, zone: Zone, lookup: &Lookup) -> Phrase {
    let Some((date, clock)) = zone.wall(at) else {
        return Phrase::default();
    };
    let told = match near(date, zone, lookup) {
        Some(Near::Today) => words::today_at(&Phrase::same(clock)),
        Some(Near::Tomorrow) => words::tomorrow_at(&Phrase::same(clock)),
        None => words::on_day_at(&words::weekday_and_day(date), &Phrase::same(clock)),
    };
    let own = zone.abbreviation(at);
    if own == lookup.zone("").abbreviation(at) {
        told
    } else {
        words::in_zone(&told, &Phrase::same(own))
    }
}

fn day(date: Date, zone: Zone, lookup: &Lookup) -> Phrase {
    match near(date, zone, lookup) {
        Some(Near::Today) => words::this_day(),
        Some(Near::Tomorrow) => words::tomorrow(),
        None => words::weekday_and_day(date),
    }
}

/// A day that needs no date.
enum Near {
    Today,
    Tomorrow,
}

fn near(date: Date, zone: Zone, lookup: &Lookup) -> Option<Near> {
    let today = zone.date(lookup.now?)?;
    match date.number() - today.number() {
        0 => Some(Near::Today),
        1 => Some(Near::Tomorrow),
        _ => None,
    }
}
