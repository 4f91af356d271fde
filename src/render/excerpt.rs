//! The few lines that a finding points at, cut to what can be read, with the
//! places to underline in them. It measures in bytes and letters, never in cells.

use std::ops::Range;

use super::visible;
use crate::diagnostic::{Diagnostic, Label, Language};
use crate::source::{FileId, Sources, Span, is_letter};

/// A line with more letters than this is cut.
const LONG_LINE: usize = 200;
/// How many letters of a cut line are shown before the fault.
const SHOWN_BEFORE: usize = 60;
/// How many letters of a cut line are shown from the fault on.
const SHOWN_AFTER: usize = 100;
/// How many characters are looked at for those letters, since marks without
/// width can be heaped up without end and make no letter.
const MOST_CHARACTERS: usize = 1000;

/// Some lines of one or more files, one after the other.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// The lines as they are to be shown, each with a line end.
    pub(super) text: String,
    /// Where each line comes from, in the order of the text.
    pub(super) lines: Vec<Line>,
    /// What is underlined, in the order of the text.
    pub(super) marks: Vec<Mark>,
}

/// A line of the excerpt, or the part of it that is shown.
#[derive(Debug)]
pub(super) struct Line {
    /// Its bytes in the excerpt, the line end included.
    pub(super) bytes: Range<usize>,
    /// The file it was written in.
    pub(super) file: FileId,
    /// Its number in that file, from 1.
    pub(super) number: u32,
}

/// A place to underline. It never leaves its line.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its bytes in the excerpt.
    pub(super) bytes: Range<usize>,
    /// What is said of it; may be empty.
    pub(super) text: String,
    /// The place in the file that it stands for.
    pub(super) span: Span,
    /// Whether this is the place at fault.
    pub(super) primary: bool,
}

impl Excerpt {
    /// The lines of a finding: those about the place at fault come first.
    pub(super) fn new(
        finding: &Diagnostic,
        sources: &Sources,
        language: Language,
        ellipsis: &str,
    ) -> Excerpt {
        let mut spots: Vec<Spot<'_>> = std::iter::once((&finding.primary, true))
            .chain(finding.others.iter().map(|label| (label, false)))
            .filter_map(|(label, primary)| Spot::new(label, primary, sources))
            .collect();
        let home = finding.primary.span.file;
        spots.sort_by_key(|spot| {
            let file = spot.span.file;
            (file != home, file, spot.number, spot.bytes.start)
        });
        let mut excerpt = Excerpt::default();
        for piece in pieces(spots) {
            excerpt.push(&piece, language, ellipsis);
        }
        excerpt
    }

    fn push(&mut self, piece: &Piece<'_>, language: Language, ellipsis: &str) {
        let start = self.text.len();
        let shown = piece.line.get(piece.window.clone()).unwrap_or_default();
        if piece.window.start > 0 {
            self.text.push_str(ellipsis);
        }
        // Replaced characters have other lengths, so where each byte went is noted.
        let mut places = Vec::with_capacity(shown.len());
        for c in shown.chars() {
            places.resize(places.len() + c.len_utf8(), self.text.len());
            self.text.push(visible(c));
        }
        let end = self.text.len();
        if piece.window.end < piece.line.len() {
            self.text.push_str(ellipsis);
        }
        self.text.push('\n');
        let place = |byte: usize| {
            let index = byte.saturating_sub(piece.window.start);
            places.get(index).copied().unwrap_or(end)
        };
        for spot in &piece.spots {
            self.marks.push(Mark {
                bytes: place(spot.bytes.start)..place(spot.bytes.end),
                text: spot.label.text.get(language).chars().map(visible).collect(),
                span: spot.span,
                primary: spot.primary,
            });
        }
        self.lines.push(Line {
            bytes: start..self.text.len(),
            file: piece.file,
            number: piece.number,
        });
    }
}

/// A label on the one line where it is shown: a long place is shown by its first line.
struct Spot<'a> {
    label: &'a Label,
    primary: bool,
    span: Span,
    number: u32,
    line: &'a str,
    bytes: Range<usize>,
}

impl<'a> Spot<'a> {
    fn new(label: &'a Label, primary: bool, sources: &'a Sources) -> Option<Spot<'a>> {
        let span = sources.marked(label.span);
        let source = sources.get(span.file)?;
        let number = source.line_of(span.start);
        let (first, line) = source.line(number)?;
        let within = |byte: u32| (byte.saturating_sub(first) as usize).min(line.len());
        let mut start = within(span.start);
        while !line.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = within(span.end).max(start);
        while !line.is_char_boundary(end) {
            end += 1;
        }
        Some(Spot {
            label,
            primary,
            span,
            number,
            line,
            bytes: start..end,
        })
    }

    /// The part of the line that is shown because of this place.
    fn window(&self) -> Range<usize> {
        let line = self.line;
        if reach(line.char_indices(), LONG_LINE + 1).is_none() {
            return 0..line.len();
        }
        let (before, after) = line.split_at(self.bytes.start);
        let start = reach(before.char_indices().rev(), SHOWN_BEFORE).unwrap_or(0);
        let end = reach(after.char_indices(), SHOWN_AFTER + 1)
            .map_or(line.len(), |at| self.bytes.start + at);
        start..end
    }
}

/// Where the letter of this number begins, or where the search for it is given up;
/// nothing if the characters end before.
fn reach(characters: impl Iterator<Item = (usize, char)>, letter: usize) -> Option<usize> {
    let mut letters = 0;
    for (index, (at, c)) in characters.enumerate() {
        letters += usize::from(is_letter(c));
        if letters == letter || index == MOST_CHARACTERS {
            return Some(at);
        }
    }
    None
}

/// A part of a line and the places in it.
struct Piece<'a> {
    file: FileId,
    number: u32,
    line: &'a str,
    window: Range<usize>,
    spots: Vec<Spot<'a>>,
}

/// Gathers the places, sorted, into lines; a run of lines that follow one another
/// stays together, and the run with the place at fault is put first.
fn pieces(spots: Vec<Spot<'_>>) -> Vec<Piece<'_>> {
    let mut runs: Vec<Vec<Piece<'_>>> = Vec::new();
    for spot in spots {
        let (file, number) = (spot.span.file, spot.number);
        let mut follows = false;
        if let Some(piece) = runs.last_mut().and_then(|run| run.last_mut()) {
            let window = &piece.window;
            let inside = window.start <= spot.bytes.start && spot.bytes.end <= window.end;
            if piece.file == file && piece.number == number && inside {
                piece.spots.push(spot);
                continue;
            }
            follows = piece.file == file && piece.number + 1 == number;
        }
        let piece = Piece {
            file,
            number,
            line: spot.line,
            window: spot.window(),
            spots: vec![spot],
        };
        match runs.last_mut() {
            Some(run) if follows => run.push(piece),
            _ => runs.push(vec![piece]),
        }
    }
    let is_other = |run: &Vec<Piece<'_>>| {
        !run.iter()
            .flat_map(|piece| &piece.spots)
            .any(|spot| spot.primary)
    };
    runs.sort_by_key(is_other);
    runs.into_iter().flatten().collect()
}
