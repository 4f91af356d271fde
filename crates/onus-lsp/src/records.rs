//! Records of facts beside policies: what is wrong in them, and what may be written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lsp_types::{CompletionItem, CompletionItemKind};
use onus::check::{Declares, Definition, DefinitionId};
use onus::diagnostic::{Diagnostic, Phrase};
use onus::facts;
use onus::program::{Field, Program};
use onus::source::{FileId, Span};
use onus::syntax::tree::ItemKind;
use onus::value::Kind;

use crate::world::{View, World, below, is_policy};

/// So many folders above a record are looked at for its policy.
const ABOVE: usize = 3;
const ENDINGS: [&str; 4] = ["json", "yaml", "yml", "toml"];

/// Whether a file is taken for a record: by its ending, in a folder `facts`.
pub(crate) fn is_record(path: &Path) -> bool {
    let facts = path
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|name| name == "facts");
    facts && may_be_record(path)
}

fn may_be_record(path: &Path) -> bool {
    let ending = path.extension().and_then(|end| end.to_str());
    ending.is_some_and(|end| ENDINGS.contains(&end))
}

/// The policy of a record. Beside a policy a file is a record too if it names one of its facts.
fn policy_of(world: &mut World, file: FileId, path: &Path) -> Option<Rc<View>> {
    if !may_be_record(path) {
        return None;
    }
    let policy = policy(world, path)?;
    let view = world.view(policy);
    if is_record(path) {
        return Some(view);
    }
    let text = world.sources().get(file)?.text();
    let names = names_in(text);
    let mut facts = view.program.facts.iter();
    let is_one = facts.any(|fact| names.contains(fact.head.name.as_str()));
    is_one.then_some(view)
}

/// The words of a text.
fn names_in(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .collect()
}

/// The definition to which a place of a record in JSON leads, with the span of the name there.
pub(crate) fn named_at(
    world: &mut World,
    file: FileId,
    path: &Path,
    offset: u32,
) -> Option<(Rc<View>, DefinitionId, Span)> {
    if path.extension().is_none_or(|end| end != "json") {
        return None;
    }
    let view = policy_of(world, file, path)?;
    let text = world.sources().get(file)?.text();
    let (before, after) = text.split_at_checked(offset as usize)?;
    let at = walk(before);
    if !at.quoted {
        return None;
    }
    let start = before.rfind('"')? + 1;
    let end = before.len() + after.find('"')?;
    let name = text.get(start..end)?;
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span::new(file, offset(start), offset(end));
    let program = &view.program;
    let declared = match kind_at(program, &at.keys) {
        // A choice that is the value of a fact.
        Some(Kind::Choice(choice)) if at.value => {
            let list = program.choices.get(choice)?;
            let qualified = format!("{}.{name}", list.head.name);
            (Declares::Alternative, qualified)
        }
        Some(Kind::Record(record)) if !at.value => {
            let record = program.records.get(record)?;
            (Declares::Field, format!("{}.{name}", record.head.name))
        }
        None if at.keys.is_empty() && !at.value => {
            (Declares::Item(ItemKind::Fact), name.to_owned())
        }
        _ => return None,
    };
    let (declares, name) = declared;
    let dotted = format!(".{name}");
    let is_it = |one: &Definition| {
        one.declares == declares && (one.name == name || one.name.ends_with(&dotted))
    };
    let found = view.index.definitions().find(|(_, one)| is_it(one));
    let id = found.map(|(id, _)| id)?;
    Some((view, id, span))
}

/// Where records of the open folders have a name in quotation marks.
pub(crate) fn uses(world: &mut World, name: &str) -> Vec<Span> {
    let quoted = format!("\"{name}\"");
    let mut found = Vec::new();
    for path in paths(world) {
        let Some(file) = world.documents.load(&path) else {
            continue;
        };
        let text = world.sources().get(file).map_or("", |source| source.text());
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        found.extend(
            text.match_indices(&quoted)
                .map(|(at, _)| Span::new(file, offset(at + 1), offset(at + 1 + name.len()))),
        );
    }
    found
}

/// The records of the open folders.
fn paths(world: &World) -> Vec<PathBuf> {
    let mut paths = BTreeSet::new();
    for root in &world.roots {
        for end in ENDINGS {
            below(root, 0, end, &mut paths);
        }
    }
    paths.into_iter().filter(|path| is_record(path)).collect()
}

