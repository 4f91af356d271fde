//! Warnings that are meant to be so: an item says which, and why; or the head of a policy, for all of it.

use super::checking::Checking;
use super::clauses::Sort;
use super::declare::Entry;
use super::findings;
use super::policies::Group;
use crate::diagnostic::near::nearest;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Span};
use crate::syntax::tree::{Clause, ClauseBody};

/// Where an `allow` is heard.
enum Scope<'a> {
    /// In its item.
    Item(Span),
    /// In all files of its policy, at whose head it stands.
    Files(&'a [FileId]),
}

impl Scope<'_> {
    fn holds(&self, place: Span) -> bool {
        match self {
            Scope::Item(item) => item.holds(place),
            Scope::Files(files) => files.contains(&place.file),
        }
    }
}

/// Takes out what items and then policies allow, and tells of an `allow` that allows nothing.
pub(super) fn apply(c: &mut Checking<'_>, entries: &[Entry<'_>], groups: &[Group<'_>]) {
    let whole = c.is_whole();
    for entry in entries {
        let clauses = entry.item.clauses.iter();
        for clause in clauses.filter(|clause| Sort::of(&clause.body) == Sort::Allow) {
            allow(c, clause, &Scope::Item(entry.item.span), whole);
        }
    }
    for group in groups {
        for clause in &group.allows {
            allow(c, clause, &Scope::Files(&group.files), whole);
        }
    }
}

fn allow(c: &mut Checking<'_>, clause: &Clause, scope: &Scope<'_>, whole: bool) {
    let ClauseBody::Allow {
        code: word,
        because,
    } = &clause.body
    else {
        return;
    };
    // A reason that is still to be written is none.
    let titles = [&because.en, &because.ko];
    if titles
        .into_iter()
        .flatten()
        .all(|title| title.text.trim().is_empty())
    {
        return c.find(findings::allow_without_reason(&word.name, clause.span));
    }
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
        return;
    };
    let meant = |finding: &Diagnostic| finding.code == *code && scope.holds(finding.primary.span);
    let found = c.findings.iter().chain(&c.unheard).any(meant);
    c.findings.retain(|finding| !meant(finding));
    if !found && whole {
        c.find(findings::needless_allow(*code, word.span));
    }
}
