//! What a name in a record of facts means where several policies read the same record: every
//! policy that declares it alike, and none where the declarations differ.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use super::expression::FactRoot;
use super::provision::{Head, PartyRef};
use super::{Field, Program};
use crate::name::Name;
use crate::value::Kind;

/// What the facts and the judgements at the top are called in a record, once someone has asked.
#[derive(Clone, Default)]
pub struct InRecord(OnceLock<Called>);

#[derive(Clone)]
struct Called {
    facts: Vec<String>,
    judgements: Vec<String>,
}

/// It says nothing that the program does not say.
impl fmt::Debug for InRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InRecord")
    }
}

impl Program {
    /// The name of an item after that of its policy: `eu.nis2.aware`.
    #[must_use]
    pub fn full_name(&self, head: &Head) -> String {
        match self.policies.get(head.policy) {
            Some(policy) => format!("{}.{}", policy.name, head.name),
            None => head.name.to_string(),
        }
    }

    /// What a fact or a judgement at the top is called in a record: its name alone where that
    /// reaches nothing that is declared otherwise, else its full name.
    #[must_use]
    pub fn name_in_record(&self, root: FactRoot) -> &str {
        let called = self.in_record.0.get_or_init(|| self.called());
        let found = match root {
            FactRoot::Fact(number) => called.facts.get(number),
            FactRoot::Judgement(number) => called.judgements.get(number),
            FactRoot::Event(_) => None,
        };
        found.map_or("", String::as_str)
    }

    fn called(&self) -> Called {
        let facts = self.facts.iter().enumerate();
        let facts = facts.map(|(number, fact)| (FactRoot::Fact(number), &fact.head));
        let judgements = self.judgements.iter().enumerate();
        let judgements =
            judgements.map(|(number, one)| (FactRoot::Judgement(number), &one.head, one.about));
        let at_top = judgements.clone().filter(|(_, _, about)| about.is_none());
        let mut namesakes: HashMap<&Name, Vec<FactRoot>> = HashMap::new();
        for (root, head) in facts
            .clone()
            .chain(at_top.map(|(root, head, _)| (root, head)))
        {
            namesakes.entry(&head.name).or_default().push(root);
        }
        let name = |root: FactRoot, head: &Head| {
            let mut others = namesakes.get(&head.name).into_iter().flatten();
            match others.all(|other| self.alike(root, *other)) {
                true => head.name.to_string(),
                false => self.full_name(head),
            }
        };
        Called {
            facts: facts.map(|(root, head)| name(root, head)).collect(),
            judgements: judgements.map(|(root, head, _)| name(root, head)).collect(),
        }
    }

    /// What a judgement about a record is called in it: its name alone where nothing else of that
    /// record has it, or the same is asked.
    #[must_use]
    pub fn judgement_in_record(&self, number: usize) -> String {
        let Some(judgement) = self.judgements.get(number) else {
            return String::new();
        };
        let head = &judgement.head;
        let record = judgement.about.and_then(|record| self.records.get(record));
        let field = record.is_some_and(|record| {
            let mut fields = record.fields.iter();
            fields.any(|field| field.head.name == head.name)
        });
        let mut others = self.judgements.iter().enumerate();
        let alone = others.all(|(other, one)| {
            one.about != judgement.about
                || one.head.name != head.name
                || self.same_question(number, other)
        });
        match alone && !field {
            true => head.name.to_string(),
            false => self.full_name(head),
        }
    }

    /// What an act is called in a record: its name alone where no other policy declares one of
    /// that name, since one thing done is not taken for two.
    #[must_use]
    pub fn act_in_record(&self, act: usize) -> String {
        let Some(head) = self.acts.get(act).map(|act| &act.head) else {
            return String::new();
        };
        let mut others = self.acts.iter().enumerate();
        match others.any(|(number, other)| number != act && other.head.name == head.name) {
            false => head.name.to_string(),
            true => self.full_name(head),
        }
    }

