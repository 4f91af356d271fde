//! What every pass shares: the program so far, the names, the findings.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::findings;
use super::frame::Frame;
use super::limits::LimitKind;
use super::names::{Names, Space};
use super::order::Place;
use crate::diagnostic::{Code, Diagnostic, Phrase, Severity};
use crate::name::Name;
use crate::program::Program;
use crate::program::{Citation, Target};
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{Clause, File, Titles};
use crate::value::{Kind, Zone};

/// How often in one run the nearest name is looked for: enough for any reader.
const NEAREST: usize = 200;

/// So many texts of a file in one language are told together, if none stands in both.
const SEVERAL: usize = 3;

/// Something whose kind could not be told; a finding has said why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Fact(usize),
    Field(usize, usize),
    Define(usize),
}

/// The state of a run.
pub(super) struct Checking<'a> {
    pub(super) sources: &'a Sources,
    pub(super) program: Program,
    pub(super) names: Names,
    /// The variables of definitions, duties, powers, sanctions; those of exceptions as they are asked for.
    pub(super) frames: HashMap<Target, Frame>,
    /// The member of a duty's `for each` alone: its event may differ from version to version.
    pub(super) own_frames: HashMap<usize, Frame>,
    /// Judgements about something that could not be told.
    pub(super) unsettled_judgements: HashSet<usize>,
    pub(super) unknown: HashSet<Slot>,
    /// The numbers of fields by record and name.
    pub(super) fields: HashMap<(usize, Name), usize>,
    /// Where alternatives are declared: of which choice each is one, and its number.
    pub(super) alternative_spans: BTreeMap<Span, (usize, usize)>,
    /// Where the names of provisions are written.
    pub(super) name_spans: HashMap<Target, Span>,
    /// What refers to what, and where.
    pub(super) references: HashMap<Place, Vec<(Place, Span)>>,
    pub(super) findings: Vec<Diagnostic>,
    /// Files of which a text stands in both languages.
    translated: HashSet<FileId>,
    /// What would be found if the policy stood alone; an `allow` of it is not needless.
    pub(super) unheard: Vec<Diagnostic>,
    /// Something is missing from the program; a finding has said why.
    pub(super) incomplete: bool,
    /// Where the head of each policy is, of those that name no zone.
    pub(super) unzoned: BTreeMap<usize, Span>,
    /// The kinds of the limits of duties, as far as they are known.
    pub(super) limits: HashMap<usize, LimitKind>,
    /// The duty whose limit was asked for and is not known yet.
    pub(super) awaited: Option<usize>,
    /// The names under which the program knows declared ways of counting and calendars, by number.
    pub(super) regime_keys: Vec<Name>,
    pub(super) calendar_keys: Vec<Name>,
    /// Names of which nothing is said: declared in what could not be read.
    lost: HashSet<Name>,
    told: HashSet<(Space, Name)>,
    searches: usize,
}

impl<'a> Checking<'a> {
    pub(super) fn new(files: &[&File], sources: &'a Sources) -> Checking<'a> {
        Checking {
            sources,
            program: Program::default(),
            names: Names::default(),
            frames: HashMap::new(),
            own_frames: HashMap::new(),
            unsettled_judgements: HashSet::new(),
            unknown: HashSet::new(),
            fields: HashMap::new(),
            alternative_spans: BTreeMap::new(),
            name_spans: HashMap::new(),
            references: HashMap::new(),
            findings: Vec::new(),
            translated: HashSet::new(),
            unheard: Vec::new(),
            incomplete: false,
            unzoned: BTreeMap::new(),
            limits: HashMap::new(),
            awaited: None,
            regime_keys: Vec::new(),
            calendar_keys: Vec::new(),
            lost: files.iter().flat_map(|file| &file.lost).cloned().collect(),
            told: HashSet::new(),
            searches: 0,
        }
    }

    pub(super) fn find(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Whether all that is written is in the program, so that what it lacks is lacking.
    pub(super) fn is_whole(&self) -> bool {
        let error = |finding: &Diagnostic| finding.severity() == Severity::Error;
        !self.incomplete && self.lost.is_empty() && !self.findings.iter().any(error)
    }

    /// Looks ahead: whatever is found will be found again.
    pub(super) fn quietly<T>(&mut self, look: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.findings.len(), self.searches, self.incomplete);
        self.told.clear();
        let seen = look(self);
        self.findings.truncate(before.0);
        (self.searches, self.incomplete) = (before.1, before.2);
        seen
    }

    /// Runs one item's part of a pass; what is found in it stands under its heading.
    pub(super) fn item<T>(
        &mut self,
        heading: Option<Phrase>,
        pass: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.told.clear();
        let before = self.findings.len();
        let done = pass(self);
        if let Some(heading) = heading {
            for finding in self.findings.iter_mut().skip(before) {
                finding.heading.get_or_insert_with(|| heading.clone());
            }
        }
        done
    }

    /// Tells once of a file all of whose texts stand in one language.
    pub(super) fn gather_untranslated(&mut self) {
        let mut files: BTreeMap<FileId, usize> = BTreeMap::new();
        let is = |finding: &Diagnostic| finding.code == Code::UntranslatedTitle;
        for finding in self.findings.iter().filter(|finding| is(finding)) {
            *files.entry(finding.primary.span.file).or_default() += 1;
        }
        files.retain(|file, count| *count >= SEVERAL && !self.translated.contains(file));
        let mut told: HashSet<FileId> = HashSet::new();
        self.findings.sort_by_key(|finding| finding.primary.span);
        self.findings.retain_mut(|finding| {
            let file = finding.primary.span.file;
            let Some(count) = files.get(&file).filter(|_| is(finding)) else {
                return true;
            };
            findings::untranslated_all(finding, *count);
            told.insert(file)
        });
    }

    /// Says nothing of the absence of names that are declared where they cannot be.
    pub(super) fn lose<'n>(&mut self, names: impl IntoIterator<Item = &'n Name>) {
        self.lost.extend(names.into_iter().cloned());
    }

