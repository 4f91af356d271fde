//! A fact put into a record as it is written: under the names that the record
//! has already, and beside what is there.

use super::place::{Listed, Own, may_have_more};
use super::{Document, Facts, Place};
use crate::name::Name;
use crate::program::{FactPath, FactRoot, FactStep, Head, Program};
use crate::value::Kind;

impl Document {
    /// Puts a fact in its place, whatever stood there, further members into a list that may have more, or adds an event of an act at that time.
    /// Records, lists and members on the way are made where they are missing. Says whether there
    /// is such a place. `facts` is what the record says as it is.
    pub fn put(
        &mut self,
        program: &Program,
        facts: &Facts,
        place: &Place,
        value: Document,
    ) -> bool {
        match place {
            Place::Act(act) => self.put_event(program, *act, value),
            Place::Holidays(calendar, year) => self.put_holidays(calendar, *year, value),
            Place::Own(of, number, own) => self.put_own((*of, *number), *own, value),
            Place::Fact(path, over) => {
                self.put_fact(program, facts, (path, over.as_deref()), value)
            }
        }
        .is_some()
    }

    /// Puts something under a name of the record's own.
    pub fn set(&mut self, name: &str, value: Document) {
        if let Some(at) = self.under(name, None) {
            *at = value;
        }
    }

    fn put_holidays(&mut self, calendar: &str, year: i32, value: Document) -> Option<()> {
        let calendars = self.under("calendars", None)?.under(calendar, None)?;
        *calendars.under(&format!("{year:04}"), None)? = value;
        Some(())
    }

    fn put_event(&mut self, program: &Program, act: usize, at: Document) -> Option<()> {
        program.acts.get(act)?;
        let event = Document::map([("act", program.act_in_record(act).into()), ("at", at)]);
        self.under("events", None)?.members()?.push(event);
        Some(())
    }

    fn put_own(&mut self, (of, number): (Listed, usize), own: Own, value: Document) -> Option<()> {
        let one = self.under(of.name(), None)?.members()?.get_mut(number)?;
        *one.under(own.name(), None)? = value;
        Some(())
    }

    fn put_fact(
        &mut self,
        program: &Program,
        facts: &Facts,
        (path, over): (&FactPath, Option<&str>),
        value: Document,
    ) -> Option<()> {
        let (mut at, mut record) = match path.root {
            FactRoot::Fact(number) => {
                let fact = program.facts.get(number)?;
                let name = self.name_at_top(program, path.root, &fact.head);
                (self.under(&name, None)?, record_of(&fact.kind))
            }
            FactRoot::Judgement(number) => {
                let head = &program.judgements.get(number)?.head;
                let name = self.name_at_top(program, path.root, head);
                (self.under(&name, None)?, None)
            }
            FactRoot::Event(number) => {
                let event = self.under("events", None)?.members()?.get_mut(number)?;
                let act = program.acts.get(facts.events.get(number)?.act);
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
                FactStep::Made => {
                    at = at.group()?.under("at", None)?;
                    continue;
                }
                FactStep::Judgement(number) => {
                    let head = &program.judgements.get(number)?.head;
                    let name = program.judgement_in_record(number);
                    at = at.under(&name, Some(&program.full_name(head)))?;
                    continue;
                }
            };
            at = at.under(head.name.as_str(), Some(&program.full_name(head)))?;
        }
        let Some(over) = over else {
            match may_have_more(facts, path) {
                true => at.put_further(value)?,
                false => *at = value,
            }
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

    /// The name under which a fact or a judgement stands at the top, or is to stand: its full name
    /// where a bare one would also reach what is written under another full name.
    fn name_at_top(&self, program: &Program, root: FactRoot, head: &Head) -> String {
        let full = program.full_name(head);
        let has = |name: &str| {
            let name = Name::new(name);
            let entries = match self {
                Document::Map(entries) => entries.as_slice(),
                _ => &[],
            };
            entries.iter().any(|(key, _)| Name::new(key) == name)
        };
        let bare = program.name_in_record(root);
        let others = (program.facts.iter().map(|fact| &fact.head))
            .chain(program.judgements.iter().map(|one| &one.head));
        let mut others = others.filter(|other| other.name == head.name);
        match !has(bare) && others.any(|other| has(&program.full_name(other))) {
            true => full,
            false => bare.to_owned(),
        }
    }

    /// What is written under a name, alone or after that of its policy; made where nothing does.
    fn under(&mut self, name: &str, full: Option<&str>) -> Option<&mut Document> {
        if !matches!(self, Document::Map(_)) {
            *self = Document::Map(Vec::new());
        }
        let Document::Map(entries) = self else {
            return None;
        };
        let full = full.map(Name::new);
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

    /// What says more of a value than the value alone: a bare one stands in it under `is`.
    fn group(&mut self) -> Option<&mut Document> {
        match &mut *self {
            Document::Map(_) => {}
            Document::Null => return None,
            bare => {
                let is = std::mem::replace(bare, Document::Null);
                *bare = Document::map([("is", is)]);
            }
        }
        Some(self)
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

    /// Puts further members into a list that may have more; whether there may still be more then is
    /// what they say.
    fn put_further(&mut self, further: Document) -> Option<()> {
        let (further, whole) = match further {
            Document::List(members) => (members, true),
            Document::Map(entries) => match <[(String, Document); 1]>::try_from(entries).ok()? {
                [(name, Document::List(members))] if name == "at_least" => (members, false),
                _ => return None,
            },
            _ => return None,
        };
        self.members()?.extend(further);
        if let Document::Map(entries) = self
            && let Some((name, _)) = entries.iter_mut().find(|(name, _)| name == "at_least")
            && whole
        {
            "is".clone_into(name);
        }
        Some(())
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
