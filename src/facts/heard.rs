//! Which of several findings of one duty counts: the last.

use crate::value::{Range, Truth};

/// A finding that may count.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// Its position in the record.
    pub number: usize,
    /// Whether it was made by then.
    pub made: Truth,
    /// Whether it is about the instance.
    pub meant: Truth,
    /// When it was made; none where the record does not say, which is before all others.
    pub at: Option<Range>,
}

impl Heard {
    /// Whether it counts unless another is later.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.made == Truth::Yes && self.meant == Truth::Yes
    }

    /// Whether another was certainly made after it. Of two at one time that of the record's later
    /// place counts.
    #[must_use]
    pub fn is_before(&self, other: &Heard) -> bool {
        let (Some(at), Some(than)) = (self.at, other.at) else {
            return (self.at.is_some(), self.number) < (other.at.is_some(), other.number);
        };
        let meet = at
            .high
            .zip(than.low)
            .is_some_and(|(high, low)| high.at <= low.at);
        at.is_less_than(&than) == Truth::Yes || (meet && self.number < other.number)
    }
}

/// The last finding that certainly counts, if there is one, and those that may take its place.
#[must_use]
pub fn last_heard(mut all: Vec<Heard>) -> (Option<Heard>, Vec<Heard>) {
    all.retain(|heard| heard.meant != Truth::No && heard.made != Truth::No);
    let certain = all.iter().filter(|heard| heard.is_certain());
    let last = certain.max_by_key(|heard| {
        let low = heard.at.map(|at| at.low.map(|low| low.at));
        (low, heard.number)
    });
    let last = last.copied();
    if let Some(last) = &last {
        all.retain(|heard| heard.number != last.number && !heard.is_before(last));
    }
    (last, all)
}
