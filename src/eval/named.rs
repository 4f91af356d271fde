//! What parties and items are called.

use crate::determination::Words;
use crate::diagnostic::Phrase;
use crate::facts::Part;
use crate::program::{Head, PartyRef, Place, Target};

use super::Eval;
use super::shown::words;

impl Eval<'_> {
    /// A party's name and title.
    pub(super) fn party(&self, party: PartyRef) -> Option<(String, Words)> {
        let head = match party {
            PartyRef::Party(party) => &self.program.parties.get(party)?.head,
            PartyRef::Fact(fact) => &self.program.facts.get(fact)?.head,
        };
        Some((head.name.to_string(), words(&head.title)))
    }

    /// Names and titles of several parties, joined by commas; in a place, what they are called there.
    pub(super) fn parties(
        &self,
        parties: &[PartyRef],
        place: Option<&Place>,
    ) -> Option<(String, Words)> {
        let named = parties.iter().filter_map(|party| {
            let (name, title) = self.party(*party)?;
            let called = match (place, party) {
                (Some(place), PartyRef::Party(party)) => place.called.get(party),
                _ => None,
            };
            Some((name, called.map_or(title, words)))
        });
        let named: Vec<(String, Words)> = named.collect();
        let join = |get: fn(&(String, Words)) -> &str| {
            let texts: Vec<&str> = named.iter().map(get).collect();
            texts.join(", ")
        };
        (!named.is_empty()).then(|| {
            let title = Words {
                en: join(|p| &p.1.en),
                ko: join(|p| &p.1.ko),
            };
            (join(|p| &p.0), title)
        })
    }

    /// Who settles a judgement.
    pub(super) fn holder(&self, judgement: usize) -> Option<(String, Words)> {
        self.party(self.program.judgements.get(judgement)?.holder?)
    }

    /// What tells an instance from others, as written: `services[0], events[1]`. Which duty
    /// was breached is told where it can be several.
    pub(super) fn parts_text(&self, parts: &[Part], several: bool) -> Option<String> {
        let texts: Vec<String> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Place(place) => Some(self.path_text(place)),
                Part::Period(period) => Some(period.clone()),
                Part::Duty(duty) => {
                    let duty = self.program.duties.get(*duty).filter(|_| several)?;
                    Some(duty.head.name.to_string())
                }
            })
            .collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    /// Whether this is the full name of an item.
    pub(super) fn has_full_name(&self, head: &Head, name: &str) -> bool {
        let own = head.name.as_str();
        match self.program.policies.get(head.policy) {
            Some(policy) => name
                .strip_suffix(own)
                .and_then(|rest| rest.strip_suffix('.'))
                .is_some_and(|rest| rest == policy.name.as_str()),
            None => name == own,
        }
    }

    /// The full name and the title of a target.
    pub(super) fn target_name(&self, target: Target) -> (String, Words) {
        let program = self.program;
        let head = match target {
            Target::Define(n) => program.defines.get(n).map(|item| &item.head),
            Target::Duty(n) => program.duties.get(n).map(|item| &item.head),
            Target::Power(n) => program.powers.get(n).map(|item| &item.head),
            Target::Sanction(n) => program.sanctions.get(n).map(|item| &item.head),
            Target::Exception(n) => program.exceptions.get(n).map(|item| &item.head),
        };
        match head {
            Some(head) => (self.program.full_name(head), words(&head.title)),
            None => (String::new(), words(&Phrase::default())),
        }
    }
}
