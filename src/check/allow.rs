//! Warnings that are meant to be so: an item says which, and why.

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::findings;
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseBody};

/// Takes out what the items allow, and tells of an `allow` that allows nothing.
pub(super) fn apply(c: &mut Checking<'_>, entries: &[Entry<'_>]) {
    let whole = c.is_whole();
    for entry in entries {
        for clause in allows(entry) {
            let ClauseBody::Allow {
                code: word,
                because,
            } = &clause.body
            else {
                continue;
            };
            c.phrase(because);
            let warnings = || {
                Code::ALL
                    .iter()
                    .filter(|c| c.severity() == Severity::Warning)
            };
            let Some(code) = warnings().find(|code| code.name() == word.name.as_str()) else {
                let near = nearest(word.name.as_str(), warnings().map(|code| code.name()));
                let known = Code::ALL
                    .iter()
                    .any(|code| code.name() == word.name.as_str());
                c.find(findings::no_such_warning(
                    &word.name, word.span, near, known,
                ));
                continue;
            };
            let meant = |finding: &Diagnostic| {
                finding.code == *code && inside(finding.primary.span, entry.item.span)
            };
            let found = c.findings.iter().chain(&c.unheard).any(meant);
            c.findings.retain(|finding| !meant(finding));
            if !found && whole {
                c.find(findings::needless_allow(*code, word.span));
            }
        }
    }
}

fn allows<'a>(entry: &'a Entry<'_>) -> impl Iterator<Item = &'a Clause> {
    let clauses = entry.item.clauses.iter();
    clauses.filter(|clause| Sort::of(&clause.body) == Sort::Allow)
}

fn inside(place: Span, of: Span) -> bool {
    place.file == of.file && of.start <= place.start && place.end <= of.end
}
