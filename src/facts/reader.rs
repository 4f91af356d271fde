//! What every part of the reading shares: the vocabulary, the zone, and the
//! findings gathered so far.

use std::collections::HashMap;

use super::doer::Doer;
use super::findings;
use super::node::{Data, Entry, Node};
use super::re::Named;
use super::time;
use super::{Fields, Provenance};
use crate::diagnostic::{Diagnostic, near};
use crate::name::Name;
use crate::program::Program;
use crate::program::provision::Head;
use crate::source::Span;
use crate::value::{Instant, Zone};

/// How many unknown names are compared with the known ones, so that a hostile
/// file cannot buy endless work.
const MAX_COMPARED: usize = 200;

/// The names under which any fact says where it is from.
pub(crate) const PROVENANCE: &[&str] = &["source", "by", "at", "recorded", "note"];

/// Reads one record; faults are gathered and never stop it.
pub(super) struct Reader<'a> {
    /// The vocabulary.
    pub(super) program: &'a Program,
    /// Where local times are.
    pub(super) zone: Zone,
    /// What does not fit.
    pub(super) findings: Vec<Diagnostic>,
    /// What events call themselves.
    pub(super) ids: Vec<Named>,
    /// What events say they answer.
    pub(super) answers: Vec<Named>,
    /// By whom events and judgements say that they are.
    pub(super) doers: Vec<Doer>,
    compared: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(program: &'a Program) -> Reader<'a> {
        let mut zones = program.policies.iter().map(|policy| policy.zone);
        Reader {
            program,
            zone: zones.find(|zone| *zone != Zone::UTC).unwrap_or(Zone::UTC),
            findings: Vec::new(),
            ids: Vec::new(),
            answers: Vec::new(),
            doers: Vec::new(),
            compared: 0,
        }
    }

    pub(super) fn report(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// The known name nearest to a written one.
    pub(super) fn nearest<'n>(
        &mut self,
        written: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Option<String> {
        self.compared += 1;
        if self.compared > MAX_COMPARED {
            return None;
        }
        near::nearest(written, known).map(str::to_owned)
    }

    /// A name that nothing here is called.
    pub(super) fn unknown<'n>(&mut self, entry: &Entry, known: impl IntoIterator<Item = &'n str>) {
        let near = self.nearest(&entry.key, known);
        self.report(findings::unknown_fact(
            &entry.key,
            entry.at,
            near.as_deref(),
        ));
    }

    /// The entries whose names are not given twice; the first of each stands.
    pub(super) fn entries<'n>(&mut self, map: &'n [Entry]) -> Vec<&'n Entry> {
        let mut first: HashMap<Name, Span> = HashMap::with_capacity(map.len());
        let mut kept = Vec::with_capacity(map.len());
        for entry in map {
            match first.get(&Name::new(&entry.key)) {
                Some(at) => self.report(findings::duplicate(&entry.key, *at, entry.at)),
                None => {
                    first.insert(Name::new(&entry.key), entry.at);
                    kept.push(entry);
                }
            }
        }
        kept
    }

    /// Whether a written name is that of an item, alone or after its policy's.
    pub(super) fn names(&self, written: &Name, head: &Head) -> bool {
        if *written == head.name {
            return true;
        }
        let policy = self.program.policies.get(head.policy);
        policy.is_some_and(|policy| {
            written
                .as_str()
                .strip_suffix(head.name.as_str())
                .and_then(|rest| rest.strip_suffix('.'))
                .is_some_and(|rest| rest == policy.name.as_str())
        })
    }

    /// A record of which nothing is given.
    pub(super) fn blank_record(&self, record: usize) -> Fields {
        super::given::blank_record(self.program, record)
    }

    /// Takes one of the names of [`PROVENANCE`].
    pub(super) fn provenance(&mut self, entry: &Entry, into: &mut Provenance) {
        match entry.key.as_str() {
            "source" => into.source = self.text(entry),
            "by" => into.by = self.text(entry),
            "note" => into.note = self.text(entry),
            "at" => into.at = self.time(entry),
            "recorded" => into.recorded = self.time(entry),
            _ => {}
        }
    }

    /// Text, or a finding.
    pub(super) fn text(&mut self, entry: &Entry) -> Option<String> {
        let finding = match &entry.value.data {
            Data::Text(text) => return Some(text.clone()),
            Data::Null => findings::null(&entry.key, entry.value.span),
            _ => findings::not_text(&entry.key, entry.value.span),
        };
        self.report(finding);
        None
    }

    /// One exact time, or a finding.
    pub(super) fn time(&mut self, entry: &Entry) -> Option<Instant> {
        let Node { span, data } = &entry.value;
        let finding = match data {
            Data::Text(text) => match time::instant(text, self.zone) {
                Ok(at) => return Some(at),
                Err(slip) => findings::time(text, slip, self.zone, *span),
            },
            Data::Null => Some(findings::null(&entry.key, *span)),
            _ => None,
        };
        self.report(finding.unwrap_or_else(|| findings::not_a_time(&entry.key, *span)));
        None
    }
}
