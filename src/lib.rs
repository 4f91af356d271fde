//! Onus: a declarative language of legal duties, and its interpreter.
//!
//! Text becomes what was written, then what was meant, then what follows.

pub mod diagnostic;
pub mod name;
pub mod render;
pub mod source;
