//! Where an op is run: its variables, its policy, the instant that governs it, the instance that is
//! looked at.

use crate::plan::{Answer, BlockId, PolicyId, VarId};
use crate::value::figure::Figure;
use crate::value::{Instant, Truth};

use super::Kernel;
use super::scratch::Key;

/// The instant that governs an item, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The instant; `moment` in conditions.
    pub(super) at: Figure,
    /// The moment whose law is forced, if one is, goes before it.
    pub(super) forced: bool,
    /// Whether something says what governs; else it is only the moment asked for.
    pub(super) declared: bool,
    /// Whether it has not come about by the moment asked for; open where accounts differ in that.
    pub(super) ahead: Truth,
}

/// Where an op is run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// By how much its answer lies behind its number.
    pub(super) offset: u32,
    /// The first of its variables.
    pub(super) variables: u32,
    /// The instant that governs, by number.
    pub(super) when: u32,
    pub(super) policy: PolicyId,
    /// The instance, by number.
    pub(super) seat: u32,
}

impl Frame {
    pub(super) fn under(self, when: u32) -> Frame {
        Frame { when, ..self }
    }

    /// The same with the zone and the calendar of a place.
    pub(super) fn in_place(self, setting: Option<PolicyId>) -> Frame {
        let policy = setting.unwrap_or(self.policy);
        Frame { policy, ..self }
    }

    pub(super) fn at(self, seat: u32) -> Frame {
        Frame { seat, ..self }
    }
}

/// The moment asked for, as what governs.
pub(super) const AS_OF: u32 = 0;

impl Kernel<'_> {
    /// The number of what governs.
    pub(super) fn when(&mut self, when: When) -> u32 {
        let whens = &self.s.whens;
        let recent = whens.iter().enumerate().rev().take(4);
        let mut same = recent.filter(|(_, known)| **known == when);
        if let Some((at, _)) = same.next() {
            return u32::try_from(at).unwrap_or(AS_OF);
        }
        let [forced, declared] = [when.forced, when.declared].map(u64::from);
        let ahead = match when.ahead {
            Truth::No => 0,
            Truth::Undetermined => 1,
            Truth::Yes => 2,
        };
        let flags = ahead << 2 | forced << 1 | declared;
        let open = u64::from(when.at.high_end().is_some_and(|(_, open)| open));
        let low = u64::from(when.at.low_end().is_some_and(|(_, open)| open));
        let ends =
            u64::from(when.at.low_end().is_some()) * 2 + u64::from(when.at.high_end().is_some());
        let exact = u64::from(when.at.is_exact_range());
        let word = 1 << 40 | exact << 8 | ends << 6 | low << 5 | open << 4 | flags;
        let next = u32::try_from(whens.len()).unwrap_or(AS_OF);
        let key = Key(word, when.at.low, when.at.high);
        let known = *self.s.keys.entry(key).or_insert(next);
        if known == next {
            self.s.whens.push(when);
        }
        known
    }

    pub(super) fn when_at(&self, when: u32) -> When {
        let known = self.s.whens.get(when as usize).copied();
        known.unwrap_or(When {
            at: Figure::UNKNOWN,
            forced: false,
            declared: false,
            ahead: Truth::No,
        })
    }

    /// The moment whose law applies.
    pub(super) fn law(&self, when: &When) -> Figure {
        match self.asked.law_of.filter(|_| when.forced) {
            Some(at) => Figure::exactly(Instant::micros(at)),
            None => when.at,
        }
    }

    pub(super) fn get(&self, frame: &Frame, variable: VarId) -> Answer {
        let at = frame.variables as usize + variable.index();
        self.s.variables.get(at).copied().unwrap_or(Answer::NONE)
    }

    pub(super) fn put(&mut self, frame: &Frame, variable: VarId, value: Answer) {
        let at = frame.variables as usize + variable.index();
        if let Some(known) = self.s.variables.get_mut(at) {
            *known = value;
        }
    }

    /// Room for the variables of a frame.
    pub(super) fn variables(&mut self) -> u32 {
        let first = self.s.variables.len();
        let room = first + self.plan.variables as usize;
        self.s.variables.resize(room, Answer::NONE);
        u32::try_from(first).unwrap_or(u32::MAX)
    }

    /// The same variables once more, so that what is put into these is not seen elsewhere.
    pub(super) fn copied(&mut self, frame: &Frame) -> Frame {
        let first = frame.variables as usize;
        let room = self.plan.variables as usize;
        let last = (first + room).min(self.s.variables.len());
        let variables = u32::try_from(self.s.variables.len()).unwrap_or(u32::MAX);
        self.s.variables.extend_from_within(first.min(last)..last);
        Frame {
            variables,
            ..*frame
        }
    }

    /// Gives up variables, where none were needed since.
    pub(super) fn release(&mut self, variables: u32) {
        let first = variables as usize;
        if self.s.variables.len() == first + self.plan.variables as usize {
            self.s.variables.truncate(first);
        }
    }

    /// A frame for a new run of a block.
    pub(super) fn enter(&mut self, block: BlockId, frame: &Frame) -> Frame {
        let of = self.plan.block(block);
        let offset = self.s.run(block, of);
        Frame { offset, ..*frame }
    }

    /// A frame for what is asked of no instance.
    pub(super) fn outer_frame(&mut self, policy: PolicyId, when: u32) -> Frame {
        Frame {
            offset: 0,
            variables: self.variables(),
            when,
            policy,
            seat: 0,
        }
    }
}
