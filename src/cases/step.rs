//! The smallest step by which a figure is mistaken: the figures just below and just above it.

use crate::value::{Kind, Number};

/// Just below, at and just above a figure; none for what is not ordered, or would not fit.
pub(super) fn around(at: Number, kind: &Kind) -> Option<[Number; 3]> {
    let step = step(at, kind)?;
    Some([at.minus(step)?, at, at.plus(step)?])
}

/// One of what is counted, a second, a day; of a share a hundredth of one per cent; of what is no
/// whole number a hundredth.
fn step(at: Number, kind: &Kind) -> Option<Number> {
    match kind {
        Kind::Share => Number::fraction(1, 10_000),
        Kind::Duration | Kind::Time | Kind::Date => Some(Number::ONE),
        Kind::Number | Kind::Quantity(_) | Kind::Money(_) if at.to_whole().is_some() => {
            Some(Number::ONE)
        }
        Kind::Number | Kind::Quantity(_) | Kind::Money(_) => Number::fraction(1, 100),
        _ => None,
    }
}
