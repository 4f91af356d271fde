//! Where a name is declared and used, and another name for it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use lsp_types::{
    DocumentHighlight, GotoDefinitionResponse, Location, PrepareRenameResponse, RenameParams,
    TextDocumentPositionParams, WorkspaceEdit,
};
use onus::source::{FileId, Span};
use onus::syntax;

use crate::records;
use crate::world::{World, is_policy};
use crate::{place, words};

/// All places that name one thing, with the one that declares it.
struct Places {
    declared: Span,
    spans: BTreeSet<Span>,
}

impl World {
    pub(crate) fn definition(
        &mut self,
        params: &TextDocumentPositionParams,
    ) -> Option<GotoDefinitionResponse> {
        let (file, offset) = self.position(params)?;
        let path = place::path(&params.text_document.uri);
        if !is_policy(&path) {
            let (view, id, _) = records::named_at(self, file, &path, offset)?;
            let declared = view.index.definition(id)?.span;
            return Some(GotoDefinitionResponse::Scalar(self.location(declared)?));
        }
        let shift = self.shift(file);
        let old = shift.and_then(|shift| shift.to_old(offset));
        let declared = match old {
            Some(old) => {
                let span = self.as_before(|world| world.declared_at(file, old))?;
                match self.shift(span.file) {
                    Some(shift) => shift.to_new(span)?,
                    None => span,
                }
            }
            None => {
                self.settle();
                self.declared_at(file, offset)?
            }
        };
        Some(GotoDefinitionResponse::Scalar(self.location(declared)?))
    }

    /// Where that is declared which is named at a byte.
    fn declared_at(&mut self, file: FileId, offset: u32) -> Option<Span> {
        let view = self.view(file);
        match view.index.at(file, offset) {
            Some((id, _)) => Some(view.index.definition(id)?.span),
            None => self.beside(file, offset)?.declared,
        }
    }

    pub(crate) fn references(
        &mut self,
        params: &TextDocumentPositionParams,
        declaration: bool,
    ) -> Option<Vec<Location>> {
        let (file, offset) = self.position(params)?;
        let places = self.places(file, offset)?;
        let wanted = |span: &&Span| declaration || **span != places.declared;
        let spans = places.spans.iter().filter(wanted).copied();
        let name = self
            .sources()
            .text(self.last_part(places.declared))
            .to_owned();
        let spans: Vec<Span> = spans.chain(records::uses(self, &name)).collect();
        Some(
            spans
                .into_iter()
                .filter_map(|span| self.location(span))
                .collect(),
        )
    }

    pub(crate) fn highlights(
        &mut self,
        params: &TextDocumentPositionParams,
    ) -> Option<Vec<DocumentHighlight>> {
        let (file, offset) = self.position(params)?;
        let shift = self.shift(file);
        let old = shift.map_or(Some(offset), |shift| shift.to_old(offset));
        if old.is_none() {
            self.settle();
        }
        let now = self.known_before(file);
        let view = self.view(file);
        let (id, _) = view.index.at(file, old.unwrap_or(offset))?;
        let declared = view.index.definition(id)?.span;
        let spans = view.index.uses(id).chain([declared]);
        let here = spans.filter(|span| span.file == file).filter_map(now);
        let shown = here.map(|span| DocumentHighlight {
            range: place::range(self.sources(), span),
            kind: None,
        });
        Some(shown.collect())
    }

    pub(crate) fn prepare(
        &mut self,
        params: &TextDocumentPositionParams,
    ) -> Option<PrepareRenameResponse> {
        let (file, offset) = self.position(params)?;
        let view = self.view(file);
        let (_, span) = view.index.at(file, offset)?;
        let name = self.last_part(span);
        Some(PrepareRenameResponse::RangeWithPlaceholder {
            range: place::range(self.sources(), name),
            placeholder: self.sources().text(name).to_owned(),
        })
    }

