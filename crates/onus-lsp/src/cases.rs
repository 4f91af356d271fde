//! Cases: which there are, how many settle a provision, and what becomes of one that is run.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_types::{CodeLens, Command, Uri};
use onus::cases::Ready;
use onus::check::Declares;
use onus::determination::Due;
use onus::diagnostic::{Diagnostic, Phrase};
use onus::facts;
use onus::program::Case;
use onus::source::{FileId, Span};
use onus::syntax::tree::{Item, ItemKind};
use serde_json::{Value as Json, json};

use crate::world::{View, World, is_error};
use crate::{place, words};

/// What became of a case that was run.
pub(crate) struct Outcome {
    /// Its facts could not be relied on.
    pub(crate) unread: bool,
    /// It expects something.
    pub(crate) judged: bool,
    pub(crate) findings: Vec<Diagnostic>,
    /// When each duty that it expects something of is due, at the place of the expectation.
    pub(crate) due: Vec<(Span, Due)>,
}

impl Outcome {
    pub(crate) fn passed(&self) -> bool {
        self.judged && !self.unread && self.findings.is_empty()
    }

    fn told(&self) -> Phrase {
        match self.findings.len() {
            _ if self.unread => words::without_record(),
            _ if !self.judged => words::not_judged(),
            0 => words::passed(),
            count => words::differs(count),
        }
    }
}

impl World {
    pub(crate) fn lenses(&mut self, uri: &Uri) -> Option<Vec<CodeLens>> {
        let file = self.documents.id(&place::path(uri))?;
        let now = self.known_before(file);
        let lenses = self.as_before(|world| world.told_of_items(file, uri));
        let lenses = lenses.into_iter().filter_map(|(span, command)| {
            Some(CodeLens {
                range: place::range(self.sources(), now(span)?),
                command: Some(command),
                data: None,
            })
        });
        Some(lenses.collect())
    }

    /// What is shown above the items of a file.
    fn told_of_items(&mut self, file: FileId, uri: &Uri) -> Vec<(Span, Command)> {
        let parsed = self.documents.parsed(file);
        let view = self.view(file);
        let settled = self.settled(&view);
        let mut lenses = Vec::new();
        for item in &parsed.tree.items {
            let name = item.name.name.as_str().to_owned();
            let run = |title: Phrase| Command {
                title: self.say(&title),
                command: "onus.runCase".to_owned(),
                arguments: Some(vec![json!(uri.as_str()), json!(name)]),
            };
            let commands = if item.kind == ItemKind::Case {
                let outcome = self.outcomes.get(&(file, name.clone()));
                let told = outcome.map(|outcome| run(outcome.told()));
                [Some(run(words::run())), told]
            } else if is_provision(item.kind) {
                let count = settled.get(&item.name.span).copied().unwrap_or(0);
                let runs = count > 0;
                let told = Command {
                    title: self.say(&words::settled_by(count)),
                    command: if runs { "onus.runCases" } else { "" }.to_owned(),
                    arguments: runs.then(|| vec![json!(uri.as_str()), json!(name)]),
                };
                [Some(told), None]
            } else {
                [None, None]
            };
            let commands = commands.into_iter().flatten();
            lenses.extend(commands.map(|command| (item.name.span, command)));
        }
        lenses
    }

    /// In how many cases each definition is named.
    fn settled(&mut self, view: &View) -> BTreeMap<Span, usize> {
        let files = view.files.iter().map(|file| self.documents.parsed(*file));
        let mut counts = BTreeMap::new();
        for parsed in files {
            let cases = parsed.tree.items.iter();
            for case in cases.filter(|item: &&Item| item.kind == ItemKind::Case) {
                let named = view.index.places(case.span.file);
                let named = named.filter(|(span, _)| case.span.holds(*span));
                let mut named: Vec<_> = named.map(|(_, id)| id).collect();
                named.sort_unstable();
                named.dedup();
                for definition in named.iter().filter_map(|id| view.index.definition(*id)) {
                    *counts.entry(definition.span).or_insert(0) += 1;
                }
            }
        }
        counts
    }

