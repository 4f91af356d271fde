//! What was done: each event is a record shaped by its act.

use super::Event;
use super::findings;
use super::node::{Data, Entry, Node};
use super::re::{Named, Of};
use super::reader::Reader;
use super::slot::Slot;
use crate::name::Name;
use crate::value::Kind;

impl Reader<'_> {
    /// The events of the record; one whose act is not known is reported and left out.
    pub(super) fn events(&mut self, entry: &Entry) -> Vec<Event> {
        match &entry.value.data {
            Data::List(nodes) => {
                let mut events = Vec::with_capacity(nodes.len());
                for node in nodes {
                    events.extend(self.event(node, events.len()));
                }
                events
            }
            Data::Null => {
                self.report(findings::null(&entry.key, entry.value.span));
                Vec::new()
            }
            _ => {
                self.report(findings::not_a_list(&entry.key, entry.value.span));
                Vec::new()
            }
        }
    }

    fn event(&mut self, node: &Node, number: usize) -> Option<Event> {
        let Data::Map(map) = &node.data else {
            self.report(findings::not_an_event(node.span));
            return None;
        };
        let mut entries = self.entries(map);
        let Some(named) = entries.iter().find(|entry| entry.key == "act").copied() else {
            self.report(findings::no_act(node.span));
            return None;
        };
        let act = self.act(named)?;
        let declared = self.program.acts.get(act)?;
        let record = self.program.records.get(declared.record)?;
        entries.retain(|entry| entry.key != "act");
        // What the act declares itself is a field like any other.
        let own = |name: &str| {
            let mut fields = record.fields.iter();
            fields.any(|field| field.head.name.as_str() == name)
        };
        let mut take = |name: &str| {
            let at = entries.iter().position(|entry| entry.key == name)?;
            (!own(name)).then(|| entries.remove(at))
        };
        let (id, re) = (take("id"), take("re"));
        if let Some(id) = id.and_then(|id| Some((self.text(id)?, id.value.span))) {
            self.ids.push(Named::new(Of::Event(number), id));
        }
        if let Some(re) = re {
            self.note_answers(Of::Event(number), re);
        }
        self.note_doer(declared.from, &entries);
        let kind = Kind::Record(declared.record);
        let slot = Slot {
            name: &declared.head.name,
            kind: &kind,
            optional: false,
            over_period: false,
            declared: declared.head.span,
        };
        let datum = self.fields(&entries, &slot, declared.record);
        Some(Event {
            act,
            datum,
            re: Vec::new(),
        })
    }

    fn act(&mut self, entry: &Entry) -> Option<usize> {
        let written = self.text(entry)?;
        let name = Name::new(&written);
        let acts = &self.program.acts;
        let found = acts.iter().position(|act| self.names(&name, &act.head));
        if found.is_none() {
            let near = self.nearest(&written, acts.iter().map(|act| act.head.name.as_str()));
            let span = entry.value.span;
            self.report(findings::unknown_act(&written, span, near.as_deref()));
        }
        found
    }
}
