//! One layout for policies. Words, comments, blank lines and line breaks stay where the author put
//! them; indentation, the blanks between words and the columns of titles, versions and tables are
//! settled here, and a condition that is wider than a line is broken at its connectives. Knows
//! words and places only, no meaning.

mod align;
mod indent;
mod lines;

use std::borrow::Cow;

use crate::syntax::{self, Comment, Token};

/// How wide a line may be before its condition is broken.
pub const WIDTH: usize = 100;

/// Why a text is left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Something in it is no item or clause; checking says what.
    Unreadable,
    /// The text that was made is not the same policy. This is a fault of the formatter.
    Changed,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refusal::Unreadable => "the text has an error and was left as it is",
            Refusal::Changed => {
                "formatting would have changed the policy; the text was left as it is"
            }
        })
    }
}

impl std::error::Error for Refusal {}

/// A policy in its layout, with lines of at most that width where a condition can be broken.
///
/// Every word and every comment of the text is in it, in the same order; that is checked before it
/// is given back.
///
/// # Errors
///
/// The text cannot be read whole, or the layout would have changed more than blanks.
pub fn format(text: &str, width: usize) -> Result<String, Refusal> {
    let tokens = syntax::tokens(text).ok_or(Refusal::Unreadable)?;
    let comments = syntax::comments(text);
    let mut lines = lines::lines(text, &tokens, &comments, width);
    align::align(&mut lines);
    let made = indent::indented(&lines);
    if same(text, &tokens, &comments, &made) {
        Ok(made)
    } else {
        Err(Refusal::Changed)
    }
}

/// Whether two texts differ in blanks alone.
fn same(text: &str, tokens: &[Token], comments: &[Comment], made: &str) -> bool {
    let Some(others) = syntax::tokens(made) else {
        return false;
    };
    let words = |text: &str, of: &[Token]| -> Vec<(syntax::Part, String)> {
        let word = |token: &Token| (token.part, written(text, token).into_owned());
        of.iter().map(word).collect()
    };
    let told = |text: &str, of: &[Comment]| -> Vec<String> {
        let told = of.iter().map(|comment| comment.span);
        told.map(|span| text.get(span.start as usize..span.end as usize))
            .map(|told| told.unwrap_or_default().to_owned())
            .collect()
    };
    words(text, tokens) == words(made, &others)
        && told(text, comments) == told(made, &syntax::comments(made))
}

/// A token as it is laid out: with single blanks between the words of a keyword.
fn written<'t>(text: &'t str, token: &Token) -> Cow<'t, str> {
    let word = text.get(token.range.clone()).unwrap_or_default();
    let plain = word.starts_with('"') || !word.contains(char::is_whitespace);
    if plain {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.split_whitespace().collect::<Vec<_>>().join(" "))
}
