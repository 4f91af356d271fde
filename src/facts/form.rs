//! The form of the file that holds a record, how it can fail to be in that
//! form, and the limits that hold for every form.

use super::node::Node;
use super::{findings, json};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_FILE_BYTES, Span};

/// How many brackets, or steps of indentation, may be nested.
pub(super) const MAX_DEPTH: usize = 64;

/// The largest record in a form that is written by hand, in bytes: what reads
/// those forms takes many times the memory of the text.
#[cfg(any(feature = "yaml", feature = "toml"))]
const MAX_HAND_BYTES: usize = 4 * 1024 * 1024;

/// The form of a file of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// JSON, strictly.
    #[default]
    Json,
    /// YAML 1.2: one document, without tags and aliases.
    #[cfg(feature = "yaml")]
    Yaml,
    /// TOML.
    #[cfg(feature = "toml")]
    Toml,
}

impl Format {
    /// The form that the ending of a file's name announces; JSON where it announces none.
    #[must_use]
    pub fn of(name: &str) -> Format {
        match name.rsplit_once('.').map(|(_, end)| end) {
            #[cfg(feature = "yaml")]
            Some("yaml" | "yml") => Format::Yaml,
            #[cfg(feature = "toml")]
            Some("toml") => Format::Toml,
            _ => Format::Json,
        }
    }

    /// How many bytes are read.
    fn limit(self) -> usize {
        match self {
            Format::Json => MAX_FILE_BYTES,
            #[cfg(any(feature = "yaml", feature = "toml"))]
            _ => MAX_HAND_BYTES,
        }
    }
}

/// How a text can fail to be in its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    Empty,
    Comment,
    TrailingComma,
    MissingComma,
    SingleQuotes,
    CurledQuotes,
    UnquotedName,
    MissingColon,
    MissingValue,
    UnclosedBracket,
    UnclosedText,
    ControlCharacter,
    Escape,
    Number,
    SecondRecord,
    Other,
    #[cfg(feature = "yaml")]
    Yaml(super::yaml::Slip),
    #[cfg(feature = "toml")]
    Toml(super::toml::Slip),
}

/// Turns positions in the text after its mark into places in the file.
#[derive(Clone, Copy)]
pub(super) struct Placing {
    file: FileId,
    base: usize,
}

impl Placing {
    /// Positions in the whole of a file.
    pub(super) fn new(file: FileId) -> Placing {
        Placing { file, base: 0 }
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        // A file is far smaller than what 32 bits count.
        let byte = |at: usize| u32::try_from(at + self.base).unwrap_or(u32::MAX);
        Span::new(self.file, byte(start), byte(end))
    }

    pub(super) fn malformed(&self, slip: Slip, start: usize, end: usize) -> Diagnostic {
        findings::malformed(slip, self.span(start, end))
    }
}

/// Examples in help are written as JSON, which is YAML too; TOML gives a name its value with `=`.
pub(super) fn say_in(format: Format, finding: &mut Diagnostic) {
    #[cfg(feature = "toml")]
    if let (Format::Toml, Some(help)) = (format, &mut finding.help) {
        help.en = help.en.replace("\": ", "\" = ");
        help.ko = help.ko.replace("\": ", "\" = ");
    }
    #[cfg(not(feature = "toml"))]
    let _ = (format, finding);
}

/// The tree that a text writes, where it writes one, and what is wrong with its form.
pub(super) fn tree(file: FileId, text: &str, format: Format) -> (Option<Node>, Vec<Diagnostic>) {
    let (base, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (3, rest),
        None => (0, text),
    };
    let place = Placing { file, base };
    if text.len() > format.limit() {
        let finding = findings::too_large(format.limit(), place.span(0, 0));
        return (None, vec![finding]);
    }
    match format {
        Format::Json => match json::read(text, place) {
            Ok(node) => (Some(node), Vec::new()),
            Err(finding) => (None, vec![*finding]),
        },
        #[cfg(feature = "yaml")]
        Format::Yaml => super::yaml::read(text, place),
        #[cfg(feature = "toml")]
        Format::Toml => super::toml::read(text, place),
    }
}
