//! What is known of an ordered value: exactly, within bounds, or not at all.
//! Every operator gives the smallest range that holds all that could be.

use std::fmt;

use super::{Number, Truth};

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Where.
    pub at: Number,
    /// Whether the end itself is left out.
    pub open: bool,
}

/// All that a value may be: from `low` to `high`; a missing end is unbounded.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// The least it can be.
    pub low: Option<Bound>,
    /// The most it can be.
    pub high: Option<Bound>,
}

/// As mathematics writes it: `[3, 4)`.
impl fmt::Debug for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.low {
            Some(low) => write!(f, "{}{:?}", if low.open { '(' } else { '[' }, low.at)?,
            None => f.write_str("(")?,
        }
        f.write_str(", ")?;
        match self.high {
            Some(high) => write!(f, "{:?}{}", high.at, if high.open { ')' } else { ']' }),
            None => f.write_str(")"),
        }
    }
}

/// Why a range could not be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An end grew too large to be exact.
    TooLarge,
    /// The divisor is zero.
    DivisionByZero,
}

fn closed(at: Number) -> Option<Bound> {
    Some(Bound { at, open: false })
}

impl Range {
    /// Nothing is known.
    pub const UNKNOWN: Range = Range {
        low: None,
        high: None,
    };

    /// Exactly this.
    #[must_use]
    pub fn exactly(at: Number) -> Range {
        Range {
            low: closed(at),
            high: closed(at),
        }
    }

    /// This or more.
    #[must_use]
    pub fn at_least(at: Number) -> Range {
        Range {
            low: closed(at),
            high: None,
        }
    }

    /// More than this.
    #[must_use]
    pub fn more_than(at: Number) -> Range {
        Range {
            low: Some(Bound { at, open: true }),
            high: None,
        }
    }

    /// This or less.
    #[must_use]
    pub fn at_most(at: Number) -> Range {
        Range {
            low: None,
            high: closed(at),
        }
    }

    /// From one to the other, both included.
    #[must_use]
    pub fn between(low: Number, high: Number) -> Range {
        Range {
            low: closed(low),
            high: closed(high),
        }
    }

