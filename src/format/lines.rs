//! The lines of a policy: the author's, and those into which a wide condition is broken.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::written;
use crate::syntax::{Comment, Form, Part, Token};

/// A word on its line.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) part: Part,
    /// In columns of a terminal, in which a syllable of Hangul takes two.
    pub(super) width: usize,
    /// Blanks before it; of the first word of a line they are none.
    pub(super) gap: usize,
    pub(super) in_version: bool,
}

/// A line.
#[derive(Clone, Debug, Default)]
pub(super) struct Line<'t> {
    pub(super) words: Vec<Word<'t>>,
    /// The comment at its end, or the whole of a line without words.
    pub(super) comment: Option<&'t str>,
    /// Blanks before a comment at its end.
    pub(super) comment_gap: usize,
    /// An empty line comes before it.
    pub(super) apart: bool,
}

impl Line<'_> {
    /// What it begins with.
    pub(super) fn opens(&self) -> Option<Part> {
        self.words.first().map(|word| word.part)
    }

    /// How wide its words and the blanks between them are.
    pub(super) fn width(&self) -> usize {
        self.words.iter().map(|word| word.gap + word.width).sum()
    }
}

/// The lines of a text, without indentation and columns.
pub(super) fn lines<'t>(
    text: &'t str,
    tokens: &[Token],
    comments: &[Comment],
    width: usize,
) -> Vec<Line<'t>> {
    let mut lines: Vec<Line<'t>> = Vec::new();
    let mut line = Line::default();
    let mut comments = comments.iter().peekable();
    let mut at = 0;
    for token in tokens {
        // What lies between this word and the one before it: line ends and comments.
        loop {
            let comment = comments.next_if(|next| (next.span.start as usize) < token.range.start);
            let end = comment.map_or(token.range.start, |next| next.span.start as usize);
            broken(text.get(at..end).unwrap_or(""), &mut line, &mut lines);
            let Some(comment) = comment else {
                break;
            };
            at = comment.span.end as usize;
            line.comment = text.get(end..at);
        }
        if matches!(token.part, Part::Item { .. }) && !line.words.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let word = written(text, token);
        let first = line.words.is_empty();
        let after = line.words.last().map(|word| word.part);
        line.words.push(Word {
            width: word.width(),
            text: word,
            part: token.part,
            gap: usize::from(!first && !token.glued && after != Some(Part::Open)),
            in_version: token.in_version,
        });
        at = token.range.end;
    }
    for comment in comments {
        let start = comment.span.start as usize;
        broken(text.get(at..start).unwrap_or(""), &mut line, &mut lines);
        at = comment.span.end as usize;
        line.comment = text.get(start..at);
    }
    lines.push(line);
    lines.retain(|line| !line.words.is_empty() || line.comment.is_some());
    let mut made = Vec::new();
    let mut told = false;
    for line in lines {
        // A comment above a line or at its end is about the whole of it.
        let about = told || line.comment.is_some();
        told = line.words.is_empty();
        made.extend(fitted(line, if about { usize::MAX } else { width }));
    }
    made
}

/// Ends the line if the text between two words does.
fn broken<'t>(between: &str, line: &mut Line<'t>, lines: &mut Vec<Line<'t>>) {
    let ends = between.matches('\n').count();
    if ends > 0 && !(line.words.is_empty() && line.comment.is_none()) {
        lines.push(std::mem::take(line));
    }
    line.apart |= ends > 1 && !lines.is_empty();
}

/// A line, broken before the branches or the connectives of its outermost condition where it is too
/// wide.
fn fitted(line: Line<'_>, width: usize) -> Vec<Line<'_>> {
    let indent = if matches!(line.opens(), Some(Part::Item { .. })) {
        0
    } else {
        4
    };
    if indent + line.width() <= width {
        return vec![line];
    }
    let mut depth = 0_usize;
    let mut connectives = Vec::new();
    let mut branches = Vec::new();
    for (at, word) in line.words.iter().enumerate() {
        match word.part {
            Part::Open => depth += 1,
            Part::Close => depth = depth.saturating_sub(1),
            Part::Connective if at > 0 => connectives.push((depth, at)),
            Part::Branch if at > 0 => branches.push((depth, at)),
            _ => {}
        }
    }
    let outermost = |of: &[(usize, usize)]| of.iter().map(|(depth, _)| *depth).min();
    let places = match (outermost(&branches), outermost(&connectives)) {
        (Some(branch), Some(connective)) if branch > connective => connectives,
        (Some(_), _) => branches,
        (None, _) => connectives,
    };
    let Some(outermost) = outermost(&places) else {
        return vec![line];
    };
    let mut cuts = places.iter().filter(|(depth, _)| *depth == outermost);
    let mut parts: Vec<Line<'_>> = Vec::new();
    let mut next = cuts.next();
    let (comment, comment_gap, apart) = (line.comment, line.comment_gap, line.apart);
    for (at, mut word) in line.words.into_iter().enumerate() {
        let cut = next.is_some_and(|(_, cut)| *cut == at);
        if cut {
            next = cuts.next();
            word.gap = 0;
        }
        match parts.last_mut().filter(|_| !cut) {
            Some(part) => part.words.push(word),
            None => parts.push(Line {
                words: vec![word],
                ..Line::default()
            }),
        }
    }
    if let Some(first) = parts.first_mut() {
        first.apart = apart;
    }
    if let Some(last) = parts.last_mut() {
        (last.comment, last.comment_gap) = (comment, comment_gap);
    }
    parts
        .into_iter()
        .flat_map(|part| fitted(part, width))
        .collect()
}

/// Whether a word begins a clause that opens a version.
pub(super) fn opens_version(part: Option<Part>) -> bool {
    part == Some(Part::Clause(Form::Version))
}
