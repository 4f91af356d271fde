//! Provisions as blocks of ops: one block for each version, with the ops that its clauses are.

use crate::program::PartyRef;
use crate::program::expression::Stretch;
use crate::program::provision::Force;
use crate::value::{Interval, Zone};

use super::id::{ActId, BlockId, DutyId, ExceptionId, OpId, PolicyId, PowerId, SanctionId, VarId};
use super::op::{Dated, Member};
use super::time::CalendarRef;

/// A duty, a power or a sanction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// A duty.
    Duty(DutyId),
    /// A power.
    Power(PowerId),
    /// A sanction.
    Sanction(SanctionId),
}

/// A version of a provision.
#[derive(Clone, Debug)]
pub(crate) struct Version<T> {
    pub(crate) interval: Interval,
    /// For whom, or in which place, alone it is.
    pub(crate) addressees: Option<(BlockId, OpId)>,
    /// The zone and the calendar of its place, where it has one.
    pub(crate) setting: Option<PolicyId>,
    /// All ops of it.
    pub(crate) block: BlockId,
    pub(crate) body: T,
}

/// The versions that may be in force, in the order in which they go before one another.
#[derive(Clone, Debug)]
pub(crate) struct Versions<T> {
    pub(crate) all: Vec<Version<T>>,
    /// The edges at which one begins or ends, in order.
    pub(crate) edges: Vec<crate::value::Instant>,
    /// There is one, and it is always in force for everyone.
    pub(crate) sole: bool,
}

/// An exception without a name, or what is presumed of one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unless {
    pub(crate) condition: OpId,
    pub(crate) presumed: Option<bool>,
}

/// What governs an item: ops of its own, or what its policy says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Governed {
    pub(crate) own: Option<(BlockId, OpId)>,
    /// Its own asks of a member of a list.
    pub(crate) of_each: bool,
    /// Its own is a time of something that happened.
    pub(crate) comes_about: bool,
    pub(crate) policy: PolicyId,
}

/// A policy: what governs its items, and where its local times are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    pub(crate) governed_by: Option<(BlockId, OpId)>,
    /// That is a time of something that happened.
    pub(crate) comes_about: bool,
    pub(crate) zone: Zone,
}

/// A definition.
#[derive(Clone, Debug)]
pub(crate) struct Define {
    pub(crate) governed: Governed,
    pub(crate) params: u32,
    pub(crate) yes_no: bool,
    /// What it is while nothing is known of it.
    pub(crate) unknown: super::id::FixedId,
    pub(crate) determined_by: Option<Determined>,
    pub(crate) versions: Versions<Means>,
    pub(crate) exceptions: Vec<ExceptionId>,
}

/// The judgement that prevails over a definition: a slot, or of the record that is its argument.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Determined {
    /// A slot.
    Slot(super::id::SlotId, super::id::LeafId),
    /// So far into the record that is the first argument.
    Of(u32, super::id::LeafId),
}

/// What a version of a definition says.
#[derive(Clone, Debug)]
pub(crate) struct Means {
    pub(crate) means: OpId,
    pub(crate) unless: Vec<Unless>,
}

/// One instance for each member of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ForEach {
    pub(crate) listing: BlockId,
    pub(crate) list: OpId,
    pub(crate) member: Member,
    /// Run for each member.
    pub(crate) condition: Option<(BlockId, OpId)>,
}

/// A duty.
#[derive(Clone, Debug)]
pub(crate) struct Duty {
    pub(crate) governed: Governed,
    pub(crate) for_each: Option<ForEach>,
    pub(crate) every: Option<(Stretch, Option<VarId>)>,
    /// The act whose events give rise to it, and the variable that is the event.
    pub(crate) trigger: Option<(ActId, VarId)>,
    pub(crate) versions: Versions<DutyBody>,
    pub(crate) exceptions: Vec<ExceptionId>,
    /// All versions demand something.
    pub(crate) demands: bool,
    /// The acts that some version permits.
    pub(crate) permits: Vec<ActId>,
    /// Who bears it in the last version.
    pub(crate) last_bearer: Option<PartyRef>,
    /// The first day of its first version.
    pub(crate) since: Option<crate::value::Instant>,
}

/// What one version of a duty says.
#[derive(Clone, Debug)]
pub(crate) struct DutyBody {
    pub(crate) bearer: PartyRef,
    pub(crate) arises_on: Option<Trigger>,
    pub(crate) when: Option<OpId>,
    /// That asks of a member of a list, or of an event.
    pub(crate) when_of_each: bool,
    /// The limit may be another for each member or event, or there is none.
    pub(crate) by_of_each: bool,
    pub(crate) unless: Vec<Unless>,
    pub(crate) must: Must,
    pub(crate) reductions: Vec<Reduction>,
    pub(crate) by: Option<By>,
    pub(crate) relief: Option<Relief>,
    pub(crate) delayed: Option<OpId>,
    pub(crate) on_breach: Vec<SanctionId>,
    pub(crate) counts_as_done: Option<OpId>,
    pub(crate) even_before: bool,
}

