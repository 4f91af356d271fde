//! Text as loaded, and every conversion of a position in it.
//!
//! A place is a [`Span`] of bytes in a file that is only a number; people are
//! shown lines and letters, editors UTF-16 units. Nothing here knows a stage.

use std::sync::Arc;

use serde::Serialize;
use unicode_width::UnicodeWidthChar;

/// The largest file that is read, in bytes; longer ones are refused before anything else.
pub const MAX_FILE_BYTES: usize = 32 * 1024 * 1024;

/// A loaded file, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// Its number, in the order in which the files were added.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

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
    /// The bytes from `start` up to `end`.
    #[must_use]
    pub fn new(file: FileId, start: u32, end: u32) -> Span {
        Span { file, start, end }
    }

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

    /// Whether the other lies in it.
    #[must_use]
    pub fn holds(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
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
    /// Column after the last letter, in UTF-16 units.
    pub end_column_utf16: u32,
}

/// One loaded file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    /// Byte offset at which each line begins.
    lines: Vec<u32>,
}

impl Source {
    fn new(name: String, text: String) -> Source {
        let starts = text
            .match_indices('\n')
            .map_while(|(at, _)| u32::try_from(at + 1).ok());
        let lines = std::iter::once(0).chain(starts).collect();
        Source { name, text, lines }
    }

    /// The name as it was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text as it was given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines there are; a final line end opens one more, as editors count.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// The number of the line in which a byte is, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        let number = self.lines.partition_point(|start| *start <= offset);
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// Where a line begins and what is written in it, without its line end and
    /// without the mark that some editors put before the first line.
    #[must_use]
    pub fn line(&self, number: u32) -> Option<(u32, &str)> {
        let index = (number as usize).checked_sub(1)?;
        let start = *self.lines.get(index)?;
        let end = match self.lines.get(index + 1) {
            Some(next) => *next as usize,
            None => self.text.len(),
        };
        let line = self.text.get(start as usize..end)?;
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        match line.strip_prefix('\u{feff}') {
            Some(rest) if index == 0 => Some((3, rest)),
            _ => Some((start, line)),
        }
    }

    /// The byte at a place as editors count: a line from 1, and UTF-16 units of that line before it,
    /// from 0. A column within a character or past the end of its line is the next byte that can be
    /// pointed at; `None` for a line that is not there.
    #[must_use]
    pub fn offset(&self, line: u32, utf16: u32) -> Option<u32> {
        let (start, text) = self.line(line)?;
        let mut units = 0;
        let before = text.char_indices().take_while(|(_, letter)| {
            let there = units >= utf16;
            units += u32::try_from(letter.len_utf16()).unwrap_or(1);
            !there
        });
        let length = before
            .last()
            .map_or(0, |(at, letter)| at + letter.len_utf8());
        Some(start + u32::try_from(length).ok()?)
    }

    /// Line, letters and UTF-16 units before a byte. Only its line is looked at.
    fn position(&self, offset: u32) -> (u32, u32, u32) {
        let number = self.line_of(offset);
        let Some((start, line)) = self.line(number) else {
            return (1, 1, 1);
        };
        let before = prefix(line, offset.saturating_sub(start) as usize);
        let column = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        if before.is_ascii() {
            return (number, column(before.len()), column(before.len()));
        }
        let units = before.chars().map(char::len_utf16).sum();
        (number, column(letters(before)), column(units))
    }
}

/// The text up to a byte, or up to the character that the byte is part of.
fn prefix(text: &str, mut end: usize) -> &str {
    end = end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Whether a character is a letter of its own rather than a part of the one before it.
#[must_use]
pub fn is_letter(c: char) -> bool {
    c.is_control() || c.width() != Some(0)
}

/// How many letters a reader counts: a decomposed syllable is one, a tab is one.
#[must_use]
pub fn letters(text: &str) -> usize {
    text.chars().filter(|c| is_letter(*c)).count()
}

/// Every loaded file.
///
/// A copy shares the texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: Vec<Arc<Source>>,
}

