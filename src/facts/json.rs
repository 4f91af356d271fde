//! JSON to a tree with places. Strict, so that no two readers understand one
//! record differently; every limit is counted before anything is built.

use jsonc_parser::ast::Value;
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::findings;
use super::form::{MAX_DEPTH, Placing, Slip};
use super::node::{Data, Entry, Node};
use crate::diagnostic::Diagnostic;

/// The tree that a text writes, or the one finding that says why it writes none.
pub(super) fn read(text: &str, place: Placing) -> Result<Node, Box<Diagnostic>> {
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
    let slip = |slip, range: Range| Box::new(place.malformed(slip, range.start, range.end));
    match parse_to_ast(text, &CollectOptions::default(), &strict) {
        Ok(result) => match result.value {
            Some(value) => Ok(node(value, &place)),
            None => Err(slip(Slip::Empty, Range::new(0, 0))),
        },
        Err(error) => {
            let range = error.range();
            let (kind, range) = match slip_of(error.kind()) {
                Slip::MissingComma => {
                    // What is missing is missing after the last item.
                    let end = text
                        .get(..range.end)
                        .map_or(range.end, |text| text.trim_end().len());
                    (Slip::MissingComma, Range::new(end, end))
                }
                kind => match curled(text, range.start) {
                    Some(range) => (Slip::CurledQuotes, range),
                    None => (kind, range),
                },
            };
            Err(slip(kind, range))
        }
    }
}

/// A curled quotation mark at a place, where a straight one is meant.
fn curled(text: &str, at: usize) -> Option<Range> {
    let letter = text.get(at..)?.chars().next()?;
    let curled = matches!(letter, '“' | '”' | '„' | '‟' | '＂');
    curled.then(|| Range::new(at, at + letter.len_utf8()))
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
                return Err(Box::new(place.malformed(Slip::UnclosedText, start, at)));
            }
            (Some(_), 0..=0x1f) => {
                let slip = place.malformed(Slip::ControlCharacter, at, at + 1);
                return Err(Box::new(slip));
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
            let slip = place.malformed(Slip::UnclosedText, start, text.len());
            Err(Box::new(slip))
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

fn node(value: Value<'_>, place: &Placing) -> Node {
    let range = value.range();
    let data = match value {
        Value::NullKeyword(_) => Data::Null,
        Value::BooleanLit(literal) => Data::Bool(literal.value),
        Value::NumberLit(literal) => Data::Number(literal.value.to_owned()),
        Value::StringLit(literal) => Data::Text(literal.value.into_owned()),
        Value::Array(array) => {
            let elements = array.elements.into_iter();
            Data::List(elements.map(|value| node(value, place)).collect())
        }
        Value::Object(object) => Data::Map(
            object
                .properties
                .into_iter()
                .map(|property| {
                    let name = property.name.range();
                    Entry {
                        at: place.span(name.start, name.end),
                        key: property.name.into_string(),
                        value: node(property.value, place),
                    }
                })
                .collect(),
        ),
    };
    Node {
        span: place.span(range.start, range.end),
        data,
    }
}