/// A limit. It may be of another block than what it limits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct By {
    pub(crate) block: BlockId,
    pub(crate) at: OpId,
    pub(crate) dated: Dated,
}

/// Whether an event gives rise to a duty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trigger {
    pub(crate) condition: Option<OpId>,
}

/// What is owed, forbidden or permitted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Must {
    pub(crate) force: Force,
    pub(crate) deed: Deed,
}

/// What is to be done, or not.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deed {
    /// An act, of this quality; the block is run for each event.
    Act {
        /// The act.
        act: ActId,
        /// The variable that is the event.
        variable: VarId,
        /// Its quality.
        condition: Option<(BlockId, OpId)>,
    },
    /// A condition to be upheld.
    Ensure(BlockId, OpId),
    /// An amount to be paid.
    Payment {
        /// How much, in full.
        amount: (BlockId, OpId),
        /// The act whose events are payments.
        act: ActId,
        /// How far into the event is how much was paid.
        field: u32,
        /// What the vocabulary says of it.
        leaf: super::id::LeafId,
    },
}

/// How much less suffices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reduction {
    pub(crate) to: OpId,
    pub(crate) share: bool,
    pub(crate) condition: Option<OpId>,
}

/// A later limit: an hour on the working day after the plain one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Relief {
    pub(crate) hour: i64,
    pub(crate) calendar: CalendarRef,
    pub(crate) variable: VarId,
    /// Run where the plain limit is known.
    pub(crate) condition: Option<(BlockId, OpId)>,
}

/// An exception.
#[derive(Clone, Debug)]
pub(crate) struct Exception {
    pub(crate) versions: Versions<ExceptionBody>,
    /// The policy by whose zone and calendar its times are counted.
    pub(crate) policy: PolicyId,
    /// Exceptions to it.
    pub(crate) exceptions: Vec<ExceptionId>,
    pub(crate) name: String,
}

/// What one version of an exception says.
#[derive(Clone, Debug)]
pub(crate) struct ExceptionBody {
    pub(crate) targets: Vec<crate::program::Target>,
    pub(crate) when: Option<OpId>,
    pub(crate) presumed: Option<bool>,
    pub(crate) instead: Option<Instead>,
}

/// What an exception puts in place of what a duty demands.
#[derive(Clone, Debug)]
pub(crate) struct Instead {
    pub(crate) must: Option<Must>,
    pub(crate) to: bool,
    pub(crate) by: Option<By>,
    /// Whether it says by when: without delay alone takes a limit away.
    pub(crate) sets_time: bool,
    pub(crate) due: VarId,
}

/// A power.
#[derive(Clone, Debug)]
pub(crate) struct Power {
    pub(crate) governed: Governed,
    pub(crate) for_each: Option<ForEach>,
    pub(crate) versions: Versions<PowerBody>,
    pub(crate) exceptions: Vec<ExceptionId>,
    /// The acts that exercise it, in any version.
    pub(crate) acts: Vec<ActId>,
}

/// What one version of a power says.
#[derive(Clone, Debug)]
pub(crate) struct PowerBody {
    pub(crate) when: Option<OpId>,
    pub(crate) unless: Vec<Unless>,
}

/// A sanction.
#[derive(Clone, Debug)]
pub(crate) struct Sanction {
    pub(crate) governed: Governed,
    pub(crate) for_each: Option<ForEach>,
    pub(crate) opened_by: Vec<DutyId>,
    /// Duties whose breach opens it, by name or by a condition, in order.
    pub(crate) duties: Vec<DutyId>,
    /// Of those, the ones that a condition asks for.
    pub(crate) asked: Vec<DutyId>,
    /// Sanctions in whose place it comes, in order.
    pub(crate) others: Vec<SanctionId>,
    /// It may open by a condition that asks for no breach.
    pub(crate) itself: bool,
    /// Its instances say by which duty's breach they are open.
    pub(crate) several: bool,
    pub(crate) acts: Vec<ActId>,
    pub(crate) versions: Versions<SanctionBody>,
    pub(crate) exceptions: Vec<ExceptionId>,
}

/// What one version of a sanction says.
#[derive(Clone, Debug)]
pub(crate) struct SanctionBody {
    pub(crate) when: Option<OpId>,
    /// The condition is nothing but the state of a duty.
    pub(crate) when_is_state: bool,
    /// Duties whose breach the condition asks for.
    pub(crate) breaches: Vec<DutyId>,
    pub(crate) unless: Vec<Unless>,
    pub(crate) through: Option<ActId>,
    pub(crate) up_to: Vec<OpId>,
    pub(crate) in_lieu_of: Option<(SanctionId, Option<OpId>)>,
}
