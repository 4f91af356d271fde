//! Part payments: how much was paid in all, and when that was enough.

use super::{Number, Range, Truth};

/// Money paid, or perhaps paid.
#[derive(Clone, Copy, Debug)]
pub struct PartPayment {
    /// When.
    pub at: Range,
    /// How much: no less than nothing, however little is known of it.
    pub amount: Range,
    /// Whether it counts.
    pub counts: Truth,
}

impl PartPayment {
    /// A payment of which the amount may not be known.
    #[must_use]
    pub fn new(at: Range, amount: Range, counts: Truth) -> PartPayment {
        let amount = match amount.low {
            Some(_) => amount,
            None => amount.meet(&Range::at_least(Number::ZERO)),
        };
        PartPayment { at, amount, counts }
    }
}

/// When enough was paid, and whether it certainly was; none where it certainly was not.
pub fn enough_paid(parts: &mut [PartPayment], enough: &Range) -> Option<(Range, bool)> {
    match (surely(parts, enough), perhaps(parts, enough)) {
        (Some(by), from) => {
            let low = from.and_then(|from| from.low);
            Some((Range { low, high: by.high }, true))
        }
        (None, Some(from)) => Some((Range { high: None, ..from }, false)),
        (None, None) => None,
    }
}

/// When enough was paid at the latest, if that is certain.
fn surely(parts: &mut [PartPayment], enough: &Range) -> Option<Range> {
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
fn perhaps(parts: &mut [PartPayment], enough: &Range) -> Option<Range> {
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
