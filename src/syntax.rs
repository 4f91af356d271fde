//! Text to tree: always a tree, sometimes findings.

pub mod tree;