impl Sources {
    /// Takes in a file. A text beyond [`MAX_FILE_BYTES`] is kept as it is; refusing
    /// it is left to the stage that would have to read it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files
            .push(Arc::new(Source::new(name.into(), text.into())));
        id
    }

    /// Puts another text in the place of a file's, as an editor does while it is written. Places in
    /// the old text no longer mean anything.
    pub fn replace(&mut self, file: FileId, text: impl Into<String>) {
        if let Some(source) = self.files.get_mut(file.index()) {
            *source = Arc::new(Source::new(source.name.clone(), text.into()));
        }
    }

    /// A file by its number.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.index()).map(Arc::as_ref)
    }

    /// What is written in a place; nothing if there is no such place.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file)
            .and_then(|source| source.text.get(span.start as usize..span.end as usize))
            .unwrap_or_default()
    }

    /// A place as people and editors count.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let (name, start, end) = match self.get(span.file) {
            Some(source) => (
                source.name.clone(),
                source.position(span.start),
                source.position(span.end.max(span.start)),
            ),
            None => (String::new(), (1, 1, 1), (1, 1, 1)),
        };
        Place {
            file: name,
            line: start.0,
            column: start.1,
            column_utf16: start.2,
            end_line: end.0,
            end_column: end.1,
            end_column_utf16: end.2,
        }
    }

    /// The span itself if there is anything to see in it. A span that covers nothing,
    /// or nothing but a line end, cannot be underlined: the last word before it
    /// stands for it, or else the first word after it.
    #[must_use]
    pub fn marked(&self, span: Span) -> Span {
        let seen = self.text(span).trim_matches(['\r', '\n', '\u{feff}']);
        let Some(source) = self.get(span.file).filter(|_| seen.is_empty()) else {
            return span;
        };
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        let before = prefix(&source.text, span.start as usize);
        let after = source.text.get(before.len()..).unwrap_or_default();
        let head = before.trim_end_matches(blank);
        let (start, end) = if head.is_empty() {
            let word = after.trim_start_matches(blank);
            let start = source.text.len() - word.len();
            (start, start + word.find(blank).unwrap_or(word.len()))
        } else {
            let word = head.rsplit(blank).next().unwrap_or_default();
            (head.len() - word.len(), head.len())
        };
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) if start < end => Span { start, end, ..span },
            _ => span,
        }
    }

    /// Every file with its number, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        (0..).map(FileId).zip(self.files.iter().map(Arc::as_ref))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, column and UTF-16 column of the first place where `word` is.
    fn at(text: &str, word: &str) -> (u32, u32, u32) {
        let mut sources = Sources::default();
        let file = sources.add("a.onus", text);
        let start = text.find(word).unwrap_or(text.len()) as u32;
        let place = sources.place(Span::new(file, start, start + word.len() as u32));
        (place.line, place.column, place.column_utf16)
    }

    #[test]
    fn letters_are_counted_and_not_bytes() {
        assert_eq!(at("when 근로시간 exceeds", "exceeds"), (1, 11, 11));
        assert_eq!(at("\twhen", "when"), (1, 2, 2));
        assert_eq!(at("𠮷 when", "when"), (1, 3, 4));
    }

    #[test]
    fn a_decomposed_syllable_is_one_letter() {
        // The six conjoining letters of two syllables, the second of which has no final.
        let text = "\u{1100}\u{1173}\u{11ab}\u{1105}\u{1169} when";
        assert_eq!(at(text, "when"), (1, 4, 7));
    }

    #[test]
    fn either_line_end_is_one() {
        assert_eq!(at("a\r\nb\r\nwhen", "when"), (3, 1, 1));
        assert_eq!(at("a\nb\nwhen", "when"), (3, 1, 1));
        // Between the two halves of a line end one is still at the end of its line.
        assert_eq!(at("ab\r\ncd", "\n"), (1, 3, 3));
    }

    #[test]
    fn a_byte_order_mark_counts_for_nothing() {
        assert_eq!(at("\u{feff}가 when", "when"), (1, 3, 3));
        assert_eq!(at("\u{feff}when", "\u{feff}"), (1, 1, 1));
        assert_eq!(at("\u{feff}a\nb", "b"), (2, 1, 1));
    }

    #[test]
    fn the_end_of_the_file_is_a_place() {
        assert_eq!(at("a\nbc", "nowhere"), (2, 3, 3));
        assert_eq!(at("a\nbc\n", "nowhere"), (3, 1, 1));
        assert_eq!(at("", "nowhere"), (1, 1, 1));
    }

    #[test]
    fn places_that_do_not_exist_are_survived() {
        let mut sources = Sources::default();
        let file = sources.add("a", "가나");
        assert_eq!(sources.text(Span::new(file, 1, 3)), "");
        assert_eq!(sources.text(Span::new(file, 3, 99)), "");
        assert_eq!(sources.text(Span::new(file, 3, 1)), "");
        assert_eq!(sources.text(Span::new(file, 3, 6)), "나");
        assert_eq!(sources.place(Span::new(file, 4, u32::MAX)).column, 2);
        let other = FileId(7);
        assert!(sources.get(other).is_none());
        assert_eq!(sources.place(Span::new(other, 0, 1)).line, 1);
        assert_eq!(sources.marked(Span::new(other, 0, 0)).file, other);
    }

    #[test]
    fn what_cannot_be_seen_is_marked_at_a_word() {
        let mut sources = Sources::default();
        let file = sources.add("a", "one 두울\n\n");
        let word = |start, end| sources.text(sources.marked(Span::new(file, start, end)));
        assert_eq!(word(12, 12), "두울");
        assert_eq!(word(10, 11), "두울");
        assert_eq!(word(4, 4), "one");
        assert_eq!(word(0, 0), "one");
        assert_eq!(word(3, 4), " ");
        let empty = sources.add("b", "\n");
        let span = Span::new(empty, 1, 1);
        assert_eq!(sources.marked(span), span);
    }

    #[test]
    fn a_place_as_editors_count_leads_back_to_its_byte() {
        let mut sources = Sources::default();
        let text = "\u{feff}가 when\r\n𠮷 b\n\nend";
        let file = sources.add("a", text);
        let offset = |line, utf16| {
            sources
                .get(file)
                .and_then(|source| source.offset(line, utf16))
        };
        for (at, _) in text.char_indices().filter(|(_, c)| !c.is_control()) {
            let at = at as u32;
            let place = sources.place(Span::new(file, at, at));
            let back = offset(place.line, place.column_utf16 - 1);
            assert_eq!(back, Some(at.max(3)), "byte {at}");
        }
        // Within a character, past the end of a line, and on a line that is not there.
        assert_eq!(offset(2, 1), offset(2, 2));
        assert_eq!(offset(3, 9), offset(3, 0));
        assert_eq!(offset(9, 0), None);
    }

    #[test]
    fn a_text_can_be_replaced() {
        let mut sources = Sources::default();
        let (first, second) = (sources.add("a", "1\n2"), sources.add("b", "x"));
        sources.replace(first, "one");
        sources.replace(FileId(7), "nothing");
        assert_eq!(sources.get(first).map(Source::line_count), Some(1));
        assert_eq!(sources.text(Span::new(first, 0, 3)), "one");
        assert_eq!(sources.get(first).map(Source::name), Some("a"));
        assert_eq!(sources.text(Span::new(second, 0, 1)), "x");
    }

    #[test]
    fn files_are_numbered_as_they_come() {
        let mut sources = Sources::default();
        assert!(sources.is_empty());
        let first = sources.add("a", "1\n2");
        let second = sources.add("b", "");
        assert_eq!((first.index(), second.index(), sources.len()), (0, 1, 2));
        let names: Vec<_> = sources.iter().map(|(id, s)| (id, s.name())).collect();
        assert_eq!(names, [(first, "a"), (second, "b")]);
        assert_eq!(sources.get(first).map(Source::line_count), Some(2));
    }
}
