//! The vocabulary of a program as a JSON Schema, so that an editor checks and
//! completes a record while it is written. What the schema accepts is never
//! less than what `facts` reads; what it refuses, `facts` refuses too. The
//! dialect is draft-07, the latest that the editors at hand know whole.

mod asked;
mod definitions;
mod forms;
mod patterns;
mod records;
mod values;
mod words;

use crate::diagnostic::{Language, Phrase};
use crate::facts::{Document, RESERVED};
use crate::program::Program;
use crate::value::Zone;

use asked::Askers;
use definitions::Definitions;
use forms::refer;

/// The dialect of the schema.
pub const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The part that lists the zones.
const ZONE: &str = "zone";

/// The schema of the facts that these policies ask for. Titles are in one
/// language, and descriptions begin with the title in the other.
#[must_use]
pub fn schema(program: &Program, language: Language) -> Document {
    let mut writer = Writer {
        program,
        language,
        askers: Askers::new(program),
        definitions: Definitions::default(),
    };
    let names = program.policies.iter().map(|policy| policy.name.as_str());
    let names: Vec<&str> = names.collect();
    let (properties, patterns) = writer.top();
    let own = RESERVED
        .iter()
        .map(|name| ((*name).to_owned(), writer.reserved(name)));
    let mut all: Vec<(String, Document)> = own.collect();
    all.extend(properties);
    // The longest part comes last.
    writer.definitions.begin(ZONE);
    let zones = Document::map([("enum", Document::list(Zone::names()))]);
    writer.definitions.put(ZONE, zones);
    Document::map([
        ("$schema", DIALECT.into()),
        ("title", writer.say(&words::title(&names))),
        ("type", "object".into()),
        ("properties", Document::Map(all)),
        ("patternProperties", Document::Map(patterns)),
        ("additionalProperties", Document::Bool(false)),
        ("definitions", writer.definitions.finish()),
    ])
}

/// What every part of the schema needs.
struct Writer<'a> {
    program: &'a Program,
    language: Language,
    askers: Askers<'a>,
    definitions: Definitions,
}

impl Writer<'_> {
    fn say(&self, phrase: &Phrase) -> Document {
        phrase.get(self.language).into()
    }

    /// A name that the record keeps for itself.
    fn reserved(&mut self, name: &str) -> Document {
        let (what, mut says) = match name {
            "$schema" => (words::dialect(), text()),
            "zone" => (
                words::zone(),
                vec![("allOf", Document::list([refer(ZONE)]))],
            ),
            "title" => {
                let both = Document::map([
                    ("type", "object".into()),
                    (
                        "properties",
                        Document::map([
                            ("en", Document::map(text())),
                            ("ko", Document::map(text())),
                        ]),
                    ),
                    ("additionalProperties", Document::Bool(false)),
                ]);
                let either = Document::list([Document::map(text()), both]);
                (words::record_title(), vec![("anyOf", either)])
            }
            "record_complete_until" => {
                let time = refer(&self.time());
                (
                    words::complete_until(),
                    vec![("allOf", Document::list([time]))],
                )
            }
            "record_complete_from" => {
                let time = refer(&self.time());
                (
                    words::complete_from(),
                    vec![("allOf", Document::list([time]))],
                )
            }
            "calendars" => (words::calendars(), self.calendars()),
            "events" => (words::events(), self.events()),
            "findings" => (words::findings(), self.findings()),
            "note" => (words::note(), text()),
            _ => (words::source(), text()),
        };
        says.insert(0, ("description", self.say(&what)));
        Document::map(says)
    }
}

/// The keys of one schema, in their order.
type Keys = Vec<(&'static str, Document)>;

fn text() -> Keys {
    vec![("type", "string".into())]
}
