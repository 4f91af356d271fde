//! A fact put into a record as it is written: under the names that the record
//! has already, and beside what stands there.

use super::{Document, Place};
use crate::name::Name;
use crate::program::{FactPath, FactRoot, FactStep, Head, Program};
use crate::value::Kind;

impl Document {
    /// Puts a fact in its place, whatever stood there, or adds an event of an act at that time.
    /// Records, lists and members on the way are made where they are missing. Says whether there
    /// is such a place.
    pub fn put(&mut self, program: &Program, place: &Place, value: Document) -> bool {
        match place {
            Place::Act(act) => self.put_event(program, *act, value),
            Place::Fact(path, over) => self.put_fact(program, path, over.as_deref(), value),
        }
        .is_some()
    }

    /// Puts something under a name of the record's own.
    pub fn set(&mut self, name: &str, value: Document) {
        if let Some(at) = self.under(name, None) {
            *at = value;
        }
    }

    fn put_event(&mut self, program: &Program, act: usize, at: Document) -> Option<()> {
        let act = program.acts.get(act)?;
        let event = Document::map([("act", act.head.name.as_str().into()), ("at", at)]);
        self.under("events", None)?.members()?.push(event);
        Some(())
    }

    fn put_fact(
        &mut self,
        program: &Program,
        path: &FactPath,
        over: Option<&str>,
        value: Document,
    ) -> Option<()> {
        let policy = |head: &Head| {
            let policy = program.policies.get(head.policy);
            policy.map_or("", |policy| policy.name.as_str())
        };
        let (mut at, mut record) = match path.root {
            FactRoot::Fact(number) => {
                let fact = program.facts.get(number)?;
                let at = self.under(fact.head.name.as_str(), Some(policy(&fact.head)))?;
                (at, record_of(&fact.kind))
            }
            FactRoot::Judgement(number) => {
                let head = &program.judgements.get(number)?.head;
                (self.under(head.name.as_str(), Some(policy(head)))?, None)
            }
            FactRoot::Event(number) => {
                let event = self.under("events", None)?.members()?.get_mut(number)?;
                let act = match event.get("act") {
                    Some(Document::Text(act)) => Name::new(act),
                    _ => return None,
                };
                let act = program.acts.iter().find(|known| {
                    let full = format!("{}.{}", policy(&known.head), known.head.name);
                    known.head.name == act || full == act.as_str()
                });
                (event, act.map(|act| act.record))
            }
        };
        for step in &path.steps {
            let head = match *step {
                FactStep::Index(index) => {
                    at = at.member(index as usize)?;
                    continue;
                }
                FactStep::Field(number) => {
                    let field = program.records.get(record?)?.fields.get(number)?;
                    record = record_of(&field.kind);
                    &field.head
                }
                FactStep::Judgement(number) => &program.judgements.get(number)?.head,
            };
            at = at.under(head.name.as_str(), Some(policy(head)))?;
        }
        let Some(over) = over else {
            *at = value;
            return Some(());
        };
        let mut forms = vec![("over".to_owned(), over.into())];
        match value {
            Document::Map(more) => forms.extend(more),
            bare => forms.push(("is".to_owned(), bare)),
        }
        at.members()?.push(Document::Map(forms));
        Some(())
    }

    /// What stands under a name, alone or after that of its policy; made where nothing does.
    fn under(&mut self, name: &str, policy: Option<&str>) -> Option<&mut Document> {
        if !matches!(self, Document::Map(_)) {
            *self = Document::Map(Vec::new());
        }
        let Document::Map(entries) = self else {
            return None;
        };
        let full = policy.map(|policy| Name::new(&format!("{policy}.{name}")));
        let wanted = Name::new(name);
        let known = entries.iter().position(|(key, _)| {
            let key = Name::new(key);
            key == wanted || Some(key) == full
        });
        let at = known.unwrap_or(entries.len());
        if known.is_none() {
            entries.push((name.to_owned(), Document::Null));
        }
        entries.get_mut(at).map(|(_, of)| of)
    }

    /// The members of a list, bare or in a group; an empty list is made where there is none.
    fn members(&mut self) -> Option<&mut Vec<Document>> {
        let group = match self {
            Document::Map(entries) => entries.iter().position(|(key, of)| {
                matches!((&**key, of), ("is" | "at_least", Document::List(_)))
            }),
            _ => None,
        };
        if group.is_none() && !matches!(self, Document::List(_)) {
            *self = Document::List(Vec::new());
        }
        match self {
            Document::List(members) => Some(members),
            Document::Map(entries) => match entries.get_mut(group?) {
                Some((_, Document::List(members))) => Some(members),
                _ => None,
            },
            _ => None,
        }
    }

    fn member(&mut self, index: usize) -> Option<&mut Document> {
        let members = self.members()?;
        if index >= super::MAX_MEMBERS {
            return None;
        }
        while members.len() <= index {
            members.push(Document::Map(Vec::new()));
        }
        members.get_mut(index)
    }
}

/// The record that a place holds, alone or in a list.
fn record_of(kind: &Kind) -> Option<usize> {
    match kind {
        Kind::Record(number) => Some(*number),
        Kind::List(of) => record_of(of),
        _ => None,
    }
}
