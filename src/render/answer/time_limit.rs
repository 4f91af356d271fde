//! How a limit is set, in words: `within 72 hours after “Initial notification” is done`.

use super::lookup::Lookup;
use super::phrasing::{glued, joined, listed, lowered, said, strung, the, together};
use super::{figure, moment, stamp, when, words};
use crate::determination::{
    Counting, Due, DutyRow, DutyTime, Figure, Length, Prompt, Shown, TimeLimit, Words,
};
use crate::diagnostic::Phrase;
use crate::value::calendar::SECOND;
use crate::value::{Instant, Zone};

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
        TimeLimit::OnCalendar { day, of } => words::on_calendar(*day, &origin(of, zone, lookup)),
        TimeLimit::OneOf(of) => {
            let of = of.iter().map(|one| told(one, zone, lookup));
            joined(of, &words::one_limit_or())
        }
        TimeLimit::Prompt(Prompt { by, standard }) => {
            let standard = words::promptness(*standard);
            match by {
                Some(by) => words::prompt_by(&standard, &told(by, zone, lookup)),
                None => standard,
            }
        }
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
        TimeLimit::At(_) | TimeLimit::Counted(_) | TimeLimit::Prompt(Prompt { by: None, .. }) => {
            Phrase::default()
        }
        TimeLimit::OfDuty { time, title } => of_duty(*time, &said(title)),
        TimeLimit::EarliestOf(of) | TimeLimit::LatestOf(of) | TimeLimit::OneOf(of) => each(of),
        TimeLimit::EarliestIn(title) => words::earliest_in(&said(title)),
        TimeLimit::LatestIn(title) => words::latest_in(&said(title)),
        TimeLimit::OnCalendar { day, of } => match called(of) {
            of if of.is_empty() => of,
            of => words::on_calendar(*day, &in_sentence(&of)),
        },
        TimeLimit::Prompt(Prompt { by: Some(of), .. })
        | TimeLimit::Moved { from: of, .. }
        | TimeLimit::PerhapsMoved(of) => called(of),
        TimeLimit::Titled(title) | TimeLimit::Told(title) => said(title),
    }
}

/// The same in brief: each part once, the end itself of what runs from a known time, and last by when at
/// the latest where the earliest of several counts.
pub(super) fn brief(set: &TimeLimit, zone: Zone, lookup: &Lookup) -> Phrase {
    match set {
        TimeLimit::PerhapsMoved(of) => words::perhaps_moved(&brief(of, zone, lookup)),
        TimeLimit::Prompt(Prompt { by: Some(of), .. }) => brief(of, zone, lookup),
        TimeLimit::EarliestOf(_) | TimeLimit::OneOf(_) => {
            let mut parts = Vec::new();
            leaves(set, &mut parts);
            let (known, open): (Vec<&TimeLimit>, Vec<&TimeLimit>) =
                parts.into_iter().partition(|part| ends(part).is_some());
            let told = |parts: Vec<&TimeLimit>| {
                let mut told: Vec<Phrase> = Vec::new();
                for part in parts {
                    let part = brief(part, zone, lookup);
                    if !told.contains(&part) {
                        told.push(part);
                    }
                }
                joined(told, &words::one_limit_or())
            };
            let (known, open) = (told(known), told(open));
            match (known.is_empty(), open.is_empty()) {
                (false, false) => words::open_or_by(&open, &known),
                (true, _) => open,
                _ => known,
            }
        }
        TimeLimit::Counted(counting) => match ends(set) {
            Some(end) => when::instant(end, zone, lookup),
            None => sum(counting, zone, lookup),
        },
        other => told(other, zone, lookup),
    }
}

/// The parts of which one counts.
fn leaves<'l>(set: &'l TimeLimit, parts: &mut Vec<&'l TimeLimit>) {
    match set {
        TimeLimit::EarliestOf(of) | TimeLimit::OneOf(of) => {
            of.iter().for_each(|one| leaves(one, parts));
        }
        TimeLimit::Prompt(Prompt { by: Some(of), .. }) => leaves(of, parts),
        other => parts.push(other),
    }
}

/// The end of a length that runs as time passes from a known time.
fn ends(set: &TimeLimit) -> Option<Instant> {
    let TimeLimit::Counted(counting) = set else {
        return None;
    };
    let Shown::Is(Figure::Time(start)) = &counting.start else {
        return None;
    };
    if counting.regime.is_some() {
        return None;
    }
    let mut end = start.moment().instant();
    for length in &counting.lengths {
        let Shown::Is(Figure::Seconds(seconds)) = &length.is else {
            return None;
        };
        let seconds: i64 = seconds.to_string().parse().ok()?;
        let micros = seconds.checked_mul(SECOND)?;
        let back = length.less != counting.before;
        end = end.plus_micros(if back { -micros } else { micros })?;
    }
    Some(end)
}

