//! What merely follows from text that could not be read is not told.

use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Span};
use crate::syntax::tree::File;

/// Leaves out what was found in an item that could not be read whole, and that
/// a file lacks its head if anything in it could not be read.
pub(super) fn without(
    files: &[&File],
    read: &[Diagnostic],
    checked: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let faults: Vec<Span> = read
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .map(|finding| finding.primary.span)
        .collect();
    let touched: HashSet<FileId> = faults.iter().map(|span| span.file).collect();
    let mut items: Vec<Span> = files
        .iter()
        .filter(|file| touched.contains(&file.id))
        .flat_map(|file| &file.items)
        .map(|item| item.span)
        .collect();
    items.sort_unstable();
    let item_of = |span: Span| {
        let after =
            items.partition_point(|item| (item.file, item.start) <= (span.file, span.start));
        let item = items.get(after.checked_sub(1)?)?;
        (item.file == span.file && span.start <= item.end).then_some(*item)
    };
    let unread: HashSet<Span> = faults.iter().filter_map(|fault| item_of(*fault)).collect();
    let follows = |finding: &Diagnostic| {
        let span = finding.primary.span;
        // What is used in the unread part, or found there, cannot be told.
        let of_all = matches!(finding.code, Code::UnusedName | Code::NeedlessAllow);
        let headless = finding.code == Code::MissingPolicy && touched.contains(&span.file);
        headless
            || of_all && !faults.is_empty()
            || item_of(span).is_some_and(|item| unread.contains(&item))
    };
    checked
        .into_iter()
        .filter(|finding| !follows(finding))
        .collect()
}
