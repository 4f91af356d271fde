//! By whom something was done: what the record calls the doer, compared with
//! the party whose act or whose question it is.

use crate::facts::{Datum, Known, Provenance};
use crate::name::Name;
use crate::program::{FactPath, FactRoot, FactStep, PartyRef};
use crate::value::{Kind, Truth, Value};

use super::Eval;
use super::place::step;

impl Eval<'_> {
    /// Whether an event of the act was done by whoever can do it.
    pub(super) fn by_its_doer(&self, event: &FactPath, act: usize) -> Truth {
        let from = self.program.acts.get(act).and_then(|act| act.from);
        let by = self.datum(&step(event, FactStep::Field(1)));
        match (from, by.map(|datum| &datum.known)) {
            (None, _) | (_, None) => Truth::Yes,
            (Some(from), Some(Known::Value(Value::Text(Some(by))))) => self.is_party(by, from),
            _ => Truth::Undetermined,
        }
    }

    /// Whether a judgement was made by whoever settles it.
    pub(super) fn by_its_holder(&self, judgement: usize, datum: &Datum) -> Truth {
        let judgement = self.program.judgements.get(judgement);
        let holder = judgement.and_then(|judgement| judgement.holder);
        self.by_the_holder(holder, &datum.provenance)
    }

    /// Whether something is from whoever settles it; so it is taken where nobody is named.
    pub(super) fn by_the_holder(&self, holder: Option<PartyRef>, from: &Provenance) -> Truth {
        match (holder, &from.by) {
            (Some(holder), Some(by)) => self.is_party(by, holder),
            _ => Truth::Yes,
        }
    }

    /// Whether a text names a party: by its name, by a title, or by what the
    /// record of that party calls itself. A text that names nobody leaves it open.
    fn is_party(&self, written: &str, party: PartyRef) -> Truth {
        let written = Name::new(written.trim());
        if self.names_party(&written, party) {
            return Truth::Yes;
        }
        match self.party_called(written.as_str()) {
            Some(_) => Truth::No,
            None => Truth::Undetermined,
        }
    }

    /// The first party that a text names.
    pub(super) fn party_called(&self, written: &str) -> Option<PartyRef> {
        let written = Name::new(written.trim());
        let parties = (0..self.program.parties.len()).map(PartyRef::Party);
        let facts = self.program.facts.iter().enumerate();
        let records = facts.filter(|(_, fact)| matches!(fact.kind, Kind::Record(_)));
        let records = records.map(|(number, _)| PartyRef::Fact(number));
        let mut all = parties.chain(records);
        all.find(|party| self.names_party(&written, *party))
    }

    /// What the record of a party calls it.
    pub(super) fn party_name(&self, party: PartyRef) -> Option<String> {
        match party {
            PartyRef::Party(_) => None,
            PartyRef::Fact(number) => self.own_name(&FactPath {
                root: FactRoot::Fact(number),
                steps: Vec::new(),
            }),
        }
    }

    fn names_party(&self, written: &Name, party: PartyRef) -> bool {
        let head = match party {
            PartyRef::Party(number) => self.program.parties.get(number).map(|party| &party.head),
            PartyRef::Fact(number) => self.program.facts.get(number).map(|fact| &fact.head),
        };
        let Some(head) = head else {
            return false;
        };
        let places = match party {
            PartyRef::Party(number) => self.program.parties.get(number),
            PartyRef::Fact(_) => None,
        };
        let places = places.and_then(|party| party.called.as_ref());
        let places = places.into_iter().flat_map(|(_, called)| called.values());
        let mut there = places.flat_map(|title| [&title.en, &title.ko]);
        if there.any(|name| written.is_spelt(name)) {
            return true;
        }
        let own = self.party_name(party);
        let full = self.program.full_name(head);
        let called = [head.name.as_str(), &full, &head.title.en, &head.title.ko];
        let mut called = called.into_iter().chain(own.as_deref());
        called.any(|name| written.is_spelt(name))
    }
}
