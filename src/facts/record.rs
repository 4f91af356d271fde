//! Records and lists: what holds other facts.

use std::collections::HashMap;

use super::findings;
use super::node::{Data, Entry, Node};
use super::reader::{PROVENANCE, Reader};
use super::slot::Slot;
use super::{Datum, Fields, Known, Provenance};
use crate::name::Name;
use crate::program::{FactStep, Field, stretches};
use crate::source::Span;
use crate::value::{Kind, Range, Truth, Value};

/// Names by which a whole record says that it is not there.
pub(super) const MARKS: &[&str] = &["unknown", "not_applicable"];

/// What a name in a record stands for.
enum Part {
    /// A field, or the judgements of one name.
    Declared(Vec<FactStep>),
    Provenance,
    Mark,
}

impl<'a> Reader<'a> {
    /// What is written where the slot expects something.
    pub(super) fn datum(&mut self, node: &Node, slot: Slot<'a>) -> Datum {
        if node.data == Data::Null {
            self.report(findings::null(slot.name.as_str(), node.span));
            return Datum::default();
        }
        match slot.kind {
            _ if slot.over_period => self.series(node, slot),
            Kind::Record(record) => self.record(node, slot, *record),
            Kind::List(kind) => self.list(node, slot, kind),
            _ => self.known(node, slot),
        }
    }

    fn record(&mut self, node: &Node, slot: Slot<'a>, record: usize) -> Datum {
        let Data::Map(map) = &node.data else {
            let finding = findings::wrong_kind(self.program, &slot, &node.data, node.span);
            self.report(finding);
            return Datum::default();
        };
        let entries = self.entries(map);
        if self.is_disputed(&entries, record) {
            return self.forms(&entries, slot, node.span);
        }
        self.fields(&entries, &slot, record)
    }

    /// Whether accounts of the whole record are given, and not a field of that name.
    fn is_disputed(&self, entries: &[&Entry], record: usize) -> bool {
        let declared = self.program.records.get(record);
        let fields = declared.map_or(&[][..], |record| record.fields.as_slice());
        let own = fields
            .iter()
            .any(|field| field.head.name.as_str() == "disputed");
        !own && entries.iter().any(|entry| entry.key == "disputed")
    }

    /// The fields of a record, the judgements about it, and where it is from.
    pub(super) fn fields(&mut self, entries: &[&Entry], slot: &Slot<'_>, record: usize) -> Datum {
        let mut fields = self.blank_record(record);
        let mut provenance = Provenance::default();
        let mut mark: Option<(Known, Span)> = None;
        let mut given: Vec<(FactStep, Span)> = Vec::new();
        let mut before: HashMap<FactStep, Span> = HashMap::new();
        for entry in entries {
            let parts = match self.find_part(entry, record) {
                Some(Part::Declared(parts)) => parts,
                Some(Part::Provenance) => {
                    self.provenance(entry, &mut provenance);
                    continue;
                }
                Some(Part::Mark) => {
                    let known = self.mark(entry, slot);
                    mark = mark.or(known.map(|known| (known, entry.at)));
                    continue;
                }
                None => continue,
            };
            if let Some(first) = parts.iter().find_map(|part| before.get(part)) {
                self.report(findings::duplicate(&entry.key, *first, entry.at));
                continue;
            }
            for part in parts {
                before.insert(part, entry.value.span);
                given.push((part, entry.value.span));
                self.take_part(part, entry, record, &mut fields);
            }
        }
        if let Some(declared) = self.program.records.get(record) {
            let given = given.iter().filter_map(|(part, span)| match part {
                FactStep::Field(number) => Some((*number, *span)),
                _ => None,
            });
            let given: Vec<(usize, Span)> = given.collect();
            self.check_ends(&declared.fields, &fields.fields, &given);
        }
        let known = match (mark, given.first()) {
            (Some((mark, _)), None) => mark,
            // A record that is not there has nothing in it.
            (Some((_, at)), Some((_, first))) => {
                self.report(findings::two_answers(slot, *first, at));
                Known::Record(fields)
            }
            (None, _) => Known::Record(fields),
        };
        Datum { known, provenance }
    }

