//! Policies as they are checked: which files belong together, and what was found in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use onus::check::{self, Index};
use onus::diagnostic::{Diagnostic, Language, Phrase, Severity};
use onus::name::Name;
use onus::program::Program;
use onus::source::{FileId, Sources, Span};
use onus::syntax::tree::{Item, ItemKind};
use serde_json::{Value as Json, json};

use crate::cases::Outcome;
use crate::documents::{Documents, Parsed};
use crate::recent::Before;

/// Folders are searched this deep, and for this many policies.
const MAX_FOLDERS: usize = 16;
const MAX_FILES: usize = 5_000;

/// Files that are checked together: those of one policy, and of the policies that it uses.
pub(crate) struct View {
    pub(crate) files: Vec<FileId>,
    pub(crate) program: Program,
    /// No finding is an error.
    pub(crate) sound: bool,
    pub(crate) index: Index,
    pub(crate) findings: Vec<Diagnostic>,
}

/// All that the server knows.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) documents: Documents,
    pub(crate) language: Language,
    pub(crate) roots: Vec<PathBuf>,
    /// The editor reads edits that name the version of a file.
    pub(crate) versioned: bool,
    /// The files of the policy of a file.
    sets: HashMap<FileId, Rc<Vec<FileId>>>,
    views: HashMap<Rc<Vec<FileId>>, Rc<View>>,
    /// Files that were changed since they were read.
    pub(crate) dirty: BTreeMap<FileId, Before>,
    /// Something that an editor shows all the time was answered from before a change.
    pub(crate) late: bool,
    /// How often policies have been checked.
    checked: u64,
    /// What became of the cases that were run, until something they rest on changes.
    pub(crate) outcomes: BTreeMap<(FileId, String), Outcome>,
}

impl World {
    pub(crate) fn say(&self, phrase: &Phrase) -> String {
        phrase.get(self.language).to_owned()
    }

    pub(crate) fn sources(&self) -> &Sources {
        &self.documents.sources
    }

    /// How often files have been read and policies checked, and how many items have been parsed, by
    /// which one sees what an answer cost.
    pub(crate) fn work(&self) -> Json {
        let documents = &self.documents;
        json!({"read": documents.read, "items": documents.items, "checked": self.checked})
    }

    /// Forgets which files belong together, and so all that was made of them.
    pub(crate) fn forget(&mut self) {
        self.sets.clear();
        self.views.clear();
        self.outcomes.clear();
    }

    /// Drops what rests on a file.
    pub(crate) fn drop_views(&mut self, file: FileId) {
        self.views.retain(|files, _| !files.contains(&file));
    }

    /// Whether the policy of a file has been checked.
    pub(crate) fn has_view(&self, file: FileId) -> bool {
        let files = self.sets.get(&file);
        files.is_some_and(|files| self.views.contains_key(files))
    }

    /// The policy of a file with those that it uses.
    pub(crate) fn view(&mut self, file: FileId) -> Rc<View> {
        let files = self.set(file);
        if let Some(view) = self.views.get(&files) {
            return Rc::clone(view);
        }
        let parsed: Vec<Rc<Parsed>> = files.iter().map(|id| self.documents.parsed(*id)).collect();
        let trees: Vec<_> = parsed.iter().map(|one| &one.tree).collect();
        let read = parsed.iter().flat_map(|one| one.findings.clone());
        let mut findings: Vec<Diagnostic> = read.collect();
        self.checked += 1;
        let checked = check::check(&trees, self.sources());
        let read_well = findings.is_empty();
        let found = check::apart_from(&trees, &findings, checked.findings);
        findings.extend(found);
        findings.sort_by_key(|finding| finding.primary.span);
        let view = Rc::new(View {
            files: files.to_vec(),
            program: checked.program,
            sound: checked.sound && read_well,
            index: checked.index,
            findings,
        });
        self.views.insert(files, Rc::clone(&view));
        view
    }

    fn set(&mut self, file: FileId) -> Rc<Vec<FileId>> {
        if let Some(files) = self.sets.get(&file) {
            return Rc::clone(files);
        }
        let mut found = BTreeMap::new();
        if let Some(path) = self.documents.path(file).map(Path::to_owned) {
            found.insert(path.clone(), file);
            for policy in self.policies(file) {
                self.own(&path, &policy, &mut found);
            }
            self.used(&mut found);
        }
        let files = Rc::new(found.into_values().collect::<Vec<_>>());
        self.sets.insert(file, Rc::clone(&files));
        files
    }

    /// The policies to which a file belongs.
    pub(crate) fn policies(&mut self, file: FileId) -> Vec<Name> {
        let parsed = self.documents.parsed(file);
        let heads = parsed.tree.items.iter();
        let heads = heads.filter(|item| item.kind == ItemKind::Policy);
        heads.map(|item| item.name.name.clone()).collect()
    }

    /// The files of a policy, seen from one of them.
    fn own(&mut self, from: &Path, policy: &Name, found: &mut BTreeMap<PathBuf, FileId>) {
        let mut paths = named(from, policy.as_str());
        if !paths.contains(from) {
            paths = self.neighbours(from);
        }
        for path in self.of_policy(paths, policy) {
            if let Some(file) = self.documents.load(&path) {
                found.insert(path, file);
            }
        }
    }

