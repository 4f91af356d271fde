//! The clock by which a screen is kept.

use std::time::Duration;

use crate::cli::inquiry;
use crate::value::Instant;

/// How often the clock and the files are looked at.
const TICK: Duration = Duration::from_secs(1);

/// Tells the time, tick by tick.
pub(super) trait Clock {
    /// The time; none once it has ended.
    fn now(&mut self) -> Option<Instant>;

    /// Waits for the next tick.
    fn wait(&mut self);
}

/// The clock of this machine.
pub(super) struct Wall;

impl Clock for Wall {
    fn now(&mut self) -> Option<Instant> {
        Some(inquiry::now())
    }

    fn wait(&mut self) {
        std::thread::sleep(TICK);
    }
}
