//! The top of a record: its own names, the facts, the judgements, the events.

use std::collections::HashMap;
use std::sync::Arc;

use super::findings;
use super::given::blank;
use super::node::{Data, Entry, Node};
use super::reader::Reader;
use super::slot::Slot;
use super::{Document, Facts, Format, form};
use crate::diagnostic::{Diagnostic, Phrase};
use crate::name::Name;
use crate::program::{FactRoot, Program};
use crate::source::{FileId, Sources, Span};
use crate::value::Zone;

/// The names that the record keeps for itself.
pub(crate) const RESERVED: &[&str] = &[
    "$schema",
    "zone",
    "title",
    "events",
    "findings",
    "record_complete_until",
    "record_complete_from",
    "calendars",
    "note",
    "source",
];

/// What a file says is known, in the form that the ending of its name announces,
/// and everything in it that does not fit the vocabulary, in the order of the
/// file. What is at fault counts as not given.
#[must_use]
pub fn read(file: FileId, sources: &Sources, program: &Program) -> (Facts, Vec<Diagnostic>) {
    let format = sources.get(file).map(|source| Format::of(source.name()));
    read_as(format.unwrap_or_default(), file, sources, program)
}

/// The same, of a file in this form.
#[must_use]
pub fn read_as(
    format: Format,
    file: FileId,
    sources: &Sources,
    program: &Program,
) -> (Facts, Vec<Diagnostic>) {
    let mut reader = Reader::new(program);
    let mut facts = blank(program);
    let text = sources.get(file).map_or("", |source| source.text());
    let (tree, slips) = form::tree(file, text, format);
    reader.findings.extend(slips);
    if let Some(node) = tree {
        reader.top(&node, &mut facts);
    }
    let mut findings = reader.findings;
    for finding in &mut findings {
        form::say_in(format, finding);
    }
    // What several policies ask alike is read once for each.
    findings.sort_by_key(|finding| {
        let span = finding.primary.span;
        (span.start, span.end, finding.code)
    });
    findings.dedup_by(|later, earlier| {
        later.primary.span == earlier.primary.span && later.message == earlier.message
    });
    (facts, findings)
}

/// What a file writes, whatever it means; none where its form is broken.
#[must_use]
pub fn document(file: FileId, sources: &Sources) -> Option<Document> {
    let source = sources.get(file)?;
    let (tree, _) = form::tree(file, source.text(), Format::of(source.name()));
    tree.as_ref().map(Document::of)
}

