//! An ordered value in two machine words: its ends in millionths of the base unit of its kind.
//! What does not fit is kept as an exact [`Range`] beside it and named by its position, so that
//! nothing is ever rounded. Every operation that has no short way says so with `None`; the caller
//! then takes the way of [`Range`], which has the one meaning of it.

use super::{Bound, Number, Range, Truth};

/// Millionths in a unit.
pub const SCALE: i64 = 1_000_000;

/// An ordered value, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// The low end, or the position among the exact ranges.
    pub low: i64,
    /// The high end.
    pub high: i64,
    /// What the ends are.
    pub ends: Ends,
}

/// What the ends of a figure are, one bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Ends(u8);

impl Ends {
    /// Both ends are there and belong to it.
    pub const CLOSED: Ends = Ends(0);
    const NO_LOW: u8 = 1;
    const NO_HIGH: u8 = 2;
    const OPEN_LOW: u8 = 4;
    const OPEN_HIGH: u8 = 8;
    const EXACT: u8 = 16;

    /// The bits.
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    const fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// The low end for the high one, and the other way round.
    const fn turned(self) -> Ends {
        let low = self.0 & (Ends::NO_LOW | Ends::OPEN_LOW);
        let high = self.0 & (Ends::NO_HIGH | Ends::OPEN_HIGH);
        Ends(low << 1 | high >> 1)
    }
}

/// Exact ranges that do not fit two words.
pub type Exact = Vec<Range>;

impl Figure {
    /// Nothing is known.
    pub const UNKNOWN: Figure = Figure {
        low: 0,
        high: 0,
        ends: Ends(Ends::NO_LOW | Ends::NO_HIGH),
    };

    /// Exactly this many millionths.
    #[must_use]
    pub const fn exactly(at: i64) -> Figure {
        Figure {
            low: at,
            high: at,
            ends: Ends::CLOSED,
        }
    }

    /// From one number of millionths to another, both included.
    #[must_use]
    pub const fn between(low: i64, high: i64) -> Figure {
        Figure {
            low,
            high,
            ends: Ends::CLOSED,
        }
    }

    /// More than this many millionths.
    #[must_use]
    pub const fn more_than(at: i64) -> Figure {
        Figure {
            low: at,
            high: 0,
            ends: Ends(Ends::NO_HIGH | Ends::OPEN_LOW),
        }
    }

    /// This many millionths or more.
    #[must_use]
    pub const fn at_least(at: i64) -> Figure {
        Figure {
            low: at,
            high: 0,
            ends: Ends(Ends::NO_HIGH),
        }
    }

    /// This many millionths or fewer.
    #[must_use]
    pub const fn at_most(at: i64) -> Figure {
        Figure {
            low: 0,
            high: at,
            ends: Ends(Ends::NO_LOW),
        }
    }

    /// A range, beside which it is kept if it does not fit.
    pub fn of(range: &Range, exact: &mut Exact) -> Figure {
        Figure::short(range).unwrap_or_else(|| {
            exact.push(*range);
            Figure {
                low: i64::try_from(exact.len() - 1).unwrap_or(i64::MAX),
                high: 0,
                ends: Ends(Ends::EXACT),
            }
        })
    }

    /// A range in two words, if it fits.
    #[must_use]
    pub fn short(range: &Range) -> Option<Figure> {
        let mut ends = 0;
        let mut end = |bound: Option<Bound>, none: u8, open: u8| match bound {
            None => {
                ends |= none;
                Some(0)
            }
            Some(bound) => {
                ends |= if bound.open { open } else { 0 };
                millionths(bound.at)
            }
        };
        let low = end(range.low, Ends::NO_LOW, Ends::OPEN_LOW)?;
        let high = end(range.high, Ends::NO_HIGH, Ends::OPEN_HIGH)?;
        Some(Figure {
            low,
            high,
            ends: Ends(ends),
        })
    }

