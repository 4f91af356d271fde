//! Records of facts beside policies: what is wrong in them, and what may be written.

use std::path::{Path, PathBuf};

use lsp_types::{CompletionItem, CompletionItemKind};
use onus::diagnostic::{Diagnostic, Phrase};
use onus::facts;
use onus::program::{Field, Program};
use onus::source::{FileId, Span};
use onus::value::Kind;

use crate::world::{World, below, is_policy};

/// So many folders above a record are looked at for its policy.
const ABOVE: usize = 3;
const ENDINGS: [&str; 4] = ["json", "yaml", "yml", "toml"];

/// Whether a file is taken for a record: by its ending, in a folder `facts` or beside a policy.
pub(crate) fn is_record(path: &Path) -> bool {
    let ending = path.extension().and_then(|end| end.to_str());
    let facts = path
        .parent()
        .and_then(Path::file_name)
        .is_some_and(|name| name == "facts");
    facts && ending.is_some_and(|end| ENDINGS.contains(&end))
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
    if !is_record(path) {
        return Vec::new();
    }
    let Some(policy) = policy(world, path) else {
        return Vec::new();
    };
    let view = world.view(policy);
    match view.program() {
        Some(program) => facts::read(file, world.sources(), program).1,
        // What a record means is not known while its policy is broken.
        None => Vec::new(),
    }
}

/// The records that seem to name something.
pub(crate) fn naming(world: &World, name: &str) -> Vec<String> {
    let mut paths = std::collections::BTreeSet::new();
    for root in &world.roots {
        for end in ENDINGS {
            below(root, 0, end, &mut paths);
        }
    }
    let names = |text: &str| {
        let mut words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
        words.any(|word| word == name)
    };
    let named = paths.into_iter().filter(|path| is_record(path));
    let named = named.filter(|path| std::fs::read_to_string(path).is_ok_and(|text| names(&text)));
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
    if !is_record(path) || path.extension().is_none_or(|end| end != "json") {
        return Vec::new();
    }
    let Some(policy) = policy(world, path) else {
        return Vec::new();
    };
    let view = world.view(policy);
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
