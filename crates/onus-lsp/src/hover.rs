//! What a name stands for, in a few lines: its kind, its title in both languages, its articles, its
//! versions and what is doubted of it.

use std::fmt::Write;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, TextDocumentPositionParams};
use onus::check::{Declares, Definition};
use onus::source::{FileId, Span};
use onus::syntax::tree::{Cite, Clause, ClauseBody, Item, ItemKind, KindRef, Titles};
use onus::syntax::{self, Keyword};

use crate::place;
use crate::records;
use crate::words::{Label, label};
use crate::world::{World, is_policy};

impl World {
    pub(crate) fn hover(&mut self, params: &TextDocumentPositionParams) -> Option<Hover> {
        let (file, offset) = self.position(params)?;
        let path = place::path(&params.text_document.uri);
        if !is_policy(&path) {
            let (view, id, span) = records::named_at(self, file, &path, offset)?;
            let text = self.told(view.index.definition(id)?)?;
            return Some(self.hover_of(span, text));
        }
        let shift = self.shift(file);
        let old = shift.and_then(|shift| Some((shift, shift.to_old(offset)?)));
        let (span, text) = match old {
            Some((shift, old)) => {
                let (span, text) = self.as_before(|world| world.hovered(file, old))?;
                (shift.to_new(span)?, text)
            }
            None => {
                self.settle();
                self.hovered(file, offset)?
            }
        };
        Some(self.hover_of(span, text))
    }

    fn hover_of(&self, span: Span, text: String) -> Hover {
        Hover {
            contents: HoverContents::Markup(MarkupContent {
                kind: MarkupKind::Markdown,
                value: text,
            }),
            range: Some(place::range(self.sources(), span)),
        }
    }

    /// The place of what is named at a byte, and what it says of itself.
    fn hovered(&mut self, file: FileId, offset: u32) -> Option<(Span, String)> {
        let view = self.view(file);
        match view.index.at(file, offset) {
            Some((id, span)) => Some((span, self.told(view.index.definition(id)?)?)),
            None => self
                .keyword(file, offset)
                .or_else(|| self.beside(file, offset).map(|one| (one.span, one.text))),
        }
    }

    /// What a definition says of itself.
    pub(crate) fn told(&mut self, definition: &Definition) -> Option<String> {
        let item = self.item(definition.item)?;
        let mut text = String::new();
        let inner = clause_of(&item, definition);
        let (titles, head) = match (definition.declares, inner) {
            (Declares::Field, Some((titles, kind))) => {
                let kind = kind.map_or("", |kind| self.sources().text(kind.span()));
                (titles, format!("field {} : {kind}", definition.name))
            }
            (Declares::Alternative, Some((titles, _))) => {
                (titles, format!("| {}", definition.name))
            }
            _ => (&item.titles, self.head(&item)),
        };
        let _ = write!(text, "```onus\n{head}\n```\n");
        for title in [&titles.en, &titles.ko].into_iter().flatten() {
            let _ = write!(text, "\n{}\n", title.text);
        }
        if matches!(definition.declares, Declares::Item(_)) {
            self.provision(&item, &mut text);
        }
        Some(text)
    }

    /// The item's keyword, name, parameters and kind.
    fn head(&self, item: &Item) -> String {
        let params = item.params.iter().map(|param| param.kind.span().end);
        let kind = item.kind_written.as_ref().map(|kind| kind.span().end);
        let end = params.chain(kind).max().unwrap_or(item.name.span.end);
        let close = usize::from(kind.is_none() && !item.params.is_empty());
        let head = self.sources().text(Span {
            end: end.max(item.name.span.end),
            ..item.span
        });
        let words: Vec<&str> = head.split_whitespace().collect();
        words.join(" ") + &")".repeat(close)
    }

