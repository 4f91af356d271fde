//! A record as it is written, before anyone asks what it means: a tree in
//! which every piece keeps its place. Each form of file has a reader that ends here.

use crate::source::Span;

/// A piece of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Where it is written.
    pub(super) span: Span,
    /// What is written.
    pub(super) data: Data,
}

/// What is written in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Data {
    /// The word that some forms of file have for nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number, in its own digits.
    Number(String),
    /// Text.
    Text(String),
    /// One thing after another.
    List(Vec<Node>),
    /// Names and what is written under them, duplicates kept.
    Map(Vec<Entry>),
}

/// A name and what is written under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The name.
    pub(super) key: String,
    /// Where the name is written.
    pub(super) at: Span,
    /// What is written under it.
    pub(super) value: Node,
}
