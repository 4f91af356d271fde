//! YAML to a tree with places. Plain words stay the text they are, apart from
//! `true`, `false`, `null` and numbers as JSON writes them: what `no`, a day or
//! a time stands for is settled by the fact that is asked for. Tags and aliases
//! have no place in a record, and a file holds one document.

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, Span as Run};

use super::findings;
use super::form::{MAX_DEPTH, Placing, Slip as Any};
use super::node::{Data, Entry, Node};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// How a text can fail to be YAML that a record is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Slip {
    Alias,
    Tag,
    Name,
    Tab,
    Indentation,
    Colon,
    Mark,
    Other,
}

/// The tree that a text writes, and what is wrong with its form.
pub(super) fn read(text: &str, place: Placing) -> (Option<Node>, Vec<Diagnostic>) {
    let mut options = Options::default();
    options.emit_unresolved_aliases = true;
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let mut builder = Builder {
        place,
        open: Vec::new(),
        root: None,
        slips: Vec::new(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((Event::DocumentStart(..), run)) => {
                documents += 1;
                if documents > 1 {
                    builder.slip(Any::SecondRecord, &run);
                    break;
                }
            }
            Ok((event, run)) => builder.take(event, &run),
            Err(error) => {
                let end = text.len();
                let at = error.marker().byte_offset().unwrap_or(end).min(end);
                let width = text.get(at..).and_then(|rest| rest.chars().next());
                let width = width.map_or(0, char::len_utf8);
                let span = place.span(at, at + width);
                builder.slips.push(match error.kind() {
                    ErrorKind::RecursionLimitExceeded => findings::too_deep(span),
                    kind => findings::malformed(slip_of(kind), span),
                });
                return (None, builder.slips);
            }
        }
    }
    if builder.root.is_none() && builder.slips.is_empty() {
        builder.slips.push(place.malformed(Any::Empty, 0, 0));
    }
    (builder.root, builder.slips)
}

/// A list or a map that is not closed yet.
struct Open {
    start: Span,
    held: Held,
}

enum Held {
    List(Vec<Node>),
    /// The entries, and what the next value stands under.
    Map(Vec<Entry>, Key),
}

enum Key {
    /// A name comes next.
    Wanted,
    /// This is the name.
    Name(String, Span),
    /// What is written there is no name; the value is passed over.
    None,
}

/// Builds the tree without recursion.
struct Builder {
    place: Placing,
    open: Vec<Open>,
    root: Option<Node>,
    slips: Vec<Diagnostic>,
}

impl Builder {
    fn span(&self, run: &Run) -> Span {
        let start = run.start.byte_offset().unwrap_or(0);
        let end = run.end.byte_offset().unwrap_or(start);
        self.place.span(start, end.max(start))
    }

    fn slip(&mut self, slip: Any, run: &Run) {
        let span = self.span(run);
        self.slips.push(findings::malformed(slip, span));
    }

    fn take(&mut self, event: Event<'_>, run: &Run) {
        let span = self.span(run);
        if event.tag().is_some() {
            let tag = run.tag_span().map_or(span, |tag| self.span(&tag));
            self.slips
                .push(findings::malformed(Any::Yaml(Slip::Tag), tag));
        }
        match event {
            Event::Scalar(_, _, _, Some(_)) => self.put(None, span),
            Event::Scalar(text, style, _, None) => {
                let data = match style {
                    ScalarStyle::Plain => plain(&text),
                    _ => Data::Text(text.into_owned()),
                };
                self.put(Some(data), span);
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.slip(Any::Yaml(Slip::Alias), run);
                self.put(None, span);
            }
            Event::SequenceStart(..) => self.begin(Held::List(Vec::new()), span),
            Event::MappingStart(..) => self.begin(Held::Map(Vec::new(), Key::Wanted), span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            _ => {}
        }
    }

    fn begin(&mut self, held: Held, start: Span) {
        self.open.push(Open { start, held });
    }

    fn end(&mut self, closed: Span) {
        let Some(Open { start, held }) = self.open.pop() else {
            return;
        };
        // A block ends where its last member does; a bracket where it closes.
        let last = match &held {
            Held::List(nodes) => nodes.last().map(|node| node.span),
            Held::Map(entries, _) => entries.last().map(|entry| entry.value.span),
        };
        let end = match last {
            Some(last) if closed.is_empty() => start.to(last),
            _ => start.to(closed),
        };
        let data = match held {
            Held::List(nodes) => Data::List(nodes),
            Held::Map(entries, _) => Data::Map(entries),
        };
        self.put(Some(data), end);
    }

    /// Puts a piece where it belongs; none is one that was reported already.
    fn put(&mut self, data: Option<Data>, span: Span) {
        let Some(open) = self.open.last_mut() else {
            self.root = data.map(|data| Node { span, data });
            return;
        };
        match &mut open.held {
            Held::List(nodes) => nodes.extend(data.map(|data| Node { span, data })),
            Held::Map(entries, key) => match std::mem::replace(key, Key::Wanted) {
                Key::Wanted => {
                    let reported = data.is_none();
                    let name = match data {
                        Some(Data::Text(text) | Data::Number(text)) => Some(text),
                        Some(Data::Bool(yes)) => Some(yes.to_string()),
                        _ => None,
                    };
                    if name.is_none() && !reported {
                        let slip = findings::malformed(Any::Yaml(Slip::Name), span);
                        self.slips.push(slip);
                    }
                    *key = name.map_or(Key::None, |name| Key::Name(name, span));
                }
                Key::Name(name, at) => {
                    // Nothing at all is told where its name stands.
                    let span = if span.is_empty() { at } else { span };
                    entries.extend(data.map(|data| Entry {
                        key: name,
                        at,
                        value: Node { span, data },
                    }));
                }
                Key::None => {}
            },
        }
    }
}

/// A word without quotes.
fn plain(text: &str) -> Data {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        "true" | "True" | "TRUE" => Data::Bool(true),
        "false" | "False" | "FALSE" => Data::Bool(false),
        _ if is_number(text) => Data::Number(text.to_owned()),
        _ => Data::Text(text.to_owned()),
    }
}

/// A number as JSON writes it. Other spellings of one stay text, and the fact that asks for a
/// number says what is wrong with them.
fn is_number(text: &str) -> bool {
    let digits = |run: &str| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    digits(whole) && digits(part) && (whole == "0" || !whole.starts_with('0'))
}

fn slip_of(kind: &ErrorKind) -> Any {
    use ErrorKind as Kind;
    match kind {
        Kind::UnclosedQuotedScalar => Any::UnclosedText,
        Kind::UnclosedFlowCollection { .. }
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping => Any::UnclosedBracket,
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidUnicodeEscape => Any::Escape,
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => Any::Yaml(Slip::Tab),
        Kind::InvalidIndentation
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent
        | Kind::InvalidBlockScalarIndent => Any::Yaml(Slip::Indentation),
        Kind::MappingValueNotAllowed
        | Kind::InvalidColonPlacement
        | Kind::MappingKeyNotAllowed
        | Kind::InvalidMappingValueWhitespace => Any::Yaml(Slip::Colon),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => Any::MissingColon,
        Kind::UnexpectedCharacter { .. } | Kind::PlainScalarStartsWithDashFlowIndicator => {
            Any::Yaml(Slip::Mark)
        }
        _ => Any::Yaml(Slip::Other),
    }
}
