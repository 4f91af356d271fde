//! A program that is ready to judge records: its ops, and what they refer to by number.

use crate::name::Name;
use crate::program::expression::Stretch;
use crate::program::{PartyRef, Program, Target};
use crate::source::Span;
use crate::value::figure::Exact;
use crate::value::{Kind, Period};

use super::answer::Answer;
use super::compile;
use super::id::{
    BlockId, DefineId, DutyId, ExceptionId, FixedId, LeafId, OpId, PolicyId, PowerId, SanctionId,
    SlotId,
};
use super::layout::Layout;
use super::leaf::{Beside, Leaf};
use super::op::{
    Aggregate, Args, AskedState, AskedTime, Months, Op, Product, Shift, Table, Term, Window,
};
use super::provision::{Define, Duty, Exception, Policy, Power, Sanction};
use super::straight::Straight;
use super::time::Almanac;
use super::unsupported::Unsupported;

/// What is fixed where a plan is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Names of proposed versions that are taken to be in force.
    pub proposed: Vec<String>,
    /// Readings other than the default: name or full name, and the alternative.
    pub readings: Vec<(String, String)>,
    /// Names or full names of the items whose rows are wanted; none is all.
    pub only: Vec<String>,
}

/// Ops that are run together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its first op.
    pub start: OpId,
    /// How many.
    pub len: u32,
}

/// A program that is ready to judge records.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) ops: Vec<Op>,
    pub(crate) spans: Vec<Span>,
    pub(crate) args: Vec<OpId>,
    pub(crate) fixed: Vec<Answer>,
    /// Ranges and periods that are written, and texts.
    pub(crate) exact: Exact,
    pub(crate) periods: Vec<Period>,
    pub(crate) texts: Vec<String>,
    pub(crate) leaves: Vec<Leaf>,
    /// The starts and ends of stretches of time, for each field that is one.
    pub(crate) beside: Vec<Vec<Beside>>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) terms: Vec<Term>,
    pub(crate) products: Vec<Product>,
    pub(crate) tables: Vec<Table>,
    pub(crate) aggregates: Vec<Aggregate>,
    pub(crate) windows: Vec<Window>,
    pub(crate) shifts: Vec<Shift>,
    pub(crate) months: Vec<Months>,
    pub(crate) asked_states: Vec<AskedState>,
    pub(crate) asked_times: Vec<AskedTime>,
    pub(crate) almanac: Almanac,
    pub(crate) layout: Layout,
    pub(crate) policies: Vec<Policy>,
    pub(crate) defines: Vec<Define>,
    pub(crate) duties: Vec<Duty>,
    pub(crate) powers: Vec<Power>,
    pub(crate) sanctions: Vec<Sanction>,
    pub(crate) exceptions: Vec<Exception>,
    /// What is looked at before what waits for it.
    pub(crate) order: Vec<Target>,
    /// What parties are called, those that are declared before those that are facts.
    pub(crate) parties: Vec<Party>,
    /// Who does each act, where only one party can.
    pub(crate) doers: Vec<Option<PartyRef>>,
    /// Who settles each judgement.
    pub(crate) holders: Vec<Option<PartyRef>>,
    /// The rows that are wanted.
    pub(crate) wanted: Wanted,
    /// What is said of when an event was.
    pub(crate) instants: LeafId,
    /// What is said of a record.
    pub(crate) records: LeafId,
    /// So many variables a frame has.
    pub(crate) variables: u32,
    /// The way that needs no frames, where there is one.
    pub(crate) straight: Option<Box<Straight>>,
    /// No other plan has it, but for its copies.
    pub(crate) number: u64,
}

/// A party, by all that it may be called.
#[derive(Clone, Debug)]
pub(crate) struct Party {
    pub(crate) party: PartyRef,
    pub(crate) names: Vec<Name>,
    /// The slot of what its record calls itself.
    pub(crate) own: Option<SlotId>,
}

