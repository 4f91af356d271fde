//! Exceptions: declared, with a name or without, and excepted in their turn. All are looked at, so
//! that all that hold can be told.

use crate::plan::{Exception, ExceptionBody, ExceptionId, Unless, Version};
use crate::program::Target;
use crate::value::Truth;

use super::Kernel;
use super::frame::Frame;
use super::scratch::Key;

/// Exceptions to exceptions beyond this are not looked into.
const MAX_EXCEPTIONS: u32 = 64;

/// What the exceptions of one target come to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Excepted {
    /// Whether none holds.
    pub(super) none_holds: Truth,
    /// There are some that may be in force.
    pub(super) looked_at: bool,
    /// The first that holds, on the stack of those.
    pub(super) holding: usize,
    /// The first that puts something in place, on the stack of those.
    pub(super) instead: usize,
}

impl<'k> Kernel<'k> {
    /// The exceptions of a target, in the order of the source, then those without a name.
    pub(super) fn excepted(
        &mut self,
        (target, exceptions): (Target, &'k [ExceptionId]),
        unless: &'k [Unless],
        frame: &Frame,
    ) -> Excepted {
        let mut found = Excepted {
            none_holds: Truth::Yes,
            looked_at: !unless.is_empty(),
            holding: self.s.holding.len(),
            instead: self.s.instead.len(),
        };
        for id in exceptions {
            let Some(exception) = self.plan.exceptions.get(id.index()) else {
                continue;
            };
            let Some((holds, number)) = self.exception(*id, exception, target, frame) else {
                continue;
            };
            found.looked_at = true;
            let version = exception.versions.all.get(number as usize);
            if version.is_some_and(|version| version.body.instead.is_some()) {
                self.s.instead.push((holds, *id, number));
                continue;
            }
            if holds == Truth::Yes {
                self.s.holding.push(*id);
            }
            found.none_holds = found.none_holds.and(holds.negate());
        }
        for clause in unless {
            let holds = self.truth(clause.condition, frame);
            let holds = self.presumed(holds, clause.presumed);
            found.none_holds = found.none_holds.and(holds.negate());
        }
        found
    }

    /// Moves exceptions that hold from their stack to where they are kept.
    pub(super) fn keep_exempt(&mut self, holding: usize) -> (u32, u32) {
        if self.s.holding.len() <= holding {
            return (0, 0);
        }
        let from = u32::try_from(self.s.exempt.len()).unwrap_or(u32::MAX);
        let kept = self.s.holding.drain(holding..);
        self.s.exempt.extend(kept);
        (from, u32::try_from(self.s.exempt.len()).unwrap_or(u32::MAX))
    }

    /// One exception to a target, and its version; none if no version that may be in force names it.
    fn exception(
        &mut self,
        id: ExceptionId,
        exception: &'k Exception,
        target: Target,
        frame: &Frame,
    ) -> Option<(Truth, u32)> {
        // Only what is excepted in its turn is worth remembering.
        let key = (!exception.exceptions.is_empty()).then(|| self.exception_key(id, target, frame));
        if let Some(known) = key.and_then(|key| self.s.known.get(&key)) {
            return decoded(*known);
        }
        if self.exceptions >= MAX_EXCEPTIONS {
            // What lies deeper is not looked into, and so leaves open what it might except.
            self.s.cut = true;
            return Some((Truth::Undetermined, 0));
        }
        self.exceptions += 1;
        let found = self.exception_pieces(id, exception, target, frame);
        self.exceptions -= 1;
        if let Some(key) = key {
            self.s.known.insert(key, encoded(found));
        }
        found
    }

    fn exception_key(&mut self, id: ExceptionId, target: Target, frame: &Frame) -> Key {
        let (sort, number) = match target {
            Target::Define(number) => (0, number),
            Target::Duty(number) => (1, number),
            Target::Power(number) => (2, number),
            Target::Sanction(number) => (3, number),
            Target::Exception(number) => (4, number),
        };
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        let seat = i64::from(frame.seat) << 3 | sort;
        let of = Key(5 << 40 | u64::from(id.0), number, seat);
        let next = u32::try_from(self.s.keys.len()).unwrap_or(u32::MAX);
        let of = *self.s.keys.entry(of).or_insert(next);
        self.key(6 << 40 | u64::from(of), self.plan.variables, frame)
    }

    fn exception_pieces(
        &mut self,
        id: ExceptionId,
        exception: &'k Exception,
        target: Target,
        frame: &Frame,
    ) -> Option<(Truth, u32)> {
        let from = self.pieces(&exception.versions, frame);
        let to = self.s.pieces.len();
        let mut first = None;
        for at in from..to {
            let number = self.piece_at(at).and_then(|piece| piece.version);
            if first.is_none() && self.naming(exception, number, target).is_some() {
                first = number;
            }
        }
        let mut whole: Option<Truth> = None;
        for at in from..to {
            let Some(piece) = self.piece_at(at).filter(|_| first.is_some()) else {
                break;
            };
            let holds = match self.naming(exception, piece.version, target) {
                Some(version) => {
                    let frame = Frame {
                        policy: exception.policy,
                        ..frame.under(piece.when)
                    };
                    self.exception_version(id, exception, version, &frame)
                }
                None => Truth::No,
            };
            whole = Some(whole.map_or(holds, |whole| whole.join(holds)));
        }
        self.s.pieces.truncate(from);
        whole.zip(first)
    }

    fn naming(
        &self,
        exception: &'k Exception,
        version: Option<u32>,
        target: Target,
    ) -> Option<&'k Version<ExceptionBody>> {
        let version = exception.versions.all.get(version? as usize)?;
        version.body.targets.contains(&target).then_some(version)
    }

    fn exception_version(
        &mut self,
        id: ExceptionId,
        exception: &'k Exception,
        version: &'k Version<ExceptionBody>,
        frame: &Frame,
    ) -> Truth {
        let inner = self.enter(version.block, frame);
        let mut holds = match version.body.when {
            Some(when) => self.truth(when, &inner),
            None => Truth::Yes,
        };
        if holds != Truth::No && !exception.exceptions.is_empty() {
            let target = Target::Exception(id.index());
            let own = self.excepted((target, &exception.exceptions), &[], frame);
            self.s.holding.truncate(own.holding);
            self.s.instead.truncate(own.instead);
            holds = holds.and(own.none_holds);
        }
        self.presumed(holds, version.body.presumed)
    }

    /// What is presumed while it is undetermined. Where something on record has perhaps not happened
    /// yet, whether it hangs on that is left to the plain evaluator.
    fn presumed(&self, holds: Truth, presumed: Option<bool>) -> Truth {
        match (holds, presumed) {
            (Truth::Undetermined, Some(presumed)) if !self.s.undated => Truth::from(presumed),
            (holds, _) => holds,
        }
    }
}

fn encoded(found: Option<(Truth, u32)>) -> u32 {
    match found {
        None => u32::MAX,
        Some((truth, version)) => version << 2 | truth as u32,
    }
}

fn decoded(known: u32) -> Option<(Truth, u32)> {
    if known == u32::MAX {
        return None;
    }
    let truth = match known & 3 {
        0 => Truth::Yes,
        1 => Truth::No,
        _ => Truth::Undetermined,
    };
    Some((truth, known >> 2))
}