    /// The range that it is.
    #[must_use]
    pub fn range(&self, exact: &[Range]) -> Range {
        if self.is_exact_range() {
            let at = usize::try_from(self.low).unwrap_or(usize::MAX);
            return exact.get(at).copied().unwrap_or(Range::UNKNOWN);
        }
        let end = |at: i64, none: u8, open: u8| {
            (!self.ends.has(none)).then(|| Bound {
                at: number(at),
                open: self.ends.has(open),
            })
        };
        Range {
            low: end(self.low, Ends::NO_LOW, Ends::OPEN_LOW),
            high: end(self.high, Ends::NO_HIGH, Ends::OPEN_HIGH),
        }
    }

    /// Whether it is kept as an exact range.
    #[must_use]
    pub const fn is_exact_range(&self) -> bool {
        self.ends.has(Ends::EXACT)
    }

    /// The number of millionths that it is, if only one is left and it fits.
    #[must_use]
    pub fn only(&self) -> Option<i64> {
        (self.ends == Ends::CLOSED && self.low == self.high).then_some(self.low)
    }

    /// Whether only one value is left.
    #[must_use]
    pub fn is_settled(&self, exact: &[Range]) -> bool {
        match self.is_exact_range() {
            true => self.range(exact).exact().is_some(),
            false => self.only().is_some(),
        }
    }

    /// The low end, if there is one, in millionths; and whether it is left out.
    #[must_use]
    pub const fn low_end(&self) -> Option<(i64, bool)> {
        if self.ends.has(Ends::NO_LOW) || self.ends.has(Ends::EXACT) {
            return None;
        }
        Some((self.low, self.ends.has(Ends::OPEN_LOW)))
    }

    /// The high end, if there is one, in millionths; and whether it is left out.
    #[must_use]
    pub const fn high_end(&self) -> Option<(i64, bool)> {
        if self.ends.has(Ends::NO_HIGH) || self.ends.has(Ends::EXACT) {
            return None;
        }
        Some((self.high, self.ends.has(Ends::OPEN_HIGH)))
    }

    /// The same from its low end on, however far.
    #[must_use]
    pub const fn without_high(self) -> Figure {
        if self.ends.has(Ends::EXACT) {
            return Figure::UNKNOWN;
        }
        let low = Ends::NO_LOW | Ends::OPEN_LOW;
        Figure {
            high: 0,
            ends: Ends((self.ends.0 & low) | Ends::NO_HIGH),
            ..self
        }
    }

    /// Whether one of these is less than one of those, whichever they are.
    #[must_use]
    pub fn is_less_than(&self, other: &Figure) -> Option<Truth> {
        if self.ends == Ends::CLOSED && other.ends == Ends::CLOSED {
            return Some(if self.high < other.low {
                Truth::Yes
            } else if self.low >= other.high {
                Truth::No
            } else {
                Truth::Undetermined
            });
        }
        if self.is_exact_range() || other.is_exact_range() {
            return None;
        }
        if let (Some((high, a)), Some((low, b))) = (self.high_end(), other.low_end())
            && (high < low || (high == low && (a || b)))
        {
            return Some(Truth::Yes);
        }
        if let (Some((low, _)), Some((high, _))) = (self.low_end(), other.high_end())
            && low >= high
        {
            return Some(Truth::No);
        }
        Some(Truth::Undetermined)
    }

    /// Every sum.
    #[must_use]
    pub fn plus(&self, other: &Figure) -> Option<Figure> {
        let ends = Ends(self.ends.0 | other.ends.0);
        if ends.has(Ends::EXACT) {
            return None;
        }
        let low = self.low.checked_add(other.low)?;
        let high = self.high.checked_add(other.high)?;
        Some(Figure { low, high, ends }.plain())
    }

    /// Every difference.
    #[must_use]
    pub fn minus(&self, other: &Figure) -> Option<Figure> {
        let (low, high) = (
            self.low.checked_sub(other.high)?,
            self.high.checked_sub(other.low)?,
        );
        if self.ends == Ends::CLOSED && other.ends == Ends::CLOSED {
            return Some(Figure::between(low, high));
        }
        if self.is_exact_range() || other.is_exact_range() {
            return None;
        }
        // Its low end is made of the low end of the one and the high end of the other.
        let ends = Ends(self.ends.0 | other.ends.turned().0);
        Some(Figure { low, high, ends }.plain())
    }