/// The rows that are wanted, in the order of the program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) all: bool,
    pub(crate) defines: Vec<DefineId>,
    pub(crate) duties: Vec<DutyId>,
    pub(crate) powers: Vec<PowerId>,
    pub(crate) sanctions: Vec<SanctionId>,
}

impl Prepared {
    /// Compiles a program.
    ///
    /// # Errors
    /// A construct that cannot be compiled yet.
    pub fn new(program: &Program, options: &Options) -> Result<Prepared, Unsupported> {
        compile::compile(program, options)
    }

    /// The same, to be judged by its ops as they are even where there is a shorter way.
    #[must_use]
    pub fn by_ops(mut self) -> Prepared {
        self.straight = None;
        self
    }

    /// Whether a record that has nothing out of the ordinary is judged in one pass.
    #[must_use]
    pub fn is_straight(&self) -> bool {
        self.straight.is_some()
    }

    /// The op of a step of the pass, where it has one of its own.
    #[must_use]
    pub fn op_of(&self, step: u32) -> Option<OpId> {
        let straight = self.straight.as_ref()?;
        straight.ops.get(step as usize).copied().flatten()
    }

    /// What sort of op it is, for those who count them.
    #[must_use]
    pub fn name(&self, op: OpId) -> &'static str {
        self.op(op).name()
    }

    /// Where the slots of its records are.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// How many ops there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// The ops.
    pub fn ops(&self) -> impl Iterator<Item = (OpId, &Op)> {
        (0u32..).map(OpId).zip(&self.ops)
    }

    /// The ops of a run of a block, each with its sort. Those of blocks within it are runs of their
    /// own.
    pub fn block_of(&self, block: BlockId) -> impl Iterator<Item = (OpId, &'static str)> + use<'_> {
        let block = self.block(block);
        let ops = (block.start.0..block.start.0.saturating_add(block.len)).map(OpId);
        ops.map(|op| (op, self.op(op).name()))
    }

    /// Where the expression of an op is written.
    #[must_use]
    pub fn span(&self, op: OpId) -> Option<Span> {
        self.spans.get(op.index()).copied()
    }

    /// The name of an exception.
    #[must_use]
    pub fn exception_name(&self, exception: ExceptionId) -> &str {
        let found = self.exceptions.get(exception.index());
        found.map_or("", |exception| exception.name.as_str())
    }

    pub(crate) fn op(&self, op: OpId) -> Op {
        self.ops.get(op.index()).copied().unwrap_or(Op::AsOf)
    }

    pub(crate) fn args(&self, args: Args) -> &[OpId] {
        let (from, len) = (args.from as usize, args.len as usize);
        self.args.get(from..from + len).unwrap_or_default()
    }

    pub(crate) fn fixed(&self, fixed: FixedId) -> Answer {
        self.fixed
            .get(fixed.index())
            .copied()
            .unwrap_or(Answer::NONE)
    }

    pub(crate) fn leaf(&self, leaf: LeafId) -> Option<&Leaf> {
        self.leaves.get(leaf.index())
    }

    pub(crate) fn block(&self, block: BlockId) -> Block {
        let found = self.blocks.get(block.index()).copied();
        found.unwrap_or(Block {
            start: OpId(0),
            len: 0,
        })
    }

    pub(crate) fn zone(&self, policy: PolicyId) -> crate::value::Zone {
        let policy = self.policies.get(policy.index());
        policy.map_or(crate::value::Zone::UTC, |policy| policy.zone)
    }

    /// Every how often a duty comes back.
    pub(crate) fn stretch(&self, duty: DutyId) -> Option<Stretch> {
        self.duties
            .get(duty.index())?
            .every
            .map(|(stretch, _)| stretch)
    }
}

/// Kinds are compared where a plan is made, and never after.
pub(crate) fn is_answer(kind: &Kind) -> bool {
    *kind == Kind::YesNo
}
