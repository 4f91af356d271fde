//! A record as a plain document, and as the text of a JSON file: names keep the
//! order in which they were put there.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::node::{Data, Node};

/// JSON whose names keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// What no record may hold, and some do.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number. Any other is text, in its own digits.
    Whole(i64),
    /// Text.
    Text(String),
    /// One thing after another.
    List(Vec<Document>),
    /// Names and what is written under them.
    Map(Vec<(String, Document)>),
}

impl Document {
    /// Names and what is written under them.
    pub fn map<N: Into<String>>(entries: impl IntoIterator<Item = (N, Document)>) -> Document {
        let entries = entries.into_iter();
        Document::Map(entries.map(|(name, of)| (name.into(), of)).collect())
    }

    /// One thing after another.
    pub fn list<D: Into<Document>>(of: impl IntoIterator<Item = D>) -> Document {
        Document::List(of.into_iter().map(Into::into).collect())
    }

    /// What is written under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Document> {
        let Document::Map(entries) = self else {
            return None;
        };
        let mut entries = entries.iter();
        entries.find(|(key, _)| key == name).map(|(_, of)| of)
    }

    /// As the text of a file.
    #[must_use]
    pub fn text(&self) -> String {
        // Names are text and nothing here can fail to be written.
        serde_json::to_string_pretty(self).map_or_else(|_| String::new(), |text| text + "\n")
    }

    pub(super) fn of(node: &Node) -> Document {
        match &node.data {
            Data::Null => Document::Null,
            Data::Bool(value) => Document::Bool(*value),
            Data::Number(digits) => match digits.parse::<i64>() {
                Ok(whole) if whole.to_string() == *digits => Document::Whole(whole),
                _ => Document::Text(digits.clone()),
            },
            Data::Text(text) => Document::Text(text.clone()),
            Data::List(nodes) => Document::List(nodes.iter().map(Document::of).collect()),
            Data::Map(entries) => {
                let entries = entries.iter();
                Document::map(entries.map(|entry| (&*entry.key, Document::of(&entry.value))))
            }
        }
    }
}

impl From<&str> for Document {
    fn from(text: &str) -> Document {
        Document::Text(text.to_owned())
    }
}

impl From<String> for Document {
    fn from(text: String) -> Document {
        Document::Text(text)
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Document::Null => serializer.serialize_unit(),
            Document::Bool(value) => serializer.serialize_bool(*value),
            Document::Whole(value) => serializer.serialize_i64(*value),
            Document::Text(text) => serializer.serialize_str(text),
            Document::List(of) => serializer.collect_seq(of),
            Document::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, of) in entries {
                    map.serialize_entry(name, of)?;
                }
                map.end()
            }
        }
    }
}
