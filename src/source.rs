//! Text as loaded, and every conversion of a position in it.
//!
//! A place is a [`Span`] of bytes in a file that is only a number; people are
//! shown lines and letters, editors UTF-16 units. Nothing here knows a stage.

use serde::Serialize;

/// The largest file that is read, in bytes; longer ones are refused before anything else.
pub const MAX_FILE_BYTES: usize = 32 * 1024 * 1024;

/// A loaded file, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A run of bytes in one file: `start` included, `end` excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file the bytes are in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// From the start of this span to the end of a later one in the same file.
    #[must_use]
    pub fn to(self, later: Span) -> Span {
        Span {
            end: later.end.max(self.end),
            ..self
        }
    }

    /// The empty span at the end of this one.
    #[must_use]
    pub fn end_point(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }

    /// How many bytes it covers.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end.saturating_sub(self.start)) as usize
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// Where a span begins and ends, as people and editors count; lines and columns start at 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file's name as it was given.
    pub file: String,
    /// Line of the first letter.
    pub line: u32,
    /// Column of the first letter, in letters (a decomposed syllable is one letter).
    pub column: u32,
    /// Column of the first letter in UTF-16 units, as editors count.
    pub column_utf16: u32,
    /// Line of the end.
    pub end_line: u32,
    /// Column after the last letter, in letters.
    pub end_column: u32,
}

/// One loaded file.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Byte offset at which each line begins.
    lines: Vec<u32>,
}
