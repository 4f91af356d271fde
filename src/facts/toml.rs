//! TOML to a tree with places. Its own days and times are the text they are
//! written as, so that they are read as in every other form. What is wrong with
//! the form is told all at once.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::findings;
use super::form::{MAX_DEPTH, Placing, Slip as Any};
use super::node::{Data, Entry, Node};
use crate::diagnostic::Diagnostic;

/// How a text can fail to be TOML, where JSON cannot fail so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Slip {
    UnquotedName,
    UnquotedText,
    MissingSign,
    Value,
    Other,
}

/// The tree that a text writes, and what is wrong with its form.
pub(super) fn read(text: &str, place: Placing) -> (Option<Node>, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut slips = Vec::new();
    for error in errors {
        let run = error.span().unwrap_or(text.len()..text.len());
        let span = place.span(run.start, run.end);
        let message = error.message();
        if message.starts_with("duplicate key") {
            let written = text.get(run.clone()).unwrap_or_default();
            slips.push(findings::again(written.trim_matches(['"', '\'']), span));
        } else if message.contains("recurs") {
            slips.push(findings::too_deep(span));
        } else {
            slips.push(findings::malformed(slip_of(message), span));
        }
    }
    let reading = Reading { text, place };
    let span = table.span();
    match reading.table(table.get_ref(), 1) {
        // A broken form leaves a tree that nobody wrote; what is given twice only leaves the first.
        Ok(data)
            if slips
                .iter()
                .all(|slip| slip.code == crate::diagnostic::Code::DuplicateFact) =>
        {
            let span = place.span(span.start, span.end);
            (Some(Node { span, data }), slips)
        }
        Ok(_) => (None, slips),
        Err(finding) => {
            slips.push(*finding);
            (None, slips)
        }
    }
}

struct Reading<'t> {
    text: &'t str,
    place: Placing,
}

impl Reading<'_> {
    /// Entries in the order in which they are written.
    fn table(&self, table: &DeTable<'_>, depth: usize) -> Result<Data, Box<Diagnostic>> {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let name = key.span();
            entries.push(Entry {
                key: key.get_ref().to_string(),
                at: self.place.span(name.start, name.end),
                value: self.node(value, depth)?,
            });
        }
        entries.sort_by_key(|entry| entry.at.start);
        Ok(Data::Map(entries))
    }

    fn node(&self, value: &Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Box<Diagnostic>> {
        let run = value.span();
        let span = self.place.span(run.start, run.end);
        if depth > MAX_DEPTH {
            return Err(Box::new(findings::too_deep(span)));
        }
        let written = || self.text.get(run.clone()).unwrap_or_default().to_owned();
        let data = match value.get_ref() {
            DeValue::String(text) => Data::Text(text.to_string()),
            DeValue::Boolean(yes) => Data::Bool(*yes),
            DeValue::Integer(number) if number.radix() == 10 => {
                Data::Number(number.as_str().to_owned())
            }
            // A number that is not written in tens is no spelling of any fact.
            DeValue::Integer(_) => Data::Text(written()),
            DeValue::Float(number) => Data::Number(number.as_str().to_owned()),
            DeValue::Datetime(moment) => Data::Text(moment.to_string()),
            DeValue::Array(nodes) => {
                let nodes = nodes.iter().map(|node| self.node(node, depth + 1));
                Data::List(nodes.collect::<Result<_, _>>()?)
            }
            DeValue::Table(table) => self.table(table, depth + 1)?,
        };
        Ok(Node { span, data })
    }
}

fn slip_of(message: &str) -> Any {
    let says = |part: &str| message.contains(part);
    if says("invalid unquoted key") || says("unquoted keys") {
        Any::Toml(Slip::UnquotedName)
    } else if says("must be quoted") || says("missing opening quote") {
        Any::Toml(Slip::UnquotedText)
    } else if says("missing comma") {
        Any::MissingComma
    } else if says("extra comma") {
        Any::TrailingComma
    } else if says("unclosed") {
        Any::UnclosedBracket
    } else if says("key with no value") || says("missing assignment") {
        Any::Toml(Slip::MissingSign)
    } else if says("escape") || says("unicode") {
        Any::Escape
    } else if says("missing value") {
        Any::Toml(Slip::Value)
    } else if says("leading zero") || says("radix") || says("`_`") || says("sign") {
        Any::Number
    } else {
        Any::Toml(Slip::Other)
    }
}
