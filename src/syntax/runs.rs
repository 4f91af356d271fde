//! The runs of a text: code, quotations and comments, in order. The one place that knows where a
//! quotation or a comment ends, for all that scans text beside the grammar.

use std::ops::Range;

/// What a run of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Run {
    /// Words, signs and blanks, line ends included.
    Code,
    /// From a quotation mark to the next, both included, or to the end of its line.
    Quotation,
    /// From `#` to the end of its line, which is not included.
    Comment,
}

/// The runs of a text; together they are the text.
pub(super) fn runs(text: &str) -> impl Iterator<Item = (Run, Range<usize>)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text
            .as_bytes()
            .get(start..)
            .filter(|rest| !rest.is_empty())?;
        // No byte of a longer letter is one of these.
        let line_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let or_all = |found: Option<usize>| found.unwrap_or(rest.len());
        let (run, length) = match rest.first() {
            Some(b'#') => (Run::Comment, or_all(rest.iter().position(line_end))),
            Some(b'"') => {
                let ends = |byte: &u8| *byte == b'"' || line_end(byte);
                let end = or_all(rest.iter().skip(1).position(ends).map(|at| at + 1));
                let closed = rest.get(end) == Some(&b'"');
                (Run::Quotation, end + usize::from(closed))
            }
            _ => {
                let ends = |byte: &u8| matches!(byte, b'"' | b'#');
                (Run::Code, or_all(rest.iter().position(ends)))
            }
        };
        let range = start..start + length;
        start = range.end;
        Some((run, range))
    })
}

/// The letters of the code of a text and where each is.
pub(super) fn code(text: &str) -> impl Iterator<Item = (usize, char)> {
    let code = runs(text).filter(|(run, _)| *run == Run::Code);
    code.flat_map(move |(_, range)| {
        let letters = text.get(range.clone()).unwrap_or("").char_indices();
        letters.map(move |(at, letter)| (range.start + at, letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(Run, &str)> {
        runs(text)
            .map(|(run, range)| (run, text.get(range).unwrap_or("")))
            .collect()
    }

    #[test]
    fn quotations_and_comments_hide_one_another() {
        use Run::{Code, Comment, Quotation};
        assert_eq!(
            parts("a \"b # c\" # \"d\"\ne"),
            [
                (Code, "a "),
                (Quotation, "\"b # c\""),
                (Code, " "),
                (Comment, "# \"d\""),
                (Code, "\ne"),
            ]
        );
    }

    #[test]
    fn a_quotation_ends_with_its_line() {
        use Run::{Code, Quotation};
        assert_eq!(
            parts("\"가\r\n\"나\""),
            [(Quotation, "\"가"), (Code, "\r\n"), (Quotation, "\"나\"")]
        );
        assert_eq!(parts("\""), [(Quotation, "\"")]);
        assert_eq!(parts(""), []);
    }

    #[test]
    fn the_letters_of_the_code_keep_their_places() {
        let found: Vec<_> = code("(\"x)\" # )\n)").collect();
        assert_eq!(found, [(0, '('), (5, ' '), (9, '\n'), (10, ')')]);
    }
}
