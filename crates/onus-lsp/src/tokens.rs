//! Semantic tokens: what each name is that the program knows. Keywords, numbers and comments are
//! coloured by the editor's grammar, which needs no server.

use lsp_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensLegend,
    Uri,
};
use onus::check::Declares;
use onus::source::Span;
use onus::syntax::tree::ItemKind;

use crate::place;
use crate::world::World;

/// The types, in the order of their numbers.
const TYPES: [SemanticTokenType; 9] = [
    SemanticTokenType::NAMESPACE,
    SemanticTokenType::TYPE,
    SemanticTokenType::ENUM,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::FUNCTION,
    SemanticTokenType::CLASS,
    SemanticTokenType::EVENT,
];

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
        found.sort_unstable();
        let mut data = Vec::new();
        let (mut line, mut column, mut end) = (0, 0, 0);
        for (span, token_type, token_modifiers_bitset) in found {
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
                token_modifiers_bitset,
            });
            (line, column) = (range.start.line, range.start.character);
        }
        Some(SemanticTokens {
            result_id: None,
            data,
        })
    }
}