    /// The policy files in the folder of a file and below it, those that are open there as well.
    fn neighbours(&self, from: &Path) -> BTreeSet<PathBuf> {
        let mut paths = BTreeSet::new();
        if let Some(folder) = from.parent().filter(|folder| folder.is_dir()) {
            below(folder, 0, "onus", &mut paths);
        }
        let open = self.documents.open().into_iter();
        let here = open.filter(|path| path.parent() == from.parent());
        paths.extend(here.filter(|path| is_policy(path)));
        paths
    }

    /// Those of the files that say that they belong to a policy.
    fn of_policy(&mut self, mut paths: BTreeSet<PathBuf>, policy: &Name) -> BTreeSet<PathBuf> {
        paths.retain(|path| {
            let file = self.documents.load(path);
            file.is_some_and(|file| self.documents.parsed(file).tree.is_of(policy))
        });
        paths
    }

    /// The files of the policies that others use.
    fn used(&mut self, found: &mut BTreeMap<PathBuf, FileId>) {
        let mut waiting: Vec<(PathBuf, FileId)> = found.clone().into_iter().collect();
        let mut seen = BTreeSet::new();
        while let Some((path, file)) = waiting.pop() {
            let parsed = self.documents.parsed(file);
            for name in parsed.tree.uses() {
                if !seen.insert(name.clone()) {
                    continue;
                }
                for path in self.called(&path, name) {
                    let file = self
                        .documents
                        .load(&path)
                        .filter(|_| !found.contains_key(&path));
                    if let Some(file) = file {
                        found.insert(path.clone(), file);
                        waiting.push((path, file));
                    }
                }
            }
        }
    }

    /// The files of a policy that another uses: by their place, or else those beside that one, or in
    /// folders below it, that say that they belong to it.
    fn called(&mut self, from: &Path, name: &Name) -> BTreeSet<PathBuf> {
        let paths = named(from, name.as_str());
        if !paths.is_empty() {
            return paths;
        }
        let beside = self.neighbours(from);
        self.of_policy(beside, name)
    }

    /// The policy files of the folders that are open.
    pub(crate) fn paths(&self) -> BTreeSet<PathBuf> {
        let mut paths: BTreeSet<PathBuf> = self.documents.open().into_iter().collect();
        for root in &self.roots {
            below(root, 0, "onus", &mut paths);
        }
        paths.retain(|path| is_policy(path));
        paths
    }

    /// The policies of the folders that are open, one view for each.
    pub(crate) fn everywhere(&mut self) -> Vec<Rc<View>> {
        let paths = self.paths();
        let mut seen: BTreeSet<FileId> = BTreeSet::new();
        let mut views = Vec::new();
        for path in paths {
            let Some(file) = self.documents.load(&path) else {
                continue;
            };
            if seen.contains(&file) {
                continue;
            }
            let policies = self.policies(file);
            let view = self.view(file);
            // Its own files have the same view; those that it uses have views of their own.
            for other in &view.files {
                if self.policies(*other) == policies {
                    seen.insert(*other);
                }
            }
            views.push(view);
        }
        views
    }

    /// The files of the policies of which a file is open: their own, and those of policies they use.
    pub(crate) fn beside_open(&mut self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for path in self.documents.open() {
            if !is_policy(&path) {
                continue;
            }
            let Some(file) = self.documents.id(&path) else {
                continue;
            };
            let view = self.view(file);
            let files = view
                .files
                .iter()
                .filter_map(|file| self.documents.path(*file));
            found.extend(files.map(Path::to_owned));
        }
        found
    }

    /// The item in which a byte is.
    pub(crate) fn item_at(&mut self, file: FileId, offset: u32) -> Option<Item> {
        let parsed = self.documents.parsed(file);
        let items = parsed.tree.items.iter();
        let mut before = items.filter(|item| item.span.start <= offset);
        before.next_back().cloned()
    }

    /// The item of a definition, by its span.
    pub(crate) fn item(&mut self, span: Span) -> Option<Item> {
        let parsed = self.documents.parsed(span.file);
        let found = parsed.tree.items.iter().find(|item| item.span == span);
        found.cloned()
    }
}

impl View {
    /// Whether what was found can be relied on for evaluation.
    pub(crate) fn program(&self) -> Option<&Program> {
        self.sound.then_some(&self.program)
    }
}

pub(crate) fn is_error(finding: &Diagnostic) -> bool {
    finding.severity() == Severity::Error
}

/// Whether a path is that of a policy, by its ending.
pub(crate) fn is_policy(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.ends_with(".onus") || name.starts_with("untitled:")
}

/// The files with an ending below a folder. Hidden folders and what is built are not searched.
pub(crate) fn below(folder: &Path, depth: usize, end: &str, found: &mut BTreeSet<PathBuf>) {
    let Ok(entries) = folder.read_dir() else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if found.len() >= MAX_FILES {
            return;
        }
        if path.is_dir() {
            let skipped = name.starts_with('.') || name == "target" || name == "node_modules";
            if depth < MAX_FOLDERS && !skipped {
                below(&path, depth + 1, end, found);
            }
        } else if path.extension().is_some_and(|other| other == end) {
            found.insert(path);
        }
    }
}

/// The files of a policy: `a.b.c` is `a/b/c.onus`, or the folder `a/b/c`, below a folder above.
fn named(from: &Path, name: &str) -> BTreeSet<PathBuf> {
    let relative: PathBuf = name.split('.').collect();
    let mut found = BTreeSet::new();
    for above in from.ancestors().skip(1) {
        let file = above.join(format!("{}.onus", relative.display()));
        let folder = above.join(&relative);
        if file.is_file() {
            found.insert(file);
        } else if folder.is_dir() {
            below(&folder, 0, "onus", &mut found);
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}