    /// Whether two facts or judgements at the top ask the same, so that one answer serves both.
    #[must_use]
    pub fn alike(&self, one: FactRoot, other: FactRoot) -> bool {
        match (one, other) {
            _ if one == other => true,
            (FactRoot::Fact(a), FactRoot::Fact(b)) => {
                match (self.facts.get(a), self.facts.get(b)) {
                    (Some(a), Some(b)) => self.same_field(a, b, &mut Vec::new()),
                    _ => false,
                }
            }
            (FactRoot::Judgement(a), FactRoot::Judgement(b)) => self.same_question(a, b),
            _ => false,
        }
    }

    /// Whether two judgements are settled by the same party about the same kind of record.
    #[must_use]
    pub fn same_question(&self, a: usize, b: usize) -> bool {
        match (self.judgements.get(a), self.judgements.get(b)) {
            (Some(a), Some(b)) => a.about == b.about && self.same_party(a.holder, b.holder),
            _ => false,
        }
    }

    /// Whether two policies mean the same party: they call it the same, by name and by title.
    #[must_use]
    pub fn same_party(&self, a: Option<PartyRef>, b: Option<PartyRef>) -> bool {
        match (a, b) {
            (None, None) => true,
            (Some(a), Some(b)) if a == b => true,
            (Some(a), Some(b)) => match (self.party_head(a), self.party_head(b)) {
                (Some(a), Some(b)) => a.name == b.name && a.title == b.title,
                _ => false,
            },
            _ => false,
        }
    }

    /// Name and title of a party.
    #[must_use]
    pub fn party_head(&self, party: PartyRef) -> Option<&Head> {
        match party {
            PartyRef::Party(number) => self.parties.get(number).map(|party| &party.head),
            PartyRef::Fact(number) => self.facts.get(number).map(|fact| &fact.head),
        }
    }

    fn same_field(&self, a: &Field, b: &Field, seen: &mut Vec<(usize, usize)>) -> bool {
        a.over_period == b.over_period && self.same_kind(&a.kind, &b.kind, seen)
    }

    /// Kinds of different policies: units, choices and records by what they say, not by whose they are.
    fn same_kind(&self, a: &Kind, b: &Kind, seen: &mut Vec<(usize, usize)>) -> bool {
        match (a, b) {
            _ if a == b => true,
            (Kind::Quantity(a), Kind::Quantity(b)) => self.same_unit(*a, *b),
            (Kind::Choice(a), Kind::Choice(b)) => {
                let names = |list: usize| {
                    let list = self.choices.get(list)?;
                    let names = list.alternatives.iter().map(|(name, _)| name);
                    Some(names.collect::<std::collections::BTreeSet<_>>())
                };
                names(*a) == names(*b)
            }
            (Kind::List(a), Kind::List(b)) => self.same_kind(a, b, seen),
            (Kind::Record(a), Kind::Record(b)) => self.same_record(*a, *b, seen),
            _ => false,
        }
    }

    fn same_unit(&self, a: usize, b: usize) -> bool {
        match (self.units.get(a), self.units.get(b)) {
            (Some(a), Some(b)) => {
                a.head.name == b.head.name
                    && a.seconds == b.seconds
                    && a.factors.len() == b.factors.len()
            }
            _ => false,
        }
    }

    /// A record that holds itself is compared once.
    fn same_record(&self, a: usize, b: usize, seen: &mut Vec<(usize, usize)>) -> bool {
        if seen.contains(&(a, b)) {
            return true;
        }
        seen.push((a, b));
        let (Some(one), Some(other)) = (self.records.get(a), self.records.get(b)) else {
            return false;
        };
        one.fields.len() == other.fields.len()
            && one.fields.iter().all(|field| {
                let mut others = other.fields.iter();
                others
                    .find(|other| other.head.name == field.head.name)
                    .is_some_and(|other| self.same_field(field, other, seen))
            })
            && self.same_questions_about(a, b)
    }

    /// Whether the same is asked of each record of one kind as of the other.
    fn same_questions_about(&self, a: usize, b: usize) -> bool {
        let about = |record: usize| {
            let all = self.judgements.iter();
            all.filter(move |one| one.about == Some(record))
        };
        let covers = |a: usize, b: usize| {
            about(a).all(|one| {
                about(b).any(|other| {
                    one.head.name == other.head.name && self.same_party(one.holder, other.holder)
                })
            })
        };
        covers(a, b) && covers(b, a)
    }
}
