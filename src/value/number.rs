//! The one number of the language: an exact fraction. Whatever would not fit
//! is `None`, never rounded and never wrapped.

use std::fmt;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, ToPrimitive, Zero};

/// An exact fraction of two 128-bit integers, in lowest terms.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<i128>);

/// Literals and results are kept well inside 128 bits, so that comparing two
/// of them can never overflow on the way.
const LIMIT: i128 = 1 << 120;

impl Number {
    /// Nothing.
    pub const ZERO: Number = Number(Ratio::new_raw(0, 1));
    /// One.
    pub const ONE: Number = Number(Ratio::new_raw(1, 1));

    /// A whole number.
    #[must_use]
    pub fn whole(value: i64) -> Number {
        Number(Ratio::from_integer(i128::from(value)))
    }

    /// `numerator / denominator`; none for a denominator of zero.
    #[must_use]
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Number> {
        if denominator == 0 {
            return None;
        }
        // Every instant of a record comes this way: 64 bits are divided far faster than 128.
        let (mut common, mut rest) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        let (above, below) = (common, rest);
        while rest != 0 {
            (common, rest) = (rest, common % rest);
        }
        let above = i128::from(above / common);
        let sign = if (numerator < 0) == (denominator < 0) {
            1
        } else {
            -1
        };
        Some(Number(Ratio::new_raw(
            sign * above,
            i128::from(below / common),
        )))
    }

    /// From decimal digits with an optional sign and one optional point. No
    /// exponent, no separators.
    #[must_use]
    pub fn decimal(text: &str) -> Option<Number> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || digits.ends_with('.') {
            return None;
        }
        let mut value: i128 = 0;
        let mut scale: i128 = 1;
        for (digits, fractional) in [(whole, false), (part.trim_end_matches('0'), true)] {
            for letter in digits.chars() {
                let digit = i128::from(letter.to_digit(10)?);
                value = value.checked_mul(10)?.checked_add(digit)?;
                if fractional {
                    scale = scale.checked_mul(10)?;
                }
            }
        }
        Number::within(Ratio::new(sign * value, scale))
    }

    /// From what is printed of it: decimal digits, or a fraction of two.
    #[must_use]
    pub fn parse(text: &str) -> Option<Number> {
        match text.split_once('/') {
            None => Number::decimal(text),
            Some((above, below)) => {
                let fits = |number: &i128| (-LIMIT..=LIMIT).contains(number);
                let whole = |text: &str| text.parse::<i128>().ok().filter(fits);
                let (above, below) = (whole(above)?, whole(below)?);
                let fraction = (below != 0).then(|| Ratio::new(above, below))?;
                Number::within(fraction)
            }
        }
    }

    /// Both, where they are whole: most are, and need no divisor in common.
    fn wholes(self, other: Number) -> Option<(i128, i128)> {
        let whole = *self.0.denom() == 1 && *other.0.denom() == 1;
        whole.then(|| (*self.0.numer(), *other.0.numer()))
    }

    /// Two whole numbers of which the product is the same, where the other is a whole multiple of the
    /// denominator of this one.
    fn whole_parts(self, other: Number) -> Option<(i128, i128)> {
        let (parts, of) = (*self.0.denom(), *other.0.numer());
        let even = *other.0.denom() == 1 && of % parts == 0;
        even.then(|| (*self.0.numer(), of / parts))
    }

    fn within(ratio: Ratio<i128>) -> Option<Number> {
        let fits = ratio.numer().checked_abs()? <= LIMIT && *ratio.denom() <= LIMIT;
        fits.then_some(Number(ratio))
    }

    /// The sum, if it fits.
    #[must_use]
    pub fn plus(self, other: Number) -> Option<Number> {
        if let Some((a, b)) = self.wholes(other) {
            return Number::within(Ratio::from_integer(a.checked_add(b)?));
        }
        Number::within(self.0.checked_add(&other.0)?)
    }

    /// The difference, if it fits.
    #[must_use]
    pub fn minus(self, other: Number) -> Option<Number> {
        if let Some((a, b)) = self.wholes(other) {
            return Number::within(Ratio::from_integer(a.checked_sub(b)?));
        }
        Number::within(self.0.checked_sub(&other.0)?)
    }

    /// The product, if it fits.
    #[must_use]
    pub fn times(self, other: Number) -> Option<Number> {
        if let Some((a, b)) = self.wholes(other).or_else(|| self.whole_parts(other)) {
            return Number::within(Ratio::from_integer(a.checked_mul(b)?));
        }
        Number::within(self.0.checked_mul(&other.0)?)
    }

    /// The quotient, if it fits and the divisor is not zero.
    #[must_use]
    pub fn over(self, other: Number) -> Option<Number> {
        if other.is_zero() {
            return None;
        }
        Number::within(self.0.checked_div(&other.0)?)
    }

    /// Whether it is nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self < Number::ZERO
    }

    /// Its distance from zero.
    #[must_use]
    pub fn magnitude(self) -> Number {
        if self.is_negative() {
            Number(-self.0)
        } else {
            self
        }
    }

    /// The whole number it is, if it is one and fits.
    #[must_use]
    pub fn to_whole(self) -> Option<i64> {
        self.0.is_integer().then(|| self.0.to_integer().to_i64())?
    }

    /// The largest whole number not above it.
    #[must_use]
    pub fn floor(self) -> Option<i64> {
        self.0.floor().to_integer().to_i64()
    }

    /// The decimal digits, where they end; digits of the whole part in groups of three if asked.
    fn decimals(self) -> Option<String> {
        let mut denominator = *self.0.denom();
        let mut places = 0usize;
        while denominator % 10 == 0 {
            denominator /= 10;
            places += 1;
        }
        for factor in [2, 5] {
            while denominator % factor == 0 {
                denominator /= factor;
                places += 1;
            }
        }
        if denominator != 1 || places > 30 {
            return None;
        }
        let shift = 10i128.checked_pow(u32::try_from(places).ok()?)?;
        let scaled = self.0.checked_mul(&Ratio::from_integer(shift))?;
        let digits = scaled.to_integer().unsigned_abs().to_string();
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = digits.split_at_checked(digits.len() - places)?;
        let part = part.trim_end_matches('0');
        let sign = if self.is_negative() { "-" } else { "" };
        Some(if part.is_empty() {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part}")
        })
    }

    /// For people: `40,594,095`, `0.5`, `1/3`.
    #[must_use]
    pub fn grouped(self) -> String {
        let plain = self.to_string();
        if plain.contains('/') {
            return plain;
        }
        let (whole, part) = match plain.split_once('.') {
            Some((whole, part)) => (whole, Some(part)),
            None => (plain.as_str(), None),
        };
        let digits = whole.trim_start_matches('-');
        let mut out = String::new();
        if whole.starts_with('-') {
            out.push('-');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        if let Some(part) = part {
            out.push('.');
            out.push_str(part);
        }
        out
    }
}

