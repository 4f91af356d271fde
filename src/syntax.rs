//! Text to what was written: always a tree, sometimes findings.
//!
//! `prescan` refuses what no parser should see, `pieces` cuts the text where items
//! certainly begin, the grammar makes pairs of each piece, `lower` makes a tree of
//! the pairs, `recover` finds where what fits nowhere went wrong. Knows no meaning, no other file and no facts; only
//! `grammar`, `lower` and `recover` know pest.

pub mod tree;

mod apart;
mod runs;
mod said;
mod spelling;

mod prescan;

mod pieces;

mod grammar;

mod keywords;

mod literal;

mod lower;

mod comments;
mod tokens;
mod turn;

mod recover;

mod findings;

mod mend;

pub(crate) use findings::{spoken_amount, state_said};
pub(crate) use keywords::long_states;
pub use keywords::{ALTERNATIVE, Keyword, STATES};
pub use mend::{Mended, mend};
#[cfg(feature = "cli")]
pub(crate) use mend::{mend_those, moved_start};
pub use pieces::Pieces;
pub(crate) use spelling::in_keywords_of_files;
pub use tokens::{Form, Part, Token, tokens};
pub use tree::Comment;
pub use turn::turned;

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Sources, Span};

/// Brackets, `if` and `not` may be nested this deep.
pub const MAX_DEPTH: usize = 64;
/// The longest line that is read, in bytes.
pub const MAX_LINE_BYTES: usize = 65_536;

/// Reads one policy file. What is sound is in the tree, whatever is wrong elsewhere.
#[must_use]
pub fn parse(file: FileId, sources: &Sources) -> (tree::File, Vec<Diagnostic>) {
    read(file, sources, true, pieces::read)
}

/// The same of a file of which only the law is wanted: of a case that is a piece of its own only the name
/// is read, and comments are left aside.
#[must_use]
pub fn parse_law(file: FileId, sources: &Sources) -> (tree::File, Vec<Diagnostic>) {
    read(file, sources, false, pieces::read_law)
}

/// The same of a file that is edited: what was read of it before is taken over where its text is the
/// same, wherever it is now.
#[must_use]
pub fn parse_again(
    file: FileId,
    sources: &Sources,
    pieces: &mut Pieces,
) -> (tree::File, Vec<Diagnostic>) {
    read(file, sources, true, |text, tree, out| {
        pieces.read(text, tree, out)
    })
}

/// The items of a file that is being edited, each piece of it read by itself. Where something is broken
/// that may differ a little from how the whole is read, which takes longer.
#[must_use]
pub fn outline(file: FileId, sources: &Sources, pieces: &mut Pieces) -> tree::File {
    let mut findings = Vec::new();
    let text = sources.get(file).map_or("", |source| source.text());
    match prescan::prescan(file, text, &mut findings) {
        Some(text) => pieces.outline(file, &text),
        None => tree::File::empty(file),
    }
}

/// Whether a word belongs to the language, wherever it may stand.
#[must_use]
pub fn is_word(word: &str) -> bool {
    spelling::is_word(word)
}

fn read(
    file: FileId,
    sources: &Sources,
    beside: bool,
    mut pieces: impl FnMut(&str, &mut tree::File, &mut Vec<Diagnostic>),
) -> (tree::File, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut tree = tree::File::empty(file);
    let text = sources.get(file).map_or("", |source| source.text());
    if let Some(text) = prescan::prescan(file, text, &mut findings) {
        if beside {
            (tree.comments, tree.blank_lines) = comments::beside(file, &text);
        }
        let before = findings.len();
        pieces(&text, &mut tree, &mut findings);
        together(&text, before, &mut tree, &mut findings, &mut pieces);
    }
    findings.sort_by_key(|finding| finding.primary.span);
    // A character that cannot be read where it stands explains what the grammar makes of its place.
    let odd = |code| matches!(code, Code::LookalikeCharacter | Code::DecomposedHangul);
    let places: Vec<Span> = findings
        .iter()
        .filter(|finding| odd(finding.code))
        .map(|finding| finding.primary.span)
        .collect();
    findings.retain(|finding| {
        let at = finding.primary.span;
        odd(finding.code)
            || !places
                .iter()
                .any(|odd| odd.start <= at.start && at.start <= odd.end)
    });
    apart_from_unclosed_text(&mut findings, sources);
    findings.dedup_by(|later, earlier| {
        later.code == earlier.code && later.primary.span == earlier.primary.span
    });
    first_of_each_line(&mut findings, sources);
    in_keywords_of_files(&mut findings, sources);
    (tree, findings)
}