/// A policy file of the nearest folder above that has one.
fn policy(world: &mut World, path: &Path) -> Option<FileId> {
    for folder in path.ancestors().skip(1).take(ABOVE) {
        let open = world.documents.open();
        let entries = folder.read_dir().into_iter().flatten().flatten();
        let mut here: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        here.extend(
            open.into_iter()
                .filter(|path| path.parent() == Some(folder)),
        );
        here.retain(|path| is_policy(path));
        here.sort();
        let found = here.iter().find_map(|path| world.documents.load(path));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What is wrong in a record.
pub(crate) fn findings(world: &mut World, file: FileId, path: &Path) -> Vec<Diagnostic> {
    let Some(view) = policy_of(world, file, path) else {
        return Vec::new();
    };
    match view.program() {
        Some(program) => facts::read(file, world.sources(), program).1,
        // What a record means is not known while its policy is broken.
        None => Vec::new(),
    }
}

/// The records that seem to name something.
pub(crate) fn naming(world: &World, name: &str) -> Vec<String> {
    let names = |text: &str| names_in(text).contains(name);
    let named = paths(world)
        .into_iter()
        .filter(|path| std::fs::read_to_string(path).is_ok_and(|text| names(&text)));
    let shown = named.map(|path| {
        let root = world.roots.iter().find(|root| path.starts_with(root));
        let path = root
            .and_then(|root| path.strip_prefix(root).ok())
            .unwrap_or(&path);
        path.display().to_string()
    });
    shown.collect()
}

/// What may be written at a place of a record in JSON: names of facts and fields, choices.
pub(crate) fn complete(
    world: &mut World,
    file: FileId,
    path: &Path,
    offset: u32,
) -> Vec<CompletionItem> {
    if path.extension().is_none_or(|end| end != "json") {
        return Vec::new();
    }
    let Some(view) = policy_of(world, file, path) else {
        return Vec::new();
    };
    let text = world.sources().text(Span::new(file, 0, offset));
    let at = walk(text);
    let program = &view.program;
    let item = |name: &str, title: &Phrase, kind: CompletionItemKind| CompletionItem {
        label: name.to_owned(),
        kind: Some(kind),
        detail: Some(world.say(title)),
        insert_text: Some(if at.quoted {
            name.to_owned()
        } else {
            format!("\"{name}\"")
        }),
        ..CompletionItem::default()
    };
    let kind = kind_at(program, &at.keys);
    match (at.value, kind) {
        (false, None) if at.keys.is_empty() => {
            let facts = program.facts.iter();
            let facts = facts.map(|field| {
                item(
                    field.head.name.as_str(),
                    &field.head.title,
                    CompletionItemKind::FIELD,
                )
            });
            let own = ["zone", "title", "events"].iter();
            facts
                .chain(own.map(|name| item(name, &Phrase::default(), CompletionItemKind::KEYWORD)))
                .collect()
        }
        (false, Some(Kind::Record(record))) => {
            let fields = program
                .records
                .get(record)
                .map(|record| record.fields.as_slice());
            let fields = fields.unwrap_or_default().iter();
            fields
                .map(|field| {
                    item(
                        field.head.name.as_str(),
                        &field.head.title,
                        CompletionItemKind::FIELD,
                    )
                })
                .collect()
        }
        (true, Some(Kind::Choice(choice))) => {
            let list = program
                .choices
                .get(choice)
                .map(|one| one.alternatives.as_slice());
            let list = list.unwrap_or_default().iter();
            list.map(|(name, title)| item(name.as_str(), title, CompletionItemKind::ENUM_MEMBER))
                .collect()
        }
        (true, Some(Kind::YesNo)) => ["true", "false"]
            .iter()
            .map(|word| CompletionItem {
                label: (*word).to_owned(),
                kind: Some(CompletionItemKind::VALUE),
                ..CompletionItem::default()
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Where in a record of JSON a text ends.
#[derive(Default)]
struct At {
    /// The keys that lead there.
    keys: Vec<String>,
    /// A value is to come, not a key.
    value: bool,
    /// A quotation is open.
    quoted: bool,
}

fn walk(text: &str) -> At {
    // The key of each open bracket; none in a list.
    let mut open: Vec<(char, Option<String>)> = Vec::new();
    let mut key: Option<String> = None;
    let mut last = String::new();
    let mut value = false;
    let mut quoted = false;
    let mut escaped = false;
    for letter in text.chars() {
        if quoted {
            match letter {
                '\\' if !escaped => escaped = true,
                '"' if !escaped => quoted = false,
                _ => {
                    last.push(letter);
                    escaped = false;
                }
            }
            continue;
        }
        match letter {
            '"' => {
                quoted = true;
                last.clear();
            }
            ':' => (key, value) = (Some(last.clone()), true),
            '{' | '[' => {
                open.push((letter, key.take()));
                value = letter == '[';
            }
            '}' | ']' => {
                open.pop();
                (key, value) = (None, false);
            }
            ',' => {
                key = None;
                value = open.last().is_some_and(|(bracket, _)| *bracket == '[');
            }
            _ => {}
        }
    }
    let keys = open
        .into_iter()
        .filter_map(|(_, key)| key)
        .chain(key.filter(|_| value));
    At {
        keys: keys.collect(),
        value,
        quoted,
    }
}

/// The kind of what keys lead to; of a list that of its members.
fn kind_at(program: &Program, keys: &[String]) -> Option<Kind> {
    let (first, rest) = keys.split_first()?;
    let member = |kind: &Kind| match kind {
        Kind::List(inner) => (**inner).clone(),
        kind => kind.clone(),
    };
    let of = |fields: &[Field], name: &str| {
        let mut fields = fields.iter();
        let field = fields.find(|field| field.head.name.as_str() == name);
        field.map(|field| member(&field.kind))
    };
    let mut kind = of(&program.facts, first)?;
    for key in rest {
        // `{"is": …, "source": …}` holds the value itself.
        if key == "is" {
            continue;
        }
        let Kind::Record(record) = kind else {
            return None;
        };
        kind = of(&program.records.get(record)?.fields, key)?;
    }
    Some(kind)
}

#[cfg(test)]
mod tests {
    use super::walk;

    #[test]
    fn a_text_says_where_in_the_record_it_ends() {
        let at = |text| {
            let at = walk(text);
            (at.keys.join("."), at.value, at.quoted)
        };
        assert_eq!(at("{"), (String::new(), false, false));
        assert_eq!(at("{\"outage\": {\"ef"), ("outage".to_owned(), false, true));
        assert_eq!(
            at("{\"outage\": {\"effect\": \""),
            ("outage.effect".to_owned(), true, true)
        );
        assert_eq!(
            at("{\"services\": [{\"name\": \"a\\\"b\", "),
            ("services".to_owned(), false, false)
        );
        assert_eq!(at("{\"a\": {\"b\": 1}, \""), (String::new(), false, true));
    }
}
