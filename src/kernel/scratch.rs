//! What judging works with. It is kept from record to record, so that none but the first needs
//! memory of its own.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::plan::{Answer, Block, BlockId, ExceptionId, OpId, Prepared};
use crate::value::figure::{Exact, Figure};
use crate::value::range::Fault;
use crate::value::{Instant, Truth};

use super::duty::Occasion;
use super::event::Done;
use super::frame::When;
use super::instance::{Claim, Instance, Seat};
use super::member::Member;
use super::row::{ConclusionRow, InstanceRow};
use super::slots::Part;
use super::straight::Registers;

/// What judging works with, and what it found: the answers of all ops are the reasons.
#[derive(Debug, Default)]
pub struct Scratch {
    pub(super) work: Work,
    pub(super) moments: Moments,
}

/// The same for one moment.
#[derive(Debug, Default)]
pub(super) struct Work {
    /// Of which judging answers are.
    pub(super) turn: u32,
    /// Answers: first one for each op, then those of further runs of blocks.
    pub(super) answers: Vec<Answer>,
    /// In which judging each block was run first.
    pub(super) blocks: Vec<u32>,
    pub(super) runs: Vec<Run>,
    pub(super) variables: Vec<Answer>,
    pub(super) whens: Vec<When>,
    pub(super) exact: Exact,
    pub(super) lists: Vec<ListView>,
    pub(super) picked: Vec<(u32, Truth)>,
    pub(super) pieces: Vec<Piece>,
    /// What was concluded of each definition without parameters last.
    pub(super) plain: Vec<Plain>,
    pub(super) concluded: Vec<Concluded>,
    pub(super) known: HashMap<Key, u32, Hash>,
    pub(super) keys: HashMap<Key, u32, Hash>,
    /// Exceptions that hold, one after another.
    pub(super) exempt: Vec<ExceptionId>,
    /// Versions that may apply to instances, and whether they may be breached under each.
    pub(super) versions: Vec<(u32, bool)>,
    pub(super) holding: Vec<ExceptionId>,
    /// Exceptions that put something in place: whether each holds, which, and its version.
    pub(super) instead: Vec<(Truth, ExceptionId, u32)>,
    pub(super) governing: Vec<(u32, Option<u32>)>,
    pub(super) today: Vec<(u32, Option<i64>)>,
    pub(super) items: Vec<Items>,
    /// Instances, members, occasions, events, claims and times that are being looked at: stacks.
    pub(super) making: Vec<Instance>,
    pub(super) members: Vec<Member>,
    pub(super) occasions: Vec<Occasion>,
    pub(super) awaiting: Vec<Done>,
    pub(super) claiming: Vec<Claim>,
    pub(super) times: Vec<(Figure, bool)>,
    pub(super) conclusions: Vec<ConclusionRow>,
    pub(super) rows: Vec<InstanceRow>,
    pub(super) most: Vec<Answer>,
    pub(super) instances: Vec<Instance>,
    pub(super) parts: Vec<Part>,
    pub(super) seats: Vec<Seat>,
    pub(super) contested: Vec<(u32, Truth)>,
    pub(super) claims: Vec<Claim>,
    pub(super) done: Vec<Done>,
    pub(super) acts: Vec<(u32, u32, u32)>,
    pub(super) faults: Vec<(OpId, Fault)>,
    /// Something was not looked into because it lay too deep, or there was too much of it.
    pub(super) cut: bool,
    /// Something on record has perhaps not happened yet.
    pub(super) undated: bool,
    pub(super) entered: Vec<u32>,
    pub(super) registers: Registers,
}

/// One run of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The block.
    pub(super) block: BlockId,
    /// By how much the answers of its ops lie behind their numbers.
    pub(super) offset: u32,
}

/// A list, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListView {
    pub(super) members: Where,
    /// There may be more.
    pub(super) open: bool,
    /// The slot of the list.
    pub(super) list: u32,
}

/// Where the members of a list are.
#[derive(Clone, Copy, Debug)]
pub(super) enum Where {
    /// Slots side by side, so far apart.
    Slots { first: u32, count: u32, stride: u32 },
    /// Picked, each with whether it certainly is one.
    Picked { from: u32, to: u32 },
}