/// Leaves out what does not fit on a line after something of which nobody knows what is meant: that is
/// what it follows from.
fn first_of_each_line(findings: &mut Vec<Diagnostic>, sources: &Sources) {
    let mut open: Option<Span> = None;
    findings.retain(|finding| {
        let at = finding.primary.span;
        let apart = |first: Span| {
            let source = sources.get(at.file).map_or("", |source| source.text());
            let between = source.get(first.start as usize..at.start as usize);
            first.file != at.file || between.is_none_or(|between| between.contains('\n'))
        };
        let follows = matches!(finding.code, Code::UnexpectedText | Code::UnknownClause);
        if follows && open.is_some_and(|first| !apart(first)) {
            return false;
        }
        if follows || finding.code == Code::MisspeltNumber {
            open = finding.fix.is_none().then_some(at);
        }
        true
    });
}

/// Reads a text again with words together that were written apart and remarks that were begun otherwise,
/// where that mends what was found after the first `before` findings; days that are written as they are
/// said are told each once.
fn together(
    text: &str,
    before: usize,
    tree: &mut tree::File,
    findings: &mut Vec<Diagnostic>,
    pieces: &mut impl FnMut(&str, &mut tree::File, &mut Vec<Diagnostic>),
) {
    let file = tree.id;
    let faults = findings.get(before..).unwrap_or_default();
    let mut faults: Vec<usize> = faults
        .iter()
        .map(|finding| finding.primary.span.start as usize)
        .collect();
    faults.extend(apart::states(text));
    if faults.is_empty() {
        return;
    }
    let mut read = |text: &str| {
        let (mut tree, mut found) = (tree::File::empty(file), Vec::new());
        pieces(text, &mut tree, &mut found);
        (tree, found)
    };
    if let Some(joined) = apart::joined(text, &faults, |text| read(text).1.len()) {
        let (again, mut found) = read(&joined.text);
        let comments = comments::beside(file, &joined.text).0;
        said::told(file, &joined.text, &mut found, |text| read(text).1);
        found.extend(joined.findings(file, text));
        findings.truncate(before);
        findings.extend(found);
        *tree = tree::File {
            comments,
            blank_lines: std::mem::take(&mut tree.blank_lines),
            ..again
        };
        return;
    }
    let mut found = findings.split_off(before);
    said::told(file, text, &mut found, |text| read(text).1);
    findings.extend(found);
}

/// A quotation that runs to the end of its line explains what the grammar makes of that line.
fn apart_from_unclosed_text(findings: &mut Vec<Diagnostic>, sources: &Sources) {
    let line = |finding: &Diagnostic| sources.place(finding.primary.span).line;
    let lines: HashSet<_> = findings
        .iter()
        .filter(|finding| finding.code == Code::UnclosedText)
        .map(line)
        .collect();
    let follows = |code| {
        matches!(
            code,
            Code::UnexpectedText | Code::UnknownClause | Code::UnknownItem
        )
    };
    findings.retain(|finding| {
        lines.is_empty() || !follows(finding.code) || !lines.contains(&line(finding))
    });
}

/// The comments of a text alone, in order, as places of a file without a name.
#[must_use]
pub fn comments(text: &str) -> Vec<Comment> {
    let file = Sources::default().add("", "");
    comments::beside(file, text).0
}

/// Whether a word opens clauses or items, and so is no unit.
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    [keywords::CLAUSES, keywords::ITEMS]
        .into_iter()
        .any(|of| keywords::opening(of, word).is_some())
}

/// The words that open items, then those that open clauses.
pub fn keywords() -> impl Iterator<Item = &'static Keyword> {
    keywords::ITEMS.iter().chain(keywords::CLAUSES)
}

/// How many of `keywords` open items.
#[must_use]
pub fn item_keywords() -> usize {
    keywords::ITEMS.len()
}

/// An hour of the day, `12:00`, in microseconds after midnight; none for any other text.
#[must_use]
pub fn hour(text: &str) -> Option<i64> {
    literal::hour(text)
}

/// A day or a time as policies write them; none for any other text.
#[must_use]
pub fn moment(text: &str) -> Option<tree::Moment> {
    let mut sources = Sources::default();
    let file = sources.add("", text);
    let span = Span::new(file, 0, u32::try_from(text.len()).ok()?);
    if text.contains('T') {
        literal::whole_time(text, span).map(tree::Moment::Time)
    } else {
        literal::date(text, span).ok().map(tree::Moment::Date)
    }
}
