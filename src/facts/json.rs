//! JSON to a tree with places. Strict, so that no two readers understand one
//! record differently; every limit is counted before anything is built.

use jsonc_parser::ast::Value;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::findings;
use super::node::{Data, Entry, Node};
use crate::diagnostic::Diagnostic;
use crate::source::{FileId, MAX_FILE_BYTES, Span};

/// How many brackets may stand inside one another.
pub(super) const MAX_DEPTH: usize = 64;

/// How a text can fail to be JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    Empty,
    Comment,
    TrailingComma,
    MissingComma,
    SingleQuotes,
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
}

/// The tree that a text writes, or the one finding that says why it writes none.
pub(super) fn read(file: FileId, text: &str) -> Result<Node, Box<Diagnostic>> {
    let place = Placing { file, base: 0 };
    if text.len() > MAX_FILE_BYTES {
        return Err(Box::new(findings::too_large(place.span(0, 0))));
    }
    let (base, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (3, rest),
        None => (0, text),
    };
    let place = Placing { file, base };
    scan(text, &place)?;
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let slip = |slip, range: Range| {
        let span = place.span(range.start, range.end);
        Box::new(findings::malformed(slip, span))
    };
    match parse_to_ast(text, &CollectOptions::default(), &strict) {
        Ok(result) => match result.value {
            Some(value) => Ok(place.node(value)),
            None => Err(slip(Slip::Empty, Range::new(0, 0))),
        },
        Err(error) => Err(slip(slip_of(error.kind()), error.range())),
    }
}

/// Finds brackets that stand too deep and text that runs past its line, before
/// anything recurses over them.
fn scan(text: &str, place: &Placing) -> Result<(), Box<Diagnostic>> {
    let mut depth = 0usize;
    let mut opened = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (opened, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(_), b'"') => opened = None,
            (Some(start), b'\n' | b'\r') => {
                let span = place.span(start, at);
                return Err(Box::new(findings::malformed(Slip::UnclosedText, span)));
            }
            (Some(_), 0..=0x1f) => {
                let span = place.span(at, at + 1);
                return Err(Box::new(findings::malformed(Slip::ControlCharacter, span)));
            }
            (Some(_), _) => {}
            (None, b'"') => opened = Some(at),
            (None, b'[' | b'{') => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Box::new(findings::too_deep(place.span(at, at + 1))));
                }
            }
            (None, b']' | b'}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    match opened {
        Some(start) => {
            let span = place.span(start, text.len());
            Err(Box::new(findings::malformed(Slip::UnclosedText, span)))
        }
        None => Ok(()),
    }
}

fn slip_of(kind: &ParseErrorKind) -> Slip {
    use ParseErrorKind as Kind;
    match kind {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => Slip::Comment,
        Kind::TrailingCommasNotAllowed => Slip::TrailingComma,
        Kind::ExpectedComma => Slip::MissingComma,
        Kind::SingleQuotedStringsNotAllowed => Slip::SingleQuotes,
        Kind::ExpectedStringObjectProperty => Slip::UnquotedName,
        Kind::ExpectedColonAfterObjectKey => Slip::MissingColon,
        Kind::ExpectedObjectValue => Slip::MissingValue,
        Kind::UnterminatedArray | Kind::UnterminatedObject => Slip::UnclosedBracket,
        Kind::String(_) => Slip::Escape,
        Kind::BareDecimalPointNumbersNotAllowed
        | Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => Slip::Number,
        Kind::MultipleRootJsonValues => Slip::SecondRecord,
        _ => Slip::Other,
    }
}

/// Turns positions in the text after its mark into places in the file.
struct Placing {
    file: FileId,
    base: usize,
}

impl Placing {
    fn span(&self, start: usize, end: usize) -> Span {
        // A file is far smaller than what 32 bits count.
        let byte = |at: usize| u32::try_from(at + self.base).unwrap_or(u32::MAX);
        Span::new(self.file, byte(start), byte(end))
    }

    fn node(&self, value: Value<'_>) -> Node {
        let range = value.range();
        let data = match value {
            Value::NullKeyword(_) => Data::Null,
            Value::BooleanLit(literal) => Data::Bool(literal.value),
            Value::NumberLit(literal) => Data::Number(literal.value.to_owned()),
            Value::StringLit(literal) => Data::Text(literal.value.into_owned()),
            Value::Array(array) => {
                Data::List(array.elements.into_iter().map(|v| self.node(v)).collect())
            }
            Value::Object(object) => Data::Map(
                object
                    .properties
                    .into_iter()
                    .map(|property| {
                        let name = property.name.range();
                        Entry {
                            at: self.span(name.start, name.end),
                            key: property.name.into_string(),
                            value: self.node(property.value),
                        }
                    })
                    .collect(),
            ),
        };
        Node {
            span: self.span(range.start, range.end),
            data,
        }
    }
}
