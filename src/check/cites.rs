//! Citations find their sources; a provision without one is told.

use super::checking::Checking;
use super::declare::Entry;
use super::findings;
use super::names::{Entity, Found, Space};
use crate::program::Citation;
use crate::source::Span;
use crate::syntax::tree::Cite;

impl Checking<'_> {
    /// Articles of known sources; an unknown source is told.
    pub(super) fn citations<'a>(
        &mut self,
        policy: usize,
        cites: impl IntoIterator<Item = &'a Cite>,
    ) -> Vec<Citation> {
        let mut found = Vec::new();
        let mut before: Option<&Cite> = None;
        for cite in cites {
            // `Act, Article 5` is one article, though the comma makes two of it.
            let source = before.filter(|before| before.pin.is_empty());
            match source.filter(|_| findings::is_article(cite.source.name.as_str())) {
                Some(source) => {
                    let span = Span {
                        start: source.span.start,
                        ..cite.span
                    };
                    let meant = format!("{} {}", source.source.name, cite.pin);
                    self.find(findings::source_apart(&cite.source.name, span, &meant));
                }
                None => found.extend(self.citation(policy, cite)),
            }
            before = Some(cite);
        }
        found
    }

    /// One article.
    pub(super) fn citation(&mut self, policy: usize, cite: &Cite) -> Option<Citation> {
        let (name, span) = (&cite.source.name, cite.source.span);
        match self.names.find(policy, Space::Source, &cite.source) {
            Found::One(declared) => match declared.entity {
                Entity::Source(source) => Some(Citation {
                    source,
                    pin: cite.pin.clone(),
                }),
                _ => None,
            },
            found @ Found::Several(..) => {
                self.settle(policy, Space::Source, name, span, found);
                None
            }
            Found::Nothing => {
                if self.may_tell(Space::Source, name) {
                    let near = self.nearest(policy, &[Space::Source], name);
                    let sources: Vec<String> = self
                        .names
                        .visible(policy, Space::Source)
                        .iter()
                        .map(|(name, _)| name.to_string())
                        .collect();
                    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
                    self.find(findings::unknown_source(
                        name,
                        span,
                        (&cite.pin.to_string(), cite.span),
                        near.as_ref(),
                        &sources,
                    ));
                }
                None
            }
        }
    }

    /// How determinations print an article.
    pub(super) fn printed(&self, citation: &Citation) -> String {
        let source = self.program.sources.get(citation.source);
        let name = source.map_or("", |source| source.head.name.as_str());
        format!("{name} {}", citation.pin).trim_end().to_owned()
    }

    /// Tells of a provision that cites nothing anywhere.
    pub(super) fn must_cite(&mut self, entry: &Entry<'_>) {
        let item = entry.item;
        if entry.is_provision() && !entry.cites_something() {
            let span = item.name.span;
            self.find(findings::missing_citation(&item.name.name, span, item.kind));
        }
    }
}
