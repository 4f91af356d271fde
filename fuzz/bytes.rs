//! Bytes as choices.

use onus::value::{Instant, Zone};

/// Choices made by the bytes; when there are no more, every choice is the first.
pub(crate) struct Bytes<'a>(pub(crate) std::slice::Iter<'a, u8>);

impl Bytes<'_> {
    pub(crate) fn next(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(0)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::from(self.next()) % limit.max(1)
    }

    /// Rarely true, and never when the bytes have ended.
    pub(crate) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == count - 1
    }

    pub(crate) fn one_of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        all.get(self.below(all.len()))
    }

    /// A minute of the years from 2019.
    fn minute(&mut self) -> i64 {
        let day = i64::from(self.next()) * 16 + i64::from(self.next()) % 16;
        17_897 * 1_440 + day * 1_440 + i64::from(self.next()) * 6
    }

    /// Now and then the first or the last minute that a record can write.
    pub(crate) fn instant(&mut self) -> Instant {
        let minute = match self.below(40) {
            38 => -1_035_593_280,
            39 => 4_223_371_679,
            _ => self.minute(),
        };
        Instant::from_micros(minute * 60_000_000)
    }

    pub(crate) fn time(&mut self) -> String {
        Zone::UTC.rfc3339(self.instant())
    }

    pub(crate) fn count(&mut self) -> u64 {
        let figure = u64::from(self.next());
        figure * 10u64.pow(u32::from(self.next()) % 12)
    }
}
