//! The same record and the same question at an earlier moment.

use crate::value::{Instant, Truth};

use super::frame::When;
use super::scratch::Work;
use super::{Asked, Kernel};

impl Kernel<'_> {
    /// Asks something as of an earlier moment. What is found there is kept, so that no moment is
    /// judged twice.
    pub(super) fn then<T>(&mut self, at: Instant, ask: impl FnOnce(&mut Kernel<'_>) -> T) -> T {
        let known = self.moments.made.iter_mut().find(|(known, _)| *known == at);
        let kept = known.and_then(|(_, scratch)| scratch.take());
        let fresh = kept.is_none();
        let mut scratch: Work = match kept {
            Some(kept) => kept,
            None => self.moments.spare.pop().unwrap_or_default(),
        };
        if fresh {
            scratch.begin(self.plan, &self.slots.exact);
        }
        let mut kernel = Kernel {
            plan: self.plan,
            slots: self.slots,
            asked: Asked {
                as_of: at,
                ..self.asked
            },
            s: &mut scratch,
            moments: self.moments,
            earlier: true,
            depth: self.depth,
            exceptions: self.exceptions,
            by_now: None,
        };
        if fresh {
            kernel.start();
        }
        let found = ask(&mut kernel);
        self.s.cut |= scratch.cut;
        self.s.undated |= scratch.undated;
        let known = self.moments.made.iter_mut().find(|(known, _)| *known == at);
        match known {
            Some((_, kept)) => *kept = Some(scratch),
            None => self.moments.made.push((at, Some(scratch))),
        }
        found
    }

    /// What governs where nothing else says so.
    pub(super) fn start(&mut self) {
        self.s.whens.push(When {
            at: self.now(),
            forced: true,
            declared: false,
            ahead: Truth::No,
        });
    }
}
