//! Onus: a declarative language of legal duties, and its interpreter.
//!
//! Text becomes what was written, then what was meant, then what follows.

pub mod check;
pub mod determination;
pub mod diagnostic;
pub mod facts;
pub mod name;
pub mod program;
pub mod render;
pub mod source;
pub mod syntax;
pub mod value;
