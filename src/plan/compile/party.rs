//! What parties may be called: by name, in full, by title, or as their record calls itself.

use crate::name::Name;
use crate::program::{FactPath, FactRoot, FactStep, Head, PartyRef};
use crate::value::Kind;

use super::super::prepared::Party;
use super::Compiler;

impl Compiler<'_> {
    pub(super) fn parties(&mut self) {
        let program = self.program;
        for (number, party) in program.parties.iter().enumerate() {
            let mut names = self.names(&party.head);
            let places = party.called.iter().flat_map(|(_, called)| called.values());
            let there = places.flat_map(|title| [&title.en, &title.ko]);
            names.extend(there.map(|name| Name::new(name)));
            self.plan.parties.push(Party {
                party: PartyRef::Party(number),
                names,
                own: None,
            });
        }
        for (number, fact) in program.facts.iter().enumerate() {
            let Kind::Record(record) = fact.kind else {
                continue;
            };
            let own = program
                .records
                .get(record)
                .and_then(|record| record.own_name());
            let own = own.and_then(|field| {
                let path = FactPath {
                    root: FactRoot::Fact(number),
                    steps: vec![FactStep::Field(field)],
                };
                self.plan.layout.slot(program, &path)
            });
            let names = self.names(&fact.head);
            self.plan.parties.push(Party {
                party: PartyRef::Fact(number),
                names,
                own,
            });
        }
        self.plan.doers = program.acts.iter().map(|act| act.from).collect();
        let judgements = program.judgements.iter();
        self.plan.holders = judgements.map(|judgement| judgement.holder).collect();
    }

    fn names(&self, head: &Head) -> Vec<Name> {
        let full = self.program.full_name(head);
        let called = [head.name.as_str(), &full, &head.title.en, &head.title.ko];
        called.into_iter().map(Name::new).collect()
    }
}
