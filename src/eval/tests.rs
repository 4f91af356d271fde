//! The evaluator on small programs built by hand.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says so when it is surprised"
)]

mod exceptions;
mod kleene;
mod lists;
mod make;
mod record;
mod routes;
mod states;
mod versions;