    /// Every product with a number of millionths, where the result is whole in them.
    #[must_use]
    pub fn times(&self, by: i64) -> Option<Figure> {
        if self.ends != Ends::CLOSED {
            return None;
        }
        let one = |at: i64| {
            let product = i128::from(at) * i128::from(by);
            let whole = product % i128::from(SCALE) == 0;
            whole.then(|| i64::try_from(product / i128::from(SCALE)).ok())?
        };
        let (low, high) = (one(self.low)?, one(self.high)?);
        Some(Figure::between(low.min(high), low.max(high)))
    }

    /// Every quotient by a number of millionths other than zero, where the result is whole in them.
    #[must_use]
    pub fn over(&self, by: i64) -> Option<Figure> {
        if self.ends != Ends::CLOSED || by == 0 {
            return None;
        }
        let one = |at: i64| {
            let scaled = i128::from(at) * i128::from(SCALE);
            let whole = scaled % i128::from(by) == 0;
            whole.then(|| i64::try_from(scaled / i128::from(by)).ok())?
        };
        let (low, high) = (one(self.low)?, one(self.high)?);
        Some(Figure::between(low.min(high), low.max(high)))
    }

    /// Missing ends hold nothing, so that equal figures have equal words.
    fn plain(mut self) -> Figure {
        if self.ends.has(Ends::NO_LOW) {
            self.low = 0;
            self.ends.0 &= !Ends::OPEN_LOW;
        }
        if self.ends.has(Ends::NO_HIGH) {
            self.high = 0;
            self.ends.0 &= !Ends::OPEN_HIGH;
        }
        self
    }
}

/// Millionths as a number.
#[must_use]
pub fn number(millionths: i64) -> Number {
    Number::fraction(millionths, SCALE).unwrap_or(Number::ZERO)
}

/// A number as millionths, if it is whole in them and fits.
#[must_use]
pub fn millionths(at: Number) -> Option<i64> {
    at.times(Number::whole(SCALE))?.to_whole()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Figure, SCALE};
    use crate::value::{Bound, Number, Range};

    fn bound() -> impl Strategy<Value = Option<Bound>> {
        let at = prop_oneof![
            (-40i64..40).prop_map(Number::whole),
            (-40i64..40, 1i64..8).prop_filter_map("zero", |(a, b)| Number::fraction(a, b)),
            Just(Number::whole(i64::MAX / 2)),
        ];
        proptest::option::of((at, any::<bool>()).prop_map(|(at, open)| Bound { at, open }))
    }

    fn range() -> impl Strategy<Value = Range> {
        (bound(), bound())
            .prop_map(|(low, high)| Range { low, high })
            .prop_filter("empty", |range| !range.is_empty())
    }

    proptest! {
        /// Wherever there is a short way it comes to what the exact one does.
        #[test]
        fn the_short_way_is_the_exact_one(a in range(), b in range()) {
            let mut exact = Vec::new();
            let (x, y) = (Figure::of(&a, &mut exact), Figure::of(&b, &mut exact));
            prop_assert_eq!(x.range(&exact), a);
            prop_assert_eq!(x.is_settled(&exact), a.exact().is_some());
            if let Some(found) = x.is_less_than(&y) {
                prop_assert_eq!(found, a.is_less_than(&b));
            }
            for (short, long) in [(x.plus(&y), a.plus(&b)), (x.minus(&y), a.minus(&b))] {
                if let Some(short) = short {
                    prop_assert_eq!(Ok(short.range(&exact)), long);
                }
            }
            if let Some(by) = y.only() {
                if let Some(short) = x.times(by) {
                    prop_assert_eq!(Ok(short.range(&exact)), a.times(&b));
                }
                if let Some(short) = x.over(by) {
                    prop_assert_eq!(Ok(short.range(&exact)), a.divided(&b));
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_kept_exactly() {
        let third = Number::fraction(1, 3).map(Range::exactly);
        let third = third.unwrap_or_default();
        let mut exact = Vec::new();
        let figure = Figure::of(&third, &mut exact);
        assert!(figure.is_exact_range());
        assert_eq!(figure.range(&exact), third);
        assert_eq!(
            Figure::exactly(SCALE).range(&[]),
            Range::exactly(Number::ONE)
        );
    }
}