/// Whether each length that a limit counts is known.
pub(super) fn is_known(duty: &DutyRow) -> bool {
    fn all(set: &TimeLimit) -> bool {
        match set {
            TimeLimit::Counted(counting) => {
                let mut lengths = counting.lengths.iter();
                lengths.all(|length| matches!(length.is, Shown::Is(_)))
            }
            TimeLimit::Prompt(Prompt { by: Some(of), .. })
            | TimeLimit::Moved { from: of, .. }
            | TimeLimit::PerhapsMoved(of) => all(of),
            TimeLimit::EarliestOf(of) | TimeLimit::LatestOf(of) | TimeLimit::OneOf(of) => {
                of.iter().all(all)
            }
            _ => true,
        }
    }
    duty.limit.as_ref().is_none_or(all)
}

/// The same limit, running from what has this title where it runs from what gives rise to the duty.
pub(super) fn running_from(set: TimeLimit, title: &Words) -> TimeLimit {
    let within = |of: Box<TimeLimit>| Box::new(running_from(*of, title));
    match set {
        TimeLimit::Counted(mut counting) if is_unnamed(&counting.from) && !counting.before => {
            counting.from = TimeLimit::Titled(title.clone());
            TimeLimit::Counted(counting)
        }
        TimeLimit::Prompt(Prompt { by, standard }) => TimeLimit::Prompt(Prompt {
            by: by.map(within),
            standard,
        }),
        TimeLimit::Moved { from, to } => TimeLimit::Moved {
            from: within(from),
            to,
        },
        TimeLimit::PerhapsMoved(from) => TimeLimit::PerhapsMoved(within(from)),
        other => other,
    }
}

/// Whether nothing says from what a limit runs.
fn is_unnamed(from: &TimeLimit) -> bool {
    let (TimeLimit::Titled(title) | TimeLimit::Told(title)) = from else {
        return false;
    };
    title.en.is_empty()
}

/// The title of the fact from which a limit runs, and what is known of it.
pub(super) fn start(set: &TimeLimit) -> Option<(&Words, &Shown)> {
    match set {
        TimeLimit::Counted(counting) => match &counting.from {
            TimeLimit::Titled(title) => Some((title, &counting.start)),
            _ => None,
        },
        TimeLimit::Prompt(Prompt { by: Some(of), .. })
        | TimeLimit::Moved { from: of, .. }
        | TimeLimit::PerhapsMoved(of) => start(of),
        _ => None,
    }
}

/// Lengths as a sum, and from what they run.
fn sum(counting: &Counting, zone: Zone, lookup: &Lookup) -> Phrase {
    let lengths = lengths(&counting.lengths, &Phrase::same(" + "));
    let from = origin(&counting.from, zone, lookup);
    // A time before which nothing runs is told with what it runs from.
    let start = match &counting.start {
        Shown::AtLeast(_) if no_earlier(&counting.from).is_some() => Phrase::default(),
        known @ (Shown::Is(_) | Shown::Between(..) | Shown::AtLeast(_)) => {
            figure::bounded(&lookup.told_in(zone).local(known))
        }
        _ => Phrase::default(),
    };
    let from = match (from.is_empty(), start.is_empty()) {
        (_, true) => from,
        (true, false) => start,
        (false, false) => {
            let ago = ago(&counting.start, lookup);
            together([
                from,
                words::bracketed(&listed([start].into_iter().chain(ago))),
            ])
        }
    };
    match (counting.before, from.is_empty()) {
        (true, true) => lengths,
        (false, true) => words::within_after_occasion(&lengths),
        (true, false) => words::length_before(&lengths, &from),
        (false, false) => words::within_after(&lengths, &from),
    }
}

/// How long ago something was at the latest.
fn ago(start: &Shown, lookup: &Lookup) -> Option<Phrase> {
    let (Shown::Is(Figure::Time(at)) | Shown::Between(_, Figure::Time(at))) = start else {
        return None;
    };
    let (at, now) = (at.moment().instant(), lookup.now?);
    (at < now).then(|| moment::from_now(now, at))
}

