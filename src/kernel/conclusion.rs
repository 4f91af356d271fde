//! Definitions: a rule and the exceptions to it, in the version that governs. Each is concluded
//! once for its arguments and its governing instant.

use crate::plan::{
    Answer, Args, Define, DefineId, Determined, Given, Means, NONE, Told, VarId, Version, What, Why,
};
use crate::program::Target;
use crate::value::Truth;

use super::Kernel;
use super::frame::Frame;
use super::scratch::{Concluded, Key};

impl<'k> Kernel<'k> {
    /// A definition that an op refers to.
    pub(super) fn call(&mut self, define: DefineId, args: Args, frame: &Frame) -> Answer {
        let Some(of) = self.define(define) else {
            return Answer::NONE;
        };
        let concluded = match of.params {
            0 => self.concluded(define, of, frame.when),
            _ => {
                let variables = self.variables();
                let inner = Frame {
                    variables,
                    ..*frame
                };
                for (number, arg) in (0u32..).zip(self.plan.args(args)) {
                    let arg = self.eval(*arg, frame);
                    self.put(&inner, VarId(number), arg);
                }
                let found = self.concluded_of((define, of), variables, frame.when, true);
                self.release(variables);
                found
            }
        };
        let Some(found) = self.s.concluded.get(concluded as usize) else {
            return Answer::NONE;
        };
        let found = found.answer;
        if of.yes_no {
            return Answer::truth_of(found.truth());
        }
        let record = matches!(found.what, What::Record | What::List);
        Answer {
            slot: if record { found.slot } else { NONE },
            ..found
        }
    }

    /// A definition without parameters, under what governs.
    pub(super) fn concluded(&mut self, define: DefineId, of: &'k Define, when: u32) -> u32 {
        let turn = self.s.turn;
        let plain = self
            .s
            .plain
            .get(define.index())
            .copied()
            .unwrap_or_default();
        if plain.turn == turn && plain.when == when {
            return plain.concluded;
        }
        let variables = self.variables();
        // Mostly one instant governs; what it comes to under others is found by a search.
        let first = plain.turn != turn;
        let concluded = self.concluded_of((define, of), variables, when, !first);
        self.release(variables);
        if first && let Some(plain) = self.s.plain.get_mut(define.index()) {
            (plain.turn, plain.when, plain.concluded) = (turn, when, concluded);
        }
        concluded
    }

