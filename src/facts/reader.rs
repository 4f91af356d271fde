//! What every part of the reading shares: the vocabulary, the zone, and the
//! findings gathered so far.

use std::collections::HashMap;

use super::doer::Doer;
use super::findings;
use super::names::Names;
use super::node::{Data, Entry, Node};
use super::re::Named;
use super::slot::Slot;
use super::time;
use super::{BOUNDS, Datum, Fields, Known, Provenance};
use crate::diagnostic::{Diagnostic, near};
use crate::name::Name;
use crate::program::Program;
use crate::source::Span;
use crate::value::{Instant, Range, Value, Zone};

/// Where people write what was done.
const DONE: [&str; 8] = [
    "done",
    "acts",
    "act",
    "actions",
    "performed",
    "이행",
    "행위",
    "한일",
];

/// What a record calls its own, as a Korean author may say it.
const OWN: &[(&str, &str)] = &[
    ("시간대", "zone"),
    ("제목", "title"),
    ("사건", "events"),
    ("행위", "events"),
    ("확정", "findings"),
    ("휴일달력", "calendars"),
    ("메모", "note"),
    ("비고", "note"),
    ("출처", "source"),
    ("근거", "source"),
    ("행위", "act"),
    ("행위명", "act"),
    ("action", "act"),
    ("일시", "at"),
    ("시각", "at"),
    ("시점", "at"),
    ("일자", "at"),
    ("날짜", "at"),
    ("when", "at"),
    ("date", "at"),
    ("time", "at"),
    ("행위자", "by"),
    ("누가", "by"),
    ("상대", "to"),
    ("상대방", "to"),
];

/// What is written in place of a key that is said in another word, if it can stand there.
pub(super) fn own(written: &str, known: &[&str]) -> Option<&'static str> {
    let said = OWN.iter().filter(|(other, _)| *other == written);
    let mut own = said.map(|(_, own)| *own);
    own.find(|own| known.contains(own))
}

/// How many unknown names are compared with the known ones, so that a hostile
/// file cannot buy endless work.
const MAX_COMPARED: usize = 200;

/// How much is known of when something was made, beside bounds.
const MADE: &[&str] = &["is", "unknown", "between", "on", "in"];

/// The names under which any fact says where it is from.
pub(crate) const PROVENANCE: &[&str] = &["source", "by", "at", "recorded", "note"];

/// Reads one record; faults are gathered and never stop it.
pub(super) struct Reader<'a> {
    /// The vocabulary.
    pub(super) program: &'a Program,
    /// Where local times are.
    pub(super) zone: Zone,
    /// The record does not say where local times are, and its policies are in these zones.
    pub(super) zones_differ: Option<(Zone, Zone)>,
    /// What its names lead to.
    pub(super) names: Names,
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
        Reader {
            program,
            zone: program.base_zone(),
            zones_differ: program.zones_that_differ(),
            names: Names::default(),
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
        let known: Vec<&str> = known.into_iter().collect();
        let written = entry.key.as_str();
        let name = Name::new(written);
        let act = self.program.acts.iter().find(|act| act.head.name == name);
        if act.is_some() || DONE.contains(&written) {
            return self.report(findings::done_elsewhere(
                written,
                act.or(self.program.acts.first()).map(|act| &act.head.name),
                entry.at,
            ));
        }
        let near = self.nearest(written, known.iter().copied());
        // `start` for `started`; and what the record calls its own, said in Korean.
        let begun = |name: &&&str| {
            let (short, long) = if name.len() < written.len() {
                (**name, written)
            } else {
                (written, **name)
            };
            short.chars().count() > 2 && long.starts_with(short)
        };
        let near = own(written, &known)
            .or_else(|| known.iter().find(begun).copied())
            .map(str::to_owned)
            .or(near);
        let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
        self.report(findings::unknown_fact(
            written,
            entry.at,
            near.as_deref(),
            &known,
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

    /// Reads local times in this zone, if the record names one.
    pub(super) fn place_in(&mut self, zone: Option<Zone>) {
        if let Some(zone) = zone {
            self.zone = zone;
            self.zones_differ = None;
        }
    }

    /// Tells, once, of a local time where it is open which zone is meant.
    pub(super) fn note_local(&mut self, span: Span) {
        if let Some((one, other)) = self.zones_differ.take() {
            self.report(findings::zone_is_open(one, other, span));
        }
    }

    /// A time, in the zone of the record unless it has an offset.
    pub(super) fn instant(&mut self, text: &str, span: Span) -> Result<Instant, time::Slip> {
        let read = time::instant(text, self.zone);
        if read.is_ok() && time::is_local(text) {
            self.note_local(span);
        }
        read
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
            "at" => into.at = self.bounded_time(entry),
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

    /// A time, exact or within bounds, or a finding.
    fn bounded_time(&mut self, entry: &Entry) -> Option<Box<Datum>> {
        let bounds = match &entry.value.data {
            Data::Map(map) => map.iter().all(|part| {
                let key = part.key.as_str();
                MADE.contains(&key) || BOUNDS.contains(&key)
            }),
            Data::Text(text) => text != "not yet",
            _ => false,
        };
        if !bounds {
            let known = self.time(entry)?;
            let known = Known::Value(Value::Range(Range::exactly(known.seconds())));
            let provenance = Provenance::default();
            return Some(Box::new(Datum { known, provenance }));
        }
        let slot = Slot::made(entry.at);
        let datum = self.known(&entry.value, slot);
        (!matches!(datum.known, Known::Absent)).then(|| Box::new(datum))
    }

    /// One exact time, or a finding.
    pub(super) fn time(&mut self, entry: &Entry) -> Option<Instant> {
        let Node { span, data } = &entry.value;
        let finding = match data {
            Data::Text(text) => match self.instant(text, *span) {
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
