//! How a limit was counted, in a line: from what, how long, and what became of the days.

use super::phrasing::{glued, joined, lowered, said, strung, together};
use super::{figure, time_limit, words};
use crate::determination::{Counting, Length};
use crate::diagnostic::Phrase;
use crate::render::period;

/// From what and how a limit was counted.
pub(super) fn how(counting: &Counting) -> Phrase {
    let start = glued(&figure::shown(&counting.start));
    let from = time_limit::called(&counting.from);
    let from = match from.is_empty() || from == figure::shown(&counting.start) {
        true => start,
        false => together([
            start,
            words::bracketed(&Phrase::new(lowered(&from.en), &from.ko)),
        ]),
    };
    let lengths = joined(counting.lengths.iter().map(length), &words::and_then());
    let counted = if counting.before {
        words::back_from(&from, &lengths)
    } else {
        words::on_from(&from, &lengths)
    };
    let regime = counting.regime.as_ref();
    let regime = regime.map(|regime| words::as_counted_by(&said(&regime.title)));
    let days = strung(period::remarkable(&counting.steps));
    let days = words::bracketed(&days);
    let counted = together([counted, regime.unwrap_or_default(), days]);
    words::reckoned(&counted)
}

fn length(length: &Length) -> Phrase {
    let is = figure::shown(&length.is);
    let title = length.title.as_ref().map(said).unwrap_or_default();
    let is = together([is, words::bracketed(&title)]);
    if length.less {
        words::taken_off(&is)
    } else {
        is
    }
}
