//! The operators that the tree and the program share.

/// A comparison, by the statute's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `>=`, 이상
    AtLeast,
    /// `>`, 초과
    MoreThan,
    /// `<=`, 이하
    AtMost,
    /// `<`, 미만
    LessThan,
}

/// `+` or `-`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// `*` or `/`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// `*`
    Times,
    /// `/`
    Divided,
}
