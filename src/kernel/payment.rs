//! Payments: how much is owed, in full and where it may be reduced, how much was paid, and when
//! that was enough. Part payments add up.

use crate::plan::Deed;
use crate::value::figure::Figure;
use crate::value::{Number, Range, Truth};

use super::Kernel;
use super::done::Owed;
use super::frame::Frame;
use super::instance::Claim;

/// Money paid, or perhaps paid.
struct Part {
    at: Range,
    amount: Range,
    counts: Truth,
}

impl<'k> Kernel<'k> {
    /// Puts when enough was paid on the stack of times; whether nothing is to be paid at all.
    pub(super) fn paid(&mut self, owed: &Owed<'k>, arisen: Option<Figure>, frame: &Frame) -> bool {
        let Deed::Payment {
            amount: (block, amount),
            act,
            field,
            leaf,
        } = owed.must.deed
        else {
            return false;
        };
        let inner = self.enter(block, frame);
        let full = self.eval(amount, &inner).figure();
        let enough = self.enough(owed, self.range(full), frame);
        let from = self.s.awaiting.len();
        self.events_after(act, frame.seat);
        let mut parts = Vec::new();
        let mut at = from;
        while let Some(event) = self.s.awaiting.get(at).copied() {
            at += 1;
            let suits = self.counts(owed, arisen, &event);
            let counts = event.certain.and(suits);
            if counts == Truth::No {
                continue;
            }
            let amount = self.read(event.cell + field, leaf).figure();
            self.s.claiming.extend(Claim::of(&event, suits));
            parts.push(Part {
                at: self.range(event.at),
                amount: at_least_nothing(self.range(amount)),
                counts,
            });
        }
        self.s.awaiting.truncate(from);
        let found = match (surely(&mut parts, &enough), perhaps(&mut parts, &enough)) {
            (Some(by), from) => Some((
                Range {
                    low: from.and_then(|from| from.low),
                    high: by.high,
                },
                true,
            )),
            (None, Some(from)) => Some((
                Range {
                    low: from.low,
                    high: None,
                },
                false,
            )),
            (None, None) => None,
        };
        if let Some((range, certain)) = found {
            let at = self.figure(&range);
            self.s.times.push((at, certain));
        }
        Range::exactly(Number::ZERO).is_at_least(&enough) == Truth::Yes
    }

    /// How much is enough, where less than the full amount may be.
    fn enough(&mut self, owed: &Owed<'k>, full: Range, frame: &Frame) -> Range {
        let mut enough = full;
        for reduction in &owed.body.reductions {
            let to = self.eval(reduction.to, frame).figure();
            let to = self.range(to);
            let less = match reduction.share {
                true => to.times(&full).unwrap_or(Range::UNKNOWN),
                false => to,
            };
            let less = less.smaller(&full);
            let may = match reduction.condition {
                Some(condition) => self.truth(condition, frame),
                None => Truth::Yes,
            };
            let least = enough.smaller(&less);
            match may {
                Truth::Yes => enough = least,
                Truth::Undetermined => enough = enough.join(&least),
                Truth::No => {}
            }
        }
        enough
    }
}

/// When enough was paid at the latest, if that is certain.
fn surely(parts: &mut [Part], enough: &Range) -> Option<Range> {
    parts.sort_by_key(|part| part.at.high.map(|high| high.at));
    let mut sum = Range::exactly(Number::ZERO);
    for part in parts.iter().filter(|part| part.counts == Truth::Yes) {
        sum = sum.plus(&part.amount).ok()?;
        let least = sum.low.map(|low| Range::exactly(low.at));
        if least.is_some_and(|least| least.is_at_least(enough) == Truth::Yes) {
            return Some(part.at);
        }
    }
    None
}

/// When enough was paid at the earliest, if it may have been. Of an amount of which nothing is known
/// more than nothing is to be paid.
fn perhaps(parts: &mut [Part], enough: &Range) -> Option<Range> {
    parts.sort_by_key(|part| part.at.low.map(|low| low.at));
    let mut sum = Range::exactly(Number::ZERO);
    if enough.low.is_some() && sum.is_at_least(enough) != Truth::No {
        return Some(Range::UNKNOWN);
    }
    for part in parts {
        sum = sum.plus(&part.amount).ok()?;
        let most = Range { low: None, ..sum };
        if most.is_at_least(enough) != Truth::No {
            return Some(part.at);
        }
    }
    None
}

/// What was paid is no less than nothing, however little is known of it.
fn at_least_nothing(amount: Range) -> Range {
    match amount.low {
        Some(_) => amount,
        None => amount.meet(&Range::at_least(Number::ZERO)),
    }
}