/// A time as that from which something is counted.
fn origin(set: &TimeLimit, zone: Zone, lookup: &Lookup) -> Phrase {
    match set {
        TimeLimit::Titled(title) | TimeLimit::Told(title) => match said(title) {
            title if title.is_empty() => title,
            title => in_sentence(&title),
        },
        TimeLimit::Counted(counting) => {
            let lengths = lengths(&counting.lengths, &words::and_then());
            let from = origin(&counting.from, zone, lookup);
            match (counting.before, from.is_empty()) {
                (_, true) => told(set, zone, lookup),
                (true, false) => words::time_before(&lengths, &from),
                (false, false) => words::time_after(&lengths, &from),
            }
        }
        TimeLimit::OfDuty {
            time: DutyTime::Performance,
            title,
        } => words::performance_of(&said(title)),
        other => match no_earlier(other) {
            Some((first, open)) => {
                words::no_earlier(&each_of(open, zone, lookup), &at(first, zone))
            }
            None => told(other, zone, lookup),
        },
    }
}

/// A title within a sentence.
fn in_sentence(title: &Phrase) -> Phrase {
    Phrase::new(the(&lowered(&title.en)), words::in_quotes(title).ko)
}

/// Of the latest of several the known time, before which it cannot lie, and what is not known.
fn no_earlier(set: &TimeLimit) -> Option<(Due, impl Iterator<Item = &TimeLimit>)> {
    let TimeLimit::LatestOf(of) = set else {
        return None;
    };
    let known = |part: &TimeLimit| match part {
        TimeLimit::At(due) => Some(*due),
        _ => None,
    };
    let mut days = of.iter().filter_map(known);
    let (Some(first), None) = (days.next(), days.next()) else {
        return None;
    };
    Some((first, of.iter().filter(move |part| known(part).is_none())))
}

fn at(due: Due, zone: Zone) -> Phrase {
    glued(&when::dated(due, zone))
}

fn each(of: &[TimeLimit], zone: Zone, lookup: &Lookup) -> Phrase {
    each_of(of.iter(), zone, lookup)
}

fn each_of<'l>(of: impl Iterator<Item = &'l TimeLimit>, zone: Zone, lookup: &Lookup) -> Phrase {
    strung(of.map(|one| told(one, zone, lookup)))
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
    let lengths = lengths(&counting.lengths, &words::and_then());
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
        TimeLimit::Prompt(Prompt { by: Some(of), .. })
        | TimeLimit::Moved { from: of, .. }
        | TimeLimit::PerhapsMoved(of) => regime(of),
        _ => None,
    }
}

/// Lengths one after another, and what is taken off of them.
fn lengths(of: &[Length], between: &Phrase) -> Phrase {
    summed(of.iter().map(|one| (length(one), one.less)), between)
}

/// Lengths that are told one after another, and then those that are taken off.
pub(super) fn summed(of: impl IntoIterator<Item = (Phrase, bool)>, between: &Phrase) -> Phrase {
    let (less, added): (Vec<_>, Vec<_>) = of.into_iter().partition(|(_, less)| *less);
    let added = joined(added.into_iter().map(|(length, _)| length), between);
    less.into_iter()
        .fold(added, |sum, (length, _)| words::less(&sum, &length))
}

/// How long a limit is that runs from an act of this title; none of another, or where a length is not known.
pub(super) fn length_after(set: &TimeLimit, act: &Words) -> Option<Phrase> {
    match set {
        TimeLimit::Prompt(Prompt { by: Some(of), .. }) => length_after(of, act),
        TimeLimit::Counted(counting) if !counting.before => {
            let from = called(&counting.from);
            let runs_from = from.en.to_lowercase().contains(&act.en.to_lowercase());
            let lengths = counting.lengths.iter();
            let lengths = lengths.map(|one| match &one.is {
                is @ Shown::Is(_) => Some((figure::shown(is), one.less)),
                _ => None,
            });
            let lengths: Option<Vec<(Phrase, bool)>> = lengths.collect();
            runs_from.then(|| lengths.map(|lengths| summed(lengths, &words::and_then())))?
        }
        _ => None,
    }
}

/// A length by what it is, or by its title where that is not known.
fn length(length: &Length) -> Phrase {
    let title = length.title.as_ref().map(said).unwrap_or_default();
    match (&length.is, title.is_empty()) {
        (Shown::Is(_), true) => figure::shown(&length.is),
        (Shown::Is(_), false) => together([figure::shown(&length.is), words::bracketed(&title)]),
        (_, false) => words::in_quotes(&title),
        (other, true) => figure::shown(other),
    }
}