    /// Whether the absence of a name is worth telling: once in an item, and never of what could not be read.
    pub(super) fn may_tell(&mut self, space: Space, name: &Name) -> bool {
        let last = name.as_str().rsplit('.').next().map(Name::new);
        let lost = self.lost.contains(name) || last.is_some_and(|last| self.lost.contains(&last));
        !lost && self.told.insert((space, name.clone()))
    }

    /// Whether one more search for a near name is worth its time.
    pub(super) fn may_search(&mut self) -> bool {
        self.searches += 1;
        self.searches <= NEAREST
    }

    /// Where something stands, as `terms.onus:4`.
    pub(super) fn whereabouts(&self, span: Span) -> String {
        let place = self.sources.place(span);
        format!("{}:{}", place.file, place.line)
    }

    /// The zone of a policy's local times.
    pub(super) fn zone(&self, policy: usize) -> Zone {
        let policy = self.program.policies.get(policy);
        policy.map_or(Zone::UTC, |policy| policy.zone)
    }

    /// The kind of a fact, unless it is not known.
    pub(super) fn fact_kind(&self, fact: usize) -> Option<Kind> {
        let field = self.program.facts.get(fact)?;
        (!self.unknown.contains(&Slot::Fact(fact))).then(|| field.kind.clone())
    }

    /// The kind of a field, unless it is not known.
    pub(super) fn field_kind(&self, record: usize, field: usize) -> Option<Kind> {
        let found = self.program.records.get(record)?.fields.get(field)?;
        (!self.unknown.contains(&Slot::Field(record, field))).then(|| found.kind.clone())
    }

    /// The kind of what a definition means, unless it is not known.
    pub(super) fn define_kind(&self, define: usize) -> Option<Kind> {
        let found = self.program.defines.get(define)?;
        (!self.unknown.contains(&Slot::Define(define))).then(|| found.kind.clone())
    }

    /// A text in both languages; one that lacks a language is told, one that is not there is none.
    pub(super) fn phrase(&mut self, titles: &Titles) -> Option<Phrase> {
        if let (Some(only), None) | (None, Some(only)) = (&titles.en, &titles.ko) {
            self.find(findings::untranslated(only.span, titles.en.is_some()));
        }
        if let (Some(both), Some(_)) = (&titles.en, &titles.ko) {
            self.translated.insert(both.span.file);
        }
        titles.phrase()
    }

    /// What is written in a clause after its keyword.
    pub(super) fn after_keyword(&self, clause: &Clause) -> Span {
        let rest = Span {
            start: clause.keyword.end,
            ..clause.span
        };
        let text = self.sources.text(rest);
        let blank = text.len() - text.trim_start().len();
        let blank = u32::try_from(blank).unwrap_or(0);
        Span {
            start: rest.start + blank,
            ..rest
        }
    }

    /// How an article is called in a heading.
    pub(super) fn citation_title(&self, cite: &Citation) -> Option<Phrase> {
        let source = self.program.sources.get(cite.source)?;
        let with_pin = |title: &str| format!("{title} {}", cite.pin).trim_end().to_owned();
        Some(Phrase::new(
            with_pin(source.head.name.as_str()),
            with_pin(&source.head.title.ko),
        ))
    }

    /// Remembers that one thing waits for another.
    pub(super) fn refer(&mut self, from: Option<Place>, to: Place, span: Span) {
        if let Some(from) = from {
            self.references.entry(from).or_default().push((to, span));
        }
    }
}