impl Reader<'_> {
    fn top(&mut self, node: &Node, facts: &mut Facts) {
        let Data::Map(map) = &node.data else {
            return self.report(findings::not_a_record(node.span));
        };
        let entries = self.entries(map);
        // Every time in the record depends on its zone, wherever that is written.
        if let Some(entry) = entries.iter().find(|entry| entry.key == "zone") {
            facts.zone = self.zone_of(entry);
            self.place_in(facts.zone);
        }
        let mut given: HashMap<FactRoot, Span> = HashMap::new();
        let mut values: Vec<(usize, Span)> = Vec::new();
        for entry in entries {
            if RESERVED.contains(&entry.key.as_str()) {
                self.reserved(entry, facts);
                continue;
            }
            let found = self.find_top(entry);
            // One thing may be named alone and after its policy.
            if let Some(first) = found.iter().find_map(|root| given.get(root)) {
                self.report(findings::duplicate(&entry.key, *first, entry.at));
                continue;
            }
            for root in found {
                given.insert(root, entry.at);
                self.take(root, entry, facts, &mut values);
            }
        }
        let given = |name: &str| map.iter().find(|entry| entry.key == name);
        if let (Some(from), Some(until)) = (
            given("record_complete_from"),
            given("record_complete_until"),
        ) && facts.record_complete_from > facts.record_complete_until
            && facts.record_complete_until.is_some()
        {
            let finding = findings::begins_after_end(from.value.span, until.value.span);
            self.report(finding);
        }
        self.check_ends(&self.program.facts, &facts.facts, &values);
        self.resolve_answers(facts);
        self.check_doers(facts);
    }

    /// Reads what is written under the name of a fact or a judgement.
    fn take(
        &mut self,
        root: FactRoot,
        entry: &Entry,
        facts: &mut Facts,
        values: &mut Vec<(usize, Span)>,
    ) {
        let program = self.program;
        let (slot, place) = match root {
            FactRoot::Fact(number) => {
                values.push((number, entry.value.span));
                let slot = program.facts.get(number).map(Slot::of);
                (slot, Arc::make_mut(&mut facts.facts).get_mut(number))
            }
            FactRoot::Judgement(number) => {
                self.note_judge(number, &entry.value);
                let slot = Slot::judgement(program, number);
                (slot, facts.judgements.get_mut(number))
            }
            FactRoot::Event(_) => return,
        };
        if let (Some(slot), Some(datum)) = (slot, place) {
            *datum = self.datum(&entry.value, slot);
        }
    }

    /// The facts and judgements that a name reaches.
    fn find_top(&mut self, entry: &Entry) -> Vec<FactRoot> {
        let written = Name::new(&entry.key);
        let all = self.top_named(&written);
        if !all.is_empty() {
            return self.meant_at_top(entry, all);
        }
        let program = self.program;
        let mut judgements = program.judgements.iter();
        let about = judgements
            .find(|one| {
                one.about.is_some()
                    && (one.head.name == written
                        || program.full_name(&one.head) == written.as_str())
            })
            .and_then(|one| program.records.get(one.about?));
        match about {
            Some(record) => {
                let title = &record.head.title;
                self.report(findings::belongs_inside(&entry.key, entry.at, title));
            }
            None => {
                let facts = program.facts.iter().map(|fact| fact.head.name.as_str());
                let judgements = program
                    .judgements
                    .iter()
                    .filter(|judgement| judgement.about.is_none())
                    .map(|judgement| judgement.head.name.as_str());
                let known = facts.chain(judgements).chain(RESERVED.iter().copied());
                self.unknown(entry, known);
            }
        }
        Vec::new()
    }

    fn reserved(&mut self, entry: &Entry, facts: &mut Facts) {
        match entry.key.as_str() {
            "title" => facts.title = self.title(entry),
            "record_complete_until" => facts.record_complete_until = self.time(entry),
            "record_complete_from" => facts.record_complete_from = self.time(entry),
            "calendars" => facts.calendars = self.calendars(entry),
            "events" => facts.events = self.events(entry),
            "findings" => facts.found = self.all_found(entry),
            "$schema" | "note" | "source" => {
                self.text(entry);
            }
            // The zone was read before all else.
            _ => {}
        }
    }

    fn zone_of(&mut self, entry: &Entry) -> Option<Zone> {
        let written = self.text(entry)?;
        let zone = Zone::named(&written);
        if zone.is_none() {
            let near = Zone::of_city(&written).map(str::to_owned);
            let near = near.or_else(|| self.nearest(&written, Zone::names()));
            let span = entry.value.span;
            self.report(findings::unknown_zone(&written, span, near.as_deref()));
        }
        zone
    }

    /// A title in one language stands for both.
    pub(super) fn title(&mut self, entry: &Entry) -> Option<Phrase> {
        let Data::Map(map) = &entry.value.data else {
            return self.text(entry).map(Phrase::same);
        };
        let (mut en, mut ko) = (None, None);
        for part in self.entries(map) {
            match part.key.as_str() {
                "en" => en = self.text(part),
                "ko" => ko = self.text(part),
                _ => self.unknown(part, ["en", "ko"]),
            }
        }
        match (en, ko) {
            (Some(en), Some(ko)) => Some(Phrase::new(en, ko)),
            (Some(one), None) | (None, Some(one)) => Some(Phrase::same(one)),
            (None, None) => None,
        }
    }
}
