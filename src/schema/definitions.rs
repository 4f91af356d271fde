//! The parts of a schema that others refer to: each is written once, when it is first needed.

use crate::facts::Document;
use crate::program::Head;

/// Named parts, in the order in which they were asked for.
#[derive(Default)]
pub(super) struct Definitions {
    parts: Vec<(String, Option<Document>)>,
}

impl Definitions {
    /// Takes a name; false if it is taken already, and the part made or being made.
    pub(super) fn begin(&mut self, name: &str) -> bool {
        let fresh = !self.parts.iter().any(|(known, _)| known == name);
        if fresh {
            self.parts.push((name.to_owned(), None));
        }
        fresh
    }

    /// Puts the part under a name that was begun.
    pub(super) fn put(&mut self, name: &str, part: Document) {
        let mut parts = self.parts.iter_mut();
        if let Some((_, place)) = parts.find(|(known, _)| known == name) {
            *place = Some(part);
        }
    }

    /// All of them.
    pub(super) fn finish(self) -> Document {
        let parts = self.parts.into_iter();
        Document::Map(
            parts
                .filter_map(|(name, part)| Some((name, part?)))
                .collect(),
        )
    }
}

/// What refers to a part.
pub(super) fn pointer(name: &str) -> Document {
    format!("#/definitions/{name}").into()
}

/// The name of a part about an item: its own where a pointer can hold it as it is, else its number.
pub(super) fn name_of(sort: &str, number: usize, head: &Head, policy: &str) -> String {
    let name = head.name.as_str();
    if name.is_empty() || !name.is_ascii() || !policy.is_ascii() {
        return format!("{sort}.{number}");
    }
    format!("{sort}.{policy}.{name}")
}
