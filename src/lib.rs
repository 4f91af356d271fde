//! Onus: a declarative language of legal duties, and its interpreter.
//!
//! Text becomes what was written, then what was meant, then what follows:
//!
//! ```text
//!  policies/*.onus          facts.json + an instant
//!         │                        │
//!      Source ──pairs──▶ tree::File ──check──▶ Program ──eval──▶ Determination ──▶ text │ JSON
//!    (as loaded)      (as written)         (as meant)         (as follows)
//!         └───────── Diagnostic (plain data, from any stage) ─────────▶ report │ JSON
//! ```
//!
//! The library takes text, facts and instants. It opens no file and reads no
//! clock, no locale and no environment; the same input gives the same bytes.

pub mod check;
pub mod determination;
pub mod diagnostic;
pub mod eval;
pub mod facts;
pub mod name;
pub mod period;
pub mod program;
pub mod render;
pub mod source;
pub mod syntax;
pub mod value;