/// A version that governs in some stretch of the governing instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) version: Option<u32>,
    pub(super) when: u32,
}

/// What was concluded of a definition without parameters last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plain {
    pub(super) turn: u32,
    pub(super) when: u32,
    pub(super) concluded: u32,
}

/// What a definition comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Concluded {
    pub(super) answer: Answer,
    /// Exceptions that hold, among `exempt`.
    pub(super) exempt: (u32, u32),
    /// A version is in force, or may be.
    pub(super) in_force: bool,
}

/// The instances of an item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Items {
    pub(super) turn: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// What something was asked of, folded into one number after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key(pub(super) u64, pub(super) i64, pub(super) i64);

pub(super) type Hash = BuildHasherDefault<Mix>;

/// Mixes the few words of a key.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, word: u64) {
        let mixed = (self.0 ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 29);
    }

    fn write_i64(&mut self, word: i64) {
        self.write_u64(word.cast_unsigned());
    }
}

impl Work {
    /// Makes it ready for the next record.
    pub(super) fn begin(&mut self, plan: &Prepared, exact: &Exact) {
        self.turn = self.turn.wrapping_add(1).max(1);
        if self.turn == 1 || self.answers.len() < plan.ops.len() {
            // After so many records old answers could be taken for new ones.
            self.answers.clear();
            self.blocks.clear();
            self.plain.clear();
            self.governing.clear();
            self.today.clear();
            self.items.clear();
            self.acts.clear();
        }
        self.answers.resize(plan.ops.len(), Answer::NONE);
        self.blocks.resize(plan.blocks.len(), 0);
        self.plain.resize(plan.defines.len(), Plain::default());
        self.governing.resize(plan.policies.len(), (0, None));
        self.today.resize(plan.policies.len(), (0, None));
        // Sanctions have instances twice: before and after it is asked whether they were imposed; so
        // have duties: those that are told, and those that are there otherwise.
        let items = 2 * plan.duties.len() + plan.powers.len() + 2 * plan.sanctions.len();
        self.items.resize(items, Items::default());
        self.acts.resize(plan.layout.acts.len(), (0, 0, 0));
        self.runs.clear();
        self.variables.clear();
        self.whens.clear();
        self.exact.clear();
        if !plan.exact.is_empty() || !exact.is_empty() {
            self.exact.extend_from_slice(&plan.exact);
            self.exact.extend_from_slice(exact);
        }
        self.lists.clear();
        self.picked.clear();
        self.pieces.clear();
        self.concluded.clear();
        if !self.known.is_empty() {
            self.known.clear();
        }
        if !self.keys.is_empty() {
            self.keys.clear();
        }
        self.exempt.clear();
        self.versions.clear();
        self.holding.clear();
        self.instead.clear();
        self.instances.clear();
        self.parts.clear();
        self.seats.clear();
        self.seats.push(Seat::NONE);
        self.contested.clear();
        self.claims.clear();
        self.done.clear();
        self.making.clear();
        self.members.clear();
        self.occasions.clear();
        self.awaiting.clear();
        self.claiming.clear();
        self.times.clear();
        self.conclusions.clear();
        self.rows.clear();
        self.most.clear();
        self.faults.clear();
        self.entered.clear();
        self.cut = false;
        self.undated = false;
        self.registers.forget();
    }

    /// Where the answers of a block are in a new run of it.
    pub(super) fn run(&mut self, block: BlockId, of: Block) -> u32 {
        let turn = self.turn;
        let offset = match self.blocks.get_mut(block.index()) {
            Some(first) if *first != turn => {
                *first = turn;
                0
            }
            _ => {
                let at = u32::try_from(self.answers.len()).unwrap_or(u32::MAX);
                let len = self.answers.len() + of.len as usize;
                self.answers.resize(len, Answer::NONE);
                at.wrapping_sub(of.start.0)
            }
        };
        self.runs.push(Run { block, offset });
        offset
    }
}

/// Evaluations of earlier moments, each made once.
#[derive(Debug, Default)]
pub(super) struct Moments {
    pub(super) made: Vec<(Instant, Option<Work>)>,
    /// Those of earlier records, to be used again.
    pub(super) spare: Vec<Work>,
}
