//! Who did or judged something. A text that names no party leaves open who it was, which is told
//! at its place with the party that could be meant.

use std::collections::BTreeSet;

use super::node::{Data, Entry, Node};
use super::reader::Reader;
use super::{Facts, findings};
use crate::name::Name;
use crate::program::Program;
use crate::program::provision::{Head, PartyRef};
use crate::source::Span;
use crate::value::Kind;

/// A text that should name a party.
#[derive(Clone, Debug)]
pub(super) struct Doer {
    /// The party whose act or judgement it is.
    of: PartyRef,
    /// The text.
    text: String,
    /// Where it is written.
    span: Span,
}

impl Reader<'_> {
    /// Notes by whom something was done that is for this party to do.
    pub(super) fn note_doer(&mut self, of: Option<PartyRef>, entries: &[&Entry]) {
        let by = entries.iter().find(|entry| entry.key == "by");
        let (Some(of), Some(by)) = (of, by) else {
            return;
        };
        if let Data::Text(text) = &by.value.data {
            let (text, span) = (text.clone(), by.value.span);
            self.doers.push(Doer { of, text, span });
        }
    }

    /// The same of a judgement.
    pub(super) fn note_judge(&mut self, judgement: usize, node: &Node) {
        if let Data::Map(map) = &node.data {
            let judgement = self.program.judgements.get(judgement);
            let holder = judgement.and_then(|judgement| judgement.holder);
            self.note_doer(holder, &map.iter().collect::<Vec<_>>());
        }
    }

    /// Tells which texts name no party, once the whole record is read.
    pub(super) fn check_doers(&mut self, facts: &Facts) {
        let doers = std::mem::take(&mut self.doers);
        if doers.is_empty() {
            return;
        }
        let known = self.called(facts);
        for Doer { of, text, span } in doers {
            if known.contains(&Name::new(text.trim())) {
                continue;
            }
            let near = self.nearest(&text, known.iter().map(Name::as_str));
            if let Some(head) = head(self.program, of) {
                self.report(findings::unknown_party(&text, span, head, near.as_deref()));
            }
        }
    }

    /// All that parties are called: their names, alone and after that of their policy, their
    /// titles, and what a record calls itself.
    fn called(&self, facts: &Facts) -> BTreeSet<Name> {
        let records = self.program.facts.iter().zip(facts.facts.iter());
        let records = records.filter(|(fact, _)| matches!(fact.kind, Kind::Record(_)));
        let mut names = BTreeSet::new();
        let mut heads: Vec<&Head> = Vec::new();
        for (fact, datum) in records {
            names.extend(self.own_name(datum, &fact.kind).map(Name::new));
            heads.push(&fact.head);
        }
        heads.extend(self.program.parties.iter().map(|party| &party.head));
        let places = self.program.parties.iter().flat_map(|party| &party.called);
        for title in places.flat_map(|(_, called)| called.values()) {
            names.extend([&title.en, &title.ko].map(|title| Name::new(title)));
        }
        for head in heads {
            let policy = self.program.policies.get(head.policy);
            names.extend(policy.map(|policy| Name::new(&format!("{}.{}", policy.name, head.name))));
            names.insert(head.name.clone());
            names.extend([&head.title.en, &head.title.ko].map(|title| Name::new(title)));
        }
        names
    }
}

fn head(program: &Program, party: PartyRef) -> Option<&Head> {
    match party {
        PartyRef::Party(number) => program.parties.get(number).map(|party| &party.head),
        PartyRef::Fact(number) => program.facts.get(number).map(|fact| &fact.head),
    }
}
