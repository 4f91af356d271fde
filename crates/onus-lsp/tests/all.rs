//! The server over its protocol: a session from beginning to end, what each question answers, and what
//! that costs.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod answers;
mod editor;
mod highlighting;
mod large;
mod offers;
mod session;
mod stdio;
mod texts;
mod work;