    /// The edits that give a thing another name, and what is to be said of records that name it.
    ///
    /// # Errors
    ///
    /// The name cannot be one, or means something else already.
    pub(crate) fn rename(
        &mut self,
        params: &RenameParams,
    ) -> Result<Option<(WorkspaceEdit, Option<String>)>, String> {
        let name = params.new_name.trim();
        if !is_name(name) {
            return Err(self.say(&words::no_such_name(name)));
        }
        let Some((file, offset)) = self.position(&params.text_document_position) else {
            return Ok(None);
        };
        let Some(places) = self.places(file, offset) else {
            return Ok(None);
        };
        let old = self
            .sources()
            .text(self.last_part(places.declared))
            .to_owned();
        let mut by_file: BTreeMap<FileId, Vec<Span>> = BTreeMap::new();
        for span in &places.spans {
            by_file
                .entry(span.file)
                .or_default()
                .push(self.last_part(*span));
        }
        if !self.keeps(&by_file, name) {
            return Err(self.say(&words::taken(name)));
        }
        let mut edits = Vec::new();
        for (file, spans) in by_file {
            let made = spans
                .into_iter()
                .map(|span| self.edit(span, name.to_owned()));
            let made = made.collect();
            let path = self.documents.path(file).map(PathBuf::from);
            edits.extend(path.and_then(|path| self.edits_of(&path, made)));
        }
        let records = records::naming(self, &old);
        let warning =
            (!records.is_empty()).then(|| self.say(&words::named_in_records(&old, &records)));
        Ok(Some((self.all_changes(edits), warning)))
    }

    /// All places of what is named at a byte, in every policy of the open folders.
    fn places(&mut self, file: FileId, offset: u32) -> Option<Places> {
        let view = self.view(file);
        let (id, _) = view.index.at(file, offset)?;
        let declared = view.index.definition(id)?.span;
        let mut spans = BTreeSet::from([declared]);
        let mut views = self.everywhere();
        views.push(view);
        for view in views {
            let same = view
                .index
                .definitions()
                .filter(|(_, one)| one.span == declared);
            for (id, _) in same {
                spans.extend(view.index.uses(id));
            }
        }
        Some(Places { declared, spans })
    }

    /// The last part of a dotted name.
    fn last_part(&self, span: Span) -> Span {
        let text = self.sources().text(span);
        let before = text.rfind('.').map_or(0, |at| at + 1);
        Span {
            start: span.start + u32::try_from(before).unwrap_or(0),
            ..span
        }
    }

    /// Whether with another name in these places no new error is found in the files.
    fn keeps(&mut self, by_file: &BTreeMap<FileId, Vec<Span>>, name: &str) -> bool {
        let mut sources = self.sources().clone();
        for (file, spans) in by_file {
            let mut text = String::new();
            let mut at = 0;
            let old = self.sources().get(*file).map_or("", |source| source.text());
            for span in spans {
                text.push_str(old.get(at..span.start as usize).unwrap_or_default());
                text.push_str(name);
                at = span.end as usize;
            }
            text.push_str(old.get(at..).unwrap_or_default());
            sources.replace(*file, text);
        }
        let views: BTreeMap<Vec<FileId>, _> = by_file
            .keys()
            .map(|file| self.view(*file))
            .map(|view| (view.files.clone(), view))
            .collect();
        views.into_values().all(|view| {
            let trees = view.files.iter().map(|file| syntax::parse(*file, &sources));
            let (trees, read): (Vec<_>, Vec<_>) = trees.unzip();
            let checked = onus::check::check(&trees, &sources);
            let errors = |found: &[onus::diagnostic::Diagnostic]| {
                found
                    .iter()
                    .filter(|one| crate::world::is_error(one))
                    .count()
            };
            let read: Vec<_> = read.into_iter().flatten().collect();
            let found = onus::check::apart_from(&trees, &read, checked.findings);
            errors(&read) + errors(&found) <= errors(&view.findings)
        })
    }
}

/// Whether a text can be a name: a word, and no keyword of the grammar between operands.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().is_some_and(char::is_alphabetic);
    first
        && letters.all(|letter| letter.is_alphanumeric() || letter == '_')
        && syntax::tokens(&format!("policy {text}")).is_some()
}
