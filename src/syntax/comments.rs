//! Comments and blank lines, which lie beside the tree: they mean nothing, and a formatter keeps them.

use super::runs::{Run, runs};
use super::tree::Comment;
use crate::source::{FileId, Span};

/// The comments of a text, and the empty lines in it.
pub(super) fn beside(file: FileId, text: &str) -> (Vec<Comment>, Vec<Span>) {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = |start: usize, end: usize| Span::new(file, offset(start), offset(end));
    let mut comments = Vec::new();
    let mut blank_lines = Vec::new();
    // Where the line begins that is being read, and whether nothing but blanks was on it so far.
    let (mut line, mut empty) = (0, true);
    for (run, range) in runs(text) {
        let written = text.get(range.clone()).unwrap_or("");
        match run {
            Run::Comment => comments.push(Comment {
                span: span(range.start, range.start + written.trim_end().len()),
                own_line: empty,
            }),
            Run::Code => {
                for (at, letter) in written.char_indices() {
                    let at = range.start + at;
                    if letter == '\n' {
                        if empty {
                            blank_lines.push(span(line, at));
                        }
                        (line, empty) = (at + 1, true);
                    } else if !letter.is_whitespace() && letter != '\u{feff}' {
                        empty = false;
                    }
                }
            }
            Run::Quotation => {}
        }
        empty &= run == Run::Code;
    }
    (comments, blank_lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn comments_and_empty_lines_are_kept_with_their_places() {
        let text = "# Head\r\n\r\npolicy p # tail \n\n  \n# \"no\" end";
        let mut sources = Sources::default();
        let file = sources.add("a", text);
        let (comments, blank_lines) = beside(file, text);
        let told: Vec<_> = comments
            .iter()
            .map(|comment| (sources.text(comment.span), comment.own_line))
            .collect();
        assert_eq!(
            told,
            [("# Head", true), ("# tail", false), ("# \"no\" end", true)]
        );
        let lines = blank_lines.iter().map(|at| sources.place(*at).line);
        assert_eq!(lines.collect::<Vec<_>>(), [2, 4, 5]);
    }
}