    /// Runs a case and keeps what became of it.
    pub(crate) fn run(&mut self, uri: &Uri, name: &str) -> Option<Json> {
        let path = place::path(uri);
        let file = self.documents.id(&path)?;
        let view = self.view(file);
        let program = view.program()?;
        let of = |case: &&Case| case.head.span.file == file && case.head.name.as_str() == name;
        let case = program.cases.iter().find(of)?;
        let (facts, unread) = match &case.facts {
            None => (facts::blank(program), Vec::new()),
            Some((record, at)) => {
                let folder = path.parent().map(PathBuf::from).unwrap_or_default();
                match self.documents.load(&folder.join(record)) {
                    Some(record) => facts::read(record, self.sources(), program),
                    None => return self.without_record(file, name, *at),
                }
            }
        };
        let unread = unread.into_iter().filter(is_error).collect::<Vec<_>>();
        let outcome = if unread.is_empty() {
            let ready = Ready::new(program, case, facts);
            let verdict = ready.check(program);
            let mut due = Vec::new();
            for expect in &case.expects {
                let duties = verdict.determination.duties.iter();
                let of = duties.filter(|row| row.about.name == expect.name);
                let of = of.filter(|row| {
                    let instance = row.about.instance.as_deref();
                    expect.instance.is_none() || instance == expect.instance.as_deref()
                });
                due.extend(of.filter_map(|row| Some((expect.span, row.due()?))));
            }
            Outcome {
                unread: false,
                judged: !case.expects.is_empty(),
                findings: verdict.findings,
                due,
            }
        } else {
            Outcome {
                unread: true,
                judged: true,
                findings: unread,
                due: Vec::new(),
            }
        };
        let findings = outcome.findings.iter();
        let findings: Vec<_> = findings
            .map(|finding| self.diagnostic(finding).message)
            .collect();
        let told = json!({
            "passed": outcome.passed(),
            "judged": outcome.judged,
            "findings": findings,
        });
        self.outcomes.insert((file, name.to_owned()), outcome);
        Some(told)
    }

    /// Runs the cases that name a provision of a file; how many pass, and how many there are.
    pub(crate) fn run_all(&mut self, uri: &Uri, name: &str) -> (usize, usize) {
        let Some(file) = self.documents.id(&place::path(uri)) else {
            return (0, 0);
        };
        let view = self.view(file);
        let mut of = view.index.definitions().filter(|(_, one)| {
            one.span.file == file
                && matches!(one.declares, Declares::Item(kind) if is_provision(kind))
        });
        let found = of.find(|(_, one)| one.name.rsplit('.').next() == Some(name));
        let Some((id, _)) = found else {
            return (0, 0);
        };
        let places: Vec<Span> = view.index.uses(id).collect();
        let mut cases = Vec::new();
        for file in &view.files {
            let parsed = self.documents.parsed(*file);
            let items = parsed.tree.items.iter();
            for case in items.filter(|item| item.kind == ItemKind::Case) {
                if places.iter().any(|span| case.span.holds(*span)) {
                    cases.push((*file, case.name.name.as_str().to_owned()));
                }
            }
        }
        let all = cases.len();
        let passed = cases.into_iter().filter(|(file, name)| {
            let uri = self.documents.path(*file).and_then(place::uri);
            let told = uri.and_then(|uri| self.run(&uri, name));
            told.is_some_and(|told| told.get("passed").and_then(Json::as_bool) == Some(true))
        });
        (passed.count(), all)
    }

    fn without_record(&mut self, file: FileId, name: &str, _at: Span) -> Option<Json> {
        let outcome = Outcome {
            unread: true,
            judged: true,
            findings: Vec::new(),
            due: Vec::new(),
        };
        let told = self.say(&outcome.told());
        self.outcomes.insert((file, name.to_owned()), outcome);
        Some(json!({"passed": false, "judged": true, "findings": [told]}))
    }

    /// The cases of a file, for the test view of an editor.
    pub(crate) fn listed(&mut self, uri: &Uri) -> Option<Json> {
        let file = self.documents.id(&place::path(uri))?;
        let parsed = self.documents.parsed(file);
        let cases = parsed
            .tree
            .items
            .iter()
            .filter(|item| item.kind == ItemKind::Case);
        let cases: Vec<Json> = cases
            .map(|item| {
                let title = item.titles.phrase().map(|title| self.say(&title));
                json!({
                    "name": item.name.name.as_str(),
                    "title": title,
                    "range": place::range(self.sources(), item.name.span),
                })
            })
            .collect();
        Some(Json::Array(cases))
    }
}

fn is_provision(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Define
            | ItemKind::Judgement
            | ItemKind::Duty
            | ItemKind::Exception
            | ItemKind::Power
            | ItemKind::Sanction
    )
}
