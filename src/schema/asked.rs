//! Which provisions ask for a fact, as a description tells it.

use std::collections::BTreeMap;

use crate::determination::{SourceUsed, Words};
use crate::diagnostic::Phrase;
use crate::program::readers::{Asked, Asker};
use crate::program::{Citation, PartyRef, Program};
use crate::render::answer::articles;

/// The provisions that ask for each fact, and how their articles are cited.
pub(super) struct Askers<'a> {
    program: &'a Program,
    askers: BTreeMap<Asked, Vec<Asker>>,
    sources: Vec<SourceUsed>,
}

impl<'a> Askers<'a> {
    pub(super) fn new(program: &'a Program) -> Askers<'a> {
        let sources = program.sources.iter().map(|source| SourceUsed {
            policy: policy_name(program, source.head.policy),
            name: source.head.name.to_string(),
            title: Words {
                en: source.head.title.en.clone(),
                ko: source.head.title.ko.clone(),
            },
            soft: source.soft,
            at: source.address.clone(),
        });
        Askers {
            program,
            askers: program.askers(),
            sources: sources.collect(),
        }
    }

    /// The articles that the vocabulary names, then each provision that reads it, with its articles.
    pub(super) fn of(&self, asked: Asked, cites: &[Citation], policy: usize) -> Vec<Phrase> {
        let own = self.cited(policy, cites);
        let provisions = self.askers.get(&asked).into_iter().flatten().map(|asker| {
            let title = &asker.head.title;
            let cites = self.cited(asker.head.policy, &asker.cites);
            if cites.is_empty() {
                return title.clone();
            }
            Phrase::new(
                format!("{} ({})", cites.en, title.en),
                format!("{}({})", cites.ko, title.ko),
            )
        });
        let own = Some(own).filter(|own| !own.is_empty());
        own.into_iter().chain(provisions).collect()
    }

    fn cited(&self, policy: usize, cites: &[Citation]) -> Phrase {
        let written: Vec<String> = cites
            .iter()
            .filter_map(|cite| {
                let source = self.program.sources.get(cite.source)?;
                let written = format!("{} {}", source.head.name, cite.pin);
                Some(written.trim_end().to_owned())
            })
            .collect();
        articles(&self.sources, &policy_name(self.program, policy), &written)
    }

    /// Who settles a judgement.
    pub(super) fn holder(&self, holder: PartyRef) -> Option<&'a Phrase> {
        let head = match holder {
            PartyRef::Party(number) => &self.program.parties.get(number)?.head,
            PartyRef::Fact(number) => &self.program.facts.get(number)?.head,
        };
        Some(&head.title)
    }
}

fn policy_name(program: &Program, policy: usize) -> String {
    let policy = program.policies.get(policy);
    policy
        .map(|policy| policy.name.to_string())
        .unwrap_or_default()
}
