//! What competent parties found of duties: which state, of which instance, by whom.

use super::node::{Data, Entry, Node};
use super::re::Of;
use super::reader::{PROVENANCE, Reader};
use super::{Found, Provenance, findings};
use crate::name::Name;
use crate::value::State;

/// The names of a finding, beside where it is from.
const NAMES: &[&str] = &["of", "is", "re"];

impl Reader<'_> {
    /// The findings of the record; one that is at fault is reported and left out.
    pub(super) fn all_found(&mut self, entry: &Entry) -> Vec<Found> {
        let mut all = Vec::new();
        match &entry.value.data {
            Data::List(nodes) => {
                for node in nodes {
                    all.extend(self.one_found(node, all.len()));
                }
            }
            Data::Null => self.report(findings::null(&entry.key, entry.value.span)),
            _ => self.report(findings::not_a_list(&entry.key, entry.value.span)),
        }
        all
    }

    fn one_found(&mut self, node: &Node, number: usize) -> Option<Found> {
        let Data::Map(map) = &node.data else {
            self.report(findings::not_found(node.span));
            return None;
        };
        let entries = self.entries(map);
        let all = entries.clone();
        let mut provenance = Provenance::default();
        let (mut of, mut is, mut re) = (None, None, None);
        for entry in entries {
            match entry.key.as_str() {
                "of" => of = Some(entry),
                "is" => is = Some(entry),
                "re" => re = Some(entry),
                key if PROVENANCE.contains(&key) => self.provenance(entry, &mut provenance),
                _ => self.unknown(entry, NAMES.iter().chain(PROVENANCE).copied()),
            }
        }
        let (Some(of), Some(is)) = (of, is) else {
            self.report(findings::nothing_found(node.span));
            return None;
        };
        let duty = self.found_duty(of);
        let state = self.text(is);
        let (duty, state) = (duty?, self.found_state(duty?, &state?, is)?);
        let holder = self.program.duties.get(duty).and_then(|duty| duty.holder);
        self.note_doer(holder, &all);
        if let Some(re) = re {
            self.note_answers(Of::Found(number), re);
        }
        Some(Found {
            duty,
            state,
            re: Vec::new(),
            provenance,
        })
    }

    /// The duty of that name, of which someone can find something.
    fn found_duty(&mut self, entry: &Entry) -> Option<usize> {
        let written = self.text(entry)?;
        let name = Name::new(&written);
        let duties = &self.program.duties;
        let found = duties.iter().position(|duty| self.names(&name, &duty.head));
        let span = entry.value.span;
        let Some(duty) = found.and_then(|number| duties.get(number)) else {
            let near = self.nearest(&written, duties.iter().map(|duty| duty.head.name.as_str()));
            self.report(findings::unknown_duty(&written, span, near.as_deref()));
            return None;
        };
        if duty.holder.is_none() {
            self.report(findings::nobody_finds(&duty.head, span));
            return None;
        }
        found
    }

    fn found_state(&mut self, duty: usize, written: &str, entry: &Entry) -> Option<State> {
        let duty = self.program.duties.get(duty)?;
        let state = duty.findable().find(|state| state.name() == written);
        if state.is_none() {
            let states: Vec<&str> = duty.findable().map(State::name).collect();
            let finding = findings::not_findable(written, &duty.head, entry.value.span, &states);
            self.report(finding);
        }
        state
    }
}
