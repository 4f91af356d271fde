//! How a limit is set, in words: `within 72 hours after “Initial notification” is done`.

use super::lookup::Lookup;
use super::phrasing::{glued, joined, lowered, said, strung, the, together};
use super::{figure, stamp, when, words};
use crate::determination::{Counting, Due, DutyTime, Length, Shown, TimeLimit, Words};
use crate::diagnostic::Phrase;
use crate::value::Zone;

/// How a limit is set; days and times in this zone.
pub(super) fn told(set: &TimeLimit, zone: Zone, lookup: &Lookup) -> Phrase {
    match set {
        TimeLimit::At(due) => at(*due, zone),
        TimeLimit::Counted(counting) => counted(counting, zone, lookup),
        TimeLimit::OfDuty { time, title } => of_duty(*time, &said(title)),
        TimeLimit::EarliestOf(of) => words::earliest_of(&each(of, zone, lookup)),
        TimeLimit::LatestOf(of) => words::latest_of(&each(of, zone, lookup)),
        TimeLimit::EarliestIn(title) => words::earliest_in(&said(title)),
        TimeLimit::LatestIn(title) => words::latest_in(&said(title)),
        TimeLimit::OneOf(of) => {
            let of = of.iter().map(|one| told(one, zone, lookup));
            joined(of, &words::one_limit_or())
        }
        TimeLimit::WithoutDelay(None) => words::without_delay(),
        TimeLimit::WithoutDelay(Some(by)) => words::without_delay_by(&told(by, zone, lookup)),
        TimeLimit::Moved { from, to: None } => words::moved_from(&told(from, zone, lookup)),
        TimeLimit::Moved { from, to: Some(to) } => {
            let moved = words::moved_from(&told(from, zone, lookup));
            words::with_time(&at(*to, zone), &moved)
        }
        TimeLimit::PerhapsMoved(from) => words::perhaps_moved(&told(from, zone, lookup)),
        TimeLimit::Titled(title) => words::in_quotes(&said(title)),
        TimeLimit::Told(words) => stamp::told(words, zone),
    }
}

/// What a time is called from which something is counted, beside that time; nothing where the time
/// says it all.
pub(super) fn called(set: &TimeLimit) -> Phrase {
    let each = |of: &[TimeLimit]| strung(of.iter().map(called));
    match set {
        TimeLimit::At(_) | TimeLimit::Counted(_) | TimeLimit::WithoutDelay(None) => {
            Phrase::default()
        }
        TimeLimit::OfDuty { time, title } => of_duty(*time, &said(title)),
        TimeLimit::EarliestOf(of) | TimeLimit::LatestOf(of) | TimeLimit::OneOf(of) => each(of),
        TimeLimit::EarliestIn(title) => words::earliest_in(&said(title)),
        TimeLimit::LatestIn(title) => words::latest_in(&said(title)),
        TimeLimit::WithoutDelay(Some(of))
        | TimeLimit::Moved { from: of, .. }
        | TimeLimit::PerhapsMoved(of) => called(of),
        TimeLimit::Titled(title) | TimeLimit::Told(title) => said(title),
    }
}

/// A time as that from which something is counted.
fn origin(set: &TimeLimit, zone: Zone, lookup: &Lookup) -> Phrase {
    match set {
        TimeLimit::Titled(title) | TimeLimit::Told(title) => match said(title) {
            title if title.is_empty() => title,
            title => Phrase::new(the(&lowered(&title.en)), words::in_quotes(&title).ko),
        },
        TimeLimit::OfDuty {
            time: DutyTime::Performance,
            title,
        } => words::performance_of(&said(title)),
        other => told(other, zone, lookup),
    }
}

fn at(due: Due, zone: Zone) -> Phrase {
    glued(&when::dated(due, zone))
}

fn each(of: &[TimeLimit], zone: Zone, lookup: &Lookup) -> Phrase {
    strung(of.iter().map(|one| told(one, zone, lookup)))
}

fn of_duty(time: DutyTime, title: &Phrase) -> Phrase {
    match time {
        DutyTime::Due => words::limit_of(title),
        DutyTime::Performance => words::when_performed(title),
        DutyTime::Breach => words::breach_of(title),
    }
}

/// How long after or before what.
fn counted(counting: &Counting, zone: Zone, lookup: &Lookup) -> Phrase {
    let lengths = joined(counting.lengths.iter().map(length), &words::and_then());
    let title = origin(&counting.from, zone, lookup);
    let from = match &counting.start {
        Shown::Is(_) => {
            let start = glued(&figure::shown(&counting.start));
            match title.is_empty() || matches!(counting.from, TimeLimit::At(_)) {
                true => start,
                false => together([start, words::bracketed(&title)]),
            }
        }
        _ => title,
    };
    match (counting.before, from.is_empty()) {
        (true, true) => lengths,
        (false, true) => words::within_after_occasion(&lengths),
        (true, false) => words::length_before(&lengths, &from),
        (false, false) => words::within_after(&lengths, &from),
    }
}

/// Under which rules a limit is counted.
pub(super) fn regime(set: &TimeLimit) -> Option<&Words> {
    match set {
        TimeLimit::Counted(counting) => {
            let own = counting.regime.as_ref().map(|regime| &regime.title);
            own.or_else(|| regime(&counting.from))
        }
        TimeLimit::EarliestOf(of) | TimeLimit::LatestOf(of) | TimeLimit::OneOf(of) => {
            of.iter().find_map(regime)
        }
        TimeLimit::WithoutDelay(Some(of))
        | TimeLimit::Moved { from: of, .. }
        | TimeLimit::PerhapsMoved(of) => regime(of),
        _ => None,
    }
}

/// A length by what it is, or by its title where that is not known.
fn length(length: &Length) -> Phrase {
    let title = length.title.as_ref().map(said).unwrap_or_default();
    let is = match (&length.is, title.is_empty()) {
        (Shown::Is(_), true) => figure::shown(&length.is),
        (Shown::Is(_), false) => together([figure::shown(&length.is), words::bracketed(&title)]),
        (_, false) => words::in_quotes(&title),
        (other, true) => figure::shown(other),
    };
    match length.less {
        true => words::taken_off(&is),
        false => is,
    }
}
