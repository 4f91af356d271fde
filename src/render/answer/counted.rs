//! How a limit was counted, in a line: from what, how long, and what became of the days.

use super::lookup::Lookup;
use super::phrasing::{glued, lowered, said, strung, together};
use super::{deadline, figure, moment, time_limit, when, words};
use crate::determination::{Counting, Due, DutyRow, Figure, Length, Shown, TimeLimit};
use crate::diagnostic::Phrase;
use crate::render::period;
use crate::value::calendar::SECOND;
use crate::value::{Instant, PeriodUnit};

/// From what and how the limit of a duty was counted, and where that led.
pub(super) fn how(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let counted = counting(duty.counted.as_ref()?, lookup);
    // A relief moves what was counted.
    let end = match duty.limit.as_ref().and_then(TimeLimit::moved_from) {
        Some(from) => Some(when::dated(from, lookup.zone_of(duty))),
        None => deadline::due(duty, lookup),
    };
    let end = end.map(|end| words::until_then(&end));
    let regime = duty.counted.as_ref().and_then(|one| one.regime.as_ref());
    let law = regime.map(|regime| words::bracketed(&said(&regime.title)));
    Some(words::reckoned(&together([
        counted,
        end.unwrap_or_default(),
        law.unwrap_or_default(),
    ])))
}

/// From what and how long the limit of a duty runs, as short as it goes; none of one that was not counted.
pub(super) fn briefly(duty: &DutyRow, lookup: &Lookup) -> Option<Phrase> {
    let counting = duty.counted.as_ref()?;
    let zone = lookup.zone_of(duty);
    let start = match &counting.start {
        Shown::Is(Figure::Time(time)) => when::brief(Due::At(time.moment()), zone, lookup),
        start => figure::bounded(&lookup.told_in(zone).local(start)),
    };
    let from = time_limit::called(&counting.from);
    let from = match from.is_empty() {
        true => start,
        false => together([
            Phrase::new(lowered(&from.en), &from.ko),
            words::bracketed(&start),
        ]),
    };
    let lengths = counting.lengths.iter();
    let lengths: Vec<(Phrase, bool)> = lengths
        .map(|one| (figure::shown(&one.is), one.less))
        .collect();
    let lengths = time_limit::summed(lengths, &words::and_then());
    Some(match counting.before {
        true => words::back_from(&from, &lengths),
        false => words::on_from(&from, &lengths),
    })
}

fn counting(counting: &Counting, lookup: &Lookup) -> Phrase {
    let start = lookup.local(&counting.start);
    let start = glued(&figure::shown(&start));
    let from = time_limit::called(&counting.from);
    let from = match from.is_empty() || from == figure::shown(&counting.start) {
        true => start,
        false => together([
            start,
            words::bracketed(&square(&Phrase::new(lowered(&from.en), &from.ko))),
        ]),
    };
    let mut at = match &counting.start {
        Shown::Is(Figure::Time(time))
            if counting.regime.is_none()
                && !counting.before
                && !counting.lengths.iter().any(|one| one.less) =>
        {
            Some(time.moment().instant())
        }
        _ => None,
    };
    let count = counting.lengths.len();
    let lengths = (1..).zip(&counting.lengths).map(|(number, one)| {
        at = at.and_then(|at| passes(at, one));
        let told = length(one);
        // The end has its own words.
        let told = match at.filter(|_| number < count) {
            Some(at) => {
                let zone = lookup.own_zone();
                let then = glued(&moment::readable(zone.moment(at), zone));
                words::passes_at(&told, &then)
            }
            None => told,
        };
        (told, one.less)
    });
    let lengths: Vec<(Phrase, bool)> = lengths.collect();
    let lengths = time_limit::summed(lengths, &words::and_then());
    let counted = match (counting.before, count > 1 && at.is_some()) {
        (true, _) => words::back_from(&from, &lengths),
        // Where each length ends is told in the order of time.
        (false, true) => words::on_from_through(&from, &lengths),
        (false, false) => words::on_from(&from, &lengths),
    };
    let days = strung(period::remarkable(&counting.steps));
    together([counted, words::bracketed(&days)])
}

/// The instant at which a length of elapsed time is over.
fn passes(at: Instant, length: &Length) -> Option<Instant> {
    let seconds = match &length.is {
        Shown::Is(Figure::Seconds(seconds)) => seconds.to_whole()?,
        Shown::Is(Figure::Period(count, unit)) => {
            let each = match unit {
                PeriodUnit::Seconds => 1,
                PeriodUnit::Minutes => 60,
                PeriodUnit::Hours => 3600,
                _ => return None,
            };
            i64::from(*count) * each
        }
        _ => return None,
    };
    at.plus_micros(seconds.checked_mul(SECOND)?)
}

/// Brackets within brackets are square.
fn square(title: &Phrase) -> Phrase {
    let square = |text: &str| text.replace('(', "[").replace(')', "]");
    Phrase::new(square(&title.en), square(&title.ko))
}

fn length(length: &Length) -> Phrase {
    let is = figure::shown(&length.is);
    let title = length.title.as_ref().map(said).unwrap_or_default();
    together([is, words::bracketed(&square(&title))])
}
