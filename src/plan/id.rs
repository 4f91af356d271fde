//! Numbers of things in a plan, each of a type of its own.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) u32);

        impl $name {
            /// The one at this position.
            pub(crate) fn at(position: usize) -> $name {
                $name(u32::try_from(position).unwrap_or(u32::MAX))
            }

            /// Its position.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// An op.
    OpId
    /// A slot: a cell of the record, from its beginning.
    SlotId
    /// A constant.
    FixedId
    /// What the vocabulary says of a slot.
    LeafId
    /// Ops that are run together, and have one answer each for each run.
    BlockId
    /// A variable of a frame.
    VarId
    /// A definition of the program.
    DefineId
    /// A duty of the program.
    DutyId
    /// A power of the program.
    PowerId
    /// A sanction of the program.
    SanctionId
    /// An exception of the program.
    ExceptionId
    /// An act of the program.
    ActId
    /// A judgement of the program.
    JudgementId
    /// A policy of the program.
    PolicyId
}
