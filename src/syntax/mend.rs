//! Certain edits put into a text, as long as nothing else is read otherwise for them.

use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};

use super::parse;
use super::tree::{ClauseBody, File, ItemKind};
use crate::diagnostic::{Code, Diagnostic, Fix};
use crate::source::{FileId, Sources, Span};

/// So many edits are tried one by one where all together would not do.
const MAX_TRIES: usize = 100;

/// A text with its certain edits.
#[derive(Debug)]
pub struct Mended {
    /// The text as it is then.
    pub text: String,
    /// The findings whose edits were made.
    pub done: Vec<Diagnostic>,
    /// Those whose edits were not: something else would have been read otherwise.
    pub refused: Vec<Diagnostic>,
}

/// Makes the certain edits that reading a file gives. Of two that overlap the first is
/// made, and the other can be found again in the text that results.
#[must_use]
pub fn mend(file: FileId, sources: &Sources) -> Mended {
    mend_those(file, sources, |_| true)
}

/// The same, of the edits of some findings.
pub(crate) fn mend_those(
    file: FileId,
    sources: &Sources,
    wanted: impl Fn(&Diagnostic) -> bool,
) -> Mended {
    let text = sources.get(file).map_or("", |source| source.text());
    let (tree, found) = parse(file, sources);
    let before = Reading {
        shape: shape(&tree),
        findings: found.len(),
        lays_bare: false,
    };
    let mut wanted: Vec<(Diagnostic, Fix)> = found
        .into_iter()
        .filter(wanted)
        .filter_map(|finding| finding.fix.clone().map(|fix| (finding, fix)))
        .collect();
    wanted.sort_by_key(|(_, fix)| fix.span);
    let mut end = 0;
    wanted.retain(|(_, fix)| {
        let free = fix.span.start >= end;
        end = if free { fix.span.end } else { end };
        free
    });
    let all: Vec<&Fix> = wanted.iter().map(|(_, fix)| fix).collect();
    if let Some(text) = before.kept(text, &all) {
        let done = wanted.into_iter().map(|(finding, _)| finding).collect();
        return Mended {
            text,
            done,
            refused: Vec::new(),
        };
    }
    let mut mended = Mended {
        text: text.to_owned(),
        done: Vec::new(),
        refused: Vec::new(),
    };
    let mut made: Vec<&Fix> = Vec::new();
    let mut before = before;
    for (finding, fix) in wanted.iter().take(MAX_TRIES) {
        made.push(fix);
        // A figure is what it is, whatever else of its line is written otherwise.
        before.lays_bare = finding.code == Code::MisspeltNumber;
        match before.kept(text, &made) {
            Some(text) => {
                mended.text = text;
                mended.done.push(finding.clone());
            }
            None => {
                made.pop();
                mended.refused.push(finding.clone());
            }
        }
    }
    mended
}

/// What stands where: items by their kind, clauses by theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Item(ItemKind),
    Clause(Discriminant<ClauseBody>),
}

fn shape(tree: &File) -> Vec<(Part, Span)> {
    let parts = tree.items.iter().flat_map(|item| {
        let clauses = item.clauses.iter();
        let clauses = clauses.map(|clause| (Part::Clause(discriminant(&clause.body)), clause.span));
        std::iter::once((Part::Item(item.kind), item.span)).chain(clauses)
    });
    parts.collect()
}

/// How a text was read before any edit.
struct Reading {
    shape: Vec<(Part, Span)>,
    findings: usize,
    /// As much may be found as before, as long as what is new stands on a line that was edited.
    lays_bare: bool,
}

