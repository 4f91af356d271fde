//! The texts that the server knows: those that are open, as the editor has them, and those on disk
//! that belong to a policy of one that is open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use onus::diagnostic::Diagnostic;
use onus::source::{FileId, MAX_FILE_BYTES, Sources};
use onus::syntax::{self, Pieces, tree};

/// A file as written, and what was found in reading it.
pub(crate) struct Parsed {
    pub(crate) tree: tree::File,
    pub(crate) findings: Vec<Diagnostic>,
}

struct Document {
    id: FileId,
    /// The version that the editor gave it; none of a text on disk.
    open: Option<i32>,
    changed: Option<SystemTime>,
    parsed: Option<Rc<Parsed>>,
    /// What was read of its pieces, those that were edited since among them.
    pieces: Pieces,
}

/// Texts by path. A file keeps its number for as long as the server runs.
#[derive(Default)]
pub(crate) struct Documents {
    pub(crate) sources: Sources,
    by_path: BTreeMap<PathBuf, Document>,
    paths: BTreeMap<FileId, PathBuf>,
    /// How often a file has been read.
    pub(crate) read: u64,
    /// How many items have been parsed in that.
    pub(crate) items: usize,
}

impl Documents {
    /// Takes in the text of an open file.
    pub(crate) fn write(&mut self, path: &Path, text: String, version: i32) {
        self.put(path, text, None);
        if let Some(document) = self.by_path.get_mut(path) {
            document.open = Some(version);
        }
    }

    fn put(&mut self, path: &Path, text: String, changed: Option<SystemTime>) -> FileId {
        if let Some(document) = self.by_path.get_mut(path) {
            document.changed = changed;
            document.parsed = None;
            self.sources.replace(document.id, text);
            return document.id;
        }
        let id = self.sources.add(path.to_string_lossy(), text);
        let document = Document {
            id,
            open: None,
            changed,
            parsed: None,
            pieces: Pieces::default(),
        };
        self.by_path.insert(path.to_owned(), document);
        self.paths.insert(id, path.to_owned());
        id
    }

    /// Whether a file has been read as it is now.
    pub(crate) fn is_parsed(&self, file: FileId) -> bool {
        self.read_so_far(file).is_some()
    }

    /// A file as written, if it has been read as it is now.
    pub(crate) fn read_so_far(&self, file: FileId) -> Option<Rc<Parsed>> {
        let document = self.by_path.get(self.paths.get(&file)?)?;
        document.parsed.clone()
    }

    /// Puts another state of a file in the place of its own.
    pub(crate) fn put_back(&mut self, file: FileId, text: String, parsed: Option<Rc<Parsed>>) {
        self.sources.replace(file, text);
        let path = self.paths.get(&file);
        if let Some(document) = path.and_then(|path| self.by_path.get_mut(path)) {
            document.parsed = parsed;
        }
    }

    /// Leaves a file to the disk again.
    pub(crate) fn close(&mut self, path: &Path) {
        if let Some(document) = self.by_path.get_mut(path) {
            document.open = None;
            document.changed = None;
        }
        self.load(path);
    }

    /// The file at a path: as it is open, else as it is on disk now. None if it cannot be read.
    pub(crate) fn load(&mut self, path: &Path) -> Option<FileId> {
        let known = self.by_path.get(path);
        if let Some(document) = known.filter(|document| document.open.is_some()) {
            return Some(document.id);
        }
        let about = std::fs::metadata(path).ok().filter(|about| about.is_file());
        let Some(about) = about else {
            // What is gone holds nothing any more.
            if known.is_some() {
                self.put(path, String::new(), None);
            }
            return None;
        };
        let changed = about.modified().ok();
        if let Some(document) = known.filter(|known| known.changed == changed && changed.is_some())
        {
            return Some(document.id);
        }
        let small = usize::try_from(about.len()).is_ok_and(|length| length <= MAX_FILE_BYTES);
        let text = std::fs::read_to_string(path).ok().filter(|_| small)?;
        Some(self.put(path, text, changed))
    }

    /// The version of an open file.
    pub(crate) fn version(&self, path: &Path) -> Option<i32> {
        self.by_path.get(path)?.open
    }

    /// The number of a known file.
    pub(crate) fn id(&self, path: &Path) -> Option<FileId> {
        self.by_path.get(path).map(|document| document.id)
    }

    pub(crate) fn path(&self, file: FileId) -> Option<&Path> {
        self.paths.get(&file).map(PathBuf::as_path)
    }

    /// The open files.
    pub(crate) fn open(&self) -> Vec<PathBuf> {
        let open = self.by_path.iter().filter(|(_, one)| one.open.is_some());
        open.map(|(path, _)| path.clone()).collect()
    }

    /// The items of a file that was changed since it was read, piece by piece, which is quick in a broken
    /// file too; none where it has been read.
    pub(crate) fn outlined(&mut self, file: FileId) -> Option<tree::File> {
        let path = self.paths.get(&file)?;
        let document = self.by_path.get_mut(path)?;
        if document.parsed.is_some() {
            return None;
        }
        let tree = syntax::outline(file, &self.sources, &mut document.pieces);
        self.items += document.pieces.items();
        Some(tree)
    }

    /// A file as written. It is read again only when its text has changed, and of it what has changed.
    pub(crate) fn parsed(&mut self, file: FileId) -> Rc<Parsed> {
        let path = self.paths.get(&file);
        let document = path.and_then(|path| self.by_path.get_mut(path));
        let known = document.as_ref().and_then(|one| one.parsed.clone());
        known.unwrap_or_else(|| {
            self.read += 1;
            let mut unknown = Pieces::default();
            let (pieces, kept) = match document {
                Some(document) => (&mut document.pieces, Some(&mut document.parsed)),
                None => (&mut unknown, None),
            };
            let (tree, findings) = syntax::parse_again(file, &self.sources, pieces);
            self.items += pieces.items();
            let parsed = Rc::new(Parsed { tree, findings });
            if let Some(kept) = kept {
                *kept = Some(Rc::clone(&parsed));
            }
            parsed
        })
    }
}