    /// A definition of the arguments that are its first variables.
    fn concluded_of(
        &mut self,
        (define, of): (DefineId, &'k Define),
        variables: u32,
        when: u32,
        search: bool,
    ) -> u32 {
        let mut frame = Frame {
            offset: 0,
            variables,
            when,
            policy: of.governed.policy,
            seat: 0,
        };
        if let Some((block, op)) = of.governed.own {
            frame.when = self.governing_or_else((block, op), &frame);
        }
        let key = search.then(|| self.key(u64::from(define.0), of.params, &frame));
        if let Some(known) = key.and_then(|key| self.s.known.get(&key)) {
            return *known;
        }
        let mut concluded = self.conclude(define, of, &frame);
        self.determined(of, &frame, &mut concluded);
        let number = u32::try_from(self.s.concluded.len()).unwrap_or(u32::MAX);
        self.s.concluded.push(concluded);
        if let Some(key) = key {
            self.s.known.insert(key, number);
        }
        number
    }

    /// What something is asked of, in one key.
    pub(super) fn key(&mut self, item: u64, params: u32, frame: &Frame) -> Key {
        let mut folded = Key(item, i64::from(frame.when), 0);
        for number in 0..params {
            let arg = self.get(frame, VarId(number));
            let word = u64::from(arg.what as u8) << 8 | u64::from(arg.perhaps) << 16 | 3 << 40;
            let next = u32::try_from(self.s.keys.len()).unwrap_or(u32::MAX);
            let before = *self.s.keys.entry(folded).or_insert(next);
            let low = Key(word | u64::from(before) << 20, arg.low, arg.high);
            let next = u32::try_from(self.s.keys.len()).unwrap_or(u32::MAX);
            let number = *self.s.keys.entry(low).or_insert(next);
            let ends = i64::from(arg.ends.bits()) << 8 | i64::from(arg.given as u8);
            folded = Key(4 << 40 | u64::from(number), ends, i64::from(arg.slot));
        }
        folded
    }

    fn conclude(&mut self, define: DefineId, of: &'k Define, frame: &Frame) -> Concluded {
        let from = self.pieces(&of.versions, frame);
        let to = self.s.pieces.len();
        let mut whole = Concluded {
            answer: Answer::NONE,
            exempt: (0, 0),
            in_force: false,
        };
        if to == from + 1 {
            if let Some(piece) = self.piece_at(from) {
                whole = self.conclude_piece(define, of, piece.version, &frame.under(piece.when));
            }
        } else {
            let mut parts = Vec::with_capacity(to - from);
            for at in from..to {
                let Some(piece) = self.piece_at(at) else {
                    break;
                };
                let part = self.conclude_piece(define, of, piece.version, &frame.under(piece.when));
                whole.in_force |= part.in_force;
                parts.push(part.answer);
            }
            whole.answer = self.joined(&parts, of.unknown);
        }
        self.s.pieces.truncate(from);
        whole
    }

    fn conclude_piece(
        &mut self,
        define: DefineId,
        of: &'k Define,
        version: Option<u32>,
        frame: &Frame,
    ) -> Concluded {
        let version = version.and_then(|version| of.versions.all.get(version as usize));
        match version {
            Some(version) => self.conclude_version(define, of, version, frame),
            // A definition of which no version is in force: not so, or not known.
            None => Concluded {
                answer: match of.yes_no {
                    true => Answer::truth_of(Truth::No),
                    false => self.plan.fixed(of.unknown),
                },
                exempt: (0, 0),
                in_force: false,
            },
        }
    }

    fn conclude_version(
        &mut self,
        define: DefineId,
        of: &'k Define,
        version: &'k Version<Means>,
        frame: &Frame,
    ) -> Concluded {
        let inner = self.enter(version.block, frame);
        let mut concluded = Concluded {
            answer: self.eval(version.body.means, &inner),
            exempt: (0, 0),
            in_force: true,
        };
        let rule = concluded.answer.truth();
        if !of.yes_no || rule == Truth::No {
            return concluded;
        }
        let target = Target::Define(define.index());
        let excepted = self.excepted((target, &of.exceptions), &version.body.unless, &inner);
        concluded.exempt = self.keep_exempt(excepted.holding);
        self.s.instead.truncate(excepted.instead);
        if excepted.looked_at {
            concluded.answer = Answer::truth_of(rule.and(excepted.none_holds));
        }
        concluded
    }

    /// Lets what the holder of a definition has determined prevail.
    fn determined(&mut self, of: &Define, frame: &Frame, concluded: &mut Concluded) {
        if !concluded.in_force {
            return;
        }
        let (slot, leaf) = match of.determined_by {
            None => return,
            Some(Determined::Slot(slot, leaf)) => (slot.0, leaf),
            Some(Determined::Of(offset, leaf)) => match self.get(frame, VarId(0)).place() {
                Some(at) => (at.saturating_add(offset), leaf),
                None => return,
            },
        };
        let found = self.read(slot, leaf);
        if found.given == Given::Perhaps {
            // What was found, if it was found by then, or else what the rules come to.
            let says = self.slots.cell(found.slot).told;
            let same = match concluded.answer.truth() {
                Truth::Yes => says == Told::Yes,
                Truth::No => says == Told::No,
                Truth::Undetermined => false,
            };
            if !same {
                concluded.answer = found;
            }
            return;
        }
        // What was determined prevails though accounts of it differ.
        if found.truth() != Truth::Undetermined || found.why == Why::Disputed {
            concluded.answer = found;
            concluded.exempt = (0, 0);
        }
    }
}