    /// The value, if only one is left.
    #[must_use]
    pub fn exact(&self) -> Option<Number> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.at == high.at && !low.open && !high.open => Some(low.at),
            _ => None,
        }
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.low.is_none() && self.high.is_none()
    }

    /// Whether no value is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => {
                low.at > high.at || (low.at == high.at && (low.open || high.open))
            }
            _ => false,
        }
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn join(&self, other: &Range) -> Range {
        Range {
            low: pick(self.low, other.low, lower_first, false),
            high: pick(self.high, other.high, higher_first, false),
        }
    }

    /// From the earliest of these on.
    pub(crate) fn onwards(self) -> Range {
        Range { high: None, ..self }
    }

    /// What is in both.
    #[must_use]
    pub fn meet(&self, other: &Range) -> Range {
        Range {
            low: pick(self.low, other.low, |a, b| !lower_first(a, b), true),
            high: pick(self.high, other.high, |a, b| !higher_first(a, b), true),
        }
    }

    /// Every sum of one of these and one of those.
    ///
    /// # Errors
    /// An end that does not fit.
    pub fn plus(&self, other: &Range) -> Result<Range, Fault> {
        let end = |a: Option<Bound>, b: Option<Bound>| match (a, b) {
            (Some(a), Some(b)) => Ok(Some(Bound {
                at: a.at.plus(b.at).ok_or(Fault::TooLarge)?,
                open: a.open || b.open,
            })),
            _ => Ok(None),
        };
        Ok(Range {
            low: end(self.low, other.low)?,
            high: end(self.high, other.high)?,
        })
    }

    /// Every difference.
    ///
    /// # Errors
    /// An end that does not fit.
    pub fn minus(&self, other: &Range) -> Result<Range, Fault> {
        self.plus(&other.negated()?)
    }

    /// Every negative.
    ///
    /// # Errors
    /// An end that does not fit.
    pub fn negated(&self) -> Result<Range, Fault> {
        let flip = |bound: Option<Bound>| match bound {
            Some(bound) => Ok(Some(Bound {
                at: Number::ZERO.minus(bound.at).ok_or(Fault::TooLarge)?,
                open: bound.open,
            })),
            None => Ok(None),
        };
        Ok(Range {
            low: flip(self.high)?,
            high: flip(self.low)?,
        })
    }

    /// Every product. Of two ranges of which one is not exact, an end that is
    /// missing or infinite stays missing.
    ///
    /// # Errors
    /// An end that does not fit.
    pub fn times(&self, other: &Range) -> Result<Range, Fault> {
        if let Some(by) = other.exact() {
            return self.scaled(by);
        }
        if let Some(by) = self.exact() {
            return other.scaled(by);
        }
        let floor = |r: &Range| r.low.is_some_and(|low| !low.at.is_negative());
        if floor(self) && floor(other) {
            // Neither can be negative: the ends multiply.
            let end = |a: Option<Bound>, b: Option<Bound>| match (a, b) {
                (Some(a), Some(b)) => Ok(Some(Bound {
                    at: a.at.times(b.at).ok_or(Fault::TooLarge)?,
                    // A zero end is reached whatever the other side is.
                    open: (a.open && !b.at.is_zero() || b.open && !a.at.is_zero())
                        || (a.open && b.open),
                })),
                // Nothing times an unbounded amount may still be nothing only if that end is zero.
                _ => Ok(None),
            };
            return Ok(Range {
                low: end(self.low, other.low)?,
                high: end(self.high, other.high)?,
            });
        }
        let (Some(a), Some(b), Some(c), Some(d)) = (self.low, self.high, other.low, other.high)
        else {
            return Ok(Range::UNKNOWN);
        };
        let mut ends = Vec::with_capacity(4);
        for left in [a, b] {
            for right in [c, d] {
                ends.push(left.at.times(right.at).ok_or(Fault::TooLarge)?);
            }
        }
        // Closed ends are a safe widening here: the range may be a point too large, never too small.
        let low = ends.iter().copied().min().and_then(closed);
        let high = ends.iter().copied().max().and_then(closed);
        Ok(Range { low, high })
    }

    fn scaled(&self, by: Number) -> Result<Range, Fault> {
        if by.is_zero() {
            return Ok(Range::exactly(Number::ZERO));
        }
        let end = |bound: Option<Bound>| match bound {
            Some(bound) => Ok(Some(Bound {
                at: bound.at.times(by).ok_or(Fault::TooLarge)?,
                open: bound.open,
            })),
            None => Ok(None),
        };
        let (low, high) = (end(self.low)?, end(self.high)?);
        Ok(if by.is_negative() {
            Range {
                low: high,
                high: low,
            }
        } else {
            Range { low, high }
        })
    }

    /// Every quotient. Where the divisor may be zero, nothing is known.
    ///
    /// # Errors
    /// An end that does not fit, or a divisor that is certainly zero.
    pub fn divided(&self, by: &Range) -> Result<Range, Fault> {
        if by.exact() == Some(Number::ZERO) {
            return Err(Fault::DivisionByZero);
        }
        if let Some(by) = by.exact() {
            return self.scaled(Number::ONE.over(by).ok_or(Fault::TooLarge)?);
        }
        let (low, high) = (by.low, by.high);
        let positive = low.is_some_and(|b| b.at > Number::ZERO || (b.at.is_zero() && b.open));
        let negative = high.is_some_and(|b| b.at < Number::ZERO || (b.at.is_zero() && b.open));
        if !positive && !negative {
            return Ok(Range::UNKNOWN);
        }
        let inverse = |bound: Option<Bound>| match bound {
            None => Ok(Some(Bound {
                at: Number::ZERO,
                open: true,
            })),
            Some(bound) if bound.at.is_zero() => Ok(None),
            Some(bound) => Ok(Some(Bound {
                at: Number::ONE.over(bound.at).ok_or(Fault::TooLarge)?,
                open: bound.open,
            })),
        };
        self.times(&Range {
            low: inverse(high)?,
            high: inverse(low)?,
        })
    }

    /// The smaller of one of these and one of those.
    #[must_use]
    pub fn smaller(&self, other: &Range) -> Range {
        Range {
            low: pick(self.low, other.low, lower_first, false),
            high: pick(self.high, other.high, |a, b| !higher_first(a, b), true),
        }
    }

    /// The larger of one of these and one of those.
    #[must_use]
    pub fn larger(&self, other: &Range) -> Range {
        Range {
            low: pick(self.low, other.low, |a, b| !lower_first(a, b), true),
            high: pick(self.high, other.high, higher_first, false),
        }
    }

    /// Whether one of these is at least one of those, whichever they are.
    #[must_use]
    pub fn is_at_least(&self, other: &Range) -> Truth {
        self.is_less_than(other).negate()
    }

    /// Whether one of these is less than one of those, whichever they are.
    #[must_use]
    pub fn is_less_than(&self, other: &Range) -> Truth {
        if let (Some(high), Some(low)) = (self.high, other.low)
            && (high.at < low.at || (high.at == low.at && (high.open || low.open)))
        {
            return Truth::Yes;
        }
        if let (Some(low), Some(high)) = (self.low, other.high)
            && low.at >= high.at
        {
            return Truth::No;
        }
        Truth::Undetermined
    }

    /// Whether the two are the same, whichever they are.
    #[must_use]
    pub fn is_same(&self, other: &Range) -> Truth {
        match (self.exact(), other.exact()) {
            (Some(a), Some(b)) => Truth::from(a == b),
            _ if self.meet(other).is_empty() => Truth::No,
            _ => Truth::Undetermined,
        }
    }
}

