//! What a path leads to, as far as it is written, and what it may be compared with.

use lsp_types::{CompletionItem, CompletionItemKind};
use onus::check::{Declares, Definition};
use onus::syntax::tree::{ItemKind, KindRef};

use super::opening::Written;
use super::word_item;
use crate::hover::clause_of;
use crate::world::{View, World};

impl World {
    /// What a path may be compared with.
    pub(super) fn values(
        &mut self,
        path: &[String],
        view: &View,
        written: &Written<'_>,
    ) -> Vec<CompletionItem> {
        let kind = self.kind(path, view, written);
        let yes_no = ["yes", "no", "예", "아니오"];
        match &kind {
            Some(Found::YesNo) | None => {
                let words = yes_no.iter();
                words
                    .map(|word| word_item(word, CompletionItemKind::VALUE))
                    .collect()
            }
            Some(Found::Named(name)) => self.declared(view, |one| {
                one.declares == Declares::Alternative && within(one, name)
            }),
        }
    }

    /// The name of the record to which a path leads.
    pub(super) fn record(
        &mut self,
        path: &[String],
        view: &View,
        written: &Written<'_>,
    ) -> Option<String> {
        match self.kind(path, view, written)? {
            Found::Named(name) => Some(name),
            Found::YesNo => None,
        }
    }

    /// The kind of what a path leads to, as it is written.
    fn kind(&mut self, path: &[String], view: &View, written: &Written<'_>) -> Option<Found> {
        let (first, steps) = path.split_first()?;
        let mut kind = self.kind_of_first(first, view, written)?;
        for step in steps {
            let Found::Named(record) = kind else {
                return None;
            };
            let mut fields = view.index.definitions().map(|(_, one)| one);
            let field = fields.find(|one| {
                one.declares == Declares::Field
                    && within(one, &record)
                    && last(&one.name) == step.as_str()
            })?;
            let item = self.item(field.item)?;
            kind = found(clause_of(&item, field)?.1?)?;
        }
        Some(kind)
    }

    fn kind_of_first(&mut self, name: &str, view: &View, written: &Written<'_>) -> Option<Found> {
        if let Some(item) = &written.item {
            let mut params = item.params.iter();
            if let Some(param) = params.find(|param| param.name.name.as_str() == name) {
                return found(&param.kind);
            }
            // `for each s in services`, `any of (s.paid for s in services)`
            let words: Vec<&str> = written
                .text
                .split(|c: char| c.is_whitespace() || "(),".contains(c))
                .filter(|word| !word.is_empty())
                .collect();
            let member = words.windows(3).find_map(|words| match words {
                [one, "in" | "속한", list] if *one == name && *list != name => Some(*list),
                _ => None,
            });
            if let Some(list) = member {
                let path: Vec<String> = list.split('.').map(str::to_owned).collect();
                let deeper = path.first().is_some_and(|first| first != name);
                return deeper
                    .then(|| self.kind(&path, view, &Written::of("")))
                    .flatten();
            }
        }
        let mut definitions = view.index.definitions().map(|(_, one)| one);
        let wanted = |one: &&Definition| {
            let typed = matches!(
                one.declares,
                Declares::Item(ItemKind::Fact | ItemKind::Define | ItemKind::Reading)
            );
            typed && last(&one.name) == name
        };
        let definition = definitions.find(wanted)?;
        let item = self.item(definition.item)?;
        match item.kind {
            ItemKind::Reading => Some(Found::Named(name.to_owned())),
            _ => found(item.kind_written.as_ref()?),
        }
    }
}

/// A kind as far as completion needs it.
enum Found {
    YesNo,
    /// A record or a choice, by name.
    Named(String),
}

fn found(kind: &KindRef) -> Option<Found> {
    match kind {
        KindRef::YesNo(_) => Some(Found::YesNo),
        KindRef::Named(name) | KindRef::List(name, _) => {
            Some(Found::Named(last(name.name.as_str()).to_owned()))
        }
        KindRef::OneOf(..) => None,
    }
}

/// Whether a field or an alternative is declared in an item of that name.
pub(super) fn within(one: &Definition, item: &str) -> bool {
    let item_of = one.name.rsplit_once('.').map_or("", |(item, _)| item);
    last(item_of) == item
}

fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
