//! The only test binary; its modules stand in the order of the pipeline.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod rooms;
mod routes;

mod files;
mod golden;
mod grammar;
mod habits;
mod shipped;

mod book;
mod broken;

mod broken_facts;

mod told;

mod full;

mod schema;
mod slips;

mod screen;

mod check;

mod explain;

mod period;
mod readings;
mod reckoning;

mod constructs;

mod edits;

mod fuzz;

mod clocks;

mod limits;

mod proportion;

mod policies;

mod korean;

mod statutes;

mod known;

mod calendar;
mod names;
mod new;

mod depends;
mod output;
mod record;

mod equal;

mod batch;

mod acts;
mod answers;
mod ask;
mod format;
mod index;
mod inquiry;

mod graph;
mod testing;

mod changes;

mod coming;

mod open;

mod tables;

mod time;

mod docs;

mod memo;

mod torn;
mod transcripts;
