//! Findings and answers, put before people and programs.
//!
//! What arrives here is finished: places, words and facts. A renderer chooses
//! the language, the layout and the colour, and nothing else. It must not know
//! how a finding was made, and it neither reads files nor looks at the terminal.

pub mod answer;
#[cfg(feature = "cli")]
mod excerpt;
pub mod findings;
pub mod report;