/// The fraction alone: `3`, `1/100`.
impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Decimal digits where they end, else a fraction: `1.2`, `1/3`.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals() {
            Some(digits) => f.write_str(&digits),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    fn n(text: &str) -> Number {
        Number::decimal(text).unwrap_or(Number::ZERO)
    }

    #[test]
    fn what_is_reckoned_of_wholes_and_of_fractions_is_in_lowest_terms() {
        for (a, b) in (-6i64..=6).flat_map(|a| (1i64..=4).map(move |b| (a, b))) {
            for (c, d) in (-6i64..=6).flat_map(|c| (1i64..=4).map(move |d| (c, d))) {
                let (Some(x), Some(y)) = (Number::fraction(a, b), Number::fraction(c, d)) else {
                    continue;
                };
                assert_eq!(x.times(y), Number::fraction(a * c, b * d));
                assert_eq!(x.plus(y), Number::fraction(a * d + c * b, b * d));
                assert_eq!(x.minus(y), Number::fraction(a * d - c * b, b * d));
            }
        }
        let most = Number::whole(i64::MAX);
        let square = most.times(most);
        assert!(square.is_none_or(|square| square.times(most).is_none()));
    }

    #[test]
    fn decimals_are_exact_both_ways() {
        for text in [
            "0",
            "1",
            "-1",
            "0.5",
            "1.01",
            "40594095",
            "-0.001",
            "123456789.123456789",
        ] {
            assert_eq!(n(text).to_string(), text);
        }
        assert_eq!(n("1.10").to_string(), "1.1");
        assert_eq!(
            Number::fraction(1, 3).map(|x| x.to_string()).as_deref(),
            Some("1/3")
        );
        assert_eq!(
            Number::fraction(1, 3).and_then(|x| x.times(n("3"))),
            Some(Number::ONE)
        );
        assert_eq!(n("40594095.25").grouped(), "40,594,095.25");
        assert_eq!(n("-1000").grouped(), "-1,000");
    }

    #[test]
    fn what_does_not_fit_is_none() {
        let large = n("1000000000000000000000000000000000000");
        assert_eq!(large.times(large), None);
        assert_eq!(Number::decimal(&"9".repeat(60)), None);
        assert_eq!(Number::ONE.over(Number::ZERO), None);
        for bad in ["", ".", "1.", ".5", "1e5", "1,000", "--1"] {
            assert_eq!(Number::decimal(bad), None, "{bad}");
        }
    }
}
