//! What was done: each event is a record shaped by its act.

use super::Event;
use super::findings;
use super::names;
use super::node::{Data, Entry, Node};
use super::re::{Named, Of};
use super::reader::{self, Reader};
use super::slot::Slot;
use crate::name::Name;
use crate::program::{Act, Head, PartyRef};
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
            // The keys may be said in other words, each of which is told.
            let mut said = Vec::new();
            for entry in &entries {
                if let Some(own) = reader::own(&entry.key, &["act", "at", "by", "to"]) {
                    said.push(own);
                    self.report(findings::unknown_fact(&entry.key, entry.at, Some(own), &[]));
                }
            }
            if !said.contains(&"act") {
                self.report(findings::no_act(node.span));
            }
            return None;
        };
        let act = self.act(named, &entries)?;
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
        let (id, re, to) = (take("id"), take("re"), take("to"));
        if let Some(id) = id.and_then(|id| Some((self.text(id)?, id.value.span))) {
            self.ids.push(Named::new(Of::Event(number), id));
        }
        if let Some(re) = re {
            self.note_answers(Of::Event(number), re);
        }
        if let Some(to) = to {
            self.check_addressee(act, to);
        }
        self.note_doer(declared.from, &entries);
        let kind = Kind::Record(declared.record);
        let slot = Slot {
            name: &declared.head.name,
            kind: &kind,
            within: crate::value::Range::UNKNOWN,
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

    /// The act that a name means: of several, the one that is done by and to whom the event says.
    fn act(&mut self, entry: &Entry, event: &[&Entry]) -> Option<usize> {
        let written = self.text(entry)?;
        let program = self.program;
        let mut found = self.acts_named(&Name::new(&written));
        if found.len() > 1 {
            let said = |key: &str| {
                let entry = event.iter().find(|entry| entry.key == key)?;
                match &entry.value.data {
                    Data::Text(text) => Some(Name::new(text.trim())),
                    _ => None,
                }
            };
            let (by, to) = (said("by"), said("to"));
            let fits = |act: &Act| {
                let by = by.as_ref().zip(act.from);
                let by = by.is_none_or(|(by, from)| self.is_called(by, from));
                let to = to.as_ref().filter(|_| !act.to.is_empty());
                by && to.is_none_or(|to| act.to.iter().any(|party| self.is_called(to, *party)))
            };
            let apart: Vec<usize> = found
                .iter()
                .copied()
                .filter(|act| program.acts.get(*act).is_some_and(fits))
                .collect();
            let span = entry.value.span;
            let [one] = apart.as_slice() else {
                let heads = found.iter().filter_map(|act| program.acts.get(*act));
                let full = names::full(program, heads.map(|act| &act.head));
                self.report(findings::ambiguous_act(&written, span, &full));
                return None;
            };
            found = vec![*one];
        }
        if found.is_empty() {
            let acts = program.acts.iter();
            let near = self.nearest(&written, acts.map(|act| act.head.name.as_str()));
            let span = entry.value.span;
            self.report(match self.act_of_duty(&Name::new(&written)) {
                Some(act) => findings::duty_for_act(&written, span, &act),
                None => findings::unknown_act(&written, span, near.as_deref()),
            });
        }
        found.first().copied()
    }

    /// The one act that a duty of this name demands.
    fn act_of_duty(&self, name: &Name) -> Option<Name> {
        let mut duties = self.program.duties.iter();
        let duty = duties.find(|duty| duty.head.name == *name)?;
        let mut acts = duty.versions.iter().map(|version| version.body.act());
        let first = acts.next()??;
        let act = acts.all(|act| act == Some(first)).then_some(first)?;
        Some(self.program.acts.get(act)?.head.name.clone())
    }

    /// Tells of somebody to whom the act is not done.
    fn check_addressee(&mut self, act: usize, entry: &Entry) {
        let (Some(written), Some(act)) = (self.text(entry), self.program.acts.get(act)) else {
            return;
        };
        let name = Name::new(written.trim());
        let record = |party: &PartyRef| matches!(party, PartyRef::Fact(_));
        // A party that is a record is called as the record says, which may come later.
        let may_be = act.to.is_empty()
            || act
                .to
                .iter()
                .any(|party| self.is_called(&name, *party) || record(party));
        if !may_be {
            let to = act
                .to
                .iter()
                .filter_map(|party| self.program.party_head(*party));
            let to: Vec<&Head> = to.collect();
            let span = entry.value.span;
            self.report(findings::wrong_addressee(&written, &act.head, &to, span));
        }
    }
}
