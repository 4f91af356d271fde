//! Findings and answers, put before people and programs.
//!
//! What arrives here is finished: places, words and facts. A renderer chooses
//! the language, the layout and the colour, and nothing else. It must not know
//! how a finding was made, and it neither reads files nor looks at the terminal.

pub mod answer;
mod date;
#[cfg(feature = "cli")]
mod excerpt;
pub mod findings;
pub mod json;
pub mod period;
pub mod report;

/// What is shown for a character: one that would move the cursor or turn the
/// direction of writing is shown as the replacement character.
fn visible(c: char) -> char {
    match c {
        '\t' => c,
        // No characters of any text.
        '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            '\u{fffd}'
        }
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    }
}
