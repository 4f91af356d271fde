//! When a version is in force: from one instant up to, and not including,
//! another. A missing end is open.

use super::{Instant, Range};

/// A stretch of time; `from` included, `end` excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Interval {
    /// First instant in it.
    pub from: Option<Instant>,
    /// First instant after it.
    pub end: Option<Instant>,
}

impl Interval {
    /// All of time.
    pub const ALWAYS: Interval = Interval {
        from: None,
        end: None,
    };

    /// Whether the instant is in it.
    #[must_use]
    pub fn contains(&self, at: Instant) -> bool {
        self.from.is_none_or(|from| from <= at) && self.end.is_none_or(|end| at < end)
    }

    /// Whether a piece of time that no edge of it cuts lies in it.
    #[must_use]
    pub fn holds_piece(&self, piece: &Range) -> bool {
        let begins = match (self.from, piece.low) {
            (None, _) => true,
            (Some(from), Some(low)) => from.seconds() <= low.at,
            (Some(_), None) => false,
        };
        // Within a piece nothing ends, so it lies before the end if its beginning does.
        let ends = match (self.end, piece.low) {
            (None, _) | (_, None) => true,
            (Some(end), Some(low)) => low.at < end.seconds(),
        };
        begins && ends
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.end), (Some(from), Some(end)) if end <= from)
    }

    /// What is in both.
    #[must_use]
    pub fn overlap(&self, other: &Interval) -> Option<Interval> {
        let from = self.from.max(other.from);
        let end = match (self.end, other.end) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let both = Interval { from, end };
        (!both.is_empty()).then_some(both)
    }

    /// What lies between the end of this one and the start of a later one.
    #[must_use]
    pub fn gap_before(&self, later: &Interval) -> Option<Interval> {
        let between = Interval {
            from: Some(self.end?),
            end: Some(later.from?),
        };
        (!between.is_empty()).then_some(between)
    }
}

#[cfg(test)]
mod tests {
    use super::{Instant, Interval};
    use proptest::prelude::*;

    fn interval() -> impl Strategy<Value = Interval> {
        let end = || proptest::option::of((-9i64..9).prop_map(Instant::from_micros));
        (end(), end()).prop_map(|(from, end)| Interval { from, end })
    }

    proptest! {
        #[test]
        fn the_operations_are_what_their_instants_say(a in interval(), b in interval()) {
            let instants = || (-12i64..12).map(Instant::from_micros);
            let both = a.overlap(&b);
            let gap = a.gap_before(&b);
            prop_assert_eq!(a.is_empty(), !instants().any(|at| a.contains(at)));
            for at in instants() {
                prop_assert_eq!(a.contains(at) && b.contains(at), both.is_some_and(|both| both.contains(at)));
                let between = a.end.is_some_and(|end| end <= at) && b.from.is_some_and(|from| at < from);
                prop_assert_eq!(between, gap.is_some_and(|gap| gap.contains(at)));
            }
        }
    }
}
