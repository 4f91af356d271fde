//! The texts that an answer cites.

use crate::determination::SourceUsed;
use crate::program::Program;

use super::shown::words;

/// The texts of the program under whose names something is cited, in its order.
pub(super) fn cited(program: &Program, cites: &[&String]) -> Vec<SourceUsed> {
    let is_cited = |name: &str| {
        let of = |cite: &&String| {
            let rest = cite.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        cites.iter().any(of)
    };
    let sources = program.sources.iter();
    let used = sources.filter(|source| is_cited(source.head.name.as_str()));
    used.map(|source| {
        let policy = program.policies.get(source.head.policy);
        SourceUsed {
            policy: policy
                .map(|policy| policy.name.to_string())
                .unwrap_or_default(),
            name: source.head.name.to_string(),
            title: words(&source.head.title),
            soft: source.soft,
            at: source.address.clone(),
        }
    })
    .collect()
}
