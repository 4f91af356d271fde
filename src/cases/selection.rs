//! Which cases are meant: by name, by what they are about, by the article that
//! the provisions they expect something of cite.

use crate::program::case::Expect;
use crate::program::{Case, Citation, Program};

/// Which cases are meant; what is empty leaves all of them.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Parts of names, of which one must be in the name.
    pub names: Vec<String>,
    /// Articles, of which one must be cited: `Act 22-7`, and so `Act 22-7(4)`.
    pub citing: Vec<String>,
    /// Tags, of which the case must have one.
    pub tags: Vec<String>,
}

impl Selection {
    /// Whether the case is meant.
    #[must_use]
    pub fn takes(&self, program: &Program, case: &Case) -> bool {
        let or_all = |wanted: &[String], has: &dyn Fn(&String) -> bool| {
            wanted.is_empty() || wanted.iter().any(has)
        };
        or_all(&self.names, &|part| {
            case.head.name.as_str().contains(part.as_str())
        }) && or_all(&self.tags, &|tag| {
            case.tags.iter().any(|known| known.as_str() == tag)
        }) && or_all(&self.citing, &|article| {
            case.expects
                .iter()
                .any(|expect| is_about(program, expect, article))
        })
    }
}

/// Whether an expectation names the article, or is about a provision that cites it.
fn is_about(program: &Program, expect: &Expect, article: &str) -> bool {
    let cites = |cites: &[Citation]| {
        let mut cites = cites.iter();
        cites.any(|cite| is_within(&printed(program, cite), article))
    };
    let mut versions = program.versions();
    expect.citing.iter().any(|cite| is_within(cite, article))
        || versions.any(|one| program.full_name(one.head) == expect.name && cites(one.cites))
}

pub(super) fn policy_name(program: &Program, number: usize) -> &str {
    let policy = program.policies.get(number);
    policy.map_or("", |policy| policy.name.as_str())
}

/// A citation as answers print it: `Act 22-7(4)`.
pub(super) fn printed(program: &Program, cite: &Citation) -> String {
    let source = program.sources.get(cite.source);
    let source = source.map_or("", |source| source.head.name.as_str());
    format!("{source} {}", cite.pin).trim_end().to_owned()
}

/// `Act 22-7(4)` is within `Act 22-7`, and `Act 22-71` is not.
fn is_within(cite: &str, article: &str) -> bool {
    let goes_on = |next: char| !article.ends_with(')') && (next.is_alphanumeric() || next == '-');
    cite.strip_prefix(article)
        .is_some_and(|rest| !rest.starts_with(goes_on))
}

#[cfg(test)]
mod tests {
    use super::is_within;

    #[test]
    fn an_article_holds_its_paragraphs_and_no_other_article() {
        for held in ["Act 22-7", "Act 22-7(4)", "Act 22-7(4)1"] {
            assert!(is_within(held, "Act 22-7"), "{held}");
        }
        for other in ["Act 22-71", "Act 22", "Act 22-7-2", "Decree 22-7"] {
            assert!(!is_within(other, "Act 22-7"), "{other}");
        }
        assert!(is_within("Decree 37-11(1)5", "Decree 37-11(1)"));
    }
}
