//! Who is who: what parties are called, in the record and in the policy.

use super::lookup::Lookup;
use super::phrasing::said;
use super::words;
use crate::determination::{DutyRow, Words};
use crate::diagnostic::Phrase;

impl Lookup<'_> {
    /// What a party is called: by its name, if the record gives one.
    pub(super) fn party(&self, name: &str, title: &Words) -> Phrase {
        // Several are told one by one, where their titles can be told apart.
        let names: Vec<&str> = name.split(", ").collect();
        let en: Vec<&str> = title.en.split(", ").collect();
        let ko: Vec<&str> = title.ko.split(", ").collect();
        if names.len() > 1 && en.len() == names.len() && ko.len() == names.len() {
            let each = names.iter().zip(en.iter().zip(&ko));
            let each = each.map(|(name, (en, ko))| {
                let (en, ko) = ((*en).to_owned(), (*ko).to_owned());
                self.party(name, &Words { en, ko })
            });
            return each
                .reduce(|all, one| words::both_of(&all, &one))
                .unwrap_or_default();
        }
        let called = self.all.parties.iter().find(|party| party.name == name);
        match called {
            Some(party) => Phrase::same(&party.called),
            None => words::named_party(&said(title)),
        }
    }

    /// Who owes a duty: by name, where the record gives one, also to the member of a list that owes
    /// it.
    pub(super) fn bearer(&self, duty: &DutyRow) -> Phrase {
        let member = duty.bearer_member.as_deref();
        match member.and_then(|member| self.called(member)) {
            Some(called) => Phrase::same(called),
            None => self.party(&duty.bearer, &duty.bearer_title),
        }
    }

    /// Whether several members of a list owe something: what is called by a name is one of theirs.
    pub(super) fn is_of_several(&self) -> bool {
        let members = self.all.duties.iter();
        let mut members = members.filter_map(|duty| duty.bearer_member.as_deref());
        let first = members.next();
        members.any(|member| Some(member) != first)
    }

    /// Whether it is for an authority to do, and for those of whom the record tells to wait for.
    pub(super) fn is_of_authority(&self, duty: &DutyRow) -> bool {
        self.all.is_of_authority(duty)
    }

    /// Who is meant by a name as the record writes it: a party by what it is called or by its
    /// title, anyone else as written.
    pub(super) fn who(&self, written: &str) -> Phrase {
        if let Some(party) = self.all.parties.iter().find(|party| party.name == written) {
            return Phrase::same(&party.called);
        }
        let judgements = self.all.judgements.iter();
        let holders =
            judgements.filter_map(|row| row.holder.as_deref().zip(row.holder_title.as_ref()));
        let powers = self.all.powers.iter();
        let powers = powers.map(|row| (row.holder.as_str(), &row.holder_title));
        let duties = self.all.duties.iter();
        let duties = duties.map(|row| (row.bearer.as_str(), &row.bearer_title));
        let mut parties = holders.chain(powers).chain(duties);
        let found = parties.find(|(name, _)| *name == written);
        found.map_or_else(
            || Phrase::same(written),
            |(_, title)| words::named_party(&said(title)),
        )
    }

    /// Whether whoever settles a judgement bears a duty that may hang on it.
    pub(super) fn judges_itself(&self, path: &str) -> bool {
        let row = self.all.judgements.iter().find(|row| row.name == path);
        let holder = row.and_then(|row| row.holder_title.as_ref());
        holder.is_some_and(|holder| self.is_bearer(holder))
    }

    /// Whether a party bears a duty and is no authority.
    pub(super) fn is_bearer(&self, title: &Words) -> bool {
        self.all.is_bearer(title)
    }
}