impl Reading {
    /// The text with these edits, in the order of their places, if less is found in it than
    /// before and all that no edit touches is still what it was.
    fn kept(&self, text: &str, edits: &[&Fix]) -> Option<String> {
        let edited = edited(text, edits)?;
        let mut sources = Sources::default();
        let file = sources.add("", edited);
        let (tree, findings) = parse(file, &sources);
        // A mended fault may lay another one bare, but then there is no telling which is which.
        let edited = sources.get(file)?.text();
        let on_an_edited_line = |finding: &Diagnostic| {
            let at = finding.primary.span.start;
            edits.iter().any(|fix| {
                let start = moved_start(fix, edits);
                let (low, high) = (start.min(at) as usize, start.max(at) as usize);
                edited
                    .get(low..high)
                    .is_some_and(|between| !between.contains('\n'))
            })
        };
        let bare = self.lays_bare
            && findings.len() == self.findings
            && findings.iter().any(on_an_edited_line);
        if findings.len() >= self.findings && !edits.is_empty() && !bare {
            return None;
        }
        let found: HashSet<(Part, u32, u32)> = shape(&tree)
            .into_iter()
            .map(|(part, span)| (part, span.start, span.end))
            .collect();
        let mut starts: Vec<u32> = self.shape.iter().map(|(_, span)| span.start).collect();
        starts.sort_unstable();
        let mut untouched = self.shape.iter().filter(|(_, span)| {
            let apart = |fix: &&Fix| {
                // What nothing explains may go on with the part that ended before it.
                let next = starts.partition_point(|start| *start < span.end);
                let next = starts.get(next).copied().unwrap_or(u32::MAX);
                let goes_on = span.end <= fix.span.start && fix.span.start < next;
                !goes_on && (fix.span.end < span.start || span.end < fix.span.start)
            };
            edits.iter().all(apart)
        });
        let kept = untouched.all(|(part, span)| {
            let moved = |at| moved(at, edits);
            let there = moved(span.start).zip(moved(span.end));
            there.is_some_and(|(start, end)| found.contains(&(*part, start, end)))
        });
        let source = sources.get(file).filter(|_| kept)?;
        Some(source.text().to_owned())
    }
}

/// Where a byte is after the edits before it.
fn moved(at: u32, edits: &[&Fix]) -> Option<u32> {
    let before = edits.iter().take_while(|fix| fix.span.end <= at);
    let by: i64 = before
        .map(|fix| fix.replacement.len() as i64 - fix.span.len() as i64)
        .sum();
    u32::try_from(i64::from(at) + by).ok()
}

/// Where the text of an edit begins after those before it.
pub(crate) fn moved_start(fix: &Fix, edits: &[&Fix]) -> u32 {
    let before = edits
        .iter()
        .take_while(|other| other.span.end <= fix.span.start);
    let by: i64 = before
        .filter(|other| other.span != fix.span)
        .map(|other| other.replacement.len() as i64 - other.span.len() as i64)
        .sum();
    u32::try_from(i64::from(fix.span.start) + by).unwrap_or(u32::MAX)
}

fn edited(text: &str, edits: &[&Fix]) -> Option<String> {
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for fix in edits {
        edited.push_str(text.get(done..fix.span.start as usize)?);
        edited.push_str(&fix.replacement);
        done = fix.span.end as usize;
    }
    edited.push_str(text.get(done..)?);
    Some(edited)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (String, usize, usize) {
        let mut sources = Sources::default();
        let file = sources.add("a.onus", text);
        let mended = mend(file, &sources);
        (mended.text, mended.done.len(), mended.refused.len())
    }

    #[test]
    fn every_certain_edit_is_made_and_nothing_else_changes() {
        let text = "\u{feff}policy p\r\ndefine\u{a0}a citse Act 1 means 1,000,000 = 007\r\ndefine 나\u{1103}\u{1161} means yes";
        let (text, done, refused) = mended(text);
        assert_eq!(
            text,
            "\u{feff}policy p\r\ndefine a cites Act 1 means 1_000_000 is 7\r\ndefine 나다 means yes"
        );
        assert_eq!((done, refused), (6, 0));
    }

    #[test]
    fn a_sound_text_stays_as_it_is() {
        let text = "policy p define a means yes";
        assert_eq!(mended(text), (text.to_owned(), 0, 0));
    }

    #[test]
    fn an_edit_that_would_move_the_rest_is_refused() {
        // Alone, the straight quotation mark would swallow the line.
        let text = "policy p\ndefine a \u{201c}A ko means yes cites Act 1";
        let (after, done, refused) = mended(text);
        assert_eq!((after.as_str(), done, refused), (text, 0, 1));
        let (pair, done, _) = mended("policy p\ndefine a \u{201c}A\u{201d} means yes");
        assert_eq!(
            (pair.as_str(), done),
            ("policy p\ndefine a \"A\" means yes", 2)
        );
    }
}
