//! Digits as a number of millionths.

/// So many digits of units fit, whatever follows.
const UNITS: usize = 12;

/// A number as JSON writes it, in millionths; none for one below zero, with an exponent, or of more
/// digits than fit.
pub(super) fn millionths(written: &str) -> Option<i64> {
    let (units, parts) = match written.split_once('.') {
        Some((units, parts)) => (units, parts),
        None => (written, ""),
    };
    let pointless = units.len() == written.len();
    // JSON knows no zero before other digits, and no point without digits behind it.
    let leading = units.len() > 1 && units.starts_with('0');
    let trailing = !pointless && parts.is_empty();
    if units.is_empty() || units.len() > UNITS || parts.len() > 6 || leading || trailing {
        return None;
    }
    let digits = |text: &str| {
        let mut digits = text.bytes();
        digits.try_fold(0i64, |sum, digit| {
            let digit = digit.is_ascii_digit().then(|| i64::from(digit - b'0'))?;
            Some(sum * 10 + digit)
        })
    };
    let missing = u32::try_from(6 - parts.len()).ok()?;
    let parts = digits(parts)? * 10i64.checked_pow(missing)?;
    Some(digits(units)? * 1_000_000 + parts)
}
