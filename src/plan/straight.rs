//! A plan without branches: one pass over a flat list of steps, for facts at the top, comparisons,
//! their conjunctions, definitions, and provisions with one instance in one version. A step names
//! earlier steps by their registers. A plan has it if all rows that are asked for can be judged so; a
//! record that needs more is judged by the ops.

mod build;
mod prune;

use crate::program::provision::Force;
use crate::value::{State, Truth};

use super::id::{DefineId, ExceptionId, OpId};
use super::provision::Item;

/// A register: of an answer, an ordered value or an instance, each counted by itself.
pub(crate) type At = u32;

/// No register.
pub(crate) const NOTHING: At = At::MAX;

/// Steps, and the rows that are read from their registers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Straight {
    pub(crate) steps: Vec<Step>,
    /// The times that govern what is there, which have to be past.
    pub(crate) governing: Vec<(u32, Sort)>,
    /// Registers side by side.
    pub(crate) args: Vec<At>,
    pub(crate) conclusions: Vec<Conclusion>,
    pub(crate) instances: Vec<Instance>,
    /// Where each op is found.
    pub(crate) of_op: Vec<Option<Register>>,
    /// The steps that come to the registers of answers, figures and instances.
    pub(crate) makers: [Vec<u32>; 3],
    /// Where what each step comes to is found.
    pub(crate) registers: Vec<Register>,
    /// The op of each step, where it has one.
    pub(crate) ops: Vec<Option<OpId>>,
}

/// Some registers, among the `args`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Side {
    pub(crate) from: u32,
    pub(crate) len: u32,
}

/// Where something is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Register {
    Answer(At),
    Figure(At),
    Instance(At),
}

/// One step. Its register is the next of its sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Step {
    /// What is written.
    Written(Truth),
    /// A slot that is answered yes or no.
    Answer(u32),
    /// A judgement: its slot, and behind it that of since when there is one.
    Judged(u32),
    /// Whether a slot is one of these choices, and what that is while nothing is told.
    OneOf(u32, Truth, u64),
    /// Whether a slot of an ordered value that is no time is less than so many millionths; or the
    /// opposite.
    Below(u32, i64, bool),
    /// Whether it is more; or the opposite.
    Above(u32, i64, bool),
    /// Whether one ordered value is less than another; or the opposite.
    Less(At, At, bool),
    Not(At),
    All(Side),
    Any(Side),
    AtLeast(u32, Side),
    If(At, At, At),
    /// What is presumed while it is undetermined.
    Presumed(At, bool),
    /// Whether an instance is in a state.
    Is(At, State),
    /// So many millionths.
    Exactly(i64),
    /// A slot of an ordered value that is no time.
    Figure(u32),
    /// A slot of a time; whether it lies ahead by its nature.
    Time(u32, Sort, bool),
    Plus(At, At),
    Minus(At, At),
    /// An instance, from whether its trigger holds, whether no exception does, and what it turns on.
    Instance(Turns, At, At, At),
}

/// Whether a time is an instant or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sort {
    Instant,
    Day,
}

/// On what the state of an instance turns, once it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Turns {
    /// A duty: a condition to be upheld, or kept from coming about.
    Condition(Force),
    /// A duty: an act without a limit, of which nothing is on record.
    Act(Force),
    Power,
    Sanction,
}

/// The row of a definition.
#[derive(Clone, Debug)]
pub(crate) struct Conclusion {
    pub(crate) define: DefineId,
    pub(crate) is: Register,
    /// What it is before its exceptions are looked at.
    pub(crate) rule: Register,
    pub(crate) exceptions: Vec<(ExceptionId, At)>,
}

/// The row of an instance.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    pub(crate) item: Item,
    pub(crate) at: At,
    /// Whether its trigger holds.
    pub(crate) trigger: At,
    pub(crate) exceptions: Vec<(ExceptionId, At)>,
    /// At most how much it is, as it is written.
    pub(crate) most: Vec<super::answer::Answer>,
}

impl Step {
    /// Of which sort its register is.
    pub(crate) fn sort(&self) -> Register {
        match self {
            Step::Exactly(_)
            | Step::Figure(_)
            | Step::Time(..)
            | Step::Plus(..)
            | Step::Minus(..) => Register::Figure(NOTHING),
            Step::Instance(..) => Register::Instance(NOTHING),
            _ => Register::Answer(NOTHING),
        }
    }
}

impl Straight {
    /// The registers of these.
    pub(crate) fn args(&self, side: Side) -> &[At] {
        let (from, len) = (side.from as usize, side.len as usize);
        self.args.get(from..from + len).unwrap_or_default()
    }

    /// The step that comes to a register.
    pub(crate) fn maker(&self, register: Register) -> Option<u32> {
        let [answers, figures, instances] = &self.makers;
        let (of, at) = match register {
            Register::Answer(at) => (answers, at),
            Register::Figure(at) => (figures, at),
            Register::Instance(at) => (instances, at),
        };
        of.get(at as usize).copied()
    }

    /// Where an op is found.
    pub(crate) fn register(&self, op: OpId) -> Option<Register> {
        self.of_op.get(op.index()).copied().flatten()
    }
}