    fn field(&self, record: usize, number: usize) -> Option<Slot<'a>> {
        let record = self.program.records.get(record)?;
        record.fields.get(number).map(Slot::of)
    }

    /// Reads what is written under the name of a field or a judgement.
    fn take_part(&mut self, part: FactStep, entry: &Entry, record: usize, fields: &mut Fields) {
        match part {
            FactStep::Field(number) => {
                let field = self.field(record, number);
                if let (Some(slot), Some(datum)) = (field, fields.fields.get_mut(number)) {
                    *datum = self.datum(&entry.value, slot);
                }
            }
            FactStep::Judgement(number) => {
                self.note_judge(number, &entry.value);
                if let Some(slot) = Slot::judgement(self.program, number) {
                    let datum = self.datum(&entry.value, slot);
                    fields.judgements.push((number, datum));
                }
            }
            FactStep::Index(_) | FactStep::Made => {}
        }
    }

    fn find_part(&mut self, entry: &Entry, record: usize) -> Option<Part> {
        let all = self.parts_named(record, &Name::new(&entry.key));
        if !all.is_empty() {
            return Some(Part::Declared(self.meant_in_record(entry, all)));
        }
        let program = self.program;
        let declared = program.records.get(record)?;
        if PROVENANCE.contains(&entry.key.as_str()) {
            return Some(Part::Provenance);
        }
        if MARKS.contains(&entry.key.as_str()) {
            return Some(Part::Mark);
        }
        let fields = declared.fields.iter().map(|field| field.head.name.as_str());
        let judgements = program
            .judgements
            .iter()
            .filter(|judgement| judgement.about == Some(record))
            .map(|judgement| judgement.head.name.as_str());
        let known = fields.chain(judgements).chain(PROVENANCE.iter().copied());
        self.unknown(entry, known);
        None
    }

    /// `unknown` and `not_applicable`, which stand in place of a value.
    pub(super) fn mark(&mut self, entry: &Entry, slot: &Slot<'_>) -> Option<Known> {
        if entry.value.data != Data::Bool(true) {
            self.report(findings::only_true(&entry.key, entry.value.span));
            return None;
        }
        if entry.key == "unknown" {
            return Some(Known::Unknown);
        }
        if slot.optional {
            return Some(Known::NotApplicable);
        }
        self.report(findings::always_applies(slot, entry.at));
        None
    }

    /// No thing ends before it starts: what a field of the record reckons the length of,
    /// and what the shared names say.
    pub(super) fn check_ends(
        &mut self,
        declared: &[Field],
        data: &[Datum],
        given: &[(usize, Span)],
    ) {
        let time = |number: usize| -> Option<(Range, Span)> {
            let Known::Value(Value::Range(range)) = data.get(number)?.known else {
                return None;
            };
            let (_, span) = given.iter().find(|(of, _)| *of == number)?;
            Some((range, *span))
        };
        for (first, last) in stretches(declared) {
            if let (Some((start, started)), Some((end, ended))) = (time(first), time(last))
                && end.is_less_than(&start) == Truth::Yes
            {
                let name = |at: usize| declared.get(at).map(|field| field.head.name.as_str());
                let names = (
                    name(first).unwrap_or_default(),
                    name(last).unwrap_or_default(),
                );
                self.report(findings::ends_before_start(names, started, ended));
            }
        }
    }

    fn list(&mut self, node: &Node, slot: Slot<'a>, kind: &'a Kind) -> Datum {
        let mut provenance = Provenance::default();
        let mut found: Option<(Known, Span)> = None;
        match &node.data {
            Data::List(nodes) => {
                let known = self.members(nodes, slot, kind, false);
                found = Some((known, node.span));
            }
            Data::Map(map) => {
                for entry in self.entries(map) {
                    let known = match (entry.key.as_str(), &entry.value.data) {
                        ("is" | "at_least", Data::List(nodes)) => {
                            Some(self.members(nodes, slot, kind, entry.key == "at_least"))
                        }
                        ("is" | "at_least", _) => {
                            self.report(findings::not_a_list(&entry.key, entry.value.span));
                            None
                        }
                        ("unknown" | "not_applicable", _) => self.mark(entry, &slot),
                        ("disputed", _) => Some(self.disputed(entry, slot)),
                        (key, _) if PROVENANCE.contains(&key) => {
                            self.provenance(entry, &mut provenance);
                            continue;
                        }
                        _ => {
                            let forms = ["is", "at_least", "disputed"].iter().chain(MARKS);
                            self.unknown(entry, forms.chain(PROVENANCE).copied());
                            None
                        }
                    };
                    match &found {
                        Some((_, first)) if known.is_some() => {
                            self.report(findings::two_answers(&slot, *first, entry.at));
                        }
                        Some(_) => {}
                        None => found = known.map(|known| (known, entry.at)),
                    }
                }
                if map
                    .iter()
                    .all(|entry| PROVENANCE.contains(&entry.key.as_str()))
                {
                    self.report(findings::no_answer(&slot, node.span));
                }
            }
            data => {
                let finding = findings::wrong_kind(self.program, &slot, data, node.span);
                self.report(finding);
            }
        }
        let known = found.map(|(known, _)| known).unwrap_or_default();
        Datum { known, provenance }
    }

    fn members(&mut self, nodes: &[Node], slot: Slot<'a>, kind: &'a Kind, open: bool) -> Known {
        let slot = slot.member(kind);
        let members = nodes.iter().map(|node| self.datum(node, slot)).collect();
        Known::List { members, open }
    }
}