fn lower_first(a: Bound, b: Bound) -> bool {
    a.at < b.at || (a.at == b.at && !a.open)
}

fn higher_first(a: Bound, b: Bound) -> bool {
    a.at > b.at || (a.at == b.at && !a.open)
}

/// The one of two ends that comes first; a missing end wins unless `tight`.
fn pick(
    a: Option<Bound>,
    b: Option<Bound>,
    first: impl Fn(Bound, Bound) -> bool,
    tight: bool,
) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if first(a, b) { a } else { b }),
        (some, None) | (None, some) => some.filter(|_| tight),
    }
}

#[cfg(test)]
mod tests {
    use super::{Number, Range};
    use crate::value::Truth;
    use proptest::prelude::*;

    fn n(value: i64) -> Number {
        Number::whole(value)
    }

    /// A range with some of its members.
    fn sampled() -> impl Strategy<Value = (Range, Vec<Number>)> {
        (-6i64..6, 0i64..6, 0u8..5).prop_map(|(low, width, shape)| {
            let high = low + width;
            match shape {
                0 => (Range::exactly(n(low)), vec![n(low)]),
                1 => (Range::at_least(n(low)), (low..low + 9).map(n).collect()),
                2 => (Range::at_most(n(low)), (low - 9..=low).map(n).collect()),
                3 => (
                    Range::more_than(n(low)),
                    (low + 1..low + 9).map(n).collect(),
                ),
                _ => (
                    Range::between(n(low), n(high)),
                    (low..=high).map(n).collect(),
                ),
            }
        })
    }

    fn holds(range: &Range, value: Number) -> bool {
        range.meet(&Range::exactly(value)) == Range::exactly(value)
    }

    proptest! {
        #[test]
        fn an_answer_on_ranges_agrees_with_every_sampled_completion(
            (left, xs) in sampled(), (right, ys) in sampled()
        ) {
            for &x in &xs {
                for &y in &ys {
                    for (whole, single) in [
                        (left.is_less_than(&right), x < y),
                        (left.is_at_least(&right), x >= y),
                        (left.is_same(&right), x == y),
                    ] {
                        prop_assert!(whole == Truth::Undetermined || whole == Truth::from(single));
                    }
                    let sums = [
                        (left.plus(&right), x.plus(y)),
                        (left.minus(&right), x.minus(y)),
                        (left.times(&right), x.times(y)),
                        (Ok(left.smaller(&right)), Some(x.min(y))),
                        (Ok(left.larger(&right)), Some(x.max(y))),
                        (Ok(left.join(&right)), Some(x)),
                    ];
                    for (range, value) in sums {
                        let (Ok(range), Some(value)) = (range, value) else {
                            return Err(TestCaseError::fail("small numbers fit"));
                        };
                        prop_assert!(holds(&range, value), "{range:?} lacks {value}");
                    }
                    if let (Ok(range), Some(value)) = (left.divided(&right), x.over(y)) {
                        prop_assert!(holds(&range, value), "{range:?} lacks {value}");
                    }
                }
            }
        }
    }
}