    fn provision(&self, item: &Item, text: &mut String) {
        let cited = |clauses: &[Clause]| -> Vec<String> {
            let clauses = clauses.iter().filter_map(|clause| match &clause.body {
                ClauseBody::Cites(cites) => Some(cites),
                ClauseBody::Rule(rule) => Some(&rule.cites),
                _ => None,
            });
            clauses.flatten().map(written).collect()
        };
        let opens = |clause: &Clause| {
            item.kind != ItemKind::Case
                && matches!(
                    clause.body,
                    ClauseBody::InForce(_) | ClauseBody::Proposed(_)
                )
        };
        let first = item.clauses.iter().position(opens);
        let (common, versions) = item
            .clauses
            .split_at_checked(first.unwrap_or(item.clauses.len()))
            .unwrap_or_default();
        let cites = cited(common);
        if !cites.is_empty() {
            let _ = write!(
                text,
                "\n{}: {}\n",
                label(Label::Cites, self.language),
                cites.join(", ")
            );
        }
        if !versions.is_empty() {
            let _ = write!(text, "\n{}:\n", label(Label::Versions, self.language));
        }
        for version in versions.chunk_by(|_, next| !opens(next)) {
            let Some(opening) = version.first() else {
                continue;
            };
            let when = self.sources().text(opening.span).split_whitespace();
            let when = when.collect::<Vec<_>>().join(" ");
            let cites = cited(version);
            let cites = if cites.is_empty() {
                String::new()
            } else {
                format!(" · {}", cites.join(", "))
            };
            let _ = writeln!(text, "- `{when}`{cites}");
        }
        for clause in &item.clauses {
            let (kind, titles) = match &clause.body {
                ClauseBody::Doubt(titles) => (Label::Doubt, titles),
                ClauseBody::Advice(titles) => (Label::Advice, titles),
                _ => continue,
            };
            if let Some(said) = titles.phrase() {
                let said = said.get(self.language);
                let _ = write!(text, "\n{}: {said}\n", label(kind, self.language));
            }
        }
    }

    /// The keyword that opens a clause or an item here, and how it is written.
    fn keyword(&mut self, file: FileId, offset: u32) -> Option<(Span, String)> {
        let parsed = self.documents.parsed(file);
        let items = parsed.tree.items.iter();
        let places = items.flat_map(|item| {
            let clauses = item.clauses.iter().map(|clause| clause.keyword);
            std::iter::once(item.keyword).chain(clauses)
        });
        let mut there = places.filter(|span| span.start <= offset && offset <= span.end);
        let span = there.next()?;
        let word = self.sources().text(span).to_owned();
        // `for each` and `for` are two clauses: the one that says more is meant.
        let text = self.sources().get(file)?.text();
        let following = text.get(span.start as usize..)?.split_whitespace();
        let written: Vec<&str> = following.take(4).collect();
        let length = |keyword: &Keyword| {
            let spellings = [keyword.en, keyword.ko].into_iter();
            let begun = spellings.filter(|words| {
                let mut words = words.split(' ').enumerate();
                words.all(|(at, word)| written.get(at) == Some(&word))
            });
            begun.map(|words| words.split(' ').count()).max()
        };
        let keywords = syntax::keywords().filter_map(|keyword| Some((length(keyword)?, keyword)));
        let (_, keyword) = keywords.min_by_key(|(length, _)| std::cmp::Reverse(*length))?;
        let shown = keyword.shown(&word);
        let says = keyword.says();
        let says = says.get(self.language);
        let text = format!(
            "`{}` · `{}` — {says}\n```onus\n{shown}\n```\n",
            keyword.en, keyword.ko
        );
        Some((span, text))
    }

    /// The file and the byte of a position.
    pub(crate) fn position(&self, params: &TextDocumentPositionParams) -> Option<(FileId, u32)> {
        let file = self.documents.id(&place::path(&params.text_document.uri))?;
        let source = self.sources().get(file)?;
        Some((file, place::offset(source, params.position)))
    }
}

fn written(cite: &Cite) -> String {
    let text = format!("{} {}", cite.source.name.as_str(), cite.pin);
    text.trim_end().to_owned()
}

/// The titles of a field or of an alternative, and the kind of the field.
pub(crate) fn clause_of<'i>(
    item: &'i Item,
    definition: &Definition,
) -> Option<(&'i Titles, Option<&'i KindRef>)> {
    let clauses = item.clauses.iter();
    let mut there = clauses.filter(|clause| clause.span.holds(definition.span));
    match &there.next()?.body {
        ClauseBody::Field(field) => Some((&field.titles, Some(&field.kind))),
        ClauseBody::Alternative(one) => Some((&one.titles, None)),
        _ => None,
    }
}
