//! Written kinds to kinds.

use super::checking::Checking;
use super::findings;
use super::literals::is_time_word;
use super::names::{Entity, Found, Space};
use crate::diagnostic::Phrase;
use crate::diagnostic::near::nearest;
use crate::name::Name;
use crate::program::{Choice, Head};
use crate::source::Span;
use crate::syntax::tree::{Ident, KindRef, Titles};
use crate::value::{Kind, currency};

/// A set of choices is held in so many bits.
pub(super) const MOST_CHOICES: usize = 64;

/// The kinds that no one has to declare, as they are written.
pub(super) const WORDS: &[&str] = &[
    "number",
    "수",
    "share",
    "비율",
    "duration",
    "경과시간",
    "period",
    "기간",
    "date",
    "날짜",
    "time",
    "시각",
    "text",
    "문자",
    "party",
    "당사자",
];

impl Checking<'_> {
    /// A kind; one that nothing declares is told. `like` is the head of what has it.
    pub(super) fn kind(&mut self, policy: usize, written: &KindRef, like: &Head) -> Option<Kind> {
        match written {
            KindRef::YesNo(_) => Some(Kind::YesNo),
            KindRef::Named(ident) => self.named_kind(policy, ident),
            KindRef::List(ident, _) => {
                let of = self.named_kind(policy, ident)?;
                Some(Kind::List(Box::new(of)))
            }
            KindRef::OneOf(names, span) => {
                let named: Vec<(&Ident, Option<&Titles>)> =
                    names.iter().map(|n| (n, None)).collect();
                let alternatives = self.alternatives(self.program.choices.len(), &named, *span);
                self.program.choices.push(Choice {
                    head: Head {
                        policy,
                        name: Name::new(""),
                        title: like.title.clone(),
                        span: *span,
                    },
                    alternatives,
                    places: std::collections::BTreeMap::new(),
                });
                Some(Kind::Choice(self.program.choices.len() - 1))
            }
        }
    }

    fn named_kind(&mut self, policy: usize, ident: &Ident) -> Option<Kind> {
        let word = ident.name.as_str();
        let simple = match word {
            "number" | "수" => Some(Kind::Number),
            "share" | "비율" => Some(Kind::Share),
            "duration" | "경과시간" => Some(Kind::Duration),
            "period" | "기간" => Some(Kind::Period),
            "date" | "날짜" => Some(Kind::Date),
            "time" | "시각" => Some(Kind::Time),
            "text" | "문자" => Some(Kind::Text),
            "party" | "당사자" => Some(Kind::Party),
            _ => None,
        };
        if simple.is_some() {
            return simple;
        }
        for space in [Space::Kind, Space::Unit] {
            match self.names.find(policy, space, ident) {
                Found::One(declared) => match declared.entity {
                    Entity::Choice(choice) => return Some(Kind::Choice(choice)),
                    Entity::Record(record) => return Some(Kind::Record(record)),
                    Entity::Unit(unit) => return Some(Kind::Quantity(unit)),
                    _ => {}
                },
                found @ Found::Several(..) => {
                    self.settle(policy, space, &ident.name, ident.span, found);
                    return None;
                }
                Found::Nothing => {}
            }
        }
        if let Some(code) = currency::code(word) {
            return Some(Kind::Money(Name::new(code)));
        }
        if word == "money" {
            self.find(findings::money_without_currency(ident.span));
        } else if is_time_word(word) {
            self.find(findings::time_word_as_kind(&ident.name, ident.span));
        } else if self.may_tell(Space::Kind, &ident.name) {
            let near = self.nearest(policy, &[Space::Kind, Space::Unit], &ident.name);
            self.find(findings::unknown_name(
                Space::Kind,
                &ident.name,
                ident.span,
                near.as_ref(),
            ));
        }
        None
    }

    /// Tells that a list has no such choice.
    pub(super) fn unknown_alternative(&mut self, list: usize, ident: &Ident) {
        let Some(found) = self.program.choices.get(list) else {
            return;
        };
        let names: Vec<&str> = found
            .alternatives
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let near = nearest(ident.name.as_str(), names.iter().copied());
        let finding = findings::unknown_choice(
            &ident.name,
            ident.span,
            (&found.head.name, found.head.span),
            near,
            &names,
        );
        self.find(finding);
    }

    /// The choices of a list: no name twice, and no more than can be held.
    pub(super) fn alternatives(
        &mut self,
        choice: usize,
        written: &[(&Ident, Option<&Titles>)],
        span: Span,
    ) -> Vec<(Name, Phrase)> {
        let mut alternatives: Vec<(Name, Phrase)> = Vec::new();
        let mut seen = std::collections::HashMap::new();
        for (ident, titles) in written {
            if let Some(first) = seen.insert(ident.name.clone(), ident.span) {
                self.find(findings::duplicate_name(&ident.name, ident.span, first));
                continue;
            }
            let title = titles.and_then(|titles| self.phrase(titles));
            let title = title.unwrap_or_else(|| Phrase::same(ident.name.as_str()));
            let place = (choice, alternatives.len());
            self.alternative_spans.insert(ident.span, place);
            alternatives.push((ident.name.clone(), title));
        }
        if alternatives.len() > MOST_CHOICES {
            self.find(findings::too_many_choices(span, alternatives.len()));
            alternatives.truncate(MOST_CHOICES);
        }
        alternatives
    }
}
