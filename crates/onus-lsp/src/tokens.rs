//! Semantic tokens: what each name is that the program knows, and between the names the keywords, units,
//! numbers, titles and comments, as they are seen in the text. So an editor without a grammar of its own
//! has all its colours from here, in a broken file too.

use std::ops::Range;

use lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend,
    Uri,
};
use onus::check::Declares;
use onus::source::Span;
use onus::syntax;
use onus::syntax::tree::ItemKind;
use onus::value::{currency::is_currency, written};

use crate::place;
use crate::world::World;

/// The types, in the order of their numbers.
const TYPES: [SemanticTokenType; 13] = [
    SemanticTokenType::NAMESPACE,
    SemanticTokenType::TYPE,
    SemanticTokenType::ENUM,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::FUNCTION,
    SemanticTokenType::CLASS,
    SemanticTokenType::EVENT,
    SemanticTokenType::KEYWORD,
    SemanticTokenType::COMMENT,
    SemanticTokenType::STRING,
    SemanticTokenType::NUMBER,
];
const UNIT: u32 = 1;
const KEYWORD: u32 = 9;
const COMMENT: u32 = 10;
const STRING: u32 = 11;
const NUMBER: u32 = 12;

pub(crate) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.to_vec(),
        token_modifiers: vec![SemanticTokenModifier::DECLARATION],
    }
}

fn number(declares: Declares) -> u32 {
    match declares {
        Declares::Field => 4,
        Declares::Alternative => 3,
        Declares::Item(kind) => match kind {
            ItemKind::Policy | ItemKind::Use | ItemKind::Source | ItemKind::Omits => 0,
            ItemKind::Record
            | ItemKind::Unit
            | ItemKind::Party
            | ItemKind::Calendar
            | ItemKind::Periods => 1,
            ItemKind::Choice | ItemKind::Reading => 2,
            ItemKind::Fact => 5,
            ItemKind::Define | ItemKind::Judgement => 6,
            ItemKind::Duty | ItemKind::Exception | ItemKind::Power | ItemKind::Sanction => 7,
            ItemKind::Act | ItemKind::Case => 8,
        },
    }
}

impl World {
    pub(crate) fn tokens(&mut self, uri: &Uri) -> Option<SemanticTokens> {
        let file = self.documents.id(&place::path(uri))?;
        let now = self.known_before(file);
        let view = self.view(file);
        let mut found: Vec<(Span, u32, u32)> = Vec::new();
        for (_, definition) in view.index.definitions() {
            let number = number(definition.declares);
            if definition.span.file == file {
                found.push((definition.span, number, 1));
            }
        }
        for (span, id) in view.index.places(file) {
            if let Some(definition) = view.index.definition(id) {
                found.push((span, number(definition.declares), 0));
            }
        }
        let now = |(span, number, declares)| Some((now(span)?, number, declares));
        let mut found: Vec<_> = found.into_iter().filter_map(now).collect();
        let text = self.sources().get(file).map_or("", |source| source.text());
        let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        found.extend(
            seen(text).into_iter().map(|(range, number)| {
                (Span::new(file, at(range.start), at(range.end)), number, 2)
            }),
        );
        // Of two at one place the name comes first.
        found.sort_unstable_by_key(|(span, _, rank)| (span.start, *rank == 2, span.end));
        let mut data = Vec::new();
        let (mut line, mut column, mut end) = (0, 0, 0);
        for (span, token_type, rank) in found {
            let range = place::range(self.sources(), span);
            // Tokens may not overlap, nor go past a line.
            if span.start < end || span.is_empty() || range.start.line != range.end.line {
                continue;
            }
            end = span.end;
            let delta_line = range.start.line - line;
            let from = if delta_line == 0 { column } else { 0 };
            data.push(SemanticToken {
                delta_line,
                delta_start: range.start.character - from,
                length: range.end.character - range.start.character,
                token_type,
                token_modifiers_bitset: rank & 1,
            });
            (line, column) = (range.start.line, range.start.character);
        }
        Some(SemanticTokens {
            result_id: None,
            data,
        })
    }
}

/// Whether a word is a unit that nobody declares.
fn is_unit(word: &str) -> bool {
    written::unit(word).is_some() || is_currency(word)
}

/// The keywords, units, numbers, titles and comments of a text, by their looks alone.
fn seen(text: &str) -> Vec<(Range<usize>, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut after_number = false;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or("");
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let length_of = |part: &dyn Fn(char) -> bool| rest.find(|c| !part(c)).unwrap_or(rest.len());
        let (length, number) = match letter {
            '#' => (line, Some(COMMENT)),
            '"' => {
                let close = rest.get(1..).and_then(|inside| inside.find('"'));
                (close.map_or(line, |at| (at + 2).min(line)), Some(STRING))
            }
            '0'..='9' => {
                let part = |c: char| {
                    c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | ':' | '%' | '/' | '+')
                };
                let whole = length_of(&part);
                let word = rest.get(..whole).unwrap_or("");
                // `2022-01-01부터`, `24시간`: what hangs on a number is a word.
                let hangs = |c: char| ('가'..='힣').contains(&c) && !"십백천만억조".contains(c);
                let length = word.find(hangs).unwrap_or(whole);
                (length.max(1), Some(NUMBER))
            }
            _ if letter.is_alphabetic() || letter == '_' => {
                let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '/' | '.');
                let whole = length_of(&part);
                let word = rest.get(..whole).unwrap_or("");
                let word = word.trim_end_matches(['.', '/']);
                let number = if after_number && is_unit(word) {
                    Some(UNIT)
                } else {
                    syntax::is_word(word).then_some(KEYWORD)
                };
                (word.len().max(letter.len_utf8()), number)
            }
            _ => (letter.len_utf8(), None),
        };
        if let Some(number) = number {
            found.push((at..at + length, number));
        }
        after_number = number == Some(NUMBER) || after_number && letter.is_whitespace();
        at += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::seen;

    #[test]
    fn what_is_seen_of_a_text_is_all_but_its_names() {
        let text = "duty d \"T # t\" ko \"제목\" # why\n  기한 복구 이후 24 시간\n  시행 2026-01-01부터 x 100만원";
        let words: Vec<(&str, u32)> = seen(text)
            .into_iter()
            .map(|(range, number)| (text.get(range).unwrap_or(""), number))
            .collect();
        assert_eq!(
            words,
            [
                ("duty", 9),
                ("\"T # t\"", 11),
                ("ko", 9),
                ("\"제목\"", 11),
                ("# why", 10),
                ("기한", 9),
                ("이후", 9),
                ("24", 12),
                ("시간", 1),
                ("시행", 9),
                ("2026-01-01", 12),
                ("부터", 9),
                ("100만", 12),
                ("원", 1),
            ]
        );
    }
}
