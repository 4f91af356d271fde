//! What competent parties found of duties: which state, of which instance, by whom.

use super::names;
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
        let duty = self.found_duty(of, &all);
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

    /// The duty of that name, of which someone can find something. Of several, the one that is for
    /// the party to find which the record names.
    fn found_duty(&mut self, entry: &Entry, all: &[&Entry]) -> Option<usize> {
        let written = self.text(entry)?;
        let program = self.program;
        let span = entry.value.span;
        let named = self.duties_named(&Name::new(&written));
        let named: Vec<usize> = match named.as_slice() {
            [] | [_] => named,
            several => {
                let by = all.iter().find(|entry| entry.key == "by");
                let by = by.and_then(|by| match &by.value.data {
                    Data::Text(by) => Some(Name::new(by.trim())),
                    _ => None,
                });
                let may = several.iter().copied().filter(|duty| {
                    let duty = program.duties.get(*duty);
                    duty.and_then(|duty| duty.holder).is_some_and(|holder| {
                        by.as_ref().is_none_or(|by| self.is_called(by, holder))
                    })
                });
                may.collect()
            }
        };
        let found = match named.as_slice() {
            [] if self.duties_named(&Name::new(&written)).is_empty() => {
                let duties = program.duties.iter();
                let near = self.nearest(&written, duties.map(|duty| duty.head.name.as_str()));
                self.report(findings::unknown_duty(&written, span, near.as_deref()));
                return None;
            }
            [one] => *one,
            _ => {
                let all = self.duties_named(&Name::new(&written));
                let heads = all.iter().filter_map(|duty| program.duties.get(*duty));
                let full = names::full(program, heads.map(|duty| &duty.head));
                self.report(findings::ambiguous_duty(&written, span, &full));
                return None;
            }
        };
        let duty = program.duties.get(found)?;
        if duty.holder.is_none() {
            self.report(findings::nobody_finds(&duty.head, span));
            return None;
        }
        Some(found)
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
