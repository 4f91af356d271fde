//! Outlines: the items of a file, the names of all policies, and what can be folded.

use lsp_types::{
    DocumentSymbol, DocumentSymbolResponse, FoldingRange, FoldingRangeKind, OneOf, SymbolKind, Uri,
    WorkspaceSymbol, WorkspaceSymbolResponse,
};
use onus::check::Declares;
use onus::source::Span;
use onus::syntax::tree::{ClauseBody, Item, ItemKind, Titles};

use crate::place;
use crate::world::World;

/// So many names are given for one question of a whole workspace.
const MOST: usize = 500;

impl World {
    pub(crate) fn outline(&mut self, uri: &Uri) -> Option<DocumentSymbolResponse> {
        let file = self.documents.id(&place::path(uri))?;
        let symbols = match self.documents.outlined(file) {
            Some(tree) => tree.items.iter().map(|item| self.symbol(item)).collect(),
            None => {
                let parsed = self.documents.parsed(file);
                let items = parsed.tree.items.iter();
                items.map(|item| self.symbol(item)).collect()
            }
        };
        Some(DocumentSymbolResponse::Nested(symbols))
    }

    fn symbol(&self, item: &Item) -> DocumentSymbol {
        let children = item.clauses.iter().filter_map(|clause| {
            let (name, titles, kind) = match &clause.body {
                ClauseBody::Field(field) => (&field.name, &field.titles, SymbolKind::FIELD),
                ClauseBody::Alternative(one) => (&one.name, &one.titles, SymbolKind::ENUM_MEMBER),
                _ => return None,
            };
            Some(self.entry(name.name.as_str(), titles, kind, clause.span, name.span))
        });
        let children: Vec<DocumentSymbol> = children.collect();
        let name = match item.kind {
            // An omission has no name but what it leaves out.
            ItemKind::Omits => self
                .sources()
                .text(item.span)
                .lines()
                .next()
                .unwrap_or("omits"),
            _ => item.name.name.as_str(),
        };
        let mut entry = self.entry(
            name,
            &item.titles,
            kind(item.kind),
            item.span,
            item.name.span,
        );
        entry.children = (!children.is_empty()).then_some(children);
        entry
    }

    fn entry(
        &self,
        name: &str,
        titles: &Titles,
        kind: SymbolKind,
        whole: Span,
        at: Span,
    ) -> DocumentSymbol {
        let at = if whole.holds(at) { at } else { whole };
        #[expect(deprecated, reason = "the field has no successor in the type")]
        DocumentSymbol {
            name: if name.is_empty() { "?" } else { name }.to_owned(),
            detail: titles.phrase().map(|title| self.say(&title)),
            kind,
            tags: None,
            deprecated: None,
            range: place::range(self.sources(), whole),
            selection_range: place::range(self.sources(), at),
            children: None,
        }
    }

    pub(crate) fn everything(&mut self, query: &str) -> WorkspaceSymbolResponse {
        let query = query.to_lowercase();
        let mut found: Vec<WorkspaceSymbol> = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for view in self.everywhere() {
            for (_, definition) in view.index.definitions() {
                let matches = definition.name.to_lowercase().contains(&query);
                if !matches || found.len() >= MOST || !seen.insert(definition.span) {
                    continue;
                }
                let kind = match definition.declares {
                    Declares::Item(item) => kind(item),
                    Declares::Field => SymbolKind::FIELD,
                    Declares::Alternative => SymbolKind::ENUM_MEMBER,
                };
                let (within, name) = match definition.name.rsplit_once('.') {
                    Some((within, name)) => (Some(within.to_owned()), name),
                    None => (None, definition.name.as_str()),
                };
                if let Some(location) = self.location(definition.span) {
                    found.push(WorkspaceSymbol {
                        name: name.to_owned(),
                        kind,
                        tags: None,
                        container_name: within,
                        location: OneOf::Left(location),
                        data: None,
                    });
                }
            }
        }
        WorkspaceSymbolResponse::Nested(found)
    }

    /// Items of more than one line, and comments that follow one another.
    pub(crate) fn folds(&mut self, uri: &Uri) -> Option<Vec<FoldingRange>> {
        let file = self.documents.id(&place::path(uri))?;
        let parsed = self.documents.parsed(file);
        let line = |at: u32| {
            let source = self.sources().get(file);
            source.map_or(0, |source| source.line_of(at).saturating_sub(1))
        };
        let fold = |start: u32, end: u32, kind| FoldingRange {
            start_line: start,
            end_line: end,
            kind,
            ..FoldingRange::default()
        };
        let items = parsed.tree.items.iter();
        let items = items.map(|item| (line(item.span.start), line(self.last(item))));
        let items = items.filter(|(start, end)| start < end);
        let mut folds: Vec<FoldingRange> =
            items.map(|(start, end)| fold(start, end, None)).collect();
        let comments = parsed
            .tree
            .comments
            .iter()
            .filter(|comment| comment.own_line);
        let lines: Vec<u32> = comments.map(|comment| line(comment.span.start)).collect();
        for block in lines.chunk_by(|one, next| one + 1 == *next) {
            if let [first, .., last] = block {
                folds.push(fold(*first, *last, Some(FoldingRangeKind::Comment)));
            }
        }
        Some(folds)
    }

    /// The last byte of what an item says, without what follows it.
    fn last(&self, item: &Item) -> u32 {
        let text = self.sources().text(item.span).trim_end();
        item.span.start + u32::try_from(text.len()).unwrap_or(0)
    }
}

/// What an editor takes an item for.
fn kind(item: ItemKind) -> SymbolKind {
    match item {
        ItemKind::Policy => SymbolKind::MODULE,
        ItemKind::Use => SymbolKind::NAMESPACE,
        ItemKind::Source | ItemKind::Omits => SymbolKind::FILE,
        ItemKind::Party => SymbolKind::INTERFACE,
        ItemKind::Unit => SymbolKind::CONSTANT,
        ItemKind::Choice | ItemKind::Reading => SymbolKind::ENUM,
        ItemKind::Record => SymbolKind::STRUCT,
        ItemKind::Fact => SymbolKind::VARIABLE,
        ItemKind::Act | ItemKind::Case => SymbolKind::EVENT,
        ItemKind::Judgement => SymbolKind::BOOLEAN,
        ItemKind::Calendar | ItemKind::Periods => SymbolKind::OBJECT,
        ItemKind::Define => SymbolKind::FUNCTION,
        ItemKind::Duty | ItemKind::Exception | ItemKind::Power | ItemKind::Sanction => {
            SymbolKind::CLASS
        }
    }
}
